"""From parts to a completed course: one function says what is done, the signal leaves with the facts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client

from academy.gebruikers.models import Gebruiker
from cursussen.acties.inschrijvingen import schrijf_in
from cursussen.acties.simulaties import begin_simulatie
from cursussen.acties.voortgang import rond_af_wat_klaar_is, vink_les_af
from cursussen.models import Afronding, Gelezen, Inschrijving
from cursussen.schermen.checklijst import maak_checklijst
from cursussen.signals import cursus_afgerond
from simulatie.models import Sessie
from tests.factories.cursussen import InschrijvingFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def seinen() -> Iterator[list[Inschrijving]]:
    """The enrolments for which the signal was sent, in order."""
    ontvangen: list[Inschrijving] = []

    def ontvang(sender: object, inschrijving: Inschrijving, **kwargs: Any) -> None:
        ontvangen.append(inschrijving)

    cursus_afgerond.connect(ontvang)
    yield ontvangen
    cursus_afgerond.disconnect(ontvang)


def _lees_alles(inschrijving: Inschrijving) -> None:
    for les in inschrijving.versie.lessen:
        vink_les_af(inschrijving=inschrijving, les=les["sleutel"])


def test_cursus_is_af_als_alle_onderdelen_af_zijn(
    inschrijving: Inschrijving, beantwoord_alles, beoordeel, seinen: list[Inschrijving]
) -> None:
    _lees_alles(inschrijving)
    poging = beantwoord_alles(inschrijving, goed=2)
    sessie = begin_simulatie(inschrijving=inschrijving, soort=Sessie.Soort.TOETS)
    assert seinen == []

    beoordeel(sessie, geslaagd=True)

    assert seinen == [inschrijving]
    onderdelen = list(Afronding.objects.order_by("pk").values_list("onderdeel", flat=True))
    assert onderdelen == ["lessen", "vragen", "simulatie", "cursus"]
    cursus = Afronding.objects.get(onderdeel="cursus")
    assert cursus.regel == (
        "Klaar als alle 2 lessen zijn gelezen. Klaar als minstens 70% van de 2 vragen goed is beantwoord. "
        "Klaar als de toets in de simulatie is gehaald."
    )
    assert (cursus.bewijs["versie_id"], cursus.bewijs["versie"]) == (inschrijving.versie_id, 1)
    assert cursus.bewijs["vragen"]["poging"] == poging.pk
    assert cursus.bewijs["simulatie"] == {
        "sessie": str(sessie.sleutel),
        "casus": sessie.casus,
        "casus_versie": sessie.casus_versie,
        "model_versie": sessie.model_versie,
        "sha256": "a" * 64,
    }


@pytest.mark.parametrize("volgorde", ["lessen eerst", "vragen eerst"])
def test_de_volgorde_maakt_niet_uit(
    aisha: Gebruiker, beantwoord_alles, seinen: list[Inschrijving], volgorde: str
) -> None:
    inschrijving = InschrijvingFactory(gebruiker=aisha, casus="")
    if volgorde == "lessen eerst":
        _lees_alles(inschrijving)
        beantwoord_alles(inschrijving, goed=2)
    else:
        beantwoord_alles(inschrijving, goed=2)
        _lees_alles(inschrijving)

    assert seinen == [inschrijving]
    assert set(Afronding.objects.values_list("onderdeel", flat=True)) == {"lessen", "vragen", "cursus"}


def test_nog_eens_afronden_doet_niets(aisha: Gebruiker, beantwoord_alles, seinen: list[Inschrijving]) -> None:
    inschrijving = InschrijvingFactory(gebruiker=aisha, casus="")
    _lees_alles(inschrijving)
    beantwoord_alles(inschrijving, goed=2)
    vastgelegd = list(Afronding.objects.order_by("pk").values())

    nieuw = rond_af_wat_klaar_is(inschrijving=inschrijving)
    _lees_alles(inschrijving)

    assert (nieuw, len(seinen)) == ([], 1)
    assert list(Afronding.objects.order_by("pk").values()) == vastgelegd


def test_mislukt_een_ontvanger_dan_is_er_niets_half_opgeslagen(aisha: Gebruiker, beantwoord_alles) -> None:
    inschrijving = InschrijvingFactory(gebruiker=aisha, casus="")
    beantwoord_alles(inschrijving, goed=2)
    eerste, laatste = (les["sleutel"] for les in inschrijving.versie.lessen)
    vink_les_af(inschrijving=inschrijving, les=eerste)

    def faal(sender: object, **kwargs: Any) -> None:
        raise RuntimeError("de stekker")

    cursus_afgerond.connect(faal)
    try:
        with pytest.raises(RuntimeError, match="de stekker"):
            vink_les_af(inschrijving=inschrijving, les=laatste)
    finally:
        cursus_afgerond.disconnect(faal)

    assert list(Gelezen.objects.values_list("les", flat=True)) == [eerste]
    assert list(Afronding.objects.values_list("onderdeel", flat=True)) == ["vragen"]

    vink_les_af(inschrijving=inschrijving, les=laatste)
    assert Afronding.objects.filter(onderdeel="cursus").exists()


def test_toegekend_onderdeel_telt_als_gedaan(
    aisha: Gebruiker, bram: Gebruiker, beantwoord_alles, seinen: list[Inschrijving]
) -> None:
    inschrijving = InschrijvingFactory(gebruiker=aisha, casus="")
    Afronding.objects.create(
        inschrijving=inschrijving, onderdeel="lessen", regel="Vrijstelling: volgde de dagcursus.", door=bram
    )

    beantwoord_alles(inschrijving, goed=2)

    voortgang = Inschrijving.objects.get().voortgang
    assert (voortgang.gedaan, voortgang.totaal, seinen) == (3, 3, [inschrijving])


class TestChecklijst:
    def test_elke_regel_is_gedaan_of_niet_en_zegt_waar_verder(
        self, client: Client, aisha: Gebruiker, inschrijving: Inschrijving
    ) -> None:
        client.force_login(aisha)
        vink_les_af(inschrijving=inschrijving, les=inschrijving.versie.lessen[0]["sleutel"])

        lijst = maak_checklijst(Inschrijving.objects.met_voortgang().get())
        html = client.get(f"/leren/{inschrijving.sleutel}/").text

        basis = f"/leren/{inschrijving.sleutel}/"
        eerste, tweede = (les["sleutel"] for les in inschrijving.versie.lessen)
        assert [(stap.titel, stap.gedaan, stap.url) for stap in lijst.stappen] == [
            ("Les 1", True, f"{basis}les/{eerste}/"),
            ("Les 2", False, f"{basis}les/{tweede}/"),
            ("Vragen over de hele opleiding", False, f"{basis}vragen/"),
            ("Toets in de simulatie", False, f"{basis}#simulatie"),
        ]
        assert lijst.volgende == lijst.stappen[1]
        assert "1 van 4 stappen klaar" in html
        assert html.count("Nog doen") == 3

    def test_cursus_zonder_casus_heeft_geen_simulatie(self, client: Client, aisha: Gebruiker) -> None:
        inschrijving = InschrijvingFactory(gebruiker=aisha, casus="")
        client.force_login(aisha)

        html = client.get(f"/leren/{inschrijving.sleutel}/").text

        assert [onderdeel.code for onderdeel in inschrijving.voortgang.onderdelen] == ["lessen", "vragen"]
        assert "Toets beginnen" not in html

    def test_na_afronden_is_er_geen_volgende_stap(
        self, client: Client, aisha: Gebruiker, beantwoord_alles
    ) -> None:
        inschrijving = InschrijvingFactory(gebruiker=aisha, casus="")
        _lees_alles(inschrijving)
        beantwoord_alles(inschrijving, goed=2)
        client.force_login(aisha)

        html = client.get(f"/leren/{inschrijving.sleutel}/").text

        assert "U hebt deze opleiding afgerond op" in html
        assert "Uw volgende stap" not in html
        assert maak_checklijst(Inschrijving.objects.get()).volgende is None

    def test_nieuwe_versie_verandert_de_checklijst_niet(self, aisha: Gebruiker) -> None:
        inschrijving = InschrijvingFactory(gebruiker=aisha)
        inschrijving.cursus.lessen().first().unpublish()

        assert schrijf_in(gebruiker=aisha, cursus=inschrijving.cursus).voortgang.totaal == 4


class TestLijsten:
    @pytest.mark.parametrize("aantal", [1, 3])
    def test_stand_van_alle_inschrijvingen_in_vast_aantal_queries(
        self, aisha: Gebruiker, beantwoord_alles, beoordeel, django_assert_num_queries, aantal: int
    ) -> None:
        for _nummer in range(aantal):
            inschrijving = InschrijvingFactory(gebruiker=aisha)
            _lees_alles(inschrijving)
            beantwoord_alles(inschrijving, goed=1)
            begin_simulatie(inschrijving=inschrijving, soort=Sessie.Soort.OEFENEN)
            sessie = begin_simulatie(inschrijving=inschrijving, soort=Sessie.Soort.TOETS)
            beoordeel(sessie, geslaagd=False)

        with django_assert_num_queries(8):
            knoppen = [
                maak_checklijst(rij).volgende.knop for rij in Inschrijving.objects.van(aisha).met_voortgang()
            ]

        assert knoppen == ["Uitslag bekijken"] * aantal

    @pytest.mark.parametrize("aantal", [1, 3])
    def test_afgerond_op_in_een_query(self, beantwoord_alles, django_assert_num_queries, aantal: int) -> None:
        for _nummer in range(aantal):
            inschrijving = InschrijvingFactory(casus="")
            _lees_alles(inschrijving)
            beantwoord_alles(inschrijving, goed=2)
            InschrijvingFactory()

        with django_assert_num_queries(1):
            momenten = [rij.afgerond_op for rij in Inschrijving.objects.met_afgerond_op()]

        assert sum(moment is not None for moment in momenten) == aantal
        assert len(momenten) == 2 * aantal

    def test_actief_en_afgerond_zijn_elkaars_tegendeel(self, beantwoord_alles) -> None:
        klaar = InschrijvingFactory(casus="")
        _lees_alles(klaar)
        beantwoord_alles(klaar, goed=2)
        bezig = InschrijvingFactory()

        assert list(Inschrijving.objects.actief()) == [bezig]
        assert list(Inschrijving.objects.afgerond()) == [klaar]

    @pytest.mark.parametrize("pogingen", [1, 3])
    def test_checklijst_kost_evenveel_queries(
        self,
        client: Client,
        aisha: Gebruiker,
        inschrijving: Inschrijving,
        beantwoord_alles,
        beoordeel,
        django_assert_num_queries,
        pogingen: int,
    ) -> None:
        for _nummer in range(pogingen):
            beantwoord_alles(inschrijving, goed=0)
            sessie = begin_simulatie(inschrijving=inschrijving, soort=Sessie.Soort.TOETS)
            beoordeel(sessie, geslaagd=False)
        client.force_login(aisha)
        client.get(f"/leren/{inschrijving.sleutel}/")

        with django_assert_num_queries(16):
            client.get(f"/leren/{inschrijving.sleutel}/")
