"""The demo is a rehearsal: it walks the real actions, once."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import transaction
from django.test import Client
from pytest_django import DjangoDbBlocker, Settings
from wagtail.models import Page, Site

from academy.basis.models import Bericht, Opdracht
from academy.contact.models import Contactverzoek, Onderwerp
from academy.demo.acties.paginas import VOLGORDE
from academy.gebruikers.models import Gebruiker
from academy.website.schermen import mijn_academy
from certificaten.models import Certificaat, Verificatie
from cursussen.models import CursusPagina, Inschrijving

pytestmark = pytest.mark.langzaam

EIGEN = ("academy.", "cursussen", "simulatie", "certificaten", "wagtail.models", "django.contrib.auth")


def aantallen() -> dict[str, int]:
    return {
        model._meta.label: model._default_manager.count()
        for model in apps.get_models()
        if model.__module__.startswith(EIGEN)
    }


@pytest.fixture(scope="module")
def demo(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """One demo for the whole module, rolled back afterwards."""
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("laad_demo", verbosity=0)
        yield
        transaction.set_rollback(True)


@pytest.fixture
def _demo(demo: None, db: None) -> None:
    """Tests only read, each inside its own savepoint."""


@pytest.mark.usefixtures("_demo")
class TestDemo:
    def test_twee_keer_laden_verandert_niets(self) -> None:
        eerst = aantallen()
        call_command("laad_demo", verbosity=0)

        assert aantallen() == eerst

    def test_een_tweede_keer_hangt_niet_af_van_wat_mensen_intussen_deden(self) -> None:
        CursusPagina.objects.filter(slug="umami").update(slug="anders")
        Gebruiker.objects.filter(email="daan@elders.example").delete()
        eerst = aantallen()
        call_command("laad_demo", verbosity=0)

        assert aantallen() == eerst

    def test_een_nieuw_adres_wordt_overgenomen(self, settings: Settings) -> None:
        settings.SITE_URL = "https://academy.example"
        call_command("laad_demo", verbosity=0)

        site = Site.objects.get(is_default_site=True)
        assert (site.hostname, site.port) == ("academy.example", 443)

    def test_elke_tekst_is_een_gepubliceerde_pagina(self, client: Client) -> None:
        adressen = {pagina.get_url() for pagina in Page.objects.live().filter(depth__gt=1)}
        assert adressen == {"/"} | {f"/{naam.replace('__', '/')}/" for naam in VOLGORDE}
        openbaar = [
            adres for adres in sorted(adressen) if not adres.startswith("/opleidingen/leergang/umami/")
        ]
        assert {adres: client.get(adres).status_code for adres in openbaar} == dict.fromkeys(openbaar, 200)

    def test_het_menu_staat_in_de_afgesproken_volgorde(self) -> None:
        menu = Page.objects.live().in_menu().filter(depth=3).order_by("path")
        assert [pagina.slug for pagina in menu] == [
            "methode",
            "waar-het-werkt",
            "opleidingen",
            "artikelen",
            "over-ons",
            "contact",
        ]

    def test_niemand_heeft_een_wachtwoord_en_elk_adres_is_bevestigd(self) -> None:
        mensen = Gebruiker.objects.filter(email__endswith=".example")
        assert {
            mens.email: (mens.has_usable_password(), mens.emailaddress_set.get().verified) for mens in mensen
        } == {
            f"{naam}.example": (False, True)
            for naam in (
                "aisha@leerdonk",
                "bram@academy",
                "carla@leerdonk",
                "daan@elders",
                "esther@academy",
                "karel@woonspoel",
            )
        }

    def test_aisha_is_halverwege(self) -> None:
        mijn = mijn_academy(Gebruiker.objects.get(email="aisha@leerdonk.example"))
        voortgang = mijn.inschrijvingen[0].voortgang
        assert (voortgang.gedaan, voortgang.totaal, voortgang.afgerond_op) == (2, 5, None)
        assert mijn.volgende is not None
        assert mijn.volgende.titel == mijn.inschrijvingen[0].versie.lessen[2]["titel"]
        assert [sessie.besluiten for sessie in mijn.open_sessies] == [3]

    def test_karel_is_geslaagd_en_zijn_certificaat_is_gedrukt(self, client: Client) -> None:
        karel = Gebruiker.objects.get(email="karel@woonspoel.example")
        inschrijving = Inschrijving.objects.van(karel).met_voortgang().get()
        assert [onderdeel.gedaan for onderdeel in inschrijving.voortgang.onderdelen] == [True, True, True]
        certificaat = Certificaat.objects.van(karel).met_stand().get()
        assert (certificaat.naam, certificaat.is_gedrukt) == ("Karel van den Berg", True)
        assert Verificatie.objects.get().code == certificaat.code
        client.force_login(karel)
        pdf = client.get(f"/certificaten/{certificaat.code}/pdf/").getvalue()
        assert pdf.startswith(b"%PDF-1.7")

    def test_contact_heeft_een_verzoek_in_elke_status(self) -> None:
        assert set(Contactverzoek.objects.values_list("status", flat=True)) == set(Contactverzoek.Status)
        afgerond = Contactverzoek.objects.get(status="afgerond").stappen.last()
        assert (str(afgerond.door), afgerond.antwoord_aan) == ("Esther Mulder", "marijke@oever.example")
        assert [
            (onderwerp.naam, str(onderwerp.eigenaar or "")) for onderwerp in Onderwerp.objects.actief()
        ] == [
            ("Kennismaking", "Esther Mulder"),
            ("Opleidingen", "Esther Mulder"),
            ("Casuïstiek", ""),
            ("Account of certificaat", "Esther Mulder"),
            ("Anders", ""),
        ]

    def test_er_wacht_geen_post_en_geen_werk(self) -> None:
        # The pictures for sharing are drawn by the worker of the demo, once it runs.
        werk = Opdracht.objects.exclude(soort="pagina_klaarmaken").exclude(status="klaar")
        assert (Bericht.objects.te_verzenden().count(), werk.count()) == (0, 0)
