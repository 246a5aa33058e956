"""Compute the scale of a case: `python -m simulatie.kern.werkplaats ijk klosjesbuurt`.

Anchors per outcome: doing nothing 0, median lawful plan of a beginner 30, best one-size-fits-all on the cards of a
practitioner 50, mean of the practitioners' plans 75, best known plan 100. Those of liveability, which is the score, mean
the same share of what is attainable in every case, give or take ZELFDE_CIJFER. Displacement and energy of the team are best when nothing is asked,
so there the reference plan is 75 and the worse of twice its distance from the best and the worst twentieth of
random plans is 0. Scale of the craft scores: a regret as large as what a textbook mistake in that dimension costs scores 0
(see `_schaal`).
"""

import argparse
import json
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from simulatie.kern.gegevens.casus import Casus
from simulatie.kern.gegevens.plan import Plan
from simulatie.kern.gegevens.reeksen import Getallen
from simulatie.kern.inlezen.casus_lezen import laad_casus
from simulatie.kern.inlezen.tabellen import CASUSSEN
from simulatie.kern.model.inzettabel import Inzettabel, lees_plan, maak_tabel, stapel
from simulatie.kern.model.simuleer import lijnen
from simulatie.kern.oordeel.onzekerheid import over_zaden
from simulatie.kern.oordeel.waardering import MATEN, Maat, eindindex, over_meetvenster
from simulatie.kern.werkplaats.proefplannen import (
    ZES,
    alles_gelijk,
    beginners,
    fouten,
    willekeurig,
    zonder_dubbele,
    zonder_principe,
)

WILLEKEURIG = 500
BEGINNERS = 300
KLEINSTE_SCHAAL = 1.0
ZAAD = 20260101
# What the scores 30, 50 and 75 mean as a share of what is attainable: the middle of the cases on offer; and how far a case
# may be off. Where its own plans are further off, its anchor stays at that distance.
GEMENE_SCHAAL = {30.0: 0.16, 50.0: 0.32, 75.0: 0.635}
ZELFDE_CIJFER = 0.05
# The scale of order is at most so many times that of timing, see `_schaal`. [assumption]
WIJDSTE_VOLGORDE = 1.5


def ijk(casus: Casus) -> dict[str, Any]:
    """Anchors, craft scale and the index of the plans they rest on, as plain data. Needs a reference plan."""
    waarden = {
        "niets_doen": _gemiddeld_over_zaden(casus, maak_tabel(casus, [Plan()])),
        "beginners": _gemiddeld_over_zaden(casus, beginners(casus, BEGINNERS, ZAAD)),
        "willekeurig": _gemiddeld_over_zaden(casus, willekeurig(casus, WILLEKEURIG, ZAAD)),
        "gelijk": _gemiddeld_over_zaden(casus, maak_tabel(casus, [beste_gelijke(casus)])),
        "vakplannen": _gemiddeld_over_zaden(casus, maak_tabel(casus, casus.vakplannen)),
        "referentie": _gemiddeld_over_zaden(casus, maak_tabel(casus, [casus.referentieplan])),
    }
    ankers = {}
    for maat in MATEN:
        punt = {naam: w[maat.sleutel] for naam, w in waarden.items()}
        if maat.periode != "alles":
            reeks: list[tuple[float, float]] = [
                (punt["niets_doen"][0], 0),
                (float(np.median(punt["beginners"])), 30),
                (punt["gelijk"][0], 50),
                (punt["vakplannen"].mean(), 75),
                (punt["referentie"][0], 100),
            ]
        else:
            reeks = [(_slechtste(maat, punt), 0), (punt["referentie"][0], 75), (_beste(maat, punt), 100)]
        if maat.sleutel == MATEN[0].sleutel:
            reeks = _op_gemene_schaal(reeks)
        ankers[maat.sleutel] = _oplopend(reeks, maat.meer_is_beter)
    return {
        "ankers": ankers,
        "schaal": _schaal(casus),
        "ijkpunten": {
            "niets_doen": float(waarden["niets_doen"]["leefbaarheid"][0]),
            "beginners": float(np.median(waarden["beginners"]["leefbaarheid"])),
            "gelijk": float(waarden["gelijk"]["leefbaarheid"][0]),
            "vakplannen": float(waarden["vakplannen"]["leefbaarheid"].mean()),
            "referentie": float(waarden["referentie"]["leefbaarheid"][0]),
        },
    }


def _op_gemene_schaal(reeks: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """Anchors that mean the same share as in other cases, give or take ZELFDE_CIJFER."""
    laag, hoog = reeks[0][0], reeks[-1][0]
    uit = []
    for waarde, punten in reeks:
        deel = (waarde - laag) / (hoog - laag)
        midden = GEMENE_SCHAAL.get(float(punten), deel)
        uit.append(
            (
                laag + (hoog - laag) * float(np.clip(deel, midden - ZELFDE_CIJFER, midden + ZELFDE_CIJFER)),
                punten,
            )
        )
    return uit


def beste_gelijke(casus: Casus) -> Plan:
    """The best plan that gives every card of a practitioner the same start, duration and intensity."""
    gevonden: list[tuple[float, Plan]] = []
    for plan in casus.vakplannen:
        gelijk = alles_gelijk(casus, zonder_dubbele(maak_tabel(casus, [plan])))
        waarde = eindindex(casus, gelijk)
        rij = int(np.argmax(waarde))
        gevonden.append((float(waarde[rij]), lees_plan(casus, gelijk, rij)))
    return max(gevonden, key=lambda paar: paar[0])[1]


def _beste(maat: Maat, punt: Mapping[str, Getallen]) -> float:
    alles = np.concatenate([punt["willekeurig"], punt["niets_doen"], punt["referentie"], punt["vakplannen"]])
    return float(alles.max() if maat.meer_is_beter else alles.min())


def _slechtste(maat: Maat, punt: Mapping[str, Getallen]) -> float:
    ver = 2 * float(punt["referentie"][0]) - _beste(maat, punt)
    staart = float(np.quantile(punt["willekeurig"], 0.05 if maat.meer_is_beter else 0.95))
    return min(ver, staart) if maat.meer_is_beter else max(ver, staart)


def _oplopend(reeks: Sequence[tuple[float, float]], meer_is_beter: bool) -> list[list[float]]:
    """Anchors whose value goes the right way; the first and the last always stay, a middle one that contradicts
    them is left out."""
    teken = 1 if meer_is_beter else -1
    houd = [reeks[0]]
    for waarde, punten in reeks[1:-1]:
        if teken * houd[-1][0] < teken * waarde < teken * reeks[-1][0]:
            houd.append((waarde, punten))
    return [[round(float(w), 9), float(p)] for w, p in [*houd, reeks[-1]]]


def schoolfouten(casus: Casus, plan: Plan) -> dict[str, Inzettabel]:
    """Per craft dimension a plan with a textbook mistake in that dimension, or with one of them per row."""
    basis = maak_tabel(casus, [plan])
    mis = fouten(casus, basis)
    return {
        "volgorde": stapel(mis["zuur vroeg"], mis["bitter laat"]),
        "timing": mis["jaar later"],
        "mate": mis["half"],
        "duur": mis["stop 30"],
        "samenhang": zonder_principe(casus, basis, ZES),
    }


def _gemiddeld_over_zaden(casus: Casus, tabel: Inzettabel) -> dict[str, Getallen]:
    """Per outcome key its mean over the seeds, [plan]; rounded as a judgement does it, or a mean that lies halfway
    would miss its own anchor."""
    return {
        sleutel: np.array([round(float(per_plan), 9) for per_plan in waarde.mean(axis=1)])
        for sleutel, waarde in over_zaden(casus, tabel).items()
    }


def _schaal(casus: Casus) -> dict[str, float]:
    """What each mistake costs with people enough, in points of the scored index: to the best known plan or on average to
    those of practitioners, whichever is less, so that it is seen in either. Of a principle that is missing and of the wrong
    orders the mean; a wrong order costs no less than being a year late. Zuur before research costs three to seven times what late
    screening does, so that mean says how bad the first is and would forgive the second: the scale of order is at most
    WIJDSTE_VOLGORDE times that of timing, which is about the same months."""

    def kosten(plan: Plan) -> dict[str, float]:
        fout = schoolfouten(casus, plan)
        tabel = stapel(maak_tabel(casus, [plan]), *fout.values())
        uit = lijnen(casus, tabel, ruim=np.ones(len(tabel), dtype=bool))
        index = over_meetvenster(casus, uit.lijn["index"])
        delen = np.split(index[0] - index[1:], np.cumsum([len(t) for t in fout.values()])[:-1])
        per_fout = dict(zip(fout, delen, strict=True))
        gemiddeld = {dimensie: float(waarden.mean()) for dimensie, waarden in per_fout.items()}
        return gemiddeld | {"volgorde": max(gemiddeld["volgorde"], gemiddeld["timing"])}

    beste, *vakplannen = [kosten(plan) for plan in (casus.referentieplan, *casus.vakplannen)]
    schaal = {
        dimensie: max(KLEINSTE_SCHAAL, min(kost, float(np.mean([k[dimensie] for k in vakplannen]))))
        for dimensie, kost in beste.items()
    }
    schaal["volgorde"] = min(schaal["volgorde"], WIJDSTE_VOLGORDE * schaal["timing"])
    return {dimensie: round(waarde, 9) for dimensie, waarde in schaal.items()}


def main() -> None:
    lezer = argparse.ArgumentParser(description=__doc__)
    lezer.add_argument("casus")
    casus = laad_casus(lezer.parse_args().casus)
    pad = CASUSSEN / f"{casus.sleutel}.ijking.json"
    inhoud = json.loads(pad.read_text(encoding="utf-8")) | ijk(casus)
    inhoud |= {"versie": casus.versie, "modelversie": casus.modelversie}
    pad.write_text(json.dumps(inhoud, indent=1) + "\n", encoding="utf-8")
    for naam in ("ijkpunten", "schaal"):
        print(naam, {k: round(v, 2) for k, v in inhoud[naam].items()})
    for sleutel, ankers in inhoud["ankers"].items():
        print(f"{sleutel:14}", [(round(w, 2), s) for w, s in ankers])
