"""Reading a case: from plain data to a `Casus`, or one error that lists everything that is wrong with it.

One function per table of the file. Nothing is built before all of it was read; the plans of practitioners are judged
last, for whether a plan fits can only be said of a case that is right.
"""

import json
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import combinations, pairwise
from math import isfinite, nan
from pathlib import Path
from types import MappingProxyType
from typing import Any

from simulatie.kern.gegevens.casus import (
    GESCHAALD,
    Bron,
    Casus,
    CasusOnbekend,
    Deelgebied,
    Grondslag,
    Ijking,
    Kaartblad,
    Kerncijfer,
    Persona,
    Uitspraak,
    Vakplantekst,
)
from simulatie.kern.gegevens.gebeurtenis import Gebeurtenis, Keuze, Vervolg, Voorteken, Voorwaarde
from simulatie.kern.gegevens.indicator import Indicator
from simulatie.kern.gegevens.kaart import HOUDERS, PLEKKEN, Kaart, met_eigen_kaarten
from simulatie.kern.gegevens.kaart import SOORTEN as ZAAKSOORTEN
from simulatie.kern.gegevens.lezen import VERPLICHT, CasusOngeldig, Lezer, eis_verschillend, lees_toml
from simulatie.kern.gegevens.parameters import Parameters
from simulatie.kern.gegevens.plan import Bevinding, Inzet, Plan, PlanOngeldig
from simulatie.kern.gegevens.toestand import AFGELEID, GEWOON, GROOTHEDEN, PER_DEELGEBIED, PER_WIJK
from simulatie.kern.gegevens.veelhoek import Punt, kruist_zichzelf, ligt_in, oppervlak, overlappen
from simulatie.kern.inlezen.tabellen import (
    CASUSSEN,
    VAKPLANNEN,
    alle_kaarten,
    lees_indicatoren,
    lees_parameters,
)
from simulatie.kern.model.controle import controleer_plan
from simulatie.kern.oordeel.varianten import SOORTEN
from simulatie.kern.oordeel.waardering import MATEN

VOORRADEN = (*PER_DEELGEBIED, *PER_WIJK)
VAN_NUL_TOT_EEN = ("samenwerking", "medewerking", "meldingsbereidheid", "precisie")
# Lowest and highest value of every quantity, in the units people see.
GRENZEN: Mapping[str, tuple[float, float]] = MappingProxyType(
    {naam: (0.0, 1.0 if naam in VAN_NUL_TOT_EEN else 100.0) for naam in (*VOORRADEN, *AFGELEID)}
)
VERANDERING = MappingProxyType({naam: (-GRENZEN[naam][1], GRENZEN[naam][1]) for naam in VOORRADEN})
LIJNSOORTEN = ("spoor", "straat", "weg", "grens")
NIVEAUS = ("wijk", "straat", "adres")
SLAAGGRENZEN = ("uitkomst", "vakmanschap", "rechtmatigheid")
# What a case may ask beside them: the attained share, and a floor under each dimension of the craft.
ERBIJ_GEEIST = ("bereikt", "elk_vak")
PERIODEN = ("programma", "daarna")
# Who looks up addresses needs the covenant on sharing data.
CONVENANT = "R2"
LANGSTE_HORIZON = 240
GROOTSTE_MAAT = 1000.0
MEESTE_WONINGEN = 100_000
# Cases of a kind of trouble in a deelgebied, as a multiple of what it would have for its size.
MEESTE_ZAKEN = 20.0
KLEINSTE_KANS = 0.0001
MEESTE_FTE = 100.0
MEESTE_PUNTEN = 40.0
MEESTE_UREN = 1000.0
# A coefficient of a setting lies at most this many times outside the range of the table.
RUIMTE = 4.0
SPELING = 1e-9
# What a place is called when its case does not say.
WOORDEN = {
    "gebied": "het gebied",
    "overal": "het hele gebied",
    "huishoudens": "huishoudens",
    "panden": "woningen",
    "bewoners": "bewoners",
}
INDICATORTEKSTEN = ("naam", "eenheid", "uitleg")
IJK_OPNIEUW = "Draai python -m simulatie.kern.werkplaats zoek_referentie en daarna ijk."


@dataclass(frozen=True)
class Grond:
    """What a case stands on: the files of today, or (`bevroren`) what a document keeps of one case.

    Such a document knows the cards of its own case only, and has the start of every deelgebied as it was worked out.
    """

    kaarten: Mapping[str, Kaart]
    indicatoren: Mapping[str, Indicator]
    bevroren: bool = False

    @property
    def regelingen(self) -> frozenset[str]:
        anders = {""} if self.bevroren else set()
        return frozenset(kaart.regeling for kaart in self.kaarten.values() if kaart.regeling) | anders


@dataclass(frozen=True)
class Verband:
    """What the tables of a case may point at, as far as it could be read; a "" among keys: not all are known."""

    grond: Grond
    horizon: int
    kaarten: tuple[str, ...]
    deelgebieden: tuple[Deelgebied, ...]
    start: Mapping[str, float]

    @property
    def gebieden(self) -> tuple[str, ...]:
        return tuple(gebied.sleutel for gebied in self.deelgebieden) or ("",)


@cache
def laad_casus(sleutel: str) -> Casus:
    """The published case with this key. Raises CasusOnbekend, CasusOngeldig."""
    beschikbaar = sorted(pad.stem for pad in CASUSSEN.glob("*.toml"))
    if sleutel not in beschikbaar:
        raise CasusOnbekend(f"Casus '{sleutel}' bestaat niet. Er is: {', '.join(beschikbaar)}.")
    ijking = lees_ijking(CASUSSEN / f"{sleutel}.ijking.json")
    # What practitioners would do is theirs: it stands in a file of its own, which no change of the case touches.
    bron = {**lees_toml(CASUSSEN / f"{sleutel}.toml"), **lees_toml(VAKPLANNEN / f"{sleutel}.toml")}
    return lees_casus(sleutel, bron, ijking)


def lees_casus(sleutel: str, bron: Mapping[str, Any], ijking: Ijking | None) -> Casus:
    """Build a case from its plain data. Raises CasusOngeldig with everything that is wrong."""
    casus = Lezer(bron)
    velden = lees_velden(casus, Grond(alle_kaarten(), lees_indicatoren()))
    afwijkend = _lees_afwijkingen(casus.tabel("parameters", {}))
    casus.rond_af(f"Casus {sleutel}")
    parameters = lees_parameters().voor_casus(afwijkend, _kader(velden["start"], velden["eenheden"]))
    return bouw_casus(sleutel, parameters, ijking, velden)


def lees_velden(casus: Lezer, grond: Grond) -> dict[str, Any]:
    """Every field of a case that stands in its own table; what is wrong is noted on `casus`."""
    horizon, programmaduur, meetvenster = _lees_tijd(casus)
    schaal = casus.tabel("schaal", {}).getallen(dict.fromkeys(GESCHAALD, (0.01, 100.0)))
    eenheden = {naam: maat for soort, maat in schaal.items() for naam in GESCHAALD[soort]}
    start = _lees_start(casus.tabel("start"), PER_WIJK if grond.bevroren else VOORRADEN)
    plek = casus.keuze("plek", PLEKKEN)
    codes = _lees_kaarten(casus, plek, grond.kaarten)
    kaartblad = _lees_kaartblad(casus.tabel("kaartblad"))
    deelgebieden = _lees_deelgebieden(casus, None if grond.bevroren else start, kaartblad)
    verband = Verband(grond, horizon, codes or ("",), deelgebieden, start)
    gebeurtenissen = _lees_alle(casus, "gebeurtenis", _lees_gebeurtenis, verband)
    bronnen = _lees_bronnen(casus, verband)
    _toets_momenten(casus, gebeurtenissen, bronnen)
    namen, slaaggrens = casus.tabel("namen", {}), casus.tabel("slaaggrens")
    return {
        **{veld: casus.tekst(veld) for veld in ("versie", "naam", "plaats", "samenvatting", "opdracht")},
        "waarschuwing": casus.tekst("waarschuwing"),
        "plek": plek,
        "krachten": _teksten(casus.reeks("krachten", minstens=1)),
        "kerncijfers": tuple(_lees_kerncijfer(rij, grond) for rij in casus.rijen("kerncijfer")),
        "personas": _lees_alle(casus, "persona", _lees_persona, verband),
        "kaartblad": kaartblad,
        "deelgebieden": deelgebieden,
        "start": MappingProxyType({naam: start[naam] for naam in PER_WIJK}),
        "kaarten": _eigen_kaarten(codes, grond),
        "houders": _lees_houders(casus.tabel("houders", {})),
        "capaciteit": MappingProxyType(
            casus.tabel("capaciteit").getallen(dict.fromkeys(HOUDERS, (0.0, MEESTE_FTE)), alle=True)
        ),
        "budget": casus.getal("budget", 1),
        "horizon": horizon,
        "programmaduur": programmaduur,
        "meetvenster": meetvenster,
        "regelingen": frozenset(casus.keuzes("regelingen", grond.regelingen, ())),
        "gewichten": _lees_gewichten(casus.tabel("gewichten")),
        "slaaggrens": MappingProxyType(
            {
                naam: slaaggrens.geheel(naam, 0, 100)
                for naam in (*SLAAGGRENZEN, *slaaggrens.velden(ERBIJ_GEEIST))
            }
        ),
        "rondes": _lees_rondes(casus, programmaduur),
        "namen": MappingProxyType({naam: namen.tekst(naam) for naam in namen.velden(GROOTHEDEN)}),
        "eenheden": MappingProxyType(eenheden),
        "woorden": _lees_woorden(casus.tabel("woorden", {})),
        "gebeurtenissen": gebeurtenissen,
        "bronnen": bronnen,
        "indicatoren": _in_eigen_woorden(grond.indicatoren, casus.tabel("indicatoren", {})),
        **_lees_vakplannen(casus, verband),
    }


def bouw_casus(
    sleutel: str, parameters: Parameters, ijking: Ijking | None, velden: Mapping[str, Any]
) -> Casus:
    """The case of fields that were read without a fault. Raises CasusOngeldig when a plan of practitioners does not fit."""
    return _toets_vakplannen(
        Casus(sleutel=sleutel, modelversie=parameters.versie, parameters=parameters, ijking=ijking, **velden)
    )


def _lees_tijd(casus: Lezer) -> tuple[int, int, int]:
    horizon, programmaduur, meetvenster = (
        casus.geheel(veld, 1, LANGSTE_HORIZON) for veld in ("horizon", "programmaduur", "meetvenster")
    )
    for veld, maanden in (("programmaduur", programmaduur), ("meetvenster", meetvenster)):
        if maanden > horizon:
            casus.fout(veld, f"'{veld}' is langer dan de horizon van {horizon} maanden.", "Maak dit korter.")
    return int(_bekend(horizon, LANGSTE_HORIZON)), programmaduur, meetvenster


def _bekend(waarde: float, anders: float) -> float:
    """A bound that could not be read forbids nothing."""
    return waarde if isfinite(waarde) else anders


def _lees_rondes(casus: Lezer, programmaduur: int) -> tuple[int, ...]:
    reeks = casus.reeks("rondes", (0,), minstens=1)
    rondes = tuple(reeks.geheel(i, 0, LANGSTE_HORIZON) for i in reeks)
    if rondes and rondes[0] > 0:
        reeks.fout(0, "De eerste ronde begint niet in maand 0.", "Laat de eerste ronde in maand 0 beginnen.")
    for nummer, (eerder, later) in enumerate(pairwise(rondes), start=1):
        if later <= eerder:
            reeks.fout(nummer, "Deze ronde begint niet later dan de vorige.", "Zet de maanden op volgorde.")
    for nummer, maand in enumerate(rondes):
        if maand >= programmaduur:
            raad = f"Kies een maand van 0 tot en met {programmaduur - 1}."
            reeks.fout(nummer, "Deze ronde begint als het programma al voorbij is.", raad)
    return rondes


def _lees_start(start: Lezer, voorraden: Collection[str]) -> dict[str, float]:
    return {naam: start.getal(naam, *GRENZEN[naam], *_gewoon(naam)) for naam in voorraden}


def _gewoon(naam: str) -> tuple[float, ...]:
    return (GEWOON[naam],) if naam in GEWOON else ()


def _kader(start: Mapping[str, float], eenheden: Mapping[str, float]) -> dict[str, float]:
    return {
        "woningen_vol": 100.0 / eenheden.get("woonfraude", 1.0),
        "kwetsbaar_vol": 100.0 / eenheden.get("kwetsbaar", 1.0),
        "medewerking_evenwicht": start["medewerking"],
    }


def _lees_kaarten(casus: Lezer, plek: str, kaarten: Mapping[str, Kaart]) -> tuple[str, ...]:
    codes = casus.keuzes("kaarten", kaarten)
    for nummer, code in enumerate(codes):
        if plek and code in kaarten and plek not in (kaarten[code].plekken or (plek,)):
            past = ", ".join(kaarten[code].plekken)
            casus.fout(
                f"kaarten[{nummer}]",
                f"Kaart {code} past niet bij '{plek}', wel bij: {past}.",
                "Haal de kaart weg.",
            )
    return codes


def _eigen_kaarten(codes: Collection[str], grond: Grond) -> Mapping[str, Kaart]:
    kaarten = {code: grond.kaarten[code] for code in codes if code in grond.kaarten}
    if grond.bevroren:
        return MappingProxyType(kaarten)
    return MappingProxyType({code: met_eigen_kaarten(kaart, kaarten) for code, kaart in kaarten.items()})


def _lees_afwijkingen(parameters: Lezer) -> dict[str, dict[str, Any]]:
    """Coefficients of this setting: a value of its own, and why."""
    afwijkend = {}
    tabel = lees_parameters().tabel
    for naam in parameters.velden(tabel):
        rij, (laag, hoog) = parameters.tabel(naam), tabel[naam].marge
        waarde = rij.getal("waarde", laag / RUIMTE, hoog * RUIMTE)
        afwijkend[naam] = {"waarde": waarde, "reden": rij.tekst("reden")}
    return afwijkend


def _lees_gewichten(gewichten: Lezer) -> Mapping[str, Mapping[str, float]]:
    uit = {}
    soorten = {"uitkomst": [maat.sleutel for maat in MATEN], "vakmanschap": list(SOORTEN)}
    # A case of before the years of the programme counted says nothing about them.
    soorten |= {soort: list(PERIODEN) for soort in gewichten.velden(["periode"])}
    for soort, sleutels in soorten.items():
        waarden = gewichten.tabel(soort).getallen(dict.fromkeys(sleutels, (0.0, 1.0)), alle=True)
        if abs(sum(waarden.values()) - 1) > SPELING:
            som = f"{sum(waarden.values()):g}".replace(".", ",")
            gewichten.fout(soort, f"Deze gewichten zijn samen {som}.", "Laat ze samen 1 zijn.")
        uit[soort] = MappingProxyType(waarden)
    return MappingProxyType(uit)


def _lees_kerncijfer(rij: Lezer, grond: Grond) -> Kerncijfer:
    cijfer = Kerncijfer(
        **{veld: rij.tekst(veld) for veld in ("naam", "waarde", "landelijk", "herkomst")},
        indicator=rij.keuze("indicator", grond.indicatoren, ""),
        openbaar=rij.vlag("openbaar", False),
    )
    if cijfer.openbaar and not cijfer.indicator:
        rij.fout("openbaar", "Dit cijfer hoort bij geen indicator.", "Noem de indicator.")
    return cijfer


def _lees_woorden(woorden: Lezer) -> Mapping[str, str]:
    return MappingProxyType({naam: woorden.tekst(naam, anders) for naam, anders in WOORDEN.items()})


def _lees_houders(namen: Lezer) -> Mapping[str, str]:
    """What the parties are called here; the law and the cards know them by the same keys everywhere."""
    return MappingProxyType({**HOUDERS, **{houder: namen.tekst(houder) for houder in namen.velden(HOUDERS)}})


def _in_eigen_woorden(indicatoren: Mapping[str, Indicator], woorden: Lezer) -> Mapping[str, Indicator]:
    """The indicators with the naam, eenheid or uitleg that this setting needs; the figures are the same everywhere."""
    eigen = dict(indicatoren)
    for sleutel in woorden.velden(indicatoren):
        rij = woorden.tabel(sleutel)
        anders: dict[str, Any] = {veld: rij.tekst(veld) for veld in rij.velden(INDICATORTEKSTEN)}
        eigen[sleutel] = replace(eigen[sleutel], **anders)
    return MappingProxyType(eigen)


def _lees_alle(
    casus: Lezer, veld: str, lees: Callable[[Lezer, Verband], Any], verband: Verband
) -> tuple[Any, ...]:
    """Every row of a list of tables, each with a key of its own."""
    rijen = casus.rijen(veld, ())
    gelezen = tuple(lees(rij, verband) for rij in rijen)
    _eis_eigen_sleutel(gelezen, rijen)
    return gelezen


def _eis_eigen_sleutel(gelezen: Sequence[Any], rijen: Sequence[Lezer]) -> None:
    eis_verschillend([deel.sleutel for deel in gelezen], [(rij, "sleutel") for rij in rijen])


def _teksten(reeks: Lezer) -> tuple[str, ...]:
    return tuple(reeks.tekst(i) for i in reeks)


def _lees_persona(rij: Lezer, verband: Verband) -> Persona:
    regels = rij.rijen("regel", ())
    persona = Persona(
        sleutel=rij.sleutel(),
        leeftijd=rij.geheel("leeftijd", 0, 120, None),
        deelgebied=rij.keuze("deelgebied", verband.gebieden, None),
        **{veld: rij.tekst(veld) for veld in ("naam", "rol", "schets", "uitspraak")},
        regels=tuple(Uitspraak(_lees_voorwaarden(r, GRENZEN), r.tekst("tekst")) for r in regels),
    )
    if persona.regels and persona.regels[-1].als:
        regels[-1].fout("als", "De laatste regel geldt niet altijd.", "Sluit af met een regel met als = [].")
    return persona


def _lees_voorwaarden(
    rij: Lezer, grootheden: Collection[str], anders: Any = VERPLICHT
) -> tuple[Voorwaarde, ...]:
    reeks = rij.reeks("als", anders)
    return tuple(_lees_voorwaarde(reeks.rijtje(i, 3), grootheden) for i in reeks)


def _lees_voorwaarde(rij: Lezer, grootheden: Collection[str]) -> Voorwaarde:
    naam = rij.keuze(0, grootheden)
    return naam, rij.keuze(1, ("<", ">")), rij.getal(2, *GRENZEN.get(naam, (0.0, 100.0)))


def _lees_kaartblad(blad: Lezer) -> Kaartblad:
    breedte, hoogte = (
        _bekend(blad.getal(veld, 1, GROOTSTE_MAAT), GROOTSTE_MAAT) for veld in ("breedte", "hoogte")
    )
    lijnen = tuple(_lees_lijn(rij, (breedte, hoogte)) for rij in blad.rijen("lijn", ()))
    return Kaartblad(breedte, hoogte, lijnen)


def _lees_lijn(rij: Lezer, maat: tuple[float, float]) -> Mapping[str, Any]:
    punten = _lees_punten(rij.reeks("punten", minstens=2), maat)
    return MappingProxyType(
        {"naam": rij.tekst("naam"), "soort": rij.keuze("soort", LIJNSOORTEN), "punten": punten}
    )


def _lees_punten(reeks: Lezer, maat: tuple[float, float]) -> tuple[Punt, ...]:
    return tuple(_lees_punt(reeks.rijtje(i, 2), maat) for i in reeks)


def _lees_punt(rij: Lezer, maat: tuple[float, float]) -> Punt:
    return rij.getal(0, 0, maat[0]), rij.getal(1, 0, maat[1])


def _lees_deelgebieden(
    casus: Lezer, gemiddelde: Mapping[str, float] | None, blad: Kaartblad
) -> tuple[Deelgebied, ...]:
    """With `gemiddelde` the rows hold deviations, which are shifted so that the households-weighted mean of every
    stock is that one; without it they hold the start itself."""
    rijen = casus.rijen("deelgebied", minstens=1)
    ruw = [_lees_deelgebied(rij, blad, gemiddelde is None) for rij in rijen]
    _eis_eigen_sleutel(ruw, rijen)
    eis_verschillend([gebied.nummer for gebied in ruw], [(rij, "nummer") for rij in rijen])
    _toets_vlakken(ruw, rijen)
    if gemiddelde is None:
        return tuple(ruw)
    totaal = sum(gebied.woningen for gebied in ruw) or nan
    verschuiving = {naam: sum(g.woningen * g.start[naam] for g in ruw) / totaal for naam in PER_DEELGEBIED}
    gebieden = tuple(
        replace(
            gebied,
            start=MappingProxyType(
                {naam: gemiddelde[naam] + gebied.start[naam] - verschuiving[naam] for naam in PER_DEELGEBIED}
            ),
        )
        for gebied in ruw
    )
    for gebied, rij in zip(gebieden, rijen, strict=True):
        _toets_start(gebied, rij)
    return gebieden


def _lees_deelgebied(rij: Lezer, blad: Kaartblad, uitgewerkt: bool) -> Deelgebied:
    """As it stands in the file: `start` holds the deviations, unless the start was worked out."""
    veld, laag = ("start", 0.0) if uitgewerkt else ("afwijking", -100.0)
    start = rij.tabel(veld).getallen(dict.fromkeys(PER_DEELGEBIED, (laag, 100.0)), alle=True)
    return Deelgebied(
        sleutel=rij.sleutel(),
        nummer=rij.geheel("nummer", 1, MEESTE_WONINGEN),
        naam=rij.tekst("naam"),
        woningen=rij.geheel("woningen", 1, MEESTE_WONINGEN),
        omschrijving=rij.tekst("omschrijving"),
        vlak=_lees_punten(rij.reeks("vlak", minstens=3), (blad.breedte, blad.hoogte)),
        label=_lees_punt(rij.rijtje("label", 2), (blad.breedte, blad.hoogte)),
        start=MappingProxyType(start),
        zaken=MappingProxyType(
            rij.tabel("zaken", {}).getallen(dict.fromkeys(ZAAKSOORTEN, (0.0, MEESTE_ZAKEN)))
        ),
    )


def _toets_start(gebied: Deelgebied, rij: Lezer) -> None:
    for naam, waarde in gebied.start.items():
        if waarde < 0 or waarde > 100:
            begin = f"{waarde:.1f}".replace(".", ",")
            rij.fout(
                f"afwijking.{naam}",
                f"Met de verschuiving naar het gemiddelde begint dit op {begin}. Dat ligt niet van 0 tot en met 100.",
                "Maak de afwijking kleiner.",
            )
    if gebied.start["woonfraude"] + gebied.start["leegstand"] > 100:
        rij.fout(
            "afwijking.leegstand",
            "Woonfraude en leegstand zijn hier samen meer dan 100 % van de woningen.",
            "Verlaag een van de twee.",
        )


def _toets_vlakken(gebieden: Sequence[Deelgebied], rijen: Sequence[Lezer]) -> None:
    goed = []
    for gebied, rij in zip(gebieden, rijen, strict=True):
        if (
            not all(isfinite(maat) for punt in (*gebied.vlak, gebied.label) for maat in punt)
            or len(gebied.vlak) < 3
        ):
            continue
        if (
            len(set(gebied.vlak)) < len(gebied.vlak)
            or kruist_zichzelf(gebied.vlak)
            or not oppervlak(gebied.vlak)
        ):
            rij.fout("vlak", "Deze lijn sluit geen vlak in.", "Geef de hoekpunten op volgorde, elk een keer.")
            continue
        if not ligt_in(gebied.label, gebied.vlak):
            rij.fout("label", "Het nummer komt buiten het vlak te staan.", "Kies een punt binnen het vlak.")
        goed.append((gebied, rij))
    for (een, _), (ander, rij) in combinations(goed, 2):
        if overlappen(een.vlak, ander.vlak):
            rij.fout("vlak", f"Dit vlak ligt voor een deel over dat van {een.naam}.", "Verschuif de grens.")


def _lees_gebeurtenis(rij: Lezer, verband: Verband) -> Gebeurtenis:
    laatste = verband.horizon - 1
    toevallig = any(veld in rij for veld in ("van", "tot", "kans"))
    nodig = VERPLICHT if toevallig else 0
    bezetting, met_bezetting = rij.tabel("bezetting", {}), "bezetting" in rij
    fte = bezetting.getallen(dict.fromkeys(HOUDERS, (-MEESTE_FTE, MEESTE_FTE)), minstens=int(met_bezetting))
    gebeurtenis = Gebeurtenis(
        sleutel=rij.sleutel(),
        titel=rij.tekst("titel"),
        tekst=rij.tekst("tekst"),
        maand=rij.geheel("maand", 0, laatste, None),
        van=rij.geheel("van", 0, laatste, nodig),
        tot=rij.geheel("tot", 0, laatste, nodig),
        kans=rij.getal("kans", KLEINSTE_KANS, 1, nodig),
        als=_lees_voorwaarden(rij, VOORRADEN, ()),
        werkt=rij.keuzes("werkt", verband.kaarten, ()),
        tenzij=rij.keuzes("tenzij", verband.kaarten, ()),
        drijvers=rij.keuzes("drijvers", VOORRADEN, ()),
        deelgebieden=rij.keuzes("deelgebieden", verband.gebieden, ()),
        gevolg=_lees_gevolg(rij),
        bezetting=MappingProxyType(fte),
        bezetting_maanden=bezetting.geheel("maanden", 1, laatste, VERPLICHT if met_bezetting else 0),
        keuzes=_lees_keuzes(rij, verband),
        voorteken=_lees_voorteken(rij),
        volgt_op=rij.tekst("volgt_op", ""),
    )
    if ("maand" in rij) == toevallig:
        rij.fout(
            "maand",
            "Een gebeurtenis valt in een vaste maand, of bij toeval tussen twee maanden.",
            "Geef 'maand', of geef 'van', 'tot' en 'kans'.",
        )
    if gebeurtenis.tot < gebeurtenis.van:
        rij.fout("tot", "'tot' ligt voor 'van'.", "Draai de twee om.")
    _toets_bezetting(gebeurtenis, rij)
    _toets_drijvers(gebeurtenis, rij, verband)
    return gebeurtenis


def _lees_voorteken(rij: Lezer) -> Voorteken | None:
    if "voorteken" not in rij:
        return None
    teken = rij.tabel("voorteken")
    return Voorteken(teken.tekst("bron"), teken.geheel("van", 0, LANGSTE_HORIZON), teken.tekst("tekst"))


def _toets_momenten(casus: Lezer, gebeurtenissen: Sequence[Gebeurtenis], bronnen: Sequence[Bron]) -> None:
    """What announces something falls in a month of its own, before what it announces; who is to tell of it is there."""
    maanden = {g.sleutel: g.maand for g in gebeurtenissen}
    namen = {bron.sleutel for bron in bronnen}
    for nummer, gebeurtenis in enumerate(gebeurtenissen):
        plaats, teken = f"gebeurtenis[{nummer}]", gebeurtenis.voorteken
        if gebeurtenis.volgt_op:
            eerder = maanden.get(gebeurtenis.volgt_op)
            if eerder is None or gebeurtenis.maand is None or eerder >= gebeurtenis.maand:
                casus.fout(
                    f"{plaats}.volgt_op",
                    f"'{gebeurtenis.volgt_op}' is geen gebeurtenis die in een vaste maand hiervoor valt.",
                    "Noem de sleutel van de aankondiging, met een eerdere maand.",
                )
        if teken and teken.bron not in namen:
            casus.fout(
                f"{plaats}.voorteken.bron", f"Er is geen bron '{teken.bron}'.", "Noem een bron van de casus."
            )
        if teken and (gebeurtenis.maand is None or teken.van >= gebeurtenis.maand):
            casus.fout(
                f"{plaats}.voorteken.van",
                "Een voorteken is er voor de gebeurtenis zelf, en die valt in een vaste maand.",
                "Kies een eerdere maand.",
            )


def _toets_bezetting(gebeurtenis: Gebeurtenis, rij: Lezer) -> None:
    aan = [veld for veld in ("als", "werkt", "tenzij", "drijvers") if getattr(gebeurtenis, veld)]
    if "bezetting" in rij and aan:
        rij.fout(
            "bezetting",
            f"Wie er werken moet vooraf vaststaan, maar deze gebeurtenis hangt af van '{aan[0]}'.",
            f"Haal '{aan[0]}' weg, of haal 'bezetting' weg.",
        )


def _toets_drijvers(gebeurtenis: Gebeurtenis, rij: Lezer, verband: Verband) -> None:
    for nummer, naam in enumerate(gebeurtenis.drijvers):
        gebieden = [
            g
            for g in verband.deelgebieden
            if not gebeurtenis.deelgebieden or g.sleutel in gebeurtenis.deelgebieden
        ]
        begin = (
            [g.start[naam] for g in gebieden] if naam in PER_DEELGEBIED else [verband.start.get(naam, nan)]
        )
        if begin and max(begin) <= 0:
            rij.fout(
                f"drijvers[{nummer}]",
                f"'{naam}' is bij het begin 0; daar is geen verhouding mee te rekenen.",
                "Kies een andere drijver.",
            )


def _lees_gevolg(rij: Lezer, veld: str = "gevolg") -> Mapping[str, float]:
    return MappingProxyType(rij.tabel(veld, {}).getallen(VERANDERING))


def _lees_keuzes(rij: Lezer, verband: Verband) -> tuple[Keuze, ...]:
    if "keuze" not in rij:
        return ()
    rijen = rij.rijen("keuze", minstens=2, hoogstens=3)
    keuzes = tuple(_lees_keuze(keuze, verband) for keuze in rijen)
    _eis_eigen_sleutel(keuzes, rijen)
    if sum(keuze.standaard for keuze in keuzes) != 1:
        rij.fout(
            "keuze",
            "Precies een antwoord geldt als niemand kiest.",
            "Zet bij precies een antwoord standaard = true.",
        )
    return keuzes


def _lees_keuze(rij: Lezer, verband: Verband) -> Keuze:
    return Keuze(
        sleutel=rij.sleutel(),
        tekst=rij.tekst("tekst"),
        gevolg=_lees_gevolg(rij),
        punten=rij.getal("punten", 0, MEESTE_PUNTEN, 0),
        uitleg=rij.tekst("uitleg"),
        artikel=rij.tekst("artikel", ""),
        standaard=rij.vlag("standaard", False),
        vervolg=tuple(_lees_vervolg(deel, verband) for deel in rij.rijen("vervolg", ())),
    )


def _lees_vervolg(rij: Lezer, verband: Verband) -> Vervolg:
    vervolg = Vervolg(
        als=_lees_voorwaarden(rij, VOORRADEN, ()),
        werkt=rij.keuzes("werkt", verband.kaarten, ()),
        tenzij=rij.keuzes("tenzij", verband.kaarten, ()),
        gevolg=_lees_gevolg(rij),
    )
    if not (vervolg.als or vervolg.werkt or vervolg.tenzij):
        rij.fout("als", "Dit vervolg hangt nergens van af.", "Geef 'als', 'werkt' of 'tenzij'.")
    return vervolg


def _lees_bronnen(casus: Lezer, verband: Verband) -> tuple[Bron, ...]:
    bronnen = _lees_alle(casus, "bron", _lees_bron, verband)
    geleverd = {indicator for bron in bronnen for indicator in bron.levert}
    if (
        bronnen
        and "" not in geleverd
        and (mist := [i for i in verband.grond.indicatoren if i not in geleverd])
    ):
        casus.fout("bron", f"Geen enkele bron levert: {', '.join(mist)}.", "Laat een bron dit leveren.")
    return bronnen


def _lees_bron(rij: Lezer, verband: Verband) -> Bron:
    rijen = rij.rijen("grondslag", minstens=2, hoogstens=4)
    bron = Bron(
        sleutel=rij.sleutel(),
        naam=rij.tekst("naam"),
        van=rij.keuze("van", HOUDERS),
        niveau=rij.keuze("niveau", NIVEAUS),
        levert=rij.keuzes("levert", verband.grond.indicatoren),
        spreiding=rij.getal("spreiding", 0, 1),
        maanden=rij.geheel("maanden", 0, LANGSTE_HORIZON),
        uren=MappingProxyType(rij.tabel("uren").getallen(dict.fromkeys(HOUDERS, (0.0, MEESTE_UREN)))),
        veroudert=rij.geheel("veroudert", 1, LANGSTE_HORIZON),
        vereist=rij.keuzes("vereist", verband.kaarten, ()),
        zonder=_lees_gevolg(rij, "zonder"),
        uitleg=rij.tekst("uitleg"),
        grondslagen=tuple(_lees_grondslag(grond) for grond in rijen),
    )
    _eis_eigen_sleutel(bron.grondslagen, rijen)
    if bron.grondslagen and len({grond.juist for grond in bron.grondslagen}) == 1:
        rij.fout("grondslag", "Alle grondslagen zijn even goed.", "Geef minstens een juiste en een onjuiste.")
    if bron.niveau == "adres" and CONVENANT not in bron.vereist:
        rij.fout(
            "vereist",
            f"Gegevens over adressen vragen zonder convenant ({CONVENANT}) mag niet.",
            f'Zet "{CONVENANT}" in vereist.',
        )
    return bron


def _lees_grondslag(rij: Lezer) -> Grondslag:
    return Grondslag(rij.sleutel(), rij.tekst("tekst"), rij.vlag("juist"), rij.tekst("uitleg"))


def _lees_vakplannen(casus: Lezer, verband: Verband) -> dict[str, Any]:
    """The plans of practitioners, and beside each what it is called and why."""
    rijen = casus.rijen("vakplan", minstens=1)
    anders = "" if verband.grond.bevroren else VERPLICHT
    return {
        "vakplannen": tuple(_lees_vakplan(rij, verband) for rij in rijen),
        "vakplanteksten": tuple(
            Vakplantekst(rij.tekst("naam", anders), rij.tekst("reden", anders)) for rij in rijen
        ),
    }


def _lees_vakplan(rij: Lezer, verband: Verband) -> Plan:
    inzetten = rij.reeks("inzetten", minstens=1)
    return Plan(_lees_inzet(inzetten.rijtje(i, 4, 5), verband) for i in inzetten)


def _lees_inzet(rij: Lezer, verband: Verband) -> Inzet:
    return Inzet(
        kaart=rij.keuze(0, verband.kaarten),
        start=rij.geheel(1, 0, verband.horizon - 1),
        duur=rij.geheel(2, 1, verband.horizon),
        mate=rij.getal(3, 0, 1),
        deelgebieden=rij.keuzes(4, verband.gebieden) if 4 in rij else None,
    )


def _toets_vakplannen(casus: Casus) -> Casus:
    fouten = [
        replace(bevinding, pad=".".join(deel for deel in (f"vakplan[{nummer}]", bevinding.pad) if deel))
        for nummer, plan in enumerate(casus.vakplannen)
        for bevinding in controleer_plan(casus, plan)
        if bevinding.ernst == "fout"
    ]
    if fouten:
        raise CasusOngeldig(f"Casus {casus.sleutel}", fouten)
    return casus


def lees_ijking(pad: Path) -> Ijking | None:
    """What was computed for a case; None when nothing was. Raises CasusOngeldig."""
    if not pad.exists():
        return None
    try:
        bron = json.loads(pad.read_text(encoding="utf-8"))
    except ValueError as fout:
        raise CasusOngeldig(
            pad.name, [Bevinding("", "fout", "Dit bestand is geen JSON.", IJK_OPNIEUW)]
        ) from fout
    ijking = Lezer(bron)
    gelezen = lees_ijkingstabel(ijking, bron)
    ijking.rond_af(pad.name)
    return gelezen


def lees_ijkingstabel(ijking: Lezer, bron: Any) -> Ijking:
    """What was computed for a case, from its table and the same as plain data; what is wrong is noted on `ijking`."""
    ankers, schaal, ijkpunten = (ijking.tabel(veld, {}) for veld in ("ankers", "schaal", "ijkpunten"))
    return Ijking(
        **{veld: ijking.tekst(veld) for veld in ("versie", "modelversie")},
        referentieplan=_lees_referentieplan(ijking, bron),
        ankers=MappingProxyType({naam: _lees_ankers(ankers.reeks(naam, minstens=2)) for naam in ankers}),
        schaal=MappingProxyType({naam: schaal.getal(naam, 0) for naam in schaal}),
        ijkpunten=MappingProxyType({naam: ijkpunten.getal(naam) for naam in ijkpunten}),
    )


def _lees_ankers(reeks: Lezer) -> tuple[tuple[float, float], ...]:
    rijtjes = [reeks.rijtje(i, 2) for i in reeks]
    return tuple((rij.getal(0), rij.getal(1, 0, 100)) for rij in rijtjes)


def _lees_referentieplan(ijking: Lezer, bron: Any) -> Plan:
    try:
        return Plan.uit_dict(bron["referentieplan"] if ijking.velden(["referentieplan"]) else None)
    except PlanOngeldig as fout:
        for bevinding in fout.bevindingen:
            ijking.fout(f"referentieplan.{bevinding.pad}".rstrip("."), bevinding.melding, IJK_OPNIEUW)
        return Plan()
