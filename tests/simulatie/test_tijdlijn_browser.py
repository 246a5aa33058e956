"""The timeline and the map in a real browser: mouse, touch, keys alone, and without JavaScript."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Locator, Page

from simulatie.kern import laad_casus
from simulatie.models import Sessie
from tests.e2e.keuring import keur
from tests.factories.simulatie import KLEIN_PLAN, SessieFactory
from tests.simulatie.spelen import venster_van

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

MAANDEN, HORIZON = laad_casus("klosjesbuurt").programmaduur, laad_casus("klosjesbuurt").horizon
VOL_PLAN = (
    *KLEIN_PLAN,
    {"kaart": "R1", "start": 38, "duur": 12, "mate": 0.8},
    *({"kaart": kaart, "start": 6, "duur": 24, "mate": 0.9} for kaart in ("Z17", "Z6", "R4")),
)
"""R1 twice, the second going on where the first ends, and more asked of the police than there is."""


@pytest.fixture
def open_plan(chromium, live_server, aisha) -> Iterator[Callable[..., Page]]:
    """Opens the plan of a session of Aisha in a window of its own."""
    with ExitStack() as vensters:

        def open_(sessie: Sessie, *, javascript: bool = True, **anders: Any) -> Page:
            context = vensters.enter_context(
                venster_van(chromium, live_server.url, aisha, javascript=javascript, **anders)
            )
            pagina = context.new_page()
            pagina.goto(reverse("simulatie_sessie", args=[sessie.sleutel]))
            return pagina

        yield open_


@pytest.fixture
def sessie(aisha) -> Sessie:
    return SessieFactory(gebruiker=aisha, plan=KLEIN_PLAN)


def balk(pagina: Page, sleutel: str) -> Locator:
    return pagina.locator(f".planlijn-vak:has(#{sleutel}_balk) .planlijn-raak")


def maten(pagina: Page, sleutel: str) -> tuple[dict[str, float], float]:
    """Where a bar is on the screen, and how wide a month is."""
    lijn = balk(pagina, sleutel)
    lijn.scroll_into_view_if_needed()
    breedte = pagina.locator(f".planlijn-vak:has(#{sleutel}_balk)").evaluate("vak => vak.clientWidth")
    vak = lijn.evaluate(
        "vorm => { const v = vorm.getBoundingClientRect(); return {x: v.x, y: v.y, w: v.width, h: v.height} }"
    )
    return vak, breedte / HORIZON


def sleep_muis(pagina: Page, van: tuple[float, float], dx: float, dy: float = 0, *, los: bool = True) -> None:
    pagina.mouse.move(*van)
    pagina.mouse.down()
    pagina.mouse.move(van[0] + dx / 2, van[1] + dy / 2)
    pagina.mouse.move(van[0] + dx, van[1] + dy)
    if los:
        pagina.mouse.up()


def bewaard(pagina: Page, tekst: str) -> None:
    pagina.locator("#voorlezen", has_text=tekst).wait_for(state="attached")
    pagina.locator("#werkblad:not([aria-busy])").wait_for()


def niets_bewaard_voor(pagina: Page, sessie: Sessie) -> None:
    """What is done next is the first decision of this session: a page sends what it stores at once, in turn."""
    pagina.click("#m2_later")
    bewaard(pagina, "van maand 3 tot maand 39")
    mag(sessie, "m2", start=3, duur=36, mate=0.5)
    assert sessie.laatste_nummer() == 4


def voorgelezen(pagina: Page) -> str:
    return pagina.locator("#voorlezen").inner_text()


def stroken(pagina: Page) -> list[Any]:
    """What is drawn of the staff: per holder the bars, as numbers, and the words beside them."""
    return pagina.evaluate(
        """[...document.querySelectorAll(".strook")].map((strook) => ({
          woorden: strook.querySelector(".strook-naam").innerText.replace(/\\s+/g, " "),
          vormen: [...strook.querySelectorAll("path[d]")].filter((vorm) => vorm.matches("[class^=strook]")).map((vorm) => [
            vorm.getAttribute("class"), ...vorm.getAttribute("d").split(/[^0-9.]+/).map(Number),
          ]),
        }))"""
    )


def mag(sessie: Sessie, sleutel: str, **verwacht: Any) -> None:
    inzet = sessie.inzetten()[sleutel]
    assert {veld: getattr(inzet, veld) for veld in verwacht} == verwacht


def test_slepen_verschuift_een_balk_en_bewaart_wat_wordt_losgelaten(open_plan, sessie):
    pagina = open_plan(sessie)
    vak, maand = maten(pagina, "m2")

    sleep_muis(pagina, (vak["x"] + vak["w"] / 2, vak["y"] + vak["h"] / 2), 4 * maand)
    bewaard(pagina, "staat in uw plan van maand 6 tot maand 42")

    mag(sessie, "m2", start=6, duur=36, mate=0.5)
    assert sessie.laatste_nummer() == 4
    assert pagina.evaluate("document.activeElement.id") == "m2_balk"
    assert pagina.locator("#m2_start").input_value() == "6"


def test_een_einde_slepen_maakt_langer_en_een_begin_slepen_begint_later(open_plan, sessie):
    pagina = open_plan(sessie)
    vak, maand = maten(pagina, "m2")
    midden = vak["y"] + vak["h"] / 2

    sleep_muis(pagina, (vak["x"] + vak["w"] - 4, midden), 6 * maand)
    bewaard(pagina, "van maand 2 tot maand 44")
    mag(sessie, "m2", start=2, duur=42)

    vak, maand = maten(pagina, "m2")
    sleep_muis(pagina, (vak["x"] + 4, vak["y"] + vak["h"] / 2), 3 * maand)
    bewaard(pagina, "van maand 5 tot maand 44")
    mag(sessie, "m2", start=5, duur=39)


def test_omhoog_slepen_maakt_sterker(open_plan, sessie):
    pagina = open_plan(sessie)
    vak, _maand = maten(pagina, "m2")

    sleep_muis(pagina, (vak["x"] + vak["w"] / 2, vak["y"] + vak["h"] / 2), 0, -24)
    bewaard(pagina, "mate 70 %")

    mag(sessie, "m2", start=2, duur=36, mate=0.7)


def test_slepen_stopt_bij_de_randen_van_het_programma(open_plan, sessie):
    pagina = open_plan(sessie)
    vak, maand = maten(pagina, "m2")

    sleep_muis(pagina, (vak["x"] + vak["w"] / 2, vak["y"] + vak["h"] / 2), 200 * maand)
    bewaard(pagina, "staat in uw plan")

    mag(sessie, "m2", start=MAANDEN - 36, duur=36)


def test_escape_en_terugslepen_en_alleen_klikken_bewaren_niets(open_plan, sessie):
    pagina = open_plan(sessie)
    vak, maand = maten(pagina, "m2")
    midden = (vak["x"] + vak["w"] / 2, vak["y"] + vak["h"] / 2)

    sleep_muis(pagina, midden, 5 * maand, los=False)
    assert "start maand 7" in voorgelezen(pagina)
    pagina.keyboard.press("Escape")
    pagina.mouse.up()
    assert voorgelezen(pagina) == "Niet bewaard. R1 staat weer zoals het was."

    sleep_muis(pagina, midden, 5 * maand, los=False)
    pagina.mouse.move(*midden)
    pagina.mouse.up()
    pagina.mouse.click(*midden)

    assert maten(pagina, "m2")[0]["x"] == pytest.approx(vak["x"], abs=0.5)
    niets_bewaard_voor(pagina, sessie)


def test_met_alleen_toetsen_beweegt_een_balk_en_bewaart_enter(open_plan, sessie):
    pagina = open_plan(sessie)
    pagina.focus("#m2_balk")

    pagina.keyboard.press("ArrowRight")
    pagina.keyboard.press("ArrowRight")
    assert voorgelezen(pagina).startswith("R1: start maand 4, loopt tot 40, mate 50 %")
    pagina.keyboard.press("Shift+ArrowRight")
    pagina.keyboard.press("+")
    assert voorgelezen(pagina).startswith("R1: start maand 4, loopt tot 41, mate 60 %")
    assert sessie.laatste_nummer() == 3
    pagina.keyboard.press("Enter")
    bewaard(pagina, "van maand 4 tot maand 41, mate 60 %")

    mag(sessie, "m2", start=4, duur=37, mate=0.6)
    assert sessie.laatste_nummer() == 4
    assert pagina.evaluate("document.activeElement.id") == "m2_balk"

    pagina.keyboard.press("Shift+ArrowLeft")
    pagina.keyboard.press("-")
    pagina.keyboard.press("Enter")
    bewaard(pagina, "van maand 4 tot maand 40, mate 50 %")
    assert sessie.laatste_nummer() == 5


def test_escape_of_weggaan_zet_een_balk_terug_en_zegt_dat(open_plan, sessie):
    pagina = open_plan(sessie)
    for toets in ("Escape", "Tab"):
        pagina.focus("#m2_balk")
        pagina.keyboard.press("ArrowRight")
        pagina.keyboard.press(toets)
        assert voorgelezen(pagina) == "Niet bewaard. R1 staat weer zoals het was."

    pagina.focus("#m2_balk")
    pagina.keyboard.press("Enter")
    niets_bewaard_voor(pagina, sessie)


def test_een_balk_met_focus_is_te_zien_ook_op_een_klein_scherm(open_plan, sessie):
    pagina = open_plan(sessie, viewport={"width": 320, "height": 400})
    for sleutel in ("m1", "m2", "m3"):
        pagina.focus(f"#{sleutel}_balk")
        boven, onder, dikte = pagina.evaluate(
            """() => {
              const vak = document.activeElement.getBoundingClientRect();
              const kader = document.activeElement.closest(".planlijn-vak").querySelector(".planlijn-kader");
              const midden = document.elementFromPoint(vak.x + vak.width / 2, vak.y + vak.height / 2);
              if (!midden?.closest(".planlijn-vak")) throw new Error("covered");
              return [vak.top, innerHeight - vak.bottom, parseFloat(getComputedStyle(kader).strokeWidth)];
            }"""
        )
        assert min(boven, onder) >= 0
        assert dikte >= 2


@dataclass
class Vinger:
    """One finger on a page: Playwright itself can only tap."""

    pagina: Page

    def __post_init__(self) -> None:
        self.lijn = self.pagina.context.new_cdp_session(self.pagina)

    def zet(self, x: float, y: float) -> None:
        self._stuur("touchStart", x, y)

    def schuif(self, x: float, y: float) -> None:
        self._stuur("touchMove", x, y)

    def los(self, *, afgebroken: bool = False) -> None:
        self._stuur("touchCancel" if afgebroken else "touchEnd")

    def _stuur(self, soort: str, *punt: float) -> None:
        punten = [dict(zip("xy", punt, strict=True))] if punt else []
        self.lijn.send("Input.dispatchTouchEvent", {"type": soort, "touchPoints": punten})


def test_op_een_aanraakscherm_kiest_een_tik_en_beweegt_daarna_de_vinger(open_plan, sessie):
    pagina = open_plan(sessie, has_touch=True, is_mobile=True, viewport={"width": 390, "height": 780})
    vinger = Vinger(pagina)
    vak, maand = maten(pagina, "m2")
    x, y = vak["x"] + vak["w"] / 2, vak["y"] + vak["h"] / 2

    # Without choosing first, a finger over a bar only scrolls.
    vinger.zet(x, y)
    vinger.schuif(x + 6 * maand, y)
    vinger.los()

    pagina.evaluate("document.activeElement.blur()")
    vak, maand = maten(pagina, "m2")
    x, y = vak["x"] + vak["w"] / 2, vak["y"] + vak["h"] / 2
    pagina.touchscreen.tap(x, y)
    pagina.locator("#m2_balk:focus").wait_for()
    assert sessie.laatste_nummer() == 3

    # The browser knows a frame later that this bar takes the finger now.
    pagina.evaluate("new Promise((klaar) => requestAnimationFrame(() => requestAnimationFrame(klaar)))")
    vinger.zet(x, y)
    vinger.schuif(x + 3 * maand, y)
    vinger.schuif(x + 6 * maand, y)
    pagina.locator("#voorlezen", has_text="start maand 8").wait_for(state="attached")
    assert sessie.laatste_nummer() == 3
    vinger.los()
    bewaard(pagina, "staat in uw plan van maand 8 tot maand 44")
    mag(sessie, "m2", start=8, duur=36, mate=0.5)
    # The first of this session, so the finger that only scrolled was not stored before it.
    assert sessie.laatste_nummer() == 4


def test_een_afgebroken_aanraking_zet_de_balk_terug(open_plan, sessie):
    pagina = open_plan(sessie, has_touch=True, is_mobile=True, viewport={"width": 390, "height": 780})
    vinger = Vinger(pagina)
    vak, maand = maten(pagina, "m2")
    x, y = vak["x"] + vak["w"] / 2, vak["y"] + vak["h"] / 2
    pagina.touchscreen.tap(x, y)
    pagina.locator("#m2_balk:focus").wait_for()

    vinger.zet(x, y)
    vinger.schuif(x + 6 * maand, y)
    vinger.los(afgebroken=True)
    pagina.locator("#voorlezen", has_text="Niet bewaard. R1 staat weer zoals het was.").wait_for(
        state="attached"
    )

    assert sessie.laatste_nummer() == 3


def test_wat_de_browser_van_de_mensen_tekent_is_wat_de_server_rekent(open_plan, aisha):
    sessie = SessieFactory(gebruiker=aisha, plan=VOL_PLAN)
    pagina = open_plan(sessie)
    vooraf = stroken(pagina)
    assert any("te veel gevraagd" in strook["woorden"] for strook in vooraf)

    # The first R1 ends sooner, so that the second no longer goes on from it; another one asks more.
    for sleutel, toetsen in {
        "m2": ["Shift+ArrowLeft"] * 3,
        "m6": ["+", "ArrowRight"],
        "m4": ["-"] * 4,
    }.items():
        pagina.focus(f"#{sleutel}_balk")
        for toets in toetsen:
            pagina.keyboard.press(toets)
        getekend = stroken(pagina)
        assert getekend != vooraf
        nummer = sessie.laatste_nummer()
        pagina.keyboard.press("Enter")
        bewaard(pagina, "staat in uw plan")
        vooraf = stroken(pagina)

        assert sessie.laatste_nummer() == nummer + 1
        for browser, server in zip(getekend, vooraf, strict=True):
            assert browser["woorden"] == server["woorden"]
            assert [vorm[0] for vorm in browser["vormen"]] == [vorm[0] for vorm in server["vormen"]]
            for een, ander in zip(browser["vormen"], server["vormen"], strict=True):
                assert een[1:] == pytest.approx(ander[1:], abs=0.11)


def test_te_veel_vragen_wordt_gezegd_voor_het_bewaard_is(open_plan, aisha):
    zwak = [*VOL_PLAN[:4], *(inzet | {"mate": 0.1} for inzet in VOL_PLAN[4:])]
    sessie = SessieFactory(gebruiker=aisha, plan=zwak)
    pagina = open_plan(sessie)
    te_veel = pagina.locator(".strook:has-text('Politie en OM') .strook-oordeel")
    assert not te_veel.is_visible()

    pagina.focus("#m5_balk")
    for _keer in range(9):
        pagina.keyboard.press("+")
        if te_veel.is_visible():
            break

    assert f"Politie en OM: {te_veel.inner_text().strip()}" in voorgelezen(pagina)
    assert sessie.laatste_nummer() == len(zwak)


@pytest.mark.parametrize("javascript", [True, False], ids=["met javascript", "zonder javascript"])
def test_knoppen_doen_alles_wat_slepen_doet(open_plan, sessie, javascript):
    pagina = open_plan(sessie, javascript=javascript)
    pagina.locator("#m2 .planlijn-naam").click()
    stappen = [
        ("later", "van maand 3 tot maand 39, mate 50 %"),
        ("langer", "van maand 3 tot maand 40, mate 50 %"),
        ("sterker", "van maand 3 tot maand 40, mate 60 %"),
        ("eerder", "van maand 2 tot maand 39, mate 60 %"),
        ("korter", "van maand 2 tot maand 38, mate 60 %"),
        ("zwakker", "van maand 2 tot maand 38, mate 50 %"),
    ]
    for stap, tekst in stappen:
        pagina.click(f"#m2_{stap}")
        pagina.locator(".melding", has_text=tekst).first.wait_for()

    mag(sessie, "m2", start=2, duur=36, mate=0.5)
    assert pagina.locator(".planlijn-balk:visible").count() == (3 if javascript else 0)


def test_de_schuif_kleurt_de_kaart_zoals_de_server_dat_doet(open_plan, sessie):
    def beeld(pagina: Page) -> Any:
        return pagina.evaluate(
            """() => {
              const beeld = document.querySelector(".buurtbeeld");
              const tekst = (keuze) => beeld.querySelector(keuze).textContent.trim();
              return {
                nu: tekst(".buurtbeeld-nu"), kop: tekst("caption"), telling: tekst(".buurtstraat-telling"),
                regio: beeld.querySelector(".tabel-schuif").getAttribute("aria-label"),
                trappen: [...beeld.querySelectorAll("[data-trap]")].map((g) => g.dataset.trap),
                waarden: [...beeld.querySelectorAll(".buurtkaart-waarde, td, .buurtkaart-legenda span")].map((t) => t.textContent),
                huizen: [...beeld.querySelectorAll(".huis")].map((huis) => [...huis.classList].sort().join(" ")),
                ramen: beeld.querySelectorAll(".raam-licht").length,
              };
            }"""
        )

    zonder = open_plan(sessie, javascript=False)
    zonder.select_option("#buurtbeeld-indicator", "angst")
    zonder.locator("#buurtbeeld-maand").fill("23")
    zonder.click("#buurtbeeld-later")
    zonder.locator(".buurtbeeld-nu", has_text="24").wait_for()
    assert "#buurtbeeld" in zonder.url
    van_server = open_plan(sessie)
    van_server.goto(zonder.url)

    met = open_plan(sessie)
    adres = met.url
    met.select_option("#buurtbeeld-indicator", "angst")
    met.locator("#buurtbeeld-maand").fill("25")
    met.click("#buurtbeeld-eerder")

    assert beeld(met) == beeld(van_server)
    assert met.url == adres
    assert sessie.laatste_nummer() == 3


def test_de_gekozen_maand_blijft_als_het_plan_verandert(open_plan, sessie):
    pagina = open_plan(sessie)
    pagina.select_option("#buurtbeeld-indicator", "overlast")
    pagina.locator("#buurtbeeld-maand").fill("30")

    pagina.locator("#m2 .planlijn-naam").click()
    pagina.click("#m2_later")
    bewaard(pagina, "van maand 3")

    assert pagina.locator("#buurtbeeld-maand").input_value() == "30"
    assert pagina.locator(".buurtkaart-tabel caption").text_content() == "Overlast (punten) in maand 30"


def test_afspelen_gaat_vooruit_en_stopt_en_is_er_niet_voor_wie_rust_wil(open_plan, sessie):
    pagina = open_plan(sessie)
    pagina.clock.install()  # so that time can be pushed on, past what would have been many steps
    pagina.locator("#buurtbeeld-maand").fill("10")
    pagina.click("#buurtbeeld-speel")
    pagina.locator(".buurtbeeld-nu", has_text="12").wait_for()
    pagina.click("#buurtbeeld-speel")
    stil = pagina.locator(".buurtbeeld-nu").inner_text()
    pagina.clock.run_for(5000)
    assert pagina.locator(".buurtbeeld-nu").inner_text() == stil

    pagina.emulate_media(reduced_motion="reduce")
    pagina.locator("#buurtbeeld-speel").wait_for(state="hidden")


@pytest.mark.parametrize("javascript", [True, False], ids=["met javascript", "zonder javascript"])
def test_de_pagina_is_toegankelijk_ook_met_een_balk_in_beweging(open_plan, aisha, javascript):
    sessie = SessieFactory(gebruiker=aisha, plan=VOL_PLAN)
    # Buttons fade from light to dark; axe would look at them half-way.
    pagina = open_plan(sessie, javascript=javascript, reduced_motion="reduce")
    keur(pagina)
    if javascript:
        pagina.focus("#m2_balk")
        pagina.keyboard.press("ArrowRight")
        keur(pagina)


def test_een_maatregel_die_doorgaat_krijgt_pas_aanloop_als_de_eerste_eerder_stopt(open_plan, aisha):
    pagina = open_plan(SessieFactory(gebruiker=aisha, plan=VOL_PLAN))
    aanloop = pagina.locator(".planlijn-vak:has(#m4_balk) .planlijn-aanloop")
    assert aanloop.get_attribute("width") == "0%"

    pagina.focus("#m2_balk")
    pagina.keyboard.press("Shift+ArrowLeft")
    assert aanloop.get_attribute("width") != "0%"
    pagina.keyboard.press("Escape")

    assert aanloop.get_attribute("width") == "0%"
