"""Looking along with a session: leave, and remarks."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from simulatie.models.sessie import Sessie


class Opmerkingsoort(models.TextChoices):
    TOEGELATEN = "toegelaten", _("trainer mag meekijken")
    INGETROKKEN = "ingetrokken", _("trainer mag niet meer meekijken")
    OPMERKING = "opmerking", _("opmerking van de trainer")


class OpmerkingQuerySet(models.QuerySet["Opmerking"]):
    def van_trainer(self) -> OpmerkingQuerySet:
        """What trainers wrote, with who they are, and without the permissions."""
        return self.filter(soort=Opmerkingsoort.OPMERKING).select_related("trainer")

    def toestemmingen(self) -> OpmerkingQuerySet:
        """What the trainee decided about looking along, the newest first; the newest one holds."""
        return self.exclude(soort=Opmerkingsoort.OPMERKING).order_by("-pk")


class Opmerking(models.Model):
    """One line in the history of looking along with a session: leave given or taken back by the trainee, or a
    remark of the trainer who had leave. Nobody looks along before the first line."""

    Soort = Opmerkingsoort

    sessie = models.ForeignKey(
        Sessie, on_delete=models.CASCADE, related_name="opmerkingen", verbose_name=_("sessie")
    )
    soort = models.CharField(_("soort"), max_length=12, choices=Soort)
    trainer = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("trainer")
    )
    tekst = models.TextField(_("tekst"), blank=True)
    op = models.DateTimeField(_("op"), auto_now_add=True)

    objects = OpmerkingQuerySet.as_manager()

    onveranderlijk = ("sessie", "soort", "trainer", "tekst", "op")

    class Meta:
        verbose_name = _("opmerking")
        verbose_name_plural = _("opmerkingen")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(soort__in=Opmerkingsoort.values), name="opmerking_soort_bestaat"
            ),
            models.CheckConstraint(
                condition=Q(soort=Opmerkingsoort.OPMERKING) ^ Q(tekst=""), name="opmerking_heeft_tekst"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.sessie}: {self.get_soort_display()}"
