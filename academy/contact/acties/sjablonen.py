"""A text to start an answer from, with what we know filled in."""

from __future__ import annotations

import re

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from academy.contact.models import Antwoordsjabloon, Contactverzoek
from academy.gebruikers.models import Gebruiker


def begin_antwoord(
    *, verzoek: Contactverzoek, door: Gebruiker, sjabloon: Antwoordsjabloon | None = None
) -> tuple[str, str]:
    """Subject and text as they appear for editing. One pass: what a sender typed is never read as a variable."""
    waarden = {
        "naam": verzoek.naam,
        "onderwerp": verzoek.onderwerp.naam,
        "kenmerk": verzoek.kenmerk,
        "ontvangen_op": date_format(timezone.localtime(verzoek.ontvangen_op), "j F Y"),
        "medewerker": str(door),
    }
    onderwerp = sjabloon.onderwerp if sjabloon else _("Uw vraag aan de academy ({kenmerk})")
    tekst = sjabloon.tekst if sjabloon else _("Beste {naam},\n\n\n\nMet vriendelijke groet,\n{medewerker}")

    def vul(bron: str) -> str:
        return re.sub(r"\{(\w+)\}", lambda gevonden: waarden.get(gevonden[1], gevonden[0]), bron)

    return vul(onderwerp), vul(tekst)
