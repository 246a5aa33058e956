"""The cases on offer and the sessions a person has."""

from __future__ import annotations

from typing import Any

from academy.gebruikers.models import Gebruiker
from simulatie.kern import Casus, CasusOnbekend, laad_casus
from simulatie.models import Sessie

AANBOD = ("klosjesbuurt", "heidewissel", "kettingwerf")
MEESTE_REGELS = 50


def casussen() -> list[Casus]:
    """The cases on offer, in teaching order. Without a scale nothing can be judged, so no session begins."""
    return [casus for casus in _bestaand() if casus.ijking is not None]


def _bestaand() -> list[Casus]:
    uit = []
    for sleutel in AANBOD:
        try:
            uit.append(laad_casus(sleutel))
        except CasusOnbekend:
            continue
    return uit


def sessies_van(gebruiker: Gebruiker) -> dict[str, list[dict[str, Any]]]:
    """Open sessions to resume and judged ones to look back on, the newest first."""
    namen = {casus.sleutel: casus.naam for casus in _bestaand()}
    eigen = Sessie.objects.van(gebruiker).met_overzicht()[:MEESTE_REGELS]
    regels = [
        {
            "sleutel": sessie.sleutel,
            "casus": namen.get(sessie.casus, sessie.casus),
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
