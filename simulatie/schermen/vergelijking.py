"""Up to three saved plans of one case beside each other: their curves, and the measures in which they differ.

Nothing is judged here: a score that answers every try is an invitation to climb it blindly.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from simulatie.kern import Casus, Inzet, Plan, bezetting, wat_past
from simulatie.models import BewaardPlan
from simulatie.schermen.grafieken import LijnMetFeiten
from simulatie.schermen.notatie import Feitentabel, euro, procent, reeksen_van_maanden, waar
from simulatie.schermen.terugblik import maatregelnaam
from simulatie.schermen.werkblad import lijnen

MEESTE_PLANNEN = 3
# By dash and weight, not by colour: the four colours belong to the principles.
STIJL_PER_PLAN = (("umami", ""), ("umami", "lang"), ("umami", "punt"))
STIJL_NIETS_DOEN = ("rustig", "kort")


@dataclass(frozen=True)
class Planlijn:
    """A plan with the line it has in the charts; ``weggelaten``: measures that the case does not allow any more."""

    naam: str
    plan: BewaardPlan
    streep: str
    klasse: str
    weggelaten: int


@dataclass(frozen=True)
class Verschillen:
    """What differs, and in one sentence how much does not; "" when there is nothing to say."""

    tabel: Feitentabel
    gelijk: str


@dataclass(frozen=True)
class Vergelijking:
    plannen: Sequence[Planlijn]
    lijnen: Sequence[LijnMetFeiten]
    verschillen: Verschillen
    middelen: Feitentabel


def vergelijking(casus: Casus, plannen: Sequence[BewaardPlan]) -> Vergelijking:
    """Plans of this case, in the order given; what the case does not allow any more is left out and counted."""
    inzetten = [wat_past(casus, plan.maatregelen) for plan in plannen]
    namen = [_("Plan %(nummer)d") % {"nummer": nummer} for nummer in range(1, len(plannen) + 1)]
    kernplannen = [Plan(rijen) for rijen in inzetten]
    stijlen = STIJL_PER_PLAN[: len(plannen)]
    return Vergelijking(
        plannen=[
            Planlijn(
                naam=naam,
                plan=plan,
                streep=streep,
                klasse=klasse,
                weggelaten=len(plan.inzetten) - len(rijen),
            )
            for naam, plan, rijen, (klasse, streep) in zip(namen, plannen, inzetten, stijlen, strict=True)
        ],
        lijnen=lijnen(
            casus,
            [*zip(namen, kernplannen, strict=True), (_("Niets doen"), Plan())],
            [*stijlen, STIJL_NIETS_DOEN],
        ),
        verschillen=_verschillen(casus, namen, inzetten),
        middelen=_middelen(casus, namen, kernplannen),
    )


def _verschillen(casus: Casus, namen: Sequence[str], plannen: Sequence[Sequence[Inzet]]) -> Verschillen:
    """Per card that is not the same everywhere what each plan does with it."""
    codes = [code for code in casus.kaarten if any(inzet.kaart == code for plan in plannen for inzet in plan)]
    rijen, gelijk = [], 0
    for code in codes:
        cellen = [
            "; ".join(
                _in_woorden(inzet, casus)
                for inzet in sorted(plan, key=lambda een: een.start)
                if inzet.kaart == code
            )
            or _("niet in dit plan")
            for plan in plannen
        ]
        if len(set(cellen)) == 1:
            gelijk += 1
        else:
            rijen.append([maatregelnaam(casus, code), *cellen])
    return Verschillen(
        tabel=Feitentabel(_("Maatregelen die verschillen"), [_("Maatregel"), *namen], rijen),
        gelijk=ngettext(
            "%(aantal)d maatregel is in alle plannen gelijk.",
            "%(aantal)d maatregelen zijn in alle plannen gelijk.",
            gelijk,
        )
        % {"aantal": gelijk}
        if rijen and gelijk
        else "",
    )


def _in_woorden(inzet: Inzet, casus: Casus) -> str:
    gebieden = {gebied.sleutel: gebied.naam for gebied in casus.deelgebieden}
    return _("maand %(start)d tot %(einde)d, mate %(mate)s, %(waar)s") % {
        "start": inzet.start,
        "einde": inzet.einde,
        "mate": procent(inzet.mate),
        "waar": waar(inzet.deelgebieden, gebieden, casus),
    }


def _middelen(casus: Casus, namen: Sequence[str], plannen: Sequence[Plan]) -> Feitentabel:
    """What each plan costs, and in which months it asks more of a holder than there is."""
    nodig = [bezetting(casus, plan) for plan in plannen]
    rijen = [[_("Kosten"), *(euro(een.kosten) for een in nodig)]]
    for houder in nodig[0].gevraagd:
        te_veel = [
            [m for m, fte in enumerate(een.gevraagd[houder]) if fte > een.beschikbaar[houder] + 1e-9]
            for een in nodig
        ]
        if any(te_veel):
            rijen.append(
                [
                    _("Te veel gevraagd van %(wie)s in maand") % {"wie": casus.houders[houder]},
                    *(reeksen_van_maanden(maanden) or _("geen") for maanden in te_veel),
                ]
            )
    return Feitentabel(_("Geld en mensen"), [_("Wat het vraagt"), *namen], rijen)
