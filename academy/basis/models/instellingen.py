from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting


@register_setting(icon="cog")
class Instellingen(BaseSiteSetting):
    """Texts of the whole site that an editor can change."""

    naam = models.CharField(_("naam"), max_length=80, default="ZoetZuurZoutBitter Academy")
    ondertitel = models.CharField(_("ondertitel"), max_length=160, blank=True)
    contact_email = models.EmailField(
        _("e-mailadres voor contact"),
        blank=True,
        help_text=_("Hier komen meldingen van nieuwe contactverzoeken binnen."),
    )
    voettekst = models.TextField(_("voettekst"), blank=True)

    panels = [
        FieldPanel("naam"),
        FieldPanel("ondertitel"),
        FieldPanel("contact_email"),
        FieldPanel("voettekst"),
    ]

    class Meta:
        verbose_name = _("instellingen van de site")
