"""The same plan with one dimension changed: order, timing, intensity, duration or coherence.

Each is a `Variant`: a few cells of the plan's table, and the words for it.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import permutations

import numpy as np

from simulatie.kern.gegevens.casus import Casus
from simulatie.kern.gegevens.reeksen import Gehelen, Getallen, Vlaggen
from simulatie.kern.gegevens.woorden import komma, maanden
from simulatie.kern.model.inzettabel import Inzettabel, kaartmatrix
from simulatie.kern.oordeel.bijdragen import GROEPEN
from simulatie.kern.oordeel.regels import GROND_STAAT, WACHT_NIET

SCHUIVEN = (-12, -6, -3, -1, 1, 3, 6, 12)
RUST = (-24, -12, -6, 6, 12, 24)
# Months more than zuur must wait that are tried.
GROND_RUST = (0, 2, 4)
MATEN = (0.0, 0.25, 0.5, 0.75, 1.0)
SCHALEN = (0.5, 0.75, 1.25, 1.5, 2.0)
# So many different ends are told one by one.
MEESTE_EINDES = 2
# A difference in strength smaller than this is rounding.
AFGEROND = 0.0005
# A swap of every pair would be thousands of runs for a large plan; the pairs furthest apart come first.
MEESTE_PAREN = 200


Cel = tuple[int, int, int, float | None]


@dataclass(frozen=True)
class Variant:
    """`cellen`: (column of the table, start, einde, mate) for every deployment that changes; mate None = as it is.
    `plek` is the row of the table whose deelgebieden the changed deployments take: 0 = their own; `gebied`, when it is
    given, says which themselves. `los`: weighed by itself, never with another change of its dimension."""

    zin: str
    cellen: tuple[Cel, ...]
    plek: int = 0
    gebied: tuple[bool, ...] | None = None
    los: bool = False

    @property
    def kolommen(self) -> frozenset[int]:
        return frozenset(cel[0] for cel in self.cellen)


@dataclass(frozen=True)
class Blad:
    """The plan being varied, unpacked: parallel arrays over its deployments, and how to name them."""

    casus: Casus
    kolom: Gehelen
    kaart: Gehelen
    start: Gehelen
    einde: Gehelen
    mate: Getallen

    @property
    def slot(self) -> int:
        """The last month that starts may be moved to work in. How long a plan goes on is a matter of its lengths, so it
        is no later than the plan lasts; in case versions from before `bereikt` counted it is the end of the programme."""
        if not self.casus.weegt_bereikt or not len(self.einde):
            return self.casus.programmaduur
        return int(self.einde.max())

    def naam(self, i: int) -> str:
        return self.kaartnaam(int(self.kaart[i]))

    def kaartnaam(self, nummer: int) -> str:
        """Code and name of a card of the case by its number."""
        kaart = self.casus.kaarten[kaartmatrix(self.casus).codes[nummer]]
        return f"{kaart.code} {kaart.kort}"

    def cel(
        self, i: int, start: int | None = None, einde: int | None = None, mate: float | None = None
    ) -> Cel:
        return (
            int(self.kolom[i]),
            int(self.start[i]) if start is None else start,
            int(self.einde[i]) if einde is None else einde,
            mate,
        )


def lees_blad(casus: Casus, tabel: Inzettabel, rij: int = 0) -> Blad:
    kolom = np.flatnonzero(tabel.mate[rij] > 0)
    einde = np.minimum(tabel.einde[rij, kolom], casus.programmaduur)
    return Blad(casus, kolom, tabel.kaart[kolom], tabel.start[rij, kolom], einde, tabel.mate[rij, kolom])


def pas_toe(tabel: Inzettabel, varianten: Sequence[Sequence[Variant]]) -> Inzettabel:
    """The first plan of `tabel` once per entry of `varianten`, with the changes of that entry applied."""
    uit = tabel.herhaal(len(varianten))
    for rij, lijst in enumerate(varianten):
        for variant in lijst:
            for kolom, start, einde, mate in variant.cellen:
                uit.start[rij, kolom] = start
                uit.einde[rij, kolom] = einde
                if mate is not None:
                    uit.mate[rij, kolom] = mate
                if variant.plek:
                    uit.gebied[rij, kolom] = tabel.gebied[variant.plek, kolom]
                if variant.gebied is not None:
                    uit.gebied[rij, kolom] = variant.gebied
    return uit


def zonder_overlap(tabel: Inzettabel) -> Vlaggen:
    """bool [plan]: no card runs twice at once in one place."""
    goed = np.ones(len(tabel), dtype=bool)
    for een in range(len(tabel.kaart)):
        for ander in np.flatnonzero(tabel.kaart[:een] == tabel.kaart[een]):
            beide = (tabel.mate[:, een] > 0) & (tabel.mate[:, ander] > 0)
            tijd = (tabel.start[:, een] < tabel.einde[:, ander]) & (
                tabel.start[:, ander] < tabel.einde[:, een]
            )
            plaats = (tabel.gebied[:, een] & tabel.gebied[:, ander]).any(axis=1)
            goed &= ~(beide & tijd & plaats)
    return goed


def volgorde(blad: Blad) -> Iterator[Variant]:
    """The starts of two principles or of two deployments exchanged. Each deployment keeps its own length; what runs
    to the end of the programme still does."""
    delen = [(naam, leden) for naam, leden in groepen(blad) if naam != "Alles"]
    for een, ander in permutations(delen, 2):
        eerste, doel = (min(int(blad.start[i]) for i in leden) for _, leden in (een, ander))
        if eerste == doel:
            continue
        mee = tuple(_herplaats(blad, i, max(0, int(blad.start[i]) + doel - eerste)) for i in een[1])
        wanneer = "gelijk met" if doel < eerste else "pas met"
        yield Variant(
            f"{een[0]}: begin {wanneer} {ander[0].lower()} (maand {doel} in plaats van {eerste})", mee
        )
        if eerste > doel:
            terug = tuple(_herplaats(blad, i, int(blad.start[i]) + eerste - doel) for i in ander[1])
            if all(start < blad.slot for _, start, _, _ in terug):
                yield Variant(f"Draai om: eerst {een[0].lower()}, dan {ander[0].lower()}", mee + terug)
    paren = [(i, j) for i in range(len(blad.kolom)) for j in range(i) if blad.start[i] != blad.start[j]]
    paren.sort(key=lambda p: (-abs(int(blad.start[p[0]]) - int(blad.start[p[1]])), p))
    for i, j in paren[:MEESTE_PAREN]:
        eerst, dan = (i, j) if blad.start[i] > blad.start[j] else (j, i)
        yield Variant(
            f"Draai om: eerst {blad.naam(eerst)} (maand {blad.start[dan]}), "
            f"dan {blad.naam(dan)} (maand {blad.start[eerst]})",
            (_herplaats(blad, i, int(blad.start[j])), _herplaats(blad, j, int(blad.start[i]))),
        )


def zuur_op_grond(blad: Blad, vroeg: int) -> Iterator[Variant]:
    """Zuur begun when what it rests on stands: `vroeg` months later, or a little more. Where all begins at once nothing can be
    exchanged, and this is the order that is missing."""
    principe = kaartmatrix(blad.casus).principe
    leden = [i for i in range(len(blad.kolom)) if principe[blad.kaart[i]] == "zuur"]
    if not vroeg or not leden:
        return
    eerste, laatste = min(int(blad.start[i]) for i in leden), max(int(blad.start[i]) for i in leden)
    for later in (vroeg + rust for rust in GROND_RUST):
        if laatste + later >= blad.slot:
            continue
        wat = f"Zuur: begin pas als onderzoek en convenant {maanden(GROND_STAAT + later - vroeg)} werken"
        zin = f"{wat} (maand {eerste + later} in plaats van {eerste})"
        mee = tuple(_herplaats(blad, i, int(blad.start[i]) + later) for i in leden)
        korter = tuple(_zelfde_einde(blad, i, int(blad.start[i]) + later) for i in leden)
        yield from (Variant(zin, cellen, los=True) for cellen in dict.fromkeys((mee, korter)))


def timing(blad: Blad) -> Iterator[Variant]:
    """Starts shifted, the order of the starts kept: everything, everything from a moment on, or one deployment
    up to its neighbours in time. Lengths go along, or what ran to the end of the programme still does."""
    momenten = sorted({int(s) for s in blad.start})
    for nummer, moment in enumerate(momenten):
        vorig = momenten[nummer - 1] if nummer else 0
        mee = [i for i in range(len(blad.kolom)) if blad.start[i] >= moment]
        wat = "alles" if nummer == 0 else f"alles wat in maand {moment} of later start"
        for schuif in SCHUIVEN:
            if moment + schuif < vorig or max(int(blad.start[i]) for i in mee) + schuif >= blad.slot:
                continue
            yield Variant(
                f"Begin {_maanden(schuif)} met {wat}",
                tuple(_verplaats(blad, i, int(blad.start[i]) + schuif) for i in mee),
            )
            if schuif < 0:
                yield Variant(
                    f"Begin {_maanden(schuif)} met {wat}; laat wat tot het einde liep dat blijven doen",
                    tuple(_herplaats(blad, i, int(blad.start[i]) + schuif) for i in mee),
                )
    for i in range(len(blad.kolom)):
        start = int(blad.start[i])
        plek = momenten.index(start)
        grenzen = (
            momenten[plek - 1] if plek else 0,
            momenten[plek + 1] if plek + 1 < len(momenten) else start + 6,
        )
        for nieuw in sorted(
            {grenzen[0], (grenzen[0] + start) // 2, (start + grenzen[1] + 1) // 2, grenzen[1]}
        ):
            if nieuw != start and nieuw < blad.slot:
                yield Variant(
                    f"{blad.naam(i)}: start in maand {nieuw} in plaats van {start}",
                    (_verplaats(blad, i, nieuw),),
                )


def mate(blad: Blad) -> Iterator[Variant]:
    """Intensities changed: one deployment, one principle, or all together."""
    for i in range(len(blad.kolom)):
        for nieuw in MATEN:
            if abs(nieuw - blad.mate[i]) > 0.05:
                hoe = (
                    f"mate {_procent(nieuw)} in plaats van {_procent(blad.mate[i])}" if nieuw else "laat weg"
                )
                yield Variant(f"{blad.naam(i)}: {hoe}", (blad.cel(i, mate=nieuw),))
    yield from _geschaald(blad, SCHALEN)


def sterker(blad: Blad) -> Iterator[Variant]:
    """One principle, or all together, with more intensity."""
    return _geschaald(blad, [schaal for schaal in SCHALEN if schaal > 1])


def _geschaald(blad: Blad, schalen: Sequence[float]) -> Iterator[Variant]:
    for groep, leden in groepen(blad):
        for schaal in schalen:
            cellen = tuple(blad.cel(i, mate=min(1.0, round(float(blad.mate[i]) * schaal, 3))) for i in leden)
            yield Variant(f"{groep}: {_keer(blad, leden, schaal)}", cellen)


def _keer(blad: Blad, leden: Sequence[int], schaal: float) -> str:
    """How much stronger or weaker, in words: a strength ends at 100 %."""
    keer = f"mate × {komma(schaal, 2).rstrip('0').rstrip(',')}"
    vol = [i for i in leden if blad.mate[i] * schaal > 1 + AFGEROND]
    if not vol:
        return keer
    nu = float(np.mean(blad.mate[leden]))
    straks = float(np.mean(np.minimum(1.0, blad.mate[leden] * schaal)))
    return f"sterker, gemiddeld van {_procent(nu)} naar {_procent(straks)} (meer dan 100 % kan niet)"


def duur(blad: Blad) -> Iterator[Variant]:
    """Lengths changed, starts kept: one deployment, one principle, or all together."""
    for i in range(len(blad.kolom)):
        oud = int(blad.einde[i] - blad.start[i])
        eindes = {int(blad.einde[i]) + stap for stap in RUST} | {blad.casus.programmaduur}
        for einde in sorted(eindes):
            if cel := _eindig(blad, i, einde):
                yield Variant(f"{blad.naam(i)}: {maanden(cel[2] - cel[1])} in plaats van {oud}", (cel,))
    for groep, leden in (*groepen(blad), *_zonder_zuur(blad)):
        for stap in RUST:
            cellen = tuple(c for i in leden if (c := _eindig(blad, i, int(blad.einde[i]) + stap, kap=True)))
            if cellen:
                yield Variant(f"{groep}: {_hoeveel_langer(blad, leden, cellen)}", cellen)
        tot_slot = tuple(
            c for i in leden if (c := _eindig(blad, i, blad.casus.programmaduur, kap=True)) is not None
        )
        if tot_slot:
            yield Variant(f"{groep}: ga door tot het einde van het programma", tot_slot)


def _hoeveel_langer(blad: Blad, leden: Sequence[int], cellen: Sequence[Cel]) -> str:
    """What really changes in the ends: the programme ends, and a card may last no longer than it may."""
    oud = {int(blad.kolom[i]): int(blad.einde[i]) for i in leden}
    stappen = sorted({abs(cel[2] - oud[cel[0]]) for cel in cellen})
    hoe = "langer" if cellen[0][2] > oud[cellen[0][0]] else "korter"
    aantal = maanden(stappen[0]) if len(stappen) == 1 else f"{stappen[0]} tot {maanden(stappen[-1])}"
    eindes = sorted({cel[2] for cel in cellen})
    tot = f"uiterlijk maand {eindes[-1]}"
    if len(eindes) <= MEESTE_EINDES:
        tot = f"maand {' of '.join(map(str, eindes))}"
    deel = "" if len(cellen) == len(leden) else f" ({len(cellen)} van de {len(leden)} maatregelen)"
    return f"{aantal} {hoe}, tot {tot}{deel}"


def _zonder_zuur(blad: Blad) -> Iterator[tuple[str, list[int]]]:
    """All that may go on when zuur has been scaled down."""
    if blad.casus.weegt_bereikt:
        principe = kaartmatrix(blad.casus).principe
        leden = [i for i in range(len(blad.kolom)) if principe[blad.kaart[i]] != "zuur"]
        if 0 < len(leden) < len(blad.kolom):
            yield "Alles behalve zuur", leden


def afgebouwd(blad: Blad, stappen: Sequence[int]) -> Iterator[Variant]:
    """Zuur ended so many months before the end of the programme, as far as it runs that long and has begun by then."""
    principe = kaartmatrix(blad.casus).principe
    for stap in stappen:
        slot = blad.casus.programmaduur - stap
        cellen = []
        for i in range(len(blad.kolom)):
            kortst = blad.casus.kaarten[kaartmatrix(blad.casus).codes[blad.kaart[i]]].duur[0]
            if principe[blad.kaart[i]] == "zuur" and blad.einde[i] > slot >= blad.start[i] + kortst:
                cellen.append(blad.cel(i, einde=slot))
        if cellen:
            yield Variant(f"Zuur: bouw af, klaar in maand {slot}", tuple(cellen))


def samenhang(blad: Blad) -> Iterator[Variant]:
    """A principle left out: when that is a gain, its parts do not fit the rest."""
    for groep, leden in groepen(blad):
        if leden and groep != "Alles":
            yield Variant(f"{groep}: laat deze maatregelen weg", tuple(blad.cel(i, mate=0.0) for i in leden))


SOORTEN: dict[str, Callable[[Blad], Iterator[Variant]]] = {
    "volgorde": volgorde,
    "timing": timing,
    "mate": mate,
    "duur": duur,
    "samenhang": samenhang,
}


def groepen(blad: Blad) -> Iterator[tuple[str, list[int]]]:
    """The deployments of each principle, and of all, as numbers in the sheet."""
    groep = kaartmatrix(blad.casus).groep
    for sleutel, naam in GROEPEN.items():
        leden = [i for i in range(len(blad.kolom)) if groep[blad.kaart[i]] == sleutel]
        if leden:
            yield naam, leden
    if len(blad.kolom):
        yield "Alles", list(range(len(blad.kolom)))


def eerder_begonnen(blad: Blad) -> Iterator[Variant]:
    """What should not wait, begun at once and ended when it was: as strong as it was, and spread thinner over more months."""
    principe = kaartmatrix(blad.casus).principe
    for i in range(len(blad.kolom)):
        start, lengte = int(blad.start[i]), int(blad.einde[i] - blad.start[i])
        if start == 0 or principe[blad.kaart[i]] not in WACHT_NIET:
            continue
        mate = float(blad.mate[i])
        dunner = round(mate * lengte / (lengte + start), 2)
        zin = f"{blad.naam(i)}: begin al in maand 0 in plaats van {start}"
        yield Variant(zin, (blad.cel(i, start=0),))
        if dunner < mate - AFGEROND:
            yield Variant(
                f"{zin}, op {_procent(dunner)} in plaats van {_procent(mate)}",
                (blad.cel(i, start=0, mate=dunner),),
            )


def _verplaats(blad: Blad, i: int, start: int) -> Cel:
    lengte = int(blad.einde[i] - blad.start[i])
    return blad.cel(i, start=start, einde=min(start + lengte, blad.slot))


def _herplaats(blad: Blad, i: int, start: int) -> Cel:
    """Moved, but what runs to the end still does."""
    if blad.einde[i] < blad.slot:
        return _verplaats(blad, i, start)
    return blad.cel(i, start=start)


def _zelfde_einde(blad: Blad, i: int, start: int) -> Cel:
    """Begun later and ended when it was, where that leaves the card the time it needs."""
    kortst = blad.casus.kaarten[kaartmatrix(blad.casus).codes[blad.kaart[i]]].duur[0]
    return blad.cel(i, start=start) if blad.einde[i] - start >= kortst else _herplaats(blad, i, start)


def _eindig(blad: Blad, i: int, einde: int, kap: bool = False) -> Cel | None:
    kaart = blad.casus.kaarten[kaartmatrix(blad.casus).codes[blad.kaart[i]]]
    start = int(blad.start[i])
    laatst = min(blad.casus.programmaduur, start + kaart.duur[2])
    if kap:
        einde = min(max(einde, start + 1), laatst)
    if einde == blad.einde[i] or not start < einde <= laatst:
        return None
    return blad.cel(i, einde=einde)


def _maanden(schuif: int) -> str:
    return f"{maanden(abs(schuif))} {'later' if schuif > 0 else 'eerder'}"


def _procent(deel: float) -> str:
    return f"{round(100 * float(deel))} %"
