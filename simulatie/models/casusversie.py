"""A case as it was published: one frozen document that its sessions play for ever; and the cases on offer."""

from __future__ import annotations

import json
from functools import lru_cache

from django.db import models
from django.utils.translation import gettext_lazy as _

from simulatie.kern import Casus, CasusOnbekend, lees_document

AANBOD = ("klosjesbuurt", "heidewissel", "kettingwerf")
"""The cases that come with this code, in teaching order."""


class CasusversieQuerySet(models.QuerySet["Casusversie"]):
    def nieuwste(self, sleutel: str) -> Casusversie | None:
        """The version that new sessions of this case begin with; None when none was published."""
        return self.filter(sleutel=sleutel).order_by("pk").last()


class CasusversieManager(models.Manager.from_queryset(CasusversieQuerySet)):  # type: ignore[misc]
    def get_queryset(self) -> CasusversieQuerySet:
        """Without the document: it is read once per process, see ``casus_van_document``."""
        return super().get_queryset().defer("inhoud")


class Casusversie(models.Model):
    """A case as it was published: one document with everything the model needs to play it, never changed."""

    sleutel = models.SlugField(_("casus"), max_length=40)
    versie = models.CharField(_("versie"), max_length=20)
    modelversie = models.CharField(_("versie van het model"), max_length=20)
    naam = models.CharField(_("naam"), max_length=200)
    # Text and not a JSON column: PostgreSQL would sort the keys, and their order is that of the columns of the model.
    inhoud = models.TextField(_("inhoud als JSON"))
    sha256 = models.CharField(_("sha-256 van de inhoud"), max_length=64, db_index=True)
    gepubliceerd_op = models.DateTimeField(_("gepubliceerd op"), auto_now_add=True)

    objects = CasusversieManager()

    onveranderlijk = ("sleutel", "versie", "modelversie", "naam", "inhoud", "sha256", "gepubliceerd_op")

    class Meta:
        verbose_name = _("versie van een casus")
        verbose_name_plural = _("versies van casussen")
        ordering = ["sleutel", "-pk"]
        base_manager_name = "objects"
        constraints = [
            models.UniqueConstraint(fields=["sleutel", "versie"], name="casusversie_een_per_versie")
        ]

    def __str__(self) -> str:
        return f"{self.naam} ({self.versie})"

    @property
    def casus(self) -> Casus:
        return casus_van_document(self.sha256)


@lru_cache(maxsize=32)
def casus_van_document(sha256: str) -> Casus:
    """The case of a published document, read once per process: by its hash, because what has that hash cannot change.

    Raises Casusversie.DoesNotExist, CasusOngeldig.
    """
    versie = Casusversie.objects.defer(None).filter(sha256=sha256).first()
    if versie is None:
        raise Casusversie.DoesNotExist
    return lees_document(json.loads(versie.inhoud))


def casussen() -> list[Casus]:
    """The cases on offer, in teaching order and in their newest version. Without a scale nothing can be judged, so no
    session begins."""
    nieuwste = {versie.sleutel: versie for versie in Casusversie.objects.order_by("pk")}
    op_volgorde = [nieuwste[sleutel].casus for sleutel in AANBOD if sleutel in nieuwste]
    return [casus for casus in op_volgorde if casus.ijking is not None]


def nieuwste_casus(sleutel: str) -> Casus:
    """The case as a new session would play it. Raises CasusOnbekend."""
    versie = Casusversie.objects.nieuwste(sleutel)
    if versie is None:
        raise CasusOnbekend(f"Casus '{sleutel}' is niet gepubliceerd.")
    return versie.casus
