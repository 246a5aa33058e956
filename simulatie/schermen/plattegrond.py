"""The plan of an area as the case draws it: its lines and its parts, in units of the sheet."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from simulatie.kern import Casus
from simulatie.schermen.verhaal import Straatnaam, verhaal

LETTER, LETTER_SMAL = 1.1, 1.8
"""How wide a letter of a name is, in units of the sheet, on a wide and on a narrow screen."""


@dataclass(frozen=True)
class Streep:
    """Something that runs through the area, such as water or a road: "x,y x,y" and what it is."""

    punten: str
    soort: str


@dataclass(frozen=True)
class Vlak:
    """One part of the area: its outline as "x,y x,y", where its number stands, its number and its name."""

    punten: str
    x: str
    y: str
    nummer: int
    naam: str


@dataclass(frozen=True)
class Plattegrond:
    """The drawn sheet; ``breedte`` and ``hoogte`` are numbers as SVG writes them. Names ``langs`` what runs through the
    area, and of the streets ``binnen`` its parts."""

    breedte: str
    hoogte: str
    strepen: Sequence[Streep]
    vlakken: Sequence[Vlak]
    langs: Sequence[Straatnaam]
    binnen: Sequence[Straatnaam]


def plattegrond(casus: Casus) -> Plattegrond:
    """The area of a case, with its parts in the order of the case."""
    return Plattegrond(
        breedte=f"{casus.kaartblad.breedte:g}",
        hoogte=f"{casus.kaartblad.hoogte:g}",
        strepen=[Streep(_punten(lijn["punten"]), lijn["soort"]) for lijn in casus.kaartblad.lijnen],
        vlakken=[
            Vlak(
                punten=_punten(gebied.vlak),
                x=f"{gebied.label[0]:g}",
                y=f"{gebied.label[1]:g}",
                nummer=gebied.nummer,
                naam=gebied.naam,
            )
            for gebied in casus.deelgebieden
        ],
        langs=[
            naam
            for lijn in casus.kaartblad.lijnen
            if lijn.get("naam") and (naam := _langs(lijn["naam"], lijn["punten"]))
        ],
        binnen=[
            naam
            for gebied in casus.deelgebieden
            for naam in verhaal(casus.sleutel).straten.get(gebied.sleutel, ())
        ],
    )


def _langs(naam: str, punten: Sequence[tuple[float, float]]) -> Straatnaam | None:
    """A name at the middle of the longest piece of a line, never upside down; None where the line is too short for it."""
    (x1, y1), (x2, y2) = max(pairwise(punten), key=lambda stuk: math.dist(*stuk))
    ruimte = math.dist((x1, y1), (x2, y2)) / len(naam)
    if ruimte < LETTER:
        return None
    draai = math.degrees(math.atan2(y2 - y1, x2 - x1))
    draai = draai - 180 if draai > 90 else draai + 180 if draai <= -90 else draai
    return Straatnaam(
        naam,
        f"{(x1 + x2) / 2:g}",
        f"{(y1 + y2) / 2:g}",
        f"{round(draai):g}",
        plek="" if ruimte >= LETTER_SMAL else "kort",
    )


def _punten(rij: Iterable[tuple[float, float]]) -> str:
    return " ".join(f"{x:g},{y:g}" for x, y in rij)
