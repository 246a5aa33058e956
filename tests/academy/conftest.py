from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.core.cache import cache


@pytest.fixture
def uitbak(settings) -> None:
    """Django's test runner puts its own mail backend in front; this puts the outbox back."""
    settings.EMAIL_BACKEND = "academy.basis.post.backends.Uitbak"


@pytest.fixture(autouse=True)
def schone_limieten() -> Iterator[None]:
    """Limits on requests count in the cache: no test inherits the tries of another."""
    cache.clear()
    yield
    cache.clear()
