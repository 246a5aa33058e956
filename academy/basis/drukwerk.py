"""The frame for print: a template and plain values in, the bytes of a tagged PDF/UA-1 out.

Nothing here reads a database, a clock or the network, so the same values always print the same page.
"""

from __future__ import annotations

import atexit
import base64
import logging
from collections.abc import Mapping
from functools import cache
from pathlib import Path, PurePath
from threading import Lock
from typing import TYPE_CHECKING, Any

import font_source_sans_pro
import font_source_serif_pro
from django.template.loader import render_to_string

if TYPE_CHECKING:
    from weasyprint import CSS
    from weasyprint.text.fonts import FontConfiguration

LETTERS = {
    "serif": font_source_serif_pro.SourceSerifPro,
    "serif_licht": font_source_serif_pro.SourceSerifProLight,
    "sans": font_source_sans_pro.SourceSansPro,
    "sans_vet": font_source_sans_pro.SourceSansProSemibold,
}

for _naam in ("fontTools.subset", "weasyprint.progress"):
    logging.getLogger(_naam).setLevel(logging.WARNING)

# Pango's font map may not be used by two threads at once, whatever they print.
_een_tegelijk = Lock()


def druk_af(
    sjabloon: str, inhoud: Mapping[str, Any], *, stijl: str, tekeningen: tuple[str, ...] = ()
) -> bytes:
    """Print a template as PDF/UA-1.

    Args:
        sjabloon: the template of the page.
        inhoud: what the template shows.
        stijl: the template of the stylesheet; it knows ``letter_…`` for every font in ``LETTERS``.
        tekeningen: templates of drawings that the stylesheet uses, each under the name of its file.
    """
    # Half a second and a system library (Pango): only a process that prints needs them.
    from weasyprint import HTML  # noqa: PLC0415

    html = render_to_string(sjabloon, dict(inhoud))
    with _een_tegelijk:
        letters, blad = _zetsel(stijl, tekeningen)
        pdf: bytes = HTML(string=html, base_url="about:blank").write_pdf(
            font_config=letters, stylesheets=[blad], pdf_variant="pdf/ua-1"
        )
    return pdf


def als_beeld(sjabloon: str, inhoud: Mapping[str, Any] | None = None) -> str:
    """A drawing (an SVG template) as a data address, because the page may fetch nothing."""
    return als_data(render_to_string(sjabloon, dict(inhoud or {})).encode(), "svg+xml")


def als_data(inhoud: bytes, soort: str) -> str:
    """A picture of this kind ("png", "svg+xml") as a data address."""
    return f"data:image/{soort};base64,{base64.b64encode(inhoud).decode()}"


@cache
def _zetsel(stijl: str, tekeningen: tuple[str, ...]) -> tuple[FontConfiguration, CSS]:
    """Fonts and stylesheet, read once per process: together a quarter of the work of the first page."""
    from weasyprint import CSS  # noqa: PLC0415
    from weasyprint.text.fonts import FontConfiguration  # noqa: PLC0415

    letters = FontConfiguration()
    css = render_to_string(
        stijl,
        {
            **{f"letter_{naam}": Path(bestand).as_uri() for naam, bestand in LETTERS.items()},
            **{PurePath(tekening).stem: als_beeld(tekening) for tekening in tekeningen},
        },
    )
    return letters, CSS(string=css, font_config=letters)


# WeasyPrint copies fonts to a temporary folder and can only clear it away while Python is still whole.
atexit.register(_zetsel.cache_clear)
