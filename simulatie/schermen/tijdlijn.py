"""What a browser needs to draw a change of the plan, and the staff it asks, before anything is stored."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from simulatie.kern import HOUDERS, INZET_IN_AANLOOP, Casus, Inzet
from simulatie.schermen.werkblad import plek
from simulatie.spel.stand import Stand


@dataclass(frozen=True)
class Tijdlijnrij:
    """Where a measure stands, its bounds and what it asks; months, mate in percent.

    plek  where it works, "" for everywhere: only the same card in the same place continues
    fte   staff at full strength, per holder in the order of ``Tijdlijn.beschikbaar``
    """

    kaart: str
    plek: str
    start: int
    duur: int
    mate: int
    aanloop: int
    langst: int
    fte: Sequence[float]


@dataclass(frozen=True)
class Tijdlijn:
    """What ``tijdlijn.js`` reads; it reckons as ``doses`` does.

    vanaf             first month that can still change
    vast, in_aanloop  share of the staff that is asked at any intensity; share of it during the lead time
    beschikbaar       staff there is, fte per holder
    rijen             by key of the measure
    """

    maanden: int
    vanaf: int
    vast: float
    in_aanloop: float
    beschikbaar: Sequence[float]
    rijen: Mapping[str, Tijdlijnrij]

    def als_json(self) -> dict[str, Any]:
        return asdict(self)


def tijdlijn(casus: Casus, stand: Stand) -> Tijdlijn:
    return Tijdlijn(
        maanden=casus.programmaduur,
        vanaf=stand.maand,
        vast=float(casus.parameters.tabel["inzet_vast"].waarde),
        in_aanloop=INZET_IN_AANLOOP,
        beschikbaar=[casus.capaciteit[houder] for houder in HOUDERS],
        rijen={sleutel: _rij(casus, inzet) for sleutel, inzet in stand.inzetten.items()},
    )


def _rij(casus: Casus, inzet: Inzet) -> Tijdlijnrij:
    kaart = casus.kaarten[inzet.kaart]
    return Tijdlijnrij(
        kaart=kaart.code,
        plek=plek(casus, inzet),
        start=inzet.start,
        duur=inzet.duur,
        mate=round(inzet.mate * 100),
        aanloop=casus.aanloop(kaart),
        langst=kaart.duur[2],
        fte=[kaart.inzet.get(houder, 0) for houder in HOUDERS],
    )
