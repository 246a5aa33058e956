"""The picture that goes along when somebody shares a page: its title, the five forms and the street.

It is drawn from the same SVG and the same colours as the site (``components/straat.html``, ``components/smaak.html``,
the stylesheets), in the light theme, because a chat program does not say which theme its reader has.
"""

from __future__ import annotations

import hashlib
import io
import re
from collections.abc import Iterable
from functools import cache
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import tinycss2
from django.template.loader import render_to_string
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.svgLib.path import parse_path
from PIL import Image, ImageDraw, ImageFont

from academy.basis.blocks.principe import PRINCIPES
from academy.basis.huisstijl.stijlen import BRON

BREED, HOOG = 1200, 630
MARGE = 72
# Drawn twice as large and made smaller: Pillow's lines have hard edges.
FIJN = 2
# Goes up when the drawing changes, so that every page gets a new picture and a new address.
VORM = 1
DONKER = {"verlicht": 0, "dicht": True}
LICHT = {"verlicht": 4, "deur_open": True, "stoep": True}
STRAAT = [
    DONKER,
    {"verlicht": 0},
    {"verlicht": 1},
    DONKER,
    {"verlicht": 1},
    {"verlicht": 2, "stoep": True},
    {"verlicht": 2},
    {"verlicht": 3, "stoep": True},
    LICHT,
    {"verlicht": 3, "stoep": True},
    LICHT,
    LICHT,
]
STAPPEN_PER_BOCHT = 12
Punt = tuple[float, float]


def merk(titel: str, naam: str) -> str:
    """What the picture of this title is called: the same words give the same picture."""
    return hashlib.sha256(f"{VORM}\x1f{titel}\x1f{naam}".encode()).hexdigest()[:16]


def teken(titel: str, naam: str) -> bytes:
    """The picture as PNG, 1200 by 630."""
    beeld = Image.new("RGB", (BREED * FIJN, HOOG * FIJN), kleur("var(--pagina)"))
    doek = ImageDraw.Draw(beeld, "RGBA")
    _teken_svg(
        doek, render_to_string("components/straat.html", {"huizen": STRAAT}), BREED / 1200, 0, HOOG - 224
    )
    for nummer, principe in enumerate(PRINCIPES):
        svg = render_to_string("components/smaak.html", {"principe": principe.value, "met_woord": False})
        _teken_svg(doek, svg, 1.6, MARGE + nummer * 58, MARGE - 10, f"var(--{principe.value}-vlak)")
    letter = _letter("sans_pro", "SourceSansPro-Semibold.ttf", 28)
    doek.text(
        (FIJN * (MARGE + 5 * 58 + 16), FIJN * (MARGE - 8)), naam, font=letter, fill=kleur("var(--inkt-zacht)")
    )
    _teken_titel(doek, titel)
    uit = io.BytesIO()
    beeld.resize((BREED, HOOG), Image.Resampling.LANCZOS).save(uit, "PNG", optimize=True)
    return uit.getvalue()


def _teken_titel(doek: ImageDraw.ImageDraw, titel: str) -> None:
    """As large as fits in the space between the forms and the roofs."""
    hoogte = HOOG - 224 - MARGE - 70
    for grootte in range(84, 30, -4):
        letter = _letter("serif_pro", "SourceSerifPro-Semibold.ttf", grootte)
        regels = _breek(titel, letter, FIJN * (BREED - 2 * MARGE))
        if len(regels) * grootte * 1.15 <= hoogte:
            break
    else:
        regels = [*regels[:6], "…"]
    for nummer, regel in enumerate(regels):
        plek = (FIJN * MARGE, FIJN * (MARGE + 66 + nummer * grootte * 1.15))
        doek.text(plek, regel, font=letter, fill=kleur("var(--inkt)"))


def _breek(tekst: str, letter: ImageFont.FreeTypeFont, breedte: float) -> list[str]:
    regels: list[str] = []
    for woord in tekst.split():
        samen = f"{regels[-1]} {woord}" if regels else woord
        if regels and letter.getlength(samen) <= breedte:
            regels[-1] = samen
        else:
            regels.append(woord)
    return regels


@cache
def _letter(familie: str, bestand: str, grootte: int) -> ImageFont.FreeTypeFont:
    pakket = find_spec(f"font_source_{familie}")
    if pakket is None or pakket.origin is None:
        raise FileNotFoundError(f"The package font_source_{familie} is not installed.")
    return ImageFont.truetype(Path(pakket.origin).parent / "files" / bestand, grootte * FIJN)


def _teken_svg(
    doek: ImageDraw.ImageDraw, bron: str, schaal: float, x: float, y: float, vulling: str = ""
) -> None:
    """Draw the paths and circles of an SVG: their classes give the colours, ``vulling`` what has no class."""
    begin = bron.index("<svg")
    wortel = ET.fromstring(bron[begin : bron.rindex("</svg>") + 6])  # noqa: S314 - our own template
    _teken_element(doek, wortel, (schaal, x, y), {"fill": vulling or "none"})


def _teken_element(
    doek: ImageDraw.ImageDraw, element: ET.Element, plaats: tuple[float, float, float], stijl: dict[str, str]
) -> None:
    schaal, x, y = plaats
    stijl = {**stijl, "opacity": "1"} | {
        eigenschap: waarde
        for klasse in element.get("class", "").split()
        for eigenschap, waarde in _regels().get(klasse, {}).items()
    }
    for lijn, gesloten in _lijnen(element):
        punten = [(FIJN * (x + schaal * px), FIJN * (y + schaal * py)) for px, py in lijn]
        doorzicht = round(255 * float(stijl["opacity"]))
        if stijl.get("fill", "none") != "none" and len(punten) > 2:
            doek.polygon(punten, fill=(*kleur(stijl["fill"]), doorzicht))
        if "stroke" in stijl:
            dikte = max(1, round(FIJN * schaal * float(stijl.get("stroke-width", "1"))))
            rond = [*punten, punten[0]] if gesloten else punten
            doek.line(rond, fill=(*kleur(stijl["stroke"]), doorzicht), width=dikte, joint="curve")
    if element.get("x"):
        plaats = (schaal, x + schaal * float(element.get("x", 0)), y + schaal * float(element.get("y", 0)))
    for kind in element:
        _teken_element(doek, kind, plaats, stijl)


def _lijnen(element: ET.Element) -> Iterable[tuple[list[Punt], bool]]:
    """The outlines of one element as points, each with whether it is closed."""
    soort = element.tag.rpartition("}")[2]
    if soort == "circle":
        cx, cy, r = (float(element.get(naam, 0)) for naam in ("cx", "cy", "r"))
        pad = f"M{cx - r} {cy}a{r} {r} 0 1 0 {2 * r} 0a{r} {r} 0 1 0 {-2 * r} 0z"
    elif soort == "path":
        pad = element.get("d", "")
    else:
        return
    pen = DecomposingRecordingPen({})
    parse_path(pad, pen)
    punten: list[Punt] = []
    for stap, plekken in pen.value:
        if stap == "moveTo":
            punten = [plekken[0]]
        elif stap == "lineTo":
            punten.append(plekken[0])
        elif stap in ("curveTo", "qCurveTo"):
            punten += _bocht([punten[-1], *plekken])
        else:
            yield punten, stap == "closePath"


def _bocht(punten: list[Punt]) -> list[Punt]:
    """Points on a Bézier curve of any degree (De Casteljau), without its first."""
    uit = []
    for stap in range(1, STAPPEN_PER_BOCHT + 1):
        t, rij = stap / STAPPEN_PER_BOCHT, punten
        while len(rij) > 1:
            rij = [(a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1])) for a, b in pairwise(rij)]
        uit.append(rij[0])
    return uit


@cache
def _regels() -> dict[str, dict[str, str]]:
    """Declarations per class, and the custom properties under ``:root``, from tokens and street."""
    regels: dict[str, dict[str, str]] = {}
    for blad in ("tokens", "straat"):
        tekst = (BRON / "css" / f"{blad}.css").read_text()
        for regel in tinycss2.parse_stylesheet(tekst, skip_comments=True, skip_whitespace=True):
            if regel.type != "qualified-rule":
                continue
            waarden = {
                deel.lower_name if not deel.name.startswith("--") else deel.name: tinycss2.serialize(
                    deel.value
                ).strip()
                for deel in tinycss2.parse_blocks_contents(regel.content)
                if deel.type == "declaration"
            }
            for kiezer in tinycss2.serialize(regel.prelude).split(","):
                if re.fullmatch(r"\.[\w-]+|:root", kiezer.strip()):
                    regels.setdefault(kiezer.strip().lstrip("."), {}).update(waarden)
    return regels


def kleur(waarde: str) -> Any:
    """Red, green and blue of a colour in the stylesheets, in the light theme.

    Raises:
        ValueError: the colour is written in a way that this does not know.
    """
    while gevonden := re.fullmatch(r"var\((--[\w-]+)\)", waarde.strip()):
        waarde = _regels()[":root"].get(gevonden[1], "")
    licht = re.match(r"light-dark\(\s*([^,]+),", waarde.strip())
    hex6 = re.fullmatch(r"#([0-9a-fA-F]{6})", (licht[1] if licht else waarde).strip())
    if hex6 is None:
        raise ValueError(f"Not a colour that can be drawn: {waarde!r}")
    return tuple(bytes.fromhex(hex6[1]))
