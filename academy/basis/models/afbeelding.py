from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.images.models import AbstractImage, AbstractRendition, Image


class Afbeelding(AbstractImage):
    """A picture with who made it; the alternative text is Wagtail's ``description``."""

    maker = models.CharField(_("maker"), max_length=160, blank=True)

    admin_form_fields = (*Image.admin_form_fields, "maker")

    class Meta(AbstractImage.Meta):
        verbose_name = _("afbeelding")
        verbose_name_plural = _("afbeeldingen")


class Rendition(AbstractRendition):
    image = models.ForeignKey(Afbeelding, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["image", "filter_spec", "focal_point_key"], name="rendition_uniek"
            )
        ]
