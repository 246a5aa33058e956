"""Enrolling, the checklist of a course, and the step into the simulation."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from cursussen.acties.inschrijvingen import schrijf_in
from cursussen.acties.leergangen import schrijf_in_voor_leergang
from cursussen.acties.simulaties import begin_simulatie
from cursussen.forms import SimulatieForm
from cursussen.models import CursusPagina, LeergangPagina
from cursussen.schermen.checklijst import maak_checklijst
from cursussen.views.toegang import besloten, eigen_inschrijving, kruimels, persoon
from simulatie.models import Sessie, is_nieuweling


@besloten
def cursus_inschrijven(request: HttpRequest, cursus_id: int) -> HttpResponse:
    """Only a POST enrols; whoever comes back here after signing in lands on the course page with its button."""
    cursus = get_object_or_404(CursusPagina.objects.live().public(), id=cursus_id)
    if request.method != "POST":
        return redirect(cursus.get_url(request))
    try:
        inschrijving = schrijf_in(gebruiker=persoon(request), cursus=cursus)
    except ValidationError as fout:
        messages.error(request, " ".join(fout.messages))
        return redirect(cursus.get_url(request))
    return redirect("leren_cursus", inschrijving.sleutel)


@besloten
def leergang_inschrijven(request: HttpRequest, leergang_id: int) -> HttpResponse:
    """Only a POST enrols; the page of the programme says what that opened."""
    leergang = get_object_or_404(LeergangPagina.objects.live().public(), id=leergang_id)
    if request.method == "POST":
        try:
            schrijf_in_voor_leergang(gebruiker=persoon(request), leergang=leergang)
        except ValidationError as fout:
            messages.error(request, " ".join(fout.messages))
    return redirect(leergang.get_url(request))


@besloten
def leren_cursus(request: HttpRequest, sleutel: UUID) -> HttpResponse:
    inschrijving = eigen_inschrijving(request, sleutel)
    oefenpogingen = [poging for poging in inschrijving.simulatiepogingen.all() if not poging.is_toets]
    toetsen = [poging for poging in inschrijving.simulatiepogingen.all() if poging.is_toets]
    context = {
        "inschrijving": inschrijving,
        "checklijst": maak_checklijst(inschrijving),
        "cursus_url": inschrijving.cursus.get_url(request) if inschrijving.cursus.live else "",
        "oefenen_open": any(not poging.beoordeeld for poging in oefenpogingen),
        "toets_open": any(not poging.beoordeeld for poging in toetsen),
        "nabesprekingen": [poging for poging in [*oefenpogingen, *toetsen] if poging.beoordeeld],
        "oefenen_form": SimulatieForm(initial={"soort": Sessie.Soort.OEFENEN}, auto_id=False),
        "toets_form": SimulatieForm(initial={"soort": Sessie.Soort.TOETS}, auto_id=False),
        "kruimels": kruimels(inschrijving),
    }
    return render(request, "cursussen/leren_cursus.html", context)


@besloten
def leren_simulatie(request: HttpRequest, sleutel: UUID) -> HttpResponse:
    inschrijving = eigen_inschrijving(request, sleutel)
    if request.method != "POST":
        return redirect("leren_cursus", sleutel)
    form = SimulatieForm(request.POST)
    if not form.is_valid():
        messages.error(request, " ".join(str(fout) for fout in form.errors["soort"]))
        return redirect("leren_cursus", sleutel)
    try:
        sessie = begin_simulatie(inschrijving=inschrijving, soort=form.cleaned_data["soort"])
    except ValidationError as fout:
        messages.error(request, " ".join(fout.messages))
        return redirect("leren_cursus", sleutel)
    if sessie.soort == Sessie.Soort.OEFENEN and is_nieuweling(persoon(request)):
        return redirect("simulatie_briefing", sessie.sleutel)
    return redirect("simulatie_sessie", sessie.sleutel)
