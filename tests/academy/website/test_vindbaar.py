"""Found by search engines, shown well when shared, and at the same address after a move."""

from __future__ import annotations

import datetime
import io
import json
import re
from html import unescape
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from django.test import Client
from django.urls import reverse
from PIL import Image, ImageColor
from wagtail.models import Page, PageViewRestriction, Site

from academy.basis.models import Opdracht
from academy.demo.acties.paginas import bouw_paginas
from academy.gebruikers.models import Gebruiker
from academy.website.ontwerp import kleuren
from tests.factories.cursussen import CursusPaginaFactory
from tests.factories.website import (
    ArtikelIndexPaginaFactory,
    ArtikelPaginaFactory,
    HomePaginaFactory,
    InhoudPaginaFactory,
)

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"
NAAM = "ZoetZuurZoutBitter Academy"


def kop_van(client: Client, adres: str) -> dict[str, str]:
    """Name or property of every meta element, and the canonical address."""
    html = client.get(adres).content.decode()
    velden = re.findall(r'<meta (?:name|property)="([^"]+)" content="([^"]*)"', html)
    canoniek = re.findall(r'<link rel="canonical" href="([^"]+)">', html)
    return {naam: unescape(waarde) for naam, waarde in velden} | {"canonical": " ".join(canoniek)}


def gegevens_van(client: Client, adres: str) -> dict[str, dict[str, Any]]:
    """The structured data of a page by kind; each page has exactly one script with data."""
    (tekst,) = re.findall(
        r'<script type="application/ld\+json">(.*?)</script>', client.get(adres).content.decode(), re.DOTALL
    )
    gegevens = json.loads(tekst)
    assert gegevens["@context"] == "https://schema.org"
    return {deel["@type"]: deel for deel in gegevens["@graph"]}


def test_een_gedeelde_pagina_toont_titel_inleiding_en_beeld(client: Client) -> None:
    pagina = InhoudPaginaFactory(
        title="Zoet & zuur", slug="methode", inleiding="Twee “smaken”\nnaast elkaar."
    )

    kop = kop_van(client, "/methode/")

    beeld = kop.pop("og:image")
    assert re.fullmatch(rf"http://localhost/deelbeeld/{pagina.pk}-[0-9a-f]{{16}}\.png", beeld)
    assert {naam: waarde for naam, waarde in kop.items() if naam[:3] in ("og:", "des", "can", "twi")} == {
        "description": "Twee “smaken” naast elkaar.",
        "canonical": "http://localhost/methode/",
        "og:type": "website",
        "og:locale": "nl_NL",
        "og:site_name": NAAM,
        "og:title": "Zoet & zuur",
        "og:description": "Twee “smaken” naast elkaar.",
        "og:url": "http://localhost/methode/",
        "og:image:width": "1200",
        "og:image:height": "630",
        "og:image:alt": "Zoet & zuur",
        "twitter:card": "summary_large_image",
    }


def test_een_lange_inleiding_wordt_een_korte_omschrijving(client: Client) -> None:
    InhoudPaginaFactory(slug="lang", inleiding="woord " * 80)

    omschrijving = kop_van(client, "/lang/")["description"]

    assert len(omschrijving) <= 160
    assert omschrijving.endswith("…")


def test_het_deelbeeld_wordt_een_keer_getekend_en_geldt_voor_altijd(client: Client, monkeypatch: Any) -> None:
    InhoudPaginaFactory(title="Een titel die nog niemand deelde", slug="uniek")
    adres = kop_van(client, "/uniek/")["og:image"].removeprefix("http://localhost")

    eerste = client.get(adres)
    inhoud = b"".join(eerste.streaming_content)

    with Image.open(io.BytesIO(inhoud)) as beeld:
        assert (beeld.format, beeld.size) == ("PNG", (1200, 630))
        # Forms and street are there: the middle of the first form, and a lit window at the right.
        assert beeld.convert("RGB").getpixel((91, 81)) == ImageColor.getrgb(kleuren()["zoet-vlak"][0])
        assert beeld.convert("RGB").getpixel((1158, 575)) == (0xFF, 0xD2, 0x7A)
    assert eerste["Content-Type"] == "image/png"
    assert eerste["Cache-Control"] == "public, max-age=31536000, immutable"
    monkeypatch.setattr("academy.basis.huisstijl.deelbeeld.teken", lambda *_wat: pytest.fail("drawn twice"))
    assert b"".join(client.get(adres).streaming_content) == inhoud


def test_na_publicatie_tekent_een_werker_voordat_iemand_kijkt(
    client: Client, django_capture_on_commit_callbacks: Any, monkeypatch: Any
) -> None:
    pagina = InhoudPaginaFactory(title="Wordt straks gedeeld", slug="straks")
    with django_capture_on_commit_callbacks(execute=True):
        pagina.save_revision().publish()

    assert [(rij.soort, rij.status) for rij in Opdracht.objects.filter(onderwerp_id=pagina.pk)] == [
        ("pagina_klaarmaken", "klaar")
    ]
    monkeypatch.setattr(
        "academy.basis.huisstijl.deelbeeld.teken", lambda *_wat: pytest.fail("drawn for a visitor")
    )
    assert client.get(kop_van(client, "/straks/")["og:image"]).status_code == 200


def test_een_andere_titel_heeft_een_ander_beeld(client: Client) -> None:
    pagina = InhoudPaginaFactory(title="Eerst zo", slug="zo")
    oud = kop_van(client, "/zo/")["og:image"]
    pagina.title = "Daarna anders"
    pagina.save()

    nieuw = kop_van(client, "/zo/")["og:image"]

    assert (client.get(oud).status_code, client.get(nieuw).status_code) == (404, 200)


@pytest.mark.parametrize("geheim", ["concept", "besloten"])
def test_het_deelbeeld_verraadt_geen_pagina_die_niet_openbaar_is(client: Client, geheim: str) -> None:
    pagina = InhoudPaginaFactory(title="Geheim", slug="geheim")
    adres = kop_van(client, "/geheim/")["og:image"]
    assert client.get(adres).status_code == 200

    if geheim == "concept":
        pagina.unpublish()
    else:
        PageViewRestriction.objects.create(page=pagina, restriction_type="login")

    assert client.get(adres).status_code == 404


def test_een_titel_kan_het_script_met_gegevens_niet_sluiten(client: Client) -> None:
    titel = 'Wijk</script><script src="//kwaad.example/x.js">&'
    index = ArtikelIndexPaginaFactory(slug="artikelen")
    ArtikelPaginaFactory(ouder=index, title=titel, slug="kwaad")

    html = client.get("/artikelen/kwaad/").content.decode()

    assert "kwaad.example/x.js" in html
    assert '<script src="//kwaad' not in html
    assert gegevens_van(client, "/artikelen/kwaad/")["Article"]["headline"] == titel


def test_een_artikel_zegt_van_wie_en_wanneer_het_is(client: Client) -> None:
    index = ArtikelIndexPaginaFactory(slug="artikelen")
    ArtikelPaginaFactory(
        ouder=index,
        title="Minder meldingen",
        slug="minder",
        inleiding="Kort.",
        datum=datetime.date(2026, 9, 14),
    )

    gegevens = gegevens_van(client, "/artikelen/minder/")

    assert gegevens["Article"] == {
        "@type": "Article",
        "headline": "Minder meldingen",
        "description": "Kort.",
        "datePublished": "2026-09-14",
        "author": {"@type": "Organization", "name": "Redactie"},
        "publisher": {"@type": "Organization", "name": NAAM, "url": "http://localhost/"},
        "mainEntityOfPage": "http://localhost/artikelen/minder/",
        "inLanguage": "nl",
    }
    assert [
        (stap["position"], stap["name"], stap["item"])
        for stap in gegevens["BreadcrumbList"]["itemListElement"]
    ][-2:] == [
        (2, "Artikelen", "http://localhost/artikelen/"),
        (3, "Minder meldingen", "http://localhost/artikelen/minder/"),
    ]
    assert kop_van(client, "/artikelen/minder/")["og:type"] == "article"


def test_de_voorpagina_noemt_de_organisatie(client: Client) -> None:
    home = HomePaginaFactory(ouder=Page.get_first_root_node(), slug="thuis", kop="Van wie is de straat?")
    Site.objects.update(root_page=home)

    gegevens = gegevens_van(client, "/")

    assert set(gegevens) == {"Organization", "WebSite"}
    assert gegevens["Organization"]["name"] == NAAM
    assert kop_van(client, "/")["og:image:alt"] == "Van wie is de straat?"


def test_de_feed_heeft_de_nieuwste_artikelen_boven(client: Client) -> None:
    index = ArtikelIndexPaginaFactory(slug="artikelen")
    ArtikelPaginaFactory(ouder=index, title="Oud", slug="oud", datum=datetime.date(2026, 1, 2))
    ArtikelPaginaFactory(
        ouder=index, title="Nieuw", slug="nieuw", inleiding="Kort.", datum=datetime.date(2026, 9, 14)
    )
    ArtikelPaginaFactory(ouder=index, title="Concept", live=False)
    besloten = ArtikelPaginaFactory(ouder=index, title="Besloten")
    PageViewRestriction.objects.create(page=besloten, restriction_type="login")

    html = client.get("/artikelen/").content.decode()
    (adres,) = re.findall(
        r'<link rel="alternate" type="application/atom\+xml" title="Artikelen" href="([^"]+)">', html
    )
    antwoord = client.get(adres)
    feed = ET.fromstring(antwoord.content)  # noqa: S314 - our own answer

    assert antwoord["Content-Type"] == "application/atom+xml; charset=utf-8"
    assert [
        (stuk.findtext(f"{ATOM}title"), stuk.find(f"{ATOM}link").get("href"), stuk.findtext(f"{ATOM}summary"))
        for stuk in feed.findall(f"{ATOM}entry")
    ] == [
        ("Nieuw", "http://testserver/artikelen/nieuw/", "Kort."),
        ("Oud", "http://testserver/artikelen/oud/", ""),
    ]


@pytest.mark.parametrize("hoe", ["andere naam", "andere plek"])
def test_wie_een_oud_adres_heeft_komt_op_het_nieuwe(
    client: Client, esther: Gebruiker, django_capture_on_commit_callbacks: Any, hoe: str
) -> None:
    ouder = InhoudPaginaFactory(title="Waar het werkt", slug="waar")
    kind = InhoudPaginaFactory(ouder=ouder, title="Wijk", slug="wijk")
    doel = InhoudPaginaFactory(title="Archief", slug="archief")
    redactie = Client()
    redactie.force_login(esther)

    with django_capture_on_commit_callbacks(execute=True):
        if hoe == "andere naam":
            formulier = {
                "title": "Waar het werkt",
                "slug": "plekken",
                "inhoud-count": "0",
                "comments-TOTAL_FORMS": "0",
                "comments-INITIAL_FORMS": "0",
                "action-publish": "1",
            }
            antwoord = redactie.post(reverse("wagtailadmin_pages:edit", args=[ouder.pk]), formulier)
        else:
            antwoord = redactie.post(reverse("wagtailadmin_pages:move_confirm", args=[ouder.pk, doel.pk]))
    assert antwoord.status_code == 302

    nieuw = "/plekken/" if hoe == "andere naam" else "/archief/waar/"
    for oud, naar in (("/waar/", nieuw), ("/waar/wijk/", f"{nieuw}wijk/")):
        doorverwezen = client.get(oud)
        assert (doorverwezen.status_code, doorverwezen["Location"]) == (301, naar)
    assert client.get(f"{nieuw}{kind.slug}/").status_code == 200


def test_de_redactie_vindt_doorverwijzingen_in_het_beheer(client: Client, esther: Gebruiker) -> None:
    client.force_login(esther)

    assert client.get(reverse("wagtailredirects:index")).status_code == 200
    assert reverse("wagtailredirects:index") in client.get(reverse("wagtailadmin_home")).content.decode()


CURSUSSEN = ("/opleidingen/leergang/", "/opleidingen/leergang/umami/")


@pytest.mark.langzaam
def test_openbare_paginas_zetten_geen_koekje_en_zijn_licht_en_zuinig(
    client: Client, settings: Any, django_assert_max_num_queries: Any
) -> None:
    bouw_paginas()
    sitemap = client.get("/sitemap.xml").content.decode()
    adressen = re.findall(r"<loc>https?://[^/]+([^<]+)</loc>", sitemap)
    assert len(adressen) == 30
    assert adressen[-2:] == [reverse("simulatie_proef"), reverse("simulatie_model")]
    met_koekje = set()
    for adres in adressen:
        bezoeker = Client()
        antwoord = bezoeker.get(adres)
        assert antwoord.status_code == 200
        if antwoord.cookies:
            met_koekje.add(adres)

    # The contact page has a form, and its token needs a cookie; that is strictly necessary, so no banner.
    assert met_koekje == {"/contact/"}
    settings.PAGINAGEHEUGEN_SECONDEN = 300
    for adres in ("/", "/methode/", "/artikelen/aanpak-of-werkprincipe/", "/opleidingen/", *CURSUSSEN):
        with django_assert_max_num_queries(8):
            koud = Client(headers={"accept-encoding": "gzip"}).get(adres)
        assert koud["Content-Encoding"] == "gzip"
        assert len(koud.content) <= 15_000
        with django_assert_max_num_queries(0):
            Client().get(adres)


def test_een_les_staat_niet_in_de_sitemap() -> None:
    cursus = CursusPaginaFactory(lessen=1)

    sitemap = Client().get("/sitemap.xml").content.decode()

    assert f"/{cursus.slug}/</loc>" in sitemap
    assert f"/{cursus.slug}/les-1/" not in sitemap
