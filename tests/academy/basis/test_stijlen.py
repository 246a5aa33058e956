"""One stylesheet for visitors, from one file per component; static files as production serves them."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any

import brotli
import pytest
from django.conf import settings as instellingen
from django.core.management import call_command
from django.test import Client

from academy.basis.huisstijl.stijlen import BRON, STIJLBLADEN, bronnen
from tests.factories.website import InhoudPaginaFactory

# The mini case, the page about the model and the overview of the design bring a sheet of their own.
LOS = {"mini", "model", "ontwerp"}


def stijlen_van(client: Client, adres: str) -> list[str]:
    return re.findall(r'<link rel="stylesheet" href="([^"]+)">', client.get(adres).content.decode())


def test_elk_stijlblad_zit_in_de_bundel() -> None:
    assert {blad.stem for blad in (BRON / "css").glob("*.css")} - LOS == set(STIJLBLADEN)
    assert len(STIJLBLADEN) == len(set(STIJLBLADEN))


def test_een_pagina_haalt_een_stijlblad_met_alles_op_volgorde(client: Client, db: None) -> None:
    adressen = stijlen_van(client, InhoudPaginaFactory().get_url())

    assert adressen == ["/static/css/academy.css"]
    inhoud = b"".join(client.get(adressen[0]).streaming_content).decode()
    assert inhoud == "".join(bron.read_text() for bron in bronnen())


def test_wie_naar_een_fout_zoekt_ziet_elk_stijlblad_apart(client: Client, db: None, settings: Any) -> None:
    settings.DEBUG = True
    adressen = stijlen_van(client, InhoudPaginaFactory().get_url())

    assert adressen == [f"/static/css/{naam}.css" for naam in STIJLBLADEN]


def test_een_gewijzigde_bron_staat_bij_de_volgende_vraag_in_de_bundel(
    client: Client, db: None, settings: Any, tmp_path: Path
) -> None:
    settings.STIJLBUNDEL_MAP = tmp_path
    b"".join(client.get("/static/css/academy.css").streaming_content)
    bundel = tmp_path / "css" / "academy.css"
    assert bundel.stat().st_size > 0
    bundel.write_text("oud")
    os.utime(bundel, (1, 1))

    antwoord = client.get("/static/css/academy.css")

    assert b"".join(antwoord.streaming_content).decode() == "".join(bron.read_text() for bron in bronnen())


@pytest.fixture
def verzameld(settings: Any, tmp_path: Path) -> Path:
    """The static files collected as in production, and a site that serves them so."""
    call_command("bereid_lettertypen", verbosity=0)
    settings.STATIC_ROOT = tmp_path
    settings.WHITENOISE_USE_FINDERS = settings.WHITENOISE_AUTOREFRESH = False
    settings.STORAGES = {
        **instellingen.STORAGES,
        "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
    }
    call_command("collectstatic", interactive=False, verbosity=0)
    return tmp_path


@pytest.mark.langzaam
@pytest.mark.eenmaal
def test_productie_geeft_een_klein_stijlblad_dat_voor_altijd_geldt(db: None, verzameld: Path) -> None:
    client = Client()
    (adres,) = stijlen_van(client, InhoudPaginaFactory().get_url())
    assert re.fullmatch(r"/static/css/academy\.[0-9a-f]{12}\.css", adres)

    antwoord = client.get(adres, headers={"accept-encoding": "br"})
    inhoud = b"".join(antwoord.streaming_content)

    assert antwoord["Content-Encoding"] == "br"
    assert antwoord["Cache-Control"] == "max-age=315360000, public, immutable"
    assert len(inhoud) <= 25_000
    # The fonts that the bundle names are hashed files themselves.
    letters = re.findall(r'url\("([^"]+\.woff2)"\)', brotli.decompress(inhoud).decode())
    assert len(letters) == 5
    assert all((verzameld / "css" / letter).resolve().exists() for letter in letters)
    assert all(re.search(r"\.[0-9a-f]{12}\.woff2$", letter) for letter in letters)
