"""The result of a session, from what was stored when it was judged.

What a judgement of an older version lacks is left out. Loops and predictions need lines that are not stored: they
come from a replay, shown only when it gives the stored line again.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from simulatie.kern import Casus, Inzet, Rechtmatigheid
from simulatie.models import Beoordeling, Sessie
from simulatie.schermen.gevraagd import Gevraagd, gevraagd
from simulatie.schermen.grafieken import LijnMetFeiten, Maandmerk, Staaf, lijn_met_feiten, maandas, staaf
from simulatie.schermen.lussen import TERUGKIJKEN, Lus, lussen
from simulatie.schermen.notatie import Feitentabel, gebied, getal, procent, verschil, waar
from simulatie.schermen.onderweg import Voorspeld, Voorval, onderweg, voorspeld
from simulatie.spel.besluiten import Lijnvoorspelling, Voorspelling
from simulatie.spel.bewaard import (
    Advieswaarde,
    BewaardOordeel,
    BewaardPlan,
    Doelscore,
    Inzetwaarde,
    Naaste,
    Vakwaarde,
)
from simulatie.spel.herspeling import herspeel

# Width of the band of a score, in points, up to which luck made next to no difference, and up to which a little.
NAUWELIJKS, EEN_BEETJE = 5, 15
DECIMAAL = re.compile(r"(\d+),(\d+) punt(?:en)?\b")


@dataclass(frozen=True)
class Onderdeel:
    """One of the three scores: what it asks, points, the points that are needed, and a bar with its mark.

    erbij    what else counts for it, each a sentence; none in a judgement from before that counted
    gehaald  the score and all of that
    """

    naam: str
    vraag: str
    score: str
    nodig: str
    gehaald: bool
    balk: Staaf
    nodig_x: str
    erbij: Sequence[str]


@dataclass(frozen=True)
class Grens:
    """One floor that counts for passing, in points or, as ``eenheid`` says, percent."""

    naam: str
    score: str
    nodig: str
    eenheid: str
    gehaald: bool


@dataclass(frozen=True)
class Tegelijk:
    """The plan as played beside the same effort laid one after the other and together; uitleg: which loops differ."""

    lijn: LijnMetFeiten
    uitleg: Sequence[str]


@dataclass(frozen=True)
class Vakplan:
    """The plan of practitioners most like a plan that did not pass: what it reaches, why its makers made it so, and what
    it does otherwise.

    tabel  the plan itself; None when the case it belongs to is gone
    """

    zin: str
    reden: str
    verschillen: Sequence[str]
    tabel: Feitentabel | None


@dataclass(frozen=True)
class Doel:
    """A goal with its points, and how it compares with doing nothing."""

    naam: str
    score: str
    balk: Staaf
    tekst: str


@dataclass(frozen=True)
class Advies:
    """A change that would have helped: what, why ("" where that was not stored), and the line that would have come of
    it."""

    zin: str
    reden: str
    lijn: LijnMetFeiten


@dataclass(frozen=True)
class Vak:
    """One part of the craft, with the changes that would have helped."""

    naam: str
    score: str
    balk: Staaf
    tekst: str
    adviezen: Sequence[Advies]


@dataclass(frozen=True)
class Bijdrage:
    """What one principle added, in points."""

    principe: str
    naam: str
    waarde: str
    balk: Staaf


@dataclass(frozen=True)
class Bijdragen:
    """What the whole plan was worth, in words, and what each principle added to it.

    umami  together minus each alone: in words, and as a number whose sign says whether it helped
    """

    delen: Sequence[Bijdrage]
    tabel: Feitentabel
    winst: str
    umami: str
    umami_getal: float


@dataclass(frozen=True)
class Besluitwaarde:
    """What one measure was worth.

    maanden     from month to month; mate: its intensity
    waarde      in whole points, in words; zeker: how certain that is
    teken, merk what stands on its bar: up, down or level, and the points
    x, breed    its bar in percent of the width; laat: it begins so late that its mark stands at the right edge
    """

    naam: str
    principe: str
    maanden: str
    mate: str
    waarde: str
    zeker: str
    teken: str
    merk: str
    x: str
    breed: str
    laat: bool


@dataclass(frozen=True)
class Besluitwaarden:
    """What each measure was worth, in the order in which they began."""

    rijen: Sequence[Besluitwaarde]
    maandas: Sequence[Maandmerk]
    tabel: Feitentabel


@dataclass(frozen=True)
class Uitslag:
    """Everything the result page and its print show.

    gebied            what people call the place
    redenen           why it was not enough; empty when it was
    diagnose          what is most wrong with a plan that does no better than doing nothing, "" for one that does
    tegelijk          None in a judgement from before the same effort was laid otherwise
    grenzentabel      every floor that counts and whether it was met; None where only the three scores count
    vakplan           None for a plan that passed, or that no plan of practitioners betters
    geluk             how far luck mattered, "" where that was not measured
    zekerheid         whether the comparison holds when the numbers of the model differ
    recht             the lawfulness as it was judged; recht_score and recht_grens in points
    besluiten         None where the measures were not valued
    terugkijken       months over which a feedback loop is looked for
    lussen            empty when the run could not be played again
    antwoorden_tegen  events whose answer cost points
    voorspeld         None without predictions, or when the run could not be played again
    """

    casusnaam: str
    gebied: str
    geslaagd: bool
    redenen: Sequence[str]
    diagnose: str
    tegelijk: Tegelijk | None
    onderdelen: Sequence[Onderdeel]
    grenzentabel: Feitentabel | None
    geluk: str
    zekerheid: Sequence[str]
    lijn: LijnMetFeiten
    doelen: Sequence[Doel]
    doelentabel: Feitentabel
    recht: Rechtmatigheid
    recht_score: str
    recht_grens: str
    vakmanschap: Sequence[Vak]
    vakplan: Vakplan | None
    bijdragen: Bijdragen
    besluiten: Besluitwaarden | None
    lussen: Sequence[Lus]
    terugkijken: int
    onderweg: Sequence[Voorval]
    antwoorden_tegen: Sequence[Voorval]
    gevraagd: Sequence[Gevraagd]
    voorspeld: Voorspeld | None
    plantabel: Feitentabel


Voorspellingen = Sequence[Voorspelling | Lijnvoorspelling]


def uitslag(
    beoordeling: Beoordeling, casus: Casus | None = None, voorspellingen: Voorspellingen = ()
) -> Uitslag:
    """What a stored judgement says. ``casus``: the case in the version that was judged, if it still exists."""
    oordeel, plan = beoordeling.gelezen
    lijnen = oordeel.lijnen
    onderdelen = _onderdelen(oordeel, casus)
    grenzen = _grenzen(oordeel, casus)
    verloop = herspeel(casus, plan, oordeel) if casus else None
    voorvallen = onderweg(casus, plan, oordeel)
    recht = oordeel.rechtmatigheid
    return Uitslag(
        casusnaam=plan.casusnaam,
        gebied=gebied(casus),
        geslaagd=oordeel.geslaagd,
        redenen=[] if oordeel.geslaagd else _redenen(oordeel, grenzen) or oordeel.redenen,
        diagnose=oordeel.diagnose,
        tegelijk=_tegelijk(oordeel),
        onderdelen=onderdelen,
        grenzentabel=_grenzentabel(grenzen) if oordeel.weegt_bereikt else None,
        geluk=_geluk(oordeel),
        zekerheid=_zekerheid(oordeel),
        lijn=_lijn(
            _("Leefbaarheidsindex (fictief)"),
            _("punten"),
            [
                (_("Uw plan"), lijnen["plan"]),
                (_("Niets doen"), lijnen["niets_doen"]),
                (_("Referentieplan"), lijnen["referentie"]),
            ],
        ),
        doelen=[_doel(doel, _telt_mee(doel, oordeel)) for doel in oordeel.uitkomst],
        doelentabel=_doelentabel(oordeel),
        recht=recht,
        recht_score=punten(recht.score, recht.grens),
        recht_grens=punten(recht.grens),
        vakmanschap=[_vak(vak, lijnen["plan"]) for vak in oordeel.vakmanschap],
        vakplan=_vakplan(oordeel, plan, casus),
        bijdragen=_bijdragen(oordeel),
        besluiten=_besluiten(plan, oordeel.besluiten),
        lussen=lussen(casus, verloop) if casus and verloop else [],
        terugkijken=TERUGKIJKEN,
        onderweg=voorvallen,
        antwoorden_tegen=[v for v in voorvallen if v.keuze and v.keuze.punten],
        gevraagd=gevraagd(casus, plan),
        voorspeld=voorspeld(casus, verloop, voorspellingen),
        plantabel=_plantabel(plan, casus),
    )


def uitslag_van(sessie: Sessie, *, met_voorspellingen: bool = True) -> Uitslag:
    """The result of a judged session, with its case when that version still exists. Only a test has predictions."""
    toets = sessie.soort == Sessie.Soort.TOETS
    voorspellingen = sessie.stand().voorspellingen if met_voorspellingen and toets else ()
    return uitslag(sessie.beoordeling, sessie.eigen_casus, voorspellingen)


def punten(score: float, grens: float = 0.0) -> str:
    """A score in whole points; one below the mark never reads as the mark."""
    heel = round(score)
    return getal(min(heel, math.ceil(grens) - 1) if score < grens else heel)


def in_punten(waarde: float) -> str:
    """A gain or loss in whole points, in words where it is less than one."""
    heel = round(abs(waarde))
    if heel == 0:
        return _("minder dan 1 punt")
    tekst = ngettext("%(aantal)d punt", "%(aantal)d punten", heel) % {"aantal": heel}
    return f"+{tekst}" if waarde > 0 else f"−{tekst}"


def _hele_punten(tekst: str) -> str:
    """A stored sentence with its points whole: the model is not known to the decimal."""
    return DECIMAAL.sub(lambda m: in_punten(float(f"{m[1]}.{m[2]}")).removeprefix("+"), tekst)


def _lijn(titel: str, eenheid: str, reeksen: Sequence[tuple[str, Sequence[float]]]) -> LijnMetFeiten:
    """Lines over the months with their facts in whole points."""
    lijn = lijn_met_feiten(titel, eenheid, reeksen, decimalen=0)
    eindes = ", ".join(f"{naam} {getal(waarden[-1])}" for naam, waarden in reeksen)
    omschrijving = _(
        "Lijngrafiek van %(titel)s. Nu %(begin)s. In maand %(maand)d: %(eindes)s. De tabel geeft de cijfers."
    ) % {
        "titel": titel,
        "begin": getal(reeksen[0][1][0]),
        "maand": len(reeksen[0][1]) - 1,
        "eindes": eindes,
    }
    return replace(lijn, grafiek=replace(lijn.grafiek, omschrijving=omschrijving))


def _geluk(oordeel: BewaardOordeel) -> str:
    """How far the score for the outcome hung on events nobody decides about."""
    band = oordeel.uitkomst_band
    if not band:
        return ""
    breedte = round(band.hoog) - round(band.laag)
    if breedte <= NAUWELIJKS:
        hoeveel = _("Geluk en pech maakten bijna niets uit.")
    elif breedte <= EEN_BEETJE:
        hoeveel = _("Geluk en pech maakten een beetje uit.")
    else:
        hoeveel = _("Geluk en pech maakten veel uit.")
    laag, hoog = punten(band.laag), punten(band.hoog)
    waar = (
        _("tussen %(laag)s en %(hoog)s") % {"laag": laag, "hoog": hoog} if laag != hoog else _("op %s") % laag
    )
    return (
        hoeveel
        + " "
        + _(
            "Het leermodel speelde uw plan vaker, telkens met andere toevallige gebeurtenissen. In acht van de tien "
            "keer lag de score voor uitkomst %(waar)s. De score is het gemiddelde: geluk of pech "
            "van deze ene keer telt niet mee."
        )
        % {"waar": waar}
    )


def _zekerheid(oordeel: BewaardOordeel) -> list[str]:
    """Whether the comparison holds when every number of the model is drawn anew."""
    banden = oordeel.winstbanden
    zinnen = {
        "niets_doen": (
            _("Ook als de getallen in het leermodel anders zijn, doet uw plan het beter dan niets doen."),
            _("Ook als de getallen in het leermodel anders zijn, doet uw plan het slechter dan niets doen."),
            _(
                "Of uw plan beter is dan niets doen, hangt af van de getallen in het leermodel: dat is onzeker."
            ),
        ),
        "referentie": (
            _("Uw plan doet het ook beter dan het referentieplan."),
            _("Het referentieplan blijft dan beter dan uw plan."),
            _("Of uw plan beter is dan het referentieplan, is niet te zeggen."),
        ),
    }
    return [
        beter if banden[naam].laag > 0 else slechter if banden[naam].hoog < 0 else onzeker
        for naam, (beter, slechter, onzeker) in zinnen.items()
        if naam in banden
    ]


def _onderdelen(oordeel: BewaardOordeel, casus: Casus | None) -> list[Onderdeel]:
    grens = oordeel.slaaggrens
    scores = (
        (
            "uitkomst",
            _("Uitkomst"),
            _("Wat gebeurde er met %(gebied)s?") % {"gebied": gebied(casus)},
            oordeel.uitkomst_score,
        ),
        ("vakmanschap", _("Vakmanschap"), _("Hoe speelde u?"), oordeel.vakmanschap_score),
        (
            "rechtmatigheid",
            _("Rechtmatigheid"),
            _("Houdt het plan stand bij de rechter?"),
            oordeel.rechtmatigheid.score,
        ),
    )
    erbij = _erbij(oordeel)
    return [
        Onderdeel(
            naam=naam,
            vraag=vraag,
            score=punten(score, grens[sleutel]),
            nodig=punten(grens[sleutel]),
            gehaald=score >= grens[sleutel] and all(een.gehaald for een in erbij.get(sleutel, ())),
            balk=staaf(score, 0, 100),
            nodig_x=staaf(grens[sleutel], 0, 100).breed,
            erbij=[_met_nodig(een) for een in erbij.get(sleutel, ())],
        )
        for sleutel, naam, vraag, score in scores
    ]


def _erbij(oordeel: BewaardOordeel) -> dict[str, list[Grens]]:
    """What counts beside the three scores, by the score it belongs to."""
    if not oordeel.weegt_bereikt:
        return {}
    grens = oordeel.slaaggrens
    haalbaar = _("Deel van wat haalbaar is in leefbaarheid alleen")
    return {
        "uitkomst": [_grens(haalbaar, 100 * oordeel.bereikt, grens["bereikt"], "\N{NO-BREAK SPACE}%")],
        "vakmanschap": [
            _grens(vak.naam, vak.score, grens["elk_vak"]) for vak in oordeel.vakmanschap if "elk_vak" in grens
        ],
    }


def _grenzen(oordeel: BewaardOordeel, casus: Casus | None) -> list[Grens]:
    """Every floor that counts, in the order of the three scores."""
    erbij, grens = _erbij(oordeel), oordeel.slaaggrens
    scores = {
        "uitkomst": (_("Uitkomst"), oordeel.uitkomst_score),
        "vakmanschap": (_("Vakmanschap"), oordeel.vakmanschap_score),
        "rechtmatigheid": (_("Rechtmatigheid"), oordeel.rechtmatigheid.score),
    }
    return [
        een
        for sleutel, (naam, score) in scores.items()
        for een in (_grens(naam, score, grens[sleutel]), *erbij.get(sleutel, ()))
    ]


def _grens(naam: str, score: float, nodig: float, eenheid: str = "") -> Grens:
    return Grens(naam, punten(score, nodig), punten(nodig), eenheid, score >= nodig)


def _met_nodig(grens: Grens) -> str:
    return _("%(naam)s: %(score)s, nodig is %(nodig)s.") % {
        "naam": grens.naam,
        "score": f"{grens.score}{grens.eenheid}",
        "nodig": f"{grens.nodig}{grens.eenheid}",
    }


def _redenen(oordeel: BewaardOordeel, grenzen: Sequence[Grens]) -> list[str]:
    """Why it was not enough: every floor that was missed. A plan no better than doing nothing has no craft to weigh."""
    niets_waard = oordeel.weegt_bereikt and oordeel.bereikt <= 0
    tekort = [grens for grens in grenzen if not grens.gehaald]
    if niets_waard:
        return [
            *(_tekort(grens) for grens in tekort if grens.naam == _("Rechtmatigheid")),
            _("Uw plan doet het niet beter dan niets doen."),
        ]
    return [_met_nodig(grens) if grens.eenheid else _tekort(grens) for grens in tekort]


def _tekort(grens: Grens) -> str:
    return _("%(naam)s: %(score)s van de 100, nodig is %(nodig)s.") % {
        "naam": grens.naam,
        "score": grens.score,
        "nodig": grens.nodig,
    }


def _grenzentabel(grenzen: Sequence[Grens]) -> Feitentabel:
    return Feitentabel(
        _("Wat telt om te slagen"),
        [_("Onderdeel"), _("Uw plan"), _("Nodig"), _("Gehaald")],
        [
            [
                grens.naam,
                f"{grens.score}{grens.eenheid}",
                f"{grens.nodig}{grens.eenheid}",
                _("ja") if grens.gehaald else _("nee"),
            ]
            for grens in grenzen
        ],
        getallen=True,
    )


def _tegelijk(oordeel: BewaardOordeel) -> Tegelijk | None:
    lijnen = oordeel.lijnen
    if "tegelijk" not in lijnen or "na_elkaar" not in lijnen:
        return None
    return Tegelijk(
        _lijn(
            _("Leefbaarheidsindex bij dezelfde inzet (fictief)"),
            _("punten"),
            [
                (_("Uw plan"), lijnen["plan"]),
                (_("Na elkaar"), lijnen["na_elkaar"]),
                (_("Tegelijk"), lijnen["tegelijk"]),
            ],
        ),
        oordeel.lijnenuitleg,
    )


def _vakplan(oordeel: BewaardOordeel, plan: BewaardPlan, casus: Casus | None) -> Vakplan | None:
    naaste = oordeel.naaste_vakplan
    if not naaste:
        return None
    zin = _(
        "Voor deze casus maakten mensen uit de praktijk eigen plannen. %(plan)s lijkt het meest op het uwe. Het haalt "
        "%(deel)s van wat haalbaar is; uw plan haalt %(eigen)s."
    ) % {
        "plan": _plannaam(naaste),
        "deel": _deel_van_haalbaar(naaste.bereikt, oordeel),
        "eigen": _deel_van_haalbaar(oordeel.bereikt, oordeel),
    }
    tabel = (
        Feitentabel(
            _("Het plan uit de praktijk (maanden tellen vanaf het begin)"),
            *_planrijen(
                naaste.inzetten,
                {code: kaart.naam for code, kaart in casus.kaarten.items()},
                plan.deelgebieden,
                casus,
            ),
        )
        if casus
        else None
    )
    return Vakplan(zin, naaste.reden, naaste.verschillen, tabel)


def _plannaam(naaste: Naaste) -> str:
    """As its makers call it; a judgement from before that was kept has the number only."""
    if naaste.naam:
        return _("Plan %(nummer)d, ‘%(naam)s’,") % {"nummer": naaste.nummer, "naam": naaste.naam}
    return _("Plan %(nummer)d") % {"nummer": naaste.nummer}


def _deel_van_haalbaar(deel: float, oordeel: BewaardOordeel) -> str:
    return punten(100 * deel, oordeel.slaaggrens.get("bereikt", 0.0)) + "\N{NO-BREAK SPACE}%"


def _telt_mee(doel: Doelscore, oordeel: BewaardOordeel) -> float | None:
    """Its part of the score for outcomes, 0-1; None when the judgement does not say."""
    gewichten = oordeel.doelgewichten
    return gewichten[doel.sleutel] / sum(gewichten.values()) if doel.sleutel in gewichten else None


def _doel(doel: Doelscore, deel: float | None) -> Doel:
    winst = doel.waarde - doel.niets_doen
    beter = winst > 0 if doel.meer_is_beter else winst < 0
    een = abs(round(winst)) == 1 and doel.eenheid == "punten"
    hoeveel = {"verschil": verschil(winst, 0), "eenheid": _("punt") if een else doel.eenheid}
    if round(winst) == 0:
        tekst = _("Ongeveer even veel als bij niets doen.")
    elif beter:
        tekst = _("Beter dan niets doen: %(verschil)s %(eenheid)s.") % hoeveel
    else:
        tekst = _("Slechter dan niets doen: %(verschil)s %(eenheid)s.") % hoeveel
    if deel == 0:
        tekst += " " + _("Telt niet mee in de score.")
    return Doel(doel.naam, punten(doel.score), staaf(doel.score, 0, 100), tekst)


def _doelentabel(oordeel: BewaardOordeel) -> Feitentabel:
    delen = [_telt_mee(doel, oordeel) for doel in oordeel.uitkomst]
    return Feitentabel(
        _("De doelen in cijfers (leermodel)"),
        [
            _("Doel"),
            _("Eenheid"),
            _("Uw plan"),
            _("Niets doen"),
            _("Referentieplan"),
            _("Score"),
            _("Telt mee"),
        ],
        [
            [
                f"{doel.naam}, {doel.periode}",
                doel.eenheid,
                getal(doel.waarde),
                getal(doel.niets_doen),
                getal(doel.referentie),
                punten(doel.score),
                _("niet bekend") if deel is None else f"{punten(100 * deel)}\N{NO-BREAK SPACE}%",
            ]
            for doel, deel in zip(oordeel.uitkomst, delen, strict=True)
        ],
        getallen=True,
    )


def _vak(vak: Vakwaarde, lijn: Sequence[float]) -> Vak:
    return Vak(
        naam=vak.naam,
        score=punten(vak.score),
        balk=staaf(vak.score, 0, 100),
        tekst=_hele_punten(vak.tekst),
        adviezen=[_advies(advies, lijn) for advies in vak.adviezen],
    )


def _advies(advies: Advieswaarde, lijn: Sequence[float]) -> Advies:
    zin = _advieszin(advies)
    reeksen = [(_("Uw plan"), lijn), (_("Na wijziging"), advies.index)]
    return Advies(zin, _hele_punten(advies.reden), _lijn(zin, _("leefbaarheidsindex, leermodel"), reeksen))


def _advieszin(advies: Advieswaarde) -> str:
    """What to change, and what that would have brought."""
    wat = advies.zin.rpartition(": leefbaarheid")[0] or advies.zin
    return _("%(wat)s: leefbaarheid %(punten)s") % {"wat": wat, "punten": in_punten(advies.winst)}


def _bijdragen(oordeel: BewaardOordeel) -> Bijdragen:
    delen = oordeel.bijdragen
    alles = [waarde for deel in delen for waarde in (deel.waarde, deel.alleen)]
    laag, hoog = min(0.0, *alles), max(0.0, *alles)
    # A scale of at least one point, so that nothing does not look like something.
    hoog = max(hoog, laag + 1.0)
    return Bijdragen(
        delen=[
            Bijdrage(
                principe=deel.sleutel,
                naam=deel.naam,
                waarde=verschil(deel.waarde, 0),
                balk=staaf(deel.waarde, laag, hoog),
            )
            for deel in delen
        ],
        tabel=Feitentabel(
            _("Bijdrage aan de leefbaarheidsindex, in hele punten (leermodel)"),
            [_("Principe"), _("Bijdrage in uw plan"), _("Als u alleen dit had gedaan")],
            [
                *([deel.naam, verschil(deel.waarde, 0), verschil(deel.alleen, 0)] for deel in delen),
                [
                    _("Samen"),
                    verschil(oordeel.winst, 0),
                    verschil(sum(deel.alleen for deel in delen), 0),
                ],
            ],
            getallen=True,
        ),
        winst=in_punten(oordeel.winst),
        umami=in_punten(oordeel.umami),
        umami_getal=oordeel.umami,
    )


def _besluiten(plan: BewaardPlan, besluiten: Sequence[Inzetwaarde]) -> Besluitwaarden | None:
    """What each deployment was worth: as a mark on its bar and as a row, in the order in which they began."""
    if not besluiten:
        return None
    op_tijd = sorted(besluiten, key=lambda b: (b.inzet.start, b.inzet.kaart))
    einde = max(b.inzet.start + b.inzet.duur for b in besluiten)
    maanden = 12 * math.ceil(einde / 12)
    rijen = [_besluit(plan, besluit, maanden) for besluit in op_tijd]
    return Besluitwaarden(
        rijen=rijen,
        maandas=maandas(maanden, 12),
        tabel=Feitentabel(
            _("Wat elk besluit waard was, in hele punten leefbaarheid (leermodel)"),
            [_("Maatregel"), _("Maanden"), _("Mate"), _("Waarde"), _("Hoe zeker")],
            [[r.naam, r.maanden, r.mate, r.waarde, r.zeker] for r in rijen],
        ),
    )


def _besluit(plan: BewaardPlan, besluit: Inzetwaarde, maanden: int) -> Besluitwaarde:
    inzet, waarde = besluit.inzet, besluit.waarde
    kaart = plan.kaarten[inzet.kaart]
    start, duur = inzet.start, inzet.duur
    heel = round(waarde)
    return Besluitwaarde(
        naam=f"{inzet.kaart} {kaart.kort}",
        principe=kaart.principe,
        maanden=_("%(van)d tot %(tot)d") % {"van": start, "tot": start + duur},
        mate=procent(inzet.mate),
        waarde=in_punten(waarde),
        zeker=_hoe_zeker(waarde, besluit.fout),
        teken="▲" if heel > 0 else "▼" if heel < 0 else "●",
        merk=verschil(waarde, 0),
        x=f"{100 * start / maanden:.2f}%",
        breed=f"{100 * duur / maanden:.2f}%",
        laat=start > maanden * 0.8,
    )


def _hoe_zeker(waarde: float, fout: float) -> str:
    """The standard error in words; two of them make the difference between something and nothing."""
    if abs(waarde) <= 2 * fout:
        return _("onzeker: het kan ook niets zijn")
    return _("vrij zeker") if fout <= abs(waarde) / 4 else _("ongeveer")


def _plantabel(plan: BewaardPlan, casus: Casus | None) -> Feitentabel:
    namen = {code: kaart.naam for code, kaart in plan.kaarten.items()}
    return Feitentabel(
        _("Het plan dat u indiende (maanden tellen vanaf het begin)"),
        *_planrijen(plan.inzetten, namen, plan.deelgebieden, casus),
    )


def _planrijen(
    inzetten: Sequence[Inzet],
    namen: Mapping[str, str],
    deelgebieden: Mapping[str, str],
    casus: Casus | None,
) -> tuple[list[str], list[list[str]]]:
    """The columns of a plan and its rows; ``namen``: code of a card → its name."""
    return (
        [_("Maatregel"), _("Start"), _("Stopt"), _("Mate"), _("Waar")],
        [
            [
                f"{inzet.kaart} {namen[inzet.kaart]}",
                str(inzet.start),
                str(inzet.einde),
                procent(inzet.mate),
                waar(inzet.deelgebieden, deelgebieden, casus),
            ]
            for inzet in inzetten
        ],
    )
