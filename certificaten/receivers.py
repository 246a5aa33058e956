from __future__ import annotations

from typing import Any

from django.dispatch import receiver

from certificaten.acties.cycli import open_cyclus
from cursussen.models import Inschrijving
from cursussen.signals import cursus_afgerond


@receiver(cursus_afgerond)
def open_cyclus_na_afronding(sender: object, inschrijving: Inschrijving, **kwargs: Any) -> None:
    """In the transaction of the completion: both are stored, or neither."""
    open_cyclus(inschrijving=inschrijving)
