"""Charts as prepared values: numbers in, coordinates out; the templates draw them as SVG.

Line charts follow ``components/lijngrafiek.html``. Strips (bars over months) have horizontal positions in percent,
so that they fit any width without distortion.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.formats import number_format

BREEDTE, HOOGTE = 720, 300
LINKS, RECHTS, ONDER, BOVEN = 44, 140, 44, 12
LABELAFSTAND = 18


@dataclass(frozen=True)
class Reeks:
    """One line: ``klasse`` is its colour (zoet … umami, rustig), ``streep`` its dash, ``waarden`` one per month."""

    naam: str
    klasse: str
    streep: str
    waarden: Sequence[float]


def lijngrafiek(
    *, titel: str, omschrijving: str, reeksen: Sequence[Reeks], maanden_per_streep: int = 24
) -> dict[str, Any]:
    """Lines over months 0..n-1, on a scale of round numbers around all values."""
    laag, hoog, stap = ronde_schaal([waarde for reeks in reeksen for waarde in reeks.waarden])
    maanden = max(len(reeks.waarden) for reeks in reeksen) - 1

    def x(maand: float) -> float:
        return round(LINKS + maand / max(maanden, 1) * (BREEDTE - LINKS - RECHTS), 1)

    def y(waarde: float) -> float:
        return round(BOVEN + (hoog - waarde) / (hoog - laag) * (HOOGTE - BOVEN - ONDER), 1)

    eindes = _uit_elkaar([y(reeks.waarden[-1]) for reeks in reeksen])
    strepen = round((hoog - laag) / stap)
    return {
        "breedte": BREEDTE,
        "hoogte": HOOGTE,
        "titel": titel,
        "omschrijving": omschrijving,
        "x_as": [{"x": x(maand), "label": str(maand)} for maand in range(0, maanden + 1, maanden_per_streep)],
        "y_as": [
            {"y": y(laag + nummer * stap), "label": _label(laag + nummer * stap, stap)}
            for nummer in range(strepen + 1)
        ],
        "lijnen": [
            {
                "naam": reeks.naam,
                "klasse": reeks.klasse,
                "streep": reeks.streep,
                "punten": " ".join(f"{x(maand)},{y(waarde)}" for maand, waarde in enumerate(reeks.waarden)),
                "eindlabel_x": BREEDTE - RECHTS + 8,
                "eindlabel_y": einde,
            }
            for reeks, einde in zip(reeksen, eindes, strict=True)
        ],
    }


def _label(waarde: float, stap: float) -> str:
    return number_format(round(waarde, 6) + 0.0, max(0, -math.floor(math.log10(stap))))


def ronde_schaal(waarden: Sequence[float], strepen: int = 5) -> tuple[float, float, float]:
    """Lowest and highest mark and the step between marks: round numbers that hold every value (to 1e-9)."""
    laagste, hoogste = min(waarden), max(waarden)
    ruw = max(hoogste - laagste, 1e-6) / strepen
    macht = 10.0 ** math.floor(math.log10(ruw))
    stap = next(macht * veelvoud for veelvoud in (1, 2, 5, 10) if macht * veelvoud >= ruw)
    laag, hoog = math.floor(laagste / stap) * stap, math.ceil(hoogste / stap) * stap
    # A mark that is a value should not miss it by the last bit.
    laag, hoog = min(laagste, round(laag, 9)), max(hoogste, round(hoog, 9))
    return (laag, hoog if hoog > laag else laag + stap, stap)


def _uit_elkaar(hoogtes: Sequence[float]) -> list[float]:
    """End labels in the order given, moved down where two would print over each other."""
    uit = list(hoogtes)
    vorige = None
    for plek in sorted(range(len(uit)), key=lambda i: uit[i]):
        if vorige is not None:
            uit[plek] = max(uit[plek], vorige + LABELAFSTAND)
        vorige = uit[plek]
    te_laag = max(uit, default=0) - (HOOGTE - ONDER + LABELAFSTAND)
    return [round(hoogte - max(te_laag, 0), 1) for hoogte in uit]


def balk(*, start: int, werkt_vanaf: int, einde: int, maanden: int) -> dict[str, str]:
    """One bar on a timeline of ``maanden``: the lead time and the working months, in percent of the width."""
    einde = min(einde, maanden)
    werkt_vanaf = min(werkt_vanaf, einde)
    return {
        "x": _procent(start, maanden),
        "aanloop": _procent(werkt_vanaf - start, maanden),
        "werk_x": _procent(werkt_vanaf, maanden),
        "werk": _procent(einde - werkt_vanaf, maanden),
    }


def maandas(maanden: int, stap: int = 6) -> list[dict[str, str]]:
    """Marks of a timeline; ``anker`` keeps the outer labels inside the strip."""
    return [
        {
            "x": _procent(maand, maanden),
            "label": str(maand),
            "anker": "start" if maand == 0 else "end" if maand == maanden else "middle",
            "jaar": "ja" if maand % 12 == 0 else "",
        }
        for maand in range(0, maanden + 1, stap)
    ]


def strook(*, gevraagd: Sequence[float], beschikbaar: float, hoogte: int = 48) -> dict[str, Any]:
    """Staff asked per month against what there is: bars in percent and pixels, what is too much on its own."""
    top = max([*gevraagd, beschikbaar, 1e-9]) * 1.05
    grens = hoogte - beschikbaar / top * hoogte
    staven = []
    for maand, fte in enumerate(gevraagd):
        if fte <= 0:
            continue
        boven = hoogte - fte / top * hoogte
        past = max(boven, grens)
        staven.append(
            {
                "x": _procent(maand, len(gevraagd)),
                "y": round(past, 1),
                "hoog": round(hoogte - past, 1),
                "te_veel_y": round(boven, 1),
                "te_veel": round(past - boven, 1),
            }
        )
    breed = _procent(1, len(gevraagd))
    return {"hoogte": hoogte, "grens": round(grens, 1), "staven": staven, "breed": breed}


def staaf(waarde: float, laag: float, hoog: float) -> dict[str, str]:
    """A bar from zero to a value on a scale that may run below zero, in percent of the width."""
    nul = _deel(0, laag, hoog)
    punt = _deel(waarde, laag, hoog)
    return {
        "x": _procent(min(nul, punt), 1),
        "breed": _procent(abs(punt - nul), 1),
        "nul": _procent(nul, 1),
    }


def _deel(waarde: float, laag: float, hoog: float) -> float:
    return (min(max(waarde, laag), hoog) - laag) / (hoog - laag)


def _procent(deel: float, geheel: float) -> str:
    return f"{round(100 * deel / geheel, 2):g}%"
