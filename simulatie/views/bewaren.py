"""Saved plans: save one, find it again, share it, show it by a link, and put up to three beside each other."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from simulatie.acties.bewaren import (
    bewaar_plan,
    deel_plan,
    maak_link,
    oefen_met_bewaard_plan,
    stop_delen,
    trek_link_in,
)
from simulatie.acties.geweigerd import Geweigerd
from simulatie.forms.bewaren import BewaarForm, DeelForm, LinkForm, VergelijkForm
from simulatie.forms.start import BeginForm
from simulatie.kern import Casus, CasusOnbekend
from simulatie.models import BewaardPlan, Planlink, Sessie, nieuwste_casus
from simulatie.schermen.plannen import bewaard_plan, getoond_plan, plannenlijst
from simulatie.schermen.vergelijking import vergelijking
from simulatie.views.sessie import toon_plan
from simulatie.views.toegang import Verzoek, besluit_per_post, in_sessie


@besluit_per_post
@in_sessie
def bewaar(request: Verzoek, sessie: Sessie, casus: Casus) -> HttpResponse:
    """Save the plan of a session. A refusal shows the page with everything that was typed."""
    form = BewaarForm(request.POST)
    form.eis_nummer()
    if not form.is_valid():
        return toon_plan(request, sessie, casus, sessie.stand(), bewaarform=form)
    plan = bewaar_plan(
        sessie=sessie,
        verwacht_nummer=form.nummer,
        naam=form.cleaned_data["naam"],
        reden=form.cleaned_data["reden"],
        sleutel=form.cleaned_data["sleutel"],
    )
    messages.success(request, _("Bewaard: %(plan)s.") % {"plan": plan})
    if request.htmx:
        return toon_plan(request, sessie, casus, sessie.stand())
    return redirect(f"{reverse('simulatie_sessie', args=[sessie.sleutel])}#bewaren")


@login_required
@never_cache
@require_safe
def overzicht(request: Verzoek) -> HttpResponse:
    """Every saved plan this person may see, to open or to compare."""
    return _toon_overzicht(request)


@login_required
@never_cache
@require_safe
def vergelijk(request: Verzoek) -> HttpResponse:
    """Up to three plans side by side; the choice stands in the address, so Back and a link work."""
    form = VergelijkForm(request.GET, gebruiker=request.user)
    if not form.is_valid():
        return _toon_overzicht(request, form)
    plannen = form.cleaned_data["plan"]
    try:
        casus = nieuwste_casus(plannen[0].casus)
    except CasusOnbekend:
        messages.error(request, _("Deze casus bestaat niet meer. Uw plannen blijven bewaard."))
        return redirect("simulatie_plannen")
    inhoud = vars(vergelijking(casus, plannen)) | {"casus": casus, "kruimels": _kruimels(_("Vergelijken"))}
    return render(request, "simulatie/plannen_vergelijken.html", inhoud)


@login_required
@never_cache
@require_safe
def bekijk(request: Verzoek, sleutel: uuid.UUID) -> HttpResponse:
    """One version. This is the link to share: it opens for colleagues as long as the author shares it."""
    return _toon_plan(request, _bewaard(request, sleutel))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def oefen(request: Verzoek, sleutel: uuid.UUID) -> HttpResponse:
    """Begin a practice session with a saved plan."""
    plan = _bewaard(request, sleutel)
    if request.method != "POST":
        return redirect("simulatie_plan", sleutel=sleutel)
    form = BeginForm(request.POST)
    try:
        sessie = oefen_met_bewaard_plan(
            plan=plan,
            gebruiker=request.user,
            sleutel=form.cleaned_data["sleutel"] if form.is_valid() else None,
        )
    except Geweigerd as fout:
        messages.error(request, fout.melding)
        return redirect("simulatie_plannen")
    except CasusOnbekend:
        messages.error(request, _("Deze casus bestaat niet meer. Het plan blijft bewaard."))
        return redirect("simulatie_plan", sleutel=sleutel)
    messages.success(request, _("U oefent nu met %(plan)s.") % {"plan": plan})
    if weg := len(plan.inzetten) - len(sessie.inzetten()):
        messages.warning(
            request,
            _("%(aantal)d van de maatregelen past niet meer in de casus en is weggelaten.") % {"aantal": weg},
        )
    return redirect("simulatie_sessie", sleutel=sessie.sleutel)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def deel(request: Verzoek, sleutel: uuid.UUID) -> HttpResponse:
    """Share one's own plan with an organisation, or stop sharing it."""
    plan = get_object_or_404(BewaardPlan.objects.van(request.user), sleutel=sleutel)
    if request.method != "POST":
        return redirect("simulatie_plan", sleutel=sleutel)
    if "stop" in request.POST:
        stop_delen(plan=plan, gebruiker=request.user)
        messages.success(request, _("U deelt dit plan niet meer. De link werkt alleen nog voor u."))
        return redirect("simulatie_plan", sleutel=sleutel)
    form = DeelForm(request.POST, gebruiker=request.user)
    if not form.is_valid():
        return _toon_plan(request, plan, form)
    organisatie = form.cleaned_data["organisatie"]
    try:
        deel_plan(plan=plan, gebruiker=request.user, organisatie=organisatie)
    except Geweigerd as fout:
        messages.error(request, fout.melding)
    else:
        messages.success(
            request,
            _("Collega’s van %(organisatie)s kunnen dit plan nu zien.") % {"organisatie": organisatie},
        )
    return redirect("simulatie_plan", sleutel=sleutel)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def link(request: Verzoek, sleutel: uuid.UUID) -> HttpResponse:
    """Make a link at which anyone sees one's own plan, or withdraw it."""
    plan = get_object_or_404(BewaardPlan.objects.van(request.user), sleutel=sleutel)
    if request.method == "POST":
        if "intrekken" in request.POST:
            trek_link_in(plan=plan, gebruiker=request.user)
            messages.success(request, _("De link is ingetrokken. Wie hem heeft, ziet niets meer."))
        else:
            form = LinkForm(request.POST)
            maak_link(
                plan=plan,
                gebruiker=request.user,
                met_naam=form.is_valid() and form.cleaned_data["met_naam"],
            )
            messages.success(request, _("De link staat klaar. Wie hem heeft, ziet dit plan."))
    return redirect(f"{reverse('simulatie_plan', args=[sleutel])}#link")


@never_cache
@require_safe
def getoond(request: HttpRequest, token: str) -> HttpResponse:
    """A saved plan by its link, for anyone; a link that was withdrawn or never was does not exist (404)."""
    links = Planlink.objects.geldend().select_related("plan__gebruiker").order_by()
    inhoud = vars(getoond_plan(get_object_or_404(links, token=token)))
    antwoord = render(request, "simulatie/plannen_getoond.html", inhoud)
    antwoord["X-Robots-Tag"] = "noindex, nofollow"
    antwoord["Referrer-Policy"] = "no-referrer"
    return antwoord


def _bewaard(request: Verzoek, sleutel: uuid.UUID) -> BewaardPlan:
    """A saved plan this person may see; any other does not exist for them (404)."""
    zichtbaar = BewaardPlan.objects.zichtbaar_voor(request.user).select_related("gebruiker")
    return get_object_or_404(zichtbaar, sleutel=sleutel)


def _toon_plan(request: Verzoek, plan: BewaardPlan, form: DeelForm | None = None) -> HttpResponse:
    getoond = form or DeelForm(gebruiker=request.user)
    beeld = bewaard_plan(plan, request.user)
    organisaties = set(getoond.fields["organisatie"].queryset)  # type: ignore[attr-defined]
    inhoud = vars(beeld) | {
        "heeft_organisatie": bool(organisaties),
        "nog_te_delen": bool(organisaties - set(beeld.gedeeld_met)),
        "beginform": BeginForm(auto_id=False),
        "form": getoond,
        "adres": request.build_absolute_uri(reverse("simulatie_plan", args=[plan.sleutel])),
        "linkform": LinkForm(),
        "linkadres": request.build_absolute_uri(reverse("simulatie_plan_getoond", args=[beeld.link.token]))
        if beeld.link
        else "",
        "kruimels": _kruimels(str(plan)),
    }
    return render(request, "simulatie/plannen_plan.html", inhoud, status=422 if form else 200)


def _toon_overzicht(request: Verzoek, form: VergelijkForm | None = None) -> HttpResponse:
    inhoud = {
        "casussen": plannenlijst(request.user),
        "gekozen": request.GET.getlist("plan"),
        "form": form,
        "kruimels": _kruimels(),
    }
    return render(request, "simulatie/plannen.html", inhoud, status=422 if form else 200)


def _kruimels(*titels: str) -> list[dict[str, str]]:
    begin = {"titel": _("Simulatie"), "url": reverse("simulatie_start")}
    plannen = {"titel": _("Bewaarde plannen")} | ({"url": reverse("simulatie_plannen")} if titels else {})
    return [begin, plannen, *({"titel": titel} for titel in titels)]
