"""The debrief in a real browser: axe in light and dark, 320 pixels, with and without JavaScript, and its files."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from simulatie.acties.beoordelen import dien_in
from simulatie.acties.plan import voeg_toe
from simulatie.acties.sessies import begin_sessie
from simulatie.acties.spel import speel_uit
from simulatie.kern import laad_casus
from simulatie.models import Besluit, Sessie
from simulatie.spel.besluiten import Richting, Vorm
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
    keur(browser)
    for vouw in browser.locator(".vouw > summary").all():
        vouw.click()
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
    browser.goto(f"{reverse('simulatie_uitslag', args=[beoordeling.sessie.sleutel])}#meenemen")

    browser.locator(f"#{soort} button").click()
    with browser.expect_download() as gehaald:
        browser.locator(f"#{soort} a.knop").click()

    assert gehaald.value.suggested_filename.endswith(("klosjesbuurt.pdf", "klosjesbuurt.docx"))


def speel_toets(gebruiker, casus, inzetten):
    """A whole test with these measures, judged by the model."""
    sessie = begin_sessie(gebruiker=gebruiker, casus=casus.sleutel, soort="toets", zaad=7)
    for nummer, inzet in enumerate(inzetten):
        voeg_toe(sessie=sessie, verwacht_nummer=nummer, inzet=inzet)
    speel_uit(sessie=sessie, richting=Richting.GELIJK, reden="Zo dacht ik.")
    return dien_in(sessie=sessie)


# Screens of a laptop and of a phone, and how many of them come before the folds.
@pytest.mark.langzaam
@pytest.mark.parametrize("browser", [True], indirect=True)
@pytest.mark.parametrize(
    ("casus", "geslaagd"), [("klosjesbuurt", True), ("heidewissel", False), ("klosjesbuurt", False)]
)
def test_wat_men_moet_weten_past_op_drie_schermen(browser, aisha, casus, geslaagd):
    casus = laad_casus(casus)
    plan = casus.referentieplan if geslaagd else casus.vakplannen[0]
    inzetten = plan.inzetten if geslaagd else [replace(i, duur=min(i.duur, 24)) for i in plan.inzetten]
    beoordeling = speel_toets(aisha, casus, inzetten)
    assert beoordeling.geslaagd is geslaagd

    for breed, hoog, schermen in ((1280, 800, 3), (375, 667, 6)):
        browser.set_viewport_size({"width": breed, "height": hoog})
        browser.goto(reverse("simulatie_uitslag", args=[beoordeling.sessie.sleutel]))
        boven = browser.locator(".vouwen").evaluate("vak => vak.getBoundingClientRect().top + scrollY")
        assert boven <= schermen * hoog, f"{breed} px breed: {boven:.0f} px"
        assert browser.locator("details[open]").count() == 0


@pytest.mark.parametrize("vouw", ["recht", "lussen", "plan", "trainer"])
def test_een_adres_opent_zijn_vouw(browser, aisha, vouw):
    beoordeling = bewaar(aisha)

    browser.goto(f"{reverse('simulatie_uitslag', args=[beoordeling.sessie.sleutel])}#{vouw}")

    expect(browser.locator(f"#{vouw}")).to_be_visible()
    assert browser.locator(".vouw[open]").count() == 1


def test_papier_opent_alles(browser, aisha):
    beoordeling = bewaar(aisha)
    browser.goto(reverse("simulatie_uitslag", args=[beoordeling.sessie.sleutel]))
    vouwen = browser.locator(".vouw:not(.niet-op-papier) > .vouw-inhoud")
    aantal = vouwen.count()
    assert [vouw.is_visible() for vouw in vouwen.all()] == [False] * aantal

    browser.emulate_media(media="print")

    assert [vouw.is_visible() for vouw in vouwen.all()] == [True] * aantal
    tabellen = browser.locator(".vouw:not(.niet-op-papier) table")
    assert [tabel.is_visible() for tabel in tabellen.all()] == [True] * tabellen.count()


def test_oefenen_met_een_wijziging_is_een_klik(browser, aisha):
    beoordeling = bewaar(aisha)
    browser.goto(reverse("simulatie_uitslag", args=[beoordeling.sessie.sleutel]))

    browser.get_by_role("button", name="Oefen met deze wijziging").first.click()

    expect(browser.get_by_text("Dit is een nieuwe oefening")).to_be_visible()
    assert Sessie.objects.van(aisha).filter(soort="oefenen").count() == 1
