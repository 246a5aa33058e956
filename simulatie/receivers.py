from __future__ import annotations

from typing import Any

from django.apps import AppConfig
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models.signals import post_migrate
from django.dispatch import receiver

from simulatie.acties.casusversies import leg_meegeleverde_vast
from simulatie.models import Casusversie


@receiver(post_migrate, dispatch_uid="simulatie.publiceer_meegeleverde_casussen")
def publiceer_na_migratie(sender: AppConfig, using: str, **kwargs: Any) -> None:
    """A database that is ready has the cases that come with this code; also one that goes back to before them."""
    if sender.name != "simulatie" or using != DEFAULT_DB_ALIAS:
        return
    if Casusversie._meta.db_table in connections[using].introspection.table_names():
        leg_meegeleverde_vast()
