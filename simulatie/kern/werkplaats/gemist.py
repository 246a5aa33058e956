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


NOOIT_AF = "1000 trekkingen ±30 %; zuur nooit af is minder"
TREKT_NIET_AF = (
    "De schade van zuur stopt met het programma; missers blijven (zaken_missers, samen_misser), maar meer daarvan kost "
    "het vertrouwen dat raak zuur met zoet moet houden."
)
ZONDER = {
    smaak: f"beste plan dat een zoektocht zonder {smaak} vindt: G" for smaak in ("zoet", "zout", "bitter")
}
EEN_MINDER = (
    "Wie een principe weglaat en al het geld anders besteedt, verliest in de index minder dan een vijfde; slagen doet zo'n "
    "plan niet, want samenhang is dan 0."
)
# Per case, by the name of the row.
GEMIST: dict[str, Mapping[str, Gemist]] = {
    "klosjesbuurt": {
        NOOIT_AF: Gemist(0.949, TREKT_NIET_AF),
        "een mildere fout kost minstens, in G": Gemist(
            0.078, "Een half jaar later in vakplan 4; dat plan was geen deel van de passing."
        ),
        "deel van de 19 harde kaarten dat ergens de beste van zijn soort is": Gemist(
            0.8947,
            "Z6: fouilleren raakt de kern niet en kost vertrouwen; Z17, Z18 of Z19 doet in elk geprobeerd plan meer. Z7: zijn "
            "soort, uitbuiting, is hier 3 % van de zaken. Alleen ingezet waar die soort zit, scheelt het niet.",
        ),
        ZONDER["zoet"]: Gemist(0.8531, EEN_MINDER),
        ZONDER["zout"]: Gemist(0.8559, EEN_MINDER),
        ZONDER["bitter"]: Gemist(0.8654, EEN_MINDER),
    },
    "heidewissel": {
        NOOIT_AF: Gemist(0.886, TREKT_NIET_AF),
        ZONDER["zoet"]: Gemist(0.9227, EEN_MINDER),
        ZONDER["zout"]: Gemist(0.8279, EEN_MINDER),
        ZONDER["bitter"]: Gemist(0.8742, EEN_MINDER),
    },
    "kettingwerf": {
        NOOIT_AF: Gemist(0.87, TREKT_NIET_AF),
        "30 keer steeds het eerste advies volgen: deel dat binnen 15 stappen slaagt": Gemist(
            0.8667,
            "Vier plannen blijven steken op 0,54 tot 0,58: wat nog wint, stelt zoet of zout uit of ruilt de wijkregisseur "
            "weg, en dat raadt de academy niet aan. Het dichtste vakplan staat er dan naast.",
        ),
        ZONDER["zoet"]: Gemist(0.8581, EEN_MINDER),
        ZONDER["zout"]: Gemist(0.9034, EEN_MINDER),
        ZONDER["bitter"]: Gemist(0.8978, EEN_MINDER),
    },
}


# Cards on offer that help in no plan that is tried, and why they stay.
HELPT_NERGENS: Mapping[str, Mapping[str, str]] = {
    "klosjesbuurt": {"Z7": "Uitbuiting en slechte verhuur zijn hier zeldzaam (samen 13 % van de zaken)."},
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
