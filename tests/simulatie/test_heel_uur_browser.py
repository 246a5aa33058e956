"""The whole hour of case A in a browser: by mouse, by keyboard only and without JavaScript; B and C to their first
dilemma. Axe looks by mouse only, at the kinds of screen that the short test (``test_ronde_browser``) does not show."""

from __future__ import annotations

import io
import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect
from pypdf import PdfReader

from simulatie.acties.beoordelen import dien_in
from simulatie.acties.nakijken import vraag_nakijken
from simulatie.acties.spel import speel_uit
from simulatie.kern import laad_casus
from simulatie.models import Besluit, Sessie
from simulatie.spel.besluiten import Richting
from tests.e2e.keuring import keur
from tests.factories.simulatie import SessieFactory
from tests.simulatie.bewaard_oordeel import INZETTEN, besluit, bewaar
from tests.simulatie.spelen import Speler, venster_van

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

ZAAD = 7


@pytest.mark.parametrize(
    ("muis", "javascript"),
    [(True, True), (False, True), (False, False)],
    ids=["met de muis", "met het toetsenbord", "zonder javascript"],
)
def test_het_hele_uur_van_de_klosjesbuurt(chromium, live_server, aisha, bram, muis, javascript):
    with venster_van(
        chromium, live_server.url, aisha, javascript=javascript, reduced_motion="reduce"
    ) as context:
        speler = Speler(context.new_page(), muis=muis)
        sessie = _speel(speler, alles=muis)
        _na_afloop(speler, sessie, alles=muis)


def _keur(speler: Speler, alles: bool) -> None:
    if alles:
        keur(speler.pagina)


def _speel(speler: Speler, alles: bool) -> Sessie:
    """From the list of cases to the hand-in; ``alles``: axe at every kind of screen."""
    pagina = speler.pagina
    pagina.goto("/simulatie/")
    _keur(speler, alles)
    speler.doe(speler.link("Lees de briefing").first)
    speler.doe(speler.knop("Ik ken het spel"))
    speler.doe(speler.knop("Toets met deze casus"))
    expect(speler.kop).to_have_text("Ronde 1 van 12: maand 0")
    sessie = Sessie.objects.get()

    speler.doe(speler.link("Bronnen kiezen"))
    expect(speler.kop).to_have_text("Onderzoek")
    bron = speler.vraag_bron("meldingen", "geteld-per-maand")
    expect(bron).to_contain_text("gevraagd in maand 0")
    speler.doe(speler.link("Naar de ronde en uw plan"))

    for kaart, duur in (("R2", "48"), ("R1", "36"), ("S1", "48")):
        nummer = sessie.laatste_nummer()
        pagina.get_by_label("Maatregel", exact=True).select_option(kaart)
        speler.typ(pagina.locator("#nieuw_duur"), duur)
        speler.doe(speler.knop("Maatregel toevoegen"))
        speler.wacht_op(nummer + 1)

    speler.sluit_rondes(sessie, 2)
    # A measure that runs is made stronger on the way.
    nummer, inzet = sessie.laatste_nummer(), next(iter(sessie.inzetten()))
    speler.doe(pagina.locator(f"#{inzet}_sterker"))
    speler.wacht_op(nummer + 1)
    speler.sluit_rondes(sessie, 7)
    _keur(speler, alles)
    blad = PdfReader(io.BytesIO(pagina.pdf(format="A4")))
    gedrukt = " ".join(" ".join(vel.extract_text() for vel in blad.pages).split())
    assert "Uw plan als tabel" in gedrukt, "what is folded on screen is open on paper"
    assert re.findall("Maand korter|Nu stoppen|Maatregel toevoegen", gedrukt) == [], "nothing to push"
    speler.sluit_rondes(sessie, 12)
    expect(speler.kop).to_have_text("Alle rondes zijn gespeeld")
    assert sessie.stand().antwoorden
    assert sessie.besluiten.filter(soort=Besluit.Soort.RONDE).count() == 12
    assert len(sessie.stand().voorspellingen) == 3
    assert sessie.besluiten.filter(soort__in=[Besluit.Soort.WIJZIGEN, Besluit.Soort.TOEVOEGEN]).count() > 3
    return sessie


def _na_afloop(speler: Speler, sessie: Sessie, alles: bool) -> None:
    """Hand in, look back, take the paper, and ask a person."""
    pagina = speler.pagina
    speler.doe(speler.link("Plan indienen"))
    expect(speler.kop).to_have_text("Dit dient u in")
    _keur(speler, alles)
    speler.doe(pagina.get_by_label("Ik weet dat mijn plan na het indienen vaststaat."), "Space")
    speler.doe(speler.knop("Plan indienen"))
    pagina.wait_for_url("**/uitslag/")
    expect(speler.kop).to_have_text("U bent nog niet geslaagd")
    _keur(speler, alles)

    speler.doe(pagina.locator("summary", has_text="Meenemen op papier"))
    speler.doe(pagina.locator("#uitslag-pdf button"))
    klaar = pagina.locator("#uitslag-pdf").get_by_role("link", name="Downloaden")
    expect(klaar).to_be_visible()
    expect(speler.kop).to_have_text("Meenemen")
    _keur(speler, alles)
    with pagina.expect_download() as gehaald:
        speler.doe(klaar)
    assert gehaald.value.suggested_filename == "uitslag-klosjesbuurt.pdf"

    speler.doe(speler.link("Terug naar de uitslag"))
    speler.doe(pagina.locator("summary", has_text="Laat een trainer naar uw uitslag kijken"))
    speler.doe(speler.link("Vraag een trainer om te kijken"))
    expect(speler.kop).to_have_text("Vraag een trainer om te kijken")
    _keur(speler, alles)
    speler.typ(pagina.get_by_label("Wat wilt u dat de trainer bekijkt?"), "Mijn antwoord in maand 7.")
    speler.doe(speler.knop("Verzoek versturen"))
    expect(pagina.get_by_text("wacht op een trainer")).to_be_visible()
    speler.doe(pagina.locator("summary", has_text="Opmerkingen van uw trainer"))
    speler.doe(speler.link("Kies of uw trainer mag meekijken"))
    expect(speler.kop).to_have_text("Mag uw trainer meekijken?")
    _keur(speler, alles)


@pytest.mark.parametrize("sleutel", ["heidewissel", "kettingwerf"])
def test_de_andere_casussen_tot_het_eerste_dilemma_en_de_uitslag(chromium, live_server, aisha, sleutel):
    casus = laad_casus(sleutel)
    bron = next(b for b in casus.bronnen if not b.vereist)
    grond = next(g.sleutel for g in bron.grondslagen if g.juist)
    sessie = SessieFactory(gebruiker=aisha, casus=sleutel, soort="toets", zaad=ZAAD)
    with venster_van(chromium, live_server.url, aisha, reduced_motion="reduce") as context:
        speler = Speler(context.new_page(), muis=True)
        speler.pagina.goto(reverse("simulatie_onderzoek", args=[sessie.sleutel]))
        keur(speler.pagina)
        speler.vraag_bron(bron.sleutel, grond)
        speler.doe(speler.link("Naar de ronde en uw plan"))
        while not (stand := sessie.stand()).dilemma:
            speler.stap(stand)
        expect(speler.pagina.locator("#dilemma")).to_be_visible()
        keur(speler.pagina)
        speler.stap(stand)

        speel_uit(sessie=sessie, richting=Richting.GELIJK, reden="Zo maar.")
        dien_in(sessie=sessie)
        speler.pagina.goto(reverse("simulatie_uitslag", args=[sessie.sleutel]))
        expect(speler.kop).to_have_text("U bent nog niet geslaagd")
        keur(speler.pagina)


def test_een_trainer_kijkt_na_wat_een_programma_vond(chromium, live_server, aisha, bram):
    beoordeling = bewaar(aisha)
    besluit(beoordeling.sessie, 1, Besluit.Soort.TOEVOEGEN, "inzet-1", dict(INZETTEN[0]))
    vraag_nakijken(beoordeling=beoordeling, waarom="Ik deed meer dan hier staat.")
    with venster_van(chromium, live_server.url, bram, reduced_motion="reduce") as context:
        speler = Speler(context.new_page())
        pagina = speler.pagina
        pagina.goto("/simulatie/begeleiding/")
        keur(pagina)
        speler.doe(pagina.get_by_role("link", name=str(aisha)))
        expect(speler.kop).to_have_text(f"Terugkijken met {aisha}")
        keur(pagina)
        speler.doe(speler.link("Bekijk de uitslag"))
        expect(speler.kop).to_have_text(f"De uitslag van {aisha}")
        keur(pagina)
        speler.doe(speler.link("Naar de besluiten en het verzoek"))
        expect(speler.kop).to_have_text(f"Terugkijken met {aisha}")
        speler.doe(speler.knop("Besluit bewaren"))
        expect(pagina.get_by_text("Kies wat u besluit.").first).to_be_visible()
        keur(pagina)
        speler.kies("uitkomst", "blijft")
        speler.typ(pagina.get_by_label("Waarom?"), "De hulp begon te laat.")
        speler.doe(speler.knop("Besluit bewaren"))
        expect(pagina.get_by_text("Uw besluit is bewaard.")).to_be_visible()
