"""Reading a lesson in the version of the enrolment, with its practice questions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from cursussen.acties.voortgang import vink_les_af
from cursussen.acties.vragen import AlBeantwoordError, beantwoord, begin_poging
from cursussen.forms import VraagAntwoordForm
from cursussen.models import Inschrijving, LesPagina, Poging
from cursussen.rechten import mag_les_bekijken, ontbreekt_voor_les
from cursussen.views.toegang import besloten, eigen_inschrijving, kruimels
from cursussen.views.vraagbeeld import maak_vraagbeelden


@dataclass(frozen=True)
class Lesregel:
    """A lesson in the list beside the text."""

    titel: str
    url: str
    gelezen: bool
    huidig: bool
    open: bool
    module: str
    """Title of the module that begins with this lesson."""


@besloten
def leren_les(request: HttpRequest, sleutel: UUID, les: str) -> HttpResponse:
    inschrijving = eigen_inschrijving(request, sleutel)
    inhoud = _les_of_404(inschrijving, les)
    return _naar_wat_eerst_moet(request, inschrijving, les) or _toon_les(request, inschrijving, inhoud)


@besloten
def beantwoord_in_les(request: HttpRequest, sleutel: UUID, les: str) -> HttpResponse:
    """Practice: the answer is stored at once and the same question comes back with its feedback."""
    inschrijving = eigen_inschrijving(request, sleutel)
    inhoud = _les_of_404(inschrijving, les)
    adres = reverse("leren_les", args=[sleutel, les])
    if request.method != "POST":
        return redirect(adres)
    if eerst := _naar_wat_eerst_moet(request, inschrijving, les):
        return eerst
    form = VraagAntwoordForm(request.POST, vragen=inschrijving.versie.vragen_van(les))
    if not form.is_valid():
        return _toon_les(request, inschrijving, inhoud, form=form)
    vraag = form.cleaned_data["vraag"]
    plek = {"vraag": vraag}
    try:
        poging = _lopende_poging(inschrijving, les, vraag) or begin_poging(
            inschrijving=inschrijving, onderdeel=les
        )
        beantwoord(poging=poging, vraag=vraag, keuze=form.cleaned_data["keuze"])
    except AlBeantwoordError:
        plek["eerder"] = "1"
    return redirect(f"{adres}?{urlencode(plek)}#vraag-{vraag}")


@besloten
def oefen_opnieuw(request: HttpRequest, sleutel: UUID, les: str) -> HttpResponse:
    """A new practice attempt once every question has its answer; the earlier one stays."""
    inschrijving = eigen_inschrijving(request, sleutel)
    _les_of_404(inschrijving, les)
    if eerst := _naar_wat_eerst_moet(request, inschrijving, les):
        return eerst
    if request.method == "POST" and inschrijving.versie.vragen_van(les):
        begin_poging(inschrijving=inschrijving, onderdeel=les)
    return redirect("leren_les", sleutel, les)


@besloten
def rond_les_af(request: HttpRequest, sleutel: UUID, les: str) -> HttpResponse:
    """Tick the lesson off and go on: to the next lesson, or to the checklist after the last."""
    inschrijving = eigen_inschrijving(request, sleutel)
    inhoud = _les_of_404(inschrijving, les)
    if request.method != "POST":
        return redirect("leren_les", sleutel, les)
    if eerst := _naar_wat_eerst_moet(request, inschrijving, les):
        return eerst
    vink_les_af(inschrijving=inschrijving, les=les)
    messages.success(request, _("U hebt de les ‘%(les)s’ afgerond.") % {"les": inhoud["titel"]})
    lessen = inschrijving.versie.lessen
    volgende = lessen.index(inhoud) + 1
    if volgende < len(lessen) and not ontbreekt_voor_les(inschrijving, lessen[volgende]["sleutel"]):
        return redirect("leren_les", sleutel, lessen[volgende]["sleutel"])
    return redirect("leren_cursus", sleutel)


def _naar_wat_eerst_moet(request: HttpRequest, inschrijving: Inschrijving, les: str) -> HttpResponse | None:
    """For a lesson that is not open yet: to the first thing to complete, with the reason; ``None`` when it is open."""
    if les in inschrijving.open_lessen:
        return None
    ontbreekt = ontbreekt_voor_les(inschrijving, les)
    wat = ", ".join(deel.naam for deel in ontbreekt)
    messages.info(request, _("Deze les is nog niet open. Rond eerst dit af: %(wat)s.") % {"wat": wat})
    adres = reverse("leren_cursus", args=[inschrijving.sleutel])
    return redirect(f"{adres}#module-{ontbreekt[0].sleutel}")


def wijs_de_weg_naar_les(request: HttpRequest, les: LesPagina) -> HttpResponse | None:
    """Who asks for the page of a lesson: a trainer sees it, somebody enrolled goes to their own version.

    Anybody else goes to the course page, which says how to get in.
    """
    cursus = les.cursus
    eigen = []
    if request.user.is_authenticated:
        eigen = list(Inschrijving.objects.van(request.user).filter(cursus=cursus).select_related("versie"))
    if met_les := next((rij for rij in eigen if rij.versie.les(str(les.pk))), None):
        return redirect("leren_les", met_les.sleutel, str(les.pk))
    if mag_les_bekijken(request.user, les):
        return None
    if eigen:
        messages.info(request, _("Deze les zit niet in uw versie van de opleiding."))
        return redirect("leren_cursus", eigen[0].sleutel)
    messages.info(
        request, _("De lessen zijn voor wie de opleiding volgt. Schrijf u in, of log in om verder te leren.")
    )
    return redirect(cursus.get_url(request))


def _les_of_404(inschrijving: Inschrijving, sleutel: str) -> dict[str, Any]:
    les = inschrijving.versie.les(sleutel)
    if les is None:
        raise Http404
    return les


def _pogingen(inschrijving: Inschrijving, les: str) -> list[Poging]:
    return [poging for poging in inschrijving.pogingen.all() if poging.onderdeel == les]


def _lopende_poging(inschrijving: Inschrijving, les: str, vraag: str) -> Poging | None:
    """The latest attempt when it holds an answer to this question: a second answer must meet the first."""
    pogingen = _pogingen(inschrijving, les)
    if pogingen and any(antwoord.vraag == vraag for antwoord in pogingen[-1].antwoorden.all()):
        return pogingen[-1]
    return None


def _toon_les(
    request: HttpRequest,
    inschrijving: Inschrijving,
    les: dict[str, Any],
    form: VraagAntwoordForm | None = None,
) -> HttpResponse:
    sleutel = les["sleutel"]
    lessen = inschrijving.versie.lessen
    plek = lessen.index(les)
    open_lessen = inschrijving.open_lessen
    gelezen = {rij.les: rij.op for rij in inschrijving.gelezen.all()}
    pogingen = _pogingen(inschrijving, sleutel)
    vragen = inschrijving.versie.vragen_van(sleutel)
    regels = [
        Lesregel(
            titel=andere["titel"],
            url=reverse("leren_les", args=[inschrijving.sleutel, andere["sleutel"]]),
            gelezen=andere["sleutel"] in gelezen,
            huidig=andere is les,
            open=andere["sleutel"] in open_lessen,
            module=module["titel"] if andere is module["lessen"][0] else "",
        )
        for module in inschrijving.versie.modules
        for andere in module["lessen"]
    ]
    eigen_module = inschrijving.versie.module_van(sleutel) or {}
    context = {
        "inschrijving": inschrijving,
        "les": les,
        "blokken": LesPagina._meta.get_field("inhoud").stream_block.to_python(les["inhoud"]),
        "vraagbeelden": maak_vraagbeelden(
            request,
            vragen=vragen,
            poging=pogingen[-1] if pogingen else None,
            kop=_("Oefenvraag %(nummer)s van %(totaal)s"),
            actie=reverse("leren_les_antwoord", args=[inschrijving.sleutel, sleutel]),
            form=form,
        ),
        "oefenvragen_klaar": bool(pogingen) and pogingen[-1].klaar,
        "form": form,
        "nummer": plek + 1,
        "lessen": regels,
        "aantal_gelezen": sum(regel.gelezen for regel in regels),
        "gelezen_op": gelezen.get(sleutel),
        "vorige": regels[plek - 1] if plek else None,
        "volgende": next((regel for regel in regels[plek + 1 : plek + 2] if regel.open), None),
        "kruimels": kruimels(inschrijving, les["titel"], module=eigen_module),
    }
    return render(request, "cursussen/leren_les.html", context)
