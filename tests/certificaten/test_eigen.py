from __future__ import annotations

from datetime import timedelta
from urllib.parse import quote

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from academy.gebruikers.models import Gebruiker
from certificaten.acties.afdrukken import druk_af
from certificaten.models import Afdruk, Certificaat, Cyclus
from tests.factories.certificaten import CertificaatFactory, CertificeringFactory, CyclusFactory

pytestmark = pytest.mark.django_db

GOED = {"voornaam": "Aisha", "tussenvoegsel": "van der", "achternaam": "Bakker"}


def soep(antwoord: HttpResponse) -> BeautifulSoup:
    return BeautifulSoup(antwoord.content, "html.parser")


def tekst_van(antwoord: HttpResponse, kiezer: str) -> str:
    return " ".join(soep(antwoord).select_one(kiezer).get_text(" ").split())


@pytest.fixture
def cyclus(aisha: Gebruiker) -> Cyclus:
    return CyclusFactory(gebruiker=aisha)


@pytest.fixture
def certificaat(aisha: Gebruiker) -> Certificaat:
    return CertificaatFactory(gebruiker=aisha)


class TestNaam:
    def test_toont_de_naam_uit_het_account_in_losse_velden(
        self, client: Client, aisha: Gebruiker, cyclus: Cyclus
    ) -> None:
        Gebruiker.objects.filter(pk=aisha.pk).update(tussenvoegsel="de")
        client.force_login(aisha)
        antwoord = client.get(reverse("certificaat_naam", args=[cyclus.pk]))
        assert tekst_van(antwoord, ".certificaatblad-naam") == "Aisha de Bakker"
        velden = {veld["name"]: veld["value"] for veld in soep(antwoord).select(".veld input")}
        assert velden == {"voornaam": "Aisha", "tussenvoegsel": "de", "achternaam": "Bakker"}

    def test_voorbeeld_bekijken_bewaart_niets(self, client: Client, aisha: Gebruiker, cyclus: Cyclus) -> None:
        client.force_login(aisha)
        antwoord = client.post(reverse("certificaat_naam", args=[cyclus.pk]), GOED | {"stap": "voorbeeld"})
        assert tekst_van(antwoord, ".certificaatblad-naam") == "Aisha van der Bakker"
        aisha.refresh_from_db()
        assert (aisha.tussenvoegsel, Certificaat.objects.count()) == ("", 0)

    def test_bevestigen_maakt_een_certificaat_en_bewaart_de_naam(
        self, client: Client, aisha: Gebruiker, cyclus: Cyclus
    ) -> None:
        client.force_login(aisha)
        adres = reverse("certificaat_naam", args=[cyclus.pk])
        antwoord = client.post(adres, GOED | {"stap": "bevestigen"})
        certificaat = Certificaat.objects.get()
        bekijken = reverse("certificaat_bekijken", args=[certificaat.code])
        assert (antwoord.status_code, antwoord.url) == (302, bekijken)
        aisha.refresh_from_db()
        assert (certificaat.naam, aisha.get_full_name()) == ("Aisha van der Bakker",) * 2
        for nog_eens in (client.post(adres, GOED | {"voornaam": "Anders"}), client.get(adres)):
            assert (nog_eens.status_code, nog_eens.url) == (302, bekijken)
        assert Certificaat.objects.get().naam == "Aisha van der Bakker"

    def test_spaties_te_veel_verdwijnen(self, client: Client, aisha: Gebruiker, cyclus: Cyclus) -> None:
        client.force_login(aisha)
        client.post(
            reverse("certificaat_naam", args=[cyclus.pk]),
            {"voornaam": "  Aisha  Fatima ", "tussenvoegsel": " ", "achternaam": "Bakker\t"},
        )
        assert Certificaat.objects.get().naam == "Aisha Fatima Bakker"

    @pytest.mark.parametrize(
        ("veld", "waarde", "fout"),
        [
            ("voornaam", "", "Vul uw voornaam in, of uw voorletters."),
            ("achternaam", "   ", "Vul uw achternaam in."),
            ("achternaam", "李", "Wij kunnen dit niet drukken: 李. Gebruik Latijnse letters."),
            ("voornaam", "123", "Hier staat geen letter in. Vul uw naam in."),
            ("voornaam", "Ai\x00sha", "Null-tekens zijn niet toegestaan."),
            (
                "tussenvoegsel",
                "v" * 21,
                "Zorg dat deze waarde niet meer dan 20 tekens bevat (het zijn er nu 21).",
            ),
        ],
    )
    def test_foute_invoer_zegt_wat_er_is_en_houdt_alles(
        self, client: Client, aisha: Gebruiker, cyclus: Cyclus, veld: str, waarde: str, fout: str
    ) -> None:
        client.force_login(aisha)
        getypt = GOED | {veld: waarde}
        antwoord = client.post(reverse("certificaat_naam", args=[cyclus.pk]), getypt)
        assert antwoord.status_code == 422
        assert antwoord.context["form"].errors == {veld: [fout]}
        velden = {rij["name"]: rij.get("value", "") for rij in soep(antwoord).select(".veld input")}
        assert velden == getypt
        aisha.refresh_from_db()
        assert (aisha.get_full_name(), Certificaat.objects.count()) == ("Aisha Bakker", 0)

    @pytest.mark.parametrize(
        ("wie", "status"), [("aisha", 200), ("daan", 404), ("carla", 404), ("bram", 404), ("esther", 404)]
    )
    def test_alleen_de_eigen_cyclus(
        self, client: Client, request: pytest.FixtureRequest, cyclus: Cyclus, wie: str, status: int
    ) -> None:
        client.force_login(request.getfixturevalue(wie))
        adres = reverse("certificaat_naam", args=[cyclus.pk])
        assert client.get(adres).status_code == status
        client.post(adres, GOED)
        assert Certificaat.objects.count() == (1 if wie == "aisha" else 0)

    def test_zonder_inloggen_naar_de_inlogpagina(self, client: Client, cyclus: Cyclus) -> None:
        adres = reverse("certificaat_naam", args=[cyclus.pk])
        antwoord = client.post(adres, GOED)
        assert antwoord.url == f"{reverse('account_request_login_code')}?next={quote(adres)}"
        assert Certificaat.objects.count() == 0


class TestBekijken:
    def test_wachten_werkt_zonder_javascript_en_vraagt_met_htmx_vanzelf_opnieuw(
        self, client: Client, aisha: Gebruiker, certificaat: Certificaat
    ) -> None:
        client.force_login(aisha)
        adres = reverse("certificaat_bekijken", args=[certificaat.code])
        antwoord = client.get(adres)
        assert tekst_van(antwoord, "#stand h2") == "Uw certificaat wordt gemaakt"
        assert soep(antwoord).select_one("#stand a")["href"] == adres
        assert soep(antwoord).select_one("#stand-inhoud")["hx-get"] == adres
        assert client.get(adres, headers={"HX-Request": "true"}).status_code == 204
        druk_af(certificaat_id=certificaat.pk)
        for klaar in (client.get(adres), client.get(adres, headers={"HX-Request": "true"})):
            assert tekst_van(klaar, "#stand h2") == "Uw certificaat is klaar"
            assert soep(klaar).select_one("#stand .knop")["href"] == reverse(
                "certificaat_pdf", args=[certificaat.code]
            )
            assert "hx-get" not in soep(klaar).select_one("#stand-inhoud").attrs

    def test_lang_wachten_wordt_uitgelegd(
        self, client: Client, aisha: Gebruiker, certificaat: Certificaat
    ) -> None:
        client.force_login(aisha)
        adres = reverse("certificaat_bekijken", args=[certificaat.code])
        assert "langer dan normaal" not in tekst_van(client.get(adres), "#stand")
        with time_machine.travel(timezone.now() + timedelta(minutes=6)):
            assert "langer dan normaal" in tekst_van(client.get(adres), "#stand")

    @pytest.mark.parametrize("naam", ["certificaat_bekijken", "certificaat_pdf"])
    @pytest.mark.parametrize(
        ("wie", "status"), [("aisha", 200), ("esther", 200), ("daan", 404), ("carla", 404), ("bram", 404)]
    )
    def test_alleen_van_de_persoon_zelf_en_de_academie(
        self,
        client: Client,
        request: pytest.FixtureRequest,
        certificaat: Certificaat,
        naam: str,
        wie: str,
        status: int,
    ) -> None:
        druk_af(certificaat_id=certificaat.pk)
        client.force_login(request.getfixturevalue(wie))
        antwoord = client.get(reverse(naam, args=[certificaat.code]))
        assert antwoord.status_code == status
        assert (b"Aisha" in antwoord.content or antwoord.content[:5] == b"%PDF-") == (status == 200)


class TestPdf:
    def test_geeft_de_bewaarde_bytes_met_veilige_kopregels(
        self, client: Client, aisha: Gebruiker, certificaat: Certificaat
    ) -> None:
        druk_af(certificaat_id=certificaat.pk)
        client.force_login(aisha)
        antwoord = client.get(reverse("certificaat_pdf", args=[certificaat.code]))
        assert antwoord.content == bytes(Afdruk.objects.get().pdf)
        koppen = {
            naam: antwoord[naam]
            for naam in ("Content-Type", "Content-Disposition", "X-Content-Type-Options", "Content-Length")
        }
        assert koppen == {
            "Content-Type": "application/pdf",
            "Content-Disposition": 'attachment; filename="certificaat-umami-in-de-wijk-aisha-bakker.pdf"',
            "X-Content-Type-Options": "nosniff",
            "Content-Length": str(len(antwoord.content)),
        }
        assert {"private", "no-store"} <= set(antwoord["Cache-Control"].split(", "))

    def test_nog_niet_gedrukt_gaat_naar_de_wachtpagina(
        self, client: Client, aisha: Gebruiker, certificaat: Certificaat
    ) -> None:
        client.force_login(aisha)
        antwoord = client.get(reverse("certificaat_pdf", args=[certificaat.code]), follow=True)
        assert antwoord.redirect_chain == [(reverse("certificaat_bekijken", args=[certificaat.code]), 302)]
        assert [str(bericht) for bericht in antwoord.context["messages"]] == [
            "Uw certificaat wordt nog gemaakt. Probeer het over een minuut opnieuw."
        ]


@pytest.mark.parametrize("aantal", [1, 3])
def test_wat_mijn_academy_leest_kost_evenveel_vragen(
    aisha: Gebruiker, django_assert_num_queries: DjangoAssertNumQueries, aantal: int
) -> None:
    certificeringen = CertificeringFactory.create_batch(aantal)
    for certificering in certificeringen:
        vorige = CertificaatFactory(cyclus=CyclusFactory(gebruiker=aisha, certificering=certificering))
        druk_af(certificaat_id=vorige.pk)
        CertificaatFactory(cyclus=CyclusFactory(gebruiker=aisha, certificering=certificering))
        CyclusFactory(gebruiker=aisha, certificering=certificering)
    with django_assert_num_queries(1):
        gelezen = [
            (rij.status(), rij.is_gedrukt, rij.titel) for rij in Certificaat.objects.van(aisha).met_stand()
        ]
    with django_assert_num_queries(1):
        wachtend = [rij.certificering.titel for rij in Cyclus.objects.van(aisha).wacht_op_naam()]
    titel = "Umami in de wijk"
    assert sorted(gelezen) == sorted([("vervangen", True, titel), ("geldig", False, titel)] * aantal)
    assert wachtend == [titel] * aantal
