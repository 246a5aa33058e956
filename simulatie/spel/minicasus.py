"""The mini-case: a tree of questions about one neighbourhood, every way through it worked out beforehand.

An answer changes one thing of the plan so far, so what it was worth is the score after it less the score before it. What
a visitor picks only selects one of the results, so nothing a visitor sends reaches the model.
"""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from simulatie.kern import (
    Bevinding,
    Casus,
    Inzet,
    Plan,
    Rechtmatigheid,
    cijfers,
    laad_casus,
    reken_door,
    simuleer,
)
from simulatie.spel.missies import Missie, antwoord

BESTAND = Path(__file__).with_suffix(".toml")
VERANDERINGEN = {"erbij": list, "stop": int, "keer": dict, "na_elkaar": bool, "blijft": bool}
KEUZEVELDEN = {"sleutel", "titel", "uitleg", "vraag", "keuze"} | set(VERANDERINGEN)
STAPPEN = ("begin", "aanpak", "einde")
"""What the answers are called in an address, in order."""

# What may tell most about a change: quantities of the model that run from 0 to 100.
GROOTHEDEN = ("angst", "vertrouwen", "criminele_greep", "overlast")

T = TypeVar("T")


@dataclass(frozen=True)
class Minikeuze:
    """One answer, the one thing it changes, and the question that follows.

    soort      which of ``VERANDERINGEN`` it is; ``waarde``: what stands there
    vraag      "" after the last answer
    """

    sleutel: str
    titel: str
    uitleg: str
    soort: str
    waarde: Any
    vraag: str
    keuzes: tuple["Minikeuze", ...]

    def verander(self, casus: Casus, plan: Plan) -> Plan:
        """The plan with this one change."""
        inzetten = plan.inzetten
        match self.soort:
            case "erbij":
                inzetten = (*inzetten, *(Inzet(*rij) for rij in self.waarde))
            case "stop":
                ingekort = (replace(i, duur=min(i.einde, self.waarde) - i.start) for i in inzetten)
                # What would stop within its lead time is not begun.
                inzetten = tuple(i for i in ingekort if i.duur > casus.aanloop(casus.kaarten[i.kaart]))
            case "keer":
                keer = {i: self.waarde.get(casus.kaarten[i.kaart].principe, 1.0) for i in inzetten}
                inzetten = tuple(replace(i, mate=min(1.0, i.mate * keer[i])) for i in inzetten)
            case "na_elkaar":
                inzetten = (antwoord(casus, Missie.NA_ELKAAR, plan) or plan).inzetten
        return Plan(inzetten)


Weg = tuple[Minikeuze, ...]
"""The answers given, from the first question on."""


class MinicasusOngeldig(ValueError):
    """The file of the mini-case cannot be used; the text says where and why."""


def lees_keuzes(rijen: Sequence[Mapping[str, Any]], pad: str = "keuze") -> tuple[Minikeuze, ...]:
    """The answers of a file as ``minicasus.toml`` explains it. Raises MinicasusOngeldig at the first fault."""
    return tuple(_keuze(rij, f"{pad}[{plek}]") for plek, rij in enumerate(rijen))


def _keuze(rij: Mapping[str, Any], pad: str) -> Minikeuze:
    if vreemd := set(rij) - KEUZEVELDEN:
        raise MinicasusOngeldig(f"{BESTAND.name}: {pad} has no field {', '.join(sorted(vreemd))}.")
    soorten = [naam for naam in VERANDERINGEN if naam in rij]
    if len(soorten) != 1:
        raise MinicasusOngeldig(f"{BESTAND.name}: {pad} must change one thing, not {len(soorten)}.")
    verder = _veld(rij, "keuze", pad, list) if "keuze" in rij or "vraag" in rij else []
    return Minikeuze(
        sleutel=_veld(rij, "sleutel", pad, str),
        titel=_veld(rij, "titel", pad, str),
        uitleg=_veld(rij, "uitleg", pad, str),
        soort=soorten[0],
        waarde=_veld(rij, soorten[0], pad, VERANDERINGEN[soorten[0]]),
        vraag=_veld(rij, "vraag", pad, str) if verder else "",
        keuzes=lees_keuzes(verder, f"{pad}.keuze"),
    )


def _veld(tabel: Mapping[str, Any], naam: str, pad: str, soort: type[T]) -> T:
    waarde = tabel.get(naam)
    if not isinstance(waarde, soort) or waarde == "":
        plaats = f"{pad}.{naam}".removeprefix(".")
        raise MinicasusOngeldig(f"{BESTAND.name}: {plaats} must be a {soort.__name__}, not {waarde!r}.")
    return waarde


_INHOUD = tomllib.loads(BESTAND.read_text(encoding="utf-8"))
CASUS = _veld(_INHOUD, "casus", "", str)
VRAAG = _veld(_INHOUD, "vraag", "", str)
KEUZES = lees_keuzes(_veld(_INHOUD, "keuze", "", list))


@dataclass(frozen=True)
class Verschuiving:
    """What an answer did to one quantity in the last month: before it and after it."""

    grootheid: str
    voor: float
    na: float


@dataclass(frozen=True)
class Resultaat:
    """What came of the answers so far.

    index       Leefbaarheidsindex (fictief) per month, of this plan and of the plan before the last answer
    beste       the same of the best known plan, and niets_doen of doing nothing
    score       on the scale of the whole simulation: 0 = doing nothing, 100 = the best known plan; may be negative
    verschil    what the last answer was worth in points
    meest       the quantity that the last answer changed most; None when it changed nothing
    wet         what the law has to say about the plan since the last answer
    """

    weg: Weg
    plan: Plan
    index: tuple[float, ...]
    hiervoor: tuple[float, ...]
    beste: tuple[float, ...]
    niets_doen: tuple[float, ...]
    score: float
    verschil: float
    meest: Verschuiving | None
    rechtmatigheid: Rechtmatigheid
    wet: tuple[Bevinding, ...]


def wegen(keuzes: tuple[Minikeuze, ...] = KEUZES, tot: Weg = ()) -> Iterator[Weg]:
    """Every way through the tree, also those that stop at a question."""
    for keuze in keuzes:
        weg = (*tot, keuze)
        yield weg
        yield from wegen(keuze.keuzes, weg)


def is_af(weg: Weg) -> bool:
    """Whether no question follows."""
    return bool(weg) and not weg[-1].keuzes


def plan_van(casus: Casus, weg: Weg) -> Plan:
    plan = Plan()
    for keuze in weg:
        plan = keuze.verander(casus, plan)
    return plan


def namen(weg: Weg) -> tuple[str, ...]:
    return tuple(keuze.sleutel for keuze in weg)


@cache
def resultaten() -> Mapping[tuple[str, ...], Resultaat]:
    """Every way by the keys of its answers, run in one batch the first time somebody asks.

    Raises CasusNietGeijkt while the case has no reference plan.
    """
    casus = laad_casus(CASUS)
    alle: list[Weg] = [(), *wegen()]
    plannen = [plan_van(casus, weg) for weg in alle]
    referentie, *gerekend = reken_door(casus, [casus.referentieplan, *plannen])
    niets = gerekend[0]
    bereikt = [(uit.eind - niets.eind) / (referentie.eind - niets.eind) for uit in gerekend]
    score = dict(zip(map(namen, alle), cijfers(casus, bereikt), strict=True))
    uitkomst = dict(zip(map(namen, alle), gerekend, strict=True))
    verloop = simuleer(casus, plannen)
    einde = {naam: dict(zip(map(namen, alle), verloop.wijk(naam)[:, -1], strict=True)) for naam in GROOTHEDEN}
    return {
        hier: Resultaat(
            weg=weg,
            plan=plan,
            index=uitkomst[hier].index,
            hiervoor=uitkomst[hier[:-1]].index,
            beste=referentie.index,
            niets_doen=niets.index,
            score=round(score[hier], 9),
            verschil=round(score[hier] - score[hier[:-1]], 9),
            meest=_meest([Verschuiving(n, float(w[hier[:-1]]), float(w[hier])) for n, w in einde.items()]),
            rechtmatigheid=uitkomst[hier].rechtmatigheid,
            wet=_nieuw(uitkomst[hier].rechtmatigheid, uitkomst[hier[:-1]].rechtmatigheid),
        )
        for weg, plan in zip(alle[1:], plannen[1:], strict=True)
        if (hier := namen(weg))
    }


def beste_weg(vanaf: tuple[str, ...] = ()) -> Resultaat:
    """The finished way with the highest score among those that begin with these answers."""
    af = (r for hier, r in resultaten().items() if is_af(r.weg) and hier[: len(vanaf)] == vanaf)
    return max(af, key=lambda resultaat: resultaat.score)


def _meest(verschuivingen: Sequence[Verschuiving]) -> Verschuiving | None:
    grootste = max(verschuivingen, key=lambda v: abs(v.na - v.voor))
    return grootste if round(grootste.na) != round(grootste.voor) else None


def _nieuw(nu: Rechtmatigheid, eerst: Rechtmatigheid) -> tuple[Bevinding, ...]:
    """What the law says now and did not say before; the same remark may stand in another place of the plan."""
    bekend = {b.melding for b in eerst.bevindingen}
    return tuple({b.melding: b for b in nu.bevindingen if b.melding not in bekend}.values())
