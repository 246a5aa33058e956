from __future__ import annotations

from functools import cache
from typing import Any

from django.db import models, transaction
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from wagtail.contrib.settings.models import AbstractSetting
from wagtail.images.models import AbstractImage
from wagtail.models import Page, PageViewRestriction, Site
from wagtail.signals import page_published, post_page_move
from wagtail.snippets.models import get_snippet_models

from academy.basis.geheugen.paginas import vergeet_alles
from academy.basis.models import BasisPagina
from academy.basis.paginas.acties import vraag_klaarmaken
from academy.basis.signals import opdracht_wacht
from academy.basis.tasks import voer_opdracht_uit_taak


@receiver(opdracht_wacht)
def stuur_wenk(sender: object, opdracht_id: int, **kwargs: Any) -> None:
    """The row is committed already, so the message goes at once."""
    voer_opdracht_uit_taak.delay(opdracht_id)


@receiver(page_published)
def laat_pagina_klaarmaken(sender: type[Page], instance: Page, **kwargs: Any) -> None:
    if isinstance(instance, BasisPagina):
        vraag_klaarmaken(pagina=instance)


# Wagtail keeps a draft every half second while an editor types; visitors see nothing of that.
CONCEPTVELDEN = {"latest_revision", "latest_revision_created_at", "draft_title", "has_unpublished_changes"}


@receiver([post_save, post_delete])
def vergeet_paginas(sender: type[models.Model], using: str, **kwargs: Any) -> None:
    """Something that public pages show was changed: after the commit, every remembered page is made anew."""
    velden = kwargs.get("update_fields")
    if not _staat_op_paginas(sender) or (velden is not None and CONCEPTVELDEN.issuperset(velden)):
        return
    transaction.on_commit(vergeet_alles, using=using, robust=True)


@receiver(post_page_move)
def vergeet_paginas_na_verplaatsen(sender: type[models.Model], **kwargs: Any) -> None:
    """Moving is done in SQL, without a save."""
    transaction.on_commit(vergeet_alles, robust=True)


@cache
def _staat_op_paginas(model: type[models.Model]) -> bool:
    """Pages, pictures, settings and snippets, and models that say so themselves with ``op_openbare_paginas``."""
    soorten = (Page, PageViewRestriction, Site, AbstractSetting, AbstractImage, *get_snippet_models())
    return issubclass(model, soorten) or getattr(model, "op_openbare_paginas", False)
