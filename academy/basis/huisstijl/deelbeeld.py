"""The picture that goes along when somebody shares a page: its title, the five forms and the street.

It is drawn from the same SVG and the same colours as the site (``components/straat.html``, ``components/smaak.html``,
the stylesheets), in the light theme, because a chat program does not say which theme its reader has.
"""

from __future__ import annotations

import hashlib
import io
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from django.template.loader import render_to_string
from PIL import Image, ImageDraw, ImageFont

from academy.basis.blocks.principe import PRINCIPES
from academy.basis.huisstijl.tekenen import FIJN, kleur, teken_svg

BREED, HOOG = 1200, 630
MARGE = 72
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


def merk(titel: str, naam: str) -> str:
    """What the picture of this title is called: the same words give the same picture."""
    return hashlib.sha256(f"{VORM}\x1f{titel}\x1f{naam}".encode()).hexdigest()[:16]


def teken(titel: str, naam: str) -> bytes:
    """The picture as PNG, 1200 by 630."""
    beeld = Image.new("RGB", (BREED * FIJN, HOOG * FIJN), kleur("var(--pagina)"))
    doek = ImageDraw.Draw(beeld, "RGBA")
    teken_svg(
        doek, render_to_string("components/straat.html", {"huizen": STRAAT}), BREED / 1200, 0, HOOG - 224
    )
    for nummer, principe in enumerate(PRINCIPES):
        svg = render_to_string("components/smaak.html", {"principe": principe.value, "met_woord": False})
        teken_svg(doek, svg, 1.6, MARGE + nummer * 58, MARGE - 10, f"var(--{principe.value}-vlak)")
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
