"""Does every stored judgement still come out where it came out? Reads only; what differs is told in Dutch."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _

from simulatie.acties.beoordelen import vingerafdruk
from simulatie.acties.casusversies import vingerafdruk_van
from simulatie.kern import Casus, PlanOngeldig, beoordeel, simuleer
from simulatie.models import Beoordeling, Casusversie
from simulatie.spel.herspeling import VERSCHIL, is_dezelfde_lijn

# Words of a judgement may be put better later; its figures may not change.
ALLEEN_CIJFERS = (int, float)


def controleer_casusversie(versie: Casusversie) -> list[str]:
    """Whether a published document is still the one that was published."""
    zelfde = vingerafdruk_van(versie.inhoud) == versie.sha256
    return [] if zelfde else [_("de inhoud van deze versie klopt niet met haar sha-256")]


def controleer_beoordeling(beoordeling: Beoordeling, *, volledig: bool = False) -> list[str] | None:
    """What differs when a judged session is played again; None when its version was not kept.

    Compared are the hash, the plan that the decisions lead to, the events and the line of the index; with ``volledig``
    every figure of the judgement, which takes about a second.
    """
    casus = beoordeling.sessie.eigen_casus
    if casus is None:
        return None
    return [*_bewaard(beoordeling), *_herspeeld(casus, beoordeling, volledig)]


def _bewaard(beoordeling: Beoordeling) -> Iterator[str]:
    if vingerafdruk(beoordeling.plan, beoordeling.oordeel) != beoordeling.sha256:
        yield _("plan en oordeel kloppen niet met hun sha-256")
    if beoordeling.gelezen[1].plan != beoordeling.sessie.stand().plan:
        yield _("de besluiten leiden naar een ander plan dan er is beoordeeld")


def _herspeeld(casus: Casus, beoordeling: Beoordeling, volledig: bool) -> Iterator[str]:
    oordeel, bewaard = beoordeling.gelezen
    plan = bewaard.plan
    if plan is None:
        yield _("het plan is niet meer te lezen")
        return
    try:
        verloop = simuleer(casus, [plan], zaad=oordeel.zaad)
    except PlanOngeldig as fout:
        yield _("het plan past niet meer: %(fout)s") % {"fout": fout}
        return
    gevallen = {
        (sleutel, int(in_maand[0].argmax()) - 1)
        for sleutel, in_maand in verloop.gevallen.items()
        if in_maand[0].any()
    }
    if gevallen != set(oordeel.gevallen):
        yield _("er vallen andere gebeurtenissen, of in andere maanden")
    if not is_dezelfde_lijn(verloop, oordeel):
        yield _("de lijn van de leefbaarheid loopt anders")
    if volledig:
        nu = beoordeel(casus, plan, zaad=oordeel.zaad).als_dict()
        anders = _andere_cijfers(beoordeling.oordeel, nu, "")
        yield from (_("ander cijfer: %(pad)s") % {"pad": pad} for pad in anders)


def _andere_cijfers(toen: Any, nu: Any, pad: str) -> Iterator[str]:
    """Places where a number that was stored is another one now; what came in later is no difference."""
    if isinstance(toen, Mapping) and isinstance(nu, Mapping):
        for naam, waarde in sorted(toen.items()):
            yield from _andere_cijfers(waarde, nu.get(naam), f"{pad}.{naam}".lstrip("."))
    elif isinstance(toen, list) and isinstance(nu, list) and len(toen) == len(nu):
        for nummer, (een, ander) in enumerate(zip(toen, nu, strict=True)):
            yield from _andere_cijfers(een, ander, f"{pad}[{nummer}]")
    elif isinstance(toen, ALLEEN_CIJFERS):
        if not isinstance(nu, ALLEEN_CIJFERS) or not math.isclose(toen, nu, rel_tol=0, abs_tol=VERSCHIL):
            yield pad
    elif (toen is not None and type(toen) is not type(nu)) or isinstance(toen, list):
        yield pad
