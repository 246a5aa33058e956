"""Figures per month, and all that is kept about one person: to take out, or to erase."""

from __future__ import annotations

from typing import Any, cast

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import FormView, TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.admin.views.mixins import SpreadsheetExportMixin

from academy.contact.acties.bewaren import wis_persoon
from academy.contact.forms import CijfersForm, PersoonForm
from academy.contact.models import Contactverzoek
from academy.contact.schermen import Maandcijfers, PersoonsGegevens
from academy.gebruikers.models import Gebruiker


class CijfersView(SpreadsheetExportMixin, PermissionCheckedMixin, WagtailAdminTemplateMixin, TemplateView):
    """Received, finished, spam and the median time to a reaction; the file holds the rows of the screen."""

    model = Contactverzoek
    permission_required = "view"
    template_name = "contact/beheer/cijfers.html"
    page_title = gettext_lazy("Cijfers van contact")
    header_icon = "table"
    list_export = ["maand", "onderwerp", "ontvangen", "afgerond", "mediaan", "spam"]
    export_headings = {
        "maand": gettext_lazy("Maand van ontvangst"),
        "onderwerp": gettext_lazy("Onderwerp"),
        "ontvangen": gettext_lazy("Ontvangen"),
        "afgerond": gettext_lazy("Daarvan afgerond"),
        "mediaan": gettext_lazy("Mediaan werkdagen tot reactie"),
        "spam": gettext_lazy("Spam"),
    }

    @cached_property
    def form(self) -> CijfersForm:
        return CijfersForm(self.request.GET or {"maanden": 12})

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": _("Cijfers")}]

    def get_filename(self) -> str:
        return f"contactcijfers-{timezone.localdate():%Y-%m-%d}"

    def cijfers(self) -> Maandcijfers:
        if not self.form.is_valid():
            return Maandcijfers(maanden=12)
        onderwerp = self.form.cleaned_data["onderwerp"]
        return Maandcijfers(
            maanden=self.form.cleaned_data["maanden"] or None, onderwerp=onderwerp.pk if onderwerp else None
        )

    def get(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.is_export:
            return self.as_spreadsheet(self.cijfers().regels(), request.GET["export"])
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "form": self.form,
            "regels": self.cijfers().regels(),
            "koppen": self.export_headings,
        }


class PersoonView(PermissionCheckedMixin, WagtailAdminTemplateMixin, FormView):
    """Find by e-mail address, then take out (JSON or text) or erase. The address never stands in a URL."""

    model = Contactverzoek
    permission_required = "delete"
    form_class = PersoonForm
    template_name = "contact/beheer/persoon.html"
    page_title = gettext_lazy("Gegevens van één persoon")
    header_icon = "user"
    BESTANDEN = {"json": "application/json", "tekst": "text/plain"}

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": _("Gegevens van één persoon")}]

    def form_valid(self, form: PersoonForm) -> HttpResponse:
        email, wat = form.cleaned_data["email"], self.request.POST.get("wat", "")
        if wat == "wissen":
            return self._wis(email)
        gegevens = PersoonsGegevens(email)
        if wat in self.BESTANDEN:
            return self._bestand(gegevens, wat)
        return self.render_to_response(self.get_context_data(form=form, gegevens=gegevens))

    def _wis(self, email: str) -> HttpResponse:
        if self.request.POST.get("zeker") != "ja":
            form = PersoonForm({"email": email})
            form.is_valid()
            return self.render_to_response(
                self.get_context_data(form=form, gegevens=PersoonsGegevens(email), niet_zeker=True)
            )
        aantal = wis_persoon(email=email, door=cast(Gebruiker, self.request.user))
        melding = ngettext(
            "%(aantal)s verzoek is gewist. In het logboek staat dat dit gebeurde, niet van wie.",
            "%(aantal)s verzoeken zijn gewist. In het logboek staat dat dit gebeurde, niet van wie.",
            aantal,
        )
        messages.success(self.request, melding % {"aantal": aantal})
        return redirect(self.request.path)

    def _bestand(self, gegevens: PersoonsGegevens, soort: str) -> HttpResponse:
        inhoud = gegevens.als_json() if soort == "json" else gegevens.als_tekst()
        naam = f"gegevens-{timezone.localdate():%Y-%m-%d}.{'json' if soort == 'json' else 'txt'}"
        return HttpResponse(
            inhoud,
            content_type=f"{self.BESTANDEN[soort]}; charset=utf-8",
            headers={
                "Content-Disposition": f'attachment; filename="{naam}"',
                "Cache-Control": "private, no-store",
            },
        )
