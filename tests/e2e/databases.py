"""Databases that tests copy: made once, filled once, and one copy for every journey."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol
from uuid import uuid4

import psycopg
from django.conf import settings
from django.db import connections
from psycopg import sql


class Voorraad(Protocol):
    """Where databases come from; a database is known by the NAME of Django's settings."""

    def maak(self) -> str: ...

    def kopieer(self, naam: str) -> str: ...

    def verwijder(self, naam: str) -> None: ...


class Bestanden:
    """SQLite: every database is a file in one folder."""

    def __init__(self, map_: Path) -> None:
        self.map = map_

    def maak(self) -> str:
        return str(self.map / f"{uuid4().hex}.sqlite3")

    def kopieer(self, naam: str) -> str:
        return str(shutil.copy(naam, self.maak()))

    def verwijder(self, naam: str) -> None:
        for bestand in self.map.glob(f"{Path(naam).name}*"):
            bestand.unlink()


class Server:
    """PostgreSQL: databases on the server that the tests run on."""

    def __init__(self) -> None:
        plek = settings.DATABASES["default"]
        self.adres = "postgres://{USER}:{PASSWORD}@{HOST}:{PORT}/postgres".format_map(plek)

    def maak(self) -> str:
        return self.kopieer("template1")

    def kopieer(self, naam: str) -> str:
        nieuw = f"test_e2e_{uuid4().hex}"
        self._voer_uit("CREATE DATABASE {} TEMPLATE {}", nieuw, naam)
        return nieuw

    def verwijder(self, naam: str) -> None:
        self._voer_uit("DROP DATABASE {} WITH (FORCE)", naam)

    def _voer_uit(self, opdracht: str, *namen: str) -> None:
        with psycopg.connect(self.adres, autocommit=True) as verbinding:
            verbinding.execute(sql.SQL(opdracht).format(*map(sql.Identifier, namen)))


@contextmanager
def verbonden_met(naam: str) -> Iterator[None]:
    """Until the end of the block every thread that opens a connection gets this database.

    The connection that the main thread had is put aside untouched: the test database in the memory of SQLite
    lives as long as its connection.
    """
    plek = connections.settings["default"]
    eigen_verbinding, eigen_naam = connections["default"], plek["NAME"]
    plek["NAME"] = naam
    del connections["default"]
    try:
        yield
    finally:
        connections["default"].close()
        plek["NAME"] = eigen_naam
        connections["default"] = eigen_verbinding
