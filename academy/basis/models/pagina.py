from __future__ import annotations

from itertools import accumulate
from typing import Any, TypeVar

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Length, Substr
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import SimpleLazyObject, cached_property
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page, PageViewRestriction, Site
from wagtail.query import PageQuerySet
from wagtail.search import index
from wagtail.url_routing import RouteResult

from academy.basis.geheugen.paginas import mag_bewaard
from academy.basis.huisstijl import deelbeeld
from academy.basis.models.instellingen import Instellingen
from academy.basis.vindbaar import zoektaal
from academy.basis.vindbaar.gegevens import (
    LENGTE_OMSCHRIJVING,
    Gegevens,
    Vindbaar,
    als_jsonld,
    kruimelgegevens,
)

Paginas = TypeVar("Paginas", bound=PageQuerySet)


def openbaar(paginas: Paginas) -> Paginas:
    """What everybody may see: published, and not restricted by itself or by a page above it.

    Wagtail's ``public()`` first asks for every restriction of the site; this is one condition in the same question.
    """
    beperking_erboven = PageViewRestriction.objects.annotate(
        begin=Substr(OuterRef("path"), 1, Length("page__path"))
    ).filter(page__path=F("begin"))
    return paginas.live().filter(~Exists(beperking_erboven))


class Boom:
    """The part of the page tree that one request shows: the line down to its page, and the menu."""

    def __init__(self, wortel: Page, adres: str) -> None:
        stappen = [deel for deel in adres.split("/") if deel]
        self.adres = adres
        lijn = Q(url_path__in=list(accumulate((f"{deel}/" for deel in stappen), initial="/")))
        menu = Q(path__startswith=wortel.path, depth=wortel.depth + 1, live=True, show_in_menus=True)
        paginas = list(_met_beperking(Page.objects.filter(lijn | menu)).order_by("path"))
        self.lijn = [pagina for pagina in paginas if adres.startswith(pagina.url_path)]
        self.menu = [
            pagina
            for pagina in paginas
            if pagina.depth == wortel.depth + 1
            and pagina.live
            and pagina.show_in_menus
            and not pagina.beperkt
            and pagina.path.startswith(wortel.path)
        ]

    @classmethod
    def van(cls, request: HttpRequest, adres: str) -> Boom:
        """Read once per request; without a site of its own it shows the whole tree."""
        boom = getattr(request, "paginaboom", None)
        if boom is None or boom.adres != adres:
            site = Site.find_for_request(request)
            boom = cls(site.root_page if site else Page.get_first_root_node(), adres)
            request.paginaboom = boom  # type: ignore[attr-defined]
        return boom


def _met_beperking(paginas: PageQuerySet) -> PageQuerySet:
    """Each page with ``beperkt``: it has a restriction of its own, so not everybody may see it."""
    beperkt = PageViewRestriction.objects.filter(page=OuterRef("pk"))
    return paginas.defer_streamfields().annotate(beperkt=Exists(beperkt))


def menu_van(wortel: Page) -> PageQuerySet:
    """The pages of the main menu below this root."""
    return Page.objects.child_of(wortel).live().in_menu().filter(view_restrictions__isnull=True)


class BasisPagina(Page):
    """What all our pages have: a lead under the title, and the trail of pages above them."""

    inleiding = models.TextField(
        _("inleiding"),
        blank=True,
        max_length=600,
        help_text=_("Eén tot drie zinnen onder de titel. Staat ook op kaartjes die naar deze pagina wijzen."),
    )

    content_panels = [*Page.content_panels, FieldPanel("inleiding")]
    search_fields = [
        *Page.search_fields,
        index.SearchField("inleiding"),
        index.SearchField("zoekstammen"),
    ]
    soort_bij_delen = "website"
    soortnaam = _("Pagina")
    """What a visitor calls this kind of page."""

    class Meta:
        abstract = True

    def zoektekst(self) -> str:
        """All text of the page that is searched, except its title."""
        velden = [
            veld
            for veld in self.get_search_fields()
            if isinstance(veld, index.SearchField) and veld.field_name not in {"title", "zoekstammen"}
        ]
        waarden = [veld.get_value(self) for veld in velden]
        return "\n".join(
            deel for waarde in waarden for deel in (waarde if isinstance(waarde, list) else [str(waarde)])
        )

    def zoekstammen(self) -> str:
        """The text as the search looks at it."""
        return zoektaal.stammen(f"{self.title}\n{self.zoektekst()}")

    @property
    def deeltitel(self) -> str:
        """The words on the picture for sharing."""
        return str(self.title)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        context["kruimels"] = [
            {"titel": pagina.title, "url": pagina.get_url(request)}
            for pagina in self._lijn
            if pagina.depth > 1 and pagina.pk != self.pk
        ]
        # Only when a template asks: a subclass may still add to the context.
        context["vindbaar"] = SimpleLazyObject(lambda: self._vindbaar(request, context))
        return context

    def gegevens(self, context: dict[str, Any], adres: str, uitgever: Gegevens) -> list[Gegevens]:
        """What this kind of page says about itself as structured data; ``uitgever`` is the academy."""
        return []

    def _vindbaar(self, request: HttpRequest, context: dict[str, Any]) -> Vindbaar:
        site, instellingen = Site.find_for_request(request), Instellingen.for_request(request)
        wortel = site.root_url if site else ""
        adres = self.get_full_url(request) or ""
        uitgever = {"@type": "Organization", "name": instellingen.naam, "url": f"{wortel}/"}
        boven = [(kruimel["titel"], f"{wortel}{kruimel['url']}") for kruimel in context["kruimels"]]
        merk = deelbeeld.merk(self.deeltitel, instellingen.naam)
        return Vindbaar(
            adres=adres,
            omschrijving=self.search_description
            or Truncator(" ".join(self.inleiding.split())).chars(LENGTE_OMSCHRIJVING),
            beeld=wortel + reverse("deelbeeld", args=[self.pk, merk]) if self.pk else "",
            soort=self.soort_bij_delen,
            gegevens=als_jsonld(
                [
                    *self.gegevens(context, adres, uitgever),
                    *kruimelgegevens([*boven, (self.title, adres)]),
                ]
            ),
        )

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The page as everybody gets it who is not signed in; a restricted page never comes this far for them."""
        return mag_bewaard(super().serve(request, *args, **kwargs))

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """Straight to the page at the end of the address, instead of level by level: it stands in ``url_path``.

        The same question brings the line above the page and the menu.
        """
        adres = self.url_path + "".join(f"{deel}/" for deel in path_components)
        boom = Boom.van(request, adres)
        if not path_components:
            self._lijn = boom.lijn
            return super().route(request, path_components)
        pagina = next((pagina for pagina in boom.lijn if pagina.url_path == adres), None)
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
        """From the root down to this page, each with ``beperkt``."""
        return list(_met_beperking(self.get_ancestors(inclusive=True)))
