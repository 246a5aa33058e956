"""Who comes in: a signed-in person, and only into sessions of their own."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from functools import wraps

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django_htmx.middleware import HtmxDetails

from academy.gebruikers.models import Gebruiker
from simulatie.models import Sessie


class Verzoek(HttpRequest):
    """A request behind the sign-in door."""

    user: Gebruiker
    htmx: HtmxDetails


def mijn_sessie(request: Verzoek, sleutel: uuid.UUID) -> Sessie:
    """The session of the person who asks; somebody else's does not exist for them (404)."""
    return get_object_or_404(
        Sessie.objects.van(request.user).met_casusversie().select_related("beoordeling"), sleutel=sleutel
    )


def besluit_per_post(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A decision needs a form. Who arrives by its address (signed in again, page reloaded) sees the plan."""

    @login_required
    @wraps(view)
    def per_post(request: Verzoek, sleutel: uuid.UUID, **waar: str) -> HttpResponse:
        if request.method != "POST":
            return redirect("simulatie_sessie", sleutel=sleutel)
        return view(request, sleutel, **waar)

    return per_post
