"""The equations of the model as people read them: in words and in symbols, from the one place where both stand."""

import re
from dataclasses import dataclass
from pathlib import Path

from simulatie.kern.gegevens.casus import Casus
from simulatie.kern.gegevens.plan import Inzet, Plan
from simulatie.kern.xmile.dosering import schrijf_dosering
from simulatie.kern.xmile.eenheden import DELEN, MODEL, eenheid, schaal
from simulatie.kern.xmile.inzetten import Benoemd, benoem, schrijf_inzetten
from simulatie.kern.xmile.team import schrijf_team
from simulatie.kern.xmile.uitkomsten import schrijf_uitkomsten
from simulatie.kern.xmile.variabelen import GEMIDDELDE, SOM, Regel, Variabelen
from simulatie.kern.xmile.voorraden import VOORRADEN
from simulatie.kern.xmile.werking import schrijf_werking
from simulatie.kern.xmile.wijk import schrijf_wijk

LUSSENBEELD = Path(__file__).parents[1] / "lussen.svg"
# Doses of which there is always one in the example of a measure.
ALTIJD = ("onderzoek", "regie", "zoet", "zout", "bitter")
TEKENS: tuple[tuple[str, str], ...] = (
    (rf"{GEMIDDELDE}\[([^]]*)\]", r"gemiddelde(\1)"),
    (rf"{SOM}\[([^]]*)\]", r"som(\1)"),
    ("@", ""),
    (r"\( ", "("),
    (r"(\d)\.(\d)", r"\1,\2"),
    (r", ", "; "),
    (r" \* ", " × "),
    (r"(?<=[\s(])-(?=[\s\w(])|^-", "−"),
    (r"\bSQRT\(", "√("),
    (r"\bEXP\(", "exp("),
    (r"\bMIN\(", "laagste("),
    (r"\bMAX\(", "hoogste("),
    (r"\bIF\b", "als"),
    (r"\bTHEN\b", "dan"),
    (r"\bELSE\b", "anders"),
    (r"\bAND\b", "en"),
    (r"\bTIME\b", "maand"),
    ("<=", "≤"),
    (">=", "≥"),
)


@dataclass(frozen=True)
class Vergelijking:
    """One equation.

    naam            of what it gives; a stock has a value that the next month goes on from
    per_deelgebied  there is one in every deelgebied
    woorden         what it says, in a Dutch sentence
    symbolen        the equation, in the units of the model
    eenheid         what it counts
    coefficienten   the coefficients it reads, in order
    onderdeel       part of the model it belongs to
    """

    naam: str
    voorraad: bool
    per_deelgebied: bool
    woorden: str
    symbolen: str
    eenheid: str
    coefficienten: tuple[str, ...]
    onderdeel: str


def beschrijf_model(casus: Casus) -> tuple[Vergelijking, ...]:
    """Every equation in which the state of the area has a part, by part of the model."""
    m = Variabelen(casus)
    schrijf_werking(m)
    schrijf_wijk(m)
    schrijf_team(m)
    schrijf_uitkomsten(m)
    return tuple(_vergelijking(casus, regel) for regel in m.regels)


def beschrijf_maatregel(casus: Casus) -> tuple[str, tuple[Vergelijking, ...]]:
    """A hard measure with preconditions, by name, and every equation from that measure to its doses.

    It is the one that asks for most. What the plan around it has is there to have one of everything; it advises nothing.
    """
    m = Variabelen(casus)
    inzetten = benoem(casus, _voorbeeldplan(casus))
    voorbeeld = max(inzetten, key=_eisen)
    schrijf_inzetten(m, inzetten)
    schrijf_dosering(m, inzetten)
    regels = [regel for regel in m.regels if _hoort_bij(regel.naam, voorbeeld, inzetten)]
    return voorbeeld.titel, tuple(_vergelijking(casus, regel) for regel in regels)


def in_symbolen(vergelijking: str) -> str:
    """An equation of the document as people write one, with a decimal comma."""
    for van, naar in TEKENS:
        vergelijking = re.sub(van, naar, vergelijking)
    return vergelijking


def _vergelijking(casus: Casus, regel: Regel) -> Vergelijking:
    kaal = regel.naam.removesuffix("@")
    in_model = kaal in (*VOORRADEN, *DELEN) and schaal(casus, kaal) != 1
    genoemd = dict.fromkeys(re.findall(r"[a-z]\w+", regel.vergelijking))
    return Vergelijking(
        naam=kaal,
        voorraad=regel.voorraad,
        per_deelgebied=regel.naam.endswith("@"),
        woorden=regel.woorden,
        symbolen=in_symbolen(regel.vergelijking),
        eenheid=eenheid(casus, f"{kaal}{MODEL}" if in_model else kaal),
        coefficienten=tuple(naam for naam in genoemd if naam in casus.parameters.tabel),
        onderdeel=regel.onderdeel,
    )


def _voorbeeldplan(casus: Casus) -> Plan:
    """The hard measure that asks for most, what it asks for, and one measure for every dose of ALTIJD."""
    kaarten = casus.kaarten
    hard = max((k for k in kaarten.values() if k.principe == "zuur"), key=lambda kaart: len(kaart.vereist))
    nodig = [next(code for code in eis.een_van if code in kaarten) for eis in hard.vereist]
    rest = [
        next(k.code for k in kaarten.values() if k.principe == stroom and stroom in k.werking)
        for stroom in ALTIJD
    ]
    return Plan(
        Inzet(code, 0, casus.programmaduur, 1.0) for code in dict.fromkeys([hard.code, *nodig, *rest])
    )


def _eisen(i: Benoemd) -> int:
    return len(i.kaart.vereist) if i.kaart.principe == "zuur" else -1


def _hoort_bij(naam: str, voorbeeld: Benoemd, inzetten: list[Benoemd]) -> bool:
    """Of the example itself, or of no measure at all."""
    if naam.startswith(f"{voorbeeld.naam}_"):
        return True
    if any(naam.startswith((f"{i.naam}_", f"{i.code}_")) for i in inzetten):
        return False
    if naam.startswith(("gevraagd_", "bezetting_")):
        return any(naam.endswith(f"_{houder}") for houder, fte in voorbeeld.kaart.inzet.items() if fte)
    dosis = naam.removesuffix("@").removeprefix("dosis_").replace("raak_", "zaak_")
    return not naam.startswith("dosis_") or dosis in ALTIJD or dosis in voorbeeld.kaart.werking
