"""The web server as it runs for real: slow visitors, a database that was away, a database that stays silent."""

from __future__ import annotations

import http.client
import os
import re
import signal
import socket
import socketserver
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from urllib.parse import urlencode, urlsplit

import psycopg
import pytest
from django.conf import settings

pytestmark = pytest.mark.langzaam

ADRES = "/account/login/code/"


@contextmanager
def website(omgeving: dict[str, str]) -> Iterator[int]:
    """Gunicorn with the settings of production in one process; yields its port."""
    with socket.socket() as vrij:
        vrij.bind(("127.0.0.1", 0))
        poort = vrij.getsockname()[1]
    opties = ["-c", "python:academy.settings.gunicorn", "--workers", "1", "--bind", f"127.0.0.1:{poort}"]
    proces = subprocess.Popen(
        [sys.executable, "-m", "gunicorn", *opties, "--log-level", "critical", "academy.wsgi"],
        cwd=settings.BASE_DIR,
        env=omgeving,
        start_new_session=True,
    )
    try:
        uiterlijk = time.monotonic() + 40
        while time.monotonic() < uiterlijk:
            try:
                socket.create_connection(("127.0.0.1", poort), timeout=1).close()
                break
            except OSError:
                time.sleep(0.1)
        # Gunicorn listens before the application is loaded; a missing page tells when that is done.
        haal(poort, "/static/bestaat-niet", wachttijd=40)
        yield poort
    finally:
        os.killpg(proces.pid, signal.SIGKILL)
        proces.wait()


def haal(poort: int, adres: str = ADRES, wachttijd: float = 20) -> tuple[int, float]:
    """Status and seconds of one GET on a connection of its own."""
    begin = time.monotonic()
    verbinding = http.client.HTTPConnection("127.0.0.1", poort, timeout=wachttijd)
    verbinding.request("GET", adres)
    status = verbinding.getresponse().status
    verbinding.close()
    return status, time.monotonic() - begin


def vraag_code(poort: int, email: str) -> tuple[int, float]:
    """Status and seconds of posting the form for a sign-in code, as a browser does it."""
    verbinding = http.client.HTTPConnection("127.0.0.1", poort, timeout=20)
    verbinding.request("GET", ADRES)
    antwoord = verbinding.getresponse()
    koekje = antwoord.headers["Set-Cookie"].partition(";")[0]
    sleutel = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', antwoord.read().decode())
    assert sleutel is not None
    formulier = urlencode({"email": email, "csrfmiddlewaretoken": sleutel[1]})
    begin = time.monotonic()
    verbinding.request(
        "POST",
        ADRES,
        formulier,
        {"Cookie": koekje, "Content-Type": "application/x-www-form-urlencoded"},
    )
    status = verbinding.getresponse().status
    return status, time.monotonic() - begin


def test_twintig_trage_bezoekers_houden_niemand_op(ingebouwd):
    with website(ingebouwd) as poort, ExitStack() as open_verbindingen:
        assert haal(poort)[0] == 200
        for nummer in range(20):
            trage = open_verbindingen.enter_context(socket.create_connection(("127.0.0.1", poort)))
            if nummer % 2:
                trage.sendall(b"POST /account/login/code/ HTTP/1.1\r\nHost: localhost\r\nContent-Le")
        time.sleep(0.5)
        status, seconden = haal(poort)
        assert status == 200
        assert seconden < 3


def test_een_database_die_zwijgt_geeft_snel_een_fout(ingebouwd):
    with socket.socket() as stil:
        stil.bind(("127.0.0.1", 0))
        stil.listen(50)
        zwijgend = f"postgres://academy:geheim@127.0.0.1:{stil.getsockname()[1]}/academy"
        with website(ingebouwd | {"DATABASE_URL": zwijgend}) as poort:
            status, seconden = haal(poort)
    assert status == 503
    assert seconden < 6


def test_een_wachtrij_die_weg_is_houdt_geen_bezoeker_op(ingebouwd):
    with website(ingebouwd | {"CELERY_BROKER_URL": "redis://127.0.0.1:1/0"}) as poort:
        status, seconden = vraag_code(poort, "aisha@leerdonk.nl")
    assert status == 302
    assert seconden < 3
    with sqlite3.connect(ingebouwd["DATABASE_URL"].removeprefix("sqlite:///")) as database:
        assert database.execute("SELECT soort, status FROM basis_opdracht").fetchall() == [
            ("bericht_versturen", "wacht")
        ]


@pytest.mark.werker
def test_de_eerste_aanvraag_na_een_herstart_van_de_database_lukt(diensten):
    with website(diensten) as poort:
        assert [haal(poort)[0] for _keer in range(3)] == [200, 200, 200]
        with psycopg.connect(diensten["DATABASE_URL"], autocommit=True) as verbinding:
            verbroken = verbinding.execute(
                "SELECT count(*) FILTER (WHERE pg_terminate_backend(pid)) FROM pg_stat_activity "
                "WHERE datname = current_database() AND pid <> pg_backend_pid()"
            ).fetchone()
        assert verbroken is not None
        assert verbroken[0] >= 1
        assert [haal(poort)[0] for _keer in range(3)] == [200, 200, 200]


class Doorgeefluik(socketserver.ThreadingTCPServer):
    """Stands between the site and the database, and can fall silent without hanging up."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, doel: tuple[str, int]) -> None:
        super().__init__(("127.0.0.1", 0), socketserver.BaseRequestHandler)
        self.doel = doel
        self.open = threading.Event()
        self.open.set()
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def finish_request(self, request, client_address) -> None:
        with socket.create_connection(self.doel) as database:
            heen = threading.Thread(target=self._geef_door, args=(request, database), daemon=True)
            heen.start()
            self._geef_door(database, request)

    def _geef_door(self, van: socket.socket, naar: socket.socket) -> None:
        with suppress(OSError):
            while deel := van.recv(65536):
                self.open.wait()
                naar.sendall(deel)
            naar.shutdown(socket.SHUT_RDWR)


@pytest.mark.werker
def test_een_database_die_blijft_hangen_geeft_snel_een_fout_en_daarna_weer_pagina_s(diensten):
    database = urlsplit(diensten["DATABASE_URL"])
    with Doorgeefluik((str(database.hostname), database.port or 5432)) as luik:
        adres = f"{database.username}:{database.password}@127.0.0.1:{luik.server_address[1]}{database.path}"
        with website(diensten | {"DATABASE_URL": f"postgres://{adres}"}) as poort:
            assert [haal(poort)[0] for _keer in range(3)] == [200, 200, 200]
            luik.open.clear()
            status, seconden = haal(poort)
            assert status == 503
            assert seconden < 8
            luik.open.set()
            assert [haal(poort)[0] for _keer in range(3)] == [200, 200, 200]
        luik.shutdown()


@pytest.mark.werker
def test_een_vraag_aan_de_database_duurt_nooit_langer_dan_een_bezoeker_wacht(postgresql, db):
    from django.db import connection

    with connection.cursor() as cursor:
        grenzen = {}
        for grens in ("statement_timeout", "lock_timeout"):
            cursor.execute(f"SHOW {grens}")
            grenzen[grens] = cursor.fetchone()[0]
    assert grenzen == {"statement_timeout": "15s", "lock_timeout": "5s"}
