"""A prediction at the beginning of a test in the Klosjesbuurt: as a decision takes it, and as the form sends it."""

from __future__ import annotations

from typing import Any

from simulatie.kern import Casus
from simulatie.spel.voorspellen import voorspelde_maanden

INDICATOR = "meldingsbereidheid"
WAARDEN = ((12, 16.0), (24, 20.0), (36, 24.0), (48, 28.0), (60, 30.0))
REDEN = "Mensen durven weer te melden."

LIJN: dict[str, Any] = {"indicator": INDICATOR, "waarden": WAARDEN, "reden": REDEN}
GETYPT: dict[str, Any] = {
    "indicator": INDICATOR,
    "vorm": "lijn",
    **{f"waarde_{maand}": f"{waarde:g}" for maand, waarde in WAARDEN},
    "reden": REDEN,
}


def vlakke_lijn(casus: Casus, maand: int) -> dict[str, Any]:
    """A level line from this month on."""
    waarden = [(ander, 20.0) for ander in voorspelde_maanden(casus, maand)]
    return {"indicator": INDICATOR, "waarden": waarden, "reden": "Zo."}
