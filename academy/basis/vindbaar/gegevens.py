"""What a page says about itself to search engines and to programs that show a preview of a link."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

Gegevens = dict[str, Any]
LENGTE_OMSCHRIJVING = 160
# A closing tag inside a text must not close the script.
_IN_SCRIPT = {ord(teken): f"\\u{ord(teken):04x}" for teken in "<>&"}


@dataclass(frozen=True)
class Vindbaar:
    """The head of one page: canonical address, description, picture, kind, and structured data."""

    adres: str
    omschrijving: str
    beeld: str
    soort: str
    gegevens: SafeString


def als_jsonld(delen: list[Gegevens]) -> SafeString:
    """A script element with data (schema.org); it is never run, so the content policy has no say in it."""
    tekst = json.dumps({"@context": "https://schema.org", "@graph": delen}, ensure_ascii=False)
    veilig = mark_safe(tekst.translate(_IN_SCRIPT))  # noqa: S308 - escaped right here
    return format_html('<script type="application/ld+json">{}</script>', veilig)


def kruimelgegevens(lijn: list[tuple[str, str]]) -> list[Gegevens]:
    """The trail from the front page to this page as (title, full address); none for the front page itself."""
    if len(lijn) < 2:
        return []
    stappen = [
        {"@type": "ListItem", "position": nummer, "name": titel, "item": adres}
        for nummer, (titel, adres) in enumerate(lijn, 1)
    ]
    return [{"@type": "BreadcrumbList", "itemListElement": stappen}]
