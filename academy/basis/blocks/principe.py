"""The five principles: the one list of their names that pages, cards and charts share."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Principe(models.TextChoices):
    ZOET = "zoet", _("Zoet")
    ZUUR = "zuur", _("Zuur")
    ZOUT = "zout", _("Zout")
    BITTER = "bitter", _("Bitter")
    UMAMI = "umami", _("Umami")


PRINCIPES = tuple(Principe)


def principe_keuzes() -> list[tuple[str, str]]:
    return [(principe.value, str(principe.label)) for principe in Principe]
