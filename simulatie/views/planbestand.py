"""The own plan as a file: taken along as JSON or XMILE, and put back in practice."""

from __future__ import annotations

import uuid

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from simulatie.acties.plan import zet_terug
from simulatie.forms.planbestand import PlanbestandForm
from simulatie.kern import Casus, Plan, PlanOngeldig, exporteer_xmile
from simulatie.models import Sessie
from simulatie.schermen.planbestand import SOORT, VELDEN, VORM, schrijf_planbestand
from simulatie.views.model import XMILE, als_bestand
from simulatie.views.sessie import kruimels, na_besluit
from simulatie.views.toegang import Verzoek, in_sessie, mijn_sessie

UIT_BESTAND = "bestand"
"""What a decision that put a plan back from a file says it came from."""


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@in_sessie
def planbestand(request: Verzoek, sessie: Sessie, casus: Casus) -> HttpResponse:
    """Take the plan of practice along, or put one back; what is wrong with it is told and nothing changes."""
    if sessie.soort != Sessie.Soort.OEFENEN:
        raise Http404
    if sessie.is_beoordeeld:
        return redirect("simulatie_uitslag", sleutel=sessie.sleutel)
    stand = sessie.stand()
    form = PlanbestandForm(initial={"verwacht_nummer": stand.nummer}, casus=casus)
    if request.method == "POST":
        form = PlanbestandForm(request.POST, request.FILES, casus=casus)
        form.eis_nummer()
        if form.is_valid():
            besluit = zet_terug(
                sessie=sessie,
                verwacht_nummer=form.nummer,
                naar=UIT_BESTAND,
                inzetten=form.cleaned_data["inzetten"],
            )
            return na_besluit(request, sessie, casus, besluit)
    inhoud = {
        "sessie": sessie,
        "casus": casus,
        "stand": stand,
        "form": form,
        "velden": VELDEN,
        "soort": SOORT,
        "vorm": VORM,
        "kruimels": kruimels(sessie, casus, _("Uw plan als bestand")),
    }
    return render(request, "simulatie/planbestand.html", inhoud, status=422 if form.errors else 200)


@login_required
@never_cache
@require_safe
def als_json(request: Verzoek, sleutel: uuid.UUID) -> HttpResponse:
    """The plan in the form that can be put back."""
    sessie, casus, plan = _plan(request, sleutel)
    return als_bestand(
        schrijf_planbestand(casus, plan.inzetten), f"plan-{sessie.casus}.json", "application/json"
    )


@login_required
@never_cache
@require_safe
def als_xmile(request: Verzoek, sleutel: uuid.UUID) -> HttpResponse:
    """The case with the plan, to run in another tool."""
    sessie, casus, plan = _plan(request, sleutel)
    try:
        tekst = exporteer_xmile(casus, plan)
    except PlanOngeldig as fout:
        raise Http404 from fout
    return als_bestand(tekst, f"plan-{sessie.casus}.xmile", XMILE)


def _plan(request: Verzoek, sleutel: uuid.UUID) -> tuple[Sessie, Casus, Plan]:
    """The plan of practice or of a judgement; during a test there is none to take along, for it would be computed
    elsewhere (404)."""
    sessie = mijn_sessie(request, sleutel)
    casus = sessie.eigen_casus
    if casus is None or not (sessie.is_beoordeeld or sessie.soort == Sessie.Soort.OEFENEN):
        raise Http404
    plan = sessie.beoordeling.gelezen[1].plan if sessie.is_beoordeeld else sessie.stand().plan
    if plan is None:
        raise Http404
    return sessie, casus, plan
