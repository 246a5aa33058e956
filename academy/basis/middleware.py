from __future__ import annotations

from collections.abc import Callable
from urllib.parse import unquote

from csp.constants import SELF, UNSAFE_INLINE
from csp.middleware import CSPMiddleware, PolicyParts
from django.conf import settings
from django.contrib.messages.storage.cookie import CookieStorage
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import patch_cache_control
from django.views.defaults import bad_request

from academy.basis.paginageheugen import is_voor_iedereen, onthoud

BEHEER = "/beheer/"


class WeigerNulbyte:
    """A NUL byte in an address or a cookie never means anything and makes PostgreSQL raise: answer 400, not 500.

    Form fields refuse it themselves, with a message beside the field.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        teksten = (request.path, unquote(request.META.get("QUERY_STRING", "")), *request.COOKIES.values())
        if any("\x00" in tekst for tekst in teksten):
            return bad_request(request, ValueError("NUL byte"))
        return self.get_response(request)


class InhoudsbeleidMiddleware(CSPMiddleware):
    """The content policy: 'self' for everyone, looser inside the CMS, whose editor writes inline styles and scripts."""

    def get_policy_parts(
        self, request: HttpRequest, response: HttpResponseBase, report_only: bool = False
    ) -> PolicyParts:
        delen = super().get_policy_parts(request, response, report_only)
        if request.path_info.startswith(BEHEER):
            delen.update = (delen.update or {}) | {
                "script-src": [SELF, UNSAFE_INLINE],
                "style-src": [SELF, UNSAFE_INLINE],
                "img-src": [SELF, "data:", "blob:"],
            }
        return delen


class PaginageheugenMiddleware:
    """Serves public pages from memory to visitors without a session; the rules stand in ``paginageheugen``.

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
