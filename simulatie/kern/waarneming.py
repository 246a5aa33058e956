"""What a trainee sees: the state through indicators that lag, appear now and then, and carry noise.

The stocks themselves are never touched; what each indicator is made of stands in `indicatoren.toml`.
"""

import operator
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

import numpy as np

from simulatie.kern.casus import Casus
from simulatie.kern.verloop import Verloop, gewogen

TABEL = Path(__file__).parent / "indicatoren.toml"
RUIS = 0.03
VERGELIJK = MappingProxyType({">": operator.gt, "<": operator.lt})


@dataclass(frozen=True)
class Aandeel:
    """What one quantity adds to an indicator: `helling` per unit above `punt`."""

    punt: float
    helling: float


@dataclass(frozen=True)
class Indicator:
    """One figure on the dashboard; the fields are explained at the top of `indicatoren.toml`.

    hoogste is infinite where there is no ceiling; meer_is_beter is None where more can be good or bad news.
    """

    sleutel: str
    naam: str
    eenheid: str
    uitleg: str
    vertraging: int
    ritme: int
    waarde: float
    grootheden: Mapping[str, Aandeel]
    maal: tuple[str, ...]
    aantal: bool
    hoogste: float
    per_deelgebied: bool
    bron: str
    meer_is_beter: bool | None

    def peilmaanden(self, maanden: int) -> np.ndarray:
        """Per month 0..maanden-1 the month that the figure on the dashboard is about; negative = none yet.

        The first measurement is of month 0, so that the first figure is the one the case starts from.
        """
        gemeten = np.arange(maanden) - self.vertraging
        return gemeten - gemeten % self.ritme


@dataclass(frozen=True, eq=False)
class Waarneming:
    """waarden: per indicator float64 [plan, maand, deelgebied or 1], NaN where nothing has been published yet."""

    waarden: Mapping[str, np.ndarray]
    aandelen: np.ndarray

    def per_deelgebied(self, indicator: str) -> np.ndarray:
        """One indicator, [plan, maand, deelgebied or 1]. Raises ValueError for an unknown key."""
        if indicator not in self.waarden:
            raise ValueError(f"Indicator '{indicator}' bestaat niet. Er is: {', '.join(self.waarden)}.")
        return self.waarden[indicator]

    def wijk(self, indicator: str) -> np.ndarray:
        """One indicator for the whole area, [plan, maand]. Raises ValueError for an unknown key."""
        waarde = self.per_deelgebied(indicator)
        return waarde[..., 0] if waarde.shape[-1] == 1 else gewogen(waarde, self.aandelen)


@cache
def lees_indicatoren() -> Mapping[str, Indicator]:
    """All indicators by key, in the order of the file."""
    bron = tomllib.loads(TABEL.read_text(encoding="utf-8"))
    return MappingProxyType({sleutel: _lees_indicator(sleutel, rij) for sleutel, rij in bron.items()})


def indicatoren_van(casus: Casus) -> Mapping[str, Indicator]:
    """All indicators in the words of a case; the figures are the same everywhere."""
    teksten: Mapping[str, Mapping[str, Any]] = casus.teksten
    return {
        sleutel: replace(indicator, **teksten.get(sleutel, {}))
        for sleutel, indicator in lees_indicatoren().items()
    }


def _lees_indicator(sleutel: str, rij: Mapping[str, Any]) -> Indicator:
    return Indicator(
        sleutel=sleutel,
        **{veld: rij[veld] for veld in ("naam", "eenheid", "uitleg", "vertraging", "ritme")},
        waarde=float(rij["waarde"]),
        grootheden=MappingProxyType({naam: Aandeel(**deel) for naam, deel in rij["grootheden"].items()}),
        maal=tuple(rij.get("maal", ())),
        aantal=rij.get("aantal", False),
        hoogste=float(rij.get("hoogste", np.inf)),
        per_deelgebied=rij["per_deelgebied"],
        bron=rij["bron"],
        meer_is_beter=rij.get("meer_is_beter"),
    )


def neem_waar(casus: Casus, verloop: Verloop, zaad: int | None = None) -> Waarneming:
    """The dashboard of every plan and month. Without `zaad` there is no noise; with it every plan has the same."""
    waarden = {
        sleutel: _publiceer(indicator, _meet(indicator, casus, verloop), zaad)
        for sleutel, indicator in lees_indicatoren().items()
    }
    return Waarneming(MappingProxyType(waarden), verloop.aandelen)


def _meet(indicator: Indicator, casus: Casus, verloop: Verloop) -> np.ndarray:
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


def _publiceer(indicator: Indicator, gemeten: np.ndarray, zaad: int | None) -> np.ndarray:
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
