"""The plan of a session: show it, change it, take a change back."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from simulatie.acties import plan as plan_acties
from simulatie.acties.slot import (
    BesluitGeweigerd,
    CasusVernieuwd,
    SessieGesloten,
    VerouderdTabblad,
    speelbare_casus,
)
from simulatie.forms import BeginForm, BesluitForm, InzetForm, ToevoegForm, VerschuifForm, gebruikelijke_duur
from simulatie.kern import Casus, PlanOngeldig
from simulatie.models import Besluit, Sessie, Stand
from simulatie.rapporten.briefing import catalogus
from simulatie.rapporten.werkblad import lijnen, werkblad
from simulatie.views.toegang import Verzoek, besluit_per_post, mijn_sessie

STANDAARD_MATE = 60


@login_required
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
def kaarten(request: Verzoek, sleutel: uuid.UUID) -> HttpResponse:
    """Every card of the case with what it does, asks and needs."""
    sessie = mijn_sessie(request, sleutel)
    try:
        casus = speelbare_casus(sessie)
    except CasusVernieuwd as fout:
        return toon_verouderd(request, sessie, fout)
    inhoud = {"sessie": sessie, "casus": casus, "groepen": catalogus(casus)}
    return render(
        request, "simulatie/kaarten.html", inhoud | {"kruimels": kruimels(sessie, casus, _("Maatregelen"))}
    )


@besluit_per_post
def voeg_toe(request: Verzoek, sleutel: uuid.UUID) -> HttpResponse:
    def form_van(casus: Casus, stand: Stand) -> InzetForm:
        return ToevoegForm(request.POST, casus=casus, auto_id="nieuw_%s")

    def actie(sessie: Sessie, form: InzetForm) -> Besluit:
        return plan_acties.voeg_toe(sessie=sessie, verwacht_nummer=form.nummer, **form.inzet)

    return _met_form(request, sleutel, form_van, actie, rij=None)


@besluit_per_post
def wijzig(request: Verzoek, sleutel: uuid.UUID, inzet: str) -> HttpResponse:
    def form_van(casus: Casus, stand: Stand) -> InzetForm:
        return InzetForm(request.POST, casus=casus, auto_id=f"{inzet}_%s")

    def actie(sessie: Sessie, form: InzetForm) -> Besluit:
        return plan_acties.wijzig(sessie=sessie, verwacht_nummer=form.nummer, inzet=inzet, **form.inzet)

    return _met_form(request, sleutel, form_van, actie, rij=inzet)


@besluit_per_post
def verschuif(request: Verzoek, sleutel: uuid.UUID, inzet: str) -> HttpResponse:
    return _zonder_velden(
        request,
        sleutel,
        VerschuifForm(request.POST),
        lambda sessie, form: plan_acties.verschuif(
            sessie=sessie, verwacht_nummer=form.nummer, inzet=inzet, maanden=form.cleaned_data["maanden"]
        ),
    )


@besluit_per_post
def verwijder(request: Verzoek, sleutel: uuid.UUID, inzet: str) -> HttpResponse:
    return _zonder_velden(
        request,
        sleutel,
        BesluitForm(request.POST),
        lambda sessie, form: plan_acties.verwijder(sessie=sessie, verwacht_nummer=form.nummer, inzet=inzet),
    )


@besluit_per_post
def maak_ongedaan(request: Verzoek, sleutel: uuid.UUID) -> HttpResponse:
    return _zonder_velden(
        request,
        sleutel,
        BesluitForm(request.POST),
        lambda sessie, form: plan_acties.maak_ongedaan(sessie=sessie, verwacht_nummer=form.nummer),
    )


@besluit_per_post
def doe_opnieuw(request: Verzoek, sleutel: uuid.UUID) -> HttpResponse:
    return _zonder_velden(
        request,
        sleutel,
        BesluitForm(request.POST),
        lambda sessie, form: plan_acties.doe_opnieuw(sessie=sessie, verwacht_nummer=form.nummer),
    )


def toon_plan(
    request: Verzoek,
    sessie: Sessie,
    casus: Casus,
    stand: Stand,
    *,
    fout_form: InzetForm | None = None,
    fout_rij: str | None = None,
    gekozen: str = "",
) -> HttpResponse:
    """The page of the plan; ``fout_form`` is a refused form of row ``fout_rij``, or the one for adding."""
    blad = werkblad(casus, stand)
    for rij in blad["rijen"]:
        rij["form"] = InzetForm.van(rij["inzet"], stand.nummer, casus, auto_id=f"{rij['sleutel']}_%s")
        if fout_form is not None and rij["sleutel"] == fout_rij:
            rij["form"] = fout_form
    inhoud = {
        "sessie": sessie,
        "casus": casus,
        "stand": stand,
        "blad": blad,
        "lijnen": lijnen(casus, stand.plan) if sessie.soort == Sessie.Soort.OEFENEN else [],
        "toevoegform": _toevoegform(casus, stand, gekozen),
        "form": fout_form,
        "kruimels": kruimels(sessie, casus),
    }
    if fout_form is not None and fout_rij not in stand.inzetten:
        inhoud["toevoegform"] = (
            fout_form if fout_rij is None else _uit_weggehaald(sessie, fout_form, fout_rij)
        )
    return render(request, "simulatie/sessie.html", inhoud, status=200 if fout_form is None else 422)


def toon_verouderd(request: Verzoek, sessie: Sessie, fout: CasusVernieuwd) -> HttpResponse:
    """A session of an older version of its case: the plan can be read and taken along."""
    inhoud = {
        "sessie": sessie,
        "melding": fout.melding,
        "inzetten": list(sessie.inzetten().values()),
        "form": BeginForm(auto_id=False),
    }
    return render(request, "simulatie/vernieuwd.html", inhoud)


def kruimels(sessie: Sessie, casus: Casus, *titels: str) -> list[dict[str, str]]:
    begin = {"titel": _("Simulatie"), "url": reverse("simulatie_start")}
    if not titels:
        return [begin, {"titel": casus.naam}]
    adres = reverse("simulatie_sessie", args=[sessie.sleutel])
    return [begin, {"titel": casus.naam, "url": adres}, *({"titel": titel} for titel in titels)]


def _toevoegform(casus: Casus, stand: Stand, gekozen: str) -> ToevoegForm:
    begin: dict[str, Any] = {"verwacht_nummer": stand.nummer, "start": 0, "mate": STANDAARD_MATE}
    if gekozen in casus.kaarten:
        begin |= {"kaart": gekozen, "duur": gebruikelijke_duur(casus, gekozen, 0)}
    return ToevoegForm(casus=casus, initial=begin, auto_id="nieuw_%s")


def _uit_weggehaald(sessie: Sessie, form: InzetForm, inzet: str) -> ToevoegForm:
    """What was typed for a measure that another tab took out, ready to be added again."""
    kaart = (
        sessie.besluiten.filter(inzet=inzet).exclude(gegevens={}).values_list("gegevens__kaart", flat=True)
    )
    begin = {
        veld: form[veld].value() for veld in ("verwacht_nummer", "start", "duur", "mate", "deelgebieden")
    }
    return ToevoegForm(casus=form.casus, initial=begin | {"kaart": kaart.last()}, auto_id="nieuw_%s")


def _met_form(
    request: Verzoek,
    sleutel: uuid.UUID,
    form_van: Callable[[Casus, Stand], InzetForm],
    actie: Callable[[Sessie, InzetForm], Besluit],
    rij: str | None,
) -> HttpResponse:
    """Decide what a form says. A refusal shows the plan as it is now, with everything that was typed."""
    sessie = mijn_sessie(request, sleutel)
    try:
        casus = speelbare_casus(sessie)
        form = form_van(casus, sessie.stand())
        if form.is_valid():
            try:
                besluit = actie(sessie, form)
            except PlanOngeldig as fout:
                form.weiger(fout.bevindingen)
            except (SessieGesloten, CasusVernieuwd):
                raise
            except BesluitGeweigerd as fout:
                form.verstuur_opnieuw(sessie.laatste_nummer(), fout.melding)
            else:
                messages.success(request, beschrijf(casus, besluit))
                return redirect(adres_van(sessie, besluit))
        elif "verwacht_nummer" in form.errors:
            del form.errors["verwacht_nummer"]
            form.verstuur_opnieuw(sessie.laatste_nummer(), VerouderdTabblad().melding)
    except BesluitGeweigerd as fout:
        messages.error(request, fout.melding)
        return redirect("simulatie_sessie", sleutel=sessie.sleutel)
    return toon_plan(request, sessie, casus, sessie.stand(), fout_form=form, fout_rij=rij)


def _zonder_velden(
    request: Verzoek,
    sleutel: uuid.UUID,
    form: BesluitForm,
    actie: Callable[[Sessie, Any], Besluit],
) -> HttpResponse:
    """A decision by one button: done, or refused with the reason above the plan as it is now."""
    sessie = mijn_sessie(request, sleutel)
    try:
        casus = speelbare_casus(sessie)
        if not form.is_valid():
            raise VerouderdTabblad
        besluit = actie(sessie, form)
    except PlanOngeldig as fout:
        redenen = " ".join(f"{b.melding} {b.remedie}" for b in fout.bevindingen)
        messages.error(
            request, _("Dit kan niet, en er is niets veranderd. %(redenen)s") % {"redenen": redenen}
        )
    except BesluitGeweigerd as fout:
        messages.error(request, fout.melding)
    else:
        messages.success(request, beschrijf(casus, besluit))
        return redirect(adres_van(sessie, besluit))
    return redirect("simulatie_sessie", sleutel=sessie.sleutel)


def adres_van(sessie: Sessie, besluit: Besluit) -> str:
    """Back to the plan, at the measure that changed."""
    adres = reverse("simulatie_sessie", args=[sessie.sleutel])
    weg = besluit.soort == Besluit.Soort.VERWIJDEREN
    return f"{adres}#plan" if weg else f"{adres}#{besluit.inzet}"


def beschrijf(casus: Casus, besluit: Besluit) -> str:
    """What a decision did, in a sentence."""
    if besluit.soort == Besluit.Soort.VERWIJDEREN:
        return _("De maatregel is uit uw plan gehaald.")
    gegevens = besluit.gegevens
    kaart = casus.kaarten[gegevens["kaart"]]
    return _(
        "%(code)s %(kort)s staat in uw plan van maand %(start)d tot maand %(einde)d, mate %(mate)d %%."
    ) % {
        "code": kaart.code,
        "kort": kaart.kort,
        "start": gegevens["start"],
        "einde": gegevens["start"] + gegevens["duur"],
        "mate": round(gegevens["mate"] * 100),
    }
