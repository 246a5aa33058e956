from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.viewsets.model import ModelViewSet

from cursussen.models import CursusVersie, Uitvoering
from cursussen.views.beheer import UitvoeringenLijst, VersieBekijken, VersiesLijst


class CursusVersieViewSet(ModelViewSet):
    """Versions in the CMS: to look at only. A course page has the button that makes one."""

    model = CursusVersie
    icon = "history"
    menu_label = _("Cursusversies")
    menu_order = 260
    add_to_admin_menu = True
    add_to_reference_index = False
    copy_view_enabled = False
    inspect_view_enabled = True
    form_fields = ["toelichting"]
    index_view_class = VersiesLijst
    inspect_view_class = VersieBekijken
    inspect_view_fields = ["cursus", "nummer", "toelichting", "vastgelegd_op", "vastgelegd_door"]
    inspect_template_name = "cursussen/beheer/versie_bekijken.html"
    list_display = [
        "cursus",
        Column("nummer", label=_("Versie"), sort_key="nummer"),
        Column("toelichting", label=_("Wat is er veranderd")),
        DateColumn("vastgelegd_op", label=_("Uitgebracht"), sort_key="vastgelegd_op"),
        Column("vastgelegd_door", label=_("Door")),
        Column("aantal", label=_("Inschrijvingen"), sort_key="aantal"),
        Column("afgerond", label=_("Afgerond"), sort_key="afgerond"),
    ]
    list_filter = ["cursus", "vastgelegd_op"]
    search_fields = ["cursus__title", "toelichting"]
    list_export = [
        "cursus",
        "nummer",
        "toelichting",
        "vastgelegd_op",
        "vastgelegd_door",
        "aantal",
        "afgerond",
    ]
    export_headings = {"aantal": _("Inschrijvingen"), "afgerond": _("Afgerond")}
    export_filename = "cursusversies"
    ordering = "-vastgelegd_op"


cursusversie_viewset = CursusVersieViewSet("cursusversies")


class UitvoeringViewSet(ModelViewSet):
    """Dates of courses in the CMS."""

    model = Uitvoering
    icon = "date"
    menu_label = _("Data van cursussen")
    menu_order = 255
    add_to_admin_menu = True
    form_fields = [
        "cursus",
        "begint_op",
        "eindigt_op",
        "vorm",
        "plaats",
        "capaciteit",
        "status",
        "toelichting",
    ]
    list_display = [
        DateColumn("begint_op", label=_("Begint op"), sort_key="begint_op"),
        "cursus",
        Column("waar", label=_("Waar")),
        "capaciteit",
        Column("get_status_display", label=_("Status"), sort_key="status"),
    ]
    list_filter = ["cursus", "status", "vorm", "begint_op"]
    search_fields = ["cursus__title", "plaats"]
    list_export = ["begint_op", "eindigt_op", "cursus", "vorm", "plaats", "capaciteit", "status"]
    export_filename = "uitvoeringen"
    index_view_class = UitvoeringenLijst
    ordering = "-begint_op"


uitvoering_viewset = UitvoeringViewSet("uitvoeringen")
