"""The cases on offer and the sessions a person has."""

from __future__ import annotations

from typing import Any

from academy.gebruikers.models import Gebruiker
from simulatie.kern import Casus, CasusOnbekend
from simulatie.models import Casusversie, Sessie

AANBOD = ("klosjesbuurt", "heidewissel", "kettingwerf")
MEESTE_REGELS = 50


def casussen() -> list[Casus]:
    """The cases on offer, in teaching order and in their newest version. Without a scale nothing can be judged, so no
    session begins."""
    nieuwste = {versie.sleutel: versie for versie in Casusversie.objects.order_by("pk")}
    op_volgorde = [nieuwste[sleutel].casus for sleutel in AANBOD if sleutel in nieuwste]
    return [casus for casus in op_volgorde if casus.ijking is not None]


def nieuwste_casus(sleutel: str) -> Casus:
    """The case as a new session would play it. Raises CasusOnbekend."""
    versie = Casusversie.objects.nieuwste(sleutel)
    if versie is None:
        raise CasusOnbekend(f"Casus '{sleutel}' is niet gepubliceerd.")
    return versie.casus


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
