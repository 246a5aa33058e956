"""Reading a lesson of the own version, practising in it and ticking it off."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from academy.gebruikers.models import Gebruiker
from cursussen.acties.vragen import beantwoord, begin_poging
from cursussen.models import Afronding, Antwoord, Gelezen, Inschrijving, LesPagina, Poging
from tests.factories.cursussen import (
    MELDINGEN,
    CursusPaginaFactory,
    CursusVersieFactory,
    InschrijvingFactory,
    foute_antwoorden,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def als_aisha(client: Client, aisha: Gebruiker) -> Client:
    client.force_login(aisha)
    return client


def _adres(inschrijving: Inschrijving, nummer: int = 0) -> str:
    return f"/leren/{inschrijving.sleutel}/les/{inschrijving.versie.lessen[nummer]['sleutel']}/"


def _vraag(inschrijving: Inschrijving, nummer: int = 0) -> dict[str, Any]:
    return inschrijving.versie.vragen_van(inschrijving.versie.lessen[nummer]["sleutel"])[0]


def test_leest_de_vastgelegde_tekst_ook_na_een_bewerking(
    als_aisha: Client, inschrijving: Inschrijving
) -> None:
    les = LesPagina.objects.get(pk=inschrijving.versie.lessen[0]["sleutel"])
    les.inhoud = [{"type": "tekst", "value": "<p>Herschreven.</p>"}]
    les.save_revision().publish()

    html = als_aisha.get(_adres(inschrijving)).text

    assert ("Tekst van les 1." in html, "Herschreven." in html) == (True, False)
    assert "Les 1 van 2" in html


def test_les_blijft_leesbaar_als_de_pagina_weg_is(als_aisha: Client, inschrijving: Inschrijving) -> None:
    LesPagina.objects.get(pk=inschrijving.versie.lessen[0]["sleutel"]).delete()

    assert "Tekst van les 1." in als_aisha.get(_adres(inschrijving)).text


def test_les_blijft_leesbaar_als_een_beeld_of_verwijzing_weg_is(als_aisha: Client, aisha: Gebruiker) -> None:
    cursus = CursusPaginaFactory()
    les = cursus.lessen().first()
    oproep = {"titel": "Lees verder", "tekst": "", "pagina": 999_999, "knop": "Verder lezen"}
    beeld = {"image": 999_999, "decorative": False, "alt_text": "Straat"}
    les.inhoud = [
        {"type": "afbeelding", "value": {"afbeelding": beeld, "bijschrift": "De straat in mei"}},
        {"type": "oproep", "value": oproep},
        {"type": "tekst", "value": "<p>Slot.</p>"},
    ]
    les.save()
    inschrijving = InschrijvingFactory(gebruiker=aisha, versie=CursusVersieFactory(cursus=cursus))

    html = als_aisha.get(_adres(inschrijving)).text

    assert [tekst for tekst in ("De straat in mei", "Lees verder", "Slot.") if tekst not in html] == []
    assert "Verder lezen" not in html


def test_open_oefenvraag_verraadt_het_antwoord_niet(als_aisha: Client, inschrijving: Inschrijving) -> None:
    html = als_aisha.get(_adres(inschrijving)).text

    assert "Oefenvraag 1?" in html
    for lek in ("Umami gaat over volgorde", "Nee, het is de samenhang.", "Het juiste antwoord"):
        assert lek not in html


@pytest.mark.parametrize(
    ("keuze", "uitslag", "merk"),
    [(1, "Juist", "Uw antwoord, en het juiste"), (0, "Niet juist", "Uw antwoord")],
)
def test_antwoord_op_een_oefenvraag_geeft_meteen_uitleg(
    als_aisha: Client, inschrijving: Inschrijving, keuze: int, uitslag: str, merk: str
) -> None:
    vraag = _vraag(inschrijving)

    antwoord = als_aisha.post(
        _adres(inschrijving) + "antwoord/",
        {"vraag": vraag["sleutel"], "keuze": vraag["keuzes"][keuze]["sleutel"]},
    )
    html = als_aisha.get(antwoord.url).text

    assert antwoord.url == f"{_adres(inschrijving)}?vraag={vraag['sleutel']}#vraag-{vraag['sleutel']}"
    assert f"{uitslag}</span>" in html
    assert f"{merk}</p>" in html
    assert "Umami gaat over volgorde, timing, mate en duur." in html
    opgeslagen = Antwoord.objects.get()
    assert (opgeslagen.juist, opgeslagen.poging.onderdeel) == (
        keuze == 1,
        inschrijving.versie.lessen[0]["sleutel"],
    )


def test_tweede_antwoord_verandert_niets_en_zegt_dat(als_aisha: Client, inschrijving: Inschrijving) -> None:
    vraag = _vraag(inschrijving)
    for keuze in vraag["keuzes"]:
        antwoord = als_aisha.post(
            _adres(inschrijving) + "antwoord/", {"vraag": vraag["sleutel"], "keuze": keuze["sleutel"]}
        )

    assert "Uw eerste antwoord blijft staan." in als_aisha.get(antwoord.url).text
    assert Antwoord.objects.get().keuze == vraag["keuzes"][0]["sleutel"]
    assert Poging.objects.count() == 1


def test_opnieuw_oefenen_bewaart_de_eerste_poging(als_aisha: Client, inschrijving: Inschrijving) -> None:
    vraag = _vraag(inschrijving)
    gegevens = {"vraag": vraag["sleutel"], "keuze": vraag["keuzes"][0]["sleutel"]}
    als_aisha.post(_adres(inschrijving) + "antwoord/", gegevens)

    als_aisha.post(_adres(inschrijving) + "opnieuw/")
    html = als_aisha.get(_adres(inschrijving)).text
    als_aisha.post(_adres(inschrijving) + "antwoord/", gegevens)

    assert "Antwoord opslaan" in html
    assert list(Antwoord.objects.values_list("poging__nummer", flat=True).order_by("pk")) == [1, 2]


def test_opnieuw_oefenen_kan_pas_als_alles_beantwoord_is(
    als_aisha: Client, inschrijving: Inschrijving
) -> None:
    begin_poging(inschrijving=inschrijving, onderdeel=inschrijving.versie.lessen[0]["sleutel"])

    als_aisha.post(_adres(inschrijving) + "opnieuw/")

    assert Poging.objects.count() == 1


@pytest.mark.parametrize("fout", MELDINGEN)
def test_fout_antwoordformulier_zegt_wat_er_mis_is_en_slaat_niets_op(
    als_aisha: Client, inschrijving: Inschrijving, fout: str
) -> None:
    gegevens = foute_antwoorden(_vraag(inschrijving), _vraag(inschrijving, 1))[fout]

    html = als_aisha.post(_adres(inschrijving) + "antwoord/", gegevens).text

    assert MELDINGEN[fout] in html
    assert "<title>Fout: Les 1" in html
    assert "Tekst van les 1." in html
    assert (Antwoord.objects.count(), Poging.objects.count()) == (0, 0)


def test_vraag_van_een_andere_les_hoort_er_niet_bij(als_aisha: Client, inschrijving: Inschrijving) -> None:
    andere = _vraag(inschrijving, 1)

    html = als_aisha.post(
        _adres(inschrijving) + "antwoord/",
        {"vraag": andere["sleutel"], "keuze": andere["keuzes"][0]["sleutel"]},
    ).text

    assert MELDINGEN["onbekende vraag"] in html
    assert Antwoord.objects.count() == 0


def test_les_afronden_gaat_naar_de_volgende_en_telt_een_keer(
    als_aisha: Client, inschrijving: Inschrijving
) -> None:
    eerste = als_aisha.post(_adres(inschrijving) + "afronden/")
    nog_eens = als_aisha.post(_adres(inschrijving) + "afronden/")
    html = als_aisha.get(_adres(inschrijving)).text

    assert (eerste.url, nog_eens.url) == (_adres(inschrijving, 1), _adres(inschrijving, 1))
    assert list(Gelezen.objects.values_list("les", flat=True)) == [inschrijving.versie.lessen[0]["sleutel"]]
    assert "1 van 2 lessen afgerond" in html
    assert "Les afronden" not in html
    assert Afronding.objects.count() == 0


def test_laatste_les_gaat_naar_het_overzicht_en_rondt_de_lessen_af(
    als_aisha: Client, inschrijving: Inschrijving
) -> None:
    als_aisha.post(_adres(inschrijving) + "afronden/")
    laatste = als_aisha.post(_adres(inschrijving, 1) + "afronden/")

    assert laatste.url == f"/leren/{inschrijving.sleutel}/"
    afronding = Afronding.objects.get()
    assert (afronding.onderdeel, afronding.regel) == ("lessen", "Klaar als alle 2 lessen zijn gelezen.")
    assert afronding.bewijs == {
        "versie": 1,
        "lessen": [les["sleutel"] for les in inschrijving.versie.lessen],
    }


@pytest.mark.parametrize("beantwoorde_lessen", [1, 2])
def test_les_kost_evenveel_queries_hoeveel_er_ook_gebeurd_is(
    als_aisha: Client, inschrijving: Inschrijving, django_assert_num_queries, beantwoorde_lessen: int
) -> None:
    for les in inschrijving.versie.lessen[:beantwoorde_lessen]:
        poging = begin_poging(inschrijving=inschrijving, onderdeel=les["sleutel"])
        vraag = poging.vragen[0]
        beantwoord(poging=poging, vraag=vraag["sleutel"], keuze=vraag["keuzes"][0]["sleutel"])
        Gelezen.objects.create(inschrijving=inschrijving, les=les["sleutel"])
    als_aisha.get(_adres(inschrijving))

    with django_assert_num_queries(13):
        als_aisha.get(_adres(inschrijving))
