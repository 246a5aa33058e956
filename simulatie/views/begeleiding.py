"""Looking along: the trainee decides who may, the trainer looks back and leaves a remark."""

from __future__ import annotations

import uuid

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from academy.gebruikers.models import Gebruiker
from academy.gebruikers.rechten import is_trainer
from simulatie.acties.begeleiding import (
    LANGSTE_OPMERKING,
    MeekijkenGeweigerd,
    laat_meekijken,
    maak_opmerking,
    trek_meekijken_in,
)
from simulatie.models import Sessie
from simulatie.rapporten.groepen import (
    groepsoverzicht,
    mee_te_kijken,
    toegelaten_trainer,
    trainers,
)
from simulatie.rapporten.terugblik import terugblik
from simulatie.views.toegang import Verzoek, mijn_sessie


class MeekijkForm(forms.Form):
    trainer = forms.ModelChoiceField(
        Gebruiker.objects.none(),
        label=gettext_lazy("Uw trainer"),
        empty_label=gettext_lazy("Kies uw trainer"),
        error_messages={
            "required": gettext_lazy("Kies wie mag meekijken."),
            "invalid_choice": gettext_lazy("Kies iemand uit de lijst."),
        },
    )


class OpmerkingForm(forms.Form):
    tekst = forms.CharField(
        label=gettext_lazy("Uw opmerking"),
        help_text=gettext_lazy("De cursist leest dit bij de uitslag, met uw naam erbij."),
        max_length=LANGSTE_OPMERKING,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": gettext_lazy("Schrijf eerst een opmerking.")},
    )


@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def meekijken(request: Verzoek, sleutel: uuid.UUID) -> HttpResponse:
    """The switch of the trainee: who may look along with this session; nobody unless it says so here."""
    sessie = mijn_sessie(request, sleutel)
    keuzes = trainers().exclude(pk=request.user.pk)
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
        except MeekijkenGeweigerd as fout:
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
    inhoud = groepsoverzicht(request.user) | {
        "kruimels": [
            {"titel": _("Simulatie"), "url": reverse("simulatie_start")},
            {"titel": _("Begeleiding")},
        ]
    }
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
        except MeekijkenGeweigerd as fout:
            messages.error(request, fout.melding)
            return redirect("begeleiding_overzicht")
        messages.success(request, _("Uw opmerking is bewaard. De cursist leest die bij de uitslag."))
    return redirect("begeleiding_sessie", sleutel=sessie.sleutel)


def _sessie(request: Verzoek, sleutel: uuid.UUID) -> Sessie:
    """A session that this trainer may see now; any other does not exist for them (404)."""
    return get_object_or_404(mee_te_kijken(request.user), sleutel=sleutel)


def _toon(request: Verzoek, sessie: Sessie, nummer: int | None, form: OpmerkingForm) -> HttpResponse:
    beeld = terugblik(sessie, nummer)
    if beeld is None:
        raise Http404
    inhoud = {
        "sessie": sessie,
        "terugblik": beeld,
        "opmerkingen": sessie.opmerkingen.van_trainer(),
        "form": form,
        "kruimels": [
            {"titel": _("Simulatie"), "url": reverse("simulatie_start")},
            {"titel": _("Begeleiding"), "url": reverse("begeleiding_overzicht")},
            {"titel": str(sessie.gebruiker)},
        ],
    }
    return render(request, "simulatie/begeleiding_sessie.html", inhoud, status=422 if form.errors else 200)
