"""What the numbers are, and where each comes from."""

from collections.abc import Mapping

from simulatie.kern.gegevens.parameters import Parameter
from simulatie.kern.xmile.formules import getal
from simulatie.kern.xmile.variabelen import Variabelen

# The point at which the model was written down: the couplings look at deviations from it.
IJKPUNT: Mapping[str, float] = {
    "criminele_greep": 55,
    "woonfraude": 8,
    "overlast": 60,
    "kwetsbaar": 14,
    "angst": 60,
    "leegstand": 3,
    "samenredzaamheid": 42,
    "vertrouwen": 30,
    "buurgebied": 30,
}
KADER: Mapping[str, str] = {
    "woningen_vol": "Het hoogste deel dat woonfraude, leegstand en uitstroomplekken elk kunnen zijn.",
    "kwetsbaar_vol": "Het hoogste deel van de huishoudens dat kwetsbaar kan zijn.",
    "medewerking_evenwicht": "De medewerking van eigenaren als niemand er iets aan doet.",
}
UITGESCHAKELD = "Kwam in deze versie van het model niet voor; deze waarde schakelt het uit."


def schrijf_getallen(m: Variabelen) -> None:
    """Shares of the homes, the point of reference, and every coefficient of the case."""
    totaal = sum(d.woningen for d in m.casus.deelgebieden)
    for achtervoegsel, deelgebied in m.gebieden.items():
        m.hulp(
            f"aandeel{achtervoegsel}",
            f"{deelgebied.woningen} / {totaal}",
            f"Deel van de woningen dat in {deelgebied.naam} staat.",
        )
    for naam, waarde in IJKPUNT.items():
        m.getal(f"ijkpunt_{naam}", waarde, "Punt waarop het model is opgeschreven. Aanname.")
    for naam, waarde in m.casus.parameters.kader.items():
        m.getal(naam, waarde, KADER.get(naam, UITGESCHAKELD))
    for naam, parameter in m.casus.parameters.tabel.items():
        m.getal(naam, parameter.waarde, _herkomst(parameter))


def _herkomst(parameter: Parameter) -> str:
    laag, hoog = parameter.marge
    bron = parameter.bron.replace("[assumption]", "aanname")
    reden = f" {parameter.reden}" if parameter.reden else ""
    marge = f"{getal(laag)} tot {getal(hoog)}".replace(".", ",")
    return f"Eenheid: {parameter.eenheid}. Marge: {marge}. Bron: {bron}.{reden}"
