"""Properties 1 and 3 with the whole judgement: do plans of practitioners pass, and do they fail with one mistake?"""

from collections.abc import Iterator

import numpy as np

from simulatie.kern.gegevens.casus import Casus
from simulatie.kern.gegevens.plan import Plan, PlanOngeldig
from simulatie.kern.model.inzettabel import lees_plan, maak_tabel
from simulatie.kern.oordeel.oordeel import Oordeel, beoordeel
from simulatie.kern.werkplaats.maatstaf import Eigenschap, Meetlat, hoogstens, minstens
from simulatie.kern.werkplaats.proefplannen import fouten

# The crafts that may name a mistake; a principle that is missing is a matter of coherence.
VAK_VAN_FOUT = {
    "zuur vroeg": ("volgorde", "timing"),
    "bitter laat": ("volgorde", "timing"),
    "jaar later": ("timing",),
    "half": ("mate",),
    "vol": ("mate",),
    "zuur nooit af": ("duur",),
    "stop 30": ("duur",),
}
# Mistakes that may be made good now and then.
LICHTER = ("zuur vroeg", "bitter laat")


def een_fout_zakt(lat: Meetlat) -> Iterator[Eigenschap]:
    """The best plan and those of practitioners, each with every mistake. A plan that may not be handed in has failed."""
    casus = lat.casus
    geslaagd = 0
    gezakt: dict[bool, list[bool]] = {True: [], False: []}
    zonder_slaagt, genoemd = 0, []
    for plan in (casus.referentieplan, *casus.vakplannen):
        if not beoordeel(casus, plan).geslaagd:
            continue
        geslaagd += 1
        for naam, tabel in fouten(casus, maak_tabel(casus, [plan])).items():
            oordeel = oordeel_als_het_mag(casus, lees_plan(casus, tabel, 0))
            zakt = oordeel is None or not oordeel.geslaagd
            gezakt[naam in LICHTER].append(zakt)
            zonder_slaagt += not zakt and naam.startswith("zonder")
            if oordeel is not None:
                laagste = min(oordeel.vakmanschap, key=lambda vak: vak.score).sleutel
                genoemd.append(laagste in VAK_VAN_FOUT.get(naam, ("samenhang",)))
    yield minstens("1", "plannen van vakmensen en het beste plan die slagen", geslaagd, 7, 4)
    yield minstens("3", "plannen met een fout die zakken, deel", float(np.mean(gezakt[False])), 0.95, 0.6)
    naam = "plannen met zuur te vroeg of bitter te laat die zakken, deel"
    yield minstens("3", naam, float(np.mean(gezakt[True])), 0.9, 0.6)
    yield hoogstens("3", "plannen zonder een principe die slagen", zonder_slaagt, 0, 3)
    yield minstens("3", "het laagste vak noemt de fout, deel", float(np.mean(genoemd)), 0.95, 0.3)


def oordeel_als_het_mag(casus: Casus, plan: Plan) -> Oordeel | None:
    """The judgement; None where the plan may not be handed in."""
    try:
        return beoordeel(casus, plan)
    except PlanOngeldig:
        return None
