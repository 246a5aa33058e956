from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from django_filters import ModelChoiceFilter
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.viewsets.model import ModelViewSet

from academy.contact.models import Contactverzoek
from academy.contact.rechten import behandelaars
from academy.contact.views import BehandelView, VerzoekenLijst


class VerzoekenFilter(WagtailFilterSet):
    eigenaar = ModelChoiceFilter(queryset=lambda _request: behandelaars(), label=_("Eigenaar"))

    class Meta:
        model = Contactverzoek
        fields = ["status", "onderwerp", "eigenaar", "ontvangen_op"]


class ContactverzoekViewSet(ModelViewSet):
    """Requests in the CMS: a list to search, filter and export, and one screen to handle a request."""

    model = Contactverzoek
    icon = "mail"
    menu_label = _("Contact")
    menu_order = 250
    add_to_admin_menu = True
    add_to_reference_index = False
    copy_view_enabled = False
    form_fields = ["status", "eigenaar"]
    index_view_class = VerzoekenLijst
    edit_view_class = BehandelView
    list_display = ["naam", "organisatie", "onderwerp", "status", "eigenaar", "ontvangen_op"]
    filterset_class = VerzoekenFilter
    search_fields = ["naam", "organisatie", "email", "bericht"]
    list_export = [
        "ontvangen_op",
        "naam",
        "organisatie",
        "email",
        "telefoon",
        "get_onderwerp_display",
        "bericht",
        "get_status_display",
        "eigenaar",
    ]
    export_headings = {"get_onderwerp_display": _("Onderwerp"), "get_status_display": _("Status")}
    export_filename = "contactverzoeken"
    ordering = "-ontvangen_op"

    def get_edit_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        """The edit screen keeps its own form: a request itself is never edited, only handled."""
        return kwargs


contactverzoek_viewset = ContactverzoekViewSet()
