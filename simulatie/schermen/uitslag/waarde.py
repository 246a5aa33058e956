"""What each principle and each decision was worth."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from simulatie.schermen.grafieken import Maandmerk, Staaf, maandas, staaf
from simulatie.schermen.notatie import Feitentabel, procent, verschil
from simulatie.schermen.uitslag.punten import hele_delen, in_punten
from simulatie.spel.bewaard import BewaardOordeel, BewaardPlan, Inzetwaarde


@dataclass(frozen=True)
class Bijdrage:
    """What one principle added, and would have added alone, in points."""

    principe: str
    naam: str
    waarde: str
    alleen: str
    balk: Staaf


@dataclass(frozen=True)
class Bijdragen:
    """What each principle added to the whole. Whole points that say the same thing agree: winst = apart + umami, and the
    parts of each sum to it.

    winst   what the whole plan was worth, in words; apart: each principle alone, summed
    umami   the difference in words, and as a number whose sign says whether it helped
    """

    delen: Sequence[Bijdrage]
    tabel: Feitentabel
    winst: str
    apart: str
    umami: str
    umami_getal: float


@dataclass(frozen=True)
class Besluitwaarde:
    """What one measure was worth.

    maanden     from month to month; mate: its intensity
    waarde      in whole points, in words; zeker: how certain that is
    teken, merk what stands on its bar: up, down or level, and the points
    x, breed    its bar in percent of the width; laat: it begins so late that its mark stands at the right edge
    """

    naam: str
    principe: str
    maanden: str
    mate: str
    waarde: str
    zeker: str
    teken: str
    merk: str
    x: str
    breed: str
    laat: bool


@dataclass(frozen=True)
class Besluitwaarden:
    """What each measure was worth, in the order in which they began."""

    rijen: Sequence[Besluitwaarde]
    maandas: Sequence[Maandmerk]
    tabel: Feitentabel


def bijdragen(oordeel: BewaardOordeel) -> Bijdragen:
    delen = oordeel.bijdragen
    winst, umami = round(oordeel.winst), round(oordeel.umami)
    apart = winst - umami
    samen_heel = hele_delen([deel.waarde for deel in delen], winst)
    alleen_heel = hele_delen([deel.alleen for deel in delen], apart)
    alles = [*samen_heel, *alleen_heel]
    laag, hoog = min(0, *alles), max(0, *alles)
    # A scale of at least one point, so that nothing does not look like something.
    hoog = max(hoog, laag + 1)
    return Bijdragen(
        delen=[
            Bijdrage(
                principe=deel.sleutel,
                naam=deel.naam,
                waarde=verschil(samen, 0),
                alleen=verschil(alleen, 0),
                balk=staaf(samen, laag, hoog),
            )
            for deel, samen, alleen in zip(delen, samen_heel, alleen_heel, strict=True)
        ],
        tabel=Feitentabel(
            _("Bijdrage aan de leefbaarheidsindex, in hele punten (leermodel)"),
            [_("Principe"), _("Bijdrage in uw plan"), _("Als u alleen dit had gedaan")],
            [
                *(
                    [deel.naam, verschil(samen, 0), verschil(alleen, 0)]
                    for deel, samen, alleen in zip(delen, samen_heel, alleen_heel, strict=True)
                ),
                [_("Alles bij elkaar"), verschil(winst, 0), verschil(apart, 0)],
            ],
            getallen=True,
        ),
        winst=in_punten(oordeel.winst),
        apart=in_punten(apart) if apart else _("0 punten"),
        umami=in_punten(oordeel.umami),
        umami_getal=oordeel.umami,
    )


def besluiten(plan: BewaardPlan, gewaardeerd: Sequence[Inzetwaarde]) -> Besluitwaarden | None:
    """What each deployment was worth: as a mark on its bar and as a row, in the order in which they began."""
    if not gewaardeerd:
        return None
    op_tijd = sorted(gewaardeerd, key=lambda b: (b.inzet.start, b.inzet.kaart))
    einde = max(b.inzet.start + b.inzet.duur for b in gewaardeerd)
    maanden = 12 * math.ceil(einde / 12)
    rijen = [_besluit(plan, besluit, maanden) for besluit in op_tijd]
    return Besluitwaarden(
        rijen=rijen,
        maandas=maandas(maanden, 12),
        tabel=Feitentabel(
            _("Wat elk besluit waard was, in hele punten leefbaarheid (leermodel)"),
            [_("Maatregel"), _("Maanden"), _("Mate"), _("Waarde"), _("Hoe zeker")],
            [[r.naam, r.maanden, r.mate, r.waarde, r.zeker] for r in rijen],
        ),
    )


def _besluit(plan: BewaardPlan, besluit: Inzetwaarde, maanden: int) -> Besluitwaarde:
    inzet, waarde = besluit.inzet, besluit.waarde
    kaart = plan.kaarten[inzet.kaart]
    start, duur = inzet.start, inzet.duur
    heel = round(waarde)
    return Besluitwaarde(
        naam=f"{inzet.kaart} {kaart.kort}",
        principe=kaart.principe,
        maanden=_("%(van)d tot %(tot)d") % {"van": start, "tot": start + duur},
        mate=procent(inzet.mate),
        waarde=in_punten(waarde),
        zeker=_hoe_zeker(waarde, besluit.fout),
        teken="▲" if heel > 0 else "▼" if heel < 0 else "●",
        merk=verschil(waarde, 0),
        x=f"{100 * start / maanden:.2f}%",
        breed=f"{100 * duur / maanden:.2f}%",
        laat=start > maanden * 0.8,
    )


def _hoe_zeker(waarde: float, fout: float) -> str:
    """The standard error in words; two of them make the difference between something and nothing."""
    if abs(waarde) <= 2 * fout:
        return _("onzeker: het kan ook niets zijn")
    return _("vrij zeker") if fout <= abs(waarde) / 4 else _("ongeveer")
