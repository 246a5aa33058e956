"""Contact in the CMS: one menu, a screen per kind of work."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from django_filters import BooleanFilter, ModelChoiceFilter
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import BooleanColumn, Column
from wagtail.admin.viewsets.base import ViewSet
from wagtail.admin.viewsets.model import ModelViewSet, ModelViewSetGroup

from academy.contact.models import Antwoordsjabloon, Contactverzoek, Onderwerp, Verwijdering
from academy.contact.models.verzoek import ContactverzoekQuerySet
from academy.contact.rechten import behandelaars, mag_contact_behandelen, mag_contact_wissen
from academy.contact.views.beheer import (
    AntwoordView,
    BehandelView,
    ControleView,
    OnderwerpenLijst,
    OnderwerpWissen,
    VeiligeExport,
    VerzoekenLijst,
    VerzoekWissen,
)
from academy.contact.views.gegevens import CijfersView, PersoonView


class VerzoekenFilter(WagtailFilterSet):
    eigenaar = ModelChoiceFilter(queryset=lambda _request: behandelaars(), label=_("Eigenaar"))
    te_laat = BooleanFilter(label=_("Te laat"), method="kies_te_laat")

    class Meta:
        model = Contactverzoek
        fields = ["status", "onderwerp", "eigenaar", "te_laat", "ontvangen_op"]

    def kies_te_laat(
        self, queryset: ContactverzoekQuerySet, naam: str, waarde: bool
    ) -> ContactverzoekQuerySet:
        te_laat = Contactverzoek.objects.te_laat().values("pk")
        return queryset.filter(pk__in=te_laat) if waarde else queryset.exclude(pk__in=te_laat)


class ContactverzoekViewSet(ModelViewSet):
    """Requests: a list to search, filter and export, and the screens to handle, answer and delete one."""

    model = Contactverzoek
    icon = "mail"
    menu_label = _("Verzoeken")
    add_to_reference_index = False
    copy_view_enabled = False
    form_fields = ["status", "eigenaar"]
    index_view_class = VerzoekenLijst
    edit_view_class = BehandelView
    delete_view_class = VerzoekWissen
    list_display = [
        "naam",
        "organisatie",
        "onderwerp",
        "status",
        "eigenaar",
        "ontvangen_op",
        Column(
            "uiterlijk_op",
            label=_("Reactie uiterlijk"),
            accessor=lambda rij: date_format(rij.uiterlijk_op, "j F Y"),
            sort_key="uiterlijk_op",
        ),
        Column("is_te_laat", label=_("Te laat"), accessor=lambda rij: _("te laat") if rij.is_te_laat else ""),
    ]
    filterset_class = VerzoekenFilter
    search_fields = ["kenmerk", "naam", "organisatie", "email", "bericht"]
    list_export = [
        "kenmerk",
        "ontvangen_op",
        "naam",
        "organisatie",
        "email",
        "telefoon",
        "onderwerp.naam",
        "bericht",
        "get_status_display",
        "eigenaar",
        "uiterlijk_op",
    ]
    export_headings = {"onderwerp.naam": _("Onderwerp"), "get_status_display": _("Status")}
    export_filename = "contactverzoeken"
    ordering = "-ontvangen_op"

    def get_edit_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        """The edit screen keeps its own form: a request itself is never edited, only handled."""
        return kwargs

    def get_urlpatterns(self) -> list[URLPattern]:
        antwoorden = self.construct_view(AntwoordView)
        return [*super().get_urlpatterns(), path("antwoorden/<int:pk>/", antwoorden, name="antwoorden")]


class _Scherm(ViewSet):
    """One screen with a place in the menu, for whoever may open it."""

    view_class: Any
    mag = staticmethod(mag_contact_behandelen)

    def get_urlpatterns(self) -> list[URLPattern]:
        return [path("", self.construct_view(self.view_class), name="index")]

    @property
    def menu_item_class(self) -> type[MenuItem]:
        mag = self.mag

        class Item(MenuItem):
            def is_shown(self, request: HttpRequest) -> bool:
                return mag(request.user)

        return Item


class ControleScherm(_Scherm):
    view_class = ControleView
    icon = "warning"
    menu_label = _("Te controleren")


class CijfersScherm(_Scherm):
    view_class = CijfersView
    icon = "table"
    menu_label = _("Cijfers")


class PersoonScherm(_Scherm):
    view_class = PersoonView
    icon = "user"
    menu_label = _("Eén persoon")
    mag = staticmethod(mag_contact_wissen)


class OnderwerpViewSet(ModelViewSet):
    model = Onderwerp
    icon = "tag"
    menu_label = _("Onderwerpen")
    index_view_class = OnderwerpenLijst
    delete_view_class = OnderwerpWissen
    copy_view_enabled = False
    form_fields = ["naam", "volgorde", "actief", "eigenaar", "werkdagen"]
    list_display = ["naam", BooleanColumn("actief", label=_("In formulier")), "eigenaar", "werkdagen"]
    list_filter = ["actief"]
    search_fields = ["naam"]
    ordering = "volgorde"

    def formfield_for_dbfield(self, db_field: Any, **kwargs: Any) -> Any:
        if db_field.name == "eigenaar":
            kwargs["queryset"] = behandelaars()
            kwargs["empty_label"] = _("niemand: het algemene adres")
        return super().formfield_for_dbfield(db_field, **kwargs)


class AntwoordsjabloonViewSet(ModelViewSet):
    model = Antwoordsjabloon
    icon = "doc-full"
    menu_label = _("Antwoordsjablonen")
    copy_view_enabled = False
    form_fields = ["naam", "onderwerp", "tekst"]
    list_display = ["naam", "onderwerp"]
    search_fields = ["naam", "onderwerp", "tekst"]
    ordering = "naam"


class LogboekLijst(VeiligeExport):
    any_permission_required = ["view"]

    def get_base_queryset(self) -> Any:
        return Verwijdering.objects.select_related("door")

    def get_edit_url(self, instance: Verwijdering) -> None:
        """A line in the log opens nothing: it says all there is."""

    def get_list_more_buttons(self, instance: Verwijdering) -> list[MenuItem]:
        return []


class VerwijderingViewSet(ModelViewSet):
    """The log of what was deleted: only ever read."""

    model = Verwijdering
    icon = "bin"
    menu_label = _("Verwijderd")
    add_to_reference_index = False
    copy_view_enabled = False
    form_fields: list[str] = []
    index_view_class = LogboekLijst
    list_display = [
        "op",
        Column("regel", label=_("Regel"), accessor="get_regel_display", sort_key="regel"),
        "termijn",
        "aantal",
        Column("door", label=_("Door"), accessor=lambda rij: rij.door or _("de website")),
    ]
    list_filter = ["regel"]
    list_export = ["op", "get_regel_display", "termijn", "aantal"]
    export_headings = {"get_regel_display": _("Regel")}
    export_filename = "verwijderde-contactverzoeken"
    ordering = "-op"


class ContactGroep(ModelViewSetGroup):
    items = (
        ContactverzoekViewSet(),
        ControleScherm("contact_controle", url_prefix="contact-controle"),
        CijfersScherm("contact_cijfers", url_prefix="contact-cijfers"),
        PersoonScherm("contact_persoon", url_prefix="contact-persoon"),
        OnderwerpViewSet("contact_onderwerp", url_prefix="contact-onderwerpen"),
        AntwoordsjabloonViewSet("contact_sjabloon", url_prefix="contact-sjablonen"),
        VerwijderingViewSet("contact_verwijdering", url_prefix="contact-verwijderd"),
    )
    menu_label = _("Contact")
    menu_icon = "mail"
    menu_order = 250
