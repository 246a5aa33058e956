"""The contact page and the page after it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from django_ratelimit.core import is_ratelimited

from academy.contact.acties.verzoeken import ontvang_verzoek
from academy.contact.forms import ContactForm
from academy.contact.models import ContactInstellingen, ContactPagina, Contactverzoek
from academy.gebruikers.herkomst import klant_adres

HOOGSTENS = "200/h"
"""What one network may store at all. Far below it messages are set apart already (``acties/robots.py``)."""


def toon_contactpagina(request: HttpRequest, pagina: ContactPagina) -> HttpResponse:
    """The contact page: shows the form, and takes it in when it was sent."""
    form = ContactForm(request.POST if request.method == "POST" else None)
    status = 200
    if request.method == "POST":
        status = mag_bewaren(request, form, groep="contact")
        if status == 200:
            verzoek = ontvang_verzoek(adres=klant_adres(request), **form.verzoek())
            return redirect(f"{reverse('contact_bedankt')}?kenmerk={verzoek.kenmerk}")
    context = pagina.get_context(request) | {
        "form": form,
        "bewaren": ContactInstellingen.for_request(request),
    }
    return TemplateResponse(request, pagina.get_template(request), context, status=status)


def mag_bewaren(request: HttpRequest, form: ContactForm, *, groep: str) -> int:
    """The status for a form that was sent: 200 when it may be kept, 422 with its faults, 429 when this network sent too
    much; the last is said on the form. ``groep`` keeps the counts of several forms apart."""
    if not form.is_valid():
        return 422
    if not is_ratelimited(request, group=groep, key="ip", rate=HOOGSTENS, increment=True):
        return 200
    form.add_error(
        None,
        _(
            "Vanaf uw netwerk zijn veel berichten verstuurd. Wat u invulde, staat er nog. "
            "Probeer het over een uur opnieuw."
        ),
    )
    return 429


def ontvangen(request: HttpRequest) -> dict[str, Contactverzoek | bool | None]:
    """What the page after sending tells: the request of the reference in the address, and whether it was set apart."""
    verzoek = (
        Contactverzoek.objects.filter(kenmerk=request.GET.get("kenmerk", ""))
        .select_related("onderwerp")
        .first()
    )
    apart = verzoek is not None and verzoek.status == Contactverzoek.Status.TE_CONTROLEREN
    return {"verzoek": verzoek, "apart": apart}


@require_safe
def bedankt(request: HttpRequest) -> HttpResponse:
    """Where every sent form ends, so that reloading sends nothing again.

    What was set apart says so; what was thrown away as spam looks like all the rest, so that a robot learns nothing.
    """
    pagina = get_object_or_404(ContactPagina.objects.live())
    return TemplateResponse(request, "contact/bedankt.html", {"pagina": pagina, **ontvangen(request)})
