"""What happened on the way and what was foretold, read from the stored judgement and from its replay. Of a version that
is gone the months remain, and nothing is made up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import inf

import numpy as np
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from simulatie.kern import Casus, Gebeurtenis, Keuze, Verloop, neem_waar
from simulatie.schermen.grafieken import LijnMetFeiten, lijn_met_feiten, vaste_schaal
from simulatie.schermen.voorspelling import Onthuld, onthuld
from simulatie.spel.besluiten import Lijnvoorspelling, Voorspelling, Vorm
from simulatie.spel.bewaard import BewaardOordeel, BewaardPlan
from simulatie.spel.herspeling import vorm_na

# What was foretold: its key in a prediction, how it reads, its unit and the quantity of the model.
VOORSPELD = (
    ("meldingen", gettext_lazy("Meldingen per maand"), gettext_lazy("meldingen"), "meldingen"),
    ("leefbaarheid", gettext_lazy("Leefbaarheidsindex (fictief)"), gettext_lazy("punten"), "index"),
)


@dataclass(frozen=True)
class Voorval:
    """An event that fell; of a version that is gone only the month is left.

    keuze  the answer that held, None when the event asks nothing
    zelf   somebody chose it; otherwise it is what happens when nobody does
    """

    maand: int
    titel: str = ""
    tekst: str = ""
    keuze: Keuze | None = None
    zelf: bool = False

    @property
    def telt_tegen(self) -> bool:
        """The answer cost points of lawfulness."""
        return self.keuze is not None and bool(self.keuze.punten)


@dataclass(frozen=True)
class VoorspeldEnGebeurd:
    """What was foretold of one line in one month, and what it did."""

    maand: int
    wat: str
    verwacht: str
    gebeurd: str
    klopt: bool
    reden: str


@dataclass(frozen=True)
class Voorspeld:
    """Every prediction beside what happened: those that were drawn, and the shapes and lines of before that."""

    rijen: Sequence[VoorspeldEnGebeurd]
    lijnen: Sequence[LijnMetFeiten]
    getekend: Sequence[Onthuld]


def onderweg(casus: Casus | None, plan: BewaardPlan, oordeel: BewaardOordeel) -> list[Voorval]:
    """The events that fell, in order, with the answer that was given."""
    bekend = {g.sleutel: g for g in casus.gebeurtenissen} if casus else {}
    return [
        _voorval(maand, bekend.get(sleutel), plan.antwoorden.get(sleutel))
        for sleutel, maand in oordeel.gevallen
    ]


def _voorval(maand: int, gebeurtenis: Gebeurtenis | None, antwoord: str | None) -> Voorval:
    if gebeurtenis is None:
        return Voorval(maand)
    standaard = gebeurtenis.keuzes[gebeurtenis.standaard] if gebeurtenis.keuzes else None
    return Voorval(
        maand=maand,
        titel=gebeurtenis.titel,
        tekst=gebeurtenis.tekst,
        keuze=next((k for k in gebeurtenis.keuzes if k.sleutel == antwoord), standaard),
        zelf=antwoord is not None,
    )


def voorspeld(
    casus: Casus | None, verloop: Verloop | None, voorspellingen: Sequence[Voorspelling | Lijnvoorspelling]
) -> Voorspeld | None:
    """Every prediction beside what happened; None when nothing was foretold or replayed."""
    if casus is None or verloop is None or not voorspellingen:
        return None
    vormen = [gedaan for gedaan in voorspellingen if isinstance(gedaan, Voorspelling)]
    getekend = [gedaan for gedaan in voorspellingen if isinstance(gedaan, Lijnvoorspelling)]
    gemeten = {g.indicator: _gemeten(casus, verloop, g.indicator) for g in getekend}
    lijnen = {rij[0]: np.round(verloop.wijk(rij[-1])[0], 9) for rij in VOORSPELD}
    gebeurd = _("Wat er gebeurde")
    return Voorspeld(
        rijen=[
            _vergelijk(gedaan, sleutel, str(naam), lijnen[sleutel])
            for gedaan in vormen
            for sleutel, naam, *_rest in VOORSPELD
        ],
        lijnen=[
            lijn_met_feiten(
                str(naam),
                str(eenheid),
                [(gebeurd, lijnen[sleutel].tolist())],
                schaal=vaste_schaal(casus, grootheid, hoogst=100 if grootheid == "index" else inf),
            )
            for sleutel, naam, eenheid, grootheid in VOORSPELD
            if vormen
        ],
        getekend=[onthuld(casus, casus.horizon, gedaan, gemeten) for gedaan in getekend],
    )


def _gemeten(casus: Casus, verloop: Verloop, sleutel: str) -> Sequence[tuple[int, float]]:
    """Every figure that was published of an indicator, without noise: (month it is about, value)."""
    if sleutel not in casus.indicatoren:
        return ()
    lijn = neem_waar(casus, verloop).wijk(sleutel)[0]
    over = casus.indicatoren[sleutel].peilmaanden(len(lijn))
    return [(int(maand), float(lijn[over == maand][0])) for maand in np.unique(over[over >= 0])]


def _vergelijk(gedaan: Voorspelling, sleutel: str, naam: str, lijn: np.ndarray) -> VoorspeldEnGebeurd:
    verwacht: Vorm = getattr(gedaan, sleutel)
    vorm = vorm_na(lijn, gedaan.maand)
    return VoorspeldEnGebeurd(
        maand=gedaan.maand,
        wat=naam,
        verwacht=str(verwacht.label),
        gebeurd=str(vorm.label),
        klopt=vorm == verwacht,
        reden=gedaan.reden,
    )
