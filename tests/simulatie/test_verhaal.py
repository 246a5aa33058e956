"""What is drawn and said around a case: faces, streets, scenes; and in practice what another answer would have done."""

from __future__ import annotations

from dataclasses import fields, replace

import numpy as np
import pytest
from django.test import Client
from django.urls import reverse

from simulatie.acties.casusversies import leg_vast
from simulatie.acties.spel import beantwoord, sluit_ronde, voorspel
from simulatie.kern import Casus, Gebeurtenis, Inzet, Plan, laad_casus, simuleer
from simulatie.models import Sessie
from simulatie.schermen.anders import GROOTHEDEN, oefendilemma
from simulatie.schermen.onderweg import voorspeld
from simulatie.schermen.plattegrond import plattegrond
from simulatie.schermen.ronde import ronde
from simulatie.schermen.tafereel import liep_anders, na_antwoord, persoon_van
from simulatie.schermen.verhaal import Gezicht, gezichten, verhaal
from simulatie.spel.besluiten import Lijnvoorspelling, Voorspelling, Vorm
from tests.factories.simulatie import KLEIN_PLAN, BeoordelingFactory, SessieFactory
from tests.simulatie.voorspelling import LIJN

CASUSSEN = ("klosjesbuurt", "heidewissel", "kettingwerf")
ZAAD = 7


@pytest.fixture
def binnen(client: Client, aisha) -> Client:
    client.force_login(aisha)
    return client


def nu(sessie: Sessie) -> dict[str, object]:
    return {"sessie": sessie, "verwacht_nummer": sessie.laatste_nummer()}


def dilemma(casus: Casus, sleutel: str) -> Gebeurtenis:
    return next(g for g in casus.gebeurtenissen if g.sleutel == sleutel)


def bij_eerste_dilemma(aisha, **anders: object) -> Sessie:
    sessie = SessieFactory(gebruiker=aisha, soort="toets", zaad=ZAAD, **anders)
    voorspel(**nu(sessie), **LIJN)
    while not sessie.stand().dilemma:
        sluit_ronde(**nu(sessie))
    return sessie


# Faces and streets


@pytest.mark.parametrize("sleutel", CASUSSEN)
def test_elke_persona_heeft_een_eigen_gezicht_en_een_plek(sleutel):
    casus = laad_casus(sleutel)
    van = verhaal(sleutel)

    assert set(van.gezichten) == set(van.plekken) == {persona.sleutel for persona in casus.personas}
    getekend = [tuple(gezichten(sleutel, persona.sleutel)) for persona in casus.personas]
    assert len(set(getekend)) == len(getekend), "nobody is mistaken for somebody else"
    for persona in casus.personas:
        assert len(gezichten(sleutel, persona.sleutel)) == (2 if " en " in persona.naam else 1)


def test_een_gezicht_kent_geen_kleur_en_niets_van_herkomst():
    assert {veld.name for veld in fields(Gezicht)} == {
        "haar",
        "hoofd",
        "bril",
        "baard",
        "kleding",
        "rimpels",
        "zaak",
    }


@pytest.mark.parametrize("sleutel", CASUSSEN)
def test_elk_deelgebied_heeft_een_straatnaam_op_de_kaart(sleutel):
    casus = laad_casus(sleutel)
    namen = verhaal(sleutel).straten

    assert set(namen) == {gebied.sleutel for gebied in casus.deelgebieden}
    for gebied in casus.deelgebieden:
        xs, ys = zip(*gebied.vlak, strict=True)
        assert [straat.plek for straat in namen[gebied.sleutel]].count("") == 1
        for straat in namen[gebied.sleutel]:
            assert min(xs) < float(straat.x) < max(xs), straat
            assert min(ys) < float(straat.y) < max(ys), straat
    alle = [naam.naam for naam in (*plattegrond(casus).langs, *plattegrond(casus).binnen)]
    assert len(set(alle)) == len(alle), "no name stands on the map twice"


def test_een_versie_zonder_verhaal_heeft_een_gezicht_en_geen_straten():
    casus = replace(laad_casus("klosjesbuurt"), sleutel="ergens-anders")

    assert gezichten(casus.sleutel, "corrie") == (Gezicht(haar="kort"),)
    assert plattegrond(casus).binnen == []
    assert [naam.naam for naam in plattegrond(casus).langs] == [
        lijn["naam"] for lijn in casus.kaartblad.lijnen
    ], "what the case draws has room for its name"


def test_gezichten_en_straatnamen_staan_op_de_briefing_als_versiering(binnen, aisha):
    inhoud = binnen.get(reverse("simulatie_casus", args=["klosjesbuurt"])).content.decode()

    assert inhoud.count('class="gezicht ') == len(laad_casus("klosjesbuurt").personas) + 1, "one couple"
    assert inhoud.count('<svg class="gezicht ') == inhoud.count('viewBox="0 0 64 72" aria-hidden="true"')
    assert ">Kettingdraadpad</text>" in inhoud


# Reactions


@pytest.mark.parametrize("sleutel", CASUSSEN)
def test_elk_antwoord_op_elk_dilemma_maakt_iets_los_bij_iemand_van_de_casus(sleutel):
    casus = laad_casus(sleutel)
    reacties = verhaal(sleutel).reacties

    assert set(reacties) == {(g.sleutel, k.sleutel) for g in casus.gebeurtenissen for k in g.keuzes}
    mensen = {persona.sleutel for persona in casus.personas}
    teksten = [tekst for reactie in reacties.values() for tekst in (reactie.tekst, reactie.anders)]
    assert {reactie.persona for reactie in reacties.values()} <= mensen
    assert len(set(teksten)) == len(teksten)
    uitleg = [k.uitleg for g in casus.gebeurtenissen for k in g.keuzes]
    assert not [tekst for tekst in teksten if tekst in uitleg], "what the model did is for the debrief"


@pytest.mark.parametrize("sleutel", CASUSSEN)
def test_hoe_een_antwoord_uitviel_volgt_uit_het_model(sleutel):
    """Every answer with another outcome, in runs of plans that do much and nothing: told apart from the run alone, and
    the same as what the conditions say where they only look at the cards at work."""
    casus = laad_casus(sleutel)
    gezien = set()
    for plan in (Plan(), casus.referentieplan):
        verloop = simuleer(casus, [plan], zaad=ZAAD)
        for gebeurtenis in casus.gebeurtenissen:
            for keuze in gebeurtenis.keuzes:
                antwoord = Plan(plan.inzetten, {gebeurtenis.sleutel: keuze.sleutel})
                verloop = simuleer(casus, [antwoord], zaad=ZAAD)
                gevallen = verloop.gevallen[gebeurtenis.sleutel][0]
                if not keuze.vervolg or not gevallen.any():
                    continue
                maand = int(gevallen.argmax()) - 1
                uit = liep_anders(casus, verloop, gebeurtenis, keuze, maand, casus.personas[0])
                gezien.add(uit)
                alleen_kaarten = [v for v in keuze.vervolg if not v.als]
                if len(keuze.vervolg) == 1 and alleen_kaarten and not keuze.vervolg[0].werkt:
                    werkt = any(
                        inzet.kaart in keuze.vervolg[0].tenzij
                        and inzet.start + casus.aanloop(casus.kaarten[inzet.kaart]) <= maand < inzet.einde
                        for inzet in plan.inzetten
                    )
                    assert uit == (not werkt), (gebeurtenis.sleutel, keuze.sleutel)
    assert gezien == {True, False}


def test_een_reactie_hangt_af_van_het_antwoord_en_van_hoe_de_buurt_eraan_toe_is():
    casus = laad_casus("klosjesbuurt")
    sander = dilemma(casus, "ruit-van-sander")
    bang, rustig = simuleer(casus, [Plan()], zaad=ZAAD), simuleer(casus, [casus.referentieplan], zaad=ZAAD)
    eerste, tweede = sander.keuzes[:2]

    teksten = {
        na_antwoord(casus, verloop, sander, keuze, maand).tekst
        for verloop, maand in ((bang, 13), (rustig, 60))
        for keuze in (eerste, tweede)
    }

    assert len(teksten) == 4


def test_na_een_dilemma_reageert_iemand_met_een_cijfer_zoals_het_bekend_is(binnen, aisha):
    sessie = bij_eerste_dilemma(aisha, plan=KLEIN_PLAN)
    casus = laad_casus("klosjesbuurt")
    voor = binnen.get(reverse("simulatie_sessie", args=[sessie.sleutel])).context["ronde"]
    assert voor.betrokkene.naam == "Corrie van Beek"
    beantwoord(**nu(sessie), gebeurtenis="knal-bij-melder", keuze="in-het-dossier")

    antwoord = binnen.get(reverse("simulatie_sessie", args=[sessie.sleutel]))
    beeld = antwoord.context["ronde"]

    reactie = verhaal("klosjesbuurt").reacties["knal-bij-melder", "in-het-dossier"]
    assert beeld.tafereel.naam == "Corrie van Beek"
    assert beeld.tafereel.tekst in (reactie.tekst, reactie.anders)
    assert beeld.tafereel.plek == verhaal("klosjesbuurt").plekken["corrie"]
    assert beeld.tafereel.antwoord == dilemma(casus, "knal-bij-melder").keuzes[1].tekst
    op_het_bord = [*beeld.dashboard.samen, *beeld.dashboard.bekend]
    assert beeld.tafereelcijfers
    assert all(cijfer in op_het_bord for cijfer in beeld.tafereelcijfers), "as it is known, and no more"
    assert antwoord.content.decode().count(beeld.tafereel.antwoord) == 1, "nothing is said twice"


def test_aan_het_eind_van_elke_ronde_zegt_iemand_iets(binnen, aisha):
    sessie = SessieFactory(gebruiker=aisha, soort="toets", zaad=ZAAD, plan=KLEIN_PLAN)
    assert binnen.get(reverse("simulatie_sessie", args=[sessie.sleutel])).context["ronde"].tafereel is None
    voorspel(**nu(sessie), **LIJN)
    sluit_ronde(**nu(sessie))

    beeld = binnen.get(reverse("simulatie_sessie", args=[sessie.sleutel])).context["ronde"]

    assert beeld.fase == "ronde"
    assert (beeld.tafereel.antwoord, len(beeld.tafereelcijfers) > 0) == ("", True)
    gezegd = {stem.tekst for stem in (*beeld.stemmen.nieuw, *beeld.stemmen.overig)}
    assert beeld.tafereel.tekst not in gezegd


def test_een_toets_voorspelt_niets_en_kent_geen_anders(binnen, aisha):
    sessie = bij_eerste_dilemma(aisha, plan=KLEIN_PLAN)
    beantwoord(**nu(sessie), gebeurtenis="knal-bij-melder", keuze="in-het-dossier")

    inhoud = binnen.get(reverse("simulatie_sessie", args=[sessie.sleutel])).content.decode()
    anders = binnen.get(reverse("simulatie_dilemmas", args=[sessie.sleutel]))

    assert "Had u anders gekozen" not in inhoud
    assert anders.url == reverse("simulatie_sessie", args=[sessie.sleutel])


def test_een_latere_maand_verandert_het_tafereel_niet(aisha):
    sessie = bij_eerste_dilemma(aisha, plan=KLEIN_PLAN)
    beantwoord(**nu(sessie), gebeurtenis="knal-bij-melder", keuze="in-het-dossier")
    casus, stand = laad_casus("klosjesbuurt"), sessie.stand()
    later = replace(stand, inzetten={**stand.inzetten, "x": Inzet("Z3", stand.maand + 1, 12, 1.0)})

    een, ander = (ronde(casus, sessie, moment, {}) for moment in (stand, later))

    assert (een.tafereel, een.tafereelcijfers) == (ander.tafereel, ander.tafereelcijfers)


def test_een_versie_met_een_dilemma_zonder_reactie_speelt_gewoon(binnen, aisha):
    casus = laad_casus("klosjesbuurt")
    anders = tuple(
        replace(g, sleutel="onbekend-dilemma") if g.sleutel == "knal-bij-melder" else g
        for g in casus.gebeurtenissen
    )
    leg_vast(casus=replace(casus, versie="2031.9", gebeurtenissen=anders))
    sessie = bij_eerste_dilemma(aisha)
    beantwoord(**nu(sessie), gebeurtenis="onbekend-dilemma", keuze="in-het-dossier")

    beeld = binnen.get(reverse("simulatie_sessie", args=[sessie.sleutel])).context["ronde"]

    assert beeld.tafereel.naam == "Corrie van Beek"
    assert beeld.tafereel.tekst


@pytest.mark.parametrize("sleutel", CASUSSEN)
def test_bij_elk_dilemma_hoort_iemand_van_de_casus(sleutel):
    casus = laad_casus(sleutel)

    for gebeurtenis in casus.gebeurtenissen:
        if gebeurtenis.keuzes:
            persona = persoon_van(casus, gebeurtenis)
            genoemd = persona.naam.split()[0] in f"{gebeurtenis.titel} {gebeurtenis.tekst}"
            reageert = {
                verhaal(sleutel).reacties[gebeurtenis.sleutel, keuze.sleutel].persona
                for keuze in gebeurtenis.keuzes
            }
            assert genoemd or persona.sleutel in reageert


# Practice: had you chosen otherwise


def test_oefenen_laat_van_elk_ander_antwoord_zien_wat_er_anders_was(binnen, aisha):
    sessie = SessieFactory(gebruiker=aisha, zaad=ZAAD, plan=KLEIN_PLAN)
    casus = laad_casus("klosjesbuurt")
    vraag = {"dilemma": "ruit-van-sander", "keuze": "laten-rusten"}

    antwoord = binnen.get(reverse("simulatie_dilemmas", args=[sessie.sleutel]), vraag)
    beeld = antwoord.context["beeld"]

    keuzes = {keuze.tekst: keuze for keuze in dilemma(casus, "ruit-van-sander").keuzes}
    assert {een.antwoord for een in beeld.anders} == set(keuzes) - {keuzes_tekst(casus, vraag)}
    inzetten = sessie.stand().plan.inzetten
    for een in beeld.anders:
        plannen = [
            Plan(inzetten, {"ruit-van-sander": sleutel})
            for sleutel in ("laten-rusten", keuzes[een.antwoord].sleutel)
        ]
        verloop = simuleer(casus, plannen, zaad=ZAAD)
        verschil = verloop.index()[1] - verloop.index()[0]
        anders = {
            str(naam): verloop.wijk(sleutel)[1, 18] - verloop.wijk(sleutel)[0, 18]
            for sleutel, naam in GROOTHEDEN
        }
        grootst = max(anders, key=lambda naam: abs(anders[naam]))
        kant = "hoger" if anders[grootst] > 0 else "lager"
        bedrag = f"{abs(anders[grootst]):.1f}".replace(".", ",")
        assert een.zin.startswith(f"Dan was in maand 18 {grootst} {bedrag} punten {kant}")
        meer_of_minder = keuzes[een.antwoord].punten - keuzes[keuzes_tekst(casus, vraag)].punten
        assert ("punten rechtmatigheid" in een.zin) == bool(meer_of_minder)
        hoogtes = np.array([float(punt.split(",")[1]) for punt in een.punten.split()])
        assert len(hoogtes) == casus.horizon + 1 - 13
        hoogst = np.abs(een.nul - hoogtes).argmax()
        assert np.sign(een.nul - hoogtes[hoogst]) == np.sign(verschil[13 + hoogst])
    assert beeld.tafereel.naam == "Ton"
    assert beeld.cijfer
    assert "Had u anders gekozen" in antwoord.content.decode()
    assert sessie.laatste_nummer() == len(KLEIN_PLAN), "nothing is stored"


def keuzes_tekst(casus: Casus, vraag: dict[str, str]) -> str:
    return next(k.tekst for k in dilemma(casus, vraag["dilemma"]).keuzes if k.sleutel == vraag["keuze"])


@pytest.mark.parametrize("vraag", [{}, {"dilemma": "bestaat-niet"}, {"keuze": "bestaat-niet"}])
def test_zonder_antwoord_staat_er_een_dilemma_en_nog_geen_gevolg(binnen, aisha, vraag):
    sessie = SessieFactory(gebruiker=aisha, zaad=ZAAD, plan=KLEIN_PLAN)

    antwoord = binnen.get(reverse("simulatie_dilemmas", args=[sessie.sleutel]), vraag)

    beeld = antwoord.context["beeld"]
    assert beeld.dilemma.sleutel == beeld.koppen[0].sleutel == "knal-bij-melder"
    assert (beeld.keuze, beeld.anders) == (None, ())
    assert "Had u anders gekozen" not in antwoord.content.decode()


@pytest.mark.parametrize("sleutel", CASUSSEN)
def test_elk_dilemma_is_te_oefenen_en_elk_verschil_is_een_zin(sleutel):
    casus = laad_casus(sleutel)
    koppen = oefendilemma(casus, ZAAD, Plan(), {}).koppen

    for kop in koppen:
        keuze = dilemma(casus, kop.sleutel).keuzes[0].sleutel
        beeld = oefendilemma(casus, ZAAD, Plan(), {"dilemma": kop.sleutel, "keuze": keuze})
        assert len(beeld.anders) == len(dilemma(casus, kop.sleutel).keuzes) - 1
        for een in beeld.anders:
            assert een.zin.count(".") == 1, een.zin


def test_het_oefenen_met_een_dilemma_is_van_wie_de_sessie_is(client, aisha, daan):
    sessie = SessieFactory(gebruiker=aisha, plan=KLEIN_PLAN)
    dicht = BeoordelingFactory(gebruiker=aisha).sessie
    adres = reverse("simulatie_dilemmas", args=[sessie.sleutel])

    assert client.get(adres).status_code == 302
    client.force_login(daan)
    assert client.get(adres).status_code == 404
    client.force_login(aisha)
    assert client.get(adres).status_code == 200
    naar = client.get(reverse("simulatie_dilemmas", args=[dicht.sleutel]))
    assert naar.url == reverse("simulatie_sessie", args=[dicht.sleutel])


# The debrief


def test_de_uitslag_toont_een_getekende_voorspelling_naast_alle_cijfers_en_een_oude_als_vorm():
    casus = laad_casus("klosjesbuurt")
    verloop = simuleer(casus, [casus.referentieplan], zaad=ZAAD)
    getekend = Lijnvoorspelling(maand=0, van=14.0, **LIJN)
    oud = Voorspelling(12, Vorm.DAALT, Vorm.STIJGT_LICHT, "Zo was het.")

    beide = voorspeld(casus, verloop, [getekend, oud])
    alleen_nieuw = voorspeld(casus, verloop, [getekend])

    assert beide is not None
    assert alleen_nieuw is not None
    assert [rij.maand for rij in beide.rijen] == [12, 12]
    assert len(beide.lijnen) == 2
    assert (alleen_nieuw.rijen, alleen_nieuw.lijnen) == ([], [])
    (lijn,) = beide.getekend
    assert lijn == alleen_nieuw.getekend[0]
    bereidheid = verloop.wijk("meldingsbereidheid")[0] * 100
    gezien = [rij[-1] for rij in lijn.tabel.rijen]
    assert gezien == [f"{bereidheid[maand]:.1f}".replace(".", ",") for maand in (0, 12, 24, 36, 48, 60)]
    assert lijn.uitkomst.startswith("Gezien over maand 60: ")
