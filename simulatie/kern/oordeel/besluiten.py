"""What each decision was worth: Shapley values over the deployments of a plan, from sampled orders.

Leave-one-out is not used: deployments share holders and lean on each other, so it does not sum to the gain and has
the wrong sign for many of them. Orders come in pairs, one the reverse of the other, which takes out most of the
chance; in every order the steps add up to the whole gain, so the values do too, exactly.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np

from simulatie.kern.gegevens.casus import Casus
from simulatie.kern.gegevens.plan import Inzet
from simulatie.kern.gegevens.reeksen import Gehelen, Getallen
from simulatie.kern.model.inzettabel import Inzettabel, lees_inzet

# About this many replays in all, however many decisions there are; and no fewer pairs of orders than this. Case versions
# from before `bereikt` counted were judged with more.
HERHALINGEN = 600
VROEGERE_HERHALINGEN = 800
MINSTE_PAREN = 4
ZAAD = 20260103


@dataclass(frozen=True)
class Besluitwaarde:
    """waarde: share of the gain in points of the scored index; fout: standard error of that, from the pairs."""

    inzet: Inzet
    waarde: float
    fout: float

    def als_dict(self) -> dict[str, Any]:
        return {"inzet": self.inzet.als_dict(), "waarde": self.waarde, "fout": self.fout}


def besluittabel(casus: Casus, tabel: Inzettabel) -> Inzettabel:
    """The plans to run for `verdeel_over_besluiten`: per order the first plan of `tabel` with its first deployment, its
    first two, and so on, up to all but one."""
    spelers = _spelers(tabel)
    if not len(spelers):
        return tabel.herhaal(0)
    ordes = _ordes(casus, len(spelers))
    aantal = len(spelers) - 1
    uit = tabel.herhaal(len(ordes) * aantal)
    plaats = np.argsort(ordes, axis=1)
    erbij = plaats[:, None, :] <= np.arange(aantal)[None, :, None]
    uit.mate[:, spelers] = np.where(erbij.reshape(-1, len(spelers)), uit.mate[:, spelers], 0.0)
    return uit


def verdeel_over_besluiten(
    casus: Casus, tabel: Inzettabel, waarden: Getallen, niets: float, alles: float
) -> tuple[Besluitwaarde, ...]:
    """The deployments of the first plan of `tabel`, the most valuable first. waarden: scored index of the plans of
    `besluittabel`; niets and alles: that of no deployment and of all of them. The values sum to alles - niets."""
    spelers = _spelers(tabel)
    if not len(spelers):
        return ()
    ordes = _ordes(casus, len(spelers))
    # Column k of `waarde` is the index with the first k of that order.
    waarde = np.empty((len(ordes), len(spelers) + 1))
    waarde[:, 0], waarde[:, -1] = niets, alles
    waarde[:, 1:-1] = waarden.reshape(len(ordes), -1)
    stappen = np.empty((len(ordes), len(spelers)))
    np.put_along_axis(stappen, ordes, np.diff(waarde, axis=1), axis=1)
    paren = stappen.reshape(-1, 2, len(spelers)).mean(axis=1)
    gemiddeld = paren.mean(axis=0)
    fout = paren.std(axis=0, ddof=1) / np.sqrt(len(paren))
    besluiten = [
        Besluitwaarde(lees_inzet(casus, tabel, 0, int(kolom)), round(float(g), 9), round(float(f), 9))
        for kolom, g, f in zip(spelers, gemiddeld, fout, strict=True)
    ]
    return tuple(sorted(besluiten, key=lambda b: (-b.waarde, b.inzet.kaart, b.inzet.start)))


def _spelers(tabel: Inzettabel) -> Gehelen:
    return np.flatnonzero((tabel.mate[0] > 0) & (tabel.einde[0] > tabel.start[0]))


def _ordes(casus: Casus, spelers: int) -> Gehelen:
    """Orders of the players, [orde, speler]; every second one is the reverse of the one before."""
    herhalingen = HERHALINGEN if casus.weegt_bereikt else VROEGERE_HERHALINGEN
    paren = max(MINSTE_PAREN, herhalingen // (2 * max(1, spelers - 1)))
    dobbel = np.random.default_rng(ZAAD)
    heen = np.array([dobbel.permutation(spelers) for _ in range(paren)])
    return np.stack([heen, heen[:, ::-1]], axis=1).reshape(2 * paren, spelers)
