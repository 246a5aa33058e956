"""What somebody can decide in a session: the kinds of decisions, where one comes from, and what there is to choose."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class MetWoorden(StrEnum):
    """A value with the words that screens have for it in ``label``."""

    label: StrOrPromise

    def __new__(cls, waarde: str, label: StrOrPromise = "") -> MetWoorden:
        lid = str.__new__(cls, waarde)
        lid._value_ = waarde
        lid.label = label
        return lid

    @classmethod
    def keuzes(cls) -> list[tuple[str, StrOrPromise]]:
        """Value and words of each, as the choices of a field."""
        return [(lid.value, lid.label) for lid in cls]

    @classmethod
    def waarden(cls) -> list[str]:
        return [lid.value for lid in cls]


class Besluitsoort(MetWoorden):
    TOEVOEGEN = "toevoegen", _("maatregel toegevoegd")
    WIJZIGEN = "wijzigen", _("maatregel gewijzigd")
    VERWIJDEREN = "verwijderen", _("maatregel verwijderd")
    TERUGZETTEN = "terugzetten", _("ander plan teruggezet")
    BRON = "bron", _("bron bevraagd")
    ANTWOORD = "antwoord", _("dilemma beantwoord")
    VOORSPELLING = "voorspelling", _("voorspelling gedaan")
    RONDE = "ronde", _("ronde afgesloten")


EENMALIG = (Besluitsoort.BRON, Besluitsoort.ANTWOORD, Besluitsoort.VOORSPELLING, Besluitsoort.RONDE)
"""Done once and never undone; ``inzet`` of the row says what it was about."""


class Besluitherkomst(MetWoorden):
    ZELF = "zelf", _("zelf gedaan")
    TERUG = "terug", _("ongedaan gemaakt")
    OPNIEUW = "opnieuw", _("opnieuw gedaan")
    OVERGENOMEN = "overgenomen", _("overgenomen uit een eerdere sessie")


class Terugweg(MetWoorden):
    """The three resets of practice."""

    CASUS = "casus", _("de casus zoals hij begint")
    GELADEN = "geladen", _("het plan dat u hebt geladen")
    BEWAARD = "bewaard", _("het plan dat u het laatst hebt bewaard")


class Vorm(MetWoorden):
    """The shape somebody predicts for a line."""

    DAALT = "daalt", _("daalt")
    GELIJK = "gelijk", _("blijft gelijk")
    STIJGT_LICHT = "stijgt-licht", _("stijgt licht")
    STIJGT_STERK = "stijgt-sterk", _("stijgt sterk")
