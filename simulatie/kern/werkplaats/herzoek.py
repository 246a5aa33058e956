"""Search the best plan once more, another way: `python -m simulatie.kern.werkplaats herzoek klosjesbuurt`.

Simulated annealing: many chains side by side, each changing a plan a little and keeping a worse one now and then,
less and less often. Unlike `zoek_referentie` it also aims cards at parts of the area. What it finds may not beat
the stored reference plan by more than TOEGESTAAN of the scale; with `--bewaar` a better plan becomes the reference.
"""

import argparse
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from simulatie.kern.gegevens.casus import Casus
from simulatie.kern.gegevens.plan import Plan
from simulatie.kern.gegevens.reeksen import Gehelen, Vlaggen
from simulatie.kern.inlezen.casus_lezen import laad_casus
from simulatie.kern.model.inzettabel import Inzettabel, lees_plan
from simulatie.kern.oordeel.waardering import eindindex
from simulatie.kern.werkplaats.proefplannen import leeg
from simulatie.kern.werkplaats.zoek_referentie import bewaar_referentie, kortste_duren, weeg, zet_neer

# Part of the scale (doing nothing to reference plan) by which another search may do better.
TOEGESTAAN = 0.02


@dataclass(frozen=True)
class Afkoeling:
    """Temperatures in index points. Every `ruil` steps the worst quarter of the chains goes on from the best."""

    ketens: int = 256
    stappen: int = 1200
    warm: float = 1.5
    koud: float = 0.01
    ruil: int = 60
    zaad: int = 19


def herzoek(
    casus: Casus, afkoeling: Afkoeling | None = None, voorbeelden: Sequence[Plan] = ()
) -> tuple[Plan, float]:
    """The best plan found and its scored index. Deterministic for a seed. Half of the chains start from `voorbeelden`
    when there are any, the rest from scratch."""
    a = afkoeling or Afkoeling()
    dobbel = np.random.default_rng(a.zaad)
    q = casus.parameters.coefficienten()
    tabel = _begin(casus, a.ketens, voorbeelden, dobbel)
    waarde = weeg(casus, tabel, q)
    beste, hoogste = tabel.rijen([int(np.argmax(waarde))]), float(waarde.max())
    for stap in range(a.stappen):
        temperatuur = a.warm * (a.koud / a.warm) ** (stap / a.stappen)
        buur = _verander(casus, tabel, dobbel)
        nieuw = weeg(casus, buur, q)
        winst = np.minimum(0.0, nieuw - waarde)
        neem = dobbel.random(a.ketens) < np.exp(winst / temperatuur)
        _neem_over(tabel, buur, neem)
        waarde = np.where(neem, nieuw, waarde)
        if waarde.max() > hoogste:
            beste, hoogste = tabel.rijen([int(np.argmax(waarde))]), float(waarde.max())
        if stap % a.ruil == a.ruil - 1:
            rang = np.argsort(-waarde, kind="stable")
            kwart = a.ketens // 4
            tabel = tabel.rijen(np.concatenate([rang[:-kwart], rang[:kwart]]))
            waarde = waarde[np.concatenate([rang[:-kwart], rang[:kwart]])]
    plan = lees_plan(casus, beste, 0)
    return plan, hoogste


def _begin(casus: Casus, ketens: int, voorbeelden: Sequence[Plan], dobbel: np.random.Generator) -> Inzettabel:
    tabel = leeg(casus, ketens)
    vorm = tabel.mate.shape
    tabel.mate[:] = np.where(
        dobbel.random(vorm) < 15 / vorm[1], np.round(dobbel.uniform(0.3, 1, vorm), 1), 0.0
    )
    tabel.start[:] = dobbel.integers(0, 24, vorm)
    for rij in range(0, ketens if voorbeelden else 0, 2):
        zet_neer(casus, tabel, rij, voorbeelden[(rij // 2) % len(voorbeelden)])
    return tabel


def _verander(casus: Casus, tabel: Inzettabel, dobbel: np.random.Generator) -> Inzettabel:
    """A neighbour of every plan: one to three of its cards switched, stronger, moved, longer or elsewhere."""
    uit = tabel.met(**{veld: getattr(tabel, veld).copy() for veld in ("start", "einde", "mate", "gebied")})
    rijen = np.arange(len(tabel))
    kortst = kortste_duren(casus)
    for keer in range(3):
        doet = dobbel.random(len(tabel)) < 0.6**keer
        # Two times in three a card that is in the plan, otherwise any card.
        kans = np.where(uit.mate > 0, 1.0, 0.0) + dobbel.random(uit.mate.shape) * 1.5
        kolom = np.argmax(kans, axis=1)
        kolom = np.where(
            dobbel.random(len(tabel)) < 1 / 3, dobbel.integers(0, uit.mate.shape[1], len(tabel)), kolom
        )
        soort = dobbel.integers(0, 5, len(tabel))
        mate = uit.mate[rijen, kolom]
        aan = mate > 0
        wissel = doet & ((soort == 0) | ~aan)
        uit.mate[rijen, kolom] = np.where(
            wissel,
            np.where(aan, 0.0, dobbel.integers(3, 11, len(tabel)) / 10),
            np.where(
                doet & (soort == 1),
                np.clip(np.round(mate + dobbel.choice([-0.2, -0.1, 0.1, 0.2], len(tabel)), 2), 0.1, 1.0),
                mate,
            ),
        )
        start, einde = uit.start[rijen, kolom], uit.einde[rijen, kolom]
        schuif = np.where(doet & (soort == 2), dobbel.choice([-6, -3, -1, 1, 3, 6], len(tabel)), 0)
        mee = dobbel.random(len(tabel)) < 0.5
        start = np.clip(start + schuif, 0, casus.programmaduur - kortst[kolom])
        langer = np.where(doet & (soort == 3), dobbel.choice([-12, -6, -3, -1, 1, 3, 6, 12], len(tabel)), 0)
        einde = np.clip(einde + np.where(mee, schuif, 0) + langer, start + kortst[kolom], casus.programmaduur)
        uit.start[rijen, kolom], uit.einde[rijen, kolom] = start, einde
        _richt(uit, rijen[doet & aan & (soort == 4)], kolom, dobbel)
    return uit


def _richt(tabel: Inzettabel, rijen: Gehelen, kolom: Gehelen, dobbel: np.random.Generator) -> None:
    """Switch one part of the area on or off, or everything on; never everything off."""
    for rij in rijen:
        gebied = tabel.gebied[rij, kolom[rij]]
        if dobbel.random() < 0.3:
            gebied[:] = True
            continue
        deel = dobbel.integers(0, len(gebied))
        gebied[deel] = ~gebied[deel]
        if not gebied.any():
            gebied[deel] = True


def _neem_over(tabel: Inzettabel, buur: Inzettabel, neem: Vlaggen) -> None:
    for veld in ("start", "einde", "mate", "gebied"):
        getattr(tabel, veld)[neem] = getattr(buur, veld)[neem]


def main() -> None:
    lezer = argparse.ArgumentParser(description=__doc__)
    lezer.add_argument("casus")
    lezer.add_argument("--stappen", type=int, default=Afkoeling.stappen)
    lezer.add_argument("--zaad", type=int, default=Afkoeling.zaad)
    lezer.add_argument("--koud-begin", action="store_true", help="zonder het referentieplan als begin")
    lezer.add_argument("--bewaar", action="store_true", help="een beter plan wordt het referentieplan")
    keuze = lezer.parse_args()
    casus = laad_casus(keuze.casus)
    voorbeelden = () if keuze.koud_begin else (casus.referentieplan,)
    plan, waarde = herzoek(casus, Afkoeling(stappen=keuze.stappen, zaad=keuze.zaad), voorbeelden)
    q = casus.parameters.coefficienten()
    referentie = leeg(casus, 1)
    zet_neer(casus, referentie, 0, casus.referentieplan)
    niets, beste = float(eindindex(casus, leeg(casus, 1))[0]), float(weeg(casus, referentie, q)[0])
    meer = (waarde - beste) / (beste - niets)
    print(f"gevonden {waarde:.3f}, referentieplan {beste:.3f}, niets doen {niets:.3f}")
    print(
        f"beter dan het referentieplan: {100 * meer:.2f} % van de schaal (toegestaan {100 * TOEGESTAAN:.0f} %)"
    )
    if keuze.bewaar and waarde > beste:
        bewaar_referentie(casus, plan, waarde)
        print("Bewaard als referentieplan. Draai nu: python -m simulatie.kern.werkplaats ijk.")
