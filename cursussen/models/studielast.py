"""How many minutes a part takes: the one rule behind every figure that is shown, printed and registered.

All four numbers are assumptions ("aanname") of the academy, until participants have told how long they really took:
one reads to learn at half of the 200 words a minute that Carver (1992, Reading Rate, Journal of Reading 36) gives,
because a lesson asks to think along; a question takes two minutes; a test in the simulation, with practising, an hour.
Every part is rounded up to five minutes, so that the parts of a course add up to the figure of the course.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.utils.html import strip_tags
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel

from academy.basis.models import BasisPagina

WOORDEN_PER_MINUUT = 100
MINUTEN_PER_VRAAG = 2
MINUTEN_PER_SIMULATIE = 60
STAP = 5
GEEN_TEKST = {"id", "type", "adres", "url"}
"""Keys of a raw block whose text nobody reads."""


STUDIELAST_PANEEL = MultiFieldPanel(
    [FieldPanel("studieduur_minuten"), FieldPanel("studieduur_reden")], heading=_("Studielast")
)


class PaginaMetStudielast(BasisPagina):
    """A page whose minutes are computed, unless an editor gives another figure and says why."""

    optioneel = models.BooleanField(
        _("keuze"), default=False, help_text=_("Hoeft niet om af te ronden. Staat er als keuze bij.")
    )
    studieduur_minuten = models.PositiveSmallIntegerField(
        _("andere studielast (minuten)"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
        help_text=_("Leeg: de academy rekent de studielast uit, uit de woorden, de vragen en de simulatie."),
    )
    studieduur_reden = models.CharField(
        _("waarom een andere studielast"),
        max_length=250,
        blank=True,
        help_text=_("Bijvoorbeeld: gemeten bij een groep van twaalf."),
    )

    class Meta:
        abstract = True

    def clean(self) -> None:
        super().clean()
        if self.studieduur_minuten is not None and not self.studieduur_reden.strip():
            raise ValidationError(
                {"studieduur_reden": _("Vul in waarom de studielast anders is dan is uitgerekend.")}
            )


def studielast(
    stroom: Iterable[dict[str, Any]] = (), *, woorden: int = 0, vragen: int = 0, simulaties: int = 0
) -> int:
    """Minutes for a raw StreamField with its question blocks, and for what stands beside it; 0 for nothing at all."""
    blokken = list(stroom)
    woorden += sum(
        tel_woorden(tekst) for blok in blokken if blok["type"] != "vraag" for tekst in _teksten(blok["value"])
    )
    vragen += sum(blok["type"] == "vraag" for blok in blokken)
    minuten = woorden / WOORDEN_PER_MINUUT + vragen * MINUTEN_PER_VRAAG + simulaties * MINUTEN_PER_SIMULATIE
    return int(-(-minuten // STAP) * STAP)


def tel_woorden(tekst: str) -> int:
    return len(strip_tags(tekst.replace("<", " <")).split())


def _teksten(waarde: Any) -> Iterator[str]:
    if isinstance(waarde, str):
        yield waarde
    elif isinstance(waarde, dict):
        for naam, deel in waarde.items():
            if naam not in GEEN_TEKST:
                yield from _teksten(deel)
    elif isinstance(waarde, list):
        for deel in waarde:
            yield from _teksten(deel)
