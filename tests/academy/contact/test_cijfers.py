"""What is late, and the figures per month: screen and file are one."""

from __future__ import annotations

import csv
import io
import re
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from academy.contact.acties.behandelen import behandel
from academy.contact.models import Contactverzoek
from academy.gebruikers.models import Gebruiker
from tests.factories.contact import ContactverzoekFactory, OnderwerpFactory

WOENSDAG = datetime(2026, 4, 1, 10, tzinfo=UTC)
"""The Wednesday before Easter: three working days later it is the next Wednesday."""


@pytest.mark.parametrize(
    ("dag", "namen"),
    [(8, []), (9, ["nieuw"]), (9 + 5, ["nieuw", "opleiding"])],
)
def test_te_laat_is_na_de_laatste_beloofde_werkdag_zonder_reactie(
    client: Client, esther: Gebruiker, dag: int, namen: list[str]
) -> None:
    ContactverzoekFactory(naam="nieuw", ontvangen_op=WOENSDAG)
    opleiding = OnderwerpFactory(naam="Opleidingen", werkdagen=6)
    ContactverzoekFactory(naam="opleiding", ontvangen_op=WOENSDAG, onderwerp=opleiding)
    with time_machine.travel(WOENSDAG + timedelta(minutes=5), tick=False):
        behandel(verzoek=ContactverzoekFactory(naam="gebeld"), door=esther, reactie=True)
        behandel(verzoek=ContactverzoekFactory(naam="afgerond"), door=esther, status="afgerond")
        ContactverzoekFactory(naam="spam", status="spam")
    client.force_login(esther)

    with time_machine.travel(WOENSDAG.replace(day=dag), tick=False):
        client.force_login(esther)
        gevonden = Contactverzoek.objects.te_laat().order_by("naam").values_list("naam", flat=True)
        adres = reverse("contactverzoek:index") + "?te_laat=true&export=csv"
        rijen = list(csv.DictReader(io.StringIO(client.get(adres).getvalue().decode())))
        lijst = client.get(reverse("contactverzoek:index")).content.decode()

    assert (list(gevonden), sorted(rij["Naam"] for rij in rijen)) == (namen, namen)
    assert f"{len(namen)} te laat" in lijst


def regels_van(html: str) -> list[str]:
    return re.findall(r'<th scope="row">([^<]+)</th><td>', html.split('<table class="listing">')[1])


def vul(esther: Gebruiker) -> None:
    opleidingen = OnderwerpFactory(naam="Opleidingen")
    for dagen in (1, 6, 7):
        verzoek = ContactverzoekFactory(ontvangen_op=WOENSDAG)
        with time_machine.travel(WOENSDAG + timedelta(days=dagen)):
            behandel(verzoek=verzoek, door=esther, status="afgerond")
    ContactverzoekFactory(ontvangen_op=WOENSDAG)
    ContactverzoekFactory(ontvangen_op=WOENSDAG, status="te_controleren")
    ContactverzoekFactory(ontvangen_op=WOENSDAG, status="spam", onderwerp=opleidingen)
    ContactverzoekFactory(ontvangen_op=WOENSDAG + timedelta(days=60), onderwerp=opleidingen)


@pytest.mark.parametrize(
    ("vraag", "verwacht"),
    [
        (
            "?maanden=0",
            [
                ["2026-05-01", "Opleidingen", "1", "0", "", "0"],
                ["2026-04-01", "Kennismaking", "4", "3", "2", "0"],
                ["2026-04-01", "Opleidingen", "0", "0", "", "1"],
            ],
        ),
        ("?maanden=12", [["2026-05-01", "Opleidingen", "1", "0", "", "0"]]),
        ("?maanden=0&onderwerp={kennismaking}", [["2026-04-01", "Kennismaking", "4", "3", "2", "0"]]),
    ],
    ids=["alles", "een jaar", "een onderwerp"],
)
def test_scherm_csv_en_rekenblad_zeggen_hetzelfde(
    client: Client, esther: Gebruiker, vraag: str, verwacht: list[list[str]]
) -> None:
    vul(esther)
    vraag = vraag.format(kennismaking=OnderwerpFactory().pk)
    adres = reverse("contact_cijfers:index") + vraag

    with time_machine.travel(datetime(2027, 4, 2, tzinfo=UTC)):
        client.force_login(esther)
        html = client.get(adres).content.decode()
        kop, *rijen = csv.reader(io.StringIO(client.get(f"{adres}&export=csv").getvalue().decode()))
        blad = load_workbook(io.BytesIO(client.get(f"{adres}&export=xlsx").getvalue())).active

    assert rijen == verwacht
    assert kop == [
        "Maand van ontvangst",
        "Onderwerp",
        "Ontvangen",
        "Daarvan afgerond",
        "Mediaan werkdagen tot reactie",
        "Spam",
    ]
    assert blad is not None
    xlsx = [[str(cel or 0) for cel in rij[2:4]] for rij in list(blad.values)[1:]]
    assert xlsx == [rij[2:4] for rij in verwacht]
    assert regels_van(html) == [
        {"2026-05-01": "mei 2026", "2026-04-01": "april 2026"}[rij[0]] for rij in verwacht
    ]


def test_een_onzinnige_keuze_geeft_het_laatste_jaar(client: Client, esther: Gebruiker) -> None:
    ContactverzoekFactory()
    client.force_login(esther)

    html = client.get(reverse("contact_cijfers:index") + "?maanden=x&onderwerp=y").content.decode()

    assert len(regels_van(html)) == 1


@pytest.mark.parametrize(("wie", "mag"), [("esther", True), ("bram", False), ("carla", False)])
def test_alleen_de_academy_ziet_de_cijfers(
    request: pytest.FixtureRequest, client: Client, wie: str, mag: bool
) -> None:
    client.force_login(request.getfixturevalue(wie))
    ContactverzoekFactory(onderwerp=OnderwerpFactory(naam="Geheim onderwerp"))
    for vraag in ("", "?export=csv"):
        antwoord = client.get(reverse("contact_cijfers:index") + vraag, follow=True)
        inhoud = antwoord.getvalue().decode() if antwoord.streaming else antwoord.content.decode()
        assert ("Geheim onderwerp" in inhoud) is mag


def test_cijfers_kosten_evenveel_vragen_met_een_als_met_drie(client: Client, esther: Gebruiker) -> None:
    client.force_login(esther)
    adres = reverse("contact_cijfers:index")
    aantallen = []
    for aantal in (1, 2):
        for nummer in range(aantal):
            verzoek = ContactverzoekFactory(onderwerp=OnderwerpFactory(naam=f"Onderwerp {aantal}{nummer}"))
            behandel(verzoek=verzoek, door=esther, status="afgerond")
        client.get(adres)
        with CaptureQueriesContext(connection) as vragen:
            html = client.get(adres).content.decode()
        aantallen.append((len(regels_van(html)), len(vragen)))
    assert aantallen == [(1, aantallen[0][1]), (3, aantallen[0][1])]
