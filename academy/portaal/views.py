"""What a manager of an organisation opens: status and dates of the people who belong to it today."""

from __future__ import annotations

from typing import NamedTuple

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from academy.gebruikers.models import Organisatie
from academy.gebruikers.rechten import beheerde_organisaties, mag_beheren
from academy.portaal.forms import FilterForm
from academy.portaal.schermen import KOLOMMEN, SORTERINGEN, Overzicht, als_csv

PER_BLAD = 50


class Kolom(NamedTuple):
    """A head of the table: how it is sorted now (an aria-sort value or empty) and the address that sorts by it."""

    kop: str
    richting: str
    adres: str


@login_required
@never_cache
@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """To the one organisation this person manages, or the choice between them."""
    organisaties = beheerde_organisaties(request.user)
    if len(organisaties) == 1:
        return redirect("portaal_overzicht", organisaties[0].pk)
    return TemplateResponse(request, "portaal/start.html", {"organisaties": organisaties})


@login_required
@never_cache
@require_safe
def overzicht(request: HttpRequest, organisatie_id: int) -> HttpResponse:
    """People and courses, with search, filter and sort; an explanation when the organisation switched it off."""
    organisatie = _beheerde(request, organisatie_id)
    if not mag_beheren(request.user, organisatie):
        return TemplateResponse(request, "portaal/uitgezet.html", {"organisatie": organisatie})
    gegevens = Overzicht(organisatie)
    form = FilterForm(request.GET, overzicht=gegevens)
    filter_ = form.filter()
    blad = Paginator(gegevens.regels(filter_), PER_BLAD).get_page(request.GET.get("pagina"))
    return TemplateResponse(
        request,
        "portaal/overzicht.html",
        {
            "organisatie": organisatie,
            "form": form,
            "blad": blad,
            "gefilterd": bool(filter_.zoek or filter_.leerstatus or filter_.cursus),
            "kolommen": _kolommen(request, filter_.sorteer),
            "vraag": _adres(request),
        },
        status=422 if form.errors else 200,
    )


@login_required
@never_cache
@require_safe
def csv_bestand(request: HttpRequest, organisatie_id: int) -> HttpResponse:
    """The rows of the screen as a file, for the same filters."""
    organisatie = _beheerde(request, organisatie_id)
    if not mag_beheren(request.user, organisatie):
        return redirect("portaal_overzicht", organisatie.pk)
    gegevens = Overzicht(organisatie)
    form = FilterForm(request.GET, overzicht=gegevens)
    if not form.is_valid():
        return redirect(f"../?{request.GET.urlencode()}")
    moment = timezone.now()
    naam = f"{slugify(organisatie.naam)}-{timezone.localtime(moment):%Y-%m-%d-%H%M}.csv"
    return HttpResponse(
        als_csv(gegevens, form.filter(), moment=moment).encode("utf-8-sig"),
        content_type="text/csv; charset=utf-8",
        headers={
            "Content-Disposition": f'attachment; filename="{naam}"',
            "Cache-Control": "private, no-store",
        },
    )


def _beheerde(request: HttpRequest, organisatie_id: int) -> Organisatie:
    """The organisation, for its own managers only; for anyone else it does not exist."""
    for organisatie in beheerde_organisaties(request.user):
        if organisatie.pk == organisatie_id:
            return organisatie
    raise Http404


def _kolommen(request: HttpRequest, sorteer: str) -> list[Kolom]:
    kolommen = []
    for veld, kop in zip(SORTERINGEN, KOLOMMEN, strict=True):
        richting = {veld: "ascending", f"-{veld}": "descending"}.get(sorteer, "")
        volgende = f"-{veld}" if richting == "ascending" else veld
        kolommen.append(Kolom(str(kop), richting, _adres(request, sorteer=volgende)))
    return kolommen


def _adres(request: HttpRequest, **anders: str) -> str:
    """The query of this page with something changed, from its first page on."""
    vraag = request.GET.copy()
    vraag.pop("pagina", None)
    for naam, waarde in anders.items():
        vraag[naam] = waarde
    return f"?{vraag.urlencode()}"
