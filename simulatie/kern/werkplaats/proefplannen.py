"""Plans nobody would play, to see what the model does with them: one principle, one after the other, random.

All work on tables (see `inzettabel`); `basis` is a table whose first row is the reference plan.
"""

from dataclasses import replace
from functools import lru_cache
from itertools import permutations
from types import MappingProxyType

import numpy as np

from simulatie.kern.gegevens.casus import Casus
from simulatie.kern.gegevens.coefficienten import Coefficienten
from simulatie.kern.gegevens.reeksen import Gehelen
from simulatie.kern.model.doses import bereken_bezetting
from simulatie.kern.model.inzettabel import Inzettabel, kaartmatrix, stapel
from simulatie.kern.model.simuleer import MENSEN_GENOEG, lijnen

# What everybody starts with, and how many points of lawfulness a beginner may lose.
GRONDKAARTEN = ("R1", "R2")
BIJNA_WETTIG = 20.0
SMAKEN = ("zoet", "zuur", "zout", "bitter")
ZES = (*SMAKEN, "onderzoek", "regie")
SCHUDDEN = 24
SCHUDZAAD = 20260301
# How many random mistakes are made one after the other.
FOUTEN = 5


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


def zonder_dubbele(basis: Inzettabel) -> Inzettabel:
    """The first plan with every card once: deployments of one card as one, from the first start to the last end, in
    all their places, with the mean intensity over their months."""
    uit = basis.herhaal(1)
    for kaart in np.unique(basis.kaart):
        kolommen = [k for k in np.flatnonzero(basis.kaart == kaart) if basis.mate[0, k] > 0]
        if len(kolommen) < 2:
            continue
        eerste, *rest = kolommen
        lengte = basis.einde[0, kolommen] - basis.start[0, kolommen]
        uit.mate[0, rest] = 0.0
        uit.mate[0, eerste] = (basis.mate[0, kolommen] * lengte).sum() / lengte.sum()
        uit.start[0, eerste] = basis.start[0, kolommen].min()
        uit.einde[0, eerste] = basis.einde[0, kolommen].max()
        uit.gebied[0, eerste] = basis.gebied[0, kolommen].any(axis=0)
    return uit


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


def beginners(casus: Casus, aantal: int, zaad: int) -> Inzettabel:
    """Lawful plans of a beginner, within people and money: research and convenant, one to three random cards of every
    principle, begun in the first year, for three years or more."""
    dobbel = np.random.default_rng(zaad)
    matrix = kaartmatrix(casus)
    q = casus.parameters.coefficienten()
    capaciteit = np.array(list(casus.capaciteit.values()))[None, :, None]
    delen: list[Inzettabel] = []
    gevonden = 0
    while gevonden < aantal:
        tabel = leeg(casus, 1024)
        vorm = tabel.mate.shape
        for smaak in SMAKEN:
            kolommen = np.flatnonzero(matrix.principe == smaak)
            rang = dobbel.random((vorm[0], len(kolommen))).argsort(axis=1)
            tabel.mate[:, kolommen] = rang < dobbel.integers(1, 4, (vorm[0], 1))
        for code in GRONDKAARTEN:
            tabel.mate[:, matrix.codes.index(code)] = 1.0
        tabel.mate[:] *= np.round(dobbel.uniform(0.2, 0.9, vorm), 2)
        tabel.start[:] = dobbel.integers(0, 13, vorm)
        tabel.einde[:] = np.minimum(casus.programmaduur, tabel.start + dobbel.integers(36, 61, vorm))
        uit = bereken_bezetting(casus, tabel, q)
        past = (uit.kosten <= casus.budget) & (uit.gevraagd <= capaciteit + 1e-9).all(axis=(1, 2))
        tabel = tabel.rijen(np.flatnonzero(past))
        if len(tabel):
            tabel = tabel.rijen(lijnen(casus, tabel, horizon=1).straf <= BIJNA_WETTIG)
            delen.append(tabel)
            gevonden += len(tabel)
    return stapel(*delen).rijen(slice(0, aantal))


def fouten(casus: Casus, basis: Inzettabel) -> dict[str, Inzettabel]:
    """One mistake in the first plan of a table, per mistake."""
    principe = kaartmatrix(casus).principe[basis.kaart]
    aan = basis.mate[0] > 0
    zuur = (principe == "zuur") & aan
    eerste = int(basis.start[0][zuur].min()) if zuur.any() else 0
    grond = np.isin(principe, ("onderzoek", "regie"))
    bitter = (principe == "bitter") & aan
    later = eerste + 18 - int(basis.start[0][bitter].min()) if bitter.any() else 0
    slot = casus.programmaduur
    zonder = zonder_principe(casus, basis, ZES)
    return {
        "zuur vroeg": verschuif(casus, basis, np.where(zuur, -eerste, np.where(grond, 12, 0))),
        "bitter laat": verschuif(casus, basis, np.where(bitter, max(0, later), 0)),
        "jaar later": verschuif(casus, basis, 12),
        "half": basis.met(mate=basis.mate / 2),
        "vol": basis.met(mate=np.where(basis.mate > 0, 1.0, 0.0)),
        "zuur nooit af": basis.met(einde=np.where(zuur, slot, basis.einde)),
        "stop 30": basis.met(einde=np.minimum(basis.einde, 30)),
        **{f"zonder {p}": zonder.rijen([rij]) for rij, p in enumerate(ZES)},
    }


def steeds_meer_fouten(casus: Casus, basis: Inzettabel, zaad: int) -> Inzettabel:
    """The first plan, and then with one more random mistake in every next row, up to FOUTEN: a deployment begins a year
    later or earlier, does half, stops halfway, or is left out."""
    dobbel = np.random.default_rng(zaad)
    uit = basis.herhaal(FOUTEN + 1)
    kolommen = dobbel.permutation(np.flatnonzero(basis.mate[0] > 0))
    for rij, kolom in enumerate(kolommen[:FOUTEN].tolist(), start=1):
        soort = int(dobbel.integers(0, 5))
        start, einde = int(basis.start[0, kolom]), int(basis.einde[0, kolom])
        if soort < 2:
            schuif = (12, -min(12, start))[soort]
            uit.start[rij:, kolom] = start + schuif
            uit.einde[rij:, kolom] = min(einde + schuif, casus.programmaduur)
        elif soort == 2:
            uit.mate[rij:, kolom] /= 2
        elif soort == 3:
            uit.einde[rij:, kolom] = (start + einde) // 2
        else:
            uit.mate[rij:, kolom] = 0.0
    return uit


def mildere_fouten(casus: Casus, basis: Inzettabel) -> dict[str, Inzettabel]:
    return {
        "x 0.7": basis.met(mate=0.7 * basis.mate),
        "stop 42": basis.met(einde=np.minimum(basis.einde, 42)),
        "half jaar later": verschuif(casus, basis, 6),
    }


def op_de_juiste_kaarten(
    casus: Casus, basis: Inzettabel, q: Coefficienten, alle: bool = True
) -> dict[str, Inzettabel]:
    """The cards of the first plan, with order and timing taken away."""
    dobbel = np.random.default_rng(SCHUDZAAD)
    basis = zonder_dubbele(basis)
    nul = basis.met(start=np.zeros_like(basis.start))
    schaal = np.linspace(0.05, 1.0, 39)[:, None]
    geschaald = nul.herhaal(len(schaal)).met(mate=nul.mate * schaal)
    past = bereken_bezetting(casus, geschaald, q).kosten <= casus.budget
    geschaald = geschaald.rijen([int(np.flatnonzero(past).max()) if past.any() else 0])
    schud = basis.herhaal(SCHUDDEN if alle else 11)
    kolommen = np.flatnonzero(basis.mate[0] > 0)
    for rij in range(len(schud)):
        start = basis.start[0, dobbel.permutation(kolommen)]
        lengte = basis.einde[0, kolommen] - basis.start[0, kolommen]
        schud.start[rij, kolommen] = start
        schud.einde[rij, kolommen] = np.minimum(casus.programmaduur, start + lengte)
    raster = [(0, 60, m) for m in (0.15, 0.25, 0.35, 0.5)] + [(6, 54, m) for m in (0.2, 0.3, 0.4)]
    raster = (
        raster
        if not alle
        else [(s, d, m) for s in (0, 4, 8) for d in (24, 40, 60) for m in (0.1, 0.2, 0.3, 0.4, 0.5, 0.7, 1.0)]
    )
    gelijk = basis.herhaal(len(raster))
    for rij, (start, duur, mate) in enumerate(raster):
        gelijk.start[rij], gelijk.einde[rij] = start, min(start + duur, casus.programmaduur)
        gelijk.mate[rij] = np.where(basis.mate[0] > 0, mate, 0.0)
    kosten = bereken_bezetting(casus, gelijk, q).kosten
    gelijk = gelijk.rijen(np.flatnonzero(kosten <= casus.budget))
    return {
        "maand 0 geschaald": geschaald,
        "maand 0": nul,
        "geschud": schud,
        "gelijk": gelijk,
        "na elkaar": achter_elkaar(casus, basis).rijen(slice(1, None, 1 if alle else 5)),
    }
