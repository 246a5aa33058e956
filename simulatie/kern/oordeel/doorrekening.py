"""Whole plans side by side, without events and without judging how they were played."""

from collections.abc import Sequence
from dataclasses import dataclass

from simulatie.kern.gegevens.casus import Casus
from simulatie.kern.gegevens.plan import Plan
from simulatie.kern.model.inzettabel import maak_tabel
from simulatie.kern.model.rechtmatigheid import Rechtmatigheid, toets_rechtmatigheid
from simulatie.kern.model.simuleer import lijnen
from simulatie.kern.oordeel.waardering import NAMEN, over_meetvenster, uitkomsten_van


@dataclass(frozen=True)
class Doorrekening:
    """index: Leefbaarheidsindex (fictief) per month 0..horizon; eind: its mean over the scored months."""

    index: tuple[float, ...]
    eind: float
    rechtmatigheid: Rechtmatigheid


def reken_door(casus: Casus, plannen: Sequence[Plan]) -> tuple[Doorrekening, ...]:
    """One result per plan, in one batch. The plans must have no faults."""
    uit = lijnen(casus, maak_tabel(casus, plannen), NAMEN)
    gevolg = uitkomsten_van(casus, uit.lijn)
    eind = over_meetvenster(casus, uit.lijn["index"])
    return tuple(
        Doorrekening(
            index=tuple(uit.lijn["index"][rij].tolist()),
            eind=float(eind[rij]),
            rechtmatigheid=toets_rechtmatigheid(
                casus,
                plan,
                float(uit.straf[rij]),
                float(gevolg["juridisch"][rij]),
                int(gevolg["stilleggingen"][rij]),
            ),
        )
        for rij, plan in enumerate(plannen)
    )
