"""The debrief in a real browser: axe in light and dark, 320 pixels, with and without JavaScript, and its files."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.db import connections
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page, sync_playwright

from simulatie.models import Besluit
from simulatie.spel.besluiten import Vorm
from tests.chromium import CHROMIUM, VLAGGEN
from tests.e2e.keuring import bewaak, keur
from tests.simulatie.bewaard_oordeel import NIEUW, besluit, bewaar

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture(params=[True, False], ids=["met javascript", "zonder javascript"])
def browser(request, live_server, aisha, monkeypatch) -> Iterator[Page]:
    """A page of Aisha in Chromium, watched."""
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
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=VLAGGEN)
        context = chromium.new_context(java_script_enabled=request.param, base_url=live_server.url)
        context.add_cookies([koekje])
        bewaak(context, oorsprong=live_server.url, javascript=request.param)
        yield context.new_page()
        chromium.close()
        # Under Playwright's loop Django opened a connection of its own, which would keep the test database busy.
        connections.close_all()


def test_de_terugblik_van_een_toets_doorstaat_de_keuring(browser, aisha):
    beoordeling = bewaar(aisha)
    gegevens = {
        "maand": 12,
        "meldingen": Vorm.GELIJK,
        "leefbaarheid": Vorm.STIJGT_LICHT,
        "reden": "Zo dacht ik.",
    }
    besluit(beoordeling.sessie, 1, Besluit.Soort.VOORSPELLING, "voorspelling-12", gegevens)

    browser.goto(reverse("simulatie_uitslag", args=[beoordeling.sessie.sleutel]))
    assert browser.locator("#voorspellingen").is_visible()

    keur(browser)


def test_een_oud_oordeel_doorstaat_de_keuring(browser, aisha):
    beoordeling = bewaar(aisha, versie="1999.1", zonder=NIEUW)

    browser.goto(reverse("simulatie_uitslag", args=[beoordeling.sessie.sleutel]))
    assert browser.locator("#besluiten").count() == 0

    keur(browser)


@pytest.mark.parametrize("soort", ["uitslag-pdf", "aanpak-docx", "aanpak-pdf"])
@pytest.mark.parametrize("browser", [True], indirect=True)
def test_een_stuk_is_een_klik_om_te_vragen_en_een_om_te_halen(browser, aisha, soort):
    beoordeling = bewaar(aisha)
    browser.goto(reverse("simulatie_uitslag", args=[beoordeling.sessie.sleutel]))

    browser.locator(f"#{soort} button").click()
    with browser.expect_download() as gehaald:
        browser.locator(f"#{soort} a.knop").click()

    assert gehaald.value.suggested_filename.endswith(("klosjesbuurt.pdf", "klosjesbuurt.docx"))
