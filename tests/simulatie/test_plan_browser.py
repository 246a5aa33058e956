"""The plan in a real browser: one pointer, no dragging, nothing lost; with and without JavaScript."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.db import connections
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page, sync_playwright

from tests.chromium import CHROMIUM, VLAGGEN
from tests.factories.simulatie import KLEIN_PLAN, SessieFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def sessie(aisha):
    return SessieFactory(gebruiker=aisha, plan=KLEIN_PLAN)


@pytest.fixture(params=[True, False], ids=["met javascript", "zonder javascript"])
def pagina(request, live_server, aisha, sessie, monkeypatch) -> Iterator[Page]:
    """The plan of Aisha in Chromium."""
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
        context = browser.new_context(java_script_enabled=request.param)
        context.add_cookies([koekje])
        pagina = context.new_page()
        pagina.goto(live_server.url + reverse("simulatie_sessie", args=[sessie.sleutel]))
        yield pagina
        browser.close()
        # Under Playwright's loop Django opened a connection of its own, which would keep the test database busy.
        connections.close_all()


def test_a_measure_moves_by_single_clicks_and_the_move_is_told(pagina, sessie):
    pagina.click("#m2_later")
    pagina.get_by_text("staat in uw plan van maand 3 tot maand 39").first.wait_for(state="attached")
    pagina.click("#m2_later")
    pagina.get_by_text("staat in uw plan van maand 4 tot maand 40").first.wait_for(state="attached")

    assert sessie.inzetten()["m2"]["start"] == 4
    assert pagina.locator("#m2_start").input_value() == "4"


def test_a_refused_row_keeps_the_typed_text(pagina, sessie):
    pagina.fill("#m3_duur", "heel lang")
    pagina.click("#m3_bewaren")
    pagina.locator("#m3_duur[aria-invalid=true]").wait_for()

    assert pagina.locator("#m3_duur").input_value() == "heel lang"
    assert "Vul een heel getal in van 1 tot en met 60." in pagina.locator("#m3").inner_text()
    assert sessie.laatste_nummer() == 3


@pytest.mark.parametrize("pagina", [True], indirect=True)
def test_focus_stays_on_the_button_and_the_move_is_read_aloud(pagina):
    pagina.focus("#m1_later")
    pagina.keyboard.press("Enter")
    pagina.locator("#voorlezen", has_text="staat in uw plan van maand 1").wait_for(state="attached")

    assert pagina.evaluate("document.activeElement.id") == "m1_later"
    assert pagina.evaluate(
        "(() => { const r = document.activeElement.getBoundingClientRect();"
        " return r.top >= 0 && r.bottom <= innerHeight; })()"
    )


@pytest.mark.parametrize("pagina", [True], indirect=True)
def test_without_a_connection_what_was_typed_stays_and_can_be_sent_later(pagina, sessie):
    pagina.fill("#m1_mate", "80")
    pagina.context.set_offline(True)
    pagina.click("#m1_bewaren")
    pagina.locator("#voorlezen", has_text="Het bewaren is niet gelukt.").wait_for(state="attached")
    assert (pagina.locator("#m1_mate").input_value(), sessie.laatste_nummer()) == ("80", 3)

    pagina.context.set_offline(False)
    pagina.click("#m1_bewaren")
    pagina.locator("#voorlezen", has_text="mate 80 %").wait_for(state="attached")

    assert sessie.inzetten()["m1"]["mate"] == 0.8


@pytest.mark.parametrize("pagina", [True], indirect=True)
def test_a_removed_measure_can_be_taken_back(pagina, sessie):
    pagina.locator("#m2 .knop-gevaar").click()
    pagina.locator("#m2").wait_for(state="detached")
    assert pagina.evaluate("document.activeElement.id") == "plan"

    pagina.click("#ongedaan")
    pagina.locator("#m2").wait_for()

    assert [inzet["kaart"] for inzet in sessie.inzetten().values()] == ["R2", "R1", "S1"]
