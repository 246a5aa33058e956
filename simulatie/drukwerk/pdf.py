"""Printing: a template and plain values in, the bytes of a tagged PDF/UA-1 out. Nothing is fetched."""

from __future__ import annotations

import atexit
import base64
import logging
from functools import cache
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

import font_source_sans_pro
import font_source_serif_pro
from django.template.loader import render_to_string

if TYPE_CHECKING:
    from weasyprint import CSS
    from weasyprint.text.fonts import FontConfiguration

SJABLOONVERSIE = "2026.1"
"""Raise it when a document changes: what was made stays as it was, and who asks again gets the new one."""

LETTERS = {
    "serif": font_source_serif_pro.SourceSerifPro,
    "sans": font_source_sans_pro.SourceSansPro,
    "sans_vet": font_source_sans_pro.SourceSansProSemibold,
}

for _naam in ("fontTools.subset", "weasyprint.progress"):
    logging.getLogger(_naam).setLevel(logging.WARNING)

# Pango's font map may not be used by two threads at once.
_een_tegelijk = Lock()


def maak_pdf(sjabloon: str, inhoud: dict[str, Any]) -> bytes:
    """Print a template on A4 as PDF/UA-1."""
    # Half a second and a system library (Pango): only a process that prints needs them.
    from weasyprint import HTML  # noqa: PLC0415

    html = render_to_string(sjabloon, inhoud)
    with _een_tegelijk:
        letters, stijl = _zetsel()
        return HTML(string=html, base_url="about:blank").write_pdf(
            font_config=letters, stylesheets=[stijl], pdf_variant="pdf/ua-1"
        )


def als_beeld(sjabloon: str, inhoud: dict[str, Any]) -> str:
    """A drawing as a data address, because the page may fetch nothing and styles no drawing inside it."""
    svg = render_to_string(sjabloon, inhoud)
    return f"data:image/svg+xml;base64,{base64.b64encode(svg.encode()).decode()}"


@cache
def _zetsel() -> tuple[FontConfiguration, CSS]:
    """Fonts and stylesheet, read once per process."""
    from weasyprint import CSS  # noqa: PLC0415
    from weasyprint.text.fonts import FontConfiguration  # noqa: PLC0415

    letters = FontConfiguration()
    css = render_to_string(
        "simulatie/drukwerk.css",
        {f"letter_{naam}": Path(bestand).as_uri() for naam, bestand in LETTERS.items()},
    )
    return letters, CSS(string=css, font_config=letters)


# WeasyPrint copies fonts to a temporary folder and can only clear it away while Python is still whole.
atexit.register(_zetsel.cache_clear)
