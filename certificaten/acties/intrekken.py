"""Taking a certificate back: a decision with a name and a reason, in one step for us and for the public register."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _

from academy.basis.post.acties import schrijf_mail
from academy.gebruikers.models import Gebruiker
from certificaten.models import Certificaat, Verificatie
from certificaten.rechten import mag_intrekken

LANGSTE_REDEN = 250


@transaction.atomic
def trek_in(*, certificaat: Certificaat, door: Gebruiker, reden: str) -> Certificaat:
    """Withdraw a certificate and tell its owner why; a certificate that was withdrawn before stays as it was.

    Raises:
        PermissionDenied: ``door`` is no academy staff.
        ValidationError: the reason is empty or longer than 250 signs; nothing was stored.
    """
    if not mag_intrekken(door):
        raise PermissionDenied
    reden = " ".join(reden.split())
    if not reden:
        raise ValidationError(
            {"reden": _("Vul een reden in. De houder van het certificaat krijgt die te lezen.")}
        )
    if len(reden) > LANGSTE_REDEN:
        raise ValidationError({"reden": _("De reden is te lang. Gebruik hoogstens 250 tekens.")})
    certificaat = (
        Certificaat.objects.select_for_update(of=("self",))
        .select_related("cyclus__gebruiker")
        .get(pk=certificaat.pk)
    )
    if certificaat.ingetrokken_op:
        return certificaat
    certificaat.ingetrokken_op = timezone.now()
    certificaat.ingetrokken_door = door
    certificaat.intrekking_reden = reden
    certificaat.save(update_fields=["ingetrokken_op", "ingetrokken_door", "intrekking_reden"])
    Verificatie.objects.filter(code=certificaat.code).update(ingetrokken_op=certificaat.ingetrokken_op)
    schrijf_mail(
        sleutel=f"certificaat-ingetrokken:{certificaat.code}",
        aan=[certificaat.cyclus.gebruiker.email],
        onderwerp=_("Uw certificaat is ingetrokken: %(titel)s") % {"titel": certificaat.titel},
        tekst=render_to_string("certificaten/mail_ingetrokken.txt", {"certificaat": certificaat}),
    )
    return certificaat
