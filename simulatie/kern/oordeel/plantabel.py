"""A plan as practitioners read it: per principle what runs where, from when to when, how strongly."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from simulatie.kern.gegevens.casus import Casus
from simulatie.kern.gegevens.kaart import PRINCIPES
from simulatie.kern.gegevens.plan import Inzet, Plan

# Up to which intensity a measure is called so. [assumption]
STERKTES = ((0.25, "licht"), (0.5, "matig"), (0.75, "stevig"), (1.0, "vol"))


@dataclass(frozen=True)
class Planregel:
    """One deployment.

    naam    code and full name of the card
    waar    names of the deelgebieden, or what the case calls the whole of it
    begint  month of the decision; werkt: first month at work; stopt: first month no more
    mate    0-1, and sterkte in words
    """

    kaart: str
    naam: str
    waar: str
    begint: int
    werkt: int
    stopt: int
    mate: float
    sterkte: str


def plantabel(casus: Casus, plan: Plan) -> Mapping[str, tuple[Planregel, ...]]:
    """Per principle, in the order of PRINCIPES and by its key, its deployments in order of start; without those that have
    none."""
    regels: dict[str, list[Planregel]] = {principe: [] for principe in PRINCIPES}
    for inzet in sorted(plan.inzetten, key=lambda i: (i.start, i.kaart, i.duur)):
        if inzet.mate > 0:
            regels[casus.kaarten[inzet.kaart].principe].append(_regel(casus, inzet))
    return MappingProxyType({principe: tuple(rijen) for principe, rijen in regels.items() if rijen})


def sterkte(mate: float) -> str:
    """An intensity in a word."""
    return next(woord for grens, woord in STERKTES if mate <= grens + 1e-9)


def _regel(casus: Casus, inzet: Inzet) -> Planregel:
    kaart = casus.kaarten[inzet.kaart]
    namen = [d.naam for d in casus.deelgebieden if inzet.deelgebieden and d.sleutel in inzet.deelgebieden]
    return Planregel(
        kaart=kaart.code,
        naam=f"{kaart.code} {kaart.naam}",
        waar=", ".join(namen) or casus.woorden["overal"],
        begint=inzet.start,
        werkt=inzet.start + casus.aanloop(kaart),
        stopt=min(inzet.einde, casus.programmaduur),
        mate=inzet.mate,
        sterkte=sterkte(inzet.mate),
    )
