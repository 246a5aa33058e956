"""The mini-case: three decisions without an account, computed by the model, kept nowhere."""

from __future__ import annotations

import gzip
import subprocess
import sys
from itertools import permutations

import pytest
from django.conf import settings
from django.urls import reverse

from simulatie.kern import bezetting, cijfers, controleer_plan, laad_casus, simuleer
from simulatie.kern.gegevens.plan import Plan
from simulatie.schermen.mini import SLECHTER, in_woorden, ongeveer
from simulatie.spel.minicasus import (
    CASUS,
    STAPPEN,
    MinicasusOngeldig,
    lees_stappen,
    plan_van,
    resultaten,
    wegen,
    werk,
)

PROEF = "/proef/"
BESTE = {"begin": "onderzoek", "aanpak": "tegelijk", "einde": "volhouden"}
SLEUTELS = [tuple(keuze.sleutel for keuze in weg) for weg in wegen()]


def _naam(sleutels):
    return "-".join(sleutels)


@pytest.fixture
def casus():
    return laad_casus(CASUS)


@pytest.mark.parametrize("weg", wegen(), ids=[_naam(sleutels) for sleutels in SLEUTELS])
def test_elk_plan_kan_zo_worden_uitgevoerd(casus, weg):
    plan = plan_van(casus, weg)
    nodig = bezetting(casus, plan)

    assert [b.melding for b in controleer_plan(casus, plan) if b.ernst == "fout"] == []
    assert nodig.kosten <= casus.budget
    for houder, gevraagd in nodig.gevraagd.items():
        assert max(gevraagd) <= nodig.beschikbaar[houder] + 1e-9


def test_tegelijk_en_achter_elkaar_vragen_evenveel_werk_per_principe(casus):
    begin, _aanpak, einde = STAPPEN
    tegelijk, achter_elkaar = (
        werk(casus, plan_van(casus, (begin.keuze("onderzoek"), aanpak, einde.keuze("volhouden"))))
        for aanpak in STAPPEN[1].keuzes
    )

    for principe, maanden in tegelijk.items():
        assert achter_elkaar[principe] == pytest.approx(maanden, rel=0.12), principe


def test_een_resultaat_is_wat_het_model_van_dat_plan_maakt(casus):
    for sleutels, resultaat in resultaten().items():
        verloop = simuleer(casus, [plan_van(casus, resultaat.weg), Plan(), casus.referentieplan])
        index, gewicht = verloop.index(), casus.gewichten["periode"]
        programma = index[:, 1 : casus.programmaduur + 1].mean(axis=1)
        daarna = index[:, -casus.meetvenster :].mean(axis=1)
        eigen, niets, referentie = gewicht["programma"] * programma + gewicht["daarna"] * daarna

        bereikt = (eigen - niets) / (referentie - niets)
        assert resultaat.score == pytest.approx(cijfers(casus, [bereikt])[0], abs=1e-6)
        assert resultaat.index == pytest.approx(verloop.index()[0], abs=1e-9), sleutels


def test_de_waarden_van_de_stappen_tellen_op_tot_de_score():
    for resultaat in resultaten().values():
        assert resultaat.gemiddeld + sum(resultaat.waarden) == pytest.approx(resultaat.score, abs=1e-6)
    per_weg = [resultaat.score for resultaat in resultaten().values()]
    assert resultaten()[SLEUTELS[0]].gemiddeld == pytest.approx(sum(per_weg) / len(per_weg))


def test_de_waarde_van_een_stap_is_het_gemiddelde_over_alle_volgordes_van_kiezen():
    """The definition, written out: fix the choices one by one in every order, and average the steps."""
    scores = {sleutels: resultaat.score for sleutels, resultaat in resultaten().items()}

    def gemiddelde(vast):
        passend = [s for weg, s in scores.items() if all(weg[n] == k for n, k in vast.items())]
        return sum(passend) / len(passend)

    for weg, resultaat in resultaten().items():
        winst = [0.0, 0.0, 0.0]
        for volgorde in permutations(range(3)):
            vast: dict[int, str] = {}
            for stap in volgorde:
                voor = gemiddelde(vast)
                vast[stap] = weg[stap]
                winst[stap] += (gemiddelde(vast) - voor) / 6
        assert resultaat.waarden == pytest.approx(winst, abs=1e-6)


def test_het_advies_is_de_beste_verandering_van_een_stap():
    scores = {sleutels: resultaat.score for sleutels, resultaat in resultaten().items()}
    for weg, resultaat in resultaten().items():
        buren = {w: s for w, s in scores.items() if sum(a != b for a, b in zip(w, weg, strict=True)) == 1}
        beste = max(buren, key=buren.get)
        if buren[beste] <= scores[weg]:
            assert resultaat.beter is None
        else:
            assert tuple(k.sleutel for k in resultaat.beter) == beste
            assert resultaat.score_beter == scores[beste] > resultaat.score


def test_de_methode_wint_van_elke_andere_weg():
    scores = {sleutels: resultaat.score for sleutels, resultaat in resultaten().items()}

    assert max(scores, key=scores.get) == tuple(BESTE.values())
    for begin in ("onderzoek", "actiedag", "zoet"):
        for aanpak in ("tegelijk", "achter_elkaar"):
            assert scores[begin, aanpak, "volhouden"] > scores[begin, aanpak, "stoppen"]
        assert scores[begin, "tegelijk", "volhouden"] > scores[begin, "achter_elkaar", "volhouden"]


def test_de_uitleg_bij_een_keuze_klopt_in_het_model(casus):
    """What the texts under ``waarom`` say happens, happens in every way that has the choice."""
    per_weg = {}
    for weg, sleutels in zip(wegen(), SLEUTELS, strict=True):
        verloop = simuleer(casus, [plan_van(casus, weg)])
        per_weg[sleutels] = {
            naam: verloop.wijk(naam)[0] for naam in ("vertrouwen", "angst", "criminele_greep", "index")
        }
    for (begin, aanpak, einde), lijn in per_weg.items():
        onderzocht = per_weg["onderzoek", aanpak, einde]
        if begin == "actiedag":
            assert lijn["vertrouwen"][12] < min(lijn["vertrouwen"][0], onderzocht["vertrouwen"][12])
            recht = {
                b: resultaten()[b, aanpak, einde].rechtmatigheid.score for b in ("actiedag", "onderzoek")
            }
            assert recht["actiedag"] < recht["onderzoek"]
        if begin == "zoet":
            assert lijn["criminele_greep"][15] >= lijn["criminele_greep"][0]
            assert lijn["angst"][15] >= lijn["angst"][0]
        if (begin, aanpak, einde) == ("onderzoek", "achter_elkaar", "volhouden"):
            assert lijn["criminele_greep"][12] < lijn["criminele_greep"][0] < lijn["criminele_greep"][36]
        if einde == "stoppen":
            assert lijn["index"][96] < lijn["index"][15]


def test_woorden_en_ronde_scores():
    assert in_woorden(-2.1) == str(SLECHTER)
    assert in_woorden(-2) != str(SLECHTER)
    assert len({in_woorden(score) for score in (-20, 0, 20, 50, 80)}) == 5
    assert [ongeveer(score) for score in (-9, 0, 12.4, 12.6, 65.2, 100)] == [
        "0",
        "0",
        "10",
        "15",
        "65",
        "100",
    ]


@pytest.mark.django_db
def test_een_bezoeker_loopt_in_drie_stappen_naar_de_uitslag(client):
    """Each page offers the next step by the names and values that its form sends."""
    gekozen: dict[str, str] = {}
    for stap in STAPPEN:
        antwoord = client.get(PROEF, gekozen)
        inhoud = antwoord.content.decode()
        assert stap.vraag in inhoud
        assert f"<title>Stap {len(gekozen) + 1} van 3: De Klosjesbuurt in drie besluiten –" in inhoud
        assert len(gzip.compress(antwoord.content)) <= 15_000
        for keuze in stap.keuzes:
            assert f'name="{stap.sleutel}" value="{keuze.sleutel}"' in inhoud
        for naam, waarde in gekozen.items():
            assert f'<input type="hidden" name="{naam}" value="{waarde}">' in inhoud
        gekozen[stap.sleutel] = stap.keuzes[0].sleutel

    uitkomst = client.get(PROEF, gekozen)

    resultaat = resultaten()[tuple(gekozen.values())]
    inhoud = uitkomst.content.decode()
    assert in_woorden(resultaat.score) in inhoud
    assert f"ongeveer {ongeveer(resultaat.score)} van de 100" in inhoud
    assert "Dit is een leermodel, geen voorspelling." in inhoud
    for doel in ("/opleidingen/", "/contact/"):
        assert f'href="{doel}"' in inhoud


@pytest.mark.django_db
def test_de_krachten_van_de_buurt_staan_voor_de_eerste_vraag(client, casus):
    inhoud = client.get(PROEF).content.decode()

    assert inhoud.index(casus.krachten[0]) < inhoud.index(STAPPEN[0].vraag)
    assert "Dit is een leermodel, geen voorspelling." in inhoud


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("keuzes", "stap"),
    [
        ({"begin": "bestaat-niet"}, 0),
        ({"einde": "stoppen"}, 0),
        ({"begin": "zoet", "aanpak": "<script>"}, 1),
        ({"begin": "zoet", "aanpak": "tegelijk", "einde": "x" * 5000}, 2),
    ],
)
def test_wat_in_het_adres_niet_klopt_wordt_opnieuw_gevraagd(client, keuzes, stap):
    antwoord = client.get(PROEF, keuzes)

    assert antwoord.status_code == 200
    assert antwoord.context["stap"] == STAPPEN[stap]
    assert "<script>" not in antwoord.content.decode().split("<main")[1]


@pytest.mark.django_db
@pytest.mark.parametrize("sleutels", SLEUTELS, ids=[_naam(sleutels) for sleutels in SLEUTELS])
def test_elke_weg_heeft_een_lichte_pagina_zonder_koekjes(client, sleutels):
    antwoord = client.get(PROEF, dict(zip(BESTE, sleutels, strict=True)))

    assert antwoord.status_code == 200
    assert not antwoord.cookies
    assert len(gzip.compress(antwoord.content)) <= 15_000


@pytest.mark.django_db
def test_de_uitslag_zegt_welke_maanden_hoeveel_tellen(client, casus):
    gewicht = casus.gewichten["periode"]
    pagina = client.get(PROEF, BESTE).content.decode().replace("\N{NO-BREAK SPACE}", " ")

    assert f"maanden 1 tot en met {casus.programmaduur}, waarin" in pagina
    assert f"tellen voor {gewicht['programma']:.0%}".replace("%", " %") in pagina
    assert f"De laatste {casus.meetvenster} van de {casus.horizon} maanden" in pagina
    assert f"tellen voor {gewicht['daarna']:.0%}".replace("%", " %") in pagina


@pytest.mark.django_db
def test_wie_onrechtmatig_te_werk_gaat_krijgt_dat_te_lezen(client):
    zin = "Deze aanpak houdt geen stand bij de rechter"
    oordelen = {}
    for sleutels, resultaat in resultaten().items():
        inhoud = client.get(PROEF, dict(zip(BESTE, sleutels, strict=True))).content.decode()
        oordelen[sleutels] = resultaat.rechtmatigheid.houdbaar
        assert (zin in inhoud) is not resultaat.rechtmatigheid.houdbaar
    assert set(oordelen.values()) == {True, False}


@pytest.mark.django_db
def test_alleen_lezen(client):
    assert client.post(PROEF, BESTE).status_code == 405
    assert reverse("simulatie_proef") == PROEF


STAP = {"sleutel": "begin", "vraag": "Waar begint u?"}
KEUZE = {"sleutel": "een", "titel": "Een", "uitleg": "Zo.", "waarom": "Daarom."}


@pytest.mark.parametrize(
    ("anders", "klacht"),
    [
        ({"titel": ""}, r"minicasus.toml: stap\[0\].keuze\[0\].titel must be a str, not ''"),
        ({"wacht": "4"}, r"keuze\[0\].wacht must be a int, not '4'"),
        ({"wachten": 4}, r"keuze\[0\] has no field wachten"),
        ({"blok": [{"van": 0, "mate": {"S1": 0.5}}]}, r"keuze\[0\].blok\[0\].tot must be a int, not None"),
        ({"blok": [{"van": 0, "tot": 9, "mate": {"S1": "veel"}}]}, r"blok\[0\].mate.S1 must be a float"),
    ],
)
def test_een_fout_in_het_bestand_zegt_waar_en_wat(anders, klacht):
    (stap,) = lees_stappen({"stap": [STAP | {"keuze": [KEUZE]}]})
    assert stap.keuze("een").titel == "Een"

    with pytest.raises(MinicasusOngeldig, match=klacht):
        lees_stappen({"stap": [STAP | {"keuze": [KEUZE | anders]}]})


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
