"""A play session: case version + model version + seed + a list of decisions, and one judgement at the end."""

from __future__ import annotations

import uuid
from collections.abc import Mapping

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from academy.gebruikers.models import Gebruiker
from simulatie.kern import Casus, CasusOnbekend, Inzet, laad_casus
from simulatie.models.casusversie import Casusversie
from simulatie.spel.besluiten import Aanpassing, Vervanging
from simulatie.spel.stand import Stand, stand_na


class SessieQuerySet(models.QuerySet["Sessie"]):
    def van(self, gebruiker: Gebruiker) -> SessieQuerySet:
        """The sessions of one person: the only door to a session for that person."""
        return self.filter(gebruiker=gebruiker)

    def met_casusversie(self) -> SessieQuerySet:
        """With the version it is played in, but not the document: one query, however large that is."""
        return self.select_related("casusversie").defer("casusversie__inhoud")

    def open(self) -> SessieQuerySet:
        """Not handed in yet."""
        return self.filter(beoordeling__isnull=True)

    def beoordeeld(self) -> SessieQuerySet:
        return self.filter(beoordeling__isnull=False)

    def met_overzicht(self) -> SessieQuerySet:
        """With ``aantal_besluiten``, the judgement and what a trainer made of it, for lists."""
        return (
            self.met_casusversie()
            .select_related("beoordeling__nakijkverzoek__besluit")
            .annotate(aantal_besluiten=models.Count("besluiten"))
        )


class Sessiesoort(models.TextChoices):
    OEFENEN = "oefenen", _("oefenen")
    TOETS = "toets", _("toets")


class Sessie(models.Model):
    """One try at a case. What was decided stands in ``besluiten``; the plan is derived from them."""

    Soort = Sessiesoort

    sleutel = models.UUIDField(_("sleutel"), unique=True, default=uuid.uuid4, editable=False)
    gebruiker = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="sessies",
        verbose_name=_("gebruiker"),
    )
    soort = models.CharField(_("soort"), max_length=10, choices=Soort)
    casus = models.SlugField(_("casus"), max_length=40)
    casus_versie = models.CharField(_("versie van de casus"), max_length=20)
    model_versie = models.CharField(_("versie van het model"), max_length=20)
    # Empty only for sessions from before versions were kept.
    casusversie = models.ForeignKey(
        Casusversie,
        on_delete=models.PROTECT,
        null=True,
        related_name="sessies",
        verbose_name=_("versie van de casus"),
    )
    zaad = models.PositiveBigIntegerField(_("zaad"))
    begonnen_op = models.DateTimeField(_("begonnen op"), auto_now_add=True)

    objects = SessieQuerySet.as_manager()

    onveranderlijk = (
        "sleutel",
        "gebruiker",
        "soort",
        "casus",
        "casus_versie",
        "model_versie",
        "casusversie",
        "zaad",
        "begonnen_op",
    )

    class Meta:
        verbose_name = _("sessie")
        verbose_name_plural = _("sessies")
        ordering = ["-begonnen_op"]
        constraints = [
            models.CheckConstraint(condition=Q(soort__in=Sessiesoort.values), name="sessie_soort_bestaat")
        ]

    def __str__(self) -> str:
        return f"{self.casus} · {self.gebruiker}"

    @property
    def is_beoordeeld(self) -> bool:
        return hasattr(self, "beoordeling")

    @property
    def eigen_casus(self) -> Casus | None:
        """The case in the version this session was begun with; None when that was before versions were kept."""
        return self.casusversie.casus if self.casusversie else None

    @property
    def is_speelbaar(self) -> bool:
        """Whether the version this session was begun with was kept, whatever came after it."""
        return self.casusversie_id is not None

    @property
    def casusnaam(self) -> str:
        if self.casusversie:
            return self.casusversie.naam
        try:
            return laad_casus(self.casus).naam
        except CasusOnbekend:
            return self.casus

    def nieuwere_versie(self) -> Casusversie | None:
        """The version that a new session would begin with, when that is another one."""
        nieuwste = Casusversie.objects.nieuwste(self.casus)
        return nieuwste if nieuwste and nieuwste.pk != self.casusversie_id else None

    def stand(self, tot: int | None = None) -> Stand:
        """Replay the decisions, all or up to and including number ``tot``, in one query."""
        besluiten = self.besluiten.order_by("nummer")
        return stand_na(besluiten if tot is None else besluiten.filter(nummer__lte=tot))

    def inzetten(self) -> Mapping[str, Inzet]:
        """The plan as it stands: key → measure, in order of adding."""
        return self.stand().inzetten

    def kaart_van(self, sleutel: str) -> str | None:
        """The card of a measure that is or was in the plan; None when there never was one of this key."""
        for besluit in self.besluiten.order_by("-nummer"):
            match besluit.inhoud:
                case Aanpassing(inzet=Inzet() as inzet) if besluit.inzet == sleutel:
                    return inzet.kaart
                case Vervanging(plan=plan) if sleutel in plan:
                    return plan[sleutel].kaart
        return None

    def laatste_nummer(self) -> int:
        """The number of the last decision, 0 when there is none; forms carry it to notice a stale tab."""
        return self.besluiten.aggregate(hoogste=models.Max("nummer"))["hoogste"] or 0
