"""Certificates in the CMS: everything to read, one thing to decide."""

from __future__ import annotations

from typing import Any, cast

from django.contrib import messages
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView
from wagtail.admin.ui.menus import MenuItem
from wagtail.admin.views.generic import CreateView, IndexView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin

from academy.gebruikers.models import Gebruiker
from certificaten.acties.cycli import open_achterstallige_cycli
from certificaten.acties.intrekken import trek_in
from certificaten.forms import IntrekForm
from certificaten.models import Certificaat, Certificering
from certificaten.pdf import gedrukte_regels


class Lijst(IndexView):
    """Whoever may see one of these lists may open every row of it; asking that per row would cost queries."""

    def get_edit_url(self, instance: Certificaat | Certificering) -> str:
        return reverse(self.edit_url_name, args=[instance.pk])


class CertificatenLijst(Lijst):
    """Certificates with what the columns show."""

    def get_base_queryset(self) -> QuerySet[Certificaat]:
        return Certificaat.objects.met_stand().select_related("cyclus__gebruiker")

    def get_list_more_buttons(self, instance: Certificaat) -> list[MenuItem]:
        return [MenuItem(_("Inzien of intrekken"), url=self.get_edit_url(instance), icon_name="view")]


class CertificaatInzien(PermissionCheckedMixin, WagtailAdminTemplateMixin, FormView):
    """One certificate with its facts, and the form to withdraw it."""

    model = Certificaat
    permission_required = "change"
    form_class = IntrekForm
    template_name = "certificaten/beheer/inzien.html"
    page_title = gettext_lazy("Certificaat")
    header_icon = "clipboard-list"
    index_url_name = ""

    @cached_property
    def certificaat(self) -> Certificaat:
        return get_object_or_404(
            Certificaat.objects.met_stand().select_related("cyclus__gebruiker", "ingetrokken_door"),
            pk=self.kwargs["pk"],
        )

    def get_page_subtitle(self) -> str:
        return str(self.certificaat)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            *self.breadcrumbs_items,
            {"url": reverse(self.index_url_name), "label": _("Certificaten")},
            {"url": "", "label": str(self.certificaat)},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        certificaat = self.certificaat
        return super().get_context_data(**kwargs) | {
            "certificaat": certificaat,
            "status": certificaat.status(),
            "regels": gedrukte_regels(
                certificaat.feiten, behaald_op=certificaat.behaald_op, geldig_tot=certificaat.geldig_tot
            ),
        }

    def form_valid(self, form: IntrekForm) -> HttpResponse:
        certificaat = trek_in(
            certificaat=self.certificaat,
            door=cast(Gebruiker, self.request.user),
            reden=form.cleaned_data["reden"],
        )
        if certificaat.intrekking_reden == " ".join(form.cleaned_data["reden"].split()):
            messages.success(self.request, _("Het certificaat is ingetrokken. De houder krijgt een e-mail."))
        else:
            messages.warning(self.request, _("Dit certificaat was al ingetrokken. Er is niets veranderd."))
        return redirect(self.request.path)


class CertificeringenLijst(Lijst):
    """Certifications with their course or programme."""

    def get_base_queryset(self) -> QuerySet[Certificering]:
        return Certificering.objects.select_related("cursus", "leergang")


class CertificeringMaken(CreateView):
    """A new certification also counts for people who completed the course or programme before it existed."""

    def save_instance(self) -> Certificering:
        with transaction.atomic():
            certificering = super().save_instance()
            open_achterstallige_cycli(certificering=certificering)
        return certificering
