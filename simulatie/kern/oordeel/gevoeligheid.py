"""How much the outcome of a plan moves when one number of the model is another one, all others left as they are."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from simulatie.kern.gegevens.casus import Casus
from simulatie.kern.gegevens.coefficienten import Coefficienten
from simulatie.kern.gegevens.plan import Plan
from simulatie.kern.gegevens.reeksen import Getallen
from simulatie.kern.model.controle import eis_geldig
from simulatie.kern.model.inzettabel import Inzettabel, maak_tabel
from simulatie.kern.model.simuleer import lijnen
from simulatie.kern.oordeel.waardering import over_meetvenster


@dataclass(frozen=True)
class Gevoeligheid:
    """One coefficient at the low and at the high end of its range.

    marge   the ends of that range, in the unit of the coefficient
    index   what plans are compared by (see `over_meetvenster`), in points, at either end
    winst   how far that is above doing nothing, at either end: what the plan itself brings
    """

    naam: str
    marge: tuple[float, float]
    index: tuple[float, float]
    winst: tuple[float, float]

    @property
    def uitslag(self) -> float:
        """Points of the index between the two ends."""
        return abs(self.index[1] - self.index[0])


@dataclass(frozen=True)
class Gevoeligheden:
    """The plan with the numbers as they are, and per coefficient what moves; the one that moves the index most first."""

    index: float
    winst: float
    rijen: tuple[Gevoeligheid, ...]


def gevoeligheden(casus: Casus, plan: Plan) -> Gevoeligheden:
    """Every coefficient of the case over its range, one at a time, without events. Raises PlanOngeldig.

    One batch of 2 × coefficients + 1 runs; those of doing nothing are kept per case.
    """
    eis_geldig(casus, plan)
    eigen, niets = _over_de_marges(casus, maak_tabel(casus, [plan])), _niets_doen(casus)
    winst = eigen - niets
    rijen = [
        Gevoeligheid(naam, p.marge, (eigen[laag], eigen[laag + 1]), (winst[laag], winst[laag + 1]))
        for laag, (naam, p) in zip(range(1, len(eigen), 2), casus.parameters.tabel.items(), strict=True)
    ]
    return Gevoeligheden(
        float(eigen[0]), float(winst[0]), tuple(sorted(rijen, key=lambda rij: (-rij.uitslag, rij.naam)))
    )


@lru_cache(maxsize=8)
def _niets_doen(casus: Casus) -> Getallen:
    return _over_de_marges(casus, maak_tabel(casus, [Plan()]))


def _over_de_marges(casus: Casus, tabel: Inzettabel) -> Getallen:
    """The scored index as it is, and per coefficient at the low and the high end of its range, [1 + 2 × coefficients]."""
    q = _marges(casus)
    lijn: Mapping[str, Getallen] = lijnen(casus, tabel.herhaal(1 + 2 * len(casus.parameters.tabel)), q=q).lijn
    return over_meetvenster(casus, lijn["index"])


def _marges(casus: Casus) -> Coefficienten:
    tabel = casus.parameters.tabel
    waarden = {naam: np.full((1 + 2 * len(tabel), 1), p.waarde) for naam, p in tabel.items()}
    for nummer, (naam, p) in enumerate(tabel.items()):
        waarden[naam][1 + 2 * nummer : 3 + 2 * nummer, 0] = p.marge
    return casus.parameters.coefficienten(**waarden)
