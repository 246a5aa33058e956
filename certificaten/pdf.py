"""The printed certificate: plain values in, the bytes of a tagged PDF/UA-1 out.

Nothing here reads a database, a clock or the network, so the same values always print the same page.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

import qrcode
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from fontTools.ttLib import TTFont

from academy.basis.drukwerk import LETTERS, als_beeld, als_data, druk_af

SJABLOONVERSIE = "2026.2"


@dataclass(frozen=True, kw_only=True)
class Certificaatblad:
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
    regels = _inhoudsregels(feiten)
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


def _inhoudsregels(feiten: Mapping[str, Any]) -> list[tuple[str, str]]:
    """What was followed and how long it takes. Facts from before the study load was one figure hold it in hours."""
    if "leergang" in feiten:
        aantal = len(feiten["cursussen"])
        return [
            (_("Leergang"), feiten["leergang"]),
            (
                _("Studielast"),
                ngettext("%(minuten)s minuten, %(n)s cursus", "%(minuten)s minuten, %(n)s cursussen", aantal)
                % {"minuten": feiten["studieduur_minuten"], "n": aantal},
            ),
        ]
    cursus = (_("Cursus"), _("%(cursus)s, versie %(versie)s") % feiten)
    if "studieduur_minuten" not in feiten:
        uren = ngettext("%(uren)s uur, %(lessen)s les", "%(uren)s uur, %(lessen)s lessen", feiten["lessen"])
        return [
            cursus,
            (_("Studieduur"), uren % {"uren": feiten["studieduur_uren"], "lessen": feiten["lessen"]}),
        ]
    minuten = ngettext(
        "%(minuten)s minuten, %(lessen)s les", "%(minuten)s minuten, %(lessen)s lessen", feiten["lessen"]
    )
    return [
        cursus,
        (
            _("Studielast"),
            minuten % {"minuten": feiten["studieduur_minuten"], "lessen": feiten["lessen"]},
        ),
    ]


def maak_pdf(blad: Certificaatblad) -> bytes:
    """Print one certificate on A4 landscape as PDF/UA-1.

    Raises:
        ValueError: a sign in the name or title is in none of our fonts (see ``onbekende_tekens``).
    """
    if vreemd := onbekende_tekens(blad.naam + blad.titel):
        raise ValueError(f"These signs are in none of our fonts: {vreemd}")
    return druk_af(
        "certificaten/certificaat_pdf.html",
        {
            "druk": blad,
            "qr": als_data(qr_png(blad.adres), "png"),
            "zegel": als_beeld("certificaten/zegel.svg"),
        },
        stijl="certificaten/certificaat_pdf.css",
        tekeningen=("certificaten/straat.svg",),
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
def _tekenset() -> frozenset[int]:
    """Code points that every font of the page has."""
    sets = []
    for bestand in LETTERS.values():
        with TTFont(bestand, lazy=True) as font:
            sets.append(frozenset(font.getBestCmap()))
    return frozenset.intersection(*sets)
