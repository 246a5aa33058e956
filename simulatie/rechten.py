"""Every door to somebody's session or saved plan: who may do it, and beside it the same rule as a list.

One's own sessions have one door, ``Sessie.objects.van``; nobody else's are behind it, so it needs no question.
"""

from __future__ import annotations

from django.db.models import OuterRef, Q, QuerySet, Subquery

from academy.gebruikers.models import Gebruiker, Organisatie
from academy.gebruikers.rechten import GROEP_TRAINERS, is_trainer
from simulatie.models import Beoordeling, BewaardPlan, Nakijkbesluit, Opmerking, Sessie


def mag_toelaten(sessie: Sessie, trainer: Gebruiker) -> bool:
    """The trainee can let this person look along. The list to choose from is ``toe_te_laten``."""
    return is_trainer(trainer) and trainer != sessie.gebruiker


def toe_te_laten(sessie: Sessie) -> QuerySet[Gebruiker]:
    """The trainers to choose from: of whom ``mag_toelaten`` allows those whose work it is, and not all staff."""
    trainers = Gebruiker.objects.filter(is_active=True, groups__name=GROEP_TRAINERS)
    return trainers.exclude(pk=sessie.gebruiker_id)


def toegelaten_trainer(sessie: Sessie) -> Gebruiker | None:
    """Who may look along with this session now; nobody is let in by default."""
    laatste = sessie.opmerkingen.toestemmingen().select_related("trainer").first()
    if laatste is None or laatste.soort != Opmerking.Soort.TOEGELATEN or not is_trainer(laatste.trainer):
        return None
    return laatste.trainer


def mag_meekijken(trainer: Gebruiker, sessie: Sessie) -> bool:
    """See every decision and leave a remark. Twin: ``mee_te_kijken``."""
    return toegelaten_trainer(sessie) == trainer


def mee_te_kijken(trainer: Gebruiker) -> QuerySet[Sessie]:
    """The sessions whose trainee lets this trainer look along now. Twin: ``mag_meekijken``."""
    if not is_trainer(trainer):
        return Sessie.objects.none()
    laatste = Opmerking.objects.toestemmingen().filter(sessie=OuterRef("pk"))
    return (
        Sessie.objects.annotate(
            toestemming=Subquery(laatste.values("soort")[:1]),
            toegelaten=Subquery(laatste.values("trainer")[:1]),
        )
        .filter(toestemming=Opmerking.Soort.TOEGELATEN, toegelaten=trainer.pk)
        .met_casusversie()
        .select_related("gebruiker", "beoordeling")
    )


def mag_beste_plan_zien(sessie: Sessie) -> bool:
    """The trainee can open the best known plan of a case: after passing its test, for who must still pass would copy it."""
    if not sessie.is_beoordeeld or sessie.eigen_casus is None:
        return False
    geslaagd = Q(geslaagd=True) | Q(nakijkverzoek__besluit__uitkomst=Nakijkbesluit.Uitkomst.GESLAAGD)
    return Beoordeling.objects.filter(
        geslaagd,
        sessie__gebruiker=sessie.gebruiker,
        sessie__casus=sessie.casus,
        sessie__soort=Sessie.Soort.TOETS,
    ).exists()


def mag_wijziging_oefenen(gebruiker: Gebruiker, sessie: Sessie) -> bool:
    """Take a change that a debrief advises into practice: who played, once it was judged. It tells nothing that the
    debrief does not."""
    return sessie.gebruiker_id == gebruiker.pk and sessie.is_beoordeeld


def mag_vakplan_zien(sessie: Sessie) -> bool:
    """The trainee can set a plan of practitioners beside a plan that was handed in: after practice, and after a test that
    leaves nothing to play for."""
    casus = sessie.eigen_casus
    if not sessie.is_beoordeeld or casus is None or not casus.vakplannen:
        return False
    return sessie.soort == Sessie.Soort.OEFENEN or mag_beste_plan_zien(sessie)


def mag_nakijken(trainer: Gebruiker, sessie: Sessie) -> bool:
    """See the judgement of somebody who asked for a person, and decide on it. Twin: ``na_te_kijken``."""
    return na_te_kijken(trainer).filter(pk=sessie.pk).exists()


def na_te_kijken(trainer: Gebruiker) -> QuerySet[Sessie]:
    """The sessions whose trainee asked for a person and waits: any other trainer may see them until one decides.

    Twin: ``mag_nakijken``.
    """
    if not is_trainer(trainer):
        return Sessie.objects.none()
    return (
        Sessie.objects.filter(
            beoordeling__nakijkverzoek__isnull=False, beoordeling__nakijkverzoek__besluit__isnull=True
        )
        .exclude(gebruiker=trainer)
        .met_casusversie()
        .select_related("gebruiker", "beoordeling__nakijkverzoek")
        .order_by("beoordeling__nakijkverzoek__op")
    )


def mag_plan_zien(gebruiker: Gebruiker, plan: BewaardPlan) -> bool:
    """See, load and compare. Twin: ``BewaardPlanQuerySet.zichtbaar_voor``."""
    return BewaardPlan.objects.zichtbaar_voor(gebruiker).filter(pk=plan.pk).exists()


def mag_plan_delen(gebruiker: Gebruiker, plan: BewaardPlan, organisatie: Organisatie) -> bool:
    """Share one's own plan with the colleagues of today. Twin: ``te_delen_met``."""
    return is_eigen_plan(gebruiker, plan) and te_delen_met(gebruiker).filter(pk=organisatie.pk).exists()


def te_delen_met(gebruiker: Gebruiker) -> QuerySet[Organisatie]:
    """The organisations one works for today, by name. Twin: ``mag_plan_delen``."""
    werkt_bij = gebruiker.lidmaatschappen.geldig().values("organisatie")
    return Organisatie.objects.filter(pk__in=werkt_bij).order_by("naam")


def is_eigen_plan(gebruiker: Gebruiker, plan: BewaardPlan) -> bool:
    """Who saved a plan stops sharing it. Twin: ``BewaardPlanQuerySet.van``."""
    return plan.gebruiker_id == gebruiker.pk
