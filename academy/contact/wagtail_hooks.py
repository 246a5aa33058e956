from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from wagtail import hooks
from wagtail.admin.ui.components import Component
from wagtail.models import Page
from wagtail.permissions import register_permission_policy

from academy.contact.models import (
    Antwoordsjabloon,
    ContactPagina,
    Contactverzoek,
    Onderwerp,
    Verwijdering,
)
from academy.contact.rechten import ContactBeleid, mag_contact_behandelen
from academy.contact.views.publiek import toon_contactpagina
from academy.contact.viewsets import ContactGroep

# A request is only ever sent by the public, so nobody adds one in the CMS; nobody changes the log.
register_permission_policy(
    Contactverzoek, ContactBeleid(Contactverzoek, {"view", "change"}, wissen={"delete"})
)
register_permission_policy(Onderwerp, ContactBeleid(Onderwerp, {"view", "add", "change", "delete"}))
register_permission_policy(
    Antwoordsjabloon, ContactBeleid(Antwoordsjabloon, {"view", "add", "change", "delete"})
)
register_permission_policy(Verwijdering, ContactBeleid(Verwijdering, {"view"}))


@hooks.register("register_admin_viewset")
def zet_contact_in_beheer() -> Any:
    return ContactGroep()


class ContactPaneel(Component):
    """On the home page of the CMS: what waits, what is late, and what must be looked at."""

    name = "contact"
    template_name = "contact/beheer/paneel.html"
    order = 150

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        Status = Contactverzoek.Status
        return {
            "nieuw": Contactverzoek.objects.filter(status=Status.NIEUW).count(),
            "te_laat": Contactverzoek.objects.te_laat().count(),
            "te_controleren": Contactverzoek.objects.filter(status=Status.TE_CONTROLEREN).count(),
        }


@hooks.register("construct_homepage_panels")
def zet_contact_op_de_beheerpagina(request: HttpRequest, panels: list[Component]) -> None:
    if mag_contact_behandelen(request.user):
        panels.append(ContactPaneel())


@hooks.register("before_serve_page")
def geef_contactpagina_een_formulier(
    page: Page, request: HttpRequest, serve_args: Any, serve_kwargs: Any
) -> HttpResponse | None:
    """A model may not know a form; the view above it answers for this kind of page."""
    return toon_contactpagina(request, page) if isinstance(page, ContactPagina) else None
