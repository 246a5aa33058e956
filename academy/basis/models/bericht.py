from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class BerichtQuerySet(models.QuerySet["Bericht"]):
    def te_verzenden(self) -> BerichtQuerySet:
        return self.filter(verzonden_op__isnull=True)


class Bericht(models.Model):
    """One mail in the outbox. The key makes it leave once; what was secret goes when it has left."""

    sleutel = models.CharField(_("sleutel"), max_length=120, unique=True)
    aan = models.JSONField(_("aan"))
    antwoord_aan = models.JSONField(_("antwoord aan"), default=list, blank=True)
    van = models.CharField(_("van"), max_length=200)
    onderwerp = models.CharField(_("onderwerp"), max_length=250)
    tekst = models.TextField(_("tekst"), blank=True)
    html = models.TextField(_("html"), blank=True)
    bijlagen = models.JSONField(
        _("bijlagen"), default=list, blank=True, help_text=_("naam, soort en inhoud (base64) per bijlage")
    )
    wissen_na_verzending = models.BooleanField(_("inhoud wissen na verzending"), default=True)
    aangemaakt_op = models.DateTimeField(_("aangemaakt op"), auto_now_add=True)
    verzonden_op = models.DateTimeField(_("verzonden op"), null=True, blank=True)

    objects = BerichtQuerySet.as_manager()

    onveranderlijk = ("sleutel", "aan", "onderwerp", "aangemaakt_op")

    class Meta:
        verbose_name = _("bericht")
        verbose_name_plural = _("berichten")
        ordering = ["-aangemaakt_op"]

    def __str__(self) -> str:
        return self.onderwerp
