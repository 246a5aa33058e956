"""Pages a second for visitors whom nobody knows, beside the front page of an empty Wagtail project in the same run.

    .venv/bin/python benchmarks/website_snelheid.py [requests per round, 200] [rounds, 4]

Both sites run under gunicorn with two processes on SQLite, with DEBUG off and ports of 127.0.0.1 that are free. Ours
runs cold (``PAGINAGEHEUGEN_SECONDEN=0``: every page is made anew) and warm, with a file cache that its processes share.
The servers take turns round by round, because the speed of a machine swings within minutes: look at the ratios.
"""

from __future__ import annotations

import gzip
import http.client
import os
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

WORTEL = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(WORTEL))
PAGINAS = {
    "home": "/",
    "methode": "/methode/",
    "artikel": "/artikelen/aanpak-of-werkprincipe/",
    "opleidingen": "/opleidingen/",
}
GEMETEN = ("home", "artikel", "opleidingen")
TEGELIJK = 4
HOOGSTENS_VRAGEN = 20_000
EIS = 5.0
PRODUCTIE = """
from .base import *
DEBUG = False
SECRET_KEY = "only-for-this-benchmark-0123456789-0123456789"
ALLOWED_HOSTS = ["127.0.0.1"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"},
}
"""


def vrije_poort() -> int:
    with socket.socket() as proef:
        proef.bind(("127.0.0.1", 0))
        return int(proef.getsockname()[1])


def draai(map_: Path, omgeving: dict[str, str], *opdracht: str) -> None:
    subprocess.run(
        [sys.executable, *opdracht],
        cwd=map_,
        env=os.environ | omgeving,
        check=True,
        stdout=subprocess.DEVNULL,
    )


@contextmanager
def server(map_: Path, omgeving: dict[str, str], module: str) -> Iterator[int]:
    """Gunicorn with two processes; yields its port once it answers."""
    poort = vrije_poort()
    proces = subprocess.Popen(
        [
            *(
                sys.executable,
                "-m",
                "gunicorn",
                "--workers",
                "2",
                "--worker-class",
                "gthread",
                "--threads",
                "4",
            ),
            *("--bind", f"127.0.0.1:{poort}", "--log-level", "error", module),
        ],
        cwd=map_,
        env=os.environ | omgeving,
        start_new_session=True,
    )
    try:
        uiterlijk = time.monotonic() + 60
        while True:
            try:
                vraag(poort, "/")
                break
            except OSError:
                if time.monotonic() > uiterlijk:
                    raise
                time.sleep(0.2)
        yield poort
    finally:
        os.killpg(proces.pid, signal.SIGTERM)
        proces.wait(timeout=20)


def vraag(poort: int, adres: str) -> bytes:
    verbinding = http.client.HTTPConnection("127.0.0.1", poort, timeout=30)
    verbinding.request("GET", adres)
    antwoord = verbinding.getresponse()
    inhoud = antwoord.read()
    verbinding.close()
    if antwoord.status != 200:
        raise SystemExit(f"{adres} answered {antwoord.status}")
    return inhoud


def ronde(poort: int, adres: str, aantal: int) -> tuple[float, list[float]]:
    """Requests a second, and the milliseconds of each, of visitors who each keep one connection open."""
    tijden: list[float] = []

    def bezoeker(keren: int) -> None:
        verbinding = http.client.HTTPConnection("127.0.0.1", poort, timeout=30)
        for _keer in range(keren):
            begin = time.perf_counter()
            verbinding.request("GET", adres, headers={"Accept-Encoding": "br, gzip"})
            antwoord = verbinding.getresponse()
            antwoord.read()
            if antwoord.status != 200:
                raise SystemExit(f"{adres} answered {antwoord.status}")
            tijden.append((time.perf_counter() - begin) * 1000)
        verbinding.close()

    begin = time.perf_counter()
    bezoekers = [threading.Thread(target=bezoeker, args=(aantal // TEGELIJK,)) for _ in range(TEGELIJK)]
    for draad in bezoekers:
        draad.start()
    for draad in bezoekers:
        draad.join()
    return len(tijden) / (time.perf_counter() - begin), tijden


def maak_lege_site(map_: Path) -> dict[str, str]:
    """``wagtail start``, with what a production site has: DEBUG off, hashed static files, SQLite in WAL mode."""
    draai(map_, {}, "-m", "wagtail.bin.wagtail", "start", "leeg", ".")
    (map_ / "leeg" / "settings" / "meting.py").write_text(PRODUCTIE)
    omgeving = {"DJANGO_SETTINGS_MODULE": "leeg.settings.meting"}
    draai(map_, omgeving, "manage.py", "migrate", "-v0")
    draai(map_, omgeving, "manage.py", "collectstatic", "--noinput", "-v0")
    return omgeving


def maak_onze_site(map_: Path) -> dict[str, str]:
    """The demo content under the settings of production, without TLS."""
    omgeving = {
        "DJANGO_SETTINGS_MODULE": "academy.settings.base",
        "SECRET_KEY": "only-for-this-benchmark-0123456789-0123456789",
        "ALLOWED_HOSTS": "127.0.0.1,localhost",
        "SITE_URL": "http://localhost",
        "DATABASE_URL": f"sqlite:///{map_}/academy.sqlite3",
        "MEDIA_ROOT": f"{map_}/media",
        "CACHE_URL": f"filecache://{map_}/cache",
        "CELERY_BROKER_URL": "memory://",
        "EMAIL_URL": "dummymail://",
        "DEFAULT_FROM_EMAIL": "academy@localhost",
        "SECURE_SSL_REDIRECT": "false",
        "LOG_LEVEL": "ERROR",
    }
    draai(WORTEL, omgeving, "manage.py", "migrate", "-v0")
    draai(WORTEL, omgeving, "manage.py", "bereid_lettertypen", "-v0")
    draai(WORTEL, omgeving, "manage.py", "bereid_model", "-v0")
    draai(WORTEL, omgeving, "manage.py", "collectstatic", "--noinput", "-v0")
    draai(WORTEL, omgeving, "manage.py", "laad_demo", "-v0")
    return omgeving


def toon_gewicht(omgeving: dict[str, str]) -> None:
    """Queries of a page that is made anew, and bytes of page and stylesheet as a browser gets them."""
    os.environ |= omgeving | {"PAGINAGEHEUGEN_SECONDEN": "0"}
    import django  # noqa: PLC0415

    django.setup()
    import brotli  # noqa: PLC0415
    from django.db import connection  # noqa: PLC0415
    from django.test import Client  # noqa: PLC0415
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

    from academy.basis.huisstijl.stijlen import bundel  # noqa: PLC0415

    client = Client(SERVER_NAME="localhost")
    print(f"{'page':12} {'queries cold':>12} {'html bytes':>10} {'gzip':>7} {'brotli':>7}")
    for naam, adres in PAGINAS.items():
        client.get(adres)
        with CaptureQueriesContext(connection) as vragen:
            html = client.get(adres).content
        aantal = len(vragen)
        print(
            f"{naam:12} {aantal:12} {len(html):10} {len(gzip.compress(html, 6)):7} {len(brotli.compress(html, quality=6)):7}"
        )
    css = bundel().read_bytes()
    print(
        f"{'stylesheet':12} {'':12} {len(css):10} {len(gzip.compress(css, 9)):7} {len(brotli.compress(css)):7}"
    )


def main() -> None:
    aantal = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    rondes = int(sys.argv[2]) if len(sys.argv) > 2 else 4
    if aantal * (rondes + 1) * (2 * len(GEMETEN) + 1) > HOOGSTENS_VRAGEN:
        raise SystemExit("Too many requests for one run.")
    with ExitStack() as op:
        map_ = Path(op.enter_context(tempfile.TemporaryDirectory(prefix="academy-website-")))
        leeg_map = map_ / "peer"
        leeg_map.mkdir()
        leeg, onze = maak_lege_site(leeg_map), maak_onze_site(map_)
        servers = {
            "empty wagtail": op.enter_context(server(leeg_map, leeg, "leeg.wsgi")),
            "ours cold": op.enter_context(
                server(WORTEL, onze | {"PAGINAGEHEUGEN_SECONDEN": "0"}, "academy.wsgi")
            ),
            "ours warm": op.enter_context(server(WORTEL, onze, "academy.wsgi")),
        }
        toon_gewicht(onze)
        metingen: dict[tuple[str, str], tuple[list[float], list[float]]] = {}
        for nummer in range(rondes + 1):
            for wie, poort in servers.items():
                for naam in ("home",) if wie == "empty wagtail" else GEMETEN:
                    snelheid, tijden = ronde(poort, PAGINAS[naam], aantal)
                    if nummer:  # the first round warms up
                        snelheden, alle = metingen.setdefault((wie, naam), ([], []))
                        snelheden.append(snelheid)
                        alle += tijden
    peer = statistics.median(metingen["empty wagtail", "home"][0])
    print(f"\n{'server':14} {'page':12} {'req/s':>8} {'p50 ms':>8} {'p95 ms':>8} {'x empty':>8}")
    for (wie, naam), (snelheden, tijden) in metingen.items():
        snel, delen = statistics.median(snelheden), statistics.quantiles(tijden, n=20)
        print(f"{wie:14} {naam:12} {snel:8.0f} {delen[9]:8.1f} {delen[18]:8.1f} {snel / peer:8.2f}")
    traagst = min(statistics.median(metingen["ours warm", naam][0]) for naam in GEMETEN) / peer
    print(f"\nwarm, slowest page: {traagst:.1f} x the empty project (asked: {EIS:.0f} x)")
    raise SystemExit(0 if traagst >= EIS else 1)


if __name__ == "__main__":
    main()
