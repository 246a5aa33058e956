"""Every kind of page and every block, as a visitor gets them."""

from __future__ import annotations

import datetime
import re
from html import unescape
from typing import Any

import pytest
from django.apps import apps
from django.test import Client
from django.test.html import parse_html
from django.urls import reverse
from wagtail.admin.panels import FieldPanel, Panel, get_edit_handler
from wagtail.images.tests.utils import get_test_image_file

from academy.basis.blocks import ALGEMENE_BLOKKEN
from academy.basis.models import BasisPagina
from academy.gebruikers.models import Gebruiker
from academy.website.acties.groepen import geef_groepen_rechten
from academy.website.models import Getuigenis, HomePagina, InhoudPagina
from tests.factories.website import (
    AfbeeldingFactory,
    ArtikelIndexPaginaFactory,
    ArtikelPaginaFactory,
    GetuigenisFactory,
    GetuigenissenPaginaFactory,
    HomePaginaFactory,
    InhoudPaginaFactory,
    PrincipePaginaFactory,
    ToepassingPaginaFactory,
)


def haal(client: Client, pagina: Any) -> str:
    antwoord = client.get(pagina.get_url())
    assert antwoord.status_code == 200
    return unescape(antwoord.content.decode())


def titels(html: str, niveau: int) -> list[str]:
    return [
        re.sub(r"<[^>]+>", "", titel).strip()
        for titel in re.findall(rf"<h{niveau}[^>]*>(.*?)</h{niveau}>", html, re.DOTALL)
    ]


BLOKKEN = {
    "kop": ("Eerst onderzoeken", "<h2>Eerst onderzoeken</h2>"),
    "tekst": ("<p>Gewone <b>tekst</b>.</p>", '<div class="leeskolom"><p>Gewone <b>tekst</b>.</p></div>'),
    "citaat": (
        {"tekst": "Je hebt elkaar nodig.", "functie": "Wijkagent", "bron": "Interview"},
        '<figure class="citaat"><blockquote><p>Je hebt elkaar nodig.</p></blockquote><figcaption>'
        '<span class="citaat-functie">Wijkagent</span> <span class="citaat-bron">Interview</span>'
        "</figcaption></figure>",
    ),
    "voorbeeld": (
        {"titel": "Twijnstraat 58", "tekst": "<p>Een moeder met schulden.</p>"},
        '<div class="voorbeeld leeskolom"><h3>Twijnstraat 58</h3><p>Een moeder met schulden.</p></div>',
    ),
    "bron": (
        {
            "titel": "Gemeentewet 151d",
            "vindplaats": "wetten.nl",
            "soort": "wet",
            "adres": "https://wetten.example/151d",
        },
        '<p class="bron bron-wet"><span class="bron-soort">Wet</span> '
        '<a href="https://wetten.example/151d">Gemeentewet 151d</a> '
        '<span class="bron-vindplaats">wetten.nl</span></p>',
    ),
    "kerngetallen": (
        {"getallen": [{"getal": "17%", "toelichting": "voelt zich onveilig", "bron": "CBS"}]},
        '<div class="kerngetallen"><div class="kerngetal"><p class="kerngetal-getal">17%</p>'
        '<p class="kerngetal-toelichting">voelt zich onveilig</p>'
        '<p class="kerngetal-bron">Bron: CBS</p></div></div>',
    ),
    "stappen": (
        {
            "stappen": [
                {"titel": "Onderzoek", "tekst": "Tot op het adres."},
                {"titel": "Overleg", "tekst": "Samen."},
            ]
        },
        '<ol class="stappen"><li class="stappen-stap"><h3 class="stappen-titel">Onderzoek</h3>'
        '<p>Tot op het adres.</p></li><li class="stappen-stap"><h3 class="stappen-titel">Overleg</h3>'
        "<p>Samen.</p></li></ol>",
    ),
}


@pytest.mark.parametrize("soort", BLOKKEN)
def test_elk_blok_staat_op_de_pagina_zoals_ingevuld(client: Client, db: None, soort: str) -> None:
    waarde, verwacht = BLOKKEN[soort]
    pagina = InhoudPaginaFactory(inhoud=[{"type": soort, "value": waarde}])

    gevonden = re.search(
        rf'<div class="blok blok-{soort}">(.*?)</div>\s*</div>\s*</div>\s*</main>',
        haal(client, pagina),
        re.DOTALL,
    )

    assert gevonden
    assert parse_html(gevonden[1]) == parse_html(verwacht)


def test_het_blok_afbeelding_toont_de_tekening_met_beschrijving(client: Client, db: None) -> None:
    beeld = AfbeeldingFactory()
    waarde = {
        "afbeelding": {"image": beeld.pk, "alt_text": "Vijf vormen naast elkaar", "decorative": False},
        "bijschrift": "Elke smaak een vorm.",
    }
    html = haal(client, InhoudPaginaFactory(inhoud=[{"type": "afbeelding", "value": waarde}]))

    plaatje = re.search(r'<figure class="beeld">\s*<img ([^>]*)>\s*<figcaption>(.*?)</figcaption>', html)
    assert plaatje
    assert 'alt="Vijf vormen naast elkaar"' in plaatje[1]
    assert re.search(r'src="(/media/[^"]+\.svg)"', plaatje[1])
    assert plaatje[2] == "Elke smaak een vorm."
    assert client.get(re.search(r'src="([^"]+)"', plaatje[1])[1]).status_code == 200


def test_een_foto_gaat_als_avif_of_webp_in_de_breedte_die_past(client: Client, db: None) -> None:
    foto = AfbeeldingFactory(title="straat.png", file=get_test_image_file(size=(2000, 1000)))
    waarde = {
        "afbeelding": {"image": foto.pk, "alt_text": "Een straat", "decorative": False},
        "bijschrift": "",
    }
    html = haal(client, InhoudPaginaFactory(inhoud=[{"type": "afbeelding", "value": waarde}]))

    figuur = re.search(r'<figure class="beeld">(.*?)</figure>', html, re.DOTALL)
    assert figuur
    assert [
        (soort, [bestand.split()[1] for bestand in srcset.split(", ")])
        for srcset, soort in re.findall(r'<source sizes="[^"]+" srcset="([^"]+)" type="([^"]+)">', figuur[1])
    ] == [("image/avif", ["480w", "960w", "1600w"]), ("image/webp", ["480w", "960w", "1600w"])]
    plaatje = re.search(r"<img ([^>]+)>", figuur[1])
    assert plaatje
    eigenschappen = dict(re.findall(r'(\S+)="([^"]*)"', plaatje[1]))
    assert {naam: eigenschappen[naam] for naam in ("alt", "width", "height", "loading", "decoding")} == {
        "alt": "Een straat",
        "width": "480",
        "height": "240",
        "loading": "lazy",
        "decoding": "async",
    }
    assert eigenschappen["src"].endswith(".jpg")


def test_het_blok_principes_wijst_naar_de_paginas_die_er_zijn(client: Client, db: None) -> None:
    methode = InhoudPaginaFactory(
        title="Methode", slug="methode", inhoud=[{"type": "principes", "value": None}]
    )
    PrincipePaginaFactory(ouder=methode, slug="zoet")
    PrincipePaginaFactory(ouder=methode, slug="zuur", title="Zuur", principe="zuur", kern="Zuur.", live=False)

    html = haal(client, methode)

    woorden = re.findall(r'<span class="smaak-woord">(\w+)</span>', html)
    assert woorden == ["Zoet", "Zuur", "Zout", "Bitter", "Umami"]
    assert re.findall(r'class="smaken-rij-link" href="([^"]+)"', html) == ["/methode/zoet/"]
    assert "<p>Zoet is steun.</p>" in html
    assert "Lees verder" not in html


def test_het_blok_oproep_is_een_kop_met_een_knop(client: Client, db: None) -> None:
    doel = InhoudPaginaFactory(slug="doel")
    waarde = {
        "titel": "Leg het voor",
        "tekst": "Wij denken mee.",
        "pagina": doel.pk,
        "knop": "Vraag een gesprek aan",
    }

    html = haal(client, InhoudPaginaFactory(inhoud=[{"type": "oproep", "value": waarde}]))

    assert re.search(
        r'<section class="oproep">\s*<h2>Leg het voor</h2>\s*<p>Wij denken mee.</p>\s*'
        r'<p><a class="knop knop-primair" href="/doel/">Vraag een gesprek aan</a></p>',
        html,
    )


def test_alle_blokken_zijn_getoetst() -> None:
    los_getoetst = {"afbeelding", "principes", "oproep"}

    assert {naam for naam, _blok in ALGEMENE_BLOKKEN} == set(BLOKKEN) | los_getoetst


@pytest.mark.parametrize("naam", [naam for naam, _blok in ALGEMENE_BLOKKEN])
def test_elk_blok_heeft_een_voorbeeld_in_het_beheer(client: Client, esther: Gebruiker, naam: str) -> None:
    AfbeeldingFactory()
    client.force_login(esther)
    blok = InhoudPagina._meta.get_field("inhoud").stream_block.child_blocks[naam]

    antwoord = client.get(reverse("wagtailadmin_block_preview"), {"id": blok.definition_prefix})

    assert blok.is_previewable
    assert antwoord.status_code == 200
    assert "css/academy.css" in antwoord.content.decode()


def test_home_opent_met_kop_straat_en_knop(client: Client, db: None) -> None:
    doel = InhoudPaginaFactory(slug="doel")
    home = HomePaginaFactory(
        slug="thuis",
        ondertitel="Leer samen sturen.",
        knop_tekst="Bekijk de opleidingen",
        knop_pagina=doel.page_ptr,
    )

    html = haal(client, home)

    assert titels(html, 1) == ["Hoe wordt een straat weer van de bewoners?"]
    assert '<a class="knop knop-primair" href="/doel/">Bekijk de opleidingen</a>' in html
    assert re.search(r'<svg class="straat[^>]*role="img" aria-label="Getekende straat\.', html)


@pytest.mark.parametrize("tekst", ["", "Probeer het nu"])
def test_home_wijst_naar_de_proef_als_een_redacteur_dat_wil(client: Client, db: None, tekst: str) -> None:
    html = haal(client, HomePaginaFactory(slug="thuis", proef_tekst=tekst))

    knop = f'<a class="knop knop-rustig" href="{reverse("simulatie_proef")}">{tekst}</a>'
    assert (knop in html) is bool(tekst)


def test_een_principepagina_toont_vorm_kern_en_de_andere_vier(client: Client, db: None) -> None:
    html = haal(client, PrincipePaginaFactory())

    assert titels(html, 1) == ["Zoet"]
    assert '<p class="principe-kern">Zoet is steun.</p>' in html
    assert re.search(r'<span class="smaak smaak-zoet smaak-groot">', html)
    assert re.findall(r'<span class="smaak-woord">(\w+)</span>', html) == ["Zuur", "Zout", "Bitter", "Umami"]


def test_een_toepassing_wijst_naar_de_andere_omgevingen(client: Client, db: None) -> None:
    ouder = InhoudPaginaFactory(title="Waar het werkt")
    eigen = ToepassingPaginaFactory(ouder=ouder, title="Wijk")
    ToepassingPaginaFactory(ouder=ouder, title="Park")
    ToepassingPaginaFactory(ouder=ouder, title="Nog niet af", live=False)

    html = haal(client, eigen)

    assert titels(html, 1) == ["Wijk"]
    assert titels(html, 3) == ["Park"]
    assert html.count('<svg class="omgeving"') == 2


def test_artikelen_staan_met_de_nieuwste_boven(client: Client, db: None) -> None:
    index = ArtikelIndexPaginaFactory()
    ArtikelPaginaFactory(ouder=index, title="Oud", datum=datetime.date(2026, 1, 2))
    nieuw = ArtikelPaginaFactory(ouder=index, title="Nieuw", datum=datetime.date(2026, 9, 14))
    ArtikelPaginaFactory(ouder=index, title="Concept", live=False)

    assert titels(haal(client, index), 2) == ["Nieuw", "Oud"]
    assert 'Redactie, <time datetime="2026-09-14">14 september 2026</time>' in haal(client, nieuw)


def test_alleen_getuigenissen_met_toestemming_staan_op_de_pagina(client: Client, db: None) -> None:
    GetuigenisFactory(tekst="Wij begonnen samen.", regio="Gelderland", organisatiesoort="gemeente")
    GetuigenisFactory(tekst="Zonder toestemming.", toestemming=False)
    GetuigenisFactory(tekst="Niet gepubliceerd.", live=False)

    html = haal(client, GetuigenissenPaginaFactory())

    assert re.findall(r"<blockquote><p>(.*?)</p></blockquote>", html) == ["Wij begonnen samen."]
    assert '<span class="citaat-functie">Wijkagent, gemeente (Gelderland)</span>' in html


def test_een_lege_lijst_zegt_wat_hier_komt(client: Client, db: None) -> None:
    assert "Hier komen stukken om met uw team te bespreken." in haal(client, ArtikelIndexPaginaFactory())
    assert "Hier komen ervaringen van professionals" in haal(client, GetuigenissenPaginaFactory())


def test_een_pagina_zegt_wat_zij_is_en_waar_zij_staat(client: Client, db: None) -> None:
    ouder = InhoudPaginaFactory(title="Methode", slug="methode")
    kind = InhoudPaginaFactory(
        ouder=ouder,
        slug="kern",
        title="De kern",
        seo_title="De kern van de methode",
        search_description="Wat de methode inhoudt.",
    )

    html = haal(client, kind)

    assert "<title>De kern van de methode – ZoetZuurZoutBitter Academy</title>" in html
    assert '<meta name="description" content="Wat de methode inhoudt.">' in html
    assert re.search(r'<link rel="canonical" href="http://[^"]+/methode/kern/">', html)
    kruimelpad = re.search(r'<nav class="kruimelpad.*?</nav>', html, re.DOTALL)
    assert kruimelpad
    assert re.findall(r'<a href="(/methode/)">([^<]+)</a>', kruimelpad[0]) == [("/methode/", "Methode")]


def test_de_sitemap_en_robots_noemen_het_openbare_deel(client: Client, db: None) -> None:
    InhoudPaginaFactory(slug="methode")
    InhoudPaginaFactory(slug="concept", live=False)

    sitemap = client.get("/sitemap.xml").content.decode()
    robots = client.get("/robots.txt")

    assert [
        adres.rsplit("/", 2)[-2]
        for adres in re.findall(r"<loc>([^<]+)</loc>", sitemap)
        if "pagina" not in adres
    ][-3:] == ["methode", "proef", "model"]
    assert "concept" not in sitemap
    assert robots["Content-Type"] == "text/plain; charset=utf-8"
    assert robots.content.decode().splitlines()[-1] == "Sitemap: http://testserver/sitemap.xml"


EIGEN_PAGINAS = sorted(
    (model for model in apps.get_models() if issubclass(model, BasisPagina)), key=lambda model: model.__name__
)
WEBSITE = [model for model in EIGEN_PAGINAS if model._meta.app_label == "website"]


@pytest.mark.parametrize("model", [*WEBSITE, Getuigenis], ids=lambda model: model.__name__)
def test_elk_veld_zegt_een_redacteur_waar_het_voor_is(model: type) -> None:
    """Only fields of our own: Wagtail explains its title, and the lead explains itself in its model."""
    eigen = {
        veld.name: veld for veld in model._meta.get_fields() if veld.model.__module__.startswith("academy.")
    }
    panelen = [paneel for paneel in veldpanelen(bewerkscherm(model)) if paneel.field_name in eigen]
    zonder = [
        paneel.field_name
        for paneel in panelen
        if not (paneel.help_text or getattr(eigen[paneel.field_name], "help_text", ""))
    ]
    assert zonder == []
    assert panelen


def bewerkscherm(model: type) -> Panel:
    return model.get_edit_handler() if issubclass(model, BasisPagina) else get_edit_handler(model)


def veldpanelen(paneel: Panel) -> list[FieldPanel]:
    if isinstance(paneel, FieldPanel):
        return [paneel]
    return [veld for kind in getattr(paneel, "children", []) for veld in veldpanelen(kind)]


@pytest.mark.langzaam
def test_een_redacteur_bewerkt_en_bekijkt_elke_soort_pagina(client: Client, esther: Gebruiker) -> None:
    """With the demo's kinds of pages: the form opens, and the preview is the page."""
    client.force_login(esther)
    geef_groepen_rechten()
    methode = InhoudPaginaFactory(title="Methode")
    index = ArtikelIndexPaginaFactory()
    paginas = [
        HomePaginaFactory(),
        methode,
        PrincipePaginaFactory(ouder=methode),
        ToepassingPaginaFactory(),
        index,
        ArtikelPaginaFactory(ouder=index),
        GetuigenissenPaginaFactory(),
    ]
    assert {type(pagina) for pagina in paginas} == set(WEBSITE)
    for pagina in paginas:
        pagina.save_revision()
        assert client.get(reverse("wagtailadmin_pages:edit", args=[pagina.pk])).status_code == 200
        voorbeeld = client.get(reverse("wagtailadmin_pages:view_draft", args=[pagina.pk]))
        kop = pagina.kop if isinstance(pagina, HomePagina) else pagina.title
        assert titels(unescape(voorbeeld.content.decode()), 1) == [kop]
