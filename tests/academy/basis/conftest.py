from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
import redis
from django.conf import settings

from tests.academy.basis.omgeving import maak_omgeving
from tests.databases import Voorraad, bestanden, doe, gedeeld, voorraad


def _klaar(plek: Voorraad) -> str:
    """A database as ``migrate`` leaves it, to be copied."""
    return gedeeld(plek, "klaar", lambda naam: doe(plek.adres(naam), "voltooi"))


@pytest.fixture
def ingebouwd(tmp_path: Path) -> Iterator[dict[str, str]]:
    """SQLite and a queue in a folder, as in the demo."""
    plek = bestanden()
    naam = plek.kopieer(_klaar(plek))
    yield maak_omgeving(tmp_path, plek.adres(naam), "filesystem://localhost")
    plek.verwijder(naam)


@pytest.fixture
def postgresql() -> None:
    """The tests run on a server."""
    if not settings.DATABASES["default"]["ENGINE"].endswith("postgresql"):
        pytest.skip("needs DATABASE_URL=postgres://…")


@pytest.fixture
def diensten(tmp_path: Path, postgresql: None) -> Iterator[dict[str, str]]:
    """PostgreSQL and Redis, as in production: a database and a key prefix of this test alone."""
    broker = os.environ.get("WERKER_BROKER_URL")
    if not broker:
        pytest.skip("needs WERKER_BROKER_URL=redis://…")
    plek = voorraad()
    naam = plek.kopieer(_klaar(plek))
    yield maak_omgeving(tmp_path, plek.adres(naam), broker)
    plek.verwijder(naam)
    opslag = redis.Redis.from_url(broker)
    for sleutel in opslag.scan_iter(f"{tmp_path.name}:*"):
        opslag.delete(sleutel)
