"""A worker that is killed in the middle of its work loses nothing and does nothing twice."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest
import redis
from django.conf import settings
from psycopg import sql

AANTAL = 24
BASIS = Path(settings.BASE_DIR)
PROEF = "tests.academy.basis.werkerproef"


@pytest.fixture
def ingebouwd(tmp_path: Path) -> dict[str, str]:
    """SQLite and a queue in a folder, as in the demo."""
    return _omgeving(tmp_path, f"sqlite:///{tmp_path / 'proef.sqlite3'}", "filesystem://localhost")


@pytest.fixture
def diensten(tmp_path: Path) -> Iterator[dict[str, str]]:
    """PostgreSQL and Redis, as in production: a database and a key prefix of this test alone."""
    database = settings.DATABASES["default"]
    broker = os.environ.get("WERKER_BROKER_URL")
    if not broker or not database["ENGINE"].endswith("postgresql"):
        pytest.skip("needs DATABASE_URL=postgres://… and WERKER_BROKER_URL=redis://…")
    naam = f"test_werker_{uuid4().hex[:8]}"
    toegang = {"host": database["HOST"], "port": database["PORT"], "user": database["USER"]}
    wachtwoord = database["PASSWORD"]
    with psycopg.connect(**toegang, password=wachtwoord, dbname="postgres", autocommit=True) as verbinding:
        verbinding.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(naam)))
        yield _omgeving(
            tmp_path,
            f"postgres://{toegang['user']}:{wachtwoord}@{toegang['host']}:{toegang['port']}/{naam}",
            broker,
        )
        verbinding.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(naam)))
    opslag = redis.Redis.from_url(broker)
    for sleutel in opslag.scan_iter(f"{tmp_path.name}:*"):
        opslag.delete(sleutel)


def _omgeving(tmp_path: Path, database: str, broker: str) -> dict[str, str]:
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "tests.academy.basis.werkerinstellingen",
        "PROEF_MAP": str(tmp_path),
        "DATABASE_URL": database,
        "CELERY_BROKER_URL": broker,
        "PYTHONWARNINGS": "ignore:::celery.platforms",
    }


def _draai(omgeving: dict[str, str], *argumenten: object) -> str:
    return subprocess.run(
        [sys.executable, *map(str, argumenten)],
        cwd=BASIS,
        env=omgeving,
        check=True,
        capture_output=True,
        text=True,
    ).stdout


def _start_werker(omgeving: dict[str, str], *soort: str) -> subprocess.Popen[bytes]:
    rooster = Path(omgeving["PROEF_MAP"]) / f"rooster-{uuid4().hex}"
    opties = ["-B", "-s", str(rooster), "-l", "WARNING", "--without-mingle", "--without-gossip"]
    return subprocess.Popen(
        [sys.executable, "-m", "celery", "-q", "-A", PROEF, "worker", *soort, *opties],
        cwd=BASIS,
        env=omgeving,
        start_new_session=True,
    )


def _dood(werker: subprocess.Popen[bytes]) -> None:
    """SIGKILL to the worker and everything it started, as when the machine loses power."""
    os.killpg(werker.pid, signal.SIGKILL)
    werker.wait()


def _begonnen(omgeving: dict[str, str]) -> list[str]:
    logboek = Path(omgeving["PROEF_MAP"]) / "logboek"
    return logboek.read_text().split() if logboek.exists() else []


def _overleeft(omgeving: dict[str, str], *soort: str) -> None:
    _draai(omgeving, "manage.py", "migrate", "--verbosity", "0")
    _draai(omgeving, "-m", PROEF, "schrijf", AANTAL)
    werker = _start_werker(omgeving, *soort)
    try:
        uiterlijk = time.monotonic() + 30
        while len(_begonnen(omgeving)) < AANTAL // 4 and time.monotonic() < uiterlijk:
            time.sleep(0.02)
    finally:
        _dood(werker)
    voor_de_herstart = len(_begonnen(omgeving))
    assert AANTAL // 4 <= voor_de_herstart < AANTAL
    werker = _start_werker(omgeving, *soort)
    try:
        stand = json.loads(_draai(omgeving, "-m", PROEF, "tel", AANTAL, 40))
    finally:
        _dood(werker)
    assert stand == {"klaar": AANTAL, "gedaan": {str(nummer): 1 for nummer in range(AANTAL)}}
    # The proof that work was broken off: it was begun more often than it was done.
    assert len(_begonnen(omgeving)) > AANTAL


def test_ingebouwde_wachtrij_overleeft_sigkill(ingebouwd):
    _overleeft(ingebouwd, "-P", "solo")


@pytest.mark.werker
def test_redis_en_postgresql_overleven_sigkill(diensten):
    _overleeft(diensten, "-P", "prefork", "-c", "2")
