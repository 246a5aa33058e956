"""Compute the scale of a case: `python -m simulatie.kern.werkplaats ijk klosjesbuurt`.

Anchors per outcome: doing nothing 0, median random affordable plan 30, best one-size-fits-all 50, mean of the
practitioners' plans 75, best known plan 100. Displacement and energy of the team are best when nothing is asked,
so there the reference plan is 75 and the worse of twice its distance from the best and the worst twentieth of
random plans is 0. Scale of the craft scores: a regret as large as what a textbook
mistake in that dimension costs the reference plan scores 0.
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
from simulatie.kern.model.inzettabel import Inzettabel, maak_tabel
from simulatie.kern.oordeel.onzekerheid import over_zaden
from simulatie.kern.oordeel.waardering import MATEN, Maat, eindindex
from simulatie.kern.werkplaats.proefplannen import (
    SMAKEN,
    alles_gelijk,
    met_mensen_genoeg,
    verkeerde_volgorde,
    verschuif,
    willekeurig,
    zonder_principe,
)

WILLEKEURIG = 500
KLEINSTE_SCHAAL = 1.0
ZAAD = 20260101


def ijk(casus: Casus) -> dict[str, Any]:
    """Anchors, craft scale and the index of the plans they rest on, as plain data. Needs a reference plan."""
    random = willekeurig(casus, WILLEKEURIG, ZAAD)
    gelijk = alles_gelijk(casus)
    beste_gelijke = int(np.argmax(eindindex(casus, gelijk)))
    waarden = {
        "niets_doen": _gemiddeld_over_zaden(casus, maak_tabel(casus, [Plan()])),
        "willekeurig": _gemiddeld_over_zaden(casus, random),
        "gelijk": _gemiddeld_over_zaden(casus, gelijk.rijen([beste_gelijke])),
        "vakplannen": _gemiddeld_over_zaden(casus, maak_tabel(casus, casus.vakplannen)),
        "referentie": _gemiddeld_over_zaden(casus, maak_tabel(casus, [casus.referentieplan])),
    }
    ankers = {}
    for maat in MATEN:
        punt = {naam: w[maat.sleutel] for naam, w in waarden.items()}
        if maat.periode == "eind":
            reeks = [
                (punt["niets_doen"][0], 0),
                (float(np.median(punt["willekeurig"])), 30),
                (punt["gelijk"][0], 50),
                (punt["vakplannen"].mean(), 75),
                (punt["referentie"][0], 100),
            ]
        else:
            reeks = [(_slechtste(maat, punt), 0), (punt["referentie"][0], 75), (_beste(maat, punt), 100)]
        ankers[maat.sleutel] = _oplopend(reeks, maat.meer_is_beter)
    return {
        "ankers": ankers,
        "schaal": _schaal(casus),
        "ijkpunten": {
            "niets_doen": float(waarden["niets_doen"]["leefbaarheid"][0]),
            "willekeurig": float(np.median(waarden["willekeurig"]["leefbaarheid"])),
            "gelijk": float(waarden["gelijk"]["leefbaarheid"][0]),
            "vakplannen": float(waarden["vakplannen"]["leefbaarheid"].mean()),
            "referentie": float(waarden["referentie"]["leefbaarheid"][0]),
        },
    }


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


def schoolfouten(casus: Casus) -> dict[str, Inzettabel]:
    """Per craft dimension the reference plan with a textbook mistake in that dimension."""
    ref = maak_tabel(casus, [casus.referentieplan])
    return {
        "volgorde": verkeerde_volgorde(casus, ref),
        "timing": verschuif(casus, ref, 12),
        "mate": ref.met(mate=0.75 * ref.mate),
        "duur": ref.met(einde=np.minimum(ref.einde, casus.programmaduur - 12)),
        "samenhang": zonder_principe(casus, ref, SMAKEN),
    }


def _gemiddeld_over_zaden(casus: Casus, tabel: Inzettabel) -> dict[str, Getallen]:
    """Per outcome key its mean over the seeds, [plan]; rounded as a judgement does it, or a mean that lies halfway
    would miss its own anchor."""
    return {
        sleutel: np.array([round(float(per_plan), 9) for per_plan in waarde.mean(axis=1)])
        for sleutel, waarde in over_zaden(casus, tabel).items()
    }


def _schaal(casus: Casus) -> dict[str, float]:
    """What each mistake costs with people enough, in points of the scored index; the mean where there are more of a
    kind."""
    ruim = met_mensen_genoeg(casus)
    beste = float(eindindex(ruim, maak_tabel(casus, [casus.referentieplan]))[0])
    return {
        dimensie: round(max(KLEINSTE_SCHAAL, beste - float(eindindex(ruim, tabel).mean())), 9)
        for dimensie, tabel in schoolfouten(casus).items()
    }


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
