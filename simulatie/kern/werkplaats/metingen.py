"""What takes minutes to measure, kept beside the case (`<key>.meting.json`) so that the gate can ask for it in seconds.

With the rows of each part go figures of how the case played when they were measured: index, lawfulness and craft of the best known
plan and of those of practitioners, and the index of beginners' and random plans, in which every card occurs; for what judges with events,
their scores too. When one of those is another now, the rows are about another case and do not count.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from simulatie.kern.gegevens.casus import Casus
from simulatie.kern.inlezen.tabellen import CASUSSEN
from simulatie.kern.model.inzettabel import maak_tabel
from simulatie.kern.model.simuleer import lijnen
from simulatie.kern.oordeel.vakmanschap import weeg_vakmanschap
from simulatie.kern.oordeel.waardering import eindindex
from simulatie.kern.werkplaats.advies import leidt_ergens_heen
from simulatie.kern.werkplaats.dilemmas import uitkomstscores
from simulatie.kern.werkplaats.een_fout import een_fout_zakt
from simulatie.kern.werkplaats.eigenschappen import geen_toverplan, gevoeligheid
from simulatie.kern.werkplaats.estafette import estafettes
from simulatie.kern.werkplaats.maatstaf import Eigenschap, Meetlat
from simulatie.kern.werkplaats.momenten import bijstellen_loont
from simulatie.kern.werkplaats.proefplannen import beginners, willekeurig
from simulatie.kern.werkplaats.toevoeging import zuur_heeft_doelen

BEGINNERS, WILLEKEURIG = 100, 300
ZAAD = 20260502
# Figures further apart than this are not the same.
GELIJK = 1e-5


# What is measured, by name.
DELEN: Mapping[str, Callable[[Meetlat], Iterable[Eigenschap]]] = {
    "fouten": een_fout_zakt,
    "estafettes": estafettes,
    "doelen": zuur_heeft_doelen,
    "toverplan": geen_toverplan,
    "trekkingen": gevoeligheid,
    "momenten": bijstellen_loont,
    "advies": leidt_ergens_heen,
}


# What judges plans with what happens to them and the weights of the outcomes.
MET_GEBEURTENISSEN = frozenset({"fouten", "momenten", "advies"})


def bewaar(lat: Meetlat, deel: str, rijen: Iterable[Eigenschap]) -> None:
    """Keep the rows of one part, beside the other parts."""
    gemeten = {
        "kenmerk": kenmerk(lat.casus, deel in MET_GEBEURTENISSEN),
        "rijen": [vars(rij) for rij in rijen],
    }
    inhoud = {"modelversie": lat.casus.modelversie, "delen": {**_delen(lat), deel: gemeten}}
    _pad(lat).write_text(json.dumps(inhoud, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def bewaarde_metingen(lat: Meetlat) -> list[Eigenschap] | None:
    """The rows kept for this case; None when a part was never measured, or when the case plays otherwise now."""
    delen = _delen(lat)
    if delen.keys() != DELEN.keys() or not all(_geldt_nog(lat, deel, delen[deel]) for deel in DELEN):
        return None
    return [Eigenschap(**rij) for deel in DELEN for rij in delen[deel]["rijen"]]


def _delen(lat: Meetlat) -> dict[str, Any]:
    if not _pad(lat).exists():
        return {}
    inhoud: dict[str, Any] = json.loads(_pad(lat).read_text(encoding="utf-8"))
    delen: dict[str, Any] = inhoud["delen"]
    return delen if inhoud["modelversie"] == lat.casus.modelversie else {}


def _geldt_nog(lat: Meetlat, deel: str, gemeten: Mapping[str, Any]) -> bool:
    nu, toen = kenmerk(lat.casus, deel in MET_GEBEURTENISSEN), gemeten["kenmerk"]
    return len(nu) == len(toen) and np.allclose(nu, toen, rtol=0.0, atol=GELIJK)


def _pad(lat: Meetlat) -> Path:
    return CASUSSEN / f"{lat.casus.sleutel}.meting.json"


@lru_cache(maxsize=8)
def kenmerk(casus: Casus, met_gebeurtenissen: bool) -> tuple[float, ...]:
    """How the case plays, in figures."""
    plannen = [casus.referentieplan, *casus.vakplannen]
    uit: list[float] = lijnen(casus, maak_tabel(casus, plannen)).straf.tolist()
    for plan in plannen:
        waarde, vakken = weeg_vakmanschap(casus, plan)
        uit += [waarde, *vakken.values()]
    for tabel in (beginners(casus, BEGINNERS, ZAAD), willekeurig(casus, WILLEKEURIG, ZAAD)):
        uit += np.quantile(eindindex(casus, tabel), (0.0, 0.25, 0.5, 0.75, 1.0)).tolist()
    if met_gebeurtenissen:
        uit += uitkomstscores(casus, plannen).tolist()
    return tuple(round(getal, 7) for getal in uit)
