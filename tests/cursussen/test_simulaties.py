from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client

from academy.gebruikers.models import Gebruiker
from cursussen.acties.simulaties import begin_simulatie, verwerk_beoordeling
from cursussen.models import Afronding, Inschrijving, Simulatiepoging
from cursussen.schermen.checklijst import maak_checklijst
from simulatie.acties.beoordelen import dien_in
from simulatie.acties.spel import speel_uit
from simulatie.models import Sessie
from simulatie.spel.besluiten import Richting
from tests.factories.cursussen import InschrijvingFactory
from tests.factories.simulatie import KLEIN_PLAN, OudeSessieFactory, SessieFactory
from tests.simulatie.versies import publiceer_volgende

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("soort", ["oefenen", "toets"])
def test_beginnen_koppelt_een_sessie_en_hervat_die(
    client: Client, aisha: Gebruiker, inschrijving: Inschrijving, soort: str
) -> None:
    client.force_login(aisha)
    adres = f"/leren/{inschrijving.sleutel}/simulatie/"

    eerste = client.post(adres, {"soort": soort})
    tweede = client.post(adres, {"soort": soort})

    sessie = Sessie.objects.get()
    assert (sessie.soort, sessie.casus, sessie.gebruiker) == (soort, "klosjesbuurt", aisha)
    assert Simulatiepoging.objects.get().sessie == sessie
    # Who never practised reads the briefing first; a test begins at once.
    waarheen = "briefing/" if soort == "oefenen" else ""
    assert eerste.url == tweede.url == f"/simulatie/{sessie.sleutel}/{waarheen}"
    SessieFactory(gebruiker=aisha, plan=KLEIN_PLAN)
    assert client.post(adres, {"soort": soort}).url == f"/simulatie/{sessie.sleutel}/"


def test_een_toets_van_een_versie_die_niet_is_bewaard_houdt_niemand_vast(inschrijving: Inschrijving) -> None:
    oud = OudeSessieFactory(gebruiker=inschrijving.gebruiker, soort="toets")
    Simulatiepoging.objects.create(inschrijving=inschrijving, sessie=oud)

    nieuw = begin_simulatie(inschrijving=inschrijving, soort="toets")

    assert nieuw.is_speelbaar
    assert begin_simulatie(inschrijving=inschrijving, soort="toets") == nieuw
    assert maak_checklijst(inschrijving).stappen[-1].url == f"/simulatie/{nieuw.sleutel}/"


def test_een_toets_van_een_eerdere_versie_gaat_gewoon_verder(inschrijving: Inschrijving) -> None:
    toets = begin_simulatie(inschrijving=inschrijving, soort="toets")
    nieuw = publiceer_volgende()

    assert begin_simulatie(inschrijving=inschrijving, soort="toets") == toets
    assert maak_checklijst(inschrijving).stappen[-1].url == f"/simulatie/{toets.sleutel}/"
    assert begin_simulatie(inschrijving=inschrijving, soort="oefenen").casusversie == nieuw


def test_oefenen_en_toets_zijn_eigen_sessies(inschrijving: Inschrijving) -> None:
    oefening = begin_simulatie(inschrijving=inschrijving, soort="oefenen")
    toets = begin_simulatie(inschrijving=inschrijving, soort="toets")

    assert oefening != toets
    assert Simulatiepoging.objects.count() == 2


@pytest.mark.parametrize(
    ("soort", "geslaagd", "afgerond"),
    [("toets", True, True), ("toets", False, False), ("oefenen", True, False)],
)
def test_alleen_een_gehaalde_toets_telt(
    inschrijving: Inschrijving, beoordeel, soort: str, geslaagd: bool, afgerond: bool
) -> None:
    sessie = begin_simulatie(inschrijving=inschrijving, soort=soort)

    beoordeel(sessie, geslaagd)

    assert Afronding.objects.filter(onderdeel="simulatie").exists() is afgerond


def test_beoordeling_twee_keer_verwerken_geeft_een_afronding(inschrijving: Inschrijving, beoordeel) -> None:
    sessie = begin_simulatie(inschrijving=inschrijving, soort="toets")
    beoordeel(sessie, geslaagd=True)

    assert verwerk_beoordeling(sessie=sessie) == []
    assert Afronding.objects.get().bewijs["sessie"] == str(sessie.sleutel)


def test_sessie_buiten_een_inschrijving_telt_nergens_voor(
    aisha: Gebruiker, inschrijving: Inschrijving, beoordeel
) -> None:
    sessie = SessieFactory(gebruiker=aisha, soort="toets")

    beoordeel(sessie, geslaagd=True)

    assert Afronding.objects.count() == 0


@pytest.mark.langzaam
def test_echt_ingediende_sessie_komt_bij_de_inschrijving_aan(
    client: Client, aisha: Gebruiker, inschrijving: Inschrijving
) -> None:
    sessie = SessieFactory(gebruiker=aisha, soort="toets", plan=KLEIN_PLAN)
    Simulatiepoging.objects.create(inschrijving=inschrijving, sessie=sessie)
    speel_uit(sessie=sessie, richting=Richting.GELIJK, reden="Het plan is klein.")

    beoordeling = dien_in(sessie=sessie)
    client.force_login(aisha)
    html = client.get(f"/leren/{inschrijving.sleutel}/").text

    assert Afronding.objects.filter(onderdeel="simulatie").exists() is beoordeling.geslaagd
    assert f'href="/simulatie/{sessie.sleutel}/uitslag/"' in html


def test_na_een_niet_gehaalde_toets_begint_een_nieuwe(inschrijving: Inschrijving, beoordeel) -> None:
    eerste = begin_simulatie(inschrijving=inschrijving, soort="toets")
    beoordeel(eerste, geslaagd=False)

    tweede = begin_simulatie(inschrijving=inschrijving, soort="toets")

    assert tweede != eerste
    assert Simulatiepoging.objects.count() == 2


def test_gehaalde_toets_hoeft_niet_nog_eens_maar_oefenen_mag(
    client: Client, aisha: Gebruiker, inschrijving: Inschrijving, beoordeel
) -> None:
    beoordeel(begin_simulatie(inschrijving=inschrijving, soort="toets"), geslaagd=True)
    client.force_login(aisha)

    html = client.post(f"/leren/{inschrijving.sleutel}/simulatie/", {"soort": "toets"}, follow=True).text
    begin_simulatie(inschrijving=inschrijving, soort="oefenen")

    assert "U hebt de toets al gehaald. Oefenen kan altijd." in html
    assert sorted(Sessie.objects.values_list("soort", flat=True)) == ["oefenen", "toets"]


@pytest.mark.parametrize("soort", ["", "examen", "\x00"])
def test_onbekende_soort_begint_niets(
    client: Client, aisha: Gebruiker, inschrijving: Inschrijving, soort: str
) -> None:
    client.force_login(aisha)

    html = client.post(f"/leren/{inschrijving.sleutel}/simulatie/", {"soort": soort}, follow=True).text

    assert "Er is niets begonnen." in html
    assert Sessie.objects.count() == 0


def test_cursus_zonder_casus_heeft_geen_simulatie(aisha: Gebruiker) -> None:
    inschrijving = InschrijvingFactory(gebruiker=aisha, casus="")

    with pytest.raises(ValidationError):
        begin_simulatie(inschrijving=inschrijving, soort="oefenen")

    assert Sessie.objects.count() == 0


def test_een_sessie_hoort_bij_een_inschrijving(inschrijving: Inschrijving) -> None:
    sessie = begin_simulatie(inschrijving=inschrijving, soort="toets")
    andere = InschrijvingFactory(gebruiker=inschrijving.gebruiker)

    with pytest.raises(IntegrityError), transaction.atomic():
        Simulatiepoging.objects.create(inschrijving=andere, sessie=sessie)

    assert Simulatiepoging.objects.get().inschrijving == inschrijving
