"""Pytest plugin for CI (``-p tests.raakt_database``): only tests that touch the database of the run.

The others come out the same whatever database stands under the run, and have been done on the first one. So have
processes of their own (``ingebouwd``, ``diensten``), which bring their own database along.
"""

from __future__ import annotations

import pytest

RAAKT = {"db", "transactional_db", "live_server"}


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    weg = [item for item in items if not raakt_database(item)]
    items[:] = [item for item in items if raakt_database(item)]
    config.hook.pytest_deselected(items=weg)


def raakt_database(item: pytest.Item) -> bool:
    return bool(RAAKT & set(getattr(item, "fixturenames", ()))) or bool(item.get_closest_marker("django_db"))


def leegt_database(item: pytest.Item) -> bool:
    """Whether a test works outside a transaction, so that all tables are emptied after it."""
    merk = item.get_closest_marker("django_db")
    return bool({"transactional_db", "live_server"} & set(getattr(item, "fixturenames", ()))) or bool(
        merk and merk.kwargs.get("transaction")
    )
