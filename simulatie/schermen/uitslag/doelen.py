"""The goals: each with its score and how it compares with doing nothing, and the figures."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from simulatie.schermen.grafieken import Staaf, staaf
from simulatie.schermen.notatie import Feitentabel, getal, verschil
from simulatie.schermen.uitslag.punten import punten
from simulatie.spel.bewaard import BewaardOordeel, Doelscore


@dataclass(frozen=True)
class Doel:
    """A goal with its points, and how it compares with doing nothing."""

    naam: str
    score: str
    balk: Staaf
    tekst: str


def doelen(oordeel: BewaardOordeel) -> list[Doel]:
    return [_doel(doel, _telt_mee(doel, oordeel)) for doel in oordeel.uitkomst]


def doelentabel(oordeel: BewaardOordeel) -> Feitentabel:
    delen = [_telt_mee(doel, oordeel) for doel in oordeel.uitkomst]
    return Feitentabel(
        _("De doelen in cijfers (leermodel)"),
        [_("Doel"), _("Eenheid"), _("Uw plan"), _("Niets doen"), _("Beste bekende plan"), _("Telt mee")],
        [
            [
                f"{doel.naam}, {doel.periode}",
                doel.eenheid,
                getal(doel.waarde),
                getal(doel.niets_doen),
                getal(doel.referentie),
                _("niet bekend") if deel is None else f"{punten(100 * deel)}\N{NO-BREAK SPACE}%",
            ]
            for doel, deel in zip(oordeel.uitkomst, delen, strict=True)
        ],
        getallen=True,
    )


def _telt_mee(doel: Doelscore, oordeel: BewaardOordeel) -> float | None:
    """Its part of the score for outcomes, 0-1; None when the judgement does not say."""
    gewichten = oordeel.doelgewichten
    return gewichten[doel.sleutel] / sum(gewichten.values()) if doel.sleutel in gewichten else None


def _doel(doel: Doelscore, deel: float | None) -> Doel:
    winst = doel.waarde - doel.niets_doen
    beter = winst > 0 if doel.meer_is_beter else winst < 0
    hoeveel = {"verschil": verschil(winst, 0), "eenheid": _eenheid(doel, abs(round(winst)))}
    if round(winst) == 0:
        tekst = _("Ongeveer even veel als bij niets doen.")
    elif beter:
        tekst = _("Beter dan niets doen: %(verschil)s %(eenheid)s.") % hoeveel
    else:
        tekst = _("Slechter dan niets doen: %(verschil)s %(eenheid)s.") % hoeveel
    if deel == 0:
        tekst += " " + _("Telt niet mee in de score.")
    return Doel(doel.naam, punten(doel.score), staaf(doel.score, 0, 100), tekst)


def _eenheid(doel: Doelscore, aantal: int) -> str:
    """The unit of a difference: of two shares that is no share itself."""
    if doel.eenheid == "%":
        return _("procentpunt")
    return _("punt") if aantal == 1 and doel.eenheid == "punten" else doel.eenheid
