"""The stored scale is what the commands compute: nobody typed it in, and it is not out of date."""

import pytest

from simulatie.kern import controleer_plan, laad_casus
from simulatie.kern.werkplaats.ijk import ijk

CASUS = laad_casus("klosjesbuurt")


@pytest.fixture(scope="module")
def berekend(eens):
    return eens("ijking", lambda: ijk(CASUS))


@pytest.mark.langzaam
def test_de_ankers_zijn_wat_ijk_berekent(berekend):
    for sleutel, ankers in berekend["ankers"].items():
        assert [s for _, s in ankers] == [s for _, s in CASUS.ijking.ankers[sleutel]]
        assert [w for w, _ in ankers] == pytest.approx([w for w, _ in CASUS.ijking.ankers[sleutel]], abs=1e-6)


@pytest.mark.langzaam
def test_de_schaal_en_de_ijkpunten_zijn_wat_ijk_berekent(berekend):
    assert berekend["schaal"] == pytest.approx(dict(CASUS.ijking.schaal), abs=1e-6)
    assert berekend["ijkpunten"] == pytest.approx(dict(CASUS.ijking.ijkpunten), abs=1e-6)


def test_de_vakplannen_zijn_geldig():
    for plan in CASUS.vakplannen:
        assert [b.melding for b in controleer_plan(CASUS, plan) if b.ernst == "fout"] == []
