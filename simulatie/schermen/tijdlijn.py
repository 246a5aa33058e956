"""What a browser needs to draw a change of the plan, and the staff it asks, before anything is stored."""

from __future__ import annotations

from typing import Any

from simulatie.kern import HOUDERS, INZET_IN_AANLOOP, Casus, Inzet
from simulatie.schermen.werkblad import plek
from simulatie.spel.stand import Stand


def tijdlijngegevens(casus: Casus, stand: Stand) -> dict[str, Any]:
    """Per measure where it stands, its bounds and what it asks of whom, as the JSON that ``tijdlijn.js`` reads; it
    reckons as ``doses`` does.

    vanaf                 first month that can still change
    vast, in_aanloop      share of the staff that is asked at any intensity; share of it during the lead time
    rijen[…].plek         where it works, "" for everywhere: only the same card in the same place continues
    rijen[…].fte          staff at full strength, per holder in the order of ``beschikbaar``
    """
    return {
        "maanden": casus.programmaduur,
        "vanaf": stand.maand,
        "vast": casus.parameters.coefficienten().inzet_vast,
        "in_aanloop": INZET_IN_AANLOOP,
        "beschikbaar": [casus.capaciteit[houder] for houder in HOUDERS],
        "rijen": {sleutel: _rij(casus, inzet) for sleutel, inzet in stand.inzetten.items()},
    }


def _rij(casus: Casus, inzet: Inzet) -> dict[str, Any]:
    kaart = casus.kaarten[inzet.kaart]
    return {
        "kaart": kaart.code,
        "plek": plek(casus, inzet),
        "start": inzet.start,
        "duur": inzet.duur,
        "mate": round(inzet.mate * 100),
        "aanloop": casus.aanloop(kaart),
        "langst": kaart.duur[2],
        "fte": [kaart.inzet.get(houder, 0) for houder in HOUDERS],
    }
