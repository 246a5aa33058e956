"""The first ten minutes of a newcomer in a real browser: briefing, three missions, practice. By mouse, by keyboard on a
phone, and without JavaScript; axe judges every page on the way."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from django.urls import reverse
from playwright.sync_api import BrowserContext, expect

from simulatie.kern import Casus, Plan, laad_casus
from simulatie.models import Oefenstap, Sessie
from simulatie.spel.missies import Missie, antwoord, eerste_plan
from tests.e2e.keuring import keur
from tests.simulatie.spelen import Speler, venster_van

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("vul_database"),
]

CASUS = "klosjesbuurt"
# Stops of the Tab key from the head of the form to any field, and to the button: Enter in a field sends it too.
MEESTE_TABS = 24


@dataclass(frozen=True)
class Manier:
    muis: bool
    breed: int
    hoog: int
    javascript: bool


MANIEREN = {
    "muis op een laptop": Manier(True, 1280, 800, True),
    "toetsen op een telefoon": Manier(False, 375, 667, True),
    "zonder javascript": Manier(True, 1280, 800, False),
}


@pytest.fixture(params=MANIEREN.values(), ids=list(MANIEREN))
def speler(request, chromium, live_server, aisha) -> Iterator[Speler]:
    manier: Manier = request.param
    opties = {"viewport": {"width": manier.breed, "height": manier.hoog}}
    with venster_van(chromium, live_server.url, aisha, javascript=manier.javascript, **opties) as venster:
        yield Speler(venster.new_page(), muis=manier.muis)


def vul_in(speler: Speler, casus: Casus, van: Plan, naar: Plan) -> None:
    """Type only what differs, as somebody would who looks at the screen."""
    for oud, nieuw in zip(van.inzetten, naar.inzetten, strict=True):
        for veld, was, wordt in (
            ("start", oud.start, nieuw.start),
            ("duur", oud.duur, nieuw.duur),
            ("mate", round(oud.mate * 100), round(nieuw.mate * 100)),
        ):
            if was != wordt:
                speler.typ(speler.pagina.locator(f"#{nieuw.kaart}_{veld}"), str(wordt))


def test_een_nieuweling_leest_de_briefing_doet_drie_opdrachten_en_komt_in_de_oefening(speler, aisha):
    pagina, casus = speler.pagina, laad_casus(CASUS)
    pagina.goto(reverse("simulatie_start"))
    keur(pagina)
    speler.doe(speler.link(f"Begin: lees de briefing van {casus.naam}"))
    expect(speler.kop).to_have_text(casus.naam)
    keur(pagina)
    speler.doe(speler.link("Begin met de eerste oefening"))

    plan = eerste_plan(casus)
    assert plan is not None
    for missie in Missie:
        expect(speler.kop).to_have_text(str(missie.label))
        keur(pagina)
        if missie is Missie.NA_ELKAAR:
            speler.doe(speler.knop("Kijk of het gelukt is"))
            expect(pagina.get_by_role("heading", name="Nog niet gelukt")).to_be_visible()
            keur(pagina)
        goed = antwoord(casus, missie, plan)
        assert goed is not None
        vul_in(speler, casus, plan, goed)
        plan = goed
        speler.doe(speler.knop("Kijk of het gelukt is"))
        expect(pagina.get_by_role("heading", name="Gelukt", exact=True)).to_be_visible()
        # Also a picture of what was typed last, that was still on its way, is not put over the result.
        expect(pagina.locator("#beeld")).to_contain_text("fte-maanden")
        keur(pagina)
        if missie.vorige:
            assert pagina.locator(".grafiek-lijn").count() >= 3
        volgende = list(Missie)[missie.nummer : missie.nummer + 1]
        speler.doe(speler.link(f"Verder: {volgende[0].label}" if volgende else "Alles gaat open"))

    expect(speler.kop).to_have_text("Nu gaat alles open")
    keur(pagina)
    speler.doe(speler.knop("Oefen verder met uw plan"))
    pagina.wait_for_url("**/simulatie/*-*-*-*-*/")

    sessie = Sessie.objects.van(aisha).get()
    assert tuple(sessie.inzetten().values()) == plan.inzetten
    assert [stap.gehaald for stap in Oefenstap.objects.van(aisha)] == [False, True, True, True]


@pytest.fixture
def telefoon(chromium, live_server, aisha) -> Iterator[BrowserContext]:
    with venster_van(chromium, live_server.url, aisha, viewport={"width": 320, "height": 640}) as venster:
        yield venster


def test_wie_typt_ziet_lijn_en_balk_meegaan_en_niets_schuift_opzij(telefoon):
    pagina = telefoon.new_page()
    pagina.goto(reverse("simulatie_missie", args=[CASUS, Missie.NA_ELKAAR.value]))
    assert pagina.evaluate("document.documentElement.scrollWidth") == 320
    balk = pagina.locator("#balk-S1 .missie-werk")
    was, zin = balk.get_attribute("width"), pagina.locator(".missie-zin").inner_text()

    veld = pagina.locator("#S1_duur")
    veld.fill("60")
    veld.press("Tab")

    expect(balk).not_to_have_attribute("width", was or "")
    expect(pagina.locator(".missie-zin")).not_to_have_text(zin)
    # Focus went on to the next field and stays there.
    expect(pagina.locator("#S1_mate")).to_be_focused()
    assert not Oefenstap.objects.exists()


def test_met_tab_van_het_eerste_veld_tot_de_knop(telefoon):
    pagina = telefoon.new_page()
    pagina.goto(reverse("simulatie_missie", args=[CASUS, Missie.NA_ELKAAR.value]))
    pagina.locator("#S1_start").focus()
    tabs = 0
    while pagina.evaluate("document.activeElement.id") != "probeer":
        pagina.keyboard.press("Tab")
        tabs += 1
        assert tabs <= MEESTE_TABS
    # Enter in any field does the same.
    pagina.locator("#S1_start").press("Enter")
    expect(pagina.get_by_role("heading", name="Nog niet gelukt")).to_be_focused()
