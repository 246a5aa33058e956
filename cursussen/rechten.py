"""Who may do what with courses; the twin of each predicate is a QuerySet method that lists use."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet
from wagtail.models import Page
from wagtail.permission_policies import BasePermissionPolicy
from wagtail.query import PageQuerySet

from academy.gebruikers.models import Gebruiker
from academy.gebruikers.rechten import GROEP_ACADEMIE, GROEP_TRAINERS, Persoon, is_trainer
from cursussen.models import CursusPagina, Inschrijving, LesPagina
from cursussen.models.voortgang import Ontbreekt, bereken_modules
from cursussen.models.voorwaarden import open_voor

if TYPE_CHECKING:
    from collections.abc import Iterable


def mag_versie_uitbrengen(gebruiker: Persoon) -> bool:
    """Publishing a version, and seeing the list of versions, is for trainers."""
    return is_trainer(gebruiker)


def mag_inschrijven(gebruiker: Persoon, cursus: CursusPagina) -> bool:
    """Anyone who signed in and completed what this course asks for first. Twin: ``models.voorwaarden.open_voor``."""
    return (
        gebruiker.is_authenticated
        and open_voor(gebruiker, CursusPagina.objects.all()).filter(pk=cursus.pk).exists()
    )


def ontbreekt_voor_les(inschrijving: Inschrijving, les: str) -> tuple[Ontbreekt, ...]:
    """What to complete before this lesson opens, read anew; empty when it is open. Twin: ``open_lessen``."""
    vers = Inschrijving.objects.select_related("versie").get(pk=inschrijving.pk)
    module = vers.versie.module_van(les)
    if module is None or not module["vereist"] or les in vers.open_lessen:
        return ()
    return next(stand.ontbreekt for stand in bereken_modules(vers) if stand.sleutel == module["sleutel"])


def mag_les_bekijken(gebruiker: Persoon, les: LesPagina) -> bool:
    """Twin: ``LesPagina.objects.zichtbaar_voor()``."""
    return LesPagina.objects.zichtbaar_voor(gebruiker).filter(pk=les.pk).exists()


def zichtbare_paginas(gebruiker: Persoon) -> PageQuerySet:
    """Every published page that this person may find: what search and lists start from.

    Usable with ``.search()``: it filters on fields of the index only.
    """
    zichtbaar = set(LesPagina.objects.zichtbaar_voor(gebruiker).values_list("pk", flat=True))
    verborgen = [pk for pk in LesPagina.objects.values_list("pk", flat=True) if pk not in zichtbaar]
    return Page.objects.live().public().exclude(pk__in=verborgen)


class VersieBeleid(BasePermissionPolicy):
    """The CMS asks the same predicate, once per request however long its list is.

    A version is only looked at there: its own screen makes one.
    """

    permission_cache_name = "_versiebeleid"

    def get_all_permissions_for_user(self, user: Persoon) -> set[str]:
        return {"view"} if mag_versie_uitbrengen(user) else set()

    def user_has_permission(self, user: Persoon, action: str) -> bool:
        return action in self.get_cached_permissions_for_user(user)

    def users_with_any_permission(self, actions: Iterable[str]) -> QuerySet[Gebruiker]:
        if "view" not in actions:
            return Gebruiker.objects.none()
        return Gebruiker.objects.filter(
            Q(is_superuser=True) | Q(groups__name__in=[GROEP_TRAINERS, GROEP_ACADEMIE]), is_active=True
        ).distinct()
