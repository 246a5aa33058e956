"""The plan: what was decided, when it runs, and what becomes of it where a precondition is missing."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby

from simulatie.kern.gegevens.casus import Casus
from simulatie.kern.gegevens.kaart import HOUDERS, STROMEN, Kaart, Vereiste
from simulatie.kern.gegevens.plan import Inzet, Plan
from simulatie.kern.xmile.formules import als, hoogste
from simulatie.kern.xmile.variabelen import Variabelen

# What a missing precondition adds to.
BIJ_GEMIS = ("juridisch", "wantrouwen")


@dataclass(frozen=True)
class Benoemd:
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


def benoem(casus: Casus, plan: Plan) -> list[Benoemd]:
    """The deployments in the order of the cards, those of one card in order of start."""
    volgorde = list(casus.kaarten)
    gesorteerd = sorted(
        plan.inzetten, key=lambda i: (volgorde.index(i.kaart), i.start, i.duur, i.mate, i.deelgebieden or ())
    )
    return [
        Benoemd(f"{code.lower()}_{keer}", casus.kaarten[code], inzet)
        for code, reeks in groupby(gesorteerd, lambda i: i.kaart)
        for keer, inzet in enumerate(reeks, start=1)
    ]


def _per_kaart(inzetten: list[Benoemd]) -> dict[str, list[Benoemd]]:
    """The deployments per card that has any."""
    return {code: list(reeks) for code, reeks in groupby(inzetten, lambda i: i.kaart.code)}


def schrijf_inzetten(m: Variabelen, inzetten: list[Benoemd]) -> None:
    """The deployments with the figures of their cards: when each runs and works, and what it lacks."""
    m.onderdeel = "Wanneer een maatregel werkt"
    _plan(m, inzetten)
    _looptijden(m, inzetten)
    _voorwaarden(m, inzetten)


def _plan(m: Variabelen, inzetten: list[Benoemd]) -> None:
    """What the trainee decides, and the figures of the cards in it."""
    for i in inzetten:
        m.getal(f"{i.naam}_start", i.inzet.start, f"{i.titel}: maand van het besluit, 0 = eerste maand.")
        m.getal(f"{i.naam}_duur", i.inzet.duur, f"{i.titel}: aantal maanden, met de aanloop erbij.")
        m.getal(f"{i.naam}_mate", round(100 * i.inzet.mate, 9), f"{i.titel}: mate, van 0 tot en met 100 %.")
        m.hulp(f"{i.naam}_mate_deel", f"{i.naam}_mate / 100", f"{i.titel}: mate als deel.")
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


def _kaart(m: Variabelen, code: str, titel: str, kaart: Kaart) -> None:
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


def _looptijden(m: Variabelen, inzetten: list[Benoemd]) -> None:
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
        loopt = als(
            f"TIME >= {i.naam}_start",
            f"TIME < {i.naam}_einde",
            "TIME < programmaduur",
            f"{i.naam}_mate_deel > 0",
            dan="1",
            anders="0",
        )
        sinds = f"(TIME - {i.naam}_eerste_start - {i.code}_aanloop)"
        m.hulp(f"{i.naam}_loopt", loopt, f"{i.titel}: 1 = gevraagd.")
        m.hulp(
            f"{i.naam}_werkt",
            als(f"{sinds} >= 0", dan=f"{i.naam}_loopt", anders="0"),
            f"{i.titel}: 1 = gevraagd en de aanloop is voorbij.",
        )
        m.hulp(
            f"{i.naam}_opgebouwd",
            f"{i.naam}_werkt * MIN(1, ({sinds} + 1) / ({i.code}_opbouw + 1))",
            f"{i.titel}: hoe ver de werking is opgebouwd, 0-1.",
        )


def _eerste_start(m: Variabelen, reeks: list[Benoemd]) -> None:
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
                als(naad, f"{een.naam}_mate_deel > 0", *zelfde, dan="1", anders="0"),
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
                    vergelijking = als(aansluiting, dan=begin[een.naam], anders=vergelijking)
            m.hulp(volgende[ander.naam], vergelijking, uitleg)
        begin = volgende
    if len(reeks) == 1:
        m.hulp(f"{reeks[0].naam}_eerste_start", begin[reeks[0].naam], uitleg)


def _voorwaarden(m: Variabelen, inzetten: list[Benoemd]) -> None:
    """Missing preconditions: what is left of the effect, and what they cost in law and trust."""
    per_kaart = _per_kaart(inzetten)
    eisen = [eis for reeks in per_kaart.values() for eis in reeks[0].kaart.vereist]
    m.getal("minimale_mate", 0.25, "Een kaart met een lagere mate telt niet als voorwaarde voor een andere.")
    for code in sorted({c for eis in eisen for c in eis.een_van} & per_kaart.keys()):
        werkt = (
            f"{i.naam}_werkt * {als(f'{i.naam}_mate_deel >= minimale_mate', dan='1', anders='0')}"
            for i in per_kaart[code]
        )
        titel = per_kaart[code][0].titel
        m.hulp(
            f"{code.lower()}_aan_het_werk", hoogste(*werkt), f"{titel}: 1 = aan het werk, met genoeg mate."
        )
    for code in sorted({c for e in eisen if e.moment == "geweest" for c in e.een_van} & per_kaart.keys()):
        _geweest(m, code.lower(), per_kaart[code][0].titel)
    for i in inzetten:
        if i.kaart.vereist:
            _gevolgen(m, i, per_kaart)


def _geweest(m: Variabelen, code: str, titel: str) -> None:
    m.hulp(
        f"{code}_geweest",
        f"MAX({code}_ooit, {code}_aan_het_werk)",
        f"{titel}: 1 = aan het werk, nu of eerder.",
    )
    m.voorraad(
        f"{code}_ooit",
        f"{code}_geweest",
        uitleg=f"{titel}: 1 = is eerder aan het werk geweest.",
        woorden=f"{titel}: blijft 1 zodra de maatregel aan het werk was.",
    )


def _gevolgen(m: Variabelen, i: Benoemd, per_kaart: Mapping[str, list[Benoemd]]) -> None:
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


def _vervuld(eis: Vereiste, per_kaart: Mapping[str, list[Benoemd]]) -> str:
    moment = "aan_het_werk" if eis.moment == "loopt" else "geweest"
    bronnen = [f"{code.lower()}_{moment}" for code in eis.een_van if code in per_kaart]
    return hoogste(*bronnen) if bronnen else "0"
