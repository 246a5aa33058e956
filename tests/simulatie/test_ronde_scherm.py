"""The screens of a test: what they show and hide, what their forms do, and what they refuse."""

from __future__ import annotations

import gzip
import re
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from django.contrib.staticfiles import finders
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from simulatie.acties.casusversies import leg_vast
from simulatie.acties.plan import voeg_toe, wijzig
from simulatie.acties.spel import beantwoord, sluit_ronde, speel_uit, voorspel, vraag_bron
from simulatie.kern import (
    Bronvraag,
    Casus,
    Inzet,
    Plan,
    bezetting,
    laad_casus,
    lees_indicatoren,
    neem_waar,
    simuleer,
)
from simulatie.models import Besluit, Sessie
from simulatie.schermen.notatie import eenheid
from simulatie.schermen.ronde import InGang, dashboard, deze_ronde, onderzoek, ronde, trend
from simulatie.schermen.werkblad import werkblad
from simulatie.spel.besluiten import Lijnvoorspelling, Richting, Voorspelling, Vorm
from simulatie.spel.verloop import antwoorden_op_volgorde, speelstand, te_voorspellen
from simulatie.spel.voorspellen import VOORSPELBAAR, beginwaarde, hoogste
from tests.factories.simulatie import (
    KLEIN_PLAN,
    BeoordelingFactory,
    OudeSessieFactory,
    SessieFactory,
)
from tests.simulatie.voorspelling import GETYPT, INDICATOR, LIJN, vlakke_lijn

ZAAD = 7
MEESTE_VRAGEN = 20
MEESTE_BYTES = 150_000
MELDINGEN = {"bron": "meldingen", "grondslag": "geteld-per-maand"}


@pytest.fixture
def binnen(client: Client, aisha) -> Client:
    client.force_login(aisha)
    return client


@pytest.fixture
def toets(aisha) -> Sessie:
    return SessieFactory(gebruiker=aisha, soort="toets", zaad=ZAAD, plan=KLEIN_PLAN)


@pytest.fixture
def bij_dilemma(toets: Sessie) -> Sessie:
    """Month 4, at the first dilemma."""
    voorspel(**nu(toets), **LIJN)
    sluit_ronde(**nu(toets))
    sluit_ronde(**nu(toets))
    assert toets.stand().dilemma
    return toets


@pytest.fixture
def maand_zes(bij_dilemma: Sessie) -> Sessie:
    antwoord_eerste(bij_dilemma)
    assert bij_dilemma.stand().maand == 6
    return bij_dilemma


def nu(sessie: Sessie) -> dict[str, object]:
    return {"sessie": sessie, "verwacht_nummer": sessie.laatste_nummer()}


def casus_van(sessie: Sessie) -> Casus:
    return laad_casus(sessie.casus)


def antwoord_eerste(sessie: Sessie) -> None:
    dilemma = dilemma_van(sessie)
    beantwoord(**nu(sessie), gebeurtenis=dilemma.sleutel, keuze=dilemma.keuzes[0].sleutel)


def dilemma_van(sessie: Sessie):
    sleutel = sessie.stand().dilemma
    return next(g for g in casus_van(sessie).gebeurtenissen if g.sleutel == sleutel)


def adres(naam: str, sessie: Sessie, *meer: str) -> str:
    return reverse(f"simulatie_{naam}", args=[sessie.sleutel, *meer])


def post(client: Client, naam: str, sessie: Sessie, *meer: str, follow: bool = False, **velden: object):
    velden = {"verwacht_nummer": sessie.laatste_nummer()} | velden
    return client.post(adres(naam, sessie, *meer), velden, follow=follow)


def tekst(antwoord) -> str:
    zonder = re.sub(r"<(script|style)\b.*?</\1>|<[^>]+>", " ", antwoord.content.decode(), flags=re.DOTALL)
    return " ".join(zonder.split())


def berichten(antwoord) -> list[str]:
    return [str(bericht) for bericht in antwoord.context["messages"]]


# Where are we, and what happened


def test_de_kop_zegt_welke_ronde_het_is_en_er_is_een_h1(binnen, maand_zes):
    inhoud = binnen.get(adres("sessie", maand_zes)).content.decode()

    assert re.findall(r"<h1[^>]*>(.*?)</h1>", inhoud) == ["Ronde 3 van 12: maand 6"]
    assert "2 van 12 rondes gespeeld" in inhoud


def test_elke_fase_heeft_haar_eigen_scherm_en_een_h1(binnen, aisha):
    sessie = SessieFactory(gebruiker=aisha, soort="toets", zaad=ZAAD)
    gezien = []

    def kijk() -> str:
        antwoord = binnen.get(adres("sessie", sessie))
        gezien.append(antwoord.context["ronde"].fase)
        assert antwoord.content.decode().count("<h1") == 1
        return tekst(antwoord)

    assert "Wat denkt u dat er gebeurt?" in kijk()
    voorspel(**nu(sessie), **LIJN)
    assert "Begin met onderzoek" in kijk()
    for inzet in KLEIN_PLAN:
        voeg_toe(**nu(sessie), inzet=Inzet(**inzet))
    assert "Ronde 1 sluiten" in kijk()
    sluit_ronde(**nu(sessie))
    sluit_ronde(**nu(sessie))
    assert f"Kies eerst: {dilemma_van(sessie).titel}" in kijk()
    speel_uit(sessie=sessie, richting=Richting.GELIJK, reden="Zo maar.")
    slot = kijk()
    assert "Alle rondes zijn gespeeld" in slot
    assert adres("indienen", sessie) in binnen.get(adres("sessie", sessie)).content.decode()
    assert gezien == ["voorspellen", "onderzoek", "ronde", "dilemma", "klaar"]


def test_wat_gebeurde_staat_er_met_het_eigen_antwoord_en_zonder_uitleg(binnen, maand_zes):
    (geval,) = binnen.get(adres("sessie", maand_zes)).context["ronde"].gebeurd
    inhoud = tekst(binnen.get(adres("sessie", maand_zes)))

    assert geval.gebeurtenis.sleutel in maand_zes.stand().antwoorden
    assert geval.keuze.sleutel == maand_zes.stand().antwoorden[geval.gebeurtenis.sleutel]
    assert geval.gebeurtenis.titel in inhoud
    assert geval.keuze.tekst in inhoud
    assert not [k for k in geval.gebeurtenis.keuzes if k.uitleg in inhoud], "that is for the debrief"


def test_stemmen_die_veranderden_staan_voorop(toets):
    speel_uit(sessie=toets, richting=Richting.GELIJK, reden="Zo maar.")
    casus, namen = casus_van(toets), set()
    for besluit in toets.besluiten.filter(soort=Besluit.Soort.RONDE):
        stand = toets.stand(tot=besluit.nummer)
        beeld = ronde(casus, toets, stand, {})
        stemmen = beeld.stemmen
        uitspraken = speelstand(casus, toets.zaad, stand).uitspraken
        gezegd = {s.tekst for s in stemmen.nieuw + stemmen.overig}
        # Who speaks in the scene is not heard again.
        assert set(uitspraken.values()) - gezegd <= {beeld.tafereel.tekst if beeld.tafereel else ""}
        assert gezegd <= set(uitspraken.values())
        namen |= {stem.naam for stem in stemmen.nieuw}
    assert namen, "in five years somebody says something else"


# What is seen, and what is not


def test_niets_van_de_toekomst_staat_op_het_scherm(binnen, maand_zes):
    """Another future after this month, the same page: to the byte, but for tokens."""
    casus = casus_van(maand_zes)
    stand = maand_zes.stand()
    speel = speelstand(casus, maand_zes.zaad, stand)
    later = replace(
        stand,
        inzetten={**stand.inzetten, "x": Inzet("Z3", 7, 12, 1.0)},
    )
    anders = speelstand(casus, maand_zes.zaad, later)
    assert not (anders.verloop.waarden == speel.verloop.waarden).all()

    een, ander = (ronde(casus, maand_zes, moment, {}) for moment in (stand, later))

    for deel in ("gebeurd", "eerder", "tafereel", "stemmen", "dashboard", "voorspellingen", "buurtbeeld"):
        assert getattr(een, deel) == getattr(ander, deel), deel


def test_er_is_geen_score_en_geen_verwachting(binnen, maand_zes):
    antwoord = binnen.get(adres("sessie", maand_zes))

    assert "lijnen" not in antwoord.context
    assert not re.search(
        r"uitkomst_score|Vakmanschap|referentieplan|niets doen", antwoord.content.decode(), re.I
    )


def test_wat_niet_is_gevraagd_is_niet_te_zien_en_zegt_wie_het_weet(binnen, toets):
    beeld = binnen.get(adres("sessie", toets)).context["ronde"].dashboard
    begin = {c.indicator: c.waarde for c in casus_van(toets).kerncijfers if c.indicator}
    openbaar = {c.indicator for c in casus_van(toets).kerncijfers if c.openbaar}

    alles = beeld.samen + beeld.bekend + beeld.onbekend
    assert {b.sleutel for b in alles} == set(lees_indicatoren())
    assert {b.sleutel for b in alles if b.kennis} == openbaar
    assert {b.sleutel: b.begin for b in alles if b.begin} == begin
    for een in alles:
        assert een.kennis or (een.punten == [] and een.bronnen and not een.waarde)


def test_meldingen_staan_altijd_naast_meldingsbereidheid(binnen, toets):
    for vraag in (None, MELDINGEN):
        if vraag:
            vraag_bron(**nu(toets), **vraag)
            voorspel(**nu(toets), **LIJN)
            sluit_ronde(**nu(toets))
        antwoord = binnen.get(adres("sessie", toets))
        samen = antwoord.context["ronde"].dashboard.samen
        assert [b.sleutel for b in samen] == ["meldingen", "meldingsbereidheid"]
        lijst = re.search(
            r'<ul class="cijfers cijfers-samen">(.*?)</ul>', antwoord.content.decode(), re.DOTALL
        )
        assert lijst
        assert lijst[1].count('<li class="cijfer">') == 2


def test_een_gevraagde_bron_is_onderweg_dan_scherp_en_dan_verouderd(toets):
    casus = casus_van(toets)
    vraag_bron(**nu(toets), **MELDINGEN)
    bron = next(b for b in casus.bronnen if b.sleutel == "meldingen")
    verloopt = bron.maanden + bron.veroudert

    def beeld(maand: int):
        stand = replace(toets.stand(), maand=maand)
        gespeeld = speelstand(casus, toets.zaad, stand)
        samen = dashboard(casus, stand, gespeeld.waarneming, gespeeld.bekend).samen[0]
        (status,) = [
            regel.status.soort
            for niveau in onderzoek(casus, stand)
            for regel in niveau.bronnen
            if regel.bron == bron
        ]
        return samen, status

    onderweg, status = beeld(0)
    assert (onderweg.kennis, onderweg.onderweg, status) == (None, bron.maanden, "bezig")
    scherp, status = beeld(3)
    echt = float(speelstand(casus, toets.zaad, toets.stand()).waarneming.wijk("meldingen")[0, 3])
    assert scherp.punten[-1] == (2, echt), "reports come a month late"
    assert (scherp.verouderd, scherp.oud, status) == (False, "1 maand", "goed")
    oud, status = beeld(verloopt + 5)
    assert (oud.verouderd, oud.punten[-1][0], status) == (True, verloopt - 2, "let_op")
    assert oud.oud == f"{verloopt + 5 - (verloopt - 2)} maanden"


def test_wie_op_tijd_vraagt_hoort_wat_er_aankomt_tot_het_gebeurt(toets):
    casus = laad_casus("klosjesbuurt")
    moment = next(g for g in casus.gebeurtenissen if g.sleutel == "riec-zoekt-zaken")
    teken = moment.voorteken
    bron = next(bron for bron in casus.bronnen if bron.sleutel == teken.bron)
    vraag = Bronvraag(bron.sleutel, teken.van, bron.grondslagen[0].sleutel)

    def in_maand(maand: int, *vragen: Bronvraag):
        stand = replace(toets.stand(), bronvragen=vragen, maand=maand)
        regels = [regel for niveau in onderzoek(casus, stand) for regel in niveau.bronnen if regel.gehoord]
        return [b.tekst for b in ronde(casus, toets, stand, {}).gehoord], [regel.bron for regel in regels]

    antwoord = teken.van + bron.maanden
    assert in_maand(antwoord - 1, vraag) == ([], [])
    assert in_maand(antwoord, vraag) == ([teken.tekst], [bron])
    assert in_maand(moment.maand, vraag) == ([teken.tekst], [bron])
    assert in_maand(moment.maand + 1, vraag) == ([], [bron])
    assert in_maand(moment.maand) == ([], [])


def test_een_verouderd_cijfer_is_een_bereik_en_geen_getal(binnen, toets):
    vraag_bron(**nu(toets), **MELDINGEN)
    speel_uit(sessie=toets, richting=Richting.GELIJK, reden="Zo maar.")

    antwoord = binnen.get(adres("sessie", toets))

    beeld = antwoord.context["ronde"].dashboard.samen[0]
    kaart = re.search(r'cijfers-samen">(.*?)</li>', antwoord.content.decode(), re.DOTALL)[1]
    assert beeld.verouderd
    assert f'<span class="cijfer-waarde">{beeld.marge}</span>' in kaart
    assert f'<span class="cijfer-waarde">{beeld.waarde}</span>' not in kaart
    assert "verouderd" in kaart
    assert f"{beeld.oud} oud" in kaart
    tabel = antwoord.context["ronde"].dashboard.tabel
    (rij,) = [rij for rij in tabel.rijen if rij[0].startswith("Meldingen van overlast")]
    cellen = [cel for cel in rij[1:] if cel != "–"]
    assert cellen
    assert all(" tot " in cel for cel in cellen), "the table tells no more than the card"


@pytest.mark.parametrize(
    ("sleutel", "overal", "naam"),
    [
        ("klosjesbuurt", "de hele buurt", "Bekende woonfraude"),
        ("heidewissel", "het hele park", "Bekende onrechtmatige bewoning"),
        ("kettingwerf", "het hele terrein", "Units waar misbruik vaststaat"),
    ],
)
def test_een_casus_spreekt_de_woorden_van_de_plek(binnen, aisha, sleutel, overal, naam):
    sessie = SessieFactory(gebruiker=aisha, casus=sleutel, soort="toets", plan=KLEIN_PLAN[:1])

    inhoud = binnen.get(adres("sessie", sessie)).content.decode()

    alle = {"de hele buurt", "het hele park", "het hele terrein"}
    assert {woord for woord in alle if woord in inhoud} == {overal}
    assert f"<strong>{naam}</strong>" in inhoud
    assert f"Vink niets aan voor {overal}." in inhoud


@pytest.mark.parametrize(
    ("punten", "spreiding", "beter", "begin", "soort"),
    [
        ([(0, 50.0)], 0.1, True, "Eerste cijfer", "neutraal"),
        ([(0, 50.0), (6, 52.0)], 0.0, True, "Ongeveer gelijk aan maand 0", "neutraal"),
        ([(0, 50.0), (6, 57.0)], 0.2, True, "Ongeveer gelijk aan maand 0", "neutraal"),
        ([(0, 50.0), (6, 57.0)], 0.0, True, "Gestegen sinds maand 0", "goed"),
        ([(0, 50.0), (6, 57.0)], 0.0, False, "Gestegen sinds maand 0", "let_op"),
        ([(0, 50.0), (6, 20.0)], 0.1, False, "Sterk gedaald sinds maand 0", "goed"),
        ([(0, 50.0), (6, 20.0)], 0.1, None, "Sterk gedaald sinds maand 0", "info"),
        ([(0, 9.0), (3, 50.0), (6, 51.0), (9, 49.0)], 0.0, True, "Ongeveer gelijk aan maand 3", "neutraal"),
    ],
)
def test_een_beweging_staat_in_woorden_en_ruis_is_geen_beweging(punten, spreiding, beter, begin, soort):
    gezegd = trend(punten, spreiding, beter)

    assert gezegd.tekst.startswith(begin)
    assert gezegd.soort == soort


# Research


@pytest.mark.parametrize("sleutel", ["klosjesbuurt", "heidewissel", "kettingwerf"])
def test_het_onderzoek_toont_elke_bron_op_haar_niveau_met_wat_zij_geeft_en_vraagt(binnen, aisha, sleutel):
    sessie = SessieFactory(gebruiker=aisha, soort="toets", casus=sleutel)
    casus = laad_casus(sleutel)

    antwoord = binnen.get(adres("onderzoek", sessie))

    niveaus = antwoord.context["niveaus"]
    assert [niveau.niveau for niveau in niveaus] == ["wijk", "straat", "adres"]
    assert {r.bron.sleutel: n.niveau for n in niveaus for r in n.bronnen} == {
        bron.sleutel: bron.niveau for bron in casus.bronnen
    }
    inhoud = tekst(antwoord)
    for bron in casus.bronnen:
        assert bron.naam in inhoud
        for code in bron.vereist:
            assert casus.kaarten[code].grondslag in inhoud
    assert antwoord.content.decode().count("<h1") == 1


def test_een_grond_kiezen_verraadt_niet_of_zij_juist_is(binnen, toets):
    eerst = binnen.get(adres("onderzoek", toets))
    post(binnen, "bron", toets, "meldingen", grondslag="toestemming-melders")
    na = binnen.get(adres("onderzoek", toets))

    (vraag,) = toets.stand().bronvragen
    assert (vraag.bron, vraag.grondslag) == ("meldingen", "toestemming-melders")
    for antwoord in (eerst, na):
        for bron in casus_van(toets).bronnen:
            assert not [g.uitleg for g in bron.grondslagen if g.uitleg in tekst(antwoord)]


def test_een_bron_vragen_brengt_terug_bij_de_bron_en_zegt_wanneer_het_antwoord_komt(binnen, toets):
    antwoord = post(binnen, "bron", toets, "meldingen", grondslag="geteld-per-maand")
    nog_eens = binnen.post(
        antwoord.wsgi_request.path, {"verwacht_nummer": 3, "grondslag": "geteld-per-maand"}
    )

    assert antwoord.url == nog_eens.url == adres("onderzoek", toets) + "#meldingen"
    assert len(toets.stand().bronvragen) == 1, "sent twice, asked once"
    assert "gevraagd in maand 0, antwoord in maand 1" in tekst(binnen.get(antwoord.url))


def test_zonder_grond_wordt_er_niets_gevraagd(binnen, toets):
    antwoord = post(binnen, "bron", toets, "meldingen")

    assert antwoord.status_code == 422
    assert antwoord.context["form"].errors == {
        "grondslag": ["Kies eerst een grond. U hebt nog niets gevraagd."]
    }
    assert toets.stand().bronvragen == ()


def test_adresniveau_zonder_convenant_wordt_geweigerd_met_artikel_en_uitweg_tenzij_het_toch_moet(
    binnen, aisha
):
    sessie = SessieFactory(gebruiker=aisha, soort="toets", zaad=ZAAD)
    r2 = casus_van(sessie).kaarten["R2"]
    assert 'name="toch"' not in binnen.get(adres("onderzoek", sessie)).content.decode()

    antwoord = post(binnen, "bron", sessie, "brp-adressen", grondslag="gerede-twijfel")

    assert antwoord.status_code == 422
    form = antwoord.context["form"]
    (melding,) = form.non_field_errors()
    assert r2.grondslag in melding
    assert "Zet dit eerst in uw plan" in melding
    assert form["grondslag"].value() == "gerede-twijfel"
    inhoud = antwoord.content.decode()
    assert re.search(r'value="gerede-twijfel"[^>]* checked', inhoud)
    assert inhoud.count('name="toch"') == 1
    assert sessie.stand().bronvragen == ()

    post(binnen, "bron", sessie, "brp-adressen", grondslag="gerede-twijfel", toch="on")
    assert [vraag.bron for vraag in sessie.stand().bronvragen] == ["brp-adressen"]


def test_een_onbekende_bron_geeft_een_zin_en_geen_fout(binnen, toets):
    antwoord = post(binnen, "bron", toets, "glazen-bol", grondslag="x", follow=True)

    assert berichten(antwoord) == ["Deze bron bestaat niet in deze casus."]
    assert toets.stand().bronvragen == ()


# Dilemma, prediction, closing


def test_een_dilemma_gaat_voor_alles_en_het_antwoord_brengt_de_tijd_verder(binnen, bij_dilemma):
    dilemma = dilemma_van(bij_dilemma)
    voor = binnen.get(adres("sessie", bij_dilemma)).content.decode()
    assert adres("ronde", bij_dilemma) not in voor
    assert adres("toevoegen", bij_dilemma) not in voor

    antwoord = post(binnen, "antwoord", bij_dilemma, dilemma.sleutel, keuze=dilemma.keuzes[1].sleutel)

    assert antwoord.url == adres("sessie", bij_dilemma) + "#ronde"
    stand = bij_dilemma.stand()
    assert (stand.antwoorden, stand.maand) == ({dilemma.sleutel: dilemma.keuzes[1].sleutel}, 6)


def test_de_antwoorden_staan_in_de_volgorde_van_deze_sessie_ook_na_een_fout(binnen, bij_dilemma):
    dilemma = dilemma_van(bij_dilemma)
    # A seed with another order than that of the file.
    van_bestand = tuple(keuze.sleutel for keuze in dilemma.keuzes)
    volgorde = tuple(keuze.sleutel for keuze in antwoorden_op_volgorde(dilemma, bij_dilemma.zaad))

    def getoond(antwoord):
        return tuple(sleutel for sleutel, _tekst in antwoord.context["antwoordform"].fields["keuze"].choices)

    assert getoond(binnen.get(adres("sessie", bij_dilemma))) == volgorde != van_bestand
    assert getoond(post(binnen, "antwoord", bij_dilemma, dilemma.sleutel)) == volgorde


def test_een_dilemma_zonder_keuze_zegt_dat_er_nog_niets_is_besloten(binnen, bij_dilemma):
    antwoord = post(binnen, "antwoord", bij_dilemma, bij_dilemma.stand().dilemma)

    assert antwoord.status_code == 422
    assert antwoord.context["form"].errors == {
        "keuze": ["Kies eerst een antwoord. Er is nog niets besloten."]
    }
    assert bij_dilemma.stand().dilemma


def test_in_twee_tabbladen_telt_het_eerste_antwoord(binnen, bij_dilemma):
    dilemma, nummer = dilemma_van(bij_dilemma), bij_dilemma.laatste_nummer()
    velden = {"verwacht_nummer": nummer, "keuze": dilemma.keuzes[0].sleutel}
    pad = adres("antwoord", bij_dilemma, dilemma.sleutel)

    eerste = binnen.post(pad, velden)
    dubbel = binnen.post(pad, velden)
    ander = binnen.post(pad, velden | {"keuze": dilemma.keuzes[1].sleutel}, follow=True)

    assert eerste.url == dubbel.url
    assert berichten(ander)[-1].startswith("Uw plan is intussen veranderd")
    assert bij_dilemma.stand().antwoorden == {dilemma.sleutel: dilemma.keuzes[0].sleutel}


def test_een_voorspelling_wordt_bewaard_en_de_ronde_erna_naast_de_cijfers_getoond(binnen, toets):
    antwoord = post(binnen, "voorspelling", toets, **GETYPT)

    assert antwoord.url == adres("sessie", toets) + "#voorspeld"
    begin = round(beginwaarde(casus_van(toets), INDICATOR), 2)
    assert toets.stand().voorspellingen == (Lijnvoorspelling(maand=0, van=begin, **LIJN),)
    meteen = tekst(binnen.get(adres("sessie", toets)))
    assert "Meldingsbereidheid: van 14 % in maand 0 naar 30 % in maand 60." in meteen
    assert "Het eerste cijfer van na uw voorspelling komt in maand 18." in meteen
    assert LIJN["reden"] in meteen

    while toets.stand().maand < 18:
        if toets.stand().dilemma:
            antwoord_eerste(toets)
        elif te_voorspellen(casus_van(toets), toets.stand()) is not None:
            voorspel(**nu(toets), **vlakke_lijn(casus_van(toets), toets.stand().maand))
        else:
            sluit_ronde(**nu(toets))
    beeld = binnen.get(adres("sessie", toets)).context["ronde"]
    nieuw, oud = beeld.voorspellingen
    (nul, twaalf) = beeld.gezien[INDICATOR]
    assert (nieuw.maand, oud.maand, nul[0], twaalf[0]) == (12, 0, 0, 12)
    getal = eenheid(twaalf[1], "%")
    assert oud.uitkomst.startswith(f"Gezien over maand 12: {getal}; uw lijn zegt 16\N{NO-BREAK SPACE}%.")
    assert len(oud.tekening.voorspeld.split()) == 6
    assert len(oud.tekening.gezien.split()) == len(oud.tekening.bollen) == 2


def test_de_as_van_een_cijfer_blijft_gelijk_en_houdt_wat_er_komt():
    """Fixed, so that a line does not change its place; and wide enough for doing nothing and for the best known plan."""
    for sleutel in ("klosjesbuurt", "heidewissel", "kettingwerf"):
        casus = laad_casus(sleutel)
        beeld = neem_waar(casus, simuleer(casus, [Plan(), casus.referentieplan]))
        for indicator in VOORSPELBAAR:
            lijnen = beeld.wijk(indicator)
            assert np.nanmax(lijnen) <= hoogste(casus, indicator), (sleutel, indicator)
            # And not so wide that a line is flat on the bottom.
            assert np.nanmax(lijnen) > hoogste(casus, indicator) / 3, (sleutel, indicator)


def test_een_voorspelling_van_voordat_zij_werd_getekend_is_nog_te_lezen(binnen, toets):
    oud = {"maand": 0, "meldingen": "stijgt-licht", "leefbaarheid": "gelijk", "reden": "Zo was het."}
    Besluit.objects.create(
        sessie=toets,
        nummer=toets.laatste_nummer() + 1,
        soort=Besluit.Soort.VOORSPELLING,
        inzet="0",
        gegevens=oud,
    )

    assert toets.stand().voorspellingen == (
        Voorspelling(maand=0, meldingen=Vorm.STIJGT_LICHT, leefbaarheid=Vorm.GELIJK, reden="Zo was het."),
    )
    inhoud = tekst(binnen.get(adres("sessie", toets)))
    assert "In maand 0: meldingen stijgt licht, leefbaarheid blijft gelijk." in inhoud
    assert "Zo was het." in inhoud
    sluit_ronde(**nu(toets))
    assert toets.stand().rondes_gesloten == 1


@pytest.mark.parametrize(
    ("richting", "hoeveel", "einde"), [("stijgt", "10", 24.0), ("gelijk", "", 14.0), ("daalt", "50", 0.0)]
)
def test_wie_niet_tekent_kiest_een_richting_en_hoeveel(binnen, toets, richting, hoeveel, einde):
    velden = {"indicator": INDICATOR, "vorm": richting, "hoeveel": hoeveel, "reden": "Zo."}

    post(binnen, "voorspelling", toets, **velden)

    (gedaan,) = toets.stand().voorspellingen
    assert [maand for maand, _waarde in gedaan.waarden] == [12, 24, 36, 48, 60]
    assert round(gedaan.waarden[-1][1]) == einde
    stappen = {round(b[1] - a[1], 2) for a, b in pairwise(gedaan.waarden) if b[1] > 0}
    assert max(stappen, default=0) - min(stappen, default=0) <= 0.02, "a straight line"


def test_een_ander_cijfer_is_te_voorspellen_als_het_te_zien_is(binnen, toets):
    open_ = binnen.get(adres("sessie", toets)).context["voorspelbaar"]
    ander = binnen.get(adres("sessie", toets), {"voorspel": "onveilig"}).context
    niet = binnen.get(adres("sessie", toets), {"voorspel": "vertrouwen"}).context

    assert [een.sleutel for een in open_] == ["meldingsbereidheid", "onveilig", "leefbaarheid"]
    assert ander["voorspelform"].opgave.indicator == "onveilig"
    assert niet["voorspelform"].opgave.indicator == "meldingsbereidheid"
    post(binnen, "bron", toets, "meldingen", grondslag="geteld-per-maand")
    assert "meldingen" in [een.sleutel for een in binnen.get(adres("sessie", toets)).context["voorspelbaar"]]


@pytest.mark.parametrize(
    ("fout", "veld", "melding"),
    [
        ({"vorm": ""}, "vorm", "Zet de lijn per jaar, of kies of zij stijgt, gelijk blijft of daalt."),
        ({"vorm": "ontploft"}, "vorm", "Kies een van de vier manieren."),
        ({"waarde_24": ""}, "waarde_24", "Geef voor maand 24 een waarde."),
        ({"waarde_24": "veel"}, "waarde_24", "Schrijf de waarde als getal."),
        ({"waarde_24": "61"}, "waarde_24", "De hoogste waarde is 60."),
        ({"waarde_24": "-1"}, "waarde_24", "De laagste waarde is 0."),
        ({"vorm": "stijgt"}, "hoeveel", "Schrijf hoeveel: meer dan 0 en hoogstens 60."),
        ({"vorm": "daalt", "hoeveel": "0"}, "hoeveel", "Schrijf hoeveel: meer dan 0 en hoogstens 60."),
        ({"reden": " "}, "reden", "Schrijf in één regel waarom u dat denkt."),
        ({"reden": "x" * 201}, "reden", "Uw reden heeft 201 tekens. Schrijf er hoogstens 200."),
    ],
)
def test_een_geweigerde_voorspelling_houdt_wat_er_stond(binnen, toets, fout, veld, melding):
    getypt = {"hoeveel": ""} | GETYPT | fout

    antwoord = post(binnen, "voorspelling", toets, **getypt)

    assert antwoord.status_code == 422
    form = antwoord.context["voorspelform"]
    assert form.errors == {veld: [melding]}
    assert {naam: form[naam].value() for naam in getypt} == getypt
    inhoud = antwoord.content.decode()
    assert inhoud.count(melding) == 2, "in the summary and at the field"
    assert toets.stand().voorspellingen == ()


def test_een_voorspelling_uit_een_oud_tabblad_houdt_wat_er_stond_en_kan_nog_eens(binnen, toets):
    voeg_toe(**nu(toets), inzet=Inzet(kaart="O4", start=4, duur=24, mate=0.5))

    antwoord = post(binnen, "voorspelling", toets, verwacht_nummer=1, **GETYPT)

    form = antwoord.context["voorspelform"]
    assert form.non_field_errors()[0].startswith("Uw plan is intussen veranderd")
    assert form["reden"].value() == GETYPT["reden"]
    nummer = re.search(
        r'voorspelling/" novalidate>.*?name="verwacht_nummer" value="(\d+)"',
        antwoord.content.decode(),
        re.DOTALL,
    )
    assert nummer
    post(binnen, "voorspelling", toets, verwacht_nummer=nummer[1], **GETYPT)
    assert len(toets.stand().voorspellingen) == 1


def test_wie_al_voorspelde_krijgt_terug_wat_hij_schreef(binnen, toets):
    voorspel(**nu(toets), **LIJN)

    antwoord = post(binnen, "voorspelling", toets, follow=True, **GETYPT | {"reden": "Iets anders."})

    assert any("Iets anders." in bericht for bericht in berichten(antwoord))
    assert len(toets.stand().voorspellingen) == 1


def test_een_ronde_sluiten_kan_pas_na_de_voorspelling_en_gaat_een_keer(binnen, toets):
    assert adres("ronde", toets) not in binnen.get(adres("sessie", toets)).content.decode()
    geweigerd = post(binnen, "ronde", toets, follow=True)
    assert berichten(geweigerd) == ["Doe eerst uw voorspelling. Daarna kunt u de ronde sluiten."]
    voorspel(**nu(toets), **LIJN)
    nummer = toets.laatste_nummer()

    eerste = post(binnen, "ronde", toets, verwacht_nummer=nummer)
    tweede = post(binnen, "ronde", toets, verwacht_nummer=nummer)
    derde = post(binnen, "ronde", toets, verwacht_nummer=nummer - 1, follow=True)

    assert eerste.url == tweede.url == adres("sessie", toets) + "#ronde"
    assert berichten(derde)[-1].startswith("Uw plan is intussen veranderd")
    assert toets.stand().rondes_gesloten == 1


def test_voor_het_sluiten_staat_wat_er_gaat_gebeuren(binnen, toets):
    straks = binnen.get(adres("sessie", toets)).context["straks"]

    assert straks == InGang(
        begint=["R2 Convenant", "R1 Wijkonderzoek"],
        gaat_werken=["R2 Convenant"],
        stopt=[],
        te_veel=[],
    )


def test_overvraging_staat_er_voordat_zij_gebeurt(aisha):
    sessie = SessieFactory(gebruiker=aisha, soort="toets", zaad=ZAAD)
    casus = casus_van(sessie)
    zwaar = sorted(casus.kaarten.values(), key=lambda kaart: -kaart.inzet.get("bewoners_ondernemers", 0))
    for kaart in zwaar[:4]:
        voeg_toe(**nu(sessie), inzet=Inzet(kaart=kaart.code, start=0, duur=24, mate=1.0))
    stand = sessie.stand()
    nodig = bezetting(casus, stand.plan)
    te_veel = {
        casus.houders[houder]
        for houder, fte in nodig.gevraagd.items()
        if max(fte[:12]) > nodig.beschikbaar[houder] + 1e-9
    }
    assert te_veel

    gezegd = deze_ronde(casus, stand, 12, werkblad(casus, stand).rijen).te_veel

    assert {naam for naam, _maanden in gezegd} == te_veel


def test_wie_een_lopende_maatregel_verandert_laat_niets_nieuws_beginnen(binnen, maand_zes):
    wijzig(**nu(maand_zes), sleutel="m2", mate=0.9)

    antwoord = binnen.get(adres("sessie", maand_zes))

    assert antwoord.context["straks"] == InGang([], [], [], [])
    assert [rij.sleutel for rij in antwoord.context["voorbij"]] == ["m2"]


# The plan in a test


def test_een_lopende_maatregel_houdt_haar_start_en_kan_stoppen(binnen, maand_zes):
    inhoud = binnen.get(adres("sessie", maand_zes)).content.decode()
    assert 'id="m2_later"' not in inhoud
    assert "Nu stoppen" in inhoud

    post(binnen, "verwijderen", maand_zes, "m2")

    assert maand_zes.inzetten()["m2"] == Inzet(**(KLEIN_PLAN[1] | {"duur": 4}))
    assert "1 maatregel is afgelopen" in tekst(binnen.get(adres("sessie", maand_zes)))


def test_een_maatregel_in_het_verleden_wordt_bij_het_veld_geweigerd_en_blijft_getypt(binnen, maand_zes):
    velden = {"kaart": "O4", "start": "2", "duur": "24", "mate": "50"}

    antwoord = post(binnen, "toevoegen", maand_zes, **velden)

    assert antwoord.status_code == 422
    form = antwoord.context["toevoegform"]
    assert form.errors["start"] == [
        "Het is nu maand 6. Wat daarvoor ligt, staat vast. Kies maand 6 of later."
    ]
    assert {veld: form[veld].value() for veld in velden} == velden
    assert antwoord.content.decode().count("<h1") == 1


def test_een_nieuwe_maatregel_begint_standaard_nu(binnen, maand_zes):
    form = binnen.get(adres("sessie", maand_zes), {"kaart": "O4"}).context["toevoegform"]

    assert (form["start"].value(), form.fields["start"].help_text) == (6, "6 is meteen.")


def test_een_plan_dat_intussen_een_dilemma_kreeg_houdt_wat_er_was_getypt(binnen, bij_dilemma):
    velden = {"kaart": "O4", "start": "8", "duur": "24", "mate": "50"}

    antwoord = post(binnen, "toevoegen", bij_dilemma, **velden)

    form = antwoord.context["toevoegform"]
    assert "Er ligt een dilemma voor." in form.non_field_errors()[0]
    assert {veld: form[veld].value() for veld in velden} == velden
    assert 'id="nieuw_start"' in antwoord.content.decode()


def test_een_ontbrekende_voorwaarde_staat_er_met_het_artikel(binnen, aisha):
    sessie = SessieFactory(gebruiker=aisha, soort="toets", plan=[KLEIN_PLAN[1]])

    (rij,) = binnen.get(adres("sessie", sessie)).context["aandacht"]
    inhoud = tekst(binnen.get(adres("sessie", sessie)))

    (bevinding,) = rij.bevindingen
    assert bevinding.artikel
    assert bevinding.artikel in inhoud[inhoud.index("Voorwaarden en wet") :]


# Doors


KNOPPEN = [
    ("bron", ["meldingen"], {"grondslag": "geteld-per-maand"}),
    ("antwoord", ["knal-bij-melder"], {"keuze": "voor-u-houden"}),
    ("voorspelling", [], GETYPT),
    ("ronde", [], {}),
]


@pytest.mark.parametrize(("naam", "meer", "velden"), KNOPPEN)
def test_een_ander_en_wie_niet_inlogt_besluiten_niets(client, daan, toets, naam, meer, velden):
    uitgelogd = post(client, naam, toets, *meer, **velden)
    client.force_login(daan)
    vreemd = post(client, naam, toets, *meer, **velden)

    assert uitgelogd.url.startswith(reverse("account_request_login_code"))
    assert vreemd.status_code == 404
    assert client.get(adres("onderzoek", toets)).status_code == 404
    assert toets.laatste_nummer() == len(KLEIN_PLAN)


@pytest.mark.parametrize(("naam", "meer", "velden"), KNOPPEN)
def test_het_adres_van_een_knop_als_pagina_leidt_naar_de_ronde(binnen, toets, naam, meer, velden):
    assert binnen.get(adres(naam, toets, *meer)).url == adres("sessie", toets)


@pytest.mark.parametrize(("naam", "meer", "velden"), KNOPPEN)
def test_oefenen_oud_en_ingediend_weigeren_in_woorden(binnen, aisha, naam, meer, velden):
    oefening = SessieFactory(gebruiker=aisha, plan=KLEIN_PLAN)
    oud = OudeSessieFactory(gebruiker=aisha, soort="toets", plan=KLEIN_PLAN)
    dicht = BeoordelingFactory(gebruiker=aisha, soort="toets").sessie

    gezegd = [
        berichten(post(binnen, naam, s, *meer, follow=True, **velden))[-1] for s in (oefening, oud, dicht)
    ]

    for begin, zin in zip(
        ["Dit kan alleen in een toets", "De casus is vernieuwd", "U hebt dit plan al"], gezegd, strict=True
    ):
        assert zin.startswith(begin)
    assert [s.laatste_nummer() for s in (oefening, oud, dicht)] == [len(KLEIN_PLAN)] * 3


def test_het_onderzoek_van_een_oefening_bestaat_niet(binnen, aisha):
    oefening = SessieFactory(gebruiker=aisha)
    oud = OudeSessieFactory(gebruiker=aisha, soort="toets")

    assert binnen.get(adres("onderzoek", oefening)).url == adres("sessie", oefening)
    assert "De casus is vernieuwd" in tekst(binnen.get(adres("onderzoek", oud)))


# Weight


@pytest.mark.parametrize("scherm", ["sessie", "onderzoek"])
def test_het_aantal_vragen_aan_de_database_groeit_niet_met_de_besluiten(binnen, aisha, toets, scherm):
    leeg = SessieFactory(gebruiker=aisha, soort="toets", zaad=ZAAD)
    speel_uit(sessie=toets, richting=Richting.GELIJK, reden="Zo maar.")
    binnen.get(adres(scherm, leeg))
    aantallen = []
    for sessie in (leeg, toets):
        with CaptureQueriesContext(connection) as vragen:
            binnen.get(adres(scherm, sessie))
        aantallen.append(len(vragen))

    assert toets.laatste_nummer() > 20
    assert aantallen[0] == aantallen[1] < MEESTE_VRAGEN


@pytest.mark.eenmaal
@pytest.mark.langzaam
@pytest.mark.parametrize("scherm", ["sessie", "onderzoek"])
def test_een_vol_scherm_weegt_samen_met_stijl_en_script_weinig(binnen, aisha, scherm):
    """A big plan, everything asked, late in the test: body, style sheets and scripts, as they go over the line."""
    sessie = SessieFactory(gebruiker=aisha, soort="toets", zaad=ZAAD)
    casus = casus_van(sessie)
    for inzet in casus.referentieplan.inzetten:
        voeg_toe(**nu(sessie), inzet=inzet)
    for bron in casus.bronnen:
        vraag_bron(**nu(sessie), bron=bron.sleutel, grondslag=bron.grondslagen[0].sleutel, toch=True)
    while sessie.stand().rondes_gesloten < 7 or sessie.stand().dilemma:
        if sessie.stand().dilemma:
            antwoord_eerste(sessie)
        elif binnen.get(adres("sessie", sessie)).context["ronde"].fase == "voorspellen":
            voorspel(**nu(sessie), **vlakke_lijn(casus, sessie.stand().maand))
        else:
            sluit_ronde(**nu(sessie))

    inhoud = binnen.get(adres(scherm, sessie)).content

    bestanden = re.findall(rb'(?:href|src)="/static/((?:css|js)/[^"]+)"', inhoud)
    paden = [finders.find(naam.decode()) for naam in bestanden]
    assert b"css/academy.css" in bestanden
    assert all(paden)
    gewicht = len(gzip.compress(inhoud))
    for pad in paden:
        with open(pad, "rb") as bestand:  # noqa: PTH123
            gewicht += len(gzip.compress(bestand.read()))
    assert gewicht < MEESTE_BYTES


# Beginning


def test_per_casus_is_er_een_keuze_tussen_oefenen_en_toets(binnen, aisha):
    (form,) = [
        kaart["form"]
        for kaart in binnen.get("/simulatie/").context["aanbod"]
        if kaart["briefing"].casus.sleutel == "heidewissel"
    ]
    velden = {"sleutel": form["sleutel"].value()}
    pad = reverse("simulatie_begin", args=["heidewissel"])

    adressen = [binnen.post(pad, velden | {"soort": s}).url for s in ("toets", "toets", "oefenen")]

    assert adressen[0] == adressen[1] != adressen[2]
    assert sorted(Sessie.objects.values_list("soort", "casus")) == [
        ("oefenen", "heidewissel"),
        ("toets", "heidewissel"),
    ]


def test_een_onbekende_soort_begint_niets(binnen):
    antwoord = binnen.post(
        reverse("simulatie_begin", args=["klosjesbuurt"]), {"soort": "examen"}, follow=True
    )

    assert berichten(antwoord) == ["Kies oefenen of toets. Er is nog niets begonnen."]
    assert Sessie.objects.count() == 0


def test_een_casus_zonder_schaal_is_te_lezen_en_niet_te_spelen(binnen):
    ongeijkt = replace(laad_casus("kettingwerf"), versie="ongeijkt", ijking=None)
    leg_vast(casus=ongeijkt)

    op_aanbod = {kaart["briefing"].casus.sleutel for kaart in binnen.get("/simulatie/").context["aanbod"]}

    assert op_aanbod == {"klosjesbuurt", "heidewissel"}
    assert "wordt nog nagekeken" in tekst(binnen.get(reverse("simulatie_casus", args=["kettingwerf"])))
    assert (
        binnen.post(reverse("simulatie_begin", args=["kettingwerf"]), {"soort": "toets"}).status_code == 404
    )


@pytest.mark.parametrize("sleutel", ["heidewissel", "kettingwerf"])
def test_park_en_terrein_heten_geen_buurt(binnen, sleutel):
    inhoud = tekst(binnen.get(reverse("simulatie_casus", args=[sleutel])))

    assert "Het gebied" in inhoud
    assert "De buurt " not in inhoud.replace("De buurt, ", "")
    assert not re.search(r"\d+ woning(en)?\)", inhoud)
