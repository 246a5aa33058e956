"""Where luck was, and whether the comparison holds when the numbers of the model differ."""

from __future__ import annotations

from django.utils.translation import gettext as _

from simulatie.schermen.uitslag.punten import punten
from simulatie.spel.bewaard import BewaardOordeel

# Width of the band of a score, in points, up to which luck made next to no difference, and up to which a little.
NAUWELIJKS, EEN_BEETJE = 5, 15


def geluk(oordeel: BewaardOordeel) -> str:
    """How far the score for the outcome hung on events nobody decides about; "" where that was not measured."""
    band = oordeel.uitkomst_band
    if not band:
        return ""
    breedte = round(band.hoog) - round(band.laag)
    if breedte <= NAUWELIJKS:
        hoeveel = _("Geluk en pech maakten bijna niets uit.")
    elif breedte <= EEN_BEETJE:
        hoeveel = _("Geluk en pech maakten een beetje uit.")
    else:
        hoeveel = _("Geluk en pech maakten veel uit.")
    laag, hoog = punten(band.laag), punten(band.hoog)
    waar = (
        _("tussen %(laag)s en %(hoog)s") % {"laag": laag, "hoog": hoog} if laag != hoog else _("op %s") % laag
    )
    return (
        hoeveel
        + " "
        + _(
            "Het leermodel speelde uw plan vaker, telkens met andere toevallige gebeurtenissen. In acht van de tien "
            "keer lag de score voor uitkomst %(waar)s."
        )
        % {"waar": waar}
    )


def zekerheid(oordeel: BewaardOordeel) -> list[str]:
    """Whether the comparison holds when every number of the model is drawn anew."""
    banden = oordeel.winstbanden
    zinnen = {
        "niets_doen": (
            _("Ook als de getallen in het leermodel anders zijn, doet uw plan het beter dan niets doen."),
            _("Ook als de getallen in het leermodel anders zijn, doet uw plan het slechter dan niets doen."),
            _(
                "Of uw plan beter is dan niets doen, hangt af van de getallen in het leermodel: dat is onzeker."
            ),
        ),
        "referentie": (
            _("Uw plan doet het ook beter dan het beste bekende plan."),
            _("Het beste bekende plan blijft dan beter dan uw plan."),
            _("Of uw plan beter is dan het beste bekende plan, is niet te zeggen."),
        ),
    }
    return [
        beter if banden[naam].laag > 0 else slechter if banden[naam].hoog < 0 else onzeker
        for naam, (beter, slechter, onzeker) in zinnen.items()
        if naam in banden
    ]
