"""The printed certificate: plain values in, the bytes of a tagged PDF/UA-1 out.

Nothing here reads a database, a clock or the network, so the same values always print the same page.
"""

from __future__ import annotations

import atexit
import base64
import io
import logging
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

import font_source_sans_pro
import font_source_serif_pro
import qrcode
from django.template.loader import render_to_string
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from fontTools.ttLib import TTFont

if TYPE_CHECKING:
    from weasyprint import CSS
    from weasyprint.text.fonts import FontConfiguration

SJABLOONVERSIE = "2026.1"
LETTERS = {
    "serif": font_source_serif_pro.SourceSerifPro,
    "serif_licht": font_source_serif_pro.SourceSerifProLight,
    "sans": font_source_sans_pro.SourceSansPro,
    "sans_vet": font_source_sans_pro.SourceSansProSemibold,
}

for _naam in ("fontTools.subset", "weasyprint.progress"):
    logging.getLogger(_naam).setLevel(logging.WARNING)

# Pango's font map may not be used by two threads at once.
_een_tegelijk = Lock()


@dataclass(frozen=True, kw_only=True)
class Drukwerk:
    """Everything that stands on the page.

    Attributes:
        academie: name of the academy.
        naam: the name as confirmed by the person.
        titel: title of the certificate.
        regels: heading and text of every printed fact, in order (see ``gedrukte_regels``).
        code: the verification code in readable groups.
        adres: absolute address of the verification page; also what the QR code holds.
    """

    academie: str
    naam: str
    titel: str
    regels: tuple[tuple[str, str], ...]
    code: str
    adres: str

    @property
    def maten(self) -> str:
        """Classes for long texts, so that everything our database can hold stays on one page, above the street."""
        naam = (
            "naam-kort" if len(self.naam) <= 26 else "naam-lang" if len(self.naam) <= 60 else "naam-zeer-lang"
        )
        vol = (
            max(len(self.naam) - 60, len(self.titel) - 100, *(len(tekst) - 85 for _kop, tekst in self.regels))
            > 0
        )
        return f"{naam} vol" if vol else naam


def gedrukte_regels(
    feiten: Mapping[str, Any], *, behaald_op: date, geldig_tot: date
) -> tuple[tuple[str, str], ...]:
    """Heading and text of each fact as printed, and as the public register repeats it.

    ``feiten`` are the frozen facts of a certificate (see ``acties.uitgifte.verzamel_feiten``). The page says
    what somebody did, never how well: scores stay between the person and the academy.
    """
    regels = [
        (_("Cursus"), _("%(cursus)s, versie %(versie)s") % feiten),
        (
            _("Studieduur"),
            ngettext("%(uren)s uur, %(lessen)s les", "%(uren)s uur, %(lessen)s lessen", feiten["lessen"])
            % {"uren": feiten["studieduur_uren"], "lessen": feiten["lessen"]},
        ),
    ]
    if vragen := feiten["vragen"]:
        regels.append(
            (
                _("Vragen"),
                ngettext(
                    "%(totaal)s vraag, minstens %(slaaggrens)s%% goed",
                    "%(totaal)s vragen, minstens %(slaaggrens)s%% goed",
                    vragen["totaal"],
                )
                % vragen,
            )
        )
    if simulatie := feiten["simulatie"]:
        regels.append(
            (
                _("Simulatie"),
                _("Toets gehaald, casus %(casus)s, leermodel versie %(versie)s")
                % {
                    "casus": simulatie["casus"].replace("-", " ").capitalize(),
                    "versie": simulatie["model_versie"],
                },
            )
        )
    regels += [(_("Behaald op"), voluit(behaald_op)), (_("Geldig tot en met"), voluit(geldig_tot))]
    if feiten["registratienummer"]:
        regels.append((_("Registratienummer"), feiten["registratienummer"]))
    return tuple(regels)


def maak_pdf(drukwerk: Drukwerk) -> bytes:
    """Print one certificate on A4 landscape as PDF/UA-1.

    Raises:
        ValueError: a sign in the name or title is in none of our fonts (see ``onbekende_tekens``).
    """
    # Half a second and a system library (Pango): only a process that prints needs them.
    from weasyprint import HTML  # noqa: PLC0415

    if vreemd := onbekende_tekens(drukwerk.naam + drukwerk.titel):
        raise ValueError(f"These signs are in none of our fonts: {vreemd}")
    html = render_to_string(
        "certificaten/certificaat_pdf.html",
        {"druk": drukwerk, "qr": _als_data(qr_png(drukwerk.adres), "png"), "zegel": _zegel()},
    )
    with _een_tegelijk:
        letters, stijl = _zetsel()
        return HTML(string=html, base_url="about:blank").write_pdf(
            font_config=letters, stylesheets=[stijl], pdf_variant="pdf/ua-1"
        )


def qr_png(tekst: str) -> bytes:
    """A QR code as PNG of black and white, eight pixels per module, without its white border: the page is light.

    Drawn as paths it would be as sharp on paper and cost a fifth of the whole page.
    """
    code = qrcode.QRCode(error_correction=qrcode.constants.ERROR_CORRECT_M, box_size=8, border=0)
    code.add_data(tekst)
    uit = io.BytesIO()
    code.make_image().save(uit, "PNG")
    return uit.getvalue()


def onbekende_tekens(tekst: str) -> str:
    """The signs of this text that our fonts cannot print, each once, in order of appearance."""
    bekend = _tekenset()
    return "".join(dict.fromkeys(teken for teken in tekst if ord(teken) not in bekend))


def voluit(dag: date) -> str:
    """A date written out: 3 maart 2027."""
    return date_format(dag, "j F Y")


@cache
def _zetsel() -> tuple[FontConfiguration, CSS]:
    """Fonts and stylesheet, read once per process: together a quarter of the work of the first page."""
    from weasyprint import CSS  # noqa: PLC0415
    from weasyprint.text.fonts import FontConfiguration  # noqa: PLC0415

    letters = FontConfiguration()
    css = render_to_string(
        "certificaten/certificaat_pdf.css",
        {
            **{f"letter_{naam}": Path(bestand).as_uri() for naam, bestand in LETTERS.items()},
            "straat": _svg("straat.svg"),
        },
    )
    return letters, CSS(string=css, font_config=letters)


# WeasyPrint copies fonts to a temporary folder and can only clear it away while Python is still whole.
atexit.register(_zetsel.cache_clear)


@cache
def _zegel() -> str:
    return _svg("zegel.svg")


def _svg(naam: str) -> str:
    return _als_data(render_to_string(f"certificaten/{naam}").encode(), "svg+xml")


def _als_data(inhoud: bytes, soort: str) -> str:
    """A picture as a data address, because the page may fetch nothing."""
    return f"data:image/{soort};base64,{base64.b64encode(inhoud).decode()}"


@cache
def _tekenset() -> frozenset[int]:
    """Code points that every font of the page has."""
    sets = []
    for bestand in LETTERS.values():
        with TTFont(bestand, lazy=True) as font:
            sets.append(frozenset(font.getBestCmap()))
    return frozenset.intersection(*sets)
