from __future__ import annotations

from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.search import index

from academy.basis.blocks import ALGEMENE_BLOKKEN, principe_keuzes
from academy.basis.models import BasisPagina
from cursussen.blocks import LES_BLOKKEN, VraagBlock


class OpleidingenPagina(BasisPagina):
    """The public page on the trainings, with the courses below it."""

    inhoud = StreamField(ALGEMENE_BLOKKEN, verbose_name=_("inhoud"), blank=True)

    template = "cursussen/opleidingen_pagina.html"
    subpage_types = ["cursussen.CursusPagina"]
    content_panels = [*BasisPagina.content_panels, FieldPanel("inhoud")]
    search_fields = [*BasisPagina.search_fields, index.SearchField("inhoud")]

    class Meta:
        verbose_name = _("opleidingenpagina")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        context["cursussen"] = CursusPagina.objects.child_of(self).live().public()
        return context


class CursusPagina(BasisPagina):
    """A course as its author sees it: public description, lessons below, questions and a case at the end."""

    module = models.CharField(_("module"), max_length=60, blank=True)
    principe = models.CharField(_("principe"), max_length=10, choices=principe_keuzes(), blank=True)
    inhoud = StreamField(ALGEMENE_BLOKKEN, verbose_name=_("beschrijving"), blank=True)
    leerdoelen = StreamField(
        [("leerdoel", blocks.CharBlock(label=_("leerdoel"), max_length=250))],
        verbose_name=_("leerdoelen"),
        blank=True,
    )
    studieduur_minuten = models.PositiveSmallIntegerField(_("studieduur (minuten)"), default=120)
    vragen = StreamField([("vraag", VraagBlock())], verbose_name=_("vragen"), blank=True)
    slaaggrens = models.PositiveSmallIntegerField(
        _("slaaggrens (%)"),
        default=70,
        validators=[MinValueValidator(1), MaxValueValidator(100)],
    )
    casus = models.SlugField(
        _("casus in de simulatie"),
        max_length=40,
        blank=True,
        help_text=_("Bijvoorbeeld klosjesbuurt. Leeg: deze cursus heeft geen simulatie."),
    )

    template = "cursussen/cursus_pagina.html"
    parent_page_types = ["cursussen.OpleidingenPagina"]
    subpage_types = ["cursussen.LesPagina"]
    content_panels = [
        *BasisPagina.content_panels,
        FieldPanel("module"),
        FieldPanel("principe"),
        FieldPanel("leerdoelen"),
        FieldPanel("studieduur_minuten"),
        FieldPanel("inhoud"),
        MultiFieldPanel(
            [FieldPanel("vragen"), FieldPanel("slaaggrens"), FieldPanel("casus")], heading=_("Afronden")
        ),
    ]
    search_fields = [*BasisPagina.search_fields, index.SearchField("inhoud")]

    class Meta:
        verbose_name = _("cursus")
        verbose_name_plural = _("cursussen")

    def lessen(self) -> models.QuerySet[LesPagina]:
        """The published lessons in the order of the page tree."""
        return LesPagina.objects.child_of(self).live().order_by("path")


class LesPagina(BasisPagina):
    """One lesson. Trainees read the version they enrolled for, not this page."""

    leerdoel = models.CharField(_("leerdoel"), max_length=250, blank=True)
    duur_minuten = models.PositiveSmallIntegerField(_("duur (minuten)"), default=20)
    inhoud = StreamField(LES_BLOKKEN, verbose_name=_("inhoud"), blank=True)

    template = "cursussen/les_pagina.html"
    parent_page_types = ["cursussen.CursusPagina"]
    subpage_types: list[str] = []
    content_panels = [
        *BasisPagina.content_panels,
        FieldPanel("leerdoel"),
        FieldPanel("duur_minuten"),
        FieldPanel("inhoud"),
    ]

    class Meta:
        verbose_name = _("les")
        verbose_name_plural = _("lessen")
