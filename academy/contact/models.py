"""Requests from the public and what the academy did with them."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField

from academy.basis.blocks import ALGEMENE_BLOKKEN
from academy.basis.models import BasisPagina


class ContactPagina(BasisPagina):
    """The page with the contact form; an editor owns every text on it."""

    inhoud = StreamField(ALGEMENE_BLOKKEN, verbose_name=_("inhoud"), blank=True)
    bedankt_titel = models.CharField(_("titel na verzending"), max_length=120, default="Uw bericht is binnen")
    bedankt_tekst = models.TextField(_("tekst na verzending"), blank=True)
    beloofde_reactie_werkdagen = models.PositiveSmallIntegerField(_("reactie binnen (werkdagen)"), default=3)

    template = "contact/contact_pagina.html"
    max_count = 1
    subpage_types: list[str] = []
    content_panels = [
        *BasisPagina.content_panels,
        FieldPanel("inhoud"),
        MultiFieldPanel(
            [
                FieldPanel("bedankt_titel"),
                FieldPanel("bedankt_tekst"),
                FieldPanel("beloofde_reactie_werkdagen"),
            ],
            heading=_("Na verzending"),
        ),
    ]

    class Meta:
        verbose_name = _("contactpagina")


class ContactverzoekQuerySet(models.QuerySet["Contactverzoek"]):
    def open(self) -> ContactverzoekQuerySet:
        """What still asks for work."""
        return self.filter(status__in=[Contactverzoek.Status.NIEUW, Contactverzoek.Status.IN_BEHANDELING])


class Contactverzoek(models.Model):
    """A question as it came in. What the sender wrote never changes; status and owner do, with a trace."""

    class Onderwerp(models.TextChoices):
        KENNISMAKING = "kennismaking", _("Kennismaking")
        OPLEIDINGEN = "opleidingen", _("Opleidingen")
        CASUISTIEK = "casuistiek", _("Casuïstiek")
        ANDERS = "anders", _("Anders")

    class Status(models.TextChoices):
        NIEUW = "nieuw", _("nieuw")
        IN_BEHANDELING = "in_behandeling", _("in behandeling")
        AFGEROND = "afgerond", _("afgerond")
        SPAM = "spam", _("spam")

    formulier_sleutel = models.UUIDField(
        _("sleutel van het formulier"),
        unique=True,
        editable=False,
        help_text=_("Hetzelfde formulier twee keer verstuurd telt één keer."),
    )
    naam = models.CharField(_("naam"), max_length=120)
    organisatie = models.CharField(_("organisatie"), max_length=160, blank=True)
    email = models.EmailField(_("e-mailadres"))
    telefoon = models.CharField(_("telefoon"), max_length=30, blank=True)
    onderwerp = models.CharField(_("onderwerp"), max_length=20, choices=Onderwerp)
    bericht = models.TextField(_("bericht"), max_length=5000)
    toestemming_op = models.DateTimeField(_("toestemming gegeven op"))
    ontvangen_op = models.DateTimeField(_("ontvangen op"), auto_now_add=True)
    status = models.CharField(_("status"), max_length=20, choices=Status, default=Status.NIEUW)
    eigenaar = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="contactverzoeken",
        verbose_name=_("eigenaar"),
    )

    objects = ContactverzoekQuerySet.as_manager()

    onveranderlijk = (
        "formulier_sleutel",
        "naam",
        "organisatie",
        "email",
        "telefoon",
        "onderwerp",
        "bericht",
        "toestemming_op",
        "ontvangen_op",
    )

    class Meta:
        verbose_name = _("contactverzoek")
        verbose_name_plural = _("contactverzoeken")
        ordering = ["-ontvangen_op"]

    def __str__(self) -> str:
        return f"{self.naam}: {self.get_onderwerp_display()}"


class Behandelstap(models.Model):
    """One line in the history of a request: a change of status or owner, or a note."""

    verzoek = models.ForeignKey(
        Contactverzoek, on_delete=models.CASCADE, related_name="stappen", verbose_name=_("verzoek")
    )
    door = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("door"),
    )
    op = models.DateTimeField(_("op"), auto_now_add=True)
    status = models.CharField(
        _("nieuwe status"), max_length=20, choices=Contactverzoek.Status, blank=True, default=""
    )
    eigenaar = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("nieuwe eigenaar"),
    )
    notitie = models.TextField(_("notitie"), blank=True, max_length=5000)

    onveranderlijk = ("verzoek", "op", "status", "notitie")

    class Meta:
        verbose_name = _("behandelstap")
        verbose_name_plural = _("behandelstappen")
        ordering = ["op", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(status="") | Q(eigenaar__isnull=False) | ~Q(notitie=""),
                name="behandelstap_zegt_iets",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.verzoek} · {self.op:%d-%m-%Y %H:%M}"
