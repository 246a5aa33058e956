"""The debrief: every figure from the stored judgement, older ones still open, the printed one is tagged."""

from __future__ import annotations

import io
import re
from dataclasses import FrozenInstanceError
from html import unescape

import numpy as np
import page
import pytest
from django.urls import reverse
from pypdf import PdfReader

from simulatie.kern import LUSSEN, Plan, laad_casus, simuleer
from simulatie.models import Besluit
from simulatie.schermen.lussen import DRIJVERS, GROOTHEDEN, actieve_maanden, lussen
from simulatie.schermen.uitslag.punten import hele_delen, in_punten
from simulatie.spel.besluiten import Vorm
from simulatie.spel.bewaard import lees_oordeel, lees_plan
from simulatie.spel.herspeling import herspeel, vorm_na
from tests.factories.gebruikers import GebruikerFactory
from tests.simulatie.bewaard_oordeel import (
    ANTWOORDEN,
    INZETTEN,
    NIEUW,
    ZAAD,
    besluit,
    bewaar,
    haal_stuk,
    met_bereikt,
    oordeel,
)

EERST = ["scores", "beste", "geluk"]
VOUWEN = [
    "uitkomst",
    "onderweg",
    "voorspellingen",
    "lussen",
    "vakmanschap",
    "recht",
    "bijdragen",
    "besluiten",
    "beste-plan",
    "plan",
    "model",
    "trainer",
    "begeleiding",
    "meenemen",
]


def delen(inhoud):
    """What stands open, and what is folded, each in order."""
    return (
        re.findall(r'<section[^>]* aria-labelledby="([\w-]+)"', inhoud),
        re.findall(
            r'<details class="vouw[^>]*>\s*<summary>.*?</summary>\s*<div class="vouw-inhoud" id="([\w-]+)"',
            inhoud,
            re.S,
        ),
    )


@pytest.fixture
def binnen(client, aisha):
    client.force_login(aisha)
    return client


@pytest.fixture
def beoordeling(aisha):
    """A test with two predictions."""
    beoordeling = bewaar(aisha)
    for nummer, maand, reden in ((1, 0, "Er gebeurt genoeg."), (2, 12, "")):
        gegevens = {
            "maand": maand,
            "meldingen": Vorm.STIJGT_STERK,
            "leefbaarheid": Vorm.DAALT,
            "reden": reden,
        }
        besluit(beoordeling.sessie, nummer, Besluit.Soort.VOORSPELLING, f"voorspelling-{maand}", gegevens)
    return beoordeling


def adres(naam, beoordeling):
    return reverse(f"simulatie_{naam}", args=[beoordeling.sessie.sleutel])


def test_de_terugblik_vertelt_in_de_afgesproken_volgorde(binnen, beoordeling):
    inhoud = binnen.get(adres("uitslag", beoordeling)).content.decode()

    assert delen(inhoud) == (EERST, VOUWEN)
    assert "<details open" not in inhoud


@pytest.mark.parametrize(
    ("gewichten", "kolom", "zin"),
    [({"leefbaarheid": 0.0, "angst": 1.0}, "0\N{NO-BREAK SPACE}%", True), ({}, "niet bekend", False)],
    ids=["telt niet mee", "oordeel van vroeger"],
)
def test_een_doel_zegt_of_het_meetelt(binnen, aisha, gewichten, kolom, zin):
    antwoord = binnen.get(adres("uitslag", bewaar(aisha, gewichten={"uitkomst": gewichten})))

    assert antwoord.context["uitslag"].doelentabel.rijen[0][-1] == kolom
    assert ("Telt niet mee in de score." in antwoord.content.decode()) is zin


def test_elk_getal_komt_uit_het_bewaarde_oordeel(binnen, beoordeling):
    uitslag = binnen.get(adres("uitslag", beoordeling)).context["uitslag"]

    assert [deel.score for deel in uitslag.scores.onderdelen] == ["66", "63", "78"]
    assert uitslag.doelentabel.rijen[0][2:] == ["71", "32", "89", "80\N{NO-BREAK SPACE}%"]
    assert uitslag.doelen[0].score == "66"
    assert (uitslag.bijdragen.winst, uitslag.bijdragen.umami) == ("+12 punten", "−3 punten")
    assert [(deel.naam, deel.waarde) for deel in uitslag.bijdragen.delen] == [
        ("Zoet", "+7"),
        ("Zuur", "−3"),
    ]
    assert uitslag.lijn.tabel.rijen[-1] == [
        "96",
        *(f"{lijn[96]:.0f}" for lijn in beoordeling.oordeel["lijnen"].values()),
    ]
    assert "een beetje uit" in uitslag.geluk
    assert "tussen 61 en 70" in uitslag.geluk
    assert len(uitslag.zekerheid) == 2
    assert "beter dan niets doen" in uitslag.zekerheid[0]
    assert "niet te zeggen" in uitslag.zekerheid[1]
    assert [(een.wat, een.winst) for een in uitslag.beste] == [
        ("R1 Onderzoek start 2 → 0 maanden", "+4 punten"),
        ("R1 Onderzoek start 3 → 0 maanden", "+4 punten"),
    ]
    assert [vak.tekst.split(" leefbaarheid")[0] for vak in uitslag.vakken] == [
        "Dit plan had 4 punten",
        "Dit plan had minder dan 1 punt",
        "Dit plan had 1 punt",
        "Dit plan had 12 punten",
        "Dit plan had 2 punten",
    ]


def test_een_besluit_staat_op_de_tijdlijn_en_in_de_tabel_met_zijn_fout_in_woorden(binnen, beoordeling):
    besluiten = binnen.get(adres("uitslag", beoordeling)).context["uitslag"].besluiten

    assert [(rij.naam[:2], rij.teken, rij.waarde, rij.zeker) for rij in besluiten.rijen] == [
        ("R2", "▲", "+3 punten", "ongeveer"),
        ("R1", "●", "minder dan 1 punt", "ongeveer"),
        ("S1", "▲", "+7 punten", "vrij zeker"),
        ("Z1", "▼", "−3 punten", "onzeker: het kan ook niets zijn"),
    ]
    assert [rij[1] for rij in besluiten.tabel.rijen] == [
        "0 tot 48",
        "2 tot 38",
        "3 tot 51",
        "12 tot 36",
    ]
    assert [(rij.x, rij.breed) for rij in besluiten.rijen][3] == ("20.00%", "40.00%")


def test_wat_haalbaar_was_en_elke_grens_staan_naast_de_scores(binnen, aisha):
    antwoord = binnen.get(adres("uitslag", bewaar(aisha, **met_bereikt())))

    uitslag = antwoord.context["uitslag"]
    deel, uitkomst, vakmanschap, recht = uitslag.scores.onderdelen
    # The score for the outcome is enough, its share of what is attainable is not.
    assert (deel.score, deel.nodig, deel.gehaald) == ("44\N{NO-BREAK SPACE}%", "60\N{NO-BREAK SPACE}%", False)
    assert (uitkomst.score, uitkomst.gehaald) == ("66", True)
    assert (vakmanschap.score, vakmanschap.gehaald, vakmanschap.nodig_elk) == ("63", False, "60")
    assert [(vak.naam, vak.score, vak.gehaald) for vak in vakmanschap.vakken] == [
        ("Volgorde", "52", False),
        ("Timing", "74", True),
        ("Mate", "52", False),
        ("Duur", "52", False),
        ("Samenhang", "52", False),
    ]
    assert (recht.score, recht.oordeel, recht.vakken) == ("78", "houdbaar", ())
    assert uitslag.scores.zin == (
        "Nog niet genoeg: deel van wat haalbaar is, volgorde, mate, duur en samenhang."
    )
    inhoud = unescape(antwoord.content.decode())
    assert all(een.uitleg in inhoud for een in uitslag.scores.onderdelen)
    # Said in one place.
    assert [inhoud.count(zin) for zin in ("nodig is 60\N{NO-BREAK SPACE}%", "44\N{NO-BREAK SPACE}%")] == [
        1,
        1,
    ]


def test_de_terugblik_begint_met_dezelfde_inzet_na_elkaar_en_tegelijk(binnen, aisha):
    beoordeling = bewaar(aisha, **met_bereikt())

    antwoord = binnen.get(adres("uitslag", beoordeling))

    inhoud, tegelijk = antwoord.content.decode(), antwoord.context["uitslag"].tegelijk
    assert delen(inhoud)[0] == ["scores", "tegelijk", "beste", "geluk"]
    lijnen = beoordeling.oordeel["lijnen"]
    assert tegelijk.lijn.tabel.kolommen == ["Maand", "Uw plan", "Na elkaar", "Tegelijk"]
    assert tegelijk.lijn.tabel.rijen[-1] == [
        "96",
        *(f"{lijnen[naam][96]:.0f}" for naam in ("plan", "na_elkaar", "tegelijk")),
    ]
    assert all(zin in unescape(inhoud) for zin in beoordeling.oordeel["lijnenuitleg"])


def test_elk_advies_zegt_waarom_en_het_naaste_plan_wat_het_anders_doet(binnen, aisha):
    beoordeling = bewaar(aisha, **met_bereikt())

    antwoord = binnen.get(adres("uitslag", beoordeling))

    uitslag, inhoud = antwoord.context["uitslag"], unescape(antwoord.content.decode())
    # The best two stand at the front, the others with their part of the craft.
    assert [een.reden for een in uitslag.beste] == [
        f"Uw beeld was oud toen {naam} aan bod kwam." for naam in ("Volgorde", "Timing")
    ]
    for vak in uitslag.vakken:
        redenen = (
            [] if vak.naam in ("Volgorde", "Timing") else [f"Uw beeld was oud toen {vak.naam} aan bod kwam."]
        )
        assert [een.reden for een in vak.wijzigingen] == redenen
        assert [inhoud.count(reden) for reden in redenen] == [1] * len(redenen)
    assert "Plan 4 lijkt het meest op het uwe en" in uitslag.vakplan.zin
    assert "haalt 71\N{NO-BREAK SPACE}%" in uitslag.vakplan.zin
    assert uitslag.vakplan.verschillen[0] in inhoud
    naam = laad_casus("klosjesbuurt").kaarten["R2"].naam
    assert [rij[0] for rij in uitslag.vakplan.tabel.rijen] == [f"R2 {naam}"]


def test_een_plan_dat_slechter_is_dan_niets_doen_krijgt_een_diagnose_en_geen_rij_nullen(binnen, aisha):
    niets_waard = met_bereikt(
        bereikt=-0.2,
        diagnose="Met dit plan gaat de Klosjesbuurt er niet op vooruit.",
        naaste_vakplan=None,
        rechtmatigheid=oordeel()["rechtmatigheid"] | {"score": 41.0, "houdbaar": False},
    )

    antwoord = binnen.get(adres("uitslag", bewaar(aisha, **niets_waard)))

    uitslag = antwoord.context["uitslag"]
    assert uitslag.scores.zin == (
        "Uw plan doet het niet beter dan niets doen. En het houdt geen stand bij de rechter."
    )
    assert [len(deel.vakken) for deel in uitslag.scores.onderdelen] == [0, 0, 0, 0]
    assert niets_waard["diagnose"] in antwoord.content.decode()
    assert uitslag.vakplan is None


def test_een_oordeel_van_voor_het_bereikte_deel_blijft_zoals_het_was(binnen, beoordeling):
    antwoord = binnen.get(adres("uitslag", beoordeling))

    uitslag = antwoord.context["uitslag"]
    assert (uitslag.tegelijk, uitslag.vakplan, uitslag.diagnose) == (None, None, "")
    assert [deel.naam for deel in uitslag.scores.onderdelen] == ["Uitkomst", "Vakmanschap", "Rechtmatigheid"]
    assert uitslag.scores.onderdelen[1].nodig_elk == ""
    assert {vak.gehaald for vak in uitslag.scores.onderdelen[1].vakken} == {True}
    assert uitslag.scores.zin == "Nog niet genoeg: uitkomst."
    assert {een.reden for een in uitslag.beste} == {""}


@pytest.mark.parametrize(
    ("laag", "hoog", "woorden"),
    [(60, 65, "bijna niets"), (60, 65.6, "een beetje"), (60, 75, "een beetje"), (60, 75.6, "veel")],
)
def test_de_breedte_van_de_band_staat_in_woorden(binnen, aisha, laag, hoog, woorden):
    beoordeling = bewaar(aisha, uitkomst_band={"laag": laag, "midden": 62, "hoog": hoog})

    assert f"{woorden} uit" in binnen.get(adres("uitslag", beoordeling)).context["uitslag"].geluk


def test_gebeurtenissen_staan_er_met_het_antwoord_en_het_artikel(binnen, beoordeling):
    onderweg = binnen.get(adres("uitslag", beoordeling)).context["uitslag"].onderweg
    gebeurtenissen = {g.sleutel: g for g in laad_casus("klosjesbuurt").gebeurtenissen}
    knal, hennep = gebeurtenissen["knal-bij-melder"], gebeurtenissen["hennep-twijnstraat"]

    assert [(v.maand, v.zelf) for v in onderweg] == [(2, False), (4, True), (7, False)]
    assert onderweg[0].keuze is None
    assert onderweg[1].keuze.sleutel == ANTWOORDEN[knal.sleutel]
    assert onderweg[2].keuze == hennep.keuzes[hennep.standaard]
    inhoud = binnen.get(adres("uitslag", beoordeling)).content.decode()
    assert hennep.keuzes[hennep.standaard].artikel in inhoud
    assert "U koos niet. Daarom gebeurde dit:" in inhoud


def test_de_bevindingen_noemen_wat_zonder_grond_of_convenant_werd_gevraagd(binnen, aisha):
    bronnen = {b.sleutel: b for b in laad_casus("klosjesbuurt").bronnen}
    brp, meldingen = bronnen["brp-adressen"], bronnen["meldingen"]
    assert brp.vereist == ("R2",)
    goed = next(g for g in brp.grondslagen if g.juist)
    fout = next(g for g in brp.grondslagen if not g.juist)
    telling = next(g for g in meldingen.grondslagen if g.juist)
    vragen = [
        {"bron": "meldingen", "maand": 0, "grondslag": telling.sleutel},
        {"bron": "brp-adressen", "maand": 0, "grondslag": goed.sleutel},
        {"bron": "brp-adressen", "maand": 12, "grondslag": goed.sleutel},
        {"bron": "brp-adressen", "maand": 24, "grondslag": fout.sleutel},
    ]

    antwoord = binnen.get(adres("uitslag", bewaar(aisha, bronvragen=vragen)))

    gezien = antwoord.context["uitslag"].gevraagd
    # R2 is in the plan from month 0 and works after its lead time.
    assert [(v.maand, v.terecht) for v in gezien] == [(0, True), (0, False), (12, True), (24, False)]
    assert [een.naam for een in gezien[1].mist] == ["R2 Convenant"]
    assert (gezien[1].beter, gezien[3].beter, gezien[3].mist) == ("", goed.tekst, [])
    assert gezien[1].gevolg == "vertrouwen omlaag, juridisch risico omhoog"
    inhoud = unescape(antwoord.content.decode())
    assert inhoud.count("Gevolg in het leermodel:") == 2
    assert laad_casus("klosjesbuurt").kaarten["R2"].grondslag in inhoud


def test_een_antwoord_dat_punten_kost_is_gemerkt_waar_het_staat(binnen, aisha):
    hennep = next(g for g in laad_casus("klosjesbuurt").gebeurtenissen if g.sleutel == "hennep-twijnstraat")
    duur = next(k for k in hennep.keuzes if k.punten and k.artikel)
    gratis = next(k for k in hennep.keuzes if not k.punten)

    def tegen(keuze):
        beoordeling = bewaar(GebruikerFactory(), antwoorden={hennep.sleutel: keuze.sleutel})
        binnen.force_login(beoordeling.sessie.gebruiker)
        antwoord = binnen.get(adres("uitslag", beoordeling))
        uitslag, inhoud = antwoord.context["uitslag"], antwoord.content.decode()
        gerekend = [v.keuze for v in uitslag.onderweg if v.telt_tegen]
        assert inhoud.count("telde tegen u</span>") == uitslag.antwoorden_tegen == len(gerekend)
        return gerekend

    assert duur in tegen(duur)
    assert duur not in tegen(gratis)


def test_een_voorspelling_staat_naast_wat_er_gebeurde(binnen, beoordeling):
    voorspeld = binnen.get(adres("uitslag", beoordeling)).context["uitslag"].voorspeld
    index = np.array(beoordeling.oordeel["lijnen"]["plan"])

    eerste = next(rij for rij in voorspeld.rijen if rij.wat.startswith("Leefbaarheid"))
    assert (eerste.maand, eerste.verwacht, eerste.reden) == (0, "daalt", "Er gebeurt genoeg.")
    assert eerste.gebeurd == vorm_na(index, 0).label
    assert len(voorspeld.rijen) == 4
    assert binnen.get(adres("uitslag", beoordeling)).content.decode().count("Uw reden:") == 2


@pytest.mark.parametrize(
    ("eind", "vorm"),
    [
        (94, Vorm.DAALT),
        (96, Vorm.GELIJK),
        (104, Vorm.GELIJK),
        (110, Vorm.STIJGT_LICHT),
        (125, Vorm.STIJGT_STERK),
    ],
)
def test_de_vorm_van_een_lijn_vergelijkt_het_laatste_jaar_met_de_maand(eind, vorm):
    assert vorm_na(np.array([100.0] * 12 + [eind] * 12), 3) == vorm


def test_een_oud_oordeel_zonder_de_nieuwe_gegevens_gaat_open(binnen, aisha):
    oud = bewaar(aisha, versie="1999.1", zonder=NIEUW)
    # Outcomes had no band either.
    assert "band" in oud.oordeel["uitkomst"][0]

    antwoord = binnen.get(adres("uitslag", oud))

    weg = {"besluiten", "lussen", "onderweg", "voorspellingen"}
    assert delen(antwoord.content.decode()) == (
        ["scores", "beste"],
        [deel for deel in VOUWEN if deel not in weg],
    )
    assert antwoord.context["uitslag"].geluk == ""
    assert "Uw plan als concept plan van aanpak" not in antwoord.content.decode()
    assert haal_stuk(binnen, oud, "uitslag-pdf").content.startswith(b"%PDF")


def test_van_een_vorige_casus_blijven_alleen_de_maanden(binnen, aisha):
    oud = bewaar(aisha, versie="1999.1")

    uitslag = binnen.get(adres("uitslag", oud)).context["uitslag"]

    assert [(v.maand, v.titel) for v in uitslag.onderweg] == [(2, ""), (4, ""), (7, "")]
    assert uitslag.lussen is None


def test_een_herhaling_die_niet_klopt_met_het_oordeel_wordt_niet_getoond(aisha):
    casus, beoordeling = laad_casus("klosjesbuurt"), bewaar(aisha)
    bewaard, plan = beoordeling.gelezen
    assert herspeel(casus, plan, bewaard) is not None

    beoordeling.oordeel["lijnen"]["plan"][40] += 1e-6

    assert herspeel(casus, plan, lees_oordeel(beoordeling.oordeel)) is None


def test_een_bewaard_oordeel_is_een_vaste_waarde_en_mag_missen_wat_later_kwam(aisha):
    bewaard, plan = bewaar(aisha, zonder=NIEUW).gelezen

    assert (bewaard.besluiten, bewaard.gevallen, bewaard.uitkomst_band, bewaard.weegt_bereikt) == (
        (),
        (),
        None,
        False,
    )
    assert (bewaard.zaad, bewaard.diagnose, bewaard.naaste_vakplan) == (None, "", None)
    assert plan.plan == Plan(plan.inzetten, ANTWOORDEN)
    with pytest.raises(FrozenInstanceError):
        bewaard.winst = 1.0
    with pytest.raises(TypeError):
        bewaard.slaaggrens["uitkomst"] = 0


def test_een_plan_in_een_vorm_die_niet_meer_bestaat_is_er_alleen_in_woorden(aisha):
    bewaard = bewaar(aisha).plan | {"bronvragen": "geen lijst"}

    plan = lees_plan(bewaard)

    assert (plan.plan, len(plan.inzetten)) == (None, len(INZETTEN))


def test_elke_lus_van_het_leermodel_doet_mee():
    casus = laad_casus("klosjesbuurt")
    verloop = simuleer(casus, [Plan()], zaad=ZAAD)

    gezien = lussen(casus, verloop)
    assert list(LUSSEN) == list(DRIJVERS)
    stil = re.findall(r"\((\w)\)", gezien.stil)
    assert sorted([*(lus.letter for lus in gezien.gedraaid), *stil]) == list(LUSSEN)
    assert all(lus.gangen and lus.stroken for lus in gezien.gedraaid)
    assert {g for drijvers in DRIJVERS.values() for g in drijvers} == set(GROOTHEDEN)
    assert set(GROOTHEDEN) <= set(verloop.grootheden)


def test_een_lus_draait_als_alles_samen_ver_genoeg_beweegt():
    verloop = simuleer(laad_casus("klosjesbuurt"), [Plan()])
    waarden = verloop.waarden
    for naam, richting in DRIJVERS["D"].items():
        plek = verloop.grootheden.index(naam)
        waarden[0, :, :, plek] = 50.0
        # From month 20 to 26 it moves exactly far enough.
        stap = richting * GROOTHEDEN[naam][1] / 6
        for maand in range(20, waarden.shape[1]):
            waarden[0, maand, :, plek] = 50.0 + stap * min(maand - 20, 6)

    assert actieve_maanden(verloop, DRIJVERS["D"], {}) == [26]
    assert actieve_maanden(verloop, DRIJVERS["D"], {"overlast": 2.0}) == []
    assert actieve_maanden(verloop, {naam: -r for naam, r in DRIJVERS["D"].items()}, {}) == []


def test_een_lus_zegt_wat_hij_deed_in_de_woorden_van_de_casus():
    casus = laad_casus("heidewissel")
    verloop = simuleer(casus, [Plan()])
    waarden = verloop.waarden
    for naam, richting in DRIJVERS["B"].items():
        plek = verloop.grootheden.index(naam)
        waarden[0, :, :, plek] = [[50.0 + richting * max(0, min(m - 20, 8))] for m in range(waarden.shape[1])]

    lus = next(lus for lus in lussen(casus, verloop).gedraaid if lus.letter == "B")

    eigen = casus.namen["woonfraude"]
    (gang,) = lus.gangen
    assert gang.soort == "slecht"
    assert gang.wat.startswith("Van maand 15 tot 33: ")
    assert f"{eigen[:1].lower()}{eigen[1:]} van 50 naar 58" in gang.wat
    assert gang.maanden == "21–33"


@pytest.mark.parametrize(
    ("waarde", "woorden"),
    [(0.4, "minder dan 1 punt"), (-0.4, "minder dan 1 punt"), (1.2, "+1 punt"), (-6.7, "−7 punten")],
)
def test_punten_zijn_heel(waarde, woorden):
    assert in_punten(waarde) == woorden


def test_een_trainer_vragen_kan_op_de_pagina(binnen, beoordeling):
    inhoud = binnen.get(adres("uitslag", beoordeling)).content.decode()

    assert f'<a href="{adres("nakijken", beoordeling)}">Vraag een trainer om te kijken</a>' in inhoud
    assert "AVG art. 22" in inhoud


@pytest.mark.eenmaal
def test_de_pdf_zegt_ook_wat_haalbaar_was_waarom_en_wat_een_ander_deed(binnen, aisha):
    antwoord = haal_stuk(
        binnen, bewaar(aisha, **met_bereikt(diagnose="Dit weegt het zwaarst.")), "uitslag-pdf"
    )
    keuring = page.validate_pdf_bytes(antwoord.content, profile="ua1")
    lezer = PdfReader(io.BytesIO(antwoord.content))
    tekst = " ".join(" ".join(blad.extract_text() for blad in lezer.pages).split())

    assert [(fout.rule_id, fout.message) for fout in keuring.failures] == []
    for zin in (
        "Deel van wat haalbaar is",
        "Uw opbouw liet lus B lopen.",
        "Uw beeld was oud toen Duur aan bod kwam.",
        "Dit weegt het zwaarst.",
        "daar B1 Screening (maand 6).",
    ):
        assert zin in tekst


@pytest.mark.eenmaal
@pytest.mark.langzaam
def test_de_pdf_voldoet_aan_pdf_ua_1_en_zegt_wat_de_pagina_zegt(binnen, beoordeling):
    antwoord = haal_stuk(binnen, beoordeling, "uitslag-pdf")
    keuring = page.validate_pdf_bytes(antwoord.content, profile="ua1")
    lezer = PdfReader(io.BytesIO(antwoord.content))
    tekst = " ".join(" ".join(blad.extract_text() for blad in lezer.pages).split())

    assert [(fout.rule_id, fout.message) for fout in keuring.failures] == []
    assert keuring.is_compliant
    assert (antwoord["Content-Type"], lezer.root_object["/Lang"]) == ("application/pdf", "nl-NL")
    for zin in (
        "Uitkomst",
        "+12 punten",
        "Zo had het gemoeten: Start R3 eerst.",
        "Uw reden: Er gebeurt genoeg.",
    ):
        assert zin in tekst


def test_het_plan_uit_de_praktijk_heeft_een_naam_en_een_reden(binnen, aisha):
    bewaard = met_bereikt()
    bewaard["naaste_vakplan"] |= {"naam": "Kernteam Wendy", "reden": "Eerst beeld, dan hulp."}

    antwoord = binnen.get(adres("uitslag", bewaar(aisha, **bewaard)))

    vakplan, inhoud = antwoord.context["uitslag"].vakplan, unescape(antwoord.content.decode())
    assert "Plan 4, ‘Kernteam Wendy’, lijkt het meest op het uwe en" in vakplan.zin
    assert "Waarom zo: Eerst beeld, dan hulp." in inhoud


@pytest.mark.parametrize(
    ("winst", "umami", "alleen"),
    [
        (3.5, 3.1, [0.2, 0.2]),
        (3.6, 3.4, [0.5, -0.3]),
        (28.01, 24.06, [2.12, -1.96, 1.55, 0.13, 2.11]),
        (-0.48, 0.0, [-0.48]),
    ],
)
def test_cijfers_over_hetzelfde_kloppen_met_elkaar(binnen, aisha, winst, umami, alleen):
    """Whole points that round apart would contradict each other on one page."""
    deel = winst / len(alleen)
    bijdragen = [
        {"sleutel": "zoet", "naam": f"Deel {nummer}", "waarde": deel, "alleen": een}
        for nummer, een in enumerate(alleen)
    ]

    gezien = (
        binnen.get(adres("uitslag", bewaar(aisha, winst=winst, umami=umami, bijdragen=bijdragen)))
        .context["uitslag"]
        .bijdragen
    )

    def heel(tekst):
        return int(tekst.replace("−", "-"))

    *rijen, som = [[heel(cel) for cel in rij[1:]] for rij in gezien.tabel.rijen]
    assert som == [sum(rij[0] for rij in rijen), sum(rij[1] for rij in rijen)]
    assert (som[0], som[0] - som[1]) == (round(winst), round(umami))
    assert [heel(balk.waarde) for balk in gezien.delen] == [rij[0] for rij in rijen]


@pytest.mark.parametrize(
    ("waarden", "som", "delen"),
    [([1.4, 1.4, 1.2], 4, [2, 1, 1]), ([-0.4, 0.9], 0, [-1, 1]), ([7.2, -2.6], 12, [7, -3]), ([], 0, [])],
)
def test_hele_delen_tellen_op_tot_het_geheel_als_dat_kan(waarden, som, delen):
    assert hele_delen(waarden, som) == delen


def test_een_verschil_van_aandelen_is_in_procentpunten(binnen, aisha):
    vertrouwen = oordeel()["uitkomst"][0] | {"eenheid": "%", "waarde": 41.7, "niets_doen": 24.6}

    uitslag = binnen.get(adres("uitslag", bewaar(aisha, uitkomst=[vertrouwen]))).context["uitslag"]

    assert uitslag.doelen[0].tekst == "Beter dan niets doen: +17 procentpunt."


def test_de_tweede_verandering_is_geen_deel_van_de_eerste_en_heeft_liefst_een_andere_reden(binnen, aisha):
    bewaard = met_bereikt()
    zinnen = [
        ("A: 1 → 2 maanden; en B: 3 → 4 maanden", 4.0, "Te kort."),
        ("A: 1 → 2 maanden", 3.0, "Een deel."),
        ("C: 1 → 2 maanden", 2.5, "Te kort."),
        ("D: 1 → 2 maanden", 2.0, "Te laat."),
        ("E: 1 → 2 maanden", 1.0, "Iets anders."),
    ]
    for vak, (zin, winst, reden) in zip(bewaard["vakmanschap"], zinnen, strict=True):
        vak["adviezen"][0] |= {"zin": f"{zin}: leefbaarheid +{winst}", "winst": winst, "reden": reden}

    uitslag = binnen.get(adres("uitslag", bewaar(aisha, **bewaard))).context["uitslag"]

    assert [(een.wat, een.zelfde) for een in uitslag.beste] == [(zinnen[0][0], False), (zinnen[3][0], False)]
    assert [(een.wat, een.zelfde) for vak in uitslag.vakken for een in vak.wijzigingen] == [
        (zinnen[1][0], False),
        (zinnen[2][0], True),
        (zinnen[4][0], False),
    ]
