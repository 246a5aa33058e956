"""Charts as numbers: every value inside the picture, labels that do not print over each other."""

from __future__ import annotations

from dataclasses import asdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulatie.schermen.grafieken import (
    BOVEN,
    HOOGTE,
    LABELAFSTAND,
    ONDER,
    Reeks,
    balk,
    lijngrafiek,
    ronde_schaal,
    staaf,
    strook,
)

# The model rounds its figures to 1e-9.
figuur = st.floats(min_value=-1000, max_value=1000).map(lambda waarde: round(waarde, 9))
waarden = st.lists(figuur, min_size=2, max_size=97)


@given(waarden)
def test_the_scale_is_round_and_holds_every_value(reeks):
    laag, hoog, stap = ronde_schaal(reeks)

    assert laag <= min(reeks)
    assert hoog >= max(reeks)
    assert laag < hoog
    assert round((hoog - laag) / stap) <= 7


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
    beeld = strook(gevraagd=[0.0, 1.0, 2.0], beschikbaar=1.0, hoogte=105)

    assert beeld.grens == 55.0
    assert [(s.x, s.y, s.hoog, s.te_veel_y, s.te_veel) for s in beeld.staven] == [
        ("33.33%", 55.0, 50.0, 55.0, 0.0),
        ("66.67%", 55.0, 50.0, 5.0, 50.0),
    ]


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
