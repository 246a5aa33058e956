"""What is drawn and said around a case: faces, places, street names and reactions, read from ``verhalen``.

It stands beside the document of a case: no figure of the model hangs on it, so that every version of a case has it, kept
ones too, and what a version calls otherwise simply has no face, name or reaction here.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

MAP = Path(__file__).parent / "verhalen"


@dataclass(frozen=True)
class Gezicht:
    """One face as ``components/gezicht.html`` draws it: each part by name, "" for none. ``zaak``: a firm, no person."""

    haar: str = ""
    hoofd: str = ""
    bril: str = ""
    baard: str = ""
    kleding: str = "trui"
    rimpels: bool = False
    zaak: bool = False


@dataclass(frozen=True)
class Straatnaam:
    """A name on the map: its middle in units of the sheet, and ``draai`` in degrees. ``plek``: "tweede" of its part, or
    "kort" along a short line, which a narrow screen leaves out; else ""."""

    naam: str
    x: str
    y: str
    draai: str
    plek: str


@dataclass(frozen=True)
class Reactie:
    """What a persona says to an answer: ``tekst``, or ``anders`` when the state made it turn out otherwise."""

    persona: str
    tekst: str
    anders: str


@dataclass(frozen=True)
class Verhaal:
    """By key of a persona ``gezichten`` and ``plekken``, of a deelgebied ``straten``, of dilemma and answer ``reacties``."""

    gezichten: Mapping[str, Sequence[Gezicht]]
    plekken: Mapping[str, str]
    straten: Mapping[str, Sequence[Straatnaam]]
    reacties: Mapping[tuple[str, str], Reactie]


ONBEKEND = (Gezicht(haar="kort"),)
"""A face for who is in no file: somebody, without anything particular."""


@cache
def verhaal(sleutel: str) -> Verhaal:
    """What belongs to a case, whatever its version; empty for a case that has no file."""
    pad = MAP / f"{sleutel}.toml"
    bron: dict[str, Any] = tomllib.loads(pad.read_text(encoding="utf-8")) if pad.exists() else {}
    return Verhaal(
        gezichten={naam: _gezichten(rij) for naam, rij in bron.get("gezicht", {}).items()},
        plekken=bron.get("plek", {}),
        straten={
            gebied: [_straatnaam(rij, "tweede" if nummer else "") for nummer, rij in enumerate(rijen)]
            for gebied, rijen in bron.get("straten", {}).items()
        },
        reacties={
            (dilemma, keuze): Reactie(*rij)
            for dilemma, keuzes in bron.get("reactie", {}).items()
            for keuze, rij in keuzes.items()
        },
    )


def gezichten(casus: str, persona: str) -> Sequence[Gezicht]:
    """The face of a persona, two for a couple."""
    return verhaal(casus).gezichten.get(persona, ONBEKEND)


def _gezichten(rij: dict[str, Any]) -> Sequence[Gezicht]:
    eerste = Gezicht(**{naam: waarde for naam, waarde in rij.items() if naam != "tweede"})
    return (eerste, Gezicht(**rij["tweede"])) if "tweede" in rij else (eerste,)


def _straatnaam(rij: Sequence[Any], plek: str) -> Straatnaam:
    naam, x, y, *draai = rij
    return Straatnaam(naam, f"{x:g}", f"{y:g}", f"{draai[0]:g}" if draai else "0", plek)
