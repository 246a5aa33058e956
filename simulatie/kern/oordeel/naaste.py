"""The plan of practitioners that is most like a plan, and what differs."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby, permutations
from typing import Any

import numpy as np

from simulatie.kern.gegevens.casus import Casus
from simulatie.kern.gegevens.kaart import PRINCIPES
from simulatie.kern.gegevens.plan import Inzet, Plan
from simulatie.kern.gegevens.reeksen import Getallen
from simulatie.kern.gegevens.woorden import maanden
from simulatie.kern.oordeel.regels import Opgezet

MEESTE_VERSCHILLEN = 8
# In the order in which they are told: what is missing altogether, then order, then timing, then strength, and at last
# what else the other plan has. So many of a kind, for one kind must not hide the next.
ONTBREEKT, VOLGORDE, TIMING, STERKTE, OOK = range(5)
MEESTE_PER_SOORT = 2
# Months, and a part of the intensity, from which a difference is told.
VERSCHIL_MAANDEN = 4
VERSCHIL_MATE = 0.1


@dataclass(frozen=True)
class NaasteVakplan:
    """nummer: place among the case's own, from 1; naam and reden: what its makers call it and why it is so, "" where that
    was not kept; bereikt: share of what is attainable; verschillen: what it does otherwise, see `verschillen`."""

    nummer: int
    naam: str
    reden: str
    bereikt: float
    verschillen: tuple[str, ...]
    plan: Plan

    def als_dict(self) -> dict[str, Any]:
        return {
            "nummer": self.nummer,
            "naam": self.naam,
            "reden": self.reden,
            "bereikt": self.bereikt,
            "verschillen": list(self.verschillen),
            "plan": self.plan.als_dict(),
        }


def naaste_vakplan(casus: Casus, plan: Plan, bereikt: Getallen) -> NaasteVakplan | None:
    """The nearest plan of practitioners, of those that do better if there are any; `bereikt` is what each of them reaches,
    the last value what the plan itself reaches. None when the case has no such plans."""
    alle = range(len(casus.vakplannen))
    beter = [n for n in alle if bereikt[n] > bereikt[-1]] or list(alle)
    if not beter:
        return None
    eigen = _afdruk(casus, plan)
    nummer = min(beter, key=lambda n: (float(np.abs(_afdruk(casus, casus.vakplannen[n]) - eigen).sum()), n))
    ander, tekst = casus.vakplannen[nummer], casus.vakplanteksten[nummer]
    return NaasteVakplan(
        nummer + 1,
        tekst.naam,
        tekst.reden,
        round(float(bereikt[nummer]), 9),
        verschillen(casus, plan, ander),
        ander,
    )


def verschillen(casus: Casus, eigen: Plan, ander: Plan) -> tuple[str, ...]:
    """What the other plan does otherwise, in sentences: what is missing altogether, then order, timing and strength, of each
    kind the largest first."""
    alle = sorted(_verschillen(casus, eigen, ander), key=lambda gevonden: (gevonden[0], -gevonden[1]))
    verteld: list[str] = []
    for soort, groep in groupby(alle, key=lambda gevonden: gevonden[0]):
        zinnen = [zin for _, _, zin in groep]
        verteld += zinnen if soort == ONTBREEKT else zinnen[:MEESTE_PER_SOORT]
    return tuple(verteld[:MEESTE_VERSCHILLEN])


def _afdruk(casus: Casus, plan: Plan) -> Getallen:
    """What a plan asks per card and per month, as parts of a year at full strength, [kaart, maand]."""
    uit = np.zeros((len(casus.kaarten), casus.programmaduur))
    codes = list(casus.kaarten)
    for inzet in plan.inzetten:
        uit[codes.index(inzet.kaart), inzet.start : inzet.einde] += inzet.mate / 12
    return uit


def _verschillen(casus: Casus, eigen: Plan, ander: Plan) -> Iterator[tuple[int, float, str]]:
    """What the other plan does otherwise, each with its kind and how much that is."""
    hier, daar = Opgezet(casus, eigen), Opgezet(casus, ander)
    yield from _andersom(hier, daar)
    for principe, naam in PRINCIPES.items():
        onze, hunne = hier.van(principe), daar.van(principe)
        if not hunne:
            continue
        if not onze:
            yield ONTBREEKT, 1.0, f"{naam}: uw plan heeft dit niet; daar {_kaarten(casus, hunne)}."
            continue
        begin, hun_begin = hier.eerste(onze), daar.eerste(hunne)
        if abs(begin - hun_begin) >= VERSCHIL_MAANDEN:
            yield (
                TIMING,
                abs(begin - hun_begin) / 6,
                f"{naam}: werkt daar vanaf maand {hun_begin}, bij u vanaf maand {begin}.",
            )
        einde, hun_einde = hier.laatste(onze), daar.laatste(hunne)
        if abs(einde - hun_einde) >= VERSCHIL_MAANDEN:
            yield (
                TIMING,
                abs(einde - hun_einde) / 8,
                f"{naam}: loopt daar tot maand {hun_einde}, bij u tot maand {einde}.",
            )
        mate, hun_mate = (float(np.mean([i.mate for i in inzetten])) for inzetten in (onze, hunne))
        if abs(mate - hun_mate) >= VERSCHIL_MATE:
            yield (
                STERKTE,
                abs(mate - hun_mate),
                f"{naam}: daar gemiddeld op {round(100 * hun_mate)} %, bij u op {round(100 * mate)} %.",
            )
        eigen_kaarten = {i.kaart for i in onze}
        if erbij := [i for i in hunne if i.kaart not in eigen_kaarten]:
            yield OOK, len({i.kaart for i in erbij}), f"{naam}: daar ook {_kaarten(casus, erbij)}."


def _andersom(hier: Opgezet, daar: Opgezet) -> Iterator[tuple[int, float, str]]:
    """Two principles of which the other plan begins to work with the one, and the plan with the other."""
    beide = [principe for principe in PRINCIPES if hier.van(principe) and daar.van(principe)]
    for een, twee in permutations(beide, 2):
        voor = daar.eerste(daar.van(twee)) - daar.eerste(daar.van(een))
        na = hier.eerste(hier.van(een)) - hier.eerste(hier.van(twee))
        if voor > 0 and na > 0 and voor + na >= VERSCHIL_MAANDEN:
            yield (
                VOLGORDE,
                voor + na,
                f"Volgorde: daar werkt eerst {PRINCIPES[een].lower()} en {maanden(voor)} later {PRINCIPES[twee].lower()}; "
                f"bij u {PRINCIPES[twee].lower()} eerst.",
            )


def _kaarten(casus: Casus, inzetten: list[Inzet]) -> str:
    codes = dict.fromkeys(i.kaart for i in inzetten)
    return ", ".join(f"{code} {casus.kaarten[code].kort} (maand {_eerste(inzetten, code)})" for code in codes)


def _eerste(inzetten: list[Inzet], code: str) -> int:
    return min(i.start for i in inzetten if i.kaart == code)
