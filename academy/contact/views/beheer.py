"""Requests in the CMS: the list, one request with its history, the answer, and those that were set apart."""

from __future__ import annotations

from typing import Any, cast

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import ProtectedError, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import FormView
from wagtail.admin.ui.menus import MenuItem
from wagtail.admin.views.generic import DeleteView, IndexView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.admin.widgets.button import HeaderButton

from academy.basis.rekenblad import zonder_formule
from academy.contact.acties.behandelen import beantwoord, behandel, controleer
from academy.contact.acties.bewaren import wis_verzoek
from academy.contact.acties.sjablonen import begin_antwoord
from academy.contact.forms import BehandelForm, ControleForm, VerzoekAntwoordForm
from academy.contact.forms.beheer import SjabloonForm
from academy.contact.models import Contactverzoek, Onderwerp
from academy.gebruikers.models import Gebruiker


class VeiligeExport(IndexView):
    """A list whose spreadsheet never holds a formula that a stranger typed."""

    def get_preprocess_function(self, field: str, value: Any, export_format: str) -> Any:
        if export_format == self.FORMAT_CSV and isinstance(value, str):
            return zonder_formule
        return super().get_preprocess_function(field, value, export_format)


class VerzoekenLijst(VeiligeExport):
    """The list in the CMS, with what is late beside the search."""

    def get_base_queryset(self) -> QuerySet[Contactverzoek]:
        return Contactverzoek.objects.met_tijden().select_related("eigenaar", "onderwerp")

    def get_edit_url(self, instance: Contactverzoek) -> str:
        return reverse(self.edit_url_name, args=[instance.pk])

    def get_list_more_buttons(self, instance: Contactverzoek) -> list[MenuItem]:
        return [MenuItem(_("Behandelen"), url=self.get_edit_url(instance), icon_name="edit")]

    @cached_property
    def header_buttons(self) -> list[HeaderButton]:
        te_laat = Contactverzoek.objects.te_laat().count()
        tekst = ngettext("%(aantal)s te laat", "%(aantal)s te laat", te_laat) % {"aantal": te_laat}
        return [HeaderButton(tekst, url=f"{self.index_url}?te_laat=true", icon_name="warning")]


class _EenVerzoek(PermissionCheckedMixin, WagtailAdminTemplateMixin, FormView):
    """What the screens about one request share."""

    model = Contactverzoek
    permission_required = "change"
    header_icon = "mail"
    index_url_name = ""
    edit_url_name = ""
    delete_url_name = ""

    @cached_property
    def verzoek(self) -> Contactverzoek:
        verzoeken = Contactverzoek.objects.met_tijden().select_related("eigenaar", "onderwerp")
        return get_object_or_404(verzoeken, pk=self.kwargs["pk"])

    @property
    def medewerker(self) -> Gebruiker:
        return cast(Gebruiker, self.request.user)

    def get_page_subtitle(self) -> str:
        return str(self.verzoek)

    def kruimels(self) -> list[dict[str, Any]]:
        return [
            *self.breadcrumbs_items,
            {"url": reverse(self.index_url_name), "label": _("Contactverzoeken")},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"verzoek": self.verzoek}


class BehandelView(_EenVerzoek):
    """One request: all that was sent, what was done with it, and a form for the next step."""

    form_class = BehandelForm
    template_name = "contact/beheer/behandelen.html"
    page_title = gettext_lazy("Contactverzoek")

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.kruimels(), {"url": "", "label": str(self.verzoek)}]

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"verzoek": self.verzoek}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        mag_wissen = self.user_has_permission("delete")
        return super().get_context_data(**kwargs) | {
            "stappen": self.verzoek.stappen.select_related("door", "eigenaar", "bericht"),
            "sjabloonform": SjabloonForm(),
            "wis_adres": reverse(self.delete_url_name, args=[self.verzoek.pk]) if mag_wissen else "",
        }

    def form_valid(self, form: BehandelForm) -> HttpResponse:
        try:
            behandel(verzoek=self.verzoek, door=self.medewerker, **form.wijzigingen())
        except ValidationError as fout:
            form.add_error(None, fout)
            return self.form_invalid(form)
        messages.success(self.request, _("Opgeslagen. De stap staat in de geschiedenis."))
        return redirect(self.request.path)


class AntwoordView(_EenVerzoek):
    """Write an answer, from a template or without one, and send it through the outbox."""

    form_class = VerzoekAntwoordForm
    template_name = "contact/beheer/antwoorden.html"
    page_title = gettext_lazy("Antwoord op contactverzoek")

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            *self.kruimels(),
            {"url": reverse(self.edit_url_name, args=[self.verzoek.pk]), "label": str(self.verzoek)},
            {"url": "", "label": _("Antwoord")},
        ]

    @cached_property
    def keuze(self) -> SjabloonForm:
        return SjabloonForm(self.request.GET)

    def get_initial(self) -> dict[str, Any]:
        sjabloon = self.keuze.cleaned_data["sjabloon"] if self.keuze.is_valid() else None
        onderwerp, tekst = begin_antwoord(verzoek=self.verzoek, door=self.medewerker, sjabloon=sjabloon)
        return super().get_initial() | {"onderwerp": onderwerp, "tekst": tekst}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"sjabloonform": self.keuze}

    def form_valid(self, form: VerzoekAntwoordForm) -> HttpResponse:
        try:
            beantwoord(verzoek=self.verzoek, door=self.medewerker, **form.cleaned_data)
        except ValidationError as fout:
            form.add_error(None, fout)
            return self.form_invalid(form)
        messages.success(
            self.request,
            _("Uw antwoord gaat naar %(adres)s en staat in de geschiedenis.") % {"adres": self.verzoek.email},
        )
        return redirect(self.edit_url_name, self.verzoek.pk)


class VerzoekWissen(DeleteView):
    """Delete one request for good; the log keeps that it happened."""

    page_title = gettext_lazy("Contactverzoek verwijderen")
    confirmation_message = gettext_lazy(
        "Het verzoek, de geschiedenis en alle e-mails erover verdwijnen voorgoed. In het logboek staat daarna "
        "alleen dát er een verzoek is verwijderd."
    )

    def get_usage_url(self) -> None:
        """Nothing in the CMS points at a request."""

    def get_success_message(self) -> str:
        return _("Het verzoek is verwijderd.")

    def delete_action(self) -> None:
        wis_verzoek(verzoek=self.object, door=cast(Gebruiker, self.request.user))


class ControleView(PermissionCheckedMixin, WagtailAdminTemplateMixin, FormView):
    """What was set apart, oldest first, to be taken up or thrown away many at a time."""

    model = Contactverzoek
    permission_required = "change"
    form_class = ControleForm
    template_name = "contact/beheer/controleren.html"
    page_title = gettext_lazy("Te controleren berichten")
    header_icon = "warning"
    PER_KEER = 50

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": _("Te controleren")}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        wachtend = Contactverzoek.objects.filter(status=Contactverzoek.Status.TE_CONTROLEREN)
        return super().get_context_data(**kwargs) | {
            "verzoeken": wachtend.select_related("onderwerp")
            .prefetch_related("stappen")
            .order_by("ontvangen_op")[: self.PER_KEER],
            "totaal": wachtend.count(),
            "gekozen": set(self.request.POST.getlist("verzoeken")),
        }

    def form_valid(self, form: ControleForm) -> HttpResponse:
        aantal = controleer(door=cast(Gebruiker, self.request.user), **form.cleaned_data)
        spam = form.cleaned_data["status"] == Contactverzoek.Status.SPAM
        melding = (
            ngettext("%(aantal)s bericht is nu spam.", "%(aantal)s berichten zijn nu spam.", aantal)
            if spam
            else ngettext(
                "%(aantal)s bericht is aangenomen. De afzender krijgt een bevestiging.",
                "%(aantal)s berichten zijn aangenomen. De afzenders krijgen een bevestiging.",
                aantal,
            )
        )
        messages.success(self.request, melding % {"aantal": aantal})
        return redirect(self.request.path)


class OnderwerpenLijst(IndexView):
    def get_base_queryset(self) -> QuerySet[Onderwerp]:
        return Onderwerp.objects.select_related("eigenaar")


class OnderwerpWissen(DeleteView):
    """A topic that requests or figures hang on stays; whoever wants it out of the form switches it off."""

    def form_valid(self, form: Any) -> HttpResponse:
        try:
            return super().form_valid(form)
        except ProtectedError:
            messages.error(
                self.request,
                _(
                    "Dit onderwerp is in gebruik en blijft bestaan, zodat oude verzoeken en cijfers kloppen. "
                    "Zet 'te kiezen in het formulier' uit om het niet meer te tonen."
                ),
            )
            return redirect(self.edit_url_name, self.object.pk)
