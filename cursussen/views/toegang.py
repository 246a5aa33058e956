"""The one way to an enrolment from an address, and the trail above the pages behind it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from academy.gebruikers.models import Gebruiker
from cursussen.models import Inschrijving


def besloten(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """For who signed in, and kept by no cache: a shared computer must not show it to the next person."""
    return login_required(never_cache(view))


def persoon(request: HttpRequest) -> Gebruiker:
    """Who asks, behind ``besloten`` or inside the CMS: there it is always somebody who signed in."""
    return cast(Gebruiker, request.user)


def eigen_inschrijving(request: HttpRequest, sleutel: UUID) -> Inschrijving:
    """The enrolment of the person who asks; somebody else's does not exist for them (404)."""
    return get_object_or_404(Inschrijving.objects.van(persoon(request)).met_voortgang(), sleutel=sleutel)


def kruimels(
    inschrijving: Inschrijving, titel: str = "", *, module: dict[str, Any] | None = None
) -> list[dict[str, str]]:
    """From mijn academy down to the course, or to the page with this title below it, in its module if that has a title."""
    pad = [{"titel": _("Mijn academy"), "url": reverse("mijn_academy")}]
    if not titel:
        return [*pad, {"titel": inschrijving.versie.titel, "url": ""}]
    cursus_url = reverse("leren_cursus", args=[inschrijving.sleutel])
    pad.append({"titel": inschrijving.versie.titel, "url": cursus_url})
    if module and module["titel"]:
        pad.append({"titel": module["titel"], "url": f"{cursus_url}#module-{module['sleutel']}"})
    return [*pad, {"titel": titel, "url": ""}]
