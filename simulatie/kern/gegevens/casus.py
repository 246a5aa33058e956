"""A case: one fictional area as data (`inlezen.casus_lezen` reads it).

The anchors of the scale and the reference plan are computed (`ijk`, `zoek_referentie`); nobody types them in.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType
from typing import Any

import numpy as np

from simulatie.kern.gegevens.gebeurtenis import Gebeurtenis, Voorwaarde
from simulatie.kern.gegevens.indicator import Indicator
from simulatie.kern.gegevens.kaart import Kaart
from simulatie.kern.gegevens.parameters import Parameters
from simulatie.kern.gegevens.plan import Plan
from simulatie.kern.gegevens.reeksen import Getallen

# Which quantities count homes and which count households: each pair shares one unit.
GESCHAALD: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {"woningen": ("woonfraude", "leegstand", "uitstroomplekken"), "kwetsbaar": ("kwetsbaar", "geholpen")}
)


class CasusOnbekend(LookupError):
    """There is no case with this key."""


class CasusNietGeijkt(RuntimeError):
    """The case has no scale for this case and model version; run `zoek_referentie` and `ijk` first."""


@dataclass(frozen=True)
class Deelgebied:
    """One block on the map. `vlak` is its polygon in map units (see `Kaartblad`), `start` its stocks, `zaken` how many
    cases of a kind of trouble it has for its size, where that is not one."""

    sleutel: str
    nummer: int
    naam: str
    woningen: int
    omschrijving: str
    vlak: tuple[tuple[float, float], ...]
    label: tuple[float, float]
    start: Mapping[str, float]
    zaken: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True)
class Kaartblad:
    """Size of the map in map units, and the lines and names that help to read it."""

    breedte: float
    hoogte: float
    lijnen: tuple[Mapping[str, Any], ...]


@dataclass(frozen=True)
class Uitspraak:
    """What a persona says when all conditions hold: (quantity, "<" or ">", value), in the units people see."""

    als: tuple[Voorwaarde, ...]
    tekst: str


@dataclass(frozen=True)
class Persona:
    """The first of `regels` that holds is what the persona says; `uitspraak` when none does."""

    sleutel: str
    naam: str
    rol: str
    leeftijd: int | None
    deelgebied: str | None
    schets: str
    uitspraak: str
    regels: tuple[Uitspraak, ...] = ()


@dataclass(frozen=True)
class Grondslag:
    """A legal ground one can name for asking a source."""

    sleutel: str
    tekst: str
    juist: bool
    uitleg: str


@dataclass(frozen=True)
class Bron:
    """A source of information in the research phase.

    niveau     "wijk", "straat" or "adres"; levert: keys of indicators (see `waarneming`)
    spreiding  how vague the answer is, as a part of the value; maanden until it is there; uren per holder
    veroudert  months until the picture is stale
    zonder     one-off change of stocks when asked without `vereist` (cards at work) or on a wrong ground
    """

    sleutel: str
    naam: str
    van: str
    niveau: str
    levert: tuple[str, ...]
    spreiding: float
    maanden: int
    uren: Mapping[str, float]
    veroudert: int
    vereist: tuple[str, ...]
    zonder: Mapping[str, float]
    uitleg: str
    grondslagen: tuple[Grondslag, ...]


@dataclass(frozen=True)
class Kerncijfer:
    """A figure in the briefing.

    indicator  key of the indicator it is the first figure of, "" for none
    openbaar   somebody publishes that indicator for everybody: it is kept up to date without asking
    """

    naam: str
    waarde: str
    landelijk: str
    herkomst: str
    indicator: str = ""
    openbaar: bool = False


@dataclass(frozen=True)
class Vakplantekst:
    """What a plan of practitioners is called and why it is as it is; both "" in a document of before they were kept."""

    naam: str
    reden: str


@dataclass(frozen=True)
class Ijking:
    """What `zoek_referentie` and `ijk` computed for this case version.

    ankers       per outcome key: ((value, score), ...), scores rising
    schaal       per craft dimension: regret in index points that scores 0
    ijkpunten    mean index over the scored months of the named plans
    """

    versie: str
    modelversie: str
    referentieplan: Plan
    ankers: Mapping[str, tuple[tuple[float, float], ...]]
    schaal: Mapping[str, float]
    ijkpunten: Mapping[str, float]


@dataclass(frozen=True, eq=False)
class Casus:
    """horizon and programmaduur in months, budget in euro, capaciteit in fte per month per holder.

    rondes     months at which a round of the test begins
    namen      what a quantity is called in this setting, where that differs
    eenheden   units people see per unit of the model, per quantity, where that is not one
    woorden    what people call the place: "gebied" (de buurt), "overal" (de hele buurt), and who is counted: "huishoudens"
    indicatoren  by key, in the words of this setting
    """

    sleutel: str
    versie: str
    modelversie: str
    naam: str
    plaats: str
    plek: str
    samenvatting: str
    opdracht: str
    waarschuwing: str
    krachten: tuple[str, ...]
    kerncijfers: tuple[Kerncijfer, ...]
    personas: tuple[Persona, ...]
    kaartblad: Kaartblad
    deelgebieden: tuple[Deelgebied, ...]
    start: Mapping[str, float]
    kaarten: Mapping[str, Kaart]
    houders: Mapping[str, str]
    capaciteit: Mapping[str, float]
    budget: float
    horizon: int
    programmaduur: int
    meetvenster: int
    regelingen: frozenset[str]
    gewichten: Mapping[str, Mapping[str, float]]
    slaaggrens: Mapping[str, float]
    rondes: tuple[int, ...]
    namen: Mapping[str, str]
    eenheden: Mapping[str, float]
    woorden: Mapping[str, str]
    gebeurtenissen: tuple[Gebeurtenis, ...]
    bronnen: tuple[Bron, ...]
    vakplannen: tuple[Plan, ...]
    vakplanteksten: tuple[Vakplantekst, ...]
    indicatoren: Mapping[str, Indicator]
    parameters: Parameters
    ijking: Ijking | None

    @property
    def referentieplan(self) -> Plan:
        """The best known plan. Raises CasusNietGeijkt when none was computed."""
        if self.ijking is None:
            raise CasusNietGeijkt(f"Casus {self.sleutel} heeft geen referentieplan.")
        return self.ijking.referentieplan

    @property
    def weegt_bereikt(self) -> bool:
        """Whether a pass asks for a share of what is attainable. Case versions from before that rule are searched for
        advice as they were, so that a judgement from then comes out as it did."""
        return "bereikt" in self.slaaggrens

    @cached_property
    def aandelen(self) -> Getallen:
        """Share of the homes per deelgebied, shape [deelgebied], sums to 1."""
        woningen: Getallen = np.array([d.woningen for d in self.deelgebieden], dtype=float)
        aandelen = woningen / float(woningen.sum())
        aandelen.flags.writeable = False
        return aandelen

    def waar(self, soort: str) -> Getallen:
        """Where the cases of a kind of trouble are: part per deelgebied, shape [deelgebied], sums to 1."""
        zaken = self.aandelen * np.array([d.zaken.get(soort, 1.0) for d in self.deelgebieden])
        deel: Getallen = zaken / zaken.sum()
        return deel

    def aanloop(self, kaart: Kaart) -> int:
        """Months from decision to first working day in this case."""
        ontbreekt = kaart.regeling and kaart.regeling not in self.regelingen
        return kaart.aanloop + (kaart.aanloop_zonder_regeling if ontbreekt else 0)
