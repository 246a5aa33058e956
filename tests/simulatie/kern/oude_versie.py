"""A version as it is now, kept for later: a document with a card for every flow, plans, and where they led.

``python -m tests.simulatie.kern.oude_versie`` writes the file of the present model version. Run it once for every new
model version, and never over a file that exists: what such a file says must stay true.
"""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from simulatie.kern import Bronvraag, Casus, Inzet, Plan, lees_casus, lees_document, maak_document, simuleer
from simulatie.kern.inlezen.tabellen import alle_kaarten
from tests.simulatie.kern.kleine_casus import kleine_casus

MAP = Path(__file__).parent / "oude_versies"
# Beside the cards of the small case: with these every flow of the model is fed.
ERBIJ = ("S6", "Z7", "Z20", "R9", "S9", "S12", "Z6", "O13")
MAANDEN = (1, 12, 36, 48)
ZAAD = 3
CIJFERS = 9


def casus_van_nu() -> Casus:
    bron = kleine_casus()
    bron["start"]["medewerking"] = 0.4
    casus = lees_casus("proefbuurt", bron, None)
    kaarten = {
        code: replace(alle_kaarten()[code], plekken=(casus.plek,)) for code in (*casus.kaarten, *ERBIJ)
    }
    # A part where the helper is trusted from the start: another branch of the equations.
    eerste, *rest = casus.deelgebieden
    return replace(
        casus,
        kaarten=kaarten,
        deelgebieden=(replace(eerste, start={**eerste.start, "vertrouwen": 60.0}), *rest),
    )


def plannen_van_nu(casus: Casus) -> list[Plan]:
    gebieden = [gebied.sleutel for gebied in casus.deelgebieden]
    dilemma = next(g for g in casus.gebeurtenissen if g.keuzes)
    bron, *_, adres = casus.bronnen
    alles = [Inzet(code, nummer % 7, 24, 0.3 + 0.04 * nummer) for nummer, code in enumerate(casus.kaarten)]
    return [
        Plan(),
        Plan(alles, {dilemma.sleutel: dilemma.keuzes[-1].sleutel}),
        Plan(
            [Inzet("R2", 0, 30, 0.6), Inzet("Z1", 6, 18, 1.0, gebieden[:1]), Inzet("Z3", 8, 12, 0.8)],
            {dilemma.sleutel: dilemma.keuzes[0].sleutel},
            [
                Bronvraag(bron.sleutel, 0, bron.grondslagen[0].sleutel),
                Bronvraag(adres.sleutel, 2, adres.grondslagen[-1].sleutel),
            ],
        ),
        # Hard and blind, until the court or the press stops it; and people cleared out who have nowhere to go.
        Plan([Inzet(code, 0, casus.kaarten[code].duur[2], 1.0) for code in ("Z1", "Z3", "Z7", "Z6", "Z20")]),
        # Support and help alone, for as long as it takes to be trusted.
        Plan(
            [
                Inzet(code, 0, min(48, casus.kaarten[code].duur[2]), 1.0)
                for code in ("R2", "S2", "S9", "O1", "O3")
            ]
        ),
    ]


def waar_het_toe_leidt(casus: Casus, plannen: list[Plan]) -> dict[str, Any]:
    """Lines with and without events, and when the events fell."""
    uit: dict[str, Any] = {}
    for zaad in (None, ZAAD):
        verloop = simuleer(casus, plannen, zaad=zaad)
        uit[f"zaad {zaad}"] = {
            "index": np.round(verloop.index(), CIJFERS).tolist(),
            "grootheden": {
                naam: np.round(verloop.waarden[:, MAANDEN, :, nummer], CIJFERS).tolist()
                for nummer, naam in enumerate(verloop.grootheden)
            },
            "gevallen": {naam: np.argwhere(val).tolist() for naam, val in verloop.gevallen.items()},
        }
    return uit


def leg_vast() -> Path:
    casus = casus_van_nu()
    plannen = plannen_van_nu(casus)
    pad = MAP / f"{casus.modelversie}.json"
    inhoud = {
        "document": maak_document(casus),
        "plannen": [plan.als_dict() for plan in plannen],
        "verloop": waar_het_toe_leidt(lees_document(maak_document(casus)), plannen),
    }
    with pad.open("x", encoding="utf-8") as bestand:
        json.dump(inhoud, bestand, ensure_ascii=False, separators=(",", ":"))
        bestand.write("\n")
    return pad


if __name__ == "__main__":
    print(leg_vast())  # noqa: T201
