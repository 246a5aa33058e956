"""The judgement: what sums, what floors, what an advice promises."""

import json
from dataclasses import replace

import numpy as np
import pytest

from simulatie.kern import CasusNietGeijkt, Inzet, Plan, beoordeel, controleer_plan, laad_casus, simuleer
from simulatie.kern.ijk import schoolfouten
from simulatie.kern.inzettabel import lees_plan, maak_tabel
from simulatie.kern.vakmanschap import naast_referentie, pas_op_capaciteit, zoek_spijt
from simulatie.kern.waardering import score

CASUS = laad_casus("klosjesbuurt")
VAKPLAN = CASUS.vakplannen[0]


def eindindex(plan):
    return simuleer(CASUS, [plan]).index()[0, -24:].mean()


@pytest.fixture(scope="module")
def oordeel():
    return beoordeel(CASUS, VAKPLAN)


def test_de_uitkomst_staat_naast_niets_doen_en_de_referentie(oordeel):
    leefbaarheid = oordeel.uitkomst[0]
    assert leefbaarheid.sleutel == "leefbaarheid"
    assert leefbaarheid.waarde == pytest.approx(eindindex(VAKPLAN), abs=1e-6)
    assert leefbaarheid.niets_doen == pytest.approx(eindindex(Plan()), abs=1e-6)
    assert leefbaarheid.referentie == pytest.approx(eindindex(CASUS.ijking.referentieplan), abs=1e-6)
    assert [u.sleutel for u in oordeel.uitkomst] == list(CASUS.gewichten["uitkomst"])


def test_geholpen_huishoudens_en_verplaatsing_in_hun_eigen_eenheid(oordeel):
    verloop = simuleer(CASUS, [VAKPLAN])
    waarde = {u.sleutel: u.waarde for u in oordeel.uitkomst}
    woningen = sum(d.woningen for d in CASUS.deelgebieden)
    assert waarde["geholpen"] == pytest.approx(
        verloop.wijk("geholpen")[0, -24:].mean() * woningen / 100, abs=1e-6
    )
    assert waarde["verplaatsing"] == pytest.approx(verloop.wijk("buurgebied")[0, 1:].mean() - 30, abs=1e-6)
    assert waarde["draagkracht"] == pytest.approx(verloop.wijk("draagkracht")[0, 1:].mean(), abs=1e-6)


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
        assert np.mean(advies.index[-24:]) == pytest.approx(eindindex(advies.plan), abs=1e-6)


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
    assert len(oordeel.redenen) == 2


@pytest.mark.parametrize("dimensie", ["timing", "mate", "duur"])
def test_een_schoolfout_kost_het_meest_op_zijn_eigen_dimensie(dimensie):
    plan = lees_plan(CASUS, schoolfouten(CASUS)[dimensie], 0)
    scores = {v.sleutel: v.score for v in beoordeel(CASUS, plan).vakmanschap}
    assert min(scores, key=scores.get) == dimensie
    assert scores[dimensie] < 60


def test_wie_zuur_voor_onderzoek_doet_hoort_dat_bij_volgorde():
    plan = lees_plan(CASUS, schoolfouten(CASUS)["volgorde"], 0)
    oordeel = {v.sleutel: v for v in beoordeel(CASUS, plan).vakmanschap}
    assert oordeel["volgorde"].score < 65
    assert oordeel["volgorde"].adviezen[0].zin.startswith("Onderzoek en regie: begin gelijk met")


@pytest.mark.parametrize("dimensie", ["timing", "duur", "volgorde"])
def test_te_veel_vragen_komt_ten_laste_van_mate_en_van_niets_anders(dimensie):
    """Asking too much leaves every other dimension as it is for the plan scaled back to what there is."""
    weg = {"S2", "O2", "S11"}
    druk = Plan([replace(i, mate=min(1.0, 1.6 * i.mate)) for i in VAKPLAN.inzetten if i.kaart not in weg])
    meldingen = [b.melding for b in controleer_plan(CASUS, druk)]
    assert any("komt mensen tekort" in melding for melding in meldingen)
    tabel = maak_tabel(CASUS, [druk])
    passend = lees_plan(CASUS, pas_op_capaciteit(CASUS, tabel), 0)
    assert passend != druk

    spijt_druk, spijt_passend = (
        zoek_spijt(CASUS, naast_referentie(CASUS, plan)).punten for plan in (druk, passend)
    )
    assert spijt_druk[dimensie] == pytest.approx(spijt_passend[dimensie], abs=1e-6)
    assert spijt_druk["mate"] > 0.5


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
    zonder = beoordeel(CASUS, VAKPLAN).rechtmatigheid
    met = beoordeel(CASUS, Plan([*VAKPLAN.inzetten, Inzet("Z6", 20, 12, 0.5)])).rechtmatigheid
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
    assert score(waarde, ((40, 0), (50, 75), (60, 100))) == verwacht


@pytest.mark.parametrize(("waarde", "verwacht"), [(70, 0), (60, 0), (50, 50), (40, 100), (10, 100)])
def test_de_schaal_kan_ook_dalen(waarde, verwacht):
    assert score(waarde, ((60, 0), (40, 100))) == verwacht
