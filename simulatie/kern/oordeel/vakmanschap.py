"""How a plan was played: how much better could this very plan have been by changing one dimension only?

Per dimension the regret is the gain of the best change found, in points of the scored index. The search stays
within budget, capacity and law, so that its advice can be followed. Asking too much of the holders is charged
to `mate` alone: the other dimensions are weighed as if every holder had people enough.

Three dimensions have a rule beside it. *Samenhang* regrets what the same effort side by side would gain, and a principle
that is missing for at least what that costs a plan in this case. In the other dimensions a plan that does its principles
one after the other is weighed as that twin, and one that lacks a principle with that of the best known plan: its order,
timing, intensity and lengths would be other ones. *Volgorde* regrets homes that fall empty while nobody screens
(`regels.zonder_poort`), and *duur* zuur that goes on without need, see `Zoektocht._maanden_te_lang`.
"""

import re
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations
from typing import Any

import numpy as np

from simulatie.kern.gegevens.casus import Casus, CasusNietGeijkt
from simulatie.kern.gegevens.kaart import PRINCIPES
from simulatie.kern.gegevens.plan import Plan
from simulatie.kern.gegevens.reeksen import Getallen, Vlaggen
from simulatie.kern.gegevens.woorden import komma, maanden, opsomming
from simulatie.kern.model.controle import controleer_plan
from simulatie.kern.model.doses import bereken_bezetting, bereken_looptijden
from simulatie.kern.model.inzettabel import Inzettabel, kaartmatrix, lees_plan, maak_tabel, stapel
from simulatie.kern.model.rechtmatigheid import PER_PUNT_RISICO, PER_STILLEGGING, RISICO_VRIJ
from simulatie.kern.model.simuleer import Lijnen
from simulatie.kern.oordeel.aanvullen import Aanvulling, aanvullingen, als_variant, samen
from simulatie.kern.oordeel.bijdragen import GROEPEN
from simulatie.kern.oordeel.herstel import herstellingen, in_woorden
from simulatie.kern.oordeel.onzekerheid import LAAG, trekkingen
from simulatie.kern.oordeel.proeven import Proef, speel_samen
from simulatie.kern.oordeel.regels import (
    Opgezet,
    gaat_in_tegen,
    graden,
    stelt_zomaar_uit,
    te_vroeg,
    zonder_poort,
)
from simulatie.kern.oordeel.ruilen import (
    gebied_voor_gebied,
    geld_voor_geld,
    kaart_voor_kaart,
    principe_voor_principe,
)
from simulatie.kern.oordeel.tweelingen import is_estafette, na_elkaar, tegelijk
from simulatie.kern.oordeel.varianten import (
    SOORTEN,
    Blad,
    Variant,
    afgebouwd,
    eerder_begonnen,
    lees_blad,
    pas_toe,
    sterker,
    zonder_overlap,
    zuur_op_grond,
)
from simulatie.kern.oordeel.waardering import eindindex, over_meetvenster
from simulatie.kern.oordeel.waarom import (
    MERKBAAR,
    Gebrek,
    Replay,
    lengteverschil,
    reden,
    replays,
    veranderingen,
)

NAMEN = {"volgorde": "Volgorde", "timing": "Timing", "mate": "Mate", "duur": "Duur", "samenhang": "Samenhang"}
# The best single change is tried with so many of the next best, up to so many changes together.
KANDIDATEN = 12
HOOGSTE_STAPEL = 2
ADVIEZEN = 2
# How many of a dimension are replayed to choose the advice from.
FINALISTEN = 4
# The search of case versions from before `bereikt` counted.
VROEGERE_HOOGSTE_STAPEL = 4
# A change worth less than this many index points is no gain, and one worth less than this no advice.
DREMPEL = 0.1
ADVIESDREMPEL = 0.5
# The draws of the coefficients over which an advice must gain.
ADVIESTREKKINGEN = 8
# Months at the end of the programme in which zuur should have been scaled down, and the steps in which that is tried.
AFBOUW = 18
AFBOUWSTAPPEN = (6, 12, 18)
# Ways tried to spend what zuur leaves free.
MEESTE_AFBOUW = 160
# So many of the steps that the neighbourhood does not miss, the longest first.
MEESTE_STAPPEN = 2
# What a change may ask above the plan it changes: fte-months over the whole programme, and points of lawfulness.
SPELING_FTE = 0.5
SPELING_RECHT = 2.0
# A principle with less than this of the work, in people and months, is not there: less than half of the twentieth that
# the best plan of a case must give to each. [assumption]
KLEINSTE_DEEL = 0.02
# What a plan must have before anything else is worth advising.
EERST_NODIG = ("ontbreekt onderzoek", "ontbreekt regie", "ontbreekt convenant")
# Weighed with the people there are; everything else as if there were enough.
MET_TEKORT = frozenset({"mate"})
# Part of the effort does not shrink with the intensity, so scaling back takes a few turns.
PASRONDEN = 25
# What may differ between two remarks that say the same.
CIJFERS = re.compile(r", voor het eerst in maand \d+ bij [^.]*|\d+(,\d+)?( maand(en)?\b)?")
VERGEEFS = "Dit plan helpt hier niet meer dan niets doen. Er valt nog niets te wegen."


@dataclass(frozen=True)
class Advies:
    """One change that would have helped, replayed: gain in points of the scored index, the plan after the change
    and its index per month. `reden` says why, from both replays; "" in case versions from before `bereikt` counted."""

    dimensie: str
    zin: str
    winst: float
    plan: Plan
    index: tuple[float, ...]
    reden: str

    def als_dict(self) -> dict[str, Any]:
        return {
            "dimensie": self.dimensie,
            "zin": self.zin,
            "winst": self.winst,
            "plan": self.plan.als_dict(),
            "index": list(self.index),
            "reden": self.reden,
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
    points of the scored index, and the changes that gain, best first.

    waarde_tegelijk   scored index of the same effort side by side, with people enough
    leeg_zonder_poort  whether homes that fall empty while nobody screens are regretted more than any change of order
    te_lang    months of zuur at full strength, at the end of the programme, that the neighbourhood would not have missed;
               0 where other lengths were regretted more
    estafette  whether the plan does its principles one after the other
    ontbreekt  the principles it lacks
    replay     the plan as played; None in case versions from before `bereikt` counted. `tegelijk` and `na_elkaar`: the
               same effort side by side, and one principle after the other
    """

    waarde: float
    punten: dict[str, float]
    adviezen: dict[str, tuple[Advies, ...]]
    waarde_tegelijk: float
    leeg_zonder_poort: bool
    te_lang: float
    estafette: bool
    ontbreekt: tuple[str, ...]
    replay: Replay | None
    tegelijk: Replay | None
    na_elkaar: Replay | None


def vakscores(casus: Casus, spijt: Spijt, schaal: Mapping[str, float]) -> tuple[Vakscore, ...]:
    """Score, reason and advice for every dimension. `schaal`: regret in index points that scores 0."""
    punten_van = vakpunten(casus, spijt.waarde, spijt.punten, schaal)
    vergeefs = spijt.waarde <= niets_doen(casus)
    scores = []
    for sleutel, naam in NAMEN.items():
        punten = spijt.punten[sleutel]
        scores.append(
            Vakscore(
                sleutel=sleutel,
                naam=naam,
                score=punten_van[sleutel],
                spijt=punten,
                schaal=schaal[sleutel],
                tekst=VERGEEFS if vergeefs else _tekst(casus, sleutel, punten, spijt),
                adviezen=spijt.adviezen[sleutel],
            )
        )
    return tuple(scores)


def vakpunten(
    casus: Casus, waarde: float, punten: Mapping[str, float], schaal: Mapping[str, float]
) -> dict[str, float]:
    """Score 0-100 per dimension of a plan of this scored index, from its regret. A plan that leaves the neighbourhood no
    better than doing nothing has no craft to weigh."""
    if waarde <= niets_doen(casus):
        return dict.fromkeys(NAMEN, 0.0)
    return {s: round(max(0.0, 100 - 100 * punten[s] / schaal[s]), 9) for s in NAMEN}


@lru_cache(maxsize=8)
def niets_doen(casus: Casus) -> float:
    """Scored index of doing nothing."""
    return float(eindindex(casus, maak_tabel(casus, [Plan()]))[0])


def weeg_vakmanschap(casus: Casus, plan: Plan) -> tuple[float, dict[str, float]]:
    """Scored index of a plan, and its score per dimension, without the advice. Raises CasusNietGeijkt without a scale."""
    if casus.ijking is None:
        raise CasusNietGeijkt(f"Casus {casus.sleutel} heeft geen schaal.")
    zoektocht = Zoektocht(casus, naast_referentie(casus, plan))
    eerst = speel_samen(casus, zoektocht.varianten())
    zoektocht.finale(speel_samen(casus, zoektocht.stapels(eerst)))
    waarde = float(over_meetvenster(casus, eerst["zelf"].lijn["index"])[0])
    return waarde, vakpunten(casus, waarde, zoektocht.punten()[0], casus.ijking.schaal)


def naast_referentie(casus: Casus, plan: Plan) -> Inzettabel:
    """The plan in row 0 and, over the same columns, what it may take from: the reference plan in row 1, where the case
    has one, the plans of practitioners after it, and at last the plan itself mended where it breaks the law."""
    hersteld = herstellingen(casus, plan) if casus.weegt_bereikt else []
    return maak_tabel(casus, [plan, *_voorbeelden(casus), *hersteld])


def _voorbeelden(casus: Casus) -> list[Plan]:
    if casus.ijking is None:
        return []
    return [casus.referentieplan, *(casus.vakplannen if casus.weegt_bereikt else ())]


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
    """The search for regret, in three turns: all single changes; the best of each dimension together with more of its
    own; and the advice, replayed with the people there are.

    Others may run their proofs in the same batches: what the model answers is handed in.
    """

    def __init__(self, casus: Casus, gespeeld: Inzettabel):
        self._casus = casus
        self._gespeeld = gespeeld
        # Case versions from before `bereikt` counted are searched as they were.
        self._vroeger = not casus.weegt_bereikt
        self._estafette = not self._vroeger and is_estafette(casus, gespeeld)
        self._tegelijk = tegelijk(casus, gespeeld)
        self._na_elkaar = na_elkaar(casus, gespeeld)
        self._ontbreekt = () if self._vroeger else _ontbrekende_principes(casus, gespeeld)
        # What is weighed: the plan, or what it would be side by side and whole.
        self._weegt_anders = self._estafette or bool(self._ontbreekt)
        self._gewogen = gespeeld
        if self._weegt_anders:
            heel = _aangevuld(
                casus, self._tegelijk if self._estafette else gespeeld, gespeeld, self._ontbreekt
            )
            self._gewogen = stapel(heel, gespeeld.rijen(slice(1, None)))
        # What was added may ask more people than there are; that is no fault of the intensities of the plan.
        self._met_tekort = frozenset() if self._ontbreekt else MET_TEKORT
        self._enkele = self._enkele_varianten(self._gewogen)
        self._eigen = self._enkele_varianten(gespeeld) if self._weegt_anders else self._enkele
        self._leeg_zonder_poort = 0.0 if self._vroeger else self._leegstand_zonder_poort()
        self._alleen_advies = [] if self._vroeger else self._over_te_nemen()
        self._erbij: list[Aanvulling] = [] if self._vroeger else aanvullingen(casus, gespeeld)
        self._samen: list[list[Aanvulling]] = []
        # What this turn asks, per dimension.
        self._gevraagd = self._als_proeven(self._gewogen, self._enkele, self._met_tekort)
        self._finale: list[tuple[str, list[Variant]]] = []

    def varianten(self) -> dict[str, Proef]:
        """The first turn: the plan itself, and every single change of it."""
        proeven = {"zelf": Proef(self._gespeeld.herhaal(1))}
        proeven["gewogen, met mensen genoeg"] = Proef(self._gewogen.herhaal(1), ruim=True)
        if not self._vroeger:
            proeven["zelf, met mensen genoeg"] = Proef(self._gespeeld.herhaal(1), ruim=True)
            proeven["tegelijk"] = Proef(self._tegelijk, ruim=True)
            proeven["na elkaar"] = Proef(self._na_elkaar, ruim=True)
            proeven["afbouw"] = Proef(self._afgebouwd(), ruim=True)
            proeven["over te nemen"] = Proef(pas_toe(self._gespeeld, [[w] for w in self._alleen_advies]))
            proeven["erbij"] = self._erbij_gelegd([[a] for a in self._erbij])
        if self._weegt_anders:
            proeven["gewogen"] = Proef(self._gewogen.herhaal(1))
            eigen = self._als_proeven(self._gespeeld, self._eigen, MET_TEKORT)
            proeven |= {f"eigen {soort}": proef for soort, proef in eigen.items()}
        return {naam: proef for naam, proef in proeven.items() if len(proef.tabel)} | self._gevraagd

    def stapels(self, antwoord: Mapping[str, Lijnen]) -> dict[str, Proef]:
        """The second turn, from what the first one answered."""
        self._zelf = antwoord["zelf"]
        self._weegplan = antwoord["gewogen"] if self._weegt_anders else self._zelf
        self._basis = self._eerste(antwoord["zelf"])
        ruim = self._eerste(antwoord["gewogen, met mensen genoeg"])
        self._begin = dict.fromkeys(SOORTEN, ruim) | dict.fromkeys(
            self._met_tekort, self._eerste(self._weegplan)
        )
        self._beste = dict(self._begin)
        if not self._vroeger:
            self._zelf_ruim = self._eerste(antwoord["zelf, met mensen genoeg"])
            self._beste["samenhang"] = max(ruim, self._eerste(antwoord["tegelijk"]))
            self._te_lang = self._maanden_te_lang(antwoord["afbouw"])
        waarden = self._weeg(antwoord)
        kandidaten = {soort: self._beter(soort, self._enkele[soort], w) for soort, w in waarden.items()}
        self._kies_finale(antwoord, kandidaten)
        hoogte = VROEGERE_HOOGSTE_STAPEL if self._vroeger else HOOGSTE_STAPEL
        self._gestapeld = {s: list(_stapels(lijst, hoogte)) for s, lijst in kandidaten.items()}
        self._gevraagd = self._als_proeven(self._gewogen, self._gestapeld, self._met_tekort)
        if self._vroeger:
            return self._gevraagd
        self._afbouw = self._afbouw_en_meer()
        self._samen = self._met_elkaar(antwoord)
        meer = {
            "afbouw en meer": Proef(pas_toe(self._gespeeld, self._afbouw)),
            "samen erbij": self._erbij_gelegd(self._samen),
        }
        return self._gevraagd | {naam: proef for naam, proef in meer.items() if len(proef.tabel)}

    def finale(self, antwoord: Mapping[str, Lijnen]) -> dict[str, Proef]:
        """The third turn, from what the second one answered: what may become advice, with the people there are, and the
        plan beside its twins."""
        waarden = self._weeg(antwoord)
        if self._vroeger:
            if not self._finale:
                return {}
            self._tabel = pas_toe(self._gespeeld, [lijst for _, lijst in self._finale])
            return {"finale": Proef(self._tabel)}
        if not self._weegt_anders:
            self._finale += self._beste_paren(waarden)
        self._finale += self._beste_erbij(antwoord)
        if self._afbouw:
            tabel = pas_toe(self._gespeeld, self._afbouw)
            waarde = self._waarden(antwoord["afbouw en meer"], tabel, self._zelf)
            beste = [i for i in np.argsort(-waarde).tolist() if waarde[i] > self._basis + ADVIESDREMPEL]
            self._finale += self._passend([("duur", self._afbouw[i]) for i in beste], FINALISTEN)
        self._tabel = pas_toe(self._gespeeld, [[], *(lijst for _, lijst in self._finale)])
        vaak = self._tabel.rijen(np.repeat(np.arange(len(self._tabel)), ADVIESTREKKINGEN))
        return {
            "finale": Proef(self._tabel),
            "trekkingen van de finale": Proef(
                vaak, q=trekkingen(self._casus, ADVIESTREKKINGEN, len(self._tabel))
            ),
            "tegelijk": Proef(self._tegelijk, ruim=True),
            "na elkaar": Proef(self._na_elkaar, ruim=True),
        }

    def spijt(self, antwoord: Mapping[str, Lijnen]) -> Spijt:
        """Regret and advice, from what the third turn answered about BEKEKEN."""
        punten, te_lang = self.punten()
        if self._vroeger:
            return Spijt(
                self._basis,
                punten,
                self._vroegere_adviezen(antwoord),
                0.0,
                False,
                0.0,
                False,
                (),
                None,
                None,
                None,
            )
        gezien = replays(self._casus, self._tabel, antwoord["finale"])
        samen, na = (
            replays(self._casus, tabel, antwoord[naam])[0]
            for naam, tabel in (("tegelijk", self._tegelijk), ("na elkaar", self._na_elkaar))
        )
        return Spijt(
            self._basis,
            punten,
            self._adviezen(antwoord, gezien),
            self._eerste(antwoord["tegelijk"]),
            0 < punten["volgorde"] <= self._leeg_zonder_poort,
            te_lang,
            self._estafette,
            self._ontbreekt,
            gezien[0],
            samen,
            na,
        )

    def punten(self) -> tuple[dict[str, float], float]:
        """Regret per dimension, after `finale` has seen what the second turn answered; and how long zuur went on without
        need, where that is what is regretted most of the lengths (see `Spijt`)."""
        punten = {s: self._beste[s] - self._begin[s] for s in SOORTEN}
        te_lang = 0.0
        if not self._vroeger:
            # From the plan to its twin, and from there.
            punten["samenhang"] += max(0.0, self._begin["samenhang"] - self._zelf_ruim)
            punten["samenhang"] = max(punten["samenhang"], len(self._ontbreekt) * self._schaal("samenhang"))
            punten["volgorde"] = max(punten["volgorde"], self._leeg_zonder_poort)
            # Scaling down takes time: the first months weigh less.
            overbodig = self._schaal("duur") * (self._te_lang / AFBOUW) ** 2
            te_lang = self._te_lang if overbodig > punten["duur"] else 0.0
            punten["duur"] = max(punten["duur"], overbodig)
        return {s: round(p, 9) for s, p in punten.items()}, te_lang

    def _eerste(self, uit: Lijnen) -> float:
        return float(over_meetvenster(self._casus, uit.lijn["index"])[0])

    def _enkele_varianten(self, tabel: Inzettabel) -> dict[str, list[list[Variant]]]:
        casus = self._casus
        blad = lees_blad(casus, tabel)
        proeven = {s: [[w] for w in SOORTEN[s](blad)] for s in SOORTEN}
        if len(tabel) > 1:
            proeven["samenhang"] += [[w] for w in _uit_referentie(casus, tabel)]
        if not self._vroeger:
            for ruil in (
                kaart_voor_kaart(blad, self._met_voorbeelden(tabel)),
                gebied_voor_gebied(blad, tabel),
                geld_voor_geld(blad),
            ):
                proeven["samenhang"] += [[w] for w in ruil]
            proeven["duur"] += [[w] for w in afgebouwd(blad, AFBOUWSTAPPEN)]
            vroeg = te_vroeg(Opgezet(casus, lees_plan(casus, tabel, 0)))
            proeven["volgorde"] += [[w] for w in zuur_op_grond(blad, vroeg)]
        passend = _pas_mate_aan(blad, pas_op_capaciteit(casus, tabel.herhaal(1)))
        if passend.cellen:
            proeven["mate"].append([passend])
        return {s: lijst for s, lijst in proeven.items() if lijst}

    def _over_te_nemen(self) -> list[Variant]:
        """Changes to advise that weigh in no dimension, because they are about all at once."""
        blad = lees_blad(self._casus, self._gespeeld)
        return [
            *self._hersteld(),
            *principe_voor_principe(blad, self._met_voorbeelden(self._gespeeld)),
            *_als_tweeling(blad, self._tegelijk),
            *eerder_begonnen(blad),
        ]

    def _met_voorbeelden(self, tabel: Inzettabel) -> Inzettabel:
        """The plan and those it may take from."""
        return tabel.rijen(slice(0, 1 + len(_voorbeelden(self._casus))))

    def _erbij_gelegd(self, lijst: Sequence[Sequence[Aanvulling]]) -> Proef:
        return Proef(pas_toe(self._gespeeld, [[als_variant(self._casus, erbij)] for erbij in lijst]))

    def _met_elkaar(self, antwoord: Mapping[str, Lijnen]) -> list[list[Aanvulling]]:
        """Cards that the plan does not have, more of them together: those that gain most by themselves."""
        if not self._erbij:
            return []
        proef = self._erbij_gelegd([[a] for a in self._erbij])
        self._waarde_erbij = self._waarden(antwoord["erbij"], proef.tabel, self._zelf).tolist()
        mag = [(w, a) for w, a in zip(self._waarde_erbij, self._erbij, strict=True) if np.isfinite(w)]
        return list(samen(mag))

    def _beste_erbij(self, antwoord: Mapping[str, Lijnen]) -> list[tuple[str, list[Variant]]]:
        """What gains most of the cards that the plan does not have; and of those that bring what it lacks."""
        if not self._erbij:
            return []
        gewogen = [(w, [a]) for w, a in zip(self._waarde_erbij, self._erbij, strict=True)]
        if self._samen:
            tabel = self._erbij_gelegd(self._samen).tabel
            waarde = self._waarden(antwoord["samen erbij"], tabel, self._zelf)
            gewogen += list(zip(waarde.tolist(), self._samen, strict=True))
        beter = sorted((p for p in gewogen if p[0] > self._basis + ADVIESDREMPEL), key=lambda p: -p[0])
        gekozen: list[tuple[str, list[Variant]]] = []
        heeft = {
            self._casus.kaarten[i.kaart].principe for i in lees_plan(self._casus, self._gespeeld, 0).inzetten
        }
        mist = (set(PRINCIPES) - heeft) | set(self._ontbreekt)
        for brengt in (frozenset(mist), *(frozenset({p}) for p in mist), frozenset[str]()):
            passend = [
                ("samenhang", [als_variant(self._casus, erbij)])
                for _, erbij in beter
                if brengt <= {a.principe for a in erbij}
            ]
            gekozen += self._passend(passend, FINALISTEN if not brengt else 2)
        return gekozen

    def _hersteld(self) -> Iterator[Variant]:
        """The plan with what breaks the law mended: the last rows of the table."""
        tabel = self._gespeeld
        eigen = lees_plan(self._casus, tabel, 0)
        for rij in range(1 + len(_voorbeelden(self._casus)), len(tabel)):
            cellen = tuple(
                (k, int(tabel.start[rij, k]), int(tabel.einde[rij, k]), float(tabel.mate[rij, k]))
                for k in np.flatnonzero((tabel.mate[0] > 0) | (tabel.mate[rij] > 0)).tolist()
            )
            yield Variant(
                in_woorden(self._casus, eigen, lees_plan(self._casus, tabel, rij)), cellen, plek=rij
            )

    def _als_proeven(
        self,
        tabel: Inzettabel,
        proeven: Mapping[str, Sequence[Sequence[Variant]]],
        met_tekort: frozenset[str],
    ) -> dict[str, Proef]:
        return {
            soort: Proef(pas_toe(tabel, lijst), ruim=soort not in met_tekort)
            for soort, lijst in proeven.items()
            if lijst
        }

    def _weeg(self, antwoord: Mapping[str, Lijnen]) -> dict[str, Getallen]:
        """Per dimension the scored index of every trial of this turn, [plan], -inf for what may not be; the best is
        remembered."""
        waarden = {}
        for soort, proef in self._gevraagd.items():
            waarden[soort] = self._waarden(antwoord[soort], proef.tabel, self._weegplan)
            self._beste[soort] = max(self._beste[soort], float(waarden[soort].max()))
        return waarden

    def _waarden(self, uit: Lijnen, tabel: Inzettabel, naast: Lijnen) -> Getallen:
        """Scored index, [plan], -inf for what may not be beside the first plan of `naast`."""
        mag = self._mag(uit, tabel, naast)
        return np.where(mag, over_meetvenster(self._casus, uit.lijn["index"]), -np.inf)

    def _beter(
        self, soort: str, lijst: Sequence[Sequence[Variant]], waarde: Getallen, boven: float | None = None
    ) -> list[Variant]:
        """The single changes that gain, best first."""
        grens = self._begin[soort] if boven is None else boven
        rang = np.argsort(-waarde, kind="stable").tolist()
        return [lijst[i][0] for i in rang if waarde[i] > grens + DREMPEL]

    def _mag(self, uit: Lijnen, tabel: Inzettabel, naast: Lijnen) -> Vlaggen:
        """Within budget (of what is weighed, where a principle was added to it), no card twice at once, and no more people or law than the first plan of `naast` asks, but for a
        little; bool [plan]."""
        mensen, recht = float(naast.overvraagd[0]), float(naast.straf[0])
        return (
            (uit.kosten <= max(self._casus.budget, float(naast.kosten[0])))
            & zonder_overlap(tabel)
            & (uit.overvraagd <= mensen + SPELING_FTE)
            & (uit.straf <= recht + SPELING_RECHT)
        )

    # ------------------------------------------------------------------------------------------------- zuur, to the end

    def _afgebouwd(self) -> Inzettabel:
        """The weighed plan with its zuur ended earlier and earlier before the end of the programme."""
        uit = self._gewogen.herhaal(len(AFBOUWSTAPPEN))
        zuur = kaartmatrix(self._casus).principe[uit.kaart] == "zuur"
        for rij, eerder in enumerate(AFBOUWSTAPPEN):
            uit.einde[rij, zuur] = np.minimum(uit.einde[rij, zuur], self._casus.programmaduur - eerder)
        return uit

    def _beste_paren(self, waarden: Mapping[str, Getallen]) -> list[tuple[str, list[Variant]]]:
        """Per dimension the best two changes together: an advice of more is hard to follow."""
        paren: list[tuple[str, list[Variant]]] = []
        for soort, waarde in waarden.items():
            rang = np.argsort(-waarde, kind="stable").tolist()
            lijst = [(soort, self._gestapeld[soort][rij]) for rij in rang if np.isfinite(waarde[rij])]
            paren += self._passend([(s, paar) for s, paar in lijst if len(paar) == 2], 1)
        return paren

    def _afbouw_en_meer(self) -> list[list[Variant]]:
        """Where zuur goes on without need: scaled down, and what comes free spent on something else. By itself it gains
        nothing, and so it would be no advice."""
        if self._te_lang < 1:
            return []
        blad = lees_blad(self._casus, self._gespeeld)
        meer = [lijst[0] for _, lijst in self._finale if len(lijst) == 1]
        meer += [*sterker(blad)]
        # On its full strength, or as practitioners do it.
        meer += [
            Variant(
                f"{blad.naam(i)}: mate 100 % in plaats van {round(100 * float(blad.mate[i]))} %",
                (blad.cel(i, mate=1.0),),
            )
            for i in range(len(blad.kolom))
            if blad.mate[i] < 1
        ]
        meer += [*principe_voor_principe(blad, self._met_voorbeelden(self._gespeeld))]
        stappen = [stap for stap in reversed(AFBOUWSTAPPEN) if stap in self._overbodig][:MEESTE_STAPPEN]
        return [
            [minder, erbij]
            for erbij in meer
            for minder in afgebouwd(blad, stappen)
            if not minder.kolommen & erbij.kolommen
            and not self._zuur_na(erbij, max(c[2] for c in minder.cellen))
        ][:MEESTE_AFBOUW]

    def _leegstand_zonder_poort(self) -> float:
        """What homes that fall empty while nobody screens are regretted for: the first months weigh less."""
        deel = zonder_poort(Opgezet(self._casus, lees_plan(self._casus, self._gewogen, 0)))
        return round(self._schaal("volgorde") * deel**2, 9)

    def _zuur_na(self, variant: Variant, maand: int) -> bool:
        """Whether a change has zuur running after this month."""
        principe = kaartmatrix(self._casus).principe[self._gespeeld.kaart]
        return any(
            principe[kolom] == "zuur" and einde > maand and mate != 0.0
            for kolom, _, einde, mate in variant.cellen
        )

    def _maanden_te_lang(self, uit: Lijnen) -> float:
        """Enforcement must be needed as long as it lasts (proportionality). Months of zuur at its full strength within the
        last AFBOUW months that can go while the neighbourhood is no more than ADVIESDREMPEL worse off; what runs at a
        third of the highest burden counts for a third of a month."""
        last = self._last_van_zuur()
        top = float(last.max())
        if top <= 0:
            return 0.0
        index = over_meetvenster(self._casus, uit.lijn["index"])
        slot = self._casus.programmaduur
        ruim = self._begin["duur"]
        self._overbodig = [
            maanden
            for maanden, waarde in zip(AFBOUWSTAPPEN, index.tolist(), strict=True)
            if waarde >= ruim - ADVIESDREMPEL
        ]
        return max(
            (float(last[slot - maanden : slot].sum()) / top for maanden in self._overbodig), default=0.0
        )

    def _last_van_zuur(self) -> Getallen:
        """Burden of the weighed plan for the neighbourhood, per month of the programme."""
        tabel, slot = self._gewogen, self._casus.programmaduur
        matrix = kaartmatrix(self._casus)
        som = np.zeros(slot)
        for kolom in np.flatnonzero(tabel.mate[0] > 0):
            kaart = self._casus.kaarten[matrix.codes[tabel.kaart[kolom]]]
            sterkte = kaart.werking.get("zuur_last", 0.0) if kaart.principe == "zuur" else 0.0
            werkdag = tabel.start[0, kolom] + matrix.aanloop[tabel.kaart[kolom]]
            som[min(werkdag, slot) : min(tabel.einde[0, kolom], slot)] += sterkte * tabel.mate[0, kolom]
        return som

    def _schaal(self, soort: str) -> float:
        return self._casus.ijking.schaal[soort] if self._casus.ijking else 0.0

    # ------------------------------------------------------------------------------------------------------- the advice

    def _kies_finale(self, antwoord: Mapping[str, Lijnen], kandidaten: dict[str, list[Variant]]) -> None:
        """What is worth replaying: per dimension the best of the single changes of the plan as played."""
        if self._vroeger:
            self._finale = [(s, [w]) for s, lijst in kandidaten.items() for w in lijst[: 3 * ADVIEZEN]]
            return
        if self._weegt_anders:
            proeven = self._als_proeven(self._gespeeld, self._eigen, MET_TEKORT)
            for soort, proef in proeven.items():
                waarde = self._waarden(antwoord[f"eigen {soort}"], proef.tabel, self._zelf)
                boven = self._basis if soort in MET_TEKORT else self._zelf_ruim
                kandidaten = kandidaten | {soort: self._beter(soort, self._eigen[soort], waarde, boven)}
        eigen = self._eigen_plan = lees_plan(self._casus, self._gespeeld, 0)
        self._voor, self._al_gezegd = graden(self._casus, eigen), _waarschuwingen(self._casus, eigen)
        for soort, lijst in kandidaten.items():
            self._finale += self._passend([(soort, [w]) for w in lijst], FINALISTEN)
        if self._alleen_advies:
            tabel = pas_toe(self._gespeeld, [[w] for w in self._alleen_advies])
            waarde = self._waarden(antwoord["over te nemen"], tabel, self._zelf)
            lijst = self._beter(
                "samenhang", [[w] for w in self._alleen_advies], waarde, self._basis + ADVIESDREMPEL
            )
            self._finale += self._passend([("samenhang", [w]) for w in lijst], FINALISTEN)

    def _passend(
        self, kandidaten: Sequence[tuple[str, list[Variant]]], hoogstens: int
    ) -> list[tuple[str, list[Variant]]]:
        """Those that go against no rule of the course and bring no new warning, the first few."""
        passend: list[tuple[str, list[Variant]]] = []
        for soort, lijst in kandidaten:
            if len(passend) == hoogstens:
                break
            plan = lees_plan(self._casus, pas_toe(self._gespeeld, [lijst]), 0)
            # How the best known plan does it is weighed, and not told.
            if any(w.plek == 1 for w in lijst) or gaat_in_tegen(self._voor, graden(self._casus, plan)):
                continue
            if stelt_zomaar_uit(self._casus, self._eigen_plan, plan):
                continue
            if not _waarschuwingen(self._casus, plan) - self._al_gezegd:
                passend.append((soort, lijst))
        return passend

    def _adviezen(
        self, antwoord: Mapping[str, Lijnen], gezien: Sequence[Replay]
    ) -> dict[str, tuple[Advies, ...]]:
        """Per dimension the best changes that gain in the plan as played, whatever the numbers of the model, within
        budget, people and law."""
        uit = antwoord["finale"]
        index = over_meetvenster(self._casus, uit.lijn["index"])
        winst = np.round(index[1:] - self._basis, 9)
        getrokken = over_meetvenster(self._casus, antwoord["trekkingen van de finale"].lijn["index"])
        verschil = getrokken.reshape(-1, ADVIESTREKKINGEN)
        onderkant = np.quantile(verschil[1:] - verschil[0], LAAG, axis=1)
        recht = _rechtscores(uit)
        grens = self._casus.slaaggrens["rechtmatigheid"]
        # No advice costs more law than it gains, or goes below the floor.
        wettig = (recht[1:] >= min(grens, recht[0])) & (recht[0] - recht[1:] <= np.maximum(0.0, winst))
        mag = (
            self._mag(uit, self._tabel, self._zelf)[1:] & (winst >= ADVIESDREMPEL) & (onderkant > 0) & wettig
        )
        # A plan that does not hold is mended first, where that can be done: nothing else counts before it does.
        if recht[0] < grens and (mag & (recht[1:] >= grens)).any():
            mag &= recht[1:] >= grens
        mag = self._eerst_wat_ontbreekt(self._eerst_wat_nodig_is(mag, gezien))
        gekozen: dict[str, list[tuple[int, Plan]]] = {s: [] for s in SOORTEN}
        plannen: set[Plan] = set()
        gezegd: set[Hashable] = set()
        for rij in sorted(range(len(winst)), key=lambda r: (-winst[r], r)):
            soort, lijst = self._finale[rij]
            plan = gezien[rij + 1].plan
            if not mag[rij] or len(gekozen[soort]) == ADVIEZEN or plan in plannen:
                continue
            # The same change a little longer or stronger is no second advice, nor is another of the same cards.
            strekking = (soort, *(CIJFERS.sub("", w.zin.partition(" (")[0]) for w in lijst))
            kaarten = (
                soort,
                frozenset(v.kaart for v in veranderingen(self._casus, self._eigen_plan, plan)),
            )
            if gezegd & {strekking, kaarten}:
                continue
            gezegd |= {strekking, kaarten}
            plannen.add(plan)
            gekozen[soort].append((rij, plan))
        precies = self._precieze_winst([plan for lijst in gekozen.values() for _, plan in lijst])
        adviezen: dict[str, tuple[Advies, ...]] = {}
        over: list[str] = []
        for soort, rijen in gekozen.items():
            van_soort = []
            for rij, plan in rijen:
                waarom, wat = reden(gezien[0], gezien[rij + 1], over)
                over += wat
                zin = f"{self._zin(soort, self._finale[rij][1], plan)}: leefbaarheid +{komma(precies[plan])}"
                regel = tuple(uit.lijn["index"][rij + 1].tolist())
                van_soort.append(Advies(soort, zin, precies[plan], plan, regel, waarom))
            adviezen[soort] = tuple(sorted(van_soort, key=lambda advies: -advies.winst))
        return adviezen

    def _zin(self, soort: str, lijst: Sequence[Variant], plan: Plan) -> str:
        """What to do; and what becomes longer or shorter by beginning elsewhere, where the plan or the programme ends."""
        zin = "; en ".join(w.zin for w in lijst)
        if soort not in ("volgorde", "timing"):
            return zin
        return zin + lengteverschil(self._casus, self._eigen_plan, plan)

    def _eerst_wat_nodig_is(self, mag: Vlaggen, gezien: Sequence[Replay]) -> Vlaggen:
        """Of what may be advised that which mends what must be there first, or what is most wrong with a plan that does no
        better than nothing; all of it where none of it does."""
        gebreken = gezien[0].gebreken()
        vergeefs = self._basis <= niets_doen(self._casus)
        nodig = next((g for g in gebreken if vergeefs or g.over in EERST_NODIG), None)
        if nodig is None:
            return mag
        helpt = mag & np.array(
            [_ernst(replay, nodig) < nodig.ernst - MERKBAAR for replay in gezien[1:]], dtype=bool
        )
        return helpt if helpt.any() else mag

    def _eerst_wat_ontbreekt(self, mag: Vlaggen) -> Vlaggen:
        """Where a principle is missing samenhang says so, and so the advice on samenhang brings one, where any does."""
        if not self._ontbreekt:
            return mag
        samenhang = np.array([soort == "samenhang" for soort, _ in self._finale])
        brengt = np.zeros_like(mag)
        for rij in np.flatnonzero(mag & samenhang).tolist():
            naast = stapel(self._tabel.rijen([rij + 1]), self._gespeeld.rijen([1]))
            brengt[rij] = len(_ontbrekende_principes(self._casus, naast)) < len(self._ontbreekt)
        return mag & (brengt | ~samenhang) if brengt.any() else mag

    def _precieze_winst(self, plannen: Sequence[Plan]) -> dict[Plan, float]:
        """The gain of these plans, each replayed as it can be handed in."""
        if not plannen:
            return {}
        nu = float(eindindex(self._casus, self._gespeeld.herhaal(1))[0])
        straks = eindindex(self._casus, maak_tabel(self._casus, plannen)).tolist()
        return {plan: round(waarde - nu, 9) for plan, waarde in zip(plannen, straks, strict=True)}

    def _vroegere_adviezen(self, antwoord: Mapping[str, Lijnen]) -> dict[str, tuple[Advies, ...]]:
        """The best single changes per dimension that gain when replayed on the plan as played, within budget, people and
        law."""
        if not self._finale:
            return dict.fromkeys(SOORTEN, ())
        uit = antwoord["finale"]
        adviezen: dict[str, list[Advies]] = {s: [] for s in SOORTEN}
        winst = np.round(over_meetvenster(self._casus, uit.lijn["index"]) - self._basis, 9)
        mag = self._mag(uit, self._tabel, self._zelf)
        for rij in sorted(range(len(winst)), key=lambda r: (-winst[r], r)):
            soort, (variant,) = self._finale[rij]
            if mag[rij] and winst[rij] > DREMPEL and len(adviezen[soort]) < ADVIEZEN:
                zin = f"{variant.zin}: leefbaarheid +{komma(winst[rij])}"
                index = tuple(uit.lijn["index"][rij].tolist())
                plan = lees_plan(self._casus, self._tabel, rij)
                adviezen[soort].append(Advies(soort, zin, float(winst[rij]), plan, index, ""))
        return {soort: tuple(lijst) for soort, lijst in adviezen.items()}


def _rechtscores(uit: Lijnen) -> Getallen:
    """Lawfulness 0-100 of every plan, [plan], from what the model answered about BEKEKEN."""
    risico = np.maximum(0.0, uit.lijn["juridisch_risico"].max(axis=1) - RISICO_VRIJ)
    gevolg = PER_STILLEGGING * uit.lijn["stilgelegd"].sum(axis=1) + PER_PUNT_RISICO * risico
    scores: Getallen = np.maximum(0.0, np.round(100 - uit.straf - gevolg, 9))
    return scores


def _ernst(replay: Replay, gebrek: Gebrek) -> float:
    """How bad the same thing is in another replay."""
    zelfde = replay.gewogen.get(gebrek.over)
    return zelfde.ernst if zelfde else 0.0


def _ontbrekende_principes(casus: Casus, tabel: Inzettabel) -> tuple[str, ...]:
    """The principles that are next to nothing of the work in the first plan, and more in the second."""
    matrix = kaartmatrix(casus)
    werkdag = tabel.start + matrix.aanloop[tabel.kaart]
    maanden = np.maximum(0, np.minimum(tabel.einde, casus.programmaduur) - werkdag)
    werk = (tabel.mate * maanden * matrix.fte[tabel.kaart].sum(axis=1))[:2]
    if len(werk) < 2 or not werk[0].any():
        return ()
    leden = np.array([matrix.principe[tabel.kaart] == p for p in PRINCIPES])
    deel = werk @ leden.T / werk.sum(axis=1, keepdims=True)
    mist, heeft = deel < KLEINSTE_DEEL
    return tuple(p for p, weg, daar in zip(PRINCIPES, mist, ~heeft, strict=True) if weg and daar)


def _aangevuld(casus: Casus, plan: Inzettabel, tabel: Inzettabel, principes: Sequence[str]) -> Inzettabel:
    """The first plan of `plan` with the cards of these principles as the second plan of `tabel` has them."""
    erbij = np.isin(kaartmatrix(casus).principe[tabel.kaart], list(principes))
    return plan.rijen(slice(0, 1)).met(
        start=np.where(erbij, tabel.start[1:2], plan.start[:1]),
        einde=np.where(erbij, tabel.einde[1:2], plan.einde[:1]),
        mate=np.where(erbij, tabel.mate[1:2], plan.mate[:1]),
        gebied=np.where(erbij[:, None], tabel.gebied[1:2], plan.gebied[:1]),
    )


def _waarschuwingen(casus: Casus, plan: Plan) -> frozenset[str]:
    """What is wrong with a plan, without its figures and places."""
    return frozenset(CIJFERS.sub("", b.melding) for b in controleer_plan(casus, plan))


def _als_tweeling(blad: Blad, tegelijk: Inzettabel) -> list[Variant]:
    """The plan laid side by side, where its cards may run that long and no card would run twice."""
    anders = lees_blad(blad.casus, tegelijk)
    codes = kaartmatrix(blad.casus).codes
    for i in range(len(anders.kolom)):
        kortst, _, langst = blad.casus.kaarten[codes[anders.kaart[i]]].duur
        if not kortst <= anders.einde[i] - anders.start[i] <= langst or anders.mate[i] > 1:
            return []
    cellen = tuple(anders.cel(i, mate=float(anders.mate[i])) for i in range(len(anders.kolom)))
    return [Variant("Doe dezelfde maatregelen naast elkaar, even veel in totaal", cellen)]


def _pas_mate_aan(blad: Blad, passend: Inzettabel) -> Variant:
    """Asking no more than there is, as a change of intensities."""
    cellen = tuple(
        blad.cel(i, mate=float(passend.mate[0, kolom]))
        for i, kolom in enumerate(blad.kolom)
        if passend.mate[0, kolom] != blad.mate[i]
    )
    return Variant("Vraag niet meer dan elke partij aan mensen heeft", cellen)


def _stapels(kandidaten: Sequence[Variant], hoogte: int) -> Iterator[list[Variant]]:
    """The best change together with one, two or three of the next best, as long as each touches other deployments."""
    kandidaten = [w for w in kandidaten if not w.los]
    for aantal in range(1, hoogte):
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
            min(int(referentie.einde[i]), blad.slot),
            float(referentie.mate[i]),
        )
        for i in nieuw
        if referentie.start[i] < blad.slot
    }
    nieuw = list(cel)
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


def _tekst(casus: Casus, sleutel: str, spijt: float, geheel: Spijt) -> str:
    if regel := _tekst_van_regel(casus, sleutel, spijt, geheel):
        return regel
    wat = {
        "volgorde": "door dezelfde maatregelen in een andere volgorde te doen",
        "timing": "door eerder of later te beginnen, in dezelfde volgorde",
        "mate": "door sterker of zwakker in te zetten",
        "duur": "door korter of langer door te gaan",
        "samenhang": "door de principes beter op elkaar te laten aansluiten",
    }[sleutel]
    if spijt <= DREMPEL:
        return f"Hier viel niets te winnen {wat}."
    # What is weighed is not always the plan as it was played.
    met = ""
    if sleutel != "samenhang" and geheel.ontbreekt:
        met = f"Met ook {opsomming(geheel.ontbreekt)} erin had dit plan"
    elif sleutel != "samenhang" and geheel.estafette:
        met = "Met alle principes naast elkaar had dit plan"
    return f"{met or 'Dit plan had'} {komma(spijt)} punt leefbaarheid meer kunnen halen {wat}."


def _tekst_van_regel(casus: Casus, sleutel: str, spijt: float, geheel: Spijt) -> str:
    """What is said where a rule was regretted more than any change; "" where none was."""
    if sleutel == "volgorde" and geheel.leeg_zonder_poort:
        return (
            f"Er kwamen {casus.woorden['panden']} leeg toen de screening nog niet werkte. Wie eerst de screening klaar heeft "
            "en dan pas ontruimt, laat hetzelfde netwerk er niet meer in."
        )
    if sleutel == "duur" and geheel.te_lang >= 1:
        return (
            f"Zuur ging aan het einde ongeveer {maanden(round(geheel.te_lang))} langer op volle kracht "
            "door dan nodig. Wie zuur als eerste afbouwt, houdt hetzelfde resultaat met minder dwang."
        )
    if sleutel == "samenhang" and geheel.ontbreekt:
        wat = f"{'ontbreekt' if len(geheel.ontbreekt) == 1 else 'ontbreken'} {opsomming(geheel.ontbreekt)}"
        return f"Hier {wat}, of het is bijna niets. Wat dat doet, halen de andere principes niet in."
    if sleutel == "samenhang" and geheel.estafette:
        return f"De principes kwamen na elkaar. Naast elkaar had dezelfde inzet meer kunnen halen: {komma(spijt)} punt leefbaarheid."
    return ""
