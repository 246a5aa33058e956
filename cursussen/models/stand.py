"""How far somebody is: one function, read by the checklist, by lists and by the action that completes a course."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

if TYPE_CHECKING:
    from cursussen.models.leren import Inschrijving, Poging, Simulatiepoging


@dataclass(frozen=True)
class Stap:
    """One line of the checklist. ``url`` is where a person acts on it, always safe to follow as a link."""

    titel: str
    toelichting: str
    gedaan: bool
    bezig: bool
    op: datetime | None
    url: str
    knop: str


@dataclass(frozen=True)
class Onderdeel:
    """A part of the course with the rule that completes it and the evidence for it, once there is any."""

    code: str
    titel: str
    regel: str
    gedaan: bool
    op: datetime | None
    bewijs: dict[str, Any]
    stappen: tuple[Stap, ...]


@dataclass(frozen=True)
class Stand:
    """The state of one enrolment, derived from its facts."""

    onderdelen: tuple[Onderdeel, ...]
    afgerond_op: datetime | None

    @property
    def stappen(self) -> list[Stap]:
        return [stap for onderdeel in self.onderdelen for stap in onderdeel.stappen]

    @property
    def totaal(self) -> int:
        return len(self.stappen)

    @property
    def gedaan(self) -> int:
        return sum(stap.gedaan for stap in self.stappen)

    @property
    def alles_gedaan(self) -> bool:
        return all(onderdeel.gedaan for onderdeel in self.onderdelen)

    @property
    def volgende(self) -> Stap | None:
        """The one obvious next step; ``None`` when everything is done."""
        return next((stap for stap in self.stappen if not stap.gedaan), None)

    @property
    def tekst(self) -> str:
        return _("%(gedaan)s van %(totaal)s stappen klaar") % {"gedaan": self.gedaan, "totaal": self.totaal}


def bereken_stand(inschrijving: Inschrijving) -> Stand:
    """The state of an enrolment; without a query when it was read through ``met_stand()``.

    A part is done when its facts say so, or when a person granted it (an ``Afronding`` without those facts).
    """
    afrondingen = {afronding.onderdeel: afronding.op for afronding in inschrijving.afrondingen.all()}
    onderdelen = [_lessen(inschrijving, afrondingen), _vragen(inschrijving, afrondingen)]
    if inschrijving.versie.casus:
        onderdelen.append(_simulatie(inschrijving, afrondingen))
    return Stand(onderdelen=tuple(onderdelen), afgerond_op=afrondingen.get("cursus"))


def _lessen(inschrijving: Inschrijving, afrondingen: dict[str, datetime]) -> Onderdeel:
    gelezen = {rij.les: rij.op for rij in inschrijving.gelezen.all()}
    toegekend = "lessen" in afrondingen
    lessen = inschrijving.versie.lessen
    stappen = tuple(
        Stap(
            titel=les["titel"],
            toelichting=ngettext("%(aantal)s minuut", "%(aantal)s minuten", les["duur_minuten"])
            % {"aantal": les["duur_minuten"]},
            gedaan=toegekend or les["sleutel"] in gelezen,
            bezig=False,
            op=gelezen.get(les["sleutel"]),
            url=reverse("leren_les", args=[inschrijving.sleutel, les["sleutel"]]),
            knop=_("Les openen") if les["sleutel"] in gelezen else _("Les lezen"),
        )
        for les in lessen
    )
    return Onderdeel(
        code="lessen",
        titel=_("Lessen"),
        regel=ngettext(
            "Klaar als de les is gelezen.", "Klaar als alle %(aantal)s lessen zijn gelezen.", len(lessen)
        )
        % {"aantal": len(lessen)},
        gedaan=all(stap.gedaan for stap in stappen),
        op=afrondingen.get("lessen"),
        bewijs={
            "versie": inschrijving.versie.nummer,
            "lessen": [les["sleutel"] for les in lessen if les["sleutel"] in gelezen],
        },
        stappen=stappen,
    )


def _vragen(inschrijving: Inschrijving, afrondingen: dict[str, datetime]) -> Onderdeel:
    versie = inschrijving.versie
    pogingen = [poging for poging in inschrijving.pogingen.all() if poging.onderdeel == poging.EINDVRAGEN]
    gehaald = next((poging for poging in pogingen if poging.gehaald(versie.slaaggrens)), None)
    laatste = pogingen[-1] if pogingen else None
    gedaan = "vragen" in afrondingen or gehaald is not None
    aantal = len(versie.vragen)
    regel = ngettext(
        "Klaar als %(aantal)s vraag goed is beantwoord (grens: %(grens)s%%).",
        "Klaar als minstens %(grens)s%% van de %(aantal)s vragen goed is beantwoord.",
        aantal,
    ) % {"grens": versie.slaaggrens, "aantal": aantal}
    stap = Stap(
        titel=_("Vragen over de hele opleiding"),
        toelichting=_vragen_toelichting(gehaald or laatste, aantal),
        gedaan=gedaan,
        bezig=not gedaan and laatste is not None and not laatste.klaar,
        op=gehaald.klaar_op if gehaald else afrondingen.get("vragen"),
        url=reverse("leren_vragen", args=[inschrijving.sleutel]),
        knop=_vragen_knop(gedaan, laatste),
    )
    return Onderdeel(
        code="vragen",
        titel=_("Vragen"),
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


def _vragen_knop(gedaan: bool, laatste: Poging | None) -> str:
    if gedaan:
        return _("Antwoorden bekijken")
    if laatste is None:
        return _("Vragen beantwoorden")
    return _("Uitslag bekijken") if laatste.klaar else _("Verder met de vragen")


def _simulatie(inschrijving: Inschrijving, afrondingen: dict[str, datetime]) -> Onderdeel:
    toetsen = [poging for poging in inschrijving.simulatiepogingen.all() if poging.is_toets]
    gehaald = next((poging for poging in toetsen if poging.gehaald), None)
    open_toets = next(
        (poging for poging in toetsen if not poging.beoordeeld and poging.sessie.is_speelbaar), None
    )
    gedaan = "simulatie" in afrondingen or gehaald is not None
    stap = Stap(
        titel=_("Toets in de simulatie"),
        toelichting=_simulatie_toelichting(toetsen, gehaald),
        gedaan=gedaan,
        bezig=not gedaan and open_toets is not None,
        op=gehaald.beoordeeld_op if gehaald else afrondingen.get("simulatie"),
        url=_simulatie_url(inschrijving, gehaald, open_toets),
        knop=_simulatie_knop(gedaan, open_toets),
    )
    return Onderdeel(
        code="simulatie",
        titel=_("Simulatie"),
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


def _simulatie_toelichting(toetsen: list[Simulatiepoging], gehaald: Simulatiepoging | None) -> str:
    if gehaald:
        return _("U haalde de toets.")
    if any(poging.beoordeeld for poging in toetsen):
        return _("Nog niet gehaald. U mag het zo vaak proberen als u wilt.")
    return _("U maakt een plan voor een verzonnen gebied. Oefenen mag zo vaak als u wilt.")


def _simulatie_url(
    inschrijving: Inschrijving, gehaald: Simulatiepoging | None, open_toets: Simulatiepoging | None
) -> str:
    if gehaald:
        return reverse("simulatie_uitslag", args=[gehaald.sessie.sleutel])
    if open_toets:
        return reverse("simulatie_sessie", args=[open_toets.sessie.sleutel])
    return reverse("leren_cursus", args=[inschrijving.sleutel]) + "#simulatie"


def _simulatie_knop(gedaan: bool, open_toets: Simulatiepoging | None) -> str:
    if gedaan:
        return _("Nabespreking bekijken")
    return _("Verder met de toets") if open_toets else _("Naar de simulatie")
