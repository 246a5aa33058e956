"""A trainee, from no account to a certificate that anyone can check; with and without JavaScript."""

from __future__ import annotations

import re
from hashlib import sha256
from pathlib import Path

import pytest
from django.core import mail
from playwright.sync_api import Page, expect

from academy.gebruikers.models import Gebruiker
from certificaten.models import Verificatie
from cursussen.models import Inschrijving, Poging
from simulatie.acties.spel import speel_uit
from simulatie.spel.besluiten import Richting
from tests.e2e.handelingen import (
    code_uit_mail,
    juiste_keuze,
    nieuwste_sessie,
    voeg_maatregel_toe,
    volg_referentieplan,
    vraag,
)
from tests.e2e.keuring import keur

EMAIL = "fatima@leerdonk.example"


@pytest.mark.parametrize("javascript", [True, False], ids=["met javascript", "zonder javascript"])
def test_van_aanmelden_tot_gecontroleerd_certificaat(bezoek, javascript):
    pagina = bezoek(java_script_enabled=javascript)
    maak_account(pagina)
    inschrijving = schrijf_in(pagina)
    for les in inschrijving.versie.lessen:
        lees(pagina, inschrijving, les["sleutel"])
    beantwoord_vragen(pagina, inschrijving)
    oefen(pagina, inschrijving)
    leg_toets_af(pagina, inschrijving)
    haal_certificaat(pagina)
    pdf = download(pagina)
    controleer(pagina, pdf, javascript)


def maak_account(pagina: Page) -> None:
    pagina.goto("/account/login/code/")
    pagina.get_by_role("link", name="Account aanmaken").click()
    keur(pagina)
    pagina.get_by_label("E-mail").fill(EMAIL)
    pagina.get_by_label("Voornaam").fill("Fatima")
    pagina.get_by_label("Tussenvoegsel").fill("el")
    pagina.get_by_label("Achternaam").fill("Amrani")
    pagina.get_by_role("button", name="Account aanmaken").click()
    keur(pagina)
    pagina.get_by_label("Code").fill(code_uit_mail(EMAIL))
    pagina.get_by_role("button", name="E-mailadres bevestigen").click()
    pagina.wait_for_url("**/mijn/")
    expect(pagina.get_by_role("heading", level=1)).to_have_text("Dag Fatima")
    expect(pagina.locator("main")).to_contain_text("U volgt nog geen opleiding")
    keur(pagina)


def schrijf_in(pagina: Page) -> Inschrijving:
    pagina.get_by_role("link", name="Bekijk de opleidingen").click()
    pagina.get_by_role("link", name="Leergang: Zoet, zuur, zout, bitter en umami").click()
    keur(pagina)
    pagina.get_by_role("main").get_by_role("link", name="Umami: sturen op het geheel").click()
    keur(pagina)
    pagina.get_by_role("button", name="Inschrijven").click()
    expect(pagina.locator("main")).to_contain_text("0 van 5 stappen klaar")
    keur(pagina)
    return Inschrijving.objects.get(gebruiker__email=EMAIL)


def lees(pagina: Page, inschrijving: Inschrijving, les: str) -> None:
    """Read a lesson from the list of what is to do, with every practice question in it."""
    pagina.goto(f"/leren/{inschrijving.sleutel}/")
    pagina.locator(".volgende").get_by_role("link").click()
    pagina.wait_for_url(f"**/les/{les}/")
    keur(pagina)
    for oefenvraag in inschrijving.versie.vragen_van(les):
        blok = vraag(pagina, oefenvraag["sleutel"])
        fout = next(keuze for keuze in oefenvraag["keuzes"] if not keuze["juist"])
        blok.get_by_label(fout["tekst"]).check()
        blok.get_by_role("button", name="Antwoord opslaan").click()
        expect(blok).to_contain_text("Niet juist")
        expect(blok).to_contain_text(fout["uitleg"])
    keur(pagina)
    pagina.get_by_role("button", name="Les afronden").click()
    expect(pagina.locator(".berichten")).to_contain_text("U hebt de les")


def beantwoord_vragen(pagina: Page, inschrijving: Inschrijving) -> None:
    """One of five wrong: the explanation says why, and four of five is enough."""
    pagina.locator(".volgende").get_by_role("link").click()
    keur(pagina)
    pagina.get_by_role("button", name="Vragen beginnen").click()
    expect(pagina.locator("#vragen")).to_contain_text("0 van 5 vragen beantwoord")
    poging = Poging.objects.get(inschrijving=inschrijving, onderdeel=Poging.EINDVRAGEN)
    for nummer, gevraagd in enumerate(poging.vragen):
        blok = vraag(pagina, gevraagd["sleutel"])
        goed = juiste_keuze(poging, gevraagd["sleutel"])
        gekozen = goed if nummer else next(keuze for keuze in gevraagd["keuzes"] if keuze != goed)
        if nummer == 1:
            blok.get_by_role("button", name="Antwoord opslaan").click()
            expect(blok).to_contain_text("Kies eerst een antwoord. Er is nog niets opgeslagen.")
        blok.get_by_label(gekozen["tekst"]).check()
        blok.get_by_role("button", name="Antwoord opslaan").click()
        expect(blok.locator(".vraag-uitslag")).to_contain_text("Juist" if nummer else "Niet juist")
        expect(blok).to_contain_text(gekozen["uitleg"])
        expect(blok).to_contain_text(goed["uitleg"])
    expect(pagina.locator(".uitslag")).to_contain_text("U had 4 van de 5 vragen goed.")
    keur(pagina)


def oefen(pagina: Page, inschrijving: Inschrijving) -> None:
    """Add a measure, see the model answer, and type something that cannot be."""
    pagina.goto(f"/leren/{inschrijving.sleutel}/")
    keur(pagina)
    pagina.get_by_role("button", name="Oefenen", exact=True).click()
    expect(pagina.get_by_role("heading", level=1)).to_have_text("De Klosjesbuurt")
    keur(pagina)
    pagina.get_by_role("button", name="Ik ken het spel").click()
    expect(pagina.get_by_role("heading", level=1)).to_have_text("Uw plan: De Klosjesbuurt")
    keur(pagina)
    pagina.get_by_role("link", name="Alle uitleg, wet en kosten").click()
    keur(pagina)
    pagina.get_by_role("link", name=re.compile(r"Kies deze maatregel\s*: S1 ")).click()
    expect(pagina.get_by_label("Maatregel", exact=True)).to_have_value("S1")
    zonder_plan = lijnen(pagina)
    voeg_maatregel_toe(pagina, "S1", start=0, mate=60)
    sessie = nieuwste_sessie(inschrijving.gebruiker)
    assert [inzet.kaart for inzet in sessie.inzetten().values()] == ["S1"]
    assert len(lijnen(pagina)) == len(zonder_plan) == 6
    assert all(na != voor for na, voor in zip(lijnen(pagina), zonder_plan, strict=True))
    keur(pagina)
    paneel = pagina.locator("#paneel")
    paneel.get_by_role("textbox", name="Duur in maanden").fill("heel lang")
    paneel.get_by_role("button", name="Bewaren").click()
    expect(paneel).to_contain_text("Vul een heel getal in van 1 tot en met 60.")
    expect(paneel.get_by_role("textbox", name="Duur in maanden")).to_have_value("heel lang")
    assert sessie.laatste_nummer() == 1
    keur(pagina)


def lijnen(pagina: Page) -> list[str]:
    """The points of the plan's line in each picture above the timeline."""
    return [lijn.get_attribute("points") or "" for lijn in pagina.locator(".werklijn .lijn-umami").all()]


def leg_toets_af(pagina: Page, inschrijving: Inschrijving) -> None:
    """The plan and the rounds come from the academy, decision by decision; the prediction, the first round and handing
    it in are done on the screen."""
    pagina.goto(f"/leren/{inschrijving.sleutel}/")
    pagina.get_by_role("button", name="Toets beginnen").click()
    expect(pagina.locator("main")).to_contain_text("U ziet hier geen verwachting.")
    expect(pagina.locator(".verloop")).to_have_count(0)
    sessie = nieuwste_sessie(inschrijving.gebruiker)
    assert sessie.soort == "toets"
    volg_referentieplan(sessie)
    pagina.reload()
    pagina.get_by_label("stijgt", exact=True).check()
    pagina.get_by_label("Stijgt of daalt: hoeveel (%) aan het eind?").fill("15")
    pagina.get_by_label("Waarom denkt u dat?").fill("Mensen durven weer te melden.")
    pagina.get_by_role("button", name="Voorspelling vastleggen").click()
    pagina.get_by_role("button", name="Ronde 1 sluiten").click()
    expect(pagina.get_by_role("heading", level=1)).to_have_text("Ronde 2 van 12: maand 3")
    keur(pagina)
    speel_uit(
        sessie=sessie,
        richting=Richting.STIJGT,
        hoeveel=15,
        reden="Mensen durven weer te melden.",
    )
    pagina.reload()
    keur(pagina)
    pagina.get_by_role("link", name="Plan indienen").click()
    keur(pagina)
    pagina.get_by_role("button", name="Plan indienen").click()
    expect(pagina.locator("main")).to_contain_text("Uw plan is nog niet ingediend.")
    assert not nieuwste_sessie(inschrijving.gebruiker).is_beoordeeld
    pagina.get_by_label("Ik weet dat mijn plan na het indienen vaststaat.").check()
    pagina.get_by_role("button", name="Plan indienen").click()
    expect(pagina.get_by_role("heading", level=1)).to_have_text("U bent geslaagd")
    keur(pagina)


def haal_certificaat(pagina: Page) -> None:
    """The one next step leads to the name, and the name to the certificate."""
    pagina.get_by_role("link", name="Ga verder in Mijn academy").click()
    keur(pagina)
    pagina.locator(".volgende-stap").get_by_role("link", name="Controleer uw naam").click()
    expect(pagina.locator(".certificaatblad-naam")).to_have_text("Fatima el Amrani")
    keur(pagina)
    pagina.get_by_label("Voornaam").fill("Fatima Zahra")
    pagina.get_by_role("button", name="Naam bevestigen").click()
    expect(pagina.locator(".certificaatblad-naam")).to_have_text("Fatima Zahra el Amrani")
    expect(pagina.get_by_role("heading", name="Uw certificaat is klaar")).to_be_visible()
    keur(pagina)
    assert Gebruiker.objects.get(email=EMAIL).get_full_name() == "Fatima Zahra el Amrani"


def download(pagina: Page) -> Path:
    """The file on the screen, the file in the mail and the line in the register are one and the same."""
    with pagina.expect_download() as afwachten:
        pagina.get_by_role("link", name="PDF downloaden").click()
    pdf = afwachten.value.path()
    inhoud = pdf.read_bytes()
    assert inhoud.startswith(b"%PDF")
    register = Verificatie.objects.get(naam="Fatima Zahra el Amrani")
    assert register.sha256 == sha256(inhoud).hexdigest()
    [bijlage] = [bijlage for brief in mail.outbox if brief.to == [EMAIL] for bijlage in brief.attachments]
    assert bijlage[1] == inhoud
    return pdf


def controleer(pagina: Page, pdf: Path, javascript: bool) -> None:
    pagina.locator(".certificaat-adres").click()
    expect(pagina.get_by_role("heading", level=1)).to_have_text("Dit certificaat is echt en geldig")
    expect(pagina.locator(".certificaatblad-naam")).to_have_text("Fatima Zahra el Amrani")
    keur(pagina)
    if javascript:
        pagina.get_by_label("Kies de PDF").set_input_files(pdf)
        expect(pagina.locator(".bestand-uitslag")).to_have_attribute("data-soort", "gelijk")
        pdf.write_bytes(pdf.read_bytes() + b"\n")
        pagina.get_by_label("Kies de PDF").set_input_files([])
        pagina.get_by_label("Kies de PDF").set_input_files(pdf)
        expect(pagina.locator(".bestand-uitslag")).to_have_attribute("data-soort", "anders")
    else:
        expect(pagina.get_by_label("Kies de PDF")).to_be_hidden()
