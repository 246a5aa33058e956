"""Beginning a session: from nothing, or with the plan of an earlier one."""

from __future__ import annotations

import secrets
import uuid
from collections.abc import Sequence

from django.db import IntegrityError, transaction

from academy.gebruikers.models import Gebruiker
from simulatie.kern import laad_casus, wat_past
from simulatie.models import Besluit, Sessie


def begin_sessie(
    *, gebruiker: Gebruiker, casus: str, soort: str, zaad: int | None = None, sleutel: uuid.UUID | None = None
) -> Sessie:
    """Begin a session on the newest version of a case. Raises CasusOnbekend.

    A form carries a ``sleutel``, so that sending it twice begins one session.
    """
    gegevens = laad_casus(casus)
    velden = {
        "soort": Sessie.Soort(soort),
        "casus": gegevens.sleutel,
        "casus_versie": gegevens.versie,
        "model_versie": gegevens.modelversie,
        "zaad": secrets.randbits(63) if zaad is None else zaad,
    }
    try:
        sessie, _nieuw = Sessie.objects.get_or_create(
            sleutel=sleutel or uuid.uuid4(), gebruiker=gebruiker, defaults=velden
        )
    except IntegrityError:
        # The key belongs to somebody else: a form that was tampered with still gets a session of its own.
        sessie = Sessie.objects.create(gebruiker=gebruiker, **velden)
    return sessie


def oefen_met_plan(*, bron: Sessie, sleutel: uuid.UUID | None = None) -> Sessie:
    """Begin a practice session of the same person with the plan of ``bron``. Raises as ``oefen_met``."""
    inzetten = list(bron.stand().inzetten.values())
    return oefen_met(gebruiker=bron.gebruiker, casus=bron.casus, inzetten=inzetten, sleutel=sleutel)


@transaction.atomic
def oefen_met(
    *, gebruiker: Gebruiker, casus: str, inzetten: Sequence[dict], sleutel: uuid.UUID | None = None
) -> Sessie:
    """Begin a practice session with these measures.

    What the newest version of the case does not allow any more is left out. Raises CasusOnbekend.
    """
    sessie = begin_sessie(gebruiker=gebruiker, casus=casus, soort=Sessie.Soort.OEFENEN, sleutel=sleutel)
    if sessie.besluiten.exists():
        return sessie
    Besluit.objects.bulk_create(
        Besluit(
            sessie=sessie,
            nummer=nummer,
            soort=Besluit.Soort.TOEVOEGEN,
            herkomst=Besluit.Herkomst.OVERGENOMEN,
            inzet=f"m{nummer}",
            gegevens=gegevens,
        )
        for nummer, gegevens in enumerate(wat_past(laad_casus(casus), inzetten), start=1)
    )
    return sessie
