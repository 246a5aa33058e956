"""A visitor reads what the method is and asks a question; somebody of the academy picks it up."""

from __future__ import annotations

import re

from django.core import mail
from playwright.sync_api import Page, expect

from academy.contact.forms import KORTSTE_INVULTIJD_SECONDEN
from academy.contact.models import Contactverzoek
from tests.e2e.handelingen import log_in
from tests.e2e.keuring import keur

LEESROUTE = [
    ("Hoofdmenu", "De methode", "De methode"),
    ("main", "Zoet", "Zoet"),
    ("Hoofdmenu", "Waar het werkt", "Waar het werkt"),
    ("main", "In de wijk", "In de wijk"),
    ("main", "Op het vakantiepark", "Op het vakantiepark"),
    ("main", "Op het bedrijventerrein", "Op het bedrijventerrein"),
    ("Hoofdmenu", "Artikelen", "Artikelen"),
    ("main", "Minder meldingen, en toch meer angst", "Minder meldingen, en toch meer angst"),
    ("Over deze site", "Getuigenissen", "Getuigenissen"),
    ("Hoofdmenu", "Opleidingen", "Opleidingen"),
    ("main", "Leergang: Zoet, zuur, zout, bitter en umami", "Zoet, zuur, zout, bitter en umami"),
    ("main", "Umami: sturen op het geheel", "Umami: sturen op het geheel"),
    ("Hoofdmenu", "Contact", "Contact"),
]


def test_van_voorpagina_tot_afgehandelde_vraag(pagina, bezoek, esther):
    pagina.goto("/")
    keur(pagina)
    for waar, link, kop in LEESROUTE:
        volg(pagina, waar, link)
        expect(pagina.get_by_role("heading", level=1)).to_have_text(kop)
        keur(pagina)
    stel_vraag(pagina)
    verzoek = Contactverzoek.objects.get(naam="Rosa Jansen")
    assert (verzoek.status, verzoek.onderwerp.naam) == ("nieuw", "Kennismaking")
    assert [brief.to for brief in mail.outbox if "rosa@leerdonk.example" in brief.to] == [
        ["rosa@leerdonk.example"]
    ]

    beheer = bezoek()
    log_in(beheer, esther)
    handel_af(beheer)
    bekijk_de_andere_schermen(beheer)
    verzoek.refresh_from_db()
    assert (verzoek.status, verzoek.eigenaar) == ("afgerond", esther)
    assert [brief.subject for brief in mail.outbox if brief.to == ["rosa@leerdonk.example"]] == [
        f"Wij hebben uw bericht ontvangen ({verzoek.kenmerk})",
        f"Gesprek over Kennismaking ({verzoek.kenmerk})",
    ]
    assert [
        (stap.door, stap.status, stap.eigenaar, stap.notitie)
        for stap in verzoek.stappen.all()
        if stap.door == esther
    ] == [
        (esther, "in_behandeling", None, "Woensdag gebeld, gesprek gepland."),
        (esther, "afgerond", None, ""),
    ]


def volg(pagina: Page, waar: str, link: str) -> None:
    streek = pagina.locator("main") if waar == "main" else pagina.get_by_role("navigation", name=waar)
    streek.get_by_role("link", name=link, exact=True).first.click()


def stel_vraag(pagina: Page) -> None:
    """First without the consent: nothing is sent and everything typed stays. Nobody types faster than a robot."""
    pagina.wait_for_timeout(KORTSTE_INVULTIJD_SECONDEN * 1000)
    pagina.get_by_label("Naam").fill("Rosa Jansen")
    pagina.get_by_label("E-mailadres").fill("rosa@leerdonk.example")
    pagina.get_by_label("Onderwerp").select_option(label="Kennismaking")
    pagina.get_by_label("Bericht").fill("Past dit bij ons vakantiepark?")
    pagina.get_by_role("button", name="Bericht versturen").click()
    expect(pagina.locator("[data-foutenoverzicht]")).to_be_focused()
    expect(pagina.get_by_label("Bericht")).to_have_value("Past dit bij ons vakantiepark?")
    assert not Contactverzoek.objects.filter(naam="Rosa Jansen").exists()
    keur(pagina)
    pagina.get_by_label("De academy mag deze gegevens bewaren").check()
    pagina.get_by_role("button", name="Bericht versturen").click()
    pagina.wait_for_url("**/contact/bedankt/?kenmerk=*")
    expect(pagina.get_by_text("Uw kenmerk is")).to_be_visible()
    keur(pagina)


def handel_af(beheer: Page) -> None:
    beheer.goto("/mijn/")
    beheer.get_by_role("link", name="Ga naar het beheer").click()
    beheer.get_by_role("button", name="Contact", exact=True).first.click()
    beheer.get_by_role("link", name="Verzoeken", exact=True).first.click()
    rij = beheer.get_by_role("row").filter(has_text="Rosa Jansen")
    expect(rij).to_contain_text("nieuw")
    keur_in_rust(beheer)
    rij.get_by_role("link", name="Rosa Jansen").click()
    expect(beheer.get_by_text("Past dit bij ons vakantiepark?")).to_be_visible()
    keur_in_rust(beheer)
    beheer.get_by_label("Status").select_option("in_behandeling")
    expect(beheer.get_by_label("Eigenaar").locator("option:checked")).to_have_text("Esther Mulder")
    beheer.get_by_label("Notitie").fill("Woensdag gebeld, gesprek gepland.")
    beheer.get_by_role("button", name="Stap opslaan").click()
    geschiedenis = beheer.get_by_role("table")
    expect(geschiedenis).to_contain_text("Status werd: in behandeling")
    expect(geschiedenis).to_contain_text("Eigenaar werd: Esther Mulder")
    expect(geschiedenis).to_contain_text("Woensdag gebeld, gesprek gepland.")
    beheer.get_by_label("Sjabloon").select_option(label="Afspraak voor een gesprek")
    beheer.get_by_role("button", name="Antwoord schrijven").click()
    expect(beheer.get_by_label("Tekst")).to_have_value(
        re.compile(r"^Beste Rosa Jansen,.*Esther Mulder$", re.DOTALL)
    )
    keur_in_rust(beheer)
    beheer.get_by_role("button", name="Antwoord versturen").click()
    expect(geschiedenis).to_contain_text("Antwoord naar rosa@leerdonk.example")
    beheer.reload()  # without the green message of the CMS itself, which has too little contrast
    keur_in_rust(beheer)


def bekijk_de_andere_schermen(beheer: Page) -> None:
    for adres in ("contact-controle", "contact-cijfers", "contact-persoon"):
        beheer.goto(f"/beheer/{adres}/")
        keur_in_rust(beheer)
    beheer.goto("/beheer/")
    beheer.get_by_role("link", name="1 te controleren").click()
    beheer.get_by_role("checkbox").first.check()
    beheer.get_by_role("button", name="Gekozen berichten aannemen").click()
    expect(beheer.get_by_text("1 bericht is aangenomen.")).to_be_visible()


def keur_in_rust(beheer: Page) -> None:
    """Buttons of the CMS fade from one theme to the other, whatever the visitor prefers; axe must not look halfway."""
    beheer.add_style_tag(content="* { transition: none !important; }")
    keur(beheer)
