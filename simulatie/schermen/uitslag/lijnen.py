"""The three lines of the debrief: the plan as played, the same effort one after the other, and together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from simulatie.kern import Casus
from simulatie.schermen.grafieken import LijnMetFeiten, Schaal, lijn_met_feiten, vaste_schaal
from simulatie.schermen.notatie import getal
from simulatie.spel.bewaard import BewaardOordeel


@dataclass(frozen=True)
class Tegelijk:
    """zin: why together is something else than one after the other; verder: what the own plan did otherwise."""

    lijn: LijnMetFeiten
    zin: str
    verder: Sequence[str]


def tegelijk(oordeel: BewaardOordeel, casus: Casus | None) -> Tegelijk | None:
    """None in a judgement from before the same effort was laid otherwise."""
    lijnen = oordeel.lijnen
    if "tegelijk" not in lijnen or "na_elkaar" not in lijnen:
        return None
    zin, *verder = oordeel.lijnenuitleg or ("",)
    return Tegelijk(
        hele_lijn(
            _("Leefbaarheidsindex bij dezelfde inzet (fictief)"),
            _("punten"),
            [
                (_("Uw plan"), lijnen["plan"]),
                (_("Na elkaar"), lijnen["na_elkaar"]),
                (_("Tegelijk"), lijnen["tegelijk"]),
            ],
            indexschaal(casus),
        ),
        zin,
        verder,
    )


def uitkomstlijn(oordeel: BewaardOordeel, casus: Casus | None) -> LijnMetFeiten:
    """The plan beside doing nothing and the best known plan."""
    lijnen = oordeel.lijnen
    return hele_lijn(
        _("Leefbaarheidsindex (fictief)"),
        _("punten"),
        [
            (_("Uw plan"), lijnen["plan"]),
            (_("Niets doen"), lijnen["niets_doen"]),
            (_("Beste bekende plan"), lijnen["referentie"]),
        ],
        indexschaal(casus),
    )


def indexschaal(casus: Casus | None) -> Schaal | None:
    """The range of the index in this case; None when the case is gone."""
    return vaste_schaal(casus, "index", hoogst=100) if casus else None


def hele_lijn(
    titel: str, eenheid: str, reeksen: Sequence[tuple[str, Sequence[float]]], schaal: Schaal | None
) -> LijnMetFeiten:
    """Lines over the months with their facts in whole points."""
    lijn = lijn_met_feiten(titel, eenheid, reeksen, decimalen=0, schaal=schaal)
    eindes = ", ".join(f"{naam} {getal(waarden[-1])}" for naam, waarden in reeksen)
    omschrijving = _(
        "Lijngrafiek van %(titel)s. Nu %(begin)s. In maand %(maand)d: %(eindes)s. De tabel geeft de cijfers."
    ) % {
        "titel": titel,
        "begin": getal(reeksen[0][1][0]),
        "maand": len(reeksen[0][1]) - 1,
        "eindes": eindes,
    }
    return replace(lijn, grafiek=replace(lijn.grafiek, omschrijving=omschrijving))
