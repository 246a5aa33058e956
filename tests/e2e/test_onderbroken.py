"""Whoever is cut off goes on at the same place; whoever looks at an old screen is told so and loses nothing."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from cursussen.acties.vragen import begin_poging
from cursussen.models import Inschrijving, Poging
from tests.e2e.handelingen import juiste_keuze, log_in, log_in_met_code, nieuwste_sessie, vraag
from tests.e2e.keuring import SMAL, keur

TELEFOON = {"viewport": SMAL, "is_mobile": True, "has_touch": True, "device_scale_factor": 2}


@pytest.fixture
def poging(aisha) -> Poging:
    """Aisha's go at the questions, of which none is answered yet."""
    return begin_poging(inschrijving=Inschrijving.objects.get(gebruiker=aisha))


def antwoord(pagina: Page, poging: Poging, nummer: int) -> None:
    sleutel = poging.vragen[nummer]["sleutel"]
    blok = vraag(pagina, sleutel)
    blok.get_by_label(juiste_keuze(poging, sleutel)["tekst"]).check()
    blok.get_by_role("button", name="Antwoord opslaan").click()
    expect(blok.locator(".vraag-uitslag")).to_contain_text("Juist")


def test_verder_op_de_telefoon_midden_in_een_plan(bezoek, aisha):
    laptop = bezoek()
    log_in(laptop, aisha)
    sessie = nieuwste_sessie(aisha)
    laptop.goto(f"/simulatie/{sessie.sleutel}/")
    eerste = next(iter(sessie.inzetten()))
    laptop.locator(f"#{eerste} .planlijn-naam").click()
    laptop.fill(f"#{eerste}_mate", "35")
    laptop.click(f"#{eerste}_bewaren")
    expect(laptop.locator("#werkmelding")).to_contain_text("mate 35 %")
    laptop.context.close()

    telefoon = bezoek(**TELEFOON)
    log_in_met_code(telefoon, aisha.email)
    keur(telefoon)
    expect(telefoon.locator("main")).to_contain_text("4 besluiten genomen")
    telefoon.get_by_role("heading", name="De Klosjesbuurt").get_by_role("link").tap()
    telefoon.wait_for_url(f"**/simulatie/{sessie.sleutel}/")
    expect(telefoon.locator(f"#{eerste}_mate")).to_have_value("35")
    keur(telefoon)
    telefoon.locator(f"#{eerste}_later").tap()
    expect(telefoon.locator("#werkmelding")).to_contain_text("staat in uw plan van maand 1")
    assert (sessie.inzetten()[eerste].start, sessie.inzetten()[eerste].mate) == (1, 0.35)


def test_verder_op_de_telefoon_midden_in_de_vragen(bezoek, aisha, poging):
    laptop = bezoek()
    log_in(laptop, aisha)
    laptop.goto(f"/leren/{poging.inschrijving.sleutel}/vragen/")
    antwoord(laptop, poging, 0)
    antwoord(laptop, poging, 1)
    derde = poging.vragen[2]
    vraag(laptop, derde["sleutel"]).get_by_label(derde["keuzes"][0]["tekst"]).check()
    laptop.context.close()

    telefoon = bezoek(**TELEFOON)
    log_in(telefoon, aisha)
    telefoon.goto("/mijn/")
    telefoon.get_by_role("heading", name="Umami").get_by_role("link").tap()
    telefoon.locator("#vragen").get_by_role("link", name="Verder met de vragen").tap()
    expect(telefoon.locator("#vragen")).to_contain_text("2 van 5 vragen beantwoord")
    expect(vraag(telefoon, derde["sleutel"])).to_contain_text("Vraag 3 van 5")
    keur(telefoon)
    for nummer in (2, 3, 4):
        antwoord(telefoon, poging, nummer)
    expect(telefoon.locator(".uitslag")).to_contain_text("U had 5 van de 5 vragen goed.")
    keur(telefoon)


@pytest.mark.parametrize("javascript", [True, False], ids=["met javascript", "zonder javascript"])
def test_een_oud_tabblad_met_een_plan_houdt_wat_was_getypt(bezoek, aisha, javascript):
    eerste_tab = bezoek(java_script_enabled=javascript)
    log_in(eerste_tab, aisha)
    sessie = nieuwste_sessie(aisha)
    adres = f"/simulatie/{sessie.sleutel}/"
    eerste_tab.goto(adres)
    oude_tab = eerste_tab.context.new_page()
    oude_tab.goto(adres)
    een, twee = list(sessie.inzetten())[:2]

    oude_tab.locator(f"#{twee} .planlijn-naam").click()
    eerste_tab.locator(f"#{een} .planlijn-naam").click()
    eerste_tab.fill(f"#{een}_mate", "41")
    eerste_tab.click(f"#{een}_bewaren")
    expect(eerste_tab.get_by_text("mate 41 %").last).to_be_visible()
    oude_tab.fill(f"#{twee}_mate", "77")
    oude_tab.click(f"#{twee}_bewaren")
    overzicht = oude_tab.locator("[data-foutenoverzicht]")
    expect(overzicht).to_contain_text("Wat u invulde, staat er nog.")
    expect(oude_tab.locator(f"#{twee}_mate")).to_have_value("77")
    assert sessie.laatste_nummer() == 4
    keur(oude_tab)

    oude_tab.click(f"#{twee}_bewaren")
    expect(oude_tab.get_by_text("mate 77 %").last).to_be_visible()
    inzetten = sessie.inzetten()
    assert (inzetten[een].mate, inzetten[twee].mate, sessie.laatste_nummer()) == (0.41, 0.77, 5)


def test_een_oud_tabblad_met_een_vraag_zegt_dat_het_eerste_antwoord_blijft(pagina, aisha, poging):
    log_in(pagina, aisha)
    adres = f"/leren/{poging.inschrijving.sleutel}/vragen/"
    pagina.goto(adres)
    oude_tab = pagina.context.new_page()
    oude_tab.goto(adres)
    antwoord(pagina, poging, 0)
    gevraagd = poging.vragen[0]
    ander = next(keuze for keuze in gevraagd["keuzes"] if not keuze["juist"])
    blok = vraag(oude_tab, gevraagd["sleutel"])
    blok.get_by_label(ander["tekst"]).check()
    blok.get_by_role("button", name="Antwoord opslaan").click()
    expect(blok).to_contain_text("U had deze vraag al beantwoord. Uw eerste antwoord blijft staan.")
    expect(blok).to_contain_text("Uw antwoord, en het juiste")
    keur(oude_tab)
    [gegeven] = poging.antwoorden.all()
    assert (gegeven.keuze, gegeven.juist) == (juiste_keuze(poging, gevraagd["sleutel"])["sleutel"], True)
