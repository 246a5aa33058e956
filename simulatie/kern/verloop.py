"""Running plans through the months, in batches."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import SimpleNamespace

import numpy as np

from simulatie.kern.kaart import STROMEN
from simulatie.kern.stap import meldingsbereidheid, precisie, stap
from simulatie.kern.toestand import GROOTHEDEN, Toestand, leefbaarheidsindex

# One giant batch falls out of the cache; this width is the fastest one measured.
BATCH = 256


@dataclass(frozen=True)
class Verloop:
    """What happened, per plan, month, deelgebied and quantity.

    waarden        float64 [plan, maand 0..horizon, deelgebied, grootheid]; month 0 is the start. Quantities of
                   the whole neighbourhood have the same value in every deelgebied
    grootheden     names along the last axis
    deelgebieden   keys along the third axis
    aandelen       share of the homes per deelgebied
    stilleggingen  bool [plan, maand]: a court or the press stopped zuur and bitter in that month
    gevallen       per event bool [plan, maand]: it fell in the month before that state; empty without a seed
    """

    waarden: np.ndarray
    grootheden: tuple[str, ...]
    deelgebieden: tuple[str, ...]
    aandelen: np.ndarray
    stilleggingen: np.ndarray
    gevallen: Mapping[str, np.ndarray]

    def index(self) -> np.ndarray:
        """Leefbaarheidsindex (fictief), households-weighted, [plan, maand]."""
        return self.wijk("index")

    def per_deelgebied(self, grootheid: str) -> np.ndarray:
        """One quantity, [plan, maand, deelgebied]. Raises ValueError for an unknown name."""
        if grootheid not in self.grootheden:
            raise ValueError(f"Grootheid '{grootheid}' bestaat niet. Er is: {', '.join(self.grootheden)}.")
        return self.waarden[:, :, :, self.grootheden.index(grootheid)]

    def wijk(self, grootheid: str) -> np.ndarray:
        """One quantity, households-weighted over the deelgebieden, [plan, maand]."""
        return gewogen(self.per_deelgebied(grootheid), self.aandelen)


def gewogen(waarde: np.ndarray, aandelen: np.ndarray) -> np.ndarray:
    """Weighted sum over the last axis, area by area, so that the bits do not depend on the batch width."""
    som = waarde[..., 0] * aandelen[0]
    for nummer in range(1, len(aandelen)):
        som = som + waarde[..., nummer] * aandelen[nummer]
    return som


def draai(
    toestand: Toestand,
    doses: Mapping[str, np.ndarray],
    aandelen: np.ndarray,
    q: SimpleNamespace,
    maanden: int,
    neem_op: Callable[[int, Toestand, Mapping[str, np.ndarray]], None],
    laat_gebeuren: Callable[[int, Toestand], Toestand] | None = None,
) -> None:
    """Step `maanden` months. doses: per flow [maand, plan, deelgebied or 1]; a flow that is absent is zero.

    `laat_gebeuren(maand, toestand)` gives the state at the end of a month with the events of that month;
    `neem_op(maand, toestand, gezien)` is called for month 0 and after every step.
    """
    nul = np.zeros((1, 1))
    stil = np.zeros(toestand.stil.shape, dtype=bool)
    melden = meldingsbereidheid(toestand, nul, nul, q)
    begin = {"precisie": precisie(toestand, q), "meldingsbereidheid": melden, "stilgelegd": stil}
    neem_op(0, toestand, begin | {"meldingen": toestand.overlast * melden})
    for maand in range(maanden):
        dosis = {stroom: doses[stroom][maand] if stroom in doses else nul for stroom in STROMEN}
        toestand, gezien = stap(toestand, dosis, aandelen, q)
        if laat_gebeuren is not None:
            toestand = laat_gebeuren(maand, toestand)
        neem_op(maand + 1, toestand, gezien)


def neem_alles_op(
    plannen: int, maanden: int, gebieden: int, eenheden: Mapping[str, float] | None = None
) -> tuple[np.ndarray, np.ndarray, Callable[[int, Toestand, Mapping[str, np.ndarray]], None]]:
    """Arrays for `Verloop` (waarden and stilleggingen) and the recorder that fills them, in the units people see."""
    eenheden = eenheden or {}
    waarden = np.empty((plannen, maanden + 1, gebieden, len(GROOTHEDEN)))
    stilleggingen = np.zeros((plannen, maanden + 1), dtype=bool)

    def neem_op(maand: int, toestand: Toestand, gezien: Mapping[str, np.ndarray]) -> None:
        for nummer, naam in enumerate(GROOTHEDEN):
            if naam == "index":
                waarden[:, maand, :, nummer] = leefbaarheidsindex(toestand)
            else:
                waarde = gezien[naam] if naam in gezien else getattr(toestand, naam)
                waarden[:, maand, :, nummer] = waarde * eenheden[naam] if naam in eenheden else waarde
        stilleggingen[:, maand] = gezien["stilgelegd"][:, 0]

    return waarden, stilleggingen, neem_op
