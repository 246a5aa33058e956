"""A completed course or programme opens a turn at its certification."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Q

from academy.gebruikers.models import Gebruiker
from certificaten.models import Certificering, Cyclus
from cursussen.models import Afronding, Inschrijving, Leergangafronding


@transaction.atomic
def open_cyclus(*, inschrijving: Inschrijving) -> Cyclus | None:
    """Open the turn that this completed enrolment earned; ``None`` when the course gives no certificate.

    A refresher earns the next turn of the course that it refreshes, so that its certificate renews that one.
    Calling it again returns the same turn. It counts from the moment the course was completed, not from now.

    Raises:
        Afronding.DoesNotExist: the course has not been completed in this enrolment.
    """
    cursus = inschrijving.versie.opfrisser_van or inschrijving.cursus_id
    certificering = Certificering.objects.filter(cursus=cursus).first()
    if certificering is None:
        return None
    afgerond = inschrijving.afrondingen.get(onderdeel=Afronding.Onderdeel.CURSUS)
    return _open(certificering, inschrijving.gebruiker_id, afgerond.op, inschrijving=inschrijving)


@transaction.atomic
def open_cyclus_van_leergang(*, afronding: Leergangafronding) -> Cyclus | None:
    """Open the turn that this completed programme earned; ``None`` when it gives no certificate."""
    certificering = Certificering.objects.filter(leergang=afronding.inschrijving.leergang_id).first()
    if certificering is None:
        return None
    return _open(
        certificering, afronding.inschrijving.gebruiker_id, afronding.op, leergangafronding=afronding
    )


@transaction.atomic
def open_achterstallige_cycli(*, certificering: Certificering) -> list[Cyclus]:
    """Open the turns of people who completed the course or programme before it had a certification, oldest first."""
    if certificering.leergang_id:
        afrondingen = (
            Leergangafronding.objects.filter(
                inschrijving__leergang=certificering.leergang_id, cyclus__isnull=True
            )
            .select_related("inschrijving")
            .order_by("op")
        )
        return [cyclus for rij in afrondingen if (cyclus := open_cyclus_van_leergang(afronding=rij))]
    afgerond = (
        Inschrijving.objects.afgerond()
        .filter(
            Q(cursus=certificering.cursus_id) | Q(versie__inhoud__opfrisser_van=certificering.cursus_id),
            cyclus__isnull=True,
        )
        .select_related("versie")
        .order_by("afrondingen__op")
    )
    return [cyclus for inschrijving in afgerond if (cyclus := open_cyclus(inschrijving=inschrijving))]


def _open(certificering: Certificering, gebruiker_id: int, behaald_op: datetime, **rust_op: Any) -> Cyclus:
    # One row per person to queue at, so that two courses completed at the same moment get two numbers.
    persoon = Gebruiker.objects.select_for_update().get(pk=gebruiker_id)
    eerdere = Cyclus.objects.van(persoon).filter(certificering=certificering).count()
    cyclus, _nieuw = Cyclus.objects.get_or_create(
        **rust_op,
        defaults={
            "gebruiker": persoon,
            "certificering": certificering,
            "nummer": eerdere + 1,
            "behaald_op": behaald_op,
        },
    )
    return cyclus
