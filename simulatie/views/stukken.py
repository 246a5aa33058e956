"""The debrief and the plan on paper: ask, wait or come back, and take the file."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from simulatie.acties.geweigerd import Geweigerd
from simulatie.acties.stukken import vraag_stuk
from simulatie.models import Druk, Sessie
from simulatie.schermen.stukken import BESTANDEN, stukken
from simulatie.views.toegang import Verzoek, mijn_sessie


@login_required
@never_cache
@require_safe
def overzicht(request: Verzoek, sleutel: uuid.UUID) -> HttpResponse:
    """How far each document is. The page asks again by itself, saying how many it has; nothing new = no content."""
    sessie = _beoordeelde_sessie(request, sleutel)
    stand = stukken(sessie.beoordeling)
    if request.GET.get("klaar") == str(stand.klaar) and stand.bezig:
        return HttpResponse(status=204)
    adres = reverse("simulatie_uitslag", args=[sessie.sleutel])
    inhoud = {
        "sessie": sessie,
        "stukken": stand,
        "kruimels": [
            {"titel": _("Simulatie"), "url": reverse("simulatie_start")},
            {"titel": _("Uitslag"), "url": adres},
            {"titel": _("Meenemen")},
        ],
    }
    return render(request, "simulatie/stukken.html", inhoud)


@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def vraag(request: Verzoek, sleutel: uuid.UUID, soort: str) -> HttpResponse:
    """Ask for a document; who arrives by its address sees how far it is."""
    sessie = _beoordeelde_sessie(request, sleutel)
    if request.method == "POST":
        try:
            vraag_stuk(beoordeling=sessie.beoordeling, soort=soort)
        except Geweigerd as fout:
            messages.error(request, fout.melding)
    return redirect("simulatie_stukken", sleutel=sessie.sleutel)


@login_required
@never_cache
@require_safe
def bestand(request: Verzoek, sleutel: uuid.UUID, soort: str) -> HttpResponse:
    """The file exactly as it was made; never kept by a cache that others share."""
    sessie = _beoordeelde_sessie(request, sleutel)
    if soort not in BESTANDEN:
        raise Http404
    druk = Druk.objects.filter(stuk__beoordeling=sessie.beoordeling, stuk__soort=soort).last()
    if druk is None:
        messages.info(request, _("Dit stuk is er nog niet. Vraag erom, of wacht tot het klaar is."))
        return redirect("simulatie_stukken", sleutel=sessie.sleutel)
    naam, type_ = BESTANDEN[soort]
    return HttpResponse(
        bytes(druk.inhoud),
        content_type=type_,
        headers={
            "Content-Disposition": f'attachment; filename="{naam.format(sessie.casus)}"',
            "Cache-Control": "private, no-store",
            "X-Content-Type-Options": "nosniff",
        },
    )


def _beoordeelde_sessie(request: Verzoek, sleutel: uuid.UUID) -> Sessie:
    """Before a plan was judged there is nothing to print."""
    sessie = mijn_sessie(request, sleutel)
    if not sessie.is_beoordeeld:
        raise Http404
    return sessie
