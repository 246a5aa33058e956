"""How sure is a figure? Two kinds of doubt, kept apart: the numbers of the model, and luck.

The same draws of the coefficients and the same seeds count for every plan of a case, so that a difference between
plans is not a difference between draws.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np

from simulatie.kern.gegevens.casus import Casus
from simulatie.kern.gegevens.coefficienten import Coefficienten, leg_onder_elkaar
from simulatie.kern.gegevens.plan import Plan
from simulatie.kern.gegevens.reeksen import Getallen
from simulatie.kern.model.inzettabel import Inzettabel, maak_tabel
from simulatie.kern.model.simuleer import Lijnen
from simulatie.kern.oordeel.proeven import Proef, speel_samen
from simulatie.kern.oordeel.waardering import NAMEN, over_meetvenster, uitkomsten_van

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


def band(waarden: Getallen) -> Band:
    laag, midden, hoog = np.quantile(waarden, (LAAG, 0.5, HOOG)).tolist()
    return Band(round(laag, 9), round(midden, 9), round(hoog, 9))


def trek_coefficienten(casus: Casus, aantal: int, spreiding: float, zaad: int) -> Coefficienten:
    """Every coefficient at once up to `spreiding` of its value away from it, `aantal` times; arrays [plan, 1]."""
    dobbel = np.random.default_rng(zaad)
    return casus.parameters.coefficienten(
        **{
            naam: p.waarde * dobbel.uniform(1 - spreiding, 1 + spreiding, (aantal, 1))
            for naam, p in casus.parameters.tabel.items()
        }
    )


def trekkingproef(casus: Casus, tabel: Inzettabel) -> Proef:
    """The first plan of `tabel` once per common draw of the coefficients."""
    return Proef(tabel.herhaal(TREKKINGEN), q=_trekkingen(casus))


def winstbanden(casus: Casus, uit: Lijnen) -> Mapping[str, Band]:
    """The plan minus doing nothing and minus the reference plan, in points of the scored index, over common draws of
    the coefficients; `uit` is what a `trekkingproef` answered."""
    eigen = over_meetvenster(casus, uit.lijn["index"])
    niets, referentie = _vergeleken(casus)
    return {"niets_doen": band(eigen - niets), "referentie": band(eigen - referentie)}


@lru_cache(maxsize=8)
def _trekkingen(casus: Casus) -> Coefficienten:
    return trek_coefficienten(casus, TREKKINGEN, SPREIDING, TREKZAAD)


@lru_cache(maxsize=32)
def trekkingen(casus: Casus, aantal: int, keren: int) -> Coefficienten:
    """The first `aantal` of the common draws, `keren` times over; arrays [aantal * keren, 1]."""
    deel = _trekkingen(casus).rijen(slice(0, aantal))
    return leg_onder_elkaar([(deel, aantal)] * keren)


@lru_cache(maxsize=8)
def _vergeleken(casus: Casus) -> tuple[Getallen, Getallen]:
    tabel = maak_tabel(casus, [Plan(), casus.referentieplan])
    proeven = {str(rij): trekkingproef(casus, tabel.rijen([rij])) for rij in (0, 1)}
    niets, referentie = (
        over_meetvenster(casus, uit.lijn["index"]) for uit in speel_samen(casus, proeven).values()
    )
    return niets, referentie


def zadenproef(tabel: Inzettabel, zaden: Sequence[int] = ZADEN) -> Proef:
    """Every plan of `tabel` with the events of every seed, plan by plan."""
    rijen = np.repeat(np.arange(len(tabel)), len(zaden))
    return Proef(tabel.rijen(rijen), zaden=np.tile(np.array(zaden), len(tabel)))


def uitkomsten_over_zaden(casus: Casus, uit: Lijnen, zaden: int = len(ZADEN)) -> dict[str, Getallen]:
    """Per outcome key its value with the events of every seed, [plan, zaad]; also `straf`. `uit` is what a `zadenproef`
    of so many seeds answered about NAMEN. A case without events gives the same value for every seed."""
    waarden = uitkomsten_van(casus, uit.lijn) | {"straf": uit.straf}
    return {sleutel: waarde.reshape(-1, zaden) for sleutel, waarde in waarden.items()}


def over_zaden(casus: Casus, tabel: Inzettabel) -> dict[str, Getallen]:
    """Per outcome key its value with the events of every seed of ZADEN, [plan, zaad]; also `straf`."""
    return uitkomsten_over_zaden(casus, speel_samen(casus, {"zaden": zadenproef(tabel)}, NAMEN)["zaden"])
