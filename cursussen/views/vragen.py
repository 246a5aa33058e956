"""The questions of the whole course: one attempt at a time, every answer stored by itself."""

from __future__ import annotations

from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from cursussen.acties.vragen import AlBeantwoordError, beantwoord, begin_poging
from cursussen.forms import VraagAntwoordForm
from cursussen.models import Inschrijving, Poging
from cursussen.schermen.checklijst import maak_checklijst
from cursussen.views.toegang import besloten, eigen_inschrijving, kruimels
from cursussen.views.vraagbeeld import maak_vraagbeelden


@besloten
def leren_vragen(request: HttpRequest, sleutel: UUID) -> HttpResponse:
    return _toon_vragen(request, eigen_inschrijving(request, sleutel))


@besloten
def begin_vragen(request: HttpRequest, sleutel: UUID) -> HttpResponse:
    """Start, or start again after an attempt that did not pass."""
    inschrijving = eigen_inschrijving(request, sleutel)
    if request.method == "POST":
        try:
            begin_poging(inschrijving=inschrijving)
        except ValidationError as fout:
            messages.info(request, " ".join(fout.messages))
    return redirect("leren_vragen", sleutel)


@besloten
def beantwoord_vraag(request: HttpRequest, sleutel: UUID, nummer: int) -> HttpResponse:
    """The attempt stands in the address, so that a tab left open cannot answer in a later attempt."""
    inschrijving = eigen_inschrijving(request, sleutel)
    adres = reverse("leren_vragen", args=[sleutel])
    poging = _laatste(inschrijving)
    if request.method != "POST" or poging is None:
        return redirect(adres)
    if poging.nummer != nummer:
        messages.info(
            request,
            _(
                "Dit antwoord hoorde bij een eerdere poging. Het is niet opgeslagen, want die poging is klaar. "
                "Hieronder staat uw nieuwste poging."
            ),
        )
        return redirect(adres)
    form = VraagAntwoordForm(request.POST, vragen=poging.vragen)
    if not form.is_valid():
        return _toon_vragen(request, inschrijving, form=form)
    vraag = form.cleaned_data["vraag"]
    plek = {"vraag": vraag}
    try:
        beantwoord(poging=poging, vraag=vraag, keuze=form.cleaned_data["keuze"])
    except AlBeantwoordError:
        plek["eerder"] = "1"
    return redirect(f"{adres}?{urlencode(plek)}#vraag-{vraag}")


def _pogingen(inschrijving: Inschrijving) -> list[Poging]:
    return [poging for poging in inschrijving.pogingen.all() if poging.onderdeel == Poging.EINDVRAGEN]


def _laatste(inschrijving: Inschrijving) -> Poging | None:
    pogingen = _pogingen(inschrijving)
    return pogingen[-1] if pogingen else None


def _toon_vragen(
    request: HttpRequest, inschrijving: Inschrijving, form: VraagAntwoordForm | None = None
) -> HttpResponse:
    """The answered questions with their feedback and the first open one; the rest comes when it is its turn."""
    versie = inschrijving.versie
    pogingen = _pogingen(inschrijving)
    poging = pogingen[-1] if pogingen else None
    beelden = (
        list(
            maak_vraagbeelden(
                request,
                vragen=poging.vragen,
                poging=poging,
                kop=_("Vraag %(nummer)s van %(totaal)s"),
                actie=reverse("leren_vragen_antwoord", args=[inschrijving.sleutel, poging.nummer]),
                doel="#vragen",
                form=form,
            ).values()
        )
        if poging
        else []
    )
    context = {
        "inschrijving": inschrijving,
        "volgende": maak_checklijst(inschrijving).volgende,
        "poging": poging,
        "eerdere_pogingen": pogingen[:-1],
        "beantwoord": [beeld for beeld in beelden if beeld.antwoord],
        "huidige": next((beeld for beeld in beelden if not beeld.antwoord), None),
        "gehaald": poging is not None and poging.gehaald(versie.slaaggrens),
        "aantal": len(versie.vragen),
        "slaaggrens": versie.slaaggrens,
        "form": form,
        "kruimels": kruimels(inschrijving, _("Vragen")),
    }
    return render(request, "cursussen/leren_vragen.html", context)
