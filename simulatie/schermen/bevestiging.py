"""What a decision did, in a sentence for who took it; "" where the heading of the page says it: time went on."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from simulatie.kern import Bronvraag, Casus, Inzet
from simulatie.models import Besluit
from simulatie.spel.besluiten import (
    Aanpassing,
    Dilemmakeuze,
    Lijnvoorspelling,
    Rondeslot,
    Vervanging,
    Voorspelling,
)


def bevestiging(casus: Casus, besluit: Besluit) -> str:
    match besluit.inhoud:
        case Aanpassing(inzet=inzet):
            return _maatregel(casus, inzet)
        case Vervanging(plan=plan):
            return ngettext(
                "Het hele plan is vervangen. Er staat nu %(aantal)d maatregel in.",
                "Het hele plan is vervangen. Er staan nu %(aantal)d maatregelen in.",
                len(plan),
            ) % {"aantal": len(plan)}
        case Bronvraag() as vraag:
            bron = next(een for een in casus.bronnen if een.sleutel == vraag.bron)
            return _("U hebt gevraagd: %(bron)s. Het antwoord komt in maand %(maand)d.") % {
                "bron": bron.naam,
                "maand": vraag.maand + bron.maanden,
            }
        case Voorspelling() | Lijnvoorspelling():
            return _("Uw voorspelling staat vast. Vanaf de volgende ronde ziet u haar naast de cijfers.")
        case Dilemmakeuze() | Rondeslot():
            return ""


def _maatregel(casus: Casus, inzet: Inzet | None) -> str:
    if inzet is None:
        return _("De maatregel is uit uw plan gehaald.")
    return _(
        "%(code)s %(kort)s staat in uw plan van maand %(start)d tot maand %(einde)d, mate %(mate)d %%."
    ) % {
        "code": inzet.kaart,
        "kort": casus.kaarten[inzet.kaart].kort,
        "start": inzet.start,
        "einde": inzet.einde,
        "mate": round(inzet.mate * 100),
    }
