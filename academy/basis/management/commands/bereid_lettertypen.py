"""Cut the fonts of the house to what Dutch needs and store them as WOFF2 among the static files."""

from __future__ import annotations

import os
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from fontTools import subset
from fontTools.ttLib import TTFont


class Snede(NamedTuple):
    """One cut of a family: package and file it comes from, name under which the stylesheet knows it."""

    pakket: str
    bron: str
    doel: str
    familie: str


SNEDEN = (
    Snede("font_source_serif_pro", "SourceSerifPro-Regular.ttf", "serif-400.woff2", "Academy Serif"),
    Snede("font_source_serif_pro", "SourceSerifPro-Semibold.ttf", "serif-600.woff2", "Academy Serif"),
    Snede("font_source_sans_pro", "SourceSansPro-Regular.ttf", "sans-400.woff2", "Academy Sans"),
    Snede("font_source_sans_pro", "SourceSansPro-It.ttf", "sans-400-cursief.woff2", "Academy Sans"),
    Snede("font_source_sans_pro", "SourceSansPro-Semibold.ttf", "sans-600.woff2", "Academy Sans"),
)
# Latin, Latin-1, the Latin Extended-A that names in the Netherlands need, punctuation, euro, arrows, minus and relations.
TEKENS = (
    *range(0x20, 0x7F),
    *range(0xA0, 0x180),
    *(0x2010, 0x2011, 0x2013, 0x2014, 0x2018, 0x2019, 0x201A, 0x201C, 0x201D, 0x201E, 0x2022, 0x2026, 0x2030),
    *(0x2032, 0x2033, 0x2039, 0x203A, 0x20AC, 0x2190, 0x2191, 0x2192, 0x2193, 0x2212, 0x2248, 0x2264, 0x2265),
)
KENMERKEN = ("kern", "liga", "ccmp", "locl", "mark", "tnum", "lnum", "pnum", "onum")
COPYRIGHT_EN_LICENTIE = (0, 13, 14)
FAMILIENAAM = (1, 4, 6, 16)


class Command(BaseCommand):
    help = "Maakt de lettertypen van de site klaar (WOFF2) uit de geïnstalleerde pakketten."

    def handle(self, *args: Any, **options: Any) -> None:
        doelmap = Path(settings.GEMAAKT_MAP) / "lettertypen"
        doelmap.mkdir(parents=True, exist_ok=True)
        for snede in SNEDEN:
            bron, doel = _bronbestand(snede), doelmap / snede.doel
            if doel.exists() and doel.stat().st_mtime >= max(
                bron.stat().st_mtime, Path(__file__).stat().st_mtime
            ):
                continue
            _snijd(bron, doel, snede.familie)
            if options["verbosity"]:
                self.stdout.write(f"{doel.name}: {doel.stat().st_size / 1024:.0f} kB")


def _bronbestand(snede: Snede) -> Path:
    pakket = find_spec(snede.pakket)
    bron = Path(pakket.origin).parent / "files" / snede.bron if pakket and pakket.origin else None
    if bron is None or not bron.exists():
        raise CommandError(
            f"Het lettertype {snede.bron} ontbreekt. Installeer het pakket {snede.pakket.replace('_', '-')} en probeer het opnieuw."
        )
    return bron


def _snijd(bron: Path, doel: Path, familie: str) -> None:
    """Write the subset of ``bron`` to ``doel``, renamed: the licence keeps the name Source for unchanged fonts."""
    keuzes = subset.Options(
        flavor="woff2", layout_features=list(KENMERKEN), name_IDs=[*COPYRIGHT_EN_LICENTIE, *FAMILIENAAM]
    )
    keuzes.hinting = False
    font = TTFont(bron)
    snijder = subset.Subsetter(keuzes)
    snijder.populate(unicodes=TEKENS)
    snijder.subset(font)
    for record in font["name"].names:
        if record.nameID in FAMILIENAAM:
            record.string = familie.replace(" ", "") if record.nameID == 6 else familie
    half_klaar = doel.with_suffix(f".{os.getpid()}.deel")
    subset.save_font(font, half_klaar, keuzes)
    half_klaar.replace(doel)
