"""Deciding about the plan of a session. Form, measure, action, decision, page: each view is that road from top to bottom."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.http import require_GET

from simulatie.acties import plan as plan_acties
from simulatie.acties.beurt import speelbare_casus
from simulatie.acties.bewaren import zet_terug_naar
from simulatie.acties.geweigerd import CasusVernieuwd, Geweigerd, Uitgespeeld, VerouderdTabblad
from simulatie.forms.besluit import BesluitForm
from simulatie.forms.plan import InzetForm, TerugzetForm, ToevoegForm, VerschuifForm
from simulatie.kern import Casus, PlanOngeldig
from simulatie.models import Besluit, Sessie
from simulatie.schermen import leermodel
from simulatie.schermen.briefing import briefing as maak_briefing
from simulatie.schermen.catalogus import catalogus
from simulatie.schermen.eerste_oefening import uitnodiging
from simulatie.views.sessie import kruimels, na_besluit, toon_plan, toon_verouderd
from simulatie.views.toegang import (
    Verzoek,
    besluit_per_post,
    formulier_per_post,
    in_sessie,
    mijn_sessie,
    waarom_niet_verstuurd,
)

EEN_JAAR = 365 * 24 * 3600


@login_required
@never_cache
@require_GET
def plan(request: Verzoek, sleutel: uuid.UUID) -> HttpResponse:
    sessie = mijn_sessie(request, sleutel)
    if sessie.is_beoordeeld:
        return redirect("simulatie_uitslag", sleutel=sessie.sleutel)
    try:
        casus = speelbare_casus(sessie)
    except CasusVernieuwd as fout:
        return toon_verouderd(request, sessie, fout)
    return toon_plan(request, sessie, casus, sessie.stand(), gekozen=request.GET.get("kaart", ""))


@login_required
@require_GET
@cache_control(private=True, max_age=EEN_JAAR, immutable=True)
def getallen(request: Verzoek, versie: int, merk: str) -> HttpResponse:
    """The numbers of a case version, for who practises with it: what is at an address never changes."""
    van_mij = Sessie.objects.van(request.user).filter(soort=Sessie.Soort.OEFENEN, casusversie=versie)
    sessie = van_mij.met_casusversie().first()
    inhoud = leermodel.getallen(sessie.eigen_casus) if sessie else ""
    if sessie is None or leermodel.merk(inhoud) != merk:
        raise Http404
    return HttpResponse(inhoud, content_type="application/json")


@login_required
@require_GET
def briefing(request: Verzoek, sleutel: uuid.UUID) -> HttpResponse:
    """The briefing in the version of this session, whatever the case says by now."""
    sessie = mijn_sessie(request, sleutel)
    try:
        casus = speelbare_casus(sessie)
    except CasusVernieuwd as fout:
        return toon_verouderd(request, sessie, fout)
    inhoud = {
        "sessie": sessie,
        "briefing": maak_briefing(casus),
        "eerste": uitnodiging(request.user, casus),
        "kruimels": kruimels(sessie, casus, _("Briefing")),
    }
    return render(request, "simulatie/casus.html", inhoud)


@login_required
@require_GET
def nieuwe_versie(request: Verzoek, sleutel: uuid.UUID) -> HttpResponse:
    """What a newer version of the case means for this session, and taking the plan along to it."""
    sessie = mijn_sessie(request, sleutel)
    if not sessie.nieuwere_versie():
        return redirect("simulatie_sessie", sleutel=sessie.sleutel)
    return toon_verouderd(request, sessie)


@login_required
@require_GET
def maatregelen(request: Verzoek, sleutel: uuid.UUID) -> HttpResponse:
    """Every measure of the case with what it does, asks and needs."""
    sessie = mijn_sessie(request, sleutel)
    try:
        casus = speelbare_casus(sessie)
    except CasusVernieuwd as fout:
        return toon_verouderd(request, sessie, fout)
    inhoud = {"sessie": sessie, "casus": casus, "groepen": catalogus(casus)}
    return render(
        request,
        "simulatie/maatregelen.html",
        inhoud | {"kruimels": kruimels(sessie, casus, _("Maatregelen"))},
    )


@formulier_per_post
@in_sessie
def voeg_toe(request: Verzoek, sessie: Sessie, casus: Casus) -> HttpResponse:
    form = ToevoegForm(request.POST, casus=casus, auto_id="nieuw_%s")
    if form.is_valid():
        with _weigering_in(form, sessie):
            besluit = plan_acties.voeg_toe(sessie=sessie, verwacht_nummer=form.nummer, inzet=form.inzet)
            return na_besluit(request, sessie, casus, besluit)
    return _toon_geweigerd(request, sessie, casus, form, rij=None)


@formulier_per_post
@in_sessie
def wijzig(request: Verzoek, sessie: Sessie, casus: Casus, maatregel: str) -> HttpResponse:
    form = InzetForm(request.POST, casus=casus, auto_id=f"{maatregel}_%s")
    if form.is_valid():
        with _weigering_in(form, sessie):
            besluit = plan_acties.wijzig(
                sessie=sessie, verwacht_nummer=form.nummer, sleutel=maatregel, **form.velden
            )
            return na_besluit(request, sessie, casus, besluit)
    return _toon_geweigerd(request, sessie, casus, form, rij=maatregel)


@besluit_per_post
@in_sessie
def verschuif(request: Verzoek, sessie: Sessie, casus: Casus, maatregel: str) -> HttpResponse:
    form = VerschuifForm(request.POST)
    form.eis_geldig()
    besluit = plan_acties.verschuif(
        sessie=sessie, verwacht_nummer=form.nummer, sleutel=maatregel, **form.stap
    )
    return na_besluit(request, sessie, casus, besluit)


@besluit_per_post
@in_sessie
def verwijder(request: Verzoek, sessie: Sessie, casus: Casus, maatregel: str) -> HttpResponse:
    form = BesluitForm(request.POST)
    form.eis_geldig()
    besluit = plan_acties.verwijder(sessie=sessie, verwacht_nummer=form.nummer, sleutel=maatregel)
    return na_besluit(request, sessie, casus, besluit)


def _knop(actie: Callable[..., Besluit]) -> Callable[..., HttpResponse]:
    """The view of a button that asks nothing but the number the page was made with."""

    @besluit_per_post
    @in_sessie
    def knop(request: Verzoek, sessie: Sessie, casus: Casus) -> HttpResponse:
        form = BesluitForm(request.POST)
        form.eis_geldig()
        besluit = actie(sessie=sessie, verwacht_nummer=form.nummer)
        return na_besluit(request, sessie, casus, besluit)

    return knop


maak_ongedaan = _knop(plan_acties.maak_ongedaan)
doe_opnieuw = _knop(plan_acties.doe_opnieuw)
keer_om = _knop(plan_acties.keer_om)


@besluit_per_post
@in_sessie
def zet_terug(request: Verzoek, sessie: Sessie, casus: Casus) -> HttpResponse:
    form = TerugzetForm(request.POST)
    form.eis_geldig()
    besluit = zet_terug_naar(sessie=sessie, verwacht_nummer=form.nummer, naar=form.cleaned_data["naar"])
    return na_besluit(request, sessie, casus, besluit)


@contextmanager
def _weigering_in(form: InzetForm, sessie: Sessie) -> Iterator[None]:
    """Say in the form why its decision was refused, ready to be sent again; what closes the session goes further up."""
    try:
        yield
    except PlanOngeldig as fout:
        form.weiger(fout.bevindingen)
    except Uitgespeeld:
        raise
    except Geweigerd as fout:
        form.verstuur_opnieuw(sessie.laatste_nummer(), fout.melding)


def _toon_geweigerd(
    request: Verzoek, sessie: Sessie, casus: Casus, form: InzetForm, rij: str | None
) -> HttpResponse:
    """The plan as it is now, with everything that was typed. ``rij``: the measure the form is about; None: a new one."""
    if "verwacht_nummer" in form.errors:
        del form.errors["verwacht_nummer"]
        form.verstuur_opnieuw(
            sessie.laatste_nummer(), waarom_niet_verstuurd(request, VerouderdTabblad().melding)
        )
    return toon_plan(request, sessie, casus, sessie.stand(), fout_form=form, fout_rij=rij)
