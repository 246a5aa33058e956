from __future__ import annotations

from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page
from wagtail.search import index


class BasisPagina(Page):
    """What all our pages have: a lead under the title, and the trail of pages above them."""

    inleiding = models.TextField(
        _("inleiding"),
        blank=True,
        max_length=600,
        help_text=_("Eén tot drie zinnen onder de titel. Staat ook op kaartjes die naar deze pagina wijzen."),
    )

    content_panels = [*Page.content_panels, FieldPanel("inleiding")]
    search_fields = [*Page.search_fields, index.SearchField("inleiding")]

    class Meta:
        abstract = True

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        context["kruimels"] = [
            {"titel": pagina.title, "url": pagina.get_url(request)}
            for pagina in self.get_ancestors().filter(depth__gt=1).defer_streamfields()
        ]
        return context
