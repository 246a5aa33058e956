from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from wagtail.models import Site
from wagtail.views import serve


def toon_pagina(request: HttpRequest, path: str) -> HttpResponse:
    """Wagtail's own view. Below the front page, the front page is only asked for the way, so its fields stay away."""
    site = Site.find_for_request(request)
    if path and site is not None:
        site.root_page.specific = site.root_page.specific_deferred
    return serve(request, path)
