"""The map and the street through the months: what they show is what the model says, and no more than may be known."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from django.urls import reverse
from django.utils.html import json_script

from simulatie.acties.spel import sluit_ronde, voorspel, vraag_bron
from simulatie.kern import Plan, laad_casus, simuleer
from simulatie.models import Sessie
from simulatie.schermen.buurtbeeld import (
    HUIZEN,
    RAMEN,
    TRAPPEN,
    Laag,
    buurtbeeld,
    buurtbeeld_van_plan,
    buurtbeeld_van_toets,
    geteld,
    huis,
    straat,
)
from simulatie.spel.verloop import speelstand
from tests.factories.simulatie import KLEIN_PLAN, SessieFactory
from tests.simulatie.voorspelling import LIJN

CASUSSEN = ("klosjesbuurt", "heidewissel", "kettingwerf")
ZWAARST = 25_000


@pytest.fixture(scope="module")
def casus():
    return laad_casus("klosjesbuurt")


@pytest.fixture(scope="module")
def plan():
    return Plan.uit_dict({"inzetten": list(KLEIN_PLAN)})


def laag(waarden, **anders):
    return Laag("iets", "Iets", "punten", np.array(waarden, dtype=float), anders.pop("beter", None), **anders)


def test_elk_deel_krijgt_de_waarde_van_het_model_in_de_gevraagde_maand(casus, plan):
    verwacht = simuleer(casus, [plan]).per_deelgebied("angst")[0, 18].round()

    beeld = buurtbeeld_van_plan(casus, plan, {"maand": "18", "indicator": "angst"})

    assert (beeld.maand, beeld.indicator) == (18, "angst")
    assert [deel.waarde for deel in beeld.kleuring.vlakken] == [str(int(waarde)) for waarde in verwacht]
    assert [rij[1] for rij in beeld.kleuring.tabel.rijen] == [deel.waarde for deel in beeld.kleuring.vlakken]
    assert beeld.kleuring.tabel.kop == "Angst (punten) in maand 18"


def test_een_stap_telt_op_bij_de_maand_en_blijft_binnen_de_maanden(casus, plan):
    def maand(**vraag):
        return buurtbeeld_van_plan(casus, plan, vraag).maand

    assert maand(maand="18", stap="1") == 19
    assert maand(maand="18", stap="-1") == 17
    assert maand(maand="0", stap="-1") == 0
    assert maand(maand=str(casus.horizon), stap="1") == casus.horizon


@pytest.mark.parametrize("onzin", ["", "abc", "1e9", "9" * 5000, "٣٤٥٦٧", "<script>"])
def test_een_onmogelijke_vraag_toont_de_gewone_maand_en_de_eerste_indicator(casus, plan, onzin):
    beeld = buurtbeeld_van_plan(casus, plan, {"maand": onzin, "stap": onzin, "indicator": onzin})

    assert (beeld.maand, beeld.indicator) == (casus.programmaduur, "index")


@pytest.mark.parametrize("sleutel", CASUSSEN)
def test_de_maanden_samen_zijn_licht_genoeg_voor_elke_casus(sleutel):
    casus = laad_casus(sleutel)

    gegevens = buurtbeeld_van_plan(casus, Plan(), {}).gegevens

    assert len(json_script(gegevens)) <= ZWAARST
    assert {len(laag["waarden"]) for laag in gegevens["lagen"].values()} == {casus.horizon + 1}


@pytest.mark.parametrize(("laagste", "hoogste"), [(0, 0), (40, 44), (40, 45), (3, 100), (12, 13)], ids=str)
def test_de_trappen_dekken_alle_waarden_en_sluiten_aan(casus, laagste, hoogste):
    waarden = np.linspace(laagste, hoogste, 8)
    beeld = buurtbeeld(casus, [laag([waarden])], ["0" * 8], {}, begin=0, laatste=0)

    trappen = beeld.kleuring.legenda

    assert trappen[0].van == laagste
    assert trappen[-1].tot >= hoogste
    assert [trede.van for trede in trappen[1:]] == [trede.tot + 1 for trede in trappen[:-1]]
    for deel in beeld.kleuring.vlakken:
        (trede,) = [trede for trede in trappen if trede.van <= int(deel.waarde) <= trede.tot]
        assert deel.trap == trede.trap


@pytest.mark.parametrize(("beter", "dichtst"), [(True, "laagste"), (False, "hoogste"), (None, "hoogste")])
def test_het_dichtste_patroon_is_het_slechtste(casus, beter, dichtst):
    waarden = np.linspace(10, 90, 8)

    vlakken = buurtbeeld(
        casus, [laag([waarden], beter=beter)], ["0" * 8], {}, begin=0, laatste=0
    ).kleuring.vlakken

    (donker,) = {deel.waarde for deel in vlakken if deel.trap == TRAPPEN - 1} & {"10", "90"}
    assert donker == {"laagste": "10", "hoogste": "90"}[dichtst]


def test_wat_niet_bekend_is_heeft_geen_waarde_en_geen_kleur(casus):
    waarden = [[np.nan] * 7 + [12.0]]

    beeld = buurtbeeld(casus, [laag(waarden, spreiding=0.1)], ["0" * 8], {}, begin=0, laatste=0)

    assert [(deel.waarde, deel.trap) for deel in beeld.kleuring.vlakken[-2:]] == [("–", None), ("12", 0)]
    assert beeld.gegevens["lagen"]["iets"]["waarden"] == ["- - - - - - - 12"]
    assert beeld.kleuring.vaag == "Dit beeld is vaag: het kan 10 % hoger of lager zijn."


@pytest.fixture
def gespeeld(aisha):
    """A test in month 3 in which one source was asked at the start."""
    sessie = SessieFactory(gebruiker=aisha, soort=Sessie.Soort.TOETS)
    casus = laad_casus("klosjesbuurt")
    bron = next(b for b in casus.bronnen if "meldingen" in b.levert and not b.vereist)
    grond = next(g.sleutel for g in bron.grondslagen if g.juist)
    vraag_bron(sessie=sessie, verwacht_nummer=0, bron=bron.sleutel, grondslag=grond)
    voorspel(sessie=sessie, verwacht_nummer=1, **LIJN)
    sluit_ronde(sessie=sessie, verwacht_nummer=2)
    return speelstand(casus, sessie.zaad, sessie.stand())


def test_een_toets_toont_alleen_wat_bekend_is_en_niets_van_later(casus, gespeeld):
    assert gespeeld.maand > 0

    beeld = buurtbeeld_van_toets(casus, gespeeld, {"maand": "96", "indicator": "angst"})

    lagen = beeld.gegevens["lagen"]
    assert beeld.maand == beeld.laatste_maand == gespeeld.maand
    assert "meldingen" in lagen
    assert set(lagen) <= set(gespeeld.bekend)
    assert {len(laag["waarden"]) for laag in lagen.values()} == {gespeeld.maand + 1}


def test_een_toets_tekent_geen_straat_want_die_verraadt_wat_niemand_vroeg(casus, gespeeld):
    beeld = buurtbeeld_van_toets(casus, gespeeld, {})

    assert (beeld.straat, beeld.geteld, beeld.gegevens["straat"]) == ([], None, [])
    assert len(buurtbeeld_van_plan(casus, Plan(), {}).straat) == HUIZEN


def test_een_toets_waarin_niets_bekend_is_heeft_geen_kaart(casus, gespeeld):
    assert buurtbeeld_van_toets(casus, replace(gespeeld, bekend={}), {}).kleuring is None


def test_een_verouderd_beeld_stopt_bij_zijn_peilmaand(casus, gespeeld):
    oud = replace(gespeeld.bekend["meldingen"], peilmaand=1, verouderd=True)

    beeld = buurtbeeld_van_toets(casus, replace(gespeeld, bekend={"meldingen": oud}), {})

    waarden = beeld.gegevens["lagen"]["meldingen"]["waarden"]
    onbekend = " ".join("-" * 8)
    assert beeld.maand == 1, "it opens where there is something to see"
    nu = buurtbeeld_van_toets(casus, replace(gespeeld, bekend={"meldingen": oud}), {"maand": "3"})
    assert {deel.waarde for deel in nu.kleuring.vlakken} == {"–"}
    toen = buurtbeeld_van_toets(casus, replace(gespeeld, bekend={"meldingen": oud}), {"maand": "1"})
    assert [deel.waarde.count("–") for deel in toen.kleuring.vlakken] == [1] * 8, "stale figures are ranges"
    assert [rij[1] for rij in toen.kleuring.tabel.rijen] == [deel.waarde for deel in toen.kleuring.vlakken]
    assert waarden[1] != onbekend
    assert waarden[2:] == [onbekend] * (gespeeld.maand - 1)


@pytest.mark.parametrize("sleutel", CASUSSEN)
def test_de_straat_wordt_lichter_en_opener_met_het_beste_plan(sleutel):
    casus = laad_casus(sleutel)
    verloop = simuleer(casus, [casus.referentieplan])

    maanden = straat(verloop, casus.programmaduur)
    eerst, laatst = geteld(maanden[0]), geteld(maanden[-1])

    assert laatst.ramen > eerst.ramen
    assert laatst.deuren > eerst.deuren
    assert laatst.stoepen > eerst.stoepen


def test_het_aantal_ramen_deuren_en_stoepen_volgt_uit_de_maten(casus):
    verloop = simuleer(casus, [Plan()])
    waarden = {
        naam: float(verloop.wijk(naam)[0, 0]) for naam in ("samenredzaamheid", "angst", "fysieke_kwaliteit")
    }

    telling = geteld(straat(verloop, 0)[0])

    assert telling.ramen == round(waarden["samenredzaamheid"] / 100 * HUIZEN * RAMEN)
    assert telling.deuren == round((100 - waarden["angst"]) / 100 * HUIZEN)
    assert telling.stoepen == round(waarden["fysieke_kwaliteit"] / 100 * HUIZEN)


def test_een_dichtgetimmerd_huis_heeft_geen_licht_geen_open_deur_en_geen_stoep():
    verloop = simuleer(laad_casus("heidewissel"), [Plan()])

    dicht = [een for tekens in straat(verloop, 96) for een in map(huis, tekens) if een.dicht]

    assert dicht
    assert not any(een.verlicht or een.deur_open or een.stoep for een in dicht)


def test_de_kaart_staat_bij_oefenen_en_de_verwachting_niet_in_een_toets(client, aisha):
    client.force_login(aisha)
    oefenen = SessieFactory(gebruiker=aisha, plan=KLEIN_PLAN)
    toets = SessieFactory(gebruiker=aisha, soort=Sessie.Soort.TOETS, plan=KLEIN_PLAN)

    def kaart_van(sessie):
        antwoord = client.get(reverse("simulatie_sessie", args=[sessie.sleutel]), {"maand": "7"})
        return antwoord.context.get("buurtbeeld")

    assert kaart_van(oefenen).maand == 7
    assert not kaart_van(toets)
