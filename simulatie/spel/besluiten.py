"""What somebody can decide in a session: the kinds of decisions, where one comes from, and what each says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from simulatie.kern import Bronvraag, Inzet

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
    """The shape of a line, as it was predicted before predictions were drawn."""

    DAALT = "daalt", _("daalt")
    GELIJK = "gelijk", _("blijft gelijk")
    STIJGT_LICHT = "stijgt-licht", _("stijgt licht")
    STIJGT_STERK = "stijgt-sterk", _("stijgt sterk")


@dataclass(frozen=True)
class Aanpassing:
    """What measures become; None takes one out of the plan.

    inzet   the measure it is about
    naast   others, by key: a running measure that changes ends, and another one goes on from there
    """

    inzet: Inzet | None
    naast: Mapping[str, Inzet | None] = field(default_factory=dict)


@dataclass(frozen=True)
class Vervanging:
    """Another plan in place of the whole: key → measure, in order."""

    plan: Mapping[str, Inzet]


class Richting(MetWoorden):
    """Where somebody thinks a line goes, for who does not draw it."""

    STIJGT = "stijgt", _("stijgt")
    GELIJK = "gelijk", _("blijft gelijk")
    DAALT = "daalt", _("daalt")


@dataclass(frozen=True)
class Voorspelling:
    """Two shapes foretold in a month, and in one line why: how it was done before predictions were drawn."""

    maand: int
    meldingen: Vorm
    leefbaarheid: Vorm
    reden: str


@dataclass(frozen=True)
class Lijnvoorspelling:
    """The line of one indicator foretold in a month, and in one line why.

    van       the figure it starts from in ``maand``, as the trainee knew it then
    waarden   (month, value) for every month that was asked, in the unit of the indicator
    """

    maand: int
    indicator: str
    van: float
    waarden: tuple[tuple[int, float], ...]
    reden: str


@dataclass(frozen=True)
class Rondeslot:
    """A round was closed in ``maand``: time went on until ``tot``, where ``dilemma`` stops it; "" when nothing does."""

    maand: int
    tot: int
    dilemma: str


@dataclass(frozen=True)
class Dilemmakeuze:
    """A dilemma was answered by the choice with this key, and time went on as in ``Rondeslot``."""

    keuze: str
    maand: int
    tot: int
    dilemma: str


Inhoud = Aanpassing | Vervanging | Bronvraag | Voorspelling | Lijnvoorspelling | Rondeslot | Dilemmakeuze
"""What a decision says."""
