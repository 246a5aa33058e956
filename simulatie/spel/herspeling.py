"""Playing a judged plan again: the replay must give the stored line, or nothing is told from it."""

from __future__ import annotations

import numpy as np

from simulatie.kern import Casus, PlanOngeldig, Verloop, simuleer
from simulatie.spel.besluiten import Vorm
from simulatie.spel.bewaard import BewaardOordeel, BewaardPlan

# A line that ends within this part of where it was stays level; above the second it rises strongly.
GELIJK, STERK = 0.05, 0.20
# Figures are stored to 1e-9; the last of them may round the other way on another processor.
VERSCHIL = 1.5e-9


def herspeel(casus: Casus, plan: BewaardPlan, oordeel: BewaardOordeel) -> Verloop | None:
    """The run that was judged, played again; None when it does not give the stored line."""
    if plan.plan is None:
        return None
    try:
        verloop = simuleer(casus, [plan.plan], zaad=oordeel.zaad)
    except PlanOngeldig:
        return None
    return verloop if is_dezelfde_lijn(verloop, oordeel) else None


def is_dezelfde_lijn(verloop: Verloop, oordeel: BewaardOordeel) -> bool:
    """Whether the one plan of this run has the line of the index that was stored."""
    lijn, bewaard = np.round(verloop.index()[0], 9), np.array(oordeel.lijnen["plan"])
    return lijn.shape == bewaard.shape and bool(np.abs(lijn - bewaard).max() <= VERSCHIL)


def vorm_na(lijn: np.ndarray, maand: int) -> Vorm:
    """What the line did from a month on: its last year against that month."""
    verandering = round(float(lijn[-12:].mean() / max(lijn[maand], 1e-9)) - 1, 9)
    if verandering < -GELIJK:
        return Vorm.DAALT
    if verandering <= GELIJK:
        return Vorm.GELIJK
    return Vorm.STIJGT_LICHT if verandering <= STERK else Vorm.STIJGT_STERK
