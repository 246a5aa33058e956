"""Queries and milliseconds of every page of the journeys, signed out and in.

``.venv/bin/python benchmarks/paginas.py [times]`` fills a database of its own with the demo, asks for each page once
to warm up and then so many times (15 when not told); the table shows the queries, the median and the slowest.
"""

from __future__ import annotations

import io
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
_map = tempfile.TemporaryDirectory(prefix="academy-paginas-")
os.environ |= {
    "DJANGO_SETTINGS_MODULE": "academy.settings.demo",
    "DATABASE_URL": f"sqlite:///{_map.name}/paginas.sqlite3",
    "MEDIA_ROOT": f"{_map.name}/media",
    "PAGINAGEHEUGEN_SECONDEN": "0",  # every page made anew; website_snelheid.py measures the remembered ones
}

import django  # noqa: E402

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from django.urls import reverse  # noqa: E402
from wagtail.models import Page, Site  # noqa: E402

from academy.gebruikers.models import Gebruiker, Organisatie  # noqa: E402
from certificaten.models import Certificaat  # noqa: E402
from cursussen.models import Inschrijving, LesPagina  # noqa: E402
from simulatie.models import Sessie  # noqa: E402

NIEMAND, AISHA, KAREL, CARLA, BRAM = "", "aisha@", "karel@", "carla@", "bram@"


def openbaar() -> Iterator[str]:
    """One page of every kind that the public sees, and the doors."""
    gezien = set()
    basis = Site.objects.get(is_default_site=True).root_page
    for pagina in Page.objects.descendant_of(basis, inclusive=True).live().public().specific():
        if type(pagina) not in gezien and not isinstance(pagina, LesPagina):
            gezien.add(type(pagina))
            yield pagina.relative_url(None)
    yield reverse("zoeken") + "?zoek=buurt"
    yield reverse("account_request_login_code")
    yield reverse("simulatie_start")
    certificaat = Certificaat.objects.latest("pk")
    yield reverse("verificatie")
    yield reverse("verificatie_code", args=[certificaat.code])


def van_deelnemers() -> Iterator[tuple[str, str]]:
    """Who, and the pages of that person's journey."""
    inschrijving = Inschrijving.objects.get(gebruiker__email__startswith=AISHA)
    gespeeld = Sessie.objects.get(gebruiker__email__startswith=KAREL)
    open_sessie = Sessie.objects.get(gebruiker__email__startswith=AISHA)
    yield AISHA, inschrijving.cursus.relative_url(None)
    yield AISHA, reverse("mijn_academy")
    yield AISHA, reverse("leren_cursus", args=[inschrijving.sleutel])
    yield AISHA, reverse("leren_les", args=[inschrijving.sleutel, inschrijving.versie.lessen[0]["sleutel"]])
    yield AISHA, reverse("leren_vragen", args=[inschrijving.sleutel])
    yield AISHA, reverse("simulatie_start")
    yield AISHA, reverse("simulatie_sessie", args=[open_sessie.sleutel])
    yield KAREL, reverse("simulatie_uitslag", args=[gespeeld.sleutel])
    yield KAREL, reverse("mijn_academy")
    yield KAREL, reverse("certificaat_bekijken", args=[Certificaat.objects.latest("pk").code])
    yield CARLA, reverse("portaal_overzicht", args=[_organisatie_van(CARLA).pk])
    yield BRAM, reverse("wagtailadmin_home")


def _organisatie_van(begin: str) -> Organisatie:
    return Organisatie.objects.get(
        lidmaatschappen__rol="beheerder", lidmaatschappen__gebruiker__email__startswith=begin
    )


def meet(wie: str, adres: str, keren: int) -> str:
    """One line of the table."""
    client = Client(SERVER_NAME="localhost")
    if wie:
        client.force_login(Gebruiker.objects.get(email__startswith=wie))
    antwoord = client.get(adres)
    with CaptureQueriesContext(
        connection,
    ) as vragen:
        client.get(adres)
    # Counted now: every request that follows empties the log.
    aantal = len(vragen)
    tijden = []
    for _keer in range(keren):
        begin = time.perf_counter()
        client.get(adres)
        tijden.append((time.perf_counter() - begin) * 1000)
    kb = len(antwoord.content) / 1024
    return (
        f"{wie.rstrip('@') or '-':6} {antwoord.status_code} {aantal:8} {statistics.median(tijden):8.1f} "
        f"{max(tijden):8.1f} {kb:7.1f}  {_kort(adres)}"
    )


def _kort(adres: str) -> str:
    return adres if len(adres) <= 60 else f"{adres[:28]}…{adres[-28:]}"


def main() -> None:
    keren = int(sys.argv[1]) if len(sys.argv) > 1 else 15
    call_command("migrate", interactive=False, verbosity=0)
    call_command("laad_demo", stdout=io.StringIO())
    print(f"{'wie':6} code {'queries':>7} {'mediaan':>8} {'traagst':>8} {'kB':>7}  adres")
    for wie, adres in [*((NIEMAND, adres) for adres in openbaar()), *van_deelnemers()]:
        print(meet(wie, adres, keren))


if __name__ == "__main__":
    main()
