"""The memory of public pages: what one anonymous visitor got is kept for the next, until something visible changes.

Every kept answer carries the mark ("stand") of the moment its making began. Forgetting is writing a new mark after
the commit of a change: whatever was made, or was being made, before that moment is never served again. A cache that
is emptied costs time only: pages are then made anew.
"""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, TypeVar
from uuid import uuid4

import brotli
from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, patch_vary_headers

STAND = "paginageheugen:stand"
# A newer way of keeping answers must not read what an older release left in the cache.
VORM = "2"

Antwoord = TypeVar("Antwoord", bound=HttpResponse)


@dataclass(frozen=True)
class BewaardAntwoord:
    """One public answer, with its body as it is and compressed. Compressing is safe here: no secret is in it."""

    stand: str
    koppen: tuple[tuple[str, str], ...]
    etag: str
    lichamen: dict[str, bytes]

    @classmethod
    def van(cls, antwoord: HttpResponse, stand: str) -> BewaardAntwoord:
        inhoud = antwoord.content
        patch_vary_headers(antwoord, ["Accept-Encoding", "Cookie"])
        # The browser may keep it but asks every time whether it still holds, so a change shows at once.
        antwoord["Cache-Control"] = "no-cache"
        return cls(
            stand=stand,
            koppen=tuple((naam, waarde) for naam, waarde in antwoord.items() if naam != "Content-Length"),
            etag=f'W/"{hashlib.sha256(inhoud).hexdigest()[:20]}"',
            lichamen={
                "br": brotli.compress(inhoud, quality=6),
                "gzip": gzip.compress(inhoud, 6, mtime=0),
                "": inhoud,
            },
        )

    def voor(self, request: HttpRequest) -> HttpResponse:
        """The answer to this request: smallest form that the browser takes, or "not changed"."""
        aanvaard = _aanvaarde_coderingen(request)
        codering = next(naam for naam in self.lichamen if not naam or naam in aanvaard)
        antwoord = HttpResponse(self.lichamen[codering])
        for naam, waarde in self.koppen:
            antwoord[naam] = waarde
        antwoord["ETag"] = self.etag
        antwoord["Content-Length"] = str(len(self.lichamen[codering]))
        if codering:
            antwoord["Content-Encoding"] = codering
        return get_conditional_response(request, etag=self.etag, response=antwoord) or antwoord


def _aanvaarde_coderingen(request: HttpRequest) -> set[str]:
    aanvaard = set()
    for deel in request.headers.get("Accept-Encoding", "").lower().split(","):
        naam, _, gewicht = deel.replace(" ", "").partition(";q=")
        if not gewicht or gewicht.strip("0."):
            aanvaard.add(naam)
    return aanvaard


def mag_bewaard(antwoord: Antwoord) -> Antwoord:
    """Mark an answer as the same for everybody who is not signed in. Not marked means never kept."""
    antwoord.voor_iedereen = True  # type: ignore[attr-defined]
    return antwoord


def bewaarbaar(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Decorator: this view answers the same to everybody who is not signed in."""

    @wraps(view)
    def met_merk(*args: Any, **kwargs: Any) -> HttpResponse:
        return mag_bewaard(view(*args, **kwargs))

    return met_merk


def is_voor_iedereen(antwoord: HttpResponse) -> bool:
    return getattr(antwoord, "voor_iedereen", False)


def is_te_bewaren(antwoord: HttpResponse) -> bool:
    """Marked, found, and without anything of one visitor: a form's token and a message both set a cookie."""
    regels = {regel.strip() for regel in antwoord.get("Cache-Control", "").lower().split(",")}
    return (
        is_voor_iedereen(antwoord)
        and antwoord.status_code == 200
        and not antwoord.streaming
        and not antwoord.cookies
        and regels.isdisjoint({"private", "no-store"})
    )


def onthoud(request: HttpRequest, maak: Callable[[HttpRequest], HttpResponse]) -> HttpResponse:
    """The kept answer for this address; without one that still holds, what ``maak`` makes, kept if it may be."""
    sleutel = f"paginageheugen:{VORM}:{request.scheme}:{request.get_host()}:{request.path}"
    gevonden = cache.get_many([STAND, sleutel])
    stand = gevonden.get(STAND) or str(cache.get_or_set(STAND, uuid4().hex, None))
    bewaard = gevonden.get(sleutel)
    if bewaard is None or bewaard.stand != stand:
        antwoord = maak(request)
        if request.method != "GET" or not is_te_bewaren(antwoord):
            return antwoord
        bewaard = BewaardAntwoord.van(antwoord, stand)
        cache.set(sleutel, bewaard, settings.PAGINAGEHEUGEN_SECONDEN)
    return bewaard.voor(request)


def vergeet_alles() -> None:
    """What was kept until now is never served again. Call it after the commit of what visitors see."""
    cache.set(STAND, uuid4().hex, None)
