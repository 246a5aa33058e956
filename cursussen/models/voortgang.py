"""How far somebody is: one rule, read by the checklist, by lists and by the action that completes a course."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

if TYPE_CHECKING:
    from cursussen.models.leren import Inschrijving, Poging, Simulatiepoging


@dataclass(frozen=True)
class Lesstap:
    """A lesson to read. ``gedaan`` without ``gelezen`` when the part was granted."""

    sleutel: str
    titel: str
    duur_minuten: int
    gelezen: bool
    gedaan: bool
    op: datetime | None
    module: str
    optioneel: bool
    bezig = False


@dataclass(frozen=True)
class Vragenstap:
    """The questions at the end, with the attempt that passed and the last one."""

    aantal: int
    gehaald: Poging | None
    laatste: Poging | None
    gedaan: bool
    op: datetime | None
    optioneel = False

    @property
    def bezig(self) -> bool:
        return not self.gedaan and self.laatste is not None and not self.laatste.klaar


@dataclass(frozen=True)
class Simulatiestap:
    """The test in the simulation, with the try that passed and the one that is open."""

    gehaald: Simulatiepoging | None
    open_toets: Simulatiepoging | None
    geprobeerd: bool
    gedaan: bool
    op: datetime | None
    optioneel = False

    @property
    def bezig(self) -> bool:
        return not self.gedaan and self.open_toets is not None


Stap = Lesstap | Vragenstap | Simulatiestap


@dataclass(frozen=True)
class Modulestand:
    """Where somebody stands with one module; ``ontbreekt`` names what to complete before it opens, first things first.

    What was read stays open, whatever its module asks for. Optional parts never count.
    """

    sleutel: str
    titel: str
    inleiding: str
    optioneel: bool
    klaar: bool
    ontbreekt: tuple[Ontbreekt, ...]

    @property
    def open(self) -> bool:
        return not self.ontbreekt


@dataclass(frozen=True)
class Ontbreekt:
    """A module to complete first, in words, with its key."""

    sleutel: str
    naam: str


@dataclass(frozen=True)
class Onderdeel:
    """A part of the course, the evidence for it once there is any, and the rule in the words that are stored with it."""

    code: str
    regel: str
    gedaan: bool
    op: datetime | None
    bewijs: dict[str, Any]
    stappen: tuple[Stap, ...]


@dataclass(frozen=True)
class Voortgang:
    """How far one enrolment is, derived from its facts."""

    onderdelen: tuple[Onderdeel, ...]
    modules: tuple[Modulestand, ...]
    afgerond_op: datetime | None

    @property
    def stappen(self) -> list[Stap]:
        return [stap for onderdeel in self.onderdelen for stap in onderdeel.stappen]

    @property
    def verplicht(self) -> list[Stap]:
        """The steps that count."""
        return [stap for stap in self.stappen if not stap.optioneel]

    @property
    def totaal(self) -> int:
        return len(self.verplicht)

    @property
    def gedaan(self) -> int:
        return sum(stap.gedaan for stap in self.verplicht)

    @property
    def alles_gedaan(self) -> bool:
        return all(onderdeel.gedaan for onderdeel in self.onderdelen)


def bereken_voortgang(inschrijving: Inschrijving) -> Voortgang:
    """How far an enrolment is; without a query when it was read through ``met_voortgang()``.

    A part is done when its facts say so, or when a person granted it (an ``Afronding`` without those facts).
    """
    afrondingen = {afronding.onderdeel: afronding.op for afronding in inschrijving.afrondingen.all()}
    onderdelen = [_lessen(inschrijving, afrondingen), _vragen(inschrijving, afrondingen)]
    if inschrijving.versie.casus:
        onderdelen.append(_simulatie(inschrijving, afrondingen))
    return Voortgang(
        onderdelen=tuple(onderdelen),
        modules=bereken_modules(inschrijving),
        afgerond_op=afrondingen.get("cursus"),
    )


def bereken_modules(inschrijving: Inschrijving) -> tuple[Modulestand, ...]:
    """Which modules are done and which are open; the one rule for the prerequisites between parts of a course.

    A module is done when all its lessons that count are read, or when the lessons were granted.
    """
    modules = inschrijving.versie.modules
    gelezen = {rij.les for rij in inschrijving.gelezen.all()}
    toegekend = any(afronding.onderdeel == "lessen" for afronding in inschrijving.afrondingen.all())
    klaar = {
        module["sleutel"]: toegekend
        or all(les["optioneel"] or les["sleutel"] in gelezen for les in module["lessen"])
        for module in modules
    }
    return tuple(
        Modulestand(
            sleutel=module["sleutel"],
            titel=module["titel"],
            inleiding=module["inleiding"],
            optioneel=module["optioneel"],
            klaar=klaar[module["sleutel"]],
            ontbreekt=tuple(
                Ontbreekt(sleutel=eerder["sleutel"], naam=_naam(eerder, gelezen))
                for eerder in modules
                if eerder["sleutel"] in module["vereist"] and not klaar[eerder["sleutel"]]
            ),
        )
        for module in modules
    )


def _naam(module: dict[str, Any], gelezen: set[str]) -> str:
    """A module by its title; lessons outside a module by the titles of those that are still to be read."""
    if module["titel"]:
        return _("module ‘%(titel)s’") % {"titel": module["titel"]}
    return ", ".join(
        _("les ‘%(titel)s’") % {"titel": les["titel"]}
        for les in module["lessen"]
        if not les["optioneel"] and les["sleutel"] not in gelezen
    )


def _lessen(inschrijving: Inschrijving, afrondingen: dict[str, datetime]) -> Onderdeel:
    gelezen = {rij.les: rij.op for rij in inschrijving.gelezen.all()}
    toegekend = "lessen" in afrondingen
    stappen = tuple(
        Lesstap(
            sleutel=les["sleutel"],
            titel=les["titel"],
            duur_minuten=les["duur_minuten"],
            gelezen=les["sleutel"] in gelezen,
            gedaan=toegekend or les["sleutel"] in gelezen,
            op=gelezen.get(les["sleutel"]),
            module=module["sleutel"],
            optioneel=les["optioneel"],
        )
        for module in inschrijving.versie.modules
        for les in module["lessen"]
    )
    verplicht = [stap for stap in stappen if not stap.optioneel]
    return Onderdeel(
        code="lessen",
        regel=_regel_lessen(len(verplicht), keuze=len(verplicht) < len(stappen)),
        gedaan=all(stap.gedaan for stap in verplicht),
        op=afrondingen.get("lessen"),
        bewijs={
            "versie": inschrijving.versie.nummer,
            "lessen": [stap.sleutel for stap in stappen if stap.gelezen],
        },
        stappen=stappen,
    )


def _regel_lessen(aantal: int, *, keuze: bool) -> str:
    if keuze:
        tekst = ngettext(
            "Klaar als de verplichte les is gelezen.",
            "Klaar als alle %(aantal)s verplichte lessen zijn gelezen.",
            aantal,
        )
    else:
        tekst = ngettext(
            "Klaar als de les is gelezen.", "Klaar als alle %(aantal)s lessen zijn gelezen.", aantal
        )
    return tekst % {"aantal": aantal}


def _vragen(inschrijving: Inschrijving, afrondingen: dict[str, datetime]) -> Onderdeel:
    versie = inschrijving.versie
    pogingen = [poging for poging in inschrijving.pogingen.all() if poging.onderdeel == poging.EINDVRAGEN]
    gehaald = next((poging for poging in pogingen if poging.gehaald(versie.slaaggrens)), None)
    gedaan = "vragen" in afrondingen or gehaald is not None
    aantal = len(versie.vragen)
    regel = ngettext(
        "Klaar als %(aantal)s vraag goed is beantwoord (grens: %(grens)s%%).",
        "Klaar als minstens %(grens)s%% van de %(aantal)s vragen goed is beantwoord.",
        aantal,
    ) % {"grens": versie.slaaggrens, "aantal": aantal}
    stap = Vragenstap(
        aantal=aantal,
        gehaald=gehaald,
        laatste=pogingen[-1] if pogingen else None,
        gedaan=gedaan,
        op=gehaald.klaar_op if gehaald else afrondingen.get("vragen"),
    )
    return Onderdeel(
        code="vragen",
        regel=regel,
        gedaan=gedaan,
        op=afrondingen.get("vragen"),
        bewijs={
            "poging": gehaald.pk,
            "nummer": gehaald.nummer,
            "goed": gehaald.aantal_goed,
            "totaal": len(gehaald.vragen),
            "slaaggrens": versie.slaaggrens,
        }
        if gehaald
        else {},
        stappen=(stap,),
    )


def _simulatie(inschrijving: Inschrijving, afrondingen: dict[str, datetime]) -> Onderdeel:
    toetsen = [poging for poging in inschrijving.simulatiepogingen.all() if poging.is_toets]
    gehaald = next((poging for poging in toetsen if poging.gehaald), None)
    gedaan = "simulatie" in afrondingen or gehaald is not None
    stap = Simulatiestap(
        gehaald=gehaald,
        open_toets=next(
            (poging for poging in toetsen if not poging.beoordeeld and poging.sessie.is_speelbaar), None
        ),
        geprobeerd=any(poging.beoordeeld for poging in toetsen),
        gedaan=gedaan,
        op=gehaald.beoordeeld_op if gehaald else afrondingen.get("simulatie"),
    )
    return Onderdeel(
        code="simulatie",
        regel=_("Klaar als de toets in de simulatie is gehaald."),
        gedaan=gedaan,
        op=afrondingen.get("simulatie"),
        bewijs={
            "sessie": str(gehaald.sessie.sleutel),
            "casus": gehaald.sessie.casus,
            "casus_versie": gehaald.sessie.casus_versie,
            "model_versie": gehaald.sessie.model_versie,
            "sha256": gehaald.sessie.beoordeling.sha256,
        }
        if gehaald
        else {},
        stappen=(stap,),
    )
