"""Where a request comes from, counted from the proxies we trust and not from what the visitor claims."""

from __future__ import annotations

from allauth.account.adapter import get_adapter
from django.http import HttpRequest


def klant_adres(request: HttpRequest) -> str:
    """The visitor's address as allauth finds it, so that one setting (TRUSTED_PROXY_COUNT) serves every limit."""
    adres: str = get_adapter(request).get_client_ip(request)
    return adres
