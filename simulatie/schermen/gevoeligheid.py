"""What the outcome of the own plan hangs on: each number of the model over its range, one at a time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from simulatie.kern import Casus, Gevoeligheid, Parameter, PlanOngeldig, gevoeligheden
from simulatie.models import Beoordeling
from simulatie.schermen.model import getal as coefficient
from simulatie.schermen.model import herkomst, telt_mee_in
from simulatie.schermen.notatie import Feitentabel, getal

MEESTE = 10


@dataclass(frozen=True)
class Beweging:
    """One of the numbers that move the outcome most; x and breed are places on the axis, in percent of the width.

    waarin  what the equation says in which it counts
    """

    naam: str
    waarin: str
    wat: str
    zin: str
    x: str
    breed: str


@dataclass(frozen=True)
class Gevoelig:
    """aantal: numbers that were moved; keren: how often the plan was computed; niet_beter: numbers at which the plan is,
    at one end of the range, no better than doing nothing."""

    casusnaam: str
    index: str
    winst: str
    aantal: int
    keren: int
    niet_beter: Sequence[str]
    laag: str
    hoog: str
    nu: str
    bovenaan: Sequence[Beweging]
    tabel: Feitentabel


def gevoelig(casus: Casus, beoordeling: Beoordeling) -> Gevoelig | None:
    """None when the stored plan cannot be read or played any more. ``casus``: in the version that was judged."""
    plan = beoordeling.gelezen[1].plan
    if plan is None:
        return None
    try:
        uit = gevoeligheden(casus, plan)
    except PlanOngeldig:
        return None
    tabel = casus.parameters.tabel
    bovenaan = uit.rijen[:MEESTE]
    alle = [waarde for rij in bovenaan for waarde in rij.index]
    laag, hoog = min(alle), max(alle)
    geheel = max(hoog - laag, 1e-9)

    def plek(waarde: float) -> str:
        return f"{100 * (waarde - laag) / geheel:.2f}%"

    return Gevoelig(
        casusnaam=casus.naam,
        index=getal(uit.index, 1),
        winst=getal(uit.winst, 1),
        aantal=len(uit.rijen),
        keren=1 + 2 * len(uit.rijen),
        niet_beter=[rij.naam for rij in uit.rijen if min(rij.winst) <= 0],
        laag=getal(laag, 1),
        hoog=getal(hoog, 1),
        nu=plek(uit.index),
        bovenaan=[
            Beweging(
                rij.naam,
                telt_mee_in(rij.naam),
                _wat(tabel[rij.naam]),
                _zin(rij),
                plek(min(rij.index)),
                f"{100 * rij.uitslag / geheel:.2f}%",
            )
            for rij in bovenaan
        ],
        tabel=_tabel(uit.rijen, tabel),
    )


def _wat(p: Parameter) -> str:
    return _("nu %(waarde)s (%(eenheid)s); %(herkomst)s") % {
        "waarde": coefficient(p.waarde),
        "eenheid": p.eenheid,
        "herkomst": herkomst(p),
    }


def _zin(rij: Gevoeligheid) -> str:
    return _(
        "Bij %(laag)s komt de leefbaarheid op %(index_laag)s, bij %(hoog)s op %(index_hoog)s. Uw plan is dan "
        "%(winst_laag)s en %(winst_hoog)s beter dan niets doen."
    ) % {
        "laag": coefficient(rij.marge[0]),
        "hoog": coefficient(rij.marge[1]),
        "index_laag": getal(rij.index[0], 1),
        "index_hoog": getal(rij.index[1], 1),
        "winst_laag": getal(rij.winst[0], 1),
        "winst_hoog": getal(rij.winst[1], 1),
    }


def _tabel(rijen: Sequence[Gevoeligheid], tabel: Mapping[str, Parameter]) -> Feitentabel:
    return Feitentabel(
        _("Leefbaarheid van uw plan als één getal anders is (punten, leermodel)"),
        [
            _("Getal"),
            _("Laagste"),
            _("Hoogste"),
            _("Bij het laagste"),
            _("Bij het hoogste"),
            _("Beter dan niets doen, bij het laagste"),
            _("en bij het hoogste"),
        ],
        [
            [
                rij.naam,
                coefficient(rij.marge[0]),
                coefficient(rij.marge[1]),
                *(getal(waarde, 1) for waarde in (*rij.index, *rij.winst)),
            ]
            for rij in rijen
        ],
        getallen=True,
    )
