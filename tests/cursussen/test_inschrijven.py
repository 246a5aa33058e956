from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from wagtail.models import PageViewRestriction

from academy.gebruikers.models import Gebruiker
from cursussen.acties.inschrijvingen import schrijf_in
from cursussen.acties.voortgang import vink_les_af
from cursussen.models import CursusPagina, Inschrijving
from tests.factories.cursussen import (
    CursusPaginaFactory,
    CursusVersieFactory,
    InschrijvingFactory,
    OpleidingenPaginaFactory,
)

pytestmark = pytest.mark.django_db


def _inschrijfadres(cursus: CursusPagina) -> str:
    return f"/leren/inschrijven/{cursus.pk}/"


def test_inschrijven_koppelt_aan_de_nieuwste_versie(client: Client, aisha: Gebruiker) -> None:
    cursus = CursusVersieFactory().cursus
    nieuwste = CursusVersieFactory(cursus=cursus)
    client.force_login(aisha)

    antwoord = client.post(_inschrijfadres(cursus))

    inschrijving = Inschrijving.objects.get()
    assert (inschrijving.gebruiker, inschrijving.versie, inschrijving.nummer) == (aisha, nieuwste, 1)
    assert antwoord.url == f"/leren/{inschrijving.sleutel}/"


def test_twee_keer_inschrijven_geeft_dezelfde_inschrijving(aisha: Gebruiker) -> None:
    eerste = InschrijvingFactory(gebruiker=aisha)
    CursusVersieFactory(cursus=eerste.cursus)

    tweede = schrijf_in(gebruiker=aisha, cursus=eerste.cursus)

    assert tweede == eerste
    assert Inschrijving.objects.count() == 1


def test_na_afronden_is_inschrijven_een_volgende_keer(aisha: Gebruiker, beantwoord_alles) -> None:
    eerste = InschrijvingFactory(gebruiker=aisha, casus="")
    for les in eerste.versie.lessen:
        vink_les_af(inschrijving=eerste, les=les["sleutel"])
    beantwoord_alles(eerste, goed=2)

    tweede = schrijf_in(gebruiker=aisha, cursus=eerste.cursus)

    assert (tweede.nummer, tweede.voortgang.gedaan, tweede.voortgang.totaal) == (2, 0, 3)
    assert Inschrijving.objects.get(pk=eerste.pk).voortgang.gedaan == 3


def test_inschrijven_vraagt_een_account_en_komt_terug_bij_de_cursus(client: Client, daan: Gebruiker) -> None:
    cursus = CursusVersieFactory().cursus

    uitgelogd = client.post(_inschrijfadres(cursus))
    client.force_login(daan)
    terug = client.get(_inschrijfadres(cursus))

    assert uitgelogd.url == f"/account/login/code/?next={_inschrijfadres(cursus)}"
    assert terug.url == cursus.get_url()
    assert Inschrijving.objects.count() == 0


def test_zonder_versie_kan_niemand_zich_inschrijven(client: Client, aisha: Gebruiker) -> None:
    cursus = CursusPaginaFactory()
    client.force_login(aisha)

    antwoord = client.post(_inschrijfadres(cursus), follow=True)

    assert "U kunt zich voor deze opleiding nog niet inschrijven. Kijk later nog eens." in antwoord.text
    assert Inschrijving.objects.count() == 0


@pytest.mark.parametrize(("zichtbaar", "status", "aantal"), [(True, 302, 1), (False, 404, 0)])
def test_inschrijven_kan_alleen_voor_een_gepubliceerde_cursus(
    client: Client, aisha: Gebruiker, zichtbaar: bool, status: int, aantal: int
) -> None:
    cursus = CursusVersieFactory().cursus
    if not zichtbaar:
        cursus.unpublish()
    client.force_login(aisha)

    antwoord = client.post(_inschrijfadres(cursus))

    assert (antwoord.status_code, Inschrijving.objects.count()) == (status, aantal)


def test_afgeschermde_cursus_is_niet_te_volgen(aisha: Gebruiker) -> None:
    cursus = CursusVersieFactory().cursus
    PageViewRestriction.objects.create(page=cursus, restriction_type=PageViewRestriction.LOGIN)

    with pytest.raises(ValidationError):
        schrijf_in(gebruiker=aisha, cursus=cursus)

    assert list(CursusPagina.objects.te_volgen()) == []


def test_een_onmogelijk_cursusnummer_bestaat_niet(client: Client, aisha: Gebruiker) -> None:
    client.force_login(aisha)

    antwoord = client.post("/leren/inschrijven/99999999999999999999999/")

    assert (antwoord.status_code, Inschrijving.objects.count()) == (404, 0)


class TestCursuspagina:
    """The public page: everything to decide on, nothing of the lessons themselves."""

    def test_bezoeker_ziet_wat_en_hoe_lang_maar_geen_lestekst(self, client: Client) -> None:
        cursus = CursusPaginaFactory(
            studieduur_minuten=150,
            studieduur_reden="Gemeten.",
            leerdoelen=[{"type": "leerdoel", "value": "U kunt plannen."}],
        )
        CursusVersieFactory(cursus=cursus)

        html = client.get(cursus.get_url()).text

        for tekst in ("U kunt plannen.", "Les 1", "Les 2", "ongeveer 150 minuten", "Inloggen en inschrijven"):
            assert tekst in html
        for lek in ("Tekst van les", "Oefenvraag", "Vraag een?", "De vier principes in samenhang"):
            assert lek not in html

    @pytest.mark.parametrize(
        ("stap", "knop"),
        [("niets", "Inschrijven"), ("bezig", "Verder leren"), ("klaar", "Opleiding bekijken")],
    )
    def test_knop_past_bij_wat_iemand_al_deed(
        self, client: Client, aisha: Gebruiker, beantwoord_alles, stap: str, knop: str
    ) -> None:
        cursus = CursusVersieFactory(casus="").cursus
        if stap != "niets":
            inschrijving = schrijf_in(gebruiker=aisha, cursus=cursus)
        if stap == "klaar":
            for les in inschrijving.versie.lessen:
                vink_les_af(inschrijving=inschrijving, les=les["sleutel"])
            beantwoord_alles(inschrijving, goed=2)
        client.force_login(aisha)

        html = client.get(cursus.get_url()).text

        knoppen = [
            tekst for tekst in ("Inschrijven", "Verder leren", "Opleiding bekijken") if f">{tekst}<" in html
        ]
        assert knoppen == [knop]

    def test_toont_de_lessen_van_de_versie_die_u_krijgt(self, client: Client) -> None:
        cursus = CursusVersieFactory(lessen=1).cursus
        les = cursus.lessen().get()
        les.title = "Nog niet uitgebracht"
        les.save_revision().publish()

        html = client.get(cursus.get_url()).text

        assert ("Les 1" in html, "Nog niet uitgebracht" in html) == (True, False)


class TestQueries:
    @pytest.mark.parametrize("aantal", [1, 3])
    def test_aanbod_kost_evenveel_queries(
        self, client: Client, django_assert_num_queries, aantal: int
    ) -> None:
        aanbod = OpleidingenPaginaFactory()
        for _nummer in range(aantal):
            CursusVersieFactory(ouder=aanbod)
        client.get(aanbod.get_url())

        with django_assert_num_queries(8):
            html = client.get(aanbod.get_url()).text

        assert html.count('<article class="teaser') == aantal

    @pytest.mark.parametrize("lessen", [1, 3])
    def test_cursuspagina_kost_evenveel_queries(
        self, client: Client, aisha: Gebruiker, django_assert_num_queries, lessen: int
    ) -> None:
        inschrijving = InschrijvingFactory(gebruiker=aisha, lessen=lessen)
        client.force_login(aisha)
        client.get(inschrijving.cursus.get_url())

        with django_assert_num_queries(17):
            html = client.get(inschrijving.cursus.get_url()).text

        assert f"van {lessen + 2} stappen klaar" in html
