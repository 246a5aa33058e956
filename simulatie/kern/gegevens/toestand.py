"""The state of a neighbourhood at the end of a month.

Arrays are float64, [plan, deelgebied] for what lives per deelgebied and [plan, 1] for the neighbourhood.

| name                | symbol | meaning                                             | unit, range |
|---------------------|--------|-----------------------------------------------------|-------------|
| criminele_greep     | C      | hold of the network: money, intimidation, recruiting | index 0-100 |
| woonfraude          | W      | homes used for the wrong thing or by the wrong people | % of homes |
| overlast            | O      | nuisance that really happens, reported or not       | index 0-100 |
| kwetsbaar           | K      | households in need without fitting help             | % of households |
| angst               | F      | share that keeps silent out of fear                 | index 0-100 |
| vertrouwen          | V      | trust in local government and housing association   | % 0-100 |
| samenredzaamheid    | S      | will to act for each other across families          | index 0-100 |
| leegstand           | L      | empty homes                                         | % of homes |
| fysieke_kwaliteit   | Q      | state of homes and street                           | index 0-100 |
| informatiebeeld     | I      | completeness and freshness of the shared picture    | % 0-100 |
| samenwerking        | G      | maturity of convenant and team                      | 0-1 |
| buurgebied          | B      | criminal pressure in the adjoining area             | index 0-100 |
| juridisch_risico    | H      | pile of weak files and unlawful sharing             | index 0-100, above 60 a stop |
| draagkracht         | D      | energy of team and administration                   | index 0-100, below 30 half effect |
| uitstroomplekken    | U      | places elsewhere that are free for who must leave   | % of homes |
| medewerking         | M      | how far owners cooperate                            | 0-1 |

The model runs in the units of a residential area. Another setting counts in units of its own (45 % of the places of
a holiday park weigh what 9 % of the homes weigh): see `Casus.eenheden`, applied when a run starts and is recorded.

Hidden helpers: geholpen (households now supported, %), verankering (0-1, how long zoet and zout have been
there), gewenning (0-1, how far the network has adapted to enforcement), vrijgekomen (grip taken away whose homes
and places still stand empty, index points), jeugd (0-1, lagged effect of youth
work), zoet_vorig (dose of zoet a month ago), stil (months the stop still lasts), zaken_... (part of the cases of a
kind of trouble that is still open, 0-1), verharding (cases closed while nobody screened: the network learnt from it).
"""

from dataclasses import dataclass

import numpy as np

from simulatie.kern.gegevens.kaart import SOORTEN
from simulatie.kern.gegevens.reeksen import Getallen

PER_DEELGEBIED = (
    "criminele_greep",
    "woonfraude",
    "overlast",
    "kwetsbaar",
    "angst",
    "vertrouwen",
    "samenredzaamheid",
    "leegstand",
    "fysieke_kwaliteit",
)
PER_WIJK = (
    "informatiebeeld",
    "samenwerking",
    "buurgebied",
    "juridisch_risico",
    "draagkracht",
    "uitstroomplekken",
    "medewerking",
)
# Per kind of trouble the part of its cases that is still open, 0-1.
ZAKEN = tuple(f"zaken_{soort}" for soort in SOORTEN)
# Where a setting says nothing about them: nobody has to move away, and owners cooperate.
GEWOON = {"uitstroomplekken": 0.0, "medewerking": 1.0}
VERBORGEN = ("geholpen", "verankering", "gewenning", "vrijgekomen", "jeugd")
AFGELEID = ("meldingsbereidheid", "precisie", "meldingen", "index")
GROOTHEDEN = PER_DEELGEBIED + PER_WIJK + VERBORGEN + (*ZAKEN, "verharding") + AFGELEID


@dataclass(frozen=True, slots=True)
class Toestand:
    criminele_greep: Getallen
    woonfraude: Getallen
    overlast: Getallen
    kwetsbaar: Getallen
    angst: Getallen
    vertrouwen: Getallen
    samenredzaamheid: Getallen
    leegstand: Getallen
    fysieke_kwaliteit: Getallen
    informatiebeeld: Getallen
    samenwerking: Getallen
    buurgebied: Getallen
    juridisch_risico: Getallen
    draagkracht: Getallen
    uitstroomplekken: Getallen
    medewerking: Getallen
    geholpen: Getallen
    verankering: Getallen
    gewenning: Getallen
    vrijgekomen: Getallen
    jeugd: Getallen
    zoet_vorig: Getallen
    stil: Getallen
    zaken_drugspand: Getallen
    zaken_woonfraude: Getallen
    zaken_overlast: Getallen
    zaken_verhuur: Getallen
    zaken_uitbuiting: Getallen
    zaken_kern: Getallen
    verharding: Getallen


def begin(per_deelgebied: dict[str, Getallen], per_wijk: dict[str, float], plannen: int) -> Toestand:
    """The same start for `plannen` plans; `per_deelgebied` holds arrays [deelgebied]."""
    gebieden = len(next(iter(per_deelgebied.values())))
    nul = np.zeros((plannen, gebieden))
    return Toestand(
        **{naam: np.tile(per_deelgebied[naam], (plannen, 1)) for naam in PER_DEELGEBIED},
        **{naam: np.full((plannen, 1), float((GEWOON | per_wijk)[naam])) for naam in PER_WIJK},
        **dict.fromkeys((*VERBORGEN, "zoet_vorig"), nul),
        stil=np.zeros((plannen, 1)),
        **{naam: np.ones((plannen, 1)) for naam in ZAKEN},
        verharding=np.zeros((plannen, 1)),
    )


def leefbaarheidsindex(toestand: Toestand) -> Getallen:
    """The fictional liveability index, [plan, deelgebied], 0-100; weights are a training assumption."""
    return 100 - (
        0.30 * toestand.overlast
        + 0.25 * toestand.angst
        + 0.20 * (100 - toestand.samenredzaamheid)
        + 0.15 * (100 - toestand.fysieke_kwaliteit)
        + 0.10 * np.minimum(100, 10 * toestand.leegstand)
    )
