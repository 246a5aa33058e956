from __future__ import annotations

from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.snippets.models import register_snippet

from academy.website import views
from academy.website.viewsets import GetuigenisViewSet

register_snippet(GetuigenisViewSet)


@hooks.register("register_admin_urls")
def zet_ontwerp_in_beheer() -> list[URLPattern]:
    return [
        path("ontwerp/", views.ontwerp, name="ontwerp"),
        path("ontwerp/fout/<slug:naam>/", views.foutpagina, name="ontwerp_foutpagina"),
    ]


@hooks.register("register_help_menu_item")
def zet_ontwerp_bij_hulp() -> MenuItem:
    return MenuItem(_("Huisstijl"), reverse("ontwerp"), icon_name="pick", order=1000)
