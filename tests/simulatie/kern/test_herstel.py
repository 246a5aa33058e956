"""Mending a plan that breaks the law: lawful afterwards, within people and money, and left alone where nothing is wrong."""

import pytest

from simulatie.kern import Inzet, Plan, beoordeel, bezetting, controleer_plan, laad_casus
from simulatie.kern.model.controle import wettelijke_bevindingen
from simulatie.kern.model.inzettabel import lees_plan
from simulatie.kern.oordeel.herstel import herstellingen, verschil
from simulatie.kern.werkplaats.proefplannen import willekeurig

CASUSSEN = {sleutel: laad_casus(sleutel) for sleutel in ("klosjesbuurt", "heidewissel", "kettingwerf")}


def te_veel(casus, plan):
    """Fte-months asked above what there is, per holder of whom too much is asked."""
    wat = bezetting(casus, plan)
    over = {h: sum(max(0, fte - wat.beschikbaar[h]) for fte in reeks) for h, reeks in wat.gevraagd.items()}
    return {h: fte for h, fte in over.items() if fte > 1e-6}


@pytest.mark.langzaam
@pytest.mark.parametrize("casus", CASUSSEN.values(), ids=list(CASUSSEN))
def test_een_hersteld_plan_houdt_stand_en_vraagt_niet_meer_dan_er_is(casus):
    tabel = willekeurig(casus, 25, zaad=31)
    plannen = [lees_plan(casus, tabel, rij) for rij in range(len(tabel))]
    onwettig = [plan for plan in plannen if wettelijke_bevindingen(casus, plan) and len(plan.inzetten) > 3]
    assert len(onwettig) > 10
    for plan in onwettig:
        assert herstellingen(casus, plan)
        for hersteld in herstellingen(casus, plan):
            assert wettelijke_bevindingen(casus, hersteld) == []
            assert not [b for b in controleer_plan(casus, hersteld) if b.ernst == "fout"]
            vooraf, na = te_veel(casus, plan), te_veel(casus, hersteld)
            assert na.keys() <= vooraf.keys()
            assert sum(na.values()) <= sum(vooraf.values()) + 0.4


@pytest.mark.parametrize("casus", CASUSSEN.values(), ids=list(CASUSSEN))
def test_aan_een_plan_dat_mag_valt_niets_te_herstellen(casus):
    for plan in (*casus.vakplannen, Plan()):
        assert herstellingen(casus, plan) == []


@pytest.mark.langzaam
def test_wie_niet_houdbaar_is_krijgt_eerst_dat_te_horen():
    casus = CASUSSEN["klosjesbuurt"]
    goed = casus.vakplannen[0]
    zonder_grond = Plan([i for i in goed.inzetten if i.kaart not in ("R1", "R2")])
    oordeel = beoordeel(casus, zonder_grond)
    assert not oordeel.rechtmatigheid.houdbaar
    adviezen = [advies for vak in oordeel.vakmanschap for advies in vak.adviezen]
    assert any(advies.zin.startswith("Breng op orde wat volgens de wet niet kan: R1") for advies in adviezen)
    assert all(beoordeel(casus, advies.plan).rechtmatigheid.houdbaar for advies in adviezen)


def test_een_verschil_staat_er_in_gewone_taal():
    casus = CASUSSEN["klosjesbuurt"]
    eigen = Plan([Inzet("R1", 0, 12, 0.5), Inzet("Z6", 3, 30, 0.5)])
    ander = Plan([Inzet("R1", 0, 24, 0.5), Inzet("R2", 0, 60, 0.3)])
    assert verschil(casus, eigen, ander) == (
        "R1 Wijkonderzoek 12 maanden langer, tot maand 24; R2 Convenant van maand 0 tot 60 op 30 %; "
        f"zonder Z6 {casus.kaarten['Z6'].kort}"
    )
