"""What the model must show without being told to: the design's properties, measured on the published cases.

Case A must keep the bounds, the others the direction (the quality gate measures that, see `test_keur`).
"""

import pytest

from simulatie.kern import laad_casus
from simulatie.kern.werkplaats.eigenschappen import geen_toverplan, gevoeligheid, meet, meetlat
from simulatie.kern.werkplaats.zoek_referentie import Instelling

pytestmark = pytest.mark.langzaam

# Shorter than the search of `python -m simulatie.kern.werkplaats eigenschappen --diep`; it starts from the reference plan.
KORT = Instelling(ouders=48, kinderen=160, generaties=25, verfijningen=4)


@pytest.fixture(scope="module")
def gemeten():
    lat = meetlat(laad_casus("klosjesbuurt"))
    per_nummer = {}
    for eigenschap in [*meet(lat), *geen_toverplan(lat, KORT, 10_000), *gevoeligheid(lat)]:
        per_nummer.setdefault(eigenschap.nummer, []).append(eigenschap)
    return per_nummer


@pytest.mark.parametrize(
    ("nummer", "aantal"),
    [
        ("1", 1),
        ("2", 5),
        ("3", 5),
        ("4", 6),
        ("5", 1),
        ("6", 1),
        ("7", 1),
        ("8", 2),
        ("9", 2),
        ("10", 1),
        ("11", 8),
        ("12", 2),
        ("13", 8),
        ("14", 2),
    ],
)
def test_eigenschap_houdt(gemeten, nummer, aantal):
    assert len(gemeten[nummer]) == aantal
    assert [f"{e.naam}: {e.waarde} ({e.grens})" for e in gemeten[nummer] if not e.houdt] == []


def test_geen_eigenschap_wordt_overgeslagen(gemeten):
    assert sorted(gemeten, key=int) == [str(n) for n in range(1, 15)]
