"""The same effort laid otherwise: the four principles one after the other, or side by side.

A twin keeps the cards of a plan, the places and what each card does in all (intensity times months at work), and the
research and direction as they are. A relay needs a higher intensity than one for that; it is a replay to compare with,
with people enough, and no plan somebody could hand in.
"""

import numpy as np

from simulatie.kern.gegevens.casus import Casus
from simulatie.kern.gegevens.reeksen import Gehelen
from simulatie.kern.model.inzettabel import Inzettabel, kaartmatrix

PRINCIPES = ("zoet", "zuur", "zout", "bitter")
# A plan in which no more than this part of its principles is at work, on average over the months in which any is.
ESTAFETTE = 0.5


def tegelijk(casus: Casus, tabel: Inzettabel) -> Inzettabel:
    """The first plan of `tabel` with every deployment of the four principles from the month in which the first of them
    begins to work to the month in which the last one ends."""
    uit = tabel.herhaal(1)
    begin, einde = _werk(casus, tabel)
    kolommen = _spelers(casus, tabel)
    if not len(kolommen):
        return uit
    _leg(casus, uit, kolommen, begin, einde, int(begin[kolommen].min()), int(einde[kolommen].max()))
    return uit


def na_elkaar(casus: Casus, tabel: Inzettabel) -> Inzettabel:
    """The first plan of `tabel` with its principles one after the other over the same months, each as long as the
    others, in the order in which they began to work."""
    uit = tabel.herhaal(1)
    begin, einde = _werk(casus, tabel)
    kolommen = _spelers(casus, tabel)
    if not len(kolommen):
        return uit
    principe = kaartmatrix(casus).principe[tabel.kaart]
    eerste = {
        p: int(begin[kolommen][principe[kolommen] == p].min()) for p in PRINCIPES if p in principe[kolommen]
    }
    orde = sorted(eerste, key=eerste.__getitem__)
    van, tot = int(begin[kolommen].min()), int(einde[kolommen].max())
    for nummer, naam in enumerate(orde):
        blok = [van + (tot - van) * deel // len(orde) for deel in (nummer, nummer + 1)]
        _leg(casus, uit, kolommen[principe[kolommen] == naam], begin, einde, *blok)
    return uit


def is_estafette(casus: Casus, tabel: Inzettabel) -> bool:
    """Whether the first plan of `tabel` does its principles one after the other."""
    begin, einde = _werk(casus, tabel)
    kolommen = _spelers(casus, tabel)
    principe = kaartmatrix(casus).principe[tabel.kaart]
    maand = np.arange(casus.programmaduur)
    bezig = np.array(
        [
            ((begin[leden, None] <= maand) & (maand < einde[leden, None])).any(axis=0)
            for p in PRINCIPES
            if len(leden := kolommen[principe[kolommen] == p])
        ]
    )
    if len(bezig) < 2:
        return False
    return bool(bezig[:, bezig.any(axis=0)].mean() <= ESTAFETTE)


def _werk(casus: Casus, tabel: Inzettabel) -> tuple[Gehelen, Gehelen]:
    """First month at work and first month no more, per column of the first plan."""
    aanloop = kaartmatrix(casus).aanloop[tabel.kaart]
    return tabel.start[0] + aanloop, np.minimum(tabel.einde[0], casus.programmaduur)


def _spelers(casus: Casus, tabel: Inzettabel) -> Gehelen:
    begin, einde = _werk(casus, tabel)
    principe = kaartmatrix(casus).principe[tabel.kaart]
    return np.flatnonzero((tabel.mate[0] > 0) & (einde > begin) & np.isin(principe, PRINCIPES))


def _leg(
    casus: Casus, uit: Inzettabel, kolommen: Gehelen, begin: Gehelen, einde: Gehelen, van: int, tot: int
) -> None:
    """Let these columns work from month `van` to month `tot`, or as soon as their lead time allows."""
    aanloop = kaartmatrix(casus).aanloop[uit.kaart[kolommen]]
    eerste = np.maximum(van, aanloop)
    maanden = np.maximum(1, tot - eerste)
    uit.start[0, kolommen] = eerste - aanloop
    uit.einde[0, kolommen] = np.maximum(tot, eerste + 1)
    uit.mate[0, kolommen] = np.round(uit.mate[0, kolommen] * (einde[kolommen] - begin[kolommen]) / maanden, 3)
