"""The Celery app of test_werker.py: the real one, plus a slow kind of work that leaves a trace.

``python -m tests.academy.basis.werkerproef schrijf 24`` writes work through the real door and
``… tel 24 40`` waits at most forty seconds for it and prints what the database holds;
``… tegelijk 4`` has so many threads jump at one piece of work and prints how it went for each.
"""

from __future__ import annotations

import json
import os
import sys
import threading
import time
from collections import Counter
from pathlib import Path
from uuid import uuid4

import django

django.setup()

from django.db import connection, transaction  # noqa: E402

from academy.basis.models import Bericht, Opdracht  # noqa: E402
from academy.basis.opdrachten.acties import schrijf_opdracht, voer_uit  # noqa: E402
from academy.basis.opdrachten.uitvoerders import uitvoerder  # noqa: E402
from academy.celery import app  # noqa: E402, F401

LOGBOEK = Path(os.environ["PROEF_MAP"]) / "logboek"
DUUR_SECONDEN = 0.25


@uitvoerder("traag")
def doe_traag(nummer: int) -> None:
    """The trace is written outside the database, so that it also tells of work that was broken off."""
    with LOGBOEK.open("a") as logboek:
        logboek.write(f"{nummer}\n")
    Bericht.objects.create(sleutel=f"traag:{uuid4()}", aan=[], van="", onderwerp=str(nummer))
    time.sleep(DUUR_SECONDEN)


def schrijf(aantal: int) -> None:
    for nummer in range(aantal):
        with transaction.atomic():
            schrijf_opdracht(soort="traag", sleutel=f"traag:{nummer}", onderwerp_id=nummer)


def tel(aantal: int, seconden: int) -> None:
    uiterlijk = time.monotonic() + seconden
    klaar = Opdracht.objects.filter(status=Opdracht.Status.KLAAR)
    while klaar.count() < aantal and time.monotonic() < uiterlijk:
        time.sleep(0.2)
    gedaan = Counter(Bericht.objects.values_list("onderwerp", flat=True))
    print(json.dumps({"klaar": klaar.count(), "gedaan": gedaan}))  # noqa: T201


def tegelijk(aantal: int) -> None:
    opdracht = Opdracht.objects.create(soort="traag", sleutel="traag:0", onderwerp_id=0)
    start = threading.Barrier(aantal)
    uitslagen: list[bool] = []

    def werker() -> None:
        start.wait()
        uitslagen.append(voer_uit(opdracht_id=opdracht.pk))
        connection.close()

    draden = [threading.Thread(target=werker) for _nummer in range(aantal)]
    for draad in draden:
        draad.start()
    for draad in draden:
        draad.join()
    print(json.dumps({"gelukt": sorted(uitslagen), "gedaan": Bericht.objects.count()}))  # noqa: T201


if __name__ == "__main__":
    {"schrijf": schrijf, "tel": tel, "tegelijk": tegelijk}[sys.argv[1]](*map(int, sys.argv[2:]))
