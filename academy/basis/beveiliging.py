"""What stands before every view: requests that mean nothing are refused, and every answer says what it may load."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import unquote

from csp.constants import SELF, UNSAFE_INLINE
from csp.middleware import CSPMiddleware, PolicyParts
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.middleware.gzip import GZipMiddleware
from django.views.defaults import bad_request

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


class KopZonderInhoud:
    """HEAD asks what GET would say of its answer, not for the answer: the web server warns of every one that comes."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if request.method == "HEAD":
            if isinstance(response, StreamingHttpResponse):
                response.streaming_content = ()
            elif isinstance(response, HttpResponse):
                response.content = b""
        return response


class SamenpersMiddleware(GZipMiddleware):
    """Text goes compressed, and nothing else: a picture or PDF is already.

    What a page repeats of its reader beside a secret could be guessed from its length (BREACH). Django adds up to a
    hundred random bytes to every answer, masks the CSRF token anew each time, and no page repeats its address's query
    beside anything else that is secret.
    """

    TEKST = ("text/html", "text/plain", "text/xml", "application/json", "application/xml", "image/svg+xml")

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        soort = response.get("Content-Type", "").partition(";")[0]
        return super().process_response(request, response) if soort in self.TEKST else response


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
