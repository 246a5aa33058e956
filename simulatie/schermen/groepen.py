"""What a trainer sees: sessions whose trainee lets this trainer look along, and figures on that group.

There is no register of classes. The group of a trainer is the people who let that trainer in, so that its figures
never say something about a person whose sessions stay closed.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np
from django.utils.translation import gettext as _

from academy.gebruikers.models import Gebruiker
from simulatie.models import Sessie
from simulatie.rechten import mee_te_kijken, na_te_kijken
from simulatie.schermen.notatie import Feitentabel, getal, procent
from simulatie.spel.bewaard import BewaardOordeel, BewaardPlan

KLEINSTE_GROEP = 5
"""Figures are shown from this number of people on."""


@dataclass(frozen=True)
class Meekijksessie:
    """A session this trainer was let into; ``ingediend_op`` is None while it is played."""

    sessie: Sessie
    naam: str
    casus: str
    soort: str
    ingediend_op: datetime | None


@dataclass(frozen=True)
class Nakijksessie:
    """A session whose trainee asked for a person, and when."""

    sessie: Sessie
    naam: str
    casus: str
    soort: str
    op: datetime


@dataclass(frozen=True)
class Groep:
    """Everybody who was judged on one version of a case in one kind of session.

    spreiding, maatregelen  the spread of the scores and the measures that were used; None in too small a group
    """

    titel: str
    versie: str
    mensen: int
    spreiding: Feitentabel | None
    maatregelen: Feitentabel | None


@dataclass(frozen=True)
class Groepsoverzicht:
    """What a trainer sees of everybody together; ``verzoeken`` are those of any trainee, the longest waiting first."""

    sessies: Sequence[Meekijksessie]
    verzoeken: Sequence[Nakijksessie]
    groepen: Sequence[Groep]
    kleinste_groep: int


def groepsoverzicht(trainer: Gebruiker) -> Groepsoverzicht:
    """The requests, the list of sessions and the figures, in as many queries however long the lists are."""
    sessies = list(mee_te_kijken(trainer))
    return Groepsoverzicht(
        sessies=[
            Meekijksessie(
                sessie=sessie,
                naam=str(sessie.gebruiker),
                casus=sessie.casusnaam,
                soort=sessie.get_soort_display(),
                ingediend_op=sessie.beoordeling.op if sessie.is_beoordeeld else None,
            )
            for sessie in sessies
        ],
        verzoeken=[
            Nakijksessie(
                sessie=sessie,
                naam=str(sessie.gebruiker),
                casus=sessie.casusnaam,
                soort=sessie.get_soort_display(),
                op=sessie.beoordeling.nakijkverzoek.op,
            )
            for sessie in na_te_kijken(trainer)
        ],
        groepen=_groepen(sessies),
        kleinste_groep=KLEINSTE_GROEP,
    )


def _groepen(sessies: Iterable[Sessie]) -> list[Groep]:
    """Per case version and kind of session everybody's newest judged session."""
    per_groep: dict[tuple[str, ...], dict[int, Sessie]] = defaultdict(dict)
    # Newest first, as sessions are ordered: the first one found of a person is the one that counts.
    for sessie in sessies:
        if sessie.is_beoordeeld:
            sleutel = (sessie.casus, sessie.casus_versie, sessie.model_versie, sessie.soort)
            per_groep[sleutel].setdefault(sessie.gebruiker_id, sessie)
    return [_groep(list(mensen.values())) for _sleutel, mensen in sorted(per_groep.items())]


def _groep(sessies: Sequence[Sessie]) -> Groep:
    eerste = sessies[0]
    genoeg = len(sessies) >= KLEINSTE_GROEP
    return Groep(
        titel=_("%(casus)s, %(soort)s") % {"casus": eerste.casusnaam, "soort": eerste.get_soort_display()},
        versie=eerste.casus_versie,
        mensen=len(sessies),
        spreiding=_spreiding([sessie.beoordeling.gelezen[0] for sessie in sessies]) if genoeg else None,
        maatregelen=_maatregelen([sessie.beoordeling.gelezen[1] for sessie in sessies]) if genoeg else None,
    )


def _spreiding(oordelen: Sequence[BewaardOordeel]) -> Feitentabel:
    """Quarter points, so that nobody's own score stands out as the highest or the lowest."""
    reeksen = {
        _("Uitkomst"): [oordeel.uitkomst_score for oordeel in oordelen],
        _("Vakmanschap"): [oordeel.vakmanschap_score for oordeel in oordelen],
    }
    for oordeel in oordelen:
        for vak in oordeel.vakmanschap:
            reeksen.setdefault(_("Vakmanschap: %(naam)s") % {"naam": vak.naam.lower()}, []).append(vak.score)
    return Feitentabel(
        _("Spreiding van de scores in de groep (0 tot 100)"),
        [_("Score"), _("Een kwart zit onder"), _("De helft zit onder"), _("Een kwart zit boven")],
        [
            [naam, *(getal(punt) for punt in np.quantile(waarden, (0.25, 0.5, 0.75)))]
            for naam, waarden in reeksen.items()
        ],
        getallen=True,
    )


def _maatregelen(plannen: Sequence[BewaardPlan]) -> Feitentabel:
    namen: dict[str, str] = {}
    gebruikt: Counter[str] = Counter()
    for plan in plannen:
        namen |= {code: kaart.naam for code, kaart in plan.kaarten.items()}
        gebruikt.update({inzet.kaart for inzet in plan.inzetten})
    return Feitentabel(
        _("Welke maatregelen de groep gebruikte"),
        [_("Maatregel"), _("Deel van de groep")],
        [
            [f"{code} {namen[code]}", procent(aantal / len(plannen))]
            for code, aantal in sorted(gebruikt.items(), key=lambda paar: (-paar[1], paar[0]))
        ],
        getallen=True,
    )
