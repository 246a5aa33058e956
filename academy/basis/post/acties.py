"""Mail: put in the outbox with the fact that causes it, sent by a worker."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.core.mail import EmailAttachment, EmailMessage, EmailMultiAlternatives, get_connection
from django.db import transaction
from django.utils import timezone

from academy.basis.models import Bericht, Opdracht
from academy.basis.opdrachten.acties import schrijf_opdracht

SOORT = "bericht_versturen"


@transaction.atomic
def zet_in_uitbak(mail: EmailMessage, *, sleutel: str = "", wissen: bool = True) -> Bericht:
    """Store a mail and write the work of sending it, in the caller's transaction.

    The same key twice is the same mail: the second is not stored. ``wissen`` empties text and attachments
    once the mail has left, because sign-in codes and attachments need not stay in our database.
    """
    alternatieven = mail.alternatives if isinstance(mail, EmailMultiAlternatives) else []
    html = next((inhoud for inhoud, soort in alternatieven if soort == "text/html"), "")
    bericht, _nieuw = Bericht.objects.get_or_create(
        sleutel=sleutel or f"los:{uuid4()}",
        defaults={
            "aan": list(mail.to),
            "antwoord_aan": list(mail.reply_to),
            "van": mail.from_email,
            "onderwerp": " ".join(str(mail.subject).split())[:250],
            "tekst": str(mail.body),
            "html": str(html),
            "bijlagen": [_als_json(bijlage) for bijlage in mail.attachments],
            "wissen_na_verzending": wissen,
        },
    )
    schrijf_opdracht(soort=SOORT, sleutel=f"{SOORT}:{bericht.pk}", onderwerp_id=bericht.pk)
    return bericht


def schrijf_mail(
    *, sleutel: str, aan: Sequence[str], onderwerp: str, tekst: str, antwoord_aan: Sequence[str] = ()
) -> Bericht:
    """A plain mail of our own, once per key."""
    mail = EmailMultiAlternatives(
        subject=onderwerp,
        body=tekst,
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=list(aan),
        reply_to=list(antwoord_aan),
    )
    return zet_in_uitbak(mail, sleutel=sleutel, wissen=False)


@transaction.atomic
def wis_berichten(*, sleutels: Sequence[str]) -> int:
    """Erase mails with what still had to happen with them; what has not left yet never will. Returns how many."""
    ids = list(Bericht.objects.filter(sleutel__in=sleutels).values_list("pk", flat=True))
    Opdracht.objects.filter(soort=SOORT, onderwerp_id__in=ids).delete()
    Bericht.objects.filter(pk__in=ids).delete()
    return len(ids)


def verstuur(bericht_id: int) -> None:
    """Hand a stored mail to the transport, once.

    The Message-ID follows from the key: if a worker dies between handing over and writing that down, the mail
    may leave a second time, but as the same message, which mail programs show once.
    """
    bericht = Bericht.objects.select_for_update().get(pk=bericht_id)
    if bericht.verzonden_op:
        return
    mail = EmailMultiAlternatives(
        subject=bericht.onderwerp,
        body=bericht.tekst,
        from_email=bericht.van,
        to=bericht.aan,
        reply_to=bericht.antwoord_aan,
        headers={"Message-ID": f"<{bericht.sleutel.replace(':', '.')}@{_domein()}>"},
        connection=get_connection(**_transport()),
    )
    if bericht.html:
        mail.attach_alternative(bericht.html, "text/html")
    for bijlage in bericht.bijlagen:
        mail.attach(bijlage["naam"], base64.b64decode(bijlage["inhoud"]), bijlage["soort"])
    mail.send()
    bericht.verzonden_op = timezone.now()
    if bericht.wissen_na_verzending:
        bericht.tekst = bericht.html = ""
        bericht.bijlagen = []
    bericht.save(update_fields=["verzonden_op", "tekst", "html", "bijlagen"])


def _als_json(bijlage: EmailAttachment) -> dict[str, str]:
    ruw = bijlage.content.encode() if isinstance(bijlage.content, str) else bijlage.content
    if not isinstance(ruw, bytes):
        raise TypeError(f"An attachment is text or bytes, not {type(ruw).__name__}.")
    return {
        "naam": bijlage.filename or "bijlage",
        "soort": bijlage.mimetype or "application/octet-stream",
        "inhoud": base64.b64encode(ruw).decode(),
    }


def _domein() -> str:
    return settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].strip("> ") or "localhost"


def _transport() -> dict[str, Any]:
    """The arguments of Django's ``get_connection``, from the address in EMAIL_URL."""
    uitbak = settings.UITBAK
    if not uitbak["EMAIL_BACKEND"].endswith("smtp.EmailBackend"):
        return {"backend": uitbak["EMAIL_BACKEND"]}
    return {
        "backend": uitbak["EMAIL_BACKEND"],
        "host": uitbak["EMAIL_HOST"],
        "port": uitbak["EMAIL_PORT"],
        "username": uitbak["EMAIL_HOST_USER"],
        "password": uitbak["EMAIL_HOST_PASSWORD"],
        "use_tls": uitbak.get("EMAIL_USE_TLS", False),
        "use_ssl": uitbak.get("EMAIL_USE_SSL", False),
        "timeout": uitbak["EMAIL_TIMEOUT"],
    }
