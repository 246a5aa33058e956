"""The mini-case for visitors: three questions and what came of each answer, with everything in the address."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from simulatie.kern import laad_casus
from simulatie.schermen.mini import gezet, uitkomst, volgende_vraag
from simulatie.spel.minicasus import CASUS, KEUZES, STAPPEN, Weg, is_af


@require_safe
def proef(request: HttpRequest) -> HttpResponse:
    """The first question without a known answer, or the result. Nothing is kept, here or in the browser."""
    weg = _weg(request)
    inhoud = {"casus": laad_casus(CASUS), "stappen": gezet(weg)}
    if is_af(weg):
        return render(request, "simulatie/mini_uitkomst.html", inhoud | {"uitkomst": uitkomst(weg)})
    velden = list(zip(STAPPEN, weg, strict=False))
    return render(request, "simulatie/mini.html", inhoud | {"vraag": volgende_vraag(weg), "velden": velden})


def _weg(request: HttpRequest) -> Weg:
    """The answers in the address up to the first that is missing or unknown."""
    weg: Weg = ()
    keuzes = KEUZES
    for veld in STAPPEN:
        keuze = next((k for k in keuzes if k.sleutel == request.GET.get(veld, "")), None)
        if keuze is None:
            break
        weg, keuzes = (*weg, keuze), keuze.keuzes
    return weg
