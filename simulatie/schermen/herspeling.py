"""What happened on the way, and what was foretold: read from the stored judgement and from a replay that must give
the stored line again. Of a version that is gone the months remain, and nothing is made up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from simulatie.kern import Casus, Gebeurtenis, Plan, PlanOngeldig, Verloop, simuleer
from simulatie.models import Vorm
from simulatie.schermen.grafieken import lijn_met_feiten

PLANVELDEN = ("inzetten", "antwoorden", "bronvragen")
# What was foretold: its key in a prediction, how it reads, its unit and the quantity of the model.
VOORSPELD = (
    ("meldingen", gettext_lazy("Meldingen per maand"), gettext_lazy("meldingen"), "meldingen"),
    ("leefbaarheid", gettext_lazy("Leefbaarheidsindex (fictief)"), gettext_lazy("punten"), "index"),
)
# A line that ends within this part of where it was stays level; above the second it rises strongly.
GELIJK, STERK = 0.05, 0.20
# Figures are stored to 1e-9; the last of them may round the other way on another processor.
VERSCHIL = 1.5e-9


def plan_uit(bewaard: Mapping[str, Any]) -> Plan:
    """The plan in a stored judgement, without the names that are stored with it. Raises PlanOngeldig."""
    return Plan.uit_dict({veld: bewaard[veld] for veld in PLANVELDEN if veld in bewaard})


def herspeel(casus: Casus, plan: Mapping[str, Any], oordeel: Mapping[str, Any]) -> Verloop | None:
    """The run that was judged, played again; None when it does not give the stored line."""
    try:
        verloop = simuleer(casus, [plan_uit(plan)], zaad=oordeel.get("zaad"))
    except PlanOngeldig:
        return None
    return verloop if is_dezelfde_lijn(verloop, oordeel) else None


def is_dezelfde_lijn(verloop: Verloop, oordeel: Mapping[str, Any]) -> bool:
    """Whether the one plan of this run has the line of the index that was stored."""
    lijn, bewaard = np.round(verloop.index()[0], 9), np.array(oordeel["lijnen"]["plan"])
    return lijn.shape == bewaard.shape and bool(np.abs(lijn - bewaard).max() <= VERSCHIL)


def onderweg(
    casus: Casus | None, plan: Mapping[str, Any], oordeel: Mapping[str, Any]
) -> list[dict[str, Any]]:
    """The events that fell, in order, with the answer that was given."""
    bekend = {g.sleutel: g for g in casus.gebeurtenissen} if casus else {}
    antwoorden = plan.get("antwoorden", {})
    return [
        {"maand": maand} | _gebeurtenis(bekend.get(sleutel), antwoorden.get(sleutel))
        for sleutel, maand in oordeel.get("gevallen", ())
    ]


def _gebeurtenis(gebeurtenis: Gebeurtenis | None, antwoord: str | None) -> dict[str, Any]:
    if gebeurtenis is None:
        return {"titel": "", "tekst": "", "keuze": None, "zelf": False}
    standaard = gebeurtenis.keuzes[gebeurtenis.standaard] if gebeurtenis.keuzes else None
    keuze = next((k for k in gebeurtenis.keuzes if k.sleutel == antwoord), standaard)
    return {
        "titel": gebeurtenis.titel,
        "tekst": gebeurtenis.tekst,
        "keuze": keuze,
        "zelf": antwoord is not None,
    }


def voorspeld(verloop: Verloop | None, voorspellingen: Sequence[Mapping[str, Any]]) -> dict[str, Any] | None:
    """Every prediction beside what happened, and the two lines; None when nothing was foretold or replayed."""
    if verloop is None or not voorspellingen:
        return None
    lijnen = {rij[0]: np.round(verloop.wijk(rij[-1])[0], 9) for rij in VOORSPELD}
    gebeurd = _("Wat er gebeurde")
    return {
        "rijen": [
            _voorspelling(gedaan, sleutel, str(naam), lijnen[sleutel])
            for gedaan in voorspellingen
            for sleutel, naam, *_rest in VOORSPELD
        ],
        "lijnen": [
            lijn_met_feiten(str(naam), str(eenheid), [(gebeurd, lijnen[sleutel].tolist())])
            for sleutel, naam, eenheid, _grootheid in VOORSPELD
        ],
    }


def _voorspelling(gedaan: Mapping[str, Any], sleutel: str, naam: str, lijn: np.ndarray) -> dict[str, Any]:
    vorm = vorm_na(lijn, gedaan["maand"])
    return {
        "maand": gedaan["maand"],
        "wat": naam,
        "verwacht": Vorm(gedaan[sleutel]).label,
        "gebeurd": vorm.label,
        "klopt": vorm == gedaan[sleutel],
        "reden": gedaan["reden"],
    }


def vorm_na(lijn: np.ndarray, maand: int) -> Vorm:
    """What the line did from a month on: its last year against that month."""
    verandering = round(float(lijn[-12:].mean() / max(lijn[maand], 1e-9)) - 1, 9)
    if verandering < -GELIJK:
        return Vorm.DAALT
    if verandering <= GELIJK:
        return Vorm.GELIJK
    return Vorm.STIJGT_LICHT if verandering <= STERK else Vorm.STIJGT_STERK
