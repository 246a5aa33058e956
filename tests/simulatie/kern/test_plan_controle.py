"""Bad input: every problem at once, in plain Dutch, with what to do."""

import json
import math

import pytest

from simulatie.kern import (
    Inzet,
    Plan,
    PlanOngeldig,
    beoordeel,
    bezetting,
    controleer_plan,
    laad_casus,
    simuleer,
)

CASUS = laad_casus("klosjesbuurt")


def fouten(plan):
    return {b.pad: b for b in controleer_plan(CASUS, plan) if b.ernst == "fout"}


def waarschuwingen(plan):
    return [b for b in controleer_plan(CASUS, plan) if b.ernst == "waarschuwing"]


@pytest.mark.parametrize(
    ("velden", "pad"),
    [
        ({"kaart": "X9"}, "kaart"),
        ({"kaart": "Z20"}, "kaart"),
        ({"kaart": None}, "kaart"),
        ({"start": -1}, "start"),
        ({"start": 96}, "start"),
        ({"start": 2.5}, "start"),
        ({"start": True}, "start"),
        ({"duur": 0}, "duur"),
        ({"duur": -3}, "duur"),
        ({"duur": 61}, "duur"),
        ({"mate": 1.01}, "mate"),
        ({"mate": -0.1}, "mate"),
        ({"mate": math.nan}, "mate"),
        ({"mate": math.inf}, "mate"),
        ({"mate": "veel"}, "mate"),
        ({"deelgebieden": ("maan",)}, "deelgebieden"),
        ({"deelgebieden": ()}, "deelgebieden"),
    ],
)
def test_een_fout_veld_wordt_bij_dat_veld_gemeld(velden, pad):
    goed = {"kaart": "S2", "start": 0, "duur": 12, "mate": 0.5, "deelgebieden": None}
    assert fouten(Plan([Inzet(**goed)])) == {}

    gevonden = fouten(Plan([Inzet(**goed | velden)]))
    assert list(gevonden) == [f"inzetten[0].{pad}"]
    assert gevonden[f"inzetten[0].{pad}"].melding
    assert gevonden[f"inzetten[0].{pad}"].remedie


def test_alle_problemen_komen_in_een_keer():
    plan = Plan(
        [
            Inzet("S2", 0, 12, 0.5),
            Inzet("X9", -1, 0, 2.0, ("maan",)),
            Inzet("S2", 6, 12, 0.5),
        ]
    )
    with pytest.raises(PlanOngeldig) as gevangen:
        simuleer(CASUS, [plan])
    assert [b.pad for b in gevangen.value.bevindingen] == [
        "inzetten[1].kaart",
        "inzetten[1].start",
        "inzetten[1].duur",
        "inzetten[1].mate",
        "inzetten[1].deelgebieden",
        "inzetten[2].start",
    ]
    with pytest.raises(PlanOngeldig):
        beoordeel(CASUS, plan)


def test_boven_het_budget_kan_niet():
    plan = Plan([Inzet(kaart, 0, 60, 1.0) for kaart in CASUS.kaarten])
    gevonden = fouten(plan)
    assert list(gevonden) == [""]
    assert "budget" in gevonden[""].melding
    assert bezetting(CASUS, plan).kosten > CASUS.budget


@pytest.mark.parametrize(
    ("een", "ander", "mag"),
    [
        (Inzet("S2", 0, 12, 0.5), Inzet("S2", 11, 12, 0.5), False),
        (Inzet("S2", 0, 12, 0.5), Inzet("S2", 12, 12, 0.3), True),
        (Inzet("S2", 0, 12, 0.5, ("twijnstraat",)), Inzet("S2", 0, 12, 0.5, ("weversplein",)), True),
        (Inzet("S2", 0, 12, 0.5, ("twijnstraat",)), Inzet("S2", 0, 12, 0.5), False),
    ],
)
def test_dezelfde_kaart_loopt_niet_twee_keer_op_dezelfde_plek(een, ander, mag):
    assert (fouten(Plan([een, ander])) == {}) is mag


def test_te_veel_vragen_van_een_partij_wordt_vooraf_getoond():
    plan = Plan([Inzet(kaart, 0, 24, 1.0) for kaart in ("O3", "O6", "O7", "O10", "S9", "O2", "O4")])
    overzicht = bezetting(CASUS, plan)
    assert max(overzicht.gevraagd["zorg"]) > overzicht.beschikbaar["zorg"]
    assert fouten(plan) == {}
    assert [
        b.melding for b in waarschuwingen(plan) if b.melding.startswith("Zorg en welzijn: te weinig mensen")
    ]


def test_bezetting_telt_de_inzet_per_maand():
    kaart = CASUS.kaarten["S2"]
    overzicht = bezetting(CASUS, Plan([Inzet("S2", 3, 10, 1.0)]))
    gevraagd = overzicht.gevraagd["gemeente"]
    assert len(gevraagd) == CASUS.programmaduur
    assert gevraagd[2] == 0
    assert gevraagd[3] == pytest.approx(kaart.inzet["gemeente"] / 2)
    assert gevraagd[3 + kaart.aanloop] == pytest.approx(kaart.inzet["gemeente"])
    assert gevraagd[13] == 0
    assert overzicht.kosten == pytest.approx(kaart.eenmalig + kaart.kosten * (10 - kaart.aanloop))


@pytest.mark.parametrize(
    ("los", "erbij", "artikel"),
    [
        (Inzet("Z12", 6, 24, 0.5), [Inzet("Z1", 0, 36, 0.5)], "BW 7:231 lid 2".replace("BW ", "BW art. ")),
        (Inzet("R1", 6, 24, 0.5), [Inzet("R2", 0, 36, 0.5)], "AVG art. 5 en 6; Wpg art. 16-20"),
        (Inzet("Z3", 3, 24, 0.5), [Inzet("S7", 0, 36, 0.5)], "Gemeentewet art. 151d lid 2"),
        (Inzet("Z8", 12, 24, 0.5), [Inzet("B3", 0, 36, 0.5)], "Huisvestingswet 2014 art. 35"),
        (
            Inzet("B1", 6, 48, 0.5),
            [Inzet("R2", 0, 36, 0.5), Inzet("R1", 0, 36, 0.5)],
            "Wbmgp art. 5 en 10b; AVG art. 35",
        ),
    ],
)
def test_een_ontbrekende_voorwaarde_wordt_gemeld_met_het_artikel(los, erbij, artikel):
    artikelen = [b.artikel for b in waarschuwingen(Plan([los])) if b.pad == "inzetten[0].kaart"]
    assert artikel in artikelen
    artikelen = [b.artikel for b in waarschuwingen(Plan([los, *erbij])) if b.pad == "inzetten[0].kaart"]
    assert artikel not in artikelen


def test_een_symbolische_inzet_vervult_geen_voorwaarde():
    zuur = Inzet("Z8", 12, 24, 0.5)
    assert not [b for b in waarschuwingen(Plan([zuur, Inzet("B3", 0, 36, 0.3)])) if "B3" in b.remedie]
    assert [b for b in waarschuwingen(Plan([zuur, Inzet("B3", 0, 36, 0.1)])) if "B3" in b.remedie]


def test_een_kaart_die_niet_kan_doet_niets():
    """Z12 without a closure changes nothing; after one it does."""
    verloop = simuleer(CASUS, [Plan([Inzet("Z12", 0, 48, 1.0)]), Plan()])
    assert verloop.waarden[0].tobytes() == verloop.waarden[1].tobytes()

    sluiting = [Inzet("Z1", 0, 36, 0.5), Inzet("R1", 0, 60, 1.0), Inzet("R2", 0, 60, 1.0)]
    met = simuleer(CASUS, [Plan([*sluiting, Inzet("Z12", 12, 48, 1.0)]), Plan(sluiting)])
    assert met.index()[0, 48] != met.index()[1, 48]


def test_inzet_na_het_programma_is_een_waarschuwing():
    plan = Plan([Inzet("S2", 50, 24, 0.5)])
    assert fouten(plan) == {}
    assert [b.pad for b in waarschuwingen(plan) if "programma stopt" in b.melding] == ["inzetten[0].duur"]


def test_duur_korter_dan_de_aanloop_is_een_waarschuwing():
    plan = Plan([Inzet("S8", 0, 6, 0.5)])
    assert [b.pad for b in waarschuwingen(plan) if "aanloop" in b.melding] == ["inzetten[0].duur"]


def test_plan_gaat_heen_en_weer_door_json():
    plan = Plan([Inzet("S2", 0, 12, 0.5), Inzet("Z19", 6, 24, 0.25, ("twijnstraat", "weversplein"))])
    assert Plan.uit_dict(json.loads(json.dumps(plan.als_dict()))) == plan


@pytest.mark.parametrize(
    ("gegeven", "paden"),
    [
        ([], [""]),
        ({"inzetten": "alles"}, [""]),
        ({"inzetten": ["S2"]}, ["inzetten[0]"]),
        ({"inzetten": [{"kaart": "S2", "start": 0}]}, ["inzetten[0].duur", "inzetten[0].mate"]),
        (
            {
                "inzetten": [
                    {"kaart": "S2", "start": 0, "duur": 3, "mate": 1, "kleur": "rood", "deelgebieden": "x"}
                ]
            },
            ["inzetten[0].kleur", "inzetten[0].deelgebieden"],
        ),
    ],
)
def test_een_plan_met_de_verkeerde_vorm_meldt_alles(gegeven, paden):
    with pytest.raises(PlanOngeldig) as gevangen:
        Plan.uit_dict(gegeven)
    assert [b.pad for b in gevangen.value.bevindingen] == paden
