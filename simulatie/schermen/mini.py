"""The mini-case in words: what a visitor sees of an answer, and of a whole way, worked out beforehand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from simulatie.kern import Bevinding, Casus, Plan, laad_casus
from simulatie.schermen.grafieken import LijnMetFeiten, lijn_met_feiten, vaste_schaal
from simulatie.schermen.notatie import Feitentabel, getal, procent, verschil
from simulatie.spel.minicasus import (
    CASUS,
    KEUZES,
    STAPPEN,
    VRAAG,
    Minikeuze,
    Resultaat,
    Verschuiving,
    Weg,
    beste_weg,
    is_af,
    namen,
    resultaten,
)

OORDELEN = (
    (60, gettext_lazy("De buurt is weer een gewone volksbuurt aan het worden")),
    (35, gettext_lazy("De buurt is er duidelijk beter aan toe, maar het is nog niet vast")),
    (10, gettext_lazy("De buurt is er een beetje beter aan toe")),
    (-2, gettext_lazy("Het maakte bijna geen verschil met niets doen")),
)
SLECHTER = gettext_lazy("De buurt is er slechter aan toe dan als u niets had gedaan")
GROOTHEDEN = {
    "angst": gettext_lazy("de angst"),
    "vertrouwen": gettext_lazy("het vertrouwen"),
    "criminele_greep": gettext_lazy("de criminele greep"),
    "overlast": gettext_lazy("de overlast"),
}


@dataclass(frozen=True)
class Wetswoord:
    """What the law says, with the measure it is about by name, what to do, and the article or ""."""

    maatregel: str
    melding: str
    remedie: str
    artikel: str


@dataclass(frozen=True)
class Stap:
    """An answer that was given and what that one change did.

    opnieuw   the address that asks its question again
    waarde    points it was worth, with their sign; zin: the same in a sentence, with what changed most
    wet       what the law has to say since this answer; houdbaar: the plan still stands up in court
    """

    nummer: int
    vraag: str
    keuze: Minikeuze
    opnieuw: str
    waarde: str
    zin: str
    wet: Sequence[Wetswoord]
    houdbaar: bool


@dataclass(frozen=True)
class Vraag:
    """The question that is open. ``lijn``: what the last answer did, None before any."""

    nummer: int
    aantal: int
    vraag: str
    veld: str
    keuzes: Sequence[Minikeuze]
    lijn: LijnMetFeiten | None


@dataclass(frozen=True)
class Advies:
    """One piece of advice; ``adres`` and ``knop`` are "" when there is no better way to look at."""

    tekst: str
    adres: str = ""
    knop: str = ""


@dataclass(frozen=True)
class Uitkomst:
    """Everything the last page shows; ``oordeel`` and ``score`` are in words and in whole points.

    lijn         the own line beside the best known plan and doing nothing
    waardetabel  what each answer was worth; maatregelen: the measures behind the answers
    weging       which months make the score, and how much each period counts
    """

    oordeel: str
    score: str
    weging: str
    lijn: LijnMetFeiten
    waardetabel: Feitentabel
    houdbaar: bool
    advies: Advies
    maatregelen: Feitentabel


def adres(sleutels: Sequence[str]) -> str:
    """The page on which these answers, in order, were given."""
    begin = reverse("simulatie_proef")
    velden = dict(zip(STAPPEN, sleutels, strict=False))
    return f"{begin}?{urlencode(velden)}" if velden else begin


def gezet(weg: Weg) -> list[Stap]:
    """The answers given, each with what it did."""
    hier = namen(weg)
    return [_stap(resultaten()[hier[:nummer]], nummer) for nummer in range(1, len(weg) + 1)]


def volgende_vraag(weg: Weg) -> Vraag:
    """The question after these answers. Raises ValueError where none follows."""
    if is_af(weg):
        raise ValueError("No question follows.")
    return Vraag(
        nummer=len(weg) + 1,
        aantal=len(STAPPEN),
        vraag=weg[-1].vraag if weg else VRAAG,
        veld=STAPPEN[len(weg)],
        keuzes=weg[-1].keuzes if weg else KEUZES,
        lijn=_verandering(resultaten()[namen(weg)]) if weg else None,
    )


def uitkomst(weg: Weg) -> Uitkomst:
    """What came of a whole way. Raises CasusNietGeijkt while the case has no reference plan."""
    resultaat = resultaten()[namen(weg)]
    return Uitkomst(
        oordeel=in_woorden(resultaat.score),
        score=getal(resultaat.score),
        weging=_weging(laad_casus(CASUS)),
        lijn=_lijn(
            [
                (_("Uw keuzes"), resultaat.index),
                (_("Beste plan"), resultaat.beste),
                (_("Niets doen"), resultaat.niets_doen),
            ]
        ),
        waardetabel=_waardetabel(resultaat),
        houdbaar=resultaat.rechtmatigheid.houdbaar,
        advies=_advies(resultaat),
        maatregelen=_maatregelen(resultaat.plan),
    )


def in_woorden(score: float) -> str:
    return str(next((tekst for grens, tekst in OORDELEN if score >= grens), SLECHTER))


def _stap(resultaat: Resultaat, nummer: int) -> Stap:
    weg = resultaat.weg
    return Stap(
        nummer=nummer,
        vraag=weg[-2].vraag if nummer > 1 else VRAAG,
        keuze=weg[-1],
        opnieuw=adres(namen(weg)[:-1]),
        waarde=verschil(_punten(resultaat), 0),
        zin=_wat_het_deed(resultaat),
        wet=[_wetswoord(resultaat.plan, bevinding) for bevinding in resultaat.wet],
        houdbaar=resultaat.rechtmatigheid.houdbaar,
    )


def _punten(resultaat: Resultaat) -> int:
    """Between whole scores, so that what stands beside them adds up."""
    return round(resultaat.score) - round(resultaat.score - resultaat.verschil)


def _wat_het_deed(resultaat: Resultaat) -> str:
    voor, na = getal(resultaat.score - resultaat.verschil), getal(resultaat.score)
    if voor == na:
        return _("Door deze keuze verandert de score niet: die blijft %(na)s van de 100.") % {"na": na}
    zin = _("Door deze ene keuze gaat de score van %(voor)s naar %(na)s van de 100.") % {
        "voor": voor,
        "na": na,
    }
    return f"{zin} {_meest(resultaat.meest)}" if resultaat.meest else zin


def _meest(verschuiving: Verschuiving) -> str:
    return _("Het meest verandert %(wat)s: aan het einde %(na)s, zonder deze keuze %(voor)s.") % {
        "wat": GROOTHEDEN[verschuiving.grootheid],
        "voor": getal(verschuiving.voor),
        "na": getal(verschuiving.na),
    }


def _wetswoord(plan: Plan, bevinding: Bevinding) -> Wetswoord:
    """A remark with its measure by name: the one it points at, or else the hard measures of the plan."""
    kaarten = laad_casus(CASUS).kaarten
    wie = [
        kaarten[inzet.kaart]
        for nummer, inzet in enumerate(plan.inzetten)
        if bevinding.pad.startswith(f"inzetten[{nummer}]")
    ] or [kaarten[inzet.kaart] for inzet in plan.inzetten if kaarten[inzet.kaart].principe == "zuur"]
    return Wetswoord(
        maatregel=", ".join(dict.fromkeys(kaart.kort for kaart in wie)),
        melding=bevinding.melding.removeprefix(f"{wie[0].code} {wie[0].kort}: ")
        if wie
        else bevinding.melding,
        remedie=bevinding.remedie,
        artikel=bevinding.artikel,
    )


def _lijn(reeksen: Sequence[tuple[str, Sequence[float]]]) -> LijnMetFeiten:
    schaal = vaste_schaal(laad_casus(CASUS), "index", hoogst=100)
    return lijn_met_feiten(_("Leefbaarheidsindex (fictief)"), _("punten"), reeksen, schaal=schaal)


def _verandering(resultaat: Resultaat) -> LijnMetFeiten:
    reeksen = [(_("Met deze keuze"), resultaat.index), (_("Zonder deze keuze"), resultaat.hiervoor)]
    return _lijn(reeksen)


def _weging(casus: Casus) -> str:
    gewicht = casus.gewichten["periode"]
    return _(
        "De maanden 1 tot en met %(tot)d, waarin het programma loopt, tellen voor %(programma)s. De laatste %(laatste)d "
        "van de %(alle)d maanden tellen voor %(daarna)s: wat blijft er over als het programma voorbij is?"
    ) % {
        "tot": casus.programmaduur,
        "laatste": casus.meetvenster,
        "alle": casus.horizon,
        "programma": procent(gewicht["programma"]),
        "daarna": procent(gewicht["daarna"]),
    }


def _waardetabel(resultaat: Resultaat) -> Feitentabel:
    return Feitentabel(
        _("Wat elke keuze waard was, in punten (leermodel)"),
        [_("Stap"), _("Uw keuze"), _("Punten")],
        [
            [_("Niets doen"), "", getal(0)],
            *([f"{s.nummer}. {s.vraag}", s.keuze.titel, s.waarde] for s in gezet(resultaat.weg)),
            [_("Samen: uw score"), "", getal(resultaat.score)],
        ],
    )


def _advies(resultaat: Resultaat) -> Advies:
    """The last question at which another answer still leads further, and where that leads."""
    hier = namen(resultaat.weg)
    for plek in reversed(range(len(hier))):
        beter = beste_weg(hier[:plek])
        if beter.score > resultaat.score:
            anders = beter.weg[plek]
            return Advies(
                tekst=_(
                    "Kies bij stap %(nummer)d ‘%(keuze)s’. Daarvandaan komt u in dit model tot %(score)s van de 100."
                )
                % {"nummer": plek + 1, "keuze": anders.titel, "score": getal(beter.score)},
                adres=adres(namen(beter.weg)),
                knop=_("Bekijk die weg"),
            )
    return Advies(
        _(
            "Van alle wegen is dit de beste. Toch kan het beter: kijk naar de lijn van het beste plan. In de hele "
            "simulatie kiest u zelf welke maatregelen u neemt, waar, wanneer, hoe sterk en hoe lang."
        )
    )


def _maatregelen(plan: Plan) -> Feitentabel:
    casus = laad_casus(CASUS)
    return Feitentabel(
        _("De maatregelen achter uw keuzes (maanden vanaf het begin)"),
        [_("Maatregel"), _("Start"), _("Stopt"), _("Mate")],
        [
            [casus.kaarten[inzet.kaart].naam, str(inzet.start), str(inzet.einde), procent(inzet.mate)]
            for inzet in sorted(plan.inzetten, key=lambda inzet: inzet.start)
        ],
    )
