"""A request comes in: kept once, confirmed to the sender, announced to the academy."""

from __future__ import annotations

from uuid import UUID, uuid5

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from academy.basis.acties.berichten import schrijf_mail
from academy.contact.models import Contactverzoek


@transaction.atomic
def ontvang_verzoek(
    *,
    formulier_sleutel: UUID,
    naam: str,
    email: str,
    onderwerp: str,
    bericht: str,
    organisatie: str = "",
    telefoon: str = "",
    verdacht: bool = False,
    werkdagen: int = 3,
    meldadres: str = "",
) -> Contactverzoek:
    """Keep a request from the public form, once.

    The same form with the same text is the same request. Somebody who goes back, changes the text and sends
    again asks something new, and that is kept too. What looks like a robot (``verdacht``) is kept as spam, so
    that a person can rescue it, and no mail leaves.

    Args:
        werkdagen: within how many working days the confirmation promises an answer.
        meldadres: where the academy hears about it; empty means that only the list in the CMS shows it.
    """
    inhoud = {
        "naam": naam,
        "organisatie": organisatie,
        "email": email,
        "telefoon": telefoon,
        "onderwerp": onderwerp,
        "bericht": bericht,
    }
    verzoek, nieuw = Contactverzoek.objects.get_or_create(
        formulier_sleutel=uuid5(formulier_sleutel, "\x1f".join(inhoud.values())),
        defaults=inhoud
        | {
            "toestemming_op": timezone.now(),
            "status": Contactverzoek.Status.SPAM if verdacht else Contactverzoek.Status.NIEUW,
        },
    )
    if nieuw and not verdacht:
        _bevestig(verzoek, werkdagen)
        if meldadres:
            _meld(verzoek, meldadres)
    return verzoek


def _bevestig(verzoek: Contactverzoek, werkdagen: int) -> None:
    schrijf_mail(
        sleutel=f"contact-bevestiging:{verzoek.pk}",
        aan=[verzoek.email],
        onderwerp=_("Wij hebben uw bericht ontvangen"),
        tekst=_(
            "Beste %(naam)s,\n\n"
            "Uw bericht is bij ons binnen. Een medewerker van de academy leest het en reageert binnen "
            "%(werkdagen)s werkdagen. U hoeft nu niets te doen.\n\n"
            "Dit ontvingen wij:\n\n"
            "%(inhoud)s\n\n"
            "Hebt u dit bericht niet gestuurd? Dan heeft iemand uw e-mailadres gebruikt. Laat het ons weten door "
            "deze mail te beantwoorden.\n\n"
            "ZoetZuurZoutBitter Academy"
        )
        % {"naam": verzoek.naam, "werkdagen": werkdagen, "inhoud": _overzicht(verzoek)},
    )


def _meld(verzoek: Contactverzoek, meldadres: str) -> None:
    schrijf_mail(
        sleutel=f"contact-melding:{verzoek.pk}",
        aan=[meldadres],
        onderwerp=_("Nieuw contactverzoek: %(onderwerp)s") % {"onderwerp": verzoek.get_onderwerp_display()},
        tekst=_(
            "Er is een nieuw contactverzoek.\n\n%(inhoud)s\n\n"
            "Behandel het in het beheer: %(adres)s\n"
            "Beantwoordt u deze mail? Dan gaat uw antwoord naar de afzender."
        )
        % {
            "inhoud": _overzicht(verzoek),
            "adres": settings.SITE_URL + reverse("contactverzoek:edit", args=[verzoek.pk]),
        },
        antwoord_aan=[verzoek.email],
    )


def _overzicht(verzoek: Contactverzoek) -> str:
    regels = [
        (_("Naam"), verzoek.naam),
        (_("Organisatie"), verzoek.organisatie),
        (_("E-mailadres"), verzoek.email),
        (_("Telefoon"), verzoek.telefoon),
        (_("Onderwerp"), verzoek.get_onderwerp_display()),
    ]
    kop = "\n".join(f"{label}: {waarde}" for label, waarde in regels if waarde)
    return f"{kop}\n\n{verzoek.bericht}"
