"""The mini-case: three decisions without an account, computed by the model, kept nowhere."""

from __future__ import annotations

import gzip
import subprocess
import sys
from collections import Counter
from dataclasses import replace

import pytest
from django.conf import settings
from django.urls import reverse

from simulatie.kern import bezetting, cijfers, controleer_plan, laad_casus, simuleer
from simulatie.kern.gegevens.plan import Plan
from simulatie.schermen.mini import SLECHTER, gezet, in_woorden, uitkomst
from simulatie.spel.minicasus import (
    CASUS,
    KEUZES,
    STAPPEN,
    VRAAG,
    MinicasusOngeldig,
    beste_weg,
    is_af,
    lees_keuzes,
    namen,
    plan_van,
    resultaten,
    wegen,
)
from simulatie.spel.missies import werk

PROEF = "/proef/"
WEGEN = list(wegen())
AF = [weg for weg in WEGEN if is_af(weg)]


def _naam(weg):
    return "-".join(namen(weg))


def _velden(weg):
    return dict(zip(STAPPEN, namen(weg), strict=False))


@pytest.fixture
def casus():
    return laad_casus(CASUS)


@pytest.mark.parametrize("weg", WEGEN, ids=_naam)
def test_elk_plan_kan_zo_worden_uitgevoerd(casus, weg):
    plan = plan_van(casus, weg)
    nodig = bezetting(casus, plan)

    assert [b.melding for b in controleer_plan(casus, plan) if b.ernst == "fout"] == []
    assert nodig.kosten <= casus.budget
    for houder, gevraagd in nodig.gevraagd.items():
        assert max(gevraagd) <= nodig.beschikbaar[houder] + 1e-9


@pytest.mark.parametrize("weg", WEGEN, ids=_naam)
def test_een_antwoord_verandert_een_ding(casus, weg):
    """Measures come in and the others stay; or only ends move; or only intensities; or the same work lies otherwise."""
    voor, na = plan_van(casus, weg[:-1]).inzetten, plan_van(casus, weg).inzetten
    match weg[-1].soort:
        case "erbij":
            assert na[: len(voor)] == voor
            assert len(na) > len(voor)
        case "stop":
            assert na
            assert {replace(i, duur=0) for i in na} <= {replace(i, duur=0) for i in voor}
        case "keer":
            assert [replace(i, mate=0) for i in na] == [replace(i, mate=0) for i in voor]
            assert Counter(na) != Counter(voor)
        case "na_elkaar":
            assert [i.kaart for i in na] == [i.kaart for i in voor]
            assert werk(casus, na) == pytest.approx(werk(casus, voor), rel=0.03)
        case "blijft":
            assert na == voor


def test_de_vragen_vertakken_en_elke_weg_is_even_lang():
    assert {len(weg) for weg in AF} == {len(STAPPEN)}
    # Another answer leads to another question.
    for keuzes in (KEUZES, *(keuze.keuzes for keuze in KEUZES)):
        assert len({(keuze.vraag, namen(keuze.keuzes)) for keuze in keuzes}) == len(keuzes)
        assert all(len(keuze.keuzes) >= 2 for keuze in keuzes)


def test_een_resultaat_is_wat_het_model_van_dat_plan_maakt(casus):
    for sleutels, resultaat in resultaten().items():
        verloop = simuleer(casus, [plan_van(casus, resultaat.weg), Plan(), casus.referentieplan])
        index, gewicht = verloop.index(), casus.gewichten["periode"]
        programma = index[:, 1 : casus.programmaduur + 1].mean(axis=1)
        daarna = index[:, -casus.meetvenster :].mean(axis=1)
        eigen, niets, referentie = gewicht["programma"] * programma + gewicht["daarna"] * daarna

        bereikt = (eigen - niets) / (referentie - niets)
        assert resultaat.score == pytest.approx(cijfers(casus, [bereikt])[0], abs=1e-6)
        for lijn, verwacht in zip(
            (resultaat.index, resultaat.niets_doen, resultaat.beste), index, strict=True
        ):
            assert lijn == pytest.approx(verwacht, abs=1e-9), sleutels


def test_de_punten_van_de_antwoorden_tellen_op_tot_de_score_zoals_die_er_staat():
    for weg in AF:
        resultaat = resultaten()[namen(weg)]
        op_weg = [resultaten()[namen(weg)[: n + 1]].verschil for n in range(len(weg))]
        assert sum(op_weg) == pytest.approx(resultaat.score, abs=1e-6)
        punten = [int(stap.waarde.replace("\N{MINUS SIGN}", "-")) for stap in gezet(weg)]
        assert sum(punten) == round(resultaat.score)


def test_wat_het_meest_verandert_komt_van_het_model(casus):
    for resultaat in resultaten().values():
        if resultaat.meest is None:
            continue
        verloop = simuleer(casus, [plan_van(casus, resultaat.weg[:-1]), resultaat.plan])
        voor, na = verloop.wijk(resultaat.meest.grootheid)[:, -1]
        assert (resultaat.meest.voor, resultaat.meest.na) == pytest.approx((voor, na))


def test_het_advies_is_een_weg_die_verder_komt_en_de_beste_heeft_er_geen():
    for weg in AF:
        score, advies = resultaten()[namen(weg)].score, uitkomst(weg).advies
        if namen(weg) == namen(beste_weg().weg):
            assert advies.adres == ""
        elif advies.adres:
            velden = [deel.split("=")[1] for deel in advies.adres.split("?")[1].split("&")]
            assert resultaten()[tuple(velden)].score > score
        else:
            assert score == beste_weg().score


def test_tegelijk_volhouden_komt_in_dit_model_verder_dan_na_elkaar_en_dan_stoppen():
    scores = {namen(weg): resultaten()[namen(weg)].score for weg in AF}
    vol = scores["onderzoek", "vier", "volhouden"]

    assert vol == max(scores.values())
    assert vol > scores["onderzoek", "vier", "na_elkaar"] > scores["onderzoek", "vier", "stoppen"]


def test_woorden_bij_een_score():
    assert in_woorden(-2.1) == str(SLECHTER)
    assert in_woorden(-2) != str(SLECHTER)
    assert len({in_woorden(score) for score in (-20, 0, 20, 50, 80)}) == 5


@pytest.mark.django_db
@pytest.mark.parametrize("weg", AF, ids=_naam)
def test_een_bezoeker_loopt_in_drie_stappen_naar_de_uitslag(client, weg):
    """Each page offers the next step by the names and values that its form sends, and says what the last one did."""
    for nummer, keuze in enumerate(weg):
        hier = weg[:nummer]
        antwoord = client.get(PROEF, _velden(hier))
        inhoud = antwoord.content.decode()
        assert (hier[-1].vraag if hier else VRAAG) in inhoud
        assert f"<title>Stap {nummer + 1} van 3: De Klosjesbuurt in drie besluiten –" in inhoud
        assert len(gzip.compress(antwoord.content)) <= 15_000
        assert not antwoord.cookies
        assert f'name="{STAPPEN[nummer]}" value="{keuze.sleutel}"' in inhoud
        for naam, waarde in _velden(hier).items():
            assert f'<input type="hidden" name="{naam}" value="{waarde}">' in inhoud
        for stap in gezet(hier):
            assert stap.zin in inhoud

    antwoord = client.get(PROEF, _velden(weg))

    resultaat = resultaten()[namen(weg)]
    inhoud = antwoord.content.decode()
    assert in_woorden(resultaat.score) in inhoud
    assert f"{round(abs(resultaat.score))} van de 100" in inhoud
    assert "Dit is een leermodel, geen voorspelling." in inhoud
    assert ">Beste plan</text>" in inhoud
    assert not antwoord.cookies
    assert len(gzip.compress(antwoord.content)) <= 15_000
    for doel in ("/opleidingen/", "/contact/"):
        assert f'href="{doel}"' in inhoud


@pytest.mark.django_db
def test_de_krachten_van_de_buurt_staan_voor_de_eerste_vraag(client, casus):
    inhoud = client.get(PROEF).content.decode()

    assert inhoud.index(casus.krachten[0]) < inhoud.index(VRAAG)
    assert "Dit is een leermodel, geen voorspelling." in inhoud


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("keuzes", "vraag"),
    [
        ({"begin": "bestaat-niet"}, VRAAG),
        ({"einde": "stoppen"}, VRAAG),
        ({"begin": "steun", "aanpak": "<script>"}, KEUZES[2].vraag),
        ({"begin": "steun", "aanpak": "vier", "einde": "x" * 5000}, KEUZES[2].keuzes[1].vraag),
        ({"begin": "onderzoek", "aanpak": "nog_eens"}, KEUZES[0].vraag),
    ],
)
def test_wat_in_het_adres_niet_klopt_wordt_opnieuw_gevraagd(client, keuzes, vraag):
    antwoord = client.get(PROEF, keuzes)

    assert antwoord.status_code == 200
    assert antwoord.context["vraag"].vraag == vraag
    assert "<script>" not in antwoord.content.decode().split("<main")[1]


@pytest.mark.django_db
def test_de_uitslag_zegt_welke_maanden_hoeveel_tellen(client, casus):
    gewicht = casus.gewichten["periode"]
    pagina = client.get(PROEF, _velden(AF[0])).content.decode().replace("\N{NO-BREAK SPACE}", " ")

    assert f"maanden 1 tot en met {casus.programmaduur}, waarin" in pagina
    assert f"tellen voor {gewicht['programma']:.0%}".replace("%", " %") in pagina
    assert f"De laatste {casus.meetvenster} van de {casus.horizon} maanden" in pagina
    assert f"tellen voor {gewicht['daarna']:.0%}".replace("%", " %") in pagina


@pytest.mark.django_db
def test_het_oordeel_van_de_wet_staat_bij_de_keuze_en_noemt_de_maatregel(client, casus):
    for weg in WEGEN:
        inhoud = client.get(PROEF, _velden(weg)).content.decode()
        for stap in gezet(weg):
            resultaat = resultaten()[namen(weg)[: stap.nummer]]
            assert len(stap.wet) == len(resultaat.wet)
            kort = {casus.kaarten[i.kaart].kort for i in resultaat.plan.inzetten}
            for woord in stap.wet:
                assert set(woord.maatregel.split(", ")) <= kort
                assert f"<strong>{woord.maatregel}:</strong> {woord.melding}" in inhoud
            geen_stand = bool(stap.wet) and not resultaat.rechtmatigheid.houdbaar
            if geen_stand:
                assert f"Zo houdt {stap.wet[0].maatregel} geen stand bij de rechter." in inhoud
    oordelen = {resultaten()[namen(weg)].rechtmatigheid.houdbaar for weg in AF}
    assert oordelen == {True, False}


@pytest.mark.django_db
@pytest.mark.parametrize("weg", AF, ids=_naam)
def test_wie_geen_stand_houdt_leest_dat_meteen_en_anders_nergens(client, weg):
    houdbaar = resultaten()[namen(weg)].rechtmatigheid.houdbaar
    kop = client.get(PROEF, _velden(weg)).content.decode().split("</header>")[1]

    assert ("geen stand bij de rechter" in kop) is not houdbaar


@pytest.mark.django_db
def test_alleen_lezen(client):
    assert client.post(PROEF, _velden(AF[0])).status_code == 405
    assert reverse("simulatie_proef") == PROEF


KEUZE = {"sleutel": "een", "titel": "Een", "uitleg": "Zo.", "blijft": True}


@pytest.mark.parametrize(
    ("anders", "klacht"),
    [
        ({"titel": ""}, r"minicasus.toml: keuze\[0\].titel must be a str, not ''"),
        ({"wachten": 4}, r"keuze\[0\] has no field wachten"),
        ({"stop": 15}, r"keuze\[0\] must change one thing, not 2"),
        ({"vraag": "Wat nu?"}, r"keuze\[0\].keuze must be a list, not None"),
        ({"keuze": [KEUZE]}, r"keuze\[0\].vraag must be a str, not None"),
        ({"vraag": "Wat nu?", "keuze": [KEUZE | {"titel": ""}]}, r"keuze\[0\].keuze\[0\].titel"),
    ],
)
def test_een_fout_in_het_bestand_zegt_waar_en_wat(anders, klacht):
    (keuze,) = lees_keuzes([KEUZE])
    assert keuze.titel == "Een"

    with pytest.raises(MinicasusOngeldig, match=klacht):
        lees_keuzes([KEUZE | anders])


def test_een_koud_proces_rekent_alle_wegen_binnen_een_seconde():
    """Loading the case and running every way, in a fresh interpreter; starting Python is not counted."""
    opdracht = (
        "import time; from simulatie.spel.minicasus import resultaten; "
        "begin = time.process_time(); resultaten(); print(time.process_time() - begin)"
    )
    klaar = subprocess.run(
        [sys.executable, "-c", opdracht], cwd=settings.BASE_DIR, capture_output=True, text=True, check=True
    )
    assert float(klaar.stdout) < 1.0
