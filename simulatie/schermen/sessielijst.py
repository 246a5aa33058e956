"""The sessions a person has."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from academy.gebruikers.models import Gebruiker
from simulatie.models import Beoordeling, Sessie

MEESTE_REGELS = 50


@dataclass(frozen=True)
class Sessieregel:
    """A session in a list; ``besluiten``: how many were taken, ``beoordeling`` None while it is open."""

    sleutel: UUID
    casus: str
    soort: str
    is_oefenen: bool
    begonnen_op: datetime
    besluiten: int
    beoordeling: Beoordeling | None


@dataclass(frozen=True)
class Sessielijst:
    open: Sequence[Sessieregel]
    beoordeeld: Sequence[Sessieregel]


def sessies_van(gebruiker: Gebruiker) -> Sessielijst:
    """Open sessions to resume and judged ones to look back on, the newest first."""
    eigen = Sessie.objects.van(gebruiker).met_overzicht()[:MEESTE_REGELS]
    regels = [
        Sessieregel(
            sleutel=sessie.sleutel,
            casus=sessie.casusnaam,
            soort=sessie.get_soort_display(),
            is_oefenen=sessie.soort == Sessie.Soort.OEFENEN,
            begonnen_op=sessie.begonnen_op,
            besluiten=sessie.aantal_besluiten,  # type: ignore[attr-defined]
            beoordeling=sessie.beoordeling if sessie.is_beoordeeld else None,
        )
        for sessie in eigen
    ]
    return Sessielijst(
        open=[regel for regel in regels if regel.beoordeling is None],
        beoordeeld=[regel for regel in regels if regel.beoordeling is not None],
    )
