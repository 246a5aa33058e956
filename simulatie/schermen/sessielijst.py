"""The sessions a person has."""

from __future__ import annotations

from typing import Any

from academy.gebruikers.models import Gebruiker
from simulatie.models import Sessie

MEESTE_REGELS = 50


def sessies_van(gebruiker: Gebruiker) -> dict[str, list[dict[str, Any]]]:
    """Open sessions to resume and judged ones to look back on, the newest first."""
    eigen = Sessie.objects.van(gebruiker).met_overzicht()[:MEESTE_REGELS]
    regels = [
        {
            "sleutel": sessie.sleutel,
            "casus": sessie.casusnaam,
            "soort": sessie.get_soort_display(),
            "begonnen_op": sessie.begonnen_op,
            "besluiten": sessie.aantal_besluiten,  # type: ignore[attr-defined]
            "beoordeling": sessie.beoordeling if sessie.is_beoordeeld else None,
        }
        for sessie in eigen
    ]
    return {
        "open_sessies": [regel for regel in regels if not regel["beoordeling"]],
        "beoordeelde_sessies": [regel for regel in regels if regel["beoordeling"]],
    }
