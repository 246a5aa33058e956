"""A refresher renews the certificate of the course that it refreshes; a programme may carry its own."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from academy.gebruikers.models import Gebruiker
from certificaten.acties.afdrukken import druk_af
from certificaten.acties.cycli import open_achterstallige_cycli
from certificaten.acties.uitgifte import Naam, vraag_certificaat_aan
from certificaten.models import Certificaat, Certificering, Cyclus, Verificatie
from certificaten.pdf import gedrukte_regels
from cursussen.acties.inschrijvingen import schrijf_in
from cursussen.acties.leergangen import schrijf_in_voor_leergang
from cursussen.models import CursusPagina, LeergangPagina
from tests.factories.certificaten import CertificaatFactory, CertificeringFactory, rond_cursus_af
from tests.factories.cursussen import CursusPaginaFactory, CursusVersieFactory, LeergangPaginaFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def umami() -> CursusPagina:
    return CursusPaginaFactory(title="Umami", casus="")


@pytest.fixture
def opfrisser(umami: CursusPagina) -> CursusPagina:
    return CursusVersieFactory(title="Umami opfrissen", casus="", opfrisser_van=umami).cursus


class TestOpfrisser:
    def test_afronden_vernieuwt_het_certificaat(
        self, aisha: Gebruiker, umami: CursusPagina, opfrisser: CursusPagina
    ) -> None:
        certificering = CertificeringFactory(cursus=umami)
        rond_cursus_af(aisha, umami)
        eerste = CertificaatFactory(cyclus=aisha.cycli.get())

        rond_cursus_af(aisha, opfrisser)

        cyclus = aisha.cycli.get(nummer=2)
        assert (cyclus.certificering, cyclus.inschrijving.cursus) == (certificering, opfrisser)
        tweede = vraag_certificaat_aan(cyclus=cyclus, naam=Naam.van(aisha))
        assert (tweede.vervangt, tweede.titel, tweede.feiten["cursus"]) == (
            eerste,
            eerste.titel,
            "Umami opfrissen",
        )
        assert Certificaat.objects.get(pk=eerste.pk).status() == Certificaat.Status.VERVANGEN

    @pytest.mark.parametrize("af", [False, True])
    def test_opfrissen_kan_pas_na_de_cursus_zelf(
        self, aisha: Gebruiker, umami: CursusPagina, opfrisser: CursusPagina, af: bool
    ) -> None:
        CursusVersieFactory(cursus=umami)
        if af:
            rond_cursus_af(aisha, umami)
            assert schrijf_in(gebruiker=aisha, cursus=opfrisser).versie.titel == "Umami opfrissen"
        else:
            with pytest.raises(ValidationError, match="Rond eerst dit af: ‘Umami’"):
                schrijf_in(gebruiker=aisha, cursus=opfrisser)

    def test_wie_alles_deed_voor_er_een_certificaat_was_krijgt_beide_keren(
        self, aisha: Gebruiker, umami: CursusPagina, opfrisser: CursusPagina
    ) -> None:
        CursusVersieFactory(cursus=umami)
        rond_cursus_af(aisha, umami)
        rond_cursus_af(aisha, opfrisser)

        certificering = CertificeringFactory(cursus=umami)
        open_achterstallige_cycli(certificering=certificering)

        assert [rij.inschrijving.cursus.title for rij in Cyclus.objects.order_by("nummer")] == [
            "Umami",
            "Umami opfrissen",
        ]

    def test_een_opfrisser_krijgt_geen_eigen_certificering(
        self, client: Client, bram: Gebruiker, opfrisser: CursusPagina
    ) -> None:
        client.force_login(bram)

        html = client.post(
            reverse("certificeringen:add"), {"cursus": opfrisser.pk, "titel": "X", "geldig_maanden": "12"}
        ).text

        assert "Deze cursus is een opfrisser: wie haar afrondt, vernieuwt ‘Umami’." in html
        assert not Certificering.objects.exists()

    def test_een_cursus_is_niet_de_opfrisser_van_zichzelf(self, umami: CursusPagina) -> None:
        umami.opfrisser_van = umami
        with pytest.raises(ValidationError, match="van zichzelf"):
            umami.full_clean()


class TestLeergang:
    @pytest.fixture
    def leergang(self) -> LeergangPagina:
        leergang = LeergangPaginaFactory(title="Vijf smaken")
        for titel in ("Zoet", "Umami"):
            CursusVersieFactory(title=titel, ouder=leergang, casus="")
        return leergang

    @pytest.mark.parametrize("certificering", ["vooraf", "achteraf"])
    def test_de_leergang_geeft_een_eigen_certificaat(
        self, client: Client, bram: Gebruiker, aisha: Gebruiker, leergang: LeergangPagina, certificering: str
    ) -> None:
        client.force_login(bram)
        velden = {"leergang": leergang.pk, "titel": "Vijf smaken in de wijk", "geldig_maanden": "24"}
        if certificering == "vooraf":
            client.post(reverse("certificeringen:add"), velden)
        schrijf_in_voor_leergang(gebruiker=aisha, leergang=leergang)
        for cursus in leergang.cursussen():
            rond_cursus_af(aisha, cursus)
        if certificering == "achteraf":
            client.post(reverse("certificeringen:add"), velden)

        certificaat = vraag_certificaat_aan(cyclus=aisha.cycli.get(), naam=Naam.van(aisha))
        druk_af(certificaat_id=certificaat.pk)

        minuten = sum(cursus.versies.get().studieduur_minuten for cursus in leergang.cursussen())
        regels = Verificatie.objects.get().regels
        assert regels[:2] == [["Leergang", "Vijf smaken"], ["Studielast", f"{minuten} minuten, 2 cursussen"]]
        assert f"ongeveer {minuten} minuten" in client.get(leergang.get_url()).text
        assert [rij["titel"] for rij in certificaat.feiten["cursussen"]] == ["Zoet", "Umami"]
        assert "Vijf smaken" in client.get(reverse("certificeringen:index")).text

    @pytest.mark.parametrize("allebei", [False, True])
    def test_een_certificering_is_van_een_cursus_of_een_leergang(
        self, client: Client, bram: Gebruiker, leergang: LeergangPagina, allebei: bool
    ) -> None:
        keuze = {"cursus": leergang.cursussen().first(), "leergang": leergang} if allebei else {}
        with pytest.raises(IntegrityError), transaction.atomic():
            Certificering.objects.create(titel="X", **keuze)
        client.force_login(bram)

        html = client.post(
            reverse("certificeringen:add"),
            {"titel": "X", "geldig_maanden": "12"} | {naam: rij.pk for naam, rij in keuze.items()},
        ).text

        assert "Kies een cursus of een leergang, niet allebei." in html


def test_een_certificaat_van_voor_deze_studielast_leest_als_toen() -> None:
    feiten = {
        "cursus": "Umami",
        "versie": 1,
        "studieduur_uren": 2,
        "lessen": 3,
        "vragen": None,
        "simulatie": None,
        "registratienummer": "",
    }

    regels = gedrukte_regels(feiten, behaald_op=date(2026, 3, 3), geldig_tot=date(2029, 3, 3))

    assert regels[1] == ("Studieduur", "2 uur, 3 lessen")
