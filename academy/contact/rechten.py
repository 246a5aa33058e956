from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Model, Q, QuerySet
from wagtail.permission_policies import BasePermissionPolicy

from academy.gebruikers.models import Gebruiker
from academy.gebruikers.rechten import GROEP_ACADEMIE, Persoon, is_academie

if TYPE_CHECKING:
    from collections.abc import Iterable


def mag_contact_behandelen(gebruiker: Persoon) -> bool:
    """Requests hold names and stories of people outside: academy staff only, trainers not."""
    return is_academie(gebruiker)


def mag_contact_wissen(gebruiker: Persoon) -> bool:
    """Taking out or erasing what one person wrote: academy staff who were given that right."""
    return mag_contact_behandelen(gebruiker) and gebruiker.has_perm("contact.wis_contactverzoek")


def behandelaars() -> QuerySet[Gebruiker]:
    """The twin of :func:`mag_contact_behandelen` for lists: everybody who may own a request."""
    return Gebruiker.objects.filter(
        Q(is_superuser=True) | Q(groups__name=GROEP_ACADEMIE), is_active=True
    ).distinct()


class ContactBeleid(BasePermissionPolicy):
    """The CMS asks the same predicates: academy staff may do what is named here, nobody else anything."""

    def __init__(self, model: type[Model], toegestaan: Iterable[str], wissen: Iterable[str] = ()) -> None:
        super().__init__(model)
        self.toegestaan = frozenset(toegestaan)
        self.wissen = frozenset(wissen)
        # A list asks once per row; the answer is kept on the user of this request.
        self.permission_cache_name = f"_rechten_op_{model._meta.model_name}"

    def get_all_permissions_for_user(self, user: Persoon) -> frozenset[str]:
        if not mag_contact_behandelen(user):
            return frozenset()
        return self.toegestaan | (self.wissen if mag_contact_wissen(user) else frozenset())

    def user_has_permission(self, user: Persoon, action: str) -> bool:
        return action in self.get_cached_permissions_for_user(user)

    def users_with_any_permission(self, actions: Iterable[str]) -> QuerySet[Gebruiker]:
        if self.toegestaan.isdisjoint(actions):
            return Gebruiker.objects.none()
        return behandelaars()
