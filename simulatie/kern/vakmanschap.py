"""How a plan was played: how much better could this very plan have been by changing one dimension only?

Per dimension the regret is the gain of the best change found, in points of the scored index. The search stays
within budget, capacity and law, so that its advice can be followed. Asking too much of the holders is charged
to `mate` alone: the other dimensions are weighed as if every holder had people enough.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from types import MappingProxyType
from typing import Any

import numpy as np

from simulatie.kern.bijdragen import GROEPEN
from simulatie.kern.casus import Casus
from simulatie.kern.doses import bereken_bezetting, bereken_looptijden
from simulatie.kern.inzettabel import Inzettabel, kaartmatrix, lees_plan, maak_tabel, stapel
from simulatie.kern.plan import Plan
from simulatie.kern.simuleer import MENSEN_GENOEG, lijnen
from simulatie.kern.varianten import SOORTEN, Blad, Wijziging, lees_blad, pas_toe, zonder_overlap
from simulatie.kern.waardering import eindindex, gemiddeld

NAMEN = {"volgorde": "Volgorde", "timing": "Timing", "mate": "Mate", "duur": "Duur", "samenhang": "Samenhang"}
# How many single changes are tried on top of each other, and how often.
KANDIDATEN = 12
RONDEN = 4
ADVIEZEN = 2
# A change worth less than this many index points is no advice.
DREMPEL = 0.1
# What a change may ask above the plan it changes: fte-months over the whole programme, and points of lawfulness.
SPELING_FTE = 0.5
SPELING_RECHT = 2.0
# Weighed with the people there are; everything else as if there were enough.
MET_TEKORT = frozenset({"mate"})
# Part of the effort does not shrink with the intensity, so scaling back takes a few turns.
PASRONDEN = 25
VERGEEFS = "Dit plan helpt hier niet meer dan niets doen. Er valt nog niets te wegen."


@dataclass(frozen=True)
class Advies:
    """One change that would have helped, replayed: gain in points of the scored index, the plan after the change
    and its index per month."""

    dimensie: str
    zin: str
    winst: float
    plan: Plan
    index: tuple[float, ...]

    def als_dict(self) -> dict[str, Any]:
        return {
            "dimensie": self.dimensie,
            "zin": self.zin,
            "winst": self.winst,
            "plan": self.plan.als_dict(),
            "index": list(self.index),
        }


@dataclass(frozen=True)
class Vakscore:
    """score 0-100 = 100 x (1 - spijt / schaal); spijt and schaal in points of the scored index."""

    sleutel: str
    naam: str
    score: float
    spijt: float
    schaal: float
    tekst: str
    adviezen: tuple[Advies, ...]

    def als_dict(self) -> dict[str, Any]:
        return {
            "sleutel": self.sleutel,
            "naam": self.naam,
            "score": self.score,
            "spijt": self.spijt,
            "schaal": self.schaal,
            "tekst": self.tekst,
            "adviezen": [a.als_dict() for a in self.adviezen],
        }


@dataclass(frozen=True)
class _Gewogen:
    """Trials of one kind: waarde = scored index, [plan]; overvraagd and straf as in `Lijnen`; kan = in budget, no card
    twice at once; the plans themselves and their index per month."""

    waarde: np.ndarray
    overvraagd: np.ndarray
    straf: np.ndarray
    kan: np.ndarray
    tabel: Inzettabel
    index: np.ndarray


@dataclass(frozen=True)
class Spijt:
    """waarde: scored index of the plan as played. Per dimension: what the best change found would have gained, in
    points of the scored index, and the single changes that gain, best first."""

    waarde: float
    punten: dict[str, float]
    adviezen: dict[str, tuple[Advies, ...]]


def beoordeel_vakmanschap(casus: Casus, plan: Plan, schaal: Mapping[str, float]) -> tuple[Vakscore, ...]:
    """Score, reason and advice for every dimension. `schaal`: regret in index points that scores 0."""
    spijt = zoek_spijt(casus, naast_referentie(casus, plan))
    # A plan that leaves the neighbourhood no better than doing nothing has no craft to weigh.
    vergeefs = spijt.waarde <= _niets_doen(casus)
    scores = []
    for sleutel, naam in NAMEN.items():
        punten = spijt.punten[sleutel]
        scores.append(
            Vakscore(
                sleutel=sleutel,
                naam=naam,
                score=0.0 if vergeefs else round(max(0.0, 100 - 100 * punten / schaal[sleutel]), 9),
                spijt=punten,
                schaal=schaal[sleutel],
                tekst=VERGEEFS if vergeefs else _tekst(sleutel, punten),
                adviezen=spijt.adviezen[sleutel],
            )
        )
    return tuple(scores)


@lru_cache(maxsize=8)
def _niets_doen(casus: Casus) -> float:
    return float(eindindex(casus, maak_tabel(casus, [Plan()]))[0])


def naast_referentie(casus: Casus, plan: Plan) -> Inzettabel:
    """The plan in row 0 and, where the case has one, its reference plan in row 1, over shared columns."""
    plannen = [plan] if casus.ijking is None else [plan, casus.referentieplan]
    return maak_tabel(casus, plannen)


def pas_op_capaciteit(casus: Casus, tabel: Inzettabel) -> Inzettabel:
    """The plans with the intensities of overasked deployments scaled back to what their holders have."""
    q = casus.parameters.coefficienten()
    fte = kaartmatrix(casus).fte
    for _ in range(PASRONDEN):
        tijden = bereken_looptijden(casus, tabel)
        bezetting = bereken_bezetting(casus, tabel, q, tijden)
        if (bezetting.factor >= 1).all():
            break
        mate = tabel.mate.copy()
        for kolom, kaart in enumerate(tabel.kaart):
            for houder in np.flatnonzero(fte[kaart]):
                mate[:, kolom] *= np.where(tijden.loopt[kolom], bezetting.factor[:, houder], 1.0).min(axis=1)
        # Rounded down, or the last thousandth would be asked for over and over.
        tabel = tabel.met(mate=np.floor(1000 * mate + 1e-6) / 1000)
    return tabel


@lru_cache(maxsize=8)
def met_mensen_genoeg(casus: Casus) -> Casus:
    """The case as if every holder had people enough."""
    return replace(casus, capaciteit=MappingProxyType(dict.fromkeys(casus.capaciteit, MENSEN_GENOEG)))


def zoek_spijt(casus: Casus, gespeeld: Inzettabel) -> Spijt:
    """Regret and advice for the first plan in `gespeeld` (see `naast_referentie`).

    Every round is one batch: first all single changes, then the best of each dimension with one more of its own. The
    advice, replayed with the people there are, rides along with the second round.
    """
    blad = lees_blad(casus, gespeeld)
    proeven = {s: [[w] for w in SOORTEN[s](blad)] for s in SOORTEN}
    if len(gespeeld) > 1:
        proeven["samenhang"] += [[w] for w in _uit_referentie(casus, gespeeld)]
    passend = _pas_mate_aan(blad, pas_op_capaciteit(casus, gespeeld.herhaal(1)))
    if passend.cellen:
        proeven["mate"].append([passend])
    zelf: dict[str, list[list[Wijziging]]] = {"zelf": [[]], "zelf, met mensen genoeg": [[]]}
    gewogen = _weeg(casus, gespeeld, zelf | proeven, MET_TEKORT | {"zelf"})
    basis = gewogen.pop("zelf")
    begin = dict.fromkeys(SOORTEN, float(gewogen.pop("zelf, met mensen genoeg").waarde[0]))
    begin["mate"] = float(basis.waarde[0])
    besten: dict[str, tuple[float, list[Wijziging]]] = {s: (begin[s], []) for s in SOORTEN}
    kandidaten: dict[str, list[Wijziging]] = {s: [] for s in SOORTEN}
    adviezen: dict[str, tuple[Advies, ...]] = dict.fromkeys(SOORTEN, ())
    for ronde in range(RONDEN):
        for soort, uit in gewogen.items():
            waarde = np.where(_mag(uit, basis), uit.waarde, -np.inf)
            rang = np.argsort(-waarde, kind="stable").tolist()
            if ronde == 0:
                kandidaten[soort] = [proeven[soort][i][0] for i in rang if waarde[i] > begin[soort] + DREMPEL]
            if waarde[rang[0]] > besten[soort][0]:
                besten[soort] = (float(waarde[rang[0]]), proeven[soort][rang[0]])
        if ronde == RONDEN - 1:
            break
        proeven = {s: _stapels(besten[s][1], kandidaten[s]) for s in SOORTEN}
        adviesproeven = [(s, w) for s in SOORTEN for w in kandidaten[s][: 3 * ADVIEZEN]] if ronde == 0 else []
        gewogen = _weeg(
            casus, gespeeld, proeven | {"advies": [[w] for _, w in adviesproeven]}, MET_TEKORT | {"advies"}
        )
        if adviesproeven:
            adviezen = _geef_advies(casus, adviesproeven, gewogen.pop("advies"), basis)
        if not gewogen:
            break
    punten = {s: round(besten[s][0] - begin[s], 9) for s in SOORTEN}
    return Spijt(float(basis.waarde[0]), punten, adviezen)


def _pas_mate_aan(blad: Blad, passend: Inzettabel) -> Wijziging:
    """Asking no more than there is, as a change of intensities."""
    cellen = tuple(
        blad.cel(i, mate=float(passend.mate[0, kolom]))
        for i, kolom in enumerate(blad.kolom)
        if passend.mate[0, kolom] != blad.mate[i]
    )
    return Wijziging("Vraag niet meer dan elke partij aan mensen heeft", cellen)


def _stapels(gekozen: list[Wijziging], kandidaten: Sequence[Wijziging]) -> list[list[Wijziging]]:
    """The chosen changes with one more of the best candidates that touches other deployments."""
    bezet = frozenset().union(*(w.kolommen for w in gekozen))
    return [[*gekozen, w] for w in kandidaten[: KANDIDATEN + 1] if gekozen and bezet.isdisjoint(w.kolommen)]


def _weeg(
    casus: Casus,
    gespeeld: Inzettabel,
    proeven: Mapping[str, Sequence[Sequence[Wijziging]]],
    met_tekort: Collection[str],
) -> dict[str, _Gewogen]:
    """Every kind of trial weighed, all in one batch; kinds in `met_tekort` with the people there are, the others as if
    there were enough. A kind without trials is left out."""
    soorten = [s for s in proeven if proeven[s]]
    if not soorten:
        return {}
    tabel = stapel(*(pas_toe(gespeeld, proeven[s]) for s in soorten))
    ruim = np.concatenate([np.full(len(proeven[s]), s not in met_tekort) for s in soorten])
    uit = lijnen(casus, tabel, ruim=ruim)
    waarde = gemiddeld(uit.lijn["index"][:, -casus.meetvenster :])
    kan = (uit.kosten <= casus.budget) & zonder_overlap(tabel)
    gewogen = {}
    van = 0
    for soort in soorten:
        deel = slice(van, van + len(proeven[soort]))
        gewogen[soort] = _Gewogen(
            waarde[deel],
            uit.overvraagd[deel],
            uit.straf[deel],
            kan[deel],
            tabel.rijen(deel),
            uit.lijn["index"][deel],
        )
        van = deel.stop
    return gewogen


def _mag(uit: _Gewogen, basis: _Gewogen) -> np.ndarray:
    """Within budget, and no more people or law than the plan asked itself, but for a little."""
    return (
        uit.kan
        & (uit.overvraagd <= basis.overvraagd[0] + SPELING_FTE)
        & (uit.straf <= basis.straf[0] + SPELING_RECHT)
    )


def _uit_referentie(casus: Casus, tabel: Inzettabel) -> list[Wijziging]:
    """What the plan lacks, as the reference plan (row 1) has it: all cards of a principle, or one of them. Cards the
    plan has already stay as they are: how and when is a matter of the other dimensions."""
    blad, referentie = lees_blad(casus, tabel), lees_blad(casus, tabel, 1)
    groep = kaartmatrix(casus).groep
    nieuw = [i for i in range(len(referentie.kolom)) if referentie.kaart[i] not in blad.kaart]
    cel = {
        i: (
            int(referentie.kolom[i]),
            int(referentie.start[i]),
            int(referentie.einde[i]),
            float(referentie.mate[i]),
        )
        for i in nieuw
    }
    wijzigingen = []
    for sleutel, naam in GROEPEN.items():
        erbij = [i for i in nieuw if groep[referentie.kaart[i]] == sleutel]
        if len(erbij) > 1:
            kaarten = ", ".join(dict.fromkeys(referentie.naam(i) for i in erbij))
            cellen = tuple(cel[i] for i in erbij)
            wijzigingen.append(Wijziging(f"{naam}: voeg toe wat ontbreekt ({kaarten})", cellen, plek=1))
    wijzigingen += [
        Wijziging(f"{GROEPEN[groep[referentie.kaart[i]]]}: voeg {referentie.naam(i)} toe", (cel[i],), plek=1)
        for i in nieuw
    ]
    return wijzigingen


def _geef_advies(
    casus: Casus, proeven: Sequence[tuple[str, Wijziging]], uit: _Gewogen, basis: _Gewogen
) -> dict[str, tuple[Advies, ...]]:
    """The best changes per dimension that gain when replayed on the plan as played, within budget, people and law."""
    adviezen: dict[str, list[Advies]] = {s: [] for s in SOORTEN}
    winst = np.round(uit.waarde - basis.waarde[0], 9)
    mag = _mag(uit, basis)
    for rij in sorted(range(len(proeven)), key=lambda r: (-winst[r], r)):
        soort, wijziging = proeven[rij]
        if mag[rij] and winst[rij] > DREMPEL and len(adviezen[soort]) < ADVIEZEN:
            zin = f"{wijziging.zin}: leefbaarheid +{_komma(winst[rij])}"
            index = tuple(uit.index[rij].tolist())
            plan = lees_plan(casus, uit.tabel, rij)
            adviezen[soort].append(Advies(soort, zin, float(winst[rij]), plan, index))
    return {soort: tuple(lijst) for soort, lijst in adviezen.items()}


def _tekst(sleutel: str, spijt: float) -> str:
    wat = {
        "volgorde": "door dezelfde maatregelen in een andere volgorde te doen",
        "timing": "door eerder of later te beginnen, in dezelfde volgorde",
        "mate": "door sterker of zwakker in te zetten",
        "duur": "door korter of langer door te gaan",
        "samenhang": "door de principes beter op elkaar te laten aansluiten",
    }[sleutel]
    if spijt <= DREMPEL:
        return f"Hier viel niets te winnen {wat}."
    return f"Dit plan had {_komma(spijt)} punt leefbaarheid meer kunnen halen {wat}."


def _komma(getal: float) -> str:
    return f"{getal:.1f}".replace(".", ",")
