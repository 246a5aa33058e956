"""Three tests in the order in which they stand, which pytest-django would not give them. Run by ``test_volgorde``."""

from __future__ import annotations

import pytest


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: item.location[1] or 0)


@pytest.mark.django_db(transaction=True)
def test_een_leegt_de_database() -> None:
    assert _sites() == 1


def test_twee_raakt_haar_niet() -> None:
    pass


@pytest.mark.django_db
def test_drie_vindt_wat_migraties_schreven() -> None:
    assert _sites() == 1


def _sites() -> int:
    from wagtail.models import Site

    return Site.objects.count()
