"""A completed course opens a turn at its certification."""

from __future__ import annotations

from django.db import transaction

from academy.gebruikers.models import Gebruiker
from certificaten.models import Certificering, Cyclus
from cursussen.models import Afronding, Inschrijving


@transaction.atomic
def open_cyclus(*, inschrijving: Inschrijving) -> Cyclus | None:
    """Open the turn that this completed enrolment earned; ``None`` when the course gives no certificate.

    Calling it again returns the same turn. It counts from the moment the course was completed, not from now.

    Raises:
        Afronding.DoesNotExist: the course has not been completed in this enrolment.
    """
    certificering = Certificering.objects.filter(cursus_id=inschrijving.cursus_id).first()
    if certificering is None:
        return None
    afgerond = inschrijving.afrondingen.get(onderdeel=Afronding.Onderdeel.CURSUS)
    # One row per person to queue at, so that two courses completed at the same moment get two numbers.
    persoon = Gebruiker.objects.select_for_update().get(pk=inschrijving.gebruiker_id)
    eerdere = Cyclus.objects.van(persoon).filter(certificering=certificering).count()
    cyclus, _nieuw = Cyclus.objects.get_or_create(
        inschrijving=inschrijving,
        defaults={
            "gebruiker": persoon,
            "certificering": certificering,
            "nummer": eerdere + 1,
            "behaald_op": afgerond.op,
        },
    )
    return cyclus


@transaction.atomic
def open_achterstallige_cycli(*, certificering: Certificering) -> list[Cyclus]:
    """Open the turns of people who completed the course before it had a certification, oldest first."""
    afgerond = (
        Inschrijving.objects.afgerond()
        .filter(cursus_id=certificering.cursus_id, cyclus__isnull=True)
        .order_by("afrondingen__op")
    )
    return [cyclus for inschrijving in afgerond if (cyclus := open_cyclus(inschrijving=inschrijving))]
