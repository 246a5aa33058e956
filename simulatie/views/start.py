"""Choosing a case, reading its briefing, beginning or resuming a session."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from simulatie.acties.geweigerd import Geweigerd
from simulatie.acties.sessies import begin_sessie, oefen_met_plan, oefen_met_wijziging
from simulatie.forms.start import BeginForm, SpeelForm, WijzigingForm
from simulatie.kern import Casus, CasusOnbekend
from simulatie.models import casussen, nieuwste_casus
from simulatie.schermen.briefing import briefing
from simulatie.schermen.eerste_oefening import uitnodiging, uitnodigingen
from simulatie.schermen.sessielijst import sessies_van
from simulatie.views.toegang import Verzoek, besluit_per_post, mijn_sessie


@login_required
@require_GET
def start(request: Verzoek) -> HttpResponse:
    te_kiezen = casussen()
    eerste = uitnodigingen(request.user, te_kiezen)
    aanbod = [
        {"briefing": briefing(casus), "form": _begin_form(), "eerste": eerste.get(casus.sleutel)}
        for casus in te_kiezen
    ]
    sessies = sessies_van(request.user)
    return render(
        request,
        "simulatie/start.html",
        {
            "aanbod": aanbod,
            "sessies": sessies,
            "nieuw": any(een.is_eerste for een in eerste.values()),
            "kruimels": _kruimels(),
        },
    )


@login_required
@require_GET
def casus(request: Verzoek, casus: str) -> HttpResponse:
    try:
        gegevens = nieuwste_casus(casus)
    except CasusOnbekend as fout:
        raise Http404 from fout
    op_aanbod = gegevens in casussen()
    inhoud = {
        "briefing": briefing(gegevens),
        "form": _begin_form(),
        "op_aanbod": op_aanbod,
        "eerste": uitnodiging(request.user, gegevens) if op_aanbod else None,
        "kruimels": _kruimels(gegevens.naam),
    }
    return render(request, "simulatie/casus.html", inhoud)


@login_required
@require_POST
def begin(request: Verzoek, casus: str) -> HttpResponse:
    """Begin to practise or a test, whichever button was taken."""
    gegevens = _op_aanbod(casus)
    form = SpeelForm(request.POST)
    form.full_clean()
    if "soort" in form.errors:
        messages.error(request, _("Kies oefenen of toets. Er is nog niets begonnen."))
        return redirect("simulatie_casus", casus=gegevens.sleutel)
    sessie = begin_sessie(
        gebruiker=request.user, casus=gegevens.sleutel, soort=form.gekozen, sleutel=form.eigen_sleutel
    )
    return redirect("simulatie_sessie", sleutel=sessie.sleutel)


@besluit_per_post
def neem_plan_mee(request: Verzoek, sleutel: uuid.UUID) -> HttpResponse:
    """Practise again with the plan of an earlier session."""
    bron = mijn_sessie(request, sleutel)
    form = BeginForm(request.POST)
    try:
        sessie = oefen_met_plan(bron=bron, sleutel=form.cleaned_data["sleutel"] if form.is_valid() else None)
    except CasusOnbekend:
        messages.error(request, _("Deze casus bestaat niet meer. Uw uitslag blijft bewaard."))
        return redirect("simulatie_start")
    gemist = len(bron.inzetten()) - len(sessie.inzetten())
    if gemist > 0:
        messages.warning(
            request,
            _(
                "Uw plan staat hieronder. %(aantal)d van de maatregelen past niet meer in de nieuwe versie "
                "van de casus en is weggelaten."
            )
            % {"aantal": gemist},
        )
    else:
        messages.success(request, _("Uw plan staat hieronder. Verander het en dien het opnieuw in."))
    return redirect("simulatie_sessie", sleutel=sessie.sleutel)


@besluit_per_post
def oefen_wijziging(request: Verzoek, sleutel: uuid.UUID) -> HttpResponse:
    """Practise with the plan that an advice of the debrief leads to."""
    bron = mijn_sessie(request, sleutel)
    form = WijzigingForm(request.POST)
    form.full_clean()
    try:
        sessie = oefen_met_wijziging(
            gebruiker=request.user,
            bron=bron,
            wijziging=form.cleaned_data.get("wijziging", ""),
            sleutel=form.cleaned_data.get("sleutel"),
        )
    except CasusOnbekend:
        messages.error(request, _("Deze casus bestaat niet meer. Uw uitslag blijft bewaard."))
        return redirect("simulatie_start")
    except Geweigerd as fout:
        messages.error(request, fout.melding)
        return redirect("simulatie_uitslag", sleutel=bron.sleutel)
    messages.success(
        request,
        _("Dit is een nieuwe oefening: uw plan met de wijziging erin. Uw uitslag blijft zoals hij was."),
    )
    return redirect("simulatie_sessie", sleutel=sessie.sleutel)


def _op_aanbod(sleutel: str) -> Casus:
    for casus in casussen():
        if casus.sleutel == sleutel:
            return casus
    raise Http404


def _begin_form() -> BeginForm:
    return BeginForm(auto_id=False)


def _kruimels(*titels: str) -> list[dict[str, str]]:
    begin = {"titel": _("Simulatie")} | ({"url": reverse("simulatie_start")} if titels else {})
    return [begin, *({"titel": titel} for titel in titels)]
