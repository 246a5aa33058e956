"""What every template can use."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from wagtail.models import Site

from academy.basis.huisstijl.stijlen import adressen
from academy.basis.models import Instellingen, menu_van
from academy.gebruikers.rechten import beheerde_organisaties, is_trainer


def huisstijl(request: HttpRequest) -> dict[str, Any]:
    """Site settings, the main menu and the doors that this person's roles open; each read only when used."""
    return {
        "instellingen": SimpleLazyObject(lambda: Instellingen.for_request(request)),
        "menu": SimpleLazyObject(lambda: _menu(request)),
        "beheert_organisatie": SimpleLazyObject(lambda: bool(beheerde_organisaties(request.user))),
        "stijlbladen": SimpleLazyObject(adressen),
        "mag_naar_beheer": SimpleLazyObject(lambda: is_trainer(request.user)),
    }


def _menu(request: HttpRequest) -> list[dict[str, Any]]:
    site = Site.find_for_request(request)
    if site is None:
        return []
    boom = getattr(request, "paginaboom", None)
    paginas = boom.menu if boom else menu_van(site.root_page)
    return [
        {
            "titel": pagina.title,
            "url": pagina.get_url(request, current_site=site),
            "actief": request.path.startswith(pagina.get_url(request, current_site=site) or "\0"),
        }
        for pagina in paginas
    ]
