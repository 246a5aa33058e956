"""Documents about a judgement: asked for, made by the worker, kept as they were made."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from simulatie.models.beoordeling import Beoordeling


class Stuksoort(models.TextChoices):
    UITSLAG_PDF = "uitslag-pdf", _("Deze uitslag als pdf")
    AANPAK_DOCX = "aanpak-docx", _("Uw plan als concept plan van aanpak, om verder aan te werken (docx)")
    AANPAK_PDF = "aanpak-pdf", _("Uw plan als concept plan van aanpak, om te lezen (pdf)")


class Stuk(models.Model):
    """A document about a judgement that was asked for; it has its ``druk``, or none while the worker is busy."""

    Soort = Stuksoort

    beoordeling = models.ForeignKey(
        Beoordeling, on_delete=models.CASCADE, related_name="stukken", verbose_name=_("beoordeling")
    )
    soort = models.CharField(_("soort"), max_length=20, choices=Stuksoort)
    sjabloonversie = models.CharField(_("versie van het sjabloon"), max_length=20)
    gevraagd_op = models.DateTimeField(_("gevraagd op"), auto_now_add=True)

    onveranderlijk = ("beoordeling", "soort", "sjabloonversie", "gevraagd_op")

    class Meta:
        verbose_name = _("stuk")
        verbose_name_plural = _("stukken")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["beoordeling", "soort", "sjabloonversie"], name="stuk_een_per_soort_en_versie"
            ),
            models.CheckConstraint(condition=Q(soort__in=Stuksoort.values), name="stuk_soort_bestaat"),
        ]

    def __str__(self) -> str:
        return f"{self.beoordeling.sessie}: {self.soort}"


class Druk(models.Model):
    """A document as it was made, with its SHA-256; never made again."""

    stuk = models.OneToOneField(Stuk, on_delete=models.CASCADE, related_name="druk", verbose_name=_("stuk"))
    inhoud = models.BinaryField(_("inhoud"))
    sha256 = models.CharField(_("sha-256"), max_length=64)
    gemaakt_op = models.DateTimeField(_("gemaakt op"), auto_now_add=True)

    onveranderlijk = ("stuk", "inhoud", "sha256", "gemaakt_op")

    class Meta:
        verbose_name = _("druk")
        verbose_name_plural = _("drukken")

    def __str__(self) -> str:
        return self.sha256
