"""What can be foretold in a test: the line of one indicator over the years, on an axis that never changes."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from simulatie.kern import Casus, Plan, neem_waar, simuleer
from simulatie.spel.besluiten import Richting
from simulatie.spel.stand import Stand
from simulatie.spel.verloop import Speelstand

VOORSPELBAAR = ("meldingsbereidheid", "onveilig", "vertrouwen", "leefbaarheid", "meldingen", "incidenten")
"""Indicators that can be foretold, the one that is asked first in front: everybody sees it, every year."""
JAAR = 12
TOPPEN = (10, 20, 40, 60, 100)
RUIMTE, RUIMTE_ZONDER_TOP = 4, 2
"""How many times the figure of the beginning fits under the top of the axis."""


@dataclass(frozen=True)
class Opgave:
    """One line to foretell.

    maand    present month; ``maanden`` are asked: the ends of the years that are left, or the end of the programme
    van      the last figure that is known
    hoogste  top of the axis, which starts at 0; ``stap`` is how fine a value can be
    """

    indicator: str
    maand: int
    maanden: tuple[int, ...]
    van: float
    hoogste: float
    stap: float

    def naar(self, richting: Richting, hoeveel: float) -> tuple[tuple[int, float], ...]:
        """The straight line that goes so much up or down until the last month, within the axis."""
        kant = {Richting.STIJGT: 1, Richting.GELIJK: 0, Richting.DAALT: -1}[richting]
        duur = max(self.maanden[-1] - self.maand, 1)
        waarden = [self.van + kant * hoeveel * (maand - self.maand) / duur for maand in self.maanden]
        return tuple(
            (maand, round(min(max(waarde, 0.0), self.hoogste), 2))
            for maand, waarde in zip(self.maanden, waarden, strict=True)
        )


def opgaven(casus: Casus, stand: Stand, spel: Speelstand) -> list[Opgave]:
    """The lines that can be foretold now: of what is known, and of what the briefing told and is on its way. There is
    always one: where a case publishes nothing, the first of them."""
    verteld = {cijfer.indicator for cijfer in casus.kerncijfers}
    mogelijk = [sleutel for sleutel in VOORSPELBAAR if sleutel in casus.indicatoren] or [*casus.indicatoren]
    te_zien = [
        sleutel
        for sleutel in mogelijk
        if laatste_cijfer(casus, sleutel, spel) is not None
        or (sleutel in verteld and _gevraagd_of_openbaar(casus, stand, sleutel))
    ]
    return [_opgave(casus, stand, spel, sleutel) for sleutel in te_zien or mogelijk[:1]]


def _opgave(casus: Casus, stand: Stand, spel: Speelstand, sleutel: str) -> Opgave:
    gezien, top = laatste_cijfer(casus, sleutel, spel), hoogste(casus, sleutel)
    return Opgave(
        indicator=sleutel,
        maand=stand.maand,
        maanden=voorspelde_maanden(casus, stand.maand),
        van=round(beginwaarde(casus, sleutel) if gezien is None else gezien, 2),
        hoogste=top,
        stap=stap(top),
    )


def voorspelde_maanden(casus: Casus, maand: int) -> tuple[int, ...]:
    """The months a prediction of this month is about."""
    jaren = range(maand + JAAR, casus.programmaduur + 1, JAAR)
    return tuple(jaren) or (casus.programmaduur,)


def laatste_cijfer(casus: Casus, sleutel: str, spel: Speelstand) -> float | None:
    """The newest figure of an indicator that may be shown; None while there is none."""
    kennis = spel.bekend.get(sleutel)
    if kennis is None or casus.indicatoren[sleutel].peilmaanden(kennis.peilmaand + 1)[-1] < 0:
        return None
    return float(spel.waarneming.wijk(sleutel)[0, kennis.peilmaand])


def _gevraagd_of_openbaar(casus: Casus, stand: Stand, sleutel: str) -> bool:
    gevraagd = {vraag.bron for vraag in stand.bronvragen}
    openbaar = {cijfer.indicator for cijfer in casus.kerncijfers if cijfer.openbaar}
    return sleutel in openbaar or any(
        bron.sleutel in gevraagd and sleutel in bron.levert for bron in casus.bronnen
    )


def hoogste(casus: Casus, sleutel: str) -> float:
    """Top of the axis of an indicator, the same for every month and every session of a case version. It follows from
    the beginning alone, so it tells nothing of what is to come."""
    grens, begin = casus.indicatoren[sleutel].hoogste, beginwaarde(casus, sleutel)
    if math.isinf(grens):
        ruw = begin * RUIMTE_ZONDER_TOP
        macht = 10.0 ** math.floor(math.log10(max(ruw, 1e-9)))
        return next(macht * veelvoud for veelvoud in (1, 2, 5, 10) if macht * veelvoud >= ruw)
    return min(grens, next((float(top) for top in TOPPEN if top >= begin * RUIMTE), grens))


def stap(top: float) -> float:
    """How fine a value on an axis with this top can be chosen."""
    return 0.5 if top <= 20 else max(1.0, top / 100)


def beginwaarde(casus: Casus, sleutel: str) -> float:
    """The figure of an indicator that a case starts from, without noise."""
    return _beginwaarden(casus)[sleutel]


@lru_cache(maxsize=32)
def _beginwaarden(casus: Casus) -> dict[str, float]:
    beeld = neem_waar(casus, simuleer(casus, [Plan()]))
    return {
        sleutel: float(beeld.wijk(sleutel)[0, min(indicator.vertraging, casus.horizon)])
        for sleutel, indicator in casus.indicatoren.items()
    }


def is_mogelijk(opgave: Opgave, waarden: Sequence[tuple[int, float]]) -> bool:
    """Whether these are values for just the months that are asked, all on the axis."""
    return tuple(maand for maand, _waarde in waarden) == opgave.maanden and all(
        0 <= waarde <= opgave.hoogste for _maand, waarde in waarden
    )
