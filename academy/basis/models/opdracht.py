from __future__ import annotations

from datetime import datetime

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class OpdrachtQuerySet(models.QuerySet["Opdracht"]):
    def uitvoerbaar(self, nu: datetime | None = None) -> OpdrachtQuerySet:
        """What a worker may take now: waiting and due, or taken by a worker whose lease ran out."""
        moment = nu or timezone.now()
        return self.filter(
            Q(status=Opdracht.Status.WACHT, niet_voor__lte=moment)
            | Q(status=Opdracht.Status.BEZIG, lease_tot__lt=moment),
            pogingen__lt=Opdracht.MAX_POGINGEN,
        )

    def telkens_verlaten(self, nu: datetime | None = None) -> OpdrachtQuerySet:
        """What took its worker down every time it was tried: no error was ever written, only leases ran out."""
        return self.filter(
            status=Opdracht.Status.BEZIG,
            lease_tot__lt=nu or timezone.now(),
            pogingen__gte=Opdracht.MAX_POGINGEN,
        )


class Opdracht(models.Model):
    """Work that must happen: written in the transaction of the fact that caused it.

    A message on the queue only hints at this row. Losing the message delays the work until the next sweep;
    getting it twice does nothing, because only one worker can take the row.
    """

    class Status(models.TextChoices):
        WACHT = "wacht", _("wacht")
        BEZIG = "bezig", _("bezig")
        KLAAR = "klaar", _("klaar")
        GESTRAND = "gestrand", _("gestrand")

    MAX_POGINGEN = 72
    """With pauses that double up to an hour: a mail server may be away for a long weekend."""

    soort = models.CharField(_("soort"), max_length=60)
    sleutel = models.CharField(_("sleutel"), max_length=120, unique=True)
    onderwerp_id = models.BigIntegerField(_("id van het onderwerp"))
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.WACHT)
    pogingen = models.PositiveSmallIntegerField(_("pogingen"), default=0)
    niet_voor = models.DateTimeField(_("niet vóór"), default=timezone.now)
    lease_tot = models.DateTimeField(_("bezet tot"), null=True, blank=True)
    fout = models.TextField(_("laatste fout"), blank=True)
    aangemaakt_op = models.DateTimeField(_("aangemaakt op"), auto_now_add=True)
    klaar_op = models.DateTimeField(_("klaar op"), null=True, blank=True)

    objects = OpdrachtQuerySet.as_manager()

    onveranderlijk = ("soort", "sleutel", "onderwerp_id", "aangemaakt_op")

    class Meta:
        verbose_name = _("opdracht")
        verbose_name_plural = _("opdrachten")
        ordering = ["niet_voor", "pk"]
        indexes = [models.Index(fields=["status", "niet_voor"], name="opdracht_aan_de_beurt")]
        constraints = [
            models.CheckConstraint(
                condition=Q(status="klaar", klaar_op__isnull=False)
                | (~Q(status="klaar") & Q(klaar_op__isnull=True)),
                name="opdracht_klaar_heeft_moment",
            ),
        ]

    def __str__(self) -> str:
        return self.sleutel
