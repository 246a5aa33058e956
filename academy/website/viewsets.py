from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail.snippets.views.snippets import SnippetViewSet

from academy.website.models import Getuigenis


class GetuigenisViewSet(SnippetViewSet):
    """Testimonials in the CMS, under their own name in the menu."""

    model = Getuigenis
    icon = "openquote"
    menu_label = _("Getuigenissen")
    menu_order = 260
    add_to_admin_menu = True
    list_display = ["functie", "organisatiesoort", "regio", "toestemming", "volgorde"]
    list_filter = ["toestemming"]
    search_fields = ["tekst", "functie", "organisatiesoort", "regio"]
    ordering = "volgorde"
