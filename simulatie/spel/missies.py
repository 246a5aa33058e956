"""The missions of the first practice: eight measures of a case, what each mission asks of them, and when it is done.

Everything a mission is judged by is measured by the model: how the measures lie in time, the work they ask, and how far
the neighbourhood gets on the scale of the whole simulation.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

from django.utils.translation import gettext_lazy as _

from simulatie.kern import (
    Casus,
    Inzet,
    Plan,
    Rechtmatigheid,
    bezetting,
    cijfers,
    controleer_plan,
    reken_door,
)
from simulatie.spel.besluiten import MetWoorden

BESTAND = Path(__file__).with_suffix(".toml")
AANTAL_KAARTEN = 8
SMAKEN = ("zoet", "zuur", "zout", "bitter")

# Together: in at least this part of the months in which any principle works, all four do. [design]
SAMEN = 0.5
# A second order may ask this much more work than the first, for percentages are whole. [design]
MARGE_WERK = 1.05
HELFT = 0.5
# The same gain, in points of the scale: less than this one does not see on screen. [design]
SPELING = 0.5
# How much stronger the rest becomes in the worked answer to half of zuur, the least first.
STERKER = tuple(1 + deel / 20 for deel in range(21))


class Missie(MetWoorden):
    """The missions, in the order in which they are played."""

    NA_ELKAAR = "na-elkaar", _("Los het na elkaar op")
    TEGELIJK = "tegelijk", _("Nu tegelijk")
    HALVE_ZUUR = "halve-zuur", _("Haal dezelfde winst met de helft van zuur")

    @property
    def nummer(self) -> int:
        return list(Missie).index(self) + 1

    @property
    def vorige(self) -> Missie | None:
        """The mission whose plan this one starts from and is compared with; None for the first."""
        return None if self.nummer == 1 else list(Missie)[self.nummer - 2]


class Bezwaar(StrEnum):
    """Why a mission is not done yet; the first that holds is told."""

    STIL = "stil"
    DOOR_ELKAAR = "door-elkaar"
    NIET_SAMEN = "niet-samen"
    MEER_WERK = "meer-werk"
    MEER_ZUUR = "meer-zuur"
    MINDER_WINST = "minder-winst"


class MissiesOngeldig(ValueError):
    """The file of the missions does not fit a case; the text says where and why."""


@dataclass(frozen=True)
class Meting:
    """What a plan comes to.

    index   Leefbaarheidsindex (fictief) per month
    score   on the scale of the whole simulation: 0 = doing nothing, 100 = the best known plan
    werk    months of staff at work, of all measures and of zuur
    per_maand  per principle whether it works, month by month of the programme
    stil    codes of measures that never work
    tekort  per holder the number of months in which more people are asked than there are
    """

    plan: Plan
    index: tuple[float, ...]
    niets_doen: tuple[float, ...]
    score: float
    werk: float
    zuur: float
    per_maand: Mapping[str, tuple[bool, ...]]
    stil: tuple[str, ...]
    tekort: Mapping[str, int]
    rechtmatigheid: Rechtmatigheid

    @property
    def aan_het_werk(self) -> tuple[int, ...]:
        """How many principles work, month by month."""
        return tuple(sum(maand) for maand in zip(*self.per_maand.values(), strict=True))

    @property
    def samen(self) -> float:
        """In which part of the months in which any principle works all of them do."""
        bezig = [aantal for aantal in self.aan_het_werk if aantal]
        return sum(aantal == len(self.per_maand) for aantal in bezig) / max(len(bezig), 1)


@cache
def eerste_plannen() -> Mapping[str, Plan]:
    """Per case the plan with which its first mission begins."""
    inhoud = tomllib.loads(BESTAND.read_text(encoding="utf-8"))
    return {sleutel: lees_plan(sleutel, tabel) for sleutel, tabel in inhoud.items()}


def lees_plan(sleutel: str, tabel: Mapping[str, Any]) -> Plan:
    """The plan of one table of the file. Raises MissiesOngeldig."""
    try:
        return Plan(Inzet(kaart, start, duur, mate) for kaart, start, duur, mate in tabel["kaarten"])
    except (KeyError, TypeError, ValueError) as fout:
        raise MissiesOngeldig(
            f"{BESTAND.name}: [{sleutel}] needs kaarten = [[code, start, duur, mate], …]."
        ) from fout


def eerste_plan(casus: Casus) -> Plan | None:
    """The plan with which the first mission of a case begins; None when the case has no first practice, or lost a card.

    A published case can be newer or older than the file, so this asks the case itself.
    """
    plan = eerste_plannen().get(casus.sleutel)
    return plan if plan is not None and not gebreken(casus, plan) else None


def gebreken(casus: Casus, plan: Plan) -> list[str]:
    """What makes this plan unfit to begin the missions of a case with."""
    codes = [inzet.kaart for inzet in plan.inzetten]
    uit = [f"card {code} is not in the case" for code in codes if code not in casus.kaarten]
    if uit:
        return uit
    if len(set(codes)) != AANTAL_KAARTEN or len(codes) != AANTAL_KAARTEN:
        uit.append(f"there must be {AANTAL_KAARTEN} different cards")
    principes = {casus.kaarten[code].principe for code in codes}
    uit += [f"there is no card of {smaak}" for smaak in SMAKEN if smaak not in principes]
    uit += [f"{b.pad}: {b.melding}" for b in controleer_plan(casus, plan) if b.ernst == "fout"]
    return uit


def werkmaanden(casus: Casus, inzet: Inzet) -> range:
    """The months of the programme in which a measure works."""
    begin = inzet.start + casus.aanloop(casus.kaarten[inzet.kaart])
    return range(begin, max(begin, min(inzet.einde, casus.programmaduur)))


def werk(casus: Casus, inzetten: Iterable[Inzet]) -> float:
    """Months of staff at work."""
    return sum(
        sum(casus.kaarten[inzet.kaart].inzet.values()) * inzet.mate * len(werkmaanden(casus, inzet))
        for inzet in inzetten
    )


def meet(casus: Casus, *plannen: Plan) -> list[Meting]:
    """What plans come to, in one batch. The plans must have no faults. Raises CasusNietGeijkt."""
    niets, referentie, *uit = reken_door(casus, [Plan(), casus.referentieplan, *plannen])
    bereikt = [(een.eind - niets.eind) / (referentie.eind - niets.eind) for een in uit]
    return [
        Meting(
            plan=plan,
            index=een.index,
            niets_doen=niets.index,
            score=score,
            werk=werk(casus, plan.inzetten),
            zuur=werk(casus, _van(casus, plan, "zuur")),
            per_maand=_per_maand(casus, plan),
            stil=tuple(inzet.kaart for inzet in plan.inzetten if not werkmaanden(casus, inzet)),
            tekort=_tekort(casus, plan),
            rechtmatigheid=een.rechtmatigheid,
        )
        for plan, een, score in zip(plannen, uit, cijfers(casus, bereikt), strict=True)
    ]


def _van(casus: Casus, plan: Plan, principe: str) -> list[Inzet]:
    return [inzet for inzet in plan.inzetten if casus.kaarten[inzet.kaart].principe == principe]


def _per_maand(casus: Casus, plan: Plan) -> dict[str, tuple[bool, ...]]:
    bezig = {
        smaak: {maand for inzet in _van(casus, plan, smaak) for maand in werkmaanden(casus, inzet)}
        for smaak in SMAKEN
    }
    return {
        smaak: tuple(maand in maanden for maand in range(casus.programmaduur))
        for smaak, maanden in bezig.items()
    }


def _tekort(casus: Casus, plan: Plan) -> dict[str, int]:
    nodig = bezetting(casus, plan)
    te_veel = {
        houder: sum(fte > nodig.beschikbaar[houder] + 1e-9 for fte in gevraagd)
        for houder, gevraagd in nodig.gevraagd.items()
    }
    return {houder: aantal for houder, aantal in te_veel.items() if aantal}


def bezwaar(missie: Missie, nu: Meting, eerder: Meting | None) -> Bezwaar | None:
    """Why this plan does not do the mission yet; None when it does.

    ``eerder``: what the mission before was done with, None for the first.
    """
    if nu.stil:
        return Bezwaar.STIL
    if missie is Missie.NA_ELKAAR or eerder is None:
        return Bezwaar.DOOR_ELKAAR if max(nu.aan_het_werk) > 1 else None
    if missie is Missie.TEGELIJK:
        if nu.samen < SAMEN:
            return Bezwaar.NIET_SAMEN
        return Bezwaar.MEER_WERK if nu.werk > eerder.werk * MARGE_WERK else None
    if nu.zuur > eerder.zuur * HELFT + 1e-9:
        return Bezwaar.MEER_ZUUR
    return Bezwaar.MINDER_WINST if nu.score < eerder.score - SPELING else None


def antwoord(casus: Casus, missie: Missie, vanuit: Plan) -> Plan | None:
    """A worked answer to a mission, made from the plan it starts with; None when there is none of this kind.

    One after the other: every principle an equal part of the programme, with the work it had. Together: every measure over
    the whole programme, with the work it had. Half of zuur: the rest as little stronger as will do.
    """
    if missie is Missie.NA_ELKAAR:
        return Plan(_na_elkaar(casus, vanuit))
    if missie is Missie.TEGELIJK:
        return Plan(_gelegd(casus, inzet, 0, casus.programmaduur) for inzet in vanuit.inzetten)
    proeven = [Plan(_met_halve_zuur(casus, vanuit, keer)) for keer in STERKER]
    eerder, *metingen = meet(casus, vanuit, *proeven)
    return next((een.plan for een in metingen if bezwaar(missie, een, eerder) is None), None)


def _na_elkaar(casus: Casus, plan: Plan) -> list[Inzet]:
    deel = casus.programmaduur // len(SMAKEN)
    begin = {smaak: nummer * deel for nummer, smaak in enumerate(SMAKEN)}
    return [
        _gelegd(casus, inzet, begin[principe], begin[principe] + deel)
        if (principe := casus.kaarten[inzet.kaart].principe) in begin
        else inzet
        for inzet in plan.inzetten
    ]


def _gelegd(casus: Casus, inzet: Inzet, van: int, tot: int) -> Inzet:
    """The measure at work from one month to another, or as soon as its lead time allows, with the work it had."""
    if casus.kaarten[inzet.kaart].principe not in SMAKEN:
        return inzet
    start = max(0, van - casus.aanloop(casus.kaarten[inzet.kaart]))
    nieuw = replace(inzet, start=start, duur=tot - start)
    maanden = len(werkmaanden(casus, nieuw)) or 1
    # Rounded down, so that a row of roundings never asks more than there was.
    mate = int(100 * inzet.mate * len(werkmaanden(casus, inzet)) / maanden) / 100
    return replace(nieuw, mate=min(1.0, max(0.01, mate)))


def _met_halve_zuur(casus: Casus, plan: Plan, keer: float) -> list[Inzet]:
    return [
        replace(inzet, mate=max(0.01, int(50 * inzet.mate) / 100))
        if casus.kaarten[inzet.kaart].principe == "zuur"
        else replace(inzet, mate=min(1.0, round(inzet.mate * keer, 2)))
        for inzet in plan.inzetten
    ]
