from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from uuid import uuid4

import psycopg
import pytest
import redis
from django.conf import settings
from psycopg import sql

from tests.academy.basis.omgeving import draai, maak_omgeving


class Server(NamedTuple):
    """A PostgreSQL server on which databases can be made."""

    verbinding: psycopg.Connection
    adres: str

    def maak(self, naam: str, sjabloon: str = "template1") -> str:
        """Makes a database; returns its address."""
        opdracht = sql.SQL("CREATE DATABASE {} TEMPLATE {}")
        self.verbinding.execute(opdracht.format(sql.Identifier(naam), sql.Identifier(sjabloon)))
        return f"{self.adres}/{naam}"

    def verwijder(self, naam: str) -> None:
        self.verbinding.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(naam)))


@pytest.fixture(scope="session")
def sqlite_sjabloon(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated SQLite file, to be copied."""
    map_ = tmp_path_factory.mktemp("sjabloon")
    bestand = map_ / "sjabloon.sqlite3"
    draai(
        maak_omgeving(map_, f"sqlite:///{bestand}", "memory://"), "manage.py", "migrate", "--verbosity", "0"
    )
    # Without the journal beside it the file is whole.
    draai(
        maak_omgeving(map_, "", ""),
        "-c",
        f"import sqlite3; sqlite3.connect({str(bestand)!r}).execute('PRAGMA wal_checkpoint(TRUNCATE)')",
    )
    return bestand


@pytest.fixture
def ingebouwd(tmp_path: Path, sqlite_sjabloon: Path) -> dict[str, str]:
    """SQLite and a queue in a folder, as in the demo."""
    bestand = Path(shutil.copy(sqlite_sjabloon, tmp_path / "proef.sqlite3"))
    return maak_omgeving(tmp_path, f"sqlite:///{bestand}", "filesystem://localhost")


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Server]:
    """The server that the tests run on."""
    database = settings.DATABASES["default"]
    if not database["ENGINE"].endswith("postgresql"):
        pytest.skip("needs DATABASE_URL=postgres://…")
    adres = "postgres://{USER}:{PASSWORD}@{HOST}:{PORT}".format_map(database)
    with psycopg.connect(f"{adres}/postgres", autocommit=True) as verbinding:
        yield Server(verbinding, adres)


@pytest.fixture(scope="session")
def postgresql_sjabloon(
    postgresql: Server, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Server, str]]:
    """The name of a migrated database, to be copied."""
    naam = f"test_sjabloon_{uuid4().hex[:8]}"
    map_ = tmp_path_factory.mktemp("sjabloon")
    adres = postgresql.maak(naam)
    draai(maak_omgeving(map_, adres, "memory://"), "manage.py", "migrate", "--verbosity", "0")
    yield postgresql, naam
    postgresql.verwijder(naam)


@pytest.fixture
def diensten(tmp_path: Path, postgresql_sjabloon: tuple[Server, str]) -> Iterator[dict[str, str]]:
    """PostgreSQL and Redis, as in production: a database and a key prefix of this test alone."""
    broker = os.environ.get("WERKER_BROKER_URL")
    if not broker:
        pytest.skip("needs WERKER_BROKER_URL=redis://…")
    server, sjabloon = postgresql_sjabloon
    naam = f"test_proef_{uuid4().hex[:8]}"
    yield maak_omgeving(tmp_path, server.maak(naam, sjabloon), broker)
    server.verwijder(naam)
    opslag = redis.Redis.from_url(broker)
    for sleutel in opslag.scan_iter(f"{tmp_path.name}:*"):
        opslag.delete(sleutel)
