"""Settings of the worker in test_werker.py: short leases and a quick sweep, on the broker under test."""

import os
from pathlib import Path

from academy.settings.test import *  # noqa: F403
from academy.settings.test import CELERY_BROKER_TRANSPORT_OPTIONS, CELERY_BROKER_URL

OPDRACHT_LEASE_SECONDEN = 2
CELERY_BEAT_SCHEDULE = {
    "veeg": {
        "task": "academy.basis.tasks.veeg_opdrachten_taak",
        "schedule": 0.5,
        "options": {"expires": 5},
    }
}

_map = Path(os.environ["PROEF_MAP"])
if CELERY_BROKER_URL.startswith("filesystem"):
    CELERY_BROKER_TRANSPORT = "academy.settings.wachtrij:Wachtrij"
    CELERY_BROKER_TRANSPORT_OPTIONS = {
        "data_folder_in": _map / "berichten",
        "data_folder_out": _map / "berichten",
        "control_folder": _map / "beheer",
        "polling_interval": 0.1,
    }
    for _submap in ("berichten", "beheer"):
        (_map / _submap).mkdir(exist_ok=True)
else:
    CELERY_BROKER_TRANSPORT_OPTIONS |= {"global_keyprefix": f"{_map.name}:"}
