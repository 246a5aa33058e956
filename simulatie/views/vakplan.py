"""A plan of practitioners beside a plan that was handed in."""

from __future__ import annotations

import uuid

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from simulatie.forms.vakplan import VakplanForm
from simulatie.rechten import mag_vakplan_zien
from simulatie.schermen.besteplan import vakplan as naast_een_vakplan
from simulatie.views.toegang import Verzoek, mijn_sessie


@login_required
@require_GET
def vakplan(request: Verzoek, sleutel: uuid.UUID) -> HttpResponse:
    """The one most like the own plan, or the one that is asked for; not there for who may not see it (yet)."""
    sessie = mijn_sessie(request, sleutel)
    casus = sessie.eigen_casus
    form = VakplanForm(request.GET)
    if casus is None or not mag_vakplan_zien(sessie) or not form.is_valid():
        raise Http404
    try:
        naast = naast_een_vakplan(casus, sessie.beoordeling, form.cleaned_data["plan"])
    except LookupError as fout:
        raise Http404 from fout
    kruimels = [
        {"titel": _("Simulatie"), "url": reverse("simulatie_start")},
        {"titel": _("Uitslag"), "url": reverse("simulatie_uitslag", args=[sessie.sleutel])},
        {"titel": naast.naam},
    ]
    return render(
        request, "simulatie/vakplan.html", {"sessie": sessie, "vakplan": naast, "kruimels": kruimels}
    )
