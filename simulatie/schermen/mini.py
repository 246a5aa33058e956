"""The mini-case in words: what a visitor sees of a result that was worked out beforehand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from simulatie.kern import Casus, laad_casus
from simulatie.schermen.grafieken import LijnMetFeiten, lijn_met_feiten
from simulatie.schermen.notatie import Feitentabel, getal, procent, verschil
from simulatie.spel.minicasus import CASUS, STAPPEN, Minikeuze, Resultaat, Stap, plan_van, resultaten

OORDELEN = (
    (60, gettext_lazy("De buurt is weer een gewone volksbuurt aan het worden")),
    (35, gettext_lazy("De buurt is er duidelijk beter aan toe, maar het is nog niet vast")),
    (10, gettext_lazy("De buurt is er een beetje beter aan toe")),
    (-2, gettext_lazy("Het maakte bijna geen verschil met niets doen")),
)
SLECHTER = gettext_lazy("De buurt is er slechter aan toe dan als u niets had gedaan")


@dataclass(frozen=True)
class Gekozen:
    """A choice that was made; ``opnieuw`` is the address that asks its step again."""

    nummer: int
    stap: Stap
    keuze: Minikeuze
    opnieuw: str


@dataclass(frozen=True)
class Stapwaarde:
    """A choice and what it was worth, in points with their sign."""

    gekozen: Gekozen
    waarde: str


@dataclass(frozen=True)
class Advies:
    """One piece of advice; ``adres`` and ``knop`` are "" when there is no better way to look at."""

    tekst: str
    adres: str = ""
    knop: str = ""


@dataclass(frozen=True)
class Uitkomst:
    """Everything the last page shows; ``oordeel`` and ``score`` are in words and to five points.

    waardetabel  what each step was worth; maatregelen: the measures behind the choices
    houdbaar     the plan stands up in court
    weging       which months make the score, and how much each period counts
    """

    oordeel: str
    score: str
    weging: str
    lijn: LijnMetFeiten
    stappen: Sequence[Stapwaarde]
    waardetabel: Feitentabel
    houdbaar: bool
    advies: Advies
    maatregelen: Feitentabel


def adres(*keuzes: Minikeuze) -> str:
    """The page on which these choices, in the order of the steps, were made."""
    velden = {stap.sleutel: keuze.sleutel for stap, keuze in zip(STAPPEN, keuzes, strict=False)}
    begin = reverse("simulatie_proef")
    return f"{begin}?{urlencode(velden)}" if velden else begin


def keuzes_tot_nu(keuzes: tuple[Minikeuze, ...]) -> list[Gekozen]:
    """The choices made, each with the address that asks its step again."""
    return [
        Gekozen(nummer, stap, keuze, opnieuw=adres(*keuzes[: nummer - 1]))
        for nummer, (stap, keuze) in enumerate(zip(STAPPEN, keuzes, strict=False), start=1)
    ]


def uitkomst(weg: tuple[Minikeuze, ...]) -> Uitkomst:
    """What came of a whole way. Raises CasusNietGeijkt while the case has no reference plan."""
    resultaat = resultaten()[tuple(keuze.sleutel for keuze in weg)]
    return Uitkomst(
        oordeel=in_woorden(resultaat.score),
        score=ongeveer(resultaat.score),
        weging=_weging(laad_casus(CASUS)),
        lijn=lijn_met_feiten(
            _("Leefbaarheidsindex (fictief)"),
            _("punten"),
            [(_("Uw keuzes"), list(resultaat.index)), (_("Niets doen"), list(resultaat.niets_doen))],
        ),
        stappen=[
            Stapwaarde(gekozen, verschil(waarde, 0))
            for gekozen, waarde in zip(keuzes_tot_nu(weg), resultaat.waarden, strict=True)
        ],
        waardetabel=_waardetabel(resultaat),
        houdbaar=resultaat.rechtmatigheid.houdbaar,
        advies=_advies(resultaat),
        maatregelen=_maatregelen(weg),
    )


def in_woorden(score: float) -> str:
    return str(next((tekst for grens, tekst in OORDELEN if score >= grens), SLECHTER))


def ongeveer(score: float) -> str:
    """A score to five points; what is worse than doing nothing counts as 0."""
    return getal(max(0, 5 * round(score / 5)))


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
        _("Wat elke stap waard was, in punten (leermodel)"),
        [_("Stap"), _("Uw keuze"), _("Punten")],
        [
            [_("Gemiddeld over alle twaalf wegen"), "", getal(resultaat.gemiddeld)],
            *(
                [f"{nummer}. {stap.vraag}", keuze.titel, verschil(waarde, 0)]
                for nummer, (stap, keuze, waarde) in enumerate(
                    zip(STAPPEN, resultaat.weg, resultaat.waarden, strict=True), start=1
                )
            ),
            [_("Samen: uw score"), "", getal(resultaat.score)],
        ],
    )


def _advies(resultaat: Resultaat) -> Advies:
    if resultaat.beter is None:
        return Advies(
            _(
                "Van de twaalf wegen is dit de beste. Toch kan het beter. In de hele simulatie kiest u zelf "
                "welke maatregelen u neemt, waar, wanneer, hoe sterk en hoe lang."
            )
        )
    nummer, keuze = next(
        (nummer, anders)
        for nummer, (eigen, anders) in enumerate(zip(resultaat.weg, resultaat.beter, strict=True), start=1)
        if eigen != anders
    )
    return Advies(
        tekst=_(
            "Verander alleen stap %(nummer)d in ‘%(keuze)s’. Met die ene verandering komt u in dit model op "
            "ongeveer %(score)s van de 100."
        )
        % {"nummer": nummer, "keuze": keuze.titel, "score": ongeveer(resultaat.score_beter)},
        adres=adres(*resultaat.beter),
        knop=_("Bekijk die weg"),
    )


def _maatregelen(weg: tuple[Minikeuze, ...]) -> Feitentabel:
    casus = laad_casus(CASUS)
    return Feitentabel(
        _("De maatregelen achter uw keuzes (maanden vanaf het begin)"),
        [_("Maatregel"), _("Start"), _("Stopt"), _("Mate")],
        [
            [casus.kaarten[inzet.kaart].naam, str(inzet.start), str(inzet.einde), procent(inzet.mate)]
            for inzet in sorted(plan_van(casus, weg).inzetten, key=lambda inzet: inzet.start)
        ],
    )
