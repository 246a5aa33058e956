"""Cards that a plan does not have, laid in it: in a month and at a strength that fit this plan, to see what each gains.

To advise, not to weigh. Which cards, and how, follows from the plan and the rules of the course; nothing is taken from the
best known plan.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from simulatie.kern.gegevens.casus import Casus
from simulatie.kern.gegevens.kaart import PRINCIPES, Kaart
from simulatie.kern.gegevens.plan import Inzet, Plan
from simulatie.kern.model.doses import GRONDWERK
from simulatie.kern.model.inzettabel import Inzettabel, kaartmatrix, lees_plan
from simulatie.kern.oordeel.regels import CONVENANT, LAATSTE_JAAR, Opgezet, drukte
from simulatie.kern.oordeel.varianten import Variant

# How strongly a card is tried, and in which months when the ones before are busy. [assumption]
STERKTES = (0.6, 0.3)
STARTS = (0, 2, 4, 6)
# Months that what zuur rests on must have worked before it.
GROND = 6
# What all the rest stands on, tried together.
GRONDKAARTEN = ("R1", CONVENANT)
# What is worth most of a principle, taken together: so many cards at most, out of so many.
MEESTE_SAMEN = 3
BESTE = 4


@dataclass(frozen=True)
class Aanvulling:
    """One card laid in the plan."""

    principe: str
    inzet: Inzet
    kolom: int

    def wat(self, casus: Casus) -> str:
        i = self.inzet
        return f"{i.kaart} {casus.kaarten[i.kaart].kort} (maand {i.start} tot {i.einde}, {round(100 * i.mate)} %)"

    @property
    def cel(self) -> tuple[int, int, int, float]:
        return (self.kolom, self.inzet.start, self.inzet.einde, self.inzet.mate)


def aanvullingen(casus: Casus, tabel: Inzettabel) -> list[Aanvulling]:
    """Every card that the first plan of `tabel` does not have and the table has a column for, at each strength."""
    plan = lees_plan(casus, tabel, 0)
    heeft, opgezet = {i.kaart for i in plan.inzetten}, Opgezet(casus, plan)
    uit = []
    for nummer, code in enumerate(kaartmatrix(casus).codes):
        kolommen = np.flatnonzero(tabel.kaart == nummer)
        if code in heeft or not len(kolommen):
            continue
        kaart = casus.kaarten[code]
        for mate in STERKTES:
            if inzet := _inzet(casus, opgezet, plan, kaart, mate):
                uit.append(Aanvulling(kaart.principe, inzet, int(kolommen[0])))
    return uit


def als_variant(casus: Casus, erbij: Sequence[Aanvulling]) -> Variant:
    """These cards laid in the plan, in words per principle."""
    delen = []
    for principe, naam in PRINCIPES.items():
        wat = ", ".join(a.wat(casus) for a in erbij if a.principe == principe)
        if wat:
            delen.append(f"{naam}: voeg toe {wat}")
    return Variant("; en ".join(delen), tuple(a.cel for a in erbij))


def samen(gewogen: Sequence[tuple[float, Aanvulling]]) -> Iterator[list[Aanvulling]]:
    """The best cards of each principle together, what all the rest stands on, and the best of one principle with the best of another; `gewogen`: what
    each is worth by itself."""
    beste = {principe: _beste(gewogen, principe) for principe in PRINCIPES}
    for lijst in beste.values():
        for aantal in range(2, MEESTE_SAMEN + 1):
            yield from (list(keuze) for keuze in combinations(lijst, aantal))
    grond = [beste_van for a in GRONDKAARTEN if (beste_van := _sterkste(gewogen, a))]
    if grond:
        yield grond
        yield _elk_een_keer([*grond, *beste["regie"][:2]])
        yield _elk_een_keer([*grond, *beste["onderzoek"][:1], *beste["regie"][:2]])
    for een, ander in combinations([lijst for lijst in beste.values() if lijst], 2):
        yield [een[0], ander[0]]
        yield [*een[:2], *ander[:2]]


def _elk_een_keer(lijst: Sequence[Aanvulling]) -> list[Aanvulling]:
    return list({a.inzet.kaart: a for a in reversed(lijst)}.values())[::-1]


def _sterkste(gewogen: Sequence[tuple[float, Aanvulling]], kaart: str) -> Aanvulling | None:
    """A card at its best strength, where the plan does not have it."""
    van_kaart = [paar for paar in gewogen if paar[1].inzet.kaart == kaart]
    return max(van_kaart, key=lambda paar: paar[0])[1] if van_kaart else None


def _beste(gewogen: Sequence[tuple[float, Aanvulling]], principe: str) -> list[Aanvulling]:
    """The best cards of a principle, each at its best strength."""
    uit: dict[str, Aanvulling] = {}
    for _, aanvulling in sorted(gewogen, key=lambda paar: -paar[0]):
        if aanvulling.principe == principe:
            uit.setdefault(aanvulling.inzet.kaart, aanvulling)
    return list(uit.values())[:BESTE]


def _inzet(casus: Casus, opgezet: Opgezet, plan: Plan, kaart: Kaart, mate: float) -> Inzet | None:
    """The card where it fits: as soon as the start is not too busy; zuur when there is something to rest it on, and ended
    before the last year."""
    aanloop, slot = casus.aanloop(kaart), casus.programmaduur
    kortst, _, langst = kaart.duur
    if kaart.termijn:
        langst = min(langst, aanloop + kaart.termijn.maanden)
    if kaart.principe == "zuur":
        if not opgezet.van("onderzoek"):
            return None
        grond = [opgezet.van("onderzoek"), opgezet.van("zoet"), opgezet.van("bitter")]
        grond.append([i for i in opgezet.inzetten if i.kaart == CONVENANT])
        klaar = max(opgezet.eerste(inzetten) for inzetten in grond if inzetten)
        start, slot = max(0, klaar + GROND - aanloop), slot - LAATSTE_JAAR
        inzet = Inzet(kaart.code, start, min(langst, slot - start), mate)
        return inzet if inzet.duur >= kortst else None
    for start in STARTS:
        inzet = Inzet(kaart.code, start, min(langst, slot - start), mate)
        if kaart.principe in GRONDWERK or not drukte(casus, Plan([*plan.inzetten, inzet]), start):
            return inzet
    return Inzet(kaart.code, 0, min(langst, slot), mate)
