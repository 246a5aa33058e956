"""The judgement: what sums, what floors, what an advice promises."""

import json
from dataclasses import replace
from itertools import permutations

import numpy as np
import pytest

from simulatie.kern import (
    CasusNietGeijkt,
    Inzet,
    Plan,
    beoordeel,
    bezetting,
    controleer_plan,
    laad_casus,
    simuleer,
)
from simulatie.kern.model.inzettabel import lees_plan, maak_tabel
from simulatie.kern.oordeel.onzekerheid import ZADEN
from simulatie.kern.oordeel.proeven import speel_samen
from simulatie.kern.oordeel.vakmanschap import Zoektocht, naast_referentie
from simulatie.kern.oordeel.waardering import eindindex as eindindex_van_tabel
from simulatie.kern.oordeel.waardering import over_meetvenster, score
from simulatie.kern.werkplaats.proefplannen import (
    SMAKEN,
    met_mensen_genoeg,
    verkeerde_volgorde,
    verschuif,
    zonder_principe,
)

CASUS = laad_casus("klosjesbuurt")
VAKPLAN = CASUS.vakplannen[0]


def eindindex(plan):
    return float(over_meetvenster(CASUS, simuleer(CASUS, [plan]).index())[0])


@pytest.fixture(scope="module")
def oordeel():
    return beoordeel(CASUS, VAKPLAN)


def over_zaden(plan, grootheid, maanden):
    return np.mean([simuleer(CASUS, [plan], zaad=z).wijk(grootheid)[0, maanden].mean() for z in ZADEN])


def reis_over_zaden(plan):
    """What residents live through in the programme and what lasts, by the weights of the case."""
    gewicht = CASUS.gewichten["periode"]
    return gewicht["programma"] * over_zaden(plan, "index", slice(1, 61)) + gewicht["daarna"] * over_zaden(
        plan, "index", slice(-24, None)
    )


@pytest.mark.langzaam
def test_de_uitkomst_staat_naast_niets_doen_en_de_referentie(oordeel):
    """Each the mean over the same seeds: luck is not what one is judged by."""
    leefbaarheid = oordeel.uitkomst[0]
    assert leefbaarheid.sleutel == "leefbaarheid"
    assert leefbaarheid.waarde == pytest.approx(reis_over_zaden(VAKPLAN), abs=1e-6)
    assert leefbaarheid.niets_doen == pytest.approx(reis_over_zaden(Plan()), abs=1e-6)
    assert leefbaarheid.referentie == pytest.approx(reis_over_zaden(CASUS.ijking.referentieplan), abs=1e-6)
    assert leefbaarheid.periode == "maand 1 tot en met 60 en laatste 24 maanden"
    assert [u.sleutel for u in oordeel.uitkomst] == list(CASUS.gewichten["uitkomst"])


@pytest.mark.langzaam
def test_geholpen_huishoudens_en_verplaatsing_in_hun_eigen_eenheid(oordeel):
    waarde = {u.sleutel: u.waarde for u in oordeel.uitkomst}
    woningen = sum(d.woningen for d in CASUS.deelgebieden)
    verwacht = {
        "geholpen": over_zaden(VAKPLAN, "geholpen", slice(-24, None)) * woningen / 100,
        "verplaatsing": over_zaden(VAKPLAN, "buurgebied", slice(1, None)) - CASUS.start["buurgebied"],
        "draagkracht": over_zaden(VAKPLAN, "draagkracht", slice(1, None)),
    }
    assert {naam: waarde[naam] for naam in verwacht} == pytest.approx(verwacht, abs=1e-6)


def test_de_band_ligt_om_de_score_en_zonder_toeval_is_hij_smal(oordeel):
    assert oordeel.uitkomst_band.laag <= oordeel.uitkomst_score <= oordeel.uitkomst_band.hoog
    assert oordeel.uitkomst_band.laag < oordeel.uitkomst_band.hoog
    rustig = beoordeel(replace(CASUS, gebeurtenissen=()), VAKPLAN)
    assert rustig.uitkomst_band.laag == rustig.uitkomst_band.hoog
    assert rustig.bijdragen == oordeel.bijdragen
    assert rustig.besluiten == oordeel.besluiten


def test_winstbanden_komen_uit_gezamenlijke_trekkingen(oordeel):
    """The reference differs from itself in no draw; doing nothing gains nothing in any."""
    assert oordeel.winstbanden["niets_doen"].laag < oordeel.winst < oordeel.winstbanden["niets_doen"].hoog
    nul = (0, 0, 0)
    zelf = beoordeel(CASUS, CASUS.referentieplan).winstbanden["referentie"]
    niets = beoordeel(CASUS, Plan()).winstbanden["niets_doen"]
    assert (zelf.laag, zelf.midden, zelf.hoog) == nul
    assert (niets.laag, niets.midden, niets.hoog) == nul


def test_besluiten_tellen_op_tot_de_winst(oordeel):
    assert sum(b.waarde for b in oordeel.besluiten) == pytest.approx(oordeel.winst, abs=1e-6)
    assert sorted(b.inzet.kaart for b in oordeel.besluiten) == sorted(i.kaart for i in VAKPLAN.inzetten)
    assert [b.waarde for b in oordeel.besluiten] == sorted(
        (b.waarde for b in oordeel.besluiten), reverse=True
    )


@pytest.mark.langzaam
def test_de_waarde_van_een_besluit_is_de_shapleywaarde():
    """With four deployments all orders can be walked: the sample must lie within three errors of the truth."""
    plan = Plan(i for i in VAKPLAN.inzetten if i.kaart in ("R1", "R2", "O6", "Z19"))
    oordeel = beoordeel(CASUS, plan)
    echt = dict.fromkeys(plan.inzetten, 0.0)
    for orde in permutations(plan.inzetten):
        stap = [eindindex(Plan(orde[:aantal])) for aantal in range(len(orde) + 1)]
        for nummer, inzet in enumerate(orde):
            echt[inzet] += (stap[nummer + 1] - stap[nummer]) / 24
    assert {b.inzet for b in oordeel.besluiten} == set(plan.inzetten)
    for besluit in oordeel.besluiten:
        assert abs(besluit.waarde - echt[besluit.inzet]) <= 3 * besluit.fout + 1e-6


def test_met_een_zaad_telt_wat_er_echt_gebeurde():
    zonder, met = beoordeel(CASUS, VAKPLAN), beoordeel(CASUS, VAKPLAN, zaad=3)
    assert met.zaad == 3
    assert met.gevallen
    assert zonder.gevallen == ()
    assert met.uitkomst == zonder.uitkomst
    eigen = simuleer(CASUS, [VAKPLAN], zaad=3)
    assert list(met.lijnen["plan"]) == pytest.approx(eigen.index()[0].tolist(), abs=1e-8)
    assert {(s, m) for s, m in met.gevallen} == {
        (s, int(m) - 1) for s, vallen in eigen.gevallen.items() for m in np.flatnonzero(vallen[0])
    }


def test_scores_zijn_gewogen_gemiddelden(oordeel):
    for delen, totaal, soort in (
        (oordeel.uitkomst, oordeel.uitkomst_score, "uitkomst"),
        (oordeel.vakmanschap, oordeel.vakmanschap_score, "vakmanschap"),
    ):
        gewichten = CASUS.gewichten[soort]
        assert sum(gewichten.values()) == pytest.approx(1)
        assert totaal == pytest.approx(sum(d.score * gewichten[d.sleutel] for d in delen), abs=1e-8)
        assert all(0 <= d.score <= 100 for d in delen)


def test_shapley_telt_op_tot_de_winst(oordeel):
    assert sum(b.waarde for b in oordeel.bijdragen) == pytest.approx(oordeel.winst, abs=1e-7)
    assert oordeel.winst == pytest.approx(eindindex(VAKPLAN) - eindindex(Plan()), abs=1e-6)
    assert oordeel.umami == pytest.approx(oordeel.winst - sum(b.alleen for b in oordeel.bijdragen), abs=1e-7)
    assert {b.sleutel for b in oordeel.bijdragen} == {"zoet", "zuur", "zout", "bitter", "onderzoek_regie"}


def test_alleen_is_de_winst_van_die_groep_alleen(oordeel):
    zout = Plan(i for i in VAKPLAN.inzetten if CASUS.kaarten[i.kaart].groep == "zout")
    alleen = {b.sleutel: b.alleen for b in oordeel.bijdragen}
    assert alleen["zout"] == pytest.approx(eindindex(zout) - eindindex(Plan()), abs=1e-6)


def test_een_advies_haalt_wat_het_belooft(oordeel):
    adviezen = [a for v in oordeel.vakmanschap for a in v.adviezen]
    assert len(adviezen) >= 3
    nu = eindindex(VAKPLAN)
    for advies in adviezen:
        assert [b for b in controleer_plan(CASUS, advies.plan) if b.ernst == "fout"] == []
        assert eindindex(advies.plan) - nu == pytest.approx(advies.winst, abs=1e-6)
        assert advies.winst > 0.1
        assert over_meetvenster(CASUS, np.array([advies.index]))[0] == pytest.approx(
            eindindex(advies.plan), abs=1e-6
        )


def test_spijt_is_minstens_de_beste_losse_wijziging(oordeel):
    for vak in oordeel.vakmanschap:
        assert vak.score == pytest.approx(max(0, 100 - 100 * vak.spijt / vak.schaal), abs=1e-6)
        if vak.adviezen:
            assert vak.spijt >= vak.adviezen[0].winst - 1e-6


def test_lijnen_lopen_van_begin_tot_eind(oordeel):
    assert {naam: len(lijn) for naam, lijn in oordeel.lijnen.items()} == {
        "plan": 97,
        "niets_doen": 97,
        "referentie": 97,
    }
    assert list(oordeel.lijnen["plan"]) == pytest.approx(
        simuleer(CASUS, [VAKPLAN]).index()[0].tolist(), abs=1e-8
    )


def test_het_oordeel_is_gewone_json_en_elke_keer_gelijk(oordeel):
    tekst = json.dumps(oordeel.als_dict(), allow_nan=False)
    assert json.dumps(beoordeel(CASUS, VAKPLAN).als_dict()) == tekst
    assert json.dumps(beoordeel(CASUS, Plan(reversed(VAKPLAN.inzetten))).als_dict()) == tekst


def test_het_referentieplan_is_de_top_van_de_schaal():
    oordeel = beoordeel(CASUS, CASUS.ijking.referentieplan)
    assert oordeel.uitkomst[0].score == 100
    assert oordeel.vakmanschap_score > 95
    assert oordeel.rechtmatigheid.score > 90
    assert oordeel.geslaagd


def test_niets_doen_slaagt_niet():
    oordeel = beoordeel(CASUS, Plan())
    assert oordeel.uitkomst[0].score == 0
    assert [v.score for v in oordeel.vakmanschap] == [0, 0, 0, 0, 0]
    assert oordeel.winst == 0
    assert oordeel.umami == 0
    assert not oordeel.geslaagd
    assert oordeel.bereikt == 0
    # The attained share, the outcome, every craft by itself, and the crafts together.
    assert len(oordeel.redenen) == 8


def plan_met_een_fout(fout):
    """The reference plan, wrong in exactly one way."""
    ref = maak_tabel(CASUS, [CASUS.referentieplan])
    smaken = zonder_principe(CASUS, ref, SMAKEN)
    return lees_plan(
        CASUS,
        {
            "andere volgorde": lambda: verkeerde_volgorde(CASUS, ref),
            "een jaar later": lambda: verschuif(CASUS, ref, 12),
            "half zo sterk": lambda: ref.met(mate=ref.mate / 2),
            "vroeg gestopt": lambda: ref.met(einde=np.minimum(ref.einde, 15)),
            "halverwege gestopt": lambda: ref.met(einde=np.minimum(ref.einde, 30)),
        }.get(fout, lambda: smaken.rijen([SMAKEN.index(fout.removeprefix("zonder "))]))(),
        0,
    )


@pytest.mark.parametrize(
    ("fout", "dimensie", "advies"),
    [
        ("andere volgorde", "volgorde", "Draai om: eerst onderzoek en regie"),
        ("een jaar later", "timing", "Begin alles"),
        ("half zo sterk", "mate", "Alles: mate × 2"),
        ("vroeg gestopt", "duur", "Alles: "),
        ("halverwege gestopt", "duur", "Zoet: ga door tot het einde"),
        ("zonder zoet", "samenhang", "Zoet: voeg toe"),
        ("zonder zuur", "samenhang", "Zuur: voeg"),
        ("zonder zout", "samenhang", "Zout: voeg toe"),
        ("zonder bitter", "samenhang", "Bitter: voeg toe"),
    ],
)
def test_een_plan_dat_op_een_manier_fout_is_hoort_welke(fout, dimensie, advies):
    vakmanschap = beoordeel(CASUS, plan_met_een_fout(fout)).vakmanschap
    laagste = min(vakmanschap, key=lambda v: v.score)
    assert {v.sleutel: v.score for v in vakmanschap if v.score <= laagste.score} == {dimensie: laagste.score}
    assert laagste.score < 60
    assert laagste.adviezen[0].zin.startswith(advies)


def druk_plan():
    """More than the holders have, in every month that counts."""
    weg = {"S8", "O6"}
    druk = Plan([replace(i, mate=min(1.0, 2.0 * i.mate)) for i in VAKPLAN.inzetten if i.kaart not in weg])
    assert any("komt mensen tekort" in b.melding for b in controleer_plan(CASUS, druk))
    return druk


def test_te_veel_vragen_komt_ten_laste_van_mate_en_van_niets_anders():
    """With people enough the other dimensions regret as much or more: the shortage costs them nothing."""
    druk = druk_plan()
    krap, ruim = (spijt_van(casus, druk) for casus in (CASUS, met_mensen_genoeg(CASUS)))
    for dimensie in ("volgorde", "timing", "duur", "samenhang"):
        assert krap[dimensie] <= ruim[dimensie] + 1e-9, dimensie
    kosten_van_tekort = eindindex_van(met_mensen_genoeg(CASUS), druk) - eindindex_van(CASUS, druk)
    assert kosten_van_tekort > 0.5
    assert krap["mate"] >= kosten_van_tekort


def spijt_van(casus, plan):
    """Per dimension how much better this plan could have been."""
    zoektocht = Zoektocht(casus, naast_referentie(casus, plan))
    stapels = zoektocht.stapels(speel_samen(casus, zoektocht.varianten()))
    return zoektocht.spijt(speel_samen(casus, stapels)).punten


def eindindex_van(casus, plan):
    return float(eindindex_van_tabel(casus, maak_tabel(casus, [plan]))[0])


def test_een_advies_vraagt_geen_mensen_geld_of_recht_die_er_niet_zijn():
    druk = druk_plan()
    te_veel = [b for b in controleer_plan(CASUS, druk) if "komt mensen tekort" in b.melding]
    for vak in beoordeel(CASUS, druk).vakmanschap:
        for advies in vak.adviezen:
            bevindingen = controleer_plan(CASUS, advies.plan)
            assert not [b for b in bevindingen if b.ernst == "fout"]
            assert overvraagd(advies.plan) <= overvraagd(druk) + 0.5 + 1e-6
    assert te_veel


def overvraagd(plan):
    overzicht = bezetting(CASUS, plan)
    return sum(
        max(0.0, fte - overzicht.beschikbaar[houder])
        for houder, maanden in overzicht.gevraagd.items()
        for fte in maanden
    )


@pytest.mark.parametrize(("met_vereisten", "houdbaar"), [(False, False), (True, True)])
def test_onder_de_ondergrens_is_een_plan_niet_houdbaar(met_vereisten, houdbaar):
    hard = [
        Inzet("Z1", 6, 24, 0.6),
        Inzet("Z11", 6, 36, 0.6),
        Inzet("Z15", 6, 24, 0.6),
        Inzet("Z10", 6, 24, 0.6),
        Inzet("Z4", 6, 24, 0.6),
    ]
    eerst = [Inzet(k, 0, 60, 1.0) for k in ("R1", "R2", "R3", "R6", "R8", "O3", "S1")]
    plan = Plan([*hard, *eerst] if met_vereisten else hard)
    recht = beoordeel(CASUS, plan).rechtmatigheid
    assert recht.grens == CASUS.slaaggrens["rechtmatigheid"]
    assert recht.houdbaar is houdbaar
    assert recht.houdbaar == (recht.score >= recht.grens)
    if not houdbaar:
        assert "niet houdbaar" in beoordeel(CASUS, plan).redenen[0]
        assert {b.artikel for b in recht.bevindingen} >= {"Awb art. 3:2 en 3:46; Opiumwet art. 13b"}


def test_een_kaart_die_zelf_een_risico_is_kost_punten():
    # The renovation makes room in the budget.
    inzetten = [i for i in VAKPLAN.inzetten if i.kaart != "S8"]
    zonder = beoordeel(CASUS, Plan(inzetten)).rechtmatigheid
    met = beoordeel(CASUS, Plan([*inzetten, Inzet("Z6", 20, 12, 0.5)])).rechtmatigheid
    assert met.score <= zonder.score - CASUS.kaarten["Z6"].rechtmatigheid * 0.5


def test_zonder_ijking_geen_oordeel():
    with pytest.raises(CasusNietGeijkt, match="klosjesbuurt"):
        beoordeel(replace(CASUS, ijking=None), VAKPLAN)
    verouderd = replace(CASUS, versie="2099.1")
    with pytest.raises(CasusNietGeijkt, match="2099"):
        beoordeel(verouderd, VAKPLAN)


@pytest.mark.parametrize(
    ("waarde", "verwacht"), [(30, 0), (40, 0), (45, 37.5), (50, 75), (55, 87.5), (60, 100), (99, 100)]
)
def test_de_schaal_loopt_recht_tussen_de_ankers(waarde, verwacht):
    assert score(np.array(waarde), ((40, 0), (50, 75), (60, 100))) == verwacht


@pytest.mark.parametrize(("waarde", "verwacht"), [(70, 0), (60, 0), (50, 50), (40, 100), (10, 100)])
def test_de_schaal_kan_ook_dalen(waarde, verwacht):
    assert score(np.array(waarde), ((60, 0), (40, 100))) == verwacht


def test_een_doel_heet_zoals_de_plek_het_noemt():
    park = laad_casus("heidewissel")

    namen = {u.sleutel: (u.naam, u.eenheid) for u in beoordeel(park, Plan()).uitkomst}

    assert namen["geholpen"] == ("Bewoners die nu hulp hebben", "bewoners")
    assert namen["verplaatsing"][0] == "Druk op de buurparken"
    assert namen["draagkracht"] == ("Draagkracht van team en bestuur", "punten")
