from __future__ import annotations

from typing import Any

from django.dispatch import receiver

from certificaten.acties.cycli import open_cyclus, open_cyclus_van_leergang
from cursussen.models import Inschrijving, Leergangafronding
from cursussen.signals import cursus_afgerond, leergang_afgerond


@receiver(cursus_afgerond)
def open_cyclus_na_afronding(sender: object, inschrijving: Inschrijving, **kwargs: Any) -> None:
    """In the transaction of the completion: both are stored, or neither."""
    open_cyclus(inschrijving=inschrijving)


@receiver(leergang_afgerond)
def open_cyclus_na_leergang(sender: object, afronding: Leergangafronding, **kwargs: Any) -> None:
    """In the transaction of the completion: both are stored, or neither."""
    open_cyclus_van_leergang(afronding=afronding)
