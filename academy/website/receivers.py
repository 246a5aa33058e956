from __future__ import annotations

from typing import Any

from django.db.models.signals import post_migrate
from django.dispatch import receiver
from wagtail.signals import page_published

from academy.website.acties.groepen import geef_groepen_rechten
from cursussen.models import OpleidingenPagina


@receiver(post_migrate, dispatch_uid="academy.website.groepen")
def zorg_voor_groepen(sender: Any, using: str, plan: Any = None, **kwargs: Any) -> None:
    """After every migrate, once: the groups exist with their rights."""
    if sender.label == "website":
        geef_groepen_rechten(using=using)


@receiver(page_published, sender=OpleidingenPagina)
def geef_trainers_hun_boom(sender: Any, **kwargs: Any) -> None:
    """A trainings page that an editor just made is where trainers write from now on."""
    geef_groepen_rechten()
