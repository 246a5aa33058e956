"""The one list of bounds that a case on offer misses: the nearest value that was found, and why it is not nearer.

The gate lets a case through with exactly these, and no further off. A bound is never loosened to fit: it stands in its
row as it was asked.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from simulatie.kern.gegevens.casus import Casus
from simulatie.kern.werkplaats.maatstaf import Eigenschap

# A row may be this much further off than what stands here: rounding.
SPELING = 0.005


@dataclass(frozen=True)
class Gemist:
    """waarde: the nearest that was found; waarom: what stands in the way."""

    waarde: float
    waarom: str


# Per case, by the name of the row.
GEMIST: dict[str, Mapping[str, Gemist]] = {
    "klosjesbuurt": {},
    "heidewissel": {},
    "kettingwerf": {},
}


def is_bekend(casus: Casus, rij: Eigenschap) -> bool:
    """Whether this row may miss its bound here: it stands in the list, and is no worse than what stands there."""
    gemist = GEMIST.get(casus.sleutel, {}).get(rij.naam)
    if gemist is None:
        return False
    if rij.grens.startswith("≤"):
        return rij.waarde <= gemist.waarde + SPELING
    if rij.grens.startswith("≥"):
        return rij.waarde >= gemist.waarde - SPELING
    return abs(rij.waarde - gemist.waarde) <= SPELING
