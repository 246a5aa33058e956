"""A decision in a session, stored the moment it was made."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Besluitsoort(models.TextChoices):
    TOEVOEGEN = "toevoegen", _("maatregel toegevoegd")
    WIJZIGEN = "wijzigen", _("maatregel gewijzigd")
    VERWIJDEREN = "verwijderen", _("maatregel verwijderd")
    TERUGZETTEN = "terugzetten", _("ander plan teruggezet")
    BRON = "bron", _("bron bevraagd")
    ANTWOORD = "antwoord", _("dilemma beantwoord")
    VOORSPELLING = "voorspelling", _("voorspelling gedaan")
    RONDE = "ronde", _("ronde afgesloten")


EENMALIG = (Besluitsoort.BRON, Besluitsoort.ANTWOORD, Besluitsoort.VOORSPELLING, Besluitsoort.RONDE)
"""Done once and never undone; ``inzet`` says what it was about."""


class Besluitherkomst(models.TextChoices):
    ZELF = "zelf", _("zelf gedaan")
    TERUG = "terug", _("ongedaan gemaakt")
    OPNIEUW = "opnieuw", _("opnieuw gedaan")
    OVERGENOMEN = "overgenomen", _("overgenomen uit een eerdere sessie")


class Besluit(models.Model):
    """One decision, stored the moment it was made. The number decides who was first when two tabs compete."""

    Soort = Besluitsoort
    Herkomst = Besluitherkomst

    sessie = models.ForeignKey(
        "simulatie.Sessie", on_delete=models.CASCADE, related_name="besluiten", verbose_name=_("sessie")
    )
    nummer = models.PositiveIntegerField(_("nummer"))
    soort = models.CharField(_("soort"), max_length=12, choices=Soort)
    herkomst = models.CharField(_("herkomst"), max_length=12, choices=Herkomst, default=Herkomst.ZELF)
    inzet = models.CharField(
        _("sleutel van de maatregel, het plan, de bron, de gebeurtenis of de ronde"), max_length=80
    )
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
            models.CheckConstraint(condition=Q(soort__in=Besluitsoort.values), name="besluit_soort_bestaat"),
            models.CheckConstraint(
                condition=Q(herkomst__in=Besluitherkomst.values), name="besluit_herkomst_bestaat"
            ),
            *(
                models.UniqueConstraint(
                    fields=["sessie", "inzet"],
                    condition=Q(soort=soort.value),
                    name=f"besluit_{soort.value}_een_keer",
                )
                for soort in EENMALIG
            ),
        ]

    def __str__(self) -> str:
        return f"{self.nummer}. {self.get_soort_display()}"
