from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from wagtail import hooks
from wagtail.models import Page
from wagtail.permissions import register_permission_policy

from academy.contact.models import ContactPagina, Contactverzoek
from academy.contact.rechten import ContactBeleid
from academy.contact.views import toon_contactpagina
from academy.contact.viewsets import contactverzoek_viewset

register_permission_policy(Contactverzoek, ContactBeleid(Contactverzoek))


@hooks.register("register_admin_viewset")
def zet_contact_in_beheer() -> Any:
    return contactverzoek_viewset


@hooks.register("before_serve_page")
def geef_contactpagina_een_formulier(
    page: Page, request: HttpRequest, serve_args: Any, serve_kwargs: Any
) -> HttpResponse | None:
    """A model may not know a form; the view above it answers for this kind of page."""
    return toon_contactpagina(request, page) if isinstance(page, ContactPagina) else None
