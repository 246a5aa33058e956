from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.contrib.messages.storage.cookie import CookieStorage
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control

from academy.basis.geheugen.paginas import is_voor_iedereen, onthoud


class PaginageheugenMiddleware:
    """Serves public pages from memory to visitors without a session; the rules stand in ``geheugen.paginas``.

    It stands inside the middlewares that add headers per answer, and outside the session, so that a remembered
    page asks nothing of the database.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if settings.PAGINAGEHEUGEN_SECONDEN and self._is_onbekende(request):
            return onthoud(request, self.get_response)
        antwoord = self.get_response(request)
        if is_voor_iedereen(antwoord) and not antwoord.has_header("Cache-Control"):
            patch_cache_control(antwoord, private=True, no_cache=True)
        return antwoord

    @staticmethod
    def _is_onbekende(request: HttpRequest) -> bool:
        """Nobody in particular asks for a plain address. The CMS makes its previews with dummy requests."""
        return (
            request.method in {"GET", "HEAD"}
            and not request.META.get("QUERY_STRING")
            and not getattr(request, "is_dummy", False)
            and request.COOKIES.keys().isdisjoint({settings.SESSION_COOKIE_NAME, CookieStorage.cookie_name})
        )
