"""Looking along: the trainee decides who may, the trainer looks back and leaves a remark."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from academy.gebruikers.rechten import is_trainer
from simulatie.acties.begeleiding import laat_meekijken, maak_opmerking, trek_meekijken_in
from simulatie.acties.geweigerd import Geweigerd
from simulatie.acties.nakijken import kijk_na, vraag_nakijken
from simulatie.forms.begeleiding import MeekijkForm, NakijkForm, OpmerkingForm, VerzoekForm
from simulatie.models import Nakijkverzoek, Sessie
from simulatie.rechten import (
    mag_meekijken,
    mag_nakijken,
    mee_te_kijken,
    na_te_kijken,
    toe_te_laten,
    toegelaten_trainer,
)
from simulatie.schermen.groepen import groepsoverzicht
from simulatie.schermen.terugblik import terugblik
from simulatie.schermen.uitslag import uitslag_van
from simulatie.views.toegang import Verzoek, mijn_sessie


@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def meekijken(request: Verzoek, sleutel: uuid.UUID) -> HttpResponse:
    """The switch of the trainee: who may look along with this session; nobody unless it says so here."""
    sessie = mijn_sessie(request, sleutel)
    keuzes = toe_te_laten(sessie)
    form = MeekijkForm()
    if request.method == "POST" and "intrekken" in request.POST:
        trek_meekijken_in(sessie=sessie)
        messages.success(request, _("Niemand kijkt nu mee met deze sessie."))
        return redirect("simulatie_meekijken", sleutel=sessie.sleutel)
    if request.method == "POST":
        form = MeekijkForm(request.POST)
    form.fields["trainer"].queryset = keuzes  # type: ignore[attr-defined]
    if form.is_bound and form.is_valid():
        trainer = form.cleaned_data["trainer"]
        try:
            laat_meekijken(sessie=sessie, trainer=trainer)
        except Geweigerd as fout:
            messages.error(request, fout.melding)
        else:
            messages.success(
                request, _("%(trainer)s kan nu meekijken met deze sessie.") % {"trainer": trainer}
            )
        return redirect("simulatie_meekijken", sleutel=sessie.sleutel)
    inhoud = {
        "sessie": sessie,
        "casusnaam": sessie.casusnaam,
        "trainer": toegelaten_trainer(sessie),
        "form": form,
        "er_zijn_trainers": keuzes.exists(),
        "kruimels": [
            {"titel": _("Simulatie"), "url": reverse("simulatie_start")},
            {"titel": sessie.casusnaam, "url": reverse("simulatie_sessie", args=[sessie.sleutel])},
            {"titel": _("Meekijken")},
        ],
    }
    return render(request, "simulatie/begeleiding_meekijken.html", inhoud, status=422 if form.errors else 200)


@login_required
@never_cache
@require_safe
def overzicht(request: Verzoek) -> HttpResponse:
    """The sessions this trainer may see, and figures on the group; for anyone else it does not exist."""
    if not is_trainer(request.user):
        raise Http404
    kruimels = [{"titel": _("Simulatie"), "url": reverse("simulatie_start")}, {"titel": _("Begeleiding")}]
    inhoud = {"overzicht": groepsoverzicht(request.user), "kruimels": kruimels}
    return render(request, "simulatie/begeleiding.html", inhoud)


@login_required
@never_cache
@require_safe
def terugkijken(request: Verzoek, sleutel: uuid.UUID, nummer: int | None = None) -> HttpResponse:
    """One decision of a session: what, when, and the plan as it stood then."""
    return _toon(request, _sessie(request, sleutel), nummer, OpmerkingForm())


@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def opmerking(request: Verzoek, sleutel: uuid.UUID) -> HttpResponse:
    """A remark for the trainee. Who arrives by its address (signed in again) sees the session."""
    sessie = _sessie(request, sleutel)
    form = OpmerkingForm(request.POST)
    if request.method == "POST" and not form.is_valid():
        return _toon(request, sessie, None, form)
    if request.method == "POST":
        try:
            maak_opmerking(sessie=sessie, trainer=request.user, tekst=form.cleaned_data["tekst"])
        except Geweigerd as fout:
            messages.error(request, fout.melding)
            return redirect("begeleiding_overzicht")
        messages.success(request, _("Uw opmerking is bewaard. De cursist leest die bij de uitslag."))
    return redirect("begeleiding_sessie", sleutel=sessie.sleutel)


def _sessie(request: Verzoek, sleutel: uuid.UUID) -> Sessie:
    """A session that this trainer may see now; any other does not exist for them (404)."""
    for deur in (mee_te_kijken(request.user), na_te_kijken(request.user)):
        if sessie := deur.filter(sleutel=sleutel).first():
            return sessie
    raise Http404


def _toon(
    request: Verzoek,
    sessie: Sessie,
    nummer: int | None,
    form: OpmerkingForm,
    nakijkform: NakijkForm | None = None,
) -> HttpResponse:
    beeld = terugblik(sessie, nummer)
    if beeld is None:
        raise Http404
    inhoud = {
        "sessie": sessie,
        "terugblik": beeld,
        "opmerkingen": sessie.opmerkingen.van_trainer(),
        "mag_opmerken": mag_meekijken(request.user, sessie),
        "opmerkform": form,
        "form": nakijkform or form,
        "kruimels": _kruimels(str(sessie.gebruiker)),
    }
    if mag_nakijken(request.user, sessie):
        inhoud |= {"verzoek": sessie.beoordeling.nakijkverzoek, "nakijkform": nakijkform or NakijkForm()}
    fout = form.errors or (nakijkform and nakijkform.errors)
    return render(request, "simulatie/begeleiding_sessie.html", inhoud, status=422 if fout else 200)


def _kruimels(*titels: str) -> list[dict[str, str]]:
    return [
        {"titel": _("Simulatie"), "url": reverse("simulatie_start")},
        {"titel": _("Begeleiding"), "url": reverse("begeleiding_overzicht")},
        *({"titel": titel} for titel in titels),
    ]


@login_required
@never_cache
@require_safe
def uitslag(request: Verzoek, sleutel: uuid.UUID) -> HttpResponse:
    """What was judged, for who must look at it; predictions and their reasons stay with the trainee."""
    sessie = get_object_or_404(na_te_kijken(request.user), sleutel=sleutel)
    inhoud = {
        "sessie": sessie,
        "uitslag": uitslag_van(sessie, met_voorspellingen=False),
        "kruimels": _kruimels(str(sessie.gebruiker)),
    }
    return render(request, "simulatie/begeleiding_uitslag.html", inhoud)


@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def nakijken(request: Verzoek, sleutel: uuid.UUID) -> HttpResponse:
    """The decision of the trainer. Who arrives by its address (signed in again) sees the session."""
    sessie = get_object_or_404(na_te_kijken(request.user), sleutel=sleutel)
    if request.method != "POST":
        return redirect("begeleiding_sessie", sleutel=sessie.sleutel)
    form = NakijkForm(request.POST)
    if not form.is_valid():
        return _toon(request, sessie, None, OpmerkingForm(), form)
    try:
        kijk_na(sessie=sessie, trainer=request.user, **form.cleaned_data)
    except Geweigerd as fout:
        messages.error(request, fout.melding)
    else:
        messages.success(request, _("Uw besluit is bewaard. De cursist leest het bij de uitslag."))
    return redirect("begeleiding_overzicht")


@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def verzoek(request: Verzoek, sleutel: uuid.UUID) -> HttpResponse:
    """The trainee asks for a person. Who asked already reads the request and its answer with the result."""
    sessie = mijn_sessie(request, sleutel)
    if not sessie.is_beoordeeld or Nakijkverzoek.objects.over(sessie.beoordeling):
        return redirect(f"{reverse('simulatie_uitslag', args=[sessie.sleutel])}#trainer")
    form = VerzoekForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            vraag_nakijken(beoordeling=sessie.beoordeling, waarom=form.cleaned_data["waarom"])
        except Geweigerd as fout:
            form.add_error("waarom", fout.melding)
        else:
            messages.success(
                request, _("Uw verzoek is bewaard. Een trainer kijkt ernaar; het antwoord leest u hier.")
            )
            return redirect(f"{reverse('simulatie_uitslag', args=[sessie.sleutel])}#trainer")
    inhoud = {
        "sessie": sessie,
        "casusnaam": sessie.casusnaam,
        "form": form,
        "kruimels": [
            {"titel": _("Simulatie"), "url": reverse("simulatie_start")},
            {"titel": _("Uitslag"), "url": reverse("simulatie_uitslag", args=[sessie.sleutel])},
            {"titel": _("Vraag een trainer")},
        ],
    }
    return render(request, "simulatie/nakijkverzoek.html", inhoud, status=422 if form.errors else 200)
