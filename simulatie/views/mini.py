"""The mini-case for visitors: three questions and what came of the answers, with everything in the address."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from simulatie.kern import laad_casus
from simulatie.schermen.mini import keuzes_tot_nu, uitkomst
from simulatie.spel.minicasus import CASUS, STAPPEN, Minikeuze


@require_safe
def proef(request: HttpRequest) -> HttpResponse:
    """The first step without a known choice, or the result. Nothing is kept, here or in the browser."""
    keuzes = _keuzes(request)
    inhoud = {"casus": laad_casus(CASUS), "gekozen": keuzes_tot_nu(keuzes), "aantal": len(STAPPEN)}
    if len(keuzes) == len(STAPPEN):
        return render(request, "simulatie/mini_uitkomst.html", inhoud | {"uitkomst": uitkomst(keuzes)})
    inhoud |= {"stap": STAPPEN[len(keuzes)], "nummer": len(keuzes) + 1}
    return render(request, "simulatie/mini.html", inhoud)


def _keuzes(request: HttpRequest) -> tuple[Minikeuze, ...]:
    """The choices in the address up to the first that is missing or unknown."""
    keuzes: list[Minikeuze] = []
    for stap in STAPPEN:
        keuze = stap.keuze(request.GET.get(stap.sleutel, ""))
        if keuze is None:
            break
        keuzes.append(keuze)
    return tuple(keuzes)
