"""A test in a real browser: by keyboard, with and without JavaScript, every state judged by axe."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from django.urls import reverse
from playwright.sync_api import BrowserContext, Page, expect

from simulatie.acties.casusversies import leg_vast
from simulatie.acties.spel import sluit_ronde, voorspel
from simulatie.kern import laad_casus
from simulatie.models import Sessie
from tests.e2e.keuring import keur
from tests.factories.simulatie import KLEIN_PLAN, SessieFactory
from tests.simulatie.spelen import Speler, venster_van
from tests.simulatie.voorspelling import LIJN

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

ZAAD = 7


@pytest.fixture
def korte_casus(transactional_db) -> None:
    """Three rounds, with a dilemma in the second and the third."""
    kort = replace(laad_casus("klosjesbuurt"), versie="kort", rondes=(0, 3, 6), programmaduur=9)
    leg_vast(casus=kort)


@pytest.fixture(params=[True, False], ids=["met javascript", "zonder javascript"])
def venster(request, chromium, live_server, aisha) -> Iterator[BrowserContext]:
    with venster_van(
        chromium, live_server.url, aisha, javascript=request.param, reduced_motion="reduce"
    ) as context:
        yield context


def test_een_korte_toets_met_het_toetsenbord_van_begin_tot_eind(venster, korte_casus, aisha):
    speler = Speler(venster.new_page())
    pagina = speler.pagina
    pagina.goto("/simulatie/casus/klosjesbuurt/")
    keur(pagina)
    speler.doe(speler.knop("Ik ken het spel"))
    speler.doe(speler.knop("Toets met deze casus"))
    expect(speler.kop).to_have_text("Ronde 1 van 3: maand 0")
    sessie = Sessie.objects.get()
    keur(pagina)

    speler.voorspel()
    speler.wacht_op(1)
    expect(pagina.locator("#voorspeld")).to_have_text("Wat u voorspelde")
    keur(pagina)

    speler.doe(speler.link("Bronnen kiezen"))
    expect(speler.kop).to_have_text("Onderzoek")
    keur(pagina)
    bron = speler.vraag_bron("brp-adressen", "gerede-twijfel")
    expect(bron.get_by_label("Ik vraag het toch.")).to_be_visible()
    assert bron.locator("[value=gerede-twijfel]").is_checked()
    keur(pagina)
    bron = speler.vraag_bron("meldingen", "geteld-per-maand")
    expect(bron).to_contain_text("gevraagd in maand 0, antwoord in maand 1")

    speler.doe(speler.link("Naar de ronde en uw plan"))
    pagina.get_by_label("Maatregel", exact=True).select_option("R2")
    speler.typ(pagina.locator("#nieuw_duur"), "9")
    speler.doe(speler.knop("Maatregel toevoegen"))
    expect(pagina.locator(".maatregel")).to_have_count(1)
    assert [inzet.kaart for inzet in sessie.inzetten().values()] == ["R2"]
    keur(pagina)

    speler.doe(pagina.locator("#sluit"))
    expect(speler.kop).to_have_text("Ronde 2 van 3: maand 3")
    speler.wacht_op(4)
    assert pagina.evaluate("document.activeElement.id") == "ronde"
    keur(pagina)
    gekeurd = False
    while (stand := sessie.stand()).dilemma or stand.rondes_gesloten < 3:
        if stand.dilemma and not gekeurd:
            expect(pagina.locator("#dilemma")).to_be_visible()
            keur(pagina)
            gekeurd = True
        speler.stap(stand)
    expect(speler.kop).to_have_text("Alle rondes zijn gespeeld")
    assert gekeurd
    keur(pagina)


@pytest.mark.parametrize("venster", [True], indirect=True, ids=["met javascript"])
def test_een_tabblad_van_een_eerdere_maand_zegt_het_en_houdt_wat_er_stond(venster, korte_casus, aisha):
    sessie = SessieFactory(gebruiker=aisha, soort="toets", zaad=ZAAD)
    voorspel(sessie=sessie, verwacht_nummer=0, **LIJN | {"waarden": [(9, 20.0)]})
    speler = Speler(venster.new_page())
    pagina = speler.pagina
    pagina.goto(reverse("simulatie_sessie", args=[sessie.sleutel]))
    sluit_ronde(sessie=sessie, verwacht_nummer=1)

    pagina.get_by_label("Maatregel", exact=True).select_option("O4")
    pagina.locator("#nieuw_start").fill("5")
    speler.doe(speler.knop("Maatregel toevoegen"))

    expect(pagina.get_by_text("De tijd is intussen verder gegaan")).to_be_visible()
    expect(pagina.locator("#nieuw_start")).to_have_value("5")
    speler.doe(pagina.locator("#sluit"))
    expect(speler.kop).to_have_text("Ronde 2 van 3: maand 3")
    assert sessie.stand().rondes_gesloten == 1, "a round that was not on the screen is not closed"
    pagina.go_back()
    pagina.reload()
    expect(speler.kop).to_have_text("Ronde 2 van 3: maand 3")


def punten_van(pagina: Page) -> list[tuple[float, float]]:
    paren = (pagina.locator("[data-tekening] .tekening-voorspeld").get_attribute("points") or "").split()
    return [(float(x), float(y)) for x, y in (paar.split(",") for paar in paren)]


@pytest.mark.parametrize("venster", [True], indirect=True, ids=["met javascript"])
def test_een_voorspelling_teken_je_met_de_muis_en_staat_daarna_naast_de_cijfers(venster, aisha):
    sessie = SessieFactory(gebruiker=aisha, soort="toets", zaad=ZAAD, plan=KLEIN_PLAN)
    speler = Speler(venster.new_page(), muis=True)
    pagina = speler.pagina
    pagina.set_viewport_size({"width": 1280, "height": 800})
    pagina.goto(reverse("simulatie_sessie", args=[sessie.sleutel]))
    assert punten_van(pagina) == []
    doek = pagina.locator("[data-tekening]")
    doek.scroll_into_view_if_needed()
    vak = doek.bounding_box()
    assert vak
    jaren = pagina.locator("[data-jaren] input")

    # One press is enough for a year: nothing has to be dragged.
    pagina.mouse.click(vak["x"] + vak["width"] * 0.97, vak["y"] + vak["height"] * 0.1)
    laatste = float(jaren.last.input_value())
    assert laatste > 40
    assert pagina.locator("[name=vorm][value=lijn]").is_checked()
    pagina.mouse.move(vak["x"] + vak["width"] * 0.2, vak["y"] + vak["height"] * 0.6)
    pagina.mouse.down()
    pagina.mouse.move(vak["x"] + vak["width"] * 0.8, vak["y"] + vak["height"] * 0.3, steps=12)
    pagina.mouse.up()
    waarden = [float(jaar.input_value()) for jaar in jaren.all()]
    assert waarden == sorted(waarden)
    assert waarden[-1] == laatste
    assert len(punten_van(pagina)) == 6
    keur(pagina)

    speler.typ(pagina.get_by_label("Waarom denkt u dat?"), "Mensen durven weer.")
    speler.doe(pagina.locator("#voorspellen"))
    speler.wacht_op(len(KLEIN_PLAN) + 1)
    (gedaan,) = sessie.stand().voorspellingen
    assert [waarde for _maand, waarde in gedaan.waarden] == waarden
    keur(pagina)
    speler.sluit_rondes(sessie, 5)
    expect(speler.kop).to_have_text("Ronde 6 van 12: maand 18")
    expect(pagina.locator("#voorspeld")).to_be_visible()
    eerdere = pagina.locator("section:has(#voorspeld) > details")
    speler.doe(eerdere.locator("summary").first)
    onthuld = eerdere.locator(".tekening").first
    expect(onthuld.locator("svg.grafiek-vlak .tekening-voorspeld")).to_be_visible()
    expect(onthuld.locator("svg.grafiek-vlak .tekening-bol")).to_have_count(2)
    expect(eerdere).to_contain_text("Gezien over maand 12:")
    expect(pagina.locator(".tafereel blockquote")).to_be_visible()
    keur(pagina)


@pytest.mark.parametrize("venster", [True], indirect=True, ids=["met javascript"])
def test_een_voorspelling_gaat_ook_met_de_pijltjes(venster, aisha):
    sessie = SessieFactory(gebruiker=aisha, soort="toets", zaad=ZAAD, plan=KLEIN_PLAN)
    speler = Speler(venster.new_page())
    pagina = speler.pagina
    pagina.goto(reverse("simulatie_sessie", args=[sessie.sleutel]))
    jaar = pagina.get_by_label("Maand 12", exact=True)
    begin = float(jaar.input_value())

    jaar.focus()
    for _keer in range(3):
        pagina.keyboard.press("ArrowUp")

    assert float(jaar.input_value()) == begin + 3
    assert pagina.locator("[name=vorm][value=lijn]").is_checked()
    expect(jaar.locator("xpath=following-sibling::output")).to_have_text(f"{begin + 3:g}")
    hoogtes = [y for _x, y in punten_van(pagina)]
    assert hoogtes[1] < hoogtes[2] == hoogtes[-1], "only that year moved, and the picture with it"
    speler.kies("vorm", "daalt")
    speler.typ(pagina.locator("#voorspel_hoeveel"), "5")
    hoogtes = [y for _x, y in punten_van(pagina)]
    assert hoogtes == sorted(hoogtes), "a choice is drawn too"
    speler.typ(pagina.get_by_label("Waarom denkt u dat?"), "Zo.")
    speler.doe(pagina.locator("#voorspellen"))
    speler.wacht_op(len(KLEIN_PLAN) + 1)
    (gedaan,) = sessie.stand().voorspellingen
    assert gedaan.waarden[-1] == (60, round(gedaan.van - 5, 2))


def test_een_geweigerde_voorspelling_staat_er_nog(venster, aisha):
    sessie = SessieFactory(gebruiker=aisha, soort="toets", zaad=ZAAD, plan=KLEIN_PLAN)
    speler = Speler(venster.new_page())
    pagina = speler.pagina
    pagina.goto(reverse("simulatie_sessie", args=[sessie.sleutel]))
    pagina.locator("[name=waarde_36]").fill("25")
    speler.kies("vorm", "lijn")
    speler.doe(pagina.locator("#voorspellen"))

    expect(pagina.locator("[data-foutenoverzicht]")).to_contain_text(
        "Schrijf in één regel waarom u dat denkt."
    )
    expect(pagina.locator("[name=waarde_36]")).to_have_value("25")
    assert pagina.locator("[name=vorm][value=lijn]").is_checked()
    assert len(punten_van(pagina)) == 6
    keur(pagina)


def test_een_smal_scherm_schuift_niet_opzij_en_oefenen_laat_de_andere_antwoorden_zien(venster, aisha):
    toets = SessieFactory(gebruiker=aisha, soort="toets", zaad=ZAAD, plan=KLEIN_PLAN)
    oefening = SessieFactory(gebruiker=aisha, zaad=ZAAD, plan=KLEIN_PLAN)
    voorspel(sessie=toets, verwacht_nummer=len(KLEIN_PLAN), **LIJN)
    sluit_ronde(sessie=toets, verwacht_nummer=len(KLEIN_PLAN) + 1)
    speler = Speler(venster.new_page())
    pagina = speler.pagina
    pagina.set_viewport_size({"width": 320, "height": 640})

    def past() -> bool:
        return pagina.evaluate("document.documentElement.scrollWidth") <= 320

    pagina.goto(reverse("simulatie_sessie", args=[toets.sleutel]))
    expect(pagina.locator(".tafereel")).to_be_visible()
    assert past()
    pagina.goto(reverse("simulatie_dilemmas", args=[oefening.sleutel]))
    keur(pagina)
    speler.doe(pagina.locator("[name=keuze]").first, "Space")
    speler.doe(speler.knop("Antwoord geven"))
    expect(pagina.locator("#anders")).to_be_visible()
    expect(pagina.locator(".anders > li")).to_have_count(2)
    assert past()
    keur(pagina)
