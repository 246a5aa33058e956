"""The judgement of a session, and the person that somebody asked for instead of the model."""

from __future__ import annotations

from functools import cached_property

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from simulatie.models.sessie import Sessie
from simulatie.spel.bewaard import BewaardOordeel, BewaardPlan, lees_oordeel, lees_plan


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

    @cached_property
    def gelezen(self) -> tuple[BewaardOordeel, BewaardPlan]:
        """What was stored, as values."""
        return lees_oordeel(self.oordeel), lees_plan(self.plan)

    @property
    def gehaald(self) -> bool:
        """Passed by the judgement, or by a trainer who looked at it. Reads ``nakijkverzoek__besluit``."""
        besluit = getattr(getattr(self, "nakijkverzoek", None), "besluit", None)
        return self.geslaagd or (besluit is not None and besluit.uitkomst == Nakijkuitkomst.GESLAAGD)


class NakijkverzoekQuerySet(models.QuerySet["Nakijkverzoek"]):
    def over(self, beoordeling: Beoordeling) -> Nakijkverzoek | None:
        """The request about this judgement with its answer; None when nobody asked."""
        return self.filter(beoordeling=beoordeling).select_related("besluit__trainer").first()


class Nakijkverzoek(models.Model):
    """A person asks a trainer to look at a judgement (art. 22 AVG); once, and never refused."""

    beoordeling = models.OneToOneField(
        Beoordeling, on_delete=models.CASCADE, related_name="nakijkverzoek", verbose_name=_("beoordeling")
    )
    waarom = models.TextField(_("waarom"))
    op = models.DateTimeField(_("op"), auto_now_add=True)

    objects = NakijkverzoekQuerySet.as_manager()

    onveranderlijk = ("beoordeling", "waarom", "op")

    class Meta:
        verbose_name = _("verzoek om na te kijken")
        verbose_name_plural = _("verzoeken om na te kijken")
        ordering = ["pk"]
        constraints = [models.CheckConstraint(condition=~Q(waarom=""), name="nakijkverzoek_zegt_waarom")]

    def __str__(self) -> str:
        return str(self.beoordeling)


class Nakijkuitkomst(models.TextChoices):
    BLIJFT = "blijft", _("de uitslag blijft zoals hij is")
    GESLAAGD = "geslaagd", _("alsnog geslaagd")


class Nakijkbesluit(models.Model):
    """What the trainer decided, with the reason; it stands beside the judgement, which never changes."""

    Uitkomst = Nakijkuitkomst

    verzoek = models.OneToOneField(
        Nakijkverzoek, on_delete=models.CASCADE, related_name="besluit", verbose_name=_("verzoek")
    )
    trainer = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("trainer")
    )
    uitkomst = models.CharField(_("uitkomst"), max_length=10, choices=Nakijkuitkomst)
    tekst = models.TextField(_("tekst"))
    op = models.DateTimeField(_("op"), auto_now_add=True)

    onveranderlijk = ("verzoek", "trainer", "uitkomst", "tekst", "op")

    class Meta:
        verbose_name = _("besluit na nakijken")
        verbose_name_plural = _("besluiten na nakijken")
        constraints = [
            models.CheckConstraint(condition=~Q(tekst=""), name="nakijkbesluit_zegt_waarom"),
            models.CheckConstraint(
                condition=Q(uitkomst__in=Nakijkuitkomst.values), name="nakijkbesluit_uitkomst_bestaat"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.verzoek}: {self.get_uitkomst_display()}"
