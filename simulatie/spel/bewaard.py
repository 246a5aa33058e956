"""A stored plan and judgement as values, read once at the row. What an older row lacks has its default here, and nowhere
else is asked whether it is there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from types import MappingProxyType
from typing import Any, TypeVar

from simulatie.kern import Band, Bevinding, Inzet, Plan, PlanOngeldig, Rechtmatigheid

PLANVELDEN = ("inzetten", "antwoorden", "bronvragen")

T = TypeVar("T")


@dataclass(frozen=True)
class Kaartnaam:
    """A measure as it was called when it was judged."""

    kort: str
    naam: str
    principe: str


@dataclass(frozen=True)
class BewaardPlan:
    """plan: None when its shape is of a version that is gone; kaarten and deelgebieden: names by code and by key."""

    casusnaam: str
    inzetten: tuple[Inzet, ...]
    antwoorden: Mapping[str, str]
    kaarten: Mapping[str, Kaartnaam]
    deelgebieden: Mapping[str, str]
    plan: Plan | None


@dataclass(frozen=True)
class Doelscore:
    """One outcome: its value, that of doing nothing and of the reference plan in `eenheid`, and its score 0-100."""

    naam: str
    eenheid: str
    periode: str
    waarde: float
    niets_doen: float
    referentie: float
    score: float
    meer_is_beter: bool
    sleutel: str = ""


@dataclass(frozen=True)
class Advieswaarde:
    """winst in index points; index: the line after the change, per month.

    sleutel  by which it is found in its judgement; plan: after the change, None when it cannot be read (any more)
    """

    zin: str
    winst: float
    index: tuple[float, ...]
    reden: str = ""
    sleutel: str = ""
    plan: Plan | None = None


@dataclass(frozen=True)
class Vakwaarde:
    """score 0-100."""

    naam: str
    score: float
    tekst: str
    adviezen: tuple[Advieswaarde, ...]


@dataclass(frozen=True)
class Principewaarde:
    """In index points: in the plan, and had it been done alone."""

    sleutel: str
    naam: str
    waarde: float
    alleen: float


@dataclass(frozen=True)
class Inzetwaarde:
    """In index points, with the standard error."""

    inzet: Inzet
    waarde: float
    fout: float


@dataclass(frozen=True)
class Naaste:
    """The nearest plan of practitioners; bereikt 0-1."""

    nummer: int
    bereikt: float
    verschillen: tuple[str, ...]
    inzetten: tuple[Inzet, ...]
    naam: str = ""
    reden: str = ""


@dataclass(frozen=True)
class BewaardOordeel:
    """As `kern.Oordeel`, as far as screens show it; what has a default came later than the first judgements.

    lijnen       per name the index per month
    bereikt      0-1; weegt_bereikt: whether it counted
    doelgewichten  per key of an outcome how much it weighs in their score, in any unit; empty in the first judgements
    gevallen     (event, month)
    """

    geslaagd: bool
    redenen: tuple[str, ...]
    slaaggrens: Mapping[str, float]
    uitkomst_score: float
    vakmanschap_score: float
    rechtmatigheid: Rechtmatigheid
    uitkomst: tuple[Doelscore, ...]
    vakmanschap: tuple[Vakwaarde, ...]
    bijdragen: tuple[Principewaarde, ...]
    umami: float
    winst: float
    lijnen: Mapping[str, tuple[float, ...]]
    besluiten: tuple[Inzetwaarde, ...] = ()
    bereikt: float = 0.0
    weegt_bereikt: bool = False
    doelgewichten: Mapping[str, float] = field(default_factory=lambda: MappingProxyType({}))
    zaad: int | None = None
    gevallen: tuple[tuple[str, int], ...] = ()
    uitkomst_band: Band | None = None
    winstbanden: Mapping[str, Band] = field(default_factory=lambda: MappingProxyType({}))
    lijnenuitleg: tuple[str, ...] = ()
    diagnose: str = ""
    naaste_vakplan: Naaste | None = None

    def advies(self, sleutel: str) -> Advieswaarde | None:
        """The advice of this key."""
        alle = (advies for vak in self.vakmanschap for advies in vak.adviezen)
        return next((advies for advies in alle if advies.sleutel == sleutel), None)


def lees_plan(rij: Mapping[str, Any]) -> BewaardPlan:
    """The plan of a row."""
    return BewaardPlan(
        casusnaam=rij["casus"]["naam"],
        inzetten=_inzetten(rij["inzetten"]),
        antwoorden=MappingProxyType(dict(rij.get("antwoorden", {}))),
        kaarten=MappingProxyType({code: _lees(Kaartnaam, kaart) for code, kaart in rij["kaarten"].items()}),
        deelgebieden=MappingProxyType(dict(rij["deelgebieden"])),
        plan=_plan({veld: rij[veld] for veld in PLANVELDEN if veld in rij}),
    )


def lees_oordeel(rij: Mapping[str, Any]) -> BewaardOordeel:
    """The judgement of a row."""
    return _lees(
        BewaardOordeel,
        rij,
        redenen=tuple(rij.get("redenen", ())),
        slaaggrens=MappingProxyType(dict(rij["slaaggrens"])),
        rechtmatigheid=_recht(rij["rechtmatigheid"]),
        uitkomst=tuple(_lees(Doelscore, doel) for doel in rij["uitkomst"]),
        vakmanschap=tuple(
            _lees(
                Vakwaarde,
                vak,
                adviezen=tuple(
                    _advies(f"{plek}-{nummer}", advies) for nummer, advies in enumerate(vak["adviezen"])
                ),
            )
            for plek, vak in enumerate(rij["vakmanschap"])
        ),
        bijdragen=tuple(_lees(Principewaarde, deel) for deel in rij["bijdragen"]),
        lijnen=MappingProxyType({naam: tuple(lijn) for naam, lijn in rij["lijnen"].items()}),
        doelgewichten=MappingProxyType(dict(rij.get("gewichten", {}).get("uitkomst", {}))),
        weegt_bereikt="bereikt" in rij and "bereikt" in rij["slaaggrens"],
        besluiten=tuple(
            _lees(Inzetwaarde, besluit, inzet=Inzet(**besluit["inzet"]))
            for besluit in rij.get("besluiten", ())
        ),
        gevallen=tuple((sleutel, maand) for sleutel, maand in rij.get("gevallen", ())),
        uitkomst_band=_lees(Band, band) if (band := rij.get("uitkomst_band")) else None,
        winstbanden=MappingProxyType(
            {naam: _lees(Band, band) for naam, band in (rij.get("winstbanden") or {}).items()}
        ),
        lijnenuitleg=tuple(rij.get("lijnenuitleg", ())),
        naaste_vakplan=_naaste(naaste) if (naaste := rij.get("naaste_vakplan")) else None,
    )


def _lees(soort: type[T], rij: Mapping[str, Any], **anders: Any) -> T:
    """A value from the fields of its name that are there; `anders` are those that need reading themselves."""
    velden = {f.name for f in fields(soort)}  # type: ignore[arg-type]
    return soort(**{naam: waarde for naam, waarde in rij.items() if naam in velden} | anders)


def _inzetten(rijen: Any) -> tuple[Inzet, ...]:
    return tuple(Inzet(**rij) for rij in rijen)


def _advies(sleutel: str, rij: Mapping[str, Any]) -> Advieswaarde:
    return _lees(
        Advieswaarde, rij, index=tuple(rij["index"]), sleutel=sleutel, plan=_plan(rij.get("plan", {}))
    )


def _plan(rij: Any) -> Plan | None:
    """None when its shape is of a version that is gone."""
    try:
        return Plan.uit_dict(rij)
    except PlanOngeldig:
        return None


def _naaste(rij: Mapping[str, Any]) -> Naaste:
    return _lees(
        Naaste, rij, verschillen=tuple(rij["verschillen"]), inzetten=_inzetten(rij["plan"]["inzetten"])
    )


def _recht(rij: Mapping[str, Any]) -> Rechtmatigheid:
    return _lees(
        Rechtmatigheid, rij, bevindingen=tuple(Bevinding(**bevinding) for bevinding in rij["bevindingen"])
    )
