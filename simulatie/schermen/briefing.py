"""A case as a trainee meets it: the area, its people, its figures, and what there is to work with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from simulatie.kern import Casus, Kerncijfer, Persona
from simulatie.schermen.notatie import Feitentabel, euro, getal
from simulatie.schermen.plattegrond import Plattegrond, plattegrond
from simulatie.schermen.slagen import slaageisen
from simulatie.schermen.verhaal import Gezicht, gezichten

BEWONER = "bewoner"
KERNGETALLEN = 4


@dataclass(frozen=True)
class Kerngetal:
    """One large figure, what it is about, and where it comes from."""

    getal: str
    toelichting: str
    bron: str


@dataclass(frozen=True)
class Persoon:
    """Somebody of the case; ``wie`` is age and place, "" when neither is known."""

    naam: str
    rol: str
    wie: str
    schets: str
    uitspraak: str
    gezichten: Sequence[Gezicht]


@dataclass(frozen=True)
class Briefing:
    """What the briefing of a case shows.

    cijfers       every figure at the beginning, with its source
    kerngetallen  the first of them, large
    bewoners      the people of the area; partners: those one works with
    mandaat       staff per party per month, and the budget
    eisen         what passing takes, each a sentence
    """

    casus: Casus
    cijfers: Feitentabel
    kerngetallen: Sequence[Kerngetal]
    bewoners: Sequence[Persoon]
    partners: Sequence[Persoon]
    plattegrond: Plattegrond
    mandaat: Feitentabel
    eisen: Sequence[str]


def briefing(casus: Casus) -> Briefing:
    """Strengths, figures, people, map and mandate of a case."""
    namen = {gebied.sleutel: gebied.naam for gebied in casus.deelgebieden}
    mensen = [_persoon(casus.sleutel, persona, namen) for persona in casus.personas]
    return Briefing(
        casus=casus,
        cijfers=Feitentabel(
            _("Cijfers bij het begin"),
            [_("Wat"), casus.naam, _("Landelijk"), _("Herkomst")],
            [[cijfer.naam, cijfer.waarde, cijfer.landelijk, cijfer.herkomst] for cijfer in casus.kerncijfers],
        ),
        kerngetallen=[_kerngetal(cijfer) for cijfer in casus.kerncijfers[:KERNGETALLEN]],
        bewoners=[persoon for persoon in mensen if persoon.rol == BEWONER],
        partners=[persoon for persoon in mensen if persoon.rol != BEWONER],
        plattegrond=plattegrond(casus),
        eisen=slaageisen(casus.slaaggrens),
        mandaat=Feitentabel(
            _("Mensen en geld"),
            [_("Partij"), _("Te besteden per maand")],
            [
                *(
                    [naam, f"{getal(casus.capaciteit[houder], 1)} fte"]
                    for houder, naam in casus.houders.items()
                ),
                [_("Budget voor het hele programma"), euro(casus.budget)],
            ],
            getallen=True,
        ),
    )


def _kerngetal(cijfer: Kerncijfer) -> Kerngetal:
    toelichting = _("%(naam)s; landelijk %(landelijk)s") % {
        "naam": cijfer.naam,
        "landelijk": cijfer.landelijk,
    }
    return Kerngetal(
        getal=cijfer.waarde,
        toelichting=toelichting if any(teken.isalnum() for teken in cijfer.landelijk) else cijfer.naam,
        bron=cijfer.herkomst,
    )


def _persoon(casus: str, persona: Persona, namen: Mapping[str, str]) -> Persoon:
    leeftijd = ngettext("%(jaar)d jaar", "%(jaar)d jaar", persona.leeftijd or 0) % {
        "jaar": persona.leeftijd or 0
    }
    delen = [leeftijd if persona.leeftijd else "", namen.get(persona.deelgebied or "", "")]
    return Persoon(
        naam=persona.naam,
        rol=persona.rol,
        wie=", ".join(deel for deel in delen if deel),
        schets=persona.schets,
        uitspraak=persona.uitspraak,
        gezichten=gezichten(casus, persona.sleutel),
    )
