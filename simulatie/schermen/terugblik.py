"""A session decision by decision: what was decided, when, and how the plan stood then."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from simulatie.kern import Bronvraag, Casus, CasusOnbekend, Inzet, laad_casus
from simulatie.models import Besluit, Sessie
from simulatie.schermen.notatie import Feitentabel, eenheid, procent, waar
from simulatie.spel.besluiten import (
    Aanpassing,
    Dilemmakeuze,
    Lijnvoorspelling,
    Rondeslot,
    Vervanging,
    Voorspelling,
)


@dataclass(frozen=True)
class Besluitregel:
    nummer: int
    op: datetime
    wat: str


@dataclass(frozen=True)
class Terugblik:
    """Decision ``nummer`` of ``aantal`` and the plan after it; ``besluit`` None when nothing was decided yet.

    maand            present month after it, in a test
    vorige, volgende numbers of its neighbours, None at the ends
    """

    casus: str
    nummer: int
    aantal: int
    besluit: Besluit | None
    wat: str
    maand: int | None
    vorige: int | None
    volgende: int | None
    plan: Feitentabel
    stappen: Sequence[Besluitregel]


def terugblik(sessie: Sessie, nummer: int | None) -> Terugblik | None:
    """Decision ``nummer`` (the last one when none is given) between all others; None when there is no such decision.

    The number of queries does not grow with the number of decisions.
    """
    casus = _casus(sessie)
    besluiten = {besluit.nummer: besluit for besluit in sessie.besluiten.order_by("nummer")}
    if nummer is None:
        nummer = max(besluiten, default=0)
    elif nummer not in besluiten:
        return None
    stand = sessie.stand(tot=nummer)
    besluit = besluiten.get(nummer)
    return Terugblik(
        casus=sessie.casusnaam,
        nummer=nummer,
        aantal=len(besluiten),
        besluit=besluit,
        wat=in_een_regel(casus, besluit) if besluit else "",
        maand=stand.maand if sessie.soort == Sessie.Soort.TOETS else None,
        vorige=nummer - 1 if nummer - 1 in besluiten else None,
        volgende=nummer + 1 if nummer + 1 in besluiten else None,
        plan=inzettentabel(
            casus, stand.inzetten.values(), _("Het plan na dit besluit (maanden vanaf het begin)")
        ),
        stappen=[
            Besluitregel(ander.nummer, ander.op, in_een_regel(casus, ander)) for ander in besluiten.values()
        ],
    )


def in_een_regel(casus: Casus | None, besluit: Besluit) -> str:
    """One decision in a line, by names where the case still has them."""
    delen = [str(besluit.get_soort_display())]
    if onderwerp := _onderwerp(casus, besluit):
        delen.append(onderwerp)
    tekst = ": ".join(delen)
    if besluit.herkomst != Besluit.Herkomst.ZELF:
        tekst += f" ({besluit.get_herkomst_display()})"
    return tekst[:1].upper() + tekst[1:]


def _onderwerp(casus: Casus | None, besluit: Besluit) -> str:
    match besluit.inhoud:
        case Bronvraag() as vraag:
            return _vraag(casus, vraag.bron, vraag.grondslag)
        case Dilemmakeuze(keuze=keuze):
            return _antwoord(casus, besluit.inzet, keuze)
        case (Voorspelling() | Lijnvoorspelling()) as voorspelling:
            # The reason somebody wrote is a note of their own: the trainer sees what was predicted, not why.
            return _voorspelling(casus, voorspelling)
        case Rondeslot(tot=tot):
            return _("tijd loopt tot maand %(maand)d") % {"maand": tot}
        case Vervanging(plan=plan):
            aantal = len(plan)
            zin = ngettext("%(aantal)d maatregel", "%(aantal)d maatregelen", aantal) % {"aantal": aantal}
            return zin if plan else ""
        case Aanpassing(inzet=inzet):
            return _maatregel(casus, inzet) if inzet else ""


def _maatregel(casus: Casus | None, inzet: Inzet) -> str:
    return _("%(maatregel)s, maand %(start)d tot %(einde)d, mate %(mate)s") % {
        "maatregel": maatregelnaam(casus, inzet.kaart),
        "start": inzet.start,
        "einde": inzet.einde,
        "mate": procent(inzet.mate),
    }


def _voorspelling(casus: Casus | None, lijn: Voorspelling | Lijnvoorspelling) -> str:
    if isinstance(lijn, Voorspelling):
        return _("meldingen: %(meldingen)s; leefbaarheid: %(leefbaarheid)s") % {
            "meldingen": lijn.meldingen.label,
            "leefbaarheid": lijn.leefbaarheid.label,
        }
    indicator = casus.indicatoren.get(lijn.indicator) if casus else None
    maand, waarde = lijn.waarden[-1]
    maat = indicator.eenheid if indicator else ""
    return _("%(naam)s van %(van)s naar %(waarde)s in maand %(maand)d") % {
        "naam": indicator.naam if indicator else lijn.indicator,
        "van": eenheid(lijn.van, maat).rstrip(),
        "waarde": eenheid(waarde, maat).rstrip(),
        "maand": maand,
    }


def _vraag(casus: Casus | None, sleutel: str, grondslag: str) -> str:
    for bron in casus.bronnen if casus else ():
        if bron.sleutel == sleutel:
            gronden = {grond.sleutel: grond.tekst for grond in bron.grondslagen}
            return f"{bron.naam}; {gronden.get(grondslag, grondslag)}"
    return f"{sleutel}; {grondslag}"


def _antwoord(casus: Casus | None, gebeurtenis: str, keuze: str) -> str:
    for een in casus.gebeurtenissen if casus else ():
        if een.sleutel == gebeurtenis:
            teksten = {antwoord.sleutel: antwoord.tekst for antwoord in een.keuzes}
            return f"{een.titel}: {teksten.get(keuze, keuze)}"
    return f"{gebeurtenis}: {keuze}"


def inzettentabel(casus: Casus | None, inzetten: Iterable[Inzet], kop: str) -> Feitentabel:
    """Measures as a table, by names where the case still has them."""
    namen = {gebied.sleutel: gebied.naam for gebied in casus.deelgebieden} if casus else {}
    return Feitentabel(
        kop,
        [_("Maatregel"), _("Start"), _("Stopt"), _("Mate"), _("Waar")],
        [
            [
                maatregelnaam(casus, inzet.kaart),
                str(inzet.start),
                str(inzet.einde),
                procent(inzet.mate),
                waar(inzet.deelgebieden, namen, casus),
            ]
            for inzet in inzetten
        ],
    )


def maatregelnaam(casus: Casus | None, code: str) -> str:
    kaart = casus.kaarten.get(code) if casus else None
    return f"{code} {kaart.kort}" if kaart else code


def _casus(sessie: Sessie) -> Casus | None:
    """The version it was played in; for one from before versions were kept, the names of today."""
    return sessie.eigen_casus or casus_of_niets(sessie.casus)


def casusnaam(sleutel: str) -> str:
    casus = casus_of_niets(sleutel)
    return casus.naam if casus else sleutel


def casus_of_niets(sleutel: str) -> Casus | None:
    try:
        return laad_casus(sleutel)
    except CasusOnbekend:
        return None
