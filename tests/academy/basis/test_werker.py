"""A worker that is killed in the middle of its work loses nothing and does nothing twice."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from uuid import uuid4

import pytest
from django.conf import settings

from tests.academy.basis.omgeving import draai

pytestmark = pytest.mark.langzaam

AANTAL = 24
PROEF = "tests.academy.basis.werkerproef"


def _start_werker(omgeving: dict[str, str], *soort: str) -> subprocess.Popen[bytes]:
    rooster = Path(omgeving["PROEF_MAP"]) / f"rooster-{uuid4().hex}"
    opties = ["-B", "-s", str(rooster), "-l", "WARNING", "--without-mingle", "--without-gossip"]
    return subprocess.Popen(
        [sys.executable, "-m", "celery", "-q", "-A", PROEF, "worker", *soort, *opties],
        cwd=settings.BASE_DIR,
        env=omgeving,
        start_new_session=True,
    )


def _dood(werker: subprocess.Popen[bytes]) -> None:
    """SIGKILL to the worker and everything it started, as when the machine loses power."""
    os.killpg(werker.pid, signal.SIGKILL)
    werker.wait()


def _begonnen(omgeving: dict[str, str]) -> list[str]:
    logboek = Path(omgeving["PROEF_MAP"]) / "logboek"
    return logboek.read_text().split() if logboek.exists() else []


def _overleeft(omgeving: dict[str, str], *soort: str) -> None:
    draai(omgeving, "-m", PROEF, "schrijf", AANTAL)
    werker = _start_werker(omgeving, *soort)
    try:
        uiterlijk = time.monotonic() + 30
        while len(_begonnen(omgeving)) < AANTAL // 4 and time.monotonic() < uiterlijk:
            time.sleep(0.02)
    finally:
        _dood(werker)
    voor_de_herstart = len(_begonnen(omgeving))
    assert AANTAL // 4 <= voor_de_herstart < AANTAL
    werker = _start_werker(omgeving, *soort)
    try:
        stand = json.loads(draai(omgeving, "-m", PROEF, "tel", AANTAL, 40))
    finally:
        _dood(werker)
    assert stand == {"klaar": AANTAL, "gedaan": {str(nummer): 1 for nummer in range(AANTAL)}}
    # The proof that work was broken off: it was begun more often than it was done.
    assert len(_begonnen(omgeving)) > AANTAL


def test_ingebouwde_wachtrij_overleeft_sigkill(ingebouwd):
    _overleeft(ingebouwd, "-P", "solo")


@pytest.mark.werker
def test_redis_en_postgresql_overleven_sigkill(diensten):
    _overleeft(diensten, "-P", "prefork", "-c", "2")


@pytest.mark.parametrize("soort", ["ingebouwd", pytest.param("diensten", marks=pytest.mark.werker)])
def test_wie_tegelijk_komt_doet_het_werk_niet_nog_eens(request, soort):
    uitkomst = draai(request.getfixturevalue(soort), "-m", PROEF, "tegelijk", 4)
    assert json.loads(uitkomst) == {"gelukt": [False, False, False, True], "gedaan": 1}
