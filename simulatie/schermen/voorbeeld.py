"""A plan to show the components of the simulation with: the ready example of the first case, nobody's session."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from simulatie.kern import Casus, Plan
from simulatie.models import Sessie, casussen
from simulatie.schermen.buurtbeeld import Buurtbeeld, buurtbeeld_van_plan
from simulatie.schermen.grafieken import LijnMetFeiten
from simulatie.schermen.tijdlijn import Tijdlijn, tijdlijn, tijdlijnkaarten
from simulatie.schermen.verhaal import Gezicht, gezichten
from simulatie.schermen.werkblad import Werkblad, lijnen, werkblad
from simulatie.spel.missies import Missie, antwoord, eerste_plan
from simulatie.spel.stand import Stand

GEZICHTEN = 4


@dataclass(frozen=True)
class Voorbeeldplan:
    """What ``components/tijdlijn``, ``buurtkaart`` and ``lijn_met_feiten`` ask for, under the names they use, and faces by
    name."""

    casus: Casus
    stand: Stand
    sessie: Sessie
    blad: Werkblad
    tijdlijn: Tijdlijn
    tijdlijnkaarten: Mapping[str, Any]
    buurtbeeld: Buurtbeeld
    lijn: LijnMetFeiten
    gezichten: Mapping[str, Gezicht]


def voorbeeldplan() -> Voorbeeldplan:
    """The example plan of the first case on offer that has one: the measures of its first practice, together.

    Raises:
        LookupError: no case is on offer.
    """
    voorbeelden = ((casus, begin) for casus in casussen() if (begin := eerste_plan(casus)))
    casus, begin = next(voorbeelden, (None, None))
    plan = antwoord(casus, Missie.TEGELIJK, begin) if casus and begin else None
    if casus is None or plan is None:
        raise LookupError("No case is on offer.")
    inzetten = plan.inzetten
    stand = Stand(
        nummer=len(inzetten),
        inzetten={f"m{nummer}": inzet for nummer, inzet in enumerate(inzetten, 1)},
    )
    return Voorbeeldplan(
        casus=casus,
        stand=stand,
        sessie=Sessie(sleutel=UUID(int=0)),
        blad=werkblad(casus, stand),
        tijdlijn=tijdlijn(casus, stand),
        tijdlijnkaarten=tijdlijnkaarten(casus),
        buurtbeeld=buurtbeeld_van_plan(casus, stand.plan, {"maand": "24"}),
        lijn=lijnen(casus, [(_("Uw plan"), stand.plan), (_("Niets doen"), Plan())])[0],
        gezichten={p.naam: gezichten(casus.sleutel, p.sleutel)[0] for p in casus.personas[:GEZICHTEN]},
    )
