"""The same plan with something exchanged: a card for a card of its kind, an area for an area, the money of one principle
for that of another. All within the people and the money there are; `vakmanschap` sees to that."""

from collections import Counter
from collections.abc import Iterator

import numpy as np

from simulatie.kern.gegevens.casus import Casus
from simulatie.kern.gegevens.kaart import SOORTEN
from simulatie.kern.model.inzettabel import Inzettabel, kaartmatrix
from simulatie.kern.oordeel.bijdragen import GROEPEN
from simulatie.kern.oordeel.varianten import Blad, Variant, groepen, lees_blad

# The first row of the table with plans to take from, and the first of those that practitioners made.
VOORBEELDEN = 1
VAKPLANNEN = 2
MEESTE_KAARTEN = 120
MEESTE_GEBIEDEN = 48
# Where most cases of a kind of trouble are.
DRUKSTE_GEBIEDEN = 2
# Part of the money and people of a principle that is moved to another, and how much stronger that one may get by it.
VERLEGD = 0.3
HOOGSTE_SCHAAL = 2.0
# Euro for a month of one full-time worker, to weigh people against money. [assumption]
MAANDLOON = 7_000.0
# A deployment exchanged for another is no token.
KLEINSTE_MATE = 0.1


def kaart_voor_kaart(blad: Blad, tabel: Inzettabel) -> Iterator[Variant]:
    """A deployment exchanged for a card of the same principle that the plan does not have and the example plans (the
    later rows of `tabel`) do: in the same months and places, with the same people. Cards in most examples first."""
    matrix = kaartmatrix(blad.casus)
    aantal = Counter(
        int(k) for rij in range(VOORBEELDEN, len(tabel)) for k in set(tabel.kaart[tabel.mate[rij] > 0])
    )
    eigen = set(blad.kaart.tolist())
    fte = matrix.fte.sum(axis=1)
    keer = 0
    for kaart, _ in sorted(aantal.items(), key=lambda paar: (-paar[1], paar[0])):
        if kaart in eigen or not fte[kaart]:
            continue
        nieuw = int(np.flatnonzero(tabel.kaart == kaart)[0])
        kortst, _, langst = blad.casus.kaarten[matrix.codes[kaart]].duur
        for i in range(len(blad.kolom)):
            start = int(blad.start[i])
            duur = min(max(int(blad.einde[i]) - start, kortst), langst)
            if matrix.principe[blad.kaart[i]] != matrix.principe[kaart]:
                continue
            if start + duur > blad.casus.programmaduur or keer >= MEESTE_KAARTEN:
                continue
            keer += 1
            sterkte = float(blad.mate[i]) * float(fte[blad.kaart[i]]) / float(fte[kaart])
            mate = round(min(1.0, max(KLEINSTE_MATE, sterkte)), 2)
            yield Variant(
                f"Ruil {blad.naam(i)} in voor {blad.kaartnaam(kaart)} (maand {start} tot {start + duur}, {round(100 * mate)} %)",
                (blad.cel(i, mate=0.0), (nieuw, start, start + duur, mate)),
                gebied=tuple(tabel.gebied[0, blad.kolom[i]].tolist()),
            )


def gebied_voor_gebied(blad: Blad, tabel: Inzettabel) -> Iterator[Variant]:
    """A deployment in other places: what was aimed at a part goes to all or to another part, and a measure against a
    kind of trouble to where most of that is."""
    casus = blad.casus
    matrix = kaartmatrix(casus)
    keer = 0
    for i in range(len(blad.kolom)):
        nu = tuple(tabel.gebied[0, blad.kolom[i]].tolist())
        for gebied in _andere_plekken(casus, matrix.codes[blad.kaart[i]], nu):
            if gebied == nu or keer >= MEESTE_GEBIEDEN:
                continue
            keer += 1
            waar = [d.naam for d, erbij in zip(casus.deelgebieden, gebied, strict=True) if erbij]
            naam = casus.woorden["overal"] if all(gebied) else " en ".join(waar)
            yield Variant(f"{blad.naam(i)}: zet in op {naam}", (blad.cel(i),), gebied=gebied)


def _andere_plekken(casus: Casus, code: str, nu: tuple[bool, ...]) -> Iterator[tuple[bool, ...]]:
    soorten = {s: w for s in SOORTEN if (w := casus.kaarten[code].werking.get(f"zaak_{s}", 0.0)) > 0}
    if soorten:
        waar = casus.waar(max(soorten, key=soorten.__getitem__)) / casus.aandelen
        druk = np.argsort(-waar, kind="stable")[:DRUKSTE_GEBIEDEN]
        yield tuple((np.arange(len(nu)) == druk[0]).tolist())
        yield tuple(np.isin(np.arange(len(nu)), druk).tolist())
    if not all(nu):
        yield (True,) * len(nu)


def geld_voor_geld(blad: Blad) -> Iterator[Variant]:
    """Part of what one principle costs, spent on another."""
    matrix = kaartmatrix(blad.casus)
    maanden = np.maximum(0, blad.einde - blad.start - matrix.aanloop[blad.kaart])
    # Money where it costs money, and people; a month of somebody's work is money too.
    prijs = blad.mate * maanden * (matrix.kosten[blad.kaart] + MAANDLOON * matrix.fte[blad.kaart].sum(axis=1))
    delen = [(naam, leden) for naam, leden in groepen(blad) if naam != "Alles"]
    for van, minder in delen:
        for naar, meer in delen:
            schaal = 1 + VERLEGD * float(prijs[minder].sum()) / max(float(prijs[meer].sum()), 1e-9)
            if van == naar or schaal < 1 + VERLEGD / 4:
                continue
            schaal = min(schaal, HOOGSTE_SCHAAL)
            cellen = [blad.cel(i, mate=round(float(blad.mate[i]) * (1 - VERLEGD), 3)) for i in minder]
            cellen += [blad.cel(i, mate=min(1.0, round(float(blad.mate[i]) * schaal, 3))) for i in meer]
            # A strength ends at 100 %, so what is really more is counted.
            som = float(blad.mate[meer].sum())
            echt = round(100 * (sum(float(c[3] or 0) for c in cellen[len(minder) :]) / som - 1))
            zin = f"{van.lower()} {round(100 * VERLEGD)} % minder, {naar.lower()} {echt} % meer"
            yield Variant(f"Zet een deel van {van.lower()} om in {naar.lower()}: {zin}", tuple(cellen))


def principe_voor_principe(blad: Blad, tabel: Inzettabel) -> Iterator[Variant]:
    """All of a principle exchanged for what a plan of practitioners does of it. To advise, not to weigh: it changes order,
    timing, intensity and duration at once."""
    groep = kaartmatrix(blad.casus).groep
    for rij in range(VAKPLANNEN, len(tabel)):
        anders = lees_blad(blad.casus, tabel, rij)
        for sleutel, naam in GROEPEN.items():
            weg = [i for i in range(len(blad.kolom)) if groep[blad.kaart[i]] == sleutel]
            erbij = [i for i in range(len(anders.kolom)) if groep[anders.kaart[i]] == sleutel]
            if not erbij:
                continue
            nieuw = {int(anders.kolom[i]) for i in erbij}
            cellen = [blad.cel(i, mate=0.0) for i in weg if int(blad.kolom[i]) not in nieuw]
            cellen += [
                (int(anders.kolom[i]), int(anders.start[i]), int(anders.einde[i]), float(anders.mate[i]))
                for i in erbij
            ]
            wat = ", ".join(
                f"{anders.naam(i)} maand {anders.start[i]}–{anders.einde[i]} op {round(100 * float(anders.mate[i]))} %"
                for i in erbij
            )
            kaarten = {int(anders.kaart[i]) for i in erbij}
            zonder = "".join(f"; laat {blad.naam(i)} weg" for i in weg if int(blad.kaart[i]) not in kaarten)
            zin = f"{naam}: doe het zoals vakmensen hier ({wat}{zonder})"
            yield Variant(zin, tuple(cellen), plek=rij)
