"""The whole site of the demo before judges from outside: valid HTML, live links, axe, Lighthouse."""

from __future__ import annotations

import re
from collections.abc import Container
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.test import Client
from playwright.sync_api import Page as Browserblad
from wagtail.models import Page

from academy.gebruikers.models import Gebruiker
from academy.website.ontwerp import FOUTPAGINAS
from cursussen.models import LesPagina, ModulePagina
from tests.e2e.handelingen import log_in
from tests.e2e.keuring import keur
from tests.e2e.keurmeesters import html_fouten, lighthouse
from tests.e2e.spin import Wandeling, wandel

pytestmark = pytest.mark.keurmeester

IEDEREEN = ("aisha", "bram", "carla", "daan", "esther", "karel")
BEGIN_INGELOGD = ("/mijn/", "/simulatie/", "/account/2fa/", "/account/email/", "/account/sessions/")
OPENBARE_DEUREN = (
    "/zoeken/",
    "/zoeken/?zoek=wijk",
    "/zoeken/?zoek=",
    "/proef/",
    "/certificaten/controleren/",
    "/account/login/code/",
    "/account/signup/",
)
GEZICHTEN = ("/", "/methode/", "/artikelen/aanpak-of-werkprincipe/", "/contact/")
HULP = ["/hulp/", "/contact/"]
HOOGSTE = ("accessibility", "best-practices", "seo")


def openbare_adressen() -> list[str]:
    """Every page of the tree that a visitor may read; a lesson only points at its course."""
    return [
        pagina.get_url()
        for pagina in Page.objects.live().public().not_type(LesPagina, ModulePagina).filter(depth__gt=1)
    ]


def wandel_als(site: str, naam: str | None, bekend: Container[str] = ()) -> Wandeling:
    plek = urlsplit(site)
    client = Client(SERVER_NAME=plek.hostname, SERVER_PORT=str(plek.port))
    if naam:
        client.force_login(Gebruiker.objects.get(email__startswith=f"{naam}@"))
    return wandel(client, BEGIN_INGELOGD if naam else ["/", *openbare_adressen()], bekend)


def test_elke_link_leeft_en_elke_pagina_is_geldige_html(site: str, tmp_path: Path) -> None:
    """First as a visitor, then as everybody of the demo on the pages behind the door."""
    bezoek = wandel_als(site, None)
    assert bezoek.fouten == []
    boom = openbare_adressen()
    assert set(boom) <= set(bezoek.paginas)
    paginas = dict(bezoek.paginas)
    bekend = {*boom, *(adres for adres in bezoek.gehad if adres.startswith(("/static/", "/media/")))}
    for naam in IEDEREEN:
        gezien = wandel_als(site, naam, bekend)
        assert gezien.fouten == [], naam
        assert set(BEGIN_INGELOGD) <= set(gezien.paginas), naam
        paginas |= {f"{adres} ({naam})": html for adres, html in gezien.paginas.items()}
    assert {adres: hulp_op(html) for adres, html in paginas.items()} == dict.fromkeys(paginas, HULP)
    fouten = html_fouten(paginas, tmp_path)
    assert not fouten, "\n".join(fouten)


def hulp_op(html: str) -> list[str]:
    """Where help stands at the foot of a page: at the same place everywhere (WCAG 3.2.6)."""
    return re.findall(r'href="(/hulp/|/contact/)"', html.partition("<footer")[2])


@pytest.mark.parametrize("deel", [0, 1])
def test_elke_openbare_pagina_komt_door_de_keuring(pagina: Browserblad, deel: int) -> None:
    """Axe in both themes and on both screens; the tree is cut in two for two processes."""
    for adres in [*openbare_adressen(), *OPENBARE_DEUREN][deel::2]:
        pagina.goto(adres)
        keur(pagina)


def test_elk_onderdeel_in_elke_staat_komt_door_de_keuring(
    pagina: Browserblad, esther: Gebruiker, tmp_path: Path
) -> None:
    """The overview of the design holds every component, and leads to the pages for when it goes wrong."""
    log_in(pagina, esther)
    pagina.goto("/beheer/ontwerp/")
    keur(pagina)
    gezien = {"ontwerp": pagina.request.get(pagina.url).text()}
    for naam in FOUTPAGINAS:
        pagina.goto(f"/beheer/ontwerp/fout/{naam}/")
        keur(pagina)
        gezien[naam] = pagina.request.get(pagina.url).text()
    fouten = html_fouten(gezien, tmp_path)
    assert not fouten, "\n".join(fouten)


def test_lighthouse_geeft_openbare_paginas_het_hoogste_cijfer(site: str) -> None:
    uitslag = lighthouse([f"{site}{adres}" for adres in GEZICHTEN], HOOGSTE)
    assert uitslag == {
        f"{site}{adres}": {"cijfers": dict.fromkeys(HOOGSTE, 100), "minpunten": []} for adres in GEZICHTEN
    }
