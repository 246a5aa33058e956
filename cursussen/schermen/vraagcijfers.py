"""Figures for trainers: on groups, never on a person."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Q

from cursussen.models import Antwoord, CursusVersie, Poging

KLEINSTE_GROEP = 5
"""Figures are shown from this number of people on, so that nobody can be recognised in them."""


@dataclass(frozen=True)
class Vraagcijfer:
    """How often a question was answered rightly the first time; ``None`` while the group is too small."""

    nummer: int
    stam: str
    mensen: int
    procent_goed: int | None


def vraagcijfers(versie: CursusVersie) -> list[Vraagcijfer]:
    """Per question at the end of the course, over everybody's first attempt in this version."""
    rijen = (
        Antwoord.objects.filter(
            poging__inschrijving__versie=versie, poging__onderdeel=Poging.EINDVRAGEN, poging__nummer=1
        )
        .values("vraag")
        .annotate(mensen=Count("pk"), goed=Count("pk", filter=Q(juist=True)))
    )
    tellingen = {rij["vraag"]: rij for rij in rijen}
    cijfers = []
    for nummer, vraag in enumerate(versie.vragen, 1):
        telling = tellingen.get(vraag["sleutel"], {"mensen": 0, "goed": 0})
        groot_genoeg = telling["mensen"] >= KLEINSTE_GROEP
        cijfers.append(
            Vraagcijfer(
                nummer=nummer,
                stam=vraag["stam"],
                mensen=telling["mensen"],
                procent_goed=round(100 * telling["goed"] / telling["mensen"]) if groot_genoeg else None,
            )
        )
    return cijfers
