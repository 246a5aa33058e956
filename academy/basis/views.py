from __future__ import annotations

import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

OPNIEUW_OVER_SECONDEN = "60"


def serverfout(request: HttpRequest) -> HttpResponse:
    """Handler of what nobody caught: 503 when the database does not answer, 500 for a fault of our own.

    Neither page asks the database, the cache or the session for anything: those may be what is broken.
    """
    if isinstance(sys.exc_info()[1], OperationalError | InterfaceError):
        antwoord = HttpResponse(render_to_string("503.html"), status=503)
        antwoord["Retry-After"] = OPNIEUW_OVER_SECONDEN
        return antwoord
    return HttpResponse(render_to_string("500.html"), status=500)
