"""Plans that a person saved under a name, with whom they are shared, and the links that show them to anyone."""

from __future__ import annotations

import secrets
import uuid

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q, Subquery
from django.utils.translation import gettext_lazy as _

from academy.gebruikers.models import Gebruiker, Lidmaatschap, Organisatie
from simulatie.kern import Casus, Inzet
from simulatie.models.casusversie import Casusversie


class BewaardPlanQuerySet(models.QuerySet["BewaardPlan"]):
    def van(self, gebruiker: Gebruiker) -> BewaardPlanQuerySet:
        """What a person saved, the newest first."""
        return self.filter(gebruiker=gebruiker)

    def gedeeld_met(self, gebruiker: Gebruiker) -> BewaardPlanQuerySet:
        """What colleagues share now: author and reader both belong to the organisation it is shared in today."""
        van_lezer = Lidmaatschap.objects.geldig().filter(gebruiker=gebruiker)
        delingen = (
            Plandeling.objects.geldend()
            .filter(plan=OuterRef("pk"), organisatie__in=van_lezer.values("organisatie"))
            .filter(
                Exists(
                    Lidmaatschap.objects.geldig().filter(
                        gebruiker=OuterRef("plan__gebruiker"), organisatie=OuterRef("organisatie")
                    )
                )
            )
        )
        return self.filter(Exists(delingen)).exclude(gebruiker=gebruiker)

    def zichtbaar_voor(self, gebruiker: Gebruiker) -> BewaardPlanQuerySet:
        """Own and shared plans: the only door to a saved plan. Twin: ``rechten.mag_plan_zien``."""
        return self.van(gebruiker) | self.gedeeld_met(gebruiker)


class BewaardPlan(models.Model):
    """One version of a plan, saved under a name and never changed; saving again makes the next version."""

    sleutel = models.UUIDField(_("sleutel"), unique=True, default=uuid.uuid4, editable=False)
    gebruiker = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="bewaarde_plannen",
        verbose_name=_("wie het bewaarde"),
    )
    casus = models.SlugField(_("casus"), max_length=40)
    casus_versie = models.CharField(_("versie van de casus"), max_length=20)
    model_versie = models.CharField(_("versie van het model"), max_length=20)
    naam = models.CharField(_("naam"), max_length=60)
    versie = models.PositiveIntegerField(_("versie"))
    reden = models.CharField(_("reden"), max_length=200)
    inzetten = models.JSONField(_("maatregelen"))
    op = models.DateTimeField(_("op"), auto_now_add=True)

    objects = BewaardPlanQuerySet.as_manager()

    onveranderlijk = (
        "sleutel",
        "gebruiker",
        "casus",
        "casus_versie",
        "model_versie",
        "naam",
        "versie",
        "reden",
        "inzetten",
        "op",
    )

    class Meta:
        verbose_name = _("bewaard plan")
        verbose_name_plural = _("bewaarde plannen")
        ordering = ["-op", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["gebruiker", "casus", "naam", "versie"], name="bewaardplan_een_per_versie"
            ),
            models.CheckConstraint(condition=Q(versie__gte=1), name="bewaardplan_versie_vanaf_een"),
            models.CheckConstraint(condition=~Q(naam="") & ~Q(reden=""), name="bewaardplan_naam_en_reden"),
        ]

    def __str__(self) -> str:
        return _("%(naam)s, versie %(versie)d") % {"naam": self.naam, "versie": self.versie}

    @property
    def maatregelen(self) -> tuple[Inzet, ...]:
        return tuple(Inzet(**rij) for rij in self.inzetten)

    @property
    def eigen_casus(self) -> Casus | None:
        """The case in the version it was saved in; None when that was before versions were kept."""
        versie = Casusversie.objects.filter(sleutel=self.casus, versie=self.casus_versie).first()
        return versie.casus if versie else None

    def versies(self) -> BewaardPlanQuerySet:
        """Every version of this plan, the newest first."""
        return BewaardPlan.objects.filter(
            gebruiker=self.gebruiker_id, casus=self.casus, naam=self.naam
        ).order_by("-versie")


class PlandelingQuerySet(models.QuerySet["Plandeling"]):
    def geldend(self) -> PlandelingQuerySet:
        """The newest decision per plan and organisation, where that shares it."""
        laatste = Plandeling.objects.filter(
            plan=OuterRef("plan"), organisatie=OuterRef("organisatie")
        ).order_by("-pk")
        return self.filter(pk=Subquery(laatste.values("pk")[:1]), gedeeld=True)


class Plandeling(models.Model):
    """The author lets the people of one organisation see a saved plan, or takes that back; the newest line holds."""

    plan = models.ForeignKey(
        BewaardPlan, on_delete=models.CASCADE, related_name="delingen", verbose_name=_("plan")
    )
    organisatie = models.ForeignKey(
        Organisatie, on_delete=models.PROTECT, related_name="+", verbose_name=_("organisatie")
    )
    gedeeld = models.BooleanField(_("gedeeld"))
    op = models.DateTimeField(_("op"), auto_now_add=True)

    objects = PlandelingQuerySet.as_manager()

    onveranderlijk = ("plan", "organisatie", "gedeeld", "op")

    class Meta:
        verbose_name = _("deling van een plan")
        verbose_name_plural = _("delingen van plannen")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.plan} · {self.organisatie}"


def nieuw_token() -> str:
    """32 random bytes: nobody guesses a link."""
    return secrets.token_urlsafe(32)


class PlanlinkQuerySet(models.QuerySet["Planlink"]):
    def geldend(self) -> PlanlinkQuerySet:
        """Links that open: not withdrawn, and of an author who can still withdraw them."""
        return self.filter(intrekking__isnull=True, plan__gebruiker__is_active=True)


class Planlink(models.Model):
    """A secret address at which anyone may see one saved plan. ``met_naam``: with the name of its author."""

    plan = models.ForeignKey(
        BewaardPlan, on_delete=models.CASCADE, related_name="links", verbose_name=_("plan")
    )
    token = models.CharField(_("token"), max_length=64, unique=True, default=nieuw_token, editable=False)
    met_naam = models.BooleanField(_("met de naam van de maker"))
    op = models.DateTimeField(_("op"), auto_now_add=True)

    objects = PlanlinkQuerySet.as_manager()

    onveranderlijk = ("plan", "token", "met_naam", "op")

    class Meta:
        verbose_name = _("link naar een plan")
        verbose_name_plural = _("links naar plannen")
        ordering = ["pk"]

    def __str__(self) -> str:
        return str(self.plan)


class Linkintrekking(models.Model):
    """The author withdrew a link; it never opens again."""

    link = models.OneToOneField(
        Planlink, on_delete=models.CASCADE, related_name="intrekking", verbose_name=_("link")
    )
    op = models.DateTimeField(_("op"), auto_now_add=True)

    onveranderlijk = ("link", "op")

    class Meta:
        verbose_name = _("ingetrokken link")
        verbose_name_plural = _("ingetrokken links")

    def __str__(self) -> str:
        return str(self.link)
