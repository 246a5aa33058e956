"""Figures and months as people read them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from simulatie.kern import Casus


@dataclass(frozen=True)
class Feitentabel:
    """What ``components/feitentabel.html`` takes: the first cell of a row heads it.

    getallen  all other cells are figures
    """

    kop: str
    kolommen: Sequence[str]
    rijen: Sequence[Sequence[str]]
    getallen: bool = False

    @property
    def met_kolommen(self) -> list[list[tuple[str, str]]]:
        """Every cell with the head of its column, for rows that stack."""
        return [list(zip(self.kolommen, rij, strict=True)) for rij in self.rijen]


def getal(waarde: float, decimalen: int = 0) -> str:
    """A number in Dutch notation; never "-0", and with a minus sign, not a hyphen."""
    afgerond = round(float(waarde), decimalen)
    return number_format(afgerond + 0.0, decimalen).replace("-", "−")


def verschil(waarde: float, decimalen: int = 1) -> str:
    """A number with its sign."""
    tekst = getal(abs(waarde), decimalen)
    if round(waarde, decimalen) == 0:
        return tekst
    return f"+{tekst}" if waarde > 0 else f"−{tekst}"


def euro(bedrag: float) -> str:
    return f"€\N{NO-BREAK SPACE}{getal(bedrag)}"


def eenheid(waarde: float, naam: str) -> str:
    """A figure of an indicator with its unit, in no more digits than it can bear."""
    if naam == "€":
        return euro(round(waarde, -3))
    cijfers = getal(waarde, 1 if abs(waarde) < 10 else 0)
    return f"{cijfers}\N{NO-BREAK SPACE}{naam}"


def procent(deel: float) -> str:
    """A share 0..1."""
    return f"{getal(deel * 100)}\N{NO-BREAK SPACE}%"


def maanden(aantal: int) -> str:
    return ngettext("%(aantal)d maand", "%(aantal)d maanden", aantal) % {"aantal": aantal}


def gebied(casus: Casus | None, woord: str = "gebied") -> str:
    """What people call the place, or (``overal``) the whole of it; neutral where its case is gone."""
    anders = {"gebied": _("het gebied"), "overal": _("het hele gebied")}
    return casus.woorden[woord] if casus else anders[woord]


def waar(sleutels: Iterable[str] | None, namen: Mapping[str, str], casus: Casus | None) -> str:
    """The areas of a measure in words."""
    if not sleutels:
        return gebied(casus, "overal")
    return ", ".join(namen.get(sleutel, sleutel) for sleutel in sleutels)


def aaneengesloten(nummers: Iterable[int]) -> list[tuple[int, int]]:
    """Rising numbers as unbroken runs, first and last of each."""
    reeksen: list[tuple[int, int]] = []
    for nummer in nummers:
        if reeksen and nummer == reeksen[-1][1] + 1:
            reeksen[-1] = (reeksen[-1][0], nummer)
        else:
            reeksen.append((nummer, nummer))
    return reeksen


def reeksen_van_maanden(nummers: Iterable[int]) -> str:
    """Months as runs: 6–9, 14."""
    return ", ".join(str(van) if van == tot else f"{van}–{tot}" for van, tot in aaneengesloten(nummers))
