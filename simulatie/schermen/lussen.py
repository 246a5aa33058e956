"""When the feedback loops of the model were at work in a run: a rule of thumb that anybody can follow by eye.

A loop turns in a month when all quantities that drive it moved together over the months before, each in the
direction that belongs to the loop, and each far enough to be seen.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from simulatie.kern import LUSSEN, Casus, Verloop
from simulatie.schermen.notatie import aaneengesloten, reeksen_van_maanden

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


@dataclass(frozen=True)
class Lusstrook:
    """An unbroken run of months in which a loop turned, in percent of the width; ``soort`` is slecht or goed."""

    x: str
    breed: str
    soort: str


@dataclass(frozen=True)
class Lus:
    """A feedback loop in a run.

    let_op_als    what its quantities do when it does harm
    slecht, goed  the months in which it turned for worse and for better, "" for none
    stroken       the same months as bars
    """

    letter: str
    naam: str
    tekst: str
    let_op_als: str
    slecht: str
    goed: str
    stroken: Sequence[Lusstrook]


def lussen(casus: Casus, verloop: Verloop) -> list[Lus]:
    """Per loop what it is, which quantities drive it and in which months it turned for worse and for better."""
    return [_lus(casus, letter, LUSSEN[letter], drijvers, verloop) for letter, drijvers in DRIJVERS.items()]


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
    maanden = verloop.waarden.shape[1]
    return Lus(
        letter=letter,
        naam=naam,
        tekst=tekst[:1].upper() + tekst[1:],
        let_op_als=_richtingen(casus, drijvers),
        slecht=reeksen_van_maanden(slecht),
        goed=reeksen_van_maanden(goed),
        stroken=[*_stroken(slecht, maanden, "slecht"), *_stroken(goed, maanden, "goed")],
    )


def _richtingen(casus: Casus, drijvers: Mapping[str, int]) -> str:
    delen = []
    for grootheid, richting in drijvers.items():
        eigen = casus.namen.get(grootheid)
        naam = f"{eigen[:1].lower()}{eigen[1:]}" if eigen else str(GROOTHEDEN[grootheid][0])
        delen.append(
            (_("%(naam)s omhoog") if richting > 0 else _("%(naam)s omlaag")) % {"naam": naam},
        )
    return ", ".join(delen)


def _stroken(maanden: Iterable[int], geheel: int, soort: str) -> list[Lusstrook]:
    """One bar per unbroken run of months."""
    return [
        Lusstrook(f"{100 * van / geheel:.2f}%", f"{100 * (tot - van + 1) / geheel:.2f}%", soort)
        for van, tot in aaneengesloten(maanden)
    ]
