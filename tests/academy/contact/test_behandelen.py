"""Handling requests in the CMS: who may, what it leaves behind."""

from __future__ import annotations

import csv
import io
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from academy.contact.acties.behandelen import behandel
from academy.contact.models import Behandelstap, Contactverzoek
from academy.gebruikers.models import Gebruiker
from tests.factories.contact import ContactverzoekFactory, OnderwerpFactory


def stappen(verzoek: Contactverzoek) -> list[tuple[str, str, str, str]]:
    return [
        (str(stap.door), stap.status, str(stap.eigenaar or ""), stap.notitie)
        for stap in verzoek.stappen.all()
    ]


def test_elke_wijziging_laat_een_stap_na(esther: Gebruiker) -> None:
    verzoek = ContactverzoekFactory()

    behandel(
        verzoek=verzoek, door=esther, status="in_behandeling", eigenaar=esther, notitie="Ik bel maandag."
    )
    behandel(verzoek=verzoek, door=esther, status="in_behandeling", notitie="Gebeld, geen gehoor.")

    verzoek.refresh_from_db()
    assert (verzoek.status, verzoek.eigenaar) == ("in_behandeling", esther)
    assert stappen(verzoek) == [
        ("Esther Mulder", "in_behandeling", "Esther Mulder", "Ik bel maandag."),
        ("Esther Mulder", "", "", "Gebeld, geen gehoor."),
    ]


@pytest.mark.parametrize(
    ("wijziging", "melding"),
    [
        ({"status": "nieuw", "notitie": "  "}, "Er is niets veranderd."),
        ({"status": "weg"}, "Deze status bestaat niet."),
    ],
)
def test_een_stap_die_niets_of_onzin_zegt_wordt_geweigerd(
    esther: Gebruiker, wijziging: dict[str, str], melding: str
) -> None:
    verzoek = ContactverzoekFactory()

    with pytest.raises(ValidationError) as fout:
        behandel(verzoek=verzoek, door=esther, **wijziging)

    assert fout.value.messages[0].startswith(melding)
    assert (Contactverzoek.objects.get().status, Behandelstap.objects.count()) == ("nieuw", 0)


def test_alleen_een_medewerker_kan_eigenaar_worden(esther: Gebruiker, bram: Gebruiker) -> None:
    verzoek = ContactverzoekFactory()

    with pytest.raises(ValidationError) as fout:
        behandel(verzoek=verzoek, door=esther, eigenaar=bram)

    assert fout.value.message_dict == {
        "eigenaar": ["Deze persoon werkt niet bij de academy. Kies iemand uit de lijst."]
    }
    assert Contactverzoek.objects.get().eigenaar is None


@pytest.mark.parametrize(
    ("wie", "mag"), [("esther", True), ("bram", False), ("carla", False), ("aisha", False), ("daan", False)]
)
def test_alleen_de_academy_ziet_en_behandelt(
    request: pytest.FixtureRequest, client: Client, wie: str, mag: bool
) -> None:
    persoon = request.getfixturevalue(wie)
    verzoek = ContactverzoekFactory(naam="Rosa Geheim", bericht="Dit mag niemand anders lezen.")
    client.force_login(persoon)
    adressen = [
        reverse("contactverzoek:index"),
        reverse("contactverzoek:edit", args=[verzoek.pk]),
        reverse("contactverzoek:index") + "?export=csv",
    ]

    for adres in adressen:
        antwoord = client.get(adres, follow=True)
        inhoud = antwoord.getvalue().decode() if antwoord.streaming else antwoord.content.decode()
        assert ("Rosa Geheim" in inhoud) is mag, adres
    client.post(adressen[1], {"status": "afgerond", "initial-status": "nieuw", "notitie": ""})
    assert Contactverzoek.objects.get().status == ("afgerond" if mag else "nieuw")
    if not mag:
        with pytest.raises(PermissionDenied):
            behandel(verzoek=verzoek, door=persoon, notitie="Ik kijk mee.")
    assert Behandelstap.objects.count() == (1 if mag else 0)


def test_het_scherm_toont_alles_en_slaat_een_stap_op(client: Client, esther: Gebruiker) -> None:
    verzoek = ContactverzoekFactory(organisatie="Gemeente Elders", telefoon="0612345678")
    client.force_login(esther)
    adres = reverse("contactverzoek:edit", args=[verzoek.pk])

    html = client.get(adres).content.decode()
    for waarde in (verzoek.naam, verzoek.email, "Gemeente Elders", "0612345678", verzoek.bericht):
        assert waarde in html
    antwoord = client.post(
        adres,
        {
            "status": "in_behandeling",
            "initial-status": "nieuw",
            "eigenaar": esther.pk,
            "initial-eigenaar": "",
            "notitie": "Ik pak dit op.",
        },
        follow=True,
    )

    assert stappen(verzoek) == [("Esther Mulder", "in_behandeling", "Esther Mulder", "Ik pak dit op.")]
    html = antwoord.content.decode()
    assert "Status werd: in behandeling" in html
    assert "<p>Ik pak dit op.</p>" in html


def test_een_notitie_in_een_oud_scherm_zet_de_status_niet_terug(client: Client, esther: Gebruiker) -> None:
    verzoek = ContactverzoekFactory()
    client.force_login(esther)
    behandel(verzoek=verzoek, door=esther, status="afgerond")

    client.post(
        reverse("contactverzoek:edit", args=[verzoek.pk]),
        {
            "status": "nieuw",
            "initial-status": "nieuw",
            "eigenaar": "",
            "initial-eigenaar": "",
            "notitie": "Nog iets.",
        },
    )

    assert Contactverzoek.objects.get().status == "afgerond"
    assert stappen(verzoek)[-1] == ("Esther Mulder", "", "", "Nog iets.")


def test_niets_veranderen_geeft_een_melding_en_houdt_de_notitie(client: Client, esther: Gebruiker) -> None:
    verzoek = ContactverzoekFactory()
    client.force_login(esther)

    antwoord = client.post(
        reverse("contactverzoek:edit", args=[verzoek.pk]),
        {"status": "nieuw", "initial-status": "nieuw", "eigenaar": "", "initial-eigenaar": "", "notitie": ""},
    )

    assert "Er is niets veranderd." in antwoord.content.decode()
    assert Behandelstap.objects.count() == 0


@pytest.mark.parametrize(
    ("vraag", "namen"),
    [
        ("", ["Derde", "Tweede", "Eerste"]),
        ("?status=spam", ["Tweede"]),
        ("?onderwerp={casuistiek}", ["Derde"]),
        ("?q=Eerste", ["Eerste"]),
    ],
)
def test_de_lijst_filtert_zoekt_en_exporteert_wat_zij_toont(
    client: Client, esther: Gebruiker, vraag: str, namen: list[str]
) -> None:
    ContactverzoekFactory(naam="Eerste")
    ContactverzoekFactory(naam="Tweede", status="spam")
    casuistiek = OnderwerpFactory(naam="Casuïstiek")
    ContactverzoekFactory(naam="Derde", onderwerp=casuistiek)
    client.force_login(esther)

    adres = reverse("contactverzoek:index") + vraag.format(casuistiek=casuistiek.pk)
    antwoord = client.get(adres + ("&" if vraag else "?") + "export=csv")
    rijen = list(csv.DictReader(io.StringIO(antwoord.getvalue().decode())))
    assert [rij["Naam"] for rij in rijen] == namen
    html = client.get(adres).content.decode()
    assert [
        naam
        for naam in ("Derde", "Tweede", "Eerste")
        if f">{naam}</a>" in html.replace("\n", "").replace("  ", "")
    ] == namen


def test_een_formule_van_een_vreemde_wordt_in_de_export_tekst(client: Client, esther: Gebruiker) -> None:
    ContactverzoekFactory(naam='=HYPERLINK("http://kwaad.example")', bericht="+31 6")
    client.force_login(esther)

    antwoord = client.get(reverse("contactverzoek:index") + "?export=csv")

    rij = next(csv.DictReader(io.StringIO(antwoord.getvalue().decode())))
    assert (rij["Naam"], rij["Bericht"]) == ('\'=HYPERLINK("http://kwaad.example")', "'+31 6")


def test_de_lijst_kost_evenveel_vragen_met_een_als_met_drie(client: Client, esther: Gebruiker) -> None:
    client.force_login(esther)
    ContactverzoekFactory(eigenaar=esther)
    adres = reverse("contactverzoek:index_results")
    client.get(adres)
    aantallen = []
    for _ronde in range(2):
        with CaptureQueriesContext(connection) as vragen:
            client.get(adres)
        aantallen.append(len(vragen))
        ContactverzoekFactory(eigenaar=esther)
        ContactverzoekFactory()
    assert aantallen[0] == aantallen[1]


@pytest.mark.parametrize(
    ("kolom", "waarde"), [("bericht", "Iets anders"), ("uiterlijk_op", date(2030, 1, 1)), ("telefoon", "112")]
)
def test_wat_de_afzender_schreef_verandert_nooit(db: None, kolom: str, waarde: object) -> None:
    verzoek = ContactverzoekFactory()
    eerst = getattr(verzoek, kolom)

    with pytest.raises(DatabaseError), transaction.atomic():
        Contactverzoek.objects.filter(pk=verzoek.pk).update(**{kolom: waarde})

    assert getattr(Contactverzoek.objects.get(), kolom) == eerst
