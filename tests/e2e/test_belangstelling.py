"""A visitor looks a course up, sees its dates and passes on interest for a group."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from academy.contact.forms import KORTSTE_INVULTIJD_SECONDEN
from academy.contact.models import Contactverzoek
from tests.e2e.keuring import keur


def test_van_zoeken_tot_belangstelling_voor_een_datum(pagina: Page) -> None:
    pagina.goto("/zoeken/")
    pagina.get_by_label("Waar zoekt u naar?").fill("maatregel sturen")
    pagina.get_by_role("button", name="Zoeken").click()
    keur(pagina)
    pagina.locator("main").get_by_role("link", name="Umami: sturen op het geheel").click()
    keur(pagina)
    pagina.get_by_role("link", name="Belangstelling doorgeven voor Umami: sturen op het geheel").last.click()
    expect(pagina.get_by_role("heading", level=1)).to_have_text(
        "Belangstelling voor Umami: sturen op het geheel"
    )
    keur(pagina)
    pagina.wait_for_timeout(KORTSTE_INVULTIJD_SECONDEN * 1000)
    pagina.get_by_label("Naam").fill("Rosa Jansen")
    pagina.get_by_label("E-mailadres").fill("rosa@leerdonk.example")
    pagina.get_by_label("Aantal personen").fill("6")
    pagina.get_by_role("button", name="Belangstelling versturen").click()
    # Without consent nothing is sent, and everything stays.
    expect(pagina.locator("[data-foutenoverzicht]")).to_be_focused()
    expect(pagina.get_by_label("Aantal personen")).to_have_value("6")
    keur(pagina)
    pagina.get_by_label("De academy mag deze gegevens bewaren").check()
    pagina.get_by_role("button", name="Belangstelling versturen").click()
    expect(pagina.get_by_role("heading", level=1)).to_have_text("Uw belangstelling is bij ons bekend")
    keur(pagina)
    verzoek = Contactverzoek.objects.get(email="rosa@leerdonk.example")
    assert (verzoek.status, verzoek.naam) == ("nieuw", "Rosa Jansen")
    assert "Leerdonk, buurthuis De Klos\nAantal personen: 6" in verzoek.bericht
