"""Requests go by themselves when their time is over; figures and the log stay."""

from __future__ import annotations

import re
import tomllib
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import time_machine
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Site

from academy.basis.models import Bericht, Opdracht
from academy.contact.acties import bewaren
from academy.contact.acties.behandelen import beantwoord, behandel
from academy.contact.acties.bewaren import ruim_op, wis_persoon, wis_verzoek
from academy.contact.acties.verzoeken import neem_in_ontvangst, ontvang_verzoek
from academy.contact.models import (
    Behandelstap,
    ContactInstellingen,
    Contactverzoek,
    Maandtelling,
    Verwijdering,
)
from academy.contact.schermen import Maandcijfers, PersoonsGegevens
from academy.contact.tasks import ruim_op_taak
from academy.demo.acties.paginas import TEKSTEN
from academy.gebruikers.models import Gebruiker
from tests.factories.contact import ContactPaginaFactory, ContactverzoekFactory, OnderwerpFactory

VORIG_JAAR = datetime(2025, 3, 3, 10, tzinfo=UTC)


def afgerond(door: Gebruiker, op: datetime, **velden: object) -> Contactverzoek:
    verzoek = ContactverzoekFactory(ontvangen_op=op - timedelta(days=1), **velden)
    with time_machine.travel(op, tick=False):
        behandel(verzoek=verzoek, door=door, status="afgerond")
    return verzoek


def over() -> list[str]:
    return sorted(Contactverzoek.objects.values_list("naam", flat=True))


def logboek() -> list[tuple[str, str, int]]:
    return list(Verwijdering.objects.order_by("pk").values_list("regel", "termijn", "aantal"))


def test_wat_over_de_termijn_is_gaat_en_de_rest_blijft(esther: Gebruiker) -> None:
    nu = timezone.now()
    afgerond(esther, nu - timedelta(days=367), naam="lang afgerond")
    afgerond(esther, nu - timedelta(days=360), naam="net afgerond")
    ContactverzoekFactory(naam="oude spam", status="spam", ontvangen_op=nu - timedelta(days=31))
    ContactverzoekFactory(naam="verse spam", status="spam", ontvangen_op=nu - timedelta(days=29))
    for status in ("nieuw", "te_controleren", "in_behandeling"):
        ContactverzoekFactory(naam=f"oud en {status}", status=status, ontvangen_op=nu - timedelta(days=999))

    assert ruim_op() == 2
    assert over() == [
        "net afgerond",
        "oud en in_behandeling",
        "oud en nieuw",
        "oud en te_controleren",
        "verse spam",
    ]
    assert logboek() == [("afgerond", "12 maanden", 1), ("spam", "30 dagen", 1)]
    assert (ruim_op(), len(logboek())) == (0, 2)


def test_opnieuw_geopend_telt_vanaf_de_laatste_keer(esther: Gebruiker) -> None:
    nu = timezone.now()
    verzoek = afgerond(esther, nu - timedelta(days=800))
    for dagen, status in ((700, "in_behandeling"), (100, "afgerond")):
        with time_machine.travel(nu - timedelta(days=dagen)):
            behandel(verzoek=verzoek, door=esther, status=status)
    pas_spam = ContactverzoekFactory(ontvangen_op=nu - timedelta(days=90))
    behandel(verzoek=pas_spam, door=esther, status="spam")

    assert (ruim_op(), Contactverzoek.objects.count()) == (0, 2)


def test_de_instellingen_bepalen_de_termijn(esther: Gebruiker) -> None:
    nu = timezone.now()
    afgerond(esther, nu - timedelta(days=70))
    ContactverzoekFactory(status="spam", ontvangen_op=nu - timedelta(days=8))
    instellingen = ContactInstellingen.for_site(Site.objects.get(is_default_site=True))
    instellingen.bewaar_afgerond_maanden, instellingen.bewaar_spam_dagen = 2, 7
    instellingen.save()

    assert ruim_op() == 2
    assert logboek() == [("afgerond", "2 maanden", 1), ("spam", "7 dagen", 1)]


def test_cijfers_veranderen_niet_door_verwijderen(esther: Gebruiker) -> None:
    ander = OnderwerpFactory(naam="Opleidingen")
    for dagen in (1, 2, 7):
        verzoek = ContactverzoekFactory(ontvangen_op=VORIG_JAAR)
        with time_machine.travel(VORIG_JAAR + timedelta(days=dagen)):
            behandel(verzoek=verzoek, door=esther, status="afgerond")
    ContactverzoekFactory(ontvangen_op=VORIG_JAAR, status="spam")
    ContactverzoekFactory(ontvangen_op=VORIG_JAAR, status="spam", onderwerp=ander)
    eerst = Maandcijfers().regels()

    with time_machine.travel(VORIG_JAAR + timedelta(days=60)):
        assert ruim_op() == 2
    tussen = Maandcijfers().regels()
    with time_machine.travel(VORIG_JAAR + timedelta(days=400)):
        assert ruim_op() == 3

    assert eerst == tussen == Maandcijfers().regels()
    assert [(regel.ontvangen, regel.afgerond, regel.mediaan, regel.spam) for regel in eerst] == [
        (3, 3, 2, 1),
        (0, 0, None, 1),
    ]
    assert Contactverzoek.objects.count() == 0


def test_er_blijft_niets_van_de_persoon_over(esther: Gebruiker) -> None:
    op = timezone.now() - timedelta(days=500)
    with time_machine.travel(op):
        verzoek = ontvang_verzoek(
            formulier_sleutel=ContactverzoekFactory.build().formulier_sleutel,
            naam="Rosa Uniek",
            email="rosa.uniek@elders.example",
            onderwerp=OnderwerpFactory(eigenaar=esther),
            bericht="Een uniek verhaal.",
            adres="203.0.113.7",
        )
        beantwoord(
            verzoek=verzoek,
            door=esther,
            sleutel=verzoek.formulier_sleutel,
            onderwerp="Antwoord",
            tekst="Beste Rosa Uniek",
            status="afgerond",
        )
    assert (Bericht.objects.count(), Opdracht.objects.count()) == (3, 3)

    ruim_op()

    assert (
        Contactverzoek.objects.count(),
        Behandelstap.objects.count(),
        Bericht.objects.count(),
        Opdracht.objects.count(),
    ) == (0, 0, 0, 0)
    assert list(Maandtelling.objects.values_list("status", "werkdagen", "aantal")) == [("afgerond", 0, 1)]


def test_porties_en_een_tweede_loop_verwijderen_alles_een_keer(
    esther: Gebruiker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bewaren, "PER_KEER", 2)
    for _nummer in range(5):
        ContactverzoekFactory(status="spam", ontvangen_op=VORIG_JAAR)

    assert ruim_op() == 5
    assert logboek() == [("spam", "30 dagen", 2), ("spam", "30 dagen", 2), ("spam", "30 dagen", 1)]
    assert Maandtelling.objects.get().aantal == 5


def test_de_herkomst_gaat_binnen_twee_dagen(db: None) -> None:
    oud = ContactverzoekFactory(herkomst="a" * 32, ontvangen_op=timezone.now() - timedelta(hours=25))
    vers = ContactverzoekFactory(herkomst="b" * 32)

    ruim_op()

    oud.refresh_from_db()
    vers.refresh_from_db()
    assert (oud.herkomst, vers.herkomst) == ("", "b" * 32)


def test_de_klok_roept_het_opruimen_elke_dag(db: None) -> None:
    ContactverzoekFactory(status="spam", ontvangen_op=VORIG_JAAR)
    taken = {rij["task"]: rij["schedule"] for rij in settings.CELERY_BEAT_SCHEDULE.values()}

    rooster = taken[ruim_op_taak.name]
    ruim_op_taak.delay()

    assert (rooster.hour, rooster.minute, len(rooster.day_of_week)) == ({3}, {20}, 7)
    assert Contactverzoek.objects.count() == 0


def test_het_beheer_zegt_wat_is_verwijderd(client: Client, esther: Gebruiker, bram: Gebruiker) -> None:
    ContactverzoekFactory(status="spam", ontvangen_op=VORIG_JAAR)
    ruim_op()
    client.force_login(esther)
    html = client.get(reverse("contact_verwijdering:index")).content.decode()
    assert ("bewaartermijn van spam" in html, "30 dagen" in html, "de website" in html) == (True, True, True)

    client.force_login(bram)
    html = client.get(reverse("contact_verwijdering:index"), follow=True).content.decode()
    assert "bewaartermijn van spam" not in html


@pytest.mark.parametrize("scherm", ["add", "edit", "delete"])
def test_niemand_schrijft_in_het_logboek(client: Client, esther: Gebruiker, scherm: str) -> None:
    regel = Verwijdering.objects.create(regel="spam", aantal=3)
    client.force_login(esther)
    adres = reverse(f"contact_verwijdering:{scherm}", args=[] if scherm == "add" else [regel.pk])

    client.post(adres, {"aantal": 1})

    assert [rij.aantal for rij in Verwijdering.objects.all()] == [3]


def test_de_contactpagina_en_de_privacypagina_noemen_de_termijnen(client: Client, db: None) -> None:
    html = client.get(ContactPaginaFactory().get_url()).content.decode()
    assert "Wij bewaren uw bericht tot 12 maanden nadat wij uw vraag hebben afgerond." in html

    privacy = (Path(TEKSTEN) / "privacy.toml").read_text()
    teksten = " ".join(blok["value"] for blok in tomllib.loads(privacy)["inhoud"] if blok["type"] == "tekst")
    standaard = ContactInstellingen()
    assert re.findall(r"formulier: (\d+) maanden nadat .*?spam[^:]*: (\d+) dagen", teksten, re.DOTALL) == [
        (str(standaard.bewaar_afgerond_maanden), str(standaard.bewaar_spam_dagen))
    ]


@pytest.mark.parametrize("soort", ["los", "persoon"])
@pytest.mark.parametrize(
    ("wie", "recht", "mag"),
    [("esther", True, True), ("esther", False, False), ("bram", True, False), ("daan", True, False)],
)
def test_wissen_mag_alleen_wie_dat_recht_kreeg(
    request: pytest.FixtureRequest, client: Client, soort: str, wie: str, recht: bool, mag: bool
) -> None:
    persoon: Gebruiker = request.getfixturevalue(wie)
    if not recht:
        persoon.groups.get().permissions.remove(
            *persoon.groups.get().permissions.filter(codename="wis_contactverzoek")
        )
    verzoek = ContactverzoekFactory(email="rosa@elders.example")
    client.force_login(persoon)
    if soort == "los":
        client.post(reverse("contactverzoek:delete", args=[verzoek.pk]))
    else:
        gegevens = {"email": "rosa@elders.example", "zeker": "ja", "wat": "wissen"}
        client.post(reverse("contact_persoon:index"), gegevens)

    assert Contactverzoek.objects.exists() is not mag
    assert logboek() == ([(soort, "", 1)] if mag else [])
    if not mag:
        with pytest.raises(PermissionDenied):
            wis_verzoek(verzoek=verzoek, door=persoon)
        with pytest.raises(PermissionDenied):
            wis_persoon(email=verzoek.email, door=persoon)


def test_wissen_van_een_persoon_laat_anderen_staan_en_houdt_wachtende_mail_tegen(esther: Gebruiker) -> None:
    eigen = [ContactverzoekFactory(email=adres) for adres in ("Rosa@Elders.example", "rosa@elders.example")]
    ander = ContactverzoekFactory(email="karel@elders.example")
    for verzoek in (*eigen, ander):
        neem_in_ontvangst(verzoek)

    assert wis_persoon(email=" ROSA@elders.example ", door=esther) == 2
    assert list(Contactverzoek.objects.all()) == [ander]
    assert [bericht.sleutel for bericht in Bericht.objects.all()] == [f"contact-bevestiging:{ander.pk}"]
    assert Opdracht.objects.count() == 1
    regel = Verwijdering.objects.get()
    assert (regel.regel, regel.aantal, regel.door) == ("persoon", 2, esther)


def test_wissen_vraagt_om_een_vinkje(client: Client, esther: Gebruiker) -> None:
    ContactverzoekFactory(email="rosa@elders.example")
    client.force_login(esther)

    antwoord = client.post(
        reverse("contact_persoon:index"), {"email": "rosa@elders.example", "wat": "wissen"}
    )

    assert "Er is niets gewist. Zet eerst een vinkje bij" in antwoord.content.decode()
    assert Contactverzoek.objects.count() == 1


def test_een_persoon_krijgt_alles_mee_als_json_en_als_tekst(client: Client, esther: Gebruiker) -> None:
    verzoek = ContactverzoekFactory(
        email="rosa@elders.example", naam="Rosa Jansen", bericht="Regel één\nRegel twee"
    )
    ContactverzoekFactory(email="karel@elders.example", naam="Karel Ander")
    neem_in_ontvangst(verzoek)
    behandel(verzoek=verzoek, door=esther, notitie="Gebeld.", eigenaar=esther)
    beantwoord(
        verzoek=verzoek, door=esther, sleutel=verzoek.formulier_sleutel, onderwerp="Antwoord", tekst="Ja."
    )
    client.force_login(esther)
    adres = reverse("contact_persoon:index")

    gevonden = client.post(adres, {"email": "ROSA@elders.example", "wat": "zoeken"}).content.decode()
    json_ = client.post(adres, {"email": "rosa@elders.example", "wat": "json"})
    tekst = client.post(adres, {"email": "rosa@elders.example", "wat": "tekst"}).content.decode()

    assert ("1 verzoek gevonden" in gevonden, verzoek.kenmerk in gevonden) == (True, True)
    [rij] = json_.json()["contactverzoeken"]
    assert (rij["naam"], rij["bericht"], rij["behandelaar"]) == (
        "Rosa Jansen",
        "Regel één\nRegel twee",
        "Esther Mulder",
    )
    assert [(stap["door"], stap["notitie"], stap["antwoord"]) for stap in rij["geschiedenis"]] == [
        ("Esther Mulder", "Gebeld.", ""),
        ("Esther Mulder", "", "Ja."),
    ]
    assert [post["aan"] for post in rij["e-mails"]] == ["rosa@elders.example"]
    assert "bericht: Regel één\n        Regel twee\n" in tekst
    assert ("Gebeld." in tekst, "antwoord: Ja." in tekst, "Karel" in tekst) == (True, True, False)
    assert json_["Content-Disposition"].endswith('.json"')


def test_gegevens_van_een_persoon_kosten_evenveel_vragen_met_een_als_met_drie(esther: Gebruiker) -> None:
    aantallen = []
    for aantal in (1, 2):
        for _keer in range(aantal):
            verzoek = ContactverzoekFactory(email="rosa@elders.example")
            neem_in_ontvangst(verzoek)
            behandel(verzoek=verzoek, door=esther, notitie="Gebeld.")
        with CaptureQueriesContext(connection) as vragen:
            gegevens = PersoonsGegevens("rosa@elders.example").als_gegevens()
        aantallen.append((len(gegevens["contactverzoeken"]), len(vragen)))
    assert aantallen == [(1, aantallen[0][1]), (3, aantallen[0][1])]
