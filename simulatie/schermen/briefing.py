"""A case as a trainee meets it: the area, its people, its cards."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from simulatie.kern import PRINCIPES, Casus, Kaart, Kerncijfer, Persona
from simulatie.schermen.notatie import Feitentabel, euro, getal, maanden

BEWONER = "bewoner"
KERNGETALLEN = 4


def briefing(casus: Casus) -> dict[str, Any]:
    """Strengths, figures, people, map and mandate of a case."""
    namen = {gebied.sleutel: gebied.naam for gebied in casus.deelgebieden}
    mensen = [_persoon(persona, namen) for persona in casus.personas]
    return {
        "casus": casus,
        "woningen": sum(gebied.woningen for gebied in casus.deelgebieden),
        "cijfers": Feitentabel(
            _("Cijfers bij het begin"),
            [_("Wat"), casus.naam, _("Landelijk"), _("Herkomst")],
            [[cijfer.naam, cijfer.waarde, cijfer.landelijk, cijfer.herkomst] for cijfer in casus.kerncijfers],
        ),
        "kern": [_kerngetal(cijfer) for cijfer in casus.kerncijfers[:KERNGETALLEN]],
        "bewoners": [persoon for persoon in mensen if persoon["rol"] == BEWONER],
        "partners": [persoon for persoon in mensen if persoon["rol"] != BEWONER],
        "kaart": _kaart(casus),
        "mandaat": Feitentabel(
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
    }


def catalogus(casus: Casus) -> list[dict[str, Any]]:
    """The cards on offer, per principle, with everything a trainee must know before choosing."""
    return [
        {"principe": principe, "naam": naam, "kaarten": kaarten}
        for principe, naam in PRINCIPES.items()
        if (kaarten := [_maatregel(casus, k) for k in casus.kaarten.values() if k.principe == principe])
    ]


def _kerngetal(cijfer: Kerncijfer) -> dict[str, str]:
    toelichting = _("%(naam)s; landelijk %(landelijk)s") % {
        "naam": cijfer.naam,
        "landelijk": cijfer.landelijk,
    }
    return {
        "getal": cijfer.waarde,
        "toelichting": toelichting if any(teken.isalnum() for teken in cijfer.landelijk) else cijfer.naam,
        "bron": cijfer.herkomst,
    }


def _persoon(persona: Persona, namen: dict[str, str]) -> dict[str, str]:
    leeftijd = ngettext("%(jaar)d jaar", "%(jaar)d jaar", persona.leeftijd or 0) % {
        "jaar": persona.leeftijd or 0
    }
    delen = [leeftijd if persona.leeftijd else "", namen.get(persona.deelgebied or "", "")]
    return {
        "naam": persona.naam,
        "rol": persona.rol,
        "wie": ", ".join(deel for deel in delen if deel),
        "schets": persona.schets,
        "uitspraak": persona.uitspraak,
    }


def _kaart(casus: Casus) -> dict[str, Any]:
    def punten(rij: Any) -> str:
        return " ".join(f"{x:g},{y:g}" for x, y in rij)

    return {
        "breedte": f"{casus.kaartblad.breedte:g}",
        "hoogte": f"{casus.kaartblad.hoogte:g}",
        "vlakken": [
            {
                "punten": punten(gebied.vlak),
                "x": f"{gebied.label[0]:g}",
                "y": f"{gebied.label[1]:g}",
                "nummer": gebied.nummer,
            }
            for gebied in casus.deelgebieden
        ],
        "lijnen": [
            {"punten": punten(lijn["punten"]), "soort": lijn["soort"]} for lijn in casus.kaartblad.lijnen
        ],
        "gebieden": casus.deelgebieden,
    }


def _maatregel(casus: Casus, kaart: Kaart) -> dict[str, Any]:
    kortst, gewoon, langst = kaart.duur
    kosten = [
        _("%(bedrag)s bij het begin") % {"bedrag": euro(kaart.eenmalig)} if kaart.eenmalig else "",
        _("%(bedrag)s per maand") % {"bedrag": euro(kaart.kosten)} if kaart.kosten else "",
    ]
    return {
        "code": kaart.code,
        "kort": kaart.kort,
        "naam": kaart.naam,
        "uitleg": kaart.uitleg,
        "feiten": [
            (_("Partij"), casus.houders[kaart.houder]),
            (
                _("Aanloop"),
                _("%(aanloop)s, daarna %(opbouw)s tot het volle effect")
                % {"aanloop": maanden(casus.aanloop(kaart)), "opbouw": maanden(kaart.opbouw)},
            ),
            (
                _("Duur"),
                _("meestal %(gewoon)s, van %(kortst)d tot %(langst)d")
                % {"gewoon": maanden(gewoon), "kortst": kortst, "langst": langst},
            ),
            (
                _("Mensen bij 100 %"),
                "; ".join(
                    f"{casus.houders[houder]} {getal(fte, 2)} fte" for houder, fte in kaart.inzet.items()
                )
                or _("geen"),
            ),
            (_("Kosten bij 100 %"), "; ".join(deel for deel in kosten if deel) or _("geen")),
            (_("Wet"), kaart.grondslag),
            (_("Grens"), kaart.grens),
            (_("Bijwerking"), kaart.bijwerking),
        ],
        "vereist": [
            {"melding": eis.melding, "remedie": eis.remedie, "artikel": eis.artikel} for eis in kaart.vereist
        ],
    }
