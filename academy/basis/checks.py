"""Rules that someone could forget, checked at every start."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.core.checks import Error, register
from django.db import models
from wagtail.models import Page

EIGEN_PAKKETTEN = ("academy.", "cursussen", "simulatie", "certificaten")


@register()
def paginas_nemen_geen_leerfeiten_mee(app_configs: Any, **kwargs: Any) -> list[Error]:
    """Deleting a page must never delete what somebody learned: links to pages are PROTECT."""
    fouten = []
    for model in apps.get_models():
        if issubclass(model, Page) or not model.__module__.startswith(EIGEN_PAKKETTEN):
            continue
        for veld in model._meta.get_fields():
            if not isinstance(veld, models.ForeignKey) or not issubclass(veld.related_model, Page):
                continue
            if veld.remote_field.on_delete is models.CASCADE:
                fouten.append(
                    Error(
                        f"{model.__name__}.{veld.name} points at a page with CASCADE.",
                        hint="Use on_delete=PROTECT: an editor who deletes a page must not delete learning facts.",
                        obj=model,
                        id="academy.E001",
                    )
                )
    return fouten


@register()
def feiten_bestaan(app_configs: Any, **kwargs: Any) -> list[Error]:
    """Every frozen column that a model names in ``onveranderlijk`` exists."""
    fouten = []
    for model in apps.get_models():
        bekend = {veld.name for veld in model._meta.get_fields()}
        for naam in getattr(model, "onveranderlijk", ()):
            if naam not in bekend:
                fouten.append(
                    Error(f"{model.__name__}.onveranderlijk names {naam!r}.", obj=model, id="academy.E002")
                )
    return fouten
