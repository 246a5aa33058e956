"""The design system: every component is on the overview, every colour that is used has contrast enough."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.test import Client
from django.urls import reverse
from wagtail.blocks import Block
from wagtail.fields import StreamField
from wagtail.models import Page

from academy.gebruikers.models import Gebruiker
from academy.website.ontwerp import (
    COMPONENTEN,
    FOUTPAGINAS,
    OM_DE_PAGINA,
    TEKST_OP,
    VORM_OP,
    contrast,
    kleuren,
    paren,
)
from tests.factories.website import AfbeeldingFactory

STIJLEN = Path(settings.BASE_DIR) / "academy" / "static" / "css"
BESTANDEN = sorted(bestand.stem for bestand in COMPONENTEN.glob("*.html"))


@pytest.mark.parametrize(("wie", "code"), [("aisha", 302), ("carla", 302), ("bram", 200), ("esther", 200)])
def test_alleen_wie_in_het_beheer_mag_ziet_de_huisstijl(
    request: pytest.FixtureRequest, client: Client, wie: str, code: int
) -> None:
    client.force_login(request.getfixturevalue(wie))
    assert client.get(reverse("ontwerp")).status_code == code


def test_elk_onderdeel_staat_op_het_overzicht_met_zijn_uitleg(client: Client, esther: Gebruiker) -> None:
    client.force_login(esther)
    antwoord = client.get(reverse("ontwerp"))
    html = unescape(antwoord.content.decode())

    getekend = {
        Path(sjabloon.name).stem for sjabloon in antwoord.templates if sjabloon.name.startswith("components/")
    }
    assert sorted(getekend) == BESTANDEN
    assert [
        onderdeel["naam"] for onderdeel in re.finditer(r'<h2 id="(?P<naam>[a-z_]+)">(?P=naam)</h2>', html)
    ] == BESTANDEN
    assert {onderdeel.naam for onderdeel in antwoord.context["componenten"] if not onderdeel.staten} == set(
        OM_DE_PAGINA
    )


@pytest.mark.parametrize("naam", BESTANDEN)
def test_elk_onderdeel_begint_met_wat_het_is_en_wat_het_vraagt(naam: str) -> None:
    eerste = (COMPONENTEN / f"{naam}.html").read_text("utf-8").splitlines()[0]
    assert re.match(r"\{# [A-Z].{20,}\. #\}", eerste)


def test_de_maat_voor_contrast_is_die_van_wcag() -> None:
    assert [
        round(contrast(*paar), 2) for paar in (("#000", "#fff"), ("#767676", "#ffffff"), ("#abc", "#abc"))
    ] == [
        21.0,
        4.54,
        1.0,
    ]


def test_elk_paar_kleuren_heeft_genoeg_contrast_in_licht_en_donker() -> None:
    te_weinig = [paar for paar in paren() if min(paar.licht, paar.donker) < paar.genoeg]
    assert te_weinig == []
    assert len(paren()) > len(kleuren())


def test_elke_kleur_van_tekst_en_ondergrond_is_een_gemeten_token() -> None:
    """A text colour or a ground that a stylesheet uses and nobody measured would slip through."""
    css = "\n".join(bestand.read_text("utf-8") for bestand in STIJLEN.glob("*.css"))
    # The footer is dark in both themes and gives the inks of the page another colour.
    tekst = set(re.findall(r"(?<![\w-])(?:color|--inkt|--inkt-zacht):\s*var\(--([\w-]+)", css))
    grond = set(re.findall(r"(?<![\w-])background(?:-color)?:\s*var\(--([\w-]+)", css))
    los = set(re.findall(r"(?<![\w-])(?:color|background(?:-color)?):\s*([^;]*#[0-9a-f]{3,6}[^;]*);", css))

    # What a rule of its own fills in (--kleur, --tint, --smaak) comes from tokens that are measured.
    assert tekst - {"kleur", "smaak", "smaak-vlak"} == set(TEKST_OP) - {
        "umami",
        "zoet",
        "zuur",
        "zout",
        "bitter",
    }
    gemeten = {
        ondergrond for tabel in (TEKST_OP, VORM_OP) for gronden in tabel.values() for ondergrond in gronden
    }
    assert grond - gemeten - {"tint"} == {"zout-vlak"}
    assert los == {"#fff", "#000"}


def blokken() -> dict[str, Block]:
    """Every block that an author picks, each once; a stream of one kind has no picker."""
    return {
        f"{naam} ({type(blok).__name__})": blok
        for model in apps.get_models()
        if issubclass(model, Page)
        for veld in model._meta.get_fields()
        if isinstance(veld, StreamField) and len(veld.stream_block.child_blocks) > 1
        for naam, blok in veld.stream_block.child_blocks.items()
    }


@pytest.mark.parametrize("naam", sorted(blokken()))
def test_elk_blok_laat_zien_wat_het_is(client: Client, esther: Gebruiker, naam: str) -> None:
    """The block picker shows name, description and a preview, which is the block as visitors get it."""
    AfbeeldingFactory()
    blok = blokken()[naam]
    client.force_login(esther)

    antwoord = client.get(reverse("wagtailadmin_block_preview"), {"id": blok.definition_prefix})

    assert (bool(str(blok.label)), str(blok.get_description()).endswith("."), blok.is_previewable) == (
        True,
        True,
        True,
    )
    assert "blocks/" in " ".join(sjabloon.name for sjabloon in antwoord.templates if sjabloon.name)
    getekend = antwoord.content.decode().partition('<div class="omhulsel leeskolom tekst">')[2]
    assert re.sub(r"<[^>]+>|\s", "", getekend.partition("<script")[0])


@pytest.mark.parametrize("naam", FOUTPAGINAS)
def test_elke_foutpagina_is_te_bekijken(client: Client, esther: Gebruiker, naam: str) -> None:
    client.force_login(esther)
    html = client.get(reverse("ontwerp_foutpagina", args=[naam])).content.decode()
    assert len(re.findall(r"<h1>[^<]+</h1>", html)) == 1
    assert re.search(r"<h2>Wat u nu kunt doen</h2>\s*<ul>\s*<li>", html)


def test_een_andere_foutpagina_bestaat_niet(client: Client, esther: Gebruiker) -> None:
    client.force_login(esther)
    assert client.get(reverse("ontwerp_foutpagina", args=["base"])).status_code == 404
