"""What an editor decides about contact: topics and their owners, texts to answer with, how long things stay."""

from __future__ import annotations

import re

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting


class OnderwerpQuerySet(models.QuerySet["Onderwerp"]):
    def actief(self) -> OnderwerpQuerySet:
        """What a visitor can choose."""
        return self.filter(actief=True)


class Onderwerp(models.Model):
    """What a visitor can write about, who takes it up, and how soon an answer is promised."""

    naam = models.CharField(_("naam"), max_length=60, unique=True)
    volgorde = models.PositiveSmallIntegerField(
        _("volgorde"), default=10, help_text=_("Het laagste getal staat bovenaan in het formulier.")
    )
    actief = models.BooleanField(
        _("te kiezen in het formulier"),
        default=True,
        help_text=_("Uit: bezoekers zien dit onderwerp niet meer. Oude verzoeken houden het."),
    )
    eigenaar = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("eigenaar"),
        help_text=_(
            "Krijgt elk nieuw verzoek over dit onderwerp. Zonder eigenaar gaat de melding naar het "
            "algemene adres van de academy."
        ),
    )
    werkdagen = models.PositiveSmallIntegerField(
        _("reactie binnen (werkdagen)"),
        default=3,
        validators=[MinValueValidator(1), MaxValueValidator(60)],
        help_text=_("Dit beloven wij de afzender. Een nieuwe belofte geldt voor nieuwe verzoeken."),
    )

    objects = OnderwerpQuerySet.as_manager()

    class Meta:
        verbose_name = _("onderwerp")
        verbose_name_plural = _("onderwerpen")
        ordering = ["volgorde", "naam"]

    def __str__(self) -> str:
        return self.naam


class Antwoordsjabloon(models.Model):
    """A text to start an answer from; ``{naam}`` and its like are filled in before anybody sends it."""

    VARIABELEN = ("naam", "onderwerp", "kenmerk", "ontvangen_op", "medewerker")
    UITLEG = _("U kunt gebruiken: {naam} {onderwerp} {kenmerk} {ontvangen_op} {medewerker}")

    naam = models.CharField(
        _("naam"), max_length=80, unique=True, help_text=_("Alleen voor uzelf en uw collega's.")
    )
    onderwerp = models.CharField(_("onderwerp van de e-mail"), max_length=150, help_text=UITLEG)
    tekst = models.TextField(_("tekst"), max_length=8000, help_text=UITLEG)

    class Meta:
        verbose_name = _("antwoordsjabloon")
        verbose_name_plural = _("antwoordsjablonen")
        ordering = ["naam"]

    def __str__(self) -> str:
        return self.naam

    def clean(self) -> None:
        """A name that nobody fills in would reach the reader as it stands."""
        fouten = {}
        for veld in ("onderwerp", "tekst"):
            onbekend = sorted(set(re.findall(r"\{(\w+)\}", getattr(self, veld))) - set(self.VARIABELEN))
            if onbekend:
                fouten[veld] = _("Dit kennen wij niet: %(onbekend)s. %(uitleg)s") % {
                    "onbekend": ", ".join(f"{{{naam}}}" for naam in onbekend),
                    "uitleg": self.UITLEG,
                }
        if fouten:
            raise ValidationError(fouten)


@register_setting(icon="mail", order=200)
class ContactInstellingen(BaseSiteSetting):
    """How long requests are kept; the daily clean-up reads it and the contact page says it."""

    bewaar_afgerond_maanden = models.PositiveSmallIntegerField(
        _("afgeronde verzoeken bewaren (maanden)"),
        default=12,
        validators=[MinValueValidator(1), MaxValueValidator(120)],
        help_text=_("Geteld vanaf de dag van afronden. Pas ook de tekst van de privacypagina aan."),
    )
    bewaar_spam_dagen = models.PositiveSmallIntegerField(
        _("spam bewaren (dagen)"),
        default=30,
        validators=[MinValueValidator(1), MaxValueValidator(365)],
        help_text=_("Zo lang kunt u een bericht nog uit de spam halen. Pas ook de privacypagina aan."),
    )

    panels = [
        MultiFieldPanel(
            [FieldPanel("bewaar_afgerond_maanden"), FieldPanel("bewaar_spam_dagen")],
            heading=_("Hoe lang wij verzoeken bewaren"),
        )
    ]

    class Meta:
        verbose_name = _("instellingen van contact")
