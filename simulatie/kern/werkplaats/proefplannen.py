"""Plans nobody would play, to see what the model does with them: one principle, one after the other, random.

All work on tables (see `inzettabel`); `basis` is a table whose first row is the reference plan.
"""

from dataclasses import replace
from functools import lru_cache
from itertools import permutations
from types import MappingProxyType

import numpy as np

from simulatie.kern.gegevens.casus import Casus
from simulatie.kern.gegevens.reeksen import Gehelen
from simulatie.kern.model.doses import bereken_bezetting
from simulatie.kern.model.inzettabel import Inzettabel, kaartmatrix, stapel
from simulatie.kern.model.simuleer import MENSEN_GENOEG

SMAKEN = ("zoet", "zuur", "zout", "bitter")


@lru_cache(maxsize=8)
def met_mensen_genoeg(casus: Casus) -> Casus:
    """The case as if every holder had people enough."""
    return replace(casus, capaciteit=MappingProxyType(dict.fromkeys(casus.capaciteit, MENSEN_GENOEG)))


def leeg(casus: Casus, aantal: int) -> Inzettabel:
    """A column per card of the case, nothing deployed."""
    kaarten = len(casus.kaarten)
    vorm = (aantal, kaarten)
    return Inzettabel(
        kaart=np.arange(kaarten),
        start=np.zeros(vorm, dtype=int),
        einde=np.full(vorm, casus.programmaduur),
        mate=np.zeros(vorm),
        gebied=np.ones((*vorm, len(casus.deelgebieden)), dtype=bool),
    )


def principe_alleen(
    casus: Casus, maanden: int = 48, maten: tuple[float, ...] = (0.4, 0.7, 1.0)
) -> Inzettabel:
    """Every card of one principle and nothing else; a row per principle and intensity, principles outermost."""
    tabel = leeg(casus, len(SMAKEN) * len(maten))
    for rij in range(len(tabel)):
        erbij = kaartmatrix(casus).principe == SMAKEN[rij // len(maten)]
        tabel.mate[rij, erbij] = maten[rij % len(maten)]
    tabel.einde[:] = maanden
    return tabel


def elke_kaart_alleen(casus: Casus) -> Inzettabel:
    """A row per card: that card at full strength from the first month to the last."""
    tabel = leeg(casus, len(casus.kaarten))
    np.fill_diagonal(tabel.mate, 1.0)
    return tabel


def zonder_principe(casus: Casus, basis: Inzettabel, principes: tuple[str, ...]) -> Inzettabel:
    """The reference plan without the cards of one principle; a row per principle."""
    tabel = basis.herhaal(len(principes))
    for rij, principe in enumerate(principes):
        tabel.mate[rij, kaartmatrix(casus).principe[tabel.kaart] == principe] = 0.0
    return tabel


def achter_elkaar(casus: Casus, basis: Inzettabel, blok: int = 12) -> Inzettabel:
    """Row 0: the reference's cards of the four principles at a quarter strength together for four blocks; then a
    row per order of the principles at full strength, one block each. Research and direction run throughout.

    A block counts working months: lead times are started in time, so that the effort is the same.
    """
    matrix = kaartmatrix(casus)
    orden = list(permutations(SMAKEN))
    tabel = basis.herhaal(1 + len(orden))
    principe = matrix.principe[tabel.kaart]
    eerste = int(max(matrix.aanloop[tabel.kaart][np.isin(principe, SMAKEN) & (tabel.mate[0] > 0)], default=0))
    aan = tabel.mate[0] > 0
    for kolom in np.flatnonzero(aan):
        aanloop = matrix.aanloop[tabel.kaart[kolom]]
        if principe[kolom] not in SMAKEN:
            tabel.start[:, kolom] = 0
            tabel.einde[:, kolom] = casus.programmaduur
            continue
        begin = min(eerste, 6)
        tabel.mate[0, kolom] = 0.25
        tabel.start[0, kolom] = max(0, begin - aanloop)
        tabel.einde[0, kolom] = tabel.start[0, kolom] + aanloop + 4 * blok
        for rij, orde in enumerate(orden, start=1):
            werkt = begin + blok * orde.index(principe[kolom])
            tabel.mate[rij, kolom] = 1.0
            tabel.start[rij, kolom] = max(0, werkt - aanloop)
            tabel.einde[rij, kolom] = tabel.start[rij, kolom] + aanloop + blok
    return tabel


def verkeerde_volgorde(casus: Casus, basis: Inzettabel) -> Inzettabel:
    """Zuur at once, research and convenant a year later, bitter a year and a half later; lengths kept."""
    tabel = basis.herhaal(1)
    principe = kaartmatrix(casus).principe[tabel.kaart]
    zuur = (principe == "zuur") & (tabel.mate[0] > 0)
    verschuiving = np.where(
        np.isin(principe, ("onderzoek", "regie")), 12, np.where(principe == "bitter", 18, 0)
    )
    if zuur.any():
        verschuiving = np.where(zuur, -tabel.start[0][zuur].min(), verschuiving)
    return verschuif(casus, tabel, verschuiving)


def verschuif(casus: Casus, tabel: Inzettabel, maanden: int | Gehelen) -> Inzettabel:
    """Every deployment `maanden` later, cut off at the end of the programme."""
    start = tabel.start + maanden
    einde = np.minimum(tabel.einde + maanden, casus.programmaduur)
    return tabel.met(start=np.minimum(start, casus.programmaduur), einde=einde)


def alles_gelijk(casus: Casus, basis: Inzettabel | None = None) -> Inzettabel:
    """One start, duration and intensity for every card (or for every card of the reference plan), over a grid."""
    raster = [
        (start, duur, mate)
        for start in (0, 3, 6, 12)
        for duur in (15, 24, 36, 48, 60)
        for mate in (0.02, 0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.6, 0.8, 1.0)
    ]
    tabel = leeg(casus, len(raster)) if basis is None else basis.herhaal(len(raster))
    aan = tabel.mate[0] > 0 if basis is not None else np.ones(len(tabel.kaart), dtype=bool)
    for rij, (start, duur, mate) in enumerate(raster):
        tabel.start[rij] = start
        tabel.einde[rij] = min(start + duur, casus.programmaduur)
        tabel.mate[rij] = np.where(aan, mate, 0.0)
    return betaalbaar(casus, tabel)


def betaalbaar(casus: Casus, tabel: Inzettabel) -> Inzettabel:
    """The plans that fit the budget."""
    kosten = bereken_bezetting(casus, tabel, casus.parameters.coefficienten()).kosten
    return tabel.rijen(kosten <= casus.budget)


def willekeurig(casus: Casus, aantal: int, zaad: int) -> Inzettabel:
    """`aantal` random plans that fit the budget: any number of cards, any start, duration and intensity."""
    dobbel = np.random.default_rng(zaad)
    delen: list[Inzettabel] = []
    gevonden = 0
    while gevonden < aantal:
        tabel = leeg(casus, 512)
        vorm = tabel.mate.shape
        aan = dobbel.random(vorm) < dobbel.uniform(0.05, 0.6, (vorm[0], 1))
        tabel.mate[:] = np.where(aan, np.round(dobbel.uniform(0.1, 1.0, vorm), 2), 0.0)
        tabel.start[:] = dobbel.integers(0, 48, vorm)
        duur = dobbel.integers(6, casus.programmaduur + 1, vorm)
        tabel.einde[:] = np.minimum(tabel.start + duur, casus.programmaduur)
        delen.append(betaalbaar(casus, tabel))
        gevonden += len(delen[-1])
    return stapel(*delen).rijen(slice(0, aantal))
