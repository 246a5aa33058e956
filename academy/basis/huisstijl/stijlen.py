"""One stylesheet for visitors, one file per component for us.

The bundle is made from its sources whenever one of them is newer: at ``collectstatic``, and at a request in demo and
tests. So there is no step that somebody can forget.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage
from django.templatetags.static import static

BRON = settings.BASE_DIR / "academy" / "static"
BUNDEL = "css/academy.css"
# In the order of the cascade.
STIJLBLADEN = (
    "tokens",
    "lettertypen",
    "elementen",
    "opbouw",
    "kop",
    "voet",
    "smaak",
    "knop",
    "melding",
    "formulier",
    "status",
    "voortgang",
    "tabel",
    "teaser",
    "citaat",
    "stappen",
    "straat",
    "gezicht",
    "grafiek",
    "tijdlijn",
    "vraag",
    "blokken",
    "paginas",
    "uitvoeringen",
    "zoeken",
    "simulatie",
    "woorden",
    "missies",
    "planlijn",
    "buurtkaart",
    "werkbank",
    "ronde",
    "uitslag",
    "entree",
    "leren",
    "certificaat",
    "portaal",
    "afdruk",
)


def bronnen() -> list[Path]:
    return [BRON / "css" / f"{naam}.css" for naam in STIJLBLADEN]


def adressen() -> list[str]:
    """What a page links to: the bundle, or every file by itself while somebody looks for a fault."""
    namen = [f"css/{naam}.css" for naam in STIJLBLADEN] if settings.DEBUG else [BUNDEL]
    return [static(naam) for naam in namen]


def bundel() -> Path:
    """The bundle on disk, made anew when a source is newer."""
    doel: Path = settings.STIJLBUNDEL_MAP / BUNDEL
    # This file holds the order, so it is a source as well.
    nieuwste = max(bron.stat().st_mtime_ns for bron in (*bronnen(), Path(__file__)))
    if not doel.exists() or doel.stat().st_mtime_ns < nieuwste:
        doel.parent.mkdir(parents=True, exist_ok=True)
        half_klaar = doel.with_suffix(".deel")
        half_klaar.write_text("".join(bron.read_text() for bron in bronnen()))
        half_klaar.replace(doel)
    return doel


class StijlbundelFinder(BaseFinder):
    """Shows the bundle to ``collectstatic`` and to WhiteNoise, as if it lay among the static files."""

    def check(self, **kwargs: Any) -> list[Any]:
        return []

    def find(self, path: str, find_all: bool = False, **kwargs: Any) -> str | list[str]:  # type: ignore[override]
        gevonden = [str(bundel())] if path == BUNDEL else []
        return gevonden if find_all or not gevonden else gevonden[0]

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterator[tuple[str, FileSystemStorage]]:
        bundel()
        yield BUNDEL, FileSystemStorage(location=settings.STIJLBUNDEL_MAP)
