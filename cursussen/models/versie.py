from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Count, Q
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from cursussen.models.paginas import CursusPagina

EINDVRAGEN = "vragen"


def vragen_uit_stroom(stroom: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The question blocks of a raw StreamField, each as {sleutel, stam, uitleg, keuzes}."""
    return [
        {
            "sleutel": blok["id"],
            "stam": blok["value"]["stam"],
            "uitleg": blok["value"]["uitleg"],
            "keuzes": [
                {
                    "sleutel": keuze["id"],
                    "tekst": keuze["value"]["tekst"],
                    "juist": bool(keuze["value"]["juist"]),
                    "uitleg": keuze["value"]["uitleg"],
                }
                for keuze in blok["value"]["keuzes"]
            ],
        }
        for blok in stroom
        if blok["type"] == "vraag"
    ]


class CursusVersieQuerySet(models.QuerySet["CursusVersie"]):
    def met_aantallen(self) -> CursusVersieQuerySet:
        """With how many people follow this version (``aantal``) and how many of them finished (``afgerond``)."""
        return self.annotate(
            aantal=Count("inschrijvingen", distinct=True),
            afgerond=Count(
                "inschrijvingen__afrondingen",
                filter=Q(inschrijvingen__afrondingen__onderdeel="cursus"),
                distinct=True,
            ),
        )

    def nieuwste_voorwaarden(
        self, cursussen: Iterable[int] | models.QuerySet[CursusPagina]
    ) -> dict[int, list[dict[str, Any]]]:
        """What the newest version of each of these courses asks to complete first, without its texts."""
        rijen = self.filter(cursus__in=cursussen).order_by("cursus", "nummer")
        return {
            cursus: voorwaarden or []
            for cursus, voorwaarden in rijen.values_list("cursus", "inhoud__voorwaarden")
        }

    def nieuwste(self, cursus: CursusPagina) -> CursusVersie | None:
        """What somebody who starts now gets; ``None`` when nothing was published yet."""
        return self.filter(cursus=cursus).order_by("-nummer").first()


class CursusVersie(models.Model):
    """A course as it was published: lessons, questions and rules, copied and never changed.

    ``inhoud`` holds: titel, inleiding, module, principe, leerdoelen [str], studieduur_minuten, studieduur_reden
    (only when an editor gave the figure), slaaggrens (%), casus (slug or ""), voorwaarden [{cursus (id of the page),
    titel}], opfrisser_van (id of a course, or None), modules [{sleutel, titel ("" for lessons outside a module),
    inleiding, optioneel, vereist [keys of modules to complete first], lessen [{sleutel, titel, inleiding, leerdoel,
    duur_minuten, optioneel (also when its module is), inhoud (raw StreamField)}]}]
    and vragen [{sleutel, stam, uitleg, keuzes [{sleutel, tekst, juist, uitleg}]}].

    The key of a lesson or module is the id of its page as text; keys of questions and choices are the ids that
    Wagtail gave to their blocks. A version from before modules has its lessons directly in ``lessen`` and reads as one
    module without title.
    """

    cursus = models.ForeignKey(
        CursusPagina, on_delete=models.PROTECT, related_name="versies", verbose_name=_("cursus")
    )
    nummer = models.PositiveIntegerField(_("nummer"))
    inhoud = models.JSONField(_("inhoud"))
    toelichting = models.CharField(_("wat is er veranderd"), max_length=250, blank=True)
    vastgelegd_op = models.DateTimeField(_("vastgelegd op"), auto_now_add=True)
    vastgelegd_door = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("vastgelegd door"),
    )

    objects = CursusVersieQuerySet.as_manager()

    onveranderlijk = ("cursus", "nummer", "inhoud", "toelichting", "vastgelegd_op")
    op_openbare_paginas = True

    class Meta:
        verbose_name = _("cursusversie")
        verbose_name_plural = _("cursusversies")
        ordering = ["cursus", "-nummer"]
        constraints = [
            models.UniqueConstraint(fields=["cursus", "nummer"], name="cursusversie_een_per_nummer"),
            models.CheckConstraint(condition=Q(nummer__gte=1), name="cursusversie_nummer_vanaf_een"),
        ]

    def __str__(self) -> str:
        return f"{self.titel} · versie {self.nummer}"

    @property
    def titel(self) -> str:
        return self.inhoud["titel"]

    @cached_property
    def modules(self) -> list[dict[str, Any]]:
        """The modules in order; an older version is one module without title in which nothing is optional."""
        if "modules" in self.inhoud:
            return self.inhoud["modules"]
        lessen = [les | {"optioneel": False} for les in self.inhoud["lessen"]]
        return [
            {"sleutel": "", "titel": "", "inleiding": "", "optioneel": False, "vereist": [], "lessen": lessen}
        ]

    @cached_property
    def lessen(self) -> list[dict[str, Any]]:
        return [les for module in self.modules for les in module["lessen"]]

    @property
    def studieduur_minuten(self) -> int:
        """The one figure for the study load: on the page of the course, the certificate and in the register."""
        return self.inhoud["studieduur_minuten"]

    @property
    def voorwaarden(self) -> list[dict[str, Any]]:
        """The courses to complete before enrolling, each as {cursus, titel}."""
        return self.inhoud.get("voorwaarden", [])

    @property
    def opfrisser_van(self) -> int | None:
        """The course whose certificate this one renews."""
        return self.inhoud.get("opfrisser_van")

    @property
    def vragen(self) -> list[dict[str, Any]]:
        return self.inhoud["vragen"]

    @property
    def slaaggrens(self) -> int:
        """Percentage of right answers that passes, 1-100."""
        return self.inhoud["slaaggrens"]

    @property
    def casus(self) -> str:
        """Slug of the case that belongs to the course, or an empty string."""
        return self.inhoud["casus"]

    def module_van(self, les: str) -> dict[str, Any] | None:
        """The module that holds the lesson with this key."""
        return next(
            (module for module in self.modules if any(rij["sleutel"] == les for rij in module["lessen"])),
            None,
        )

    def les(self, sleutel: str) -> dict[str, Any] | None:
        return next((les for les in self.lessen if les["sleutel"] == sleutel), None)

    def vragen_van(self, onderdeel: str) -> list[dict[str, Any]]:
        """The questions at the end of the course ("vragen"), or those inside the lesson with this key."""
        if onderdeel == EINDVRAGEN:
            return self.vragen
        les = self.les(onderdeel)
        return vragen_uit_stroom(les["inhoud"]) if les else []
