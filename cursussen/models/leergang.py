"""A programme: courses in order, who follows it, and that somebody completed it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.search import index

from academy.basis.blocks import ALGEMENE_BLOKKEN
from academy.basis.models import BasisPagina, openbaar
from academy.basis.vindbaar.gegevens import Gegevens
from academy.gebruikers.models import Gebruiker
from cursussen.models.leren import Inschrijving
from cursussen.models.paginas import CursusPagina, CursusPaginaQuerySet
from cursussen.models.voorwaarden import ontbrekende_voorwaarden


@dataclass(frozen=True)
class Cursusregel:
    """A course in its programme, as one person sees it. ``minuten`` is ``None`` while it is being prepared."""

    titel: str
    inleiding: str
    principe: str
    url: str
    optioneel: bool
    minuten: int | None
    inschrijving: Inschrijving | None
    afgerond_op: datetime | None
    ontbreekt: tuple[str, ...]


class LeergangPagina(BasisPagina):
    """A programme of courses. They stand below it, in the order in which people best take them."""

    inhoud = StreamField(ALGEMENE_BLOKKEN, verbose_name=_("beschrijving"), blank=True)

    template = "cursussen/leergang_pagina.html"
    soortnaam = _("Leergang")
    parent_page_types = ["cursussen.OpleidingenPagina"]
    subpage_types = ["cursussen.CursusPagina"]
    content_panels = [*BasisPagina.content_panels, FieldPanel("inhoud")]
    search_fields = [*BasisPagina.search_fields, index.SearchField("inhoud")]

    class Meta:
        verbose_name = _("leergang")
        verbose_name_plural = _("leergangen")

    def cursussen(self) -> CursusPaginaQuerySet:
        """The courses that everybody may see, in order."""
        return openbaar(CursusPagina.objects.child_of(self)).order_by("path")

    def verplicht(self) -> CursusPaginaQuerySet:
        """The courses that complete the programme; those still being prepared too."""
        return self.cursussen().filter(optioneel=False)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        gebruiker = request.user if request.user.is_authenticated else None
        context["cursussen"] = self.cursusregels(gebruiker, request)
        minuten = [regel.minuten for regel in context["cursussen"] if not regel.optioneel]
        # A total is only true when every part of it is.
        context["minuten"] = sum(minuten) if minuten and None not in minuten else None
        if gebruiker:
            deelname = self.inschrijvingen.filter(gebruiker=gebruiker).select_related("afronding").first()
            context["deelname"] = deelname
        return context

    def cursusregels(
        self, gebruiker: Gebruiker | None, request: HttpRequest | None = None
    ) -> list[Cursusregel]:
        cursussen = list(self.cursussen().met_studielast().defer_streamfields())
        eigen: dict[int, Inschrijving] = {}
        ontbreekt: dict[int, list[dict[str, Any]]] = {}
        if gebruiker:
            sleutels = [cursus.pk for cursus in cursussen]
            # The newest of a course comes last and stays; an earlier completion is looked for among all of them.
            for rij in (
                Inschrijving.objects.van(gebruiker)
                .filter(cursus__in=sleutels)
                .met_afgerond_op()
                .order_by("nummer")
            ):
                vorige = eigen.get(rij.cursus_id)
                rij.afgerond_op = rij.afgerond_op or (vorige.afgerond_op if vorige else None)
                eigen[rij.cursus_id] = rij
            ontbreekt = ontbrekende_voorwaarden(gebruiker, sleutels)
        return [
            Cursusregel(
                titel=cursus.title,
                inleiding=cursus.inleiding,
                principe=cursus.principe,
                url=cursus.get_url(request) or "",
                optioneel=cursus.optioneel,
                minuten=cursus.minuten,
                inschrijving=eigen.get(cursus.pk),
                afgerond_op=eigen[cursus.pk].afgerond_op if cursus.pk in eigen else None,
                ontbreekt=tuple(rij["titel"] for rij in ontbreekt.get(cursus.pk, [])),
            )
            for cursus in cursussen
        ]

    def gegevens(self, context: dict[str, Any], adres: str, uitgever: Gegevens) -> list[Gegevens]:
        """The programme, with the courses that can be followed now."""
        wortel = adres.removesuffix(self.get_url() or "")
        return [
            {
                "@type": "EducationalOccupationalProgram",
                "name": self.title,
                "description": self.search_description or self.inleiding,
                "url": adres,
                "provider": uitgever,
                "hasCourse": [
                    {
                        "@type": "Course",
                        "name": regel.titel,
                        "description": regel.inleiding,
                        "url": f"{wortel}{regel.url}",
                        "provider": uitgever,
                    }
                    for regel in context["cursussen"]
                    if regel.minuten is not None
                ],
            }
        ]


class LeerganginschrijvingQuerySet(models.QuerySet["Leerganginschrijving"]):
    def van(self, gebruiker: Gebruiker) -> LeerganginschrijvingQuerySet:
        return self.filter(gebruiker=gebruiker)

    def met_cursus(self, cursus: CursusPagina) -> LeerganginschrijvingQuerySet:
        """Those of the programme that this course stands in."""
        return self.filter(leergang__path=cursus.path[: -cursus.steplen])

    def actief(self) -> LeerganginschrijvingQuerySet:
        return self.filter(afronding__isnull=True)


class Leerganginschrijving(models.Model):
    """A person follows a programme; the enrolments in its courses are rows of their own."""

    gebruiker = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="leerganginschrijvingen",
        verbose_name=_("gebruiker"),
    )
    leergang = models.ForeignKey(
        LeergangPagina, on_delete=models.PROTECT, related_name="inschrijvingen", verbose_name=_("leergang")
    )
    begonnen_op = models.DateTimeField(_("begonnen op"), auto_now_add=True)

    objects = LeerganginschrijvingQuerySet.as_manager()

    onveranderlijk = ("gebruiker", "leergang", "begonnen_op")

    class Meta:
        verbose_name = _("inschrijving voor een leergang")
        verbose_name_plural = _("inschrijvingen voor leergangen")
        ordering = ["-begonnen_op"]
        constraints = [
            models.UniqueConstraint(fields=["gebruiker", "leergang"], name="leerganginschrijving_een_keer")
        ]

    def __str__(self) -> str:
        return f"{self.gebruiker} · {self.leergang}"


class Leergangafronding(models.Model):
    """Somebody completed a programme: by which rule, on which completed courses, and when."""

    inschrijving = models.OneToOneField(
        Leerganginschrijving,
        on_delete=models.CASCADE,
        related_name="afronding",
        verbose_name=_("inschrijving voor de leergang"),
    )
    regel = models.CharField(_("regel"), max_length=250)
    bewijs = models.JSONField(
        _("bewijs"),
        help_text=_("per afgeronde cursus: cursus, titel, versie, inschrijving, op en studieduur_minuten"),
    )
    op = models.DateTimeField(_("op"), auto_now_add=True)

    onveranderlijk = ("inschrijving", "regel", "bewijs", "op")

    class Meta:
        verbose_name = _("afronding van een leergang")
        verbose_name_plural = _("afrondingen van leergangen")
        constraints = [
            models.CheckConstraint(condition=~Q(regel=""), name="leergangafronding_noemt_de_regel")
        ]

    def __str__(self) -> str:
        return f"{self.inschrijving}: {self.op:%Y-%m-%d}"
