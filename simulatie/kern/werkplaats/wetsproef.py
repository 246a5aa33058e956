"""Does the law bind in a case? Plans of practitioners hold; the same plans with one fault in law do not."""

import argparse
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from simulatie.kern.gegevens.casus import Casus
from simulatie.kern.gegevens.plan import Inzet, Plan
from simulatie.kern.inlezen.casus_lezen import laad_casus
from simulatie.kern.model.inzettabel import maak_tabel
from simulatie.kern.model.rechtmatigheid import Rechtmatigheid, toets_rechtmatigheid
from simulatie.kern.model.simuleer import lijnen
from simulatie.kern.werkplaats.dilemmas import vakplannen

# What every hard measure rests on: the picture and the agreements.
BEELD, AFSPRAKEN = "R1", "R2"
# How much later they come, in months, when somebody begins with the hard measures.
LATER = 12
# Research for show: four months at a quarter.
SYMBOLISCH = Inzet(BEELD, 0, 4, 0.25)
# Points of lawfulness that research for show must cost at least.
KOST_MINSTENS = 20.0


@dataclass(frozen=True)
class Wetsregel:
    """One thing that must hold: its figure, and the least it must be."""

    naam: str
    waarde: float
    grens: float

    @property
    def klopt(self) -> bool:
        return self.waarde >= self.grens


def wetsproef(casus: Casus) -> list[Wetsregel]:
    """Every rule with its figure. A part is of the plans that were tried, 0..1."""
    plannen = vakplannen(casus)
    goed = toets(casus, plannen)
    verkeerd_om = toets(casus, [eerst_hard(casus, plan) for plan in plannen])
    voor_de_vorm = toets(casus, [met_symbolisch_onderzoek(plan) for plan in plannen])
    regels = [
        Wetsregel("vakplannen zonder bevinding", _deel(not recht.bevindingen for recht in goed), 1.0),
        Wetsregel("vakplannen houdbaar", _deel(recht.houdbaar for recht in goed), 1.0),
        Wetsregel(
            "hard voor onderzoek en convenant: niet houdbaar",
            _deel(not recht.houdbaar for recht in verkeerd_om),
            1.0,
        ),
        Wetsregel(
            "symbolisch onderzoek: punten die het minstens kost",
            min(een.score - ander.score for een, ander in zip(goed, voor_de_vorm, strict=True)),
            KOST_MINSTENS,
        ),
    ]
    eindig = toets(casus, [Plan([*plannen[0].inzetten, *inzetten]) for inzetten in _zonder_einde(casus)])
    if eindig:
        deel = _deel(not recht.houdbaar for recht in eindig)
        regels.append(Wetsregel("vijf jaar wat de wet begrenst: niet houdbaar", deel, 1.0))
    return regels


def toets(casus: Casus, plannen: Sequence[Plan]) -> list[Rechtmatigheid]:
    """The legal judgement of every plan, without events."""
    if not plannen:
        return []
    uit = lijnen(casus, maak_tabel(casus, plannen), ("juridisch_risico", "stilgelegd"))
    risico, stops = uit.lijn["juridisch_risico"].max(axis=1), uit.lijn["stilgelegd"].sum(axis=1)
    return [
        toets_rechtmatigheid(casus, plan, float(uit.straf[rij]), float(risico[rij]), int(stops[rij]))
        for rij, plan in enumerate(plannen)
    ]


def eerst_hard(casus: Casus, plan: Plan) -> Plan:
    """The plan with every hard measure in month 0 and research and covenant a year later. Of a card that would then run
    twice at once the first deployment stays."""
    uit: list[Inzet] = []
    for inzet in plan.inzetten:
        start = inzet.start
        if casus.kaarten[inzet.kaart].principe == "zuur":
            start = 0
        elif inzet.kaart in (BEELD, AFSPRAKEN):
            start = min(start + LATER, casus.programmaduur - 1)
        verzet = replace(inzet, start=start)
        if not any(i.kaart == verzet.kaart and i.start < verzet.einde and start < i.einde for i in uit):
            uit.append(verzet)
    return Plan(uit)


def met_symbolisch_onderzoek(plan: Plan) -> Plan:
    """The plan with research for show instead of its own."""
    return Plan([*(inzet for inzet in plan.inzetten if inzet.kaart != BEELD), SYMBOLISCH])


def _zonder_einde(casus: Casus) -> Iterator[list[Inzet]]:
    """Of every card whose decisions come to an end: that card for the whole programme, with the grounds to begin it
    anew."""
    for kaart in casus.kaarten.values():
        if kaart.termijn and kaart.termijn.hoogstens:
            codes = [kaart.code, *(code for code in kaart.termijn.opnieuw if code in casus.kaarten)]
            yield [
                Inzet(code, 0, min(casus.kaarten[code].duur[2], casus.programmaduur), 0.5) for code in codes
            ]


def _deel(ja: Iterable[bool]) -> float:
    antwoorden = list(ja)
    return sum(antwoorden) / len(antwoorden)


def main() -> None:
    lezer = argparse.ArgumentParser(description=__doc__)
    lezer.add_argument("casus")
    for regel in wetsproef(laad_casus(lezer.parse_args().casus)):
        print(
            f"{'ja ' if regel.klopt else 'NEE'} {regel.naam}: {regel.waarde:.2f} (minstens {regel.grens:.2f})"
        )
