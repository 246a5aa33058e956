"""A play session: case version + model version + seed + a list of decisions, and one judgement at the end."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from academy.gebruikers.models import Gebruiker
from simulatie.kern import CasusOnbekend, Plan, laad_casus


@dataclass(frozen=True)
class Wijziging:
    """What one decision did to one measure; None means: not in the plan."""

    inzet: str
    voor: dict[str, Any] | None
    na: dict[str, Any] | None


@dataclass(frozen=True)
class Stand:
    """Where a session stands after its last decision.

    nummer     number of the last decision, 0 when there is none; forms carry it to notice a stale tab
    inzetten   the plan: key of the measure → card, start, duration, intensity and areas, in order of adding
    terug      what can be undone, the newest last
    opnieuw    what was undone and can be done again, the newest last
    """

    nummer: int
    inzetten: Mapping[str, dict[str, Any]]
    terug: tuple[Wijziging, ...]
    opnieuw: tuple[Wijziging, ...]

    @property
    def plan(self) -> Plan:
        """The plan as the model reads it, its rows in the order of ``inzetten``."""
        return Plan.uit_dict({"inzetten": list(self.inzetten.values())})


class SessieQuerySet(models.QuerySet["Sessie"]):
    def van(self, gebruiker: Gebruiker) -> SessieQuerySet:
        """The sessions of one person: the only door to a session for that person."""
        return self.filter(gebruiker=gebruiker)

    def open(self) -> SessieQuerySet:
        """Not handed in yet."""
        return self.filter(beoordeling__isnull=True)

    def beoordeeld(self) -> SessieQuerySet:
        return self.filter(beoordeling__isnull=False)

    def met_overzicht(self) -> SessieQuerySet:
        """With ``aantal_besluiten`` and the judgement, for lists."""
        return self.select_related("beoordeling").annotate(aantal_besluiten=models.Count("besluiten"))


class Sessie(models.Model):
    """One try at a case. What was decided stands in ``besluiten``; the plan is derived from them."""

    class Soort(models.TextChoices):
        OEFENEN = "oefenen", _("oefenen")
        TOETS = "toets", _("toets")

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
        "zaad",
        "begonnen_op",
    )

    class Meta:
        verbose_name = _("sessie")
        verbose_name_plural = _("sessies")
        ordering = ["-begonnen_op"]

    def __str__(self) -> str:
        return f"{self.casus} · {self.gebruiker}"

    @property
    def is_beoordeeld(self) -> bool:
        return hasattr(self, "beoordeling")

    @property
    def is_actueel(self) -> bool:
        """Whether the case and the model still have the versions this session was begun with."""
        try:
            casus = laad_casus(self.casus)
        except CasusOnbekend:
            return False
        return (self.casus_versie, self.model_versie) == (casus.versie, casus.modelversie)

    def stand(self, tot: int | None = None) -> Stand:
        """Replay the decisions, all or up to and including number ``tot``, in one query."""
        stand: dict[str, dict[str, Any] | None] = {}
        terug: list[Wijziging] = []
        opnieuw: list[Wijziging] = []
        nummer = 0
        besluiten = self.besluiten.order_by("nummer")
        for besluit in besluiten if tot is None else besluiten.filter(nummer__lte=tot):
            na = None if besluit.soort == Besluit.Soort.VERWIJDEREN else besluit.gegevens
            wijziging = Wijziging(besluit.inzet, stand.get(besluit.inzet), na)
            stand[besluit.inzet] = na
            nummer = besluit.nummer
            if besluit.herkomst == Besluit.Herkomst.ZELF:
                terug.append(wijziging)
                opnieuw.clear()
            elif besluit.herkomst == Besluit.Herkomst.TERUG:
                opnieuw.append(terug.pop())
            elif besluit.herkomst == Besluit.Herkomst.OPNIEUW:
                terug.append(opnieuw.pop())
        inzetten = {sleutel: gegevens for sleutel, gegevens in stand.items() if gegevens is not None}
        return Stand(nummer, inzetten, tuple(terug), tuple(opnieuw))

    def inzetten(self) -> Mapping[str, dict[str, Any]]:
        """The plan as it stands: inzet key → card, start, duration, intensity and areas, in order of adding."""
        return self.stand().inzetten

    def laatste_nummer(self) -> int:
        """The number of the last decision, 0 when there is none; forms carry it to notice a stale tab."""
        return self.besluiten.aggregate(hoogste=models.Max("nummer"))["hoogste"] or 0


class Besluit(models.Model):
    """One decision, stored the moment it was made. The number decides who was first when two tabs compete."""

    class Soort(models.TextChoices):
        TOEVOEGEN = "toevoegen", _("maatregel toegevoegd")
        WIJZIGEN = "wijzigen", _("maatregel gewijzigd")
        VERWIJDEREN = "verwijderen", _("maatregel verwijderd")

    class Herkomst(models.TextChoices):
        ZELF = "zelf", _("zelf gedaan")
        TERUG = "terug", _("ongedaan gemaakt")
        OPNIEUW = "opnieuw", _("opnieuw gedaan")
        OVERGENOMEN = "overgenomen", _("overgenomen uit een eerdere sessie")

    sessie = models.ForeignKey(
        Sessie, on_delete=models.CASCADE, related_name="besluiten", verbose_name=_("sessie")
    )
    nummer = models.PositiveIntegerField(_("nummer"))
    soort = models.CharField(_("soort"), max_length=12, choices=Soort)
    herkomst = models.CharField(_("herkomst"), max_length=12, choices=Herkomst, default=Herkomst.ZELF)
    inzet = models.CharField(_("sleutel van de maatregel in het plan"), max_length=36)
    gegevens = models.JSONField(_("gegevens"), default=dict, blank=True)
    op = models.DateTimeField(_("op"), auto_now_add=True)

    onveranderlijk = ("sessie", "nummer", "soort", "herkomst", "inzet", "gegevens", "op")

    class Meta:
        verbose_name = _("besluit")
        verbose_name_plural = _("besluiten")
        ordering = ["nummer"]
        constraints = [
            models.UniqueConstraint(fields=["sessie", "nummer"], name="besluit_een_per_nummer"),
            models.CheckConstraint(condition=Q(nummer__gte=1), name="besluit_nummer_vanaf_een"),
        ]

    def __str__(self) -> str:
        return f"{self.nummer}. {self.get_soort_display()}"


class Beoordeling(models.Model):
    """The judgement of a session as it was computed: plan, judgement and their hash, never computed again."""

    sessie = models.OneToOneField(
        Sessie, on_delete=models.CASCADE, related_name="beoordeling", verbose_name=_("sessie")
    )
    plan = models.JSONField(_("plan"))
    oordeel = models.JSONField(_("oordeel"))
    sha256 = models.CharField(_("sha-256 van plan en oordeel"), max_length=64)
    geslaagd = models.BooleanField(_("geslaagd"))
    op = models.DateTimeField(_("op"), auto_now_add=True)

    onveranderlijk = ("sessie", "plan", "oordeel", "sha256", "geslaagd", "op")

    class Meta:
        verbose_name = _("beoordeling")
        verbose_name_plural = _("beoordelingen")

    def __str__(self) -> str:
        return f"{self.sessie}: {'geslaagd' if self.geslaagd else 'niet geslaagd'}"
