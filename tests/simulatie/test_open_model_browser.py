"""The open model in a real browser: axe in light and dark, 320 pixels, with and without JavaScript."""

from __future__ import annotations

import pytest
from django.urls import reverse

from simulatie.acties.bewaren import bewaar_plan, maak_link
from simulatie.schermen.planbestand import schrijf_planbestand
from tests.e2e.keuring import keur
from tests.factories.simulatie import KLEIN_PLAN, SessieFactory
from tests.simulatie.bewaard_oordeel import bewaar
from tests.simulatie.spelen import venster_van

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("javascript", [True, False], ids=["met javascript", "zonder javascript"])
def test_het_open_model_doorstaat_de_keuring(chromium, live_server, aisha, javascript):
    oefening = SessieFactory(gebruiker=aisha, plan=KLEIN_PLAN)
    plan = bewaar_plan(sessie=oefening, verwacht_nummer=3, naam="Eerst zoet", reden="Een begin")
    link = maak_link(plan=plan, gebruiker=aisha, met_naam=False)
    uitslag = bewaar(aisha).sessie

    with venster_van(chromium, live_server.url, javascript=javascript) as bezoeker:
        pagina = bezoeker.new_page()
        pagina.goto(reverse("simulatie_plan_getoond", args=[link.token]))
        keur(pagina)
        pagina.get_by_role("link", name="Hoe rekent dit model?").click()
        for vouw in pagina.locator("details").all():
            vouw.locator("summary").click()
        keur(pagina)
        pagina.get_by_label("Lus (niet verplicht)").select_option("E")
        pagina.get_by_role("button", name="Toon").click()
        assert pagina.locator(".model-getallen tbody tr").count() < 40
        assert "lus=E" in pagina.url
        keur(pagina)

    with venster_van(chromium, live_server.url, aisha, javascript=javascript) as context:
        pagina = context.new_page()
        pagina.goto(reverse("simulatie_gevoeligheid", args=[uitslag.sleutel]))
        pagina.locator("details summary").click()
        keur(pagina)
        pagina.goto(reverse("simulatie_plan", args=[plan.sleutel]))
        keur(pagina)
        pagina.goto(reverse("simulatie_planbestand", args=[oefening.sleutel]))
        pagina.get_by_label("Of plak de tekst").fill('{"vorm": 2}')
        pagina.get_by_role("button", name="Zet dit plan terug").click()
        assert pagina.locator(".foutenoverzicht").is_visible()
        keur(pagina)
        tekst = schrijf_planbestand(oefening.eigen_casus, plan.maatregelen[:2])
        pagina.get_by_label("Of plak de tekst").fill(tekst)
        pagina.get_by_role("button", name="Zet dit plan terug").click()
        assert tuple(oefening.inzetten().values()) == plan.maatregelen[:2]
