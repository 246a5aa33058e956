"""The changes that would have helped: the best two, and the others per part of the craft."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from simulatie.kern import Casus
from simulatie.schermen.grafieken import LijnMetFeiten
from simulatie.schermen.uitslag.lijnen import hele_lijn, indexschaal
from simulatie.schermen.uitslag.punten import hele_punten, in_punten
from simulatie.schermen.uitslag.scores import helpt_niet
from simulatie.spel.bewaard import Advieswaarde, BewaardOordeel

MEESTE = 2


@dataclass(frozen=True)
class Wijziging:
    """What to change, what that would have brought, why ("" where that was not stored), and the line that would have come
    of it.

    sleutel   by which it is taken into practice, "" when its plan was not kept
    zelfde    its reason was given at a change before it
    """

    wat: str
    winst: str
    reden: str
    lijn: LijnMetFeiten
    sleutel: str
    zelfde: bool = False


@dataclass(frozen=True)
class Vak:
    """One part of the craft in words, with the changes of it that are not among the best two."""

    naam: str
    tekst: str
    wijzigingen: Sequence[Wijziging]


def beste(oordeel: BewaardOordeel, casus: Casus | None) -> list[Wijziging]:
    """The two that bring most; the second for another reason than the first, if there is one."""
    gegeven: set[str] = set()
    return [_wijziging(advies, oordeel, gegeven, casus) for advies in _beste(oordeel)]


def vakken(oordeel: BewaardOordeel, casus: Casus | None) -> list[Vak]:
    """Per part of the craft what was to gain; nothing of a plan that was no better than doing nothing."""
    genoemd = {advies.zin for advies in _beste(oordeel)}
    gegeven = {advies.reden for advies in _beste(oordeel)}
    uit = []
    for vak in oordeel.vakmanschap:
        overige = [advies for advies in vak.adviezen if advies.zin not in genoemd]
        genoemd |= {advies.zin for advies in overige}
        if overige or not helpt_niet(oordeel):
            tekst = "" if helpt_niet(oordeel) else hele_punten(vak.tekst)
            uit.append(
                Vak(vak.naam, tekst, [_wijziging(advies, oordeel, gegeven, casus) for advies in overige])
            )
    return uit


def _beste(oordeel: BewaardOordeel) -> list[Advieswaarde]:
    alle = sorted(
        (advies for vak in oordeel.vakmanschap for advies in vak.adviezen), key=lambda advies: -advies.winst
    )
    if not alle:
        return []
    eerste, *verder = alle
    anders = [advies for advies in verder if not _overlapt(eerste, advies)]
    anders.sort(key=lambda advies: bool(advies.reden) and advies.reden == eerste.reden)
    return [eerste, *anders[: MEESTE - 1]]


def _overlapt(eerste: Advieswaarde, tweede: Advieswaarde) -> bool:
    """Whether one is a part of the other."""
    een, twee = _wat(eerste), _wat(tweede)
    return een in twee or twee in een


def _wijziging(
    advies: Advieswaarde, oordeel: BewaardOordeel, gegeven: set[str], casus: Casus | None
) -> Wijziging:
    """``gegeven``: the reasons given so far; this one is added."""
    zelfde = bool(advies.reden) and advies.reden in gegeven
    gegeven.add(advies.reden)
    wat, winst = _wat(advies), in_punten(advies.winst)
    reeksen = [(_("Uw plan"), oordeel.lijnen["plan"]), (_("Na wijziging"), advies.index)]
    return Wijziging(
        wat=wat,
        winst=winst,
        reden=hele_punten(advies.reden),
        lijn=hele_lijn(_("Leefbaarheidsindex (fictief)"), _("punten"), reeksen, indexschaal(casus)),
        sleutel=advies.sleutel if advies.plan is not None and advies.plan.inzetten else "",
        zelfde=zelfde,
    )


def _wat(advies: Advieswaarde) -> str:
    return advies.zin.rpartition(": leefbaarheid")[0] or advies.zin
