"""Drawing our own SVG with Pillow, in the colours of the stylesheets: for programs that want a picture of points."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from itertools import pairwise
from typing import Any
from xml.etree import ElementTree as ET

import tinycss2
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.svgLib.path import parse_path
from PIL import ImageDraw

from academy.basis.huisstijl.stijlen import BRON

# Drawn so many times as large and made smaller: Pillow's lines have hard edges.
FIJN = 2
STAPPEN_PER_BOCHT = 12
Punt = tuple[float, float]


def teken_svg(
    doek: ImageDraw.ImageDraw, bron: str, schaal: float, x: float, y: float, vulling: str = ""
) -> None:
    """Draw the paths and circles of an SVG, in the colour of their class or ``fill``; ``vulling`` is for the rest."""
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
    if "fill" in element.attrib:
        stijl["fill"] = element.attrib["fill"]
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
