"""The plan as it stands, with what it asks of people and money and what the model makes of it."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from django.forms import Form
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from simulatie.kern import Bevinding, Casus, Inzet, Plan, Verloop, bezetting, controleer_plan, simuleer
from simulatie.schermen.grafieken import (
    STIJLEN,
    Balk,
    LijnMetFeiten,
    Maandmerk,
    Strook,
    balk,
    lijn_met_feiten,
    maandas,
    procent_van,
    strook,
    vaste_schaal,
)
from simulatie.schermen.notatie import Feitentabel, euro, getal, maanden, procent, reeksen_van_maanden, waar
from simulatie.spel.stand import Stand

# Quantity of the model, title, unit, factor to that unit, and the most it can be in that unit.
LIJNEN = (
    ("index", gettext_lazy("Leefbaarheidsindex (fictief)"), gettext_lazy("punten"), 1, 100),
    ("vertrouwen", gettext_lazy("Vertrouwen"), "%", 1, 100),
    ("angst", gettext_lazy("Angst"), gettext_lazy("punten"), 1, 100),
    ("criminele_greep", gettext_lazy("Criminele greep"), gettext_lazy("punten"), 1, 100),
    ("meldingen", gettext_lazy("Meldingen per maand"), gettext_lazy("meldingen"), 1, math.inf),
    ("meldingsbereidheid", gettext_lazy("Meldingsbereidheid"), "%", 100, 100),
)


@dataclass(frozen=True)
class Maatregelrij:
    """A measure of the plan as it stands.

    einde, werkt_vanaf  months; ``werkt``: it works at all before it ends
    mate, mate_getal    intensity in words and in percent
    tijd                "voorbij", "loopt", or "komt": it can still change in everything
    form                the form to change it with, where the page does not draw its fields itself
    """

    sleutel: str
    code: str
    kort: str
    naam: str
    principe: str
    houder: str
    inzet: Inzet
    einde: int
    werkt_vanaf: int
    werkt: bool
    mate: str
    mate_getal: int
    waar: str
    balk: Balk
    bevindingen: Sequence[Bevinding]
    tijd: str
    form: Form | None = None


@dataclass(frozen=True)
class Bezettingsstrook:
    """The staff of one holder over the months; ``te_veel``: in how many too much is asked, "" for none; ``sleutel`` is the
    key of the holder."""

    sleutel: str
    naam: str
    strook: Strook
    beschikbaar: str
    hoogst: str
    te_veel: str


@dataclass(frozen=True)
class MensenEnGeld:
    """What a plan asks: per holder over the months and as a table, and in money; ``te_druk``: of whom too much is asked,
    in words, "" for nobody."""

    te_druk: str
    stroken: Sequence[Bezettingsstrook]
    bezetting: Feitentabel
    kosten: str
    budget: str
    over: str
    kosten_getal: int
    budget_getal: int


@dataclass(frozen=True)
class Werkblad(MensenEnGeld):
    """A plan with what it asks.

    jaren     places on the timeline where a year begins
    einde     place where the programme ends, "" where the timeline ends with it
    algemeen  remarks on the plan as a whole
    """

    rijen: Sequence[Maatregelrij]
    maandas: Sequence[Maandmerk]
    jaren: Sequence[str]
    einde: str
    tabel: Feitentabel
    algemeen: Sequence[Bevinding]


VOL = 8
"""Up to so many measures stand large on the timeline."""


def werkblad(casus: Casus, stand: Stand, as_tot: int | None = None) -> Werkblad:
    """Rows, timeline, staff and money of a plan that fits the case. ``as_tot``: the last month of the timeline, when
    it goes on after the programme."""
    tot = as_tot or casus.programmaduur
    plan = stand.plan
    bevindingen = controleer_plan(casus, plan)
    rijen = maatregelen(casus, stand.inzetten, bevindingen, stand.maand, tot)
    strepen = maandas(tot, 6 if tot == casus.programmaduur else 12)
    return Werkblad(
        **vars(mensen_en_geld(casus, plan, tot)),
        rijen=rijen,
        maandas=strepen,
        jaren=[streep.x for streep in strepen if streep.jaar],
        einde=procent_van(casus.programmaduur, tot) if tot > casus.programmaduur else "",
        tabel=plantabel(rijen),
        algemeen=[b for b in bevindingen if not b.pad],
    )


def maatregelen(
    casus: Casus,
    inzetten: Mapping[str, Inzet],
    bevindingen: tuple[Bevinding, ...] = (),
    maand: int = 0,
    as_tot: int | None = None,
) -> list[Maatregelrij]:
    """One row per measure as it stands in ``maand``, with the remarks of the model on that row; ``as_tot`` as in
    ``werkblad``."""
    namen = {gebied.sleutel: gebied.naam for gebied in casus.deelgebieden}
    begonnen = _begonnen(casus, inzetten)
    rijen = []
    for nummer, (sleutel, inzet) in enumerate(inzetten.items()):
        kaart = casus.kaarten[inzet.kaart]
        werkt_vanaf = max(inzet.start, begonnen[sleutel] + casus.aanloop(kaart))
        rijen.append(
            Maatregelrij(
                sleutel=sleutel,
                code=kaart.code,
                kort=kaart.kort,
                naam=kaart.naam,
                principe=kaart.principe,
                houder=casus.houders[kaart.houder],
                inzet=inzet,
                einde=inzet.einde,
                werkt_vanaf=werkt_vanaf,
                werkt=werkt_vanaf < min(inzet.einde, casus.programmaduur),
                mate=procent(inzet.mate),
                mate_getal=round(inzet.mate * 100),
                waar=waar(inzet.deelgebieden, namen, casus),
                balk=balk(
                    start=inzet.start,
                    werkt_vanaf=werkt_vanaf,
                    einde=min(inzet.einde, casus.programmaduur),
                    maanden=as_tot or casus.programmaduur,
                ),
                bevindingen=[b for b in bevindingen if b.pad.startswith(f"inzetten[{nummer}].")],
                tijd=tijd_van(inzet, maand),
            )
        )
    return rijen


def tijd_van(inzet: Inzet, maand: int) -> str:
    """Whether a measure is over ("voorbij"), runs ("loopt") or can still change in everything ("komt")."""
    if inzet.start >= maand:
        return "komt"
    return "loopt" if inzet.einde > maand else "voorbij"


def _begonnen(casus: Casus, inzetten: Mapping[str, Inzet]) -> dict[str, int]:
    """Month in which the work of a measure began. One that goes on where another of the same card in the same place
    ends has no lead time of its own; the rule of ``kern.model.doses.eerste_start``."""
    begin: dict[str, int] = {}
    eindes: dict[tuple[str, str, int], str] = {}
    for sleutel, inzet in sorted(inzetten.items(), key=lambda paar: paar[1].start):
        hier = plek(casus, inzet)
        vorige = eindes.get((inzet.kaart, hier, inzet.start))
        begin[sleutel] = inzet.start if vorige is None else begin[vorige]
        eindes[inzet.kaart, hier, inzet.einde] = sleutel
    return begin


def plek(casus: Casus, inzet: Inzet) -> str:
    """Where a measure works, "" for everywhere: only the same card in the same place continues."""
    gebieden = inzet.deelgebieden or ()
    return "" if len(gebieden) == len(casus.deelgebieden) else " ".join(sorted(gebieden))


def plantabel(rijen: Sequence[Maatregelrij]) -> Feitentabel:
    """The plan as a plain table: the facts of the timeline."""
    return Feitentabel(
        _("Uw plan als tabel (maanden tellen vanaf nu)"),
        [_("Maatregel"), _("Partij"), _("Start"), _("Werkt vanaf"), _("Stopt"), _("Mate"), _("Waar")],
        [
            [
                f"{rij.code} {rij.kort}",
                rij.houder,
                str(rij.inzet.start),
                str(rij.werkt_vanaf) if rij.werkt else _("werkt niet"),
                str(rij.einde),
                rij.mate,
                rij.waar,
            ]
            for rij in rijen
        ],
    )


def mensen_en_geld(casus: Casus, plan: Plan, as_tot: int | None = None) -> MensenEnGeld:
    """Staff per holder per month as strips and as a table, and what the plan costs; ``as_tot`` as in ``werkblad``."""
    as_tot = as_tot or casus.programmaduur
    nodig = bezetting(casus, plan)
    stroken, rijen = [], []
    for houder, gevraagd in nodig.gevraagd.items():
        beschikbaar = nodig.beschikbaar[houder]
        te_veel = [maand for maand, fte in enumerate(gevraagd) if fte > beschikbaar + 1e-9]
        hoogst = getal(max(gevraagd, default=0), 1)
        stroken.append(
            Bezettingsstrook(
                sleutel=houder,
                naam=casus.houders[houder],
                strook=strook(gevraagd=gevraagd, beschikbaar=beschikbaar, maanden=as_tot),
                beschikbaar=getal(beschikbaar, 1),
                hoogst=hoogst,
                te_veel=maanden(len(te_veel)) if te_veel else "",
            )
        )
        rijen.append(
            [
                casus.houders[houder],
                f"{getal(beschikbaar, 1)} fte",
                f"{hoogst} fte",
                reeksen_van_maanden(te_veel) or _("geen"),
            ]
        )
    return MensenEnGeld(
        te_druk="; ".join(
            _("%(partij)s: %(maanden)s te veel gevraagd") % {"partij": rij.naam, "maanden": rij.te_veel}
            for rij in stroken
            if rij.te_veel
        ),
        stroken=stroken,
        bezetting=Feitentabel(
            _("Mensen per partij"),
            [_("Partij"), _("Aanwezig"), _("Hoogste vraag"), _("Maanden met te veel vraag")],
            rijen,
        ),
        kosten=euro(nodig.kosten),
        budget=euro(nodig.budget),
        over=euro(nodig.budget - nodig.kosten),
        kosten_getal=round(nodig.kosten),
        budget_getal=round(nodig.budget),
    )


@lru_cache(maxsize=64)
def verwachting(casus: Casus, plan: Plan) -> Verloop:
    """The run of one plan without events. Kept, because doing nothing stands beside every plan, and undoing or turning
    over a change asks for the same plan again."""
    return simuleer(casus, [plan])


def lijnen(
    casus: Casus, plannen: Sequence[tuple[str, Plan]], stijlen: Sequence[tuple[str, str]] = STIJLEN
) -> list[LijnMetFeiten]:
    """Per quantity a chart with a line for each named plan, and the same figures as a table."""
    verlopen = [(naam, verwachting(casus, plan)) for naam, plan in plannen]
    return [
        lijn_met_feiten(
            str(titel),
            str(eenheid),
            [(naam, (verloop.wijk(grootheid)[0] * factor).round(9).tolist()) for naam, verloop in verlopen],
            stijlen,
            schaal=vaste_schaal(casus, grootheid, factor, hoogst),
        )
        for grootheid, titel, eenheid, factor, hoogst in LIJNEN
    ]
