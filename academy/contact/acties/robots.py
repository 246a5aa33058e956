"""Which messages a person looks at before anything happens with them.

Three kinds of certainty. What no person does (filling in a field nobody sees, sending within three seconds) is
spam. What people rarely do (tags, many links, one form for three texts, twenty messages an hour from one network)
is set apart: kept, without mail, until somebody of the academy has looked. All the rest is let through.

When a limit is passed, what already came in under it is set apart too, because the first of a flood looks like
everybody else. A municipality with one outgoing address stays below the limit on an ordinary day; when a robot
floods that same address, its people are set apart with the robot, are told so, and are lost to nobody.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from datetime import timedelta
from ipaddress import ip_address, ip_network
from uuid import UUID

from django.db.models import Q
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from academy.contact.models import Behandelstap, Contactverzoek

UUR = timedelta(hours=1)
DAG = timedelta(days=1)
PER_FORMULIER = 2
"""Somebody who goes back and asks something else is one person with two questions."""
PER_ADRES = 20
PER_TEKST = 3
HOOGSTENS_LINKS = 2

_OPMAAK = re.compile(
    r"<\s*/?\s*(a|b|br|div|iframe|img|p|script|span)\b[^<>]*>|\[/?(url|link|img)\b", re.IGNORECASE
)
_LINK = re.compile(r"https?://|www\.", re.IGNORECASE)


def herkomst(adres: str) -> str:
    """A network as a keyed hash: enough to count, not enough to find the sender. IPv6 counts per /64."""
    ip = ip_address(adres)
    net = ip_network((ip, 64 if ip.version == 6 else 32), strict=False)
    return salted_hmac("academy.contact.herkomst", str(net), algorithm="sha256").hexdigest()[:32]


def verdachte_inhoud(*, naam: str, organisatie: str, telefoon: str, bericht: str) -> str:
    """Why this text must be looked at first, in words for the history; empty when it need not."""
    if _OPMAAK.search(" ".join((naam, organisatie, bericht))):
        return _("er staat opmaak van een webpagina in")
    if _LINK.search(naam) or _LINK.search(telefoon):
        return _("er staat een link in de naam of het telefoonnummer")
    if len(_LINK.findall(bericht)) > HOOGSTENS_LINKS:
        return _("er staan meer dan %(aantal)s links in") % {"aantal": HOOGSTENS_LINKS}
    return ""


def passeert_grens(verzoek: Contactverzoek) -> str:
    """Why there are now too many like this request; what came in under that limit is set apart with it.

    What a person looked at already stays where that person put it.
    """
    reden = ""
    nu = timezone.now()
    for gelijk, hoogstens, venster, uitleg in _grenzen(verzoek):
        groep = Contactverzoek.objects.recent(nu - venster).filter(gelijk)
        if groep.count() > hoogstens:
            reden = reden or uitleg
            onbekeken = groep.filter(status=Contactverzoek.Status.NIEUW).exclude(stappen__automatisch=False)
            for ander in onbekeken.exclude(pk=verzoek.pk):
                zet_apart(ander, uitleg)
    return reden


def _grenzen(verzoek: Contactverzoek) -> Iterator[tuple[Q, int, timedelta, str]]:
    if verzoek.formulier:
        yield (
            Q(formulier=verzoek.formulier),
            PER_FORMULIER,
            DAG,
            _("hetzelfde formulier is vaker dan %(aantal)s keer verstuurd") % {"aantal": PER_FORMULIER},
        )
    if verzoek.herkomst:
        yield (
            Q(herkomst=verzoek.herkomst),
            PER_ADRES,
            UUR,
            _("vanaf dit netwerk kwamen meer dan %(aantal)s berichten in een uur") % {"aantal": PER_ADRES},
        )
    yield (
        Q(bericht=verzoek.bericht),
        PER_TEKST,
        DAG,
        _("dezelfde tekst is meer dan %(aantal)s keer gestuurd op een dag") % {"aantal": PER_TEKST},
    )


def zet_apart(verzoek: Contactverzoek, reden: str) -> Behandelstap:
    """Move a request to those that a person looks at first, with the reason in its history."""
    status = Contactverzoek.Status.TE_CONTROLEREN
    Contactverzoek.objects.filter(pk=verzoek.pk).update(status=status)
    verzoek.status = status
    return Behandelstap.objects.create(
        verzoek=verzoek,
        automatisch=True,
        status=status,
        notitie=_("Apart gezet: %(reden)s.") % {"reden": reden},
    )


def kenmerk_van(sleutel: UUID) -> str:
    """A reference that one can read out over the telephone: no I, L, O or U (Crockford's alphabet)."""
    getal = int.from_bytes(hashlib.sha256(sleutel.bytes).digest()[:5], "big")
    alfabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
    tekens = "".join(alfabet[getal >> 5 * plaats & 31] for plaats in range(8))
    return f"{tekens[:4]}-{tekens[4:]}"
