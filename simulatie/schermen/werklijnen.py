"""The lines of the workbench: what a plan does, month by month, on the axis of its timeline.

A line is drawn in its own figures ("month,value"), and the picture is stretched from the range of its indicator; so the
browser draws what it reckons by writing down the figures, and has no rule of drawing that could be another.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from simulatie.kern import Casus, Plan
from simulatie.schermen.grafieken import vaste_schaal
from simulatie.schermen.notatie import Feitentabel, getal
from simulatie.schermen.werkblad import LIJNEN, verwachting

KORT = {"index": gettext_lazy("Leefbaarheid"), "meldingen": gettext_lazy("Meldingen")}
MAANDEN_IN_TABEL = 12


@dataclass(frozen=True)
class Werklijn:
    """One indicator of a plan beside doing nothing.

    titel, kort   its name, and that in a word where there is little room
    laag, hoog    its range in this case; bereik: how much that is
    plan, niets   the lines, "month,value month,value"
    nu, niets_nu  their figures in the month that is looked at
    tabel         the same figures for every twelfth month
    """

    sleutel: str
    titel: str
    kort: str
    eenheid: str
    laag: str
    hoog: str
    bereik: str
    maanden: int
    plan: str
    niets: str
    nu: str
    niets_nu: str
    tabel: Feitentabel


def werklijnen(casus: Casus, plan: Plan, maand: int) -> list[Werklijn]:
    """The lines of a plan, with their figures in ``maand``."""
    uit = []
    for grootheid, titel, eenheid, factor, hoogst in LIJNEN:
        schaal = vaste_schaal(casus, grootheid, factor, hoogst)
        met, zonder = (lijn(casus, een, grootheid, factor) for een in (plan, Plan()))
        uit.append(
            Werklijn(
                sleutel=grootheid,
                titel=str(titel),
                kort=str(KORT.get(grootheid, titel)),
                eenheid=str(eenheid),
                laag=f"{schaal.laag:g}",
                hoog=f"{schaal.hoog:g}",
                bereik=f"{schaal.hoog - schaal.laag:g}",
                maanden=len(met) - 1,
                plan=_punten(met),
                niets=_punten(zonder),
                nu=getal(met[maand], 1),
                niets_nu=getal(zonder[maand], 1),
                tabel=Feitentabel(
                    f"{titel} ({eenheid})",
                    [_("Maand"), _("Uw plan"), _("Niets doen")],
                    [
                        [str(m), getal(met[m], 1), getal(zonder[m], 1)]
                        for m in range(0, len(met), MAANDEN_IN_TABEL)
                    ],
                    getallen=True,
                ),
            )
        )
    return uit


def waarheid(casus: Casus, plan: Plan) -> list[list[float]]:
    """The lines of a plan to a tenth: what the browser draws after a decision, whatever it had reckoned itself."""
    return [
        [round(waarde, 1) for waarde in lijn(casus, plan, grootheid, factor)]
        for grootheid, _titel, _eenheid, factor, _hoogst in LIJNEN
    ]


def lijn(casus: Casus, plan: Plan, grootheid: str, factor: float = 1) -> list[float]:
    """A quantity of a plan in months 0 to the horizon, in the unit people see."""
    waarden: list[float] = (verwachting(casus, plan).wijk(grootheid)[0] * factor).round(9).tolist()
    return waarden


def _punten(waarden: Sequence[float]) -> str:
    return " ".join(f"{maand},{round(waarde, 1):g}" for maand, waarde in enumerate(waarden))
