from __future__ import annotations

import csv
import io
from datetime import date, timedelta
from typing import NamedTuple

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from academy.gebruikers.models import Gebruiker, Lidmaatschap, Organisatie
from academy.portaal.schermen import Filter, Leerstatus, Overzicht, voluit
from certificaten.acties.intrekken import trek_in
from certificaten.models import Certificaat, Certificering
from cursussen.acties.inschrijvingen import schrijf_in
from cursussen.acties.versies import leg_versie_vast
from tests.factories.certificaten import (
    CertificaatFactory,
    CertificeringFactory,
    CyclusFactory,
    rond_cursus_af,
)
from tests.factories.cursussen import CursusPaginaFactory
from tests.factories.gebruikers import GebruikerFactory, LidmaatschapFactory, OrganisatieFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def umami() -> Certificering:
    return CertificeringFactory(cursus=CursusPaginaFactory(title="Umami", casus=""))


def lid_van(organisatie: Organisatie, voornaam: str, achternaam: str = "Test") -> Gebruiker:
    gebruiker = GebruikerFactory(
        first_name=voornaam, last_name=achternaam, email=f"{voornaam.lower()}@leerdonk.nl"
    )
    LidmaatschapFactory(gebruiker=gebruiker, organisatie=organisatie, van=date(2015, 1, 1))
    return gebruiker


def scherm(antwoord: HttpResponse) -> list[list[str]]:
    """The cells of the table on the screen, head first."""
    tabel = BeautifulSoup(antwoord.content, "html.parser").select_one("table")
    if tabel is None:
        return []
    return [[" ".join(cel.get_text().split()) for cel in rij.select("th, td")] for rij in tabel.select("tr")]


def bestand(antwoord: HttpResponse) -> tuple[dict[str, str], list[list[str]]]:
    """What stands above the table in the file, and the table, head first."""
    rijen = list(csv.reader(io.StringIO(antwoord.content.decode("utf-8-sig")), delimiter=";"))
    leeg = rijen.index([])
    return dict(rijen[:leeg]), rijen[leeg + 1 :]


class Wereld(NamedTuple):
    """Seven people of Leerdonk, one in every state."""

    organisatie: Organisatie
    certificering: Certificering
    vrij: str


@pytest.fixture
def wereld(leerdonk: Organisatie, umami: Certificering, esther: Gebruiker) -> Wereld:
    def certificaat(voornaam: str) -> Certificaat:
        cyclus = CyclusFactory(gebruiker=lid_van(leerdonk, voornaam), certificering=umami)
        return CertificaatFactory(cyclus=cyclus)

    with time_machine.travel("2020-05-03 10:00+02:00"):
        certificaat("Vera")
    certificaat("Gijs")
    with time_machine.travel("2026-02-01 10:00+01:00"):
        ingetrokken = certificaat("Iris")
    with time_machine.travel("2026-03-01 10:00+01:00"):
        trek_in(certificaat=ingetrokken, door=esther, reden="Toets niet zelf gemaakt")
    CyclusFactory(gebruiker=lid_van(leerdonk, "Wim"), certificering=umami)
    schrijf_in(gebruiker=lid_van(leerdonk, "Bas"), cursus=umami.cursus)
    vrij = CursusPaginaFactory(title="Kennismaking", casus="")
    leg_versie_vast(cursus=vrij, door=None)
    rond_cursus_af(lid_van(leerdonk, "Ans"), vrij)
    lid_van(leerdonk, "Nina")
    return Wereld(leerdonk, umami, "Kennismaking")


def test_elke_stand_met_de_datum_die_erbij_hoort(wereld: Wereld) -> None:
    vandaag, over_drie_jaar = timezone.localdate(), Certificaat.objects.latest("geldig_tot").geldig_tot
    regels = {(rij.naam, rij.cursus): rij for rij in Overzicht(wereld.organisatie).regels(Filter())}
    gevonden = {sleutel: (rij.leerstatus, rij.status) for sleutel, rij in regels.items()}
    assert gevonden == {
        ("Ans Test", "Kennismaking"): (Leerstatus.AFGEROND, "afgerond"),
        ("Ans Test", "Umami"): (Leerstatus.NIET_BEGONNEN, "niet begonnen"),
        ("Bas Test", "Umami"): (Leerstatus.BEZIG, "bezig"),
        ("Gijs Test", "Umami"): (Leerstatus.GELDIG, f"geldig tot en met {voluit(over_drie_jaar)}"),
        ("Iris Test", "Umami"): (Leerstatus.INGETROKKEN, "ingetrokken op 1 maart 2026"),
        ("Nina Test", "Umami"): (Leerstatus.NIET_BEGONNEN, "niet begonnen"),
        ("Vera Test", "Umami"): (Leerstatus.VERLOPEN, "verlopen op 3 mei 2023"),
        ("Wim Test", "Umami"): (Leerstatus.WACHT_OP_NAAM, "afgerond, wacht op naam"),
    }
    datums = {naam: (rij.begonnen_op, rij.behaald_op, rij.geldig_tot) for (naam, _), rij in regels.items()}
    assert datums["Vera Test"] == (date(2020, 5, 3), date(2020, 5, 3), date(2023, 5, 3))
    assert datums["Wim Test"] == (vandaag, vandaag, None)
    assert datums["Bas Test"] == (vandaag, None, None)
    assert datums["Nina Test"] == (None, None, None)


def test_wie_opnieuw_begint_blijft_geldig_zolang_het_certificaat_geldt(
    leerdonk: Organisatie, umami: Certificering
) -> None:
    gijs = lid_van(leerdonk, "Gijs")
    with time_machine.travel("2024-05-03 10:00+02:00"):
        certificaat = CertificaatFactory(cyclus=CyclusFactory(gebruiker=gijs, certificering=umami))
    schrijf_in(gebruiker=gijs, cursus=umami.cursus)
    dag = certificaat.geldig_tot

    def leerstatus(op: date) -> Leerstatus:
        return Overzicht(leerdonk, op).regels(Filter())[0].leerstatus

    assert (leerstatus(dag), leerstatus(dag + timedelta(days=1))) == (Leerstatus.GELDIG, Leerstatus.BEZIG)


def test_alleen_wie_er_vandaag_bij_hoort(leerdonk: Organisatie, umami: Certificering) -> None:
    vandaag = timezone.localdate()
    elders = OrganisatieFactory()
    for voornaam, organisatie, van, tot in [
        ("Nu", leerdonk, vandaag, None),
        ("Nog", leerdonk, vandaag - timedelta(days=9), vandaag + timedelta(days=1)),
        ("Weg", leerdonk, vandaag - timedelta(days=9), vandaag),
        ("Straks", leerdonk, vandaag + timedelta(days=1), None),
        ("Elders", elders, vandaag, None),
    ]:
        gebruiker = GebruikerFactory(first_name=voornaam, last_name="Test")
        LidmaatschapFactory(gebruiker=gebruiker, organisatie=organisatie, van=van, tot=tot)
        CertificaatFactory(cyclus=CyclusFactory(gebruiker=gebruiker, certificering=umami))
    assert [rij.naam for rij in Overzicht(leerdonk).regels(Filter())] == ["Nog Test", "Nu Test"]
    assert [rij.naam for rij in Overzicht(elders).regels(Filter())] == ["Elders Test"]


@pytest.mark.parametrize(
    ("lid_sinds", "verwacht"),
    [
        (
            date(2026, 2, 1),
            [(Leerstatus.GELDIG, date(2026, 2, 1), "Umami"), (Leerstatus.BEZIG, None, "Vervolg")],
        ),
        (date(2026, 2, 2), [(Leerstatus.NIET_BEGONNEN, None, "Umami"), (Leerstatus.BEZIG, None, "Vervolg")]),
    ],
)
def test_wat_voor_het_lidmaatschap_is_behaald_blijft_van_de_persoon(
    leerdonk: Organisatie,
    umami: Certificering,
    lid_sinds: date,
    verwacht: list[tuple[Leerstatus, date | None, str]],
) -> None:
    gijs = GebruikerFactory(first_name="Gijs", last_name="Test")
    vervolg = CursusPaginaFactory(title="Vervolg", casus="")
    leg_versie_vast(cursus=vervolg, door=None)
    with time_machine.travel("2026-02-01 10:00+01:00"):
        CertificaatFactory(cyclus=CyclusFactory(gebruiker=gijs, certificering=umami))
        schrijf_in(gebruiker=gijs, cursus=vervolg)
    LidmaatschapFactory(gebruiker=gijs, organisatie=leerdonk, van=lid_sinds)

    regels = Overzicht(leerdonk).regels(Filter())

    assert [(rij.leerstatus, rij.behaald_op, rij.cursus) for rij in regels] == verwacht


def test_twee_lidmaatschappen_geven_een_persoon(leerdonk: Organisatie, umami: Certificering) -> None:
    gijs = lid_van(leerdonk, "Gijs")
    Lidmaatschap.objects.filter(gebruiker=gijs).update(tot=timezone.localdate() + timedelta(days=5))
    LidmaatschapFactory(gebruiker=gijs, organisatie=leerdonk, rol=Lidmaatschap.Rol.BEHEERDER)
    assert [rij.naam for rij in Overzicht(leerdonk).regels(Filter())] == ["Gijs Test"]


@pytest.mark.parametrize(
    ("vraag", "namen"),
    [
        ({}, ["Ans", "Ans", "Bas", "Gijs", "Iris", "Nina", "Vera", "Wim", "Carla"]),
        ({"zoek": "IRIS"}, ["Iris"]),
        ({"zoek": "vera@leerdonk"}, ["Vera"]),
        ({"zoek": "test wim"}, ["Wim"]),
        ({"zoek": "%"}, []),
        ({"status": "geldig"}, ["Gijs"]),
        ({"status": "niet_begonnen"}, ["Ans", "Nina", "Carla"]),
        ({"status": "niet_begonnen", "zoek": "ni"}, ["Nina"]),
        ({"sorteer": "-naam"}, ["Carla", "Wim", "Vera", "Nina", "Iris", "Gijs", "Bas", "Ans", "Ans"]),
        (
            {"sorteer": "status"},
            ["Gijs", "Vera", "Iris", "Wim", "Ans", "Bas", "Ans", "Nina", "Carla"],
        ),
        ({"sorteer": "-geldig", "status": "verlopen"}, ["Vera"]),
    ],
)
def test_scherm_en_bestand_geven_dezelfde_rijen(
    client: Client, carla: Gebruiker, wereld: Wereld, vraag: dict[str, str], namen: list[str]
) -> None:
    client.force_login(carla)
    pk = wereld.organisatie.pk
    op_scherm = scherm(client.get(reverse("portaal_overzicht", args=[pk]), vraag))
    kop, in_bestand = bestand(client.get(reverse("portaal_csv", args=[pk]), vraag))
    assert in_bestand[1:] == op_scherm[1:]
    assert in_bestand[0] == (op_scherm[0] if op_scherm else in_bestand[0])
    assert kop["Aantal rijen"] == str(len(in_bestand) - 1)
    assert kop["Organisatie"] == "Gemeente Leerdonk"
    assert [rij[0].split()[0] for rij in in_bestand[1:]] == namen


def test_filter_op_cursus_en_filter_in_woorden(client: Client, carla: Gebruiker, wereld: Wereld) -> None:
    client.force_login(carla)
    vraag = {"cursus": wereld.certificering.cursus_id, "status": "bezig", "zoek": "bas"}
    with time_machine.travel("2026-11-21 20:47+01:00", tick=False):
        antwoord = client.get(reverse("portaal_csv", args=[wereld.organisatie.pk]), vraag)
    kop, rijen = bestand(antwoord)
    assert kop == {
        "Organisatie": "Gemeente Leerdonk",
        "Gemaakt op": "21 november 2026 20:47",
        "Filter": "zoekt op bas, status bezig, cursus Umami",
        "Aantal rijen": "1",
    }
    assert rijen[0] == [
        "Naam",
        "E-mailadres",
        "Cursus",
        "Status",
        "Begonnen op",
        "Behaald op",
        "Geldig tot en met",
    ]
    assert antwoord["Content-Disposition"] == 'attachment; filename="gemeente-leerdonk-2026-11-21-2047.csv"'
    assert antwoord["Content-Type"] == "text/csv; charset=utf-8"
    assert antwoord.content[:3] == b"\xef\xbb\xbf"
    assert {"private", "no-store"} <= set(antwoord["Cache-Control"].split(", "))


@pytest.mark.parametrize("begin", ["=", "+", "-", "@", "\t", "\r"])
def test_een_naam_wordt_in_het_bestand_nooit_een_formule(
    client: Client, carla: Gebruiker, leerdonk: Organisatie, umami: Certificering, begin: str
) -> None:
    gemeen = lid_van(leerdonk, "Gemeen")
    Gebruiker.objects.filter(pk=gemeen.pk).update(first_name=f"{begin}HYPERLINK(1)")
    client.force_login(carla)
    _kop, rijen = bestand(client.get(reverse("portaal_csv", args=[leerdonk.pk])))
    [naam] = [rij[0] for rij in rijen if rij[1] == "gemeen@leerdonk.nl"]
    assert naam == f"'{begin}HYPERLINK(1) Test"


@pytest.mark.parametrize("naam", ["portaal_overzicht", "portaal_csv"])
@pytest.mark.parametrize(
    ("wie", "status"),
    [
        ("carla", 200),
        ("aisha", 404),
        ("bram", 404),
        ("daan", 404),
        ("esther", 404),
        ("vreemde", 404),
        ("oud", 404),
    ],
)
def test_alleen_de_eigen_beheerder_ziet_de_mensen(
    client: Client, request: pytest.FixtureRequest, wereld: Wereld, naam: str, wie: str, status: int
) -> None:
    vandaag = timezone.localdate()
    if wie == "vreemde":
        persoon = LidmaatschapFactory(rol=Lidmaatschap.Rol.BEHEERDER).gebruiker
    elif wie == "oud":
        persoon = LidmaatschapFactory(
            organisatie=wereld.organisatie, rol=Lidmaatschap.Rol.BEHEERDER, tot=vandaag
        ).gebruiker
    else:
        persoon = request.getfixturevalue(wie)
    client.force_login(persoon)
    antwoord = client.get(reverse(naam, args=[wereld.organisatie.pk]))
    assert antwoord.status_code == status
    assert ("gijs@leerdonk.nl" in antwoord.content.decode()) == (status == 200)


def test_scherm_en_bestand_verraden_geen_antwoorden_of_redenen(
    client: Client, carla: Gebruiker, wereld: Wereld
) -> None:
    client.force_login(carla)
    for naam in ("portaal_overzicht", "portaal_csv"):
        inhoud = client.get(reverse(naam, args=[wereld.organisatie.pk])).content.decode()
        assert "Iris Test" in inhoud
        assert "Toets niet zelf gemaakt" not in inhoud
        assert [code for code in Certificaat.objects.values_list("code", flat=True) if code in inhoud] == []


def test_schakelaar_uit_geeft_uitleg_en_geen_mensen(client: Client, carla: Gebruiker, wereld: Wereld) -> None:
    Organisatie.objects.filter(pk=wereld.organisatie.pk).update(leidinggevenden_zien_voortgang=False)
    client.force_login(carla)
    adres = reverse("portaal_overzicht", args=[wereld.organisatie.pk])
    antwoord = client.get(adres)
    assert "Uw organisatie heeft gekozen" in antwoord.text
    assert "gijs@leerdonk.nl" not in antwoord.text
    naar_bestand = client.get(reverse("portaal_csv", args=[wereld.organisatie.pk]))
    assert (naar_bestand.status_code, naar_bestand.url) == (302, adres)


@pytest.mark.parametrize(
    ("vraag", "veld"),
    [
        ({"status": "onzin"}, "status"),
        ({"cursus": "999999"}, "cursus"),
        ({"cursus": "x"}, "cursus"),
        ({"sorteer": "pk"}, "sorteer"),
    ],
)
def test_onzin_in_het_adres_krijgt_uitleg_en_laat_de_lijst_staan(
    client: Client, carla: Gebruiker, wereld: Wereld, vraag: dict[str, str], veld: str
) -> None:
    client.force_login(carla)
    antwoord = client.get(reverse("portaal_overzicht", args=[wereld.organisatie.pk]), vraag)
    assert list(antwoord.context["form"].errors) == [veld]
    assert len(scherm(antwoord)) == 1 + 9
    naar_scherm = client.get(reverse("portaal_csv", args=[wereld.organisatie.pk]), vraag)
    assert naar_scherm.status_code == 302


@pytest.mark.parametrize("aantal", [1, 3])
@pytest.mark.parametrize(("naam", "vragen"), [("portaal_overzicht", 15), ("portaal_csv", 9)])
def test_een_en_drie_mensen_kosten_evenveel_vragen(
    client: Client,
    leerdonk: Organisatie,
    umami: Certificering,
    django_assert_num_queries: DjangoAssertNumQueries,
    naam: str,
    vragen: int,
    aantal: int,
) -> None:
    mensen = [lid_van(leerdonk, f"Persoon{nummer}") for nummer in range(aantal)]
    for persoon in mensen:
        CertificaatFactory(cyclus=CyclusFactory(gebruiker=persoon, certificering=umami))
    Lidmaatschap.objects.filter(gebruiker=mensen[0]).update(rol=Lidmaatschap.Rol.BEHEERDER)
    client.force_login(mensen[0])
    adres = reverse(naam, args=[leerdonk.pk])
    assert client.get(adres).content.decode().count("@leerdonk.nl") == aantal
    with django_assert_num_queries(vragen):
        client.get(adres)


def test_bladeren_houdt_het_filter_en_het_bestand_heeft_alles(
    client: Client, carla: Gebruiker, leerdonk: Organisatie, umami: Certificering
) -> None:
    for nummer in range(55):
        lid_van(leerdonk, f"Persoon{nummer:02}")
    client.force_login(carla)
    adres = reverse("portaal_overzicht", args=[leerdonk.pk])
    eerste = client.get(adres, {"zoek": "persoon"})
    volgende = BeautifulSoup(eerste.content, "html.parser").select_one("a[rel=next]")["href"]
    tweede = client.get(adres + volgende)
    _kop, rijen = bestand(client.get(reverse("portaal_csv", args=[leerdonk.pk]), {"zoek": "persoon"}))
    assert (len(scherm(eerste)) - 1, len(scherm(tweede)) - 1) == (50, 5)
    assert scherm(eerste)[1:] + scherm(tweede)[1:] == rijen[1:]


def test_start_gaat_naar_de_enige_organisatie(
    client: Client, carla: Gebruiker, leerdonk: Organisatie
) -> None:
    client.force_login(carla)
    antwoord = client.get(reverse("portaal_start"))
    assert (antwoord.status_code, antwoord.url) == (302, reverse("portaal_overzicht", args=[leerdonk.pk]))


def test_start_laat_kiezen_uit_meer_organisaties(
    client: Client, carla: Gebruiker, leerdonk: Organisatie
) -> None:
    tweede = OrganisatieFactory(naam="Woonspoel")
    LidmaatschapFactory(gebruiker=carla, organisatie=tweede, rol=Lidmaatschap.Rol.BEHEERDER)
    OrganisatieFactory(naam="Niet van Carla")
    client.force_login(carla)
    links = BeautifulSoup(client.get(reverse("portaal_start")).content, "html.parser").select(
        ".portaal-keuze a"
    )
    assert [(link.get_text(), link["href"]) for link in links] == [
        (rij.naam, reverse("portaal_overzicht", args=[rij.pk])) for rij in (leerdonk, tweede)
    ]


@pytest.mark.parametrize("wie", ["aisha", "daan"])
def test_start_legt_uit_wat_hier_komt_voor_wie_niets_beheert(
    client: Client, request: pytest.FixtureRequest, wie: str
) -> None:
    client.force_login(request.getfixturevalue(wie))
    antwoord = client.get(reverse("portaal_start"))
    kop = BeautifulSoup(antwoord.content, "html.parser").select_one(".lege-staat h2")
    assert kop.get_text() == "Hier is nog niets voor u"
    assert "Leerdonk" not in antwoord.text


def test_zonder_inloggen_naar_de_inlogpagina(client: Client, wereld: Wereld) -> None:
    for naam in ("portaal_overzicht", "portaal_csv"):
        antwoord = client.get(reverse(naam, args=[wereld.organisatie.pk]))
        assert antwoord.url.startswith(reverse("account_request_login_code"))
