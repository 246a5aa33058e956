"""Who comes in: a signed-in person, and only into sessions of their own."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from functools import wraps

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django_htmx.http import HttpResponseClientRedirect
from django_htmx.middleware import HtmxDetails

from academy.gebruikers.models import Gebruiker
from simulatie.acties.beurt import speelbare_casus
from simulatie.acties.geweigerd import Geweigerd, Uitgespeeld
from simulatie.kern import PlanOngeldig
from simulatie.models import Sessie


class Verzoek(HttpRequest):
    """A request behind the sign-in door."""

    user: Gebruiker
    htmx: HtmxDetails


def mijn_sessie(request: Verzoek, sleutel: uuid.UUID) -> Sessie:
    """The session of the person who asks; somebody else's does not exist for them (404)."""
    return get_object_or_404(
        Sessie.objects.van(request.user).met_casusversie().select_related("beoordeling", "gebruiker"),
        sleutel=sleutel,
    )


def in_sessie(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Hand a view the session and its case. What it refuses stands above the plan as it is now."""

    @wraps(view)
    def binnen(request: Verzoek, sleutel: uuid.UUID, **waar: str) -> HttpResponse:
        sessie = mijn_sessie(request, sleutel)
        try:
            return view(request, sessie, speelbare_casus(sessie), **waar)
        except PlanOngeldig as fout:
            redenen = " ".join(f"{b.melding} {b.remedie}" for b in fout.bevindingen)
            messages.error(
                request, _("Dit kan niet, en er is niets veranderd. %(redenen)s") % {"redenen": redenen}
            )
        except Geweigerd as fout:
            messages.error(request, fout.melding)
            if request.htmx and isinstance(fout, Uitgespeeld):
                # Another page, which does not fit in the place of this one.
                return HttpResponseClientRedirect(reverse("simulatie_sessie", args=[sessie.sleutel]))
        return redirect("simulatie_sessie", sleutel=sessie.sleutel)

    return binnen


BEWAARD = "simulatie_niet_verstuurd"
MEESTE_TEKENS = 10_000
NUMMER = "verwacht_nummer"


def besluit_per_post(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A decision needs a form. Who arrives by its address (signed in again, page reloaded) sees the plan."""
    return _per_post(view, formulier=False)


def formulier_per_post(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """The same for a form with something to fill in. When the sign-in had expired, it comes back after signing in again
    with what was filled in. It then lacks the number of the plan, so that it decides nothing until it is sent again."""
    return _per_post(view, formulier=True)


def _per_post(view: Callable[..., HttpResponse], formulier: bool) -> Callable[..., HttpResponse]:
    @login_required
    def binnen(request: Verzoek, sleutel: uuid.UUID, **waar: str) -> HttpResponse:
        if request.method == "POST":
            return view(request, sleutel, **waar)
        bewaard = request.session.pop(BEWAARD, None)
        if bewaard is None or bewaard["pad"] != request.path:
            return redirect("simulatie_sessie", sleutel=sleutel)
        if not formulier:
            messages.warning(
                request,
                _(
                    "U was uitgelogd toen u op de knop drukte. Er is niets veranderd. Doe het zo nodig opnieuw."
                ),
            )
            return redirect("simulatie_sessie", sleutel=sleutel)
        request.POST = QueryDict(bewaard["velden"])
        return view(request, sleutel, **waar)

    @wraps(view)
    def per_post(request: Verzoek, sleutel: uuid.UUID, **waar: str) -> HttpResponse:
        return _bij_de_deur(request) or binnen(request, sleutel, **waar)

    return per_post


def _bij_de_deur(request: Verzoek) -> HttpResponse | None:
    """Keep what was filled in when the sign-in had expired, until its person has signed in again. The way to the door for a
    form that was sent in the background, which cannot answer there: the whole page goes. None for anybody else."""
    if request.method != "POST" or request.user.is_authenticated:
        return None
    velden = request.POST.copy()
    for eenmalig in ("csrfmiddlewaretoken", NUMMER):
        velden.pop(eenmalig, None)
    if len(tekst := velden.urlencode()) <= MEESTE_TEKENS:
        request.session[BEWAARD] = {"pad": request.path, "velden": tekst}
    return HttpResponseClientRedirect(redirect_to_login(request.path).url) if request.htmx else None


def houdt_getypte_vast(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """For a page with a form of its own address. What was filled in when the sign-in had expired is handed to the view as
    ``getypt`` after signing in again, to be shown and sent once more; None otherwise."""

    @login_required
    def binnen(request: Verzoek, **waar: str) -> HttpResponse:
        bewaard = request.session.get(BEWAARD) if request.method == "GET" else None
        if bewaard is None or bewaard["pad"] != request.path:
            return view(request, getypt=None, **waar)
        del request.session[BEWAARD]
        messages.warning(request, waarom_niet_verstuurd(request, ""))
        return view(request, getypt=QueryDict(bewaard["velden"]), **waar)

    @wraps(view)
    def met_formulier(request: Verzoek, **waar: str) -> HttpResponse:
        return _bij_de_deur(request) or binnen(request, **waar)

    return met_formulier


def waarom_niet_verstuurd(request: Verzoek, anders: str) -> str:
    """Why a form without a number decides nothing: it was kept while signing in, or ``anders``."""
    if request.method == "POST":
        return anders
    return _(
        "U was uitgelogd toen u dit verstuurde. Het is nog niet bewaard. Kijk het na en verstuur het opnieuw."
    )
