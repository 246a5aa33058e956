from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.search import index

from academy.basis.blocks import ALGEMENE_BLOKKEN
from academy.basis.models import BasisPagina, openbaar
from cursussen.models.leergang import LeergangPagina
from cursussen.models.paginas import CursusPagina
from cursussen.models.uitvoering import Uitvoering


class OpleidingenPagina(BasisPagina):
    """The public page on the trainings: programmes with their courses, and courses that stand alone."""

    inhoud = StreamField(ALGEMENE_BLOKKEN, verbose_name=_("inhoud"), blank=True)

    template = "cursussen/opleidingen_pagina.html"
    subpage_types = ["cursussen.LeergangPagina", "cursussen.CursusPagina"]
    content_panels = [*BasisPagina.content_panels, FieldPanel("inhoud")]
    search_fields = [*BasisPagina.search_fields, index.SearchField("inhoud")]

    class Meta:
        verbose_name = _("opleidingenpagina")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Adds ``leergangen``, each with its ``cursussen`` in order, and ``cursussen``: those of no programme."""
        context = super().get_context(request, *args, **kwargs)
        cursussen = list(openbaar(CursusPagina.objects.descendant_of(self)).met_studielast().order_by("path"))
        leergangen = list(openbaar(LeergangPagina.objects.child_of(self)).order_by("path"))
        for leergang in leergangen:
            leergang.cursussen_op_rij = [
                cursus for cursus in cursussen if cursus.path.startswith(leergang.path)
            ]
        context["leergangen"] = leergangen
        context["cursussen"] = [cursus for cursus in cursussen if cursus.depth == self.depth + 1]
        bij_sleutel = {cursus.pk: cursus for cursus in cursussen}
        context["uitvoeringen"] = list(Uitvoering.objects.komend().filter(cursus__in=bij_sleutel))
        for uitvoering in context["uitvoeringen"]:
            uitvoering.cursus = bij_sleutel[uitvoering.cursus_id]  # at hand, so not asked for again
        return context
