"""How a plan was played: how much better could this very plan have been by changing one dimension only?

Per dimension the regret is the gain of the best change found, in points of the scored index. The search stays
within budget, capacity and law, so that its advice can be followed. Asking too much of the holders is charged
to `mate` alone: the other dimensions are weighed as if every holder had people enough.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations
from typing import Any

import numpy as np

from simulatie.kern.gegevens.casus import Casus
from simulatie.kern.gegevens.plan import Plan
from simulatie.kern.gegevens.reeksen import Getallen, Vlaggen
from simulatie.kern.model.doses import bereken_bezetting, bereken_looptijden
from simulatie.kern.model.inzettabel import Inzettabel, kaartmatrix, lees_plan, maak_tabel
from simulatie.kern.model.simuleer import Lijnen
from simulatie.kern.oordeel.bijdragen import GROEPEN
from simulatie.kern.oordeel.proeven import Proef
from simulatie.kern.oordeel.varianten import SOORTEN, Blad, Variant, lees_blad, pas_toe, zonder_overlap
from simulatie.kern.oordeel.waardering import eindindex, over_meetvenster

NAMEN = {"volgorde": "Volgorde", "timing": "Timing", "mate": "Mate", "duur": "Duur", "samenhang": "Samenhang"}
# The best single change is tried with so many of the next best, up to so many changes together.
KANDIDATEN = 12
HOOGSTE_STAPEL = 4
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
class Spijt:
    """waarde: scored index of the plan as played. Per dimension: what the best change found would have gained, in
    points of the scored index, and the single changes that gain, best first."""

    waarde: float
    punten: dict[str, float]
    adviezen: dict[str, tuple[Advies, ...]]


def vakscores(casus: Casus, spijt: Spijt, schaal: Mapping[str, float]) -> tuple[Vakscore, ...]:
    """Score, reason and advice for every dimension. `schaal`: regret in index points that scores 0."""
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


class Zoektocht:
    """The search for regret, in two turns: all single changes, then the best of each dimension together with more of its
    own. The advice, replayed with the people there are, rides along with the second turn.

    Others may run their proofs in the same batches: what the model answers is handed in.
    """

    def __init__(self, casus: Casus, gespeeld: Inzettabel):
        self._casus = casus
        self._gespeeld = gespeeld
        self._enkele = self._enkele_varianten()
        # What this turn asks, per dimension.
        self._gevraagd = self._als_proeven(self._enkele)
        self._advies: list[tuple[str, Variant]] = []

    def varianten(self) -> dict[str, Proef]:
        """The first turn: the plan itself, and every single change of it."""
        zelf = self._gespeeld.herhaal(1)
        return {"zelf": Proef(zelf), "zelf, met mensen genoeg": Proef(zelf, ruim=True)} | self._gevraagd

    def stapels(self, antwoord: Mapping[str, Lijnen]) -> dict[str, Proef]:
        """The second turn, from what the first one answered."""
        self._zelf = antwoord["zelf"]
        self._basis = float(over_meetvenster(self._casus, self._zelf.lijn["index"])[0])
        ruim = over_meetvenster(self._casus, antwoord["zelf, met mensen genoeg"].lijn["index"])
        self._begin = dict.fromkeys(SOORTEN, float(ruim[0])) | {"mate": self._basis}
        self._beste = dict(self._begin)
        kandidaten = {}
        for soort, waarde in self._weeg(antwoord).items():
            rang = np.argsort(-waarde, kind="stable").tolist()
            kandidaten[soort] = [
                self._enkele[soort][i][0] for i in rang if waarde[i] > self._begin[soort] + DREMPEL
            ]
        self._gevraagd = self._als_proeven({s: list(_stapels(lijst)) for s, lijst in kandidaten.items()})
        self._advies = [(s, w) for s, lijst in kandidaten.items() for w in lijst[: 3 * ADVIEZEN]]
        if not self._advies:
            return self._gevraagd
        self._met_advies = pas_toe(self._gespeeld, [[w] for _, w in self._advies])
        return self._gevraagd | {"advies": Proef(self._met_advies)}

    def spijt(self, antwoord: Mapping[str, Lijnen]) -> Spijt:
        """Regret and advice, from what the second turn answered."""
        self._weeg(antwoord)
        punten = {s: round(self._beste[s] - self._begin[s], 9) for s in SOORTEN}
        return Spijt(self._basis, punten, self._geef_advies(antwoord.get("advies")))

    def _enkele_varianten(self) -> dict[str, list[list[Variant]]]:
        casus, gespeeld = self._casus, self._gespeeld
        blad = lees_blad(casus, gespeeld)
        proeven = {s: [[w] for w in SOORTEN[s](blad)] for s in SOORTEN}
        if len(gespeeld) > 1:
            proeven["samenhang"] += [[w] for w in _uit_referentie(casus, gespeeld)]
        passend = _pas_mate_aan(blad, pas_op_capaciteit(casus, gespeeld.herhaal(1)))
        if passend.cellen:
            proeven["mate"].append([passend])
        return {s: lijst for s, lijst in proeven.items() if lijst}

    def _als_proeven(self, proeven: Mapping[str, Sequence[Sequence[Variant]]]) -> dict[str, Proef]:
        return {
            soort: Proef(pas_toe(self._gespeeld, lijst), ruim=soort not in MET_TEKORT)
            for soort, lijst in proeven.items()
            if lijst
        }

    def _weeg(self, antwoord: Mapping[str, Lijnen]) -> dict[str, Getallen]:
        """Per dimension the scored index of every trial of this turn, [plan], -inf for what may not be; the best is
        remembered."""
        waarden = {}
        for soort, proef in self._gevraagd.items():
            uit = antwoord[soort]
            mag = self._mag(uit, proef.tabel)
            waarden[soort] = np.where(mag, over_meetvenster(self._casus, uit.lijn["index"]), -np.inf)
            self._beste[soort] = max(self._beste[soort], float(waarden[soort].max()))
        return waarden

    def _mag(self, uit: Lijnen, tabel: Inzettabel) -> Vlaggen:
        """Within budget, no card twice at once, and no more people or law than the plan asked itself, but for a
        little; bool [plan]."""
        mensen, recht = float(self._zelf.overvraagd[0]), float(self._zelf.straf[0])
        return (
            (uit.kosten <= self._casus.budget)
            & zonder_overlap(tabel)
            & (uit.overvraagd <= mensen + SPELING_FTE)
            & (uit.straf <= recht + SPELING_RECHT)
        )

    def _geef_advies(self, uit: Lijnen | None) -> dict[str, tuple[Advies, ...]]:
        """The best changes per dimension that gain when replayed on the plan as played, within budget, people and
        law. `uit` is None when no change was worth replaying."""
        if uit is None:
            return dict.fromkeys(SOORTEN, ())
        adviezen: dict[str, list[Advies]] = {s: [] for s in SOORTEN}
        winst = np.round(over_meetvenster(self._casus, uit.lijn["index"]) - self._basis, 9)
        mag = self._mag(uit, self._met_advies)
        for rij in sorted(range(len(winst)), key=lambda r: (-winst[r], r)):
            soort, variant = self._advies[rij]
            if mag[rij] and winst[rij] > DREMPEL and len(adviezen[soort]) < ADVIEZEN:
                zin = f"{variant.zin}: leefbaarheid +{_komma(winst[rij])}"
                index = tuple(uit.lijn["index"][rij].tolist())
                plan = lees_plan(self._casus, self._met_advies, rij)
                adviezen[soort].append(Advies(soort, zin, float(winst[rij]), plan, index))
        return {soort: tuple(lijst) for soort, lijst in adviezen.items()}


def _pas_mate_aan(blad: Blad, passend: Inzettabel) -> Variant:
    """Asking no more than there is, as a change of intensities."""
    cellen = tuple(
        blad.cel(i, mate=float(passend.mate[0, kolom]))
        for i, kolom in enumerate(blad.kolom)
        if passend.mate[0, kolom] != blad.mate[i]
    )
    return Variant("Vraag niet meer dan elke partij aan mensen heeft", cellen)


def _stapels(kandidaten: Sequence[Variant]) -> Iterator[list[Variant]]:
    """The best change together with one, two or three of the next best, as long as each touches other deployments."""
    for aantal in range(1, HOOGSTE_STAPEL):
        for erbij in combinations(kandidaten[1 : KANDIDATEN + 1], aantal):
            stapel = [kandidaten[0], *erbij]
            if sum(len(w.kolommen) for w in stapel) == len(frozenset().union(*(w.kolommen for w in stapel))):
                yield stapel


def _uit_referentie(casus: Casus, tabel: Inzettabel) -> list[Variant]:
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
    varianten = []
    for sleutel, naam in GROEPEN.items():
        erbij = [i for i in nieuw if groep[referentie.kaart[i]] == sleutel]
        if len(erbij) > 1:
            kaarten = ", ".join(dict.fromkeys(referentie.naam(i) for i in erbij))
            cellen = tuple(cel[i] for i in erbij)
            varianten.append(Variant(f"{naam}: voeg toe wat ontbreekt ({kaarten})", cellen, plek=1))
    varianten += [
        Variant(f"{GROEPEN[groep[referentie.kaart[i]]]}: voeg {referentie.naam(i)} toe", (cel[i],), plek=1)
        for i in nieuw
    ]
    return varianten


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
