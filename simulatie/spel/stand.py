"""Where a session stands: what its decisions, one after the other, lead to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Protocol

from simulatie.kern import Bronvraag, Inzet, Plan
from simulatie.spel.besluiten import (
    Aanpassing,
    Besluitherkomst,
    Dilemmakeuze,
    Inhoud,
    Lijnvoorspelling,
    Rondeslot,
    Terugweg,
    Vervanging,
    Voorspelling,
)


@dataclass(frozen=True)
class Wijziging:
    """What one decision does to a measure; None means: not in the plan.

    naast  what it does to others: a running measure that changes ends, and another one goes on from there
    """

    sleutel: str
    voor: Inzet | None
    na: Inzet | None
    naast: tuple[Wijziging, ...] = ()

    def plan_na(self, inzetten: Mapping[str, Inzet]) -> dict[str, Inzet]:
        """The plan once this is done."""
        anders = {deel.sleutel: deel.na for deel in (*self.naast, self)}
        return {sleutel: na for sleutel, na in {**inzetten, **anders}.items() if na is not None}

    def omgekeerd(self) -> Wijziging:
        """The reverse, told from a measure that is there again when there is one."""
        delen = [Wijziging(deel.sleutel, deel.na, deel.voor) for deel in (self, *self.naast)]
        eerst = next((deel for deel in delen if deel.na is not None), delen[0])
        return replace(eerst, naast=tuple(deel for deel in delen if deel is not eerst))


@dataclass(frozen=True)
class Planwissel:
    """One decision that puts another plan in place of the whole; a plan is key → measure, in order.

    naar  where the plan came from: CASUS, GELADEN, BEWAARD, or the key of a saved plan
    """

    naar: str
    voor: Mapping[str, Inzet]
    na: Mapping[str, Inzet]

    def omgekeerd(self) -> Planwissel:
        return Planwissel(self.naar, self.na, self.voor)


@dataclass(frozen=True)
class Stand:
    """Where a session stands after its last decision.

    nummer     number of the last decision, 0 when there is none; forms carry it to notice a stale tab
    inzetten   the plan: key → measure, in order of adding
    terug      what can be undone, the newest last
    opnieuw    what was undone and can be done again, the newest last
    is_uit     the last change is undone for now: turning it over does it again
    geladen    the plan the session began with, or that was put in place of it from a saved one

    Only in a test; practice stays in month 0:
    maand            how far time has gone; what lies before it cannot change
    dilemma          the event that waits for an answer, "" when none does
    rondes_gesloten  rounds closed; with a dilemma open the last of them is still being played
    bronvragen       the sources asked, in order
    antwoorden       key of a dilemma → key of the answer
    voorspellingen   in order
    """

    nummer: int = 0
    inzetten: Mapping[str, Inzet] = field(default_factory=dict)
    terug: tuple[Wijziging | Planwissel, ...] = ()
    opnieuw: tuple[Wijziging | Planwissel, ...] = ()
    is_uit: bool = False
    geladen: Mapping[str, Inzet] = field(default_factory=dict)
    maand: int = 0
    dilemma: str = ""
    rondes_gesloten: int = 0
    bronvragen: tuple[Bronvraag, ...] = ()
    antwoorden: Mapping[str, str] = field(default_factory=dict)
    voorspellingen: tuple[Voorspelling | Lijnvoorspelling, ...] = ()

    @property
    def plan(self) -> Plan:
        """The plan as the model reads it, its rows in the order of ``inzetten``."""
        return Plan(self.inzetten.values(), self.antwoorden, self.bronvragen)


def is_zelfde_plan(een: Iterable[Inzet], ander: Iterable[Inzet]) -> bool:
    """Whether two plans hold the same measures, in whatever order."""
    return Counter(een) == Counter(ander)


class Genomen(Protocol):
    """A decision that was taken; ``inzet`` is the key of what it was about."""

    @property
    def nummer(self) -> int: ...
    @property
    def herkomst(self) -> str: ...
    @property
    def inzet(self) -> str: ...
    @property
    def inhoud(self) -> Inhoud: ...


def stand_na(besluiten: Iterable[Genomen]) -> Stand:
    """Where a session stands after these decisions, in the order of their numbers."""
    opname = _Opname()
    for besluit in besluiten:
        opname.verwerk(besluit)
    return opname.stand()


class _Opname:
    """Folds decisions, one after the other."""

    def __init__(self) -> None:
        self.nummer = self.maand = self.rondes_gesloten = 0
        self.dilemma = ""
        # A measure that was taken out keeps its place, so that it comes back there.
        self.inzetten: dict[str, Inzet | None] = {}
        self.terug: list[Wijziging | Planwissel] = []
        self.opnieuw: list[Wijziging | Planwissel] = []
        self.is_uit = False
        self.geladen: Mapping[str, Inzet] = {}
        self.bronvragen: list[Bronvraag] = []
        self.antwoorden: dict[str, str] = {}
        self.voorspellingen: list[Voorspelling | Lijnvoorspelling] = []

    def verwerk(self, besluit: Genomen) -> None:
        self.nummer = besluit.nummer
        match besluit.inhoud:
            case Bronvraag() as vraag:
                self.bronvragen.append(vraag)
            case (Voorspelling() | Lijnvoorspelling()) as voorspelling:
                self.voorspellingen.append(voorspelling)
            case Rondeslot() as slot:
                self.rondes_gesloten += 1
                self._speel_tot(slot)
            case Dilemmakeuze() as antwoord:
                self.antwoorden[besluit.inzet] = antwoord.keuze
                self._speel_tot(antwoord)
            case Aanpassing() as aanpassing:
                self._onthoud(self._pas_aan(besluit, aanpassing), besluit.herkomst)
            case Vervanging() as vervanging:
                self._onthoud(self._vervang(besluit, vervanging), besluit.herkomst)

    def stand(self) -> Stand:
        return Stand(
            nummer=self.nummer,
            inzetten=self._plan(),
            terug=tuple(self.terug),
            opnieuw=tuple(self.opnieuw),
            is_uit=self.is_uit and bool(self.opnieuw),
            geladen=self.geladen,
            maand=self.maand,
            dilemma=self.dilemma,
            rondes_gesloten=self.rondes_gesloten,
            bronvragen=tuple(self.bronvragen),
            antwoorden=self.antwoorden,
            voorspellingen=tuple(self.voorspellingen),
        )

    def _speel_tot(self, tijd: Rondeslot | Dilemmakeuze) -> None:
        """Time went on: what was decided before is past and cannot be undone."""
        self.maand, self.dilemma = tijd.tot, tijd.dilemma
        self.terug.clear()
        self.opnieuw.clear()

    def _plan(self) -> dict[str, Inzet]:
        return {sleutel: inzet for sleutel, inzet in self.inzetten.items() if inzet is not None}

    def _onthoud(self, wijziging: Wijziging | Planwissel, herkomst: str) -> None:
        self.is_uit = herkomst == Besluitherkomst.TERUG
        if herkomst == Besluitherkomst.ZELF:
            self.terug.append(wijziging)
            self.opnieuw.clear()
        elif herkomst == Besluitherkomst.TERUG:
            self.opnieuw.append(self.terug.pop())
        elif herkomst == Besluitherkomst.OPNIEUW:
            self.terug.append(self.opnieuw.pop())
        else:
            self.geladen = self._plan()

    def _pas_aan(self, besluit: Genomen, aanpassing: Aanpassing) -> Wijziging:
        naast = tuple(self._zet(sleutel, na) for sleutel, na in aanpassing.naast.items())
        return replace(self._zet(besluit.inzet, aanpassing.inzet), naast=naast)

    def _vervang(self, besluit: Genomen, vervanging: Vervanging) -> Planwissel:
        voor, na = self._plan(), vervanging.plan
        self.inzetten = {**na, **{sleutel: None for sleutel in self.inzetten if sleutel not in na}}
        if besluit.inzet not in Terugweg.waarden() and besluit.herkomst != Besluitherkomst.TERUG:
            self.geladen = na
        return Planwissel(besluit.inzet, voor, na)

    def _zet(self, sleutel: str, na: Inzet | None) -> Wijziging:
        wijziging = Wijziging(sleutel, self.inzetten.get(sleutel), na)
        self.inzetten[sleutel] = na
        return wijziging
