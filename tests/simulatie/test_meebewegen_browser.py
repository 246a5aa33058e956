"""The lines follow the hand in a real browser, before the server has answered; and come out where the server says."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.urls import reverse
from playwright.sync_api import Page, Route

from simulatie.models import Sessie
from tests.factories.simulatie import KLEIN_PLAN, SessieFactory
from tests.simulatie.spelen import venster_van

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

# Two places round tenths the other way at most.
TIENDE = 0.11


@pytest.fixture
def sessie(aisha) -> Sessie:
    return SessieFactory(gebruiker=aisha, plan=KLEIN_PLAN)


@pytest.fixture
def pagina(chromium, live_server, aisha, sessie) -> Iterator[Page]:
    with venster_van(chromium, live_server.url, aisha) as context:
        pagina = context.new_page()
        # The page asks for the numbers when it is idle.
        with pagina.expect_response("**/getallen/**"):
            pagina.goto(reverse("simulatie_sessie", args=[sessie.sleutel]))
        yield pagina


def grafieken(pagina: Page) -> list[dict[str, object]]:
    """What the charts show: the points of their lines, and the marks and names beside them."""
    return pagina.locator(".verloop .grafiek-vlak").evaluate_all(
        """vlakken => vlakken.map(vlak => ({
          punten: [...vlak.querySelectorAll('.grafiek-lijn')].map(
            lijn => lijn.getAttribute('points').split(/[ ,]/).map(Number)),
          merken: [...vlak.querySelectorAll('.grafiek-as')].map(tekst => tekst.textContent).sort(),
          plekken: [...vlak.querySelectorAll('.grafiek-raster')].map(
            streep => Number(streep.getAttribute('d').match(/M\\d+ ([\\d.]+)H/)[1])),
          namen: [...vlak.querySelectorAll('.grafiek-label')].map(tekst => Number(tekst.getAttribute('y'))),
        }))"""
    )


def eis_gelijk(een: list[dict[str, object]], ander: list[dict[str, object]]) -> None:
    for deze, die in zip(een, ander, strict=True):
        assert deze["merken"] == die["merken"]
        for wat in ("punten", "plekken", "namen"):
            assert plat(deze[wat]) == pytest.approx(plat(die[wat]), abs=TIENDE), wat


def plat(waarde: object) -> list[float]:
    return [getal for deel in waarde for getal in plat(deel)] if isinstance(waarde, list) else [waarde]


def tot_het_beweegt(pagina: Page) -> None:
    pagina.locator(".verloop.is-los").wait_for()


@contextmanager
def server_wacht(pagina: Page) -> Iterator[None]:
    """The server answers a decision only after this."""
    wachtend: list[Route] = []

    def laat_wachten(route: Route) -> None:
        wachtend.append(route)

    pagina.route("**/maatregel/**", laat_wachten)
    yield
    for route in wachtend:
        route.continue_()
    pagina.unroute("**/maatregel/**", laat_wachten)


def test_a_typed_number_moves_the_lines_and_the_server_then_draws_the_same(pagina, sessie):
    begin = grafieken(pagina)
    pagina.fill("#m1_mate", "100")
    tot_het_beweegt(pagina)
    levend = grafieken(pagina)
    assert levend != begin
    assert pagina.locator(".verloop-los").is_visible()
    assert sessie.laatste_nummer() == len(KLEIN_PLAN), "nothing was decided"

    pagina.click("#m1_bewaren")
    pagina.locator("#voorlezen", has_text="mate 100 %").wait_for(state="attached")
    pagina.locator("#werkblad:not([aria-busy])").wait_for()

    eis_gelijk(grafieken(pagina), levend)
    assert pagina.locator(".verloop-los").is_hidden()


def test_what_is_typed_back_or_makes_no_sense_shows_the_plan_as_stored(pagina):
    begin = grafieken(pagina)
    for typt in ("heel lang", "24"):
        pagina.fill("#m1_duur", "5")
        tot_het_beweegt(pagina)
        assert grafieken(pagina) != begin
        pagina.fill("#m1_duur", typt)
    pagina.fill("#m1_duur", "")
    pagina.locator(".verloop:not(.is-los)").wait_for()
    eis_gelijk(grafieken(pagina), begin)


def test_a_bar_by_keys_moves_the_lines_and_escape_puts_them_back(pagina, sessie):
    begin = grafieken(pagina)
    pagina.focus("#m1_balk")
    for _keer in range(6):
        pagina.keyboard.press("ArrowRight")
    tot_het_beweegt(pagina)
    levend = grafieken(pagina)
    assert levend != begin

    pagina.keyboard.press("Escape")
    pagina.locator(".verloop:not(.is-los)").wait_for()
    eis_gelijk(grafieken(pagina), begin)

    for _keer in range(6):
        pagina.keyboard.press("ArrowRight")
    pagina.keyboard.press("Enter")
    pagina.locator("#voorlezen", has_text="staat in uw plan van maand 6").wait_for(state="attached")
    pagina.locator("#werkblad:not([aria-busy])").wait_for()
    eis_gelijk(grafieken(pagina), levend)


@pytest.mark.parametrize("knop", ["#m2_later", "#m2_korter", "#m2_sterker", "#m2 .knop-gevaar"])
def test_a_button_is_drawn_before_the_server_answers_and_as_it_answers(pagina, sessie, knop):
    begin = grafieken(pagina)
    with server_wacht(pagina):
        pagina.click(knop)
        tot_het_beweegt(pagina)
        levend = grafieken(pagina)
        assert sessie.laatste_nummer() == len(KLEIN_PLAN)
    pagina.locator(".verloop:not(.is-los)").wait_for()
    assert levend != begin
    eis_gelijk(grafieken(pagina), levend)


def test_part_of_the_area_and_the_open_table_follow_too(pagina):
    tabel = pagina.locator(".verloop .lijn-met-feiten").first
    tabel.locator("summary").click()
    cellen = tabel.locator("tbody td:nth-child(2)")
    voor = cellen.all_text_contents()
    pagina.locator("#m1 summary").click()
    pagina.locator("#m1_deelgebieden_0").check()
    tot_het_beweegt(pagina)
    levend, beeld = cellen.all_text_contents(), grafieken(pagina)
    assert levend != voor
    assert levend[0] == voor[0]

    pagina.click("#m1_bewaren")
    pagina.locator(".verloop:not(.is-los)").wait_for()
    assert cellen.all_text_contents() == levend
    eis_gelijk(grafieken(pagina), beeld)


def test_without_a_connection_the_lines_go_back_to_what_is_stored(pagina):
    begin = grafieken(pagina)
    pagina.context.set_offline(True)
    pagina.click("#m2_later")
    pagina.locator("#voorlezen", has_text="Het bewaren is niet gelukt.").wait_for(state="attached")
    pagina.locator(".verloop:not(.is-los)").wait_for()
    eis_gelijk(grafieken(pagina), begin)
