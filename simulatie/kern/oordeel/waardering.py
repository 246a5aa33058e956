"""What became of the neighbourhood, in figures, and what score those figures get.

A score is a piecewise linear line through the anchors of the case version, cut off at 0 and 100.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from simulatie.kern.gegevens.casus import Casus, CasusNietGeijkt
from simulatie.kern.gegevens.reeksen import Getallen
from simulatie.kern.model.inzettabel import Inzettabel
from simulatie.kern.model.simuleer import lijnen


@dataclass(frozen=True)
class Maat:
    """One outcome. `periode`: "eind" = mean over the scored months at the end, "alles" = over all months, "reis" = what
    plans are compared by (see `over_meetvenster`)."""

    sleutel: str
    naam: str
    eenheid: str
    grootheid: str
    periode: str
    meer_is_beter: bool


MATEN: tuple[Maat, ...] = (
    Maat("leefbaarheid", "Leefbaarheidsindex (fictief)", "punten", "index", "reis", True),
    Maat("vertrouwen", "Vertrouwen in gemeente en corporatie", "%", "vertrouwen", "eind", True),
    Maat("angst", "Angst en zwijgen", "punten", "angst", "eind", False),
    Maat("geholpen", "Huishoudens die nu hulp hebben", "huishoudens", "geholpen", "eind", True),
    Maat("verplaatsing", "Druk die naar het buurgebied schuift", "punten", "buurgebied", "alles", False),
    Maat("draagkracht", "Draagkracht van team en bestuur", "punten", "draagkracht", "alles", True),
)


# The lines that outcomes and the legal judgement are made from.
NAMEN = (*dict.fromkeys(m.grootheid for m in MATEN), "juridisch_risico", "stilgelegd")


def uitkomsten_van(casus: Casus, lijn: Mapping[str, Getallen]) -> dict[str, Getallen]:
    """Per outcome key its value per plan, [plan], rounded to 1e-9, from the lines of NAMEN, each [plan, maand
    0..horizon]; `stilleggingen` and `juridisch` (the highest legal risk) come along for the legal judgement."""
    eind, alles = slice(-casus.meetvenster, None), slice(1, None)
    uit = {
        m.sleutel: over_meetvenster(casus, lijn[m.grootheid])
        if m.periode == "reis"
        else gemiddeld(lijn[m.grootheid][:, eind if m.periode == "eind" else alles])
        for m in MATEN
    }
    woningen = sum(d.woningen for d in casus.deelgebieden)
    uit["geholpen"] = np.round(uit["geholpen"] * woningen / 100, 9)
    uit["verplaatsing"] = np.round(uit["verplaatsing"] - casus.start["buurgebied"], 9)
    uit["juridisch"] = lijn["juridisch_risico"].max(axis=1)
    uit["stilleggingen"] = lijn["stilgelegd"].sum(axis=1)
    return uit


def eindindex(casus: Casus, tabel: Inzettabel) -> Getallen:
    """Mean Leefbaarheidsindex (fictief) over the scored months, [plan]: what plans are compared by."""
    return over_meetvenster(casus, lijnen(casus, tabel).lijn["index"])


def over_meetvenster(casus: Casus, lijn: Getallen) -> Getallen:
    """Mean of lines [plan, maand 0..horizon], [plan]: what residents live through in the years of the programme and what
    lasts in the scored months at the end, by the weights of the case."""
    daarna = gemiddeld(lijn[:, casus.horizon + 1 - casus.meetvenster : casus.horizon + 1])
    gewicht = casus.gewichten.get("periode")
    if gewicht is None:
        return daarna
    programma = gemiddeld(lijn[:, 1 : casus.programmaduur + 1])
    return np.round(gewicht["programma"] * programma + gewicht["daarna"] * daarna, 9)


def gemiddeld(lijn: Getallen) -> Getallen:
    """Mean over the last axis, rounded to 1e-9; summed column by column so that the bits do not depend on the
    number of plans."""
    aantal: int = lijn.shape[1]
    som: Getallen = lijn[:, 0]
    for nummer in range(1, aantal):
        som = som + lijn[:, nummer]
    return np.round(som / aantal, 9)


def score(waarden: Getallen, ankers: Sequence[tuple[float, float]]) -> Getallen:
    """Scores 0-100 of values on the line through `ankers` ((value, score), in rising score)."""
    punten = sorted(ankers)
    return np.round(np.interp(waarden, [w for w, _ in punten], [s for _, s in punten]), 9)


def cijfers(casus: Casus, bereikt: Sequence[float]) -> list[float]:
    """The score 0-100 of shares of what is attainable (0 = doing nothing, 1 = the best known plan), on the same scale as
    the first outcome; what is worse than doing nothing goes on below 0. Raises CasusNietGeijkt without a scale."""
    deel, punten = np.array(schaalpunten(casus)).T
    waarden = np.array(bereikt)
    onder = waarden * punten[1] / deel[1]
    uit: list[float] = np.round(np.where(waarden < 0, onder, np.interp(waarden, deel, punten)), 9).tolist()
    return uit


def schaalpunten(casus: Casus) -> list[tuple[float, float]]:
    """The points of the scale of a case, (share of what is attainable, score), rising. Raises CasusNietGeijkt without
    a scale."""
    if casus.ijking is None:
        raise CasusNietGeijkt(f"Casus {casus.sleutel} heeft geen schaal.")
    ankers = sorted(casus.ijking.ankers[MATEN[0].sleutel], key=lambda anker: anker[1])
    laag, hoog = ankers[0][0], ankers[-1][0]
    return [((waarde - laag) / (hoog - laag), punten) for waarde, punten in ankers]
