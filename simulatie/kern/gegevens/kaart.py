"""The cards: one instrument each.

Figures of a card (lead time, build-up, effort, cost, strength) are training assumptions unless the card
names a source; the law in `grondslag` and `artikel` is the statute itself.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from simulatie.kern.gegevens.lezen import Lezer, eis_verschillend

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

PLEKKEN = ("wijk", "park", "terrein", "straat")
MOMENTEN = ("loopt", "geweest")
# Lowest and highest a card may have: months, fte per holder, strength per flow, points.
LANGSTE_DUUR = 120
FTE = (0.01, 20.0)
STERKTE = (-5.0, 5.0)
MEESTE_PUNTEN = 40.0

# What can be wrong at an address. Each kind has cards of its own, and a stock of cases that are still open.
SOORTEN: Mapping[str, str] = MappingProxyType(
    {
        "drugspand": "drugspanden",
        "woonfraude": "woningen in verkeerde handen",
        "overlast": "ernstige overlast",
        "verhuur": "malafide verhuur",
        "uitbuiting": "uitbuiting",
        "kern": "de kern van het netwerk",
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
        **{f"zaak_{soort}": f"optreden tegen {wat}" for soort, wat in SOORTEN.items()},
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


def lees_kaartrijen(rijen: Sequence[Lezer], ook_andere: bool = False) -> Mapping[str, Kaart]:
    """The cards by code; `ook_andere`: a precondition may name a card that is not among them. What is wrong is noted
    on the rows."""
    codes = [rij.tekst("code") for rij in rijen]
    eis_verschillend(codes, [(rij, "code") for rij in rijen])
    bekend = [*codes, ""] if ook_andere else codes
    kaarten = [_lees_kaart(code, rij, bekend) for code, rij in zip(codes, rijen, strict=True)]
    return MappingProxyType({kaart.code: kaart for kaart in kaarten})


def _lees_kaart(code: str, rij: Lezer, codes: Collection[str]) -> Kaart:
    duur = rij.rijtje("duur", 3)
    kaart = Kaart(
        code=code,
        **{veld: rij.tekst(veld) for veld in ("kort", "naam", "uitleg", "grondslag", "grens", "bijwerking")},
        principe=rij.keuze("principe", PRINCIPES),
        houder=rij.keuze("houder", HOUDERS),
        plekken=rij.keuzes("plekken", PLEKKEN),
        aanloop=rij.geheel("aanloop", 0, LANGSTE_DUUR),
        opbouw=rij.geheel("opbouw", 0, LANGSTE_DUUR),
        duur=(
            duur.geheel(0, 1, LANGSTE_DUUR),
            duur.geheel(1, 1, LANGSTE_DUUR),
            duur.geheel(2, 1, LANGSTE_DUUR),
        ),
        inzet=MappingProxyType(rij.tabel("inzet").getallen(dict.fromkeys(HOUDERS, FTE), minstens=1)),
        kosten=rij.getal("kosten", 0, anders=0),
        eenmalig=rij.getal("eenmalig", 0, anders=0),
        werking=MappingProxyType(rij.tabel("werking").getallen(dict.fromkeys(STROMEN, STERKTE), minstens=1)),
        vereist=tuple(_lees_vereiste(eis, code, codes) for eis in rij.rijen("vereist", ())),
        regeling=rij.tekst("regeling", ""),
        aanloop_zonder_regeling=rij.geheel("aanloop_zonder_regeling", 0, LANGSTE_DUUR, 0),
        rechtmatigheid=rij.getal("rechtmatigheid", 0, MEESTE_PUNTEN, 0),
    )
    _toets_kaart(kaart, rij)
    return kaart


def _toets_kaart(kaart: Kaart, rij: Lezer) -> None:
    kortst, gewoon, langst = kaart.duur
    if kortst > gewoon or gewoon > langst:
        rij.fout("duur", "De duren staan niet op volgorde.", "Geef de kortste, de gewone en de langste duur.")
    if kaart.aanloop >= kortst:
        rij.fout(
            "aanloop", "De aanloop duurt even lang als de kortste duur of langer.", "Maak de aanloop korter."
        )
    if kaart.inzet and kaart.houder and kaart.houder not in kaart.inzet:
        rij.fout("inzet", f"De houder '{kaart.houder}' zet zelf niemand in.", "Geef de fte van de houder.")


def _lees_vereiste(rij: Lezer, code: str, codes: Collection[str]) -> Vereiste:
    moment = rij.keuze("moment", MOMENTEN, "loopt")
    een_van = rij.keuzes("een_van", codes)
    if code and code in een_van:
        rij.fout("een_van", f"Kaart {code} vereist zichzelf.", "Noem een andere kaart.")
    return Vereiste(
        een_van=een_van,
        moment="geweest" if moment == "geweest" else "loopt",
        factor=rij.getal("factor", 0, 1),
        juridisch=rij.getal("juridisch", 0, MEESTE_PUNTEN, 0),
        wantrouwen=rij.getal("wantrouwen", 0, MEESTE_PUNTEN, 0),
        punten=rij.getal("punten", 0, MEESTE_PUNTEN, 0),
        melding=rij.tekst("melding"),
        remedie=rij.tekst("remedie"),
        artikel=rij.tekst("artikel", ""),
    )
