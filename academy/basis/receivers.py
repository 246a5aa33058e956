from __future__ import annotations

from typing import Any

from django.dispatch import receiver

from academy.basis.signals import opdracht_wacht
from academy.basis.tasks import voer_opdracht_uit_taak


@receiver(opdracht_wacht)
def stuur_wenk(sender: object, opdracht_id: int, **kwargs: Any) -> None:
    """The row is committed already, so the message goes at once."""
    voer_opdracht_uit_taak.delay(opdracht_id)
