"""Pages of no course: home, the method, where it works, testimonials, articles."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import DraftStateMixin, RevisionMixin
from wagtail.search import index

from academy.basis.blocks import ALGEMENE_BLOKKEN, principe_keuzes
from academy.basis.blocks.principe import PRINCIPES, Smaak, smaken, smaken_komen_van
from academy.basis.models import BasisPagina, openbaar
from academy.basis.vindbaar.gegevens import Gegevens

INHOUD_PANEEL = FieldPanel(
    "inhoud",
    help_text=_("Bouw de pagina uit blokken. Een kop komt op een breed scherm naast de tekst te staan."),
)


class StroomPagina(BasisPagina):
    """A page whose body an author builds from blocks."""

    inhoud = StreamField(ALGEMENE_BLOKKEN, verbose_name=_("inhoud"), blank=True)

    content_panels = [*BasisPagina.content_panels, INHOUD_PANEEL]
    search_fields = [*BasisPagina.search_fields, index.SearchField("inhoud")]

    class Meta:
        abstract = True


# The street of the front page, from left to right: shut and dark, then house by house lit, open and tended.
KENTERING = [
    {"verlicht": 0, "dicht": True},
    {"verlicht": 0},
    {"verlicht": 1},
    {"verlicht": 1},
    {"verlicht": 2, "stoep": True},
    {"verlicht": 3, "stoep": True},
    {"verlicht": 3, "deur_open": True, "stoep": True},
    {"verlicht": 4, "deur_open": True, "stoep": True},
]


class HomePagina(StroomPagina):
    """The front door."""

    kop = models.CharField(_("kop"), max_length=120)
    ondertitel = models.CharField(_("ondertitel"), max_length=250, blank=True)
    knop_tekst = models.CharField(_("tekst op de knop"), max_length=60, blank=True)
    knop_pagina = models.ForeignKey(
        "wagtailcore.Page",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("pagina achter de knop"),
    )
    proef_tekst = models.CharField(
        _("tekst op de knop naar de proef"),
        max_length=60,
        blank=True,
        help_text=_("Drie besluiten over een verzonnen buurt, zonder account. Laat leeg voor geen knop."),
    )

    template = "website/home_pagina.html"
    max_count = 1
    content_panels = [
        *BasisPagina.content_panels,
        MultiFieldPanel(
            [
                FieldPanel(
                    "kop",
                    help_text=_("De grote zin boven de straat. Eén vraag of zin, hoogstens twaalf woorden."),
                ),
                FieldPanel(
                    "ondertitel", help_text=_("Een of twee zinnen naast de kop: wat leert iemand hier?")
                ),
                FieldPanel(
                    "knop_tekst",
                    help_text=_("Begin met een werkwoord. Zonder tekst of pagina is er geen knop."),
                ),
                FieldPanel("knop_pagina", help_text=_("Waar de knop naartoe gaat.")),
                FieldPanel("proef_tekst"),
            ],
            heading=_("Bovenaan"),
        ),
        INHOUD_PANEEL,
    ]

    class Meta:
        verbose_name = _("homepagina")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        context["huizen"] = KENTERING
        return context

    @property
    def deeltitel(self) -> str:
        return self.kop

    def gegevens(self, context: dict[str, Any], adres: str, uitgever: Gegevens) -> list[Gegevens]:
        site = {"@type": "WebSite", "name": uitgever["name"], "url": uitgever["url"], "inLanguage": "nl"}
        return [uitgever, site]


class InhoudPagina(StroomPagina):
    """A page of text: the method, how we work, about, privacy, accessibility."""

    template = "website/inhoud_pagina.html"

    class Meta:
        verbose_name = _("inhoudspagina")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        toont_principes = any(blok.block_type == "principes" for blok in self.inhoud)
        kinderen = openbaar(self.get_children()).specific()
        context["onderliggend"] = kinderen.not_type(PrincipePagina) if toont_principes else kinderen
        return context


class PrincipePagina(StroomPagina):
    """One of the five principles."""

    principe = models.CharField(_("principe"), max_length=10, choices=principe_keuzes(), unique=True)
    kern = models.CharField(_("kern in één zin"), max_length=250)

    template = "website/principe_pagina.html"
    soortnaam = _("Principe")
    content_panels = [
        *BasisPagina.content_panels,
        FieldPanel("principe", help_text=_("Bepaalt de kleur en de vorm. Elk principe heeft één pagina.")),
        FieldPanel("kern", help_text=_("Eén zin. Staat ook bij de vijf principes op andere pagina’s.")),
        INHOUD_PANEEL,
    ]

    class Meta:
        verbose_name = _("principepagina")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        context["andere_smaken"] = [smaak for smaak in smaken() if smaak["principe"] != self.principe]
        return context


@smaken_komen_van
def smaken_met_pagina() -> list[Smaak]:
    """The five principles in their fixed order, each with the sentence and address of its page if there is one."""
    paginas = {pagina.principe: pagina for pagina in openbaar(PrincipePagina.objects.defer_streamfields())}
    return [
        {
            "principe": principe.value,
            "tekst": paginas[principe.value].kern if principe.value in paginas else "",
            "url": (paginas[principe.value].get_url() or "") if principe.value in paginas else "",
        }
        for principe in PRINCIPES
    ]


class ToepassingPagina(StroomPagina):
    """One kind of area in which the method is used."""

    class Omgeving(models.TextChoices):
        WIJK = "wijk", _("wijk")
        VAKANTIEPARK = "vakantiepark", _("vakantiepark")
        BEDRIJVENTERREIN = "bedrijventerrein", _("bedrijventerrein")

    omgeving = models.CharField(_("omgeving"), max_length=20, choices=Omgeving)

    template = "website/toepassing_pagina.html"
    soortnaam = _("Toepassing")
    content_panels = [
        *BasisPagina.content_panels,
        FieldPanel("omgeving", help_text=_("Voor welk soort gebied deze pagina is.")),
        INHOUD_PANEEL,
    ]

    class Meta:
        verbose_name = _("toepassingspagina")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        context["andere_omgevingen"] = openbaar(ToepassingPagina.objects.sibling_of(self, inclusive=False))
        return context


class ArtikelIndexPagina(BasisPagina):
    """All articles, newest first."""

    template = "website/artikel_index_pagina.html"
    subpage_types = ["website.ArtikelPagina"]

    class Meta:
        verbose_name = _("artikeloverzicht")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        context["artikelen"] = openbaar(ArtikelPagina.objects.child_of(self)).order_by("-datum", "title")
        return context


class ArtikelPagina(StroomPagina):
    """An article with author and date."""

    auteur = models.CharField(_("auteur"), max_length=160)
    datum = models.DateField(_("datum"), default=timezone.localdate)

    template = "website/artikel_pagina.html"
    parent_page_types = ["website.ArtikelIndexPagina"]
    subpage_types: list[str] = []
    content_panels = [
        *BasisPagina.content_panels,
        FieldPanel("auteur", help_text=_("Wie het schreef, zoals lezers het zien.")),
        FieldPanel(
            "datum", help_text=_("De dag die boven het artikel staat. De nieuwste staat bovenaan de lijst.")
        ),
        INHOUD_PANEEL,
    ]
    search_fields = [*StroomPagina.search_fields, index.SearchField("auteur")]
    soort_bij_delen = "article"
    soortnaam = _("Artikel")

    class Meta:
        verbose_name = _("artikel")

    def gegevens(self, context: dict[str, Any], adres: str, uitgever: Gegevens) -> list[Gegevens]:
        artikel = {
            "@type": "Article",
            "headline": self.title,
            "description": self.search_description or self.inleiding,
            "datePublished": self.datum.isoformat(),
            "author": {"@type": "Organization", "name": self.auteur},
            "publisher": uitgever,
            "mainEntityOfPage": adres,
            "inLanguage": "nl",
        }
        if self.last_published_at:
            artikel["dateModified"] = timezone.localdate(self.last_published_at).isoformat()
        return [artikel]


class GetuigenisQuerySet(models.QuerySet["Getuigenis"]):
    def te_tonen(self) -> GetuigenisQuerySet:
        """Only what is published and may be shown."""
        return self.filter(live=True, toestemming=True)


class Getuigenis(DraftStateMixin, RevisionMixin, models.Model):
    """What a professional says about the method: function instead of name, and only with consent."""

    tekst = models.TextField(_("tekst"), max_length=1200)
    functie = models.CharField(_("functie"), max_length=160)
    organisatiesoort = models.CharField(_("soort organisatie"), max_length=160, blank=True)
    regio = models.CharField(_("regio"), max_length=80, blank=True)
    bron = models.CharField(_("bron"), max_length=250, blank=True)
    toestemming = models.BooleanField(_("toestemming om te tonen"), default=False)
    volgorde = models.PositiveSmallIntegerField(_("volgorde"), default=0)

    objects = GetuigenisQuerySet.as_manager()

    panels = [
        FieldPanel(
            "tekst",
            help_text=_("In de eigen woorden van wie het zei. Is het in onze woorden? Zet dat bij de bron."),
        ),
        FieldPanel(
            "functie",
            help_text=_(
                "Functie in plaats van naam. Is iemand aan de functie te herkennen? Vraag dan extra toestemming."
            ),
        ),
        FieldPanel(
            "organisatiesoort",
            help_text=_("Bijvoorbeeld gemeente of woningcorporatie, zonder de naam ervan."),
        ),
        FieldPanel("regio", help_text=_("Een provincie of streek, geen plaats.")),
        FieldPanel("bron", help_text=_("Waar en wanneer het gezegd is.")),
        FieldPanel(
            "toestemming",
            help_text=_(
                "Zet dit pas aan als de toestemming is vastgelegd. Zonder toestemming staat de getuigenis niet op de site."
            ),
        ),
        FieldPanel("volgorde", help_text=_("Een lager getal staat eerder op de pagina.")),
    ]

    class Meta:
        verbose_name = _("getuigenis")
        verbose_name_plural = _("getuigenissen")
        ordering = ["volgorde", "pk"]

    def __str__(self) -> str:
        return f"{self.functie}: {self.tekst[:60]}"


class GetuigenissenPagina(StroomPagina):
    """The testimonials that may be shown."""

    template = "website/getuigenissen_pagina.html"
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("pagina met getuigenissen")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        context["getuigenissen"] = Getuigenis.objects.te_tonen()
        return context
