"""What one card adds to a plan that has what the card requires: which cards help somewhere, and what hard cards are for."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import product
from types import MappingProxyType

import numpy as np

from simulatie.kern.gegevens.casus import Casus
from simulatie.kern.gegevens.kaart import Kaart
from simulatie.kern.gegevens.plan import Plan
from simulatie.kern.gegevens.reeksen import Getallen, Vlaggen
from simulatie.kern.model.doses import MINIMALE_MATE
from simulatie.kern.model.inzettabel import Inzettabel, kaartmatrix, stapel
from simulatie.kern.oordeel.waardering import eindindex
from simulatie.kern.werkplaats.maatstaf import Eigenschap, Meetlat, minstens
from simulatie.kern.werkplaats.proefplannen import leeg, met_mensen_genoeg, zonder_principe
from simulatie.kern.werkplaats.zoek_referentie import soort_van, zet_neer

# How many thinned plans a card is tried in, and how much of a plan is left in those.
UITGEDUND = 40
OVER = 0.6
# When a card is tried, in months (early and short, early to the end, late), and how strongly.
PERIODEN = ((4, 28), (8, 60), (24, 60))
MATEN = (0.3, 1.0)
ZAAD = 20260104
# What a holder has left where it is short of people.
HALF = 0.5
# Less than this is nothing, in index points.
NIETS = 0.02


def beste_toevoeging(lat: Meetlat) -> Getallen:
    """Per card the most it adds to a plan that has what the card requires, in index points, [kaart]: to plans of
    practitioners and to the reference plan, whole and thinned at random. With people enough: what a card is worth beside
    what else its holder could do is for the trainee to find out."""
    casus = met_mensen_genoeg(lat.casus)
    basis = _contexten(casus)
    return np.array([_toevoeging(casus, basis, code).max() for code in casus.kaarten])


def zuur_heeft_doelen(lat: Meetlat) -> Iterator[Eigenschap]:
    """Property 6. Per hard card: is there a plan to which it adds more than any other card of its kind, and one to which
    it adds nothing, however strongly, whenever?"""
    beste: list[bool] = []
    nergens: list[bool] = []
    groepen: dict[str, list[str]] = {}
    for code, kaart in lat.casus.kaarten.items():
        if kaart.principe == "zuur":
            groepen.setdefault(soort_van(kaart), []).append(code)
    for leden in groepen.values():
        per_context = np.concatenate(list(_winst_per_context(lat.casus, leden)), axis=1)
        de_beste: Vlaggen = (per_context >= per_context.max(axis=0)) & (per_context > NIETS)
        beste += [bool(rij.any()) for rij in de_beste]
        nergens += [bool((rij <= NIETS).any()) for rij in per_context]
    naam = f"deel van de {len(beste)} harde kaarten dat ergens"
    yield minstens("6", f"{naam} de beste van zijn soort is", float(np.mean(beste)), 1.0, 0.5)
    yield minstens("6", f"{naam} niets waard is", float(np.mean(nergens)), 1.0, 0.5)


def _winst_per_context(casus: Casus, codes: Sequence[str]) -> Iterator[Getallen]:
    """What each of these cards adds to plans that have none of them, [kaart, plan]: plans with and without research, with
    and without what the card requires, with the people there are, with people enough, and with half of one holder."""
    nummers = [kaartmatrix(casus).codes.index(code) for code in codes]
    ruim = met_mensen_genoeg(casus)
    krap = [
        replace(ruim, capaciteit=MappingProxyType({**ruim.capaciteit, houder: HALF * fte}))
        for houder, fte in casus.capaciteit.items()
    ]
    for een in (casus, ruim, *krap):
        basis = _contexten(een)
        basis = stapel(basis, zonder_principe(een, basis.rijen([0]), ("onderzoek",)))
        mate = basis.mate.copy()
        mate[:, nummers] = 0.0
        basis = basis.met(mate=mate)
        for met_vereisten in (True, False):
            yield np.array([_toevoeging(een, basis, code, met_vereisten) for code in codes])


def _contexten(casus: Casus) -> Inzettabel:
    """The reference plan and those of practitioners, whole, and some of them thinned at random."""
    plannen = _op_alle_kaarten(casus, [casus.referentieplan, *casus.vakplannen])
    dobbel = np.random.default_rng(ZAAD)
    dun = plannen.rijen(dobbel.integers(0, len(plannen), UITGEDUND))
    return stapel(plannen, dun.met(mate=dun.mate * (dobbel.random(dun.mate.shape) < OVER)))


def _toevoeging(casus: Casus, basis: Inzettabel, code: str, met_vereisten: bool = True) -> Getallen:
    """The most a card adds to each of the plans, in index points, [plan]."""
    nummer = kaartmatrix(casus).codes.index(code)
    kaart = replace(casus.kaarten[code], vereist=casus.kaarten[code].vereist if met_vereisten else ())
    zonder = _met_vereisten(casus, basis, kaart)
    zonder.mate[:, nummer] = 0.0
    proeven = [zonder]
    for mate, (start, einde) in product(MATEN, PERIODEN):
        met = zonder.met(mate=zonder.mate.copy(), start=zonder.start.copy(), einde=zonder.einde.copy())
        met.mate[:, nummer], met.start[:, nummer], met.einde[:, nummer] = mate, start, einde
        proeven.append(met)
    index = eindindex(casus, stapel(*proeven)).reshape(len(proeven), -1)
    meer: Getallen = (index[1:] - index[0]).max(axis=0)
    return meer


def _met_vereisten(casus: Casus, basis: Inzettabel, kaart: Kaart) -> Inzettabel:
    """The plans with one card of every precondition of `kaart` at work from the start, and those of that card."""
    codes = kaartmatrix(casus).codes
    uit = basis.met(mate=basis.mate.copy(), start=basis.start.copy(), einde=basis.einde.copy())
    te_doen = list(kaart.vereist)
    while te_doen:
        een_van = [codes.index(code) for code in te_doen.pop().een_van if code in codes]
        if not een_van or (uit.mate[:, een_van] >= MINIMALE_MATE).any(axis=1).all():
            continue
        erbij = een_van[0]
        uit.mate[:, erbij], uit.start[:, erbij], uit.einde[:, erbij] = 0.5, 0, casus.programmaduur
        te_doen += casus.kaarten[codes[erbij]].vereist
    return uit


def _op_alle_kaarten(casus: Casus, plannen: Sequence[Plan]) -> Inzettabel:
    """The plans with a column for every card of the case."""
    tabel = leeg(casus, len(plannen))
    for rij, plan in enumerate(plannen):
        zet_neer(casus, tabel, rij, plan)
    return tabel
