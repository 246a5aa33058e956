"""A test in a real browser: by keyboard, with and without JavaScript, every state judged by axe."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connections
from django.test import Client
from django.urls import reverse
from playwright.sync_api import BrowserContext, Locator, Page, expect, sync_playwright

from simulatie.acties.publiceren import publiceer_casus
from simulatie.acties.spel import sluit_ronde, voorspel
from simulatie.kern import laad_casus
from simulatie.models import Sessie, Stand
from tests.chromium import CHROMIUM, VLAGGEN
from tests.e2e.keuring import bewaak, keur
from tests.factories.simulatie import KLEIN_PLAN, SessieFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

ZAAD = 7
REDEN = "Mensen durven weer te melden."
LANGST = 20_000


@pytest.fixture(scope="module", autouse=True)
def lettertypen() -> None:
    """The fonts are made at set-up and not committed; a page without them would be another page."""
    call_command("bereid_lettertypen", verbosity=0)


@pytest.fixture
def korte_casus(transactional_db) -> None:
    """Three rounds, with a dilemma in the second and the third."""
    kort = replace(laad_casus("klosjesbuurt"), versie="kort", rondes=(0, 3, 6), programmaduur=9)
    publiceer_casus(casus=kort, keuren=False)


@pytest.fixture(params=[True, False], ids=["met javascript", "zonder javascript"])
def venster(request, live_server, aisha, monkeypatch) -> Iterator[BrowserContext]:
    # Playwright keeps an event loop in this thread; the database is only used between its calls.
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
    client = Client()
    client.force_login(aisha)
    koekje: Any = {
        "name": settings.SESSION_COOKIE_NAME,
        "value": client.cookies[settings.SESSION_COOKIE_NAME].value,
        "url": live_server.url,
    }
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=VLAGGEN)
        context = browser.new_context(
            base_url=live_server.url, java_script_enabled=request.param, reduced_motion="reduce"
        )
        context.set_default_timeout(LANGST)
        expect.set_options(timeout=LANGST)
        bewaak(context, oorsprong=live_server.url, javascript=request.param)
        context.add_cookies([koekje])
        yield context
        browser.close()
        connections.close_all()


def druk(pagina: Page, wat: Locator, toets: str = "Enter") -> None:
    """By keyboard: go to it and press a key."""
    wat.focus()
    pagina.keyboard.press(toets)


def knop(pagina: Page, naam: str) -> Locator:
    return pagina.get_by_role("button", name=naam, exact=True)


def kop(pagina: Page) -> Locator:
    return pagina.get_by_role("heading", level=1)


def doe_voorspelling(pagina: Page) -> None:
    druk(pagina, pagina.locator("[name=meldingen][value=stijgt-licht]"), "Space")
    druk(pagina, pagina.locator("[name=leefbaarheid][value=gelijk]"), "Space")
    pagina.get_by_label("Waarom denkt u dat?").focus()
    pagina.keyboard.type(REDEN)
    pagina.keyboard.press("Enter")
    expect(pagina.locator("#voorspelling")).to_have_text("Wat u voorspelde")


def antwoord(pagina: Page) -> None:
    """Choose the first answer to the dilemma."""
    druk(pagina, pagina.locator("[name=keuze]").first, "Space")
    druk(pagina, knop(pagina, "Antwoord geven"))


def stap(pagina: Page, stand: Stand) -> None:
    """Do what the page asks: answer, predict, or close the round."""
    if stand.dilemma:
        antwoord(pagina)
    elif pagina.locator("[name=reden]").count():
        doe_voorspelling(pagina)
    else:
        druk(pagina, pagina.locator("#sluit"))
    # The next step starts from a page that knows this one.
    expect(pagina.locator(f'[name=verwacht_nummer][value="{stand.nummer}"]')).to_have_count(0)


def sluit_rondes(pagina: Page, sessie: Sessie, aantal: int) -> None:
    """Close so many rounds; answer and predict where it is asked."""
    tot = sessie.stand().rondes_gesloten + aantal
    while (stand := sessie.stand()).dilemma or stand.rondes_gesloten < tot:
        stap(pagina, stand)


def test_een_korte_toets_met_het_toetsenbord_van_begin_tot_eind(venster, korte_casus, aisha):
    pagina = venster.new_page()
    pagina.goto("/simulatie/casus/klosjesbuurt/")
    keur(pagina)
    druk(pagina, knop(pagina, "Toets met deze casus"))
    expect(kop(pagina)).to_have_text("Ronde 1 van 3: maand 0")
    sessie = Sessie.objects.get()
    keur(pagina)

    doe_voorspelling(pagina)
    keur(pagina)

    druk(pagina, pagina.get_by_role("link", name="Bronnen kiezen"))
    expect(kop(pagina)).to_have_text("Onderzoek")
    keur(pagina)
    bron = pagina.locator("#brp-adressen")
    druk(pagina, bron.locator("summary"))
    druk(pagina, bron.locator("[value=gerede-twijfel]"), "Space")
    druk(pagina, bron.get_by_role("button"))
    expect(bron.get_by_label("Ik vraag het toch.")).to_be_visible()
    assert bron.locator("[value=gerede-twijfel]").is_checked()
    keur(pagina)
    bron = pagina.locator("#meldingen")
    druk(pagina, bron.locator("summary"))
    druk(pagina, bron.locator("[value=geteld-per-maand]"), "Space")
    druk(pagina, bron.get_by_role("button"))
    expect(bron).to_contain_text("gevraagd in maand 0, antwoord in maand 1")

    druk(pagina, pagina.get_by_role("link", name="Naar de ronde en uw plan"))
    pagina.get_by_label("Maatregel", exact=True).select_option("R2")
    pagina.locator("#nieuw_duur").fill("9")
    druk(pagina, knop(pagina, "Maatregel toevoegen"))
    expect(pagina.locator(".maatregel")).to_have_count(1)
    assert [inzet["kaart"] for inzet in sessie.inzetten().values()] == ["R2"]
    keur(pagina)

    druk(pagina, pagina.locator("#sluit"))
    expect(kop(pagina)).to_have_text("Ronde 2 van 3: maand 3")
    assert pagina.evaluate("document.activeElement.id") == "ronde"
    keur(pagina)
    gekeurd = False
    while (stand := sessie.stand()).dilemma or stand.rondes_gesloten < 3:
        if stand.dilemma and not gekeurd:
            expect(pagina.locator("#dilemma")).to_be_visible()
            keur(pagina)
            gekeurd = True
        stap(pagina, stand)
    expect(kop(pagina)).to_have_text("Alle rondes zijn gespeeld")
    assert gekeurd
    keur(pagina)


@pytest.mark.parametrize("venster", [False], indirect=True, ids=["zonder javascript"])
def test_de_klosjesbuurt_door_alle_rondes_tot_de_uitslag(venster, aisha):
    sessie = SessieFactory(gebruiker=aisha, soort="toets", zaad=ZAAD, plan=KLEIN_PLAN)
    pagina = venster.new_page()
    pagina.goto(reverse("simulatie_sessie", args=[sessie.sleutel]))

    sluit_rondes(pagina, sessie, len(laad_casus("klosjesbuurt").rondes))

    expect(kop(pagina)).to_have_text("Alle rondes zijn gespeeld")
    keur(pagina)
    druk(pagina, pagina.get_by_role("link", name="Plan indienen"))
    pagina.get_by_label("Ik weet dat mijn plan na het indienen vaststaat.").check()
    druk(pagina, knop(pagina, "Plan indienen"))
    pagina.wait_for_url("**/uitslag/")
    assert sessie.besluiten.filter(soort="ronde").count() == 12
    assert len(sessie.stand().voorspellingen) == 3


@pytest.mark.parametrize("venster", [True], indirect=True, ids=["met javascript"])
def test_een_tabblad_van_een_eerdere_maand_zegt_het_en_houdt_wat_er_stond(venster, korte_casus, aisha):
    sessie = SessieFactory(gebruiker=aisha, soort="toets", zaad=ZAAD)
    voorspel(sessie=sessie, verwacht_nummer=0, meldingen="gelijk", leefbaarheid="gelijk", reden="Zo maar.")
    pagina = venster.new_page()
    pagina.goto(reverse("simulatie_sessie", args=[sessie.sleutel]))
    sluit_ronde(sessie=sessie, verwacht_nummer=1)

    pagina.get_by_label("Maatregel", exact=True).select_option("O4")
    pagina.locator("#nieuw_start").fill("5")
    druk(pagina, knop(pagina, "Maatregel toevoegen"))

    expect(pagina.get_by_text("De tijd is intussen verder gegaan")).to_be_visible()
    expect(pagina.locator("#nieuw_start")).to_have_value("5")
    druk(pagina, pagina.locator("#sluit"))
    expect(kop(pagina)).to_have_text("Ronde 2 van 3: maand 3")
    assert sessie.stand().rondes_gesloten == 1, "a round that was not on the screen is not closed"
    pagina.go_back()
    pagina.reload()
    expect(kop(pagina)).to_have_text("Ronde 2 van 3: maand 3")
