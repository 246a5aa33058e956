"""The mini-case and looking along in a real browser: with and without JavaScript, by keyboard, judged by axe."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connections
from django.test import Client
from django.urls import reverse
from playwright.sync_api import BrowserContext, Page, sync_playwright

from simulatie.spel.minicasus import STAPPEN
from tests.chromium import CHROMIUM, VLAGGEN
from tests.e2e.keuring import bewaak, keur
from tests.factories.simulatie import KLEIN_PLAN, SessieFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture(scope="module", autouse=True)
def lettertypen() -> None:
    """The fonts are made at set-up and not committed; a page without them would be another page."""
    call_command("bereid_lettertypen", verbosity=0)


@pytest.fixture(params=[True, False], ids=["met javascript", "zonder javascript"])
def venster(request, live_server, monkeypatch) -> Iterator[BrowserContext]:
    # Playwright keeps an event loop in this thread; the database is only used between its calls.
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=VLAGGEN)
        context = browser.new_context(java_script_enabled=request.param)
        bewaak(context, oorsprong=live_server.url, javascript=request.param)
        yield context
        browser.close()
        connections.close_all()


def test_een_bezoeker_speelt_met_het_toetsenbord_en_er_blijft_niets_achter(venster, live_server):
    pagina = venster.new_page()
    pagina.goto(f"{live_server.url}/proef/")
    for stap in STAPPEN:
        keur(pagina)
        assert pagina.get_by_role("heading", name=stap.vraag).is_visible()
        pagina.get_by_role("button", name=stap.keuzes[-1].titel).focus()
        pagina.keyboard.press("Enter")
        pagina.wait_for_url(f"**{stap.sleutel}={stap.keuzes[-1].sleutel}*")
    keur(pagina)
    uitslag = pagina.locator("h1").inner_text()

    assert venster.cookies() == []
    # The address alone gives the same page to somebody else, and one step back is the last question.
    ander = venster.new_page()
    ander.goto(pagina.url)
    assert ander.locator("h1").inner_text() == uitslag
    pagina.go_back()
    assert pagina.get_by_role("heading", name=STAPPEN[-1].vraag).is_visible()


def test_cursist_en_trainer_vinden_elkaar(venster, live_server, aisha, bram):
    sessie = SessieFactory(gebruiker=aisha, plan=KLEIN_PLAN)
    pagina = als(venster, live_server, aisha)
    pagina.goto(live_server.url + reverse("simulatie_meekijken", args=[sessie.sleutel]))
    keur(pagina)
    pagina.get_by_label("Uw trainer", exact=True).select_option(label=str(bram))
    pagina.get_by_role("button", name="Meekijken toestaan").click()
    pagina.get_by_text(f"{bram} kan nu meekijken").first.wait_for()
    keur(pagina)

    pagina = als(venster, live_server, bram)
    pagina.goto(live_server.url + reverse("begeleiding_overzicht"))
    keur(pagina)
    pagina.get_by_role("link", name=str(aisha)).click()
    pagina.get_by_role("link", name="Vorig besluit").click()
    pagina.get_by_role("heading", name="Besluit 2 van 3").wait_for()
    keur(pagina)
    pagina.get_by_label("Uw opmerking").fill("Begin met het convenant.")
    pagina.get_by_role("button", name="Opmerking plaatsen").click()
    pagina.get_by_text("Begin met het convenant.").wait_for()

    assert [o.tekst for o in sessie.opmerkingen.van_trainer()] == ["Begin met het convenant."]


def als(venster: BrowserContext, live_server: Any, wie: Any) -> Page:
    client = Client()
    client.force_login(wie)
    koekje: Any = {
        "name": settings.SESSION_COOKIE_NAME,
        "value": client.cookies[settings.SESSION_COOKIE_NAME].value,
        "url": live_server.url,
    }
    venster.clear_cookies()
    venster.add_cookies([koekje])
    return venster.new_page()
