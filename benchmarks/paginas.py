"""Queries, milliseconds and weight of every page of the journeys, signed out and in.

``.venv/bin/python benchmarks/paginas.py [times]`` fills a database of its own with the demo, asks for each page once
to warm up and then so many times (15 when not told); the table shows the queries, the median and the slowest, and
what a first view takes over the line: the page, its style sheets and scripts compressed, and apart from that the fonts
those style sheets name (woff2, which is compressed already; a browser fetches only the ones it uses).
"""

from __future__ import annotations

import gzip
import io
import os
import re
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

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

from django.contrib.staticfiles import finders  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from django.urls import reverse  # noqa: E402
from wagtail.models import Page, Site  # noqa: E402

from academy.gebruikers.models import Gebruiker, Organisatie  # noqa: E402
from certificaten.models import Certificaat  # noqa: E402
from cursussen.models import Inschrijving, LesPagina, ModulePagina  # noqa: E402
from simulatie.acties.beurt import speelbare_casus  # noqa: E402
from simulatie.acties.plan import voeg_toe  # noqa: E402
from simulatie.acties.sessies import begin_sessie  # noqa: E402
from simulatie.acties.spel import beantwoord, sluit_ronde, voorspel, vraag_bron  # noqa: E402
from simulatie.models import Sessie  # noqa: E402
from simulatie.spel.besluiten import Richting  # noqa: E402
from simulatie.spel.verloop import speelstand, te_voorspellen  # noqa: E402
from simulatie.spel.voorspellen import opgaven  # noqa: E402

NIEMAND, AISHA, KAREL, CARLA, BRAM = "", "aisha@", "karel@", "carla@", "bram@"


def openbaar() -> Iterator[str]:
    """One page of every kind that the public sees, and the doors."""
    gezien = set()
    basis = Site.objects.get(is_default_site=True).root_page
    for pagina in Page.objects.descendant_of(basis, inclusive=True).live().public().specific():
        if type(pagina) not in gezien and not isinstance(pagina, (LesPagina, ModulePagina)):
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
    toets = _toets_halverwege(inschrijving.gebruiker)
    yield AISHA, inschrijving.cursus.relative_url(None)
    yield AISHA, reverse("mijn_academy")
    yield AISHA, reverse("leren_cursus", args=[inschrijving.sleutel])
    yield AISHA, reverse("leren_les", args=[inschrijving.sleutel, inschrijving.versie.lessen[0]["sleutel"]])
    yield AISHA, reverse("leren_vragen", args=[inschrijving.sleutel])
    yield AISHA, reverse("simulatie_start")
    yield AISHA, reverse("simulatie_sessie", args=[open_sessie.sleutel])
    yield AISHA, reverse("simulatie_sessie", args=[toets.sleutel])
    yield AISHA, reverse("simulatie_onderzoek", args=[toets.sleutel])
    yield KAREL, reverse("simulatie_uitslag", args=[gespeeld.sleutel])
    yield KAREL, reverse("simulatie_stukken", args=[gespeeld.sleutel])
    yield BRAM, reverse("begeleiding_overzicht")
    yield KAREL, reverse("mijn_academy")
    yield KAREL, reverse("certificaat_bekijken", args=[Certificaat.objects.latest("pk").code])
    yield CARLA, reverse("portaal_overzicht", args=[_organisatie_van(CARLA).pk])
    yield BRAM, reverse("wagtailadmin_home")


def _toets_halverwege(gebruiker: Gebruiker) -> Sessie:
    """A test with the reference plan of its case and every free source asked, four rounds on."""
    sessie = begin_sessie(gebruiker=gebruiker, casus="klosjesbuurt", soort=Sessie.Soort.TOETS, zaad=7)
    casus = speelbare_casus(sessie)

    def nu() -> dict[str, Any]:
        return {"sessie": sessie, "verwacht_nummer": sessie.laatste_nummer()}

    for bron in casus.bronnen:
        vraag_bron(**nu(), bron=bron.sleutel, grondslag=bron.grondslagen[0].sleutel, toch=True)
    for inzet in casus.referentieplan.inzetten:
        voeg_toe(**nu(), inzet=inzet)
    while sessie.stand().rondes_gesloten < 4:
        if dilemma := sessie.stand().dilemma:
            (keuzes,) = [g.keuzes for g in casus.gebeurtenissen if g.sleutel == dilemma]
            beantwoord(**nu(), gebeurtenis=dilemma, keuze=keuzes[0].sleutel)
        elif te_voorspellen(casus, sessie.stand()) is not None:
            opgave = opgaven(casus, sessie.stand(), speelstand(casus, sessie.zaad, sessie.stand()))[0]
            waarden = opgave.naar(Richting.GELIJK, 0.0)
            voorspel(**nu(), indicator=opgave.indicator, waarden=waarden, reden="Zo maar.")
        else:
            sluit_ronde(**nu())
    return sessie


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
    kb, letters = gewicht(antwoord.content)
    return (
        f"{wie.rstrip('@') or '-':6} {antwoord.status_code} {aantal:8} {statistics.median(tijden):8.1f} "
        f"{max(tijden):8.1f} {kb / 1000:7.1f} {letters / 1000:8.1f}  {_kort(adres)}"
    )


def gewicht(inhoud: bytes) -> tuple[int, int]:
    """Bytes of a page with its style sheets and scripts, compressed, and bytes of the fonts they name."""
    paden = [
        finders.find(naam.decode())
        for naam in set(re.findall(rb'(?:href|src)="/static/((?:css|js)/[^"]+)"', inhoud))
    ]
    bestanden = [Path(pad).read_bytes() for pad in paden if pad]
    letters = {naam for bestand in bestanden for naam in re.findall(rb"[\w-]+\.woff2", bestand)}
    gevonden = [finders.find(f"lettertypen/{naam.decode()}") for naam in letters]
    return (
        sum(len(gzip.compress(deel)) for deel in (inhoud, *bestanden)),
        sum(Path(pad).stat().st_size for pad in gevonden if pad),
    )


def _kort(adres: str) -> str:
    return adres if len(adres) <= 60 else f"{adres[:28]}…{adres[-28:]}"


def main() -> None:
    keren = int(sys.argv[1]) if len(sys.argv) > 1 else 15
    call_command("migrate", interactive=False, verbosity=0)
    call_command("laad_demo", stdout=io.StringIO())
    print(f"{'wie':6} code {'queries':>7} {'mediaan':>8} {'traagst':>8} {'kB':>7} {'letters':>8}  adres")
    for wie, adres in [*((NIEMAND, adres) for adres in openbaar()), *van_deelnemers()]:
        print(meet(wie, adres, keren))


if __name__ == "__main__":
    main()
