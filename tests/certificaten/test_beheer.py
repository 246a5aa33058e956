from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from academy.gebruikers.models import Gebruiker
from certificaten.acties.afdrukken import druk_af
from certificaten.models import Certificaat, Certificering, Cyclus, Verificatie
from certificaten.pdf import voluit
from cursussen.acties.versies import leg_versie_vast
from tests.certificaten.test_eigen import soep
from tests.factories.certificaten import (
    CertificaatFactory,
    CertificeringFactory,
    rond_cursus_af,
)
from tests.factories.cursussen import CursusPaginaFactory
from tests.factories.gebruikers import GebruikerFactory

pytestmark = pytest.mark.django_db

LIJST = "certificaten:index"


@pytest.fixture
def certificaat(aisha: Gebruiker) -> Certificaat:
    certificaat = CertificaatFactory(gebruiker=aisha)
    druk_af(certificaat_id=certificaat.pk)
    return certificaat


def _namen(client: Client, **vraag: str) -> list[str]:
    rijen = soep(client.get(reverse(LIJST), vraag)).select(".title-wrapper a")
    return sorted(" ".join(rij.get_text().split()) for rij in rijen)


def _mag(antwoord_status: int) -> bool:
    return antwoord_status == 200


@pytest.mark.parametrize(
    ("wie", "certificaten", "certificeringen"),
    [("esther", True, True), ("bram", False, True), ("aisha", False, False), ("daan", False, False)],
)
def test_wie_komt_waar_in(
    client: Client,
    request: pytest.FixtureRequest,
    certificaat: Certificaat,
    wie: str,
    certificaten: bool,
    certificeringen: bool,
) -> None:
    client.force_login(request.getfixturevalue(wie))
    certificering = certificaat.cyclus.certificering
    for adres, mag in [
        (reverse(LIJST), certificaten),
        (reverse("certificaten:edit", args=[certificaat.pk]), certificaten),
        (reverse("certificeringen:index"), certificeringen),
        (reverse("certificeringen:edit", args=[certificering.pk]), certificeringen),
        (reverse("certificeringen:add"), certificeringen),
    ]:
        antwoord = client.get(adres)
        assert _mag(antwoord.status_code) == mag, adres
        assert ("Aisha Bakker" in antwoord.text or "Umami" in antwoord.text) == mag, adres


def test_niemand_voegt_een_certificaat_toe_of_verwijdert_er_een(
    client: Client, esther: Gebruiker, certificaat: Certificaat
) -> None:
    client.force_login(esther)
    for adres in (reverse("certificaten:add"), reverse("certificaten:delete", args=[certificaat.pk])):
        assert not _mag(client.post(adres).status_code)
    assert Certificaat.objects.get() == certificaat


def test_lijst_zoekt_op_naam_code_en_adres_en_filtert_op_status(
    client: Client, esther: Gebruiker, certificaat: Certificaat
) -> None:
    ander = CertificaatFactory(gebruiker=GebruikerFactory(first_name="Karel", last_name="Smit"))
    client.force_login(esther)
    client.post(reverse("certificaten:edit", args=[ander.pk]), {"reden": "Vergissing"})
    cellen = [" ".join(cel.get_text().split()) for cel in soep(client.get(reverse(LIJST))).select("tbody td")]
    assert voluit(ander.geldig_tot) in cellen
    assert _namen(client) == ["Aisha Bakker", "Karel Smit"]
    assert _namen(client, q="bakker") == ["Aisha Bakker"]
    assert _namen(client, q=ander.code) == ["Karel Smit"]
    assert _namen(client, q="aisha@leerdonk") == ["Aisha Bakker"]
    assert _namen(client, status="geldig") == ["Aisha Bakker"]
    assert _namen(client, status="ingetrokken") == ["Karel Smit"]
    assert _namen(client, status="verlopen") == []


@pytest.mark.parametrize("aantal", [1, 3])
def test_lijsten_kosten_evenveel_vragen(
    client: Client, esther: Gebruiker, django_assert_num_queries: DjangoAssertNumQueries, aantal: int
) -> None:
    for nummer in range(aantal):
        CertificaatFactory(gebruiker=GebruikerFactory(first_name=f"Persoon{nummer}", last_name="Test"))
    client.force_login(esther)
    assert len(_namen(client)) == aantal
    with django_assert_num_queries(12):
        client.get(reverse(LIJST))
    client.get(reverse("certificeringen:index"))
    with django_assert_num_queries(12):
        antwoord = client.get(reverse("certificeringen:index"))
    assert len(soep(antwoord).select(".title-wrapper a")) == aantal


def test_intrekken_in_het_beheer_met_reden(
    client: Client, esther: Gebruiker, certificaat: Certificaat
) -> None:
    client.force_login(esther)
    adres = reverse("certificaten:edit", args=[certificaat.pk])
    leeg = client.post(adres, {"reden": " "})
    assert leeg.context["form"].errors == {
        "reden": ["Vul een reden in. De houder van het certificaat krijgt die te lezen."]
    }
    assert Certificaat.objects.get().ingetrokken_op is None
    antwoord = client.post(adres, {"reden": "Niet zelf gemaakt"}, follow=True)
    assert antwoord.redirect_chain == [(adres, 302)]
    assert [str(bericht).strip() for bericht in antwoord.context["messages"]] == [
        "Het certificaat is ingetrokken. De houder krijgt een e-mail."
    ]
    assert Verificatie.objects.get().status() == Certificaat.Status.INGETROKKEN
    assert "Reden: Niet zelf gemaakt" in " ".join(soep(antwoord).get_text().split())
    nog_eens = client.post(adres, {"reden": "Iets anders"}, follow=True)
    assert [str(bericht).strip() for bericht in nog_eens.context["messages"]] == [
        "Dit certificaat was al ingetrokken. Er is niets veranderd."
    ]
    assert Certificaat.objects.get().intrekking_reden == "Niet zelf gemaakt"


def test_nieuwe_certificering_telt_ook_voor_wie_al_klaar_was(
    client: Client, bram: Gebruiker, aisha: Gebruiker
) -> None:
    cursus = CursusPaginaFactory(casus="")
    leg_versie_vast(cursus=cursus, door=None)
    inschrijving = rond_cursus_af(aisha, cursus)
    client.force_login(bram)
    velden = {"cursus": cursus.pk, "titel": "Umami", "geldig_maanden": 24}
    client.post(reverse("certificeringen:add"), velden)
    assert Certificering.objects.get().titel == "Umami"
    assert [(cyclus.gebruiker, cyclus.inschrijving) for cyclus in Cyclus.objects.all()] == [
        (aisha, inschrijving)
    ]


def test_een_certificering_houdt_haar_cursus(client: Client, bram: Gebruiker) -> None:
    certificering, andere = CertificeringFactory(), CursusPaginaFactory()
    client.force_login(bram)
    client.post(
        reverse("certificeringen:edit", args=[certificering.pk]),
        {"cursus": andere.pk, "titel": "Nieuwe titel", "geldig_maanden": 12},
    )
    cursus = certificering.cursus
    certificering = Certificering.objects.get()
    assert (certificering.titel, certificering.geldig_maanden, certificering.cursus) == (
        "Nieuwe titel",
        12,
        cursus,
    )


@pytest.mark.parametrize(
    ("veld", "waarde"),
    [("geldig_maanden", "0"), ("geldig_maanden", "drie"), ("titel", "Umami 😀"), ("titel", "")],
)
def test_een_certificering_die_niet_kan_wordt_niet_bewaard(
    client: Client, bram: Gebruiker, veld: str, waarde: str
) -> None:
    cursus = CursusPaginaFactory()
    client.force_login(bram)
    velden = {"cursus": cursus.pk, "titel": "Umami", "geldig_maanden": "24"}
    antwoord = client.post(reverse("certificeringen:add"), velden | {veld: waarde})
    assert list(antwoord.context["form"].errors) == [veld]
    assert antwoord.context["form"][veld].value() == waarde
    assert Certificering.objects.count() == 0
