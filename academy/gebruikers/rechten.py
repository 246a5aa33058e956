"""Which roles a person has: the vocabulary that the predicates of every package are built from.

A trainee is anyone who signed in. Trainers and academy staff are Wagtail groups, because the CMS grants its
own permissions by group. A manager is one by a dated membership.
"""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser

from academy.gebruikers.models import Gebruiker, Organisatie

GROEP_TRAINERS = "Trainers"
GROEP_ACADEMIE = "Academie"

Persoon = Gebruiker | AnonymousUser


def is_academie(gebruiker: Persoon) -> bool:
    """Academy staff: handle requests, corrections and certificates."""
    return _zit_in(gebruiker, GROEP_ACADEMIE)


def is_trainer(gebruiker: Persoon) -> bool:
    """Authors of courses; academy staff can do what trainers can."""
    return _zit_in(gebruiker, GROEP_TRAINERS, GROEP_ACADEMIE)


def _zit_in(gebruiker: Persoon, *groepen: str) -> bool:
    if isinstance(gebruiker, AnonymousUser) or not gebruiker.is_active:
        return False
    return gebruiker.is_superuser or not gebruiker.groepsnamen.isdisjoint(groepen)


def beheerde_organisaties(gebruiker: Persoon) -> list[Organisatie]:
    """The organisations of which this person is a manager today."""
    if not gebruiker.is_authenticated:
        return []
    lidmaatschappen = gebruiker.lidmaatschappen.geldig().beherend().select_related("organisatie")
    return sorted({lid.organisatie for lid in lidmaatschappen}, key=lambda organisatie: organisatie.naam)


def mag_beheren(gebruiker: Persoon, organisatie: Organisatie) -> bool:
    """May this person see the people of this organisation? Only a manager, and only while the switch is on."""
    return organisatie.leidinggevenden_zien_voortgang and organisatie in beheerde_organisaties(gebruiker)
