from __future__ import annotations

from datetime import datetime

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _


class UitvoeringQuerySet(models.QuerySet["Uitvoering"]):
    def komend(self, nu: datetime | None = None) -> UitvoeringQuerySet:
        """What has not begun yet, the first one first; cancelled ones too, because people may have them in mind."""
        return self.filter(begint_op__gt=nu or timezone.now()).order_by("begint_op", "pk")

    def te_kiezen(self, nu: datetime | None = None) -> UitvoeringQuerySet:
        """What somebody can still show interest in."""
        return self.komend(nu).filter(status=Uitvoering.Status.OPEN)


class Uitvoering(models.Model):
    """A course given to a group: on a day, at a place or online, for so many people."""

    class Vorm(models.TextChoices):
        LOCATIE = "locatie", _("op locatie")
        ONLINE = "online", _("online")

    class Status(models.TextChoices):
        OPEN = "open", _("plaatsen vrij")
        VOL = "vol", _("vol")
        AFGELAST = "afgelast", _("gaat niet door")

    cursus = models.ForeignKey(
        "cursussen.CursusPagina",
        on_delete=models.PROTECT,
        related_name="uitvoeringen",
        verbose_name=_("cursus"),
    )
    begint_op = models.DateTimeField(_("begint op"))
    eindigt_op = models.DateTimeField(_("eindigt op"))
    vorm = models.CharField(_("vorm"), max_length=10, choices=Vorm, default=Vorm.LOCATIE)
    plaats = models.CharField(
        _("plaats"), max_length=160, blank=True, help_text=_("Bijvoorbeeld: Utrecht, stadskantoor.")
    )
    capaciteit = models.PositiveSmallIntegerField(
        _("aantal plaatsen"), default=16, validators=[MinValueValidator(1), MaxValueValidator(500)]
    )
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.OPEN)
    toelichting = models.CharField(
        _("toelichting"), max_length=250, blank=True, help_text=_("Eén zin die bezoekers bij de datum zien.")
    )

    objects = UitvoeringQuerySet.as_manager()

    op_openbare_paginas = True

    class Meta:
        verbose_name = _("uitvoering")
        verbose_name_plural = _("uitvoeringen")
        ordering = ["begint_op", "pk"]
        indexes = [models.Index(fields=["begint_op"], name="uitvoering_op_datum")]
        constraints = [
            models.CheckConstraint(
                condition=Q(eindigt_op__gt=F("begint_op")),
                name="uitvoering_eindigt_na_begin",
                violation_error_message=_("Het einde ligt niet na het begin. Kies een later einde."),
            ),
            models.CheckConstraint(
                condition=Q(vorm="online") | ~Q(plaats=""),
                name="uitvoering_heeft_plaats",
                violation_error_message=_("Vul de plaats in, of kies ‘online’."),
            ),
            models.CheckConstraint(condition=Q(capaciteit__gte=1), name="uitvoering_heeft_plaatsen"),
        ]

    def __str__(self) -> str:
        return f"{self.wanneer}, {self.waar}"

    @property
    def wanneer(self) -> str:
        """The day and the hours, written out: "3 maart 2027, 9.30 tot 16.00 uur"."""
        begin, einde = timezone.localtime(self.begint_op), timezone.localtime(self.eindigt_op)
        delen = {
            "begindag": date_format(begin, "j F Y"),
            "begintijd": begin.strftime("%-H.%M"),
            "einddag": date_format(einde, "j F Y"),
            "eindtijd": einde.strftime("%-H.%M"),
        }
        if begin.date() == einde.date():
            return _t("%(begindag)s, %(begintijd)s tot %(eindtijd)s uur") % delen
        return _t("%(begindag)s, %(begintijd)s uur tot %(einddag)s, %(eindtijd)s uur") % delen

    @property
    def waar(self) -> str:
        if self.vorm == self.Vorm.ONLINE:
            return _t("online")
        return self.plaats
