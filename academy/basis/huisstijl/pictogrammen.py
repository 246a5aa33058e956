"""The icon of the house in the sizes that browsers and phones ask for, drawn from ``beeld/favicon.svg``.

Zoet, zuur, zout and bitter in a square: together they are the form of umami.
"""

from __future__ import annotations

import io
from enum import Enum
from functools import cache
from typing import Any

from PIL import Image, ImageDraw

from academy.basis.huisstijl.stijlen import BRON
from academy.basis.huisstijl.tekenen import FIJN, kleur, teken_svg

TEKENING = BRON / "beeld" / "favicon.svg"
VAK = 32
"""Width of the drawing in its own units."""
GROOT = 512
GROND = "var(--nacht)"
MATEN_FAVICON = (16, 32, 48)
MAAT_APPLE = 180


class Vorm(Enum):
    """How the square is cut: part of its side that a rounded corner takes, and part that the drawing takes."""

    LOS = ("los", 6 / VAK, 1.0)
    # Phones cut their own corners, and paint black what is transparent.
    VOL = ("vol", 0.0, 1.0)
    # A launcher may cut a circle of four fifths of the side: the corners of the drawing stay within it.
    MASKER = ("masker", 0.0, 0.78)

    def __init__(self, naam: str, hoek: float, beslaat: float) -> None:
        self.naam, self.hoek, self.beslaat = naam, hoek, beslaat


# Name in the address → cut and side in pixels.
PICTOGRAMMEN = {
    f"{vorm.naam}-{maat}": (vorm, maat)
    for vorm, maat in ((Vorm.LOS, 192), (Vorm.LOS, GROOT), (Vorm.MASKER, GROOT))
}


@cache
def favicon() -> bytes:
    """The icon as ICO, for who asks for ``/favicon.ico`` without reading a page."""
    maten = [_verklein(Vorm.LOS, maat) for maat in MATEN_FAVICON]
    uit = io.BytesIO()
    maten[-1].save(uit, "ICO", sizes=[beeld.size for beeld in maten], append_images=maten[:-1])
    return uit.getvalue()


@cache
def pictogram(vorm: Vorm, maat: int) -> bytes:
    """The icon as PNG, so many pixels wide and high."""
    uit = io.BytesIO()
    _verklein(vorm, maat).save(uit, "PNG", optimize=True)
    return uit.getvalue()


def manifest(naam: str, adressen: dict[str, str], svg: str) -> dict[str, Any]:
    """What a phone wants to know to put the site on its home screen (W3C, Web Application Manifest).

    ``adressen`` has the address of every name in ``PICTOGRAMMEN``; ``svg`` is that of the drawing itself.
    """
    pagina = "#{:02x}{:02x}{:02x}".format(*kleur("var(--pagina)"))
    return {
        "name": naam,
        "short_name": "Academy",
        "lang": "nl",
        "start_url": "/",
        "display": "browser",
        "background_color": pagina,
        "theme_color": pagina,
        "icons": [
            {"src": svg, "type": "image/svg+xml", "sizes": "any"},
            *(
                {
                    "src": adressen[sleutel],
                    "type": "image/png",
                    "sizes": f"{maat}x{maat}",
                    "purpose": "maskable" if vorm is Vorm.MASKER else "any",
                }
                for sleutel, (vorm, maat) in PICTOGRAMMEN.items()
            ),
        ],
    }


def _verklein(vorm: Vorm, maat: int) -> Image.Image:
    return _teken(vorm).resize((maat, maat), Image.Resampling.LANCZOS)


@cache
def _teken(vorm: Vorm) -> Image.Image:
    zijde = GROOT * FIJN
    beeld = Image.new("RGBA", (zijde, zijde))
    doek = ImageDraw.Draw(beeld)
    doek.rounded_rectangle((0, 0, zijde - 1, zijde - 1), vorm.hoek * zijde, fill=kleur(GROND))
    rand = GROOT * (1 - vorm.beslaat) / 2
    teken_svg(doek, TEKENING.read_text(), GROOT * vorm.beslaat / VAK, rand, rand)
    return beeld
