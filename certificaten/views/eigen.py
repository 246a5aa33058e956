"""A person's own certificates: confirm the name, wait for the print, download it."""

from __future__ import annotations

from datetime import timedelta

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe
from django_htmx.middleware import HtmxDetails

from academy.gebruikers.models import Gebruiker
from certificaten.acties.afdrukken import bestandsnaam, controle_adres
from certificaten.acties.uitgifte import vraag_certificaat_aan
from certificaten.forms import NaamForm
from certificaten.models import Afdruk, Certificaat, Cyclus

LANG_BEZIG = timedelta(minutes=5)


class Verzoek(HttpRequest):
    """What the middleware and ``login_required`` make of a request."""

    user: Gebruiker
    htmx: HtmxDetails


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def naam(request: Verzoek, cyclus_id: int) -> HttpResponse:
    """Show how the name will read, let the person change it, and confirm it once."""
    cyclus = get_object_or_404(
        Cyclus.objects.van(request.user).select_related("certificering", "certificaat", "gebruiker"),
        pk=cyclus_id,
    )
    if hasattr(cyclus, "certificaat"):
        return redirect("certificaat_bekijken", cyclus.certificaat.code)
    beginwaarden = NaamForm.beginwaarden(cyclus.gebruiker)
    form = NaamForm(request.POST) if request.method == "POST" else NaamForm(initial=beginwaarden)
    if request.method == "POST" and form.is_valid() and request.POST.get("stap") != "voorbeeld":
        certificaat = vraag_certificaat_aan(cyclus=cyclus, naam=form.naam)
        return redirect("certificaat_bekijken", certificaat.code)
    voorbeeld = str(form.naam) if form.is_bound and form.is_valid() else cyclus.gebruiker.get_full_name()
    return TemplateResponse(
        request,
        "certificaten/naam.html",
        {"cyclus": cyclus, "form": form, "voorbeeld": voorbeeld},
        status=422 if form.errors else 200,
    )


@login_required
@never_cache
@require_safe
def bekijken(request: Verzoek, code: str) -> HttpResponse:
    """One's own certificate: being made, or ready to download and share."""
    certificaat = _zichtbaar(request, code)
    if request.htmx and not certificaat.is_gedrukt:
        return HttpResponse(status=204)
    return TemplateResponse(
        request,
        "certificaten/bekijken.html",
        {
            "certificaat": certificaat,
            "status": certificaat.status(),
            "adres": controle_adres(certificaat.code),
            "duurt_lang": timezone.now() - certificaat.aangevraagd_op > LANG_BEZIG,
        },
    )


@login_required
@never_cache
@require_safe
def pdf(request: Verzoek, code: str) -> HttpResponse:
    """The PDF exactly as it was made; never kept by a cache that others share."""
    certificaat = _zichtbaar(request, code)
    afdruk = Afdruk.objects.filter(certificaat=certificaat).first()
    if afdruk is None:
        messages.info(request, _("Uw certificaat wordt nog gemaakt. Probeer het over een minuut opnieuw."))
        return redirect("certificaat_bekijken", certificaat.code)
    return HttpResponse(
        bytes(afdruk.pdf),
        content_type="application/pdf",
        headers={
            "Content-Disposition": f'attachment; filename="{bestandsnaam(certificaat)}"',
            "Cache-Control": "private, no-store",
            "X-Content-Type-Options": "nosniff",
        },
    )


def _zichtbaar(request: Verzoek, code: str) -> Certificaat:
    return get_object_or_404(Certificaat.objects.zichtbaar_voor(request.user).met_stand(), code=code)
