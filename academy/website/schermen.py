"""What "mijn academy" shows, read in a number of queries that does not grow with what a person did."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from academy.basis.models import openbaar
from academy.contact.models import Contactverzoek
from academy.gebruikers.models import Gebruiker
from academy.gebruikers.rechten import beheerde_organisaties, is_academie, is_trainer
from certificaten.models import Certificaat, Cyclus
from cursussen.models import Inschrijving, Leerganginschrijving, OpleidingenPagina
from cursussen.schermen.checklijst import maak_checklijst, samenvatting
from simulatie.schermen.sessielijst import Sessieregel, sessies_van

SOORT_VAN_STATUS = {
    Certificaat.Status.GELDIG: "goed",
    Certificaat.Status.VERLOPEN: "let_op",
    Certificaat.Status.VERVANGEN: "neutraal",
    Certificaat.Status.INGETROKKEN: "fout",
}


@dataclass(frozen=True)
class VolgendeStap:
    """The one thing to do now, said in a title, a sentence and a button."""

    titel: str
    tekst: str
    url: str
    knop: str


@dataclass(frozen=True)
class MijnAcademy:
    """Everything of one person: ``volgende`` first, then what it is taken from."""

    volgende: VolgendeStap | None
    inschrijvingen: list[Inschrijving]
    leergangen: list[Leerganginschrijving]
    cycli: list[Cyclus]
    certificaten: list[dict[str, Any]]
    open_sessies: Sequence[Sessieregel]
    beoordeelde_sessies: Sequence[Sessieregel]
    opleidingen_url: str
    straat: list[dict[str, Any]]


def mijn_academy(gebruiker: Gebruiker) -> MijnAcademy:
    """The overview of one person, newest first in every list."""
    inschrijvingen = list(Inschrijving.objects.van(gebruiker).met_voortgang())
    cycli = list(Cyclus.objects.van(gebruiker).wacht_op_naam())
    certificaten = [
        {
            "certificaat": certificaat,
            "status": certificaat.status(),
            "soort": SOORT_VAN_STATUS[certificaat.status()],
        }
        for certificaat in Certificaat.objects.van(gebruiker).met_stand()
    ]
    sessies = sessies_van(gebruiker)
    return MijnAcademy(
        volgende=_volgende_stap(inschrijvingen, cycli)
        or _stap_van_rol(gebruiker)
        or _in_handen(certificaten),
        inschrijvingen=inschrijvingen,
        leergangen=list(Leerganginschrijving.objects.van(gebruiker).select_related("leergang", "afronding")),
        cycli=cycli,
        certificaten=certificaten,
        opleidingen_url=_opleidingen_url(),
        straat=_straat(inschrijvingen),
        open_sessies=sessies.open,
        beoordeelde_sessies=sessies.beoordeeld,
    )


def _volgende_stap(inschrijvingen: list[Inschrijving], cycli: list[Cyclus]) -> VolgendeStap | None:
    """For who learns: what was earned before what is still to do."""
    if cycli:
        return VolgendeStap(
            titel=_("Controleer uw naam"),
            tekst=_("U hebt ‘%(titel)s’ gehaald. Bevestig uw naam, dan maken wij uw certificaat.")
            % {"titel": cycli[0].certificering.titel},
            url=reverse("certificaat_naam", args=[cycli[0].pk]),
            knop=_("Controleer uw naam"),
        )
    for inschrijving in inschrijvingen:
        stap = maak_checklijst(inschrijving).volgende
        if stap and not inschrijving.voortgang.afgerond_op:
            return VolgendeStap(
                titel=stap.titel,
                tekst=_("%(cursus)s. %(voortgang)s. %(toelichting)s")
                % {
                    "cursus": inschrijving.versie.titel,
                    "voortgang": samenvatting(inschrijving.voortgang),
                    "toelichting": stap.toelichting,
                },
                url=stap.url,
                knop=stap.knop,
            )
    return None


def _straat(inschrijvingen: list[Inschrijving]) -> list[dict[str, Any]]:
    """A house for every step of the course that somebody is in; what is done, is lit and tended."""
    bezig = [
        inschrijving.voortgang for inschrijving in inschrijvingen if not inschrijving.voortgang.afgerond_op
    ]
    if not bezig:
        return []
    voortgang = bezig[0]
    return [
        {"verlicht": 4, "deur_open": True, "stoep": True} if nummer < voortgang.gedaan else {"verlicht": 0}
        for nummer in range(voortgang.totaal)
    ]


def _stap_van_rol(gebruiker: Gebruiker) -> VolgendeStap | None:
    """For who has nothing to learn now but does have a task: staff, then trainers, then managers."""
    nieuw = Contactverzoek.objects.filter(status=Contactverzoek.Status.NIEUW)
    if is_academie(gebruiker) and (wachtend := nieuw.count()):
        return VolgendeStap(
            titel=_("Er wachten vragen op antwoord"),
            tekst=ngettext(
                "%(aantal)s vraag is nog door niemand opgepakt.",
                "%(aantal)s vragen zijn nog door niemand opgepakt.",
                wachtend,
            )
            % {"aantal": wachtend},
            url=reverse("contactverzoek:index"),
            knop=_("Bekijk de vragen"),
        )
    if is_trainer(gebruiker):
        return VolgendeStap(
            titel=_("Begeleid uw deelnemers"),
            tekst=_("Bekijk de oefeningen die deelnemers met u delen, en waar de groep vastloopt."),
            url=reverse("begeleiding_overzicht"),
            knop=_("Open de begeleiding"),
        )
    if beheerde_organisaties(gebruiker):
        return VolgendeStap(
            titel=_("Bekijk hoe uw mensen ervoor staan"),
            tekst=_("Wie is bezig, wie is klaar, en welk certificaat verloopt bijna?"),
            url=reverse("portaal_start"),
            knop=_("Open het overzicht"),
        )
    return None


def _in_handen(certificaten: list[dict[str, Any]]) -> VolgendeStap | None:
    """A certificate, when nothing else waits."""
    geldig = [rij["certificaat"] for rij in certificaten if rij["status"] == Certificaat.Status.GELDIG]
    if geldig and geldig[0].is_gedrukt:
        return VolgendeStap(
            titel=_("Uw certificaat staat klaar"),
            tekst=geldig[0].titel,
            url=reverse("certificaat_bekijken", args=[geldig[0].code]),
            knop=_("Bekijk uw certificaat"),
        )
    return None


def _opleidingen_url() -> str:
    pagina = openbaar(OpleidingenPagina.objects.defer_streamfields()).first()
    return (pagina.get_url() or "") if pagina else ""
