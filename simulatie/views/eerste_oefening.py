"""The first practice of a case: three missions, one after the other, on one screen each."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from simulatie.acties import eerste_oefening as acties
from simulatie.acties.geweigerd import Geweigerd
from simulatie.forms.eerste_oefening import MissieForm
from simulatie.forms.start import BeginForm
from simulatie.kern import Casus, Plan, PlanOngeldig
from simulatie.models import Casusversie, Oefenstap
from simulatie.schermen.eerste_oefening import (
    opdracht,
    open_oefening,
    plan_bij,
    voorbeeldantwoord,
)
from simulatie.spel.eerste_oefening import Oefenstand
from simulatie.spel.missies import Missie, eerste_plan
from simulatie.views.toegang import Verzoek, houdt_getypte_vast

POGINGEN_VOOR_HULP = 2


@login_required
@never_cache
@require_GET
def eerste_oefening(request: Verzoek, casus: str) -> HttpResponse:
    """Where one is: the mission that is open, or what comes after the last."""
    versie, stand = _stand(request, casus)
    if stand.missie is not None:
        return redirect("simulatie_missie", casus=casus, missie=stand.missie.value)
    gegevens = versie.casus
    laatste = list(Missie)[-1]
    inhoud = {
        "casus": gegevens,
        "opdracht": opdracht(gegevens, stand, laatste),
        "open_sessie": open_oefening(request.user, casus),
        "form": BeginForm(auto_id=False),
        "kruimels": _kruimels(gegevens),
    }
    return render(request, "simulatie/eerste_oefening_klaar.html", inhoud)


@never_cache
@require_http_methods(["GET", "POST"])
@houdt_getypte_vast
def missie(request: Verzoek, casus: str, missie: str, getypt: QueryDict | None) -> HttpResponse:
    """One mission: its measures as a form, and once it is done its picture. A try that does not do it says why."""
    if missie not in Missie.waarden():
        raise Http404
    deze = Missie(missie)
    versie, stand = _stand(request, casus)
    if deze not in stand.gehaald and deze is not stand.missie:
        return redirect("simulatie_eerste_oefening", casus=casus)
    gegevens = versie.casus
    if deze in stand.gehaald:
        return _toon(request, gegevens, stand, deze, None)
    begin = plan_bij(gegevens, stand, deze)
    if request.method == "POST":
        form = MissieForm(request.POST, casus=gegevens, plan=begin)
        kijkt = bool(request.htmx and "kijken" in request.POST)
        if not kijkt and form.is_valid():
            return _probeer(request, gegevens, stand, deze, form)
        bekeken = form.plan if kijkt and form.is_valid() else begin
        return _toon(request, gegevens, stand, deze, form, plan=bekeken)
    if getypt is not None:
        form = MissieForm(getypt, casus=gegevens, plan=begin)
        return _toon(request, gegevens, stand, deze, form, plan=form.plan if form.is_valid() else begin)
    getoond = voorbeeldantwoord(gegevens, stand, deze) if "voorbeeld" in request.GET else None
    form = MissieForm(casus=gegevens, plan=getoond or begin)
    return _toon(request, gegevens, stand, deze, form, plan=getoond)


def _probeer(
    request: Verzoek, casus: Casus, stand: Oefenstand, deze: Missie, form: MissieForm
) -> HttpResponse:
    """Keep the try and go to what came of it; refused by the model, it is shown with the reasons."""
    try:
        acties.probeer_missie(
            gebruiker=request.user,
            casus=casus.sleutel,
            missie=deze,
            plan=form.plan,
            sleutel=form.cleaned_data["sleutel"],
        )
    except PlanOngeldig as fout:
        form.weiger(fout.bevindingen)
        return _toon(request, casus, stand, deze, form)
    except Geweigerd as fout:
        messages.error(request, fout.melding)
        return redirect("simulatie_eerste_oefening", casus=casus.sleutel)
    return redirect(f"{reverse('simulatie_missie', args=[casus.sleutel, deze.value])}#uitkomst")


@login_required
@require_POST
def sla_over(request: Verzoek, casus: str) -> HttpResponse:
    """'Ik ken het spel': on to the practice that is open, or to the briefing, where everything is open now."""
    _stand(request, casus)
    acties.sla_over(gebruiker=request.user, casus=casus)
    if sessie := open_oefening(request.user, casus):
        return redirect("simulatie_sessie", sleutel=sessie.sleutel)
    return redirect(f"{reverse('simulatie_casus', args=[casus])}#beginnen")


@login_required
@require_POST
def opnieuw(request: Verzoek, casus: str) -> HttpResponse:
    _stand(request, casus)
    acties.begin_opnieuw(gebruiker=request.user, casus=casus)
    return redirect("simulatie_eerste_oefening", casus=casus)


@login_required
@require_POST
def oefen_verder(request: Verzoek, casus: str) -> HttpResponse:
    """Practise with all measures, beginning from the example or from the plan of the last mission."""
    _stand(request, casus)
    form = BeginForm(request.POST)
    sleutel: uuid.UUID | None = form.cleaned_data["sleutel"] if form.is_valid() else None
    begin = acties.oefen_met_voorbeeld if "voorbeeld" in request.POST else acties.oefen_met_eigen_plan
    try:
        sessie = begin(gebruiker=request.user, casus=casus, sleutel=sleutel)
    except Geweigerd as fout:
        messages.error(request, fout.melding)
        return redirect("simulatie_eerste_oefening", casus=casus)
    return redirect("simulatie_sessie", sleutel=sessie.sleutel)


def _stand(request: Verzoek, casus: str) -> tuple[Casusversie, Oefenstand]:
    """The case and where one stands in it; 404 for a case without a first practice."""
    versie = Casusversie.objects.nieuwste(casus)
    if versie is None or versie.casus.ijking is None or eerste_plan(versie.casus) is None:
        raise Http404
    return versie, Oefenstap.objects.van(request.user).stand(versie)


def _toon(
    request: Verzoek,
    casus: Casus,
    stand: Oefenstand,
    deze: Missie,
    form: MissieForm | None,
    plan: Plan | None = None,
) -> HttpResponse:
    """``plan``: what is typed and was not tried yet."""
    velden = {code: form.velden_van(code) for code in form.kaarten} if form else {}
    beeld = opdracht(casus, stand, deze, velden=velden, plan=plan)
    inhoud = {
        "basis": "kaal.html" if request.htmx and not request.htmx.history_restore_request else "base.html",
        "casus": casus,
        "opdracht": beeld,
        "form": form,
        "hulp": stand.pogingen >= POGINGEN_VOOR_HULP,
        "kruimels": _kruimels(casus),
    }
    # htmx leaves an answer that is an error where it is.
    geweigerd = request.method == "POST" and form is not None and form.is_bound and not request.htmx
    return render(request, "simulatie/eerste_oefening.html", inhoud, status=422 if geweigerd else 200)


def _kruimels(casus: Casus) -> list[dict[str, str]]:
    return [
        {"titel": _("Simulatie"), "url": reverse("simulatie_start")},
        {"titel": casus.naam, "url": reverse("simulatie_casus", args=[casus.sleutel])},
        {"titel": _("Eerste oefening")},
    ]
