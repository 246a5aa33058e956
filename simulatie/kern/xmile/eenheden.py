"""What every variable of the document counts.

People see parts as percents, and what a case counts in its own measure in that measure. Inside its equations the model
counts otherwise; such a variable has "_model" behind its name, and the plain name holds what people see.
"""

import re
from collections.abc import Mapping

from simulatie.kern.gegevens.casus import Casus
from simulatie.kern.gegevens.kaart import SOORTEN, STROMEN
from simulatie.kern.xmile.voorraden import VOORRADEN

MODEL = "_model"
PROCENT = "%"
# Stocks that the model keeps as a part, beside those of VOORRADEN.
DELEN = ("meldingsbereidheid", "precisie")
# Flows that add up to something else than a dose.
STROOMEENHEID: Mapping[str, str] = {
    "juridisch": "indexpunten per maand",
    "wantrouwen": "procentpunten vertrouwen per maand",
    "draagkracht": "indexpunten per maand",
}
DEEL, DOSIS, WEL_NIET, MAANDEN, PUNTEN = (
    "deel, 0-1",
    "dosis, 0-1",
    "1 = wel, 0 = niet",
    "maanden",
    "indexpunten",
)
PANDEN, MENSEN = "% van de woningen of plaatsen, model", "% van de huishoudens, model"
PER_MAAND = " per maand"
# A coefficient that a case version of before does not know.
UITGESCHAKELD = "zoals uitgeschakeld"

# Names without the number of a deelgebied, and without that of a deployment ("r1_2_start" is "_start").
REGELS: tuple[tuple[str, str], ...] = (
    (r"leeswijzer", "geen"),
    (r"index", "punten, 0-100"),
    (r"meldingen", "meldingen per maand"),
    (r"schaal_\w+", "wat mensen zien per eenheid van het model"),
    (r"programmaduur", MAANDEN),
    (r"_mate", PROCENT),
    (r"_(start|einde|eerste_start|begin)", "maand"),
    (r"_(duur|aanloop|opbouw)", MAANDEN),
    (r"_(in|loopt|werkt|aan_het_werk|geweest|ooit|mist|na_\w+)", WEL_NIET),
    (r"(_fte_|capaciteit_|gevraagd_)\w+|_opstartwerk", "fte"),
    (r"_(mate_deel|opgebouwd|factor|eis_\d+_factor|werk|opstart|gehalte|grond|grond_bij_begin)", DEEL),
    (r"_(gericht|drukte)|sterkst_geconcentreerd|greep_deel", "factor"),
    (r"_kracht", "sterkte"),
    (r"minimale_mate|bezetting_\w+|waar_\w+|aandeel|fundament_onder_\w+|grond_(afspraken|contact)", DEEL),
    (r"grond_beeld", PROCENT),
    (r"grond_\w+", DOSIS),
    (
        r"(kracht|mag_kracht|coordinatie|poort|precisie_nu|voorbereid|mis|ongezien|melden|opgelost|plek|open_deur)",
        DEEL,
    ),
    (r"(zaken_keren_terug|zaken_sluiten|gesloten_\w+|aangepakt)", "deel van de zaken per maand"),
    (r"missers_\w+", DOSIS),
    (r"(mag|stilgelegd)", WEL_NIET),
    (
        r"(onderzoek|regie|zoet|zout|bitter|bitter_wijk|zuur|activering|zuur_\w+|ontruiming|\w+_gevraagd)",
        DOSIS,
    ),
    (r"(geraakt|actief|drukte|zwak)", DOSIS),
    (
        r"(weggehaald|verschoven|verschoven_samen|verplaatst|d_greep|d_overlast|minder_overlast)",
        PUNTEN + PER_MAAND,
    ),
    (r"(greep_streefwaarde|greep_wijk|nieuw_juridisch_risico)", PUNTEN),
    (r"(d_vertrouwen|vertrouwen_wint|vertrouwen_verliest|schade)", "procentpunten" + PER_MAAND),
    (r"(te_ontruimen|gevraagde_plekken|woningen_vol)", PANDEN),
    (r"(vrijgemaakt|onterecht|verhuurd)", PANDEN + PER_MAAND),
    (r"(krijgt_hulp|valt_terug)", MENSEN + PER_MAAND),
    (r"kwetsbaar_vol", MENSEN),
    (r"medewerking_evenwicht", DEEL),
    (r"stil_over", MAANDEN),
)


def schaal(casus: Casus, naam: str) -> float:
    """What people see per unit of the model; 1 where that is the same."""
    if naam in DELEN or (naam in VOORRADEN and _is_deel(naam)):
        return 100.0
    return casus.eenheden.get(naam, 1.0)


def eenheid(casus: Casus, volledig: str) -> str:
    """The unit of a variable by its full name. Raises ValueError for a name that no rule knows."""
    kaal = re.sub(r"_\d+$", "", volledig)
    for naam in (volledig, kaal):
        if parameter := casus.parameters.tabel.get(naam):
            return parameter.eenheid
        if naam.removesuffix(MODEL) in (*VOORRADEN, *DELEN):
            return _voorraad(casus, naam)
    if kaal.startswith("naar_"):
        naam = kaal.removeprefix("naar_")
        van = f"{naam}{MODEL}" if naam in (*VOORRADEN, *DELEN) else volledig.removeprefix("naar_")
        return eenheid(casus, van) + PER_MAAND
    if kaal.startswith("ijkpunt_"):
        return _voorraad(casus, kaal.removeprefix("ijkpunt_") + MODEL)
    wat = _van_regel(casus, kaal, volledig)
    if wat is None:
        raise ValueError(f"Variabele {volledig} heeft geen eenheid.")
    return wat


def _van_regel(casus: Casus, kaal: str, volledig: str) -> str | None:
    """By what the name ends in, the card left out."""
    kaart = "|".join(code.lower() for code in casus.kaarten)
    los = re.sub(rf"^({kaart})(_\d+)?(?=_)", "", kaal)
    stroom = re.fullmatch(r"(?:_sterkte_|_eis_\d+_|dosis_|_)(\w+)", los)
    if stroom and stroom[1] in (*STROMEN, *(f"raak_{soort}" for soort in SOORTEN)):
        return STROOMEENHEID.get(stroom[1], DOSIS if los.startswith("dosis_") else "sterkte")
    for regel, wat in REGELS:
        if re.fullmatch(regel, los) or re.fullmatch(regel, volledig):
            return wat
    return UITGESCHAKELD if kaal in casus.parameters.kader or volledig in casus.parameters.kader else None


def _voorraad(casus: Casus, naam: str) -> str:
    kaal = naam.removesuffix(MODEL)
    maat = VOORRADEN[kaal][1] if kaal in VOORRADEN else DEEL
    if schaal(casus, kaal) == 1:
        return maat
    if naam == kaal:
        return PROCENT if kaal in DELEN or _is_deel(kaal) else maat
    return DEEL if kaal in DELEN or _is_deel(kaal) else f"{maat}, model"


def _is_deel(naam: str) -> bool:
    return VOORRADEN[naam][1] in ("0-1", "deel", "deel, 0-1")
