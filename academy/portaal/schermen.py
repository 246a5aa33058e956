"""What a manager sees of the people of an organisation: one query object for the screen and the file alike.

Only status and dates leave this module. Answers, scores and play sessions are not read at all.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from io import StringIO
from typing import TYPE_CHECKING, Any, NamedTuple, TypedDict

from django.db import models
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from academy.basis.rekenblad import zonder_formule
from academy.gebruikers.models import Gebruiker, Lidmaatschap, Organisatie
from certificaten.models import Certificaat, Certificering, Cyclus
from cursussen.models import CursusPagina, Inschrijving

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations


class Leerstatus(models.TextChoices):
    """Where a person stands with a course, in the order in which a manager wants to see it."""

    GELDIG = "geldig", gettext_lazy("geldig")
    VERLOPEN = "verlopen", gettext_lazy("verlopen")
    INGETROKKEN = "ingetrokken", gettext_lazy("ingetrokken")
    WACHT_OP_NAAM = "wacht_op_naam", gettext_lazy("afgerond, wacht op naam")
    AFGEROND = "afgerond", gettext_lazy("afgerond")
    BEZIG = "bezig", gettext_lazy("bezig")
    NIET_BEGONNEN = "niet_begonnen", gettext_lazy("niet begonnen")


@dataclass(frozen=True, kw_only=True)
class Overzichtsregel:
    """One person and one course. ``gebruiker_id`` and ``cursus_id`` never leave the server."""

    gebruiker_id: int
    cursus_id: int
    naam: str
    sorteernaam: tuple[str, str]
    email: str
    cursus: str
    leerstatus: Leerstatus
    begonnen_op: date | None = None
    behaald_op: date | None = None
    geldig_tot: date | None = None
    ingetrokken_op: date | None = None

    @property
    def status(self) -> str:
        """The state in words, with the date that belongs to it written out."""
        if self.leerstatus == Leerstatus.GELDIG:
            return _("geldig tot en met %(datum)s") % {"datum": voluit(self.geldig_tot)}
        if self.leerstatus == Leerstatus.VERLOPEN:
            return _("verlopen op %(datum)s") % {"datum": voluit(self.geldig_tot)}
        if self.leerstatus == Leerstatus.INGETROKKEN:
            return _("ingetrokken op %(datum)s") % {"datum": voluit(self.ingetrokken_op)}
        return str(self.leerstatus.label)

    @property
    def merk(self) -> str:
        """The kind of mark (``components/status.html``) that goes with the state."""
        return _MERKEN[self.leerstatus]

    @property
    def cellen(self) -> tuple[str, ...]:
        """What a row says, in the order of ``KOLOMMEN``; screen and file show these words."""
        return (
            self.naam,
            self.email,
            self.cursus,
            self.status,
            voluit(self.begonnen_op),
            voluit(self.behaald_op),
            voluit(self.geldig_tot),
        )


@dataclass(frozen=True, kw_only=True)
class Filter:
    """What the manager asked for; empty means everything. ``sorteer`` is a key of ``SORTERINGEN``, with - for descending."""

    zoek: str = ""
    leerstatus: str = ""
    cursus: int | None = None
    sorteer: str = "naam"

    def past(self, regel: Overzichtsregel) -> bool:
        gezocht = self.zoek.casefold().split()
        vindplaats = f"{regel.naam} {regel.email}".casefold()
        return (
            all(deel in vindplaats for deel in gezocht)
            and self.leerstatus in ("", regel.leerstatus)
            and self.cursus in (None, regel.cursus_id)
        )


KOLOMMEN = (
    gettext_lazy("Naam"),
    gettext_lazy("E-mailadres"),
    gettext_lazy("Cursus"),
    gettext_lazy("Status"),
    gettext_lazy("Begonnen op"),
    gettext_lazy("Behaald op"),
    gettext_lazy("Geldig tot en met"),
)
_MERKEN = {
    Leerstatus.GELDIG: "goed",
    Leerstatus.VERLOPEN: "let_op",
    Leerstatus.INGETROKKEN: "fout",
    Leerstatus.WACHT_OP_NAAM: "bezig",
    Leerstatus.AFGEROND: "goed",
    Leerstatus.BEZIG: "bezig",
    Leerstatus.NIET_BEGONNEN: "neutraal",
}
_LEERSTATUSSEN = {
    Certificaat.Status.GELDIG: Leerstatus.GELDIG,
    Certificaat.Status.VERLOPEN: Leerstatus.VERLOPEN,
    Certificaat.Status.INGETROKKEN: Leerstatus.INGETROKKEN,
    # Its successor speaks for it; only a successor that was withdrawn or expired later lets it be seen.
    Certificaat.Status.VERVANGEN: Leerstatus.VERLOPEN,
}
_ORDE = {leerstatus: plaats for plaats, leerstatus in enumerate(Leerstatus)}
SORTERINGEN: dict[str, Callable[[Overzichtsregel], Any]] = {
    "naam": lambda regel: regel.sorteernaam,
    "email": lambda regel: regel.email,
    "cursus": lambda regel: regel.cursus.casefold(),
    "status": lambda regel: _ORDE[regel.leerstatus],
    "begonnen": lambda regel: regel.begonnen_op or date.min,
    "behaald": lambda regel: regel.behaald_op or date.min,
    "geldig": lambda regel: regel.geldig_tot or date.min,
}


class Toetreding(TypedDict):
    """What a member carries beside the person."""

    lid_sinds: date


class Gevolgd(NamedTuple):
    """One enrolment, as days."""

    begonnen_op: date | None
    afgerond_op: date | None

    def hoort_bij_lid(self, sinds: date) -> bool:
        """Not yet completed, or completed on or after the first day of the membership."""
        return self.afgerond_op is None or self.afgerond_op >= sinds


class Overzicht:
    """The people with a membership in force on a day, and where each stands with each course.

    Every member appears with every course that leads to a certificate, and with any other course taken. What
    somebody completed before the membership began is that person's own and is left out. The number of queries
    does not depend on the number of people or courses.
    """

    def __init__(self, organisatie: Organisatie, op: date | None = None) -> None:
        self.organisatie = organisatie
        self.op = op or timezone.localdate()

    def regels(self, filter_: Filter) -> list[Overzichtsregel]:
        """The rows that fit the filter, in its order; names decide between equals."""
        regels = sorted(
            (regel for regel in self._alle() if filter_.past(regel)),
            key=lambda regel: (regel.sorteernaam, regel.cursus.casefold(), regel.email),
        )
        veld = filter_.sorteer.removeprefix("-")
        return sorted(regels, key=SORTERINGEN[veld], reverse=filter_.sorteer.startswith("-"))

    def cursussen(self) -> QuerySet[CursusPagina]:
        """The courses that a row can be about."""
        return (
            CursusPagina.objects.filter(
                models.Q(pk__in=self._met_certificaat().values("cursus"))
                | models.Q(pk__in=Inschrijving.objects.filter(gebruiker__in=self._leden()).values("cursus"))
            )
            .defer_streamfields()
            .order_by("title")
        )

    def in_woorden(self, filter_: Filter) -> str:
        """The filter as a manager would say it."""
        delen = []
        if filter_.zoek:
            delen.append(_("zoekt op %(tekst)s") % {"tekst": filter_.zoek})
        if filter_.leerstatus:
            delen.append(_("status %(status)s") % {"status": Leerstatus(filter_.leerstatus).label})
        if filter_.cursus:
            delen.append(_("cursus %(titel)s") % {"titel": self.cursussen().get(pk=filter_.cursus).title})
        return ", ".join(delen) or _("geen")

    def _leden(self) -> QuerySet[WithAnnotations[Gebruiker, Toetreding]]:
        """Today's members; ``lid_sinds`` is the first day of the membership that is in force."""
        in_dienst = Lidmaatschap.objects.geldig(self.op).van_organisatie(self.organisatie)
        return Gebruiker.objects.filter(pk__in=in_dienst.values("gebruiker")).annotate(
            lid_sinds=models.Min("lidmaatschappen__van", filter=models.Q(lidmaatschappen__in=in_dienst))
        )

    def _met_certificaat(self) -> QuerySet[Certificering]:
        return Certificering.objects.filter(cursus__live=True)

    def _alle(self) -> Iterable[Overzichtsregel]:
        leden = self._leden()
        titels = {cursus.pk: cursus.title for cursus in self.cursussen()}
        verplicht = list(self._met_certificaat().values_list("cursus", flat=True))
        gevolgd: dict[int, dict[int, list[Gevolgd]]] = defaultdict(lambda: defaultdict(list))
        inschrijvingen = Inschrijving.objects.filter(gebruiker__in=leden).met_afgerond_op().order_by("nummer")
        kolommen = ("gebruiker", "cursus", "begonnen_op", "afgerond_op")
        for rij in inschrijvingen.values_list(*kolommen):
            gevolgd[rij[0]][rij[1]].append(Gevolgd(_dag(rij[2]), _dag(rij[3])))
        cycli: dict[tuple[int, int | None], list[Cyclus]] = defaultdict(list)
        verdiend = (
            Cyclus.objects.filter(gebruiker__in=leden)
            .select_related("certificering", "certificaat__vervangen_door")
            .order_by("nummer")
        )
        for cyclus in verdiend:
            cycli[cyclus.gebruiker_id, cyclus.certificering.cursus_id].append(cyclus)
        for lid in leden:
            eigen = gevolgd[lid.pk]
            for cursus_id in dict.fromkeys([*verplicht, *eigen]):
                tijdens = [rij for rij in eigen[cursus_id] if rij.hoort_bij_lid(lid.lid_sinds)]
                verdiend_tijdens = [
                    cyclus
                    for cyclus in cycli[lid.pk, cursus_id]
                    if timezone.localdate(cyclus.behaald_op) >= lid.lid_sinds
                ]
                if tijdens or verdiend_tijdens or cursus_id in verplicht:
                    yield _regel(lid, titels[cursus_id], cursus_id, tijdens, verdiend_tijdens, self.op)


def als_csv(overzicht: Overzicht, filter_: Filter, *, moment: datetime) -> str:
    """The same rows as the screen for the same filter, for a Dutch spreadsheet (semicolons).

    Above the heads leerstatus the organisation, the moment, the filter in words and the number of rows. A cell that
    a spreadsheet would read as a formula gets an apostrophe in front.
    """
    regels = overzicht.regels(filter_)
    uit = StringIO()
    schrijver = csv.writer(uit, delimiter=";", lineterminator="\r\n")
    kop = [
        (_("Organisatie"), overzicht.organisatie.naam),
        (_("Gemaakt op"), date_format(timezone.localtime(moment), "j F Y H:i")),
        (_("Filter"), overzicht.in_woorden(filter_)),
        (_("Aantal rijen"), str(len(regels))),
    ]
    for rij in [*kop, (), KOLOMMEN, *(regel.cellen for regel in regels)]:
        schrijver.writerow([zonder_formule(str(cel)) for cel in rij])
    return uit.getvalue()


def voluit(dag: date | None) -> str:
    """A date written out, or nothing."""
    return date_format(dag, "j F Y") if dag else ""


def _regel(
    lid: Gebruiker, cursus: str, cursus_id: int, gevolgd: list[Gevolgd], cycli: list[Cyclus], op: date
) -> Overzichtsregel:
    regel = Overzichtsregel(
        gebruiker_id=lid.pk,
        cursus_id=cursus_id,
        naam=lid.get_full_name() or _("nog geen naam"),
        sorteernaam=(lid.last_name.casefold() or lid.email, lid.first_name.casefold()),
        email=lid.email,
        cursus=cursus,
        leerstatus=Leerstatus.NIET_BEGONNEN,
        begonnen_op=gevolgd[-1].begonnen_op if gevolgd else None,
    )
    certificaat = _sprekend_certificaat(cycli, op)
    if certificaat:
        met_certificaat = replace(
            regel,
            leerstatus=_LEERSTATUSSEN[certificaat.status(op)],
            behaald_op=certificaat.behaald_op,
            geldig_tot=certificaat.geldig_tot,
            ingetrokken_op=_dag(certificaat.ingetrokken_op),
        )
        if met_certificaat.leerstatus == Leerstatus.GELDIG:
            return met_certificaat
    wachtend = next((cyclus for cyclus in cycli if not hasattr(cyclus, "certificaat")), None)
    if wachtend:
        return replace(regel, leerstatus=Leerstatus.WACHT_OP_NAAM, behaald_op=_dag(wachtend.behaald_op))
    if any(rij.afgerond_op is None for rij in gevolgd):
        return replace(regel, leerstatus=Leerstatus.BEZIG)
    if certificaat:
        return met_certificaat
    if gevolgd:
        return replace(regel, leerstatus=Leerstatus.AFGEROND, behaald_op=gevolgd[-1].afgerond_op)
    return regel


def _sprekend_certificaat(cycli: list[Cyclus], op: date) -> Certificaat | None:
    """The one that counts today, the longest first; otherwise the newest."""
    certificaten = [cyclus.certificaat for cyclus in cycli if hasattr(cyclus, "certificaat")]
    geldig = [rij for rij in certificaten if rij.status(op) == Certificaat.Status.GELDIG]
    if geldig:
        return max(geldig, key=lambda certificaat: certificaat.geldig_tot)
    return certificaten[-1] if certificaten else None


def _dag(moment: datetime | None) -> date | None:
    return timezone.localdate(moment) if moment else None
