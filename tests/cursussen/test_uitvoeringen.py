"""Dates of courses, and interest in them: managed in the CMS, shown to visitors, kept in the one inbox."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime, timedelta
from html import unescape
from typing import Any

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageViewRestriction

from academy.basis.models import Bericht
from academy.contact.models import Contactverzoek
from academy.gebruikers.models import Gebruiker
from academy.website.acties.groepen import geef_groepen_rechten
from cursussen.models import CursusPagina, Uitvoering
from tests.factories.cursussen import CursusPaginaFactory, CursusVersieFactory, UitvoeringFactory

pytestmark = pytest.mark.django_db
MAART = datetime(2027, 3, 3, 8, 30, tzinfo=UTC)


@pytest.fixture
def cursus() -> CursusPagina:
    return CursusPaginaFactory(
        title="Umami", slug="umami", studieduur_minuten=90, studieduur_reden="Gemeten.", inleiding="Kort."
    )


def data_op(client: Client, adres: str) -> list[tuple[str, str, str]]:
    """When, the line below it, and the state of every date on a page."""
    html = unescape(client.get(adres).content.decode())
    return [
        (wanneer, " ".join(re.sub(r"<[^>]+>", "", waar).split()), re.sub(r"<[^>]+>", "", status).strip())
        for wanneer, waar, status in re.findall(
            r'<time datetime="[^"]+">([^<]+)</time></h3>\s*<p>(.*?)</p>.*?(<span class="status.*?</span>)',
            html,
            re.DOTALL,
        )
    ]


def test_de_cursus_en_de_opleidingen_tonen_wat_nog_komt(client: Client, cursus: CursusPagina) -> None:
    with time_machine.travel(MAART - timedelta(days=10), tick=False):
        UitvoeringFactory(
            cursus=cursus, begint_op=MAART + timedelta(days=30), vorm="online", plaats="", capaciteit=1
        )
        UitvoeringFactory(cursus=cursus, begint_op=MAART, status="vol")
        UitvoeringFactory(cursus=cursus, begint_op=MAART + timedelta(days=60), status="afgelast")
        UitvoeringFactory(cursus=cursus, begint_op=MAART - timedelta(days=11))
        verborgen = CursusPaginaFactory(title="Geheim", ouder=cursus.get_parent().specific, live=False)
        UitvoeringFactory(cursus=verborgen, begint_op=MAART)

        op_cursus = data_op(client, cursus.get_url())
        op_opleidingen = data_op(client, cursus.get_parent().get_url())

    wanneer = [
        "3 maart 2027, 9.30 tot 15.30 uur",
        "2 april 2027, 10.30 tot 16.30 uur",
        "2 mei 2027, 10.30 tot 16.30 uur",
    ]
    assert op_cursus == [
        (wanneer[0], "Leerdonk, stadskantoor", "vol"),
        (wanneer[1], "online (1 plaats)", "plaatsen vrij"),
        (wanneer[2], "Leerdonk, stadskantoor", "gaat niet door"),
    ]
    assert [(regel[0], regel[1]) for regel in op_opleidingen] == [
        (wanneer[0], "Umami, Leerdonk, stadskantoor"),
        (wanneer[1], "Umami, online (1 plaats)"),
        (wanneer[2], "Umami, Leerdonk, stadskantoor"),
    ]


def test_zonder_data_zegt_de_cursus_wat_te_doen(client: Client, cursus: CursusPagina) -> None:
    html = client.get(cursus.get_url()).content.decode()

    assert "Er staan nu geen data gepland." in html
    assert f'href="{reverse("belangstelling", args=[cursus.pk])}"' in html


def test_een_en_drie_data_kosten_even_veel_vragen(
    client: Client, cursus: CursusPagina, django_assert_num_queries: Any
) -> None:
    adressen = (cursus.get_url(), cursus.get_parent().get_url())
    UitvoeringFactory(cursus=cursus)
    for adres in adressen:
        client.get(adres)
    for _keer in range(2):
        with django_assert_num_queries(8):
            client.get(adressen[0])
        with django_assert_num_queries(8):
            client.get(adressen[1])
        UitvoeringFactory.create_batch(2, cursus=cursus)


def test_zoekmachines_zien_de_data_die_doorgaan(client: Client, cursus: CursusPagina) -> None:
    CursusVersieFactory(cursus=cursus)
    doel = UitvoeringFactory(cursus=cursus, capaciteit=12)
    UitvoeringFactory(cursus=cursus, status="afgelast")

    (tekst,) = re.findall(
        r'<script type="application/ld\+json">(.*?)</script>', client.get(cursus.get_url()).content.decode()
    )
    deel = next(deel for deel in json.loads(tekst)["@graph"] if deel["@type"] == "Course")

    assert (deel["name"], deel["description"], deel["provider"]["@type"]) == (
        "Umami",
        "Kort.",
        "Organization",
    )
    assert deel["hasCourseInstance"] == [
        {"@type": "CourseInstance", "courseMode": "Online", "courseWorkload": "PT90M"},
        {
            "@type": "CourseInstance",
            "courseMode": "Onsite",
            "startDate": doel.begint_op.isoformat(),
            "endDate": doel.eindigt_op.isoformat(),
            "maximumAttendeeCapacity": 12,
            "location": {"@type": "Place", "name": "Leerdonk, stadskantoor"},
        },
    ]


INVOER = {
    "naam": "Rosa de Vrager",
    "organisatie": "Gemeente Elders",
    "email": "rosa@elders.example",
    "telefoon": "",
    "aantal": "4",
    "opmerking": "Graag in de ochtend.",
    "toestemming": "on",
}


def geef_door(client: Client, cursus: CursusPagina, *, na_seconden: int = 10, **anders: str) -> Any:
    """Open the form, take ten seconds, send."""
    adres = reverse("belangstelling", args=[cursus.pk])
    with time_machine.travel(timezone.now() - timedelta(seconds=na_seconden), tick=False):
        html = client.get(adres).content.decode()
    bewijs = re.search(r'name="bewijs" value="([^"]*)"', html)
    assert bewijs
    return client.post(adres, INVOER | {"bewijs": unescape(bewijs[1])} | anders)


def test_belangstelling_komt_in_de_inbox_en_wordt_bevestigd(client: Client, cursus: CursusPagina) -> None:
    with time_machine.travel(MAART - timedelta(days=10), tick=False):
        uitvoering = UitvoeringFactory(cursus=cursus, begint_op=MAART)
        antwoord = geef_door(client, cursus, uitvoering=str(uitvoering.pk))
        bedankt = client.get(antwoord["Location"])

    verzoek = Contactverzoek.objects.get()
    assert (antwoord.status_code, antwoord["Location"]) == (
        302,
        f"{reverse('belangstelling_bedankt', args=[cursus.pk])}?kenmerk={verzoek.kenmerk}",
    )
    html = bedankt.content.decode()
    assert "<h1>Uw belangstelling is bij ons bekend</h1>" in html
    assert f"Uw kenmerk is <strong>{verzoek.kenmerk}</strong>." in html
    assert (verzoek.naam, verzoek.organisatie, verzoek.email) == (
        "Rosa de Vrager",
        "Gemeente Elders",
        "rosa@elders.example",
    )
    assert verzoek.onderwerp.naam == "Opleidingen"
    assert verzoek.bericht == (
        "Belangstelling voor: Umami\n"
        "Datum: 3 maart 2027, 9.30 tot 15.30 uur, Leerdonk, stadskantoor\n"
        "Aantal personen: 4\n\n"
        "Graag in de ochtend."
    )
    mail = Bericht.objects.get(aan=["rosa@elders.example"])
    assert verzoek.bericht in mail.tekst


def test_wie_apart_is_gezet_leest_dat_er_eerst_iemand_kijkt(client: Client, cursus: CursusPagina) -> None:
    antwoord = geef_door(client, cursus, opmerking="Zie <b>onze</b> aanbieding")

    assert Contactverzoek.objects.get().status == Contactverzoek.Status.TE_CONTROLEREN
    html = client.get(antwoord["Location"]).content.decode()
    assert "Een medewerker bekijkt het eerst" in html
    assert "U kreeg een bevestiging" not in html


def test_de_gekozen_datum_staat_al_in_het_formulier(client: Client, cursus: CursusPagina) -> None:
    UitvoeringFactory(cursus=cursus)
    tweede = UitvoeringFactory(cursus=cursus, begint_op=timezone.now() + timedelta(weeks=9))
    UitvoeringFactory(cursus=cursus, status="vol")
    (link,) = re.findall(rf'href="([^"]+\?datum={tweede.pk})"', client.get(cursus.get_url()).content.decode())

    html = client.get(link).content.decode()

    assert re.findall(r'<option value="(\d+)" selected>', html) == [str(tweede.pk)]
    assert len(re.findall(r"<option ", html)) == 3


@pytest.mark.parametrize("status", ["vol", "voorbij", "andere cursus"])
def test_een_datum_die_niet_meer_kan_zegt_dat_en_houdt_de_rest_vast(
    client: Client, cursus: CursusPagina, status: str
) -> None:
    datum = {
        "vol": {"cursus": cursus, "status": "vol"},
        "voorbij": {"cursus": cursus, "begint_op": timezone.now() - timedelta(hours=1)},
        "andere cursus": {},
    }[status]

    antwoord = geef_door(client, cursus, uitvoering=str(UitvoeringFactory(**datum).pk))

    html = unescape(antwoord.content.decode())
    assert antwoord.status_code == 422
    assert "Datum: Deze datum is vol of voorbij. Kies een andere datum." in html
    assert 'value="Rosa de Vrager"' in html
    assert Contactverzoek.objects.count() == 0


@pytest.mark.parametrize(
    ("veld", "waarde", "melding"),
    [
        ("naam", "", "Naam: Vul uw naam in."),
        ("email", "", "E-mailadres: Vul uw e-mailadres in, anders kunnen wij niet antwoorden."),
        ("aantal", "", "Aantal personen: Vul in voor hoeveel personen u belangstelling hebt."),
        ("aantal", "0", "Aantal personen: Vul minstens 1 persoon in."),
        ("aantal", "veel", "Aantal personen: Vul een heel getal in, bijvoorbeeld 4."),
        (
            "opmerking",
            "a\x00b",
            "Opmerking: Hier staat een teken dat wij niet kunnen bewaren. Typ de tekst opnieuw.",
        ),
        ("uitvoering", "onzin", "Datum: Deze datum is vol of voorbij. Kies een andere datum."),
    ],
)
def test_foute_invoer_zegt_wat_er_mis_is_en_bewaart_niets(
    client: Client, cursus: CursusPagina, veld: str, waarde: str, melding: str
) -> None:
    antwoord = geef_door(client, cursus, **{veld: waarde})

    fouten = re.findall(r'<li><a href="#[^"]+">([^<]+)</a></li>', unescape(antwoord.content.decode()))
    assert (antwoord.status_code, fouten) == (422, [melding])
    assert (Contactverzoek.objects.count(), Bericht.objects.count()) == (0, 0)


def test_zonder_toestemming_wordt_niets_bewaard(client: Client, cursus: CursusPagina) -> None:
    assert geef_door(client, cursus, toestemming="").status_code == 422
    assert Contactverzoek.objects.count() == 0


@pytest.mark.parametrize("wat", [{"na_seconden": 1}, {"nadere_aanduiding": "http://kwaad.example"}])
def test_een_robot_stuurt_geen_mail(client: Client, cursus: CursusPagina, wat: dict[str, Any]) -> None:
    assert geef_door(client, cursus, **wat).status_code == 302
    assert [verzoek.status for verzoek in Contactverzoek.objects.all()] == ["spam"]
    assert Bericht.objects.count() == 0


def test_hetzelfde_formulier_twee_keer_telt_een_keer(client: Client, cursus: CursusPagina) -> None:
    adres = reverse("belangstelling", args=[cursus.pk])
    with time_machine.travel(timezone.now() - timedelta(seconds=10), tick=False):
        bewijs = re.search(r'name="bewijs" value="([^"]*)"', client.get(adres).content.decode())
    assert bewijs
    for _keer in range(2):
        assert client.post(adres, INVOER | {"bewijs": unescape(bewijs[1])}).status_code == 302
    assert (Contactverzoek.objects.count(), Bericht.objects.filter(aan=["rosa@elders.example"]).count()) == (
        1,
        1,
    )


@pytest.mark.parametrize("hoe", ["concept", "besloten"])
def test_voor_een_cursus_die_niet_openbaar_is_is_geen_formulier(
    client: Client, cursus: CursusPagina, hoe: str
) -> None:
    adressen = [reverse(naam, args=[cursus.pk]) for naam in ("belangstelling", "belangstelling_bedankt")]
    assert [client.get(adres).status_code for adres in adressen] == [200, 200]
    if hoe == "concept":
        cursus.unpublish()
    else:
        PageViewRestriction.objects.create(page=cursus.get_parent(), restriction_type="login")

    assert [client.get(adres).status_code for adres in adressen] == [404, 404]


def test_een_trainer_zet_een_datum_in_het_beheer(
    client: Client,
    bram: Gebruiker,
    cursus: CursusPagina,
    django_capture_on_commit_callbacks: Any,
    settings: Any,
) -> None:
    geef_groepen_rechten()
    settings.PAGINAGEHEUGEN_SECONDEN = 300
    assert "Er staan nu geen data gepland." in Client().get(cursus.get_url()).content.decode()
    client.force_login(bram)
    begin = timezone.localtime(timezone.now() + timedelta(weeks=4)).replace(hour=9, minute=0)
    formulier = {
        "cursus": cursus.pk,
        "begint_op": begin.strftime("%Y-%m-%d %H:%M"),
        "eindigt_op": begin.replace(hour=12).strftime("%Y-%m-%d %H:%M"),
        "vorm": "locatie",
        "plaats": "",
        "capaciteit": "10",
        "status": "open",
        "toelichting": "",
    }

    zonder_plaats = client.post(reverse("uitvoeringen:add"), formulier)
    assert "Vul de plaats in, of kies ‘online’." in unescape(zonder_plaats.content.decode())
    with django_capture_on_commit_callbacks(execute=True):
        goed = client.post(reverse("uitvoeringen:add"), formulier | {"plaats": "Leerdonk"})

    assert goed.status_code == 302
    assert Uitvoering.objects.get().plaats == "Leerdonk"
    assert "Leerdonk" in client.get(reverse("uitvoeringen:index")).content.decode()
    # The visitor sees it at once, although the page was remembered.
    assert "Leerdonk (10 plaatsen)" in " ".join(Client().get(cursus.get_url()).content.decode().split())


@pytest.mark.parametrize("wie", ["aisha", "carla"])
def test_wie_geen_trainer_is_komt_niet_bij_de_data(
    client: Client, request: Any, cursus: CursusPagina, wie: str
) -> None:
    UitvoeringFactory(cursus=cursus)
    client.force_login(request.getfixturevalue(wie))

    assert client.get(reverse("uitvoeringen:index")).status_code == 302


def test_een_cursus_met_data_blijft_staan(client: Client, esther: Gebruiker, cursus: CursusPagina) -> None:
    geef_groepen_rechten()
    client.force_login(esther)
    UitvoeringFactory(cursus=cursus)

    antwoord = client.post(reverse("wagtailadmin_pages:delete", args=[cursus.pk]), follow=True)

    assert "er staan data bij" in antwoord.content.decode()
    assert CursusPagina.objects.filter(pk=cursus.pk).exists()
    Uitvoering.objects.all().delete()
    client.post(reverse("wagtailadmin_pages:delete", args=[cursus.pk]))
    assert not CursusPagina.objects.filter(pk=cursus.pk).exists()


@pytest.mark.parametrize(
    "fout",
    [
        {"eindigt_op": timezone.now() + timedelta(weeks=5)},
        {"plaats": ""},
        {"capaciteit": 0},
    ],
)
def test_de_database_weigert_een_onmogelijke_datum(cursus: CursusPagina, fout: dict[str, Any]) -> None:
    UitvoeringFactory(cursus=cursus)
    with pytest.raises(IntegrityError), transaction.atomic():
        UitvoeringFactory(cursus=cursus, **fout)
