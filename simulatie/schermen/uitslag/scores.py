"""Passed or not: every floor that counts with what was reached, and in one sentence what is missing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from simulatie.kern import Casus
from simulatie.schermen.grafieken import Staaf, staaf
from simulatie.schermen.notatie import gebied
from simulatie.schermen.uitslag.punten import punten
from simulatie.spel.bewaard import BewaardOordeel

PROCENT = "\N{NO-BREAK SPACE}%"


@dataclass(frozen=True)
class Vakpunt:
    """What one part of the craft reached, and whether that is enough; everything is where its floor does not count."""

    naam: str
    score: str
    balk: Staaf
    gehaald: bool


@dataclass(frozen=True)
class Onderdeel:
    """Something that counts for passing: what it is in a sentence, what was reached, what is needed, a bar with its mark.

    oordeel  the verdict in a word
    vakken   of the craft: its parts; nodig_elk is what each of them needs, "" where that does not count
    """

    naam: str
    uitleg: str
    score: str
    nodig: str
    gehaald: bool
    oordeel: str
    balk: Staaf
    nodig_x: str
    vakken: Sequence[Vakpunt] = ()
    nodig_elk: str = ""


@dataclass(frozen=True)
class Scores:
    """``zin``: whether that is enough, and otherwise what is not."""

    zin: str
    onderdelen: Sequence[Onderdeel]


def scores(oordeel: BewaardOordeel, casus: Casus | None) -> Scores:
    onderdelen = _onderdelen(oordeel, casus)
    return Scores(_zin(oordeel, onderdelen), onderdelen)


def helpt_niet(oordeel: BewaardOordeel) -> bool:
    """The plan did no better than doing nothing, so that there is no craft to weigh."""
    return oordeel.weegt_bereikt and oordeel.bereikt <= 0


def _onderdelen(oordeel: BewaardOordeel, casus: Casus | None) -> list[Onderdeel]:
    grens = oordeel.slaaggrens
    haalbaar = _(
        "Hoeveel van de winst in leefbaarheid die hier te halen is, uw plan haalt. 0 % is niets doen, 100 % is het beste "
        "bekende plan. Toeval telt niet mee."
    )
    tellend = [naam for naam, gewicht in oordeel.doelgewichten.items() if gewicht]
    uitkomst = (
        _(
            "De leefbaarheid van %(gebied)s als cijfer, met wat er onderweg gebeurde, gemiddeld over geluk en pech. 0 is "
            "niets doen, 75 een plan van vakmensen, 100 het beste bekende plan."
        )
        if tellend == ["leefbaarheid"]
        else _("Hoe het met %(gebied)s gaat op alle doelen samen, gemiddeld over geluk en pech.")
    ) % {"gebied": gebied(casus)}
    vakken = _vakken(oordeel)
    uit = [
        _onderdeel(_("Uitkomst"), uitkomst, oordeel.uitkomst_score, grens["uitkomst"]),
        _onderdeel(
            _("Vakmanschap"),
            _("Hoe u speelde: 100 betekent dat uw eigen maatregelen niet beter konden."),
            oordeel.vakmanschap_score,
            grens["vakmanschap"],
            vakken=vakken,
            nodig_elk=punten(grens["elk_vak"]) if vakken and "elk_vak" in grens else "",
        ),
        _onderdeel(
            _("Rechtmatigheid"),
            _("Of het plan standhoudt bij de rechter. Onder de grens telt de rest niet mee."),
            oordeel.rechtmatigheid.score,
            grens["rechtmatigheid"],
            woorden=(_("houdbaar"), _("niet houdbaar")),
        ),
    ]
    if oordeel.weegt_bereikt:
        deel = _onderdeel(
            _("Deel van wat haalbaar is"), haalbaar, 100 * oordeel.bereikt, grens["bereikt"], PROCENT
        )
        uit.insert(0, deel)
    return uit


def _onderdeel(
    naam: str,
    uitleg: str,
    score: float,
    nodig: float,
    eenheid: str = "",
    *,
    vakken: Sequence[Vakpunt] = (),
    nodig_elk: str = "",
    woorden: tuple[str, str] | None = None,
) -> Onderdeel:
    gehaald = score >= nodig and all(vak.gehaald for vak in vakken)
    goed, fout = woorden or (_("gehaald"), _("niet gehaald"))
    return Onderdeel(
        naam=naam,
        uitleg=uitleg,
        score=punten(score, nodig) + eenheid,
        nodig=punten(nodig) + eenheid,
        gehaald=gehaald,
        oordeel=goed if gehaald else fout,
        balk=staaf(max(0.0, score), 0, 100),
        nodig_x=staaf(nodig, 0, 100).breed,
        vakken=vakken,
        nodig_elk=nodig_elk,
    )


def _vakken(oordeel: BewaardOordeel) -> list[Vakpunt]:
    if helpt_niet(oordeel):
        return []
    nodig = oordeel.slaaggrens.get("elk_vak", 0.0) if oordeel.weegt_bereikt else 0.0
    return [
        Vakpunt(vak.naam, punten(vak.score, nodig), staaf(vak.score, 0, 100), vak.score >= nodig)
        for vak in oordeel.vakmanschap
    ]


def _zin(oordeel: BewaardOordeel, onderdelen: Sequence[Onderdeel]) -> str:
    if oordeel.geslaagd:
        return _("Uw plan haalt alles wat nodig is.")
    tekort = [deel for deel in onderdelen if not deel.gehaald]
    recht = _("Rechtmatigheid")
    if helpt_niet(oordeel):
        te_licht = any(deel.naam == recht for deel in tekort)
        return " ".join(
            [
                _("Uw plan doet het niet beter dan niets doen."),
                *([_("En het houdt geen stand bij de rechter.")] if te_licht else []),
            ]
        )
    if not tekort:
        return " ".join(oordeel.redenen)
    namen = [
        naam.lower()
        for deel in tekort
        for naam in ([vak.naam for vak in deel.vakken if not vak.gehaald] or [deel.naam])
    ]
    return _("Nog niet genoeg: %(wat)s.") % {"wat": get_text_list(namen, _("en"))}
