"""Where a session stands: what its decisions, one after the other, lead to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Protocol

from simulatie.kern import Bronvraag, Plan
from simulatie.spel.besluiten import Besluitherkomst, Besluitsoort, Terugweg


class Besluit(Protocol):
    """A decision as it was stored, in the order of ``nummer``."""

    @property
    def nummer(self) -> int: ...
    @property
    def soort(self) -> str: ...
    @property
    def herkomst(self) -> str: ...
    @property
    def inzet(self) -> str: ...
    @property
    def gegevens(self) -> dict[str, Any]: ...


@dataclass(frozen=True)
class Wijziging:
    """What one decision did to a measure; None means: not in the plan.

    naast  what it did to others: a running measure that changes ends, and another one goes on from there
    """

    inzet: str
    voor: dict[str, Any] | None
    na: dict[str, Any] | None
    naast: tuple[Wijziging, ...] = ()


@dataclass(frozen=True)
class Planwissel:
    """One decision that put another plan in place of the whole; a plan is key → measure, in order.

    naar  where the plan came from: CASUS, GELADEN, BEWAARD, or the key of a saved plan
    """

    naar: str
    voor: Mapping[str, dict[str, Any]]
    na: Mapping[str, dict[str, Any]]


@dataclass(frozen=True)
class Stand:
    """Where a session stands after its last decision.

    nummer     number of the last decision, 0 when there is none; forms carry it to notice a stale tab
    inzetten   the plan: key of the measure → card, start, duration, intensity and areas, in order of adding
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
    voorspellingen   per prediction maand, meldingen, leefbaarheid (a ``Vorm``) and reden, in order
    """

    nummer: int
    inzetten: Mapping[str, dict[str, Any]]
    terug: tuple[Wijziging | Planwissel, ...]
    opnieuw: tuple[Wijziging | Planwissel, ...]
    is_uit: bool
    geladen: Mapping[str, dict[str, Any]]
    maand: int
    dilemma: str
    rondes_gesloten: int
    bronvragen: tuple[Bronvraag, ...]
    antwoorden: Mapping[str, str]
    voorspellingen: tuple[dict[str, Any], ...]

    @property
    def plan(self) -> Plan:
        """The plan as the model reads it, its rows in the order of ``inzetten``."""
        return Plan.uit_dict(
            {
                "inzetten": list(self.inzetten.values()),
                "antwoorden": dict(self.antwoorden),
                "bronvragen": [vraag.als_dict() for vraag in self.bronvragen],
            }
        )


def is_zelfde_plan(een: list[dict[str, Any]], ander: list[dict[str, Any]]) -> bool:
    """Whether two plans hold the same measures, in whatever order."""
    return len(een) == len(ander) and all(een.count(rij) == ander.count(rij) for rij in een)


class Opname:
    """Folds decisions, one after the other, into the stand they lead to."""

    def __init__(self) -> None:
        self.nummer = self.maand = self.rondes_gesloten = 0
        self.dilemma = ""
        # A measure that was taken out keeps its place, so that it comes back there.
        self.inzetten: dict[str, dict[str, Any] | None] = {}
        self.terug: list[Wijziging | Planwissel] = []
        self.opnieuw: list[Wijziging | Planwissel] = []
        self.is_uit = False
        self.geladen: dict[str, dict[str, Any]] = {}
        self.bronvragen: list[Bronvraag] = []
        self.antwoorden: dict[str, str] = {}
        self.voorspellingen: list[dict[str, Any]] = []

    def verwerk(self, besluit: Besluit) -> None:
        self.nummer = besluit.nummer
        gegevens = besluit.gegevens
        match besluit.soort:
            case Besluitsoort.BRON:
                self.bronvragen.append(Bronvraag(**gegevens))
            case Besluitsoort.VOORSPELLING:
                self.voorspellingen.append(gegevens)
            case Besluitsoort.RONDE:
                self.rondes_gesloten += 1
                self._speel_tot(gegevens)
            case Besluitsoort.ANTWOORD:
                self.antwoorden[besluit.inzet] = gegevens["keuze"]
                self._speel_tot(gegevens)
            case _:
                self._verander_plan(besluit)

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

    def _speel_tot(self, gegevens: dict[str, Any]) -> None:
        """Time went on: what was decided before is past and cannot be undone."""
        self.maand, self.dilemma = gegevens["tot"], gegevens["dilemma"]
        self.terug.clear()
        self.opnieuw.clear()

    def _plan(self) -> dict[str, dict[str, Any]]:
        return {sleutel: rij for sleutel, rij in self.inzetten.items() if rij is not None}

    def _verander_plan(self, besluit: Besluit) -> None:
        wijziging = (
            self._wissel(besluit) if besluit.soort == Besluitsoort.TERUGZETTEN else self._wijzig(besluit)
        )
        self.is_uit = besluit.herkomst == Besluitherkomst.TERUG
        if besluit.herkomst == Besluitherkomst.ZELF:
            self.terug.append(wijziging)
            self.opnieuw.clear()
        elif besluit.herkomst == Besluitherkomst.TERUG:
            self.opnieuw.append(self.terug.pop())
        elif besluit.herkomst == Besluitherkomst.OPNIEUW:
            self.terug.append(self.opnieuw.pop())
        else:
            self.geladen = self._plan()

    def _wijzig(self, besluit: Besluit) -> Wijziging:
        rij = {veld: waarde for veld, waarde in besluit.gegevens.items() if veld != "naast"}
        naast = tuple(self._zet(*paar) for paar in besluit.gegevens.get("naast", {}).items())
        na = None if besluit.soort == Besluitsoort.VERWIJDEREN else rij
        return replace(self._zet(besluit.inzet, na), naast=naast)

    def _wissel(self, besluit: Besluit) -> Planwissel:
        voor, na = self._plan(), dict(besluit.gegevens["plan"])
        self.inzetten = {**na, **{sleutel: None for sleutel in self.inzetten if sleutel not in na}}
        if besluit.inzet not in Terugweg.waarden() and besluit.herkomst != Besluitherkomst.TERUG:
            self.geladen = na
        return Planwissel(besluit.inzet, voor, na)

    def _zet(self, inzet: str, na: dict[str, Any] | None) -> Wijziging:
        wijziging = Wijziging(inzet, self.inzetten.get(inzet), na)
        self.inzetten[inzet] = na
        return wijziging
