"""The cards: one instrument each, read from one TOML file per principle in `kaarten/`.

Figures of a card (lead time, build-up, effort, cost, strength) are training assumptions unless the card
names a source; the law in `grondslag` and `artikel` is the statute itself.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal

MAP = Path(__file__).parent / "kaarten"

HOUDERS: Mapping[str, str] = MappingProxyType(
    {
        "gemeente": "Gemeente",
        "corporatie": "Woningcorporatie",
        "politie_om": "Politie en OM",
        "zorg": "Zorg en welzijn",
        "bewoners_ondernemers": "Bewoners en ondernemers",
    }
)

PRINCIPES: Mapping[str, str] = MappingProxyType(
    {
        "onderzoek": "Onderzoek",
        "regie": "Regie",
        "zoet": "Zoet",
        "zuur": "Zuur",
        "zout": "Zout",
        "bitter": "Bitter",
    }
)

# The flows a card can act on: the axis of every dose array. The first nine carry the reference model
# (zuur split over what it acts on); the rest are what single cards add.
STROMEN: Mapping[str, str] = MappingProxyType(
    {
        "zoet": "steun aan welwillende bewoners",
        "zuur_greep": "grens stellen aan het netwerk",
        "zuur_woning": "woningen vrijmaken die verkeerd worden gebruikt",
        "zuur_last": "belasting voor de buurt door hard optreden",
        "zout": "hulp aan kwetsbare mensen",
        "bitter": "screening van nieuwe huurders",
        "onderzoek": "onderzoek naar personen, adressen en netwerken",
        "regie": "samenwerking en gegevensdeling",
        "meldroute": "veilig kunnen melden",
        "activering": "bewoners die zelf in actie komen",
        "bescherming": "bescherming van bewoners die hun nek uitsteken",
        "overlast": "overlast direct verminderen",
        "kwaliteit": "woningen en straat opknappen",
        "draagkracht": "energie van team en bestuur",
        "jeugd": "jongeren uit de greep houden",
        "verplaatsing": "problemen die naar elders schuiven",
        "juridisch": "juridisch risico per maand",
        "wantrouwen": "vertrouwen dat direct verloren gaat, per maand",
        "borging": "vasthouden wat is bereikt",
        "uitstroom": "plekken elders voor wie moet vertrekken",
        "ontruiming": "plaatsen vrijmaken voor zover er elders een plek is",
        "medewerking": "eigenaren die meedoen",
    }
)


@dataclass(frozen=True)
class Vereiste:
    """A precondition of a card in terms of other cards.

    een_van    codes of which one is enough
    moment     "loopt" = must be at work in the same month; "geweest" = must have worked before or now
    factor     what is left of the effect while it is missing: 0 = the card does not work
    juridisch  legal risk added per month at full intensity while it is missing
    wantrouwen trust lost per month at full intensity while it is missing
    punten     weight in the score of rechtmatigheid
    """

    een_van: tuple[str, ...]
    moment: Literal["loopt", "geweest"]
    factor: float
    juridisch: float
    wantrouwen: float
    punten: float
    melding: str
    remedie: str
    artikel: str


@dataclass(frozen=True)
class Kaart:
    """One instrument.

    aanloop   months from decision to first working day
    opbouw    months from first working day to full effect
    duur      (shortest, usual, longest) months a deployment can be asked for, lead time included
    inzet     fte per month at intensity 1, per holder
    kosten    euro per month at intensity 1 from the first working day; eenmalig: euro at the decision
    werking   strength per flow at intensity 1; flows are the keys of STROMEN
    regeling  a local rule that must exist; where a case lacks it, aanloop_zonder_regeling months are added
    """

    code: str
    kort: str
    naam: str
    principe: str
    houder: str
    plekken: tuple[str, ...]
    aanloop: int
    opbouw: int
    duur: tuple[int, int, int]
    inzet: Mapping[str, float]
    kosten: float
    eenmalig: float
    werking: Mapping[str, float]
    vereist: tuple[Vereiste, ...]
    regeling: str
    aanloop_zonder_regeling: int
    rechtmatigheid: float
    uitleg: str
    grondslag: str
    grens: str
    bijwerking: str

    @property
    def groep(self) -> str:
        """The player of the Shapley game this card belongs to."""
        return "onderzoek_regie" if self.principe in ("onderzoek", "regie") else self.principe


@cache
def alle_kaarten() -> Mapping[str, Kaart]:
    """All cards by code, in the order of the files. Raises ValueError when a file contradicts itself."""
    kaarten: dict[str, Kaart] = {}
    for naam in ("onderzoek_regie", "zoet", "zuur", "zout", "bitter"):
        for rij in tomllib.loads((MAP / f"{naam}.toml").read_text(encoding="utf-8"))["kaart"]:
            kaart = _lees_kaart(rij)
            if kaart.code in kaarten:
                raise ValueError(f"Kaart {kaart.code} staat er twee keer in.")
            kaarten[kaart.code] = kaart
    onbekend = {code for k in kaarten.values() for eis in k.vereist for code in eis.een_van} - kaarten.keys()
    if onbekend:
        raise ValueError(f"Vereiste kaarten bestaan niet: {sorted(onbekend)}.")
    return MappingProxyType(kaarten)


def _lees_kaart(rij: Mapping[str, Any]) -> Kaart:
    code = rij["code"]
    for soort, gebruikt, bekend in (
        ("houder", {rij["houder"], *rij["inzet"]}, HOUDERS),
        ("principe", {rij["principe"]}, PRINCIPES),
        ("stroom", set(rij["werking"]), STROMEN),
    ):
        if onbekend := gebruikt - bekend.keys():
            raise ValueError(f"Kaart {code}: onbekende {soort} {sorted(onbekend)}.")
    return Kaart(
        code=code,
        kort=rij["kort"],
        naam=rij["naam"],
        principe=rij["principe"],
        houder=rij["houder"],
        plekken=tuple(rij["plekken"]),
        aanloop=rij["aanloop"],
        opbouw=rij["opbouw"],
        duur=tuple(rij["duur"]),
        inzet=MappingProxyType(dict(rij["inzet"])),
        kosten=float(rij.get("kosten", 0)),
        eenmalig=float(rij.get("eenmalig", 0)),
        werking=MappingProxyType(dict(rij["werking"])),
        vereist=tuple(_lees_vereiste(eis) for eis in rij.get("vereist", ())),
        regeling=rij.get("regeling", ""),
        aanloop_zonder_regeling=rij.get("aanloop_zonder_regeling", 0),
        rechtmatigheid=float(rij.get("rechtmatigheid", 0)),
        uitleg=rij["uitleg"],
        grondslag=rij["grondslag"],
        grens=rij["grens"],
        bijwerking=rij["bijwerking"],
    )


def _lees_vereiste(rij: Mapping[str, Any]) -> Vereiste:
    return Vereiste(
        een_van=tuple(rij["een_van"]),
        moment=rij.get("moment", "loopt"),
        factor=float(rij["factor"]),
        juridisch=float(rij.get("juridisch", 0)),
        wantrouwen=float(rij.get("wantrouwen", 0)),
        punten=float(rij.get("punten", 0)),
        melding=rij["melding"],
        remedie=rij["remedie"],
        artikel=rij.get("artikel", ""),
    )
