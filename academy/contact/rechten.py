from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet
from wagtail.permission_policies import BasePermissionPolicy

from academy.gebruikers.models import Gebruiker
from academy.gebruikers.rechten import GROEP_ACADEMIE, Persoon, is_academie

if TYPE_CHECKING:
    from collections.abc import Iterable


def mag_contact_behandelen(gebruiker: Persoon) -> bool:
    """Requests hold names and stories of people outside: academy staff only, trainers not."""
    return is_academie(gebruiker)


def behandelaars() -> QuerySet[Gebruiker]:
    """The twin of :func:`mag_contact_behandelen` for lists: everybody who may own a request."""
    return Gebruiker.objects.filter(
        Q(is_superuser=True) | Q(groups__name=GROEP_ACADEMIE), is_active=True
    ).distinct()


class ContactBeleid(BasePermissionPolicy):
    """The CMS asks the same predicate. A request is only ever sent by the public, so nobody adds one there."""

    TOEGESTAAN = frozenset({"view", "change"})
    # A list asks once per row; the answer is kept on the user of this request.
    permission_cache_name = "_rechten_op_contactverzoeken"

    def get_all_permissions_for_user(self, user: Persoon) -> frozenset[str]:
        return self.TOEGESTAAN if mag_contact_behandelen(user) else frozenset()

    def user_has_permission(self, user: Persoon, action: str) -> bool:
        return action in self.get_cached_permissions_for_user(user)

    def users_with_any_permission(self, actions: Iterable[str]) -> QuerySet[Gebruiker]:
        if self.TOEGESTAAN.isdisjoint(actions):
            return Gebruiker.objects.none()
        return behandelaars()
