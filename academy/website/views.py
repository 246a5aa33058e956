from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django.contrib.auth.decorators import login_required
from django.core.paginator import Page as Bladzijde
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from wagtail.models import Page

from academy.website import ontwerp as huisstijl
from academy.website.forms import VoorbeeldForm, ZoekForm
from academy.website.rapporten import mijn_academy as lees_mijn_academy
from cursussen.rechten import zichtbare_paginas

if TYPE_CHECKING:
    from academy.gebruikers.models import Gebruiker

PER_BLADZIJDE = 10


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
        gevonden = zichtbare_paginas(request.user).search(gezocht)
        bladzijde = Paginator(gevonden, PER_BLADZIJDE).get_page(request.GET.get("pagina"))
        context |= {
            "bladzijde": bladzijde,
            "resultaten": _met_inleiding(bladzijde),
            "url_basis": f"?{urlencode({'zoek': gezocht})}&",
        }
    return TemplateResponse(request, "website/zoeken.html", context)


def _met_inleiding(bladzijde: Bladzijde) -> list[Page]:
    """The found pages in their own kind, in the order of the search."""
    volgorde = [pagina.pk for pagina in bladzijde.object_list]
    eigen_soort = {pagina.pk: pagina for pagina in Page.objects.filter(pk__in=volgorde).specific()}
    return [eigen_soort[pk] for pk in volgorde if pk in eigen_soort]


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """What search engines leave alone, and where they find the map of the site."""
    return TemplateResponse(request, "website/robots.txt", content_type="text/plain; charset=utf-8")


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
