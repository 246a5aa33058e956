"""Handing a plan in, what came of it, and what can be taken along on paper."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from simulatie.acties.beoordelen import dien_in
from simulatie.acties.slot import BesluitGeweigerd, CasusVernieuwd, VerouderdTabblad, speelbare_casus
from simulatie.forms import BeginForm, IndienForm
from simulatie.models import Sessie
from simulatie.pdf import als_beeld, maak_pdf
from simulatie.rapporten.planvanaanpak import plan_van_aanpak as maak_plan_van_aanpak
from simulatie.rapporten.tekstbestand import maak_docx
from simulatie.rapporten.uitslag import uitslag as maak_uitslag
from simulatie.rapporten.werkblad import werkblad
from simulatie.views.plan import kruimels, toon_verouderd
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
            if form.is_valid():
                dien_in(sessie=sessie, verwacht_nummer=form.nummer)
                return redirect("simulatie_uitslag", sleutel=sessie.sleutel)
            if "verwacht_nummer" in form.errors:
                raise VerouderdTabblad
        except BesluitGeweigerd as fout:
            messages.error(request, fout.melding)
            return redirect("simulatie_sessie", sleutel=sessie.sleutel)
    inhoud = {
        "sessie": sessie,
        "casus": casus,
        "stand": stand,
        "blad": werkblad(casus, stand),
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
        "uitslag": _uitslag_van(sessie),
        "form": BeginForm(auto_id=False),
        "nieuw_form": BeginForm(auto_id=False),
    }
    return render(request, "simulatie/uitslag.html", inhoud)


DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def _bestand(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A file about a judged session of one's own; before it was judged there is nothing to print."""

    @login_required
    @require_GET
    @wraps(view)
    def als_bestand(request: Verzoek, sleutel: uuid.UUID) -> HttpResponse:
        sessie = mijn_sessie(request, sleutel)
        if not sessie.is_beoordeeld:
            return redirect("simulatie_uitslag", sleutel=sleutel)
        return view(request, sessie)

    return als_bestand


@_bestand
def uitslag_pdf(request: Verzoek, sessie: Sessie) -> HttpResponse:
    """The debrief as a tagged PDF."""
    uitslag = _uitslag_van(sessie)
    adviezen = [advies for vak in uitslag["vakmanschap"] for advies in vak["adviezen"]]
    for lijn in (uitslag["lijn"], *(advies["lijn"] for advies in adviezen)):
        lijn["beeld"] = als_beeld("simulatie/uitslag_lijn.svg", lijn)
    inhoud = {"uitslag": uitslag, "sessie": sessie}
    return _antwoord(
        maak_pdf("simulatie/uitslag_pdf.html", inhoud), "application/pdf", f"uitslag-{sessie.casus}.pdf"
    )


@_bestand
def plan_van_aanpak_pdf(request: Verzoek, sessie: Sessie) -> HttpResponse:
    """The plan as a draft plan van aanpak, to read and print."""
    if not (stuk := _plan_van_aanpak_van(sessie)):
        return _niet_meer(request, sessie)
    pdf = maak_pdf("simulatie/plan_van_aanpak.html", {"stuk": stuk})
    return _antwoord(pdf, "application/pdf", f"plan-van-aanpak-{sessie.casus}.pdf")


@_bestand
def plan_van_aanpak_docx(request: Verzoek, sessie: Sessie) -> HttpResponse:
    """The same draft as a text to work on."""
    if not (stuk := _plan_van_aanpak_van(sessie)):
        return _niet_meer(request, sessie)
    return _antwoord(maak_docx(stuk), DOCX, f"plan-van-aanpak-{sessie.casus}.docx")


def _antwoord(inhoud: bytes, soort: str, naam: str) -> HttpResponse:
    antwoord = HttpResponse(inhoud, content_type=soort)
    antwoord["Content-Disposition"] = f'attachment; filename="{naam}"'
    antwoord["Cache-Control"] = "private, no-store"
    return antwoord


def _niet_meer(request: Verzoek, sessie: Sessie) -> HttpResponse:
    messages.info(
        request,
        _(
            "De casus is vernieuwd sinds u dit plan indiende, en deze oude versie is niet bewaard. "
            "Een plan van aanpak kan daarom niet meer. Uw uitslag blijft bewaard."
        ),
    )
    return redirect("simulatie_uitslag", sleutel=sessie.sleutel)


def _uitslag_van(sessie: Sessie) -> dict[str, Any]:
    # Only a test has predictions; what was decided in practice is in the stored plan.
    voorspellingen = sessie.stand().voorspellingen if sessie.soort == Sessie.Soort.TOETS else ()
    return maak_uitslag(sessie.beoordeling, sessie.eigen_casus, voorspellingen)


def _plan_van_aanpak_van(sessie: Sessie) -> dict[str, Any] | None:
    casus = sessie.eigen_casus
    if casus is None:
        return None
    bronvragen = sessie.stand().bronvragen if sessie.soort == Sessie.Soort.TOETS else ()
    return maak_plan_van_aanpak(casus, sessie.beoordeling, bronvragen)
