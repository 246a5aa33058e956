"""Points as the debrief writes them: whole, for the model is not known to the decimal."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from simulatie.schermen.notatie import getal

DECIMAAL = re.compile(r"(\d+),(\d+) punt(?:en)?\b")


def punten(score: float, grens: float = 0.0) -> str:
    """A score in whole points; one below the mark never reads as the mark."""
    heel = round(score)
    return getal(min(heel, math.ceil(grens) - 1) if score < grens else heel)


def in_punten(waarde: float) -> str:
    """A gain or loss in whole points, in words where it is less than one."""
    heel = round(abs(waarde))
    if heel == 0:
        return _("minder dan 1 punt")
    tekst = ngettext("%(aantal)d punt", "%(aantal)d punten", heel) % {"aantal": heel}
    return f"+{tekst}" if waarde > 0 else f"−{tekst}"


def hele_punten(tekst: str) -> str:
    """A stored sentence with its points whole."""
    return DECIMAAL.sub(lambda m: in_punten(float(f"{m[1]}.{m[2]}")).removeprefix("+"), tekst)


def hele_delen(waarden: Sequence[float], som: int) -> list[int]:
    """Whole numbers that sum to ``som``, each less than one from its value; simply rounded where that cannot be."""
    delen = [math.floor(waarde) for waarde in waarden]
    over = som - sum(delen)
    if not 0 <= over <= len(delen):
        return [round(waarde) for waarde in waarden]
    naar_rest = sorted(range(len(delen)), key=lambda plek: delen[plek] - waarden[plek])
    for plek in naar_rest[:over]:
        delen[plek] += 1
    return delen
