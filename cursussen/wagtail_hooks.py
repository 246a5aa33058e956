from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.ui.menus.pages import PageMenuItem
from wagtail.models import Page
from wagtail.permissions import register_permission_policy

from academy.gebruikers.models import Gebruiker
from cursussen.models import CursusPagina, CursusVersie, LesPagina, ModulePagina
from cursussen.rechten import VersieBeleid, mag_versie_uitbrengen
from cursussen.views.beheer import VersieUitbrengen, houd_cursus_met_data, houd_gevolgde_cursus
from cursussen.views.lessen import wijs_de_weg_naar_les
from cursussen.viewsets import cursusversie_viewset, uitvoering_viewset

register_permission_policy(CursusVersie, VersieBeleid(CursusVersie))


@hooks.register("register_admin_viewset")
def zet_versies_in_beheer() -> Any:
    return cursusversie_viewset


@hooks.register("register_admin_viewset")
def zet_uitvoeringen_in_beheer() -> Any:
    return uitvoering_viewset


@hooks.register("register_admin_urls")
def zet_uitbrengen_in_beheer() -> list[URLPattern]:
    return [
        path("cursussen/<int:cursus_id>/uitbrengen/", VersieUitbrengen.as_view(), name="versie_uitbrengen")
    ]


class UitbrengKnop(PageMenuItem):
    label = _("Versie uitbrengen")
    icon_name = "upload"
    url_name = "versie_uitbrengen"

    def is_shown(self, user: Gebruiker) -> bool:
        is_cursus = issubclass(self.page.specific_class or Page, CursusPagina)
        return is_cursus and mag_versie_uitbrengen(user)


@hooks.register("register_page_header_buttons")
def zet_knop_in_kop(
    page: Page, user: Gebruiker, view_name: str, next_url: str | None = None
) -> Iterator[UitbrengKnop]:
    yield UitbrengKnop(page=page, priority=5)


@hooks.register("register_page_listing_more_buttons")
def zet_knop_in_lijst(page: Page, user: Gebruiker, next_url: str | None = None) -> Iterator[UitbrengKnop]:
    yield UitbrengKnop(page=page, priority=3)


@hooks.register("before_serve_page")
def bewaak_les(page: Page, request: HttpRequest, serve_args: Any, serve_kwargs: Any) -> HttpResponse | None:
    if isinstance(page, LesPagina):
        return wijs_de_weg_naar_les(request, page)
    if isinstance(page, ModulePagina):
        cursus = page.get_parent()
        return redirect(f"{cursus.get_url(request)}#module-{page.pk}")
    return None


@hooks.register("before_delete_page")
def houd_cursus_met_versies(request: HttpRequest, page: Page) -> HttpResponse | None:
    return houd_gevolgde_cursus(request, [page]) or houd_cursus_met_data(request, [page])


@hooks.register("before_bulk_action")
def houd_cursussen_met_versies(
    request: HttpRequest, action_type: str, objects: list[Any], action_class_instance: Any
) -> HttpResponse | None:
    if action_type != "delete" or not all(isinstance(rij, Page) for rij in objects):
        return None
    return houd_gevolgde_cursus(request, objects) or houd_cursus_met_data(request, objects)
