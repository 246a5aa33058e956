"""Where somebody stands in the first practice of a case: what the steps that were taken lead to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from django.utils.translation import gettext_lazy as _

from simulatie.kern import Plan
from simulatie.spel.besluiten import MetWoorden
from simulatie.spel.missies import Missie


class Oefenstapsoort(MetWoorden):
    POGING = "poging", _("opdracht geprobeerd")
    OVERGESLAGEN = "overgeslagen", _("eerste oefening overgeslagen")
    OPNIEUW = "opnieuw", _("eerste oefening opnieuw begonnen")


class Gezet(Protocol):
    """A step that was taken; ``missie`` is "" and ``plan`` empty where it is no try."""

    @property
    def soort(self) -> str: ...
    @property
    def missie(self) -> str: ...
    @property
    def plan(self) -> Plan: ...
    @property
    def gehaald(self) -> bool: ...


@dataclass(frozen=True)
class Oefenstand:
    """Where somebody stands since the first practice was begun (again).

    gehaald       the plan each mission was done with, in order
    laatste       the last plan that did not do the mission that is open, None before any try at it
    pogingen      how many tries that mission had
    overgeslagen  the last step was to skip the rest
    """

    gehaald: Mapping[Missie, Plan] = field(default_factory=dict)
    laatste: Plan | None = None
    pogingen: int = 0
    overgeslagen: bool = False

    @property
    def missie(self) -> Missie | None:
        """The mission that is open; None when all are done."""
        return next((missie for missie in Missie if missie not in self.gehaald), None)

    @property
    def is_klaar(self) -> bool:
        return self.missie is None

    @property
    def is_begonnen(self) -> bool:
        return bool(self.gehaald or self.pogingen)


def stand_na(stappen: Iterable[Gezet]) -> Oefenstand:
    """Where these steps, in order, lead to. A try at a mission that is not open counts for nothing."""
    gehaald: dict[Missie, Plan] = {}
    laatste: Plan | None = None
    pogingen, overgeslagen = 0, False
    for stap in stappen:
        overgeslagen = stap.soort == Oefenstapsoort.OVERGESLAGEN
        if stap.soort == Oefenstapsoort.OPNIEUW:
            gehaald, laatste, pogingen = {}, None, 0
        if stap.soort != Oefenstapsoort.POGING or stap.missie != Oefenstand(gehaald).missie:
            continue
        laatste, pogingen = stap.plan, pogingen + 1
        if stap.gehaald:
            gehaald, laatste, pogingen = gehaald | {Missie(stap.missie): stap.plan}, None, 0
    return Oefenstand(gehaald, laatste, pogingen, overgeslagen)
