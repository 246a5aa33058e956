"""A request comes in: kept once, given to its owner, confirmed to the sender, announced to the academy."""

from __future__ import annotations

from uuid import UUID, uuid5

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from academy.contact.acties.post import bevestig, meld, meld_controle
from academy.contact.acties.robots import (
    herkomst,
    kenmerk_van,
    passeert_grens,
    verdachte_inhoud,
    zet_apart,
)
from academy.contact.models import Behandelstap, Contactverzoek, Onderwerp
from academy.contact.rechten import mag_contact_behandelen
from academy.contact.werkdagen import na_werkdagen


@transaction.atomic
def ontvang_verzoek(
    *,
    formulier_sleutel: UUID,
    naam: str,
    email: str,
    bericht: str,
    onderwerp: Onderwerp | None = None,
    organisatie: str = "",
    telefoon: str = "",
    verdacht: bool = False,
    adres: str = "",
) -> Contactverzoek:
    """Keep a request from the public form, once.

    The same form with the same text is the same request. Somebody who goes back, changes the text and sends
    again asks something new, and that is kept too. What no person does (``verdacht``) is kept as spam, so that
    a person can rescue it; what may be a robot (``acties/robots.py``) is set apart to be looked at. No mail
    leaves for either.

    Args:
        onderwerp: left out when there is nothing to choose; the request then gets the topic "Anders".
        adres: the sender's IP address, kept as a keyed hash to count by; empty means that it is not counted.
    """
    onderwerp = onderwerp or Onderwerp.objects.get_or_create(naam=_("Anders"))[0]
    inhoud = {
        "naam": naam,
        "organisatie": organisatie,
        "email": email,
        "telefoon": telefoon,
        "onderwerp": onderwerp,
        "bericht": bericht,
    }
    inzending = uuid5(formulier_sleutel, "\x1f".join(map(str, inhoud.values())))
    verzoek, nieuw = Contactverzoek.objects.get_or_create(
        formulier_sleutel=inzending,
        defaults=inhoud
        | {
            "kenmerk": kenmerk_van(inzending),
            "toestemming_op": timezone.now(),
            "uiterlijk_op": na_werkdagen(timezone.localdate(), onderwerp.werkdagen),
            "status": Contactverzoek.Status.SPAM if verdacht else Contactverzoek.Status.NIEUW,
            "formulier": formulier_sleutel,
            "herkomst": herkomst(adres) if adres else "",
        },
    )
    if not nieuw or verdacht:
        return verzoek
    reden = passeert_grens(verzoek) or verdachte_inhoud(
        naam=naam, organisatie=organisatie, telefoon=telefoon, bericht=bericht
    )
    if reden:
        zet_apart(verzoek, reden)
        meld_controle()
    else:
        neem_in_ontvangst(verzoek)
    return verzoek


def neem_in_ontvangst(verzoek: Contactverzoek) -> None:
    """Give a request to the owner of its topic, and send the mails that belong to arrival; each at most once."""
    eigenaar = verzoek.onderwerp.eigenaar
    if verzoek.eigenaar is None and eigenaar and mag_contact_behandelen(eigenaar):
        Contactverzoek.objects.filter(pk=verzoek.pk).update(eigenaar=eigenaar)
        verzoek.eigenaar = eigenaar
        Behandelstap.objects.create(verzoek=verzoek, automatisch=True, eigenaar=eigenaar)
    bevestig(verzoek)
    meld(verzoek)
