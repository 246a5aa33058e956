"""A small case that is right, as plain data, for tests that spoil it; and the way to a place in such data."""

import re
from copy import deepcopy
from typing import Any

from simulatie.kern.gegevens.toestand import PER_DEELGEBIED
from simulatie.kern.inlezen.tabellen import lees_indicatoren

WEG = object()


def kleine_casus() -> dict[str, Any]:
    """A fresh copy: three deelgebieden, a fixed event, a chance event, a dilemma, two sources, one plan."""
    return deepcopy(_BRON)


def zet(bron: Any, pad: str, waarde: Any) -> None:
    """Put `waarde` where `pad` ("gebeurtenis[2].keuze[0].gevolg.angst") points; WEG takes the place away. A number
    one past the end of a list adds to it."""
    stappen: list[Any] = [
        int(nummer) if nummer else naam for naam, nummer in re.findall(r"([\w-]+)|\[(\d+)\]", pad)
    ]
    for stap in stappen[:-1]:
        bron = bron[stap]
    laatste = stappen[-1]
    if waarde is WEG:
        del bron[laatste]
    elif isinstance(bron, list) and laatste == len(bron):
        bron.append(waarde)
    else:
        bron[laatste] = waarde


def _gebied(nummer: int, sleutel: str, woningen: int, afwijking: float) -> dict[str, Any]:
    links = 10 + 30 * (nummer - 1)
    return {
        "sleutel": sleutel,
        "nummer": nummer,
        "naam": sleutel.capitalize(),
        "woningen": woningen,
        "omschrijving": "Een straat.",
        "vlak": [[links, 10], [links + 30, 10], [links + 30, 40], [links, 40]],
        "label": [links + 15, 25],
        "afwijking": {naam: afwijking if naam in ("angst", "overlast") else 0 for naam in PER_DEELGEBIED},
    }


def _grondslag(sleutel: str, juist: bool) -> dict[str, Any]:
    return {"sleutel": sleutel, "tekst": "Een grondslag.", "juist": juist, "uitleg": "Waarom."}


_BRON: dict[str, Any] = {
    "versie": "1",
    "naam": "De Proefbuurt",
    "plaats": "Leerdonk",
    "plek": "wijk",
    "samenvatting": "Een kleine buurt.",
    "opdracht": "Maak het beter.",
    "waarschuwing": "Dit is een leermodel, geen voorspelling.",
    "krachten": ["De buren kennen elkaar."],
    "kaarten": ["R1", "R2", "R3", "S2", "Z1", "Z3", "O1", "O3", "B4"],
    "budget": 900_000,
    "horizon": 48,
    "programmaduur": 36,
    "meetvenster": 12,
    "rondes": [0, 6, 12, 24],
    "regelingen": ["damoclesbeleid"],
    "capaciteit": {
        "gemeente": 2,
        "corporatie": 1.5,
        "politie_om": 1,
        "zorg": 1.5,
        "bewoners_ondernemers": 0.5,
    },
    "start": {
        "criminele_greep": 55,
        "woonfraude": 8,
        "overlast": 60,
        "kwetsbaar": 14,
        "angst": 60,
        "vertrouwen": 30,
        "samenredzaamheid": 42,
        "leegstand": 3,
        "fysieke_kwaliteit": 40,
        "informatiebeeld": 15,
        "samenwerking": 0.2,
        "buurgebied": 30,
        "juridisch_risico": 8,
        "draagkracht": 60,
        "uitstroomplekken": 0,
    },
    "schaal": {"woningen": 1.5},
    "parameters": {"mutatie": {"waarde": 0.9, "reden": "Hier wordt vaker verhuisd."}},
    "namen": {"woonfraude": "Verkeerd gebruikte woningen"},
    "gewichten": {
        "uitkomst": {
            "leefbaarheid": 0.35,
            "vertrouwen": 0.15,
            "angst": 0.15,
            "geholpen": 0.15,
            "verplaatsing": 0.1,
            "draagkracht": 0.1,
        },
        "vakmanschap": {"volgorde": 0.2, "timing": 0.2, "mate": 0.2, "duur": 0.2, "samenhang": 0.2},
    },
    "slaaggrens": {"uitkomst": 70, "vakmanschap": 60, "rechtmatigheid": 60},
    "kerncijfer": [{"naam": "Meldingen", "waarde": "8", "landelijk": "–", "herkomst": "aanname"}],
    "persona": [
        {
            "sleutel": "corrie",
            "naam": "Corrie",
            "rol": "bewoner",
            "leeftijd": 67,
            "deelgebied": "draad",
            "schets": "Ziet alles.",
            "uitspraak": "Ik zeg niks.",
            "regel": [
                {"als": [["angst", ">", 60]], "tekst": "Ik doe niet meer open."},
                {"als": [], "tekst": "Gaat wel."},
            ],
        },
        {
            "sleutel": "ilse",
            "naam": "Ilse",
            "rol": "wijkagent",
            "schets": "Kent de buurt.",
            "uitspraak": "Hoi.",
        },
    ],
    "kaartblad": {
        "breedte": 100,
        "hoogte": 70,
        "lijn": [{"naam": "Spoor", "soort": "spoor", "punten": [[3, 0], [3, 70]]}],
    },
    "deelgebied": [_gebied(1, "draad", 100, 6), _gebied(2, "spoel", 60, -4), _gebied(3, "klos", 40, -9)],
    "gebeurtenis": [
        {"sleutel": "krant", "titel": "De krant", "tekst": "Een stuk.", "maand": 2, "gevolg": {"angst": 2}},
        {
            "sleutel": "ziek",
            "titel": "Iemand valt uit",
            "tekst": "Een collega is ziek.",
            "van": 3,
            "tot": 20,
            "kans": 0.2,
            "bezetting": {"politie_om": -0.3, "maanden": 6},
        },
        {
            "sleutel": "knal",
            "titel": "Een knal",
            "tekst": "Vannacht ging er een bom af.",
            "van": 4,
            "tot": 40,
            "kans": 0.3,
            "als": [["angst", ">", 20]],
            "werkt": ["Z1"],
            "tenzij": ["B4"],
            "drijvers": ["criminele_greep", "juridisch_risico"],
            "deelgebieden": ["draad", "spoel"],
            "gevolg": {"angst": 4, "woonfraude": 2, "samenwerking": -0.05},
            "keuze": [
                {
                    "sleutel": "wachten",
                    "tekst": "Wachten",
                    "gevolg": {"vertrouwen": -3},
                    "uitleg": "Zo gaat het dan.",
                    "standaard": True,
                },
                {
                    "sleutel": "sluiten",
                    "tekst": "Sluiten",
                    "gevolg": {"juridisch_risico": 10, "leegstand": 1},
                    "punten": 8,
                    "uitleg": "Te snel.",
                    "artikel": "Awb art. 3:4",
                    "vervolg": [
                        {
                            "als": [["angst", ">", 30]],
                            "werkt": ["R3"],
                            "tenzij": ["O1"],
                            "gevolg": {"angst": 2},
                        }
                    ],
                },
            ],
        },
    ],
    "bron": [
        {
            "sleutel": "open-cijfers",
            "naam": "Open cijfers",
            "van": "gemeente",
            "niveau": "wijk",
            "levert": list(lees_indicatoren())[:-1],
            "spreiding": 0.1,
            "maanden": 1,
            "uren": {"gemeente": 8},
            "veroudert": 12,
            "uitleg": "Grof.",
            "grondslag": [_grondslag("taak", True), _grondslag("nieuwsgierig", False)],
        },
        {
            "sleutel": "adressen",
            "naam": "Adressen",
            "van": "corporatie",
            "niveau": "adres",
            "levert": list(lees_indicatoren())[-1:],
            "spreiding": 0.05,
            "maanden": 2,
            "uren": {"corporatie": 20, "gemeente": 4},
            "veroudert": 6,
            "vereist": ["R2"],
            "zonder": {"juridisch_risico": 12, "samenwerking": -0.1},
            "uitleg": "Precies.",
            "grondslag": [_grondslag("convenant", True), _grondslag("zomaar", False)],
        },
    ],
    "vakplan": [
        {
            "naam": "Rustig beginnen",
            "reden": "Eerst afspraken en beeld, dan hulp en screening.",
            "inzetten": [
                ["R2", 0, 36, 0.8],
                ["R1", 1, 30, 0.6],
                ["O1", 3, 30, 0.5],
                ["B4", 4, 30, 0.5, ["draad"]],
            ],
        }
    ],
}
