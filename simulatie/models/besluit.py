"""A decision in a session, stored the moment it was made."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from simulatie.kern import Bronvraag, Inzet
from simulatie.spel.besluiten import (
    EENMALIG,
    Aanpassing,
    Besluitherkomst,
    Besluitsoort,
    Dilemmakeuze,
    Inhoud,
    Lijnvoorspelling,
    Rondeslot,
    Vervanging,
    Voorspelling,
    Vorm,
)


class Besluit(models.Model):
    """One decision, stored the moment it was made. The number decides who was first when two tabs compete."""

    Soort = Besluitsoort
    Herkomst = Besluitherkomst

    sessie = models.ForeignKey(
        "simulatie.Sessie", on_delete=models.CASCADE, related_name="besluiten", verbose_name=_("sessie")
    )
    nummer = models.PositiveIntegerField(_("nummer"))
    soort = models.CharField(_("soort"), max_length=12, choices=Soort.keuzes())
    herkomst = models.CharField(
        _("herkomst"), max_length=12, choices=Herkomst.keuzes(), default=Herkomst.ZELF.value
    )
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
            models.CheckConstraint(
                condition=Q(soort__in=Besluitsoort.waarden()), name="besluit_soort_bestaat"
            ),
            models.CheckConstraint(
                condition=Q(herkomst__in=Besluitherkomst.waarden()), name="besluit_herkomst_bestaat"
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

    @property
    def inhoud(self) -> Inhoud:
        """What it says, as values."""
        gegevens = self.gegevens
        match self.soort:
            case Besluitsoort.BRON:
                return Bronvraag(**gegevens)
            case Besluitsoort.VOORSPELLING:
                return _voorspelling(gegevens)
            case Besluitsoort.RONDE:
                return Rondeslot(**gegevens)
            case Besluitsoort.ANTWOORD:
                return Dilemmakeuze(**gegevens)
            case Besluitsoort.TERUGZETTEN:
                return Vervanging({sleutel: Inzet(**rij) for sleutel, rij in gegevens["plan"]})
        rij = {veld: waarde for veld, waarde in gegevens.items() if veld != "naast"}
        return Aanpassing(
            Inzet(**rij) if rij else None,
            {naast: na and Inzet(**na) for naast, na in gegevens.get("naast", {}).items()},
        )


def _voorspelling(gegevens: dict[str, Any]) -> Voorspelling | Lijnvoorspelling:
    if "indicator" in gegevens:
        waarden = tuple((maand, waarde) for maand, waarde in gegevens["waarden"])
        return Lijnvoorspelling(**gegevens | {"waarden": waarden})
    vormen = {lijn: Vorm(gegevens[lijn]) for lijn in ("meldingen", "leefbaarheid")}
    return Voorspelling(maand=gegevens["maand"], reden=gegevens["reden"], **vormen)


def gegevens_van(inhoud: Inhoud) -> dict[str, Any]:
    """What a decision says, as a row keeps it: plain JSON."""
    match inhoud:
        case Bronvraag():
            return inhoud.als_dict()
        case Vervanging(plan):
            # As pairs: PostgreSQL does not keep the order of keys.
            return {"plan": [[sleutel, inzet.als_dict()] for sleutel, inzet in plan.items()]}
        case Lijnvoorspelling(waarden=waarden):
            return dict(vars(inhoud)) | {"waarden": [list(paar) for paar in waarden]}
        case Aanpassing(inzet, naast):
            anderen = {sleutel: na and na.als_dict() for sleutel, na in naast.items()}
            return (inzet.als_dict() if inzet else {}) | ({"naast": anderen} if anderen else {})
    return dict(vars(inhoud))
