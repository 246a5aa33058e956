"""Requests go when their time is over, or when their sender asks; the figures and a line in the log remain."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime, timedelta

from dateutil.relativedelta import relativedelta
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Site

from academy.basis.post.acties import wis_berichten
from academy.contact.acties.post import sleutels_van
from academy.contact.models import ContactInstellingen, Contactverzoek, Maandtelling, Verwijdering
from academy.contact.rechten import mag_contact_wissen
from academy.contact.werkdagen import werkdagen_tussen
from academy.gebruikers.models import Gebruiker

PER_KEER = 500
HERKOMST_BEWAREN = timedelta(days=1)
"""The limit that needs it looks back one hour; with one clean-up a day it is gone within two days."""


def ruim_op(nu: datetime | None = None) -> int:
    """Delete what is past its time, as the settings say now; returns how many requests.

    What is due follows from the database alone: a run that was missed is made up for by the next, and a run that
    happens twice finds nothing.
    """
    moment = nu or timezone.now()
    instellingen = ContactInstellingen.for_site(Site.objects.get(is_default_site=True))
    maanden, dagen = instellingen.bewaar_afgerond_maanden, instellingen.bewaar_spam_dagen
    Contactverzoek.objects.exclude(herkomst="").filter(ontvangen_op__lt=moment - HERKOMST_BEWAREN).update(
        herkomst=""
    )
    return _ruim_regel_op(
        Verwijdering.Bewaarregel.AFGEROND,
        Contactverzoek.Status.AFGEROND,
        moment - relativedelta(months=maanden),
        _("%(aantal)s maanden") % {"aantal": maanden},
    ) + _ruim_regel_op(
        Verwijdering.Bewaarregel.SPAM,
        Contactverzoek.Status.SPAM,
        moment - timedelta(days=dagen),
        _("%(aantal)s dagen") % {"aantal": dagen},
    )


def wis_verzoek(*, verzoek: Contactverzoek, door: Gebruiker) -> None:
    """Delete one request with its history and its mails.

    Raises:
        PermissionDenied: ``door`` may not delete requests.
    """
    if not mag_contact_wissen(door):
        raise PermissionDenied
    _verwijder([verzoek.pk], Verwijdering.Bewaarregel.LOS, door=door)


def wis_persoon(*, email: str, door: Gebruiker) -> int:
    """Delete all requests from this e-mail address, with their history and mails; returns how many.

    Raises:
        PermissionDenied: ``door`` may not delete requests.
    """
    if not mag_contact_wissen(door):
        raise PermissionDenied
    ids = list(Contactverzoek.objects.van_persoon(email).values_list("pk", flat=True))
    return _verwijder(ids, Verwijdering.Bewaarregel.PERSOON, door=door)


def _ruim_regel_op(regel: str, status: str, voor: datetime, termijn: str) -> int:
    """In portions, each a transaction with its own line in the log: long work that can be cut off anywhere."""
    ids = list(Contactverzoek.objects.verlopen(status, voor).values_list("pk", flat=True))
    return sum(
        _verwijder(ids[begin : begin + PER_KEER], regel, termijn=termijn, status=status, voor=voor)
        for begin in range(0, len(ids), PER_KEER)
    )


@transaction.atomic
def _verwijder(
    ids: Sequence[int],
    regel: str,
    *,
    door: Gebruiker | None = None,
    termijn: str = "",
    status: str = "",
    voor: datetime | None = None,
) -> int:
    """Count, log, delete. Whatever another process changed or deleted since these ids were read is left alone."""
    vergrendeld = Contactverzoek.objects.select_for_update().filter(pk__in=ids).values_list("pk", flat=True)
    rijen = Contactverzoek.objects.met_tijden().filter(pk__in=list(vergrendeld))
    if voor:
        rijen = rijen.filter(status=status, laatst_op__lt=voor)  # type: ignore[misc]
    verzoeken = list(rijen)
    if not verzoeken:
        return 0
    _tel_op(Counter(map(_uitkomst, verzoeken)))
    Verwijdering.objects.create(regel=regel, termijn=termijn, aantal=len(verzoeken), door=door)
    wis_berichten(sleutels=sleutels_van(verzoek.pk for verzoek in verzoeken))
    Contactverzoek.objects.filter(pk__in=[verzoek.pk for verzoek in verzoeken]).delete()
    return len(verzoeken)


def _uitkomst(verzoek: Contactverzoek) -> tuple[date, int, str, int | None]:
    """All that stays of a request: month, topic, how it ended, and in how many working days."""
    ontvangen = timezone.localdate(verzoek.ontvangen_op)
    reactie = verzoek.eerste_reactie_op  # type: ignore[attr-defined]
    return (
        ontvangen.replace(day=1),
        verzoek.onderwerp_id,
        verzoek.status,
        werkdagen_tussen(ontvangen, timezone.localdate(reactie)) if reactie else None,
    )


def _tel_op(uitkomsten: Counter[tuple[date, int, str, int | None]]) -> None:
    for (maand, onderwerp_id, status, werkdagen), aantal in uitkomsten.items():
        telling, _nieuw = Maandtelling.objects.get_or_create(
            maand=maand, onderwerp_id=onderwerp_id, status=status, werkdagen=werkdagen
        )
        Maandtelling.objects.filter(pk=telling.pk).update(aantal=F("aantal") + aantal)
