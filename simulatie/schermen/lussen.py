"""When the feedback loops of the model were at work in a run, and what they did: a rule of thumb that anybody can follow
by eye.

A loop turns in a month when all quantities that drive it moved together over the months before, each in the
direction that belongs to the loop, and each far enough to be seen.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from django.utils.functional import Promise
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from simulatie.kern import LUSSEN, Casus, Verloop
from simulatie.schermen.notatie import aaneengesloten, getal, procent, reeksen_van_maanden

TERUGKIJKEN = 6
# Name as people read it, and the smallest move in those months that counts, in the units of the model.
GROOTHEDEN: Mapping[str, tuple[str | Promise, float]] = {
    "criminele_greep": (gettext_lazy("criminele greep"), 1.0),
    "woonfraude": (gettext_lazy("woonfraude"), 0.1),
    "overlast": (gettext_lazy("overlast"), 1.0),
    "angst": (gettext_lazy("angst"), 1.0),
    "vertrouwen": (gettext_lazy("vertrouwen"), 1.0),
    "samenredzaamheid": (gettext_lazy("bereidheid om elkaar te helpen"), 0.5),
    "leegstand": (gettext_lazy("leegstand"), 0.1),
    "buurgebied": (gettext_lazy("druk op het buurgebied"), 0.5),
    "draagkracht": (gettext_lazy("draagkracht van het team"), 1.0),
    "samenwerking": (gettext_lazy("samenwerking"), 0.02),
    "geholpen": (gettext_lazy("huishoudens die hulp hebben"), 0.1),
    "verankering": (gettext_lazy("verankering"), 0.02),
    "meldingsbereidheid": (gettext_lazy("meldingsbereidheid"), 0.01),
    "precisie": (gettext_lazy("kans dat zuur het juiste adres raakt"), 0.01),
    "meldingen": (gettext_lazy("aantal meldingen"), 0.2),
}
# Per loop the quantities that drive it, with the direction of each when the loop does harm.
DRIJVERS: Mapping[str, Mapping[str, int]] = {
    "A": {"angst": 1, "meldingsbereidheid": -1, "criminele_greep": 1},
    "B": {"leegstand": 1, "woonfraude": 1, "criminele_greep": 1},
    "C": {"vertrouwen": -1, "meldingsbereidheid": -1, "precisie": -1},
    "D": {"overlast": 1, "samenredzaamheid": -1},
    "E": {"criminele_greep": -1, "buurgebied": 1},
    "F": {"draagkracht": -1, "samenwerking": -1},
    "G": {"geholpen": -1, "verankering": -1},
    "H": {"meldingen": -1, "overlast": 1},
}
# The other way round these two say nothing about the loop.
ALLEEN_SCHADE = ("E", "H")
# Parts of one, which people read as percentages.
DELEN = ("meldingsbereidheid", "precisie", "samenwerking", "verankering")


@dataclass(frozen=True)
class Lusstrook:
    """An unbroken run of months in which a loop turned, in percent of the width; ``soort`` is slecht or goed."""

    x: str
    breed: str
    soort: str


@dataclass(frozen=True)
class Lusgang:
    """What a loop did one way: ``wat`` in the longest unbroken run of months, and ``maanden`` all in which it did so."""

    soort: str
    wat: str
    maanden: str


@dataclass(frozen=True)
class Lus:
    """A feedback loop that turned in a run: what it is, and what it did, in the words of the case.

    stroken  the same months as bars
    """

    letter: str
    naam: str
    tekst: str
    gangen: Sequence[Lusgang]
    stroken: Sequence[Lusstrook]


@dataclass(frozen=True)
class Lussen:
    """The loops that turned, and the names of those that did not clearly."""

    gedraaid: Sequence[Lus]
    stil: str


def lussen(casus: Casus, verloop: Verloop) -> Lussen:
    """Per loop what it is and what it did, for worse and for better, and in which months."""
    alle = [_lus(casus, letter, LUSSEN[letter], drijvers, verloop) for letter, drijvers in DRIJVERS.items()]
    stil = [f"{lus.naam} ({lus.letter})" for lus in alle if not lus.gangen]
    return Lussen([lus for lus in alle if lus.gangen], get_text_list(stil, _("en")))


def actieve_maanden(
    verloop: Verloop, richtingen: Mapping[str, int], eenheden: Mapping[str, float]
) -> list[int]:
    """The months in which all quantities had moved far enough in their direction."""
    samen = np.ones(verloop.waarden.shape[1] - TERUGKIJKEN, dtype=bool)
    for grootheid, richting in richtingen.items():
        lijn = verloop.wijk(grootheid)[0]
        beweging = np.round(lijn[TERUGKIJKEN:] - lijn[:-TERUGKIJKEN], 9) * richting
        samen &= beweging >= GROOTHEDEN[grootheid][1] * eenheden.get(grootheid, 1.0)
    gedraaid: list[int] = (np.flatnonzero(samen) + TERUGKIJKEN).tolist()
    return gedraaid


def _lus(casus: Casus, letter: str, omschrijving: str, drijvers: Mapping[str, int], verloop: Verloop) -> Lus:
    naam, _punt, tekst = omschrijving.partition(": ")
    slecht = actieve_maanden(verloop, drijvers, casus.eenheden)
    andersom = {grootheid: -richting for grootheid, richting in drijvers.items()}
    goed = [] if letter in ALLEEN_SCHADE else actieve_maanden(verloop, andersom, casus.eenheden)
    totaal = verloop.waarden.shape[1]
    return Lus(
        letter=letter,
        naam=naam,
        tekst=tekst[:1].upper() + tekst[1:],
        gangen=[
            _gang(casus, verloop, soort, drijvers, maanden)
            for soort, maanden in (("goed", goed), ("slecht", slecht))
            if maanden
        ],
        stroken=[*_stroken(slecht, totaal, "slecht"), *_stroken(goed, totaal, "goed")],
    )


def _gang(
    casus: Casus, verloop: Verloop, soort: str, drijvers: Iterable[str], maanden: Sequence[int]
) -> Lusgang:
    van, tot = max(aaneengesloten(maanden), key=lambda reeks: reeks[1] - reeks[0])
    van -= TERUGKIJKEN
    return Lusgang(
        soort=soort,
        wat=_("Van maand %(van)d tot %(tot)d: %(wat)s.")
        % {
            "van": van,
            "tot": tot,
            "wat": get_text_list([_bewoog(casus, verloop, g, van, tot) for g in drijvers], _("en")),
        },
        maanden=reeksen_van_maanden(maanden),
    )


def _bewoog(casus: Casus, verloop: Verloop, grootheid: str, van: int, tot: int) -> str:
    eigen = casus.namen.get(grootheid)
    lijn = verloop.wijk(grootheid)[0]
    return _("%(naam)s van %(eerst)s naar %(dan)s") % {
        "naam": f"{eigen[:1].lower()}{eigen[1:]}" if eigen else str(GROOTHEDEN[grootheid][0]),
        "eerst": _waarde(grootheid, float(lijn[van])),
        "dan": _waarde(grootheid, float(lijn[tot])),
    }


def _waarde(grootheid: str, waarde: float) -> str:
    if grootheid in DELEN:
        return procent(waarde)
    return getal(waarde, 0 if abs(waarde) >= 10 else 1)


def _stroken(maanden: Iterable[int], geheel: int, soort: str) -> list[Lusstrook]:
    """One bar per unbroken run of months."""
    return [
        Lusstrook(f"{100 * van / geheel:.2f}%", f"{100 * (tot - van + 1) / geheel:.2f}%", soort)
        for van, tot in aaneengesloten(maanden)
    ]
