"""The page of a session: the plan, in a test the round. Every decision ends here, taken or refused."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from simulatie.acties.geweigerd import CasusVernieuwd
from simulatie.forms.bewaren import BewaarForm
from simulatie.forms.plan import InzetForm, ToevoegForm, gebruikelijke_duur
from simulatie.forms.ronde import DilemmaForm, VoorspelForm
from simulatie.forms.start import BeginForm
from simulatie.kern import Bronvraag, Casus, Inzet
from simulatie.models import Besluit, Sessie
from simulatie.schermen.bevestiging import bevestiging
from simulatie.schermen.buurtbeeld import buurtbeeld_van_plan
from simulatie.schermen.leermodel import leermodel
from simulatie.schermen.palet import palet
from simulatie.schermen.plannen import terugwegen
from simulatie.schermen.ronde import deze_ronde, ronde
from simulatie.schermen.terugblik import maatregelnaam
from simulatie.schermen.tijdlijn import tijdlijn, tijdlijnkaarten
from simulatie.schermen.voorspelling import Voorspelbaar, opgavebeeld
from simulatie.schermen.werkblad import VOL, Maatregelrij, Werkblad, werkblad
from simulatie.schermen.werklijnen import waarheid, werklijnen
from simulatie.spel.besluiten import Aanpassing, Dilemmakeuze, Lijnvoorspelling, Rondeslot, Voorspelling
from simulatie.spel.stand import Stand, Wijziging
from simulatie.spel.voorspellen import Opgave
from simulatie.views.toegang import Verzoek

STANDAARD_MATE = 60


def na_besluit(request: Verzoek, sessie: Sessie, casus: Casus, besluit: Besluit) -> HttpResponse:
    """What a decision did, and the plan after it: at once for htmx, by a redirect for a form that loads a page."""
    messages.success(request, bevestiging(casus, besluit))
    if request.htmx:
        return toon_plan(request, sessie, casus, sessie.stand(), besluit=besluit)
    return redirect(adres_van(sessie, besluit))


def adres_van(sessie: Sessie, besluit: Besluit) -> str:
    """Back to where the decision was taken: the measure that changed, the source, the prediction or the round."""
    adres = reverse("simulatie_sessie", args=[sessie.sleutel])
    match besluit.inhoud:
        case Bronvraag(bron=bron):
            return f"{reverse('simulatie_onderzoek', args=[sessie.sleutel])}#{bron}"
        case Voorspelling() | Lijnvoorspelling():
            return f"{adres}#voorspeld"
        case Dilemmakeuze() | Rondeslot():
            return f"{adres}#ronde"
        case Aanpassing(inzet=Inzet()):
            return f"{adres}#{besluit.inzet}"
    return f"{adres}#plan"


def toon_plan(
    request: Verzoek,
    sessie: Sessie,
    casus: Casus,
    stand: Stand,
    *,
    fout_form: InzetForm | None = None,
    fout_rij: str | None = None,
    gekozen: str = "",
    spelform: DilemmaForm | VoorspelForm | None = None,
    bewaarform: BewaarForm | None = None,
    besluit: Besluit | None = None,
) -> HttpResponse:
    """The page of the plan; ``fout_form`` is a refused form of row ``fout_rij``, or the one for adding, and
    ``bewaarform`` a refused one for saving. In a test it is the page of the round; ``spelform`` is then a refused
    answer or prediction. htmx gets the page without its head, menu and foot, and after a
    decision (``besluit``) a browser that runs the model itself gets only what changed.
    """
    oefent = sessie.soort == Sessie.Soort.OEFENEN
    as_tot = casus.horizon if oefent else None

    def form_bij(rij: Maatregelrij) -> InzetForm | None:
        if fout_form is not None and rij.sleutel == fout_rij:
            return fout_form
        if not oefent:
            return InzetForm.van(rij.inzet, stand.nummer, casus, auto_id=f"{rij.sleutel}_%s")
        return None

    blad = werkblad(casus, stand, as_tot)
    blad = replace(blad, rijen=[replace(rij, form=form_bij(rij)) for rij in blad.rijen])
    inhoud: dict[str, Any] = {
        "sessie": sessie,
        "casus": casus,
        "stand": stand,
        "blad": blad,
        "tijdlijn": tijdlijn(casus, stand, as_tot),
        "nieuwere": sessie.nieuwere_versie(),
        "form": fout_form,
    }
    if oefent and besluit is not None and "X-Leermodel" in request.headers:
        return _alleen_wat_veranderde(request, inhoud, besluit)
    inhoud |= {
        "basis": "kaal.html" if request.htmx and not request.htmx.history_restore_request else "base.html",
        "tijdlijnkaarten": tijdlijnkaarten(casus),
        "toevoegform": _toevoegform(casus, stand, gekozen),
        "kruimels": kruimels(sessie, casus),
    }
    if fout_form is not None and fout_rij not in stand.inzetten:
        inhoud["toevoegform"] = (
            fout_form if fout_rij is None else _uit_weggehaald(sessie, fout_form, fout_rij)
        )
    sjabloon = "simulatie/sessie.html"
    if not oefent:
        sjabloon = "simulatie/ronde.html"
        inhoud |= _ronde_inhoud(request, sessie, casus, stand, blad, spelform, fout_form is not None)
    else:
        inhoud |= _oefen_inhoud(request, sessie, casus, stand, blad, bewaarform)
    geweigerd = fout_form is not None or spelform is not None or bewaarform is not None
    antwoord = render(request, sjabloon, inhoud, status=422 if geweigerd else 200)
    # The address of a decision is none to come back to.
    antwoord["HX-Push-Url"] = "false"
    return antwoord


def _alleen_wat_veranderde(request: Verzoek, inhoud: dict[str, Any], besluit: Besluit) -> HttpResponse:
    """The parts of the workbench that a decision changes. A change of one measure can give another of the same card a
    lead time; everything else can change which measures there are."""
    sessie, casus, stand, blad = (inhoud[naam] for naam in ("sessie", "casus", "stand", "blad"))
    veranderd = None
    if besluit.soort == Besluit.Soort.WIJZIGEN and besluit.inzet in stand.inzetten:
        kaart = stand.inzetten[besluit.inzet].kaart
        veranderd = [rij for rij in blad.rijen if rij.code == kaart]
    inhoud |= {
        "basis": "simulatie/antwoord.html",
        "besloten": besluit.inzet,
        "veranderde_rijen": veranderd,
        "tijdlijn_json": _json(inhoud["tijdlijn"].als_json()),
        "waarheid_json": _json(waarheid(casus, stand.plan)),
        "terug": terugwegen(sessie, stand, met_versies=False),
    }
    antwoord = render(request, "simulatie/sessie.html", inhoud)
    # Without "show:none" htmx would move the page: it does so for a boosted form.
    antwoord["HX-Reswap"] = "none show:none"
    antwoord["HX-Push-Url"] = "false"
    return antwoord


def _json(waarde: object) -> str:
    """As small as it can be, for a script element: what could end the element is written otherwise."""
    return json.dumps(waarde, separators=(",", ":")).replace("<", "\\u003C")


def _oefen_inhoud(
    request: Verzoek,
    sessie: Sessie,
    casus: Casus,
    stand: Stand,
    blad: Werkblad,
    bewaarform: BewaarForm | None,
) -> dict[str, Any]:
    """What only practice has: the forecast, the palette, the measure that is chosen, and the ways back."""
    terug = terugwegen(sessie, stand)
    begin = {"verwacht_nummer": stand.nummer, "naam": terug.laatste_naam}
    beeld = buurtbeeld_van_plan(casus, stand.plan, request.GET)
    gekozen = _gekozen(blad, stand, request.GET.get("maatregel", ""))
    return {
        "lijnen": werklijnen(casus, stand.plan, beeld.maand),
        "waarheid_json": _json(waarheid(casus, stand.plan)),
        "leermodel": leermodel(sessie.casusversie, casus) if sessie.casusversie else None,
        "buurtbeeld": beeld,
        "palet": _palet(casus),
        "standaard_mate": STANDAARD_MATE,
        "vol": len(blad.rijen) > VOL,
        "gekozen": gekozen,
        "paneelform": gekozen
        and (
            gekozen.form or InzetForm.van(gekozen.inzet, stand.nummer, casus, auto_id=f"{gekozen.sleutel}_%s")
        ),
        "terug": terug,
        "bewaarform": bewaarform or BewaarForm(initial=begin),
    } | ({"form": bewaarform} if bewaarform is not None else {})


def _gekozen(blad: Werkblad, stand: Stand, gevraagd: str) -> Maatregelrij | None:
    """The measure in the panel: a refused one, the one that is asked for, the one that changed last, or the first."""
    rijen = {rij.sleutel: rij for rij in blad.rijen}
    geweigerd = next((rij for rij in blad.rijen if rij.form is not None), None)
    laatste = stand.terug[-1] if stand.terug else None
    veranderd = laatste.sleutel if isinstance(laatste, Wijziging) else ""
    return geweigerd or rijen.get(gevraagd) or rijen.get(veranderd) or (blad.rijen[0] if blad.rijen else None)


@lru_cache(maxsize=32)
def _palet(casus: Casus) -> str:
    """Drawn once per case version and process: it never changes."""
    return render_to_string("simulatie/palet.html", {"groepen": palet(casus)})


def _ronde_inhoud(
    request: Verzoek,
    sessie: Sessie,
    casus: Casus,
    stand: Stand,
    blad: Werkblad,
    spelform: DilemmaForm | VoorspelForm | None,
    geweigerd: bool,
) -> dict[str, Any]:
    """``geweigerd``: a measure was refused, so its form is shown, also where nothing can be planned now."""
    beeld = ronde(casus, sessie, stand, request.GET)
    inhoud: dict[str, Any] = {
        "ronde": beeld,
        "straks": deze_ronde(casus, stand, beeld.volgende, blad.rijen),
        # A refused form keeps its row, also when the measure has ended in the meantime.
        "lopend": [
            rij for rij in blad.rijen if rij.tijd != "voorbij" or (rij.form is not None and rij.form.is_bound)
        ],
        "voorbij": [rij for rij in blad.rijen if rij.tijd == "voorbij"],
        "aandacht": [rij for rij in blad.rijen if rij.bevindingen],
        "open": geweigerd or beeld.fase in ("onderzoek", "voorspellen", "ronde"),
    }
    if beeld.dilemma:
        eigen = spelform if isinstance(spelform, DilemmaForm) else None
        inhoud["antwoordform"] = eigen or DilemmaForm(dilemma=beeld.dilemma, zaad=sessie.zaad)
    if beeld.fase == "voorspellen":
        eigen_lijn = spelform if isinstance(spelform, VoorspelForm) else None
        form = eigen_lijn or voorspelform(casus, beeld.opgaven, request.GET.get("voorspel", ""))
        inhoud["voorspelform"] = form
        inhoud["opgave"] = opgavebeeld(
            casus, form.opgave, beeld.gezien.get(form.opgave.indicator, ()), form.getypt
        )
        inhoud["voorspelbaar"] = [
            Voorspelbaar(
                een.indicator, casus.indicatoren[een.indicator].naam, een.indicator == form.opgave.indicator
            )
            for een in beeld.opgaven
        ]
    return inhoud | ({"form": spelform} if spelform is not None else {})


def voorspelform(
    casus: Casus, opgaven: Sequence[Opgave], indicator: str, gegevens: QueryDict | None = None
) -> VoorspelForm:
    """The form for the line of this indicator, or for the first one where it cannot be foretold now."""
    opgave = next((een for een in opgaven if een.indicator == indicator), opgaven[0])
    return VoorspelForm(gegevens, opgave=opgave, eenheid=casus.indicatoren[opgave.indicator].eenheid)


def toon_verouderd(request: Verzoek, sessie: Sessie, fout: CasusVernieuwd | None = None) -> HttpResponse:
    """A session of an older version of its case: the plan can be read and taken along. ``fout``: and not played on."""
    casus = sessie.eigen_casus
    inhoud = {
        "sessie": sessie,
        "melding": fout.melding
        if fout
        else _(
            "U begon met een eerdere versie. Die blijft bestaan: u kunt er gewoon in verder, en de uitslag hoort erbij. "
            "U kunt uw plan ook meenemen naar een nieuwe oefensessie, in de nieuwe versie."
        ),
        "inzetten": [
            {"naam": maatregelnaam(casus, inzet.kaart), "start": inzet.start, "duur": inzet.duur}
            for inzet in sessie.inzetten().values()
        ],
        "form": BeginForm(auto_id=False),
    }
    return render(request, "simulatie/vernieuwd.html", inhoud)


def kruimels(sessie: Sessie, casus: Casus, *titels: str) -> list[dict[str, str]]:
    begin = {"titel": _("Simulatie"), "url": reverse("simulatie_start")}
    if not titels:
        return [begin, {"titel": casus.naam}]
    adres = reverse("simulatie_sessie", args=[sessie.sleutel])
    return [begin, {"titel": casus.naam, "url": adres}, *({"titel": titel} for titel in titels)]


def _toevoegform(casus: Casus, stand: Stand, gekozen: str) -> ToevoegForm:
    begin: dict[str, Any] = {"verwacht_nummer": stand.nummer, "start": stand.maand, "mate": STANDAARD_MATE}
    if gekozen in casus.kaarten:
        begin |= {"kaart": gekozen, "duur": gebruikelijke_duur(casus, gekozen, stand.maand)}
    form = ToevoegForm(casus=casus, initial=begin, auto_id="nieuw_%s")
    form.fields["start"].help_text = _("%(maand)d is meteen.") % {"maand": stand.maand}
    return form


def _uit_weggehaald(sessie: Sessie, form: InzetForm, sleutel: str) -> ToevoegForm:
    """What was typed for a measure that another tab took out, ready to be added again."""
    begin = {
        veld: form[veld].value() for veld in ("verwacht_nummer", "start", "duur", "mate", "deelgebieden")
    }
    begin["kaart"] = sessie.kaart_van(sleutel)
    return ToevoegForm(casus=form.casus, initial=begin, auto_id="nieuw_%s")
