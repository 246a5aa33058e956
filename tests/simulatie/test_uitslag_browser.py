"""The debrief in a real browser: axe in light and dark, 320 pixels, with and without JavaScript, and its files."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.urls import reverse
from playwright.sync_api import Page

from simulatie.models import Besluit
from simulatie.spel.besluiten import Vorm
from tests.e2e.keuring import keur
from tests.simulatie.bewaard_oordeel import NIEUW, besluit, bewaar
from tests.simulatie.spelen import venster_van

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture(params=[True, False], ids=["met javascript", "zonder javascript"])
def browser(request, chromium, live_server, aisha) -> Iterator[Page]:
    """A page of Aisha in Chromium, watched."""
    with venster_van(chromium, live_server.url, aisha, javascript=request.param) as context:
        yield context.new_page()


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
