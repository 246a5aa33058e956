"""A case: one fictional area as data, read from `casussen/<sleutel>.toml`.

The anchors of the scale and the reference plan are computed (`ijk`, `zoek_referentie`) and stand beside it
in `<sleutel>.ijking.json`; nobody types them in.
"""

import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

import numpy as np

from simulatie.kern.gebeurtenis import Gebeurtenis, Keuze, Voorwaarde
from simulatie.kern.kaart import HOUDERS, Kaart, alle_kaarten
from simulatie.kern.parameters import Parameters, lees_parameters
from simulatie.kern.plan import Inzet, Plan
from simulatie.kern.toestand import GEWOON, PER_DEELGEBIED, PER_WIJK

MAP = Path(__file__).parent / "casussen"
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
    """One block on the map. `vlak` is its polygon in map units (see `Kaartblad`), `start` its stocks."""

    sleutel: str
    nummer: int
    naam: str
    woningen: int
    omschrijving: str
    vlak: tuple[tuple[float, float], ...]
    label: tuple[float, float]
    start: Mapping[str, float]


@dataclass(frozen=True)
class Kaartblad:
    """Size of the map in map units, and the lines and names that help to read it."""

    breedte: float
    hoogte: float
    lijnen: tuple[Mapping[str, Any], ...]


@dataclass(frozen=True)
class Regel:
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
    regels: tuple[Regel, ...] = ()


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
    naam: str
    waarde: str
    landelijk: str
    herkomst: str


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
    gebeurtenissen: tuple[Gebeurtenis, ...]
    bronnen: tuple[Bron, ...]
    vakplannen: tuple[Plan, ...]
    parameters: Parameters
    ijking: Ijking | None

    @property
    def referentieplan(self) -> Plan:
        """The best known plan. Raises CasusNietGeijkt when none was computed."""
        if self.ijking is None:
            raise CasusNietGeijkt(f"Casus {self.sleutel} heeft geen referentieplan.")
        return self.ijking.referentieplan

    @property
    def aandelen(self) -> np.ndarray:
        """Share of the homes per deelgebied, shape [deelgebied], sums to 1."""
        woningen = np.array([d.woningen for d in self.deelgebieden], dtype=float)
        return woningen / woningen.sum()

    def aanloop(self, kaart: Kaart) -> int:
        """Months from decision to first working day in this case."""
        ontbreekt = kaart.regeling and kaart.regeling not in self.regelingen
        return kaart.aanloop + (kaart.aanloop_zonder_regeling if ontbreekt else 0)


@cache
def laad_casus(sleutel: str) -> Casus:
    """The published case with this key. Raises CasusOnbekend."""
    beschikbaar = sorted(pad.stem for pad in MAP.glob("*.toml"))
    if sleutel not in beschikbaar:
        raise CasusOnbekend(f"Casus '{sleutel}' bestaat niet. Er is: {', '.join(beschikbaar)}.")
    bron = tomllib.loads((MAP / f"{sleutel}.toml").read_text(encoding="utf-8"))
    return lees_casus(sleutel, bron, _lees_ijking(MAP / f"{sleutel}.ijking.json"))


def lees_casus(sleutel: str, bron: Mapping[str, Any], ijking: Ijking | None) -> Casus:
    """Build a case from its plain data. Raises ValueError when the data contradict themselves."""
    eenheden = _eenheden(bron.get("schaal", {}))
    parameters = lees_parameters().voor_casus(bron.get("parameters", {}), _kader(bron, eenheden))
    kaarten = alle_kaarten()
    if onbekend := set(bron["kaarten"]) - kaarten.keys():
        raise ValueError(f"Casus {sleutel}: onbekende kaarten {sorted(onbekend)}.")
    if set(bron["capaciteit"]) != set(HOUDERS):
        raise ValueError(f"Casus {sleutel}: geef de capaciteit van precies {sorted(HOUDERS)}.")
    casus = Casus(
        sleutel=sleutel,
        modelversie=parameters.versie,
        **{veld: bron[veld] for veld in ("versie", "naam", "plaats", "plek", "samenvatting", "opdracht")},
        waarschuwing=bron["waarschuwing"],
        krachten=tuple(bron["krachten"]),
        kerncijfers=tuple(Kerncijfer(**rij) for rij in bron["kerncijfer"]),
        personas=tuple(_lees_persona(rij) for rij in bron["persona"]),
        kaartblad=Kaartblad(
            breedte=bron["kaartblad"]["breedte"],
            hoogte=bron["kaartblad"]["hoogte"],
            lijnen=tuple(MappingProxyType(dict(lijn)) for lijn in bron["kaartblad"]["lijn"]),
        ),
        deelgebieden=_lees_deelgebieden(bron["deelgebied"], bron["start"]),
        start=MappingProxyType({naam: float((GEWOON | bron["start"])[naam]) for naam in PER_WIJK}),
        kaarten=MappingProxyType({code: kaarten[code] for code in bron["kaarten"]}),
        houders=HOUDERS,
        capaciteit=MappingProxyType({h: float(bron["capaciteit"][h]) for h in HOUDERS}),
        budget=float(bron["budget"]),
        horizon=bron["horizon"],
        programmaduur=bron["programmaduur"],
        meetvenster=bron["meetvenster"],
        regelingen=frozenset(bron["regelingen"]),
        gewichten=MappingProxyType({k: MappingProxyType(dict(v)) for k, v in bron["gewichten"].items()}),
        slaaggrens=MappingProxyType(dict(bron["slaaggrens"])),
        rondes=tuple(bron.get("rondes", (0,))),
        namen=MappingProxyType(dict(bron.get("namen", {}))),
        eenheden=MappingProxyType(eenheden),
        gebeurtenissen=tuple(_lees_gebeurtenis(rij) for rij in bron.get("gebeurtenis", ())),
        bronnen=tuple(_lees_bron(rij) for rij in bron.get("bron", ())),
        vakplannen=tuple(Plan(Inzet(*rij) for rij in plan["inzetten"]) for plan in bron["vakplan"]),
        parameters=parameters,
        ijking=ijking,
    )
    if verkeerd := [k.code for k in casus.kaarten.values() if casus.plek not in k.plekken]:
        raise ValueError(f"Casus {sleutel}: kaarten die niet op deze plek passen: {verkeerd}.")
    return casus


def _lees_persona(rij: Mapping[str, Any]) -> Persona:
    return Persona(
        leeftijd=rij.get("leeftijd"),
        deelgebied=rij.get("deelgebied"),
        **{veld: rij[veld] for veld in ("sleutel", "naam", "rol", "schets", "uitspraak")},
        regels=tuple(Regel(_voorwaarden(regel), regel["tekst"]) for regel in rij.get("regel", ())),
    )


def _eenheden(schaal: Mapping[str, float]) -> dict[str, float]:
    """Per quantity the units people see per unit of the model."""
    return {naam: float(maat) for soort, maat in schaal.items() for naam in GESCHAALD[soort]}


def _kader(bron: Mapping[str, Any], eenheden: Mapping[str, float]) -> dict[str, float]:
    return {
        "woningen_vol": 100.0 / eenheden.get("woonfraude", 1.0),
        "kwetsbaar_vol": 100.0 / eenheden.get("kwetsbaar", 1.0),
        "medewerking_evenwicht": float((GEWOON | bron["start"])["medewerking"]),
    }


def _voorwaarden(rij: Mapping[str, Any]) -> tuple[Voorwaarde, ...]:
    return tuple((naam, teken, float(waarde)) for naam, teken, waarde in rij.get("als", ()))


def _lees_gebeurtenis(rij: Mapping[str, Any]) -> Gebeurtenis:
    bezetting = dict(rij.get("bezetting", {}))
    maanden = bezetting.pop("maanden", 0)
    return Gebeurtenis(
        sleutel=rij["sleutel"],
        titel=rij["titel"],
        tekst=rij["tekst"],
        maand=rij.get("maand"),
        van=rij.get("van", 0),
        tot=rij.get("tot", 0),
        kans=float(rij.get("kans", 0)),
        als=_voorwaarden(rij),
        **{veld: tuple(rij.get(veld, ())) for veld in ("werkt", "tenzij", "drijvers", "deelgebieden")},
        gevolg=MappingProxyType(dict(rij.get("gevolg", {}))),
        bezetting=MappingProxyType(bezetting),
        bezetting_maanden=maanden,
        keuzes=tuple(_lees_keuze(keuze) for keuze in rij.get("keuze", ())),
    )


def _lees_keuze(rij: Mapping[str, Any]) -> Keuze:
    return Keuze(
        **{veld: rij[veld] for veld in ("sleutel", "tekst", "uitleg")},
        gevolg=MappingProxyType(dict(rij.get("gevolg", {}))),
        punten=float(rij.get("punten", 0)),
        artikel=rij.get("artikel", ""),
        standaard=rij.get("standaard", False),
    )


def _lees_bron(rij: Mapping[str, Any]) -> Bron:
    return Bron(
        **{
            veld: rij[veld] for veld in ("sleutel", "naam", "van", "niveau", "maanden", "veroudert", "uitleg")
        },
        levert=tuple(rij["levert"]),
        spreiding=float(rij["spreiding"]),
        uren=MappingProxyType(dict(rij["uren"])),
        vereist=tuple(rij.get("vereist", ())),
        zonder=MappingProxyType(dict(rij.get("zonder", {}))),
        grondslagen=tuple(Grondslag(**grond) for grond in rij["grondslag"]),
    )


def _lees_deelgebieden(
    rijen: list[Mapping[str, Any]], gemiddelde: Mapping[str, Any]
) -> tuple[Deelgebied, ...]:
    """Deviations are shifted so that the households-weighted mean of every stock is the one of the case."""
    totaal = sum(rij["woningen"] for rij in rijen)
    verschuiving = {
        naam: sum(rij["woningen"] * rij["afwijking"][naam] for rij in rijen) / totaal
        for naam in PER_DEELGEBIED
    }
    return tuple(
        Deelgebied(
            **{veld: rij[veld] for veld in ("sleutel", "nummer", "naam", "woningen", "omschrijving")},
            vlak=tuple((float(x), float(y)) for x, y in rij["vlak"]),
            label=(float(rij["label"][0]), float(rij["label"][1])),
            start=MappingProxyType(
                {
                    naam: gemiddelde[naam] + rij["afwijking"][naam] - verschuiving[naam]
                    for naam in PER_DEELGEBIED
                }
            ),
        )
        for rij in rijen
    )


def _lees_ijking(pad: Path) -> Ijking | None:
    if not pad.exists():
        return None
    bron = json.loads(pad.read_text(encoding="utf-8"))
    return Ijking(
        versie=bron["versie"],
        modelversie=bron["modelversie"],
        referentieplan=Plan.uit_dict(bron["referentieplan"]),
        ankers=MappingProxyType({k: tuple((w, s) for w, s in v) for k, v in bron.get("ankers", {}).items()}),
        schaal=MappingProxyType(bron.get("schaal", {})),
        ijkpunten=MappingProxyType(bron.get("ijkpunten", {})),
    )
