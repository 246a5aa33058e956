"""What properties are measured with: a case with its scale from nothing to the best known plan, and the form of a row.

G = (index - index of doing nothing) / (index of the best known plan - index of doing nothing), with index what plans are
compared by: the years of the programme and what lasts. No term of the model rewards any property directly.
"""

from dataclasses import dataclass

from simulatie.kern.gegevens.casus import Casus
from simulatie.kern.gegevens.coefficienten import Coefficienten
from simulatie.kern.gegevens.reeksen import Getallen
from simulatie.kern.model.inzettabel import Inzettabel, maak_tabel
from simulatie.kern.model.simuleer import lijnen
from simulatie.kern.oordeel.waardering import over_meetvenster
from simulatie.kern.werkplaats.proefplannen import leeg


@dataclass(frozen=True)
class Eigenschap:
    """One row: nummer as in the design; waarde against grens; houdt = the bound holds; richting = the value points the
    way it must, without which a case may never be published."""

    nummer: str
    naam: str
    waarde: float
    grens: str
    houdt: bool
    richting: bool


@dataclass(frozen=True)
class Meetlat:
    """The case, its reference plan as a table, and what G is counted from."""

    casus: Casus
    q: Coefficienten
    referentie: Inzettabel
    niets: float
    beste: float

    def winst(self, tabel: Inzettabel) -> Getallen:
        """G per plan, [plan]."""
        index = lijnen(self.casus, tabel, q=self.q).lijn["index"]
        return (over_meetvenster(self.casus, index) - self.niets) / (self.beste - self.niets)

    def lijnen(self, tabel: Inzettabel, *namen: str, horizon: int | None = None) -> dict[str, Getallen]:
        return dict(lijnen(self.casus, tabel, namen, q=self.q, horizon=horizon).lijn)

    def bases(self) -> Inzettabel:
        """The best known plan and those of practitioners, over the same columns."""
        return maak_tabel(self.casus, [self.casus.referentieplan, *self.casus.vakplannen])


def meetlat(casus: Casus, q: Coefficienten | None = None) -> Meetlat:
    q = q or casus.parameters.coefficienten()
    referentie = maak_tabel(casus, [casus.referentieplan])
    index = [lijnen(casus, tabel, q=q).lijn["index"] for tabel in (leeg(casus, 1), referentie)]
    niets, beste = (float(over_meetvenster(casus, lijn)[0]) for lijn in index)
    return Meetlat(casus, q, referentie, niets, beste)


def hoogstens(nummer: str, naam: str, waarde: float, grens: float, richting: float = 1.0) -> Eigenschap:
    """A value that must not be above `grens`, and in no case above `richting`."""
    return Eigenschap(
        nummer, naam, round(float(waarde), 4), f"≤ {grens}", bool(waarde <= grens), bool(waarde <= richting)
    )


def tussen(
    nummer: str, naam: str, waarde: float, grens: tuple[float, float], richting: tuple[float, float]
) -> Eigenschap:
    """A value that must lie within `grens`, and in every case within `richting`."""
    return Eigenschap(
        nummer,
        naam,
        round(float(waarde), 4),
        f"{grens[0]} tot {grens[1]}",
        bool(grens[0] <= waarde <= grens[1]),
        bool(richting[0] <= waarde <= richting[1]),
    )


def minstens(nummer: str, naam: str, waarde: float, grens: float, richting: float) -> Eigenschap:
    """A value that must not be below `grens`, and in no case below `richting`."""
    return Eigenschap(
        nummer, naam, round(float(waarde), 4), f"≥ {grens}", bool(waarde >= grens), bool(waarde >= richting)
    )
