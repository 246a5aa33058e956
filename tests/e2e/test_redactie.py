"""The editor of the CMS works under our content policy: nothing that it needs is refused by the browser."""

from __future__ import annotations

import re

from playwright.sync_api import expect
from wagtail.models import Site

from academy.website.models import ArtikelIndexPagina, ArtikelPagina
from tests.e2e.handelingen import log_in
from tests.factories.gebruikers import GebruikerFactory


def test_een_redacteur_schrijft_en_publiceert_een_artikel(pagina):
    redacteur = GebruikerFactory(is_superuser=True, is_staff=True)
    ouder = Site.objects.get().root_page.add_child(instance=ArtikelIndexPagina(title="Artikelen"))
    artikel = ouder.add_child(
        instance=ArtikelPagina(
            title="Eerste versie", auteur="Bram de Wit", inhoud=[{"type": "tekst", "value": "<p>Oud.</p>"}]
        )
    )
    log_in(pagina, redacteur)
    pagina.goto(f"/beheer/pages/{artikel.pk}/edit/")
    pagina.locator("#id_title").fill("Tweede versie")
    pagina.locator(".public-DraftEditor-content").last.click()
    pagina.keyboard.type(" En nieuw.")
    expect(pagina.locator("[name=inhoud-0-value]")).to_have_value(re.compile("Oud. En nieuw."))
    pagina.get_by_role("button", name="Meer acties").click()
    pagina.locator("button[name=action-publish]").first.click()
    pagina.wait_for_url("**/beheer/pages/**")
    artikel.refresh_from_db()
    assert (artikel.title, artikel.live) == ("Tweede versie", True)
    assert "Oud. En nieuw." in str(artikel.inhoud)
