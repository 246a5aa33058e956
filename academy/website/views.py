from __future__ import annotations

from datetime import datetime, time
from typing import TYPE_CHECKING, Any, cast

from django.contrib.auth.decorators import login_required
from django.contrib.sitemaps import Sitemap
from django.contrib.syndication.views import Feed
from django.core.paginator import Page as Bladzijde
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from wagtail.contrib.sitemaps import Sitemap as WagtailSitemap
from wagtail.contrib.sitemaps import views as wagtail_sitemaps
from wagtail.models import Page

from academy.basis.geheugen.paginas import bewaarbaar
from academy.basis.models import BasisPagina, openbaar
from academy.basis.vindbaar.zoektaal import aantal_raak, uittreksel, zoekvraag
from academy.website import ontwerp as huisstijl
from academy.website.forms import VoorbeeldForm, ZoekForm
from academy.website.models import ArtikelPagina
from academy.website.schermen import mijn_academy as lees_mijn_academy
from cursussen.rechten import zichtbare_paginas

if TYPE_CHECKING:
    from academy.gebruikers.models import Gebruiker

PER_BLADZIJDE = 10
HOOGSTENS_GEVONDEN = 200
ARTIKELEN_IN_FEED = 20


@login_required
@never_cache
@require_safe
def mijn_academy(request: HttpRequest) -> HttpResponse:
    """A person's own page: the next step on top, everything else below it."""
    return TemplateResponse(
        request, "website/mijn_academy.html", {"mijn": lees_mijn_academy(cast("Gebruiker", request.user))}
    )


@require_safe
def zoeken(request: HttpRequest) -> HttpResponse:
    """Search in every page that this visitor may find; lessons only for who follows them."""
    form = ZoekForm(request.GET if "zoek" in request.GET else None)
    gezocht = form.cleaned_data["zoek"] if form.is_valid() else ""
    context: dict[str, Any] = {"form": form, "gezocht": gezocht}
    if gezocht:
        bladzijde = Paginator(_gevonden(request, gezocht), PER_BLADZIJDE).get_page(request.GET.get("pagina"))
        context |= {
            "bladzijde": bladzijde,
            "resultaten": _resultaten(bladzijde, gezocht),
            "url_basis": f"?{urlencode({'zoek': gezocht})}&",
        }
    return TemplateResponse(request, "website/zoeken.html", context)


def _gevonden(request: HttpRequest, gezocht: str) -> list[Page]:
    """What this person may find, best first: words in the title count before the measure of the database."""
    vraag = zoekvraag(gezocht)
    paginas = zichtbare_paginas(request.user).search(vraag)[:HOOGSTENS_GEVONDEN] if vraag else []
    return sorted(paginas, key=lambda pagina: -aantal_raak(pagina.title, gezocht))


def _resultaten(bladzijde: Bladzijde, gezocht: str) -> list[dict[str, Any]]:
    """The found pages in their own kind, in the order of the search, each with the text around what was found."""
    volgorde = [pagina.pk for pagina in bladzijde.object_list]
    eigen_soort = {pagina.pk: pagina for pagina in Page.objects.filter(pk__in=volgorde).specific()}
    return [
        {
            "pagina": pagina,
            "soort": getattr(pagina, "soortnaam", _("Pagina")),
            "uittreksel": uittreksel(
                pagina.zoektekst() if isinstance(pagina, BasisPagina) else pagina.search_description, gezocht
            ),
        }
        for pagina in (eigen_soort[pk] for pk in volgorde if pk in eigen_soort)
    ]


@require_safe
@bewaarbaar
def robots(request: HttpRequest) -> HttpResponse:
    """What search engines leave alone, and where they find the sitemap."""
    return TemplateResponse(request, "website/robots.txt", content_type="text/plain; charset=utf-8")


@require_safe
@bewaarbaar
def sitemap(request: HttpRequest) -> HttpResponse:
    """Every public page with the day of its last change, and what visitors can try, for search engines."""
    sitemaps = {"paginas": WagtailSitemap(request), "proberen": Proberen()}
    return wagtail_sitemaps.sitemap(request, sitemaps)


class Proberen(Sitemap):
    """What is no page of the CMS and yet for everyone."""

    def items(self) -> list[str]:
        return ["simulatie_proef", "simulatie_model"]

    def location(self, item: str) -> str:
        return reverse(item)


class ArtikelenFeed(Feed):
    """The newest articles for who follows us in a feed reader."""

    feed_type = Atom1Feed
    title = _("Artikelen van ZoetZuurZoutBitter Academy")
    subtitle = _("Stukken om met uw team te bespreken.")
    language = "nl"

    def link(self) -> str:
        return "/"

    def feed_url(self) -> str:
        return reverse("artikelen_feed")

    def items(self) -> list[ArtikelPagina]:
        artikelen = openbaar(ArtikelPagina.objects.defer_streamfields())
        return list(artikelen.order_by("-datum", "title")[:ARTIKELEN_IN_FEED])

    def item_title(self, item: ArtikelPagina) -> str:
        return str(item.title)

    def item_description(self, item: ArtikelPagina) -> str:
        return item.inleiding

    def item_link(self, item: ArtikelPagina) -> str:
        return item.get_url() or "/"

    def item_author_name(self, item: ArtikelPagina) -> str:
        return item.auteur

    def item_pubdate(self, item: ArtikelPagina) -> datetime:
        return timezone.make_aware(datetime.combine(item.datum, time.min))

    def item_updateddate(self, item: ArtikelPagina) -> datetime:
        return item.last_published_at or self.item_pubdate(item)


artikelen_feed = bewaarbaar(require_safe(ArtikelenFeed()))


THEMAS = ("licht", "donker")
GEWEIGERD = {"naam": "", "email": "rosa bij leerdonk", "onderwerp": "", "aantal": "0", "bericht": "Ons park."}


@require_safe
def ontwerp(request: HttpRequest) -> HttpResponse:
    """The living overview of the design, for who may enter the CMS: every component in every state."""
    thema = request.GET.get("thema")
    context = {
        "thema": thema if thema in THEMAS else "",
        "letters": huisstijl.LETTERS,
        "ruimtes": huisstijl.RUIMTES,
        "smaken": [*huisstijl.SMAKEN, "umami"],
        "paren": huisstijl.paren(),
        "componenten": huisstijl.componenten(VoorbeeldForm(GEWEIGERD, auto_id="fouten_%s")),
        "om_de_pagina": huisstijl.OM_DE_PAGINA,
        "blokken": huisstijl.blokken(),
        "leeg_formulier": VoorbeeldForm(auto_id="leeg_%s"),
        "geweigerd_formulier": VoorbeeldForm(GEWEIGERD, auto_id="fouten_%s"),
        "foutpaginas": huisstijl.FOUTPAGINAS,
    }
    return TemplateResponse(request, "website/ontwerp.html", context)


@require_safe
def foutpagina(request: HttpRequest, naam: str) -> HttpResponse:
    """A page of faults as a visitor meets it, but found: to look at."""
    if naam not in huisstijl.FOUTPAGINAS:
        raise Http404
    return TemplateResponse(request, f"{naam}.html")
