"""What passing takes, from the data of a case or of a judgement."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _

from simulatie.schermen.notatie import getal


def slaageisen(slaaggrens: Mapping[str, float]) -> Sequence[str]:
    """Every floor as a sentence. A case from before the attained share counted has none under that, nor under each
    part of the craft."""
    zinnen = {
        "bereikt": _("Uw plan haalt minstens %(grens)s %% van wat hier haalbaar is."),
        "uitkomst": _("Uitkomst: minstens %(grens)s punten."),
        "vakmanschap": _("Vakmanschap samen: minstens %(grens)s punten."),
        "elk_vak": _(
            "Elk onderdeel van vakmanschap apart: minstens %(grens)s punten. Dat zijn volgorde, timing, mate, duur "
            "en samenhang."
        ),
        "rechtmatigheid": _("Rechtmatigheid: minstens %(grens)s punten."),
    }
    return [zin % {"grens": getal(slaaggrens[naam])} for naam, zin in zinnen.items() if naam in slaaggrens]
