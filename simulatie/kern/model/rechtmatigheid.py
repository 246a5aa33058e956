"""Is the plan lawful? A score with a floor: below it a run does not hold, whatever else it achieved."""

from dataclasses import dataclass
from typing import Any

from simulatie.kern.gegevens.casus import Casus
from simulatie.kern.gegevens.plan import Bevinding, Plan
from simulatie.kern.model.controle import wettelijke_bevindingen

# Weights of the score. [assumption]
PER_STILLEGGING = 15.0
RISICO_VRIJ = 20.0
PER_PUNT_RISICO = 0.5


@dataclass(frozen=True)
class Rechtmatigheid:
    """score and grens 0-100; houdbaar = the score is not below the floor."""

    score: float
    grens: float
    houdbaar: bool
    stilleggingen: int
    hoogste_risico: float
    bevindingen: tuple[Bevinding, ...]

    def als_dict(self) -> dict[str, Any]:
        return {
            "score": self.score,
            "grens": self.grens,
            "houdbaar": self.houdbaar,
            "stilleggingen": self.stilleggingen,
            "hoogste_risico": self.hoogste_risico,
            "bevindingen": [b.als_dict() for b in self.bevindingen],
        }


def toets_rechtmatigheid(
    casus: Casus, plan: Plan, straf: float, hoogste_risico: float, stilleggingen: int
) -> Rechtmatigheid:
    """straf: points lost by what is decided (`Lijnen.straf`); hoogste_risico: highest juridisch_risico of the run."""
    gevolg = PER_STILLEGGING * stilleggingen + PER_PUNT_RISICO * max(0.0, hoogste_risico - RISICO_VRIJ)
    score = max(0.0, round(100 - straf - gevolg, 9))
    grens = float(casus.slaaggrens["rechtmatigheid"])
    return Rechtmatigheid(
        score=score,
        grens=grens,
        houdbaar=score >= grens,
        stilleggingen=stilleggingen,
        hoogste_risico=hoogste_risico,
        bevindingen=tuple(wettelijke_bevindingen(casus, plan)),
    )
