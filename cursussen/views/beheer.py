"""Screens for trainers inside the CMS."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView
from wagtail.admin.views.generic import IndexView, InspectView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Page

from cursussen.acties.versies import bezwaren_tegen_uitbrengen, leg_versie_vast, stel_inhoud_samen
from cursussen.forms import VersieForm
from cursussen.models import CursusPagina, CursusVersie, Leerganginschrijving, LeergangPagina, Uitvoering
from cursussen.rechten import mag_versie_uitbrengen
from cursussen.schermen.vraagcijfers import vraagcijfers
from cursussen.views.toegang import persoon


class VersieUitbrengen(WagtailAdminTemplateMixin, FormView):
    """Say what changed and publish; or see what is still missing."""

    form_class = VersieForm
    template_name = "cursussen/beheer/versie_uitbrengen.html"
    page_title = gettext_lazy("Versie uitbrengen")
    header_icon = "upload"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not mag_versie_uitbrengen(request.user):
            raise PermissionDenied
        self.cursus = get_object_or_404(CursusPagina, pk=kwargs["cursus_id"])
        return super().dispatch(request, *args, **kwargs)

    def get_page_subtitle(self) -> str:
        return self.cursus.title

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            *self.breadcrumbs_items,
            {"url": reverse("wagtailadmin_explore", args=[self.cursus.pk]), "label": self.cursus.title},
            {"url": "", "label": self.page_title},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "cursus": self.cursus,
            "bezwaren": bezwaren_tegen_uitbrengen(self.cursus),
            "nieuwste": CursusVersie.objects.met_aantallen().nieuwste(self.cursus),
            "inhoud": stel_inhoud_samen(self.cursus),
            "onaf": self._paginas_met_wijzigingen(),
        }

    def _paginas_met_wijzigingen(self) -> QuerySet[Page]:
        """Pages of this course with edits that are not published, which a version therefore leaves out."""
        return Page.objects.descendant_of(self.cursus, inclusive=True).filter(has_unpublished_changes=True)

    def form_valid(self, form: VersieForm) -> HttpResponse:
        try:
            versie = leg_versie_vast(
                cursus=self.cursus,
                door=persoon(self.request),
                toelichting=form.cleaned_data["toelichting"],
            )
        except ValidationError:
            # The page lists what is missing; what the trainer typed stays in the form.
            return self.form_invalid(form)
        messages.success(
            self.request,
            _(
                "Versie %(nummer)s van ‘%(cursus)s’ is uitgebracht. Wie zich nu inschrijft, krijgt deze versie."
            )
            % {"nummer": versie.nummer, "cursus": self.cursus.title},
        )
        return redirect("wagtailadmin_explore", self.cursus.pk)


class VersiesLijst(IndexView):
    """Every version with how many people follow it."""

    def get_base_queryset(self) -> QuerySet[CursusVersie]:
        return CursusVersie.objects.met_aantallen().select_related("cursus", "vastgelegd_door")


class UitvoeringenLijst(IndexView):
    """Every date with its course."""

    def get_base_queryset(self) -> QuerySet[Uitvoering]:
        return Uitvoering.objects.select_related("cursus")


class VersieBekijken(InspectView):
    """What stands in a version, and where people get stuck in it."""

    template_name = "cursussen/beheer/versie_bekijken.html"

    def get_vastgelegd_op_display_value(self) -> datetime:
        """On the clock of the academy; the generic screen shows what the database holds."""
        return timezone.localtime(self.object.vastgelegd_op)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"vraagcijfers": vraagcijfers(self.object)}


def houd_gevolgde_cursus(request: HttpRequest, paginas: list[Page]) -> HttpResponse | None:
    """Stop the removal of pages that hold, or are, a course with versions; say why and what to do instead."""
    gevolgd = [
        pagina
        for pagina in paginas
        if CursusVersie.objects.filter(
            cursus__in=CursusPagina.objects.descendant_of(pagina, inclusive=True)
        ).exists()
        or Leerganginschrijving.objects.filter(
            leergang__in=LeergangPagina.objects.descendant_of(pagina, inclusive=True)
        ).exists()
    ]
    if not gevolgd:
        return None
    messages.error(
        request,
        _(
            "‘%(pagina)s’ blijft staan: er is een versie van uitgebracht of er volgen mensen de leergang, en daar "
            "hangt aan wat mensen leerden. "
            "Haal de publicatie weg als niemand zich meer mag inschrijven."
        )
        % {"pagina": gevolgd[0].get_admin_display_title()},
    )
    return redirect("wagtailadmin_explore", gevolgd[0].get_parent().pk)


def houd_cursus_met_data(request: HttpRequest, paginas: list[Page]) -> HttpResponse | None:
    """Stop the removal of pages that hold, or are, a course with dates; visitors may have them in mind."""
    for pagina in paginas:
        cursussen = CursusPagina.objects.descendant_of(pagina, inclusive=True)
        if Uitvoering.objects.filter(cursus__in=cursussen).exists():
            messages.error(
                request,
                _("‘%(pagina)s’ blijft staan: er staan data bij. Verwijder eerst de data van de cursus.")
                % {"pagina": pagina.get_admin_display_title()},
            )
            return redirect("wagtailadmin_explore", pagina.get_parent().pk)
    return None
