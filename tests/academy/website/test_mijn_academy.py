"""A person's own page: one next step, and everything else below it."""

from __future__ import annotations

import re
from html import unescape

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from academy.gebruikers.models import Gebruiker
from academy.website.schermen import mijn_academy
from certificaten.acties.afdrukken import druk_af
from cursussen.acties.leergangen import schrijf_in_voor_leergang
from cursussen.acties.voortgang import vink_les_af
from cursussen.models import Inschrijving
from tests.factories.certificaten import (
    CertificaatFactory,
    CertificeringFactory,
    CyclusFactory,
    rond_cursus_af,
)
from tests.factories.contact import ContactverzoekFactory
from tests.factories.cursussen import (
    CursusPaginaFactory,
    CursusVersieFactory,
    InschrijvingFactory,
    LeergangPaginaFactory,
)
from tests.factories.simulatie import SessieFactory

ADRES = "/mijn/"


def volgende_op(client: Client) -> tuple[str, str, str] | None:
    """Title, button and address of the next step as the page shows it."""
    html = unescape(client.get(ADRES).content.decode())
    gevonden = re.search(
        r'<h2 id="volgende-kop">([^<]+)</h2>.*?<a class="knop knop-primair" href="([^"]+)">([^<]+)</a>',
        html,
        re.DOTALL,
    )
    return (gevonden[1], gevonden[3], gevonden[2]) if gevonden else None


def test_zonder_account_gaat_de_deur_naar_inloggen(client: Client, db: None) -> None:
    antwoord = client.get(ADRES)

    assert (antwoord.status_code, antwoord.url) == (302, "/account/login/code/?next=/mijn/")


def test_wie_niets_volgt_leest_hoe_te_beginnen(client: Client, daan: Gebruiker) -> None:
    cursus = CursusVersieFactory().cursus
    client.force_login(daan)

    html = client.get(ADRES).content.decode()

    assert "U volgt nog geen opleiding" in html
    assert (
        f'<a class="knop knop-primair" href="{cursus.get_parent().get_url()}">Bekijk de opleidingen</a>'
        in html
    )


def test_de_volgende_stap_loopt_van_les_tot_certificaat(client: Client, aisha: Gebruiker) -> None:
    client.force_login(aisha)
    certificering = CertificeringFactory(cursus=CursusPaginaFactory(title="Umami", casus=""))
    inschrijving = InschrijvingFactory(gebruiker=aisha, versie=certificering.cursus.versies.get())
    eerste, tweede = inschrijving.versie.lessen

    assert volgende_op(client) == (
        "Les 1",
        "Les lezen",
        reverse("leren_les", args=[inschrijving.sleutel, eerste["sleutel"]]),
    )
    vink_les_af(inschrijving=inschrijving, les=eerste["sleutel"])
    vink_les_af(inschrijving=inschrijving, les=tweede["sleutel"])
    assert volgende_op(client) == (
        "Vragen over de hele opleiding",
        "Vragen beantwoorden",
        reverse("leren_vragen", args=[inschrijving.sleutel]),
    )
    rond_cursus_af(aisha, certificering.cursus)
    cyclus = aisha.cycli.get()
    assert volgende_op(client) == (
        "Controleer uw naam",
        "Controleer uw naam",
        reverse("certificaat_naam", args=[cyclus.pk]),
    )
    certificaat = CertificaatFactory(cyclus=cyclus)
    assert volgende_op(client) is None
    druk_af(certificaat_id=certificaat.pk)
    assert volgende_op(client) == (
        "Uw certificaat staat klaar",
        "Bekijk uw certificaat",
        reverse("certificaat_bekijken", args=[certificaat.code]),
    )


@pytest.mark.parametrize("af", [False, True])
def test_een_leergang_staat_erbij_met_hoe_ver_iemand_is(
    client: Client, aisha: Gebruiker, daan: Gebruiker, af: bool
) -> None:
    leergang = LeergangPaginaFactory(title="Vijf smaken")
    cursus = CursusVersieFactory(ouder=leergang, casus="").cursus
    schrijf_in_voor_leergang(gebruiker=aisha, leergang=leergang)
    if af:
        rond_cursus_af(aisha, cursus)
    client.force_login(aisha)

    html = client.get(ADRES).text

    rij = html.split('<h2 id="leergangen-kop">')[1].split("</section>")[0]
    assert f'<a href="{leergang.get_url()}">Vijf smaken</a>' in rij
    assert ("Afgerond op" in rij, ">Bezig<" in rij) == (af, not af)
    assert mijn_academy(daan).leergangen == []


def test_iemand_ziet_alleen_het_eigen_werk(aisha: Gebruiker, daan: Gebruiker) -> None:
    eigen = InschrijvingFactory(gebruiker=aisha)
    CertificaatFactory(cyclus=CyclusFactory(gebruiker=daan))
    CyclusFactory(gebruiker=daan)
    SessieFactory(gebruiker=daan)

    van_aisha, van_daan = mijn_academy(aisha), mijn_academy(daan)

    assert van_aisha.inschrijvingen == [eigen]
    assert (van_aisha.cycli, van_aisha.certificaten, van_aisha.open_sessies) == ([], [], [])
    assert [len(van_daan.inschrijvingen), len(van_daan.cycli), len(van_daan.certificaten)] == [2, 1, 1]
    assert len(van_daan.open_sessies) == 1


@pytest.mark.parametrize(
    ("wie", "portaal", "beheer"), [("aisha", False, False), ("carla", True, False), ("bram", False, True)]
)
def test_deuren_staan_open_voor_wie_ze_zijn(
    request: pytest.FixtureRequest, client: Client, wie: str, portaal: bool, beheer: bool
) -> None:
    client.force_login(request.getfixturevalue(wie))

    html = client.get(ADRES).content.decode()

    assert (f'href="{reverse("portaal_start")}"' in html) is portaal
    assert (f'href="{reverse("wagtailadmin_home")}"' in html) is beheer


@pytest.mark.parametrize(
    ("wie", "verwacht"),
    [
        ("daan", None),
        ("carla", ("Bekijk hoe uw mensen ervoor staan", "Open het overzicht", reverse("portaal_start"))),
        ("bram", ("Begeleid uw deelnemers", "Open de begeleiding", reverse("begeleiding_overzicht"))),
        ("esther", ("Er wachten vragen op antwoord", "Bekijk de vragen", "/beheer/contactverzoek/")),
    ],
)
def test_wie_niets_te_leren_heeft_ziet_de_taak_van_de_eigen_rol(
    request: pytest.FixtureRequest, client: Client, wie: str, verwacht: tuple[str, str, str] | None
) -> None:
    client.force_login(request.getfixturevalue(wie))
    ContactverzoekFactory()

    assert volgende_op(client) == verwacht
    if verwacht:
        assert client.get(verwacht[2], follow=True).status_code == 200


def test_elke_stap_die_klaar_is_brengt_licht_in_de_straat(client: Client, aisha: Gebruiker) -> None:
    client.force_login(aisha)
    inschrijving = InschrijvingFactory(gebruiker=aisha)

    def ramen() -> list[int]:
        return [huis["verlicht"] for huis in mijn_academy(aisha).straat]

    stappen = Inschrijving.objects.met_voortgang().get(pk=inschrijving.pk).voortgang.totaal
    assert ramen() == [0] * stappen
    vink_les_af(inschrijving=inschrijving, les=inschrijving.versie.lessen[0]["sleutel"])
    assert ramen() == [4] + [0] * (stappen - 1)
    assert "Elke stap die klaar is" in client.get(ADRES).content.decode()


MENU_VAN_IEDEREEN = ["Inloggen en beveiligen", "Hulp"]


@pytest.mark.parametrize(
    ("wie", "erbij"),
    [
        ("aisha", []),
        ("carla", ["Mijn organisatie"]),
        ("bram", ["Begeleiding", "Beheer"]),
        ("esther", ["Begeleiding", "Beheer"]),
    ],
)
def test_het_menu_van_een_account_volgt_de_rol(
    request: pytest.FixtureRequest, client: Client, wie: str, erbij: list[str]
) -> None:
    client.force_login(request.getfixturevalue(wie))
    html = client.get(ADRES).content.decode()

    lijst = re.search(r'<ul class="account-lijst".*?</ul>', html, re.DOTALL)
    assert lijst
    assert re.findall(r"<a [^>]+>([^<]+)</a>", lijst[0]) == [*erbij, *MENU_VAN_IEDEREEN]
    assert "Uitloggen" in lijst[0]


def test_een_en_drie_van_alles_kosten_evenveel_vragen(client: Client, aisha: Gebruiker) -> None:
    client.force_login(aisha)

    def voeg_van_alles_een_toe() -> None:
        InschrijvingFactory(gebruiker=aisha)
        schrijf_in_voor_leergang(gebruiker=aisha, leergang=LeergangPaginaFactory())
        CyclusFactory(gebruiker=aisha)
        CertificaatFactory(cyclus=CyclusFactory(gebruiker=aisha))
        SessieFactory(gebruiker=aisha)

    def vragen() -> int:
        with CaptureQueriesContext(connection) as geteld:
            assert client.get(ADRES).status_code == 200
        return len(geteld)

    voeg_van_alles_een_toe()
    vragen()
    met_een = vragen()
    voeg_van_alles_een_toe()
    voeg_van_alles_een_toe()

    overzicht = mijn_academy(aisha)
    assert (len(overzicht.cycli), len(overzicht.certificaten), len(overzicht.open_sessies)) == (3, 3, 3)
    assert len(overzicht.inschrijvingen) == 9
    assert vragen() == met_een


@pytest.mark.parametrize(("wie", "ziet"), [("bram", True), ("aisha", False)])
def test_een_trainer_vindt_de_begeleiding_in_het_menu_en_op_de_eigen_pagina(
    client: Client, aisha: Gebruiker, bram: Gebruiker, wie: str, ziet: bool
) -> None:
    client.force_login({"aisha": aisha, "bram": bram}[wie])

    html = client.get(ADRES).content.decode()

    assert html.count(f'href="{reverse("begeleiding_overzicht")}"') == (3 if ziet else 0)


@pytest.mark.parametrize("soort", ["oefenen", "toets"])
def test_bij_een_sessie_staat_de_weg_naar_meekijken(client: Client, aisha: Gebruiker, soort: str) -> None:
    client.force_login(aisha)
    sessie = SessieFactory(gebruiker=aisha, soort=soort)

    html = client.get(reverse("simulatie_sessie", args=[sessie.sleutel])).content.decode()

    assert f'href="{reverse("simulatie_meekijken", args=[sessie.sleutel])}"' in html
