"""Work that must happen: write it down, take it, do it, sweep what was left lying."""

from __future__ import annotations

import logging
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from academy.basis.models import Opdracht
from academy.basis.opdrachten.uitvoerders import uitvoerder_van
from academy.basis.signals import opdracht_wacht

EERSTE_WACHTTIJD = timedelta(seconds=10)
LANGSTE_WACHTTIJD = timedelta(hours=1)
WENKEN_PER_VEEG = 200

logboek = logging.getLogger(__name__)


def schrijf_opdracht(*, soort: str, sleutel: str, onderwerp_id: int) -> Opdracht:
    """Write work down in the caller's transaction and hint a worker after commit; the same key changes nothing."""
    opdracht, nieuw = Opdracht.objects.get_or_create(
        sleutel=sleutel, defaults={"soort": soort, "onderwerp_id": onderwerp_id}
    )
    if nieuw:
        transaction.on_commit(lambda: wenk(opdracht.pk), robust=True)
    return opdracht


def wenk(opdracht_id: int) -> None:
    """Tell the queue that a row waits. A queue that is down costs time only: the sweep finds the row."""
    opdracht_wacht.send(Opdracht, opdracht_id=opdracht_id)


def voer_uit(*, opdracht_id: int) -> bool:
    """Take the row and do its work once.

    Returns whether the work was done now; ``False`` when another worker has it, when it was done already, or
    when it failed and waits for a next attempt (with doubling pauses, at most ``Opdracht.MAX_POGINGEN``).
    """
    opdracht = _neem(opdracht_id)
    if opdracht is None:
        return False
    try:
        with transaction.atomic():
            uitvoerder_van(opdracht.soort)(opdracht.onderwerp_id)
            gedaan = Opdracht.objects.filter(
                pk=opdracht.pk, status=Opdracht.Status.BEZIG, pogingen=opdracht.pogingen
            ).update(status=Opdracht.Status.KLAAR, klaar_op=timezone.now(), lease_tot=None, fout="")
            if not gedaan:
                raise LeaseVerlorenError(opdracht.sleutel)
    except LeaseVerlorenError:
        return False
    except Exception as fout:
        logboek.exception("Opdracht %s: poging %s mislukt", opdracht.sleutel, opdracht.pogingen)
        _stel_uit(opdracht, fout)
        return False
    return True


class LeaseVerlorenError(Exception):
    """Another worker took the row over while this one was still busy; its result counts."""


def _neem(opdracht_id: int) -> Opdracht | None:
    nu = timezone.now()
    genomen = (
        Opdracht.objects.filter(pk=opdracht_id)
        .uitvoerbaar(nu)
        .update(
            status=Opdracht.Status.BEZIG,
            lease_tot=nu + timedelta(seconds=settings.OPDRACHT_LEASE_SECONDEN),
            pogingen=F("pogingen") + 1,
        )
    )
    return Opdracht.objects.get(pk=opdracht_id) if genomen else None


def _stel_uit(opdracht: Opdracht, fout: Exception) -> None:
    gestrand = opdracht.pogingen >= Opdracht.MAX_POGINGEN
    verdubbelingen = min(opdracht.pogingen - 1, 20)
    wachttijd = min(EERSTE_WACHTTIJD * 2**verdubbelingen, LANGSTE_WACHTTIJD)
    Opdracht.objects.filter(pk=opdracht.pk, status=Opdracht.Status.BEZIG, pogingen=opdracht.pogingen).update(
        status=Opdracht.Status.GESTRAND if gestrand else Opdracht.Status.WACHT,
        niet_voor=timezone.now() + wachttijd,
        lease_tot=None,
        fout=f"{type(fout).__name__}: {fout}"[:2000],
    )


def veeg() -> int:
    """Hint again at what is due, the longest waiting first; returns how many rows.

    Work that took its worker down in every attempt is stranded here, because nobody lived to write that down.
    """
    Opdracht.objects.telkens_verlaten().update(
        status=Opdracht.Status.GESTRAND,
        lease_tot=None,
        fout="Elke poging brak af zonder melding: de werker viel om of was te lang bezig.",
    )
    ids = list(Opdracht.objects.uitvoerbaar().values_list("pk", flat=True)[:WENKEN_PER_VEEG])
    for opdracht_id in ids:
        wenk(opdracht_id)
    return len(ids)


def probeer_opnieuw(*, opdracht: Opdracht) -> Opdracht:
    """Give stranded work a new round of attempts; asked for by a person."""
    with transaction.atomic():
        Opdracht.objects.filter(pk=opdracht.pk, status=Opdracht.Status.GESTRAND).update(
            status=Opdracht.Status.WACHT, pogingen=0, niet_voor=timezone.now()
        )
        transaction.on_commit(lambda: wenk(opdracht.pk), robust=True)
    opdracht.refresh_from_db()
    return opdracht
