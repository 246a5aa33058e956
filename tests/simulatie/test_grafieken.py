"""Charts as numbers: every value inside the picture, labels that do not print over each other."""

from __future__ import annotations

from dataclasses import asdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulatie.kern import Plan, laad_casus
from simulatie.schermen.grafieken import (
    BOVEN,
    HOOGTE,
    LABELAFSTAND,
    ONDER,
    STROOKHOOGTE,
    Reeks,
    Schaal,
    balk,
    lijngrafiek,
    ronde_schaal,
    staaf,
    strook,
    vaste_schaal,
)
from simulatie.schermen.werkblad import LIJNEN, lijnen

# The model rounds its figures to 1e-9.
figuur = st.floats(min_value=-1000, max_value=1000).map(lambda waarde: round(waarde, 9))
waarden = st.lists(figuur, min_size=2, max_size=97)


@given(waarden)
def test_the_scale_is_round_and_holds_every_value(reeks):
    schaal = ronde_schaal(reeks)

    assert schaal.laag <= min(reeks)
    assert schaal.hoog >= max(reeks)
    assert schaal.laag < schaal.hoog
    assert len(schaal.merken) <= 8


@given(waarden)
def test_a_scale_that_is_given_grows_by_whole_steps_and_only_for_what_lies_outside(reeks):
    vast = Schaal(0.0, 100.0, 20.0)
    schaal = vast.met(reeks)

    assert schaal.laag <= min(reeks)
    assert schaal.hoog >= max(reeks)
    assert (schaal == vast) == all(0 <= waarde <= 100 for waarde in reeks)
    assert (schaal.laag % 20, schaal.hoog % 20) == (0, 0)


@pytest.mark.parametrize(
    ("waarde", "labels"),
    [
        (43.4, ["40", "50"]),
        (0.0, ["0", "1"]),
        (0.3, ["0", "1"]),
        (-7.0, ["-8", "-6"]),
        (100.0, ["100", "120"]),
    ],
)
def test_a_line_that_never_moves_has_marks_of_its_own_size(waarde, labels):
    assert [label for _waarde, label in ronde_schaal([waarde] * 97).merken] == labels


@pytest.mark.parametrize("sleutel", ["klosjesbuurt", "heidewissel", "kettingwerf"])
def test_an_indicator_has_one_range_in_a_case_whatever_the_plan(sleutel):
    casus = laad_casus(sleutel)
    plannen = [(str(nummer), plan) for nummer, plan in enumerate([Plan(), *casus.vakplannen])]

    per_plan = [lijnen(casus, [een, plannen[0]]) for een in plannen]

    assen = [[lijn.grafiek.y_as for lijn in beelden] for beelden in per_plan]
    assert all(as_ == assen[0] for as_ in assen)
    for lijn, (_grootheid, _titel, eenheid, *_rest) in zip(per_plan[0], LIJNEN, strict=True):
        assert lijn.grafiek.eenheid == str(eenheid)


def test_three_points_are_as_much_of_the_picture_as_of_the_range():
    casus = laad_casus("klosjesbuurt")
    schaal = vaste_schaal(casus, "index", hoogst=100)
    assert schaal.hoog - schaal.laag >= 50
    grafiek = lijngrafiek(
        titel="",
        omschrijving="",
        reeksen=[Reeks("", "umami", "", [43.0, 40.0])],
        schaal=schaal,
    )

    begin, einde = (float(punt.split(",")[1]) for punt in grafiek.lijnen[0].punten.split())
    assert einde - begin == pytest.approx(
        3 / (schaal.hoog - schaal.laag) * (HOOGTE - BOVEN - ONDER), abs=0.11
    )


@given(waarden, waarden)
def test_lines_stay_inside_the_picture_and_labels_apart(een, ander):
    grafiek = lijngrafiek(
        titel="Proef",
        omschrijving="Proef",
        reeksen=[Reeks("Een", "umami", "", een), Reeks("Ander", "rustig", "kort", ander)],
    )

    for lijn in grafiek.lijnen:
        hoogtes = [float(punt.split(",")[1]) for punt in lijn.punten.split()]
        assert min(hoogtes) >= BOVEN - 0.1
        assert max(hoogtes) <= HOOGTE - ONDER + 0.1
    labels = sorted(lijn.eindlabel_y for lijn in grafiek.lijnen)
    assert labels[1] - labels[0] >= LABELAFSTAND - 0.2


def test_axis_labels_have_dutch_decimals_only_where_needed():
    def labels(reeks):
        grafiek = lijngrafiek(titel="", omschrijving="", reeksen=[Reeks("", "umami", "", reeks)])
        return [streep.label for streep in grafiek.y_as]

    assert labels([40.0, 61.0]) == ["40", "45", "50", "55", "60", "65"]
    assert labels([0.1, 1.9]) == ["0,0", "0,5", "1,0", "1,5", "2,0"]


@pytest.mark.parametrize(
    ("start", "werkt_vanaf", "einde", "verwacht"),
    [
        (6, 12, 36, {"x": "10%", "aanloop": "10%", "werk_x": "20%", "werk": "40%"}),
        (30, 36, 90, {"x": "50%", "aanloop": "10%", "werk_x": "60%", "werk": "40%"}),
        (0, 6, 3, {"x": "0%", "aanloop": "5%", "werk_x": "5%", "werk": "0%"}),
    ],
)
def test_a_bar_shows_lead_time_and_working_months(start, werkt_vanaf, einde, verwacht):
    assert asdict(balk(start=start, werkt_vanaf=werkt_vanaf, einde=einde, maanden=60)) == verwacht


def test_what_is_asked_too_much_stands_above_the_line():
    beeld = strook(gevraagd=[0.0, 1.0, 2.0], beschikbaar=1.0, maanden=5)

    onder, boven, top = (f"{round(STROOKHOOGTE * (1 - deel / 2.1), 1):g}" for deel in (0, 1, 2))
    assert (beeld.maanden, beeld.grens) == (5, boven)
    assert beeld.past == f"M0 {onder}H1V{boven}H3V{onder}z"
    assert beeld.te_veel == f"M0 {boven}H2V{top}H3V{boven}z"


def test_a_party_of_whom_nothing_is_asked_has_nothing_drawn():
    beeld = strook(gevraagd=[0.0, 0.0], beschikbaar=1.0, maanden=2)

    assert (beeld.past, beeld.te_veel) == ("", "")


@pytest.mark.parametrize(
    ("waarde", "verwacht"),
    [
        (5.0, {"x": "25%", "breed": "25%", "nul": "25%"}),
        (-5.0, {"x": "0%", "breed": "25%", "nul": "25%"}),
        (99.0, {"x": "25%", "breed": "75%", "nul": "25%"}),
    ],
)
def test_a_bar_starts_at_zero_and_is_cut_off_at_the_edge(waarde, verwacht):
    assert asdict(staaf(waarde, -5, 15)) == verwacht
