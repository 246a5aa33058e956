"""What costs seconds and is the same for every test of a run: computed by the test that asks first, read by the others.

Among the processes of a run it goes by a file in the folder that pytest makes anew for every run. So nothing is known of
an earlier run, and a change of the code is always seen.
"""

from __future__ import annotations

import copyreg
import fcntl
import pickle
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar

import pytest

Uitkomst = TypeVar("Uitkomst")


def _bevroren(inhoud: dict[Any, Any]) -> MappingProxyType[Any, Any]:
    return MappingProxyType(inhoud)


# Values of the core hold frozen mappings, which pickle does not know.
copyreg.pickle(MappingProxyType, lambda wat: (_bevroren, (dict(wat),)))


class Eens:
    """``eens(naam, maak)`` is what ``maak`` gives; in one run it is called once for a name."""

    def __init__(self, map_: Path) -> None:
        self.map = map_
        self.gelezen: dict[str, Any] = {}

    def __call__(self, naam: str, maak: Callable[[], Uitkomst]) -> Uitkomst:
        if naam not in self.gelezen:
            self.gelezen[naam] = self._haal_of_maak(self.map / sha256(naam.encode()).hexdigest(), maak)
        uitkomst: Uitkomst = self.gelezen[naam]
        return uitkomst

    def _haal_of_maak(self, bestand: Path, maak: Callable[[], Uitkomst]) -> Uitkomst:
        """Who asks meanwhile waits, rather than computing it beside this one."""
        with bestand.with_suffix(".slot").open("w") as slot:
            fcntl.flock(slot, fcntl.LOCK_EX)
            if not bestand.exists():
                bestand.write_bytes(pickle.dumps(maak()))
            uitkomst: Uitkomst = pickle.loads(bestand.read_bytes())  # noqa: S301 # written by this run
            return uitkomst


@pytest.fixture(scope="session")
def eens(pytestconfig: pytest.Config, tmp_path_factory: pytest.TempPathFactory) -> Eens:
    van_proces = tmp_path_factory.getbasetemp()
    van_run = van_proces.parent if hasattr(pytestconfig, "workerinput") else van_proces
    map_ = van_run / "eens"
    map_.mkdir(exist_ok=True)
    return Eens(map_)
