"""The groups of the CMS and what they may do there; safe to run after every migrate."""

from __future__ import annotations

from collections.abc import Iterable

from django.apps import apps
from django.contrib.auth.management import create_permissions
from django.contrib.auth.models import Group, Permission
from django.db import DEFAULT_DB_ALIAS, transaction
from django.db.models import Q
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page
from wagtail.snippets.models import create_extra_permissions

from academy.gebruikers.rechten import GROEP_ACADEMIE, GROEP_TRAINERS
from cursussen.models import OpleidingenPagina

PAGINARECHTEN = ("add_page", "change_page", "publish_page")
REDACTIERECHTEN = (*PAGINARECHTEN, "lock_page", "unlock_page", "bulk_delete_page")
BEELDRECHTEN = ("add_image", "change_image", "choose_image")

# Rights on models, as app label and code name; requests and certificates have policies of their own in code.
RECHTEN_TRAINERS = (
    ("wagtailadmin", "access_admin"),
    ("certificaten", "add_certificering"),
    ("certificaten", "change_certificering"),
    ("certificaten", "view_certificering"),
    ("cursussen", "add_uitvoering"),
    ("cursussen", "change_uitvoering"),
    ("cursussen", "delete_uitvoering"),
    ("cursussen", "view_uitvoering"),
)
RECHTEN_ACADEMIE = (
    *RECHTEN_TRAINERS,
    ("basis", "change_instellingen"),
    ("contact", "change_contactinstellingen"),
    ("contact", "wis_contactverzoek"),
    ("website", "add_getuigenis"),
    ("website", "change_getuigenis"),
    ("website", "delete_getuigenis"),
    ("website", "publish_getuigenis"),
    ("wagtailredirects", "add_redirect"),
    ("wagtailredirects", "change_redirect"),
    ("wagtailredirects", "delete_redirect"),
)


@transaction.atomic
def geef_groepen_rechten(*, using: str = DEFAULT_DB_ALIAS) -> None:
    """Make the groups and give what they miss; rights that somebody added by hand stay.

    Trainers write below the trainings page, wherever it stands. Without pages or pictures yet, the rights on
    those follow at the next call.
    """
    for label in {label for label, _naam in RECHTEN_ACADEMIE} | {"wagtailcore", "wagtailimages"}:
        create_permissions(apps.get_app_config(label), verbosity=0, using=using)
    create_extra_permissions(apps.get_app_config("wagtailsnippets"), using=using)
    trainers, _nieuw = Group.objects.using(using).get_or_create(name=GROEP_TRAINERS)
    academie, _nieuw = Group.objects.using(using).get_or_create(name=GROEP_ACADEMIE)
    trainers.permissions.add(*_modelrechten(RECHTEN_TRAINERS, using))
    academie.permissions.add(*_modelrechten(RECHTEN_ACADEMIE, using))
    opleidingen = [pagina.page_ptr for pagina in OpleidingenPagina.objects.using(using)]
    wortel = Page.objects.using(using).filter(depth=1)
    _geef_paginarechten(trainers, opleidingen, PAGINARECHTEN, using)
    _geef_paginarechten(academie, wortel, REDACTIERECHTEN, using)
    for groep in (trainers, academie):
        _geef_beeldrechten(groep, using)


def _modelrechten(rechten: Iterable[tuple[str, str]], using: str) -> list[Permission]:
    gezocht = Q(pk__in=[])
    for label, naam in rechten:
        gezocht |= Q(content_type__app_label=label, codename=naam)
    return list(Permission.objects.using(using).filter(gezocht))


def _geef_paginarechten(groep: Group, paginas: Iterable[Page], namen: Iterable[str], using: str) -> None:
    rechten = _modelrechten([("wagtailcore", naam) for naam in namen], using)
    for pagina in paginas:
        for recht in rechten:
            GroupPagePermission.objects.using(using).get_or_create(group=groep, page=pagina, permission=recht)


def _geef_beeldrechten(groep: Group, using: str) -> None:
    rechten = _modelrechten([("wagtailimages", naam) for naam in BEELDRECHTEN], using)
    for collectie in Collection.objects.using(using).filter(depth=1):
        for recht in rechten:
            GroupCollectionPermission.objects.using(using).get_or_create(
                group=groep, collection=collectie, permission=recht
            )
