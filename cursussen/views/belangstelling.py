"""Showing interest in a course: a form of its own, so that the course page stays the same for everybody."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from academy.basis.models import openbaar
from academy.contact.models import Contactverzoek
from academy.contact.views.publiek import mag_bewaren, ontvangen
from academy.gebruikers.herkomst import klant_adres
from cursussen.acties.belangstelling import meld_belangstelling
from cursussen.forms import BelangstellingForm
from cursussen.models import CursusPagina


@require_http_methods(["GET", "HEAD", "POST"])
def belangstelling(request: HttpRequest, cursus_id: int) -> HttpResponse:
    cursus = _cursus(cursus_id)
    form = BelangstellingForm(
        request.POST if request.method == "POST" else None,
        cursus=cursus,
        initial={"uitvoering": request.GET.get("datum"), "aantal": 1},
    )
    status = 200
    if request.method == "POST":
        status = mag_bewaren(request, form, groep="belangstelling")
        if status == 200:
            verzoek = _neem_aan(request, cursus, form)
            return redirect(
                f"{reverse('belangstelling_bedankt', args=[cursus.pk])}?kenmerk={verzoek.kenmerk}"
            )
    context = {"form": form, "cursus": cursus, "kruimels": _kruimels(request, cursus)}
    return TemplateResponse(request, "cursussen/belangstelling.html", context, status=status)


@require_safe
def bedankt(request: HttpRequest, cursus_id: int) -> HttpResponse:
    """Where every sent form ends, so that reloading sends nothing again."""
    cursus = _cursus(cursus_id)
    context = {"cursus": cursus, "kruimels": _kruimels(request, cursus), **ontvangen(request)}
    return TemplateResponse(request, "cursussen/belangstelling_bedankt.html", context)


def _cursus(cursus_id: int) -> CursusPagina:
    return get_object_or_404(openbaar(CursusPagina.objects.filter(pk=cursus_id)))


def _kruimels(request: HttpRequest, cursus: CursusPagina) -> list[dict[str, str | None]]:
    return [
        *cursus.get_context(request)["kruimels"],
        {"titel": cursus.title, "url": cursus.get_url(request)},
        {"titel": _("Belangstelling"), "url": None},
    ]


def _neem_aan(request: HttpRequest, cursus: CursusPagina, form: BelangstellingForm) -> Contactverzoek:
    velden = ("uitvoering", "aantal", "opmerking", "naam", "email", "organisatie", "telefoon")
    return meld_belangstelling(
        cursus=cursus,
        formulier_sleutel=form.sleutel,
        verdacht=form.verdacht,
        adres=klant_adres(request),
        **{naam: form.cleaned_data[naam] for naam in velden},
    )
