"""The documents about a judgement: which there are, and how far each is."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.utils import timezone

from simulatie.drukwerk.pdf import SJABLOONVERSIE
from simulatie.models import Beoordeling, Sessie, Stuksoort

DUURT_LANG = timedelta(minutes=5)
BESTANDEN: Mapping[str, tuple[str, str]] = {
    Stuksoort.UITSLAG_PDF: ("uitslag-{}.pdf", "application/pdf"),
    Stuksoort.AANPAK_PDF: ("plan-van-aanpak-{}.pdf", "application/pdf"),
    Stuksoort.AANPAK_DOCX: (
        "plan-van-aanpak-{}.docx",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ),
}
"""Per kind the name of the file, with the case in it, and its media type."""


def te_vragen(sessie: Sessie) -> list[str]:
    """The kinds that can be made now: a plan van aanpak needs the case in the version that was judged."""
    return [soort for soort in Stuksoort.values if soort == Stuksoort.UITSLAG_PDF or sessie.is_speelbaar]


def stukken(beoordeling: Beoordeling) -> dict[str, Any]:
    """Per kind that exists or can be made: not asked, being made, or ready. One query."""
    gevraagd = {
        stuk.soort: stuk
        for stuk in beoordeling.stukken.filter(sjabloonversie=SJABLOONVERSIE)
        .select_related("druk")
        .defer("druk__inhoud")
    }
    kan = te_vragen(beoordeling.sessie)
    regels = []
    for soort, titel in Stuksoort.choices:
        stuk = gevraagd.get(soort)
        if stuk is None and soort not in kan:
            continue
        klaar = stuk is not None and hasattr(stuk, "druk")
        regels.append(
            {
                "soort": soort,
                "titel": titel,
                "stuk": stuk,
                "klaar": klaar,
                "bezig": stuk is not None and not klaar,
                "lang": stuk is not None and timezone.now() - stuk.gevraagd_op > DUURT_LANG,
            }
        )
    return {
        "regels": regels,
        "bezig": any(regel["bezig"] for regel in regels),
        "klaar": sum(regel["klaar"] for regel in regels),
        "aanpak": any(regel["soort"] != Stuksoort.UITSLAG_PDF for regel in regels),
    }
