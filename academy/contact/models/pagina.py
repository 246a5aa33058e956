from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField

from academy.basis.blocks import ALGEMENE_BLOKKEN
from academy.basis.models import BasisPagina


class ContactPagina(BasisPagina):
    """The page with the contact form; an editor owns every text on it. What is promised stands at the topics."""

    inhoud = StreamField(ALGEMENE_BLOKKEN, verbose_name=_("inhoud"), blank=True)
    bedankt_titel = models.CharField(_("titel na verzending"), max_length=120, default="Uw bericht is binnen")
    bedankt_tekst = models.TextField(_("tekst na verzending"), blank=True)

    template = "contact/contact_pagina.html"
    max_count = 1
    subpage_types: list[str] = []
    content_panels = [
        *BasisPagina.content_panels,
        FieldPanel("inhoud"),
        MultiFieldPanel(
            [FieldPanel("bedankt_titel"), FieldPanel("bedankt_tekst")], heading=_("Na verzending")
        ),
    ]

    class Meta:
        verbose_name = _("contactpagina")
