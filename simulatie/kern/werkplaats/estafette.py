"""Property 4, the relay: no plan that does its principles one after the other gets more outcome, craft or coherence than
the same effort side by side."""

from collections.abc import Iterator

import numpy as np

from simulatie.kern.gegevens.casus import Casus
from simulatie.kern.gegevens.plan import Plan
from simulatie.kern.model.inzettabel import Inzettabel, kaartmatrix, lees_plan, maak_tabel
from simulatie.kern.oordeel.vakmanschap import weeg_vakmanschap
from simulatie.kern.werkplaats.ijk import beste_gelijke
from simulatie.kern.werkplaats.maatstaf import Eigenschap, Meetlat, hoogstens
from simulatie.kern.werkplaats.proefplannen import achter_elkaar, zonder_dubbele

# Research and direction as the plan has them, and at half of that.
REGIE = (1.0, 0.5)
# Less than this is rounding.
SPELING = 1e-6


def kaartsets(casus: Casus) -> list[Plan]:
    """Eight sets of cards: of the best known plan, of each practitioner, and of the best plan that treats all alike."""
    return [casus.referentieplan, *casus.vakplannen, beste_gelijke(casus)]


def estafettes(lat: Meetlat) -> Iterator[Eigenschap]:
    """Row 0 of `achter_elkaar` is the twin: the same effort at a quarter, side by side."""
    casus = lat.casus
    keren = dict.fromkeys(("uitkomst", "vakmanschap", "samenhang"), 0)
    for plan in kaartsets(casus):
        for sterkte in REGIE:
            tabel = achter_elkaar(casus, _regie(casus, zonder_dubbele(maak_tabel(casus, [plan])), sterkte))
            tweeling, *na = (_weeg(casus, lees_plan(casus, tabel, rij)) for rij in range(len(tabel)))
            for een in na:
                for wat in keren:
                    keren[wat] += een[wat] > tweeling[wat] + SPELING
    aantal = f"{len(kaartsets(casus))} sets kaarten × 24 volgordes × {len(REGIE)} sterktes van regie"
    for wat, keer in keren.items():
        yield hoogstens("4", f"estafettes met meer {wat} dan hun tweeling ({aantal})", keer, 0, 20)


def _regie(casus: Casus, tabel: Inzettabel, sterkte: float) -> Inzettabel:
    grond = np.isin(kaartmatrix(casus).principe[tabel.kaart], ("onderzoek", "regie"))
    return tabel.met(mate=np.where(grond, sterkte * tabel.mate, tabel.mate))


def _weeg(casus: Casus, plan: Plan) -> dict[str, float]:
    waarde, vakken = weeg_vakmanschap(casus, plan)
    gewichten = casus.gewichten["vakmanschap"]
    gewogen = sum(vakken[vak] * gewicht for vak, gewicht in gewichten.items())
    return {"uitkomst": waarde, "vakmanschap": gewogen, "samenhang": vakken["samenhang"]}
