"""The plans of practitioners: written before the model they are tried on, lawful, staffed and affordable."""

import numpy as np
import pytest

from simulatie.kern import bezetting, controleer_plan, laad_casus
from simulatie.kern.inlezen.tabellen import CASUSSEN

PLANNEN = {
    (pad.stem, nummer): plan
    for pad in sorted(CASUSSEN.glob("*.toml"))
    for nummer, plan in enumerate(laad_casus(pad.stem).vakplannen)
}


def test_elke_casus_heeft_zes_vakplannen():
    aantal = {pad.stem: sum(sleutel == pad.stem for sleutel, _ in PLANNEN) for pad in CASUSSEN.glob("*.toml")}
    assert aantal == {"klosjesbuurt": 6, "heidewissel": 6, "kettingwerf": 6}


@pytest.mark.parametrize(("sleutel", "nummer"), PLANNEN)
def test_een_vakplan_past_binnen_wet_mensen_en_geld(sleutel, nummer):
    casus, plan = laad_casus(sleutel), PLANNEN[sleutel, nummer]
    assert controleer_plan(casus, plan) == ()
    overzicht = bezetting(casus, plan)
    assert overzicht.kosten <= overzicht.budget
    for houder, gevraagd in overzicht.gevraagd.items():
        assert np.max(gevraagd) <= overzicht.beschikbaar[houder] + 1e-9
