from __future__ import annotations

import sys

from django.core.files.storage import default_storage
from django.db import InterfaceError, OperationalError
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe
from wagtail.models import Page, Site
from wagtail.views import serve

from academy.basis.geheugen.paginas import bewaarbaar
from academy.basis.huisstijl import pictogrammen
from academy.basis.huisstijl.deelbeeld import merk as merk_van
from academy.basis.models import BasisPagina, Instellingen, openbaar
from academy.basis.paginas.acties import zorg_voor_deelbeeld

EEN_DAG = 24 * 3600
EEN_JAAR = 365 * 24 * 3600
OPNIEUW_OVER_SECONDEN = "60"


def toon_pagina(request: HttpRequest, path: str) -> HttpResponse:
    """Wagtail's own view. Below the front page, the front page is only asked for the way, so its fields stay away."""
    site = Site.find_for_request(request)
    if path and site is not None:
        site.root_page.specific = site.root_page.specific_deferred
    return serve(request, path)


@require_safe
@cache_control(public=True, max_age=EEN_JAAR, immutable=True)
def deelbeeld(request: HttpRequest, pk: int, merk: str) -> HttpResponseBase:
    """The picture for sharing a page. A worker drew it at publication; if it was not that far yet, it is drawn now."""
    pagina = get_object_or_404(openbaar(Page.objects.filter(pk=pk))).specific
    if not isinstance(pagina, BasisPagina):
        raise Http404
    naam = Instellingen.for_request(request).naam
    if merk != merk_van(pagina.deeltitel, naam):
        raise Http404
    bestand = zorg_voor_deelbeeld(titel=pagina.deeltitel, naam=naam)
    return FileResponse(default_storage.open(bestand), content_type="image/png")


@require_safe
@cache_control(public=True, max_age=EEN_DAG)
def favicon(request: HttpRequest) -> HttpResponse:
    return HttpResponse(pictogrammen.favicon(), content_type="image/x-icon")


@require_safe
@cache_control(public=True, max_age=EEN_DAG)
def apple_touch_icon(request: HttpRequest) -> HttpResponse:
    beeld = pictogrammen.pictogram(pictogrammen.Vorm.VOL, pictogrammen.MAAT_APPLE)
    return HttpResponse(beeld, content_type="image/png")


@require_safe
@cache_control(public=True, max_age=EEN_DAG)
def pictogram(request: HttpRequest, naam: str) -> HttpResponse:
    """The icon in one of the cuts and sizes that the manifest names."""
    if naam not in pictogrammen.PICTOGRAMMEN:
        raise Http404
    return HttpResponse(pictogrammen.pictogram(*pictogrammen.PICTOGRAMMEN[naam]), content_type="image/png")


@require_safe
@bewaarbaar
def manifest(request: HttpRequest) -> HttpResponse:
    """Name, icons and colours for a phone that puts the site on its home screen."""
    gegevens = pictogrammen.manifest(
        Instellingen.for_request(request).naam,
        {naam: reverse("pictogram", args=[naam]) for naam in pictogrammen.PICTOGRAMMEN},
        static("beeld/favicon.svg"),
    )
    return JsonResponse(gegevens, content_type="application/manifest+json")


def serverfout(request: HttpRequest) -> HttpResponse:
    """Handler of what nobody caught: 503 when the database does not answer, 500 for a fault of our own.

    Neither page asks the database, the cache or the session for anything: those may be what is broken.
    """
    if isinstance(sys.exc_info()[1], OperationalError | InterfaceError):
        antwoord = HttpResponse(render_to_string("503.html"), status=503)
        antwoord["Retry-After"] = OPNIEUW_OVER_SECONDEN
        return antwoord
    return HttpResponse(render_to_string("500.html"), status=500)
