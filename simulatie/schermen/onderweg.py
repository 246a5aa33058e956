"""What happened on the way and what was foretold, read from the stored judgement and from its replay. Of a version that
is gone the months remain, and nothing is made up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from simulatie.kern import Casus, Gebeurtenis, Verloop
from simulatie.schermen.grafieken import lijn_met_feiten
from simulatie.spel.besluiten import Vorm
from simulatie.spel.herspeling import vorm_na

# What was foretold: its key in a prediction, how it reads, its unit and the quantity of the model.
VOORSPELD = (
    ("meldingen", gettext_lazy("Meldingen per maand"), gettext_lazy("meldingen"), "meldingen"),
    ("leefbaarheid", gettext_lazy("Leefbaarheidsindex (fictief)"), gettext_lazy("punten"), "index"),
)


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
