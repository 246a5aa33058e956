"""The open model: how it computes, for anybody, and the file to compute it elsewhere."""

from __future__ import annotations

from functools import lru_cache

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from simulatie.forms.model import CoefficientForm
from simulatie.kern import Casus, Plan, exporteer_xmile
from simulatie.models import casussen
from simulatie.schermen.model import coefficienten, model

XMILE = "application/xml"


@require_safe
def hoe_rekent_het(request: HttpRequest) -> HttpResponse:
    """Stocks, loops, equations and coefficients; the filter of the last stands in the address."""
    form = CoefficientForm(request.GET)
    keuze = form.cleaned_data if form.is_valid() else {}
    aanbod = casussen()
    gevonden, alle = coefficienten(aanbod, **keuze), coefficienten(aanbod)
    inhoud = {
        "model": model(),
        "casussen": aanbod,
        "form": form,
        "coefficienten": gevonden,
        "aantal": len(alle),
        "aannames": sum(rij.is_aanname for rij in alle),
        "gefilterd": any(keuze.values()),
        "kruimels": [
            {"titel": _("Simulatie"), "url": reverse("simulatie_start")},
            {"titel": _("Hoe rekent dit model?")},
        ],
    }
    return render(request, "simulatie/model.html", inhoud, status=422 if form.errors else 200)


@require_safe
def casus_als_xmile(request: HttpRequest, casus: str) -> HttpResponse:
    """A case on offer with an empty plan, to run in another tool."""
    for aanbod in casussen():
        if aanbod.sleutel == casus:
            return als_bestand(_leeg(aanbod), f"{casus}-{aanbod.versie}.xmile", XMILE)
    raise Http404


def als_bestand(tekst: str, naam: str, type_: str) -> HttpResponse:
    """A text as a file to keep."""
    return HttpResponse(
        tekst,
        content_type=f"{type_}; charset=utf-8",
        headers={
            "Content-Disposition": f'attachment; filename="{naam}"',
            "X-Content-Type-Options": "nosniff",
        },
    )


@lru_cache(maxsize=8)
def _leeg(casus: Casus) -> str:
    return exporteer_xmile(casus, Plan())
