"""A plan as a file: the same plan back, every fault in words, nothing changed by a bad one, and none during a test."""

from __future__ import annotations

import json
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from simulatie.kern import Inzet, PlanOngeldig, exporteer_xmile, laad_casus
from simulatie.models import Sessie
from simulatie.schermen.planbestand import (
    MEESTE_TEKENS,
    VELDEN,
    in_woorden,
    lees_planbestand,
    schrijf_planbestand,
)
from tests.factories.simulatie import KLEIN_PLAN, SessieFactory
from tests.simulatie.bewaard_oordeel import bewaar

CASUS = laad_casus("klosjesbuurt")
GEBIED = CASUS.deelgebieden[0].sleutel
INZETTEN = (
    *(Inzet(**rij) for rij in KLEIN_PLAN),
    Inzet("Z1", 6, 24, 0.55, (GEBIED,)),
)


def bestand(**anders):
    return json.loads(schrijf_planbestand(CASUS, INZETTEN)) | anders


def met_rij(**anders):
    rijen = [rij.als_dict() for rij in INZETTEN]
    return bestand(inzetten=[*rijen[:2], rijen[2] | anders])


def test_what_was_written_is_read_back():
    tekst = schrijf_planbestand(CASUS, INZETTEN)

    assert lees_planbestand(tekst, CASUS) == INZETTEN
    assert lees_planbestand("\ufeff" + tekst, CASUS) == INZETTEN
    # The explanation is there for people: without it the plan is the same.
    kaal = {naam: w for naam, w in bestand().items() if naam in ("soort", "vorm", "casus", "inzetten")}
    assert lees_planbestand(json.dumps(kaal), CASUS) == INZETTEN


def test_the_file_explains_itself():
    inhoud = bestand()

    assert set(inhoud["velden"]) == set(VELDEN) == set(INZETTEN[0].als_dict())
    assert inhoud["namen"]["kaarten"] == {rij.kaart: CASUS.kaarten[rij.kaart].naam for rij in INZETTEN}
    assert inhoud["casus"]["versie"] == CASUS.versie
    assert "leermodel, geen voorspelling" in inhoud["let_op"]


@pytest.mark.parametrize(
    ("tekst", "zinnen"),
    [
        ("", ["Dit is geen JSON: op regel 1, teken 1"]),
        ("{\n  plan", ["Dit is geen JSON: op regel 2, teken 3"]),
        ("[" * 90_000, ["Dit is geen JSON die te lezen is."]),
        ('{"vorm": ' + "1" * 5000 + "}", ["Dit is geen JSON die te lezen is."]),
        ("x" * (MEESTE_TEKENS + 1), ["Dit is te groot voor een plan."]),
        ("[1, 2]", ["Dit is geen plan, maar iets anders in JSON."]),
        ("{}", ["Dit is geen plan in de vorm", "hoort niet bij deze casus", "geen lijst met inzetten"]),
        (bestand(vorm=2), ["Dit is geen plan in de vorm"]),
        (bestand(soort=["x"]), ["Dit is geen plan in de vorm"]),
        (bestand(casus={"sleutel": "heidewissel"}), ["hoort niet bij deze casus"]),
        (bestand(casus="klosjesbuurt"), ["hoort niet bij deze casus"]),
        (bestand(inzetten=[]), ["Er staan geen maatregelen in."]),
        (bestand(inzetten={"R2": 1}), ["geen lijst met inzetten"]),
        (bestand(inzetten=["R2"]), ["Maatregel 1: Deze inzet is geen rij met velden."]),
        (bestand(antwoorden={}), ["‘antwoorden’ is geen veld van een plan."]),
        ('{"vorm": 1, "vorm": 1}', ["‘vorm’ staat er twee keer."]),
        (met_rij(mate=float("nan")), ["Maatregel 3, mate: "]),
        (met_rij(start="1"), ["Maatregel 3, start: "]),
        (met_rij(kaart="Q99"), ["Maatregel 3, kaart: "]),
        (met_rij(deelgebieden=["nergens"]), ["Maatregel 3, deelgebieden: "]),
        (met_rij(duur=-1, mate=7), ["Maatregel 3, duur: ", "Maatregel 3, mate: "]),
        (met_rij(extra=1), ["Maatregel 3, extra: 'extra' is geen veld van een inzet."]),
    ],
    ids=lambda waarde: str(waarde)[:20] if isinstance(waarde, str) else None,
)
def test_every_fault_is_told_in_words(tekst, zinnen):
    tekst = tekst if isinstance(tekst, str) else json.dumps(tekst)

    with pytest.raises(PlanOngeldig) as fout:
        lees_planbestand(tekst, CASUS)

    woorden = [in_woorden(bevinding) for bevinding in fout.value.bevindingen]
    for zin in zinnen:
        assert any(zin in regel for regel in woorden), woorden


@pytest.fixture
def oefening(db, client, aisha):
    client.force_login(aisha)
    return SessieFactory(gebruiker=aisha, plan=KLEIN_PLAN[:1])


def adres(naam, sessie):
    return reverse(f"simulatie_{naam}", args=[sessie.sleutel])


def stuur(client, sessie, nummer=1, **velden):
    return client.post(adres("planbestand", sessie), {"verwacht_nummer": nummer, **velden})


@pytest.mark.parametrize("weg", ["bestand", "tekst"])
def test_a_plan_is_put_back_once_and_can_be_undone(client, oefening, weg):
    tekst = schrijf_planbestand(CASUS, INZETTEN)
    for _keer in range(2):
        wat = SimpleUploadedFile("plan.json", tekst.encode()) if weg == "bestand" else tekst
        antwoord = stuur(client, oefening, **{weg: wat})
        assert antwoord.url.startswith(adres("sessie", oefening))

    assert tuple(oefening.inzetten().values()) == INZETTEN
    assert oefening.laatste_nummer() == 2
    # The same plan again, from the page as it is now, changes nothing either.
    stuur(client, oefening, nummer=2, tekst=tekst)
    assert oefening.laatste_nummer() == 2
    client.post(adres("ongedaan", oefening), {"verwacht_nummer": 2})
    assert tuple(oefening.inzetten().values()) == INZETTEN[:1]
    # Every page that tells of the decision still opens.
    assert client.get(adres("sessie", oefening)).status_code == 200
    assert client.get(adres("meekijken", oefening)).status_code == 200


@pytest.mark.parametrize(
    ("velden", "zin"),
    [
        ({}, "Kies een bestand of plak de tekst"),
        ({"tekst": "{}", "bestand": SimpleUploadedFile("a.json", b"{}")}, "een van de twee"),
        ({"tekst": "geen json"}, "Dit is geen JSON"),
        ({"bestand": SimpleUploadedFile("a.json", b"\xff\xfe\x00")}, "Dit is geen tekstbestand"),
        ({"bestand": SimpleUploadedFile("a.json", b"")}, "Dit bestand is leeg"),
        ({"tekst": json.dumps(met_rij(duur=-1, mate=7))}, "Maatregel 3, mate: "),
        ({"tekst": json.dumps(bestand(inzetten=[INZETTEN[0].als_dict()] * 61))}, ""),
    ],
)
def test_a_bad_file_changes_nothing_and_keeps_what_was_typed(client, oefening, velden, zin):
    antwoord = stuur(client, oefening, **velden)

    inhoud = unescape(antwoord.content.decode())
    assert antwoord.status_code == 422
    assert zin in inhoud
    assert str(velden.get("tekst", "")) in inhoud
    assert oefening.laatste_nummer() == 1


def test_a_stale_page_decides_nothing(client, oefening):
    stuur(client, oefening, nummer=7, tekst=schrijf_planbestand(CASUS, INZETTEN))
    client.post(adres("planbestand", oefening), {"tekst": schrijf_planbestand(CASUS, INZETTEN)})

    assert oefening.laatste_nummer() == 1


def test_the_own_plan_can_be_taken_along(client, oefening):
    plan = oefening.stand().plan
    als_json = client.get(adres("plan_json", oefening))
    als_xmile = client.get(adres("plan_xmile", oefening))

    assert lees_planbestand(als_json.content.decode(), CASUS) == plan.inzetten
    assert als_xmile.content.decode() == exporteer_xmile(CASUS, plan)
    for antwoord in (als_json, als_xmile):
        assert antwoord["Content-Disposition"].startswith("attachment")
        assert "no-store" in antwoord["Cache-Control"]
        assert "Aisha" not in antwoord.content.decode()
    assert adres("planbestand", oefening) in client.get(adres("sessie", oefening)).content.decode()
    pagina = unescape(client.get(adres("planbestand", oefening)).content.decode())
    assert all(str(uitleg) in pagina for uitleg in VELDEN.values())


def test_a_judged_plan_can_be_taken_along_from_the_debrief(client, aisha, oefening):
    beoordeling = bewaar(aisha)
    sessie = beoordeling.sessie

    uitslag = client.get(adres("uitslag", sessie)).content.decode()
    plan = beoordeling.gelezen[1].plan
    assert adres("plan_json", sessie) in uitslag
    assert lees_planbestand(client.get(adres("plan_json", sessie)).content.decode(), CASUS) == plan.inzetten
    assert client.get(adres("plan_xmile", sessie)).content.decode() == exporteer_xmile(CASUS, plan)


@pytest.mark.django_db
def test_a_running_test_has_no_file_and_takes_none(client, aisha):
    client.force_login(aisha)
    toets = SessieFactory(gebruiker=aisha, soort=Sessie.Soort.TOETS, plan=KLEIN_PLAN[:1])

    for naam in ("planbestand", "plan_json", "plan_xmile"):
        assert client.get(adres(naam, toets)).status_code == 404
    assert stuur(client, toets, tekst=schrijf_planbestand(CASUS, INZETTEN)).status_code == 404
    assert toets.laatste_nummer() == 1


def test_nobody_else(client, daan, oefening):
    client.force_login(daan)
    for naam in ("planbestand", "plan_json", "plan_xmile"):
        assert client.get(adres(naam, oefening)).status_code == 404
    assert stuur(client, oefening, tekst=schrijf_planbestand(CASUS, INZETTEN)).status_code == 404
    client.logout()
    assert stuur(client, oefening, tekst="{}").status_code == 302
    assert oefening.laatste_nummer() == 1
