"""Plans as arrays: the form in which any number of them is run, varied and compared at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

import numpy as np

from simulatie.kern.gegevens.casus import Casus
from simulatie.kern.gegevens.kaart import HOUDERS, STROMEN
from simulatie.kern.gegevens.plan import Inzet, Plan
from simulatie.kern.gegevens.reeksen import Dingen, Gehelen, Getallen, Uitsnede, Vlaggen, Woorden


@dataclass(frozen=True)
class Inzettabel:
    """A column is one deployment of one card; plans that do not have it hold intensity 0 there.

    kaart                number of the card in the case, [inzet]
    start, einde, mate   months (einde not included) and intensity, [plan, inzet]
    gebied               bool [plan, inzet, deelgebied]
    antwoord             number of the answer per event of the case, -1 = nobody decided, [plan, gebeurtenis];
                         None = nobody decided anything
    vragen               the sources asked: per plan a tuple of Bronvraag, object array [plan]; None = no source
    """

    kaart: Gehelen
    start: Gehelen
    einde: Gehelen
    mate: Getallen
    gebied: Vlaggen
    antwoord: Gehelen | None = None
    vragen: Dingen | None = None

    def __len__(self) -> int:
        return len(self.mate)

    def rijen(self, keuze: Uitsnede) -> "Inzettabel":
        """The plans picked by an index, slice or mask over the first axis."""
        return Inzettabel(
            self.kaart,
            self.start[keuze],
            self.einde[keuze],
            self.mate[keuze],
            self.gebied[keuze],
            None if self.antwoord is None else self.antwoord[keuze],
            None if self.vragen is None else self.vragen[keuze],
        )

    def herhaal(self, aantal: int) -> "Inzettabel":
        """The first plan, `aantal` times, in arrays of its own that may be changed in place."""
        return self.rijen(np.zeros(aantal, dtype=int))

    def met(self, **anders: Any) -> "Inzettabel":
        return replace(self, **anders)


def stapel(*tabellen: Inzettabel) -> Inzettabel:
    """Tables over the same columns, one under the other. Answers and sources are kept when all have them."""
    velden = ["start", "einde", "mate", "gebied"]
    velden += [v for v in ("antwoord", "vragen") if all(getattr(t, v) is not None for t in tabellen)]
    return tabellen[0].met(**{v: np.concatenate([getattr(t, v) for t in tabellen]) for v in velden})


@dataclass(frozen=True)
class Kaartmatrix:
    """The cards of a case as arrays over [kaart, ...], in the order of `casus.kaarten`; `houders`: which of them a card
    asks for."""

    codes: tuple[str, ...]
    aanloop: Gehelen
    opbouw: Gehelen
    fte: Getallen
    houders: tuple[tuple[int, ...], ...]
    kosten: Getallen
    eenmalig: Getallen
    risico: Getallen
    werking: tuple[tuple[tuple[int, float], ...], ...]
    groep: Woorden
    principe: Woorden


# Number of a card, and which deployment of it in the plan, from 0.
Plek = tuple[int, int]


@lru_cache(maxsize=16)
def kaartmatrix(casus: Casus) -> Kaartmatrix:
    kaarten = list(casus.kaarten.values())
    stromen = list(STROMEN)
    fte = np.array([[k.inzet.get(h, 0.0) for h in HOUDERS] for k in kaarten])
    return Kaartmatrix(
        codes=tuple(k.code for k in kaarten),
        aanloop=np.array([casus.aanloop(k) for k in kaarten]),
        opbouw=np.array([k.opbouw for k in kaarten]),
        fte=fte,
        houders=tuple(tuple(np.flatnonzero(rij).tolist()) for rij in fte),
        kosten=np.array([k.kosten for k in kaarten]),
        eenmalig=np.array([k.eenmalig for k in kaarten]),
        risico=np.array([k.rechtmatigheid for k in kaarten]),
        werking=tuple(tuple((stromen.index(s), w) for s, w in k.werking.items()) for k in kaarten),
        groep=np.array([k.groep for k in kaarten]),
        principe=np.array([k.principe for k in kaarten]),
    )


def maak_tabel(casus: Casus, plannen: Sequence[Plan]) -> Inzettabel:
    """The plans as rows over shared columns: the first deployment of a card in every plan, the second, and so on.

    The plans must be valid for the case (see `controle`). The order in which a plan lists its deployments does
    not matter: columns stand in the order of the cards, deployments of one card in order of start.
    """
    nummer = {code: i for i, code in enumerate(casus.kaarten)}
    geplaatst: list[dict[Plek, Inzet]] = []
    for plan in plannen:
        plekken: dict[Plek, Inzet] = {}
        for inzet in sorted(plan.inzetten, key=lambda i: (i.start, i.duur, i.mate, i.deelgebieden or ())):
            keer = sum(kaart == nummer[inzet.kaart] for kaart, _ in plekken)
            plekken[nummer[inzet.kaart], keer] = inzet
        geplaatst.append(plekken)
    kolommen = sorted(set().union(*geplaatst)) or [(0, 0)]
    return _vul(casus, kolommen, geplaatst).met(antwoord=_antwoorden(casus, plannen), vragen=_vragen(plannen))


def _vragen(plannen: Sequence[Plan]) -> Dingen | None:
    if not any(plan.bronvragen for plan in plannen):
        return None
    vragen = np.empty(len(plannen), dtype=object)
    for rij, plan in enumerate(plannen):
        vragen[rij] = plan.bronvragen
    return vragen


def _antwoorden(casus: Casus, plannen: Sequence[Plan]) -> Gehelen | None:
    if not any(plan.antwoorden for plan in plannen):
        return None
    gekozen = np.full((len(plannen), len(casus.gebeurtenissen)), -1)
    for rij, plan in enumerate(plannen):
        antwoorden = dict(plan.antwoorden)
        for nummer, gebeurtenis in enumerate(casus.gebeurtenissen):
            if gebeurtenis.sleutel in antwoorden:
                sleutels = [keuze.sleutel for keuze in gebeurtenis.keuzes]
                gekozen[rij, nummer] = sleutels.index(antwoorden[gebeurtenis.sleutel])
    return gekozen


def _vul(casus: Casus, kolommen: Sequence[Plek], geplaatst: Sequence[Mapping[Plek, Inzet]]) -> Inzettabel:
    sleutels = [d.sleutel for d in casus.deelgebieden]
    vorm = (len(geplaatst), len(kolommen))
    tabel = Inzettabel(
        kaart=np.array([kaart for kaart, _ in kolommen]),
        start=np.zeros(vorm, dtype=int),
        einde=np.zeros(vorm, dtype=int),
        mate=np.zeros(vorm),
        gebied=np.ones((*vorm, len(sleutels)), dtype=bool),
    )
    for rij, plekken in enumerate(geplaatst):
        for plek, inzet in plekken.items():
            kolom = kolommen.index(plek)
            tabel.start[rij, kolom] = inzet.start
            tabel.einde[rij, kolom] = inzet.einde
            tabel.mate[rij, kolom] = inzet.mate
            if inzet.deelgebieden is not None:
                tabel.gebied[rij, kolom] = [sleutel in inzet.deelgebieden for sleutel in sleutels]
    return tabel


def lees_plan(casus: Casus, tabel: Inzettabel, rij: int) -> Plan:
    """One row of the table as a plan again; intensities to three decimals."""
    kolommen = np.flatnonzero((tabel.mate[rij] > 0) & (tabel.einde[rij] > tabel.start[rij]))
    return Plan(
        [lees_inzet(casus, tabel, rij, int(kolom)) for kolom in kolommen],
        _lees_antwoorden(casus, tabel, rij),
        () if tabel.vragen is None else tabel.vragen[rij],
    )


def lees_inzet(casus: Casus, tabel: Inzettabel, rij: int, kolom: int) -> Inzet:
    """One cell of the table as a deployment again."""
    gebied = tabel.gebied[rij, kolom]
    gekozen = None
    if not gebied.all():
        gekozen = tuple(d.sleutel for d, erbij in zip(casus.deelgebieden, gebied, strict=True) if erbij)
    start, einde = int(tabel.start[rij, kolom]), int(tabel.einde[rij, kolom])
    mate = round(float(tabel.mate[rij, kolom]), 3)
    return Inzet(kaartmatrix(casus).codes[tabel.kaart[kolom]], start, einde - start, mate, gekozen)


def _lees_antwoorden(casus: Casus, tabel: Inzettabel, rij: int) -> dict[str, str]:
    if tabel.antwoord is None:
        return {}
    return {
        g.sleutel: g.keuzes[nummer].sleutel
        for g, nummer in zip(casus.gebeurtenissen, tabel.antwoord[rij].tolist(), strict=True)
        if nummer >= 0
    }
