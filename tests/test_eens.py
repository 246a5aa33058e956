"""What is shared in a run is made once, whoever asks, and only for its own name."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.eens import Eens


def test_wie_er_ook_om_vraagt_het_wordt_een_keer_gemaakt(tmp_path: Path) -> None:
    """Two that read the same folder are two processes of a run."""
    gemaakt: list[int] = []

    def maak() -> list[int]:
        gemaakt.append(len(gemaakt))
        return [*gemaakt]

    processen = [Eens(tmp_path), Eens(tmp_path)]
    with ThreadPoolExecutor(8) as draden:
        gekregen = [*draden.map(lambda nummer: processen[nummer % 2]("dit", maak), range(8))]

    assert (gemaakt, gekregen) == ([0], [[0]] * 8)
    assert processen[0]("dat", maak) == [0, 1]


def test_wat_mislukt_wordt_opnieuw_gevraagd(tmp_path: Path) -> None:
    eens = Eens(tmp_path)
    with pytest.raises(ZeroDivisionError):
        eens("dit", lambda: 1 // 0)
    assert eens("dit", lambda: 1) == 1
