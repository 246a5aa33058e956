"""Databases for tests: one that is migrated is kept, and every test process and every journey gets a copy.

Migrating costs many times what a file of tests costs. What is kept is the database between the migrations and the
handlers of ``post_migrate``; who copies it runs those (:func:`voltooi`), so a copy holds what the code of this moment
writes. What is kept then follows from migrations alone, and is named after them (:func:`stempel`).

``python -m tests.databases migreer`` and ``… voltooi`` do either half to the database of ``DATABASE_URL``.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import re
import sqlite3
import subprocess
import sys
import sysconfig
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, closing, contextmanager, suppress
from datetime import UTC, datetime
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Protocol
from uuid import uuid4

import django
import psycopg
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.core.management.sql import emit_post_migrate_signal
from django.db import connections
from django.db.backends.base.operations import BaseDatabaseOperations
from django.db.models.signals import post_migrate
from psycopg import sql

BEWAARD = 4
"""So many kept databases stay, those of most recent use: people go back and forth between branches."""

EIGENAAR = os.getppid() if "PYTEST_XDIST_WORKER" in os.environ else os.getpid()
"""The number of the process that the tests were started with; every copy carries it in its name."""

EIGEN_IMPORT = re.compile(
    r"^(?:from|import) ((?:academy|certificaten|cursussen|simulatie)[.\w]*)", re.MULTILINE
)


class Voorraad(Protocol):
    """Where databases come from; a database is known by the NAME of Django's settings."""

    def adres(self, naam: str) -> str:
        """Its DATABASE_URL."""

    def naam(self, kort: str) -> str:
        """The NAME that goes with a short name."""

    def slot(self, waarvoor: str) -> AbstractContextManager[None]:
        """Until the end of the block no other process is inside one for the same."""

    def namen(self, begin: str) -> list[str]:
        """All whose short names begin so, those of most recent use first."""

    def maak(self, naam: str) -> None: ...

    def kopieer(self, naam: str) -> str:
        """The NAME of a new one, like this one; nobody may be connected to it."""

    def vervang(self, naam: str, door: str) -> None:
        """Make of this one a copy of another; nobody may be connected to either."""

    def hernoem(self, naam: str, naar: str) -> None: ...

    def gebruikt(self, naam: str) -> None:
        """Remember that this one was of use now."""

    def verwijder(self, naam: str) -> None: ...


class Bestanden:
    """SQLite: every database is a file in one folder."""

    def __init__(self, map_: Path) -> None:
        self.map = map_
        map_.mkdir(parents=True, exist_ok=True)

    def adres(self, naam: str) -> str:
        return f"sqlite:///{naam}"

    def naam(self, kort: str) -> str:
        return str(self.map / f"{kort}.sqlite3")

    @contextmanager
    def slot(self, waarvoor: str) -> Iterator[None]:
        with (self.map / f"{waarvoor}.slot").open("w") as bestand:
            fcntl.flock(bestand, fcntl.LOCK_EX)
            yield

    def namen(self, begin: str) -> list[str]:
        """One that another run takes away in the meantime is no longer there."""
        tijden = {}
        for pad in self.map.glob(f"{begin}*.sqlite3"):
            with suppress(FileNotFoundError):
                tijden[str(pad)] = pad.stat().st_mtime
        return sorted(tijden, key=tijden.__getitem__, reverse=True)

    def maak(self, naam: str) -> None:
        Path(naam).touch()

    def kopieer(self, naam: str) -> str:
        nieuw = self.naam(nieuwe_naam())
        self.vervang(nieuw, naam)
        return nieuw

    def vervang(self, naam: str, door: str) -> None:
        with closing(sqlite3.connect(door)) as bron, closing(sqlite3.connect(naam)) as doel:
            bron.backup(doel)

    def hernoem(self, naam: str, naar: str) -> None:
        Path(naam).replace(naar)

    def gebruikt(self, naam: str) -> None:
        os.utime(naam)

    def verwijder(self, naam: str) -> None:
        for staart in ("", "-wal", "-shm"):
            Path(f"{naam}{staart}").unlink(missing_ok=True)


class Server:
    """PostgreSQL: databases on the server that the tests run on; the comment on one tells when it was of use."""

    def __init__(self) -> None:
        plek = settings.DATABASES["default"]
        self.server = "postgres://{USER}:{PASSWORD}@{HOST}:{PORT}".format_map(plek)
        self.rol = plek["USER"]

    def adres(self, naam: str) -> str:
        return f"{self.server}/{naam}"

    def naam(self, kort: str) -> str:
        """With the role in it: on a server that several share, only the owner of a database may copy it."""
        return f"{kort}_{self.rol}"

    @contextmanager
    def slot(self, waarvoor: str) -> Iterator[None]:
        with self._verbinding() as verbinding:
            verbinding.execute("SELECT pg_advisory_lock(hashtext(%s))", [self.naam(waarvoor)])
            yield

    def namen(self, begin: str) -> list[str]:
        with self._verbinding() as verbinding:
            rijen = verbinding.execute(
                "SELECT datname FROM pg_database WHERE datname ~ %s"
                " ORDER BY shobj_description(oid, 'pg_database') DESC NULLS LAST",
                [f"^{begin}.*_{self.rol}$"],
            )
            return [naam for (naam,) in rijen]

    def maak(self, naam: str) -> None:
        self._voer_uit("CREATE DATABASE {}", naam)

    def kopieer(self, naam: str) -> str:
        nieuw = self.naam(nieuwe_naam())
        self.vervang(nieuw, naam)
        return nieuw

    def vervang(self, naam: str, door: str) -> None:
        self.verwijder(naam)
        self._voer_uit("CREATE DATABASE {} TEMPLATE {}", naam, door)

    def hernoem(self, naam: str, naar: str) -> None:
        self._voer_uit("ALTER DATABASE {} RENAME TO {}", naam, naar)

    def gebruikt(self, naam: str) -> None:
        nu = datetime.now(UTC).isoformat()
        with self._verbinding() as verbinding:
            opdracht = sql.SQL("COMMENT ON DATABASE {} IS {}")
            verbinding.execute(opdracht.format(sql.Identifier(naam), sql.Literal(nu)))

    def verwijder(self, naam: str) -> None:
        self._voer_uit("DROP DATABASE IF EXISTS {} WITH (FORCE)", naam)

    def _voer_uit(self, opdracht: str, *namen: str) -> None:
        with self._verbinding() as verbinding:
            verbinding.execute(sql.SQL(opdracht).format(*map(sql.Identifier, namen)))

    def _verbinding(self) -> psycopg.Connection[Any]:
        return psycopg.connect(self.adres("postgres"), autocommit=True)


def bestanden() -> Bestanden:
    return Bestanden(settings.VAR_DIR / "testdatabases")


def voorraad() -> Voorraad:
    """Where the databases of this run come from."""
    return bestanden() if settings.DATABASES["default"]["ENGINE"].endswith("sqlite3") else Server()


def nieuwe_naam() -> str:
    return f"test_academy_{EIGENAAR}_{uuid4().hex[:12]}"


def gemigreerd(plek: Voorraad) -> str:
    """The NAME of the database that is kept, to be copied only; made when it is not there yet."""
    naam = plek.naam(f"test_sjabloon_{stempel()}")
    with plek.slot("test_sjabloon"):
        if naam not in plek.namen("test_sjabloon_"):
            half = plek.naam(nieuwe_naam())
            plek.maak(half)
            doe(plek.adres(half), "migreer")
            plek.hernoem(half, naam)
        plek.gebruikt(naam)
        for oud in plek.namen("test_sjabloon_")[BEWAARD:]:
            plek.verwijder(oud)
    return naam


def gedeeld(plek: Voorraad, soort: str, vul: Callable[[str], None]) -> str:
    """The NAME of a database to copy for all processes of this run; who comes first makes it and has it filled."""
    sjabloon = gemigreerd(plek)
    kort = f"test_academy_{EIGENAAR}_{soort}"
    with plek.slot("test_gedeeld"):
        if not plek.namen(kort):
            half = plek.kopieer(sjabloon)
            vul(half)
            plek.hernoem(half, plek.naam(kort))
    return plek.naam(kort)


def ruim_op(plek: Voorraad) -> None:
    """Away with the copies of this run, and of runs that were broken off."""
    for naam in plek.namen("test_academy_"):
        gevonden = re.search(r"test_academy_(\d+)_", naam)
        if gevonden and (int(gevonden[1]) == EIGENAAR or not _leeft(int(gevonden[1]))):
            plek.verwijder(naam)


def _leeft(proces: int) -> bool:
    try:
        os.kill(proces, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass
    return True


def stempel() -> str:
    """Sixteen digits for all that decides what migrating makes of an empty database.

    Those are the migrations of our apps with what they import of our code, the settings, and the packages of this
    environment with their versions.
    """
    pakketten = Path(sysconfig.get_path("purelib"))
    bestanden = {Path(__file__), *(settings.BASE_DIR / "academy" / "settings").glob("*.py")}
    for app in apps.get_app_configs():
        if not Path(app.path).resolve().is_relative_to(pakketten.resolve()):
            bestanden |= {*Path(app.path).glob("migrations/*.py")}
    for migratie in [*bestanden]:
        for module in EIGEN_IMPORT.findall(migratie.read_text()):
            gevonden = find_spec(module)
            bestanden |= {Path(gevonden.origin)} if gevonden and gevonden.origin else set()
    inhoud = hashlib.sha256(
        " ".join(sorted(pakket.name for pakket in pakketten.glob("*.dist-info"))).encode()
    )
    for bestand in sorted(bestanden):
        inhoud.update(bestand.relative_to(settings.BASE_DIR).as_posix().encode() + bestand.read_bytes())
    return inhoud.hexdigest()[:16]


def leeg_sql(
    operaties: BaseDatabaseOperations,
    stijl: object,
    tabellen: Sequence[str],
    *,
    reset_sequences: bool = False,
    allow_cascade: bool = False,
) -> list[str]:
    """What empties a database of PostgreSQL after a test that stored its work: row by row, there are few.

    TRUNCATE, which Django writes, makes every index of every table anew and waits until each is on disk: seconds.
    Foreign keys are asked at the end of the transaction, when all rows are gone, so any order will do.
    """
    if reset_sequences or allow_cascade:
        raise NotImplementedError("Only for what a test leaves: rows, counters as they are.")
    return [f"DELETE FROM {operaties.quote_name(tabel)}" for tabel in tabellen]  # noqa: S608


def voltooi() -> None:
    """What ``migrate`` does after its migrations: rights, groups, guards on facts, the cases that come along."""
    emit_post_migrate_signal(verbosity=0, interactive=False, db="default")


def migreer() -> None:
    """Migrate, and leave what comes after it to who copies the result. Only for a process of its own."""
    post_migrate.receivers.clear()
    call_command("migrate", interactive=False, verbosity=0)


def doe(adres: str, wat: str) -> None:
    """Do one of those two to the database at this address, in a process of its own."""
    omgeving = {**os.environ, "DATABASE_URL": adres, "DJANGO_SETTINGS_MODULE": "academy.settings.test"}
    subprocess.run(
        [sys.executable, "-m", "tests.databases", wat], cwd=settings.BASE_DIR, env=omgeving, check=True
    )


@contextmanager
def verbonden_met(naam: str) -> Iterator[None]:
    """Until the end of the block every thread that opens a connection gets this database.

    The connection that the main thread had is put aside untouched.
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


if __name__ == "__main__":
    django.setup()
    {"migreer": migreer, "voltooi": voltooi}[sys.argv[1]]()
    connections.close_all()
