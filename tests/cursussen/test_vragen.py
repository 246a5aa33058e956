"""The questions of the course: saved one by one, final, resumable, with as many attempts as needed."""

from __future__ import annotations

from typing import Any

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client

from academy.gebruikers.models import Gebruiker
from cursussen.acties.vragen import AlBeantwoordError, beantwoord, begin_poging
from cursussen.models import Afronding, Antwoord, CursusPagina, Inschrijving, Poging
from tests.factories.cursussen import MELDINGEN, InschrijvingFactory, foute_antwoorden, vraag_waarde

pytestmark = pytest.mark.django_db


@pytest.fixture
def als_aisha(client: Client, aisha: Gebruiker) -> Client:
    client.force_login(aisha)
    return client


def _adres(inschrijving: Inschrijving) -> str:
    return f"/leren/{inschrijving.sleutel}/vragen/"


def _gegevens(vraag: dict[str, Any], juist: bool) -> dict[str, str]:
    keuze = next(keuze for keuze in vraag["keuzes"] if keuze["juist"] is juist)
    return {"vraag": vraag["sleutel"], "keuze": keuze["sleutel"]}


def test_poging_is_een_kopie_van_de_vragen(inschrijving: Inschrijving) -> None:
    poging = begin_poging(inschrijving=inschrijving)

    cursus = CursusPagina.objects.get(pk=inschrijving.cursus_id)
    cursus.vragen = []
    cursus.save_revision().publish()

    opnieuw = Poging.objects.get(pk=poging.pk)
    assert (opnieuw.vragen, opnieuw.nummer) == (inschrijving.versie.vragen, 1)
    assert [vraag["stam"] for vraag in opnieuw.vragen] == ["Vraag een?", "Vraag twee?"]


def test_voor_het_begin_staat_wat_er_komt_en_is_er_niets_opgeslagen(
    als_aisha: Client, inschrijving: Inschrijving
) -> None:
    html = als_aisha.get(_adres(inschrijving)).text

    assert "2 vragen over de hele opleiding. U slaagt bij minstens 70% goed." in html
    assert "Vragen beginnen" in html
    assert "Vraag een?" not in html
    assert Poging.objects.count() == 0


def test_een_vraag_tegelijk_zonder_het_antwoord(als_aisha: Client, inschrijving: Inschrijving) -> None:
    als_aisha.post(_adres(inschrijving) + "beginnen/")

    html = als_aisha.get(_adres(inschrijving)).text

    assert ("Vraag een?" in html, "Vraag twee?" in html) == (True, False)
    for lek in ("Umami gaat over volgorde", "Nee, het is de samenhang.", "Het juiste antwoord"):
        assert lek not in html


def test_antwoord_wordt_meteen_opgeslagen_met_tijd_en_uitleg(
    als_aisha: Client, inschrijving: Inschrijving
) -> None:
    als_aisha.post(_adres(inschrijving) + "beginnen/")
    eerste = inschrijving.versie.vragen[0]

    with time_machine.travel("2026-03-03T13:03:00+00:00", tick=False):
        antwoord = als_aisha.post(_adres(inschrijving) + "1/antwoord/", _gegevens(eerste, juist=False))
    html = als_aisha.get(antwoord.url).text

    assert "Opgeslagen 14:03, 3 maart 2026" in html
    assert "Niet juist" in html
    assert "Nee, het is de samenhang." in html
    assert "Umami gaat over volgorde, timing, mate en duur." in html
    assert "Vraag twee?" in html
    assert Antwoord.objects.get().juist is False


def test_weggaan_en_terugkomen_op_dezelfde_plek(
    als_aisha: Client, aisha: Gebruiker, inschrijving: Inschrijving
) -> None:
    als_aisha.post(_adres(inschrijving) + "beginnen/")
    eerste, tweede = inschrijving.versie.vragen
    als_aisha.post(_adres(inschrijving) + "1/antwoord/", _gegevens(eerste, juist=True))

    telefoon = Client()
    telefoon.force_login(aisha)
    telefoon.post(_adres(inschrijving) + "beginnen/")
    html = telefoon.get(_adres(inschrijving)).text

    assert Poging.objects.count() == 1
    assert "1 van 2 vragen beantwoord" in html
    assert f'href="#vraag-{tweede["sleutel"]}"' in html
    assert html.count("Antwoord opslaan") == 1


def test_dubbel_verstuurd_antwoord_laat_het_eerste_staan(
    als_aisha: Client, inschrijving: Inschrijving
) -> None:
    als_aisha.post(_adres(inschrijving) + "beginnen/")
    eerste = inschrijving.versie.vragen[0]
    als_aisha.post(_adres(inschrijving) + "1/antwoord/", _gegevens(eerste, juist=False))

    tweede_keer = als_aisha.post(_adres(inschrijving) + "1/antwoord/", _gegevens(eerste, juist=True))

    assert (
        "U had deze vraag al beantwoord. Uw eerste antwoord blijft staan."
        in als_aisha.get(tweede_keer.url).text
    )
    assert Antwoord.objects.get().juist is False


def test_actie_noemt_het_antwoord_dat_staat(inschrijving: Inschrijving) -> None:
    poging = begin_poging(inschrijving=inschrijving)
    gegevens = _gegevens(poging.vragen[0], juist=True)
    eerste = beantwoord(poging=poging, **gegevens)

    with pytest.raises(AlBeantwoordError) as fout:
        beantwoord(poging=poging, **_gegevens(poging.vragen[0], juist=False))

    assert fout.value.antwoord == eerste


@pytest.mark.parametrize("veld", ["vraag", "keuze"])
@pytest.mark.parametrize("waarde", ["bestaat-niet", "\x00", ""])
def test_actie_weigert_wat_er_niet_bij_hoort(inschrijving: Inschrijving, veld: str, waarde: str) -> None:
    poging = begin_poging(inschrijving=inschrijving)
    gegevens = _gegevens(poging.vragen[0], juist=True) | {veld: waarde}

    with pytest.raises(ValidationError):
        beantwoord(poging=poging, **gegevens)

    assert Antwoord.objects.count() == 0


@pytest.mark.parametrize("fout", MELDINGEN)
def test_fout_antwoordformulier_zegt_wat_er_mis_is_en_slaat_niets_op(
    als_aisha: Client, inschrijving: Inschrijving, fout: str
) -> None:
    als_aisha.post(_adres(inschrijving) + "beginnen/")
    gegevens = foute_antwoorden(*inschrijving.versie.vragen)[fout]

    html = als_aisha.post(_adres(inschrijving) + "1/antwoord/", gegevens).text

    assert MELDINGEN[fout] in html
    assert "Vraag een?" in html
    assert Antwoord.objects.count() == 0


def test_database_houdt_een_tweede_antwoord_en_een_verandering_tegen(inschrijving: Inschrijving) -> None:
    poging = begin_poging(inschrijving=inschrijving)
    antwoord = beantwoord(poging=poging, **_gegevens(poging.vragen[0], juist=False))

    with pytest.raises(IntegrityError), transaction.atomic():
        Antwoord.objects.create(poging=poging, vraag=antwoord.vraag, keuze="x", juist=True)
    with pytest.raises(IntegrityError), transaction.atomic():
        Antwoord.objects.filter(pk=antwoord.pk).update(juist=True)

    assert Antwoord.objects.get().juist is False


def test_gehaald_legt_de_afronding_vast_met_bewijs(
    als_aisha: Client, inschrijving: Inschrijving, beantwoord_alles
) -> None:
    poging = beantwoord_alles(inschrijving, goed=2)

    html = als_aisha.get(_adres(inschrijving)).text

    assert "U hebt de vragen gehaald" in html
    assert "U had 2 van de 2 vragen goed. U slaagt bij minstens 70%." in html
    afronding = Afronding.objects.get()
    assert afronding.onderdeel == "vragen"
    assert afronding.regel == "Klaar als minstens 70% van de 2 vragen goed is beantwoord."
    assert afronding.bewijs == {"poging": poging.pk, "nummer": 1, "goed": 2, "totaal": 2, "slaaggrens": 70}


def test_niet_gehaald_mag_opnieuw_en_oude_pogingen_blijven(
    als_aisha: Client, inschrijving: Inschrijving, beantwoord_alles
) -> None:
    beantwoord_alles(inschrijving, goed=1)
    niet_gehaald = als_aisha.get(_adres(inschrijving)).text
    assert Afronding.objects.count() == 0

    als_aisha.post(_adres(inschrijving) + "beginnen/")
    beantwoord_alles(inschrijving, goed=2)
    gehaald = als_aisha.get(_adres(inschrijving)).text

    assert "U hebt de vragen nog niet gehaald" in niet_gehaald
    assert "Opnieuw proberen" in niet_gehaald
    assert "1 van 2 goed" in gehaald
    assert [(poging.nummer, poging.aantal_goed) for poging in Poging.objects.order_by("nummer")] == [
        (1, 1),
        (2, 2),
    ]
    assert Afronding.objects.get().bewijs["nummer"] == 2


def test_na_halen_komt_er_geen_poging_meer_bij(
    als_aisha: Client, inschrijving: Inschrijving, beantwoord_alles
) -> None:
    beantwoord_alles(inschrijving, goed=2)

    html = als_aisha.post(_adres(inschrijving) + "beginnen/", follow=True).text

    assert "U hebt de vragen al gehaald. Uw antwoorden blijven staan." in html
    assert Poging.objects.count() == 1


@pytest.mark.parametrize(
    ("grens", "goed", "gehaald"), [(67, 2, False), (66, 2, True), (100, 3, True), (1, 0, False)]
)
def test_slaaggrens_rekent_met_hele_procenten(
    aisha: Gebruiker, beantwoord_alles, grens: int, goed: int, gehaald: bool
) -> None:
    vragen = [vraag_waarde(f"Vraag {nummer}?") for nummer in range(3)]
    inschrijving = InschrijvingFactory(gebruiker=aisha, slaaggrens=grens, vragen=vragen)

    beantwoord_alles(inschrijving, goed)

    assert Afronding.objects.filter(onderdeel="vragen").exists() is gehaald


def test_oefenvragen_tellen_niet_mee_voor_de_vragen(inschrijving: Inschrijving) -> None:
    les = inschrijving.versie.lessen[0]["sleutel"]
    poging = begin_poging(inschrijving=inschrijving, onderdeel=les)
    beantwoord(poging=poging, **_gegevens(poging.vragen[0], juist=True))

    assert Afronding.objects.count() == 0
    assert Inschrijving.objects.get().voortgang.gedaan == 0


def test_onderdeel_zonder_vragen_kan_niet_beginnen(inschrijving: Inschrijving) -> None:
    with pytest.raises(ValidationError):
        begin_poging(inschrijving=inschrijving, onderdeel="bestaat-niet")

    assert Poging.objects.count() == 0


@pytest.mark.parametrize("pogingen", [1, 3])
def test_pagina_kost_evenveel_queries_bij_meer_pogingen(
    als_aisha: Client, inschrijving: Inschrijving, beantwoord_alles, django_assert_num_queries, pogingen: int
) -> None:
    for _nummer in range(pogingen):
        beantwoord_alles(inschrijving, goed=1)
    als_aisha.get(_adres(inschrijving))

    with django_assert_num_queries(13):
        als_aisha.get(_adres(inschrijving))


def test_een_oud_tabblad_antwoordt_niet_in_de_volgende_poging(
    als_aisha: Client, inschrijving: Inschrijving
) -> None:
    eerste = begin_poging(inschrijving=inschrijving)
    for vraag in eerste.vragen:
        beantwoord(poging=eerste, **_gegevens(vraag, juist=False))
    tweede = begin_poging(inschrijving=inschrijving)
    gegevens = _gegevens(tweede.vragen[0], juist=True)

    html = als_aisha.post(_adres(inschrijving) + "1/antwoord/", gegevens, follow=True).text
    assert "Dit antwoord hoorde bij een eerdere poging." in html
    assert tweede.antwoorden.count() == 0

    als_aisha.post(_adres(inschrijving) + "2/antwoord/", gegevens)
    assert tweede.antwoorden.get().juist
