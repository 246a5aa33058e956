"""The steps somebody took in the first practice of a case: tries at a mission, skipping it, doing it again."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from academy.gebruikers.models import Gebruiker
from simulatie.kern import Inzet, Plan
from simulatie.models.besluit import Besluit
from simulatie.models.casusversie import Casusversie
from simulatie.spel.eerste_oefening import Oefenstand, Oefenstapsoort, stand_na
from simulatie.spel.missies import Missie


class OefenstapQuerySet(models.QuerySet["Oefenstap"]):
    def van(self, gebruiker: Gebruiker) -> OefenstapQuerySet:
        """The steps of one person, in order: the only door to them."""
        return self.filter(gebruiker=gebruiker)

    def met_casusversie(self) -> OefenstapQuerySet:
        """With the version it was taken in, but not the document: one query, however large that is."""
        return self.select_related("casusversie").defer("casusversie__inhoud")

    def afgerond(self) -> OefenstapQuerySet:
        """The steps that end a first practice: the last mission done, or the rest skipped."""
        laatste = list(Missie)[-1]
        return self.filter(Q(soort=Oefenstapsoort.OVERGESLAGEN.value) | Q(missie=laatste.value, gehaald=True))

    def stand(self, versie: Casusversie) -> Oefenstand:
        """Where these steps lead to in one version of a case."""
        return stand_na(self.filter(casusversie=versie))


class Oefenstap(models.Model):
    """One step in the first practice, stored the moment it was taken.

    sleutel  carried by the form, so that sending it twice is one step
    gehaald  the model said that this try did its mission
    """

    Soort = Oefenstapsoort

    sleutel = models.UUIDField(_("sleutel"), unique=True, default=uuid.uuid4, editable=False)
    gebruiker = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="oefenstappen",
        verbose_name=_("gebruiker"),
    )
    casusversie = models.ForeignKey(
        Casusversie,
        on_delete=models.PROTECT,
        related_name="oefenstappen",
        verbose_name=_("versie van de casus"),
    )
    soort = models.CharField(_("soort"), max_length=12, choices=Oefenstapsoort.keuzes())
    missie = models.CharField(_("opdracht"), max_length=12, choices=Missie.keuzes(), blank=True)
    inzetten = models.JSONField(_("maatregelen"), default=list, blank=True)
    gehaald = models.BooleanField(_("gehaald"), default=False)
    op = models.DateTimeField(_("op"), auto_now_add=True)

    objects = OefenstapQuerySet.as_manager()

    onveranderlijk = (
        "sleutel",
        "gebruiker",
        "casusversie",
        "soort",
        "missie",
        "inzetten",
        "gehaald",
        "op",
    )

    class Meta:
        verbose_name = _("stap in de eerste oefening")
        verbose_name_plural = _("stappen in de eerste oefening")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(soort__in=Oefenstapsoort.waarden()), name="oefenstap_soort_bestaat"
            ),
            models.CheckConstraint(
                condition=Q(soort=Oefenstapsoort.POGING.value, missie__in=Missie.waarden())
                | Q(missie="", gehaald=False),
                name="oefenstap_poging_heeft_opdracht",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_soort_display()} {self.missie}".strip()

    @property
    def plan(self) -> Plan:
        return Plan(Inzet(**rij) for rij in self.inzetten)


def is_nieuweling(gebruiker: Gebruiker) -> bool:
    """Never practised: decided nothing in any session, and neither finished nor skipped a first practice."""
    return not (
        Besluit.objects.filter(sessie__gebruiker=gebruiker).exists()
        or Oefenstap.objects.van(gebruiker).afgerond().exists()
    )
