"""The five principles: the one list of their names that pages, cards and charts share."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypedDict

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


class Smaak(TypedDict):
    """One principle as ``components/smaken_rij.html`` shows it."""

    principe: str
    tekst: str
    url: str


def _zonder_paginas() -> list[Smaak]:
    return [{"principe": principe.value, "tekst": "", "url": ""} for principe in Principe]


_bron: list[Callable[[], list[Smaak]]] = [_zonder_paginas]


def smaken_komen_van(bron: Callable[[], list[Smaak]]) -> Callable[[], list[Smaak]]:
    """Register the function that knows the pages of the principles; they live in a higher package."""
    _bron[0] = bron
    return bron


def smaken() -> list[Smaak]:
    """The five principles in their fixed order, with text and address when their pages are known."""
    return _bron[0]()
