"""Who may do what with a saved plan."""

from __future__ import annotations

from academy.gebruikers.models import Gebruiker, Organisatie
from simulatie.models import BewaardPlan


def mag_plan_zien(gebruiker: Gebruiker, plan: BewaardPlan) -> bool:
    """See, load and compare. Twin: ``BewaardPlanQuerySet.zichtbaar_voor``."""
    return BewaardPlan.objects.zichtbaar_voor(gebruiker).filter(pk=plan.pk).exists()


def mag_plan_delen(gebruiker: Gebruiker, plan: BewaardPlan, organisatie: Organisatie) -> bool:
    """Share one's own plan with the colleagues of today."""
    return (
        plan.gebruiker_id == gebruiker.pk
        and gebruiker.lidmaatschappen.geldig().van_organisatie(organisatie).exists()
    )
