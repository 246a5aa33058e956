from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe
from django.views.generic import FormView
from django_ratelimit.core import is_ratelimited
from wagtail.admin.views.generic import IndexView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin

from academy.basis.models import Instellingen
from academy.basis.rekenblad import zonder_formule
from academy.contact.acties.behandelen import behandel
from academy.contact.acties.verzoeken import ontvang_verzoek
from academy.contact.forms import BehandelForm, ContactForm
from academy.contact.models import ContactPagina, Contactverzoek

if TYPE_CHECKING:
    from academy.gebruikers.models import Gebruiker

HOOGSTENS = "20/h"


def toon_contactpagina(request: HttpRequest, pagina: ContactPagina) -> HttpResponse:
    """The contact page: shows the form, and takes it in when it was sent."""
    form = ContactForm(request.POST if request.method == "POST" else None)
    status = 200
    if request.method == "POST":
        if not form.is_valid():
            status = 422
        elif is_ratelimited(request, group="contact", key="ip", rate=HOOGSTENS, increment=True):
            form.add_error(
                None,
                _(
                    "Vanaf uw netwerk zijn veel berichten verstuurd. Wat u invulde, staat er nog. "
                    "Probeer het over een uur opnieuw."
                ),
            )
            status = 429
        else:
            _neem_aan(request, pagina, form)
            return redirect("contact_bedankt")
    context = pagina.get_context(request) | {"form": form}
    return TemplateResponse(request, pagina.get_template(request), context, status=status)


def _neem_aan(request: HttpRequest, pagina: ContactPagina, form: ContactForm) -> Contactverzoek:
    gegevens = {
        naam: form.cleaned_data[naam]
        for naam in ("naam", "organisatie", "email", "telefoon", "onderwerp", "bericht")
    }
    return ontvang_verzoek(
        formulier_sleutel=form.sleutel,
        verdacht=form.verdacht,
        werkdagen=pagina.beloofde_reactie_werkdagen,
        meldadres=Instellingen.for_request(request).contact_email,
        **gegevens,
    )


@require_safe
def bedankt(request: HttpRequest) -> HttpResponse:
    """Where every sent form ends, so that reloading sends nothing again."""
    pagina = get_object_or_404(ContactPagina.objects.live())
    return TemplateResponse(request, "contact/bedankt.html", {"pagina": pagina})


class VerzoekenLijst(IndexView):
    """The list in the CMS; its spreadsheet never holds a formula that a stranger typed."""

    def get_base_queryset(self) -> Any:
        return super().get_base_queryset().select_related("eigenaar")

    def get_preprocess_function(self, field: str, value: Any, export_format: str) -> Any:
        if export_format == self.FORMAT_CSV and isinstance(value, str):
            return zonder_formule
        return super().get_preprocess_function(field, value, export_format)


class BehandelView(PermissionCheckedMixin, WagtailAdminTemplateMixin, FormView):
    """One request: all that was sent, what was done with it, and a form for the next step."""

    model = Contactverzoek
    permission_required = "change"
    form_class = BehandelForm
    template_name = "contact/beheer/behandelen.html"
    page_title = gettext_lazy("Contactverzoek")
    header_icon = "mail"
    index_url_name = ""

    @cached_property
    def verzoek(self) -> Contactverzoek:
        return get_object_or_404(Contactverzoek.objects.select_related("eigenaar"), pk=self.kwargs["pk"])

    def get_page_subtitle(self) -> str:
        return str(self.verzoek)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            *self.breadcrumbs_items,
            {"url": reverse(self.index_url_name), "label": _("Contactverzoeken")},
            {"url": "", "label": str(self.verzoek)},
        ]

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"verzoek": self.verzoek}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "verzoek": self.verzoek,
            "stappen": self.verzoek.stappen.select_related("door", "eigenaar"),
        }

    def form_valid(self, form: BehandelForm) -> HttpResponse:
        try:
            behandel(verzoek=self.verzoek, door=cast("Gebruiker", self.request.user), **form.wijzigingen())
        except ValidationError as fout:
            form.add_error(None, fout)
            return self.form_invalid(form)
        messages.success(self.request, _("Opgeslagen. De stap staat in de geschiedenis."))
        return redirect(self.request.path)
