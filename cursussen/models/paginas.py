from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import OuterRef, Subquery
from django.db.models.functions import Cast, Substr
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, PageChooserPanel
from wagtail.fields import StreamField
from wagtail.models import PageManager
from wagtail.query import PageQuerySet
from wagtail.search import index

from academy.basis.blocks import ALGEMENE_BLOKKEN, principe_keuzes
from academy.basis.models import BasisPagina, openbaar
from academy.basis.vindbaar.gegevens import Gegevens
from academy.gebruikers.rechten import Persoon, is_trainer
from cursussen.blocks import LES_BLOKKEN, VraagBlock
from cursussen.models.studielast import STUDIELAST_PANEEL, PaginaMetStudielast, studielast, tel_woorden

if TYPE_CHECKING:
    from cursussen.models.versie import CursusVersie


class CursusPaginaQuerySet(PageQuerySet):
    def te_volgen(self) -> CursusPaginaQuerySet:
        """Courses that are public and have a published version: those that somebody can enrol for."""
        return openbaar(self).filter(versies__nummer=1)

    def met_studielast(self) -> CursusPaginaQuerySet:
        """With ``minuten`` of the newest version; ``None`` while there is none, so the course is being prepared."""
        versies = self.model._meta.get_field("versies").related_model.objects.filter(cursus=OuterRef("pk"))
        minuten = versies.order_by("-nummer").values(
            minuten=Cast("inhoud__studieduur_minuten", models.IntegerField())
        )
        return self.annotate(minuten=Subquery(minuten[:1]))


class CursusPagina(PaginaMetStudielast):
    """A course as its author sees it: public description, lessons below, questions and a case at the end."""

    module = models.CharField(
        _("nummer en naam in de leergang"),
        max_length=60,
        blank=True,
        help_text=_("Bijvoorbeeld: 5 Umami. Staat boven de titel."),
    )
    voorwaarden = ParentalManyToManyField(
        "self",
        symmetrical=False,
        related_name="+",
        blank=True,
        verbose_name=_("eerst afronden"),
        help_text=_("Inschrijven kan pas als deze cursussen zijn afgerond."),
    )
    opfrisser_van = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="opfrissers",
        verbose_name=_("opfrisser van"),
        help_text=_("Wie deze cursus afrondt, vernieuwt het certificaat van die cursus."),
    )
    principe = models.CharField(_("principe"), max_length=10, choices=principe_keuzes(), blank=True)
    inhoud = StreamField(ALGEMENE_BLOKKEN, verbose_name=_("beschrijving"), blank=True)
    leerdoelen = StreamField(
        [("leerdoel", blocks.CharBlock(label=_("leerdoel"), max_length=250))],
        verbose_name=_("leerdoelen"),
        blank=True,
    )
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
    parent_page_types = ["cursussen.OpleidingenPagina", "cursussen.LeergangPagina"]
    subpage_types = ["cursussen.ModulePagina", "cursussen.LesPagina"]
    content_panels = [
        *BasisPagina.content_panels,
        FieldPanel("module"),
        FieldPanel("principe"),
        FieldPanel("leerdoelen"),
        FieldPanel("inhoud"),
        MultiFieldPanel(
            [
                FieldPanel("optioneel"),
                FieldPanel("voorwaarden", widget=forms.CheckboxSelectMultiple),
                PageChooserPanel("opfrisser_van"),
            ],
            heading=_("Plaats in de leergang"),
        ),
        STUDIELAST_PANEEL,
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

        The lessons are those of the newest version, because that is what somebody who enrols now gets; before the
        first version nothing is promised. In a preview they are the pages as they stand.
        """
        context = super().get_context(request, *args, **kwargs)
        voorbeeld = getattr(request, "is_preview", False)
        versie = None if voorbeeld else self.versies.order_by("-nummer").first()
        context["versie"] = versie
        context["modules"] = versie.modules if versie else self._modules() if voorbeeld else []
        context["vooraf"] = self._vooraf(request, versie)
        context["moet_eerst"] = [eerder for eerder in context["vooraf"] if not eerder["gedaan"]]
        context["uitvoeringen"] = list(self.uitvoeringen.komend())
        if request.user.is_authenticated:
            context["inschrijving"] = self.inschrijvingen.van(request.user).met_voortgang().first()
        return context

    def gegevens(self, context: dict[str, Any], adres: str, uitgever: Gegevens) -> list[Gegevens]:
        """The course by itself online, and every date that goes on."""
        versie = context["versie"]
        zelf: list[Gegevens] = (
            [
                {
                    "@type": "CourseInstance",
                    "courseMode": "Online",
                    "courseWorkload": f"PT{versie.studieduur_minuten}M",
                }
            ]
            if versie
            else []
        )
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
                "hasCourseInstance": [*zelf, *data],
            }
        ]

    def get_preview_template(self, request: HttpRequest, mode_name: str) -> str:
        if mode_name == self.VOORBEELD_VRAGEN:
            return "cursussen/voorbeeld_vragen.html"
        return super().get_preview_template(request, mode_name)

    def _modules(self) -> list[dict[str, Any]]:
        """What a preview shows of the modules."""
        return [
            {
                "titel": module.title if module else "",
                "inleiding": module.inleiding if module else "",
                "optioneel": module.optioneel if module else False,
                "lessen": [
                    {"titel": les.title, "leerdoel": les.leerdoel, "optioneel": les.optioneel}
                    for les in lessen
                ],
            }
            for module, lessen in self.delen()
        ]

    def _vooraf(self, request: HttpRequest, versie: CursusVersie | None) -> list[dict[str, Any]]:
        """The courses to complete first, each with its address while it is published, and whether it was done."""
        if versie is None or not versie.voorwaarden:
            return []
        sleutels = [voorwaarde["cursus"] for voorwaarde in versie.voorwaarden]
        paginas = CursusPagina.objects.live().defer_streamfields().in_bulk(sleutels)
        gedaan: set[int] = set()
        if request.user.is_authenticated:
            eigen = request.user.inschrijvingen.afgerond().filter(cursus__in=sleutels)
            gedaan = set(eigen.values_list("cursus", flat=True))
        return [
            {
                "titel": voorwaarde["titel"],
                "url": paginas[voorwaarde["cursus"]].get_url(request)
                if voorwaarde["cursus"] in paginas
                else "",
                "gedaan": voorwaarde["cursus"] in gedaan,
            }
            for voorwaarde in versie.voorwaarden
        ]

    def lessen(self) -> models.QuerySet[LesPagina]:
        """The published lessons in the order of the page tree, except those of a module that is not published."""
        dicht = ModulePagina.objects.child_of(self).not_live()
        return (
            LesPagina.objects.descendant_of(self)
            .live()
            .annotate(ouderpad=Substr("path", 1, len(self.path) + self.steplen))
            .exclude(depth=self.depth + 2, ouderpad__in=dicht.values("path"))
            .order_by("path")
        )

    def delen(self) -> list[tuple[ModulePagina | None, list[LesPagina]]]:
        """The published modules with their lessons, in order; lessons beside modules stand in parts without one."""
        lessen = list(self.lessen())
        modules: dict[str, ModulePagina] = {}
        if any(les.depth > self.depth + 1 for les in lessen):
            modules = {module.path: module for module in ModulePagina.objects.child_of(self).live()}
        delen: list[tuple[ModulePagina | None, list[LesPagina]]] = []
        for les in lessen:
            module = modules.get(les.path[: -self.steplen])
            if not delen or delen[-1][0] != module:
                delen.append((module, []))
            delen[-1][1].append(les)
        return delen

    def clean(self) -> None:
        super().clean()
        if self.opfrisser_van_id and self.opfrisser_van_id == self.pk:
            raise ValidationError({"opfrisser_van": _("Een cursus kan geen opfrisser van zichzelf zijn.")})


class ModulePagina(BasisPagina):
    """Lessons that belong together. It is read on the page of its course, so it has no screen of its own."""

    optioneel = models.BooleanField(
        _("keuze"), default=False, help_text=_("Hoeft niet om af te ronden. Staat er als keuze bij.")
    )
    na_vorige = models.BooleanField(
        _("pas na wat ervoor staat"),
        default=False,
        help_text=_("De lessen gaan open als alle verplichte lessen ervoor zijn afgerond."),
    )

    soortnaam = _("Module")
    parent_page_types = ["cursussen.CursusPagina"]
    subpage_types = ["cursussen.LesPagina"]
    content_panels = [*BasisPagina.content_panels, FieldPanel("optioneel"), FieldPanel("na_vorige")]

    class Meta:
        verbose_name = _("module")
        verbose_name_plural = _("modules")

    def get_sitemap_urls(self, request: HttpRequest | None = None) -> list[dict[str, Any]]:
        """The page of the course is the one to be found."""
        return []


class LesPaginaQuerySet(PageQuerySet):
    def zichtbaar_voor(self, gebruiker: Persoon) -> LesPaginaQuerySet:
        """Lessons that this person may find: all for a trainer, for others the open ones of their own versions."""
        if not gebruiker.is_authenticated:
            return self.none()
        if is_trainer(gebruiker):
            return self
        inschrijvingen = list(gebruiker.inschrijvingen.select_related("versie"))
        # Only who has a module that waits for something needs what was read.
        wachtend = [rij for rij in inschrijvingen if any(module["vereist"] for module in rij.versie.modules)]
        models.prefetch_related_objects(wachtend, "gelezen", "afrondingen")
        sleutels = {
            sleutel
            for inschrijving in inschrijvingen
            for sleutel in (
                inschrijving.open_lessen
                if inschrijving in wachtend
                else (les["sleutel"] for les in inschrijving.versie.lessen)
            )
        }
        return self.live().filter(pk__in=sleutels)


class LesPagina(PaginaMetStudielast):
    """One lesson. Trainees read the version they enrolled for, not this page."""

    leerdoel = models.CharField(_("leerdoel"), max_length=250, blank=True)
    inhoud = StreamField(LES_BLOKKEN, verbose_name=_("inhoud"), blank=True)

    template = "cursussen/les_pagina.html"
    soortnaam = _("Les")
    parent_page_types = ["cursussen.CursusPagina", "cursussen.ModulePagina"]
    subpage_types: list[str] = []
    content_panels = [
        *BasisPagina.content_panels,
        FieldPanel("leerdoel"),
        FieldPanel("optioneel"),
        FieldPanel("inhoud"),
        STUDIELAST_PANEEL,
    ]

    objects = PageManager.from_queryset(LesPaginaQuerySet)()

    class Meta:
        verbose_name = _("les")
        verbose_name_plural = _("lessen")

    def get_sitemap_urls(self, request: HttpRequest | None = None) -> list[dict[str, Any]]:
        """Lessons are for people who enrolled; a search engine has no business there."""
        return []

    @property
    def minuten(self) -> int:
        """How long this lesson takes as it stands now."""
        if self.studieduur_minuten is not None:
            return self.studieduur_minuten
        return studielast(self.inhoud.get_prep_value(), woorden=tel_woorden(self.inleiding))

    @property
    def cursus(self) -> CursusPagina:
        """The course that this lesson belongs to, directly or in a module."""
        return CursusPagina.objects.ancestor_of(self).get()
