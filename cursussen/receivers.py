from __future__ import annotations

from typing import Any

from django.dispatch import receiver

from cursussen.acties.simulaties import verwerk_beoordeling
from simulatie.models import Sessie
from simulatie.signals import sessie_beoordeeld


@receiver(sessie_beoordeeld)
def verwerk_beoordeelde_sessie(sender: object, sessie: Sessie, **kwargs: Any) -> None:
    """Still inside the transaction of the judgement: both are stored, or neither."""
    verwerk_beoordeling(sessie=sessie)
