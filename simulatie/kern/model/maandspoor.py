"""The graph of a month of `stap`, whatever prints it."""

from dataclasses import fields

from simulatie.kern.gegevens.coefficienten import Coefficienten
from simulatie.kern.gegevens.kaart import SOORTEN, STROMEN
from simulatie.kern.gegevens.toestand import PER_DEELGEBIED, VERBORGEN, Toestand
from simulatie.kern.model.spoor import AANDEEL, MAAND, STAND, Speurder, Spoor, spoor_van
from simulatie.kern.model.stap import WIJKSTROMEN, Dosis, stap

# Stocks and flows that are a number per deelgebied.
BREDE_STAND = (*PER_DEELGEBIED, *VERBORGEN, "zoet_vorig")
ZAKEN_EN_RAAK = tuple(f"{wat}_{soort}" for wat in ("zaak", "raak") for soort in SOORTEN)


def volg_stap(q: Coefficienten, gebieden: int) -> Spoor:
    """A month for one plan in an area of that many deelgebieden, every flow given: one that is absent is zero."""
    speurder = Speurder(q, gebieden)
    stand = {veld.name: veld.name in BREDE_STAND for veld in fields(Toestand)}
    maand = {
        naam: naam not in (*WIJKSTROMEN, *ZAKEN_EN_RAAK) for naam in dict.fromkeys((*STROMEN, *ZAKEN_EN_RAAK))
    }
    toestand = Toestand(**{naam: speurder.invoer(STAND, naam, breed=breed) for naam, breed in stand.items()})
    dosis = Dosis({naam: speurder.invoer(MAAND, naam, breed=breed) for naam, breed in maand.items()})
    aandelen = speurder.invoer(AANDEEL, "aandeel", breed=True)
    volgende, gezien = stap(toestand, dosis, aandelen, speurder.coefficienten())
    return spoor_van(speurder, stand, maand, {naam: getattr(volgende, naam) for naam in stand} | gezien)
