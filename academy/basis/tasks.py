"""Thin callers: fetch by id, call one action."""

from __future__ import annotations

from celery import shared_task

from academy.basis.acties import berichten, deelbeelden, opdrachten
from academy.basis.opdrachten import uitvoerder


@shared_task
def voer_opdracht_uit_taak(opdracht_id: int) -> None:
    opdrachten.voer_uit(opdracht_id=opdracht_id)


@shared_task
def veeg_opdrachten_taak() -> None:
    opdrachten.veeg()


uitvoerder(berichten.SOORT)(berichten.verstuur)
uitvoerder(deelbeelden.SOORT)(deelbeelden.maak_klaar)
