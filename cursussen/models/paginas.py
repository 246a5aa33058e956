from __future__ import annotations

from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import PageManager
from wagtail.query import PageQuerySet
from wagtail.search import index

from academy.basis.blocks import ALGEMENE_BLOKKEN, principe_keuzes
from academy.basis.models import BasisPagina, openbaar
from academy.basis.vindbaar.gegevens import Gegevens
from academy.gebruikers.rechten import Persoon, is_trainer
from cursussen.blocks import LES_BLOKKEN, VraagBlock
from cursussen.models.uitvoering import Uitvoering


class OpleidingenPagina(BasisPagina):
    """The public page on the trainings, with the courses below it."""

    inhoud = StreamField(ALGEMENE_BLOKKEN, verbose_name=_("inhoud"), blank=True)

    template = "cursussen/opleidingen_pagina.html"
    subpage_types = ["cursussen.CursusPagina"]
    content_panels = [*BasisPagina.content_panels, FieldPanel("inhoud")]
    search_fields = [*BasisPagina.search_fields, index.SearchField("inhoud")]

    class Meta:
        verbose_name = _("opleidingenpagina")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        cursussen = list(openbaar(CursusPagina.objects.child_of(self)))
        context["cursussen"] = cursussen
        bij_sleutel = {cursus.pk: cursus for cursus in cursussen}
        context["uitvoeringen"] = list(Uitvoering.objects.komend().filter(cursus__in=bij_sleutel))
        for uitvoering in context["uitvoeringen"]:
            uitvoering.cursus = bij_sleutel[uitvoering.cursus_id]  # at hand, so not asked for again
        return context


class CursusPaginaQuerySet(PageQuerySet):
    def te_volgen(self) -> CursusPaginaQuerySet:
        """Courses that are public and have a published version: those that somebody can enrol for."""
        return openbaar(self).filter(versies__nummer=1)


class CursusPagina(BasisPagina):
    """A course as its author sees it: public description, lessons below, questions and a case at the end."""

    module = models.CharField(_("module"), max_length=60, blank=True)
    principe = models.CharField(_("principe"), max_length=10, choices=principe_keuzes(), blank=True)
    inhoud = StreamField(ALGEMENE_BLOKKEN, verbose_name=_("beschrijving"), blank=True)
    leerdoelen = StreamField(
        [("leerdoel", blocks.CharBlock(label=_("leerdoel"), max_length=250))],
        verbose_name=_("leerdoelen"),
        blank=True,
    )
    studieduur_minuten = models.PositiveSmallIntegerField(_("studieduur (minuten)"), default=120)
    vragen = StreamField([("vraag", VraagBlock())], verbose_name=_("vragen"), blank=True)
    slaaggrens = models.PositiveSmallIntegerField(
        _("slaaggrens (%)"),
        default=70,
        validators=[MinValueValidator(1), MaxValueValidator(100)],
    )
    casus = models.SlugField(
        _("casus in de simulatie"),
        max_length=40,
        blank=True,
        help_text=_("Bijvoorbeeld klosjesbuurt. Leeg: deze cursus heeft geen simulatie."),
    )

    template = "cursussen/cursus_pagina.html"
    soortnaam = _("Opleiding")
    parent_page_types = ["cursussen.OpleidingenPagina"]
    subpage_types = ["cursussen.LesPagina"]
    content_panels = [
        *BasisPagina.content_panels,
        FieldPanel("module"),
        FieldPanel("principe"),
        FieldPanel("leerdoelen"),
        FieldPanel("studieduur_minuten"),
        FieldPanel("inhoud"),
        MultiFieldPanel(
            [FieldPanel("vragen"), FieldPanel("slaaggrens"), FieldPanel("casus")], heading=_("Afronden")
        ),
    ]
    search_fields = [*BasisPagina.search_fields, index.SearchField("inhoud")]

    objects = PageManager.from_queryset(CursusPaginaQuerySet)()

    VOORBEELD_VRAGEN = "vragen"
    preview_modes = [("", _("Cursuspagina")), (VOORBEELD_VRAGEN, _("De vragen"))]

    class Meta:
        verbose_name = _("cursus")
        verbose_name_plural = _("cursussen")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Adds what stands on the public page: the lessons by title, and this person's latest enrolment.

        The lessons are those of the newest version, because that is what somebody who enrols now gets. In a
        preview, and before the first version, they are the pages as they stand.
        """
        context = super().get_context(request, *args, **kwargs)
        versie = None if getattr(request, "is_preview", False) else self.versies.order_by("-nummer").first()
        context["versie"] = versie
        context["lessen"] = (
            versie.lessen
            if versie
            else [{"titel": les.title, "leerdoel": les.leerdoel} for les in self.lessen()]
        )
        context["uitvoeringen"] = list(self.uitvoeringen.komend())
        if request.user.is_authenticated:
            context["inschrijving"] = self.inschrijvingen.van(request.user).met_voortgang().first()
        return context

    def gegevens(self, context: dict[str, Any], adres: str, uitgever: Gegevens) -> list[Gegevens]:
        """The course by itself online, and every date that goes on."""
        zelf: Gegevens = {
            "@type": "CourseInstance",
            "courseMode": "Online",
            "courseWorkload": f"PT{self.studieduur_minuten}M",
        }
        data = [
            {
                "@type": "CourseInstance",
                "courseMode": "Online" if uitvoering.vorm == uitvoering.Vorm.ONLINE else "Onsite",
                "startDate": uitvoering.begint_op.isoformat(),
                "endDate": uitvoering.eindigt_op.isoformat(),
                "maximumAttendeeCapacity": uitvoering.capaciteit,
            }
            | ({"location": {"@type": "Place", "name": uitvoering.plaats}} if uitvoering.plaats else {})
            for uitvoering in context["uitvoeringen"]
            if uitvoering.status != uitvoering.Status.AFGELAST
        ]
        return [
            {
                "@type": "Course",
                "name": self.title,
                "description": self.search_description or self.inleiding,
                "url": adres,
                "provider": uitgever,
                "inLanguage": "nl",
                "hasCourseInstance": [*([zelf] if context["versie"] else []), *data],
            }
        ]

    def get_preview_template(self, request: HttpRequest, mode_name: str) -> str:
        if mode_name == self.VOORBEELD_VRAGEN:
            return "cursussen/voorbeeld_vragen.html"
        return super().get_preview_template(request, mode_name)

    def lessen(self) -> models.QuerySet[LesPagina]:
        """The published lessons in the order of the page tree."""
        return LesPagina.objects.child_of(self).live().order_by("path")


class LesPaginaQuerySet(PageQuerySet):
    def zichtbaar_voor(self, gebruiker: Persoon) -> LesPaginaQuerySet:
        """Lessons that this person may find: all for a trainer, for others those of their own versions."""
        if not gebruiker.is_authenticated:
            return self.none()
        if is_trainer(gebruiker):
            return self
        sleutels = {
            les["sleutel"]
            for inschrijving in gebruiker.inschrijvingen.select_related("versie")
            for les in inschrijving.versie.lessen
        }
        return self.live().filter(pk__in=sleutels)


class LesPagina(BasisPagina):
    """One lesson. Trainees read the version they enrolled for, not this page."""

    leerdoel = models.CharField(_("leerdoel"), max_length=250, blank=True)
    duur_minuten = models.PositiveSmallIntegerField(_("duur (minuten)"), default=20)
    inhoud = StreamField(LES_BLOKKEN, verbose_name=_("inhoud"), blank=True)

    template = "cursussen/les_pagina.html"
    soortnaam = _("Les")
    parent_page_types = ["cursussen.CursusPagina"]
    subpage_types: list[str] = []
    content_panels = [
        *BasisPagina.content_panels,
        FieldPanel("leerdoel"),
        FieldPanel("duur_minuten"),
        FieldPanel("inhoud"),
    ]

    objects = PageManager.from_queryset(LesPaginaQuerySet)()

    class Meta:
        verbose_name = _("les")
        verbose_name_plural = _("lessen")

    def get_sitemap_urls(self, request: HttpRequest | None = None) -> list[dict[str, Any]]:
        """Lessons are for people who enrolled; a search engine has no business there."""
        return []
