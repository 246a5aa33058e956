"""What a web process loads of the model: what plays and judges, never the workshop where the model is made."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.langzaam

WORTEL = Path(__file__).resolve().parents[2]
LAAD = """
import sys
import academy.wsgi
import academy.urls
print(*(naam for naam in sys.modules if naam.startswith("simulatie.")))
"""


def test_een_webproces_laadt_de_werkplaats_niet():
    uit = subprocess.run(
        [sys.executable, "-c", LAAD],
        cwd=WORTEL,
        env={
            "DJANGO_SETTINGS_MODULE": "academy.settings.test",
            "PYTHONPATH": str(WORTEL),
            "PATH": "/usr/bin:/bin",
        },
        capture_output=True,
        text=True,
        check=True,
    )

    geladen = uit.stdout.split()
    # It did load the screens and the model behind them.
    assert {"simulatie.urls", "simulatie.views.plan", "simulatie.kern.oordeel.oordeel"} <= set(geladen)
    assert [naam for naam in geladen if naam.startswith("simulatie.kern.werkplaats")] == []
