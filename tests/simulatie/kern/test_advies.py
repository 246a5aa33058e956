"""Every sentence of every advice, over plans of many kinds in every case: it says what changes, why, and with figures
that are so."""

import re
from dataclasses import dataclass, replace

import numpy as np
import pytest

from simulatie.kern import (
    Bronvraag,
    Casus,
    Inzet,
    Oordeel,
    Plan,
    beoordeel,
    bezetting,
    laad_casus,
    simuleer,
)
from simulatie.kern.gegevens.kaart import PRINCIPES, SOORTEN
from simulatie.kern.model.doses import GRONDWERK
from simulatie.kern.model.inzettabel import lees_plan, maak_tabel
from simulatie.kern.model.rechtmatigheid import toets_rechtmatigheid
from simulatie.kern.model.simuleer import lijnen
from simulatie.kern.oordeel.regels import (
    CONVENANT,
    EVEN_WACHTEN,
    WACHT_NIET,
    Opgezet,
    drukte,
    gaat_in_tegen,
    graden,
)
from simulatie.kern.oordeel.waardering import NAMEN, eindindex, uitkomsten_van
from simulatie.kern.oordeel.waarom import LUSMETINGEN
from simulatie.kern.werkplaats.advies import beginpunten, eerste_advies
from simulatie.kern.werkplaats.proefplannen import fouten

pytestmark = pytest.mark.langzaam

CASUSSEN = {sleutel: laad_casus(sleutel) for sleutel in ("klosjesbuurt", "heidewissel", "kettingwerf")}
# Of these plans of practitioners, with these mistakes.
FOUTEN = ((0, "bitter laat"), (0, "stop 30"), (1, "half"), (1, "zuur vroeg"))
MIST = ("onderzoek", "regie", "convenant")


@dataclass(frozen=True)
class Beoordeeld:
    """A plan of a kind and its judgement."""

    soort: str
    casus: Casus
    plan: Plan
    oordeel: Oordeel

    @property
    def adviezen(self):
        return [advies for vak in self.oordeel.vakmanschap for advies in vak.adviezen]


def proefplannen(casus):
    """A beginner's, a random and a thin plan; plans of practitioners with a mistake; beginners' plans without what all rests
    on; and one with questions, answers and more decimals than the core writes down."""
    begin = list(beginpunten(casus, 6))
    yield from begin[:3]
    for nummer, naam in FOUTEN:
        verkeerd = fouten(casus, maak_tabel(casus, [casus.vakplannen[nummer]]))
        yield naam, lees_plan(casus, verkeerd[naam], 0)
    beginner = next(plan for soort, plan in begin[3:] if soort == "beginner")
    for mist in MIST:
        yield f"zonder {mist}", zonder(casus, beginner, mist)
    yield "met vragen", met_vragen(casus, begin[2][1])


def zonder(casus, plan, mist):
    """Without the cards of a principle, or without the covenant but with other direction."""
    if mist == "convenant":
        return Plan([*(i for i in plan.inzetten if i.kaart != CONVENANT), Inzet("R10", 0, 60, 0.2)])
    return Plan(i for i in plan.inzetten if casus.kaarten[i.kaart].principe != mist)


def met_vragen(casus, plan):
    bron = casus.bronnen[0]
    fout = next(g.sleutel for g in bron.grondslagen if not g.juist)
    vragen = [Bronvraag(bron.sleutel, maand, fout) for maand in (1, 5)]
    antwoorden = {g.sleutel: g.keuzes[-1].sleutel for g in casus.gebeurtenissen if g.keuzes}
    return Plan([replace(i, mate=i.mate * 0.98765) for i in plan.inzetten], antwoorden, vragen)


@pytest.fixture(params=CASUSSEN)
def beoordeeld(request, eens):
    casus = CASUSSEN[request.param]

    def beoordelingen():
        return [(soort, plan, beoordeel(casus, plan)) for soort, plan in proefplannen(casus)]

    lijst = eens(f"oordelen om hun advies van {request.param}", beoordelingen)
    assert len(lijst) == 11
    return [Beoordeeld(soort, casus, plan, oordeel) for soort, plan, oordeel in lijst]


def per_advies(beoordeeld):
    alle = [(b, advies) for b in beoordeeld for advies in b.adviezen]
    assert len(alle) > 2 * len(beoordeeld)
    return [(b.casus, b.plan, b.oordeel, advies) for b, advies in alle]


def anders(eigen, ander):
    """Codes of the cards that are deployed otherwise, as exactly as strengths are written down."""
    hier, daar = ({}, {})
    for per_kaart, plan in ((hier, eigen), (daar, ander)):
        for i in plan.inzetten:
            per_kaart.setdefault(i.kaart, set()).add(str(replace(i, mate=round(i.mate, 3))))
    return {k for k in hier.keys() | daar.keys() if hier.get(k) != daar.get(k)}


def test_een_reden_noemt_wat_er_verandert(beoordeeld):
    for _, plan, _, advies in per_advies(beoordeeld):
        genoemd = re.findall(r"(?:met|zonder) ([A-Z]\d+) ", advies.reden, re.IGNORECASE)
        assert genoemd, advies.reden
        assert set(genoemd) <= anders(plan, advies.plan), (advies.zin, advies.reden)


def test_geen_twee_adviezen_hebben_dezelfde_reden(beoordeeld):
    """Nor a sentence in common."""
    for b in beoordeeld:
        zinnen = [z for a in b.adviezen for z in re.split(r"(?<=\.) (?=[A-Z])", a.reden)]
        assert len(zinnen) == len(set(zinnen)), zinnen


def test_elk_getal_in_een_reden_klopt_met_de_twee_verlopen(beoordeeld):
    """Every figure is read off again from the plan and from the advised plan, and none is left over."""
    for casus, plan, _, advies in per_advies(beoordeeld):
        rest = Nagerekend(casus, plan, advies.plan).haal_weg(advies.reden)
        assert not re.search(r"\d", rest), (advies.reden, rest)


def test_een_advies_belooft_wat_het_haalt_tot_op_de_negende_decimaal(beoordeeld):
    for casus, plan, _, advies in per_advies(beoordeeld):
        nu, straks = (eindindex(casus, maak_tabel(casus, [p]))[0] for p in (plan, advies.plan))
        assert advies.winst == pytest.approx(straks - nu, abs=1.5e-9)
        assert advies.winst >= 0.5


def test_wat_eerst_moet_wacht_niet(beoordeeld):
    """No advice has zoet, zout, bitter, research or direction begin later as a whole. One of its cards may, where its start is
    too busy, or a little, for another of its kind, as long as it stands before zuur works."""
    for casus, plan, _, advies in per_advies(beoordeeld):
        assert gaat_in_tegen(graden(casus, plan), graden(casus, advies.plan)) == (), advies.zin
        hier, daar = (eerste_starts(casus, p) for p in (plan, advies.plan))
        for kaart in hier.keys() & daar.keys():
            if daar[kaart] > hier[kaart]:
                druk = [drukte(casus, p, hier[kaart]) for p in (plan, advies.plan)]
                opgezet = Opgezet(casus, advies.plan)
                op_tijd = daar[kaart] + casus.aanloop(casus.kaarten[kaart]) <= opgezet.eerste(
                    opgezet.van("zuur")
                )
                even = daar[kaart] - hier[kaart] <= EVEN_WACHTEN
                grondwerk = casus.kaarten[kaart].principe in GRONDWERK
                assert druk[0] > druk[1] or (even and op_tijd and not grondwerk), advies.zin


def eerste_starts(casus, plan):
    uit = {}
    for i in plan.inzetten:
        if casus.kaarten[i.kaart].principe in WACHT_NIET:
            uit[i.kaart] = min(i.start, uit.get(i.kaart, i.start))
    return uit


def test_wat_in_de_zin_staat_is_wat_er_verandert(beoordeeld):
    """Months longer or shorter, and strengths, as they become; a strength that ends at 100 % is not doubled."""
    geteld = 0
    for casus, plan, _, advies in per_advies(beoordeeld):
        deel = advies.zin.rpartition(": leefbaarheid")[0]
        if keer := re.fullmatch(r"[^:;]*: mate × ([\d,]+)", deel):
            factor = float(keer[1].replace(",", "."))
            for code in anders(plan, advies.plan):
                oud, nieuw = (
                    next(i.mate for i in p.inzetten if i.kaart == code) for p in (plan, advies.plan)
                )
                assert nieuw == pytest.approx(oud * factor, abs=0.0011), deel
                geteld += 1
        for patroon, lees in VAN_EEN_KAART.items():
            for code, wordt, was in re.findall(patroon, deel):
                hier, daar = ([i for i in p.inzetten if i.kaart == code] for p in (plan, advies.plan))
                if len(hier) == len(daar) == 1:
                    slot = casus.programmaduur
                    assert (lees(hier[0], slot), lees(daar[0], slot)) == (int(was), int(wordt)), deel
                    geteld += 1
        if langer := re.fullmatch(
            r"[^:;]*: (?:(\d+) tot )?(\d+) maand(?:en)? (langer|korter), tot [^;]*", deel
        ):
            stappen = sorted(
                abs(einde(casus, advies.plan, code) - einde(casus, plan, code))
                for code in anders(plan, advies.plan)
            )
            assert (stappen[0], stappen[-1]) == (int(langer[1] or langer[2]), int(langer[2])), deel
            geteld += 1
    assert geteld > 5


# How a sentence says what becomes of one card, and what that is in the plan.
VAN_EEN_KAART = {
    r"([A-Z]\d+) [^:;]*: (\d+) maand(?:en)? in plaats van (\d+)": lambda i, slot: (
        min(i.einde, slot) - i.start
    ),
    r"([A-Z]\d+) [^:;]*: mate (\d+) % in plaats van (\d+) %": lambda i, slot: round(100 * i.mate),
    r"([A-Z]\d+) [^:;]*: start in maand (\d+) in plaats van (\d+)": lambda i, slot: i.start,
}


def test_bij_te_weinig_mensen_staat_alleen_wie_er_niet_meer_vraagt(beoordeeld):
    """What asks more of a party does nothing about its shortage."""
    for casus, plan, _, advies in per_advies(beoordeeld):
        if "te weinig mensen" in advies.reden:
            for code in re.findall(r"(?:met|zonder) ([A-Z]\d+) ", advies.reden):
                hier, daar = (werk(casus, p, code) for p in (plan, advies.plan))
                assert daar <= hier + 1e-9, advies.reden


def werk(casus, plan, code):
    """Months at full strength."""
    slot = casus.programmaduur
    return sum(i.mate * (min(i.einde, slot) - i.start) for i in plan.inzetten if i.kaart == code)


def test_waar_een_principe_ontbreekt_brengt_het_eerste_advies_er_een(beoordeeld):
    """As far as any advice does; and no two advices of a dimension change the same cards."""
    for b in beoordeeld:
        for vak in b.oordeel.vakmanschap:
            kaarten = [frozenset(anders(b.plan, a.plan)) for a in vak.adviezen]
            assert len(kaarten) == len(set(kaarten)), [a.zin for a in vak.adviezen]
        samenhang = b.oordeel.vakmanschap[-1]
        if "ontbre" in samenhang.tekst and samenhang.adviezen:
            mist, straks = (
                set(PRINCIPES) - {b.casus.kaarten[i.kaart].principe for i in p.inzetten}
                for p in (b.plan, samenhang.adviezen[0].plan)
            )
            brengt = {b.casus.kaarten[k].principe for k in anders(b.plan, samenhang.adviezen[0].plan)}
            assert straks < mist or not mist, (mist, brengt, samenhang.adviezen[0].zin)


def einde(casus, plan, code):
    return max(min(i.einde, casus.programmaduur) for i in plan.inzetten if i.kaart == code)


def test_geen_advies_kost_meer_recht_dan_het_oplevert(beoordeeld):
    for casus, _, oordeel, advies in per_advies(beoordeeld):
        recht, straks = oordeel.rechtmatigheid, rechtscore(casus, advies.plan)
        assert straks >= min(recht.grens, recht.score), advies.zin
        assert recht.score - straks <= advies.winst + 1e-9, advies.zin


def rechtscore(casus, plan):
    """Lawfulness of a plan, without the rest of its judgement."""
    uit = lijnen(casus, maak_tabel(casus, [plan]), NAMEN)
    loop = {naam: float(waarde[0]) for naam, waarde in uitkomsten_van(casus, uit.lijn).items()}
    return toets_rechtmatigheid(
        casus, plan, float(uit.straf[0]), loop["juridisch"], int(loop["stilleggingen"])
    ).score


def test_vragen_en_antwoorden_blijven_in_het_geadviseerde_plan(beoordeeld):
    met = next(b for b in beoordeeld if b.soort == "met vragen")
    assert met.adviezen
    assert met.plan.antwoorden
    for advies in met.adviezen:
        assert dict(advies.plan.antwoorden) == dict(met.plan.antwoorden)
        assert advies.plan.bronvragen == met.plan.bronvragen


def test_wie_de_grond_mist_hoort_dat_het_eerst(beoordeeld):
    """The first advice brings what all rests on."""
    for mist in MIST:
        b = next(b for b in beoordeeld if b.soort == f"zonder {mist}")
        advies = eerste_advies(b.oordeel)
        codes = {i.kaart for i in advies.plan.inzetten}
        heeft = codes | {b.casus.kaarten[code].principe for code in codes}
        assert (CONVENANT if mist == "convenant" else mist) in heeft, (mist, advies.zin)


def test_wat_wordt_toegevoegd_staat_er_met_maand_en_sterkte_en_is_niet_van_het_beste_plan(beoordeeld):
    geteld = 0
    for casus, plan, _, advies in per_advies(beoordeeld):
        beste = {(i.kaart, i.start, i.einde, i.mate) for i in casus.referentieplan.inzetten}
        if "voeg toe" in advies.zin:
            erbij = re.findall(r"([A-Z]\d+) [^()]*? \(maand (\d+) tot (\d+), (\d+) %\)", advies.zin)
            nieuw = {i for i in advies.plan.inzetten if i.kaart not in {j.kaart for j in plan.inzetten}}
            assert {(i.kaart, i.start, i.einde, round(100 * i.mate)) for i in nieuw} >= {
                (k, int(a), int(b), int(m)) for k, a, b, m in erbij
            }
            assert erbij
            geteld += 1
            assert not {(i.kaart, i.start, i.einde, i.mate) for i in nieuw} & beste, advies.zin
    assert geteld > 5


class Nagerekend:
    """The figures of two plans, read off the model again, and the sentences that may hold them."""

    def __init__(self, casus, eigen, ander):
        self.casus, self.plannen = casus, (eigen, ander)
        self.verlopen = [simuleer(casus, [plan]) for plan in self.plannen]
        self.opgezet = [Opgezet(casus, plan) for plan in self.plannen]

    def haal_weg(self, zin):
        """What is left of a sentence when every figure that is right is taken out."""
        for patroon, klopt in (
            (r"(?<=et )([A-Z]\d+) (?:(?!, en met)[^.;:()])*? anders \((maand [^)]*)\)", self._inzetten),
            (r"(?<=et )([A-Z]\d+) (?:(?!, en met)[^.;:()])*? erbij \((maand [^)]*)\)", self._inzetten),
            (
                r"(?<=et )([A-Z]\d+) ((?:(?!, en met|:|\.(?:$| )).)*? in plaats van \d+[^,:.]*)",
                self._wijziging,
            ),
            (r"(?<=et )([A-Z]\d+) [^:;]*? gericht op ", self._elders),
            (r"nog (\d+) andere wijziging", self._rest),
            (
                r"([A-Z]\d+) [^.]*? in maand (\d+) aan het werk ging, was uw beeld[^.]*? pas (\d+) van de 100",
                self._beeld(0),
            ),
            (
                r"([A-Z]\d+) [^.]*? in maand (\d+) begon, waren [^.]*?samenwerking (\d+) van de 100",
                self._samen(0),
            ),
            (r"dan is dat (\d+) van de 100 bij ([A-Z]\d+) [^.]*? in maand (\d+)", self._dan),
            (r"([A-Z]\d+) [^.]*? in maand (\d+) begon, was er (pas \d+|nog niet)", self._contact(0)),
            (r"dan is dat (\d+) maand(?:en)? bij ([A-Z]\d+) [^.]*? in maand (\d+)", self._dan_contact),
            (r"stopte in maand (\d+) en zuur liep door tot maand (\d+): uw beeld was toen (\d+)", self._oud),
            (r"\(zo(?:et|ut)\) stopt in maand (\d+), (\d+) maand", self._te_kort),
            (r"Pas in maand (\d+) ging ([A-Z]\d+) [^.]*? \((\w+)\) aan", self._laat),
            (
                r"Door ([A-Z]\d+) [^.]*? leeg vanaf maand (\d+), [^.]*? vanaf maand (\d+): (\d+) maand",
                self._poort,
            ),
            (r"screening stopte in maand (\d+), (\d+) maand", self._dicht),
            (r"Rond maand (\d+) beginnen (\d+) ", self._druk(0)),
            (r"hoogstens (\d+) rond maand (\d+)", lambda m: self._druk(1)([m[1], m[0]])),
            (
                r"(\S[^.:]*): te weinig mensen in (\d+) maand(?:en)?, voor het eerst in maand (\d+)",
                self._mensen,
            ),
            (r"Tegen ([a-z ]+?) d[oe]+[dt]? dit plan [^.]*? staat (\d+) %", self._open),
            (r"leefbaarheid in maand (\d+) op ([\d,]+) in plaats van ([\d,]+)", self._index),
            (r"([^:;.]+) in maand (\d+) op ([\d,]+) in plaats van ([\d,]+);", self._lus),
            (r"In maand (\d+) zijn zuur en bitter stilgelegd", self._stil(0)),
            (r"Vanaf maand (\d+) was het team op", lambda m: self._waarde(0, "draagkracht", m[0]) < 60),
            (r"[Zz]onder ([A-Z]\d+) ", lambda m: self._ontbreekt(m[0])),
            (
                r"dan is dat (?:nog zo in |later, in |nog )?(?:maand )?(\d+)( maanden| maand| %| keer zo)?",
                self._stand(zin),
            ),
        ):
            zin = re.sub(patroon, lambda m, klopt=klopt: "~" if klopt(m.groups()) else m[0], zin)
        return zin

    # --- the cards
    def _van(self, welke, code):
        return sorted((i for i in self.plannen[welke].inzetten if i.kaart == code), key=lambda i: i.start)

    def _inzetten(self, m):
        echt = [
            (i.start, min(i.einde, self.casus.programmaduur), round(100 * i.mate)) for i in self._van(1, m[0])
        ]
        gezegd = re.findall(r"maand (\d+) tot (\d+) op (\d+) %", m[1])
        return [tuple(map(int, drie)) for drie in gezegd] == echt

    def _wijziging(self, m):
        was, wordt = (self._van(welke, m[0])[0] for welke in (0, 1))
        slot = self.casus.programmaduur
        paren = {
            r"vanaf maand (\d+) in plaats van (\d+)": (wordt.start, was.start),
            r"tot maand (\d+) in plaats van (\d+)": (min(wordt.einde, slot), min(was.einde, slot)),
            r"op (\d+) % in plaats van (\d+) %": (round(100 * wordt.mate), round(100 * was.mate)),
        }
        return all(
            (int(g[0]), int(g[1])) == echt
            for patroon, echt in paren.items()
            for g in re.findall(patroon, m[1])
        )

    def _elders(self, m):
        was, wordt = (self._van(welke, m[0])[0] for welke in (0, 1))
        return was.deelgebieden != wordt.deelgebieden

    def _ontbreekt(self, code):
        return any(code not in {i.kaart for i in plan.inzetten} for plan in self.plannen)

    def _rest(self, m):
        return 0 < int(m[0]) <= len(anders(*self.plannen)) - 2

    # --- the stocks
    def _waarde(self, welke, grootheid, maand):
        return float(self.verlopen[welke].wijk(grootheid)[0, int(maand)])

    def _beeld(self, welke):
        return lambda m: (
            f"{self._waarde(welke, 'informatiebeeld', m[1]):.0f}" == m[2] and self._werkt(welke, *m[:2])
        )

    def _samen(self, welke):
        return lambda m: (
            f"{100 * self._waarde(welke, 'samenwerking', m[1]):.0f}" == m[2] and self._werkt(welke, *m[:2])
        )

    def _dan(self, m):
        return self._beeld(1)([m[1], m[2], m[0]]) or self._samen(1)([m[1], m[2], m[0]])

    def _werkt(self, welke, code, maand):
        return int(maand) in {self.opgezet[welke].werkdag(i) for i in self._van(welke, code)}

    def _bekend(self, welke, maand):
        return max(0, int(maand) - self.opgezet[welke].eerste(self.opgezet[welke].van("zoet")))

    def _contact(self, welke):
        return lambda m: (
            self._werkt(welke, *m[:2]) and self._bekend(welke, m[1]) == int(re.sub(r"\D", "", m[2]) or 0)
        )

    def _dan_contact(self, m):
        return self._werkt(1, m[1], m[2]) and self._bekend(1, m[2]) == int(m[0])

    def _laatste(self, welke, principe):
        return self.opgezet[welke].laatste(self.opgezet[welke].van(principe))

    def _oud(self, m):
        onderzoek, zuur = self._laatste(0, "onderzoek"), self._laatste(0, "zuur")
        return [onderzoek, zuur, zuur - onderzoek] == list(map(int, m))

    def _te_kort(self, m):
        return any(
            [e, self.casus.programmaduur - e] == list(map(int, m))
            for e in (self._laatste(0, "zoet"), self._laatste(0, "zout"))
        )

    def _gat(self, welke):
        o = self.opgezet[welke]
        leeg = o.met("zuur_woning", "ontruiming", principe="zuur")
        poort = o.met("bitter", principe="bitter")
        return o.eerste(leeg), o.eerste(poort), o.laatste(leeg), o.laatste(poort)

    def _poort(self, m):
        leeg, poort, *_ = self._gat(0)
        return [leeg, poort, poort - leeg] == list(map(int, m[1:]))

    def _dicht(self, m):
        *_, leeg, poort = self._gat(0)
        return [poort, leeg - poort] == list(map(int, m))

    def _druk(self, welke):
        def klopt(m):
            return sum(abs(i.start - int(m[0])) <= 2 for i in self.plannen[welke].inzetten) >= int(m[1]) > 0

        return klopt

    def _krap(self, welke, naam):
        wat = bezetting(self.casus, self.plannen[welke])
        houder = next(h for h, n in self.casus.houders.items() if n == naam)
        return [m for m, fte in enumerate(wat.gevraagd[houder]) if fte > wat.beschikbaar[houder] * (1 + 1e-6)]

    def _mensen(self, m):
        krap = self._krap(0, m[0])
        return [len(krap), krap[0]] == [int(m[1]), int(m[2])]

    def _open(self, m):
        soort = self._soort(m[0])
        return f"{100 * self._waarde(0, f'zaken_{soort}', self.casus.programmaduur):.0f}" == m[1]

    def _soort(self, naam):
        gewoon = {w: s for s, w in SOORTEN.items()}
        eigen = self.casus.namen.get("woonfraude", "")
        return "woonfraude" if eigen and naam == eigen[:1].lower() + eigen[1:] else gewoon[naam]

    def _index(self, m):
        regels = [v.index()[0] for v in self.verlopen]
        return [f"{r[int(m[0])]:.1f}".replace(".", ",") for r in reversed(regels)] == list(m[1:])

    def _lus(self, m):
        def getal(x):
            return f"{x:.{0 if abs(x) >= 10 else 1}f}".replace(".", ",")

        return any(
            [getal(self._waarde(w, meting.grootheid, m[1])) for w in (1, 0)] == list(m[2:])
            for meting in LUSMETINGEN
        )

    def _stil(self, welke):
        return lambda m: self._stilgelegd(welke)[int(m[0])] > 0

    def _stilgelegd(self, welke):
        tabel = maak_tabel(self.casus, [self.plannen[welke]])
        return lijnen(self.casus, tabel, ("stilgelegd",)).lijn["stilgelegd"][0]

    def _laat(self, m):
        """And the area had slid by then, or it does not say so."""
        o = self.opgezet[0]
        return o.eerste(o.van(m[2])) == int(m[0]) and self._werkt(0, m[1], m[0])

    def _stand(self, zin):
        """What the last figure of a reason is about stands in its first sentence."""
        o, slot, gat = self.opgezet[1], self.casus.programmaduur, self._gat(1)
        over = {
            r"Tegen ([a-z ]+?) d[oe]+[dt]? dit plan": lambda wat: round(
                100 * self._waarde(1, f"zaken_{self._soort(wat)}", slot)
            ),
            r"(\S[^.:]*): te weinig mensen": lambda wat: len(self._krap(1, wat)),
            r"(beeld was toen)": lambda _: self._laatste(1, "zuur") - self._laatste(1, "onderzoek"),
            r"(screening werkt pas)": lambda _: gat[1] - gat[0],
            r"(De screening stopte)": lambda _: gat[2] - gat[3],
            r"\((zoet|zout)\) stopt": lambda principe: self._laatste(1, principe),
            r"Pas in maand [^.]*?\((\w+)\) aan het werk": lambda principe: o.eerste(o.van(principe)),
            r"(stilgelegd)": lambda _: self._stilstand(),
            r"(team op)": lambda _: self._uitgeput(),
        }
        for patroon, reken in over.items():
            if wat := re.search(patroon, zin):
                return lambda m: int(m[0]) == reken(wat[1])
        return lambda m: False

    def _stilstand(self):
        stil = np.flatnonzero(self._stilgelegd(1) > 0)
        return stil[0] if len(stil) == 1 else len(stil)

    def _uitgeput(self):
        grens = self.casus.parameters.coefficienten().draagkracht_grens
        return np.flatnonzero(self.verlopen[1].wijk("draagkracht")[0] < grens)[0]
