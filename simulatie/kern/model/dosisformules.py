"""The equations between a deployment and a dose, number by number: `doses` calls them with arrays of many plans, and
`browsermodel` follows them with symbols. Which deployment, month, area and precondition they are called for is
bookkeeping, and stands there.
"""

from collections.abc import Mapping
from typing import cast

import numpy as np

from simulatie.kern.gegevens.coefficienten import Coefficient, Coefficienten
from simulatie.kern.gegevens.kaart import SOORTEN
from simulatie.kern.gegevens.reeksen import Gehelen, Getallen, Vlaggen

# Flows that act on cases of a kind of trouble, wherever those are.
ZAAKSTROMEN = {f"zaak_{soort}": soort for soort in SOORTEN}
# Flows of which an area needs only so much.
BEREIK = ("zoet", "zout", "bitter", "onderzoek", "regie")
# Flows that are worth what their measures are worth on average.
GEWOGEN = ("zoet", "zout", "bitter", *ZAAKSTROMEN)
# Flows that add up without levelling off: penalties, not effects.
OPTELLEND = ("juridisch", "wantrouwen", "verplaatsing")
# Preparing a card takes this share of its effort.
INZET_IN_AANLOOP = 0.5
STERKST_GECONCENTREERD = 3.0


def telt(stroom: str) -> str:
    """Which strength of a deployment goes into the sum of a flow: as it is felt (`last`), whatever its start was
    (`effect`), as good as its start (`goed`), or both of these (`gewogen`)."""
    if stroom == "zuur_last":
        return "last"
    if stroom in OPTELLEND:
        return "effect"
    return "gewogen" if stroom in GEWOGEN else "goed"


def deel_van_de_inzet(mate: Getallen, q: Coefficienten) -> Getallen:
    """How much of its full effort a deployment takes."""
    return q.inzet_vast + (1 - q.inzet_vast) * mate


def werk(loopt: Vlaggen, werkt: Vlaggen, deel: Getallen) -> Getallen:
    """Part of the full effort that is asked in a month."""
    werk = cast(Getallen, INZET_IN_AANLOOP * loopt)
    werk += (1 - INZET_IN_AANLOOP) * werkt
    werk *= deel
    return werk


def er_is(beschikbaar: Getallen, gevraagd: Getallen) -> Getallen:
    """Share of the people asked for that is there, 0..1."""
    return np.minimum(1.0, beschikbaar / np.maximum(gevraagd, 1e-12))


def kosten(
    per_maand: Getallen, eenmalig: Getallen, deel: Getallen, maanden: Gehelen, nieuw: Vlaggen
) -> Getallen:
    """Euro of a deployment over the whole programme; maanden: how many it works."""
    bedrag = per_maand * deel * maanden
    bedrag += eenmalig * nieuw
    return bedrag


def opgebouwd(maand: Getallen, werkdag: Getallen, opbouw: int, werkt: Vlaggen, mate: Getallen) -> Getallen:
    """Intensity as far as it has been built up; maand: the first is 1, werkdag: the first is 0."""
    kracht = maand - werkdag
    kracht *= 1 / (opbouw + 1)
    np.minimum(kracht, 1.0, out=kracht)
    kracht *= werkt
    kracht *= mate
    return kracht


def concentratie(aandeel: Getallen, q: Coefficienten) -> Getallen:
    """How much stronger a deployment works in part of the area; aandeel: of the homes."""
    sterker: Getallen = np.minimum(STERKST_GECONCENTREERD, np.maximum(aandeel, 1e-6) ** -q.concentratie)
    return sterker


def zonder(factor: float, mist: Getallen) -> Getallen:
    """What is left of the effect where a precondition is missing (1) or not (0)."""
    return 1 - (1 - factor) * mist


def effect_en_last(kracht: Getallen, over: float | Getallen) -> tuple[Getallen, Getallen]:
    """What is missing takes away the effect; the burden goes only where the card cannot be used at all."""
    return kracht * over, kracht * np.sign(over)


def opstarttekort(werk: Getallen, q: Coefficienten) -> Getallen:
    """How much a deployment lacks by all that started around it; werk: fte that starts in those months."""
    drukte = werk / q.opstart_ruimte
    tekort: Getallen = q.opstart_last * (1.0 - np.minimum(1.0, 1.0 / np.maximum(drukte, 1e-9)))
    return tekort


def fundamenttekort(grond: Getallen, q: Coefficienten) -> Getallen:
    """How much a deployment lacks by the ground it started on, 0..1."""
    tekort: Getallen = q.fundament * (1.0 - grond)
    return tekort


def nawerking(maand: Getallen, werkdag: Getallen, duur: Coefficient) -> Getallen:
    """How much of a poor start is left; maand and werkdag: the first is 0."""
    nog: Getallen = np.exp(-np.maximum(0.0, maand - werkdag) / duur)
    return nog


def kwaliteit(tekort: Getallen, nog: Getallen) -> Getallen:
    """How good a deployment is, 0..1."""
    return np.maximum(0.0, 1.0 - tekort * nog)


def grondstroom(stroom: str, som: Getallen, q: Coefficienten) -> Getallen:
    """Dose of research, direction or zoet as far as it needs no ground itself."""
    dosis: Getallen = 1.0 - np.exp(-getattr(q, f"{stroom}_bereik") * som)
    return dosis


def grond_erna(
    i: Getallen, g: Getallen, c: Getallen, stromen: Mapping[str, Getallen], q: Coefficienten
) -> tuple[Getallen, Getallen, Getallen]:
    """Picture, agreements and contact a month later, as research, direction and zoet alone would make them."""
    ruimte = q.informatie_plafond + q.informatie_plafond_samenwerking * g - i
    i = i + q.informatie_opbouw * stromen["onderzoek"] * np.maximum(0.0, ruimte) - q.informatie_verval * i
    i = i + q.informatie_gewoon
    regie = stromen["regie"]
    g = g + np.where(
        regie > g,
        (regie - g) / q.samenwerking_opbouw,
        (np.maximum(regie, q.samenwerking_bodem) - g) / q.samenwerking_wegzakken,
    )
    return i, g, c + (stromen["zoet"] - c) / q.contact_opbouw


def fundament(beeld: Getallen, samen: Getallen, contact: Getallen, q: Coefficienten) -> dict[str, Getallen]:
    """Per principle how much ground there is for who starts work, 0..1."""
    contact_zuur = np.minimum(1.0, contact / q.fundament_contact_zuur)
    contact_zout = np.minimum(1.0, contact / q.fundament_contact_zout)
    return {
        "zuur": np.minimum(1.0, beeld / q.fundament_beeld_zuur)
        * np.minimum(1.0, samen / q.fundament_samen_zuur)
        * (1.0 - q.fundament_contact * (1.0 - contact_zuur)),
        "bitter": np.minimum(1.0, samen / q.fundament_samen_bitter)
        * np.minimum(1.0, beeld / q.fundament_beeld_bitter),
        "zout": np.minimum(1.0, samen / q.fundament_samen_zout)
        * (1.0 - q.fundament_contact * (1.0 - contact_zout)),
        "zoet": np.minimum(1.0, samen / q.fundament_samen_zoet),
    }


def doses_van(stroom: str, hoeveel: Getallen, goed: Getallen | None, q: Coefficienten) -> dict[str, Getallen]:
    """The dose that the sum of a flow comes to, and of a flow on cases how much of it hits as well; written where the
    sums stood. goed: the sum of what the measures are worth, of GEWOGEN."""
    waarde = goed
    if waarde is not None:
        # However much is done, it is worth what it is worth on average.
        waarde /= np.maximum(hoeveel, 1e-12)
    if stroom in ZAAKSTROMEN:
        raak = _afgevlakt(q.zaken_bereik * hoeveel)
        raak = raak if waarde is None else raak * waarde
        return {f"raak_{ZAAKSTROMEN[stroom]}": raak, stroom: _afgevlakt(hoeveel)}
    if stroom in BEREIK:
        hoeveel *= getattr(q, f"{stroom}_bereik")
    dosis = hoeveel if stroom in OPTELLEND else _afgevlakt(hoeveel)
    if waarde is not None:
        dosis *= waarde
    return {stroom: dosis}


def _afgevlakt(hoeveel: Getallen) -> Getallen:
    """The dose that much comes to, written where it stood."""
    np.exp(np.negative(hoeveel, out=hoeveel), out=hoeveel)
    return np.subtract(1.0, hoeveel, out=hoeveel)
