"""May this person do it? Asked by every action and view; lists use the queryset twins in ``models``."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from django.db.models import Model, Q, QuerySet
from wagtail.permission_policies import BasePermissionPolicy

from academy.gebruikers.models import Gebruiker
from academy.gebruikers.rechten import GROEP_ACADEMIE, GROEP_TRAINERS, Persoon, is_academie, is_trainer
from certificaten.models import Certificaat, Certificering


def mag_bekijken(gebruiker: Persoon, certificaat: Certificaat) -> bool:
    """The person whose certificate it is, and academy staff; the twin of ``zichtbaar_voor``."""
    return certificaat.cyclus.gebruiker == gebruiker or is_academie(gebruiker)


def mag_intrekken(gebruiker: Persoon) -> bool:
    """Only academy staff: a withdrawal is a decision with a name and a reason."""
    return is_academie(gebruiker)


def mag_certificeringen_beheren(gebruiker: Persoon) -> bool:
    """Which course gives which certificate: trainers and academy staff."""
    return is_trainer(gebruiker)


class Beleid(BasePermissionPolicy):
    """Lets the CMS ask the same predicates as the actions do."""

    def __init__(
        self,
        model: type[Model],
        *,
        mag: Callable[[Persoon], bool],
        wat: Iterable[str],
        groepen: Iterable[str],
    ) -> None:
        super().__init__(model)
        self._mag, self._wat, self._groepen = mag, frozenset(wat), tuple(groepen)

    def user_has_permission(self, user: Persoon, action: str) -> bool:
        return action in self._wat and self._mag(user)

    def users_with_any_permission(self, actions: Iterable[str]) -> QuerySet[Gebruiker]:
        if self._wat.isdisjoint(actions):
            return Gebruiker.objects.none()
        return Gebruiker.objects.filter(
            Q(is_superuser=True) | Q(groups__name__in=self._groepen), is_active=True
        ).distinct()


# A certificate is made by earning it and changed by withdrawing it: nobody adds or deletes one.
certificaat_beleid = Beleid(Certificaat, mag=mag_intrekken, wat=("view", "change"), groepen=(GROEP_ACADEMIE,))
certificering_beleid = Beleid(
    Certificering,
    mag=mag_certificeringen_beheren,
    wat=("view", "add", "change"),
    groepen=(GROEP_ACADEMIE, GROEP_TRAINERS),
)
