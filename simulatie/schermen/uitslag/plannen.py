"""The plan as it was handed in, and the plan of practitioners most like one that did not pass."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from simulatie.kern import Casus, Inzet
from simulatie.schermen.notatie import Feitentabel, procent, waar
from simulatie.schermen.uitslag.punten import punten
from simulatie.spel.bewaard import BewaardOordeel, BewaardPlan, Naaste


@dataclass(frozen=True)
class Vakplan:
    """The plan of practitioners most like a plan that did not pass: what it reaches, why its makers made it so, and what
    it does otherwise.

    tabel  the plan itself; None when the case it belongs to is gone
    """

    zin: str
    reden: str
    verschillen: Sequence[str]
    tabel: Feitentabel | None


def vakplan(oordeel: BewaardOordeel, plan: BewaardPlan, casus: Casus | None) -> Vakplan | None:
    naaste = oordeel.naaste_vakplan
    if not naaste:
        return None
    zin = _(
        "Voor deze casus maakten mensen uit de praktijk eigen plannen. %(plan)s lijkt het meest op het uwe en haalt "
        "%(deel)s van wat haalbaar is."
    ) % {
        "plan": _plannaam(naaste),
        "deel": punten(100 * naaste.bereikt, oordeel.slaaggrens.get("bereikt", 0.0)) + "\N{NO-BREAK SPACE}%",
    }
    tabel = (
        Feitentabel(
            _("Het plan uit de praktijk (maanden tellen vanaf het begin)"),
            *_rijen(
                naaste.inzetten,
                {code: kaart.naam for code, kaart in casus.kaarten.items()},
                plan.deelgebieden,
                casus,
            ),
        )
        if casus
        else None
    )
    return Vakplan(zin, naaste.reden, naaste.verschillen, tabel)


def plantabel(plan: BewaardPlan, casus: Casus | None) -> Feitentabel:
    namen = {code: kaart.naam for code, kaart in plan.kaarten.items()}
    return Feitentabel(
        _("Het plan dat u indiende (maanden tellen vanaf het begin)"),
        *_rijen(plan.inzetten, namen, plan.deelgebieden, casus),
    )


def _plannaam(naaste: Naaste) -> str:
    """As its makers call it; a judgement from before that was kept has the number only."""
    if naaste.naam:
        return _("Plan %(nummer)d, ‘%(naam)s’,") % {"nummer": naaste.nummer, "naam": naaste.naam}
    return _("Plan %(nummer)d") % {"nummer": naaste.nummer}


def _rijen(
    inzetten: Sequence[Inzet],
    namen: Mapping[str, str],
    deelgebieden: Mapping[str, str],
    casus: Casus | None,
) -> tuple[list[str], list[list[str]]]:
    """The columns of a plan and its rows; ``namen``: code of a card → its name."""
    return (
        [_("Maatregel"), _("Start"), _("Stopt"), _("Mate"), _("Waar")],
        [
            [
                f"{inzet.kaart} {namen[inzet.kaart]}",
                str(inzet.start),
                str(inzet.einde),
                procent(inzet.mate),
                waar(inzet.deelgebieden, deelgebieden, casus),
            ]
            for inzet in inzetten
        ],
    )
