"""What watching is worth: a plan that is never touched after month 0 against the same plan, changed at the moments at which
the case gives a reason: `python -m simulatie.kern.werkplaats momenten klosjesbuurt`.

A moment is an event that somebody could have seen coming (`Voorteken`): people leave (`bezetting`), or something else follows
(`volgt_op`) for who has a card at work then, or has not. Who watches decides in the first round after it, about the months
that are left: stops a card, does less of it, or adds it. The best of these changes is taken, one moment after the other.
"""

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from simulatie.kern.gegevens.casus import Casus
from simulatie.kern.gegevens.gebeurtenis import Gebeurtenis
from simulatie.kern.gegevens.plan import Inzet, Plan
from simulatie.kern.inlezen.casus_lezen import laad_casus
from simulatie.kern.model.controle import controleer_plan
from simulatie.kern.werkplaats.dilemmas import uitkomstscores
from simulatie.kern.werkplaats.maatstaf import Eigenschap, Meetlat, minstens

# Points of outcome from which a change was worth making, and how many moments there must be.
LOONT = 0.5
MOMENTEN = 4
# Points that the changes together must be ahead of never touching the plan, on average over the plans of practitioners.
BIJGESTELD_MEER = 5.0
# How strongly a card is added, and what is left of one that is turned down.
MATEN = (0.3, 0.5, 0.7)
LAGER = (0.0, 0.5)
# What goes on when people leave: hard action goes down first, and what is looked into and arranged.
BLIJFT = ("zoet", "zout", "bitter")
# At most so many changes at one moment, one in each of the next rounds or all in the first.
WIJZIGINGEN = 3


@dataclass(frozen=True)
class Bijstelling:
    """One moment: the round in which it can be answered, what the best answer is, and the points of outcome it brings;
    `door`: how many of those it would not have brought in the same neighbourhood without that moment."""

    moment: str
    ronde: int
    winst: float
    door: float
    wat: tuple[str, ...]


@dataclass(frozen=True)
class Momentenproef:
    """Outcome scores 0-100 of one plan, never touched and changed."""

    onaangeroerd: float
    bijgesteld: float
    bijstellingen: tuple[Bijstelling, ...]

    @property
    def lonend(self) -> int:
        return sum(min(b.winst, b.door) >= LOONT for b in self.bijstellingen)


def momentenproef(casus: Casus, plan: Plan) -> Momentenproef:
    """Every moment by itself, and then all of them one after the other. Raises CasusNietGeijkt when the case has no scale."""
    begin = float(uitkomstscores(casus, [plan])[0])
    los, samen = [], plan
    for gebeurtenis, gevolgen in momenten(casus):
        ronde = next((r for r in casus.rondes if r > (gebeurtenis.maand or 0)), casus.programmaduur)
        antwoord = _Antwoord(casus, gebeurtenis, gevolgen, ronde)
        wat, beter = antwoord.beste(plan)
        zonder = replace(
            casus, gebeurtenissen=tuple(g for g in casus.gebeurtenissen if g not in (gebeurtenis, *gevolgen))
        )
        winst = float(uitkomstscores(casus, [beter])[0]) - begin
        anders, zo = uitkomstscores(zonder, [plan, beter])
        los.append(Bijstelling(gebeurtenis.sleutel, ronde, winst, winst - float(zo - anders), wat))
        samen = antwoord.beste(samen)[1]
    return Momentenproef(begin, float(uitkomstscores(casus, [samen])[0]), tuple(los))


def lonende_momenten(proeven: Sequence[Momentenproef]) -> int:
    """How many moments are worth an answer in at least half of the plans."""
    per_plan = [[min(b.winst, b.door) >= LOONT for b in proef.bijstellingen] for proef in proeven]
    return sum(2 * sum(een_moment) >= len(proeven) for een_moment in zip(*per_plan, strict=True))


def momenten(casus: Casus) -> Sequence[tuple[Gebeurtenis, Sequence[Gebeurtenis]]]:
    """The moments in the order in which they fall, each with what follows on it."""
    wanneer = sorted((g for g in casus.gebeurtenissen if g.voorteken), key=lambda g: g.maand or 0)
    return [(g, [e for e in casus.gebeurtenissen if e.volgt_op == g.sleutel]) for g in wanneer]


def bijstellen_loont(lat: Meetlat) -> Iterator[Eigenschap]:
    """Who watches what happens and changes the plan must come out ahead of who never touches it after month 0."""
    casus = lat.casus
    if not momenten(casus):
        return
    proeven = [momentenproef(casus, plan) for plan in casus.vakplannen]
    naam = "momenten waarop bijstellen in minstens de helft van de vakplannen loont"
    yield minstens("momenten", naam, lonende_momenten(proeven), MOMENTEN, 1)
    naam = "vakplannen bijgesteld: punten meer dan nooit bijgesteld, gemiddeld"
    verschil = sum(proef.bijgesteld - proef.onaangeroerd for proef in proeven) / len(proeven)
    yield minstens("momenten", naam, verschil, BIJGESTELD_MEER, 0.0)


@dataclass(frozen=True)
class _Antwoord:
    """What can be done about a moment in a round."""

    casus: Casus
    moment: Gebeurtenis
    gevolgen: Sequence[Gebeurtenis]
    ronde: int

    def beste(self, plan: Plan) -> tuple[tuple[str, ...], Plan]:
        """The changes that bring most points, each on top of the one before, and the plan with them."""
        wat: list[str] = []
        punten = float(uitkomstscores(self.casus, [plan])[0])
        for _ in range(WIJZIGINGEN):
            kan = dict(self._wijzigingen(plan))
            scores = uitkomstscores(self.casus, list(kan.values())) if kan else np.array([-np.inf])
            if scores.max() <= punten:
                break
            punten = float(scores.max())
            wat.append(list(kan)[int(scores.argmax())])
            plan = kan[wat[-1]]
        return tuple(wat), plan

    def _wijzigingen(self, plan: Plan) -> Iterator[tuple[str, Plan]]:
        """Changes that the case allows, by what they are."""
        for naam, anders in (*self._lager(plan), *self._op_tijd_weg(plan), *self._erbij(plan)):
            if not any(b.ernst == "fout" for b in controleer_plan(self.casus, anders)):
                yield naam, anders

    def _lager(self, plan: Plan) -> Iterator[tuple[str, Plan]]:
        weg = {houder for houder, fte in self.moment.bezetting.items() if fte < 0}
        tot = (self.moment.maand or 0) + 1 + self.moment.bezetting_maanden
        for inzet in plan.inzetten:
            kaart = self.casus.kaarten[inzet.kaart]
            if (
                weg & set(kaart.inzet)
                and kaart.principe not in BLIJFT
                and inzet.start < self.ronde < inzet.einde
            ):
                for deel in LAGER:
                    for einde in {min(tot, inzet.einde), inzet.einde}:
                        naam = f"{inzet.kaart} x {deel:g} van {self.ronde} tot {einde}"
                        yield naam, _verlaagd(plan, inzet, self.ronde, einde, deel)

    def _op_tijd_weg(self, plan: Plan) -> Iterator[tuple[str, Plan]]:
        for gevolg in self.gevolgen:
            maand = gevolg.maand or 0
            for inzet in plan.inzetten:
                if inzet.kaart in gevolg.werkt and inzet.start < self.ronde <= maand < inzet.einde:
                    naam = f"{inzet.kaart} stopt voor {maand}"
                    yield naam, _verlaagd(plan, inzet, maand, inzet.einde, 0.0)

    def _erbij(self, plan: Plan) -> Iterator[tuple[str, Plan]]:
        programma = self.casus.programmaduur
        for gevolg in self.gevolgen:
            for code in (*gevolg.werkt, *gevolg.tenzij):
                for einde in {min((gevolg.maand or 0) + 3, programma), programma}:
                    for mate in MATEN:
                        nieuw = Inzet(code, self.ronde, einde - self.ronde, mate)
                        naam = f"{code} erbij van {self.ronde} tot {einde}, {mate:g}"
                        yield naam, Plan((*plan.inzetten, nieuw), dict(plan.antwoorden))


def _verlaagd(plan: Plan, inzet: Inzet, vanaf: int, tot: int, deel: float) -> Plan:
    """The plan in which one deployment runs at `deel` of its intensity from `vanaf` to `tot`."""
    stukken = [replace(inzet, duur=vanaf - inzet.start)]
    if deel:
        stukken.append(replace(inzet, start=vanaf, duur=tot - vanaf, mate=deel * inzet.mate))
    if tot < inzet.einde:
        stukken.append(replace(inzet, start=tot, duur=inzet.einde - tot))
    rest = (i for i in plan.inzetten if i is not inzet)
    return Plan((*rest, *stukken), dict(plan.antwoorden))


def main() -> None:
    lezer = argparse.ArgumentParser(description=__doc__)
    lezer.add_argument("casus", nargs="?", default="klosjesbuurt")
    casus = laad_casus(lezer.parse_args().casus)
    proeven = [momentenproef(casus, plan) for plan in casus.vakplannen]
    for proef, tekst in zip(proeven, casus.vakplanteksten, strict=True):
        print(
            f"{tekst.naam}: nooit bijgesteld {proef.onaangeroerd:.1f}, bijgesteld {proef.bijgesteld:.1f}, "
            f"{proef.lonend} momenten die lonen"
        )
        for b in proef.bijstellingen:
            print(
                f"    {b.moment}, ronde {b.ronde}: {b.winst:+.2f}, door het moment {b.door:+.2f}  "
                f"{'; '.join(b.wat) or 'niets'}"
            )
    verschil = sum(proef.bijgesteld - proef.onaangeroerd for proef in proeven) / len(proeven)
    print(
        f"momenten die in minstens de helft van de plannen lonen: {lonende_momenten(proeven)} (grens {MOMENTEN}); "
        f"bijgesteld is gemiddeld {verschil:.1f} punten meer (grens {BIJGESTELD_MEER:.0f})"
    )


if __name__ == "__main__":
    main()
