"""The files of today: cards, indicators and coefficients, each read once."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from simulatie.kern.gegevens.indicator import Indicator, lees_indicatortabel
from simulatie.kern.gegevens.kaart import Kaart, lees_kaartrijen
from simulatie.kern.gegevens.lezen import Lezer, lees_toml
from simulatie.kern.gegevens.parameters import Parameter, Parameters, parameters_uit

MAP = Path(__file__).parent
CASUSSEN = MAP / "casussen"
VAKPLANNEN = MAP / "vakplannen"
KAARTEN = MAP / "kaarten"
PARAMETERS = MAP / "parameters.toml"
INDICATOREN = MAP / "indicatoren.toml"
# One file of cards per principle; research and direction share theirs.
BESTANDEN = ("onderzoek_regie", "zoet", "zuur", "zout", "bitter")


@cache
def alle_kaarten() -> Mapping[str, Kaart]:
    """All cards by code, in the order of the files. Raises CasusOngeldig."""
    return lees_kaarten({naam: lees_toml(KAARTEN / f"{naam}.toml") for naam in BESTANDEN})


def lees_kaarten(bronnen: Mapping[str, Any]) -> Mapping[str, Kaart]:
    """The cards of the files, by the name of the file. Raises CasusOngeldig with everything that is wrong."""
    geheel = Lezer(bronnen)
    kaarten = lees_kaartrijen(
        [rij for naam in geheel for rij in geheel.tabel(naam).rijen("kaart", minstens=1)]
    )
    geheel.rond_af("De kaarten")
    return kaarten


@cache
def lees_indicatoren() -> Mapping[str, Indicator]:
    """All indicators by key, in the order of the file. Raises CasusOngeldig."""
    geheel = Lezer(lees_toml(INDICATOREN))
    indicatoren = lees_indicatortabel(geheel)
    geheel.rond_af("De indicatoren")
    return indicatoren


@cache
def lees_parameters() -> Parameters:
    """The table of the current model version. Raises CasusOngeldig."""
    return parameters_uit(lees_toml(PARAMETERS))


def uitgeschakeld(tabel: Mapping[str, Parameter]) -> dict[str, float]:
    """What the equations of today know and a table of an older model version lacks, each at the value that switches
    it off. No draw varies it: what was not there is not uncertain."""
    return {naam: p.referentie for naam, p in lees_parameters().tabel.items() if naam not in tabel}
