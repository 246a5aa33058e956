"""What the academy does with a request; every change leaves one line of history."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from academy.contact.acties.post import verstuur_antwoord
from academy.contact.acties.verzoeken import neem_in_ontvangst
from academy.contact.models import Behandelstap, Contactverzoek
from academy.contact.rechten import mag_contact_behandelen
from academy.gebruikers.models import Gebruiker

NOG_NIET_AANGENOMEN = (Contactverzoek.Status.TE_CONTROLEREN, Contactverzoek.Status.SPAM)
AANGENOMEN = (Contactverzoek.Status.NIEUW, Contactverzoek.Status.IN_BEHANDELING)


@transaction.atomic
def behandel(
    *,
    verzoek: Contactverzoek,
    door: Gebruiker,
    status: str = "",
    eigenaar: Gebruiker | None = None,
    notitie: str = "",
    reactie: bool = False,
) -> Behandelstap:
    """Change the status or the owner of a request, add a note, or all three; left out means unchanged.

    A request that was set apart or lay in the spam and is taken up after all gets its confirmation now.

    Args:
        reactie: the sender got a reaction outside this website, by telephone for instance.

    Raises:
        PermissionDenied: ``door`` is no academy staff.
        ValidationError: nothing was changed, the status is unknown, or the new owner is no academy staff.
    """
    vers = _vergrendeld(verzoek, door)
    notitie = notitie.strip()
    nieuwe_status = _nieuwe_status(vers, status)
    nieuwe_eigenaar = eigenaar if eigenaar and eigenaar.pk != vers.eigenaar_id else None
    if nieuwe_eigenaar and not mag_contact_behandelen(nieuwe_eigenaar):
        raise ValidationError(
            {"eigenaar": _("Deze persoon werkt niet bij de academy. Kies iemand uit de lijst.")}
        )
    if not (nieuwe_status or nieuwe_eigenaar or notitie or reactie):
        raise ValidationError(
            _("Er is niets veranderd. Kies een andere status of eigenaar, of schrijf een notitie.")
        )
    stap = Behandelstap.objects.create(
        verzoek=vers,
        door=door,
        status=nieuwe_status,
        eigenaar=nieuwe_eigenaar,
        notitie=notitie,
        reactie=reactie,
    )
    _werk_bij(verzoek, vers, nieuwe_status, nieuwe_eigenaar)
    return stap


@transaction.atomic
def beantwoord(
    *,
    verzoek: Contactverzoek,
    door: Gebruiker,
    sleutel: UUID,
    onderwerp: str,
    tekst: str,
    status: str = "",
) -> Behandelstap:
    """Send an answer by mail. The history keeps what was sent, to whom and by whom; it never changes.

    The mail goes into the outbox in this same transaction, so a mail server that is away delays it and loses
    nothing. The same ``sleutel`` is the same answer: sent twice from one screen, it leaves once.

    Raises:
        PermissionDenied: ``door`` is no academy staff.
        ValidationError: subject or text is empty, or the status is unknown.
    """
    vers = _vergrendeld(verzoek, door)
    postsleutel = f"contact-antwoord:{vers.pk}:{sleutel}"
    eerder = vers.stappen.filter(bericht__sleutel=postsleutel).first()
    if eerder:
        return eerder
    leeg: dict[str, Any] = {
        veld: _("Vul dit in. Er is nog niets verstuurd.")
        for veld, waarde in (("onderwerp", onderwerp), ("tekst", tekst))
        if not waarde.strip()
    }
    if leeg:
        raise ValidationError(leeg)
    nieuwe_status = _nieuwe_status(vers, status)
    stap = Behandelstap.objects.create(
        verzoek=vers,
        door=door,
        status=nieuwe_status,
        reactie=True,
        antwoord_aan=vers.email,
        antwoord_onderwerp=onderwerp.strip(),
        antwoord_tekst=tekst.strip(),
        bericht=verstuur_antwoord(
            vers, sleutel=postsleutel, onderwerp=onderwerp.strip(), tekst=tekst.strip()
        ),
    )
    _werk_bij(verzoek, vers, nieuwe_status, None)
    return stap


@transaction.atomic
def controleer(*, verzoeken: Iterable[Contactverzoek], door: Gebruiker, status: str) -> int:
    """Decide about requests that were set apart; returns how many still waited for it.

    Raises:
        PermissionDenied: ``door`` is no academy staff.
    """
    if not mag_contact_behandelen(door):
        raise PermissionDenied
    ids = [verzoek.pk for verzoek in verzoeken]
    wachtend = Contactverzoek.objects.filter(pk__in=ids, status=Contactverzoek.Status.TE_CONTROLEREN)
    aantal = 0
    for verzoek in wachtend.select_related("onderwerp__eigenaar", "eigenaar"):
        behandel(verzoek=verzoek, door=door, status=status)
        aantal += 1
    return aantal


def _vergrendeld(verzoek: Contactverzoek, door: Gebruiker) -> Contactverzoek:
    if not mag_contact_behandelen(door):
        raise PermissionDenied
    return Contactverzoek.objects.select_for_update().get(pk=verzoek.pk)


def _nieuwe_status(verzoek: Contactverzoek, status: str) -> str:
    if status and status not in Contactverzoek.Status.values:
        raise ValidationError({"status": _("Deze status bestaat niet. Kies er een uit de lijst.")})
    return status if status != verzoek.status else ""


def _werk_bij(verzoek: Contactverzoek, vers: Contactverzoek, status: str, eigenaar: Gebruiker | None) -> None:
    aangenomen = status in AANGENOMEN and vers.status in NOG_NIET_AANGENOMEN
    vers.status = status or vers.status
    vers.eigenaar = eigenaar or vers.eigenaar
    vers.save(update_fields=["status", "eigenaar"])
    if aangenomen:
        neem_in_ontvangst(vers)
    verzoek.status, verzoek.eigenaar = vers.status, vers.eigenaar
