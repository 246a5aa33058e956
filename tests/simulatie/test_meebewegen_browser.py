"""The lines follow the hand in a real browser, before the server has answered; and come out where the server says."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from playwright.sync_api import Page, Route

from simulatie.models import Sessie
from tests.factories.simulatie import KLEIN_PLAN, SessieFactory
from tests.simulatie.spelen import venster_van

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

# Two places round tenths the other way at most.
TIENDE = 0.11
TWEE_BEELDEN = "() => new Promise(klaar => requestAnimationFrame(() => requestAnimationFrame(klaar)))"


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
        pagina.locator("html.met-leermodel").wait_for()
        yield pagina


def kies(pagina: Page, sleutel: str) -> None:
    pagina.locator(f"#{sleutel} .planlijn-naam").click()
    pagina.locator(f".maatregelpaneel[data-inzet={sleutel}]").wait_for()


def typ(pagina: Page, veld: str, tekst: str) -> None:
    """Key by key, and stay in the field: it is not yet left, so nothing is stored."""
    pagina.locator(veld).select_text()
    pagina.keyboard.press("Delete")
    pagina.keyboard.type(tekst)


def beeld(pagina: Page) -> dict[str, object]:
    """What the page shows of a plan: its lines as figures, those beside them, the street and the map."""
    return pagina.evaluate(
        """() => ({
          lijnen: [...document.querySelectorAll('.werklijn polyline.lijn-umami')].map(
            lijn => lijn.getAttribute('points').split(' ').map(punt => Number(punt.split(',')[1]))),
          cijfers: [...document.querySelectorAll('.werklijn-nu')].map(plek => Number(plek.textContent.replace(',', '.'))),
          huizen: [...document.querySelectorAll('.huis')].map(huis => [...huis.classList].sort().join(' ')),
          ramen: document.querySelectorAll('.raam-licht').length,
          kaart: [...document.querySelectorAll('.buurtkaart-waarde')].map(plek => Number(plek.textContent)),
        })"""
    )


def eis_gelijk(een: dict[str, object], ander: dict[str, object]) -> None:
    for wat in ("huizen", "ramen", "kaart"):
        assert een[wat] == ander[wat], wat
    for wat in ("lijnen", "cijfers"):
        assert plat(een[wat]) == pytest.approx(plat(ander[wat]), abs=TIENDE), wat


def plat(waarde: object) -> list[float]:
    return [getal for deel in waarde for getal in plat(deel)] if isinstance(waarde, list) else [waarde]


def tot_het_beweegt(pagina: Page) -> None:
    pagina.locator(".verloop.is-los").wait_for()
    # What was pressed last is drawn in the next frame.
    pagina.evaluate(TWEE_BEELDEN)


def tot_het_bewaard_is(pagina: Page) -> None:
    pagina.locator(".verloop:not(.is-los)").wait_for()
    pagina.locator("#werkblad:not([aria-busy])").wait_for()


def van_de_server(pagina: Page) -> dict[str, object]:
    """The same of the page as the server prints it."""
    blad = BeautifulSoup(pagina.request.get(pagina.url).text(), "html.parser")
    return {
        "lijnen": [
            [float(punt.split(",")[1]) for punt in lijn["points"].split()]
            for lijn in blad.select(".werklijn polyline.lijn-umami")
        ],
        "cijfers": [float(plek.get_text().replace(",", ".")) for plek in blad.select(".werklijn-nu")],
        "huizen": [" ".join(sorted(huis["class"])) for huis in blad.select(".huis")],
        "ramen": len(blad.select(".raam-licht")),
        "kaart": [int(plek.get_text()) for plek in blad.select(".buurtkaart-waarde")],
    }


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


def test_a_typed_number_moves_all_of_it_and_the_server_then_draws_the_same(pagina, sessie):
    kies(pagina, "m1")
    begin = beeld(pagina)
    typ(pagina, "#m1_mate", "100")
    tot_het_beweegt(pagina)
    levend = beeld(pagina)
    assert levend["lijnen"] != begin["lijnen"]
    assert pagina.locator(".verloop-los").is_visible()
    assert pagina.locator("#m1 .planlijn-mate").inner_text().replace("\xa0", " ") == "100 %"
    assert sessie.laatste_nummer() == len(KLEIN_PLAN), "nothing was decided"

    pagina.keyboard.press("Enter")
    pagina.locator("#voorlezen", has_text="mate 100 %").wait_for(state="attached")
    tot_het_bewaard_is(pagina)

    eis_gelijk(beeld(pagina), levend)
    eis_gelijk(van_de_server(pagina), levend)
    assert pagina.locator(".verloop-los").is_hidden()


def test_what_is_typed_back_or_makes_no_sense_shows_the_plan_as_stored(pagina):
    kies(pagina, "m1")
    begin = beeld(pagina)
    for typt in ("48", "heel lang"):
        typ(pagina, "#m1_duur", "5")
        tot_het_beweegt(pagina)
        assert beeld(pagina)["lijnen"] != begin["lijnen"]
        typ(pagina, "#m1_duur", typt)
        pagina.locator(".verloop:not(.is-los)").wait_for()
        eis_gelijk(beeld(pagina), begin)


def test_a_bar_by_keys_moves_the_lines_and_escape_puts_them_back(pagina, sessie):
    begin = beeld(pagina)
    pagina.focus("#m1_balk")
    for _keer in range(6):
        pagina.keyboard.press("ArrowRight")
    tot_het_beweegt(pagina)
    levend = beeld(pagina)
    assert levend["lijnen"] != begin["lijnen"]
    assert pagina.locator("#m1_start").input_value() == "6"

    pagina.keyboard.press("Escape")
    pagina.locator(".verloop:not(.is-los)").wait_for()
    eis_gelijk(beeld(pagina), begin)

    for _keer in range(6):
        pagina.keyboard.press("ArrowRight")
    pagina.keyboard.press("Enter")
    pagina.locator("#voorlezen", has_text="staat in uw plan van maand 6").wait_for(state="attached")
    tot_het_bewaard_is(pagina)
    eis_gelijk(beeld(pagina), levend)
    eis_gelijk(van_de_server(pagina), levend)


@pytest.mark.parametrize("knop", ["later", "korter", "sterker", "verwijderen"])
def test_a_button_is_drawn_before_the_server_answers_and_as_it_answers(pagina, sessie, knop):
    kies(pagina, "m3")
    begin = beeld(pagina)
    with server_wacht(pagina):
        pagina.click(f"#m3_{knop}")
        tot_het_beweegt(pagina)
        levend = beeld(pagina)
        assert sessie.laatste_nummer() == len(KLEIN_PLAN)
    tot_het_bewaard_is(pagina)
    # A month more or less is less than a tenth in a small plan.
    assert knop in ("later", "korter") or levend["lijnen"] != begin["lijnen"]
    eis_gelijk(beeld(pagina), levend)


def test_part_of_the_area_and_the_open_table_follow_too(pagina):
    kies(pagina, "m1")
    pagina.locator(".lijntabellen > summary").click()
    cellen = pagina.locator(".lijntabellen [data-lijn=index] tbody td:nth-child(2)")
    voor = cellen.all_text_contents()
    pagina.locator(".maatregel-waar summary").click()
    with server_wacht(pagina):
        pagina.locator("#m1_deelgebieden_0").check()
        tot_het_beweegt(pagina)
        levend, tekening = cellen.all_text_contents(), beeld(pagina)
    assert levend != voor
    assert levend[0] == voor[0]
    tot_het_bewaard_is(pagina)
    assert cellen.all_text_contents() == levend
    eis_gelijk(beeld(pagina), tekening)


def test_where_the_server_says_otherwise_the_page_is_the_server_s(pagina, sessie):
    """A model in the browser that is wrong: it stops, and what the server draws stands."""
    kies(pagina, "m1")

    def verdraai(route: Route) -> None:
        antwoord = route.fetch()
        anders = antwoord.text().replace(
            'id="waarheid" hx-swap-oob="true">[[', 'id="waarheid" hx-swap-oob="true">[[9'
        )
        route.fulfill(response=antwoord, body=anders)

    pagina.route("**/maatregel/m1/**", verdraai)
    with pagina.expect_navigation():
        pagina.click("#m1_sterker")
    pagina.unroute("**/maatregel/m1/**")
    eis_gelijk(beeld(pagina), van_de_server(pagina))
    with pagina.expect_response(lambda antwoord: "/maatregel/" in antwoord.url) as antwoord:
        pagina.click("#m1_zwakker")
    assert "x-leermodel" not in antwoord.value.request.headers
    pagina.locator("#werkblad:not([aria-busy])").wait_for()
    eis_gelijk(beeld(pagina), van_de_server(pagina))


def test_without_a_connection_the_lines_go_back_to_what_is_stored(pagina):
    kies(pagina, "m2")
    begin = beeld(pagina)
    pagina.context.set_offline(True)
    pagina.click("#m2_later")
    pagina.locator("#voorlezen", has_text="Het bewaren is niet gelukt.").wait_for(state="attached")
    pagina.locator(".verloop:not(.is-los)").wait_for()
    eis_gelijk(beeld(pagina), begin)
