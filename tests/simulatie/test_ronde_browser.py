"""A test in a real browser: by keyboard, with and without JavaScript, every state judged by axe."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from django.urls import reverse
from playwright.sync_api import BrowserContext, expect

from simulatie.acties.casusversies import leg_vast
from simulatie.acties.spel import sluit_ronde, voorspel
from simulatie.kern import laad_casus
from simulatie.models import Sessie
from tests.e2e.keuring import keur
from tests.factories.simulatie import SessieFactory
from tests.simulatie.spelen import Speler, venster_van

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

ZAAD = 7


@pytest.fixture
def korte_casus(transactional_db) -> None:
    """Three rounds, with a dilemma in the second and the third."""
    kort = replace(laad_casus("klosjesbuurt"), versie="kort", rondes=(0, 3, 6), programmaduur=9)
    leg_vast(casus=kort)


@pytest.fixture(params=[True, False], ids=["met javascript", "zonder javascript"])
def venster(request, chromium, live_server, aisha) -> Iterator[BrowserContext]:
    with venster_van(
        chromium, live_server.url, aisha, javascript=request.param, reduced_motion="reduce"
    ) as context:
        yield context


def test_een_korte_toets_met_het_toetsenbord_van_begin_tot_eind(venster, korte_casus, aisha):
    speler = Speler(venster.new_page())
    pagina = speler.pagina
    pagina.goto("/simulatie/casus/klosjesbuurt/")
    keur(pagina)
    speler.doe(speler.knop("Ik ken het spel"))
    speler.doe(speler.knop("Toets met deze casus"))
    expect(speler.kop).to_have_text("Ronde 1 van 3: maand 0")
    sessie = Sessie.objects.get()
    keur(pagina)

    speler.voorspel()
    speler.wacht_op(1)
    expect(pagina.locator("#voorspelling")).to_have_text("Wat u voorspelde")
    keur(pagina)

    speler.doe(speler.link("Bronnen kiezen"))
    expect(speler.kop).to_have_text("Onderzoek")
    keur(pagina)
    bron = speler.vraag_bron("brp-adressen", "gerede-twijfel")
    expect(bron.get_by_label("Ik vraag het toch.")).to_be_visible()
    assert bron.locator("[value=gerede-twijfel]").is_checked()
    keur(pagina)
    bron = speler.vraag_bron("meldingen", "geteld-per-maand")
    expect(bron).to_contain_text("gevraagd in maand 0, antwoord in maand 1")

    speler.doe(speler.link("Naar de ronde en uw plan"))
    pagina.get_by_label("Maatregel", exact=True).select_option("R2")
    speler.typ(pagina.locator("#nieuw_duur"), "9")
    speler.doe(speler.knop("Maatregel toevoegen"))
    expect(pagina.locator(".maatregel")).to_have_count(1)
    assert [inzet.kaart for inzet in sessie.inzetten().values()] == ["R2"]
    keur(pagina)

    speler.doe(pagina.locator("#sluit"))
    expect(speler.kop).to_have_text("Ronde 2 van 3: maand 3")
    speler.wacht_op(4)
    assert pagina.evaluate("document.activeElement.id") == "ronde"
    keur(pagina)
    gekeurd = False
    while (stand := sessie.stand()).dilemma or stand.rondes_gesloten < 3:
        if stand.dilemma and not gekeurd:
            expect(pagina.locator("#dilemma")).to_be_visible()
            keur(pagina)
            gekeurd = True
        speler.stap(stand)
    expect(speler.kop).to_have_text("Alle rondes zijn gespeeld")
    assert gekeurd
    keur(pagina)


@pytest.mark.parametrize("venster", [True], indirect=True, ids=["met javascript"])
def test_een_tabblad_van_een_eerdere_maand_zegt_het_en_houdt_wat_er_stond(venster, korte_casus, aisha):
    sessie = SessieFactory(gebruiker=aisha, soort="toets", zaad=ZAAD)
    voorspel(sessie=sessie, verwacht_nummer=0, meldingen="gelijk", leefbaarheid="gelijk", reden="Zo maar.")
    speler = Speler(venster.new_page())
    pagina = speler.pagina
    pagina.goto(reverse("simulatie_sessie", args=[sessie.sleutel]))
    sluit_ronde(sessie=sessie, verwacht_nummer=1)

    pagina.get_by_label("Maatregel", exact=True).select_option("O4")
    pagina.locator("#nieuw_start").fill("5")
    speler.doe(speler.knop("Maatregel toevoegen"))

    expect(pagina.get_by_text("De tijd is intussen verder gegaan")).to_be_visible()
    expect(pagina.locator("#nieuw_start")).to_have_value("5")
    speler.doe(pagina.locator("#sluit"))
    expect(speler.kop).to_have_text("Ronde 2 van 3: maand 3")
    assert sessie.stand().rondes_gesloten == 1, "a round that was not on the screen is not closed"
    pagina.go_back()
    pagina.reload()
    expect(speler.kop).to_have_text("Ronde 2 van 3: maand 3")
