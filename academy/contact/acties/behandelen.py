"""What the academy does with a request; every change leaves one line of history."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from academy.contact.models import Behandelstap, Contactverzoek
from academy.contact.rechten import mag_contact_behandelen
from academy.gebruikers.models import Gebruiker


@transaction.atomic
def behandel(
    *,
    verzoek: Contactverzoek,
    door: Gebruiker,
    status: str = "",
    eigenaar: Gebruiker | None = None,
    notitie: str = "",
) -> Behandelstap:
    """Change the status or the owner of a request, add a note, or all three; left out means unchanged.

    Raises:
        PermissionDenied: ``door`` is no academy staff.
        ValidationError: nothing was changed, the status is unknown, or the new owner is no academy staff.
    """
    if not mag_contact_behandelen(door):
        raise PermissionDenied
    vers = Contactverzoek.objects.select_for_update().get(pk=verzoek.pk)
    notitie = notitie.strip()
    nieuwe_status = status if status != vers.status else ""
    nieuwe_eigenaar = eigenaar if eigenaar and eigenaar.pk != vers.eigenaar_id else None
    if nieuwe_status and nieuwe_status not in Contactverzoek.Status.values:
        raise ValidationError({"status": _("Deze status bestaat niet. Kies er een uit de lijst.")})
    if nieuwe_eigenaar and not mag_contact_behandelen(nieuwe_eigenaar):
        raise ValidationError(
            {"eigenaar": _("Deze persoon werkt niet bij de academy. Kies iemand uit de lijst.")}
        )
    if not (nieuwe_status or nieuwe_eigenaar or notitie):
        raise ValidationError(
            _("Er is niets veranderd. Kies een andere status of eigenaar, of schrijf een notitie.")
        )
    stap = Behandelstap.objects.create(
        verzoek=vers, door=door, status=nieuwe_status, eigenaar=nieuwe_eigenaar, notitie=notitie
    )
    verzoek.status = vers.status = nieuwe_status or vers.status
    verzoek.eigenaar = vers.eigenaar = nieuwe_eigenaar or vers.eigenaar
    vers.save(update_fields=["status", "eigenaar"])
    return stap
