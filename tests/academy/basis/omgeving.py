"""Processes of our own under test: their environment and a migrated database for each."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from django.conf import settings


def maak_omgeving(map_: Path, database: str, broker: str) -> dict[str, str]:
    """The environment of a worker or web server with its own folder, database and queue."""
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "tests.academy.basis.werkerinstellingen",
        "PROEF_MAP": str(map_),
        "DATABASE_URL": database,
        "CELERY_BROKER_URL": broker,
        "PYTHONWARNINGS": "ignore:::celery.platforms",
    }


def draai(omgeving: dict[str, str], *argumenten: object) -> str:
    """Run this Python with these arguments to the end; returns what it printed."""
    return subprocess.run(
        [sys.executable, *map(str, argumenten)],
        cwd=settings.BASE_DIR,
        env=omgeving,
        check=True,
        capture_output=True,
        text=True,
    ).stdout
