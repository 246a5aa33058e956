from __future__ import annotations

from django.http import HttpRequest
from wagtail import hooks
from wagtail.admin.menu import MenuItem


@hooks.register("construct_main_menu")
def verberg_documenten(request: HttpRequest, menu_items: list[MenuItem]) -> None:
    """Uploaded documents would be public for whoever knows the address, so there is no screen for them."""
    menu_items[:] = [item for item in menu_items if item.name != "documents"]
