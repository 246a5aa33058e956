"""The plan in a real browser: one pointer, no dragging, nothing lost; with and without JavaScript."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.urls import reverse
from playwright.sync_api import Page

from tests.e2e.handelingen import voeg_maatregel_toe
from tests.e2e.keuring import keur
from tests.factories.simulatie import KLEIN_PLAN, SessieFactory
from tests.simulatie.spelen import venster_van

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def sessie(aisha):
    return SessieFactory(gebruiker=aisha, plan=KLEIN_PLAN)


@pytest.fixture(params=[True, False], ids=["met javascript", "zonder javascript"])
def pagina(request, chromium, live_server, aisha, sessie) -> Iterator[Page]:
    """The plan of Aisha in Chromium."""
    # Buttons fade from light to dark; axe would look at them half-way.
    with venster_van(
        chromium, live_server.url, aisha, javascript=request.param, reduced_motion="reduce"
    ) as context:
        pagina = context.new_page()
        pagina.goto(reverse("simulatie_sessie", args=[sessie.sleutel]))
        yield pagina


def kies(pagina: Page, sleutel: str) -> None:
    """Put a measure in the panel."""
    pagina.locator(f"#{sleutel} .planlijn-naam").click()
    pagina.locator(f"#{sleutel}_start").wait_for()


def test_a_measure_moves_by_single_clicks_and_the_move_is_told(pagina, sessie):
    kies(pagina, "m2")
    pagina.click("#m2_later")
    pagina.get_by_text("staat in uw plan van maand 3 tot maand 39").first.wait_for(state="attached")
    pagina.click("#m2_later")
    pagina.get_by_text("staat in uw plan van maand 4 tot maand 40").first.wait_for(state="attached")

    assert sessie.inzetten()["m2"].start == 4
    assert pagina.locator("#m2_start").input_value() == "4"


def test_a_refused_row_keeps_the_typed_text(pagina, sessie):
    pagina.fill("#m3_duur", "heel lang")
    pagina.click("#m3_bewaren")
    pagina.locator("#m3_duur[aria-invalid=true]").wait_for()

    assert pagina.locator("#m3_duur").input_value() == "heel lang"
    assert "Vul een heel getal in van 1 tot en met 60." in pagina.locator("#paneel").inner_text()
    assert sessie.laatste_nummer() == 3


@pytest.mark.parametrize("pagina", [True], indirect=True)
def test_focus_stays_on_the_button_and_the_move_is_read_aloud(pagina):
    kies(pagina, "m1")
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
    kies(pagina, "m1")
    pagina.context.set_offline(True)
    pagina.fill("#m1_mate", "80")
    pagina.keyboard.press("Tab")
    pagina.locator("#voorlezen", has_text="Het bewaren is niet gelukt.").wait_for(state="attached")
    assert (pagina.locator("#m1_mate").input_value(), sessie.laatste_nummer()) == ("80", 3)

    pagina.context.set_offline(False)
    pagina.click("#m1_bewaren")
    pagina.locator("#voorlezen", has_text="mate 80 %").wait_for(state="attached")

    assert sessie.inzetten()["m1"].mate == 0.8


@pytest.mark.parametrize("pagina", [True], indirect=True)
def test_a_removed_measure_can_be_taken_back(pagina, sessie):
    kies(pagina, "m2")
    pagina.click("#m2_verwijderen")
    pagina.locator("#m2").wait_for(state="detached")
    assert pagina.evaluate("document.activeElement.closest('#paneel') !== null"), "at the next measure"

    pagina.click("#ongedaan")
    pagina.locator("#m2").wait_for()

    assert pagina.locator("#werkmelding .melding").is_visible()
    assert pagina.locator(".rij-uiteen #werkmelding").count() == 0, "under the buttons, not in their row"
    assert [inzet.kaart for inzet in sessie.inzetten().values()] == ["R2", "R1", "S1"]


@pytest.mark.parametrize("pagina", [True], indirect=True)
def test_the_form_is_empty_again_after_a_measure_was_added(pagina, sessie):
    voeg_maatregel_toe(pagina, "S3", start=7, mate=35)

    assert sessie.inzetten()["m4"].start == 7
    assert pagina.locator("#nieuw_start").input_value() != "7"
    assert pagina.locator("#nieuw_mate").input_value() != "35"
    assert pagina.get_by_label("Maatregel", exact=True).input_value() == ""


def gezegd(pagina: Page, tekst: str) -> None:
    pagina.locator("#voorlezen", has_text=tekst).wait_for(state="attached")
    pagina.locator("#werkblad:not([aria-busy])").wait_for()


def eindwaarde(pagina: Page) -> str:
    """What the first line says of the plan in the last month."""
    punten = pagina.locator(".werklijn-hoofd polyline.lijn-umami").get_attribute("points") or ""
    return punten.split(",")[-1]


@pytest.mark.parametrize("pagina", [True], indirect=True)
def test_practice_by_mouse_turns_over_saves_goes_back_undoes_and_compares(pagina, sessie):
    geladen = pagina.evaluate("performance.timeOrigin")
    keur(pagina)
    met = eindwaarde(pagina)
    pagina.click("#omkeren")
    gezegd(pagina, "De maatregel is uit uw plan gehaald.")
    zonder = eindwaarde(pagina)
    assert (pagina.locator("#omkeren").get_attribute("aria-label"), zonder != met) == (
        "Bekijk met de laatste wijziging",
        True,
    )
    pagina.click("#omkeren")
    gezegd(pagina, "S1")
    assert eindwaarde(pagina) == met

    for reden in ("Een begin", "Nog eens, sterker"):
        pagina.fill("#bewaar_naam", "Eerst zoet")
        pagina.fill("#bewaar_reden", reden)
        pagina.click("#bewaren_knop")
        gezegd(pagina, "Bewaard: Eerst zoet")
        kies(pagina, "m1")
        pagina.click("#m1_sterker")
        gezegd(pagina, "mate 70 %" if reden == "Een begin" else "mate 80 %")
    pagina.click("#terug-casus")
    gezegd(pagina, "Het hele plan is vervangen. Er staan nu 0 maatregelen in.")
    pagina.click("#ongedaan")
    gezegd(pagina, "Er staan nu 3 maatregelen in.")
    assert sessie.inzetten()["m1"].mate == 0.8
    pagina.click("#terug-bewaard")
    gezegd(pagina, "Er staan nu 3 maatregelen in.")
    assert sessie.inzetten()["m1"].mate == 0.7
    pagina.select_option("#terug_versie", index=1)
    pagina.click("#terug_knop")
    gezegd(pagina, "Er staan nu 3 maatregelen in.")
    assert sessie.inzetten()["m1"].mate == 0.6
    assert pagina.evaluate("performance.timeOrigin") == geladen, "the page was never loaded again"
    keur(pagina)

    pagina.get_by_role("link", name="Bekijk al uw bewaarde plannen").click()
    keur(pagina)
    for vakje in pagina.get_by_role("checkbox").all():
        vakje.check()
    pagina.get_by_role("button", name="Vergelijk de gekozen plannen").click()
    pagina.get_by_role("heading", name="Plannen naast elkaar").wait_for()
    keur(pagina)
    assert pagina.locator(".grafiek").count() == 6
    (verschil,) = pagina.get_by_role("table", name="Maatregelen die verschillen").locator("tbody tr").all()
    assert verschil.inner_text().replace("\xa0", " ").split("\t")[1:] == [
        "maand 0 tot 48, mate 70 %, de hele buurt",
        "maand 0 tot 48, mate 60 %, de hele buurt",
    ]

    # Back twice: the plan as it is now, not as it was when the page was first loaded.
    pagina.go_back()
    pagina.go_back()
    kies(pagina, "m1")
    assert pagina.locator("#m1_mate").input_value() == "60"


@pytest.mark.parametrize("pagina", [True], indirect=True)
def test_practice_by_keyboard_keeps_focus_where_it_was(pagina, sessie):
    def druk(naam: str, zin: str) -> None:
        pagina.focus(f"#{naam}")
        pagina.keyboard.press("Enter")
        gezegd(pagina, zin)

    kies(pagina, "m1")
    druk("m1_sterker", "mate 70 %")
    assert pagina.evaluate("document.activeElement.id") == "m1_sterker"
    for zin in ("mate 60 %", "mate 70 %", "mate 60 %"):
        druk("omkeren", zin)
        assert pagina.evaluate("document.activeElement.id") == "omkeren"
    pagina.focus("#bewaar_naam")
    pagina.keyboard.type("Met toetsen")
    pagina.keyboard.press("Tab")
    pagina.keyboard.type("Om te proberen")
    pagina.keyboard.press("Enter")
    gezegd(pagina, "Bewaard: Met toetsen, versie 1.")
    assert pagina.evaluate("document.activeElement.id") == "bewaar_reden"
    druk("terug-casus", "0 maatregelen")
    druk("terug-bewaard", "3 maatregelen")
    druk("ongedaan", "0 maatregelen")
    druk("herhalen", "3 maatregelen")

    assert [inzet.mate for inzet in sessie.inzetten().values()] == [0.6, 0.5, 0.4]


@pytest.mark.parametrize("pagina", [True], indirect=True)
def test_what_was_typed_elsewhere_and_what_was_open_survive_a_change(pagina):
    pagina.fill("#bewaar_reden", "Half af")
    pagina.locator("#m3 .planlijn-naam").click()
    pagina.locator(".maatregel-waar summary").click()
    pagina.check("#m3_deelgebieden_1")
    gezegd(pagina, "S1")
    pagina.locator("#m3_duur").select_text()
    pagina.keyboard.type("heel lang")
    pagina.click("#omkeren")
    gezegd(pagina, "S1")

    assert pagina.locator("#bewaar_reden").input_value() == "Half af"
    assert pagina.locator("#m3_duur").input_value() == "heel lang", "typed and not yet stored"
    assert pagina.locator("#m3_deelgebieden_1").is_visible()


@pytest.mark.parametrize("pagina", [True], indirect=True)
def test_a_stale_tab_is_told_and_sees_the_plan_of_the_other_tab(pagina, sessie):
    ander = pagina.context.new_page()
    ander.goto(pagina.url)
    kies(ander, "m2")
    ander.click("#m2_later")
    gezegd(ander, "van maand 3")

    kies(pagina, "m1")
    pagina.click("#m1_sterker")
    gezegd(pagina, "Uw plan is intussen veranderd")

    kies(pagina, "m2")
    assert pagina.locator("#m2_start").input_value() == "3"
    assert pagina.locator("#werkmelding .melding-fout").is_visible()
    assert sessie.laatste_nummer() == 4
