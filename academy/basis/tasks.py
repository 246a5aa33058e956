"""Thin callers: fetch by id, call one action."""

from __future__ import annotations

from celery import shared_task

from academy.basis.opdrachten import acties as opdrachten
from academy.basis.opdrachten.uitvoerders import uitvoerder
from academy.basis.paginas import acties as paginas
from academy.basis.post import acties as post


@shared_task
def voer_opdracht_uit_taak(opdracht_id: int) -> None:
    opdrachten.voer_uit(opdracht_id=opdracht_id)


@shared_task
def veeg_opdrachten_taak() -> None:
    opdrachten.veeg()


uitvoerder(post.SOORT)(post.verstuur)
uitvoerder(paginas.SOORT)(paginas.maak_klaar)
