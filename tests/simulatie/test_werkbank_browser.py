"""The workbench in a browser: one screen, few Tab stops, nothing that needs dragging, and the phone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from simulatie.models import Sessie
from tests.e2e.keuring import keur
from tests.factories.simulatie import KLEIN_PLAN, SessieFactory
from tests.simulatie.spelen import venster_van

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

MEESTE_HALTES = 20
SCHERM = {"width": 1280, "height": 800}
ACHT = (
    *KLEIN_PLAN,
    *(
        {"kaart": kaart, "start": 4 + nummer, "duur": 24, "mate": 0.3}
        for nummer, kaart in enumerate(("S3", "S4", "O4", "B1", "S5"))
    ),
)


@pytest.fixture
def open_plan(chromium, live_server, aisha) -> Iterator[Callable[..., tuple[Page, Sessie]]]:
    with ExitStack() as vensters:

        def open_(plan: Any = ACHT, **anders: Any) -> tuple[Page, Sessie]:
            sessie = SessieFactory(gebruiker=aisha, plan=plan)
            opties = {"viewport": SCHERM, "reduced_motion": "reduce"} | anders
            pagina = vensters.enter_context(
                venster_van(chromium, live_server.url, aisha, **opties)
            ).new_page()
            pagina.goto(reverse("simulatie_sessie", args=[sessie.sleutel]))
            return pagina, sessie

        yield open_


def gezegd(pagina: Page, tekst: str) -> None:
    pagina.locator("#voorlezen", has_text=tekst).wait_for(state="attached")
    pagina.locator("#werkblad:not([aria-busy])").wait_for()


class Halte:
    """Counts how often Tab is pressed, from the top of the page on."""

    def __init__(self, pagina: Page) -> None:
        self.pagina, self.aantal = pagina, 0

    def tab_naar(self, keuze: str) -> None:
        while self.aantal < MEESTE_HALTES:
            self.pagina.keyboard.press("Tab")
            self.aantal += 1
            if self.pagina.evaluate("keuze => document.activeElement.matches(keuze)", keuze):
                return
        raise AssertionError(f"{keuze} is not reached in {MEESTE_HALTES} stops.")

    def druk(self, *toetsen: str) -> None:
        for toets in toetsen:
            self.pagina.keyboard.press(toets)

    def naar(self, deel: str) -> None:
        """Past the menu and by the index of the page."""
        self.tab_naar(".overslaan")
        self.druk("Enter")
        self.tab_naar(f".werkbank-wijzer [href='#{deel}']")
        self.druk("Enter")

    def kies_de_achtste(self) -> None:
        self.naar("plan")
        self.tab_naar(".planlijn-balk")
        self.druk("End", "Enter")
        expect(self.pagina.locator("#paneel")).to_have_attribute("data-inzet", "m8")


def test_alles_staat_op_een_scherm(open_plan):
    pagina, _sessie = open_plan()
    for keuze in (
        ".werklijn-hoofd",
        "#m1",
        "#m8",
        ".strook:last-child .strook-vlak",
        ".buurtstraat .straat",
        "#m8_start",
        "#m8_bewaren",
        ".palet-groep:last-of-type > summary",
        "#indienen",
    ):
        vak = pagina.locator(keuze).first.bounding_box()
        assert vak, keuze
        assert 0 <= vak["y"] <= SCHERM["height"] - vak["height"], keuze
    assert pagina.evaluate("scrollY") == 0


def test_lijnen_balken_en_mensen_hebben_dezelfde_maanden(open_plan):
    pagina, _sessie = open_plan()
    randen = pagina.evaluate(
        """() => [...document.querySelectorAll(".werklijn-vlak, .planlijn-rij .planlijn-strook, .strook-vlak")].map((vlak) => {
          const { left, right } = vlak.getBoundingClientRect();
          return `${Math.round(left)} ${Math.round(right)}`;
        })"""
    )
    assert len(randen) == 6 + 1 + 8 + 5
    assert len(set(randen)) == 1


def test_met_meer_dan_acht_maatregelen_vouwen_de_mensen_dicht_en_mist_er_geen(open_plan):
    plan = [*ACHT, {"kaart": "S2", "start": 4, "duur": 24, "mate": 0.3}]
    pagina, _sessie = open_plan(plan)
    assert pagina.locator(".planlijn-balk").count() == len(plan)
    assert not pagina.locator(".strook").first.is_visible()
    pagina.locator("#mensen-kop").click()
    assert pagina.locator(".strook").first.is_visible()


def test_een_kaart_toevoegen_in_een_maand_met_toetsen(open_plan):
    pagina, sessie = open_plan(KLEIN_PLAN)
    halte = Halte(pagina)
    halte.naar("palet")
    halte.tab_naar("#palet-zoek")
    pagina.keyboard.type("bemoeizorg")
    expect(pagina.locator("#voorlezen")).to_contain_text("maatregelen gevonden")
    halte.druk("Enter", "ArrowDown", "Enter")
    halte.tab_naar("#palet-O4")
    halte.druk(*["ArrowRight"] * 3)
    expect(pagina.locator("#voorlezen")).to_have_text("Vanaf maand 3")
    expect(pagina.locator("#palet-O4")).to_contain_text("Voeg toe in maand 3")
    halte.druk("Enter")
    gezegd(pagina, "staat in uw plan van maand 3")

    assert list(sessie.inzetten().values())[-1].kaart == "O4"
    expect(pagina.locator("#palet-O4")).to_be_focused()
    expect(pagina.locator("#paneel")).to_have_attribute("data-inzet", "m4")


@pytest.mark.parametrize(
    ("veld", "zin", "verwacht"),
    [
        ("start", "van maand 9", {"start": 9}),
        ("duur", "tot maand 33", {"duur": 25}),
        ("mate", "mate 31", {"mate": 0.31}),
    ],
)
def test_de_achtste_maatregel_bijstellen_met_toetsen(open_plan, veld, zin, verwacht):
    pagina, sessie = open_plan()
    halte = Halte(pagina)
    halte.kies_de_achtste()
    schuif = f"[data-veld={veld}] input[type=range]"
    if not pagina.evaluate("keuze => document.activeElement.matches(keuze)", schuif):
        halte.tab_naar(schuif)
    halte.druk("ArrowRight")
    gezegd(pagina, zin)

    inzet = sessie.inzetten()["m8"]
    assert {naam: getattr(inzet, naam) for naam in verwacht} == verwacht
    assert pagina.evaluate("keuze => document.activeElement.matches(keuze)", schuif)


def test_de_plek_van_de_achtste_maatregel_met_toetsen(open_plan):
    pagina, sessie = open_plan()
    halte = Halte(pagina)
    halte.kies_de_achtste()
    halte.tab_naar(".maatregel-waar summary")
    halte.druk("Enter")
    halte.tab_naar("#m8_deelgebieden_7")
    halte.druk("Space")
    gezegd(pagina, "S5")

    assert len(sessie.inzetten()["m8"].deelgebieden) == 1
    expect(pagina.locator("#m8_deelgebieden_7")).to_be_focused()


def test_verwijderen_en_terughalen_met_toetsen(open_plan):
    pagina, sessie = open_plan()
    halte = Halte(pagina)
    halte.naar("plan")
    halte.tab_naar(".planlijn-balk")
    halte.druk("End", "Delete")
    gezegd(pagina, "uit uw plan gehaald")
    assert len(sessie.inzetten()) == 7

    pagina.reload()
    halte = Halte(pagina)
    halte.tab_naar(".overslaan")
    halte.druk("Enter")
    halte.tab_naar("#ongedaan")
    halte.druk("Enter")
    gezegd(pagina, "staat in uw plan")
    assert len(sessie.inzetten()) == 8
    expect(pagina.locator("#ongedaan")).to_be_focused()


@pytest.mark.parametrize("doel", ["#indienen", "#mensen-kop", "#m8_verwijderen"])
def test_indienen_mensen_en_verwijderen_zijn_dichtbij(open_plan, doel):
    pagina, _sessie = open_plan()
    halte = Halte(pagina)
    halte.tab_naar(".overslaan")
    halte.druk("Enter")
    if doel == "#indienen":
        halte.tab_naar(doel)
    elif doel == "#mensen-kop":
        halte.tab_naar(".werkbank-wijzer [href='#mensen-kop']")
        halte.druk("Enter")
        halte.tab_naar("#mensen-kop, .planlijn-uitleg summary")
    else:
        halte.tab_naar(".werkbank-wijzer [href='#paneel-kop']")
        halte.druk("Enter")
        halte.tab_naar(doel)
    assert halte.aantal <= MEESTE_HALTES


def test_schuif_en_getal_zeggen_hetzelfde_en_bewaren_zichzelf(open_plan):
    pagina, sessie = open_plan()
    pagina.locator("#m5 .planlijn-naam").click()
    expect(pagina.locator("#m5_balk")).to_be_focused()
    pagina.locator("[data-veld=mate] input[type=range]").fill("80")
    expect(pagina.locator("#m5_mate")).to_have_value("80")
    pagina.locator(".verloop.is-los").wait_for()
    assert pagina.locator("#m5 .planlijn-mate").inner_text().replace("\xa0", " ") == "80 %"
    gezegd(pagina, "tot maand 29, mate 80 %")
    assert sessie.inzetten()["m5"].mate == 0.8

    pagina.fill("#m5_duur", "30")
    pagina.keyboard.press("Tab")
    gezegd(pagina, "tot maand 35, mate 80 %")
    assert sessie.inzetten()["m5"].duur == 30
    expect(pagina.locator("[data-veld=duur] input[type=range]")).to_have_value("30")


def test_een_kaart_slepen_naar_een_maand_kan_ook(open_plan):
    pagina, sessie = open_plan(KLEIN_PLAN)
    pagina.locator(".palet-groep", has_text="Zout").locator("summary").first.click()
    strook = pagina.locator("#m1 .planlijn-strook")
    vak = strook.bounding_box()
    pagina.locator("[data-kaart=O4] summary").drag_to(
        strook, target_position={"x": vak["width"] * 12.5 / 96, "y": vak["height"] / 2}
    )
    gezegd(pagina, "staat in uw plan van maand 12")
    assert list(sessie.inzetten().values())[-1].start == 12


@pytest.mark.parametrize("breed", [375, 320])
def test_op_een_telefoon_blijven_lijn_en_straat_in_beeld(open_plan, breed):
    pagina, _sessie = open_plan(viewport={"width": breed, "height": 667}, has_touch=True)
    pagina.locator("#m8_mate").scroll_into_view_if_needed()
    pagina.locator("#m8_mate").focus()
    for keuze in (".werklijn-hoofd", ".buurtstraat"):
        vak = pagina.locator(keuze).bounding_box()
        assert vak, keuze
        assert 0 <= vak["y"] <= 240 - vak["height"], keuze
    veld = pagina.locator("#m8_mate").bounding_box()
    assert 160 <= veld["y"] <= 667
    assert pagina.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


@pytest.mark.parametrize("plan", [(), KLEIN_PLAN, ACHT], ids=["leeg", "drie", "acht"])
def test_de_werkbank_is_toegankelijk(open_plan, plan):
    pagina, _sessie = open_plan(plan)
    keur(pagina)
    pagina.locator(".palet-groep > summary").first.click()
    pagina.locator(".palet-kaart > summary").first.click()
    keur(pagina)


def test_de_eerste_maatregel_krijgt_een_paneel(open_plan):
    pagina, sessie = open_plan(())
    pagina.locator(".palet-groep > summary").first.click()
    pagina.locator(".palet-kaart > summary").first.click()
    pagina.locator(".palet-kaart[open] button").click()
    gezegd(pagina, "staat in uw plan")
    pagina.locator("#m1_start").wait_for()
    assert len(sessie.inzetten()) == 1


def test_zonder_javascript_kiest_een_koppeling_en_voegt_het_palet_toe(open_plan):
    pagina, sessie = open_plan(KLEIN_PLAN, javascript=False)
    pagina.locator("#m2 .planlijn-naam").click()
    pagina.fill("#m2_mate", "75")
    pagina.click("#m2_bewaren")
    assert sessie.inzetten()["m2"].mate == 0.75
    pagina.locator(".palet-groep > summary").last.click()
    pagina.locator(".palet-groep[open] .palet-kaart > summary").first.click()
    pagina.fill("#palet-start", "5")
    pagina.locator(".palet-kaart[open] button").click()
    assert list(sessie.inzetten().values())[-1].start == 5
    pagina.click("#ongedaan")
    assert len(sessie.inzetten()) == 3


def test_een_wijziging_schuift_de_bladzijde_niet(open_plan):
    pagina, sessie = open_plan(KLEIN_PLAN)
    knop = pagina.locator("#paneel button[value='1'][name='maanden']")
    hier = knop.bounding_box()
    knop.click()
    gezegd(pagina, "staat in uw plan")

    assert pagina.evaluate("scrollY") == 0
    assert knop.bounding_box() == hier
    assert sessie.laatste_nummer()
