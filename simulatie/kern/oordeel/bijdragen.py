"""What each principle was worth: exact Shapley values over five players, and the umami figure.

Leave-one-out is not used: principles share holders and lean on each other, so it does not sum to the gain.
"""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import factorial
from typing import Any, TypeVar

import numpy as np

from simulatie.kern.gegevens.casus import Casus
from simulatie.kern.gegevens.reeksen import Getallen
from simulatie.kern.model.inzettabel import Inzettabel, kaartmatrix

S = TypeVar("S", bound=Hashable)

GROEPEN = {
    "zoet": "Zoet",
    "zuur": "Zuur",
    "zout": "Zout",
    "bitter": "Bitter",
    "onderzoek_regie": "Onderzoek en regie",
}


@dataclass(frozen=True)
class Bijdrage:
    """waarde and alleen in index points: the Shapley share of the gain, and the gain of this group by itself."""

    sleutel: str
    naam: str
    waarde: float
    alleen: float

    def als_dict(self) -> dict[str, Any]:
        return {"sleutel": self.sleutel, "naam": self.naam, "waarde": self.waarde, "alleen": self.alleen}


def shapley(spelers: Sequence[S], waarde: Callable[[frozenset[S]], float]) -> dict[S, float]:
    """The exact Shapley value of every player; `waarde` gives what a set of players is worth."""
    n = len(spelers)
    uit = dict.fromkeys(spelers, 0.0)
    for coalitie in deelverzamelingen(spelers):
        for speler in spelers:
            if speler not in coalitie:
                gewicht = factorial(len(coalitie)) * factorial(n - len(coalitie) - 1) / factorial(n)
                uit[speler] += gewicht * (waarde(coalitie | {speler}) - waarde(coalitie))
    return uit


def deelverzamelingen(spelers: Sequence[S]) -> list[frozenset[S]]:
    """All sets of players, from empty to all."""
    return [frozenset(c) for maat in range(len(spelers) + 1) for c in combinations(spelers, maat)]


def coalities() -> list[frozenset[str]]:
    """All 32 sets of groups, from empty to all."""
    return deelverzamelingen(tuple(GROEPEN))


def coalitietabel(casus: Casus, tabel: Inzettabel) -> Inzettabel:
    """The first plan of `tabel` with only the cards of each coalition, in the order of `coalities`."""
    groep = kaartmatrix(casus).groep[tabel.kaart]
    herhaald = tabel.herhaal(2 ** len(GROEPEN))
    for rij, coalitie in enumerate(coalities()):
        herhaald.mate[rij, ~np.isin(groep, list(coalitie))] = 0.0
    return herhaald


def verdeel(waarden: Getallen) -> tuple[tuple[Bijdrage, ...], float]:
    """Shapley values and umami from the index of every coalition, [32], in the order of `coalities`.

    The values sum to index(all) - index(none); umami = that gain minus what every group gains by itself.
    """
    waarde = dict(zip(coalities(), (float(w) for w in waarden), strict=True))
    leeg: frozenset[str] = frozenset()
    alles = frozenset(GROEPEN)
    bijdragen = []
    for speler, som in shapley(tuple(GROEPEN), waarde.__getitem__).items():
        alleen = waarde[frozenset({speler})] - waarde[leeg]
        bijdragen.append(Bijdrage(speler, GROEPEN[speler], round(som, 9), round(alleen, 9)))
    umami = waarde[alles] - waarde[leeg] - sum(b.alleen for b in bijdragen)
    return tuple(bijdragen), round(umami, 9)
