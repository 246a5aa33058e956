"""A test that counts on the rows of migrations finds them, also after one that emptied the database."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

HIER = Path(__file__).parent


@pytest.mark.langzaam
def test_na_een_test_die_de_database_leegt_staat_alles_er_weer() -> None:
    uit = subprocess.run(
        [sys.executable, "-m", "pytest", "-v", "-p", "tests.volgordeproef", str(HIER / "volgordeproef.py")],
        cwd=HIER.parent,
        capture_output=True,
        text=True,
        check=False,
    )
    gedaan = [regel.split("::")[1].split()[0] for regel in uit.stdout.splitlines() if " PASSED" in regel]
    assert gedaan == [
        "test_een_leegt_de_database",
        "test_twee_raakt_haar_niet",
        "test_drie_vindt_wat_migraties_schreven",
    ], uit.stdout
