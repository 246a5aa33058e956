"""A prediction as a picture: the figures that were seen, the line that was foretold, on the fixed axis of the indicator."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from django.utils.translation import gettext as _

from simulatie.kern import Casus
from simulatie.schermen.grafieken import Asmerk
from simulatie.schermen.notatie import Feitentabel, eenheid, getal
from simulatie.spel.besluiten import Lijnvoorspelling, Voorspelling
from simulatie.spel.voorspellen import JAAR, Opgave, hoogste

BREEDTE, HOOGTE = 720, 320
LINKS, RECHTS, ONDER, BOVEN = 52, 24, 52, 16
# A figure that lies this part of the axis from what was foretold is near it.
DICHTBIJ = 0.05

Punten = Sequence[tuple[int, float]]


@dataclass(frozen=True)
class Bol:
    """One observed figure in the picture."""

    x: float
    y: float


@dataclass(frozen=True)
class Tekening:
    """What ``simulatie/ronde_tekening.html`` draws.

    voorspeld, gezien  "x,y x,y"; "" for fewer than two points
    maand, van         where a line that is still to be drawn begins, in the units of the indicator and in months
    """

    breedte: int
    hoogte: int
    links: int
    rechts: int
    boven: int
    onder: int
    titel: str
    omschrijving: str
    eenheid: str
    x_as: Sequence[Asmerk]
    y_as: Sequence[Asmerk]
    voorspeld: str
    gezien: str
    bollen: Sequence[Bol]
    maand: int
    van: float
    laatste: int
    top: float


@dataclass(frozen=True)
class Voorspelbaar:
    """An indicator that can be foretold: ``gekozen`` is the one the form is about."""

    sleutel: str
    naam: str
    gekozen: bool


@dataclass(frozen=True)
class Onthuld:
    """A prediction beside what was seen since; ``nieuw``: there are figures of after it. Of one from before predictions
    were drawn only ``zin`` is there."""

    maand: int
    zin: str
    reden: str
    uitkomst: str = ""
    nieuw: bool = False
    tekening: Tekening | None = None
    tabel: Feitentabel | None = None


def opgavebeeld(
    casus: Casus, opgave: Opgave, gezien: Punten, getypt: Sequence[float | None] = ()
) -> Tekening:
    """The picture to draw in; ``getypt``: what a refused form said for each of its months, None for no number."""
    lijn = [(maand, w) for maand, w in zip(opgave.maanden, getypt, strict=False) if w is not None]
    begin = (opgave.maand, opgave.van)
    omschrijving = _("Hierin tekent u uw voorspelling. De velden eronder zeggen hetzelfde in getallen.")
    return _teken(casus, opgave.indicator, begin, lijn, gezien, omschrijving)


def onthuld(
    casus: Casus, maand: int, gedaan: Voorspelling | Lijnvoorspelling, gezien: Mapping[str, Punten]
) -> Onthuld:
    """A prediction that was made, with the figures that came since. ``maand`` is now; after the end that of the model's
    last month. Of an indicator that is not in ``gezien`` nothing can be seen."""
    if isinstance(gedaan, Voorspelling):
        zin = _("In maand %(maand)d: meldingen %(meldingen)s, leefbaarheid %(leefbaarheid)s.") % {
            "maand": gedaan.maand,
            "meldingen": gedaan.meldingen.label,
            "leefbaarheid": gedaan.leefbaarheid.label,
        }
        return Onthuld(gedaan.maand, zin, gedaan.reden)
    indicator = casus.indicatoren.get(gedaan.indicator)
    if indicator is None:
        return Onthuld(gedaan.maand, _("In maand %(maand)d.") % {"maand": gedaan.maand}, gedaan.reden)
    punten = gezien.get(gedaan.indicator, ())
    laatste, waarde = gedaan.waarden[-1]
    zin = _("%(naam)s: van %(van)s in maand %(maand)d naar %(waarde)s in maand %(laatste)d.") % {
        "naam": indicator.naam,
        "van": eenheid(gedaan.van, indicator.eenheid),
        "maand": gedaan.maand,
        "waarde": eenheid(waarde, indicator.eenheid),
        "laatste": laatste,
    }
    uitkomst = _uitkomst(casus, maand, gedaan, gezien)
    return Onthuld(
        maand=gedaan.maand,
        zin=zin,
        reden=gedaan.reden,
        uitkomst=uitkomst,
        nieuw=any(over > gedaan.maand for over, _waarde in punten),
        tekening=_teken(
            casus,
            gedaan.indicator,
            (gedaan.maand, gedaan.van),
            gedaan.waarden,
            punten,
            f"{zin} {uitkomst}",
        ),
        tabel=Feitentabel(
            indicator.naam,
            [_("Maand"), _("Voorspeld (%(eenheid)s)") % {"eenheid": indicator.eenheid}, _("Gezien")],
            [
                [str(m), getal(w, 1), _cel(punten, m)]
                for m, w in ((gedaan.maand, gedaan.van), *gedaan.waarden)
            ],
            getallen=True,
        ),
    )


def _cel(punten: Punten, maand: int) -> str:
    """The figure about this month, a dash when there is none."""
    return next((getal(waarde, 1) for over, waarde in punten if over == maand), "–")


def verwacht(gedaan: Lijnvoorspelling, maand: int) -> float:
    """What the line that was foretold says of a month: straight between the values that were given."""
    punten = ((gedaan.maand, gedaan.van), *gedaan.waarden)
    for (van, begin), (tot, einde) in pairwise(punten):
        if maand <= tot:
            return begin + (einde - begin) * (max(maand, van) - van) / (tot - van)
    return punten[-1][1]


def _uitkomst(casus: Casus, nu: int, gedaan: Lijnvoorspelling, gezien: Mapping[str, Punten]) -> str:
    """The newest figure about a month after the prediction, beside what was foretold of that month."""
    indicator = casus.indicatoren[gedaan.indicator]
    later = [
        punt for punt in gezien.get(gedaan.indicator, ()) if gedaan.maand < punt[0] <= casus.programmaduur
    ]
    if not later:
        komt = next(
            (
                maand
                for maand in range(nu + 1, casus.programmaduur + 1)
                if indicator.peilmaanden(maand + 1)[-1] > gedaan.maand
            ),
            None,
        )
        if gedaan.indicator not in gezien or komt is None:
            return _("Er kwam nog geen nieuw cijfer.")
        return _("Het eerste cijfer van na uw voorspelling komt in maand %(maand)d.") % {"maand": komt}
    over, waarde = later[-1]
    gezegd = verwacht(gedaan, over)
    verschil = waarde - gezegd
    if abs(verschil) <= DICHTBIJ * hoogste(casus, gedaan.indicator):
        oordeel = _("Dat is dicht bij uw lijn.")
    elif verschil > 0:
        oordeel = _("Dat is hoger dan uw lijn.")
    else:
        oordeel = _("Dat is lager dan uw lijn.")
    return _("Gezien over maand %(maand)d: %(gezien)s; uw lijn zegt %(gezegd)s. %(oordeel)s") % {
        "maand": over,
        "gezien": eenheid(waarde, indicator.eenheid),
        "gezegd": eenheid(gezegd, indicator.eenheid),
        "oordeel": oordeel,
    }


def _teken(
    casus: Casus, sleutel: str, begin: tuple[int, float], lijn: Punten, gezien: Punten, omschrijving: str
) -> Tekening:
    indicator, top = casus.indicatoren[sleutel], hoogste(casus, sleutel)
    laatste = casus.programmaduur

    def x(wanneer: float) -> float:
        return round(LINKS + wanneer / laatste * (BREEDTE - LINKS - RECHTS), 1)

    def y(waarde: float) -> float:
        return round(BOVEN + (1 - min(waarde, top) / top) * (HOOGTE - BOVEN - ONDER), 1)

    def reeks(punten: Punten) -> str:
        return " ".join(f"{x(m)},{y(w)}" for m, w in punten) if len(punten) > 1 else ""

    # Before the first figure is published, the briefing told how it was at the beginning.
    tot_hier = [punt for punt in gezien if punt[0] <= laatste] or [begin]
    merken = round(top / _merkstap(top))
    return Tekening(
        breedte=BREEDTE,
        hoogte=HOOGTE,
        links=LINKS,
        rechts=BREEDTE - RECHTS,
        boven=BOVEN,
        onder=HOOGTE - ONDER,
        titel=f"{indicator.naam} ({indicator.eenheid})",
        omschrijving=omschrijving,
        eenheid=indicator.eenheid,
        x_as=[Asmerk(x(m), str(m)) for m in range(0, laatste + 1, JAAR)],
        y_as=[Asmerk(y(merk * _merkstap(top)), getal(merk * _merkstap(top))) for merk in range(merken + 1)],
        voorspeld=reeks([begin, *lijn]) if lijn else "",
        gezien=reeks(tot_hier),
        bollen=[Bol(x(m), y(w)) for m, w in tot_hier],
        maand=begin[0],
        van=begin[1],
        laatste=laatste,
        top=top,
    )


def _merkstap(top: float) -> float:
    """The step between the marks of an axis with this top: round numbers, three to five of them."""
    return next((stap for stap in (2, 5, 10, 20, 50, 100) if 3 <= top / stap <= 5), top / 5)
