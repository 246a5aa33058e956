"""The indicators: what practitioners see of the stocks."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import inf
from types import MappingProxyType

import numpy as np

from simulatie.kern.gegevens.lezen import Lezer
from simulatie.kern.gegevens.reeksen import Gehelen
from simulatie.kern.gegevens.toestand import GROOTHEDEN

LANGSTE_RITME = 120


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

    def peilmaanden(self, maanden: int) -> Gehelen:
        """Per month 0..maanden-1 the month that the figure on the dashboard is about; negative = none yet.

        The first measurement is of month 0, so that the first figure is the one the case starts from.
        """
        gemeten = np.arange(maanden) - self.vertraging
        return gemeten - gemeten % self.ritme


def lees_indicatortabel(tabel: Lezer) -> Mapping[str, Indicator]:
    """The indicators by key, in the order of the table; what is wrong is noted on `tabel`."""
    return MappingProxyType({sleutel: _lees_indicator(sleutel, tabel.tabel(sleutel)) for sleutel in tabel})


def _lees_indicator(sleutel: str, rij: Lezer) -> Indicator:
    delen = rij.tabel("grootheden")
    return Indicator(
        sleutel=sleutel,
        **{veld: rij.tekst(veld) for veld in ("naam", "eenheid", "uitleg", "bron")},
        vertraging=rij.geheel("vertraging", 0, LANGSTE_RITME),
        ritme=rij.geheel("ritme", 1, LANGSTE_RITME),
        waarde=rij.getal("waarde"),
        grootheden=MappingProxyType(
            {naam: _lees_aandeel(delen.tabel(naam)) for naam in delen.velden(GROOTHEDEN)}
        ),
        maal=rij.keuzes("maal", GROOTHEDEN, ()),
        aantal=rij.vlag("aantal", False),
        hoogste=rij.getal("hoogste", 0, anders=inf),
        per_deelgebied=rij.vlag("per_deelgebied"),
        meer_is_beter=rij.vlag("meer_is_beter", None),
    )


def _lees_aandeel(rij: Lezer) -> Aandeel:
    return Aandeel(rij.getal("punt"), rij.getal("helling"))
