"""What a person sees of a question: a form, or the answer with its feedback. Never the key before the answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from cursussen.forms import VraagAntwoordForm
from cursussen.models import Antwoord, Poging


@dataclass(frozen=True)
class Keuzebeeld:
    """A choice after the answer was given."""

    tekst: str
    uitleg: str
    juist: bool
    gekozen: bool


@dataclass(frozen=True)
class Vraagbeeld:
    """``form`` while the question is open; ``antwoord``, ``keuzes`` and ``uitleg`` once it is answered.

    ``actie`` is where the form goes, ``doel`` the CSS selector of what a partial update replaces. ``zojuist``
    marks the question this person just answered, ``eerder`` that an earlier answer was kept.
    """

    sleutel: str
    kop: str
    stam: str
    actie: str
    doel: str
    form: VraagAntwoordForm | None = None
    antwoord: Antwoord | None = None
    keuzes: tuple[Keuzebeeld, ...] = ()
    uitleg: str = ""
    zojuist: bool = False
    eerder: bool = False


def maak_vraagbeelden(
    request: HttpRequest,
    *,
    vragen: list[dict[str, Any]],
    poging: Poging | None,
    kop: str,
    actie: str,
    doel: str = "",
    form: VraagAntwoordForm | None = None,
) -> dict[str, Vraagbeeld]:
    """The picture of each question by its key.

    ``kop`` is a text with %(nummer)s and %(totaal)s; ``form`` is a refused form, shown at its own question.
    The address says which question was just answered (?vraag=) and whether an earlier answer stood (?eerder).
    """
    antwoorden = {antwoord.vraag: antwoord for antwoord in poging.antwoorden.all()} if poging else {}
    gericht = request.GET.get("vraag")
    beelden = {}
    for nummer, vraag in enumerate(vragen, 1):
        sleutel = vraag["sleutel"]
        vast = {
            "sleutel": sleutel,
            "kop": kop % {"nummer": nummer, "totaal": len(vragen)},
            "stam": vraag["stam"],
            "actie": actie,
            "doel": doel or f"#vraag-{sleutel}",
        }
        if antwoord := antwoorden.get(sleutel):
            beelden[sleutel] = Vraagbeeld(
                **vast,
                antwoord=antwoord,
                keuzes=_keuzes(vraag, antwoord),
                uitleg=vraag["uitleg"],
                zojuist=sleutel == gericht,
                eerder=sleutel == gericht and "eerder" in request.GET,
            )
        else:
            geweigerd = form is not None and form.gevraagd is not None and form.gevraagd["sleutel"] == sleutel
            beelden[sleutel] = Vraagbeeld(
                **vast,
                form=form if geweigerd else VraagAntwoordForm(initial={"vraag": sleutel}, vragen=[vraag]),
                zojuist=geweigerd,
            )
    return beelden


def _keuzes(vraag: dict[str, Any], antwoord: Antwoord) -> tuple[Keuzebeeld, ...]:
    return tuple(
        Keuzebeeld(
            tekst=keuze["tekst"],
            uitleg=keuze["uitleg"],
            juist=keuze["juist"],
            gekozen=keuze["sleutel"] == antwoord.keuze,
        )
        for keuze in vraag["keuzes"]
    )
