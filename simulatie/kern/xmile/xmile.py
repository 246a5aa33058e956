"""A case and a plan as one XMILE document, the exchange format of system dynamics.

The model is written out here a second time, as equations in text: what another engine makes of them is the
independent check of `stap` and `doses` (see `tests/simulatie/kern/test_xmile.py`). So no equation is taken from
those two modules; what the document shares with them is data: the case, the cards, the coefficients.

Only what every engine reads alike is used: scalar variables with ASCII names, Euler with dt = 1 as a number, MIN and
MAX of two arguments, IF in parentheses, no minus right after an operator, no arrays, DELAY, GRAPH, non_negative or
units to be checked.
A stock has one flow, its new value minus what it is, so that bounds and the pulse of a stop stand in equations.

In the equations below "@" stands for the number of a deelgebied: "angst@" becomes angst_1, angst_2, ...
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby
from xml.etree import ElementTree

from simulatie.kern.gegevens.casus import Casus
from simulatie.kern.gegevens.kaart import HOUDERS, STROMEN, Kaart, Vereiste
from simulatie.kern.gegevens.parameters import Parameter
from simulatie.kern.gegevens.plan import Inzet, Plan
from simulatie.kern.gegevens.toestand import PER_DEELGEBIED, PER_WIJK
from simulatie.kern.model.controle import eis_geldig

NAAMRUIMTE = "http://docs.oasis-open.org/xmile/ns/XMILE/v1.0"

# Name, unit and meaning of every stock, in the order of `toestand`.
VOORRADEN: Mapping[str, tuple[str, str, str]] = {
    "criminele_greep": (
        "Criminele greep",
        "index 0-100",
        "Hoe sterk het netwerk het gebied in de hand heeft: geld, intimidatie en werving.",
    ),
    "woonfraude": (
        "Woonfraude",
        "% van de woningen of plaatsen",
        "Woningen of plaatsen die voor iets anders of door de verkeerde mensen worden gebruikt.",
    ),
    "overlast": ("Overlast", "index 0-100", "Overlast die echt gebeurt, gemeld of niet."),
    "kwetsbaar": (
        "Kwetsbare huishoudens",
        "% van de huishoudens",
        "Huishoudens in nood zonder passende hulp.",
    ),
    "angst": ("Angst", "index 0-100", "Hoeveel mensen zwijgen omdat ze bang zijn."),
    "vertrouwen": ("Vertrouwen", "% 0-100", "Vertrouwen in de gemeente en de corporatie."),
    "samenredzaamheid": (
        "Samenredzaamheid",
        "index 0-100",
        "Hoe graag mensen iets voor elkaar doen, ook buiten de eigen familie.",
    ),
    "leegstand": ("Leegstand", "% van de woningen of plaatsen", "Woningen of plaatsen die leegstaan."),
    "fysieke_kwaliteit": ("Fysieke kwaliteit", "index 0-100", "De staat van de woningen en de straat."),
    "informatiebeeld": (
        "Informatiebeeld",
        "% 0-100",
        "Hoe volledig en hoe vers het beeld is dat de partners delen.",
    ),
    "samenwerking": (
        "Samenwerking",
        "0-1",
        "Hoe goed de partners samenwerken, met afspraken en een vast team.",
    ),
    "buurgebied": ("Druk in het buurgebied", "index 0-100", "Criminele druk in het gebied ernaast."),
    "juridisch_risico": (
        "Juridisch risico",
        "index 0-100",
        "Zwakke dossiers en onterecht gedeelde gegevens. Boven de grens volgt een stop.",
    ),
    "draagkracht": (
        "Draagkracht",
        "index 0-100",
        "Energie van team en bestuur. Onder de grens werkt alles half.",
    ),
    "uitstroomplekken": (
        "Uitstroomplekken",
        "% van de woningen of plaatsen",
        "Vrije plekken elders voor wie moet vertrekken.",
    ),
    "medewerking": ("Medewerking van eigenaren", "0-1", "Hoeveel eigenaren meedoen."),
    "geholpen": ("Geholpen huishoudens", "% van de huishoudens", "Huishoudens die nu steun krijgen."),
    "verankering": ("Verankering", "0-1", "Hoe lang zoet en zout er samen al zijn."),
    "gewenning": ("Gewenning", "0-1", "Hoe ver het netwerk gewend is aan hard optreden."),
    "vrijgekomen": (
        "Vrijgekomen greep",
        "indexpunten",
        "Greep die is weggehaald en waarvan de plek nog leegstaat.",
    ),
    "jeugd": ("Jeugd", "0-1", "Wat het werk met jongeren tot nu toe heeft opgebouwd."),
    "zoet_vorig": ("Zoet van vorige maand", "0-1", "Hoeveel steun er een maand geleden was gevraagd."),
    "stil": ("Stop", "maanden", "Hoeveel maanden zuur en bitter nog stilliggen."),
}
# The point at which the model was written down: the couplings look at deviations from it.
IJKPUNT: Mapping[str, float] = {
    "criminele_greep": 55,
    "woonfraude": 8,
    "overlast": 60,
    "kwetsbaar": 14,
    "angst": 60,
    "leegstand": 3,
    "samenredzaamheid": 42,
    "vertrouwen": 30,
    "buurgebied": 30,
}
KADER: Mapping[str, str] = {
    "woningen_vol": "Het hoogste deel dat woonfraude, leegstand en uitstroomplekken elk kunnen zijn.",
    "kwetsbaar_vol": "Het hoogste deel van de huishoudens dat kwetsbaar kan zijn.",
    "medewerking_evenwicht": "De medewerking van eigenaren als niemand er iets aan doet.",
}
UITGESCHAKELD = "Kwam in deze versie van het model niet voor; deze waarde schakelt het uit."
# These flows are added up; the others level off.
OPTELLEND = ("juridisch", "wantrouwen", "verplaatsing")
# What a missing precondition adds to.
BIJ_GEMIS = ("juridisch", "wantrouwen")


def exporteer_xmile(casus: Casus, plan: Plan) -> str:
    """The case and the plan as an XMILE document, without events and noise. The same text for the same input.

    Raises PlanOngeldig when the plan has a fault (see `controleer_plan`).
    """
    eis_geldig(casus, plan)
    model = _Model(casus)
    model.hulp("leeswijzer", "0", _leeswijzer(casus))
    _uitkomsten(model)
    inzetten = _benoem(casus, plan)
    _plan(model, inzetten)
    _looptijden(model, inzetten)
    _voorwaarden(model, inzetten)
    _bezetting(model, inzetten)
    _doses(model, inzetten)
    _werking(model)
    _opsporen(model)
    _greep(model)
    _wonen(model)
    _hulp(model)
    _overlast_en_angst(model)
    _vertrouwen(model)
    _samenredzaamheid(model)
    _kwaliteit(model)
    _team(model)
    _stop(model)
    _coefficienten(model)
    return _document(model)


class _Model:
    """The variables of the document in the order in which they are written."""

    def __init__(self, casus: Casus):
        self.casus = casus
        self.gebieden = {f"_{d.nummer}": d for d in casus.deelgebieden}
        self.variabelen: dict[str, ElementTree.Element] = {}

    def hulp(self, naam: str, vergelijking: str, uitleg: str, soort: str = "aux") -> None:
        """An auxiliary; one per deelgebied when its name ends in "@"."""
        for achtervoegsel in self._achtervoegsels(naam):
            self._schrijf(soort, naam, vergelijking, uitleg, achtervoegsel)

    def getal(self, naam: str, waarde: float, uitleg: str) -> None:
        self.hulp(naam, _getal(waarde), uitleg)

    def voorraad(
        self, naam: str, nieuw: str, begin: str | Mapping[str, float] = "0", uitleg: str = ""
    ) -> None:
        """A stock that becomes `nieuw`; begin: its first value, an equation or a number per suffix."""
        kaal = naam.rstrip("@")
        for achtervoegsel in self._achtervoegsels(naam):
            eerste = begin if isinstance(begin, str) else _getal(begin[achtervoegsel])
            element = self._schrijf("stock", naam, eerste, uitleg or self.betekenis(kaal), achtervoegsel)
            ElementTree.SubElement(element, "inflow").text = f"naar_{kaal}{achtervoegsel}"
        self.hulp(
            f"naar_{naam}",
            f"{nieuw} - {naam}",
            f"Wat er deze maand bij {kaal} komt. Onder 0 gaat er iets af.",
            "flow",
        )

    def start(self, naam: str) -> dict[str, float]:
        """First value of a stock of the case in the units of the model, per suffix."""
        eenheid = self.casus.eenheden.get(naam, 1.0)
        if naam in PER_DEELGEBIED:
            return {a: d.start[naam] / eenheid for a, d in self.gebieden.items()}
        return {"": self.casus.start[naam] / eenheid}

    def wijk(self, vergelijking: str) -> str:
        """Households-weighted mean over the deelgebieden."""
        termen = (f"aandeel{a} * {vergelijking.replace('@', a)}" for a in self.gebieden)
        return f"({' + '.join(termen)})"

    def titel(self, naam: str) -> str:
        return self.casus.namen.get(naam) or VOORRADEN[naam][0]

    def betekenis(self, naam: str) -> str:
        _, eenheid, betekenis = VOORRADEN[naam]
        tekst = f"{self.titel(naam)}. Eenheid: {eenheid}. {betekenis}"
        if naam in self.casus.eenheden:
            tekst += f" In eenheden van het model; wat mensen zien staat in {naam}_getoond."
        return tekst

    def _achtervoegsels(self, naam: str) -> Iterable[str]:
        return self.gebieden if naam.endswith("@") else ("",)

    def _schrijf(
        self, soort: str, naam: str, vergelijking: str, uitleg: str, achtervoegsel: str
    ) -> ElementTree.Element:
        volledig = naam.replace("@", achtervoegsel)
        if volledig in self.variabelen:
            raise ValueError(f"Variabele {volledig} staat er twee keer in.")
        if achtervoegsel:
            deelgebied = self.gebieden[achtervoegsel]
            uitleg = f"{uitleg} Deelgebied {deelgebied.nummer}: {deelgebied.naam}."
        element = ElementTree.Element(soort, name=volledig)
        ElementTree.SubElement(element, "doc").text = uitleg
        tekst = " ".join(vergelijking.replace("@", achtervoegsel).split())
        ElementTree.SubElement(element, "eqn").text = tekst
        self.variabelen[volledig] = element
        return element


def _getal(waarde: float) -> str:
    return repr(int(waarde) if float(waarde).is_integer() else float(waarde))


def _als(*voorwaarden: str, dan: str, anders: str) -> str:
    return f"(IF {' AND '.join(f'({v})' for v in voorwaarden)} THEN {dan} ELSE {anders})"


def _hoogste(eerste: str, *rest: str) -> str:
    for waarde in rest:
        eerste = f"MAX({eerste}, {waarde})"
    return eerste


def _laagste(eerste: str, *rest: str) -> str:
    for waarde in rest:
        eerste = f"MIN({eerste}, {waarde})"
    return eerste


def _binnen(waarde: str, laag: str = "0", hoog: str = "100") -> str:
    return f"MIN(MAX({waarde}, {laag}), {hoog})"


def _afvlakken(dosis: str) -> str:
    return f"(1 - EXP((-2) * {dosis})) / (1 - EXP(-2))"


# --- The plan ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Benoemd:
    """A deployment with its name in the document: the card and which deployment of that card it is."""

    naam: str
    kaart: Kaart
    inzet: Inzet

    @property
    def code(self) -> str:
        return self.kaart.code.lower()

    @property
    def titel(self) -> str:
        return f"{self.kaart.code} {self.kaart.kort}"


def _benoem(casus: Casus, plan: Plan) -> list[_Benoemd]:
    """The deployments in the order of the cards, those of one card in order of start."""
    volgorde = list(casus.kaarten)
    gesorteerd = sorted(
        plan.inzetten, key=lambda i: (volgorde.index(i.kaart), i.start, i.duur, i.mate, i.deelgebieden or ())
    )
    return [
        _Benoemd(f"{code.lower()}_{keer}", casus.kaarten[code], inzet)
        for code, reeks in groupby(gesorteerd, lambda i: i.kaart)
        for keer, inzet in enumerate(reeks, start=1)
    ]


def _per_kaart(inzetten: list[_Benoemd]) -> dict[str, list[_Benoemd]]:
    """The deployments per card that has any."""
    return {code: list(reeks) for code, reeks in groupby(inzetten, lambda i: i.kaart.code)}


def _plan(m: _Model, inzetten: list[_Benoemd]) -> None:
    """What the trainee decides, and the figures of the cards in it."""
    for i in inzetten:
        m.getal(f"{i.naam}_start", i.inzet.start, f"{i.titel}: maand van het besluit, 0 = eerste maand.")
        m.getal(f"{i.naam}_duur", i.inzet.duur, f"{i.titel}: aantal maanden, met de aanloop erbij.")
        m.getal(f"{i.naam}_mate", i.inzet.mate, f"{i.titel}: mate, van 0 tot en met 1.")
        for achtervoegsel, deelgebied in m.gebieden.items():
            gekozen = i.inzet.deelgebieden is None or deelgebied.sleutel in i.inzet.deelgebieden
            m.getal(
                f"{i.naam}_in{achtervoegsel}",
                gekozen,
                f"{i.titel}: 1 = werkt in {deelgebied.naam}, 0 = werkt er niet.",
            )
    for code, (eerste, *_) in _per_kaart(inzetten).items():
        _kaart(m, code.lower(), eerste.titel, eerste.kaart)
    m.getal(
        "programmaduur",
        m.casus.programmaduur,
        "Na deze maand stopt het programma: dan werkt geen inzet meer.",
    )


def _kaart(m: _Model, code: str, titel: str, kaart: Kaart) -> None:
    m.getal(
        f"{code}_aanloop",
        m.casus.aanloop(kaart),
        f"{titel}: maanden van besluit tot eerste werkdag. Aanname.",
    )
    m.getal(
        f"{code}_opbouw", kaart.opbouw, f"{titel}: maanden van eerste werkdag tot volle werking. Aanname."
    )
    for houder, fte in kaart.inzet.items():
        m.getal(
            f"{code}_fte_{houder}",
            fte,
            f"{titel}: fte per maand van {HOUDERS[houder]} bij volle mate. Aanname.",
        )
    for stroom, sterkte in kaart.werking.items():
        m.getal(
            f"{code}_sterkte_{stroom}",
            sterkte,
            f"{titel}: sterkte op '{STROMEN[stroom]}' bij volle mate. Aanname.",
        )
    for nummer, eis in enumerate(kaart.vereist, start=1):
        naam = f"{code}_eis_{nummer}"
        m.getal(f"{naam}_factor", eis.factor, f"{titel}: wat er van de werking overblijft. {eis.melding}")
        for stroom in BIJ_GEMIS:
            if gevolg := getattr(eis, stroom):
                m.getal(
                    f"{naam}_{stroom}", gevolg, f"{titel}: {STROMEN[stroom]}, bij volle mate. {eis.melding}"
                )


def _looptijden(m: _Model, inzetten: list[_Benoemd]) -> None:
    """When every deployment runs, works and is built up."""
    for i in inzetten:
        m.hulp(
            f"{i.naam}_einde",
            f"{i.naam}_start + {i.naam}_duur",
            f"{i.titel}: eerste maand zonder deze inzet.",
        )
    for reeks in _per_kaart(inzetten).values():
        _eerste_start(m, reeks)
    for i in inzetten:
        loopt = _als(
            f"TIME >= {i.naam}_start",
            f"TIME < {i.naam}_einde",
            "TIME < programmaduur",
            f"{i.naam}_mate > 0",
            dan="1",
            anders="0",
        )
        sinds = f"(TIME - {i.naam}_eerste_start - {i.code}_aanloop)"
        m.hulp(f"{i.naam}_loopt", loopt, f"{i.titel}: 1 = gevraagd.")
        m.hulp(
            f"{i.naam}_werkt",
            _als(f"{sinds} >= 0", dan=f"{i.naam}_loopt", anders="0"),
            f"{i.titel}: 1 = gevraagd en de aanloop is voorbij.",
        )
        m.hulp(
            f"{i.naam}_opgebouwd",
            f"{i.naam}_werkt * MIN(1, ({sinds} + 1) / ({i.code}_opbouw + 1))",
            f"{i.titel}: hoe ver de werking is opgebouwd, 0-1.",
        )


def _eerste_start(m: _Model, reeks: list[_Benoemd]) -> None:
    """A deployment that takes over from one of the same card in the same place, with no month between, goes on where
    that one was. Each round carries the beginning over one more seam, whatever the order of the deployments is."""
    uitleg = f"{reeks[0].titel}: maand waarin het werk begon, ook als deze inzet een eerdere voortzet."
    for ander in reeks:
        for een in reeks:
            if een is ander:
                continue
            zelfde = (f"{een.naam}_in{a} = {ander.naam}_in{a}" for a in m.gebieden)
            naad = f"{een.naam}_einde = {ander.naam}_start"
            m.hulp(
                f"{ander.naam}_na_{een.naam}",
                _als(naad, f"{een.naam}_mate > 0", *zelfde, dan="1", anders="0"),
                f"{ander.titel}: 1 = deze inzet sluit aan op {een.naam}, op dezelfde plek.",
            )
    begin = {i.naam: f"{i.naam}_start" for i in reeks}
    for ronde in range(1, len(reeks)):
        laatste = ronde == len(reeks) - 1
        volgende = {i.naam: f"{i.naam}_eerste_start" if laatste else f"{i.naam}_begin_{ronde}" for i in reeks}
        for ander in reeks:
            vergelijking = f"{ander.naam}_start"
            for een in reeks:
                if een is not ander:
                    aansluiting = f"{ander.naam}_na_{een.naam} = 1"
                    vergelijking = _als(aansluiting, dan=begin[een.naam], anders=vergelijking)
            m.hulp(volgende[ander.naam], vergelijking, uitleg)
        begin = volgende
    if len(reeks) == 1:
        m.hulp(f"{reeks[0].naam}_eerste_start", begin[reeks[0].naam], uitleg)


def _voorwaarden(m: _Model, inzetten: list[_Benoemd]) -> None:
    """Missing preconditions: what is left of the effect, and what they cost in law and trust."""
    per_kaart = _per_kaart(inzetten)
    eisen = [eis for reeks in per_kaart.values() for eis in reeks[0].kaart.vereist]
    m.getal("minimale_mate", 0.25, "Een kaart met een lagere mate telt niet als voorwaarde voor een andere.")
    for code in sorted({c for eis in eisen for c in eis.een_van} & per_kaart.keys()):
        werkt = (
            f"{i.naam}_werkt * {_als(f'{i.naam}_mate >= minimale_mate', dan='1', anders='0')}"
            for i in per_kaart[code]
        )
        titel = per_kaart[code][0].titel
        m.hulp(
            f"{code.lower()}_aan_het_werk", _hoogste(*werkt), f"{titel}: 1 = aan het werk, met genoeg mate."
        )
    for code in sorted({c for e in eisen if e.moment == "geweest" for c in e.een_van} & per_kaart.keys()):
        _geweest(m, code.lower(), per_kaart[code][0].titel)
    for i in inzetten:
        if i.kaart.vereist:
            _gevolgen(m, i, per_kaart)


def _geweest(m: _Model, code: str, titel: str) -> None:
    m.hulp(
        f"{code}_geweest",
        f"MAX({code}_ooit, {code}_aan_het_werk)",
        f"{titel}: 1 = aan het werk, nu of eerder.",
    )
    m.voorraad(f"{code}_ooit", f"{code}_geweest", uitleg=f"{titel}: 1 = is eerder aan het werk geweest.")


def _gevolgen(m: _Model, i: _Benoemd, per_kaart: Mapping[str, list[_Benoemd]]) -> None:
    eisen = list(enumerate(i.kaart.vereist, start=1))
    for nummer, eis in eisen:
        m.hulp(
            f"{i.naam}_mist_{nummer}",
            f"{i.naam}_werkt * (1 - {_vervuld(eis, per_kaart)})",
            f"{i.titel}: 1 = werkt zonder wat nodig is ({' of '.join(eis.een_van)}).",
        )
    m.hulp(
        f"{i.naam}_factor",
        " * ".join(f"(1 - {i.naam}_mist_{n} * (1 - {i.code}_eis_{n}_factor))" for n, _ in eisen),
        f"{i.titel}: wat er van de werking overblijft, 0-1.",
    )


def _vervuld(eis: Vereiste, per_kaart: Mapping[str, list[_Benoemd]]) -> str:
    moment = "aan_het_werk" if eis.moment == "loopt" else "geweest"
    bronnen = [f"{code.lower()}_{moment}" for code in eis.een_van if code in per_kaart]
    return _hoogste(*bronnen) if bronnen else "0"


def _bezetting(m: _Model, inzetten: list[_Benoemd]) -> None:
    """What the plan asks of every holder, and how far asking too much dilutes what that holder does."""
    for i in inzetten:
        m.hulp(
            f"{i.naam}_werk",
            f"(inzet_vast + (1 - inzet_vast) * {i.naam}_mate) * (0.5 * {i.naam}_loopt + 0.5 * {i.naam}_werkt)",
            f"{i.titel}: deel van de volle inzet dat deze maand wordt gevraagd. Voorbereiden kost de helft.",
        )
    for houder, naam in HOUDERS.items():
        gevraagd = [f"{i.code}_fte_{houder} * {i.naam}_werk" for i in inzetten if i.kaart.inzet.get(houder)]
        m.getal(
            f"capaciteit_{houder}", m.casus.capaciteit[houder], f"{naam}: fte die er per maand zijn. Aanname."
        )
        m.hulp(
            f"gevraagd_{houder}", " + ".join(gevraagd) or "0", f"{naam}: fte die het plan deze maand vraagt."
        )
        m.hulp(
            f"bezetting_{houder}",
            f"MIN(1, capaciteit_{houder} / MAX(gevraagd_{houder}, 0.000000000001))",
            f"{naam}: deel van het gevraagde werk dat gedaan kan worden. Onder 1 is er te veel gevraagd.",
        )


def _doses(m: _Model, inzetten: list[_Benoemd]) -> None:
    """What the deployments add up to, per flow and deelgebied."""
    m.getal(
        "sterkst_geconcentreerd",
        3,
        "Hoeveel keer sterker een inzet hoogstens werkt als hij op een klein gebied is gericht.",
    )
    bijdragen: dict[str, list[str]] = {stroom: [] for stroom in STROMEN}
    for i in inzetten:
        _kracht(m, i)
        for stroom, kracht in _werkt_op(i).items():
            m.hulp(f"{i.naam}_{stroom}", kracht, f"{i.titel}: {STROMEN[stroom]}.")
            bijdragen[stroom].append(f"{i.naam}_{stroom} * {i.naam}_in@")
    for stroom, betekenis in STROMEN.items():
        som = " + ".join(bijdragen[stroom])
        m.hulp(
            f"dosis_{stroom}@",
            (som if stroom in OPTELLEND else f"1 - EXP(-({som}))") if som else "0",
            f"Dosis: {betekenis}. Alle inzetten samen.",
        )


def _kracht(m: _Model, i: _Benoemd) -> None:
    m.hulp(
        f"{i.naam}_gericht",
        f"MIN(sterkst_geconcentreerd, MAX({m.wijk(f'{i.naam}_in@')}, 0.000001) ^ (-concentratie))",
        f"{i.titel}: hoeveel keer sterker, omdat de inzet niet overal werkt.",
    )
    # The scarcest holder sets the pace.
    aanwezig = _laagste("1", *(f"bezetting_{houder}" for houder, fte in i.kaart.inzet.items() if fte))
    m.hulp(
        f"{i.naam}_kracht",
        f"{i.naam}_mate * {i.naam}_opgebouwd * {aanwezig} * {i.naam}_gericht",
        f"{i.titel}: kracht van deze inzet op de plek waar hij werkt.",
    )


def _werkt_op(i: _Benoemd) -> dict[str, str]:
    """Strength per flow. A missing precondition takes away the effect; the burden goes only where the card cannot be
    used at all."""
    werkt_op = {stroom: f"{i.naam}_kracht * {i.code}_sterkte_{stroom}" for stroom in i.kaart.werking}
    if i.kaart.vereist:
        for stroom in werkt_op:
            deel = f"{i.naam}_factor"
            if stroom == "zuur_last":
                deel = _als(f"{i.naam}_factor > 0", dan="1", anders="0")
            werkt_op[stroom] += f" * {deel}"
    for nummer, eis in enumerate(i.kaart.vereist, start=1):
        for stroom in BIJ_GEMIS:
            if getattr(eis, stroom):
                gevolg = f"{i.naam}_kracht * {i.naam}_mist_{nummer} * {i.code}_eis_{nummer}_{stroom}"
                werkt_op[stroom] = f"{werkt_op[stroom]} + {gevolg}" if stroom in werkt_op else gevolg
    return werkt_op


# --- The neighbourhood ------------------------------------------------------------------------------------------------


def _werking(m: _Model) -> None:
    """What the doses come to: stopped, halved and coordinated as the state allows."""
    m.hulp("mag", _als("stil > 0", dan="0", anders="1"), "0 = zuur en bitter liggen stil na een stop.")
    m.hulp(
        "kracht",
        _als("draagkracht < draagkracht_grens", dan="0.5", anders="1"),
        "Een half als de draagkracht van het team onder de grens ligt.",
    )
    m.hulp("mag_kracht", "mag * kracht", "Wat er van zuur en bitter mag en kan.")
    m.hulp(
        "coordinatie",
        "coordinatie_los + (1 - coordinatie_los) * samenwerking",
        "Deel van de werking dat overblijft, naar hoe goed partners samenwerken.",
    )
    m.hulp(
        "poort",
        "medewerking_los + (1 - medewerking_los) * medewerking",
        "Screenen doet wie de sleutel heeft.",
    )
    m.hulp("onderzoek", f"kracht * {m.wijk('dosis_onderzoek@')}", "Onderzoek in het hele gebied.")
    m.hulp("regie", f"kracht * {m.wijk('dosis_regie@')}", "Regie in het hele gebied.")
    m.hulp("zoet_gevraagd@", "dosis_zoet@ * kracht", "Zoet, voor de samenwerking meetelt.")
    m.hulp("zout_gevraagd@", "dosis_zout@ * kracht", "Zout, voor de samenwerking meetelt.")
    m.hulp("bitter_gevraagd@", "dosis_bitter@ * mag_kracht", "Bitter, voor de samenwerking meetelt.")
    m.hulp("zuur@", "dosis_zuur_last@ * mag_kracht", "Zuur, voor de samenwerking meetelt.")
    m.hulp("zoet@", "zoet_gevraagd@ * coordinatie", "Zoet zoals het werkt.")
    m.hulp("zout@", "zout_gevraagd@ * coordinatie", "Zout zoals het werkt.")
    m.hulp("bitter@", "bitter_gevraagd@ * coordinatie * poort", "Bitter zoals het werkt.")
    m.hulp("activering@", "dosis_activering@ * kracht * coordinatie", "Bewoners die zelf in actie komen.")
    m.hulp(
        "zuur_greep@",
        f"coordinatie * {_afvlakken('dosis_zuur_greep@ * mag_kracht')} * (1 - gewenning_sterkte * gewenning@)",
        "Zuur tegen het netwerk. Meer helpt steeds minder, en het netwerk went eraan.",
    )
    m.hulp(
        "zuur_woning@", f"coordinatie * {_afvlakken('dosis_zuur_woning@ * mag_kracht')}", "Zuur op woningen."
    )
    m.hulp(
        "ontruiming@",
        f"coordinatie * {_afvlakken('dosis_ontruiming@ * mag_kracht')}",
        "Ontruiming van plaatsen.",
    )
    m.hulp(
        "zuur_last@",
        "coordinatie * zuur@ * zuur@",
        "Last van hard optreden voor de buurt. Die groeit sneller dan de dosis.",
    )


def _opsporen(m: _Model) -> None:
    """What is known, how well zuur hits, and how far the network adapts."""
    m.hulp(
        "precisie_nu",
        "MIN(1, precisie_basis + precisie_informatie * informatiebeeld / 100)",
        "Kans dat een gekozen adres het juiste is.",
    )
    m.hulp(
        "voorbereid",
        "precisie_nu * (precisie_nu / voorbereiding_norm) ^ (voorbereiding - 1)",
        "Precisie zoals zuur die merkt: alleen in een voorbereide zaak kan iemand optreden.",
    )
    m.hulp(
        "mis@",
        "1 - precisie_nu * (1 - schaarste * MAX(0, 1 - criminele_greep@ / ijkpunt_criminele_greep))",
        "Deel van het harde optreden dat iemand treft die niets heeft gedaan.",
    )
    m.hulp(
        "ongezien@",
        "1 - screening * bitter@ * precisie_nu",
        "Deel van de verkeerde huurders dat niemand opmerkt.",
    )
    m.hulp(
        "melden@",
        _melden("dosis_meldroute@ * (0.5 + 0.5 * zoet@)"),
        "Deel van de overlast dat mensen melden.",
    )
    m.voorraad(
        "informatiebeeld",
        _binnen(
            f"""informatiebeeld
            + (informatie_opbouw * onderzoek + informatie_meldingen * {m.wijk("melden@")})
            * MAX(0, informatie_plafond + informatie_plafond_samenwerking * samenwerking - informatiebeeld)
            - informatie_verval * informatiebeeld + informatie_gewoon"""
        ),
        m.start("informatiebeeld"),
    )
    m.voorraad(
        "gewenning@",
        "gewenning@ + zuur@ * (1 - precisie_nu) * (1 - gewenning@) / gewenning_opbouw - gewenning@ / gewenning_afbouw",
    )


def _melden(route: str) -> str:
    return _binnen(
        f"""melden_vast + melden_vertrouwen * vertrouwen@ / 100 + melden_samenredzaamheid * samenredzaamheid@ / 100
        - melden_angst * angst@ / 100 + melden_route * {route}""",
        "0.02",
        "0.9",
    )


def _greep(m: _Model) -> None:
    """The hold of the network, here, next door and in the adjoining area."""
    m.hulp(
        "weggehaald@",
        "greep_zuur * zuur_greep@ * voorbereid * criminele_greep@",
        "Greep die zuur deze maand weghaalt.",
    )
    m.hulp(
        "greep_streefwaarde@",
        """greep_bodem + greep_bereik / (1 + EXP(greep_jeugd * jeugd@ - greep_nulpunt - greep_steilheid * (
        greep_angst * (angst@ - ijkpunt_angst)
        + greep_woonfraude * (woonfraude@ - ijkpunt_woonfraude)
        + greep_kwetsbaar * (kwetsbaar@ - ijkpunt_kwetsbaar)
        + greep_leegstand * (leegstand@ - ijkpunt_leegstand)
        - greep_samenredzaamheid * (samenredzaamheid@ - ijkpunt_samenredzaamheid)
        - greep_vertrouwen * (vertrouwen@ - ijkpunt_vertrouwen))))""",
        "Waar de greep op uitkomt als er verder niets verandert.",
    )
    elders = "0"
    if len(m.gebieden) > 1:
        m.hulp(
            "verschoven@",
            "weggehaald@ * aandeel@ / (1 - aandeel@)",
            "Wat van hier naar elk ander deelgebied kan.",
        )
        som = " + ".join(f"verschoven{a}" for a in m.gebieden)
        m.hulp("verschoven_samen", som, "Wat uit alle deelgebieden samen kan verschuiven.")
        elders = "(verschoven_samen - verschoven@)"
    m.hulp(
        "d_greep@",
        f"""greep_herstel * (greep_streefwaarde@ - criminele_greep@) - weggehaald@
        + greep_terug * verhuur * vrijgekomen@ * ongezien@
        + greep_buurgebied * MAX(0, buurgebied - ijkpunt_buurgebied)
        + verplaatsing_binnen * {elders}""",
        "Verandering van de greep, met wat terugkomt en wat van de buren komt.",
    )
    m.voorraad("criminele_greep@", _binnen("criminele_greep@ + d_greep@"), m.start("criminele_greep"))
    m.voorraad("vrijgekomen@", "vrijgekomen@ + weggehaald@ - verhuur * vrijgekomen@")
    m.voorraad("jeugd@", "jeugd@ + (dosis_jeugd@ - jeugd@) / jeugd_vertraging")
    m.hulp(
        "verplaatst@",
        """verplaatsing * weggehaald@ * (1 - verplaatsing_demping_zout * zout@) * (1 - verplaatsing_demping_regie * regie)
        + verplaatsing_kaart * dosis_verplaatsing@""",
        "Wat naar het gebied ernaast schuift.",
    )
    m.voorraad(
        "buurgebied",
        _binnen(
            f"buurgebied + {m.wijk('verplaatst@')} - buurgebied_herstel * (buurgebied - ijkpunt_buurgebied)"
        ),
        m.start("buurgebied"),
    )


def _wonen(m: _Model) -> None:
    """Homes used for the wrong thing, empty homes, and places for who must leave."""
    m.hulp("te_ontruimen@", "woning_zuur * voorbereid * woonfraude@", "Woningen waar zuur op kan optreden.")
    m.hulp(
        "gevraagde_plekken", m.wijk("te_ontruimen@ * ontruiming@"), "Plekken elders die ontruiming vraagt."
    )
    m.hulp(
        "plek",
        "MIN(1, uitstroomplekken / MAX(gevraagde_plekken, 0.000000001))",
        "Deel waarvoor er een plek is. Wie nergens heen kan, blijft.",
    )
    m.hulp(
        "vrijgemaakt@",
        "te_ontruimen@ * (zuur_woning@ + ontruiming@ * plek)",
        "Woningen die vrijkomen door zuur.",
    )
    m.hulp(
        "onterecht@",
        "woning_onterecht * zuur_last@ * mis@ * woonfraude@",
        "Mensen die onterecht hun woning verliezen.",
    )
    m.hulp("verhuurd@", "verhuur * leegstand@", "Lege woningen die een huurder krijgen.")
    m.hulp("greep_deel@", "criminele_greep@ / ijkpunt_criminele_greep", "Greep vergeleken met het ijkpunt.")
    m.voorraad(
        "woonfraude@",
        _binnen(
            """woonfraude@
            + verhuurd@ * instroom_verkeerd * ongezien@ * (instroom_vast + (1 - instroom_vast) * greep_deel@)
            + hervulling * vrijgemaakt@ * ongezien@ * greep_deel@
            + werving * greep_deel@ * SQRT(kwetsbaar@ / ijkpunt_kwetsbaar)
            - vrijgemaakt@ - woonfraude_vanzelf * woonfraude@""",
            hoog="woningen_vol",
        ),
        m.start("woonfraude"),
    )
    m.voorraad(
        "leegstand@",
        _binnen(
            """leegstand@ + mutatie + vrijgemaakt@ + onterecht@ + leegstand_zuur * zuur_last@
            - verhuurd@ * (1 - screening_vertraagt_verhuur * bitter@)""",
            hoog="woningen_vol - (woonfraude@ + naar_woonfraude@)",
        ),
        m.start("leegstand"),
    )
    m.voorraad(
        "uitstroomplekken",
        _binnen(
            f"uitstroomplekken + uitstroom_opbouw * {m.wijk('dosis_uitstroom@')} - gevraagde_plekken * plek",
            hoog="woningen_vol",
        ),
        m.start("uitstroomplekken"),
    )


def _hulp(m: _Model) -> None:
    """Help, relapse, and how well it takes root."""
    m.hulp(
        "open_deur@",
        """(1 + hulp_vertrouwen * (MIN(vertrouwen@, hulp_vertrouwen_vol) / ijkpunt_vertrouwen - 1))
        * (1 - hulp_angst * angst@ / 100)""",
        "Wie bang is of de hulp niet vertrouwt, doet de deur niet open.",
    )
    m.hulp(
        "krijgt_hulp@", "hulp * zout@ * kwetsbaar@ * open_deur@", "Huishoudens die deze maand hulp krijgen."
    )
    m.hulp(
        "valt_terug@",
        """terugval * geholpen@ * (1 - verankering@) * (1 - zout_gevraagd@)
        * (1 - borging_terugval * dosis_borging@)""",
        "Geholpen huishoudens die terugvallen.",
    )
    m.voorraad(
        "kwetsbaar@",
        _binnen(
            """kwetsbaar@
            + verhuurd@ * kwetsbaar_instroom * (1 - kwetsbaar_instroom_zout * zout@)
            * (1 - kwetsbaar_instroom_bitter * bitter@)
            + kwetsbaar_ontstaat + valt_terug@ - krijgt_hulp@ - kwetsbaar_vanzelf * kwetsbaar@""",
            hoog="kwetsbaar_vol",
        ),
        m.start("kwetsbaar"),
    )
    m.voorraad("geholpen@", "geholpen@ + krijgt_hulp@ - valt_terug@ - geholpen_verloop * geholpen@")
    m.hulp("actief@", "MIN(1, (zoet@ + zout@) / verankering_drempel)", "Hoeveel zoet en zout er nu samen is.")
    tempo = _als(
        "actief@ > verankering@",
        dan="(1 + borging_verankering * dosis_borging@) / verankering_opbouw",
        anders="1 / verankering_afbouw",
    )
    m.voorraad("verankering@", f"verankering@ + (actief@ - verankering@) * {tempo}")


def _overlast_en_angst(m: _Model) -> None:
    m.hulp(
        "d_overlast@",
        """(overlast_vast + overlast_greep * criminele_greep@ + overlast_kwetsbaar * kwetsbaar@
        + overlast_woonfraude * woonfraude@ + overlast_leegstand * leegstand@
        - overlast_samenredzaamheid * samenredzaamheid@ - overlast_kaart * dosis_overlast@ - overlast@)
        / overlast_traagheid""",
        "Verandering van de overlast.",
    )
    m.voorraad("overlast@", _binnen("overlast@ + d_overlast@"), m.start("overlast"))
    gevoeld = "criminele_greep@"
    if len(m.gebieden) > 1:
        m.hulp("greep_wijk", m.wijk("criminele_greep@"), "Greep gemiddeld over het hele gebied.")
        gevoeld = "((1 - buren_invloed) * criminele_greep@ + buren_invloed * greep_wijk)"
    m.hulp(
        "schade@",
        """activering_schade * activering@ * (1 - dosis_bescherming@)
        * MAX(0, angst@ - activering_veilig) / (100 - activering_veilig)""",
        "Schade als bewoners in actie komen terwijl de angst nog groot is.",
    )
    m.voorraad(
        "angst@",
        _binnen(
            f"""angst@ + (angst_vast + angst_greep * {gevoeld} + angst_hard_optreden * zuur_last@ * (1 - zoet@)
            + angst_misser * zuur_last@ * mis@ - angst_bescherming * dosis_bescherming@ - angst@) / angst_traagheid
            + schade@"""
        ),
        m.start("angst"),
    )


def _vertrouwen(m: _Model) -> None:
    m.hulp(
        "vertrouwen_wint@",
        """vertrouwen_zoet * zoet@ * (1 - angst@ / vertrouwen_angst) * (vertrouwen_plafond_zoet - vertrouwen@)
        + vertrouwen_zout * zout@ * (vertrouwen_plafond_zout - vertrouwen@)
        + vertrouwen_resultaat * MAX(0, -d_greep@)
        * (vertrouwen_resultaat_vast + (1 - vertrouwen_resultaat_vast) * zoet@)""",
        "Vertrouwen dat erbij komt door steun, hulp en resultaat.",
    )
    m.hulp(
        "vertrouwen_verliest@",
        """vertrouwen_asymmetrie * vertrouwen_zoet * zuur_last@ * (mis@ + vertrouwen_zonder_zoet * (1 - zoet@)) * vertrouwen@
        + vertrouwen_belofte * MAX(0, zoet_vorig@ - zoet_gevraagd@) + dosis_wantrouwen@ + schade@""",
        "Vertrouwen dat verloren gaat door missers en gebroken beloften.",
    )
    m.hulp(
        "d_vertrouwen@",
        """vertrouwen_wint@ - vertrouwen_verliest@
        + (vertrouwen_evenwicht - vertrouwen_greep * (criminele_greep@ - ijkpunt_criminele_greep) - vertrouwen@)
        / vertrouwen_traagheid""",
        "Verandering van het vertrouwen, voordat meetelt dat vertrouwen traag groeit.",
    )
    stijgt = _als("d_vertrouwen@ > 0", dan="vertrouwen_stijging", anders="1")
    nieuw = _binnen(f"vertrouwen@ + d_vertrouwen@ * {stijgt}")
    na_stop = f"MAX({nieuw} - stilgelegd * stillegging_vertrouwen, 0)"
    m.voorraad("vertrouwen@", na_stop, m.start("vertrouwen"))
    m.voorraad("zoet_vorig@", "zoet_gevraagd@")


def _samenredzaamheid(m: _Model) -> None:
    vrijwilligers = _binnen("(activering_grens - angst@) / (activering_grens - activering_veilig)", hoog="1")
    m.voorraad(
        "samenredzaamheid@",
        _binnen(
            f"""samenredzaamheid@
            + (samen_zoet * zoet@ * (1 - angst@ / samen_angst) + activering_winst * activering@ * {vrijwilligers})
            * (samen_plafond - samenredzaamheid@)
            - samen_onterecht * onterecht@ - samen_verhuizing * vrijgemaakt@
            - schade@ - samen_misser * zuur_last@ * mis@
            + (samen_evenwicht - samen_terug_angst * (angst@ - ijkpunt_angst)
            - samen_terug_overlast * (overlast@ - ijkpunt_overlast) - samenredzaamheid@) / samen_traagheid"""
        ),
        m.start("samenredzaamheid"),
    )


def _kwaliteit(m: _Model) -> None:
    m.voorraad(
        "fysieke_kwaliteit@",
        _binnen(
            """fysieke_kwaliteit@ + kwaliteit_zoet * zoet@ + kwaliteit_regie * regie
            + kwaliteit_kaart * dosis_kwaliteit@ * medewerking
            - kwaliteit_verval * (fysieke_kwaliteit@ - kwaliteit_evenwicht)
            - kwaliteit_overlast * (overlast@ - ijkpunt_overlast)"""
        ),
        m.start("fysieke_kwaliteit"),
    )


def _team(m: _Model) -> None:
    """Partners, owners, the pile of weak files and the energy of the team."""
    tempo = _als(
        "regie > samenwerking",
        dan="(regie - samenwerking) / samenwerking_opbouw",
        anders="(MAX(regie, samenwerking_bodem) - samenwerking) / samenwerking_wegzakken",
    )
    m.voorraad("samenwerking", _binnen(f"samenwerking + {tempo}", hoog="1"), m.start("samenwerking"))
    m.voorraad(
        "medewerking",
        _binnen(
            f"""medewerking + (medewerking_evenwicht + (1 - medewerking_evenwicht) * {m.wijk("dosis_medewerking@")}
            - medewerking) / medewerking_traagheid""",
            hoog="1",
        ),
        m.start("medewerking"),
    )
    m.hulp(
        "zwak@",
        """(0.5 * zuur@ + 0.5 * zuur@ * zuur@) * (1 - (0.5 * informatiebeeld / 100 + 0.5 * samenwerking)
        * (1 - schaarste * MAX(0, 1 - criminele_greep@ / ijkpunt_criminele_greep)))""",
        "Zuur dat op een zwak dossier rust.",
    )
    m.hulp(
        "nieuw_juridisch_risico",
        _binnen(
            f"""juridisch_risico + juridisch_zuur * {m.wijk("zwak@")}
            + juridisch_screening * {m.wijk("bitter_gevraagd@")} * (1 - samenwerking) + {m.wijk("dosis_juridisch@")}
            + ontruiming_risico * {m.wijk("ontruiming@")} * (1 - plek) - juridisch_verval * juridisch_risico"""
        ),
        "Juridisch risico aan het eind van de maand, voor een stop.",
    )
    m.hulp(
        "drukte@",
        "(zoet_gevraagd@ + zuur@ + zout_gevraagd@ + bitter_gevraagd@) / 4",
        "Hoe druk het team het heeft.",
    )
    m.hulp("minder_overlast@", "MAX(0, -d_overlast@)", "Daling van de overlast die het team ziet.")
    nieuw = _binnen(
        f"""draagkracht + draagkracht_zoet * {m.wijk("zoet@")} + draagkracht_resultaat * {m.wijk("minder_overlast@")}
        - draagkracht_drukte * {m.wijk("drukte@")} + draagkracht_kaart * {m.wijk("dosis_draagkracht@")}
        - draagkracht_juridisch * MAX(0, juridisch_risico - 40) / 20
        + draagkracht_herstel * (draagkracht_evenwicht - draagkracht)"""
    )
    na_stop = f"MAX({nieuw} - stilgelegd * stillegging_draagkracht, 0)"
    m.voorraad("draagkracht", na_stop, m.start("draagkracht"))


def _stop(m: _Model) -> None:
    """Court or press stops zuur and bitter: judged on what the month leads to, and over when its months have passed."""
    m.hulp("stil_over", "MAX(0, stil - 1)", "Maanden die een lopende stop na deze maand nog duurt.")
    m.hulp(
        "stilgelegd",
        _als("nieuw_juridisch_risico > juridisch_grens", "stil_over <= 0", dan="1", anders="0"),
        "1 = aan het eind van deze maand leggen rechter of pers zuur en bitter stil.",
    )
    m.voorraad(
        "juridisch_risico",
        _als("stilgelegd > 0", dan="stillegging_terug_naar", anders="nieuw_juridisch_risico"),
        m.start("juridisch_risico"),
    )
    m.voorraad("stil", _als("stilgelegd > 0", dan="stillegging_duur", anders="stil_over"))


# --- What people see, and what the numbers are ------------------------------------------------------------------------


def _uitkomsten(m: _Model) -> None:
    """What people see, in their units. Reports and precision are those of the month that has just passed."""
    m.hulp(
        "index@",
        """100 - (0.3 * overlast@ + 0.25 * angst@ + 0.2 * (100 - samenredzaamheid@)
        + 0.15 * (100 - fysieke_kwaliteit@) + 0.1 * MIN(100, 10 * leegstand@))""",
        "Leefbaarheidsindex (fictief), 0-100. De gewichten zijn een aanname.",
    )
    m.hulp(
        "meldingen@",
        "overlast@ * meldingsbereidheid@",
        "Meldingen van overlast per maand, van de afgelopen maand.",
    )
    m.voorraad(
        "meldingsbereidheid@",
        "melden@",
        _melden("0"),
        uitleg="Meldingsbereidheid. Eenheid: deel, 0-1. Deel van de overlast dat mensen meldden in de afgelopen maand.",
    )
    m.voorraad(
        "precisie",
        "precisie_nu",
        "precisie_nu",
        uitleg="Precisie. Eenheid: kans, 0-1. Kans dat een gekozen adres het juiste was in de afgelopen maand.",
    )
    for naam, maat in m.casus.eenheden.items():
        m.getal(f"schaal_{naam}", maat, f"Eenheden die mensen zien per eenheid van het model, voor {naam}.")
        waar = "" if naam in PER_WIJK else "@"
        uitleg = f"{m.titel(naam)}, in de eenheid die mensen zien: {VOORRADEN[naam][1]}."
        m.hulp(f"{naam}_getoond{waar}", f"schaal_{naam} * {naam}{waar}", uitleg)
    for naam in PER_DEELGEBIED:
        getoond = f"{naam}_getoond" if naam in m.casus.eenheden else naam
        m.hulp(getoond, m.wijk(f"{getoond}@"), f"{m.titel(naam)}, gemiddeld over het hele gebied.")
    m.hulp("index", m.wijk("index@"), "Leefbaarheidsindex (fictief), gemiddeld over het hele gebied.")
    m.hulp("meldingen", m.wijk("meldingen@"), "Meldingen van overlast, gemiddeld over het hele gebied.")
    m.hulp(
        "meldingsbereidheid",
        m.wijk("meldingsbereidheid@"),
        "Meldingsbereidheid, gemiddeld over het hele gebied.",
    )


def _coefficienten(m: _Model) -> None:
    totaal = sum(d.woningen for d in m.casus.deelgebieden)
    for achtervoegsel, deelgebied in m.gebieden.items():
        m.hulp(
            f"aandeel{achtervoegsel}",
            f"{deelgebied.woningen} / {totaal}",
            f"Deel van de woningen dat in {deelgebied.naam} staat.",
        )
    for naam, waarde in IJKPUNT.items():
        m.getal(f"ijkpunt_{naam}", waarde, "Punt waarop het model is opgeschreven. Aanname.")
    for naam, waarde in m.casus.parameters.kader.items():
        m.getal(naam, waarde, KADER.get(naam, UITGESCHAKELD))
    for naam, parameter in m.casus.parameters.tabel.items():
        m.getal(naam, parameter.waarde, _herkomst(parameter))


def _herkomst(parameter: Parameter) -> str:
    laag, hoog = parameter.marge
    bron = parameter.bron.replace("[assumption]", "aanname")
    reden = f" {parameter.reden}" if parameter.reden else ""
    marge = f"{_getal(laag)} tot {_getal(hoog)}".replace(".", ",")
    return f"Eenheid: {parameter.eenheid}. Marge: {marge}. Bron: {bron}.{reden}"


def _leeswijzer(casus: Casus) -> str:
    return " ".join(
        (
            f"{casus.naam}, versie {casus.versie}, model {casus.modelversie}.",
            "Dit is een leermodel, geen voorspelling. De casus is verzonnen en de meeste getallen zijn aannames.",
            "Zo leest u dit bestand. De tijd loopt in maanden; 0 is het begin.",
            "Een naam met een nummer hoort bij een deelgebied: angst_3 is de angst in deelgebied 3.",
            "Een naam zonder nummer geldt voor het hele gebied. De belangrijkste uitkomst is index.",
            "Uw plan staat in namen als r1_1_start, r1_1_duur, r1_1_mate en r1_1_in_3:",
            "de kaart, de hoeveelste inzet van die kaart, en wat u hebt gekozen.",
            "Verander een getal en reken opnieuw om te zien wat dat uitmaakt.",
            "Toeval en gebeurtenissen staan uit. Of het plan binnen het budget past, rekent dit bestand niet na.",
            "Er is geen tekening bij: het bestand bevat alleen de vergelijkingen.",
            "Bij elk getal staat waar het vandaan komt.",
        )
    )


def _document(m: _Model) -> str:
    casus = m.casus
    xmile = ElementTree.Element("xmile", version="1.0", xmlns=NAAMRUIMTE)
    kop = ElementTree.SubElement(xmile, "header")
    ElementTree.SubElement(kop, "vendor").text = "Zoet Zuur Zout Bitter Academy"
    product = ElementTree.SubElement(kop, "product", version=casus.modelversie, lang="nl")
    product.text = "Wijksimulatie"
    ElementTree.SubElement(kop, "name").text = casus.naam
    ElementTree.SubElement(kop, "version").text = casus.versie
    ElementTree.SubElement(kop, "caption").text = "Dit is een leermodel, geen voorspelling."
    tijd = ElementTree.SubElement(xmile, "sim_specs", method="Euler", time_units="Maanden")
    for veld, waarde in (("start", "0"), ("stop", str(casus.horizon)), ("dt", "1")):
        ElementTree.SubElement(tijd, veld).text = waarde
    model = ElementTree.SubElement(xmile, "model")
    ElementTree.SubElement(model, "variables").extend(m.variabelen.values())
    ElementTree.indent(xmile)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{ElementTree.tostring(xmile, encoding="unicode")}\n'
