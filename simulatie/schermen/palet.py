"""The palette of the workbench: every card of a case by principle, with what it does, when, and for whom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from simulatie.kern import PRINCIPES, SOORTEN, Casus, Kaart
from simulatie.schermen.notatie import euro, getal, maanden

VOOR_WIE = {
    "onderzoek": gettext_lazy("Voor alle partijen: zij weten dan hetzelfde."),
    "regie": gettext_lazy("Voor alle partijen: zij werken dan naar één doel."),
    "zoet": gettext_lazy("Voor bewoners en ondernemers die mee willen doen."),
    "zuur": gettext_lazy("Voor wie overlast geeft of misdaad pleegt."),
    "zout": gettext_lazy("Voor mensen die hulp nodig hebben."),
    "bitter": gettext_lazy("Voor wie hier wil komen wonen of ondernemen."),
}


@dataclass(frozen=True)
class Paletkaart:
    """One card: ``zoek`` is everything one may look for, in lower case."""

    code: str
    kort: str
    naam: str
    wat: str
    wanneer: str
    voor_wie: str
    wie: str
    zoek: str


@dataclass(frozen=True)
class Paletgroep:
    """The cards of one principle."""

    principe: str
    naam: str
    kaarten: Sequence[Paletkaart]


@lru_cache(maxsize=32)
def palet(casus: Casus) -> tuple[Paletgroep, ...]:
    """The cards on offer by principle; they never change in a case version."""
    return tuple(
        Paletgroep(principe, naam, [_kaart(casus, kaart) for kaart in kaarten])
        for principe, naam in PRINCIPES.items()
        if (kaarten := [kaart for kaart in casus.kaarten.values() if kaart.principe == principe])
    )


def _kaart(casus: Casus, kaart: Kaart) -> Paletkaart:
    wanneer = _("Na %(aanloop)s merkt men er iets van. Meestal duurt het %(gewoon)s.") % {
        "aanloop": maanden(casus.aanloop(kaart)),
        "gewoon": maanden(kaart.duur[1]),
    }
    eerst = " ".join(eis.remedie for eis in kaart.vereist)
    fte = sum(kaart.inzet.values())
    kosten = kaart.kosten * max(0, kaart.duur[1] - casus.aanloop(kaart)) + kaart.eenmalig
    return Paletkaart(
        code=kaart.code,
        kort=kaart.kort,
        naam=kaart.naam,
        wat=kaart.uitleg,
        wanneer=f"{wanneer} {eerst}".strip(),
        voor_wie=_voor_wie(kaart),
        wie=_("%(partij)s; samen %(fte)s volle banen (fte) en %(kosten)s bij de volle mate.")
        % {"partij": casus.houders[kaart.houder], "fte": getal(fte, 2), "kosten": euro(kosten)},
        zoek=" ".join([kaart.code, kaart.kort, kaart.naam, kaart.uitleg, PRINCIPES[kaart.principe]]).lower(),
    )


def _voor_wie(kaart: Kaart) -> str:
    zaken = {soort: sterkte for soort in SOORTEN if (sterkte := kaart.werking.get(f"zaak_{soort}", 0)) > 0}
    if not zaken:
        return str(VOOR_WIE[kaart.principe])
    tegen = ", ".join(SOORTEN[soort] for soort in sorted(zaken, key=lambda soort: -zaken[soort]))
    return _("%(wie)s Werkt tegen: %(tegen)s.") % {"wie": VOOR_WIE[kaart.principe], "tegen": tegen}
