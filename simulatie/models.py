"""A play session: case version + model version + seed + a list of decisions, and one judgement at the end."""

from __future__ import annotations

import uuid
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from academy.gebruikers.models import Gebruiker


class SessieQuerySet(models.QuerySet["Sessie"]):
    def van(self, gebruiker: Gebruiker) -> SessieQuerySet:
        """The sessions of one person: the only door to a session for that person."""
        return self.filter(gebruiker=gebruiker)

    def open(self) -> SessieQuerySet:
        return self.filter(beoordeling__isnull=True)


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

    def inzetten(self) -> dict[str, dict[str, Any]]:
        """The plan as it stands: inzet key → card, start, duration, intensity and areas, in order of adding."""
        stand: dict[str, dict[str, Any]] = {}
        for besluit in self.besluiten.order_by("nummer"):
            if besluit.soort == Besluit.Soort.VERWIJDEREN:
                stand.pop(besluit.inzet, None)
            else:
                stand[besluit.inzet] = besluit.gegevens
        return stand

    def laatste_nummer(self) -> int:
        """The number of the last decision, 0 when there is none; forms carry it to notice a stale tab."""
        return self.besluiten.aggregate(hoogste=models.Max("nummer"))["hoogste"] or 0


class Besluit(models.Model):
    """One decision, stored the moment it was made. The number decides who was first when two tabs compete."""

    class Soort(models.TextChoices):
        TOEVOEGEN = "toevoegen", _("maatregel toegevoegd")
        WIJZIGEN = "wijzigen", _("maatregel gewijzigd")
        VERWIJDEREN = "verwijderen", _("maatregel verwijderd")

    sessie = models.ForeignKey(
        Sessie, on_delete=models.CASCADE, related_name="besluiten", verbose_name=_("sessie")
    )
    nummer = models.PositiveIntegerField(_("nummer"))
    soort = models.CharField(_("soort"), max_length=12, choices=Soort)
    inzet = models.CharField(_("sleutel van de maatregel in het plan"), max_length=36)
    gegevens = models.JSONField(_("gegevens"), default=dict, blank=True)
    op = models.DateTimeField(_("op"), auto_now_add=True)

    onveranderlijk = ("sessie", "nummer", "soort", "inzet", "gegevens", "op")

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
