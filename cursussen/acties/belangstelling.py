"""Interest in a course becomes a request in the one inbox of the academy."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext as _

from academy.contact.acties.verzoeken import ontvang_verzoek
from academy.contact.models import Contactverzoek, Onderwerp
from cursussen.models import CursusPagina, Uitvoering


def meld_belangstelling(
    *,
    cursus: CursusPagina,
    uitvoering: Uitvoering | None,
    aantal: int,
    opmerking: str,
    naam: str,
    email: str,
    organisatie: str,
    telefoon: str,
    formulier_sleutel: UUID,
    verdacht: bool,
    adres: str,
) -> Contactverzoek:
    """Keep somebody's interest as a contact request about trainings; confirmed by mail, once per form.

    ``adres``: the sender's IP address, see ``ontvang_verzoek``.
    """
    regels = [
        _("Belangstelling voor: %(cursus)s") % {"cursus": cursus.title},
        _("Datum: %(datum)s") % {"datum": uitvoering or _("nog geen voorkeur")},
        _("Aantal personen: %(aantal)s") % {"aantal": aantal},
    ]
    return ontvang_verzoek(
        formulier_sleutel=formulier_sleutel,
        naam=naam,
        email=email,
        organisatie=organisatie,
        telefoon=telefoon,
        onderwerp=Onderwerp.objects.get_or_create(naam=_("Opleidingen"))[0],
        bericht="\n".join(regels) + (f"\n\n{opmerking}" if opmerking else ""),
        verdacht=verdacht,
        adres=adres,
    )
