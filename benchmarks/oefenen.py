"""Server time of one change while practising, forecast included, beside an empty page of the same stack.

``.venv/bin/python benchmarks/oefenen.py [times]`` fills a database of its own with one session that follows the
reference plan, changes a measure as htmx does (25 times when not told, every time into a plan not seen before), and
prints per request the queries, in milliseconds the median of the clock and of the processor (which other work on the
machine does not slow down), and the size of the answer. Nothing is judged.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
_map = tempfile.TemporaryDirectory(prefix="academy-oefenen-")
os.environ |= {
    "DJANGO_SETTINGS_MODULE": "academy.settings.demo",
    "DATABASE_URL": f"sqlite:///{_map.name}/oefenen.sqlite3",
}

import django  # noqa: E402

django.setup()

from django.conf import settings  # noqa: E402
from django.contrib.auth.decorators import login_required  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.http import HttpResponse  # noqa: E402
from django.shortcuts import render  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from django.urls import path, reverse  # noqa: E402

from academy.gebruikers.models import Gebruiker  # noqa: E402
from academy.urls import urlpatterns as adressen  # noqa: E402
from simulatie.acties.plan import voeg_toe  # noqa: E402
from simulatie.acties.sessies import begin_sessie  # noqa: E402
from simulatie.kern import laad_casus  # noqa: E402

LEEG = "leeg/"
CASUS = "klosjesbuurt"
HTMX = {"HTTP_HX_REQUEST": "true", "HTTP_HX_TARGET": "werkblad"}

urlpatterns = [path(LEEG, login_required(lambda request: render(request, "base.html"))), *adressen]


def sessie_met_plan(gebruiker: Gebruiker):
    casus = laad_casus(CASUS)
    sessie = begin_sessie(gebruiker=gebruiker, casus=CASUS, soort="oefenen")
    for nummer, inzet in enumerate(casus.ijking.referentieplan.inzetten):
        voeg_toe(
            sessie=sessie,
            verwacht_nummer=nummer,
            inzet=inzet,
        )
    return sessie


def meet(naam: str, vraag: Callable[[int], HttpResponse], keren: int) -> str:
    """One line of the table."""
    vraag(0)
    with CaptureQueriesContext(connection) as vragen:
        antwoord = vraag(1)
    assert antwoord.status_code == 200, antwoord.status_code
    # Counted now: every request that follows empties the log.
    aantal = len(vragen)
    klok, processor = [], []
    for keer in range(2, keren + 2):
        begin = time.perf_counter(), time.process_time()
        vraag(keer)
        klok.append((time.perf_counter() - begin[0]) * 1000)
        processor.append((time.process_time() - begin[1]) * 1000)
    kb = len(antwoord.content) / 1024
    return (
        f"{naam:34} {aantal:7} {statistics.median(klok):8.1f} {statistics.median(processor):9.1f} {kb:7.1f}"
    )


def main() -> None:
    keren = int(sys.argv[1]) if len(sys.argv) > 1 else 25
    settings.ROOT_URLCONF = __name__
    call_command("migrate", interactive=False, verbosity=0)
    gebruiker = Gebruiker.objects.create_user("meting@voorbeeld.nl")
    sessie = sessie_met_plan(gebruiker)
    client = Client(SERVER_NAME="localhost")
    client.force_login(gebruiker)
    plan = reverse("simulatie_sessie", args=[sessie.sleutel])
    eerste = sessie.inzetten()["m1"]
    wijzig = reverse("simulatie_wijzigen", args=[sessie.sleutel, "m1"])

    def verander(keer: int) -> HttpResponse:
        velden = {"verwacht_nummer": sessie.laatste_nummer(), "mate": round(eerste.mate * 100) - keer % 50}
        return client.post(wijzig, {**velden, "start": eerste.start, "duur": eerste.duur}, **HTMX)

    print(f"{'':34} {'queries':>7} {'mediaan':>8} {'processor':>9} {'kB':>7}")
    print(meet("lege pagina, ingelogd", lambda keer: client.get(f"/{LEEG}"), keren))
    print(meet("oefenen, de hele pagina", lambda keer: client.get(plan), keren))
    print(meet("oefenen, een wijziging met htmx", verander, keren))
    print(f"plan: {len(sessie.inzetten())} maatregelen, {sessie.laatste_nummer()} besluiten")


if __name__ == "__main__":
    main()
