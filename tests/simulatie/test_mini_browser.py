"""The mini-case and looking along in a real browser: with and without JavaScript, by keyboard, judged by axe."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from playwright.sync_api import BrowserContext, Page

from simulatie.spel.minicasus import STAPPEN, VRAAG, is_af, wegen
from tests.e2e.keuring import keur
from tests.factories.simulatie import KLEIN_PLAN, SessieFactory
from tests.simulatie.spelen import venster_van

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture(params=[True, False], ids=["met javascript", "zonder javascript"])
def venster(request, chromium, live_server) -> Iterator[BrowserContext]:
    with venster_van(chromium, live_server.url, javascript=request.param) as context:
        yield context


def test_een_bezoeker_speelt_met_het_toetsenbord_en_er_blijft_niets_achter(venster, live_server):
    pagina = venster.new_page()
    pagina.goto(f"{live_server.url}/proef/")
    weg = next(weg for weg in reversed(list(wegen())) if is_af(weg))
    vragen = [VRAAG, *(keuze.vraag for keuze in weg[:-1])]
    for stap, vraag, keuze in zip(STAPPEN, vragen, weg, strict=True):
        keur(pagina)
        assert pagina.get_by_role("heading", name=vraag).is_visible()
        pagina.get_by_role("button", name=keuze.titel).focus()
        pagina.keyboard.press("Enter")
        pagina.wait_for_url(f"**{stap}={keuze.sleutel}*")
    keur(pagina)
    uitslag = pagina.locator("h1").inner_text()

    assert venster.cookies() == []
    # The address alone gives the same page to somebody else, and one step back is the last question.
    ander = venster.new_page()
    ander.goto(pagina.url)
    assert ander.locator("h1").inner_text() == uitslag
    pagina.go_back()
    assert pagina.get_by_role("heading", name=vragen[-1]).is_visible()


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
