"""The icons that browsers and phones ask for, linked or not."""

from __future__ import annotations

import io
import re

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.test import Client
from PIL import Image, ImageColor

from academy.basis.models import Instellingen
from tests.factories.website import HomePaginaFactory

GROND = (*ImageColor.getrgb("#1c2230"), 255)
NIETS = (0, 0, 0, 0)


def beeld_van(inhoud: bytes) -> Image.Image:
    return Image.open(io.BytesIO(inhoud))


@pytest.mark.parametrize(
    ("adres", "maat", "hoek"),
    [
        ("/apple-touch-icon.png", 180, GROND),
        ("/apple-touch-icon-precomposed.png", 180, GROND),
        ("/pictogram/los-192.png", 192, NIETS),
        ("/pictogram/los-512.png", 512, NIETS),
        ("/pictogram/masker-512.png", 512, GROND),
    ],
)
def test_elk_pictogram_is_er_in_zijn_maat_zonder_database(
    client: Client, adres: str, maat: int, hoek: tuple[int, ...]
) -> None:
    antwoord = client.get(adres)

    assert (antwoord.status_code, antwoord["Content-Type"]) == (200, "image/png")
    assert antwoord["Cache-Control"] == "public, max-age=86400"
    with beeld_van(antwoord.content) as beeld:
        assert (beeld.format, beeld.size) == ("PNG", (maat, maat))
        # What a corner is cut to, and the form of zoet a third from the corner.
        assert beeld.convert("RGBA").getpixel((0, 0)) == hoek
        assert beeld.convert("RGBA").getpixel((maat * 36 // 100, maat * 36 // 100)) == (
            *ImageColor.getrgb("#e9ab35"),
            255,
        )


def test_de_favicon_heeft_drie_maten(client: Client) -> None:
    antwoord = client.get("/favicon.ico")

    assert (antwoord.status_code, antwoord["Content-Type"]) == (200, "image/x-icon")
    with beeld_van(antwoord.content) as beeld:
        assert beeld.format == "ICO"
        assert beeld.info["sizes"] == {(16, 16), (32, 32), (48, 48)}


def test_een_onbekend_pictogram_is_er_niet(client: Client, db: None) -> None:
    assert client.get("/pictogram/los-9999.png").status_code == 404


@pytest.mark.django_db
def test_elke_pagina_wijst_naar_pictogrammen_die_er_zijn(client: Client) -> None:
    home = HomePaginaFactory()
    Instellingen.objects.create(site=home.get_site(), naam="Academie van Leerdonk")
    html = client.get(home.get_url()).content.decode()
    hoofd = re.findall(
        r'<link rel="(icon|apple-touch-icon|manifest)" href="([^"]+)"(?: sizes="([^"]+)")?', html
    )

    assert hoofd == [
        ("icon", "/favicon.ico", "32x32"),
        ("icon", "/static/beeld/favicon.svg", ""),
        ("apple-touch-icon", "/apple-touch-icon.png", ""),
        ("manifest", "/site.webmanifest", ""),
    ]
    antwoord = client.get("/site.webmanifest")
    manifest = antwoord.json()
    assert antwoord["Content-Type"] == "application/manifest+json"
    assert {naam: manifest[naam] for naam in ("name", "short_name", "start_url", "lang")} == {
        "name": "Academie van Leerdonk",
        "short_name": "Academy",
        "start_url": "/",
        "lang": "nl",
    }
    kleuren = re.findall(r'<meta name="theme-color" content="(#\w+)" media="[^"]*light', html)
    assert [manifest["theme_color"], manifest["background_color"]] == kleuren * 2
    svg, *punten = manifest["icons"]
    assert svg == {"src": "/static/beeld/favicon.svg", "type": "image/svg+xml", "sizes": "any"}
    assert finders.find(svg["src"].removeprefix(settings.STATIC_URL)) is not None
    assert [(icoon["sizes"], icoon["purpose"]) for icoon in punten] == [
        ("192x192", "any"),
        ("512x512", "any"),
        ("512x512", "maskable"),
    ]
    for icoon in punten:
        with beeld_van(client.get(icoon["src"]).content) as beeld:
            assert f"{beeld.width}x{beeld.height}" == icoon["sizes"]
