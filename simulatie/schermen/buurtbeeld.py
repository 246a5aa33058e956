"""The area through the months: a plan of it coloured by one indicator, and a street that shows how it is to live there.

The street is drawn from the state itself, so only practice has it: in a test it would tell what nobody asked.

Everything is rounded to whole numbers here, so that the page and ``buurtkaart.js`` colour the same.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import lru_cache

import numpy as np
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from simulatie.kern import Casus, Plan, Verloop, simuleer
from simulatie.schermen.notatie import Feitentabel
from simulatie.schermen.plattegrond import Plattegrond, Vlak, plattegrond
from simulatie.schermen.werkblad import verwachting
from simulatie.spel.verloop import Speelstand

# Quantity of the model, name, unit, whether more is better. ``casus.namen`` has other names for other settings.
GROOTHEDEN = (
    ("index", gettext_lazy("Leefbaarheidsindex (fictief)"), gettext_lazy("punten"), True),
    ("overlast", gettext_lazy("Overlast"), gettext_lazy("punten"), False),
    ("angst", gettext_lazy("Angst"), gettext_lazy("punten"), False),
    ("vertrouwen", gettext_lazy("Vertrouwen"), "%", True),
    ("criminele_greep", gettext_lazy("Criminele greep"), gettext_lazy("punten"), False),
    ("samenredzaamheid", gettext_lazy("Mensen die iets voor elkaar doen"), gettext_lazy("punten"), True),
    ("woonfraude", gettext_lazy("Woningen met woonfraude"), "%", False),
    ("kwetsbaar", gettext_lazy("Huishoudens die hulp missen"), "%", False),
)
TRAPPEN = 5
ONBEKEND = "-"

HUIZEN, RAMEN = 8, 4
LEEG_PER_HUIS = 5
"""Percent of empty homes that one boarded house stands for: few homes are empty, and it must be seen."""
VOORKEUR = (5, 2, 7, 0, 3, 6, 1, 4)
"""Which house is tended first; the last is boarded first."""
TEKENS = "0123456789abcdefghijklmnopqrstuvwxyzABCD"
"""The state of a house in one character: lit windows + 5 × door open + 10 × stoop tended + 20 × boarded."""


@dataclass(frozen=True)
class Trede:
    """One step of the legend: its pattern (0 to 4, denser is worse) and the values it holds, both ends included."""

    trap: int
    van: int
    tot: int


@dataclass(frozen=True)
class Waardevlak:
    """A part of the area with what is known of it: a number, a range or a dash; ``trap`` is None when unknown."""

    vlak: Vlak
    waarde: str
    trap: int | None


@dataclass(frozen=True)
class Kleuring:
    """The plan of the area coloured by one indicator in one month, and the same figures as a table."""

    vlakken: Sequence[Waardevlak]
    legenda: Sequence[Trede]
    vaag: str
    tabel: Feitentabel


@dataclass(frozen=True)
class Huis:
    """One house as ``components/straat.html`` draws it; ``verlicht`` counts its lit windows."""

    verlicht: int
    deur_open: bool
    stoep: bool
    dicht: bool

    @property
    def klassen(self) -> str:
        """The classes that say which parts of a house are seen when all of them are drawn."""
        klassen = {
            "is-open": self.deur_open,
            "is-stoep": self.stoep,
            "is-dicht": self.dicht,
            "is-donker": not self.verlicht and not self.dicht,
            "is-kaal": not self.stoep and not self.verlicht,
        }
        return " ".join(klasse for klasse, ja in klassen.items() if ja)


@dataclass(frozen=True)
class Straattelling:
    """The street in numbers: what the drawing shows, for who does not see it."""

    ramen: int
    deuren: int
    stoepen: int
    dicht: int


@dataclass(frozen=True)
class Laaggegevens:
    """An indicator in all months as ``buurtkaart.js`` reads it, rounded to whole numbers.

    kop      title of the table; [maand] stands for the month
    laag     lowest value, where the first step begins; breed: how many values a step holds
    trap     the pattern of each step
    vaag     how vague it is, in words; ruim: the same as a part of the value where ranges are shown, or 0
    waarden  per month the values of all parts, "-" where unknown
    """

    kop: str
    laag: int
    breed: int
    trap: Sequence[int]
    vaag: str
    ruim: float
    waarden: Sequence[str]


@dataclass(frozen=True)
class Buurtbeeld:
    """What ``components/buurtkaart.html`` takes: the month and indicator that are asked, and all others as data.

    laatste_maand  last month that can be asked
    indicator      key of the one shown, "" when nothing is known; keuzes: (key, name) of all
    kleuring       None when nothing is known
    straat         the houses of the month; empty, with geteld None, where there is no street
    lagen          every indicator in every month; straten: the street per month (see ``TEKENS``)
    """

    maand: int
    laatste_maand: int
    indicator: str
    keuzes: Sequence[tuple[str, str]]
    plattegrond: Plattegrond
    kleuring: Kleuring | None
    straat: Sequence[Huis]
    geteld: Straattelling | None
    lagen: Mapping[str, Laaggegevens]
    straten: Sequence[str]

    @property
    def gegevens(self) -> dict[str, object]:
        """What ``buurtkaart.js`` reads."""
        return {
            "lagen": {sleutel: asdict(laag) for sleutel, laag in self.lagen.items()},
            "straat": self.straten,
        }


@dataclass(frozen=True)
class Laag:
    """One indicator per month and area, [maand, deelgebied]; NaN = not known.

    meer_is_beter  None when more can be good or bad news
    spreiding      how vague it is, as a part of the value
    verouderd      no longer kept up to date: shown as ranges
    trappen        lowest value of the first step and how many values a step holds; None: steps around what is known
    """

    sleutel: str
    naam: str
    eenheid: str
    waarden: np.ndarray
    meer_is_beter: bool | None
    spreiding: float = 0.0
    verouderd: bool = False
    trappen: tuple[int, int] | None = None


def buurtbeeld_van_plan(casus: Casus, plan: Plan, vraag: Mapping[str, str]) -> Buurtbeeld:
    """The forecast of a plan, for practice. ``vraag`` is what the form of the map asks: maand, stap, indicator."""
    verloop = verwachting(casus, plan)
    lagen = [
        Laag(
            sleutel,
            casus.namen.get(sleutel, str(naam)),
            str(eenheid),
            verloop.per_deelgebied(sleutel)[0],
            beter,
            trappen=vaste_trappen(casus, sleutel),
        )
        for sleutel, naam, eenheid, beter in GROOTHEDEN
    ]
    return buurtbeeld(
        casus, lagen, straat(verloop, casus.horizon), vraag, begin=casus.programmaduur, laatste=casus.horizon
    )


@lru_cache(maxsize=256)
def vaste_trappen(casus: Casus, sleutel: str) -> tuple[int, int]:
    """The steps in which an indicator of a case is coloured, whatever the plan: they hold what doing nothing and the
    plans of the experts come to; what lies beyond has the colour of the nearest."""
    plannen = [Plan(), *(Plan(plan.inzetten) for plan in casus.vakplannen)]
    return _trappen(simuleer(casus, plannen).per_deelgebied(sleutel))


def _trappen(waarden: np.ndarray) -> tuple[int, int]:
    bekend = waarden[~np.isnan(waarden)].round()
    laagste, hoogste = (int(bekend.min()), int(bekend.max())) if bekend.size else (0, 0)
    return laagste, (hoogste - laagste) // TRAPPEN + 1


def buurtbeeld_van_toets(casus: Casus, speelstand: Speelstand, vraag: Mapping[str, str]) -> Buurtbeeld:
    """What is known of a test up to now: the indicators that were asked and differ per area."""
    indicatoren = casus.indicatoren
    lagen = []
    for sleutel, kennis in speelstand.bekend.items():
        indicator = indicatoren[sleutel]
        if not indicator.per_deelgebied:
            continue
        waarden = speelstand.waarneming.per_deelgebied(sleutel)[0, : speelstand.maand + 1].copy()
        waarden[kennis.peilmaand + 1 :] = np.nan
        lagen.append(
            Laag(
                sleutel,
                indicator.naam,
                indicator.eenheid,
                waarden,
                indicator.meer_is_beter,
                kennis.spreiding,
                kennis.verouderd,
            )
        )
    return buurtbeeld(casus, lagen, [], vraag, begin=speelstand.maand, laatste=speelstand.maand)


def buurtbeeld(
    casus: Casus,
    lagen: Sequence[Laag],
    straten: Sequence[str],
    vraag: Mapping[str, str],
    begin: int,
    laatste: int,
) -> Buurtbeeld:
    """The area in the month and by the indicator that are asked.

    straten  the street per month up to ``laatste``; empty = no street
    begin    month that is shown when none is asked, or the last one before it with a figure
    laatste  last month that may be shown
    """
    gegevens = {laag.sleutel: _laaggegevens(laag) for laag in lagen}
    gekozen = vraag.get("indicator", "")
    gekozen = gekozen if gekozen in gegevens else next(iter(gegevens), "")
    for een in lagen:
        if een.sleutel == gekozen:
            begin = _laatst_bekend(een, begin)
    maand = min(max(_geheel(vraag.get("maand"), begin) + _geheel(vraag.get("stap"), 0), 0), laatste)
    grond = plattegrond(casus)
    return Buurtbeeld(
        maand=maand,
        laatste_maand=laatste,
        indicator=gekozen,
        keuzes=[(laag.sleutel, laag.naam) for laag in lagen],
        plattegrond=grond,
        kleuring=_kleuring(grond, gegevens[gekozen], maand) if gekozen else None,
        straat=[huis(teken) for teken in straten[maand]] if straten else [],
        geteld=geteld(straten[maand]) if straten else None,
        lagen=gegevens,
        straten=straten,
    )


def _kleuring(grond: Plattegrond, laag: Laaggegevens, maand: int) -> Kleuring:
    vlakken = [
        Waardevlak(
            vlak=vlak,
            waarde=_waarde(waarde, laag.ruim),
            trap=None if waarde == ONBEKEND else laag.trap[_stap(int(waarde), laag)],
        )
        for vlak, waarde in zip(grond.vlakken, laag.waarden[maand].split(), strict=True)
    ]
    return Kleuring(
        vlakken=vlakken,
        legenda=[
            Trede(trap, laag.laag + nummer * laag.breed, laag.laag + (nummer + 1) * laag.breed - 1)
            for nummer, trap in enumerate(laag.trap)
        ],
        vaag=laag.vaag,
        tabel=Feitentabel(
            laag.kop.replace("[maand]", str(maand)),
            [_("Deel van het gebied"), _("Waarde")],
            [[f"{een.vlak.nummer}. {een.vlak.naam}", een.waarde] for een in vlakken],
            getallen=True,
        ),
    )


def _stap(waarde: int, laag: Laaggegevens) -> int:
    return min(max((waarde - laag.laag) // laag.breed, 0), TRAPPEN - 1)


def _laaggegevens(laag: Laag) -> Laaggegevens:
    """Whole numbers, a line per month, and five equal steps; the densest step is the worst."""
    laagste, breed = laag.trappen or _trappen(laag.waarden)
    trap = list(range(TRAPPEN))
    vaag = _("Dit beeld is vaag: het kan %(deel)d %% hoger of lager zijn.") % {
        "deel": round(laag.spreiding * 100)
    }
    return Laaggegevens(
        kop=_("%(naam)s (%(eenheid)s) in maand [maand]") % {"naam": laag.naam, "eenheid": laag.eenheid},
        laag=laagste,
        breed=breed,
        trap=trap[::-1] if laag.meer_is_beter else trap,
        vaag=vaag if laag.spreiding else "",
        ruim=laag.spreiding if laag.verouderd else 0,
        waarden=[" ".join(maand) for maand in _geheel_of_onbekend(laag.waarden)],
    )


def _geheel_of_onbekend(waarden: np.ndarray) -> list[list[str]]:
    """Whole numbers as text, [maand, deelgebied]; a number at a time would be a tenth of the time of the page."""
    geheel = np.where(np.isnan(waarden), 0, waarden).round().astype(int).astype(str)
    tekst: list[list[str]] = np.where(np.isnan(waarden), ONBEKEND, geheel).tolist()
    return tekst


def _laatst_bekend(laag: Laag, maand: int) -> int:
    """The last month up to this one in which some area has a figure; the month itself when there is none."""
    bekend = np.flatnonzero((~np.isnan(laag.waarden[: maand + 1])).any(axis=1))
    return int(bekend[-1]) if bekend.size else maand


def _waarde(waarde: str, ruim: float) -> str:
    """What stands on the map: a number, a range where it is stale, a dash where it is unknown."""
    if waarde == ONBEKEND or not ruim:
        return "–" if waarde == ONBEKEND else waarde
    return f"{math.floor(round(int(waarde) * (1 - ruim), 6))}–{math.ceil(round(int(waarde) * (1 + ruim), 6))}"


def straat(verloop: Verloop, laatste: int) -> list[str]:
    """The street in months 0 to ``laatste``: per month a string with a character per house (see ``TEKENS``)."""
    grootheden = ("samenredzaamheid", "angst", "fysieke_kwaliteit", "leegstand")
    waarden = [verloop.wijk(naam)[0, : laatste + 1].round(9).tolist() for naam in grootheden]
    return [_straat(*maand) for maand in zip(*waarden, strict=True)]


def _straat(samenredzaamheid: float, angst: float, fysieke_kwaliteit: float, leegstand: float) -> str:
    dicht = min(HUIZEN, round(leegstand / LEEG_PER_HUIS))
    bewoond = VOORKEUR[: HUIZEN - dicht]
    ramen = min(round(HUIZEN * RAMEN * samenredzaamheid / 100), RAMEN * len(bewoond))
    deuren = round(HUIZEN * (1 - angst / 100))
    stoepen = round(HUIZEN * fysieke_kwaliteit / 100)
    huizen = [20] * HUIZEN
    for rang, huis_nummer in enumerate(bewoond):
        licht = ramen // len(bewoond) + (rang < ramen % len(bewoond))
        huizen[huis_nummer] = licht + 5 * (rang < deuren) + 10 * (rang < stoepen)
    return "".join(TEKENS[staat] for staat in huizen)


def huis(teken: str) -> Huis:
    """The house behind one character of a street (see ``TEKENS``)."""
    staat = TEKENS.index(teken)
    return Huis(
        verlicht=staat % 5,
        deur_open=staat // 5 % 2 == 1,
        stoep=staat // 10 % 2 == 1,
        dicht=staat >= 20,
    )


def geteld(tekens: str) -> Straattelling:
    """The street of one month in numbers."""
    huizen = [huis(teken) for teken in tekens]
    return Straattelling(
        ramen=sum(een.verlicht for een in huizen),
        deuren=sum(een.deur_open for een in huizen),
        stoepen=sum(een.stoep for een in huizen),
        dicht=sum(een.dicht for een in huizen),
    )


def _geheel(tekst: str | None, anders: int) -> int:
    """A whole number of at most three digits, with or without a minus sign."""
    try:
        return int(tekst) if tekst and len(tekst) <= 4 else anders
    except ValueError:
        return anders
