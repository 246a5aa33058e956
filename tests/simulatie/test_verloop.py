"""What a test shows at a moment: phase, round, what fell, what is known. No database is asked."""

from __future__ import annotations

from dataclasses import replace

import pytest

from simulatie.kern import Bronvraag, Inzet, Plan, laad_casus, simuleer
from simulatie.spel.besluiten import Voorspelling, Vorm
from simulatie.spel.stand import Stand
from simulatie.spel.verloop import (
    Bekend,
    antwoorden_op_volgorde,
    einde_van_ronde,
    fase,
    lopende_ronde,
    speel_verder,
    speelstand,
    te_voorspellen,
    voorspelmomenten,
    wat_is_bekend,
)
from tests.factories.simulatie import KLEIN_PLAN

ZAAD = 7
CASUS = laad_casus("klosjesbuurt")
LEEG = Stand()
MET_PLAN = replace(LEEG, inzetten={f"m{n}": Inzet(**rij) for n, rij in enumerate(KLEIN_PLAN)})
BRON = next(bron for bron in CASUS.bronnen if bron.sleutel == "huurcijfers")
VAAG = next(bron for bron in CASUS.bronnen if bron.sleutel == "schuldsignalen")


def voorspeld(stand: Stand) -> Stand:
    return replace(
        stand,
        voorspellingen=tuple(
            Voorspelling(maand, Vorm.GELIJK, Vorm.GELIJK, "Zo.") for maand in voorspelmomenten(CASUS)
        ),
    )


def na(rondes: int, stand: Stand = MET_PLAN) -> Stand:
    return replace(stand, rondes_gesloten=rondes, maand=einde_van_ronde(CASUS, rondes))


def bekend(maand: int, *vragen: tuple[str, int]) -> dict[str, Bekend]:
    bronvragen = tuple(Bronvraag(bron, gevraagd, "grond") for bron, gevraagd in vragen)
    return wat_is_bekend(CASUS, replace(LEEG, maand=maand, bronvragen=bronvragen))


@pytest.mark.parametrize(
    ("stand", "verwacht"),
    [
        (LEEG, "voorspellen"),
        (voorspeld(LEEG), "onderzoek"),
        (voorspeld(MET_PLAN), "ronde"),
        (voorspeld(na(1, LEEG)), "ronde"),
        (na(1), "ronde"),
        (na(4), "voorspellen"),
        (replace(na(4), dilemma="knal-bij-melder"), "dilemma"),
        (replace(na(12), dilemma="knal-bij-melder"), "dilemma"),
        (na(12), "klaar"),
    ],
)
def test_de_fase_zegt_wat_er_nu_wordt_gevraagd(stand, verwacht):
    assert fase(CASUS, stand) == verwacht


def test_een_ronde_die_op_een_dilemma_wacht_loopt_nog():
    assert (lopende_ronde(CASUS, LEEG), lopende_ronde(CASUS, na(3))) == (1, 4)
    assert lopende_ronde(CASUS, replace(na(3), dilemma="knal-bij-melder")) == 3
    assert lopende_ronde(CASUS, na(12)) == len(CASUS.rondes)


@pytest.mark.parametrize("sleutel", ["klosjesbuurt", "heidewissel", "kettingwerf"])
def test_de_laatste_ronde_eindigt_met_het_programma(sleutel):
    casus = laad_casus(sleutel)
    eindes = [einde_van_ronde(casus, ronde) for ronde in range(1, len(casus.rondes) + 1)]

    assert eindes == [*casus.rondes[1:], casus.programmaduur]


@pytest.mark.parametrize(
    ("rondes", "momenten"),
    [(CASUS.rondes, (0, 12, 36)), ((0, 6, 18, 40), (0, 18, 40)), ((0, 10), (0,)), ((0, 40), (0, 40))],
)
def test_voorspellen_gebeurt_bij_het_begin_en_in_de_eerste_ronde_na_een_keerpunt(rondes, momenten):
    assert voorspelmomenten(replace(CASUS, rondes=rondes)) == momenten


def test_een_voorspelling_wordt_een_keer_gevraagd():
    assert [te_voorspellen(CASUS, na(ronde)) for ronde in (3, 4, 5)] == [None, 12, None]
    assert te_voorspellen(CASUS, voorspeld(na(4))) is None


def test_een_bron_is_eerst_onderweg_dan_scherp_en_dan_verouderd():
    komt = 3 + BRON.maanden
    laatst = komt + BRON.veroudert - 1
    gezien = {maand: bekend(maand, (BRON.sleutel, 3)).get("huurachterstand") for maand in range(96)}

    for maand, kennis in gezien.items():
        if maand < komt:
            assert kennis is None
        else:
            oud = maand > laatst
            assert kennis == Bekend(BRON.spreiding, BRON.sleutel, 3, laatst if oud else maand, oud)


def test_van_twee_bronnen_telt_de_verse_en_daarvan_de_scherpste():
    assert BRON.spreiding < VAAG.spreiding
    assert bekend(3, (VAAG.sleutel, 0), (BRON.sleutel, 0))["huurachterstand"].bron == BRON.sleutel
    assert bekend(12, (BRON.sleutel, 0), (VAAG.sleutel, 9))["huurachterstand"].bron == VAAG.sleutel
    assert bekend(12, (BRON.sleutel, 0), (BRON.sleutel, 9))["huurachterstand"].gevraagd == 9


def test_zonder_vragen_is_alleen_bekend_wat_voor_iedereen_wordt_gepubliceerd():
    verwacht = {"onveilig", "meldingsbereidheid", "woz", "leefbaarheid"}

    gezien = bekend(30)

    assert set(gezien) == verwacht
    assert set(gezien.values()) == {Bekend(0.0, None, 0, 30, False)}


@pytest.mark.parametrize("maand", [0, 5, 24, 60])
def test_wat_nog_moet_gebeuren_wordt_niet_verteld(maand):
    stand = replace(MET_PLAN, maand=maand)
    gespeeld = speelstand(CASUS, ZAAD, stand)

    alles = simuleer(CASUS, [stand.plan], zaad=ZAAD).gevallen
    verwacht = {
        (sleutel, int(viel[0].argmax()) - 1) for sleutel, viel in alles.items() if viel[0, : maand + 1].any()
    }
    assert {(geval.gebeurtenis.sleutel, geval.maand) for geval in gespeeld.gevallen} == verwacht
    assert [geval.maand for geval in gespeeld.gevallen] == sorted(geval.maand for geval in gespeeld.gevallen)


def test_bij_een_geval_staat_het_gekozen_antwoord():
    stand = replace(MET_PLAN, maand=7, dilemma="hennep-twijnstraat", rondes_gesloten=3)
    stand = replace(stand, antwoorden={"knal-bij-melder": "bron-beschermen"})

    gespeeld = speelstand(CASUS, ZAAD, stand)

    keuzes = {geval.gebeurtenis.sleutel: geval.keuze and geval.keuze.sleutel for geval in gespeeld.gevallen}
    assert keuzes["knal-bij-melder"] == "bron-beschermen"
    assert keuzes["hennep-twijnstraat"] is None
    assert gespeeld.dilemma is not None
    assert (gespeeld.dilemma.sleutel, gespeeld.fase) == ("hennep-twijnstraat", "dilemma")
    assert (gespeeld.ronde, gespeeld.volgende) == (3, CASUS.rondes[3])


def test_een_ander_antwoord_geeft_een_ander_verloop_na_het_dilemma():
    def lijn(keuze: str):
        stand = replace(MET_PLAN, maand=6, antwoorden={"knal-bij-melder": keuze})
        return speelstand(CASUS, ZAAD, stand).verloop.waarden

    een, ander = lijn("voor-u-houden"), lijn("bron-beschermen")
    assert (een[:, :5] == ander[:, :5]).all()
    assert not (een[:, 5] == ander[:, 5]).all()


def test_verder_spelen_stopt_bij_elk_onbeantwoord_dilemma_op_de_weg():
    plan = MET_PLAN.plan
    (eerste, tweede) = (
        speel_verder(CASUS, ZAAD, plan, 0, 6),
        speel_verder(CASUS, ZAAD, Plan(plan.inzetten, {"knal-bij-melder": "bron-beschermen"}), 4, 9),
    )
    assert (eerste, tweede) == ((4, "knal-bij-melder"), (7, "hennep-twijnstraat"))
    assert speel_verder(CASUS, ZAAD, plan, 0, 4) == (4, "")


def test_twee_dilemmas_in_een_maand_komen_na_elkaar():
    knal, hennep, *rest = (g for g in CASUS.gebeurtenissen if g.keuzes)
    samen = replace(CASUS, gebeurtenissen=(knal, replace(hennep, maand=knal.maand), *rest))
    plan = MET_PLAN.plan

    assert speel_verder(samen, ZAAD, plan, 3, 6) == (knal.maand, knal.sleutel)
    beantwoord = Plan(plan.inzetten, {knal.sleutel: knal.keuzes[0].sleutel})
    assert speel_verder(samen, ZAAD, beantwoord, knal.maand, 6) == (knal.maand, hennep.sleutel)


@pytest.mark.parametrize("dilemma", [g for g in CASUS.gebeurtenissen if g.keuzes], ids=lambda g: g.sleutel)
def test_antwoorden_staan_per_zaad_in_een_vaste_volgorde_en_elk_komt_even_vaak_vooraan(dilemma):
    zaden = range(300)
    volgordes = [antwoorden_op_volgorde(dilemma, zaad) for zaad in zaden]

    assert volgordes == [antwoorden_op_volgorde(dilemma, zaad) for zaad in zaden]
    sleutels = sorted(keuze.sleutel for keuze in dilemma.keuzes)
    assert all(sorted(keuze.sleutel for keuze in een) == sleutels for een in volgordes)
    vooraan = [sum(een[0] == keuze for een in volgordes) for keuze in dilemma.keuzes]
    assert min(vooraan) > 0.7 * len(zaden) / len(dilemma.keuzes)


def test_de_volgorde_van_antwoorden_verandert_nooit_meer():
    """Written down, so that another way of shuffling is noticed: running sessions would change."""
    knal = next(g for g in CASUS.gebeurtenissen if g.sleutel == "knal-bij-melder")

    assert [keuze.sleutel for keuze in antwoorden_op_volgorde(knal, 7)] == [
        "bron-beschermen",
        "voor-u-houden",
        "in-het-dossier",
    ]
