"""Playing a test: the research, the answer to a dilemma, a prediction, closing the round.

The page of the round itself is that of the plan (``toon_plan``): there is one address for a session.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from simulatie.acties import spel
from simulatie.acties.beurt import speelbare_casus
from simulatie.acties.geweigerd import (
    CasusVernieuwd,
    Geweigerd,
    NietAanZet,
    Uitgespeeld,
    VerouderdTabblad,
)
from simulatie.forms.besluit import BesluitForm
from simulatie.forms.ronde import BronForm, DilemmaForm
from simulatie.kern import Bron, Casus
from simulatie.models import Besluit, Sessie
from simulatie.schermen.anders import oefendilemma
from simulatie.schermen.bevestiging import bevestiging
from simulatie.schermen.ronde import onderzoek as bronnen_per_niveau
from simulatie.spel.stand import Stand
from simulatie.spel.verloop import fase, speelstand, te_voorspellen
from simulatie.spel.voorspellen import opgaven
from simulatie.views.sessie import adres_van, kruimels, toon_plan, toon_verouderd, voorspelform
from simulatie.views.toegang import (
    Verzoek,
    besluit_per_post,
    formulier_per_post,
    in_sessie,
    mijn_sessie,
    waarom_niet_verstuurd,
)


@login_required
@require_GET
def onderzoek(request: Verzoek, sleutel: uuid.UUID) -> HttpResponse:
    """Every source of the case: what it gives, what it asks, and what of it is known now."""
    sessie = mijn_sessie(request, sleutel)
    if sessie.is_beoordeeld or sessie.soort != Sessie.Soort.TOETS:
        return redirect("simulatie_sessie", sleutel=sessie.sleutel)
    try:
        casus = speelbare_casus(sessie)
    except CasusVernieuwd as fout:
        return toon_verouderd(request, sessie, fout)
    return _toon_onderzoek(request, sessie, casus, sessie.stand())


@formulier_per_post
@in_sessie
def vraag_bron(request: Verzoek, sessie: Sessie, casus: Casus, bron: str) -> HttpResponse:
    gekozen = next((een for een in casus.bronnen if een.sleutel == bron), None)
    if gekozen is None:
        raise Geweigerd(_("Deze bron bestaat niet in deze casus."))
    form = BronForm(request.POST, bron=gekozen)
    if form.is_valid():
        with _weigering_in(form):
            besluit = spel.vraag_bron(
                sessie=sessie,
                verwacht_nummer=form.nummer,
                bron=bron,
                grondslag=form.cleaned_data["grondslag"],
                toch=form.cleaned_data["toch"],
            )
            return _na_besluit(request, sessie, casus, besluit)
    _zeg_waarom_niet(request, form)
    return _toon_onderzoek(request, sessie, casus, sessie.stand(), bron, form)


@formulier_per_post
@in_sessie
def beantwoord(request: Verzoek, sessie: Sessie, casus: Casus, gebeurtenis: str) -> HttpResponse:
    dilemma = next((een for een in casus.gebeurtenissen if een.sleutel == gebeurtenis and een.keuzes), None)
    if dilemma is None:
        raise Geweigerd(_("Dit dilemma bestaat niet in deze casus."))
    form = DilemmaForm(request.POST, dilemma=dilemma, zaad=sessie.zaad)
    if form.is_valid():
        with _weigering_in(form):
            besluit = spel.beantwoord(
                sessie=sessie,
                verwacht_nummer=form.nummer,
                gebeurtenis=gebeurtenis,
                keuze=form.cleaned_data["keuze"],
            )
            return _na_besluit(request, sessie, casus, besluit)
    _zeg_waarom_niet(request, form)
    stand = sessie.stand()
    if stand.dilemma == gebeurtenis:
        return toon_plan(request, sessie, casus, stand, spelform=form)
    return _naar_sessie(request, sessie, form)


@login_required
@require_GET
def oefen_dilemma(request: Verzoek, sleutel: uuid.UUID) -> HttpResponse:
    """Practice: a dilemma of the case, and what every answer to it does in the model. Nothing is stored."""
    sessie = mijn_sessie(request, sleutel)
    if sessie.is_beoordeeld or sessie.soort != Sessie.Soort.OEFENEN:
        return redirect("simulatie_sessie", sleutel=sessie.sleutel)
    try:
        casus = speelbare_casus(sessie)
    except CasusVernieuwd as fout:
        return toon_verouderd(request, sessie, fout)
    beeld = oefendilemma(casus, sessie.zaad, sessie.stand().plan, request.GET)
    form = DilemmaForm(dilemma=beeld.dilemma, zaad=sessie.zaad) if beeld.dilemma else None
    inhoud = {
        "sessie": sessie,
        "casus": casus,
        "beeld": beeld,
        "antwoordform": form,
        "kruimels": kruimels(sessie, casus, _("Oefenen met een dilemma")),
    }
    return render(request, "simulatie/ronde_anders.html", inhoud)


@formulier_per_post
@in_sessie
def voorspel(request: Verzoek, sessie: Sessie, casus: Casus) -> HttpResponse:
    stand = sessie.stand()
    mogelijk = opgaven(casus, stand, speelstand(casus, sessie.zaad, stand))
    form = voorspelform(casus, mogelijk, request.POST.get("indicator", ""), request.POST)
    if form.is_valid():
        with _weigering_in(form):
            besluit = spel.voorspel(
                sessie=sessie,
                verwacht_nummer=form.nummer,
                indicator=form.opgave.indicator,
                waarden=form.waarden,
                reden=form.cleaned_data["reden"],
            )
            return _na_besluit(request, sessie, casus, besluit)
    _zeg_waarom_niet(request, form)
    if te_voorspellen(casus, stand) is not None:
        return toon_plan(request, sessie, casus, stand, spelform=form)
    messages.info(request, _("U schreef: “%(reden)s”") % {"reden": request.POST.get("reden", "")})
    return _naar_sessie(request, sessie, form)


@besluit_per_post
@in_sessie
def sluit(request: Verzoek, sessie: Sessie, casus: Casus) -> HttpResponse:
    form = BesluitForm(request.POST)
    form.eis_geldig()
    besluit = spel.sluit_ronde(sessie=sessie, verwacht_nummer=form.nummer)
    return _na_besluit(request, sessie, casus, besluit)


@contextmanager
def _weigering_in(form: BesluitForm) -> Iterator[None]:
    """Say in the form why its decision was refused; what closes the session, or the question, goes further up."""
    try:
        yield
    except (Uitgespeeld, NietAanZet):
        raise
    except Geweigerd as fout:
        form.add_error(None, fout.melding)


def _zeg_waarom_niet(request: Verzoek, form: BesluitForm) -> None:
    """A form without its number decides nothing; it says so, and can be sent again from the page it is shown on."""
    if "verwacht_nummer" in form.errors:
        del form.errors["verwacht_nummer"]
        form.add_error(None, waarom_niet_verstuurd(request, VerouderdTabblad().melding))


def _na_besluit(request: Verzoek, sessie: Sessie, casus: Casus, besluit: Besluit) -> HttpResponse:
    if zin := bevestiging(casus, besluit):
        messages.success(request, zin)
    return redirect(adres_van(sessie, besluit))


def _naar_sessie(request: Verzoek, sessie: Sessie, form: BesluitForm) -> HttpResponse:
    """Where the question is no longer there, what was wrong stands above the page of the session."""
    for melding in form.non_field_errors():
        messages.error(request, str(melding))
    return redirect("simulatie_sessie", sleutel=sessie.sleutel)


def _toon_onderzoek(
    request: Verzoek,
    sessie: Sessie,
    casus: Casus,
    stand: Stand,
    fout_bron: str = "",
    fout_form: BronForm | None = None,
) -> HttpResponse:
    def form_bij(bron: Bron) -> BronForm:
        return fout_form if fout_form is not None and bron.sleutel == fout_bron else BronForm(bron=bron)

    niveaus = [
        replace(niveau, bronnen=[replace(regel, form=form_bij(regel.bron)) for regel in niveau.bronnen])
        for niveau in bronnen_per_niveau(casus, stand)
    ]
    inhoud = {
        "sessie": sessie,
        "casus": casus,
        "stand": stand,
        "fase": fase(casus, stand),
        "niveaus": niveaus,
        "form": fout_form,
        "kruimels": kruimels(sessie, casus, _("Onderzoek")),
    }
    return render(request, "simulatie/ronde_onderzoek.html", inhoud, status=200 if fout_form is None else 422)
