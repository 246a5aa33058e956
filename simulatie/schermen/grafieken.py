"""Charts as prepared values: numbers in, coordinates out; the templates draw them as SVG.

Line charts follow ``components/lijngrafiek.html``. Bars over months have horizontal positions in percent, and what is
drawn in months stretches with its axis, so that both fit any width.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from simulatie.kern import Casus, Plan, simuleer
from simulatie.schermen.notatie import Feitentabel, getal

BREEDTE, HOOGTE = 720, 300
LINKS, RECHTS, ONDER, BOVEN = 44, 140, 44, 34
LABELAFSTAND = 18
MAANDEN_IN_TABEL, MAANDEN_PER_MERK = 12, 24
# Colour and dash of the first, second and third line.
STIJLEN = (("umami", ""), ("rustig", "kort"), ("rustig", "lang"))


@dataclass(frozen=True)
class Reeks:
    """One line: ``klasse`` is its colour (zoet … umami, rustig), ``streep`` its dash, ``waarden`` one per month."""

    naam: str
    klasse: str
    streep: str
    waarden: Sequence[float]


@dataclass(frozen=True)
class Schaal:
    """The range of an axis with the step between its marks, all of them round numbers."""

    laag: float
    hoog: float
    stap: float

    def met(self, waarden: Sequence[float]) -> Schaal:
        """This range, or whole steps more where a value lies outside it."""
        onder = math.ceil(max(0.0, self.laag - min(waarden)) / self.stap) * self.stap
        boven = math.ceil(max(0.0, max(waarden) - self.hoog) / self.stap) * self.stap
        return Schaal(self.laag - onder, self.hoog + boven, self.stap) if onder or boven else self

    @property
    def merken(self) -> list[tuple[float, str]]:
        """The marks from low to high, with what stands beside them."""
        aantal = round((self.hoog - self.laag) / self.stap)
        return [
            (waarde, _label(waarde, self.stap))
            for waarde in (self.laag + nummer * self.stap for nummer in range(aantal + 1))
        ]


@dataclass(frozen=True)
class Asmerk:
    """A mark on an axis of a line chart: where it stands along that axis, in units of the picture."""

    plek: float
    label: str


@dataclass(frozen=True)
class Lijn:
    """One drawn line: its colour and dash as in ``Reeks``, "x,y x,y", and where its name stands."""

    naam: str
    klasse: str
    streep: str
    punten: str
    eindlabel_x: float
    eindlabel_y: float


@dataclass(frozen=True)
class Lijngrafiek:
    """What ``components/lijngrafiek.html`` draws; ``omschrijving`` says it to who does not see it.

    eenheid  what stands at the vertical axis; at the other one stand months
    """

    breedte: int
    hoogte: int
    titel: str
    eenheid: str
    omschrijving: str
    x_as: Sequence[Asmerk]
    y_as: Sequence[Asmerk]
    lijnen: Sequence[Lijn]


@dataclass(frozen=True)
class LijnMetFeiten:
    """What ``components/lijn_met_feiten.html`` takes: a chart and the same figures as a table.

    beeld  for print: the chart as a data address
    """

    grafiek: Lijngrafiek
    tabel: Feitentabel
    beeld: str = ""


@dataclass(frozen=True)
class Balk:
    """A measure on a timeline: its lead time from ``x``, its working months from ``werk_x``, in percent."""

    x: str
    aanloop: str
    werk_x: str
    werk: str


@dataclass(frozen=True)
class Maandmerk:
    """A month on a timeline, in percent. ``anker`` keeps the outer labels inside; ``jaar``: it begins a year."""

    x: str
    label: str
    anker: str
    jaar: bool


@dataclass(frozen=True)
class Strook:
    """Staff over the months as areas in a picture of a unit wide per month and STROOKHOOGTE high: what fits, what is too
    much above that, and from the top the height of what there is."""

    maanden: int
    past: str
    te_veel: str
    grens: str


STROOKHOOGTE = 24


@dataclass(frozen=True)
class Staaf:
    """A bar between zero and a value, in percent of the width; ``nul`` is where zero stands."""

    x: str
    breed: str
    nul: str


def lijn_met_feiten(
    titel: str,
    eenheid: str,
    reeksen: Sequence[tuple[str, Sequence[float]]],
    stijlen: Sequence[tuple[str, str]] = STIJLEN,
    *,
    decimalen: int = 1,
    schaal: Schaal | None = None,
) -> LijnMetFeiten:
    """A chart of a line per style at most, and a table with every twelfth month. ``schaal``: see ``vaste_schaal``."""
    eindes = ", ".join(f"{naam} {getal(waarden[-1], decimalen)}" for naam, waarden in reeksen)
    eerste = reeksen[0][1]
    omschrijving = _(
        "Lijngrafiek van %(titel)s. Nu %(begin)s. In maand %(maand)d: %(eindes)s. De tabel eronder geeft de cijfers."
    ) % {
        "titel": titel,
        "begin": getal(eerste[0], decimalen),
        "maand": len(eerste) - 1,
        "eindes": eindes,
    }
    return LijnMetFeiten(
        grafiek=lijngrafiek(
            titel=f"{titel} ({eenheid})" if eenheid != titel else titel,
            eenheid=eenheid,
            omschrijving=omschrijving,
            schaal=schaal,
            reeksen=[
                Reeks(naam, klasse, streep, waarden)
                for (naam, waarden), (klasse, streep) in zip(reeksen, stijlen[: len(reeksen)], strict=True)
            ],
        ),
        tabel=Feitentabel(
            f"{titel} ({eenheid})",
            [_("Maand"), *(naam for naam, _waarden in reeksen)],
            [
                [str(maand), *(getal(waarden[maand], decimalen) for _naam, waarden in reeksen)]
                for maand in range(0, len(eerste), MAANDEN_IN_TABEL)
            ],
            getallen=True,
        ),
    )


def lijngrafiek(
    *,
    titel: str,
    omschrijving: str,
    reeksen: Sequence[Reeks],
    eenheid: str = "",
    schaal: Schaal | None = None,
) -> Lijngrafiek:
    """Lines over months 0..n-1, on the scale that is given or on one of round numbers around all values."""
    waarden = [waarde for reeks in reeksen for waarde in reeks.waarden]
    schaal = schaal.met(waarden) if schaal else ronde_schaal(waarden)
    laag, hoog = schaal.laag, schaal.hoog
    maanden = max(len(reeks.waarden) for reeks in reeksen) - 1

    def x(maand: float) -> float:
        return round(LINKS + maand / max(maanden, 1) * (BREEDTE - LINKS - RECHTS), 1)

    def y(waarde: float) -> float:
        return round(BOVEN + (hoog - waarde) / (hoog - laag) * (HOOGTE - BOVEN - ONDER), 1)

    eindes = _uit_elkaar([y(reeks.waarden[-1]) for reeks in reeksen])
    return Lijngrafiek(
        breedte=BREEDTE,
        hoogte=HOOGTE,
        titel=titel,
        eenheid=eenheid,
        omschrijving=omschrijving,
        x_as=[Asmerk(x(maand), str(maand)) for maand in range(0, maanden + 1, MAANDEN_PER_MERK)],
        y_as=[Asmerk(y(waarde), label) for waarde, label in schaal.merken],
        lijnen=[
            Lijn(
                naam=reeks.naam,
                klasse=reeks.klasse,
                streep=reeks.streep,
                punten=" ".join(f"{x(maand)},{y(waarde)}" for maand, waarde in enumerate(reeks.waarden)),
                eindlabel_x=BREEDTE - RECHTS + 8,
                eindlabel_y=einde,
            )
            for reeks, einde in zip(reeksen, eindes, strict=True)
        ],
    )


def _label(waarde: float, stap: float) -> str:
    return number_format(round(waarde, 6) + 0.0, max(0, -math.floor(math.log10(stap))))


def ronde_schaal(waarden: Sequence[float], strepen: int = 5) -> Schaal:
    """Round numbers that hold every value (to 1e-9). Values that are all the same lie within marks of their own size,
    not within millionths of each other."""
    laagste, hoogste = min(waarden), max(waarden)
    ruw = (hoogste - laagste if hoogste - laagste > 1e-6 else max(abs(hoogste), strepen)) / strepen
    macht = 10.0 ** math.floor(math.log10(ruw))
    stap = next(macht * veelvoud for veelvoud in (1, 2, 5, 10) if macht * veelvoud >= ruw)
    laag, hoog = math.floor(laagste / stap) * stap, math.ceil(hoogste / stap) * stap
    # A mark that is a value should not miss it by the last bit.
    laag, hoog = min(laagste, round(laag, 9)), max(hoogste, round(hoog, 9))
    return Schaal(laag, hoog if hoog > laag else laag + stap, stap)


RUIMTE = 0.2
"""How much a fixed scale goes beyond what the plans of the case come to, as a part of that: plans that do harm come there."""


@lru_cache(maxsize=256)
def vaste_schaal(casus: Casus, grootheid: str, factor: float = 1, hoogst: float = math.inf) -> Schaal:
    """The one range in which a quantity of a case is drawn, whatever the plan: a small change looks small.

    Round numbers around what doing nothing and the plans of the experts come to, from 0 to ``hoogst`` at most.
    factor  what people see for one of the model
    """
    plannen = [Plan(), *(Plan(plan.inzetten) for plan in casus.vakplannen)]
    waarden = simuleer(casus, plannen).wijk(grootheid) * factor
    laagste, hoogste = float(waarden.min()), float(waarden.max())
    ruimte = RUIMTE * (hoogste - laagste)
    return ronde_schaal([max(laagste - ruimte, 0.0), min(hoogste + ruimte, hoogst)])


def _uit_elkaar(hoogtes: Sequence[float]) -> list[float]:
    """End labels in the order given, moved down where two would print over each other."""
    uit = list(hoogtes)
    vorige = None
    for plek in sorted(range(len(uit)), key=lambda i: uit[i]):
        if vorige is not None:
            uit[plek] = max(uit[plek], vorige + LABELAFSTAND)
        vorige = uit[plek]
    te_laag = max(uit, default=0) - (HOOGTE - ONDER + LABELAFSTAND)
    return [round(hoogte - max(te_laag, 0), 1) for hoogte in uit]


def balk(*, start: int, werkt_vanaf: int, einde: int, maanden: int) -> Balk:
    """One bar on a timeline of ``maanden``: the lead time and the working months, in percent of the width."""
    einde = min(einde, maanden)
    werkt_vanaf = min(werkt_vanaf, einde)
    return Balk(
        x=procent_van(start, maanden),
        aanloop=procent_van(werkt_vanaf - start, maanden),
        werk_x=procent_van(werkt_vanaf, maanden),
        werk=procent_van(einde - werkt_vanaf, maanden),
    )


def maandas(maanden: int, stap: int = 6) -> list[Maandmerk]:
    """The marks of a timeline, one per ``stap`` months."""
    return [
        Maandmerk(
            x=procent_van(maand, maanden),
            label=str(maand),
            anker="start" if maand == 0 else "end" if maand == maanden else "middle",
            jaar=maand % 12 == 0,
        )
        for maand in range(0, maanden + 1, stap)
    ]


def strook(*, gevraagd: Sequence[float], beschikbaar: float, maanden: int) -> Strook:
    """Staff asked per month against what there is, on an axis of ``maanden``; what is too much stands on its own."""
    top = max([*gevraagd, beschikbaar, 1e-9]) * 1.05

    def hoogte(fte: float) -> str:
        return f"{round(STROOKHOOGTE - fte / top * STROOKHOOGTE, 1):g}"

    past = [hoogte(min(fte, beschikbaar)) for fte in gevraagd]
    erboven = [hoogte(max(fte, beschikbaar)) for fte in gevraagd]
    grens = hoogte(beschikbaar)
    return Strook(maanden, _trap(past, str(STROOKHOOGTE)), _trap(erboven, grens), grens)


def _trap(hoogtes: Sequence[str], bodem: str) -> str:
    """An area with a step per month above ``bodem``; "" when it has no height anywhere."""
    if all(hoogte == bodem for hoogte in hoogtes):
        return ""
    stappen, vorige = [], bodem
    for maand, hoogte in enumerate(hoogtes):
        if hoogte != vorige:
            stappen.append(f"H{maand}V{hoogte}")
        vorige = hoogte
    return f"M0 {bodem}{''.join(stappen)}H{len(hoogtes)}V{bodem}z"


def staaf(waarde: float, laag: float, hoog: float) -> Staaf:
    """A bar from zero to a value on a scale that may run below zero, in percent of the width."""
    nul = _deel(0, laag, hoog)
    punt = _deel(waarde, laag, hoog)
    return Staaf(
        x=procent_van(min(nul, punt), 1), breed=procent_van(abs(punt - nul), 1), nul=procent_van(nul, 1)
    )


def _deel(waarde: float, laag: float, hoog: float) -> float:
    return (min(max(waarde, laag), hoog) - laag) / (hoog - laag)


def procent_van(deel: float, geheel: float) -> str:
    """A place or a length along an axis, as SVG takes it."""
    return f"{round(100 * deel / geheel, 2):g}%"
