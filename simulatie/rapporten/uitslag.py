"""The result of a session, from what was stored when it was judged and from nothing else."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from simulatie.grafieken import staaf
from simulatie.models import Beoordeling
from simulatie.rapporten.notatie import feiten, getal, procent, verschil, waar
from simulatie.rapporten.werkblad import lijn_met_feiten


def uitslag(beoordeling: Beoordeling) -> dict[str, Any]:
    """Everything the result page shows."""
    oordeel, plan = beoordeling.oordeel, beoordeling.plan
    lijnen = oordeel["lijnen"]
    onderdelen = _onderdelen(oordeel)
    tekort = [_tekort(deel) for deel in onderdelen if not deel["gehaald"]]
    return {
        "casus": plan["casus"],
        "geslaagd": oordeel["geslaagd"],
        "redenen": [] if oordeel["geslaagd"] else tekort or oordeel["redenen"],
        "onderdelen": onderdelen,
        "lijn": lijn_met_feiten(
            _("Leefbaarheidsindex (fictief)"),
            _("punten"),
            [
                (_("Uw plan"), lijnen["plan"]),
                (_("Niets doen"), lijnen["niets_doen"]),
                (_("Referentieplan"), lijnen["referentie"]),
            ],
        ),
        "doelen": [_doel(doel) for doel in oordeel["uitkomst"]],
        "doelentabel": _doelentabel(oordeel["uitkomst"]),
        "recht": oordeel["rechtmatigheid"],
        "recht_score": punten(oordeel["rechtmatigheid"]["score"], oordeel["rechtmatigheid"]["grens"]),
        "recht_grens": punten(oordeel["rechtmatigheid"]["grens"]),
        "vakmanschap": [_vak(vak, lijnen["plan"]) for vak in oordeel["vakmanschap"]],
        **_bijdragen(oordeel),
        "plantabel": _plantabel(plan),
    }


def punten(score: float, grens: float = 0.0) -> str:
    """A score in whole points; one below the mark never reads as the mark."""
    heel = round(score)
    return getal(min(heel, math.ceil(grens) - 1) if score < grens else heel)


def _onderdelen(oordeel: Mapping[str, Any]) -> list[dict[str, Any]]:
    grens = oordeel["slaaggrens"]
    scores = (
        ("uitkomst", _("Uitkomst"), _("Wat gebeurde er met de buurt?"), oordeel["uitkomst_score"]),
        ("vakmanschap", _("Vakmanschap"), _("Hoe speelde u?"), oordeel["vakmanschap_score"]),
        (
            "rechtmatigheid",
            _("Rechtmatigheid"),
            _("Houdt het plan stand bij de rechter?"),
            oordeel["rechtmatigheid"]["score"],
        ),
    )
    return [
        {
            "naam": naam,
            "vraag": vraag,
            "score": punten(score, grens[sleutel]),
            "nodig": punten(grens[sleutel]),
            "gehaald": score >= grens[sleutel],
            "balk": staaf(score, 0, 100),
            "nodig_x": staaf(grens[sleutel], 0, 100)["breed"],
        }
        for sleutel, naam, vraag, score in scores
    ]


def _tekort(deel: Mapping[str, Any]) -> str:
    return _("%(naam)s: %(score)s van de 100, nodig is %(nodig)s.") % deel


def _doel(doel: Mapping[str, Any]) -> dict[str, Any]:
    winst = doel["waarde"] - doel["niets_doen"]
    beter = winst > 0 if doel["meer_is_beter"] else winst < 0
    hoeveel = {"verschil": verschil(winst), "eenheid": doel["eenheid"]}
    if abs(winst) < 0.05:
        tekst = _("Even veel als bij niets doen.")
    elif beter:
        tekst = _("Beter dan niets doen: %(verschil)s %(eenheid)s.") % hoeveel
    else:
        tekst = _("Slechter dan niets doen: %(verschil)s %(eenheid)s.") % hoeveel
    return {
        "naam": doel["naam"],
        "score": punten(doel["score"]),
        "balk": staaf(doel["score"], 0, 100),
        "tekst": tekst,
        "goed": beter,
    }


def _doelentabel(doelen: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    return feiten(
        _("De doelen in cijfers (leermodel)"),
        [_("Doel"), _("Eenheid"), _("Uw plan"), _("Niets doen"), _("Referentieplan"), _("Score")],
        [
            [
                f"{doel['naam']}, {doel['periode']}",
                doel["eenheid"],
                getal(doel["waarde"], 1),
                getal(doel["niets_doen"], 1),
                getal(doel["referentie"], 1),
                punten(doel["score"]),
            ]
            for doel in doelen
        ],
        getallen=True,
    )


def _vak(vak: Mapping[str, Any], lijn: list[float]) -> dict[str, Any]:
    return {
        "naam": vak["naam"],
        "score": punten(vak["score"]),
        "balk": staaf(vak["score"], 0, 100),
        "tekst": vak["tekst"],
        "adviezen": [
            {
                "zin": advies["zin"],
                "lijn": lijn_met_feiten(
                    advies["zin"],
                    _("leefbaarheidsindex, leermodel"),
                    [(_("Uw plan"), lijn), (_("Na wijziging"), advies["index"])],
                ),
            }
            for advies in vak["adviezen"]
        ],
    }


def _bijdragen(oordeel: Mapping[str, Any]) -> dict[str, Any]:
    delen = oordeel["bijdragen"]
    alles = [waarde for deel in delen for waarde in (deel["waarde"], deel["alleen"])]
    laag, hoog = min(0.0, *alles), max(0.0, *alles)
    # A scale of at least one point, so that nothing does not look like something.
    hoog = max(hoog, laag + 1.0)
    return {
        "bijdragen": [
            {
                "principe": deel["sleutel"],
                "naam": deel["naam"],
                "waarde": verschil(deel["waarde"]),
                "balk": staaf(deel["waarde"], laag, hoog),
            }
            for deel in delen
        ],
        "bijdragetabel": feiten(
            _("Bijdrage aan de leefbaarheidsindex, in punten (leermodel)"),
            [_("Principe"), _("Bijdrage in uw plan"), _("Als u alleen dit had gedaan")],
            [
                *([deel["naam"], verschil(deel["waarde"]), verschil(deel["alleen"])] for deel in delen),
                [_("Samen"), verschil(oordeel["winst"]), verschil(sum(deel["alleen"] for deel in delen))],
            ],
            getallen=True,
        ),
        "winst": verschil(oordeel["winst"]),
        "umami": verschil(oordeel["umami"]),
        "umami_getal": oordeel["umami"],
    }


def _plantabel(plan: Mapping[str, Any]) -> dict[str, Any]:
    kaarten = plan["kaarten"]
    return feiten(
        _("Het plan dat u indiende (maanden tellen vanaf het begin)"),
        [_("Maatregel"), _("Start"), _("Stopt"), _("Mate"), _("Waar")],
        [
            [
                f"{inzet['kaart']} {kaarten[inzet['kaart']]['naam']}",
                str(inzet["start"]),
                str(inzet["start"] + inzet["duur"]),
                procent(inzet["mate"]),
                waar(inzet["deelgebieden"], plan["deelgebieden"]),
            ]
            for inzet in plan["inzetten"]
        ],
    )
