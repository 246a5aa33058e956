from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from django_filters import ChoiceFilter
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column
from wagtail.admin.viewsets.model import ModelViewSet, ModelViewSetGroup

from certificaten.forms import IntrekForm
from certificaten.models import Certificaat, CertificaatQuerySet, Certificering
from certificaten.pdf import voluit
from certificaten.views.beheer import (
    CertificaatInzien,
    CertificatenLijst,
    CertificeringenLijst,
    CertificeringMaken,
)


class CertificatenFilter(WagtailFilterSet):
    status = ChoiceFilter(label=_("Status"), choices=Certificaat.Status.choices, method="kies_status")

    class Meta:
        model = Certificaat
        fields = ["status", "titel", "behaald_op", "geldig_tot"]

    def kies_status(self, queryset: CertificaatQuerySet, naam: str, waarde: str) -> CertificaatQuerySet:
        return queryset.met_status(waarde)


class CertificaatViewSet(ModelViewSet):
    """All certificates: to search, to read, to withdraw. Nobody adds or deletes one here."""

    model = Certificaat
    icon = "clipboard-list"
    menu_label = _("Uitgegeven certificaten")
    add_to_reference_index = False
    copy_view_enabled = False
    index_view_class = CertificatenLijst
    edit_view_class = CertificaatInzien
    list_display = [
        "naam",
        Column("titel", label=_("Titel"), sort_key="titel"),
        Column("email", label=_("E-mailadres"), accessor="cyclus.gebruiker.email"),
        Column(
            "behaald_op",
            label=_("Behaald op"),
            accessor=lambda rij: voluit(rij.behaald_op),
            sort_key="behaald_op",
        ),
        Column(
            "geldig_tot",
            label=_("Geldig tot en met"),
            accessor=lambda rij: voluit(rij.geldig_tot),
            sort_key="geldig_tot",
        ),
        Column("status", label=_("Status"), accessor=lambda rij: rij.status().label),
    ]
    filterset_class = CertificatenFilter
    search_fields = ["naam", "titel", "code", "cyclus__gebruiker__email"]
    ordering = "-behaald_op"

    def get_form_class(self, for_update: bool = False) -> type[IntrekForm]:
        return IntrekForm


class CertificeringViewSet(ModelViewSet):
    """Which course or programme gives which certificate. What a certification is for never changes."""

    model = Certificering
    icon = "pick"
    menu_label = _("Certificeringen")
    copy_view_enabled = False
    index_view_class = CertificeringenLijst
    add_view_class = CertificeringMaken
    form_fields = ["cursus", "leergang", "titel", "geldig_maanden", "registratienummer"]
    list_display = ["titel", Column("waarvoor", label=_("Cursus of leergang")), "geldig_maanden"]
    search_fields = ["titel", "cursus__title", "leergang__title"]
    ordering = "titel"

    def get_form_class(self, for_update: bool = False) -> Any:
        form_class = super().get_form_class(for_update)
        if for_update:
            form_class.base_fields["cursus"].disabled = True
            form_class.base_fields["leergang"].disabled = True
        return form_class


class CertificatenGroep(ModelViewSetGroup):
    items = (CertificaatViewSet("certificaten"), CertificeringViewSet("certificeringen"))
    menu_label = _("Certificaten")
    menu_icon = "clipboard-list"
    menu_order = 270
