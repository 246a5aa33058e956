"""Thin callers: call one action."""

from __future__ import annotations

from celery import shared_task

from academy.contact.acties.bewaren import ruim_op


@shared_task
def ruim_op_taak() -> None:
    ruim_op()
