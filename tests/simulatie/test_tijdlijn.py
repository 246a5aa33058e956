"""The steps of a measure by buttons: what they change, where they stop, and that pressing twice counts once."""

from __future__ import annotations

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse

from simulatie.kern import Inzet, bezetting, laad_casus
from simulatie.kern.model.doses import bereken_looptijden
from simulatie.kern.model.inzettabel import maak_tabel
from simulatie.models import Sessie
from simulatie.schermen.tijdlijn import tijdlijn, tijdlijnkaarten
from simulatie.schermen.werkblad import werkblad
from tests.factories.simulatie import KLEIN_PLAN, SessieFactory

NIETS = "Er is niets veranderd: de mate kan niet lager of hoger."


@pytest.fixture
def binnen(client, aisha):
    client.force_login(aisha)
    return client


def druk(client, sessie: Sessie, nummer: int, **stap: int):
    adres = reverse("simulatie_verschuiven", args=[sessie.sleutel, "m1"])
    return client.post(adres, {"verwacht_nummer": nummer} | stap)


def berichten(antwoord) -> list[str]:
    return [str(bericht) for bericht in get_messages(antwoord.wsgi_request)]


@pytest.mark.parametrize(
    ("stap", "anders"),
    [
        ({"maanden": 1}, {"start": 1}),
        ({"langer": 1}, {"duur": 49}),
        ({"langer": -1}, {"duur": 47}),
        ({"sterker": 10}, {"mate": 0.7}),
        ({"sterker": -10}, {"mate": 0.5}),
    ],
)
def test_een_stap_verandert_een_ding_en_twee_keer_drukken_telt_een_keer(binnen, aisha, stap, anders):
    sessie = SessieFactory(gebruiker=aisha, plan=KLEIN_PLAN[:1])

    druk(binnen, sessie, 1, **stap)
    tweede = druk(binnen, sessie, 1, **stap)

    assert sessie.inzetten()["m1"] == Inzet(**(KLEIN_PLAN[0] | anders))
    assert sessie.laatste_nummer() == 2
    assert tweede.url.endswith("#m1")


@pytest.mark.parametrize(
    ("mate", "stap", "wordt"), [(0.95, 10, 1.0), (0.15, -10, 0.1), (0.33, 10, 0.43), (0.05, 10, 0.15)]
)
def test_sterker_en_zwakker_stoppen_bij_honderd_en_tien_procent(binnen, aisha, mate, stap, wordt):
    sessie = SessieFactory(gebruiker=aisha, plan=[KLEIN_PLAN[0] | {"mate": mate}])

    druk(binnen, sessie, 1, sterker=stap)

    assert sessie.inzetten()["m1"].mate == wordt


@pytest.mark.parametrize(("mate", "stap"), [(1.0, 10), (0.1, -10), (0.05, -10)])
def test_een_stap_die_niets_kan_veranderen_zegt_dat_en_is_geen_besluit(binnen, aisha, mate, stap):
    sessie = SessieFactory(gebruiker=aisha, plan=[KLEIN_PLAN[0] | {"mate": mate}])

    antwoord = druk(binnen, sessie, 1, sterker=stap)

    assert NIETS in berichten(antwoord)
    assert sessie.laatste_nummer() == 1


@pytest.mark.parametrize("stap", [{}, {"langer": 2}, {"sterker": 1}, {"langer": 1, "sterker": 10}])
def test_geen_stap_of_twee_tegelijk_verandert_niets(binnen, aisha, stap):
    sessie = SessieFactory(gebruiker=aisha, plan=KLEIN_PLAN[:1])

    druk(binnen, sessie, 1, **stap)

    assert sessie.laatste_nummer() == 1


def test_de_tijdlijn_weet_van_elke_maatregel_wat_hij_vraagt_en_van_wie(aisha):
    casus = laad_casus("klosjesbuurt")
    overal = [gebied.sleutel for gebied in casus.deelgebieden]
    plan = [KLEIN_PLAN[0] | {"deelgebieden": overal}, KLEIN_PLAN[1] | {"deelgebieden": overal[1::-1]}]
    sessie = SessieFactory(gebruiker=aisha, plan=plan)

    gegevens = tijdlijn(casus, sessie.stand()).als_json()

    assert gegevens["beschikbaar"] == list(bezetting(casus, sessie.stand().plan).beschikbaar.values())
    assert [rij["plek"] for rij in gegevens["rijen"].values()] == ["", " ".join(sorted(overal[:2]))]
    r1 = tijdlijnkaarten(casus)[gegevens["rijen"]["m2"]["kaart"]]
    assert r1["aanloop"] == casus.aanloop(casus.kaarten["R1"])
    assert sum(r1["fte"]) == pytest.approx(sum(casus.kaarten["R1"].inzet.values()))


@pytest.mark.django_db
def test_een_maatregel_die_doorgaat_heeft_geen_nieuwe_aanloop_zoals_de_kern_rekent():
    casus = laad_casus("klosjesbuurt")
    overal = [gebied.sleutel for gebied in casus.deelgebieden]
    r1 = {"kaart": "R1", "duur": 12, "mate": 0.5}
    delen = [
        r1 | {"start": 24, "mate": 0.8},
        r1 | {"start": 0},
        r1 | {"start": 12, "mate": 0.3, "deelgebieden": overal},
        r1 | {"start": 37},
        r1 | {"start": 49, "deelgebieden": overal[:2]},
    ]
    stand = SessieFactory(plan=delen).stand()
    tabel = maak_tabel(casus, [stand.plan])
    werkdagen = bereken_looptijden(casus, tabel).werkdag[:, 0]
    van_kern = {int(start): int(dag) for start, dag in zip(tabel.start[0], werkdagen, strict=True)}

    rijen = werkblad(casus, stand).rijen

    assert [rij.werkt_vanaf for rij in rijen] == [
        max(deel["start"], van_kern[deel["start"]]) for deel in delen
    ]
    assert [rij.werkt_vanaf == deel["start"] for rij, deel in zip(rijen, delen, strict=True)] == [
        True, False, True, False, False,
    ]  # fmt: skip
