"""A programme: courses in order, opened one after the other, completed by completing them."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from academy.gebruikers.models import Gebruiker
from cursussen.acties.inschrijvingen import schrijf_in
from cursussen.acties.leergangen import rond_leergang_af, schrijf_in_voor_leergang
from cursussen.acties.versies import bezwaren_tegen_uitbrengen, leg_versie_vast
from cursussen.models import (
    CursusPagina,
    Inschrijving,
    Leergangafronding,
    Leerganginschrijving,
    LeergangPagina,
)
from cursussen.models.voorwaarden import open_voor
from cursussen.rechten import mag_inschrijven
from tests.factories.certificaten import rond_cursus_af
from tests.factories.cursussen import CursusPaginaFactory, CursusVersieFactory, LeergangPaginaFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def leergang() -> LeergangPagina:
    return LeergangPaginaFactory(title="Vijf smaken")


@pytest.fixture
def zoet(leergang: LeergangPagina) -> CursusPagina:
    return CursusVersieFactory(title="Zoet", ouder=leergang, casus="").cursus


@pytest.fixture
def umami(leergang: LeergangPagina, zoet: CursusPagina) -> CursusPagina:
    """Asks for Zoet first."""
    cursus = CursusPaginaFactory(title="Umami", ouder=leergang, casus="")
    eist(cursus, zoet)
    leg_versie_vast(cursus=cursus, door=None)
    return cursus


def eist(cursus: CursusPagina, *eerder: CursusPagina) -> None:
    cursus.voorwaarden = list(eerder)
    cursus.save()


def gevolgd(gebruiker: Gebruiker) -> set[str]:
    return {rij.versie.titel for rij in Inschrijving.objects.van(gebruiker).select_related("versie")}


class TestVooraf:
    @pytest.mark.parametrize("af", [False, True])
    def test_inschrijven_kan_pas_na_wat_ervoor_komt(
        self, client: Client, aisha: Gebruiker, zoet: CursusPagina, umami: CursusPagina, af: bool
    ) -> None:
        client.force_login(aisha)
        if af:
            rond_cursus_af(aisha, zoet)

        html = client.get(umami.get_url()).text
        antwoord = client.post(reverse("cursus_inschrijven", args=[umami.pk]))

        knop = "U kunt zich inschrijven als u dit hebt afgerond:" not in html and ">Inschrijven<" in html
        assert (knop, gevolgd(aisha) >= {"Umami"}) == (af, af)
        assert f'<a href="{zoet.get_url()}">Zoet</a>' in html
        if not af:
            melding = client.get(antwoord.url).text
            assert "U kunt zich nog niet inschrijven. Rond eerst dit af: ‘Zoet’." in melding
        # The predicate and the list say the same.
        assert mag_inschrijven(aisha, umami) is af
        assert (umami in open_voor(aisha, CursusPagina.objects.all())) is af

    def test_de_actie_zegt_wat_ontbreekt(
        self, aisha: Gebruiker, zoet: CursusPagina, umami: CursusPagina
    ) -> None:
        schrijf_in(gebruiker=aisha, cursus=zoet)

        with pytest.raises(ValidationError) as fout:
            schrijf_in(gebruiker=aisha, cursus=umami)

        assert (fout.value.code, gevolgd(aisha)) == ("voorwaarde", {"Zoet"})

    def test_wie_al_ingeschreven_is_houdt_zijn_plaats(
        self, aisha: Gebruiker, zoet: CursusPagina, leergang: LeergangPagina
    ) -> None:
        bitter = CursusVersieFactory(title="Bitter", ouder=leergang, casus="").cursus
        inschrijving = schrijf_in(gebruiker=aisha, cursus=bitter)
        eist(bitter, zoet)
        leg_versie_vast(cursus=bitter, door=None)

        assert schrijf_in(gebruiker=aisha, cursus=bitter) == inschrijving

    def test_een_cursus_die_op_zichzelf_wacht_komt_niet_uit(
        self, zoet: CursusPagina, umami: CursusPagina
    ) -> None:
        eist(zoet, umami)

        assert any("wacht op zichzelf" in bezwaar for bezwaar in bezwaren_tegen_uitbrengen(zoet))


class TestVolgen:
    def test_de_knop_schrijft_in_voor_wat_open_is(
        self,
        client: Client,
        aisha: Gebruiker,
        leergang: LeergangPagina,
        zoet: CursusPagina,
        umami: CursusPagina,
    ) -> None:
        client.force_login(aisha)
        adres = reverse("leergang_inschrijven", args=[leergang.pk])
        assert client.get(adres).url == leergang.get_url()
        assert not Leerganginschrijving.objects.exists()

        for _keer in range(2):
            assert client.post(adres).url == leergang.get_url()

        assert (Leerganginschrijving.objects.count(), gevolgd(aisha)) == (1, {"Zoet"})
        html = client.get(leergang.get_url()).text
        assert "U volgt deze leergang sinds" in html
        assert "Rond eerst af: Zoet." in html

    def test_een_leergang_die_niet_openbaar_is_kan_niet(
        self, client: Client, aisha: Gebruiker, leergang: LeergangPagina
    ) -> None:
        leergang.unpublish()
        client.force_login(aisha)

        assert client.post(reverse("leergang_inschrijven", args=[leergang.pk])).status_code == 404
        with pytest.raises(ValidationError):
            schrijf_in_voor_leergang(gebruiker=aisha, leergang=leergang)

    def test_een_cursus_gaat_open_na_wat_ervoor_komt(
        self, aisha: Gebruiker, leergang: LeergangPagina, zoet: CursusPagina, umami: CursusPagina
    ) -> None:
        schrijf_in_voor_leergang(gebruiker=aisha, leergang=leergang)

        rond_cursus_af(aisha, zoet)

        assert gevolgd(aisha) == {"Zoet", "Umami"}

    def test_een_cursus_die_uitkomt_gaat_open_voor_wie_wacht(
        self, aisha: Gebruiker, daan: Gebruiker, leergang: LeergangPagina, zoet: CursusPagina
    ) -> None:
        schrijf_in_voor_leergang(gebruiker=aisha, leergang=leergang)
        zout = CursusPaginaFactory(title="Zout", ouder=leergang, casus="")
        keuze = CursusPaginaFactory(title="Keuze", ouder=leergang, casus="", optioneel=True)

        for cursus in (zout, keuze):
            leg_versie_vast(cursus=cursus, door=None)
        leg_versie_vast(cursus=zout, door=None)

        assert (gevolgd(aisha), gevolgd(daan)) == ({"Zoet", "Zout"}, set())
        assert Inschrijving.objects.get(cursus=zout).versie.nummer == 1


class TestAfronden:
    def test_alle_verplichte_cursussen_maken_de_leergang_af(
        self,
        client: Client,
        aisha: Gebruiker,
        leergang: LeergangPagina,
        zoet: CursusPagina,
        umami: CursusPagina,
    ) -> None:
        CursusVersieFactory(title="Keuze", ouder=leergang, casus="", optioneel=True)
        deelname = schrijf_in_voor_leergang(gebruiker=aisha, leergang=leergang)
        rond_cursus_af(aisha, zoet)
        assert not Leergangafronding.objects.exists()
        rond_cursus_af(aisha, umami)

        afronding = deelname.afronding
        assert afronding.regel == "Klaar als alle 2 verplichte cursussen zijn afgerond."
        assert [(rij["titel"], rij["versie"], rij["studieduur_minuten"]) for rij in afronding.bewijs] == [
            ("Zoet", 1, 15),
            ("Umami", 1, 15),
        ]
        # A course that comes later takes nothing away.
        CursusVersieFactory(title="Zout", ouder=leergang, casus="")
        assert rond_leergang_af(deelname=deelname) == afronding
        client.force_login(aisha)
        assert "U rondde deze leergang af op" in client.get(leergang.get_url()).text

    def test_wat_eerder_is_afgerond_telt_mee(
        self, aisha: Gebruiker, leergang: LeergangPagina, zoet: CursusPagina
    ) -> None:
        rond_cursus_af(aisha, zoet)
        schrijf_in(gebruiker=aisha, cursus=zoet)  # and again, not completed

        deelname = schrijf_in_voor_leergang(gebruiker=aisha, leergang=leergang)

        assert deelname.afronding.bewijs[0]["titel"] == "Zoet"

    def test_een_cursus_in_voorbereiding_houdt_de_leergang_open(
        self, aisha: Gebruiker, leergang: LeergangPagina, zoet: CursusPagina
    ) -> None:
        CursusPaginaFactory(title="Zout", ouder=leergang, casus="")
        schrijf_in_voor_leergang(gebruiker=aisha, leergang=leergang)
        rond_cursus_af(aisha, zoet)

        assert not Leergangafronding.objects.exists()

    def test_een_afronding_verandert_nooit(
        self, aisha: Gebruiker, leergang: LeergangPagina, zoet: CursusPagina
    ) -> None:
        rond_cursus_af(aisha, zoet)
        deelname = schrijf_in_voor_leergang(gebruiker=aisha, leergang=leergang)

        for rijen, anders in (
            (Leergangafronding.objects, {"regel": "Anders."}),
            (Leerganginschrijving.objects.filter(pk=deelname.pk), {"begonnen_op": "2020-01-01T00:00Z"}),
        ):
            with pytest.raises(IntegrityError), transaction.atomic():
                rijen.update(**anders)


class TestPagina:
    def test_bezoeker_ziet_de_cursussen_in_volgorde_en_wat_nog_komt(
        self, client: Client, leergang: LeergangPagina, zoet: CursusPagina, umami: CursusPagina
    ) -> None:
        html = client.get(leergang.get_url()).text
        assert html.index(">Zoet<") < html.index(">Umami<")
        assert ("ongeveer 30 minuten" in html, "In voorbereiding" in html) == (True, False)

        CursusPaginaFactory(title="Zout", ouder=leergang)
        html = client.get(leergang.get_url()).text
        # The total is only told when every course has one.
        assert ("ongeveer 30 minuten" in html, html.count("In voorbereiding")) == (False, 1)
        assert "Inloggen en inschrijven" in html

    def test_de_opleidingen_tonen_leergang_en_losse_cursus(
        self, client: Client, leergang: LeergangPagina, zoet: CursusPagina
    ) -> None:
        aanbod = leergang.get_parent().specific
        CursusVersieFactory(title="Los", ouder=aanbod)
        CursusPaginaFactory(title="Zout", ouder=leergang)

        html = client.get(aanbod.get_url()).text

        volgorde = [
            html.index(tekst)
            for tekst in ("Leergang: Vijf smaken", ">Zoet<", ">Zout<", "Losse cursussen", ">Los<")
        ]
        assert volgorde == sorted(volgorde)
        assert html.count("In voorbereiding") == 1

    def test_de_leergang_staat_boven_haar_cursus_en_bij_zoekmachines(
        self, client: Client, leergang: LeergangPagina, zoet: CursusPagina
    ) -> None:
        CursusPaginaFactory(title="Zout", ouder=leergang)
        assert f'<a href="{leergang.get_url()}">Vijf smaken</a>' in client.get(zoet.get_url()).text
        html = client.get(leergang.get_url()).text
        gegevens = json.loads(html.split('<script type="application/ld+json">')[1].split("</script>")[0])
        programma = next(
            rij
            for rij in (gegevens.get("@graph", gegevens) if isinstance(gegevens, dict) else gegevens)
            if rij["@type"] == "EducationalOccupationalProgram"
        )
        assert [cursus["name"] for cursus in programma["hasCourse"]] == ["Zoet"]
        assert programma["hasCourse"][0]["url"].endswith(zoet.get_url())
        assert leergang.get_url() in client.get("/sitemap.xml").text

    @pytest.mark.parametrize("aantal", [1, 3])
    def test_een_en_drie_cursussen_kosten_even_veel_vragen(
        self,
        client: Client,
        aisha: Gebruiker,
        leergang: LeergangPagina,
        django_assert_num_queries: Any,
        aantal: int,
    ) -> None:
        for _nummer in range(aantal):
            CursusVersieFactory(ouder=leergang, casus="")
        client.get(leergang.get_url())
        with django_assert_num_queries(7):
            html = client.get(leergang.get_url()).text
        assert html.count('class="checklijst-regel"') == aantal

        schrijf_in_voor_leergang(gebruiker=aisha, leergang=leergang)
        client.force_login(aisha)
        client.get(leergang.get_url())
        with django_assert_num_queries(15):
            html = client.get(leergang.get_url()).text
        assert html.count(">Verder leren<") == aantal

    @pytest.mark.parametrize("met_mensen", [True, False])
    def test_een_leergang_die_mensen_volgen_blijft_staan(
        self, client: Client, esther: Gebruiker, aisha: Gebruiker, leergang: LeergangPagina, met_mensen: bool
    ) -> None:
        if met_mensen:
            schrijf_in_voor_leergang(gebruiker=aisha, leergang=leergang)
        client.force_login(esther)

        client.post(reverse("wagtailadmin_pages:delete", args=[leergang.pk]))

        assert LeergangPagina.objects.filter(pk=leergang.pk).exists() is met_mensen
