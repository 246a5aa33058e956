"""A person looks at a judgement: asked once, seen by every other trainer, decided once, read by the trainee."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Group
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from academy.gebruikers.rechten import GROEP_TRAINERS
from cursussen.models import Afronding
from simulatie.acties.begeleiding import laat_meekijken
from simulatie.acties.geweigerd import Geweigerd
from simulatie.acties.nakijken import LANGSTE_TEKST, kijk_na, vraag_nakijken
from simulatie.models import Besluit, Nakijkbesluit, Nakijkverzoek
from simulatie.rechten import mag_nakijken, mee_te_kijken, na_te_kijken
from simulatie.schermen.groepen import groepsoverzicht
from simulatie.spel.besluiten import Vorm
from tests.factories.cursussen import InschrijvingFactory
from tests.factories.gebruikers import GebruikerFactory
from tests.simulatie.bewaard_oordeel import besluit, bewaar

WAAROM = "Ik begrijp niet waarom mijn hulp niet telt."
REDEN = "Een eigen gedachte."


@pytest.fixture
def beoordeling(aisha):
    """A test that was not passed, with a prediction."""
    beoordeling = bewaar(aisha)
    gegevens = {"maand": 0, "meldingen": Vorm.DAALT, "leefbaarheid": Vorm.DAALT, "reden": REDEN}
    besluit(beoordeling.sessie, 1, Besluit.Soort.VOORSPELLING, "voorspelling-0", gegevens)
    return beoordeling


@pytest.fixture
def gevraagd(beoordeling):
    vraag_nakijken(beoordeling=beoordeling, waarom=WAAROM)
    return beoordeling


def adres(naam, beoordeling):
    return reverse(naam, args=[beoordeling.sessie.sleutel])


def deuren(beoordeling):
    namen = ("begeleiding_sessie", "begeleiding_uitslag", "begeleiding_nakijken")
    return [adres(naam, beoordeling) for naam in namen]


def test_de_cursist_vraagt_de_trainer_besluit_en_de_cursist_leest_het(client, aisha, bram, beoordeling):
    client.force_login(aisha)
    antwoord = client.post(adres("simulatie_nakijken", beoordeling), {"waarom": WAAROM}, follow=True)
    assert WAAROM in antwoord.content.decode()
    assert "wacht op een trainer" in antwoord.content.decode()

    client.force_login(bram)
    assert [r.sessie for r in client.get("/simulatie/begeleiding/").context["overzicht"].verzoeken] == [
        beoordeling.sessie
    ]
    assert WAAROM in client.get(adres("begeleiding_sessie", beoordeling)).content.decode()
    assert "66" in client.get(adres("begeleiding_uitslag", beoordeling)).content.decode()
    gegevens = {"uitkomst": "geslaagd", "tekst": "Uw uitleg klopt."}
    client.post(adres("begeleiding_nakijken", beoordeling), gegevens)
    assert client.get("/simulatie/begeleiding/").context["overzicht"].verzoeken == []
    assert [client.get(deur).status_code for deur in deuren(beoordeling)] == [404] * 3

    client.force_login(aisha)
    inhoud = client.get(adres("simulatie_uitslag", beoordeling)).content.decode()
    assert "<h1>U bent alsnog geslaagd</h1>" in inhoud
    assert "Uw uitleg klopt." in inhoud
    assert str(bram) in inhoud


def test_wie_niet_vraagt_wordt_door_geen_trainer_gezien(client, bram, beoordeling):
    client.force_login(bram)

    assert [client.get(deur).status_code for deur in deuren(beoordeling)] == [404] * 3
    assert list(na_te_kijken(bram)) == []


def test_alleen_een_andere_trainer_ziet_een_verzoek(client, aisha, bram, carla, daan, gevraagd):
    for wie in (aisha, carla, daan):
        client.force_login(wie)
        assert [client.get(deur).status_code for deur in deuren(gevraagd)] == [404] * 3, wie
    aisha.groups.add(Group.objects.get(name=GROEP_TRAINERS))
    assert list(na_te_kijken(aisha)) == [], "nobody looks at their own"
    wie_mag = [mag_nakijken(wie, gevraagd.sessie) for wie in (aisha, bram)]
    assert wie_mag == [False, True]
    client.force_login(bram)
    assert [client.get(deur).status_code for deur in deuren(gevraagd)] == [200, 200, 302]


def test_de_trainer_leest_niet_wat_iemand_bij_een_voorspelling_schreef(client, aisha, bram, gevraagd):
    client.force_login(aisha)
    assert REDEN in client.get(adres("simulatie_uitslag", gevraagd)).content.decode()

    client.force_login(bram)

    for deur in deuren(gevraagd)[:2]:
        assert REDEN not in client.get(deur).content.decode()


def test_een_verzoek_opent_geen_meekijken_en_telt_niet_in_de_groep(bram, gevraagd):
    assert list(mee_te_kijken(bram)) == []
    assert groepsoverzicht(bram).groepen == []
    laat_meekijken(sessie=gevraagd.sessie, trainer=bram)
    assert [groep.mensen for groep in groepsoverzicht(bram).groepen] == [1]


def test_vaker_vragen_is_een_verzoek_en_vaker_besluiten_wordt_geweigerd(bram, gevraagd):
    assert vraag_nakijken(beoordeling=gevraagd, waarom="Nog eens.").waarom == WAAROM
    assert Nakijkverzoek.objects.count() == 1
    nu = {"sessie": gevraagd.sessie, "trainer": bram, "tekst": "Zo is het."}
    kijk_na(**nu, uitkomst="blijft")

    with pytest.raises(Geweigerd, match="al behandeld"):
        kijk_na(**nu, uitkomst="geslaagd")

    assert Nakijkbesluit.objects.get().uitkomst == "blijft"


@pytest.mark.parametrize("tekst", ["", "   ", "x" * (LANGSTE_TEKST + 1)], ids=["leeg", "wit", "te lang"])
def test_zonder_reden_gebeurt_er_niets(client, aisha, bram, beoordeling, tekst):
    client.force_login(aisha)
    antwoord = client.post(adres("simulatie_nakijken", beoordeling), {"waarom": tekst})
    assert antwoord.status_code == 422
    with pytest.raises(Geweigerd, match="Schrijf waarom"):
        vraag_nakijken(beoordeling=beoordeling, waarom=tekst)
    assert not Nakijkverzoek.objects.exists()

    vraag_nakijken(beoordeling=beoordeling, waarom=WAAROM)
    client.force_login(bram)
    gegevens = {"uitkomst": "blijft", "tekst": tekst}
    assert client.post(adres("begeleiding_nakijken", beoordeling), gegevens).status_code == 422
    assert not Nakijkbesluit.objects.exists()


@pytest.mark.parametrize(("uitkomst", "gehaald"), [("geslaagd", True), ("blijft", False)])
def test_alsnog_geslaagd_rondt_de_simulatie_van_de_opleiding_af(aisha, bram, gevraagd, uitkomst, gehaald):
    inschrijving = InschrijvingFactory(gebruiker=aisha)
    inschrijving.simulatiepogingen.create(sessie=gevraagd.sessie)

    kijk_na(sessie=gevraagd.sessie, trainer=bram, uitkomst=uitkomst, tekst="Zo is het.")

    (poging,) = inschrijving.simulatiepogingen.all()
    assert poging.gehaald is gehaald
    klaar = inschrijving.afrondingen.filter(onderdeel=Afronding.Onderdeel.SIMULATIE)
    assert klaar.exists() is gehaald


def test_de_database_laat_een_besluit_niet_veranderen(bram, gevraagd):
    kijk_na(sessie=gevraagd.sessie, trainer=bram, uitkomst="blijft", tekst="Zo is het.")

    for rijen, anders in (
        (Nakijkbesluit.objects, {"uitkomst": "geslaagd"}),
        (Nakijkverzoek.objects, {"waarom": "Anders."}),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            rijen.update(**anders)


def test_het_aantal_vragen_groeit_niet_met_de_verzoeken(client, bram, gevraagd):
    client.force_login(bram)
    aantallen = []
    client.get("/simulatie/begeleiding/")
    for aantal in (1, 3):
        while Nakijkverzoek.objects.count() < aantal:
            vraag_nakijken(beoordeling=bewaar(GebruikerFactory()), waarom=WAAROM)
        with CaptureQueriesContext(connection) as vragen:
            assert len(client.get("/simulatie/begeleiding/").context["overzicht"].verzoeken) == aantal
        aantallen.append(len(vragen))

    assert aantallen[0] == aantallen[1]
