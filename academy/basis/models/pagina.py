from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Exists, OuterRef
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page, PageViewRestriction
from wagtail.search import index
from wagtail.url_routing import RouteResult

from academy.basis.paginageheugen import mag_bewaard


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
            for pagina in self._lijn
            if pagina.depth > 1 and pagina.pk != self.pk
        ]
        return context

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The page as everybody gets it who is not signed in; a restricted page never comes this far for them."""
        return mag_bewaard(super().serve(request, *args, **kwargs))

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """Straight to the page at the end of the address, instead of level by level: it stands in ``url_path``."""
        if not path_components:
            return super().route(request, path_components)
        adres = f"{self.url_path}{'/'.join(path_components)}/"
        pagina = Page.objects.descendant_of(self).filter(url_path=adres).first()
        if pagina is None:
            raise Http404
        return pagina.specific.route(request, [])

    def get_view_restrictions(self) -> models.QuerySet[PageViewRestriction]:
        """Wagtail's own answer, asked for only when this page or one above it is restricted or an alias."""
        if any(pagina.beperkt or pagina.alias_of_id for pagina in self._lijn):
            return super().get_view_restrictions()
        return PageViewRestriction.objects.none()

    @cached_property
    def _lijn(self) -> list[Page]:
        """From the root down to this page, each with ``beperkt``: not everybody may see it."""
        beperkt = PageViewRestriction.objects.filter(page=OuterRef("pk"))
        lijn = self.get_ancestors(inclusive=True).defer_streamfields()
        return list(lijn.annotate(beperkt=Exists(beperkt)))
