"""Playing a test: the research, the answer to a dilemma, a prediction, closing the round.

The page of the round itself is that of the plan (``toon_plan``): there is one address for a session.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from simulatie.acties import spel
from simulatie.acties.slot import (
    BesluitGeweigerd,
    CasusVernieuwd,
    NietAanZet,
    SessieGesloten,
    VerouderdTabblad,
    speelbare_casus,
)
from simulatie.forms import AntwoordForm, BesluitForm, BronForm, VoorspelForm
from simulatie.kern import Bron, Casus, Gebeurtenis
from simulatie.models import Besluit, Sessie
from simulatie.schermen.ronde import onderzoek as bronnen_per_niveau
from simulatie.spel.stand import Stand
from simulatie.spel.verloop import fase, te_voorspellen
from simulatie.views.plan import adres_van, beschrijf, kruimels, toon_plan, toon_verouderd
from simulatie.views.toegang import (
    Verzoek,
    besluit_per_post,
    formulier_per_post,
    mijn_sessie,
    waarom_niet_verstuurd,
)

Toon = Callable[[Sessie, Casus, Stand, Any], HttpResponse | None]


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
def vraag_bron(request: Verzoek, sleutel: uuid.UUID, bron: str) -> HttpResponse:
    def form_van(casus: Casus) -> BronForm:
        gekozen = next((een for een in casus.bronnen if een.sleutel == bron), None)
        if gekozen is None:
            raise BesluitGeweigerd(_("Deze bron bestaat niet in deze casus."))
        return BronForm(request.POST, bron=gekozen)

    def actie(sessie: Sessie, form: BronForm) -> Besluit:
        gegevens = form.cleaned_data
        return spel.vraag_bron(
            sessie=sessie,
            verwacht_nummer=form.nummer,
            bron=bron,
            grondslag=gegevens["grondslag"],
            toch=gegevens["toch"],
        )

    def toon(sessie: Sessie, casus: Casus, stand: Stand, form: BronForm) -> HttpResponse | None:
        return _toon_onderzoek(request, sessie, casus, stand, bron, form)

    return _speel(request, sleutel, form_van, actie, toon)


@formulier_per_post
def beantwoord(request: Verzoek, sleutel: uuid.UUID, gebeurtenis: str) -> HttpResponse:
    def form_van(casus: Casus) -> AntwoordForm:
        return AntwoordForm(request.POST, dilemma=_dilemma(casus, gebeurtenis))

    def actie(sessie: Sessie, form: AntwoordForm) -> Besluit:
        return spel.beantwoord(
            sessie=sessie,
            verwacht_nummer=form.nummer,
            gebeurtenis=gebeurtenis,
            keuze=form.cleaned_data["keuze"],
        )

    def toon(sessie: Sessie, casus: Casus, stand: Stand, form: AntwoordForm) -> HttpResponse | None:
        if stand.dilemma != gebeurtenis:
            return None
        return toon_plan(request, sessie, casus, stand, spelform=form)

    return _speel(request, sleutel, form_van, actie, toon)


@formulier_per_post
def voorspel(request: Verzoek, sleutel: uuid.UUID) -> HttpResponse:
    def actie(sessie: Sessie, form: VoorspelForm) -> Besluit:
        velden = ("meldingen", "leefbaarheid", "reden")
        return spel.voorspel(
            sessie=sessie,
            verwacht_nummer=form.nummer,
            **{veld: form.cleaned_data[veld] for veld in velden},
        )

    def toon(sessie: Sessie, casus: Casus, stand: Stand, form: VoorspelForm) -> HttpResponse | None:
        if te_voorspellen(casus, stand) is None:
            messages.info(request, _("U schreef: “%(reden)s”") % {"reden": request.POST.get("reden", "")})
            return None
        return toon_plan(request, sessie, casus, stand, spelform=form)

    return _speel(request, sleutel, lambda casus: VoorspelForm(request.POST), actie, toon)


@besluit_per_post
def sluit(request: Verzoek, sleutel: uuid.UUID) -> HttpResponse:
    return _speel(
        request,
        sleutel,
        lambda casus: BesluitForm(request.POST),
        lambda sessie, form: spel.sluit_ronde(sessie=sessie, verwacht_nummer=form.nummer),
        lambda sessie, casus, stand, form: None,
    )


def _speel(
    request: Verzoek,
    sleutel: uuid.UUID,
    form_van: Callable[[Casus], Any],
    actie: Callable[[Sessie, Any], Besluit],
    toon: Toon,
) -> HttpResponse:
    """Decide what a form says. A refusal shows its page as it is now with what was filled in; where the question is
    no longer there (``toon`` gives None) the reason stands above the page of the session."""
    sessie = mijn_sessie(request, sleutel)
    try:
        casus = speelbare_casus(sessie)
        form = form_van(casus)
        if form.is_valid():
            try:
                besluit = actie(sessie, form)
            except (SessieGesloten, CasusVernieuwd, NietAanZet):
                raise
            except BesluitGeweigerd as fout:
                if sessie.soort != Sessie.Soort.TOETS:
                    raise
                form.add_error(None, fout.melding)
            else:
                messages.success(request, beschrijf(casus, besluit))
                return redirect(adres_van(sessie, besluit))
        elif "verwacht_nummer" in form.errors:
            del form.errors["verwacht_nummer"]
            form.add_error(None, waarom_niet_verstuurd(request, VerouderdTabblad().melding))
        if antwoord := toon(sessie, casus, sessie.stand(), form):
            return antwoord
        for melding in form.non_field_errors():
            messages.error(request, melding)
    except BesluitGeweigerd as fout:
        messages.error(request, fout.melding)
    return redirect("simulatie_sessie", sleutel=sessie.sleutel)


def _dilemma(casus: Casus, sleutel: str) -> Gebeurtenis:
    for gebeurtenis in casus.gebeurtenissen:
        if gebeurtenis.sleutel == sleutel and gebeurtenis.keuzes:
            return gebeurtenis
    raise BesluitGeweigerd(_("Dit dilemma bestaat niet in deze casus."))


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

    niveaus = bronnen_per_niveau(casus, stand)
    for niveau in niveaus:
        for regel in niveau["bronnen"]:
            regel["form"] = form_bij(regel["bron"])
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
