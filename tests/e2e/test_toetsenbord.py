"""A lesson, a question and a plan without a mouse; at every stop it is clear where you are."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect

from cursussen.models import Inschrijving
from tests.e2e.handelingen import log_in, nieuwste_sessie, vraag
from tests.e2e.keuring import keur

MEESTE_HALTES = 120
# A ring or line of its own around what has focus, inside the screen, and nothing on top of it.
HALTE = """() => {
    const halte = document.activeElement;
    const stijl = getComputedStyle(halte);
    const vlak = halte.getClientRects()[0];
    const [x, y] = [vlak.left + vlak.width / 2, vlak.top + vlak.height / 2];
    // A bar of the timeline lets the pointer through to its drawing, and would not be found though nothing covers it.
    const opvangen = new CSSStyleSheet();
    opvangen.replaceSync(":focus { pointer-events: auto !important; }");
    document.adoptedStyleSheets.push(opvangen);
    const boven = document.elementFromPoint(x, y);
    document.adoptedStyleSheets.pop();
    return {
        html: halte.outerHTML.slice(0, 160),
        omlijnd: stijl.outlineStyle !== "none" && parseFloat(stijl.outlineWidth) >= 2,
        in_beeld: vlak.left >= 0 && vlak.top >= 0 && x <= innerWidth && y <= innerHeight,
        vrij: Boolean(boven) && (halte.contains(boven) || boven.contains(halte)),
    };
}"""


def tab_naar(pagina: Page, doel: Locator) -> None:
    """Press Tab until this has focus; every stop on the way is visible."""
    for _halte in range(MEESTE_HALTES):
        pagina.keyboard.press("Tab")
        halte = pagina.evaluate(HALTE)
        assert (halte["omlijnd"], halte["in_beeld"], halte["vrij"]) == (True, True, True), halte
        if doel.evaluate("element => element === document.activeElement"):
            return
    raise AssertionError(f"{doel} is not reached in {MEESTE_HALTES} stops.")


def sla_menu_over(pagina: Page) -> None:
    """The first stop of every page leads past the menu."""
    tab_naar(pagina, pagina.get_by_role("link", name="Ga naar de inhoud"))
    pagina.keyboard.press("Enter")
    expect(pagina.locator("#inhoud")).to_be_focused()


def test_een_les_en_de_vragen_zonder_muis(pagina, aisha):
    log_in(pagina, aisha)
    pagina.goto("/mijn/")
    sla_menu_over(pagina)
    tab_naar(pagina, pagina.locator(".volgende-stap a"))
    pagina.keyboard.press("Enter")
    inschrijving = Inschrijving.objects.get(gebruiker=aisha)
    les = inschrijving.versie.lessen[2]["sleutel"]
    pagina.wait_for_url(f"**/les/{les}/")
    sla_menu_over(pagina)
    for oefenvraag in inschrijving.versie.vragen_van(les):
        beantwoord(pagina, oefenvraag["sleutel"], keuze=1)
    tab_naar(pagina, pagina.get_by_role("button", name="Les afronden"))
    pagina.keyboard.press("Enter")
    expect(pagina.locator("main")).to_contain_text("3 van 5 stappen klaar")

    sla_menu_over(pagina)
    tab_naar(pagina, pagina.locator(".volgende a"))
    pagina.keyboard.press("Enter")
    pagina.wait_for_url("**/vragen/")
    sla_menu_over(pagina)
    tab_naar(pagina, pagina.get_by_role("button", name="Vragen beginnen"))
    pagina.keyboard.press("Enter")
    expect(pagina.locator("#vragen")).to_contain_text("0 van 5 vragen beantwoord")
    sla_menu_over(pagina)
    for gevraagd in inschrijving.versie.vragen:
        beantwoord(pagina, gevraagd["sleutel"], keuze=0)
    expect(pagina.locator("#vragen")).to_contain_text("5 van 5 vragen beantwoord")
    assert inschrijving.pogingen.get(onderdeel="vragen").antwoorden.count() == len(inschrijving.versie.vragen)
    keur(pagina)


def beantwoord(pagina: Page, sleutel: str, keuze: int) -> None:
    """Space chooses the first answer and an arrow the next; after saving, focus is on the feedback."""
    blok = vraag(pagina, sleutel)
    tab_naar(pagina, blok.get_by_role("radio").first)
    pagina.keyboard.press("Space")
    for _stap in range(keuze):
        pagina.keyboard.press("ArrowDown")
    expect(blok.get_by_role("radio").nth(keuze)).to_be_checked()
    tab_naar(pagina, blok.get_by_role("button", name="Antwoord opslaan"))
    pagina.keyboard.press("Enter")
    expect(blok.locator(".vraag-uitslag")).to_be_focused()


def test_een_plan_zonder_muis(pagina, aisha):
    log_in(pagina, aisha)
    sessie = nieuwste_sessie(aisha)
    pagina.goto(f"/simulatie/{sessie.sleutel}/")
    sla_menu_over(pagina)
    eerste = next(iter(sessie.inzetten()))
    tab_naar(pagina, pagina.locator(".planlijn-balk[tabindex='0']"))
    pagina.keyboard.press("Home")
    expect(pagina.locator(f"#{eerste}_balk")).to_be_focused()
    pagina.keyboard.press("Shift+ArrowLeft")
    pagina.keyboard.press("Enter")
    expect(pagina.locator("#voorlezen")).to_contain_text("staat in uw plan van maand 0")
    expect(pagina.locator(f"#{eerste}_balk")).to_be_focused()

    tab_naar(pagina, pagina.locator("#toevoegen"))
    pagina.keyboard.press("Enter")
    tab_naar(pagina, pagina.get_by_label("Maatregel", exact=True))
    pagina.keyboard.type("S3")
    tab_naar(pagina, pagina.locator("#nieuw_start"))
    pagina.keyboard.press("Control+A")
    pagina.keyboard.type("2")
    tab_naar(pagina, pagina.locator("#nieuw_mate"))
    pagina.keyboard.press("Control+A")
    pagina.keyboard.type("veel")
    tab_naar(pagina, pagina.locator(".toevoegen").get_by_role("checkbox").first)
    pagina.keyboard.press("Space")
    tab_naar(pagina, pagina.locator("#toevoegen_knop"))
    pagina.keyboard.press("Enter")
    overzicht = pagina.locator("[data-foutenoverzicht]")
    expect(overzicht).to_be_focused()
    expect(pagina.locator("#nieuw_mate")).to_have_value("veel")
    tab_naar(pagina, overzicht.get_by_role("link"))
    pagina.keyboard.press("Enter")
    expect(pagina.locator("#nieuw_mate")).to_be_focused()
    pagina.keyboard.press("Control+A")
    pagina.keyboard.type("70")
    pagina.keyboard.press("Enter")
    expect(pagina.locator("#voorlezen")).to_contain_text("staat in uw plan van maand 2")
    keur(pagina)

    [*_eerder, nieuw] = sessie.inzetten().values()
    assert (nieuw.kaart, nieuw.start, nieuw.mate, len(nieuw.deelgebieden)) == ("S3", 2, 0.7, 1)
