"""What a trainee sees: the state through indicators that lag, appear now and then, and carry noise.

The stocks themselves are never touched; what each indicator is made of is data of the case (see `indicator`).
"""

import operator
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np

from simulatie.kern.gegevens.casus import Casus
from simulatie.kern.gegevens.indicator import Indicator
from simulatie.kern.gegevens.reeksen import Getallen
from simulatie.kern.model.verloop import Verloop, gewogen

RUIS = 0.03
VERGELIJK = MappingProxyType({">": operator.gt, "<": operator.lt})


@dataclass(frozen=True, eq=False)
class Waarneming:
    """waarden: per indicator float64 [plan, maand, deelgebied or 1], NaN where nothing has been published yet."""

    waarden: Mapping[str, Getallen]
    aandelen: Getallen

    def per_deelgebied(self, indicator: str) -> Getallen:
        """One indicator, [plan, maand, deelgebied or 1]. Raises ValueError for an unknown key."""
        if indicator not in self.waarden:
            raise ValueError(f"Indicator '{indicator}' bestaat niet. Er is: {', '.join(self.waarden)}.")
        return self.waarden[indicator]

    def wijk(self, indicator: str) -> Getallen:
        """One indicator for the whole area, [plan, maand]. Raises ValueError for an unknown key."""
        waarde = self.per_deelgebied(indicator)
        return waarde[..., 0] if waarde.shape[-1] == 1 else gewogen(waarde, self.aandelen)


def neem_waar(casus: Casus, verloop: Verloop, zaad: int | None = None) -> Waarneming:
    """The dashboard of every plan and month. Without `zaad` there is no noise; with it every plan has the same."""
    waarden = {
        sleutel: _publiceer(indicator, _meet(indicator, casus, verloop), zaad)
        for sleutel, indicator in casus.indicatoren.items()
    }
    return Waarneming(MappingProxyType(waarden), verloop.aandelen)


def _meet(indicator: Indicator, casus: Casus, verloop: Verloop) -> Getallen:
    """What a perfect observer would read off in every month, [plan, maand, deelgebied or 1]."""
    waarde = np.full(verloop.waarden.shape[:3], indicator.waarde)
    for naam, deel in indicator.grootheden.items():
        waarde = waarde + deel.helling * (verloop.per_deelgebied(naam) - deel.punt)
    for naam in indicator.maal:
        waarde = waarde * verloop.per_deelgebied(naam)
    if not indicator.per_deelgebied:
        waarde = gewogen(waarde, verloop.aandelen)[..., None]
    if indicator.aantal:
        waarde = waarde * sum(d.woningen for d in casus.deelgebieden) / 100
    return waarde


def _publiceer(indicator: Indicator, gemeten: Getallen, zaad: int | None) -> Getallen:
    """Hold every measurement from its publication to the next one."""
    if zaad is not None:
        # One draw per measured month: a figure that is held does not tremble, and a shorter run draws the same.
        reeks = np.random.SeedSequence((zaad, *indicator.sleutel.encode()))
        gemeten = gemeten * (1 + np.random.default_rng(reeks).uniform(-RUIS, RUIS, gemeten.shape[1:]))
    peil = indicator.peilmaanden(gemeten.shape[1])
    beeld = np.clip(gemeten, 0, indicator.hoogste)[:, np.maximum(peil, 0)]
    beeld[:, peil < 0] = np.nan
    return beeld


def spreek(casus: Casus, verloop: Verloop, plan: int, maand: int) -> dict[str, str]:
    """Per persona the line of the first rule whose conditions all hold in that month, else its `uitspraak`.

    A persona of a deelgebied answers to what happens there, any other to the households-weighted mean. Raises
    ValueError when a condition names an unknown quantity.
    """
    return {
        persona.sleutel: next(
            (
                regel.tekst
                for regel in persona.regels
                if all(
                    VERGELIJK[teken](_stand(verloop, naam, plan, maand, persona.deelgebied), grens)
                    for naam, teken, grens in regel.als
                )
            ),
            persona.uitspraak,
        )
        for persona in casus.personas
    }


def _stand(verloop: Verloop, naam: str, plan: int, maand: int, deelgebied: str | None) -> float:
    """One quantity, rounded as everything that is compared with a threshold: the last bit decides nothing."""
    waarde = verloop.per_deelgebied(naam)[plan, maand]
    if deelgebied is None:
        return round(float(gewogen(waarde, verloop.aandelen)), 9)
    return round(float(waarde[verloop.deelgebieden.index(deelgebied)]), 9)
