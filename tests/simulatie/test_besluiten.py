"""What a decision says, as values and as the JSON of its row; what is in a database today must be read for ever."""

from __future__ import annotations

import pytest

from simulatie.kern import Bronvraag, Inzet
from simulatie.models import Besluit, gegevens_van
from simulatie.spel.besluiten import (
    Aanpassing,
    Besluitsoort,
    Dilemmakeuze,
    Rondeslot,
    Terugweg,
    Vervanging,
    Voorspelling,
    Vorm,
)

R2 = Inzet("R2", 0, 48, 0.6)
RIJ = {"kaart": "R2", "start": 0, "duur": 48, "mate": 0.6, "deelgebieden": None}
S1 = Inzet("S1", 3, 12, 1.0, ("twijnstraat",))
RIJ_S1 = {"kaart": "S1", "start": 3, "duur": 12, "mate": 1.0, "deelgebieden": ["twijnstraat"]}


@pytest.mark.parametrize(
    ("soort", "inhoud", "gegevens"),
    [
        ("toevoegen", Aanpassing(R2), RIJ),
        ("wijzigen", Aanpassing(S1, {"m1": R2, "m2": None}), RIJ_S1 | {"naast": {"m1": RIJ, "m2": None}}),
        ("verwijderen", Aanpassing(None), {}),
        ("verwijderen", Aanpassing(None, {"m1": R2}), {"naast": {"m1": RIJ}}),
        ("terugzetten", Vervanging({"m2": S1, "m1": R2}), {"plan": [["m2", RIJ_S1], ["m1", RIJ]]}),
        ("terugzetten", Vervanging({}), {"plan": []}),
        ("bron", Bronvraag("brp", 3, "taak"), {"bron": "brp", "maand": 3, "grondslag": "taak"}),
        (
            "voorspelling",
            Voorspelling(12, Vorm.DAALT, Vorm.STIJGT_LICHT, "Zo maar."),
            {"maand": 12, "meldingen": "daalt", "leefbaarheid": "stijgt-licht", "reden": "Zo maar."},
        ),
        ("ronde", Rondeslot(3, 6, "knal"), {"maand": 3, "tot": 6, "dilemma": "knal"}),
        (
            "antwoord",
            Dilemmakeuze("zwijg", 6, 9, ""),
            {"keuze": "zwijg", "maand": 6, "tot": 9, "dilemma": ""},
        ),
    ],
)
def test_a_row_keeps_what_a_decision_says_and_says_it_again(soort, inhoud, gegevens):
    assert gegevens_van(inhoud) == gegevens
    assert Besluit(soort=soort, gegevens=gegevens).inhoud == inhoud


def test_the_choices_of_a_column_are_the_values_with_their_words():
    assert Besluit._meta.get_field("soort").choices == Besluitsoort.keuzes()
    assert Terugweg.keuzes() == [
        ("casus", "de casus zoals hij begint"),
        ("geladen", "het plan dat u hebt geladen"),
        ("bewaard", "het plan dat u het laatst hebt bewaard"),
    ]
    assert (Vorm("daalt"), f"{Vorm.DAALT}", Vorm.DAALT.label) == (Vorm.DAALT, "daalt", "daalt")
