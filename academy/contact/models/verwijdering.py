"""What remains of requests that were deleted: numbers without persons, and that it happened."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from academy.contact.models.inrichting import Onderwerp
from academy.contact.models.verzoek import Contactverzoek


class Maandtelling(models.Model):
    """So many deleted requests of one month and topic that ended like this; keeps the figures as they were."""

    maand = models.DateField(_("maand"), help_text=_("Eerste dag van de maand van ontvangst."))
    onderwerp = models.ForeignKey(
        Onderwerp, on_delete=models.PROTECT, related_name="maandtellingen", verbose_name=_("onderwerp")
    )
    status = models.CharField(_("status"), max_length=20, choices=Contactverzoek.Status)
    werkdagen = models.PositiveSmallIntegerField(
        _("werkdagen tot de eerste reactie"), null=True, help_text=_("Leeg: er kwam geen reactie.")
    )
    aantal = models.PositiveIntegerField(_("aantal"), default=0)

    class Meta:
        verbose_name = _("maandtelling")
        verbose_name_plural = _("maandtellingen")
        ordering = ["-maand", "onderwerp"]
        constraints = [
            models.UniqueConstraint(
                fields=["maand", "onderwerp", "status", "werkdagen"], name="maandtelling_uniek"
            ),
            models.UniqueConstraint(
                fields=["maand", "onderwerp", "status"],
                condition=Q(werkdagen__isnull=True),
                name="maandtelling_uniek_zonder_reactie",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.maand:%Y-%m} · {self.onderwerp} · {self.status}"


class Verwijdering(models.Model):
    """One line in the log: how many requests were deleted, when and under which rule. Never whose."""

    class Bewaarregel(models.TextChoices):
        AFGEROND = "afgerond", _("bewaartermijn van afgeronde verzoeken")
        SPAM = "spam", _("bewaartermijn van spam")
        PERSOON = "persoon", _("op verzoek van een persoon")
        LOS = "los", _("één verzoek, door een medewerker")

    op = models.DateTimeField(_("op"), auto_now_add=True)
    regel = models.CharField(_("regel"), max_length=20, choices=Bewaarregel)
    termijn = models.CharField(_("termijn"), max_length=40, blank=True)
    aantal = models.PositiveIntegerField(_("aantal verzoeken"))
    door = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("door"),
    )

    onveranderlijk = ("op", "regel", "termijn", "aantal")

    class Meta:
        verbose_name = _("verwijdering")
        verbose_name_plural = _("verwijderingen")
        ordering = ["-op", "-pk"]

    def __str__(self) -> str:
        return f"{self.op:%d-%m-%Y} · {self.get_regel_display()} · {self.aantal}"
