"""Does the advice lead somewhere? `python -m simulatie.kern.werkplaats advies klosjesbuurt`.

From plans that do not pass yet the first advice is followed again and again: the best of the craft that scores lowest,
or of the next one that has any. Printed: which share passes within STAPPEN steps, whether the attained share ever fell,
and how often a plan that did not pass got no advice worth two points and no plan of practitioners beside it.

Starts are beginners' plans, random affordable plans, and plans that are lawful but thin.
"""

import argparse
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from simulatie.kern.gegevens.casus import Casus
from simulatie.kern.gegevens.plan import Plan
from simulatie.kern.inlezen.casus_lezen import laad_casus
from simulatie.kern.model.inzettabel import Inzettabel, lees_plan
from simulatie.kern.oordeel.oordeel import Oordeel, beoordeel
from simulatie.kern.oordeel.vakmanschap import Advies
from simulatie.kern.werkplaats.maatstaf import Eigenschap, Meetlat, hoogstens, minstens
from simulatie.kern.werkplaats.proefplannen import beginners, willekeurig

STAPPEN = 15
AANTAL = 30
# What an advice to a plan that did not pass is worth, in index points.
HULP = 2.0
# A thin plan does all that a beginner's does, this weakly.
DUN = 0.4
ZAAD = 20260401
SPELING = 1e-6


@dataclass(frozen=True)
class Gang:
    """One start and what became of it.

    bereikt    attained share at the start and after every step
    geslaagd   whether it passed in the end
    zonder     judgements that did not pass and gave neither an advice worth HULP nor a plan of practitioners
    """

    soort: str
    bereikt: tuple[float, ...]
    geslaagd: bool
    zonder: int
    redenen: tuple[str, ...]

    @property
    def daalde(self) -> bool:
        return any(na < voor - SPELING for voor, na in zip(self.bereikt, self.bereikt[1:], strict=False))


def eerste_advies(oordeel: Oordeel) -> Advies | None:
    """The best advice of the craft that scores lowest, or of the next one that has any."""
    for vak in sorted(oordeel.vakmanschap, key=lambda vak: vak.score):
        if vak.adviezen:
            return vak.adviezen[0]
    return None


def beginpunten(casus: Casus, aantal: int) -> Iterator[tuple[str, Plan]]:
    """`aantal` plans to start from, of each kind as many."""
    per_soort = -(-aantal // 3)
    begin = beginners(casus, 2 * per_soort, ZAAD)
    dun = begin.rijen(slice(per_soort, None))
    tabellen: Mapping[str, Inzettabel] = {
        "beginner": begin.rijen(slice(0, per_soort)),
        "willekeurig": willekeurig(casus, per_soort, ZAAD),
        "dun": dun.met(mate=np.round(DUN * dun.mate, 3)),
    }
    paren = [(soort, lees_plan(casus, t, rij)) for rij in range(per_soort) for soort, t in tabellen.items()]
    yield from paren[:aantal]


def volg(casus: Casus, soort: str, plan: Plan, stappen: int = STAPPEN) -> Gang:
    """Follow the first advice until the plan passes, there is none left, or `stappen` were taken."""
    bereikt, zonder = [], 0
    for nummer in range(stappen + 1):
        oordeel = beoordeel(casus, plan)
        bereikt.append(oordeel.bereikt)
        if oordeel.geslaagd:
            break
        waard = any(a.winst >= HULP for vak in oordeel.vakmanschap for a in vak.adviezen)
        zonder += not (waard or oordeel.naaste_vakplan)
        advies = eerste_advies(oordeel)
        if advies is None or nummer == stappen:
            break
        plan = advies.plan
    return Gang(soort, tuple(bereikt), oordeel.geslaagd, zonder, oordeel.redenen)


def leidt_ergens_heen(lat: Meetlat) -> Iterator[Eigenschap]:
    """The rows of AANTAL starts: how many pass, whether G ever fell, and whether anybody was left without help."""
    gangen = [volg(lat.casus, soort, plan) for soort, plan in beginpunten(lat.casus, AANTAL)]
    slaagt = sum(gang.geslaagd for gang in gangen) / len(gangen)
    naam = f"{AANTAL} keer steeds het eerste advies volgen"
    yield minstens("advies", f"{naam}: deel dat binnen {STAPPEN} stappen slaagt", slaagt, 0.9, 0.7)
    daalde = sum(gang.daalde for gang in gangen)
    yield hoogstens("advies", f"{naam}: keren dat G daalde", daalde, 0, 0)
    zonder = sum(gang.zonder for gang in gangen)
    yield hoogstens(
        "advies", f"{naam}: oordelen zonder advies van {HULP:.0f} punten of plan ernaast", zonder, 0, 0
    )


def main() -> None:
    lezer = argparse.ArgumentParser(description=__doc__)
    lezer.add_argument("casus")
    lezer.add_argument("--aantal", type=int, default=AANTAL, help="hoeveel beginpunten")
    keuze = lezer.parse_args()
    casus = laad_casus(keuze.casus)
    gangen = []
    for soort, plan in beginpunten(casus, keuze.aantal):
        gang = volg(casus, soort, plan)
        gangen.append(gang)
        loop = " ".join(f"{b:.2f}" for b in gang.bereikt)
        print(
            f"{soort:12} {'slaagt' if gang.geslaagd else 'zakt  '} {loop}  {' '.join(gang.redenen)}",
            flush=True,
        )
    slaagt = sum(g.geslaagd for g in gangen) / len(gangen)
    print(f"slaagt binnen {STAPPEN} stappen: {100 * slaagt:.0f} %")
    print(
        f"bereikt daalde: {sum(g.daalde for g in gangen)} keer; zonder hulp: {sum(g.zonder for g in gangen)} keer"
    )
