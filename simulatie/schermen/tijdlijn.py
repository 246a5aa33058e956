"""What a browser needs to draw a change of the plan, and the staff it asks, before anything is stored."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import lru_cache
from typing import Any

from simulatie.kern import HOUDERS, INZET_IN_AANLOOP, Casus
from simulatie.schermen.werkblad import plek
from simulatie.spel.stand import Stand


@dataclass(frozen=True)
class Tijdlijnrij:
    """Where a measure stands; months, mate in percent.

    plek   where it works, "" for everywhere: only the same card in the same place continues
    sterk  how strong it is, 0 to 1: ``mate`` has whole percents only
    """

    kaart: str
    plek: str
    start: int
    duur: int
    mate: int
    sterk: float


@dataclass(frozen=True)
class Tijdlijn:
    """What ``tijdlijn.js`` reads of a plan; it reckons as ``doses`` does.

    maanden           months of the programme; ``as_tot`` of the axis they are drawn on
    vanaf             first month that can still change
    vast, in_aanloop  share of the staff that is asked at any intensity; share of it during the lead time
    beschikbaar       staff there is, fte per holder
    rijen             by key of the measure
    nummer            of the last decision
    """

    maanden: int
    as_tot: int
    vanaf: int
    vast: float
    in_aanloop: float
    beschikbaar: Sequence[float]
    rijen: Mapping[str, Tijdlijnrij]
    nummer: int

    def als_json(self) -> dict[str, Any]:
        return asdict(self)


def tijdlijn(casus: Casus, stand: Stand, as_tot: int | None = None) -> Tijdlijn:
    return Tijdlijn(
        maanden=casus.programmaduur,
        as_tot=as_tot or casus.programmaduur,
        vanaf=stand.maand,
        vast=float(casus.parameters.tabel["inzet_vast"].waarde),
        in_aanloop=INZET_IN_AANLOOP,
        beschikbaar=[casus.capaciteit[houder] for houder in HOUDERS],
        rijen={
            sleutel: Tijdlijnrij(
                kaart=inzet.kaart,
                plek=plek(casus, inzet),
                start=inzet.start,
                duur=inzet.duur,
                mate=round(inzet.mate * 100),
                sterk=inzet.mate,
            )
            for sleutel, inzet in stand.inzetten.items()
        },
        nummer=stand.nummer,
    )


@lru_cache(maxsize=32)
def tijdlijnkaarten(casus: Casus) -> Mapping[str, Mapping[str, Any]]:
    """What the browser must know of a card to plan it: its names, who does it, its bounds, and the staff it asks at full
    strength, in the order of ``Tijdlijn.beschikbaar``."""
    return {
        kaart.code: {
            "kort": kaart.kort,
            "naam": kaart.naam,
            "principe": kaart.principe,
            "partij": casus.houders[kaart.houder],
            "aanloop": casus.aanloop(kaart),
            "gewoon": kaart.duur[1],
            "langst": kaart.duur[2],
            "fte": [kaart.inzet.get(houder, 0) for houder in HOUDERS],
        }
        for kaart in casus.kaarten.values()
    }
