"""The mini-case: three decisions about one neighbourhood, every way through them worked out beforehand.

A choice is a ready fragment of a plan; what a visitor picks only selects one of the twelve results, so nothing a
visitor sends reaches the model. Both approaches of the second step ask about the same work per principle, so that
they differ in time and not in effort.
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any, TypeVar

from simulatie.kern import Casus, Inzet, Kaart, Plan, Rechtmatigheid, cijfers, laad_casus, reken_door, shapley

BESTAND = Path(__file__).with_suffix(".toml")
KEUZEVELDEN = {"sleutel", "titel", "uitleg", "waarom", "wacht", "tot", "afbouw", "blok"}

# Month in which every programme stops that says nothing else.
LANGST = 60

T = TypeVar("T")


@dataclass(frozen=True)
class Minikeuze:
    """One answer to a step, and the part of the plan that comes with it.

    waarom    how it works out in the model, whichever way it went
    inzetten  months counted from the first working month of the fragment: of the programme, or of what follows
    wacht     months before the fragment of the next step begins
    tot       month in which the whole programme stops
    afbouw    per principle the month from which half is left
    """

    sleutel: str
    titel: str
    uitleg: str
    waarom: str
    inzetten: tuple[Inzet, ...]
    wacht: int
    tot: int
    afbouw: tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class Stap:
    sleutel: str
    vraag: str
    keuzes: tuple[Minikeuze, ...]

    def keuze(self, sleutel: str) -> Minikeuze | None:
        return next((keuze for keuze in self.keuzes if keuze.sleutel == sleutel), None)


class MinicasusOngeldig(ValueError):
    """The file of the mini-case cannot be used; the text says where and why."""


def lees_stappen(inhoud: Mapping[str, Any]) -> tuple[Stap, ...]:
    """The steps of a file as ``minicasus.toml`` explains it. Raises MinicasusOngeldig at the first fault."""
    return tuple(
        Stap(
            sleutel=_veld(stap, "sleutel", f"stap[{nummer}]", str),
            vraag=_veld(stap, "vraag", f"stap[{nummer}]", str),
            keuzes=tuple(
                _keuze(keuze, f"stap[{nummer}].keuze[{plek}]")
                for plek, keuze in enumerate(_veld(stap, "keuze", f"stap[{nummer}]", list))
            ),
        )
        for nummer, stap in enumerate(_veld(inhoud, "stap", "", list))
    )


def _keuze(rij: Mapping[str, Any], pad: str) -> Minikeuze:
    if vreemd := set(rij) - KEUZEVELDEN:
        raise MinicasusOngeldig(f"{BESTAND.name}: {pad} has no field {', '.join(sorted(vreemd))}.")
    blokken = _veld(rij, "blok", pad, list) if "blok" in rij else []
    return Minikeuze(
        sleutel=_veld(rij, "sleutel", pad, str),
        titel=_veld(rij, "titel", pad, str),
        uitleg=_veld(rij, "uitleg", pad, str),
        waarom=_veld(rij, "waarom", pad, str),
        inzetten=tuple(
            inzet for plek, blok in enumerate(blokken) for inzet in _inzetten(blok, f"{pad}.blok[{plek}]")
        ),
        wacht=_veld({"wacht": 0, **rij}, "wacht", pad, int),
        tot=_veld({"tot": LANGST, **rij}, "tot", pad, int),
        afbouw=tuple(_veld(rij, "afbouw", pad, dict).items()) if "afbouw" in rij else (),
    )


def _inzetten(blok: Mapping[str, Any], pad: str) -> Iterator[Inzet]:
    van, tot = (_veld(blok, naam, pad, int) for naam in ("van", "tot"))
    maten = _veld(blok, "mate", pad, dict)
    for kaart in maten:
        yield Inzet(kaart, van, tot - van, _veld(maten, kaart, f"{pad}.mate", float))


def _veld(tabel: Any, naam: str, pad: str, soort: type[T]) -> T:
    waarde = tabel.get(naam) if isinstance(tabel, Mapping) else None
    if not isinstance(waarde, soort) or waarde == "":
        plaats = f"{pad}.{naam}".removeprefix(".")
        raise MinicasusOngeldig(f"{BESTAND.name}: {plaats} must be a {soort.__name__}, not {waarde!r}.")
    return waarde


_INHOUD = tomllib.loads(BESTAND.read_text(encoding="utf-8"))
CASUS = _veld(_INHOUD, "casus", "", str)
STAPPEN = lees_stappen(_INHOUD)

Weg = tuple[Minikeuze, ...]
"""One choice per step, in the order of the steps."""


@dataclass(frozen=True)
class Resultaat:
    """What came of one way through the steps.

    index       Leefbaarheidsindex (fictief) per month, of this way and of doing nothing
    score       on the scale of the whole simulation: 0 = doing nothing, 100 = the best known plan; may be negative
    gemiddeld   mean score of all ways
    waarden     per step what its choice was worth in points of score, against the mean over its choices; they sum
                to score - gemiddeld
    beter       the way that differs in one step and gains most by it; None when no such change gains anything
    """

    weg: Weg
    index: tuple[float, ...]
    niets_doen: tuple[float, ...]
    score: float
    gemiddeld: float
    waarden: tuple[float, ...]
    rechtmatigheid: Rechtmatigheid
    beter: Weg | None
    score_beter: float


def wegen() -> tuple[Weg, ...]:
    return tuple(product(*(stap.keuzes for stap in STAPPEN)))


def plan_van(casus: Casus, weg: Weg) -> Plan:
    """The fragments of a way, one after the other, with what its end cuts off or scales down."""
    begin, aanpak, einde = weg
    later = tuple(replace(inzet, start=inzet.start + begin.wacht) for inzet in aanpak.inzetten)
    rijen = [
        deel for inzet in begin.inzetten + later for deel in _afgebouwd(casus, inzet, dict(einde.afbouw))
    ]
    tot_het_einde = [replace(rij, duur=min(rij.einde, einde.tot) - rij.start) for rij in rijen]
    # What would stop within its lead time is not begun.
    return Plan(rij for rij in tot_het_einde if rij.duur > casus.aanloop(casus.kaarten[rij.kaart]))


def _afgebouwd(casus: Casus, inzet: Inzet, afbouw: Mapping[str, int]) -> tuple[Inzet, ...]:
    maand = afbouw.get(casus.kaarten[inzet.kaart].principe)
    if maand is None or not inzet.start < maand < inzet.einde:
        return (inzet,)
    return (
        replace(inzet, duur=maand - inzet.start),
        replace(inzet, start=maand, duur=inzet.einde - maand, mate=inzet.mate / 2),
    )


def werk(casus: Casus, plan: Plan) -> dict[str, float]:
    """Months of staff at work per group of principles: what makes two approaches comparable."""
    uit: dict[str, float] = {}
    for inzet in plan.inzetten:
        kaart: Kaart = casus.kaarten[inzet.kaart]
        maanden = inzet.duur - casus.aanloop(kaart)
        uit[kaart.groep] = uit.get(kaart.groep, 0.0) + sum(kaart.inzet.values()) * inzet.mate * maanden
    return uit


@cache
def resultaten() -> Mapping[tuple[str, ...], Resultaat]:
    """Every way by the keys of its choices, run in one batch the first time somebody asks.

    Raises CasusNietGeijkt while the case has no reference plan.
    """
    casus = laad_casus(CASUS)
    alle = wegen()
    plannen = [plan_van(casus, weg) for weg in alle]
    niets, referentie, *doorgerekend = reken_door(casus, [Plan(), casus.referentieplan, *plannen])
    bereikt = [(uit.eind - niets.eind) / (referentie.eind - niets.eind) for uit in doorgerekend]
    scores = dict(zip(alle, cijfers(casus, bereikt), strict=True))
    resultaten = {}
    for weg, uit in zip(alle, doorgerekend, strict=True):
        beter = _beste_verandering(weg, scores)
        resultaten[tuple(keuze.sleutel for keuze in weg)] = Resultaat(
            weg=weg,
            index=uit.index,
            niets_doen=niets.index,
            score=round(scores[weg], 9),
            gemiddeld=round(_gemiddelde(scores, {}), 9),
            waarden=_waarde_per_stap(weg, scores),
            rechtmatigheid=uit.rechtmatigheid,
            beter=beter,
            score_beter=round(scores[beter or weg], 9),
        )
    return resultaten


def _beste_verandering(weg: Weg, scores: Mapping[Weg, float]) -> Weg | None:
    buren = [ander for ander in scores if sum(a != b for a, b in zip(weg, ander, strict=True)) == 1]
    beste = max(buren, key=lambda buur: scores[buur])
    return beste if scores[beste] > scores[weg] else None


def _gemiddelde(scores: Mapping[Weg, float], vast: Mapping[int, Minikeuze]) -> float:
    """Mean score of the ways that have these choices."""
    passend = [score for weg, score in scores.items() if all(weg[n] == keuze for n, keuze in vast.items())]
    return sum(passend) / len(passend)


def _waarde_per_stap(weg: Weg, scores: Mapping[Weg, float]) -> tuple[float, ...]:
    """Shapley values of the choices; a set of choices is worth the mean of the ways that share them."""

    def waarde(stappen: frozenset[int]) -> float:
        return _gemiddelde(scores, {stap: weg[stap] for stap in stappen})

    return tuple(round(som, 9) for som in shapley(range(len(weg)), waarde).values())
