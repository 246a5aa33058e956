"""The first practice: a mission with its eight measures, and what a try at it came to, in words and in one picture."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.forms import BoundField
from django.urls import reverse
from django.utils.translation import gettext as _

from academy.gebruikers.models import Gebruiker
from simulatie.kern import PRINCIPES, Casus, Inzet, Plan
from simulatie.models import Oefenstap, Sessie, is_nieuweling
from simulatie.schermen import missiezinnen as zinnen
from simulatie.schermen.grafieken import (
    Balk,
    LijnMetFeiten,
    Maandmerk,
    balk,
    lijn_met_feiten,
    maandas,
    vaste_schaal,
)
from simulatie.schermen.notatie import procent
from simulatie.spel.eerste_oefening import Oefenstand, stand_na
from simulatie.spel.missies import (
    Meting,
    Missie,
    antwoord,
    bezwaar,
    eerste_plan,
    meet,
    werkmaanden,
)

Veld = tuple[str, str, BoundField]
Velden = Mapping[str, Sequence[Veld]]

GROEPEN = ("zoet", "zuur", "zout", "bitter", "onderzoek_regie")


@dataclass(frozen=True)
class Missiestap:
    """A mission in the row of three; ``adres`` is "" for the one that is shown and for what cannot be opened yet."""

    nummer: int
    titel: str
    is_nu: bool
    is_gehaald: bool
    adres: str


@dataclass(frozen=True)
class Kaartrij:
    """A measure: what it is, when it works, and its fields, each with its name and what it counts."""

    code: str
    kort: str
    uitleg: str
    balk: Balk
    wanneer: str
    velden: Sequence[Veld] = ()


@dataclass(frozen=True)
class Kaartgroep:
    """The measures of one principle; ``naam`` is the principle, research and direction taken together."""

    principe: str
    naam: str
    rijen: Sequence[Kaartrij]


@dataclass(frozen=True)
class Opdracht:
    """A mission as it stands.

    stappen   the three missions
    vraag     what it asks; tip: a way to begin
    groepen   the measures as they stand, or as they did it
    gehaald   it is done; ``zin`` says what came of it
    waarom    why the last try did not do it, "" when there was none
    zin       what the plan in the picture comes to, computed by the model
    let_op    what else the model says of that plan: too few people, the law
    volgende  where the road goes on, and the title of the mission there, "" after the last
    """

    missie: Missie
    titel: str
    stappen: Sequence[Missiestap]
    vraag: str
    tip: str
    groepen: Sequence[Kaartgroep]
    maandas: Sequence[Maandmerk]
    gehaald: bool
    waarom: str
    zin: str
    let_op: Sequence[str]
    lijn: LijnMetFeiten
    volgende: str
    volgende_titel: str


@dataclass(frozen=True)
class Uitnodiging:
    """The first practice as other pages point at it.

    is_eerste  who looks never practised: this is the obvious next step
    knop       what its button says; ``is_klaar``: it was done or skipped
    """

    adres: str
    knop: str
    is_eerste: bool
    is_klaar: bool


def uitnodigingen(gebruiker: Gebruiker, casussen: Iterable[Casus]) -> dict[str, Uitnodiging]:
    """Per case its invitation, however many cases in as many queries; a case without a first practice has none."""
    stappen = list(Oefenstap.objects.van(gebruiker).met_casusversie())
    nieuweling = is_nieuweling(gebruiker)
    return {
        casus.sleutel: _uitnodiging(
            casus,
            stand_na(
                stap
                for stap in stappen
                if (stap.casusversie.sleutel, stap.casusversie.versie) == (casus.sleutel, casus.versie)
            ),
            nieuweling,
        )
        for casus in casussen
        if eerste_plan(casus) is not None
    }


def uitnodiging(gebruiker: Gebruiker, casus: Casus) -> Uitnodiging | None:
    """The invitation of one case; None when it has no first practice."""
    return uitnodigingen(gebruiker, [casus]).get(casus.sleutel)


def _uitnodiging(casus: Casus, stand: Oefenstand, nieuweling: bool) -> Uitnodiging:
    if stand.is_klaar:
        knop = _("Bekijk uw eerste oefening terug")
    elif stand.is_begonnen:
        knop = _("Ga verder met de eerste oefening")
    else:
        knop = _("Begin met de eerste oefening")
    return Uitnodiging(
        adres=reverse("simulatie_eerste_oefening", args=[casus.sleutel]),
        knop=knop,
        is_eerste=nieuweling,
        is_klaar=stand.is_klaar or stand.overgeslagen,
    )


def open_oefening(gebruiker: Gebruiker, casus: str) -> Sessie | None:
    """The newest practice session of a case that is still open: to go on in, after the first practice."""
    eigen = Sessie.objects.van(gebruiker).open().filter(casus=casus, soort=Sessie.Soort.OEFENEN)
    return eigen.exclude(casusversie=None).first()


def plan_bij(casus: Casus, stand: Oefenstand, missie: Missie) -> Plan:
    """The measures as a mission shows them: as it was done, as they were last tried, or as it begins."""
    if missie in stand.gehaald:
        return stand.gehaald[missie]
    if stand.laatste is not None:
        return stand.laatste
    begin = stand.gehaald[missie.vorige] if missie.vorige else eerste_plan(casus)
    if begin is None:
        raise LookupError(f"Case {casus.sleutel} has no first practice.")
    return begin


def voorbeeldantwoord(casus: Casus, stand: Oefenstand, missie: Missie) -> Plan | None:
    """A worked answer to the mission that is open, from the plan it began with."""
    vanuit = stand.gehaald[missie.vorige] if missie.vorige else eerste_plan(casus)
    return vanuit and antwoord(casus, missie, vanuit)


def opdracht(
    casus: Casus, stand: Oefenstand, missie: Missie, *, velden: Velden | None = None, plan: Plan | None = None
) -> Opdracht:
    """A mission that is open or done. ``velden``: per card its fields, where it can be tried. ``plan``: what is typed now,
    which was not tried yet."""
    bekeken = plan is not None
    plan = plan or plan_bij(casus, stand, missie)
    eerder_plan = stand.gehaald[missie.vorige] if missie.vorige else None
    nu, *rest = meet(casus, plan, *([eerder_plan] if eerder_plan else []))
    eerder = rest[0] if rest else None
    gehaald = missie in stand.gehaald
    geprobeerd = stand.laatste is not None and not gehaald and not bekeken
    tegen = bezwaar(missie, nu, eerder)
    return Opdracht(
        missie=missie,
        titel=str(missie.label),
        stappen=_stappen(casus, stand, missie),
        vraag=zinnen.vraag(casus, missie, eerder),
        tip=zinnen.tip(casus, missie),
        groepen=kaartgroepen(casus, plan, velden or {}),
        maandas=maandas(casus.programmaduur, 12),
        gehaald=gehaald,
        waarom=zinnen.waarom(casus, tegen, nu, eerder) if tegen and geprobeerd else "",
        zin=zinnen.uitkomst(missie, nu, eerder) if gehaald else zinnen.stand_nu(nu),
        let_op=zinnen.let_op(casus, nu),
        lijn=_lijn(casus, missie, nu, eerder, gehaald),
        volgende=_adres(casus, stand.missie),
        volgende_titel=str(stand.missie.label) if stand.missie else "",
    )


def kaartgroepen(casus: Casus, plan: Plan, velden: Velden | None = None) -> list[Kaartgroep]:
    """The measures of a plan by principle, in the order of the course."""
    uit = []
    for groep in GROEPEN:
        principes = ("onderzoek", "regie") if groep == "onderzoek_regie" else (groep,)
        rijen = [
            _kaartrij(casus, inzet, (velden or {}).get(inzet.kaart, []))
            for inzet in plan.inzetten
            if casus.kaarten[inzet.kaart].principe in principes
        ]
        naam = _("Onderzoek en regie") if groep == "onderzoek_regie" else PRINCIPES[groep]
        if rijen:
            uit.append(Kaartgroep(groep, naam, rijen))
    return uit


def _kaartrij(casus: Casus, inzet: Inzet, velden: Sequence[Veld]) -> Kaartrij:
    kaart = casus.kaarten[inzet.kaart]
    werkt = werkmaanden(casus, inzet)
    return Kaartrij(
        code=kaart.code,
        kort=kaart.kort,
        uitleg=kaart.uitleg,
        balk=balk(start=inzet.start, werkt_vanaf=werkt.start, einde=inzet.einde, maanden=casus.programmaduur),
        wanneer=_("werkt van maand %(van)d tot maand %(tot)d, mate %(mate)s")
        % {"van": werkt.start, "tot": werkt.stop, "mate": procent(inzet.mate)}
        if werkt
        else _("werkt niet: de aanloop is langer dan de duur"),
        velden=velden,
    )


def _stappen(casus: Casus, stand: Oefenstand, nu: Missie) -> list[Missiestap]:
    return [
        Missiestap(
            nummer=missie.nummer,
            titel=str(missie.label),
            is_nu=missie is nu,
            is_gehaald=missie in stand.gehaald,
            adres=_adres(casus, missie)
            if missie is not nu and (missie in stand.gehaald or missie is stand.missie)
            else "",
        )
        for missie in Missie
    ]


def _adres(casus: Casus, missie: Missie | None) -> str:
    if missie is None:
        return reverse("simulatie_eerste_oefening", args=[casus.sleutel])
    return reverse("simulatie_missie", args=[casus.sleutel, missie.value])


def _lijn(casus: Casus, missie: Missie, nu: Meting, eerder: Meting | None, gehaald: bool) -> LijnMetFeiten:
    namen = {
        Missie.NA_ELKAAR: _("Na elkaar"),
        Missie.TEGELIJK: _("Tegelijk"),
        Missie.HALVE_ZUUR: _("Half zuur"),
    }
    reeksen = [(namen[missie] if gehaald else _("Uw plan nu"), nu.index)]
    if eerder is not None and missie.vorige is not None:
        reeksen.append((namen[missie.vorige], eerder.index))
    return lijn_met_feiten(
        _("Leefbaarheidsindex (fictief)"),
        _("punten"),
        [*reeksen, (_("Niets doen"), nu.niets_doen)],
        schaal=vaste_schaal(casus, "index", hoogst=100),
    )
