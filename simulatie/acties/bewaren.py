"""Saving a plan under a name, going back to it, and showing it to colleagues or, by a link, to anyone."""

from __future__ import annotations

import uuid

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from academy.gebruikers.models import Gebruiker, Organisatie
from simulatie.acties.beurt import neem_op_slot, speelbare_casus
from simulatie.acties.geweigerd import Geweigerd, VerouderdTabblad
from simulatie.acties.plan import zet_terug
from simulatie.acties.sessies import oefen_met
from simulatie.models import Besluit, BewaardPlan, Linkintrekking, Plandeling, Planlink, Sessie
from simulatie.rechten import is_eigen_plan, mag_plan_delen, mag_plan_zien
from simulatie.spel.besluiten import Terugweg


@transaction.atomic
def bewaar_plan(
    *, sessie: Sessie, verwacht_nummer: int, naam: str, reden: str, sleutel: uuid.UUID | None = None
) -> BewaardPlan:
    """Save the plan as it stands after decision ``verwacht_nummer`` as the next version under this name.

    A form carries a ``sleutel``, so that sending it twice saves one version. Raises VerouderdTabblad,
    SessieGesloten, CasusVernieuwd, Geweigerd when the plan is empty or belongs to a test.
    """
    speelbare_casus(sessie)
    stand = neem_op_slot(sessie)
    # Two sessions of one person may save under the same name: the numbers are given out one by one.
    Gebruiker.objects.select_for_update().get(pk=sessie.gebruiker_id)
    eerder = BewaardPlan.objects.van(sessie.gebruiker)
    if sleutel and (zelfde := eerder.filter(sleutel=sleutel).first()):
        return zelfde
    if stand.nummer != verwacht_nummer:
        raise VerouderdTabblad
    if sessie.soort != Sessie.Soort.OEFENEN:
        raise Geweigerd(_("Een plan bewaren kan alleen bij oefenen. Er is niets bewaard."))
    if not stand.inzetten:
        raise Geweigerd(_("Uw plan is nog leeg. Voeg eerst een maatregel toe, dan kunt u het bewaren."))
    naam = " ".join(naam.split())
    hoogste = eerder.filter(casus=sessie.casus, naam=naam).aggregate(hoogste=Max("versie"))["hoogste"] or 0
    velden = {
        "gebruiker": sessie.gebruiker,
        "casus": sessie.casus,
        "casus_versie": sessie.casus_versie,
        "model_versie": sessie.model_versie,
        "naam": naam,
        "versie": hoogste + 1,
        "reden": " ".join(reden.split()),
        "inzetten": [inzet.als_dict() for inzet in stand.inzetten.values()],
    }
    try:
        with transaction.atomic():
            return BewaardPlan.objects.create(sleutel=sleutel or uuid.uuid4(), **velden)
    except IntegrityError:
        # The key belongs to somebody else: a form that was tampered with still saves a plan of its own.
        return BewaardPlan.objects.create(**velden)


def zet_terug_naar(*, sessie: Sessie, verwacht_nummer: int, naar: str) -> Besluit:
    """One of the three resets, or the key of a saved plan that the player may see.

    Raises Geweigerd when there is no such plan, and what ``zet_terug`` raises.
    """
    if naar in (Terugweg.CASUS, Terugweg.GELADEN):
        return zet_terug(sessie=sessie, verwacht_nummer=verwacht_nummer, naar=naar)
    plannen = BewaardPlan.objects.zichtbaar_voor(sessie.gebruiker).filter(casus=sessie.casus)
    if naar == Terugweg.BEWAARD:
        plan = plannen.van(sessie.gebruiker).first()
    else:
        plan = plannen.filter(sleutel=naar).first()
    if plan is None:
        raise Geweigerd(
            _(
                "Dit bewaarde plan is er niet (meer) voor u. Misschien is het delen gestopt. Er is niets veranderd."
            )
        )
    return zet_terug(sessie=sessie, verwacht_nummer=verwacht_nummer, naar=naar, inzetten=plan.maatregelen)


def oefen_met_bewaard_plan(
    *, plan: BewaardPlan, gebruiker: Gebruiker, sleutel: uuid.UUID | None = None
) -> Sessie:
    """Begin a practice session with a saved plan, one's own or shared. Raises Geweigerd, CasusOnbekend."""
    if not mag_plan_zien(gebruiker, plan):
        raise Geweigerd(_("Dit plan wordt niet (meer) met u gedeeld."))
    return oefen_met(gebruiker=gebruiker, casus=plan.casus, inzetten=plan.maatregelen, sleutel=sleutel)


@transaction.atomic
def deel_plan(*, plan: BewaardPlan, gebruiker: Gebruiker, organisatie: Organisatie) -> None:
    """Let the people of one's own organisation see and load this version. Raises Geweigerd."""
    _neem_op_slot(plan)
    if not mag_plan_delen(gebruiker, plan, organisatie):
        raise Geweigerd(_("U kunt alleen uw eigen plan delen, en alleen met uw eigen organisatie."))
    if not plan.delingen.geldend().filter(organisatie=organisatie).exists():
        Plandeling.objects.create(plan=plan, organisatie=organisatie, gedeeld=True)


@transaction.atomic
def stop_delen(*, plan: BewaardPlan, gebruiker: Gebruiker) -> None:
    """Take sharing back, everywhere and at once. Who loaded the plan keeps that session. Raises Geweigerd."""
    _neem_op_slot(plan)
    if not is_eigen_plan(gebruiker, plan):
        raise Geweigerd(_("U kunt alleen het delen van uw eigen plan stoppen."))
    for deling in plan.delingen.geldend():
        Plandeling.objects.create(plan=plan, organisatie_id=deling.organisatie_id, gedeeld=False)


@transaction.atomic
def maak_link(*, plan: BewaardPlan, gebruiker: Gebruiker, met_naam: bool) -> Planlink:
    """A secret link to one's own plan; the one that holds when it is asked twice.

    Asking with the name where it was without, or the other way round, withdraws the old one. Raises Geweigerd.
    """
    _neem_op_slot(plan)
    _eis_eigen(plan, gebruiker)
    geldend = plan.links.geldend()
    if zelfde := geldend.filter(met_naam=met_naam).first():
        return zelfde
    _trek_in(plan)
    return Planlink.objects.create(plan=plan, met_naam=met_naam)


@transaction.atomic
def trek_link_in(*, plan: BewaardPlan, gebruiker: Gebruiker) -> None:
    """Whatever link there is opens nothing from now on. Raises Geweigerd."""
    _neem_op_slot(plan)
    _eis_eigen(plan, gebruiker)
    _trek_in(plan)


def _trek_in(plan: BewaardPlan) -> None:
    Linkintrekking.objects.bulk_create(
        Linkintrekking(link=link) for link in plan.links.filter(intrekking__isnull=True)
    )


def _eis_eigen(plan: BewaardPlan, gebruiker: Gebruiker) -> None:
    if not is_eigen_plan(gebruiker, plan):
        raise Geweigerd(_("U kunt alleen een link maken of intrekken bij uw eigen plan."))


def _neem_op_slot(plan: BewaardPlan) -> None:
    """Whoever shares and whoever stops at the same moment wait for each other."""
    BewaardPlan.objects.select_for_update().get(pk=plan.pk)
