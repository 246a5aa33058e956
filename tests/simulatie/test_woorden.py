"""Words that explain themselves where they stand."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.template import Context, Template

from simulatie.schermen.woorden import woordenlijst

SJABLONEN = sorted((settings.BASE_DIR / "templates").rglob("*.html"))
GEBRUIK = re.compile(r"{% woord(?:en)? ([^%]+)%}")


def toon(tekst):
    return Template("{% load woorden %}" + tekst).render(Context())


def test_een_woord_staat_er_met_zijn_betekenis():
    fte = woordenlijst()["fte"]

    assert toon('{% woord "fte" %}') == f'fte <span class="woord-uitleg">({fte.kort})</span>'


def test_een_rij_woorden_is_een_lijst_die_opengaat():
    inhoud = toon('{% woorden "fte" "code" %}')

    assert inhoud.count("<details") == 1
    for sleutel in ("fte", "code"):
        assert f"<dt>{woordenlijst()[sleutel].woord}</dt>" in inhoud
        assert woordenlijst()[sleutel].uitleg in inhoud


def test_een_onbekend_woord_is_een_fout():
    with pytest.raises(KeyError):
        toon('{% woord "bestaat-niet" %}')


def test_elk_woord_wordt_ergens_uitgelegd_en_nergens_een_dat_er_niet_is():
    gebruikt = {
        sleutel
        for pad in SJABLONEN
        for rij in GEBRUIK.findall(Path(pad).read_text(encoding="utf-8"))
        for sleutel in re.findall(r'"(\w+)"', rij)
    }

    assert gebruikt == set(woordenlijst())
