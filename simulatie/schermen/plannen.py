"""Saved plans: what a person has and gets shared, one of them with its history, and the ways back from practice."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from academy.gebruikers.models import Gebruiker, Organisatie
from simulatie.kern import Inzet, Plan, wat_past
from simulatie.models import BewaardPlan, Planlink, Sessie
from simulatie.schermen.grafieken import LijnMetFeiten
from simulatie.schermen.notatie import Feitentabel
from simulatie.schermen.terugblik import casus_of_niets, casusnaam, inzettentabel
from simulatie.schermen.werkblad import lijnen
from simulatie.spel.besluiten import Terugweg
from simulatie.spel.stand import Stand, is_zelfde_plan

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

MEESTE_VERSIES = 100


@dataclass(frozen=True)
class Terugkeuze:
    """A reset: where it goes, what is there, and whether it can be taken or is the plan of now."""

    naar: Terugweg
    naam: StrOrPromise
    wat: str
    kan: bool
    is_nu: bool


@dataclass(frozen=True)
class Versie:
    """A saved version to go back to; ``van``: whose it is, "" for one's own."""

    sleutel: str
    naam: str
    op: datetime
    van: str


@dataclass(frozen=True)
class Terugwegen:
    wegen: Sequence[Terugkeuze]
    versies: Sequence[Versie]
    laatste_naam: str


@dataclass(frozen=True)
class Planregel:
    """A saved version in the list; ``sleutel`` as an address or a form says it."""

    plan: BewaardPlan
    sleutel: str
    eigen: bool
    maatregelen: str


@dataclass(frozen=True)
class PlannenVanCasus:
    casus: str
    naam: str
    plannen: Sequence[Planregel]


@dataclass(frozen=True)
class PlanInBeeld:
    """One version; ``oud``: the case has another version by now; ``link``: the one that shows it to anyone, for its
    author."""

    plan: BewaardPlan
    eigen: bool
    casus: str
    oud: bool
    tabel: Feitentabel
    versies: Iterable[BewaardPlan]
    gedeeld_met: Sequence[Organisatie]
    link: Planlink | None


@dataclass(frozen=True)
class GetoondPlan:
    """A saved plan for who has its link. Whose it is and why it was saved are left out; ``maker`` is "" unless the author
    wants to be named. ``lijnen`` is empty when the version of the case was not kept."""

    naam: str
    versie: int
    maker: str
    casus: str
    casus_versie: str
    tabel: Feitentabel
    lijnen: Sequence[LijnMetFeiten]


def terugwegen(sessie: Sessie, stand: Stand, *, met_versies: bool = True) -> Terugwegen:
    """Where practice can go back to: the three resets with what each is, and every saved version.

    Two queries, however much was saved; one without the versions, which a decision does not change.
    """
    van_casus = BewaardPlan.objects.filter(casus=sessie.casus)
    if not met_versies:
        eigen, gedeeld = list(van_casus.van(sessie.gebruiker)[:1]), []
    else:
        van_casus = van_casus.select_related("gebruiker")
        eigen = list(van_casus.van(sessie.gebruiker)[:MEESTE_VERSIES])
        gedeeld = list(van_casus.gedeeld_met(sessie.gebruiker).defer("inzetten")[:MEESTE_VERSIES])
    versies = sorted([*eigen, *gedeeld], key=lambda versie: versie.op, reverse=True)
    laatste = eigen[0] if eigen else None
    nu = stand.inzetten.values()
    plannen: list[tuple[Terugweg, str, Collection[Inzet] | None]] = [
        (Terugweg.CASUS, _("een leeg plan"), ()),
        (
            Terugweg.GELADEN,
            _aantal(len(stand.geladen)) if stand.geladen else _("u bent met een leeg plan begonnen"),
            stand.geladen.values() if stand.geladen else None,
        ),
        (
            Terugweg.BEWAARD,
            str(laatste) if laatste else _("u hebt bij deze casus nog niets bewaard"),
            laatste.maatregelen if laatste else None,
        ),
    ]
    return Terugwegen(
        wegen=[
            Terugkeuze(
                naar=naar,
                naam=naar.label,
                wat=wat,
                kan=plan is not None and not is_zelfde_plan(plan, nu),
                is_nu=plan is not None and is_zelfde_plan(plan, nu),
            )
            for naar, wat, plan in plannen
        ],
        versies=[
            Versie(
                sleutel=str(versie.sleutel),
                naam=str(versie),
                op=versie.op,
                van="" if versie.gebruiker_id == sessie.gebruiker_id else str(versie.gebruiker),
            )
            for versie in versies
        ],
        laatste_naam=laatste.naam if laatste else "",
    )


def plannenlijst(gebruiker: Gebruiker) -> list[PlannenVanCasus]:
    """Per case the saved versions a person may see, the newest first."""
    plannen = (
        BewaardPlan.objects.zichtbaar_voor(gebruiker)
        .select_related("gebruiker")
        .order_by("casus", "-op", "-pk")[:MEESTE_VERSIES]
    )
    return [
        PlannenVanCasus(
            casus=casus,
            naam=casusnaam(casus),
            plannen=[
                Planregel(
                    plan=plan,
                    sleutel=str(plan.sleutel),
                    eigen=plan.gebruiker_id == gebruiker.pk,
                    maatregelen=_aantal(len(plan.inzetten)),
                )
                for plan in groep
            ],
        )
        for casus, groep in groupby(plannen, key=lambda plan: plan.casus)
    ]


def bewaard_plan(plan: BewaardPlan, gebruiker: Gebruiker) -> PlanInBeeld:
    """One version: what is in it, the other versions under the same name, and with whom it is shared."""
    eigen = plan.gebruiker_id == gebruiker.pk
    versies = plan.versies() if eigen else plan.versies().gedeeld_met(gebruiker)
    casus = casus_of_niets(plan.casus)
    op_start = sorted(plan.maatregelen, key=lambda inzet: (inzet.start, inzet.kaart))
    delingen = plan.delingen.geldend().select_related("organisatie") if eigen else ()
    return PlanInBeeld(
        plan=plan,
        eigen=eigen,
        casus=casusnaam(plan.casus),
        oud=casus is None or (casus.versie, casus.modelversie) != (plan.casus_versie, plan.model_versie),
        tabel=inzettentabel(casus, op_start, _("De maatregelen in dit plan (maanden vanaf het begin)")),
        versies=versies.defer("inzetten"),
        gedeeld_met=[deling.organisatie for deling in delingen],
        link=plan.links.geldend().first() if eigen else None,
    )


def getoond_plan(link: Planlink) -> GetoondPlan:
    """What a link shows: the plan in the version of the case it was saved in, and what it does there."""
    plan = link.plan
    casus = plan.eigen_casus
    inzetten = wat_past(casus, plan.maatregelen) if casus else plan.maatregelen
    op_start = sorted(inzetten, key=lambda inzet: (inzet.start, inzet.kaart))
    plannen = [(_("Dit plan"), Plan(inzetten)), (_("Niets doen"), Plan())]
    return GetoondPlan(
        naam=plan.naam,
        versie=plan.versie,
        maker=str(plan.gebruiker) if link.met_naam else "",
        casus=casus.naam if casus else casusnaam(plan.casus),
        casus_versie=plan.casus_versie,
        tabel=inzettentabel(casus, op_start, _("De maatregelen in dit plan (maanden vanaf het begin)")),
        lijnen=lijnen(casus, plannen) if casus else (),
    )


def _aantal(aantal: int) -> str:
    return ngettext("%(aantal)d maatregel", "%(aantal)d maatregelen", aantal) % {"aantal": aantal}
