"""The plan of a session: show it, change it, take a change back."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET
from django_htmx.http import HttpResponseClientRedirect

from simulatie.acties import plan as plan_acties
from simulatie.acties.bewaren import zet_terug_naar
from simulatie.acties.slot import (
    BesluitGeweigerd,
    CasusVernieuwd,
    SessieGesloten,
    VerouderdTabblad,
    speelbare_casus,
)
from simulatie.forms import (
    AntwoordForm,
    BeginForm,
    BesluitForm,
    BewaarForm,
    InzetForm,
    TerugzetForm,
    ToevoegForm,
    VerschuifForm,
    VoorspelForm,
    gebruikelijke_duur,
)
from simulatie.kern import Casus, Plan, PlanOngeldig
from simulatie.models import Besluit, Sessie
from simulatie.schermen.briefing import briefing as maak_briefing
from simulatie.schermen.buurtbeeld import buurtbeeld_van_plan
from simulatie.schermen.catalogus import catalogus
from simulatie.schermen.plannen import terugwegen
from simulatie.schermen.ronde import deze_ronde, ronde, tijd_van
from simulatie.schermen.tijdlijn import tijdlijngegevens
from simulatie.schermen.werkblad import lijnen, werkblad
from simulatie.spel.stand import Stand
from simulatie.views.toegang import (
    Verzoek,
    besluit_per_post,
    formulier_per_post,
    mijn_sessie,
    waarom_niet_verstuurd,
)

STANDAARD_MATE = 60


@login_required
@never_cache
@require_GET
def plan(request: Verzoek, sleutel: uuid.UUID) -> HttpResponse:
    sessie = mijn_sessie(request, sleutel)
    if sessie.is_beoordeeld:
        return redirect("simulatie_uitslag", sleutel=sessie.sleutel)
    try:
        casus = speelbare_casus(sessie)
    except CasusVernieuwd as fout:
        return toon_verouderd(request, sessie, fout)
    return toon_plan(request, sessie, casus, sessie.stand(), gekozen=request.GET.get("kaart", ""))


@login_required
@require_GET
def briefing(request: Verzoek, sleutel: uuid.UUID) -> HttpResponse:
    """The briefing in the version of this session, whatever the case says by now."""
    sessie = mijn_sessie(request, sleutel)
    try:
        casus = speelbare_casus(sessie)
    except CasusVernieuwd as fout:
        return toon_verouderd(request, sessie, fout)
    inhoud = {
        "sessie": sessie,
        "briefing": maak_briefing(casus),
        "kruimels": kruimels(sessie, casus, _("Briefing")),
    }
    return render(request, "simulatie/casus.html", inhoud)


@login_required
@require_GET
def nieuwe_versie(request: Verzoek, sleutel: uuid.UUID) -> HttpResponse:
    """What a newer version of the case means for this session, and taking the plan along to it."""
    sessie = mijn_sessie(request, sleutel)
    if not sessie.nieuwere_versie():
        return redirect("simulatie_sessie", sleutel=sessie.sleutel)
    return toon_verouderd(request, sessie)


@login_required
@require_GET
def kaarten(request: Verzoek, sleutel: uuid.UUID) -> HttpResponse:
    """Every card of the case with what it does, asks and needs."""
    sessie = mijn_sessie(request, sleutel)
    try:
        casus = speelbare_casus(sessie)
    except CasusVernieuwd as fout:
        return toon_verouderd(request, sessie, fout)
    inhoud = {"sessie": sessie, "casus": casus, "groepen": catalogus(casus)}
    return render(
        request, "simulatie/kaarten.html", inhoud | {"kruimels": kruimels(sessie, casus, _("Maatregelen"))}
    )


@formulier_per_post
def voeg_toe(request: Verzoek, sleutel: uuid.UUID) -> HttpResponse:
    def form_van(casus: Casus) -> InzetForm:
        return ToevoegForm(request.POST, casus=casus, auto_id="nieuw_%s")

    def actie(sessie: Sessie, form: InzetForm) -> Besluit:
        return plan_acties.voeg_toe(sessie=sessie, verwacht_nummer=form.nummer, **form.inzet)

    return _met_form(request, sleutel, form_van, actie, rij=None)


@formulier_per_post
def wijzig(request: Verzoek, sleutel: uuid.UUID, inzet: str) -> HttpResponse:
    def form_van(casus: Casus) -> InzetForm:
        return InzetForm(request.POST, casus=casus, auto_id=f"{inzet}_%s")

    def actie(sessie: Sessie, form: InzetForm) -> Besluit:
        return plan_acties.wijzig(sessie=sessie, verwacht_nummer=form.nummer, inzet=inzet, **form.inzet)

    return _met_form(request, sleutel, form_van, actie, rij=inzet)


@besluit_per_post
def verschuif(request: Verzoek, sleutel: uuid.UUID, inzet: str) -> HttpResponse:
    def actie(sessie: Sessie, form: VerschuifForm) -> Besluit:
        wat: dict[str, Any] = {"sessie": sessie, "verwacht_nummer": form.nummer, "inzet": inzet}
        if maanden := form.cleaned_data["maanden"]:
            return plan_acties.verschuif(**wat, maanden=maanden)
        # Seen from the plan the button was on: pressed twice, it asks the same twice.
        nu = sessie.stand(tot=form.nummer).inzetten.get(inzet)
        anders = form.na(nu) if nu else {}
        if nu and not anders:
            raise BesluitGeweigerd(_("Er is niets veranderd: de mate kan niet lager of hoger."))
        return plan_acties.wijzig(**wat, **anders)

    return _zonder_velden(request, sleutel, VerschuifForm(request.POST), actie)


@besluit_per_post
def verwijder(request: Verzoek, sleutel: uuid.UUID, inzet: str) -> HttpResponse:
    return _zonder_velden(
        request,
        sleutel,
        BesluitForm(request.POST),
        lambda sessie, form: plan_acties.verwijder(sessie=sessie, verwacht_nummer=form.nummer, inzet=inzet),
    )


def _knop(actie: Callable[..., Besluit]) -> Callable[..., HttpResponse]:
    """The view of a button that asks nothing but the number the page was made with."""

    @besluit_per_post
    def knop(request: Verzoek, sleutel: uuid.UUID) -> HttpResponse:
        return _zonder_velden(
            request,
            sleutel,
            BesluitForm(request.POST),
            lambda sessie, form: actie(sessie=sessie, verwacht_nummer=form.nummer),
        )

    return knop


maak_ongedaan = _knop(plan_acties.maak_ongedaan)
doe_opnieuw = _knop(plan_acties.doe_opnieuw)
keer_om = _knop(plan_acties.keer_om)


@besluit_per_post
def zet_terug(request: Verzoek, sleutel: uuid.UUID) -> HttpResponse:
    def actie(sessie: Sessie, form: TerugzetForm) -> Besluit:
        naar = form.cleaned_data["naar"]
        return zet_terug_naar(sessie=sessie, verwacht_nummer=form.nummer, naar=naar)

    return _zonder_velden(request, sleutel, TerugzetForm(request.POST), actie)


def toon_plan(
    request: Verzoek,
    sessie: Sessie,
    casus: Casus,
    stand: Stand,
    *,
    fout_form: InzetForm | None = None,
    fout_rij: str | None = None,
    gekozen: str = "",
    spelform: AntwoordForm | VoorspelForm | None = None,
    bewaarform: BewaarForm | None = None,
) -> HttpResponse:
    """The page of the plan; ``fout_form`` is a refused form of row ``fout_rij``, or the one for adding, and
    ``bewaarform`` a refused one for saving. In a test it is the page of the round; ``spelform`` is then a refused
    answer or prediction. htmx gets the page without its head, menu and foot.
    """
    blad = werkblad(casus, stand)
    for rij in blad["rijen"]:
        if fout_form is not None and rij["sleutel"] == fout_rij:
            rij["form"] = fout_form
        elif sessie.soort == Sessie.Soort.TOETS:
            rij["form"] = InzetForm.van(rij["inzet"], stand.nummer, casus, auto_id=f"{rij['sleutel']}_%s")
    inhoud: dict[str, Any] = {
        "basis": "kaal.html" if request.htmx else "base.html",
        "sessie": sessie,
        "casus": casus,
        "stand": stand,
        "blad": blad,
        "tijdlijn": tijdlijngegevens(casus, stand),
        "toevoegform": _toevoegform(casus, stand, gekozen),
        "nieuwere": sessie.nieuwere_versie(),
        "form": fout_form,
        "kruimels": kruimels(sessie, casus),
    }
    if fout_form is not None and fout_rij not in stand.inzetten:
        inhoud["toevoegform"] = (
            fout_form if fout_rij is None else _uit_weggehaald(sessie, fout_form, fout_rij)
        )
    sjabloon = "simulatie/sessie.html"
    if sessie.soort == Sessie.Soort.TOETS:
        sjabloon = "simulatie/ronde.html"
        inhoud |= _ronde_inhoud(request, sessie, casus, stand, blad, spelform, fout_form is not None)
    else:
        inhoud |= _oefen_inhoud(request, sessie, casus, stand, bewaarform)
    geweigerd = fout_form is not None or spelform is not None or bewaarform is not None
    return render(request, sjabloon, inhoud, status=422 if geweigerd else 200)


def _oefen_inhoud(
    request: Verzoek, sessie: Sessie, casus: Casus, stand: Stand, bewaarform: BewaarForm | None
) -> dict[str, Any]:
    """What only practice has: the forecast, and the ways back."""
    plannen = [(_("Uw plan"), stand.plan), (_("Niets doen"), Plan())]
    terug = terugwegen(sessie, stand)
    begin = {"verwacht_nummer": stand.nummer, "naam": terug["laatste_naam"]}
    return {
        "lijnen": lijnen(casus, plannen),
        "buurtbeeld": buurtbeeld_van_plan(casus, stand.plan, request.GET),
        "terug": terug,
        "bewaarform": bewaarform or BewaarForm(initial=begin),
    } | ({"form": bewaarform} if bewaarform is not None else {})


def _ronde_inhoud(
    request: Verzoek,
    sessie: Sessie,
    casus: Casus,
    stand: Stand,
    blad: dict[str, Any],
    spelform: AntwoordForm | VoorspelForm | None,
    geweigerd: bool,
) -> dict[str, Any]:
    """``geweigerd``: a measure was refused, so its form is shown, also where nothing can be planned now."""
    beeld = ronde(casus, sessie, stand, request.GET)
    for rij in blad["rijen"]:
        rij["tijd"] = tijd_van(rij["inzet"], stand.maand)
    inhoud: dict[str, Any] = {
        "ronde": beeld,
        "straks": deze_ronde(casus, stand, beeld["volgende"], blad["rijen"]),
        # A refused form keeps its row, also when the measure has ended in the meantime.
        "lopend": [rij for rij in blad["rijen"] if rij["tijd"] != "voorbij" or rij["form"].is_bound],
        "voorbij": [rij for rij in blad["rijen"] if rij["tijd"] == "voorbij"],
        "aandacht": [rij for rij in blad["rijen"] if rij["bevindingen"]],
        "open": geweigerd or beeld["fase"] in ("onderzoek", "voorspellen", "ronde"),
    }
    if beeld["dilemma"]:
        eigen = spelform if isinstance(spelform, AntwoordForm) else None
        inhoud["antwoordform"] = eigen or AntwoordForm(dilemma=beeld["dilemma"])
    if beeld["fase"] == "voorspellen":
        eigen_lijn = spelform if isinstance(spelform, VoorspelForm) else None
        inhoud["voorspelform"] = eigen_lijn or VoorspelForm()
    return inhoud | ({"form": spelform} if spelform is not None else {})


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
            inzet
            | {"naam": f"{inzet['kaart']} {casus.kaarten[inzet['kaart']].kort}" if casus else inzet["kaart"]}
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


def _uit_weggehaald(sessie: Sessie, form: InzetForm, inzet: str) -> ToevoegForm:
    """What was typed for a measure that another tab took out, ready to be added again."""
    kaart = (
        sessie.besluiten.filter(inzet=inzet).exclude(gegevens={}).values_list("gegevens__kaart", flat=True)
    )
    begin = {
        veld: form[veld].value() for veld in ("verwacht_nummer", "start", "duur", "mate", "deelgebieden")
    }
    return ToevoegForm(casus=form.casus, initial=begin | {"kaart": kaart.last()}, auto_id="nieuw_%s")


def _met_form(
    request: Verzoek,
    sleutel: uuid.UUID,
    form_van: Callable[[Casus], InzetForm],
    actie: Callable[[Sessie, InzetForm], Besluit],
    rij: str | None,
) -> HttpResponse:
    """Decide what a form says. A refusal shows the plan as it is now, with everything that was typed."""
    sessie = mijn_sessie(request, sleutel)
    try:
        casus = speelbare_casus(sessie)
        form = form_van(casus)
        if form.is_valid():
            try:
                besluit = actie(sessie, form)
            except PlanOngeldig as fout:
                form.weiger(fout.bevindingen)
            except (SessieGesloten, CasusVernieuwd):
                raise
            except BesluitGeweigerd as fout:
                form.verstuur_opnieuw(sessie.laatste_nummer(), fout.melding)
            else:
                return na_besluit(request, sessie, casus, besluit)
        elif "verwacht_nummer" in form.errors:
            del form.errors["verwacht_nummer"]
            form.verstuur_opnieuw(
                sessie.laatste_nummer(), waarom_niet_verstuurd(request, VerouderdTabblad().melding)
            )
    except BesluitGeweigerd as fout:
        return geweigerd(request, sessie, fout)
    return toon_plan(request, sessie, casus, sessie.stand(), fout_form=form, fout_rij=rij)


def _zonder_velden(
    request: Verzoek,
    sleutel: uuid.UUID,
    form: BesluitForm,
    actie: Callable[[Sessie, Any], Besluit],
) -> HttpResponse:
    """A decision by one button: done, or refused with the reason above the plan as it is now."""
    sessie = mijn_sessie(request, sleutel)
    try:
        casus = speelbare_casus(sessie)
        if not form.is_valid():
            raise VerouderdTabblad
        besluit = actie(sessie, form)
    except PlanOngeldig as fout:
        redenen = " ".join(f"{b.melding} {b.remedie}" for b in fout.bevindingen)
        messages.error(
            request, _("Dit kan niet, en er is niets veranderd. %(redenen)s") % {"redenen": redenen}
        )
    except BesluitGeweigerd as fout:
        return geweigerd(request, sessie, fout)
    else:
        return na_besluit(request, sessie, casus, besluit)
    return redirect("simulatie_sessie", sleutel=sessie.sleutel)


def na_besluit(request: Verzoek, sessie: Sessie, casus: Casus, besluit: Besluit) -> HttpResponse:
    """What a decision did, and the plan after it: at once for htmx, by a redirect for a form that loads a page."""
    messages.success(request, beschrijf(casus, besluit))
    if request.htmx:
        return toon_plan(request, sessie, casus, sessie.stand())
    return redirect(adres_van(sessie, besluit))


def geweigerd(request: Verzoek, sessie: Sessie, fout: BesluitGeweigerd) -> HttpResponse:
    """Why not, above the plan as it is now. A session that can be played no further has another page."""
    messages.error(request, fout.melding)
    if request.htmx and isinstance(fout, (SessieGesloten, CasusVernieuwd)):
        return HttpResponseClientRedirect(reverse("simulatie_sessie", args=[sessie.sleutel]))
    return redirect("simulatie_sessie", sleutel=sessie.sleutel)


def adres_van(sessie: Sessie, besluit: Besluit) -> str:
    """Back to where the decision was taken: the measure that changed, the source, the prediction or the round."""
    adres = reverse("simulatie_sessie", args=[sessie.sleutel])
    if besluit.soort == Besluit.Soort.BRON:
        bron = besluit.gegevens["bron"]
        return f"{reverse('simulatie_onderzoek', args=[sessie.sleutel])}#{bron}"
    if besluit.soort == Besluit.Soort.VOORSPELLING:
        return f"{adres}#voorspelling"
    if besluit.soort in (Besluit.Soort.ANTWOORD, Besluit.Soort.RONDE):
        return f"{adres}#ronde"
    weg = besluit.soort in (Besluit.Soort.VERWIJDEREN, Besluit.Soort.TERUGZETTEN)
    return f"{adres}#plan" if weg else f"{adres}#{besluit.inzet}"


def beschrijf(casus: Casus, besluit: Besluit) -> str:
    """What a decision did, in a sentence."""
    gegevens = besluit.gegevens
    if besluit.soort in (Besluit.Soort.VERWIJDEREN, Besluit.Soort.TERUGZETTEN):
        return _beschrijf_weg(gegevens.get("plan"))
    if besluit.soort == Besluit.Soort.BRON:
        bron = next(een for een in casus.bronnen if een.sleutel == gegevens["bron"])
        komt = gegevens["maand"] + bron.maanden
        return _("U hebt gevraagd: %(bron)s. Het antwoord komt in maand %(maand)d.") % {
            "bron": bron.naam,
            "maand": komt,
        }
    if besluit.soort == Besluit.Soort.VOORSPELLING:
        return _("Uw voorspelling is bewaard. Bij de uitslag ziet u haar naast wat er gebeurde.")
    if besluit.soort in (Besluit.Soort.ANTWOORD, Besluit.Soort.RONDE):
        tot = {"maand": gegevens["tot"]}
        if gegevens["dilemma"]:
            return _("Het is nu maand %(maand)d. Er ligt een dilemma voor.") % tot
        return _("Het is nu maand %(maand)d.") % tot
    kaart = casus.kaarten[gegevens["kaart"]]
    return _(
        "%(code)s %(kort)s staat in uw plan van maand %(start)d tot maand %(einde)d, mate %(mate)d %%."
    ) % {
        "code": kaart.code,
        "kort": kaart.kort,
        "start": gegevens["start"],
        "einde": gegevens["start"] + gegevens["duur"],
        "mate": round(gegevens["mate"] * 100),
    }


def _beschrijf_weg(plan: list[Any] | None) -> str:
    """A measure that was taken out, or the plan that came in place of the whole."""
    if plan is None:
        return _("De maatregel is uit uw plan gehaald.")
    return ngettext(
        "Het hele plan is vervangen. Er staat nu %(aantal)d maatregel in.",
        "Het hele plan is vervangen. Er staan nu %(aantal)d maatregelen in.",
        len(plan),
    ) % {"aantal": len(plan)}
