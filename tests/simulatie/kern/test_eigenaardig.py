"""Odd plans in odd cases: what has to hold whatever anybody plans, tried on what nobody would think of.

Plans: any cards, starts, durations, intensities, areas, adjoining deployments, answers, sources asked, with events or without. Cases:
the published ones, and a small one with other start values, staff, sizes and coefficients (each within its range).
Budgets are lifted, so that a plan can hold anything.
"""

import json
from dataclasses import dataclass, replace
from functools import cache
from types import MappingProxyType

import numpy as np
import pytest
from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st

from simulatie.kern import Casus, Inzet, Plan, controleer_plan, laad_casus, simuleer
from simulatie.kern.gegevens.kaart import PLEKKEN, PRINCIPES
from simulatie.kern.gegevens.parameters import Parameters
from simulatie.kern.gegevens.plan import Bronvraag
from simulatie.kern.gegevens.toestand import PER_DEELGEBIED
from simulatie.kern.inlezen.casus_lezen import GRENZEN, lees_casus
from simulatie.kern.inlezen.tabellen import CASUSSEN, alle_kaarten, lees_parameters
from simulatie.kern.model.controle import wettelijke_bevindingen
from simulatie.kern.model.doses import bereken_bezetting
from simulatie.kern.model.inzettabel import maak_tabel
from simulatie.kern.model.simuleer import lijnen
from tests.simulatie.kern.kleine_casus import kleine_casus

probeer = settings(
    derandomize=True,
    database=None,
    deadline=None,
    max_examples=20,
    phases=(Phase.generate, Phase.shrink),
    suppress_health_check=list(HealthCheck),
)
RUIM_BUDGET = 1e9
GEPUBLICEERD = {
    pad.stem: replace(laad_casus(pad.stem), budget=RUIM_BUDGET) for pad in sorted(CASUSSEN.glob("*.toml"))
}
EEN_ZAAD = st.integers(0, 2**31 - 1)
MISSCHIEN_EEN_ZAAD = st.none() | EEN_ZAAD
PERCENTEN = st.sampled_from([0, 100]) | st.integers(0, 100)
# What moves homes beside enforcement.
OVERIGE_VERHUIZINGEN = (
    *("mutatie", "verhuur", "hervulling", "werving"),
    *("woonfraude_vanzelf", "woning_onterecht", "leegstand_zuur"),
)
# The hidden helpers that are no share of one.
IN_PUNTEN = dict.fromkeys(("geholpen", "vrijgekomen"), (0.0, 100.0))


@dataclass(frozen=True)
class Spel:
    """What is tried: the key of a case or how the small one differs (as text, to be read when a test fails)."""

    casus_of_verschil: str
    plan: Plan
    zaad: int | None

    @property
    def casus(self) -> Casus:
        return lees_proefcasus(self.casus_of_verschil)

    @property
    def verloop(self):
        return simuleer(self.casus, [self.plan], self.zaad)


@cache
def lees_proefcasus(casus_of_verschil: str) -> Casus:
    return GEPUBLICEERD.get(casus_of_verschil) or vreemde_casus(json.loads(casus_of_verschil))


@st.composite
def verschillen(draw):
    """How the small case differs: percentages of what a start value can be, staff, sizes, a draw of coefficients."""
    woonfraude = draw(PERCENTEN)
    return {
        "plek": draw(st.sampled_from(PLEKKEN)),
        "start": {naam: draw(PERCENTEN) for naam in kleine_casus()["start"] if naam != "leegstand"}
        | {"woonfraude": woonfraude, "leegstand": draw(st.integers(0, 100 - woonfraude))},
        "medewerking": draw(st.sampled_from([0.0, 0.3, 1.0])),
        "schaal": draw(st.sampled_from([{}, {"woningen": 5.0, "kwetsbaar": 2.0}, {"woningen": 0.5}])),
        "fte": draw(st.sampled_from([0.0, 0.2, 1.0, 5.0])),
        "woningen": draw(st.lists(st.sampled_from([1, 40, 1000]), min_size=1, max_size=3)),
        "trekking": draw(st.none() | st.integers(0, 9999)),
    }


def vreemde_casus(anders: dict) -> Casus:
    bron = kleine_casus()
    bron["budget"] = RUIM_BUDGET
    bron["plek"] = anders["plek"]
    bron["kaarten"] = [k.code for k in alle_kaarten().values() if anders["plek"] in k.plekken]
    bron["vakplan"][0]["inzetten"] = [["R2", 0, 36, 0.8]]
    bron["start"] = {naam: deel * GRENZEN[naam][1] / 100 for naam, deel in anders["start"].items()}
    bron["start"]["medewerking"] = anders["medewerking"]
    bron["schaal"] = anders["schaal"]
    bron["capaciteit"] = dict.fromkeys(bron["capaciteit"], anders["fte"])
    gebieden = bron["deelgebied"][: len(anders["woningen"])]
    for gebied, woningen in zip(gebieden, anders["woningen"], strict=True):
        gebied |= {"woningen": woningen, "afwijking": dict.fromkeys(PER_DEELGEBIED, 0)}
    bron["deelgebied"] = gebieden
    knal = bron["gebeurtenis"][2]
    knal["tenzij"] = knal["keuze"][1]["vervolg"][0]["tenzij"] = ["S12"]
    knal["deelgebieden"] = [gebied["sleutel"] for gebied in gebieden[:2]]
    knal["drijvers"] = [naam for naam in knal["drijvers"] if bron["start"][naam] > 0]
    bron["parameters"] = {}
    if anders["trekking"] is not None:
        dobbel = np.random.default_rng(anders["trekking"])
        bron["parameters"] = {
            naam: {"waarde": dobbel.uniform(*parameter.marge), "reden": "Trekking."}
            for naam, parameter in lees_parameters().tabel.items()
        }
    return lees_casus("proef", bron, None)


VERSCHILLEN = verschillen().map(json.dumps)


@st.composite
def plannen(draw, casus):
    """Any plan that is valid for the case."""
    inzetten = []
    minstens = draw(st.sampled_from([0, 3, 12]))
    for code in draw(
        st.lists(st.sampled_from(list(casus.kaarten)), unique=True, min_size=minstens, max_size=20)
    ):
        for gebieden in draw(plekken(casus)):
            start = draw(st.integers(0, casus.programmaduur))
            for _ in range(draw(st.integers(1, 3))):
                duur = draw(st.integers(1, casus.kaarten[code].duur[2]))
                mate = draw(st.sampled_from([0.0, 0.25, 1.0]) | st.integers(0, 100).map(lambda w: w / 100))
                inzetten.append(Inzet(code, start, duur, mate, gebieden))
                start += duur + draw(st.sampled_from([0, 0, 1, 7]))
                if start >= casus.horizon:
                    break
    return Plan(
        draw(st.permutations(inzetten)), draw(antwoorden(casus)), draw(st.lists(vragen(casus), max_size=2))
    )


def plekken(casus):
    """One place or two that do not touch each other."""
    sleutels = tuple(gebied.sleutel for gebied in casus.deelgebieden)
    knippen = [(sleutels[:knip], sleutels[knip:]) for knip in range(1, len(sleutels))]
    enkel = st.lists(st.sampled_from(sleutels), unique=True, min_size=1).map(lambda deel: (tuple(deel),))
    return st.one_of(st.just((None,)), enkel, *(st.just(knip) for knip in knippen))


def antwoorden(casus):
    dilemmas = {g.sleutel: [k.sleutel for k in g.keuzes] for g in casus.gebeurtenissen if g.keuzes}
    return st.fixed_dictionaries({}, optional={g: st.sampled_from(keuzes) for g, keuzes in dilemmas.items()})


@st.composite
def vragen(draw, casus):
    bron = draw(st.sampled_from(casus.bronnen))
    grondslag = draw(st.sampled_from(bron.grondslagen))
    return Bronvraag(bron.sleutel, draw(st.integers(0, casus.programmaduur - 1)), grondslag.sleutel)


def met_inzetten(plan: Plan, inzetten) -> Plan:
    return Plan(inzetten, dict(plan.antwoorden), plan.bronvragen)


@st.composite
def spelen(draw, zaden=MISSCHIEN_EEN_ZAAD):
    gekozen = draw(st.sampled_from(list(GEPUBLICEERD)) if draw(st.integers(0, 3)) == 0 else VERSCHILLEN)
    casus = lees_proefcasus(gekozen)
    plan = draw(plannen(casus))
    assert not [b for b in controleer_plan(casus, plan) if b.ernst == "fout"]
    return Spel(gekozen, plan, draw(zaden))


def grove_plannen(casus: Casus, zaad: int) -> list[Plan]:
    """Everything at full strength, every principle alone, and a few with as many cards as chance gives."""
    vol = [(kaart.principe, Inzet(code, 0, kaart.duur[2], 1.0)) for code, kaart in casus.kaarten.items()]
    dobbel = np.random.default_rng(zaad)

    def los(inzet: Inzet) -> Inzet:
        start, duur = int(dobbel.integers(0, casus.programmaduur)), int(dobbel.integers(1, inzet.duur + 1))
        return replace(inzet, start=start, duur=duur, mate=float(dobbel.random()))

    return [
        Plan(inzet for _, inzet in vol),
        *(Plan(inzet for van, inzet in vol if van == principe) for principe in PRINCIPES),
        *(Plan(los(inzet) for _, inzet in vol if dobbel.random() < deel) for deel in (0.1, 0.3, 0.6)),
    ]


def met_coefficienten(casus: Casus, **waarden: float) -> Casus:
    tabel = casus.parameters.tabel
    anders = {naam: replace(tabel[naam], waarde=waarde) for naam, waarde in waarden.items()}
    parameters = Parameters(casus.parameters.versie, MappingProxyType(tabel | anders), casus.parameters.kader)
    return replace(casus, parameters=parameters)


def vooraf(casus: Casus, *plannen: Plan) -> tuple[np.ndarray, ...]:
    """What is known of plans before they run: cost, effort asked, points of lawfulness."""
    tabel = maak_tabel(casus, plannen)
    gevraagd = bereken_bezetting(casus, tabel, casus.parameters.coefficienten()).gevraagd
    lijn = lijnen(casus, tabel, horizon=1)
    return lijn.kosten, gevraagd, lijn.straf


@pytest.mark.langzaam
@probeer
@given(spelen(), EEN_ZAAD)
def test_alles_blijft_een_getal_binnen_zijn_grenzen(spel, zaad):
    verloop = simuleer(spel.casus, [spel.plan, *grove_plannen(spel.casus, zaad)], spel.zaad)
    assert np.isfinite(verloop.waarden).all()
    for naam in verloop.grootheden:
        laag, hoog = (GRENZEN | IN_PUNTEN).get(naam, (0.0, 1.0))
        waarde = verloop.per_deelgebied(naam)
        assert waarde.min() >= laag - 1e-9, naam
        assert waarde.max() <= hoog + 1e-9, naam
    if spel.zaad is None or spel.casus_of_verschil in GEPUBLICEERD:
        assert deel_van_de_woningen(verloop) <= 100 + 1e-9


def deel_van_de_woningen(verloop) -> float:
    """The most that is wrongly used or empty in any month and deelgebied, %."""
    return (verloop.per_deelgebied("woonfraude") + verloop.per_deelgebied("leegstand")).max()


def test_woonfraude_en_leegstand_zijn_samen_niet_meer_dan_alle_plaatsen():
    """Two coefficients on the edge of their range are enough, with nothing done."""
    casus = met_coefficienten(GEPUBLICEERD["heidewissel"], mutatie=0.8, woonfraude_vanzelf=0.02)
    assert deel_van_de_woningen(simuleer(casus, [Plan()])) <= 100 + 1e-9


def test_een_gebeurtenis_maakt_geen_woningen_bij():
    bron = kleine_casus()
    bron["start"] |= {"woonfraude": 60, "leegstand": 40}
    bron["gebeurtenis"][0] |= {"maand": 0, "gevolg": {"leegstand": 30}}
    verloop = simuleer(lees_casus("proef", bron, None), [Plan()], 1)
    assert deel_van_de_woningen(verloop) <= 100 + 1e-9


def test_een_kans_is_nooit_meer_dan_een():
    bron = kleine_casus()
    bron["start"]["informatiebeeld"] = 100
    casus = met_coefficienten(lees_casus("proef", bron, None), precisie_basis=0.4, precisie_informatie=0.75)
    assert simuleer(casus, [Plan()]).per_deelgebied("precisie").max() <= 1


@pytest.mark.langzaam
@probeer
@given(spelen(zaden=st.none()), EEN_ZAAD)
def test_wat_uit_woonfraude_wordt_gehaald_staat_daarna_leeg(spel, zaad):
    """Nothing moves in or out by itself: then every home that enforcement frees stands empty, and no other."""
    plannen = [spel.plan, *grove_plannen(spel.casus, zaad)]
    verloop = simuleer(met_coefficienten(spel.casus, **dict.fromkeys(OVERIGE_VERHUIZINGEN, 0.0)), plannen)
    woonfraude, leegstand = verloop.per_deelgebied("woonfraude"), verloop.per_deelgebied("leegstand")
    assert (np.diff(woonfraude, axis=1) <= 1e-12).all()
    samen = woonfraude + leegstand
    assert np.abs(samen - samen[:, :1]).max() <= 1e-9


@pytest.mark.langzaam
@probeer
@given(spelen(), EEN_ZAAD, st.integers(0, 9))
def test_dezelfde_invoer_geeft_dezelfde_bits_in_welk_gezelschap_ook(spel, zaad, plek):
    gezelschap = grove_plannen(spel.casus, zaad)
    samen = simuleer(spel.casus, [*gezelschap[:plek], spel.plan, *gezelschap[plek:]], spel.zaad)
    for nummer, plan in ((plek, spel.plan), (plek + 1, gezelschap[plek])):
        alleen = simuleer(spel.casus, [plan], spel.zaad)
        assert alleen.waarden.tobytes() == simuleer(spel.casus, [plan], spel.zaad).waarden.tobytes()
        assert alleen.waarden[0].tobytes() == samen.waarden[nummer].tobytes()
        assert alleen.stilleggingen[0].tolist() == samen.stilleggingen[nummer].tolist()
        for sleutel, gevallen in alleen.gevallen.items():
            assert gevallen[0].tolist() == samen.gevallen[sleutel][nummer].tolist()


@pytest.mark.langzaam
@probeer
@given(spelen(), st.randoms(use_true_random=False))
def test_de_volgorde_waarin_een_plan_staat_doet_er_niet_toe(spel, dobbel):
    inzetten = list(spel.plan.inzetten)
    dobbel.shuffle(inzetten)
    ander = met_inzetten(spel.plan, [keer_om(inzet) for inzet in inzetten])
    assert spel.verloop.waarden.tobytes() == replace(spel, plan=ander).verloop.waarden.tobytes()


def keer_om(inzet: Inzet) -> Inzet:
    """The same places, named in another order."""
    return inzet if inzet.deelgebieden is None else replace(inzet, deelgebieden=inzet.deelgebieden[::-1])


@st.composite
def lege_inzetten(draw, spel):
    """Of a card that the plan has not, or next to one that it has."""
    duur = draw(st.integers(1, 12))
    inzetten = [i for i in spel.plan.inzetten if i.einde < spel.casus.horizon]
    if inzetten and draw(st.booleans()):
        buur = draw(st.sampled_from(inzetten))
        start = draw(st.sampled_from([buur.einde, max(0, buur.start - duur)]))
        return replace(buur, start=start, duur=duur, mate=0.0)
    gebruikt = {inzet.kaart for inzet in spel.plan.inzetten}
    vrij = [code for code in spel.casus.kaarten if code not in gebruikt]
    return Inzet(draw(st.sampled_from(vrij)), draw(st.integers(0, spel.casus.programmaduur)), duur, 0.0)


@pytest.mark.langzaam
@probeer
@given(spelen(), st.data())
def test_een_inzet_met_mate_nul_is_geen_inzet(spel, data):
    leeg = data.draw(lege_inzetten(spel))
    plan = met_inzetten(spel.plan, [*spel.plan.inzetten, leeg])
    assume(not [b for b in controleer_plan(spel.casus, plan) if b.ernst == "fout"])
    samen = simuleer(spel.casus, [spel.plan, plan], spel.zaad).waarden
    assert samen[0].tobytes() == samen[1].tobytes()
    for met, zonder in zip(vooraf(spel.casus, plan), vooraf(spel.casus, spel.plan), strict=True):
        np.testing.assert_array_equal(met, zonder)
    assert wettelijke_bevindingen(spel.casus, plan) == wettelijke_bevindingen(spel.casus, spel.plan)


@pytest.mark.langzaam
@probeer
@given(spelen(), EEN_ZAAD)
def test_twee_helften_na_elkaar_zijn_samen_het_geheel(spel, zaad):
    dobbel = np.random.default_rng(zaad)
    heel = [spel.plan, *grove_plannen(spel.casus, zaad)]
    geknipt = [
        met_inzetten(
            plan, [deel for inzet in plan.inzetten for deel in knip(inzet, spel.casus.horizon, dobbel)]
        )
        for plan in heel
    ]
    np.testing.assert_allclose(
        simuleer(spel.casus, geknipt, spel.zaad).waarden,
        simuleer(spel.casus, heel, spel.zaad).waarden,
        rtol=0,
        atol=1e-9,
    )
    for in_delen, uit_een_stuk in zip(vooraf(spel.casus, *geknipt), vooraf(spel.casus, *heel), strict=True):
        np.testing.assert_allclose(in_delen, uit_een_stuk, rtol=1e-9, atol=1e-9)


def knip(inzet: Inzet, horizon: int, dobbel: np.random.Generator) -> list[Inzet]:
    """In two where that can be: both parts begin before the horizon."""
    laatste = min(inzet.duur, horizon - inzet.start) - 1
    if laatste < 1:
        return [inzet]
    eerst = int(dobbel.integers(1, laatste + 1))
    return [replace(inzet, duur=eerst), replace(inzet, start=inzet.start + eerst, duur=inzet.duur - eerst)]


@pytest.mark.langzaam
@probeer
@given(spelen(zaden=EEN_ZAAD))
def test_gebeurtenissen_veranderen_niets_voordat_ze_vallen(spel):
    plannen = [spel.plan, *grove_plannen(spel.casus, spel.zaad)]
    met, zonder = (simuleer(spel.casus, plannen, zaad) for zaad in (spel.zaad, None))
    for plan in range(len(plannen)):
        gevallen = np.any([maanden[plan] for maanden in met.gevallen.values()], axis=0)
        eerste = int(gevallen.argmax()) if gevallen.any() else len(gevallen)
        assert met.waarden[plan, :eerste].tobytes() == zonder.waarden[plan, :eerste].tobytes()


@pytest.mark.langzaam
@probeer
@given(spelen(zaden=EEN_ZAAD))
def test_zonder_zaad_is_een_casus_zonder_gebeurtenissen(spel):
    plannen = [
        Plan(spel.plan.inzetten, bronvragen=spel.plan.bronvragen),
        *grove_plannen(spel.casus, spel.zaad),
    ]
    stil = simuleer(spel.casus, plannen)
    assert stil.gevallen == {}
    zonder = replace(spel.casus, gebeurtenissen=())
    for zaad in (None, spel.zaad):
        assert simuleer(zonder, plannen, zaad).waarden.tobytes() == stil.waarden.tobytes()
