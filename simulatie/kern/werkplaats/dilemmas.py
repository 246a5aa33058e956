"""What thinking is worth at the dilemmas of a case: the answer that is best in the state of that moment, against always
the first, always the last, and leaving them alone. Measured on the plan of practitioners that comes out in the middle,
as a mean over the seeds."""

import argparse
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from simulatie.kern.gegevens.casus import Casus, CasusNietGeijkt
from simulatie.kern.gegevens.gebeurtenis import Gebeurtenis, Keuze
from simulatie.kern.gegevens.lezen import lees_toml
from simulatie.kern.gegevens.plan import Inzet, Plan
from simulatie.kern.gegevens.reeksen import Getallen
from simulatie.kern.inlezen.casus_lezen import laad_casus
from simulatie.kern.inlezen.tabellen import MAP
from simulatie.kern.model.inzettabel import maak_tabel
from simulatie.kern.oordeel.onzekerheid import ZADEN, over_zaden, zadenproef
from simulatie.kern.oordeel.proeven import speel_samen
from simulatie.kern.oordeel.waardering import MATEN, NAMEN, score

# Points of outcome that thinking must be ahead of every policy without it.
VOORSPRONG = 5.0
# Part of the dilemmas of which the best answer must depend on the state.
DEEL_DAT_KANTELT = 1 / 3
# Points by which an answer must be better than the next one to be the best.
MERKBAAR = 0.1
# Without these there is no picture and no working together: a state that conditions on quantities can tell apart.
GRONDWERK = ("R1", "R2", "R6")
# Months within which an answer must be felt.
BINNEN = 6
# How often all answers are looked at again, given the others.
RONDES = 3


@dataclass(frozen=True)
class Dilemmaproef:
    """Outcome scores 0-100 with four ways of answering; keys of dilemmas.

    kantelend    the best answer, of those that cost no points of law, is another one in another state: under the plans
                 of practitioners, and under the one in the middle without the cards that a consequence asks for
    onmerkbaar   no answer makes a difference to any outcome within BINNEN months
    """

    nadenken: float
    eerste: float
    laatste: float
    negeren: float
    dilemmas: tuple[str, ...]
    kantelend: tuple[str, ...]
    onmerkbaar: tuple[str, ...]

    @property
    def voorsprong(self) -> float:
        """Of thinking over the best policy without it, in points."""
        return self.nadenken - max(self.eerste, self.laatste, self.negeren)

    @property
    def deel_dat_kantelt(self) -> float:
        return len(self.kantelend) / len(self.dilemmas)


def dilemmaproef(casus: Casus) -> Dilemmaproef:
    """Raises CasusNietGeijkt when the case has no scale, ValueError when it has no dilemma."""
    dilemmas = _dilemmas(casus)
    if not dilemmas:
        raise ValueError(f"Casus {casus.sleutel} heeft geen dilemma's.")
    plannen = vakplannen(casus)
    midden = plannen[int(np.argsort(uitkomstscores(casus, plannen))[len(plannen) // 2])]
    antwoorden = denk_na(casus, midden)
    beleid: list[Mapping[str, str]] = [
        antwoorden,
        {g.sleutel: g.keuzes[0].sleutel for g in dilemmas},
        {g.sleutel: g.keuzes[-1].sleutel for g in dilemmas},
        {},
    ]
    scores = uitkomstscores(casus, [Plan(midden.inzetten, een) for een in beleid])
    nadenken, eerste, laatste, negeren = (float(punten) for punten in scores)
    return Dilemmaproef(
        nadenken,
        eerste,
        laatste,
        negeren,
        dilemmas=tuple(g.sleutel for g in dilemmas),
        kantelend=_kantelend(casus, plannen, midden, antwoorden),
        onmerkbaar=tuple(g.sleutel for g in dilemmas if not _merkbaar(casus, midden, antwoorden, g)),
    )


def vakplannen(casus: Casus) -> list[Plan]:
    """The plans of practitioners for a case that has a file of them, else those of the case itself."""
    pad = MAP / "vakplannen" / f"{casus.sleutel}.toml"
    if not pad.exists():
        return list(casus.vakplannen)
    return [Plan(Inzet(*rij) for rij in plan["inzetten"]) for plan in lees_toml(pad)["vakplan"]]


def uitkomstscores(casus: Casus, plannen: Sequence[Plan]) -> Getallen:
    """The outcome score of every plan with its answers, over the seeds, [plan]."""
    if casus.ijking is None:
        raise CasusNietGeijkt(f"Casus {casus.sleutel} heeft geen schaal.")
    waarden = over_zaden(casus, maak_tabel(casus, plannen))
    gewichten = casus.gewichten["uitkomst"]
    som = np.zeros(len(plannen))
    for maat in MATEN:
        gemiddeld = np.round(waarden[maat.sleutel].mean(axis=1), 9)
        som += gewichten[maat.sleutel] * score(gemiddeld, casus.ijking.ankers[maat.sleutel])
    return som / sum(gewichten.values())


def denk_na(casus: Casus, plan: Plan) -> dict[str, str]:
    """Per dilemma the answer that is best in the state this plan leads to, among those that cost no points of law."""
    gekozen = {g.sleutel: _mag(g)[0].sleutel for g in _dilemmas(casus)}
    for _ in range(RONDES):
        beter = {
            sleutel: _op_volgorde(punten)[0]
            for sleutel, punten in _per_antwoord(casus, plan, gekozen, _dilemmas(casus)).items()
        }
        if beter == gekozen:
            break
        gekozen = beter
    return gekozen


def _dilemmas(casus: Casus) -> list[Gebeurtenis]:
    return [g for g in casus.gebeurtenissen if g.keuzes]


def _mag(gebeurtenis: Gebeurtenis) -> list[Keuze]:
    """The answers that cost no points of law; all of them where each does."""
    return [k for k in gebeurtenis.keuzes if k.punten == 0] or list(gebeurtenis.keuzes)


def _per_antwoord(
    casus: Casus, plan: Plan, gekozen: Mapping[str, str], dilemmas: Sequence[Gebeurtenis]
) -> dict[str, dict[str, float]]:
    """Per dilemma the outcome score with each answer to it, the other answers as chosen."""
    paren = [(g.sleutel, keuze.sleutel) for g in dilemmas for keuze in _mag(g)]
    plannen = [Plan(plan.inzetten, {**gekozen, dilemma: antwoord}) for dilemma, antwoord in paren]
    uit: dict[str, dict[str, float]] = {}
    for (dilemma, antwoord), punten in zip(paren, uitkomstscores(casus, plannen), strict=True):
        uit.setdefault(dilemma, {})[antwoord] = float(punten)
    return uit


def _op_volgorde(punten: Mapping[str, float]) -> list[str]:
    """The answers, the best first."""
    return sorted(punten, key=lambda antwoord: -punten[antwoord])


def _kantelend(
    casus: Casus, plannen: Sequence[Plan], midden: Plan, antwoorden: Mapping[str, str]
) -> tuple[str, ...]:
    beste: dict[str, set[str]] = {g.sleutel: set() for g in _dilemmas(casus)}
    staten = [(plan, _dilemmas(casus)) for plan in plannen]
    staten += [(kaal, [g]) for g in _dilemmas(casus) for kaal in _zonder_wat_het_vraagt(midden, g)]
    for plan, dilemmas in staten:
        for dilemma, punten in _per_antwoord(casus, plan, antwoorden, dilemmas).items():
            eerste, *rest = _op_volgorde(punten)
            if rest and punten[eerste] - punten[rest[0]] >= MERKBAAR:
                beste[dilemma].add(eerste)
    return tuple(dilemma for dilemma, keuzes in beste.items() if len(keuzes) > 1)


def _zonder_wat_het_vraagt(plan: Plan, gebeurtenis: Gebeurtenis) -> Iterator[Plan]:
    """The plan without the cards that a consequence depends on."""
    for vervolg in (v for keuze in gebeurtenis.keuzes for v in keuze.vervolg):
        codes = {*vervolg.werkt, *vervolg.tenzij, *(GRONDWERK if vervolg.als else ())}
        yield Plan(inzet for inzet in plan.inzetten if inzet.kaart not in codes)


def _merkbaar(casus: Casus, plan: Plan, antwoorden: Mapping[str, str], gebeurtenis: Gebeurtenis) -> bool:
    """Whether the answers differ in any outcome within BINNEN months, or it never falls."""
    plannen = [
        Plan(plan.inzetten, {**antwoorden, gebeurtenis.sleutel: k.sleutel}) for k in gebeurtenis.keuzes
    ]
    uit = speel_samen(casus, {"zaden": zadenproef(maak_tabel(casus, plannen))}, NAMEN)["zaden"]
    gevallen = [dict(van_run) for van_run in uit.gevallen[: len(ZADEN)]]
    maanden = {
        run: van[gebeurtenis.sleutel] for run, van in enumerate(gevallen) if gebeurtenis.sleutel in van
    }
    for maat in MATEN:
        lijn = uit.lijn[maat.grootheid].reshape(len(plannen), len(ZADEN), -1)
        for run, maand in maanden.items():
            daarna = lijn[:, run, maand + 1 : maand + 1 + BINNEN]
            if (daarna != daarna[:1]).any():
                return True
    return not maanden


def main() -> None:
    lezer = argparse.ArgumentParser(description=__doc__)
    lezer.add_argument("casus")
    proef = dilemmaproef(laad_casus(lezer.parse_args().casus))
    print(
        f"nadenken {proef.nadenken:.1f} | eerste {proef.eerste:.1f} | laatste {proef.laatste:.1f} | "
        f"negeren {proef.negeren:.1f} | voorsprong {proef.voorsprong:.1f} (grens {VOORSPRONG:.0f})"
    )
    print(
        f"hangt af van de toestand: {len(proef.kantelend)} van {len(proef.dilemmas)} "
        f"(grens {DEEL_DAT_KANTELT:.2f}): {', '.join(proef.kantelend)}"
    )
    print(f"niet merkbaar binnen {BINNEN} maanden: {', '.join(proef.onmerkbaar) or 'geen'}")
