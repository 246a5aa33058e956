"""The plan of an area as the case draws it: its lines and its parts, in units of the sheet."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from simulatie.kern import Casus


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
    """The drawn sheet; ``breedte`` and ``hoogte`` are numbers as SVG writes them."""

    breedte: str
    hoogte: str
    strepen: Sequence[Streep]
    vlakken: Sequence[Vlak]


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
    )


def _punten(rij: Iterable[tuple[float, float]]) -> str:
    return " ".join(f"{x:g},{y:g}" for x, y in rij)
