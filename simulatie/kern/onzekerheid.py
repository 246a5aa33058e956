"""How sure is a figure? Two kinds of doubt, kept apart: the numbers of the model, and luck.

The same draws of the coefficients and the same seeds count for every plan of a case, so that a difference between
plans is not a difference between draws.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np

from simulatie.kern.casus import Casus
from simulatie.kern.inzettabel import Inzettabel, maak_tabel
from simulatie.kern.plan import Plan
from simulatie.kern.simuleer import lijnen
from simulatie.kern.waardering import NAMEN, over_meetvenster, uitkomsten_van

TREKKINGEN = 200
SPREIDING = 0.30
TREKZAAD = 20260102
ZADEN = tuple(range(1, 21))
# A band runs from the tenth to the ninetieth percentile.
LAAG, HOOG = 0.10, 0.90


@dataclass(frozen=True)
class Band:
    """Tenth percentile, median and ninetieth percentile."""

    laag: float
    midden: float
    hoog: float

    def als_dict(self) -> dict[str, Any]:
        return dict(vars(self))


def band(waarden: np.ndarray) -> Band:
    laag, midden, hoog = np.quantile(waarden, (LAAG, 0.5, HOOG)).tolist()
    return Band(round(laag, 9), round(midden, 9), round(hoog, 9))


def trek_coefficienten(casus: Casus, aantal: int, spreiding: float, zaad: int):
    """Every coefficient at once up to `spreiding` of its value away from it, `aantal` times; arrays [plan, 1]."""
    dobbel = np.random.default_rng(zaad)
    return casus.parameters.coefficienten(
        **{
            naam: p.waarde * dobbel.uniform(1 - spreiding, 1 + spreiding, (aantal, 1))
            for naam, p in casus.parameters.tabel.items()
        }
    )


def winstbanden(casus: Casus, plan: Plan) -> Mapping[str, Band]:
    """The plan minus doing nothing and minus the reference plan, in points of the scored index, over common draws of
    the coefficients."""
    eigen = _onder_trekkingen(casus, maak_tabel(casus, [plan]))
    niets, referentie = _vergeleken(casus)
    return {"niets_doen": band(eigen - niets), "referentie": band(eigen - referentie)}


@lru_cache(maxsize=8)
def _vergeleken(casus: Casus) -> tuple[np.ndarray, np.ndarray]:
    niets, referentie = (
        _onder_trekkingen(casus, maak_tabel(casus, [plan])) for plan in (Plan(), casus.referentieplan)
    )
    return niets, referentie


def _onder_trekkingen(casus: Casus, tabel: Inzettabel) -> np.ndarray:
    q = trek_coefficienten(casus, TREKKINGEN, SPREIDING, TREKZAAD)
    index = lijnen(casus, tabel.herhaal(TREKKINGEN), q=q).lijn["index"]
    return over_meetvenster(casus, index)


def over_zaden(casus: Casus, tabel: Inzettabel, zaden: Sequence[int] = ZADEN) -> dict[str, np.ndarray]:
    """Per outcome key its value with the events of every seed, [plan, zaad]; also `straf`. A case without events gives
    the same value for every seed."""
    aantal = len(zaden)
    rijen = np.repeat(np.arange(len(tabel)), aantal)
    uit = lijnen(casus, tabel.rijen(rijen), NAMEN, zaden=np.tile(np.array(zaden), len(tabel)))
    waarden = uitkomsten_van(casus, uit.lijn) | {"straf": uit.straf}
    return {sleutel: waarde.reshape(len(tabel), aantal) for sleutel, waarde in waarden.items()}
