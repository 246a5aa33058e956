"""A plan over the months as plain values: places in a drawing for print, and months for a table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Maatregelbalk:
    """One measure: first month of its preparation, first month at work, first month no more; mate 0-1.

    y, x …  where its row begins in its strip, and its two parts from left to right, in units of the drawing
    """

    naam: str
    principe: str
    van: int
    werkt_vanaf: int
    tot: int
    mate: float
    y: float
    x: float
    aanloop: float
    werk_x: float
    werk: float
    balk_y: float
    hoog: float


@dataclass(frozen=True)
class Maandlijn:
    x: float
    label: str


@dataclass(frozen=True)
class Tijdlijnstrook:
    """A few rows of the drawing, so that a page can end between them; ``omschrijving`` says them to who does not see them.

    maandlijnen  where a year begins; with their labels above when it is the first strip, below when it is the last
    """

    breedte: int
    hoogte: int
    maandlijnen: Sequence[Maandlijn]
    balken: Sequence[Maatregelbalk]
    omschrijving: str
    eerste: bool
    laatste: bool
    beeld: str = ""


@dataclass(frozen=True)
class Plantijdlijn:
    """A plan over so many months, in order of start."""

    maanden: int
    stroken: Sequence[Tijdlijnstrook]

    @property
    def balken(self) -> list[Maatregelbalk]:
        return [balk for strook in self.stroken for balk in strook.balken]
