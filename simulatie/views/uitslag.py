"""Handing a plan in and what came of it."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from simulatie.acties.beoordelen import dien_in
from simulatie.acties.beurt import speelbare_casus
from simulatie.acties.geweigerd import CasusVernieuwd, Geweigerd
from simulatie.forms.start import BeginForm
from simulatie.forms.uitslag import IndienForm
from simulatie.models import Nakijkverzoek
from simulatie.rechten import mag_beste_plan_zien, mag_wijziging_oefenen
from simulatie.schermen.besteplan import beste_plan as naast_het_beste
from simulatie.schermen.gevoeligheid import gevoelig
from simulatie.schermen.slagen import slaageisen
from simulatie.schermen.stukken import stukken
from simulatie.schermen.uitslag import uitslag_van
from simulatie.schermen.werkblad import werkblad
from simulatie.views.sessie import kruimels, toon_verouderd
from simulatie.views.toegang import Verzoek, mijn_sessie


@login_required
@require_http_methods(["GET", "POST"])
def indienen(request: Verzoek, sleutel: uuid.UUID) -> HttpResponse:
    """Say what will be judged and that it is final; a confirmed form judges it."""
    sessie = mijn_sessie(request, sleutel)
    if sessie.is_beoordeeld:
        return redirect("simulatie_uitslag", sleutel=sessie.sleutel)
    try:
        casus = speelbare_casus(sessie)
    except CasusVernieuwd as fout:
        return toon_verouderd(request, sessie, fout)
    stand = sessie.stand()
    form = IndienForm(initial={"verwacht_nummer": stand.nummer})
    if request.method == "POST":
        form = IndienForm(request.POST)
        try:
            form.eis_nummer()
            if form.is_valid():
                dien_in(sessie=sessie, verwacht_nummer=form.nummer)
                return redirect("simulatie_uitslag", sleutel=sessie.sleutel)
        except Geweigerd as fout:
            messages.error(request, fout.melding)
            return redirect("simulatie_sessie", sleutel=sessie.sleutel)
    inhoud = {
        "sessie": sessie,
        "casus": casus,
        "stand": stand,
        "blad": werkblad(casus, stand),
        "eisen": slaageisen(casus.slaaggrens),
        "form": form,
        "kruimels": kruimels(sessie, casus, _("Indienen")),
    }
    return render(request, "simulatie/indienen.html", inhoud, status=422 if form.errors else 200)


@login_required
@require_GET
def uitslag(request: Verzoek, sleutel: uuid.UUID) -> HttpResponse:
    """The stored judgement; computed when the plan was handed in, never here."""
    sessie = mijn_sessie(request, sleutel)
    if not sessie.is_beoordeeld:
        messages.info(request, _("Dit plan is nog niet ingediend. De uitslag komt als u het indient."))
        return redirect("simulatie_sessie", sleutel=sessie.sleutel)
    inhoud = {
        "kruimels": [{"titel": _("Simulatie"), "url": reverse("simulatie_start")}, {"titel": _("Uitslag")}],
        "sessie": sessie,
        "uitslag": uitslag_van(sessie),
        "mag_beste_plan": mag_beste_plan_zien(sessie),
        "stukken": stukken(sessie.beoordeling),
        "nagekeken": Nakijkverzoek.objects.over(sessie.beoordeling),
        "form": BeginForm(auto_id=False),
        "nieuw_form": BeginForm(auto_id=False),
        "oefenform": BeginForm(auto_id=False) if mag_wijziging_oefenen(request.user, sessie) else None,
    }
    return render(request, "simulatie/uitslag.html", inhoud)


@login_required
@require_GET
def beste_plan(request: Verzoek, sleutel: uuid.UUID) -> HttpResponse:
    """The best known plan beside the own one; not there for who may not see it (yet)."""
    sessie = mijn_sessie(request, sleutel)
    casus = sessie.eigen_casus
    if casus is None or not mag_beste_plan_zien(sessie):
        raise Http404
    naar_uitslag = {"titel": _("Uitslag"), "url": reverse("simulatie_uitslag", args=[sessie.sleutel])}
    inhoud = {
        "kruimels": [
            {"titel": _("Simulatie"), "url": reverse("simulatie_start")},
            naar_uitslag,
            {"titel": _("Het beste bekende plan")},
        ],
        "sessie": sessie,
        "beste": naast_het_beste(casus, sessie.beoordeling),
    }
    return render(request, "simulatie/beste_plan.html", inhoud)


@login_required
@never_cache
@require_GET
def gevoeligheid(request: Verzoek, sleutel: uuid.UUID) -> HttpResponse:
    """What the outcome of the judged plan hangs on; not there before it was judged, so never during a test."""
    sessie = mijn_sessie(request, sleutel)
    casus = sessie.eigen_casus
    if not sessie.is_beoordeeld or casus is None:
        raise Http404
    inhoud = {
        "kruimels": [
            {"titel": _("Simulatie"), "url": reverse("simulatie_start")},
            {"titel": _("Uitslag"), "url": reverse("simulatie_uitslag", args=[sessie.sleutel])},
            {"titel": _("Waar de uitkomst aan hangt")},
        ],
        "sessie": sessie,
        "gevoelig": gevoelig(casus, sessie.beoordeling),
    }
    return render(request, "simulatie/gevoeligheid.html", inhoud)
