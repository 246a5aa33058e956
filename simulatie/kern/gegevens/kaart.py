"""The cards: one instrument each.

Figures of a card (lead time, build-up, effort, cost, strength, points of lawfulness) are training assumptions unless
the card names a source; the law in `grondslag`, `maximum` and `artikel` is the statute itself, as far as `onbevestigd`
does not say that its text was not seen.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType
from typing import Any, Literal

from simulatie.kern.gegevens.lezen import VERPLICHT, Lezer, eis_verschillend
from simulatie.kern.gegevens.plan import toon

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
# Where the text of a law or a ruling stands, and nowhere else: the statute book, the rulings, the law of the Union.
WETTEKST = re.compile(
    r"https://(wetten\.overheid\.nl/BWB[RV]\d{7}"
    r"|deeplink\.rechtspraak\.nl/uitspraak\?id=ECLI:NL:[A-Z]+:\d{4}:\d+"
    r"|eur-lex\.europa\.eu/eli/reg/\d{4}/\d+/oj)"
)
# A text about the cards that will do names them here; a case fills in its own.
EIGEN_KAARTEN = "{kaarten}"

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
    per_maand  points lost for each month more in which it is missing, and for each month in which it was there but not
               good enough
    minstens   months at full intensity it must have worked by then, in every part of the area where the card works
    vers       counting this many months back; 0 = from the beginning. With both 0 whatever was there is good enough
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
    per_maand: float = 0.0
    minstens: float = 0.0
    vers: int = 0


@dataclass(frozen=True)
class Rechtsgrond:
    """What hard measures rest on, said by the card that lays it: before any of them works, this card must have.

    kaarten    codes of the hard measures
    minstens   months at full intensity it must have worked by then, in every part where the hard measure works
    vers       counting this many months back; 0 = from the beginning
    per_maand  points of lawfulness lost for each month in which any of them works without, however many do
    """

    kaarten: tuple[str, ...]
    minstens: float
    vers: int
    per_maand: float
    melding: str
    remedie: str
    artikel: str


@dataclass(frozen=True)
class Termijn:
    """How long a decision holds in one place.

    maanden    months at work, all its deployments there together
    opnieuw    codes of cards of which one must have worked there in the last `vers` months for a new decision to follow
    hoogstens  months with new decisions; 0 = no end to it
    per_maand  points of lawfulness lost for each month longer
    """

    maanden: int
    opnieuw: tuple[str, ...]
    vers: int
    hoogstens: int
    per_maand: float


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
    maximum   what the law allows per decision, in words
    nagekeken day on which a lawyer last went through ground and maximum, as 2026-11-30; "" in a document of before
    onbevestigd what was then not held against the text of the law itself; "" = all of it was
    wettekst  addresses of that text
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
    maximum: str = ""
    nagekeken: str = ""
    onbevestigd: str = ""
    wettekst: tuple[str, ...] = ()
    rechtsgrond: Rechtsgrond | None = None
    termijn: Termijn | None = None

    @property
    def groep(self) -> str:
        """The player of the Shapley game this card belongs to."""
        return "onderzoek_regie" if self.principe in ("onderzoek", "regie") else self.principe


def lees_kaartrijen(rijen: Sequence[Lezer], ook_andere: bool = False) -> Mapping[str, Kaart]:
    """The cards by code; `ook_andere`: as a document keeps them, where a precondition may name a card that is not among
    them, and the law may not have been looked up. What is wrong is noted on the rows."""
    codes = [rij.tekst("code") for rij in rijen]
    eis_verschillend(codes, [(rij, "code") for rij in rijen])
    bekend = [*codes, ""] if ook_andere else codes
    kaarten = [_lees_kaart(code, rij, bekend, ook_andere) for code, rij in zip(codes, rijen, strict=True)]
    return MappingProxyType({kaart.code: kaart for kaart in kaarten})


def _lees_kaart(code: str, rij: Lezer, codes: Collection[str], bevroren: bool) -> Kaart:
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
        maximum=rij.tekst("maximum", "" if bevroren else VERPLICHT),
        nagekeken=_lees_dag(rij, "nagekeken", "" if bevroren else VERPLICHT),
        onbevestigd=rij.tekst("onbevestigd", ""),
        wettekst=_lees_wettekst(rij, bevroren),
        rechtsgrond=_lees_rechtsgrond(rij.tabel("rechtsgrond"), codes) if "rechtsgrond" in rij else None,
        termijn=_lees_termijn(rij.tabel("termijn"), codes) if "termijn" in rij else None,
    )
    _toets_kaart(kaart, rij)
    return kaart


def _lees_dag(rij: Lezer, veld: str, anders: Any) -> str:
    waarde = rij.tekst(veld, anders)
    try:
        return date.fromisoformat(waarde).isoformat() if waarde else ""
    except ValueError:
        rij.fout(veld, f"'{toon(waarde)}' is geen dag.", "Schrijf jaar, maand en dag: 2026-11-30.")
        return ""


def _lees_wettekst(rij: Lezer, bevroren: bool) -> tuple[str, ...]:
    reeks = rij.reeks("wettekst", () if bevroren else VERPLICHT)
    adressen = tuple(reeks.tekst(i) for i in reeks)
    for nummer, adres in enumerate(adressen):
        if adres and not WETTEKST.fullmatch(adres):
            raad = "Verwijs naar wetten.overheid.nl, deeplink.rechtspraak.nl of eur-lex.europa.eu."
            reeks.fout(nummer, f"'{toon(adres)}' is geen adres van een wettekst.", raad)
    return adressen


def _lees_rechtsgrond(rij: Lezer, codes: Collection[str]) -> Rechtsgrond:
    return Rechtsgrond(
        kaarten=rij.keuzes("kaarten", codes),
        minstens=rij.getal("minstens", 0, LANGSTE_DUUR, 0),
        vers=rij.geheel("vers", 0, LANGSTE_DUUR, 0),
        per_maand=rij.getal("per_maand", 0, MEESTE_PUNTEN),
        **{veld: rij.tekst(veld) for veld in ("melding", "remedie", "artikel")},
    )


def _lees_termijn(rij: Lezer, codes: Collection[str]) -> Termijn:
    termijn = Termijn(
        maanden=rij.geheel("maanden", 1, LANGSTE_DUUR),
        opnieuw=rij.keuzes("opnieuw", codes, ()),
        vers=rij.geheel("vers", 0, LANGSTE_DUUR, 0),
        hoogstens=rij.geheel("hoogstens", 0, 2 * LANGSTE_DUUR, 0),
        per_maand=rij.getal("per_maand", 0, MEESTE_PUNTEN),
    )
    if termijn.hoogstens and termijn.hoogstens < termijn.maanden:
        rij.fout(
            "hoogstens", "'hoogstens' is korter dan een besluit duurt.", "Maak dit langer, of haal het weg."
        )
    return termijn


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
        per_maand=rij.getal("per_maand", 0, MEESTE_PUNTEN, 0),
        minstens=rij.getal("minstens", 0, LANGSTE_DUUR, 0),
        vers=rij.geheel("vers", 0, LANGSTE_DUUR, 0),
    )


def aanwezig(codes: Sequence[str], kaarten: Mapping[str, Kaart]) -> list[Kaart]:
    """Of these cards those that are in a case."""
    return [kaarten[code] for code in codes if code in kaarten]


def opsomming(kaarten: Sequence[Kaart]) -> str:
    """ "O3 Begeleiding, O4 Bemoeizorg of O6 Eén gezin, één plan"; "" of none."""
    namen = [f"{kaart.code} {kaart.kort}" for kaart in kaarten]
    return " of ".join(filter(None, (", ".join(namen[:-1]), *namen[-1:])))


def met_eigen_kaarten(kaart: Kaart, kaarten: Mapping[str, Kaart]) -> Kaart:
    """The card as a case has it: where a remedy asks for cards, it names those that are in that case."""
    vereist = tuple(
        replace(eis, remedie=eis.remedie.replace(EIGEN_KAARTEN, opsomming(aanwezig(eis.een_van, kaarten))))
        for eis in kaart.vereist
    )
    return replace(kaart, vereist=vereist)
