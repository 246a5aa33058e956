"""What the model must show without being told to: the design's properties, measured on the published case.

Not here, because they search for minutes: the best plan without one principle and "more is never worse"
(`python -m simulatie.kern.eigenschappen --diep`), and the draws of all coefficients (`--gevoelig`).
"""

import pytest

from simulatie.kern import laad_casus
from simulatie.kern.eigenschappen import meet, meetlat, willekeurig_en_los


@pytest.fixture(scope="module")
def gemeten():
    lat = meetlat(laad_casus("klosjesbuurt"))
    per_nummer = {}
    for eigenschap in [*meet(lat), *willekeurig_en_los(lat, 1000)]:
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
        ("11", 3),
        ("12", 2),
        ("14", 2),
    ],
)
def test_eigenschap_houdt(gemeten, nummer, aantal):
    assert len(gemeten[nummer]) == aantal
    assert [f"{e.naam}: {e.waarde} ({e.grens})" for e in gemeten[nummer] if not e.houdt] == []


def test_geen_eigenschap_wordt_overgeslagen(gemeten):
    assert sorted(gemeten, key=int) == [str(n) for n in range(1, 15) if n != 13]
