"""A judgement as it is stored, with figures that no model would give, so that a test sees where a figure comes from.
Only its line is that of the model, because loops and predictions are shown when a replay gives it again."""

from __future__ import annotations

from copy import deepcopy
from functools import cache
from typing import Any

import numpy as np
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from academy.basis.models import Opdracht
from academy.basis.opdrachten.acties import voer_uit
from academy.gebruikers.models import Gebruiker
from simulatie.acties.beoordelen import plan_zoals_beoordeeld, vingerafdruk
from simulatie.acties.stukken import SOORT
from simulatie.kern import Plan, laad_casus, simuleer
from simulatie.models import Beoordeling, Besluit, Casusversie, Sessie, Stuk

ZAAD = 7
INZETTEN = (
    {"kaart": "R2", "start": 0, "duur": 48, "mate": 0.6, "deelgebieden": None},
    {"kaart": "R1", "start": 2, "duur": 36, "mate": 0.5, "deelgebieden": None},
    {"kaart": "S1", "start": 3, "duur": 48, "mate": 0.4, "deelgebieden": ["twijnstraat"]},
    {"kaart": "Z1", "start": 12, "duur": 24, "mate": 0.5, "deelgebieden": None},
)
ANTWOORDEN = {"knal-bij-melder": "bron-beschermen"}
NIEUW = ("zaad", "gevallen", "uitkomst_band", "besluiten", "winstbanden")
VAKKEN = ("Volgorde", "Timing", "Mate", "Duur", "Samenhang")


@cache
def _lijnen() -> dict[str, list[float]]:
    casus = laad_casus("klosjesbuurt")
    plan = Plan.uit_dict({"inzetten": list(INZETTEN), "antwoorden": ANTWOORDEN})
    index = np.round(simuleer(casus, [plan, Plan()], zaad=ZAAD).index(), 9).tolist()
    return {"plan": index[0], "niets_doen": index[1], "referentie": [w + 9 for w in index[0]]}


def met_bereikt(**anders: Any) -> dict[str, Any]:
    """What a judgement has more since the attained share counts, for a plan that did not pass."""
    lijnen, vakken = deepcopy(_lijnen()), oordeel()["vakmanschap"]
    for vak in vakken:
        vak["adviezen"][0]["reden"] = f"Uw beeld was oud toen {vak['naam']} aan bod kwam."
    vakken[1]["score"] = 74.0
    return {
        "bereikt": 0.4367,
        "slaaggrens": {
            "bereikt": 60,
            "uitkomst": 60,
            "vakmanschap": 60,
            "elk_vak": 60,
            "rechtmatigheid": 60,
        },
        "vakmanschap": vakken,
        "lijnen": lijnen
        | {
            "tegelijk": [w + 5 for w in lijnen["plan"]],
            "na_elkaar": [w - 5 for w in lijnen["plan"]],
        },
        "lijnenuitleg": ["Met dezelfde inzet tegelijk groeit het vertrouwen.", "Uw opbouw liet lus B lopen."],
        "diagnose": "",
        "naaste_vakplan": {
            "nummer": 4,
            "bereikt": 0.7123,
            "verschillen": ["Bitter: uw plan heeft dit niet; daar B1 Screening (maand 6)."],
            "plan": {"inzetten": [INZETTEN[0]], "antwoorden": {}},
        },
    } | anders


def oordeel(**anders: Any) -> dict[str, Any]:
    """A judgement as it was before the attained share counted."""
    lijnen = deepcopy(_lijnen())
    band = {"laag": 61.4, "midden": 66.6, "hoog": 69.8}
    return {
        "casus": "klosjesbuurt",
        "zaad": ZAAD,
        "gevallen": [["krant-vrijplaats", 2], ["knal-bij-melder", 4], ["hennep-twijnstraat", 7]],
        "uitkomst": [
            {
                "sleutel": "leefbaarheid",
                "naam": "Leefbaarheidsindex (fictief)",
                "eenheid": "punten",
                "waarde": 71.26,
                "niets_doen": 31.74,
                "referentie": 88.51,
                "score": 66.43,
                "band": band,
                "meer_is_beter": True,
                "periode": "laatste 24 maanden",
            }
        ],
        "gewichten": {"uitkomst": {"leefbaarheid": 0.8, "vertrouwen": 0.2}},
        "uitkomst_score": 66.43,
        "uitkomst_band": band,
        "rechtmatigheid": {
            "score": 77.7,
            "grens": 60.0,
            "houdbaar": True,
            "stilleggingen": 0,
            "hoogste_risico": 12.0,
            "bevindingen": [
                {
                    "pad": "inzetten[3].kaart",
                    "ernst": "waarschuwing",
                    "melding": "Het besluit mist zijn feiten.",
                    "remedie": "Start R3 eerst.",
                    "artikel": "Awb art. 3:2",
                }
            ],
        },
        "vakmanschap": [
            {
                "sleutel": naam.lower(),
                "naam": naam,
                "score": 51.5,
                "spijt": 3.6,
                "schaal": 9.0,
                "tekst": f"Dit plan had {spijt} punt leefbaarheid meer kunnen halen door iets anders te doen.",
                "adviezen": [
                    {
                        "dimensie": naam.lower(),
                        "zin": f"R1 Onderzoek start {2 + nummer} → 0 maanden: leefbaarheid +3,6",
                        "winst": 3.6 - nummer / 10,
                        "plan": {"inzetten": [INZETTEN[nummer % 4] | {"start": 0}], "antwoorden": {}},
                        "index": [w + 3.6 for w in lijnen["plan"]],
                    }
                ],
            }
            for nummer, (naam, spijt) in enumerate(
                zip(VAKKEN, ("3,6", "0,2", "1,4", "12,5", "2,0"), strict=True)
            )
        ],
        "vakmanschap_score": 63.3,
        "bijdragen": [
            {"sleutel": sleutel, "naam": naam, "waarde": waarde, "alleen": waarde / 2}
            for sleutel, naam, waarde in (("zoet", "Zoet", 7.2), ("zuur", "Zuur", -2.6))
        ],
        "besluiten": [
            {"inzet": INZETTEN[2], "waarde": 7.4, "fout": 0.5},
            {"inzet": INZETTEN[0], "waarde": 2.6, "fout": 1.2},
            {"inzet": INZETTEN[1], "waarde": 0.3, "fout": 0.1},
            {"inzet": INZETTEN[3], "waarde": -2.6, "fout": 2.0},
        ],
        "umami": -3.21,
        "winst": 12.34,
        "winstbanden": {
            "niets_doen": {"laag": 4.0, "midden": 12.0, "hoog": 20.0},
            "referentie": {"laag": -9.0, "midden": -2.0, "hoog": 3.0},
        },
        "geslaagd": False,
        "redenen": [],
        "slaaggrens": {"uitkomst": 70, "vakmanschap": 60, "rechtmatigheid": 60},
        "lijnen": lijnen,
    } | anders


def bewaar(
    gebruiker: Gebruiker, *, soort: str = "toets", zonder: tuple[str, ...] = (), **anders: Any
) -> Beoordeling:
    """A judged session with these rows in the database; ``zonder`` leaves keys of the judgement out."""
    casus = laad_casus("klosjesbuurt")
    versie = anders.pop("versie", casus.versie)
    sessie = Sessie.objects.create(
        gebruiker=gebruiker,
        soort=soort,
        casus=casus.sleutel,
        casus_versie=versie,
        model_versie=casus.modelversie,
        casusversie=Casusversie.objects.filter(sleutel=casus.sleutel, versie=versie).first(),
        zaad=ZAAD,
    )
    keuzes = {
        "inzetten": list(INZETTEN),
        "antwoorden": anders.pop("antwoorden", ANTWOORDEN),
        "bronvragen": anders.pop("bronvragen", []),
    }
    plan = plan_zoals_beoordeeld(casus, Plan.uit_dict(keuzes))
    inhoud = {sleutel: waarde for sleutel, waarde in oordeel(**anders).items() if sleutel not in zonder}
    return Beoordeling.objects.create(
        sessie=sessie,
        plan=plan,
        oordeel=inhoud,
        sha256=vingerafdruk(plan, inhoud),
        geslaagd=inhoud["geslaagd"],
    )


def besluit(sessie: Sessie, nummer: int, soort: str, inzet: str, gegevens: dict[str, Any]) -> None:
    Besluit.objects.create(sessie=sessie, nummer=nummer, soort=soort, inzet=inzet, gegevens=gegevens)


def haal_stuk(client: Client, beoordeling: Beoordeling, soort: str) -> HttpResponse:
    """The file of a document: asked by its button, made by the worker, taken by its link."""
    waar = [beoordeling.sessie.sleutel, soort]
    client.post(reverse("simulatie_stuk", args=waar))
    stuk = Stuk.objects.get(beoordeling=beoordeling, soort=soort)
    voer_uit(opdracht_id=Opdracht.objects.get(soort=SOORT, onderwerp_id=stuk.pk).pk)
    return client.get(reverse("simulatie_stuk_bestand", args=waar))
