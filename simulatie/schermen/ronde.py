"""What a trainee sees in a test: where it stands, what happened, what is known, and the sources that can be asked.

The run of the model is known up to its horizon; nothing here reads a month that is still to come.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from django.forms import Form
from django.utils.translation import gettext as _

from simulatie.kern import (
    RUIS,
    Bron,
    Casus,
    Gebeurtenis,
    Indicator,
    Persona,
    Waarneming,
    bezetting,
    spreek,
)
from simulatie.models import Sessie
from simulatie.schermen.buurtbeeld import Buurtbeeld, buurtbeeld_van_toets
from simulatie.schermen.notatie import Feitentabel, eenheid, getal, maanden, procent, reeksen_van_maanden
from simulatie.schermen.tafereel import Tafereel, persoon_van, tafereel
from simulatie.schermen.verhaal import Gezicht, gezichten
from simulatie.schermen.voorspelling import Onthuld, onthuld
from simulatie.schermen.werkblad import Maatregelrij
from simulatie.spel.stand import Stand
from simulatie.spel.verloop import Bekend, Fase, Geval, Speelstand, speelstand
from simulatie.spel.voorspellen import VOORSPELBAAR, Opgave, opgaven
from simulatie.spel.voortekens import Gehoord, gehoord

SAMEN = ("meldingen", "meldingsbereidheid")
"""Never one without the other: fewer reports can mean more fear."""
NIVEAUS = ("wijk", "straat", "adres")
VERGELEKEN_MET = 6
"""A trend looks back at least this many months, when there is a figure that old."""
STERK = 0.20
LIJN_BREED, LIJN_HOOG = 120, 32

Punten = list[tuple[int, float]]


@dataclass(frozen=True)
class Stem:
    """What somebody says now."""

    naam: str
    rol: str
    tekst: str
    gezichten: Sequence[Gezicht]


@dataclass(frozen=True)
class Stemmen:
    """Who says something else than at the last round, and what the others still say."""

    nieuw: Sequence[Stem]
    overig: Sequence[Stem]


@dataclass(frozen=True)
class Duiding:
    """Something in words, and its ``soort`` as ``components/status.html`` takes it."""

    tekst: str
    soort: str


@dataclass(frozen=True)
class Cijferbeeld:
    """One indicator as it is known now; ``kennis`` is None when nobody asked, ``punten`` empty while there is no figure.

    onderweg           month in which an answer about it comes; None when nothing is on its way
    bronnen            who could tell; ``bron`` who told, "" when it was published
    vertraging, ritme  in words, "" for none
    begin              what the briefing said of it, "" when it said nothing
    eerste             month of the first figure, when there is none yet
    over               month that the figure is about; ``oud`` how long ago that is, "" when it is of now
    lijn               the past as points of a small line
    """

    sleutel: str
    naam: str
    uitleg: str
    kennis: Bekend | None
    punten: Punten
    onderweg: int | None
    bronnen: Sequence[Bron]
    vertraging: str
    ritme: str
    begin: str
    bron: str = ""
    eerste: int | None = None
    waarde: str = ""
    marge: str = ""
    over: int | None = None
    oud: str = ""
    verouderd: bool = False
    trend: Duiding | None = None
    lijn: str = ""


@dataclass(frozen=True)
class Dashboard:
    """What a trainee sees of the area: ``samen`` never one without the other; ``tabel`` None before a second round."""

    samen: Sequence[Cijferbeeld]
    bekend: Sequence[Cijferbeeld]
    onbekend: Sequence[Cijferbeeld]
    tabel: Feitentabel | None

    @property
    def bewogen(self) -> list[Cijferbeeld]:
        """What has come more than once, or is stale: the rest says what the briefing said."""
        return [beeld for beeld in self.bekend if beeld.lijn or beeld.verouderd]

    @property
    def nog_een_keer(self) -> list[Cijferbeeld]:
        """What is known, and has nothing new to say."""
        return [beeld for beeld in self.bekend if not (beeld.lijn or beeld.verouderd)]


@dataclass(frozen=True)
class Ronde:
    """The page of a round but for the plan itself. Months: ``maand`` now, ``volgende`` the end of the round, ``vorige``
    the one since when ``gebeurd`` tells what happened; ``eerder`` is what came before that. ``opgaven``: what can be
    foretold now; ``betrokkene``: who the dilemma is about; ``tafereelcijfers``: what one sees with the scene; ``gezien`` the figures there are of it; ``gehoord``: what sources said of
    what is still to come; ``voorspellingen`` the newest first."""

    nummer: int
    aantal: int
    gespeeld: int
    maand: int
    volgende: int
    laatste: bool
    vorige: int
    fase: Fase
    dilemma: Gebeurtenis | None
    betrokkene: Stem | None
    tafereel: Tafereel | None
    tafereelcijfers: Sequence[Cijferbeeld]
    gehoord: Sequence[Gehoord]
    gebeurd: Sequence[Geval]
    eerder: Sequence[Geval]
    stemmen: Stemmen
    dashboard: Dashboard
    buurtbeeld: Buurtbeeld
    voorspellingen: Sequence[Onthuld]
    opgaven: Sequence[Opgave]
    gezien: Mapping[str, Punten]


@dataclass(frozen=True)
class InGang:
    """What closing a round sets going, by name; ``te_veel``: holder and the months in which too much is asked."""

    begint: Sequence[str]
    gaat_werken: Sequence[str]
    stopt: Sequence[str]
    te_veel: Sequence[tuple[str, str]]

    @property
    def is_leeg(self) -> bool:
        return not (self.begint or self.gaat_werken or self.stopt or self.te_veel)


@dataclass(frozen=True)
class Vereist:
    """What must be at work before a source may be asked, and the law that says so."""

    naam: str
    artikel: str


@dataclass(frozen=True)
class Bronregel:
    """A source with how it stands, what it gives and asks, what it said of things to come, and ``form`` to ask it with."""

    bron: Bron
    status: Duiding
    feiten: Sequence[tuple[str, str]]
    vereist: Sequence[Vereist]
    gehoord: Sequence[Gehoord]
    form: Form | None = None


@dataclass(frozen=True)
class Bronniveau:
    niveau: str
    titel: str
    bronnen: Sequence[Bronregel]


def ronde(casus: Casus, sessie: Sessie, stand: Stand, vraag: Mapping[str, str]) -> Ronde:
    """Everything on the page of a round but the plan itself. ``vraag``: what the form of the map asks."""
    spel = speelstand(casus, sessie.zaad, stand)
    gezien = gezien_cijfers(casus, spel)
    begin = casus.rondes[spel.ronde - 1]
    vorige = begin if spel.maand > begin else casus.rondes[max(spel.ronde - 2, 0)]
    # A dilemma on the way shows what came of the one before it in the same round, not of the round before.
    scene = tafereel(casus, spel, begin if spel.dilemma else vorige)
    bord = dashboard(casus, stand, spel.waarneming, spel.bekend)
    return Ronde(
        nummer=spel.ronde,
        aantal=len(casus.rondes),
        gespeeld=spel.ronde if spel.fase == "klaar" else spel.ronde - 1,
        maand=spel.maand,
        volgende=spel.volgende,
        laatste=spel.ronde == len(casus.rondes),
        vorige=vorige,
        fase=spel.fase,
        dilemma=spel.dilemma,
        betrokkene=_betrokkene(casus, spel),
        tafereel=scene,
        tafereelcijfers=bij_het_tafereel(bord, scene.over) if scene else [],
        gehoord=[
            bericht for bericht in gehoord(casus, stand.bronvragen, spel.maand) if bericht.over >= spel.maand
        ],
        gebeurd=[
            geval for geval in spel.gevallen if geval.maand >= vorige and geval.gebeurtenis != spel.dilemma
        ],
        eerder=[geval for geval in spel.gevallen if geval.maand < vorige],
        stemmen=_stemmen(casus, spel, vorige, scene.tekst if scene else ""),
        dashboard=bord,
        buurtbeeld=buurtbeeld_van_toets(casus, spel, vraag),
        voorspellingen=[
            onthuld(casus, spel.maand, gedaan, gezien) for gedaan in reversed(stand.voorspellingen)
        ],
        opgaven=opgaven(casus, stand, spel) if spel.fase == "voorspellen" else [],
        gezien=gezien,
    )


def deze_ronde(casus: Casus, stand: Stand, tot: int, rijen: Sequence[Maatregelrij]) -> InGang:
    """What closing this round sets going: measures that begin, start to work or end, and who is asked too much."""

    # Who changes a running measure ends it, and it goes on as another one: that begins nothing.
    eindes = {(rij.code, rij.einde) for rij in rijen}
    nieuw = [rij for rij in rijen if (rij.code, rij.inzet.start) not in eindes]
    starts = {(rij.code, rij.inzet.start) for rij in rijen}
    houdt_op = [rij for rij in rijen if (rij.code, rij.einde) not in starts]
    van = stand.maand
    nodig = bezetting(casus, stand.plan)
    te_veel = {
        casus.houders[houder]: [
            maand
            for maand in range(stand.maand, min(tot, len(gevraagd)))
            if gevraagd[maand] > nodig.beschikbaar[houder] + 1e-9
        ]
        for houder, gevraagd in nodig.gevraagd.items()
    }
    return InGang(
        begint=_namen(rij for rij in nieuw if van <= rij.inzet.start < tot),
        gaat_werken=_namen(rij for rij in nieuw if rij.werkt and van <= rij.werkt_vanaf < tot),
        stopt=_namen(rij for rij in houdt_op if van < rij.einde <= tot),
        te_veel=[(naam, reeksen_van_maanden(nummers)) for naam, nummers in te_veel.items() if nummers],
    )


def _namen(rijen: Iterable[Maatregelrij]) -> list[str]:
    return [f"{rij.code} {rij.kort}" for rij in rijen]


def _stemmen(casus: Casus, spel: Speelstand, vorige: int, al_gezegd: str) -> Stemmen:
    toen = spreek(casus, spel.verloop, 0, vorige)

    def stem(persona: Persona) -> Stem:
        return Stem(
            persona.naam,
            persona.rol,
            spel.uitspraken[persona.sleutel],
            gezichten(casus.sleutel, persona.sleutel),
        )

    rest = [p for p in casus.personas if spel.uitspraken[p.sleutel] != al_gezegd]
    anders = [p for p in rest if spel.uitspraken[p.sleutel] != toen[p.sleutel]]
    return Stemmen(nieuw=[stem(p) for p in anders], overig=[stem(p) for p in rest if p not in anders])


def dashboard(casus: Casus, stand: Stand, waarneming: Waarneming, bekend: Mapping[str, Bekend]) -> Dashboard:
    """The observed indicators: those that are known as figures, the others by name only."""
    indicatoren = casus.indicatoren
    beelden = {
        sleutel: _beeld(casus, stand, indicator, waarneming.wijk(sleutel)[0], bekend.get(sleutel))
        for sleutel, indicator in indicatoren.items()
    }
    rest = [beeld for sleutel, beeld in beelden.items() if sleutel not in SAMEN]
    te_zien = {sleutel: indicatoren[sleutel] for sleutel, beeld in beelden.items() if beeld.punten}
    return Dashboard(
        samen=[beelden[sleutel] for sleutel in SAMEN],
        bekend=[beeld for beeld in rest if beeld.kennis],
        onbekend=[beeld for beeld in rest if not beeld.kennis],
        tabel=_verleden(casus, stand, te_zien, waarneming, bekend),
    )


def _beeld(
    casus: Casus, stand: Stand, indicator: Indicator, lijn: np.ndarray, kennis: Bekend | None
) -> Cijferbeeld:
    punten = _punten(indicator, lijn, kennis.peilmaand) if kennis else []
    beeld = Cijferbeeld(
        sleutel=indicator.sleutel,
        naam=indicator.naam,
        uitleg=indicator.uitleg,
        kennis=kennis,
        punten=punten,
        onderweg=_onderweg(casus, stand, indicator.sleutel),
        bronnen=[bron for bron in casus.bronnen if indicator.sleutel in bron.levert],
        vertraging=maanden(indicator.vertraging) if indicator.vertraging else "",
        ritme=maanden(indicator.ritme) if indicator.ritme > 1 else "",
        begin=next((c.waarde for c in casus.kerncijfers if c.indicator == indicator.sleutel), ""),
        bron=next((bron.naam for bron in casus.bronnen if kennis and bron.sleutel == kennis.bron), ""),
    )
    if kennis is None:
        return beeld
    if not punten:
        return replace(beeld, eerste=indicator.vertraging)
    over, waarde = punten[-1]
    return replace(
        beeld,
        waarde=eenheid(waarde, indicator.eenheid),
        marge=_marge(waarde, kennis.spreiding, indicator),
        over=over,
        oud=maanden(stand.maand - over) if stand.maand > over else "",
        verouderd=kennis.verouderd,
        trend=trend(punten, kennis.spreiding, indicator.meer_is_beter),
        lijn=_lijn(punten),
    )


def _onderweg(casus: Casus, stand: Stand, sleutel: str) -> int | None:
    """Month in which the first answer about this indicator comes; None when nothing is on its way."""
    komst = {bron.sleutel: bron.maanden for bron in casus.bronnen if sleutel in bron.levert}
    komt = [vraag.maand + komst[vraag.bron] for vraag in stand.bronvragen if vraag.bron in komst]
    return min((maand for maand in komt if maand > stand.maand), default=None)


def _betrokkene(casus: Casus, spel: Speelstand) -> Stem | None:
    if spel.dilemma is None:
        return None
    persona = persoon_van(casus, spel.dilemma)
    return Stem(persona.naam, persona.rol, "", gezichten(casus.sleutel, persona.sleutel))


def bij_het_tafereel(bord: Dashboard, over: Sequence[str]) -> Sequence[Cijferbeeld]:
    """The one figure that comes nearest to what was decided, as it is known; else the newest there is, and where two
    are as new the first. Reports and the willingness to report never one without the other."""
    alle = {beeld.sleutel: beeld for beeld in (*bord.samen, *bord.bekend)}
    nabij = [alle[sleutel] for sleutel in over if sleutel in alle and alle[sleutel].punten]
    te_zien = [beeld for beeld in alle.values() if beeld.punten]
    verteld = [beeld for beeld in alle.values() if beeld.kennis and beeld.begin]
    mogelijk = nabij or sorted(te_zien, key=lambda beeld: -(beeld.over or 0)) or verteld
    if not mogelijk:
        return []
    # A figure that moved says more than a first one.
    gekozen = next((beeld for beeld in mogelijk if beeld.lijn), mogelijk[0])
    return bord.samen if gekozen.sleutel in SAMEN else [gekozen]


def gezien_cijfers(casus: Casus, spel: Speelstand) -> dict[str, Punten]:
    """The figures that may be shown of what can be foretold: (month it is about, value)."""
    return {
        sleutel: _punten(
            casus.indicatoren[sleutel], spel.waarneming.wijk(sleutel)[0], spel.bekend[sleutel].peilmaand
        )
        for sleutel in VOORSPELBAAR
        if sleutel in casus.indicatoren and sleutel in spel.bekend
    }


def _punten(indicator: Indicator, lijn: np.ndarray, tot: int) -> Punten:
    """Every published figure up to month ``tot`` once, as (month it is about, value)."""
    over = indicator.peilmaanden(tot + 1)
    return [
        (int(over[maand]), float(lijn[maand]))
        for maand in range(tot + 1)
        if over[maand] >= 0 and (maand == 0 or over[maand] != over[maand - 1])
    ]


def trend(punten: Punten, spreiding: float, meer_is_beter: bool | None) -> Duiding:
    """Where a figure goes, in words. What stays within noise or margin is no movement."""
    over, waarde = punten[-1]
    toen, eerst = next(
        (punt for punt in reversed(punten[:-1]) if over - punt[0] >= VERGELEKEN_MET), punten[0]
    )
    if toen == over:
        return Duiding(_("Eerste cijfer: er is nog geen verloop te zien."), "neutraal")
    deel = (waarde - eerst) / max(abs(eerst), 1e-9)
    if abs(deel) <= max(2 * RUIS, spreiding):
        return Duiding(_("Ongeveer gelijk aan maand %(maand)d.") % {"maand": toen}, "neutraal")
    woord = {
        (True, False): _("Gestegen sinds maand %(maand)d"),
        (True, True): _("Sterk gestegen sinds maand %(maand)d"),
        (False, False): _("Gedaald sinds maand %(maand)d"),
        (False, True): _("Sterk gedaald sinds maand %(maand)d"),
    }[deel > 0, abs(deel) > STERK] % {"maand": toen}
    if meer_is_beter is None:
        return Duiding(_("%(trend)s. Dat kan goed of slecht nieuws zijn.") % {"trend": woord}, "info")
    gunstig = (deel > 0) == meer_is_beter
    staart = _("gunstig") if gunstig else _("ongunstig")
    return Duiding(f"{woord}: {staart}.", "goed" if gunstig else "let_op")


def _marge(waarde: float, spreiding: float, indicator: Indicator) -> str:
    """The range of a vague figure; "" when it is exact."""
    if not spreiding:
        return ""
    laag, hoog = waarde * (1 - spreiding), min(waarde * (1 + spreiding), indicator.hoogste)
    return _("%(laag)s tot %(hoog)s") % {
        "laag": eenheid(laag, indicator.eenheid).removesuffix(f"\N{NO-BREAK SPACE}{indicator.eenheid}"),
        "hoog": eenheid(hoog, indicator.eenheid),
    }


def _lijn(punten: Punten) -> str:
    """The past as points of a small line; "" for one figure. Noise alone never fills the height."""
    if len(punten) < 2:
        return ""
    waarden = [waarde for _maand, waarde in punten]
    midden = (min(waarden) + max(waarden)) / 2
    half = max((max(waarden) - min(waarden)) / 2, abs(midden) * 2 * RUIS, 1e-9)
    eerste, laatste = punten[0][0], punten[-1][0]
    return " ".join(
        f"{(maand - eerste) / (laatste - eerste) * (LIJN_BREED - 4) + 2:.1f},"
        f"{(1 - (waarde - midden) / half) / 2 * (LIJN_HOOG - 6) + 3:.1f}"
        for maand, waarde in punten
    )


def _verleden(
    casus: Casus,
    stand: Stand,
    indicatoren: Mapping[str, Indicator],
    waarneming: Waarneming,
    bekend: Mapping[str, Bekend],
) -> Feitentabel | None:
    """The lines as a table: what the dashboard said at the start of every round so far."""
    begonnen = sorted({maand for maand in casus.rondes if maand <= stand.maand} | {stand.maand})
    if len(begonnen) < 2 or not indicatoren:
        return None

    def cel(indicator: Indicator, maand: int) -> str:
        waarde = waarneming.wijk(indicator.sleutel)[0, maand]
        if maand > bekend[indicator.sleutel].peilmaand or math.isnan(waarde):
            return "–"
        kennis = bekend[indicator.sleutel]
        ruim = _marge(float(waarde), kennis.spreiding, indicator) if kennis.verouderd else ""
        return (ruim or eenheid(float(waarde), indicator.eenheid)).removesuffix(
            f"\N{NO-BREAK SPACE}{indicator.eenheid}"
        )

    return Feitentabel(
        _("Het laatste cijfer bij het begin van elke ronde"),
        [_("Cijfer"), *(_("maand %(maand)d") % {"maand": maand} for maand in begonnen)],
        [
            [f"{indicator.naam} ({indicator.eenheid})", *(cel(indicator, maand) for maand in begonnen)]
            for indicator in indicatoren.values()
        ],
    )


def onderzoek(casus: Casus, stand: Stand) -> list[Bronniveau]:
    """The sources of a case by level, with what they give, ask and need, and how each stands now."""
    titels = {
        "wijk": _("Over het hele gebied"),
        "straat": _("Per straat of deel van het gebied"),
        "adres": _("Per adres"),
    }
    return [
        Bronniveau(
            niveau=niveau,
            titel=titels[niveau],
            bronnen=[_bron(casus, stand, bron) for bron in casus.bronnen if bron.niveau == niveau],
        )
        for niveau in NIVEAUS
    ]


def _bron(casus: Casus, stand: Stand, bron: Bron) -> Bronregel:
    indicatoren = casus.indicatoren
    vereist = [casus.kaarten[code] for code in bron.vereist]
    return Bronregel(
        bron=bron,
        status=bronstatus(bron, stand),
        feiten=[
            (_("Laat zien"), "; ".join(indicatoren[sleutel].naam for sleutel in bron.levert)),
            (_("Komt van"), casus.houders[bron.van]),
            (_("Antwoord na"), maanden(bron.maanden) if bron.maanden else _("meteen")),
            (
                _("Kost"),
                "; ".join(
                    _("%(houder)s %(uren)s uur") % {"houder": casus.houders[houder], "uren": getal(uren)}
                    for houder, uren in bron.uren.items()
                ),
            ),
            (_("Marge"), _("%(deel)s naar boven of beneden") % {"deel": procent(bron.spreiding)}),
            (_("Blijft bruikbaar"), maanden(bron.veroudert)),
        ],
        vereist=[Vereist(f"{kaart.code} {kaart.naam}", kaart.grondslag) for kaart in vereist],
        gehoord=[b for b in gehoord(casus, stand.bronvragen, stand.maand) if b.bron == bron.naam],
    )


def bronstatus(bron: Bron, stand: Stand) -> Duiding:
    """How a source stands: not asked, on its way, usable or stale."""
    vragen = [vraag.maand for vraag in stand.bronvragen if vraag.bron == bron.sleutel]
    if not vragen:
        return Duiding(_("niet gevraagd"), "neutraal")
    komt = vragen[-1] + bron.maanden
    laatst = komt + bron.veroudert - 1
    if komt > stand.maand:
        tekst = _("gevraagd in maand %(toen)d, antwoord in maand %(komt)d")
        soort = "bezig"
    elif laatst >= stand.maand:
        tekst = _("antwoord is binnen, bruikbaar tot en met maand %(laatst)d")
        soort = "goed"
    else:
        tekst = _("verouderd sinds maand %(na)d: vraag opnieuw voor een vers beeld")
        soort = "let_op"
    return Duiding(tekst % {"toen": vragen[-1], "komt": komt, "laatst": laatst, "na": laatst + 1}, soort)
