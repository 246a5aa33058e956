"""The checklist of a course: how far somebody is, in words and with the way to the next step."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cursussen.models import Inschrijving, Poging
from cursussen.models.voortgang import Lesstap, Onderdeel, Simulatiestap, Stap, Voortgang, Vragenstap


@dataclass(frozen=True)
class Checkregel:
    """One line of the checklist. ``url`` is where a person acts on it, always safe to follow as a link."""

    titel: str
    toelichting: str
    gedaan: bool
    bezig: bool
    op: datetime | None
    url: str
    knop: str
    optioneel: bool = False
    open: bool = True


@dataclass(frozen=True)
class Checkgroep:
    """Steps that stand together: a module, or all steps of a part. ``ontbreekt`` says what to complete first."""

    anker: str
    titel: str
    inleiding: str
    optioneel: bool
    ontbreekt: str
    stappen: tuple[Checkregel, ...]


@dataclass(frozen=True)
class Checkdeel:
    """A part of the course with the rule that completes it and its lines, in groups."""

    code: str
    titel: str
    regel: str
    gedaan: bool
    groepen: tuple[Checkgroep, ...]

    @property
    def stappen(self) -> list[Checkregel]:
        return [stap for groep in self.groepen for stap in groep.stappen]


@dataclass(frozen=True)
class Checklijst:
    onderdelen: tuple[Checkdeel, ...]

    @property
    def stappen(self) -> list[Checkregel]:
        return [stap for onderdeel in self.onderdelen for stap in onderdeel.stappen]

    @property
    def volgende(self) -> Checkregel | None:
        """The one obvious next step; ``None`` when everything that counts is done."""
        return next((stap for stap in self.stappen if not stap.gedaan and not stap.optioneel), None)


def maak_checklijst(inschrijving: Inschrijving) -> Checklijst:
    """The checklist of one enrolment; without a query when it was read through ``met_voortgang()``."""
    titels = {"lessen": _("Lessen"), "vragen": _("Vragen"), "simulatie": _("Simulatie")}
    return Checklijst(
        tuple(
            Checkdeel(
                code=onderdeel.code,
                titel=titels[onderdeel.code],
                regel=onderdeel.regel,
                gedaan=onderdeel.gedaan,
                groepen=_groepen(inschrijving, onderdeel),
            )
            for onderdeel in inschrijving.voortgang.onderdelen
        )
    )


def _groepen(inschrijving: Inschrijving, onderdeel: Onderdeel) -> tuple[Checkgroep, ...]:
    """The lessons by module; every other part is one group."""
    if onderdeel.code != "lessen":
        regels = tuple(_regel(inschrijving, stap) for stap in onderdeel.stappen)
        return (Checkgroep("", "", "", optioneel=False, ontbreekt="", stappen=regels),)
    open_lessen = inschrijving.open_lessen
    return tuple(
        Checkgroep(
            anker=f"module-{module.sleutel}",
            titel=module.titel,
            inleiding=module.inleiding,
            optioneel=module.optioneel,
            ontbreekt=", ".join(deel.naam for deel in module.ontbreekt),
            stappen=tuple(
                replace(_regel(inschrijving, stap), open=stap.sleutel in open_lessen)
                for stap in onderdeel.stappen
                if isinstance(stap, Lesstap) and stap.module == module.sleutel
            ),
        )
        for module in inschrijving.voortgang.modules
    )


def samenvatting(voortgang: Voortgang) -> str:
    """How many of the steps are done, in words."""
    return _("%(gedaan)s van %(totaal)s stappen klaar") % {
        "gedaan": voortgang.gedaan,
        "totaal": voortgang.totaal,
    }


def _regel(inschrijving: Inschrijving, stap: Stap) -> Checkregel:
    match stap:
        case Lesstap():
            titel, toelichting, url, knop = _les(inschrijving, stap)
        case Vragenstap():
            titel, toelichting, url, knop = _vragen(inschrijving, stap)
        case Simulatiestap():
            titel, toelichting, url, knop = _simulatie(inschrijving, stap)
    return Checkregel(
        titel=titel,
        toelichting=toelichting,
        gedaan=stap.gedaan,
        bezig=stap.bezig,
        op=stap.op,
        url=url,
        knop=knop,
        optioneel=stap.optioneel,
    )


def _les(inschrijving: Inschrijving, stap: Lesstap) -> tuple[str, str, str, str]:
    """Title, explanation, address and button, as for every step."""
    return (
        stap.titel,
        ngettext("%(aantal)s minuut", "%(aantal)s minuten", stap.duur_minuten)
        % {"aantal": stap.duur_minuten},
        reverse("leren_les", args=[inschrijving.sleutel, stap.sleutel]),
        _("Les openen") if stap.gelezen else _("Les lezen"),
    )


def _vragen(inschrijving: Inschrijving, stap: Vragenstap) -> tuple[str, str, str, str]:
    return (
        _("Vragen over de hele opleiding"),
        _vragen_toelichting(stap.gehaald or stap.laatste, stap.aantal),
        reverse("leren_vragen", args=[inschrijving.sleutel]),
        _vragen_knop(stap),
    )


def _vragen_toelichting(poging: Poging | None, aantal: int) -> str:
    if poging is None:
        return ngettext(
            "%(aantal)s vraag. U ziet meteen de uitleg.",
            "%(aantal)s vragen. U kunt stoppen en later verdergaan.",
            aantal,
        ) % {"aantal": aantal}
    aantallen = {"goed": poging.aantal_goed, "totaal": len(poging.vragen), "gedaan": poging.aantal_beantwoord}
    if poging.klaar:
        return _("U had %(goed)s van de %(totaal)s vragen goed.") % aantallen
    return _("U beantwoordde %(gedaan)s van de %(totaal)s vragen.") % aantallen


def _vragen_knop(stap: Vragenstap) -> str:
    if stap.gedaan:
        return _("Antwoorden bekijken")
    if stap.laatste is None:
        return _("Vragen beantwoorden")
    return _("Uitslag bekijken") if stap.laatste.klaar else _("Verder met de vragen")


def _simulatie(inschrijving: Inschrijving, stap: Simulatiestap) -> tuple[str, str, str, str]:
    return (
        _("Toets in de simulatie"),
        _simulatie_toelichting(stap),
        _simulatie_url(inschrijving, stap),
        _simulatie_knop(stap),
    )


def _simulatie_toelichting(stap: Simulatiestap) -> str:
    if stap.gehaald:
        return _("U haalde de toets.")
    if stap.geprobeerd:
        return _("Nog niet gehaald. U mag het zo vaak proberen als u wilt.")
    return _("U maakt een plan voor een verzonnen gebied. Oefenen mag zo vaak als u wilt.")


def _simulatie_url(inschrijving: Inschrijving, stap: Simulatiestap) -> str:
    if stap.gehaald:
        return reverse("simulatie_uitslag", args=[stap.gehaald.sessie.sleutel])
    if stap.open_toets:
        return reverse("simulatie_sessie", args=[stap.open_toets.sessie.sleutel])
    return reverse("leren_cursus", args=[inschrijving.sleutel]) + "#simulatie"


def _simulatie_knop(stap: Simulatiestap) -> str:
    if stap.gedaan:
        return _("Nabespreking bekijken")
    return _("Verder met de toets") if stap.open_toets else _("Naar de simulatie")
