"""A plan to show the components of the simulation with: the academy's own for the first case, nobody's session."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from simulatie.kern import Plan
from simulatie.models import casussen
from simulatie.schermen.buurtbeeld import buurtbeeld_van_plan
from simulatie.schermen.tijdlijn import tijdlijngegevens
from simulatie.schermen.werkblad import lijnen, werkblad
from simulatie.spel.stand import Stand

MAATREGELEN = 6


def voorbeeldplan() -> dict[str, Any]:
    """What ``components/tijdlijn``, ``buurtkaart`` and ``lijn_met_feiten`` ask for, under the names they use.

    Raises:
        LookupError: no case is on offer.
    """
    casus = next((casus for casus in casussen() if casus.ijking), None)
    if casus is None or casus.ijking is None:
        raise LookupError("No case is on offer.")
    inzetten = casus.ijking.referentieplan.inzetten[:MAATREGELEN]
    stand = Stand(
        nummer=len(inzetten),
        inzetten={f"m{nummer}": inzet for nummer, inzet in enumerate(inzetten, 1)},
    )
    return {
        "casus": casus,
        "stand": stand,
        "sessie": SimpleNamespace(sleutel=UUID(int=0)),
        "blad": werkblad(casus, stand),
        "tijdlijn": tijdlijngegevens(casus, stand),
        "buurtbeeld": buurtbeeld_van_plan(casus, stand.plan, {"maand": "24"}),
        "lijn": lijnen(casus, [(_("Uw plan"), stand.plan), (_("Niets doen"), Plan())])[0],
    }
