"""A plan over the months as one drawing for paper: the bars of the timeline on screen, with name and form."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from simulatie.drukwerk.tijdlijn import Maandlijn, Maatregelbalk, Plantijdlijn, Tijdlijnstrook
from simulatie.kern import Casus, Inzet
from simulatie.schermen.werkblad import maatregelen
from simulatie.spel.bewaard import BewaardPlan

BREEDTE, KOP, RIJ, BALK = 720, 24, 21, 14
"""Units of the picture; the height of a bar is its share of ``BALK``."""
NAAM = 208
MAANDEN_PER_MERK = 12
# Rows that stay together on paper.
RIJEN = 4


def plantijdlijn(casus: Casus, inzetten: Sequence[Inzet]) -> Plantijdlijn:
    """The plan of a case that is there."""
    rijen = maatregelen(casus, {str(nummer): inzet for nummer, inzet in enumerate(inzetten)})
    return _tijdlijn(
        casus.programmaduur,
        [(r.kort, r.principe, r.inzet, min(r.werkt_vanaf, r.einde, casus.programmaduur)) for r in rijen],
    )


def bewaarde_tijdlijn(plan: BewaardPlan, casus: Casus | None) -> Plantijdlijn | None:
    """The plan as it was judged; without its lead times when its case is gone, None when it is empty."""
    if not plan.inzetten:
        return None
    if casus and all(inzet.kaart in casus.kaarten for inzet in plan.inzetten):
        return plantijdlijn(casus, plan.inzetten)
    einde = max(inzet.einde for inzet in plan.inzetten)
    rijen = [
        (plan.kaarten[i.kaart].kort, plan.kaarten[i.kaart].principe, i, i.start)
        for i in plan.inzetten
        if i.kaart in plan.kaarten
    ]
    return _tijdlijn(12 * -(-einde // 12), rijen)


def _tijdlijn(maanden: int, rijen: Sequence[tuple[str, str, Inzet, int]]) -> Plantijdlijn:
    op_tijd = sorted(rijen, key=lambda rij: (rij[2].start, rij[3], rij[0]))
    eerste, laatste = 0, len(op_tijd) - 1
    return Plantijdlijn(
        maanden,
        [
            _strook(maanden, op_tijd[van : van + RIJEN], eerste=van == eerste, laatste=van + RIJEN > laatste)
            for van in range(0, len(op_tijd), RIJEN)
        ],
    )


def _strook(
    maanden: int, rijen: Sequence[tuple[str, str, Inzet, int]], *, eerste: bool, laatste: bool
) -> Tijdlijnstrook:
    boven = KOP if eerste else 0
    balken = [
        _balk(maanden, boven + plek * RIJ, naam, principe, inzet, werkt_vanaf)
        for plek, (naam, principe, inzet, werkt_vanaf) in enumerate(rijen)
    ]
    delen = "; ".join(
        _("%(naam)s van maand %(van)d tot %(tot)d") % {"naam": balk.naam, "van": balk.van, "tot": balk.tot}
        for balk in balken
    )
    return Tijdlijnstrook(
        breedte=BREEDTE,
        hoogte=boven + len(balken) * RIJ + (KOP if laatste else 0),
        maandlijnen=[
            Maandlijn(_x(maand, maanden), str(maand)) for maand in range(0, maanden + 1, MAANDEN_PER_MERK)
        ],
        balken=balken,
        omschrijving=_("Tijdlijn van %(maanden)d maanden. %(delen)s.") % {"maanden": maanden, "delen": delen},
        eerste=eerste,
        laatste=laatste,
    )


def _balk(
    maanden: int, boven: float, naam: str, principe: str, inzet: Inzet, werkt_vanaf: int
) -> Maatregelbalk:
    tot, hoog = min(inzet.einde, maanden), round(max(2.0, BALK * inzet.mate), 1)
    x, werk_x = _x(inzet.start, maanden), _x(werkt_vanaf, maanden)
    return Maatregelbalk(
        naam=naam,
        principe=principe,
        van=inzet.start,
        werkt_vanaf=werkt_vanaf,
        tot=tot,
        mate=inzet.mate,
        y=boven,
        x=x,
        aanloop=round(werk_x - x, 1),
        werk_x=werk_x,
        werk=round(_x(tot, maanden) - werk_x, 1),
        balk_y=round(boven + RIJ - 3 - hoog, 1),
        hoog=hoog,
    )


def _x(maand: float, maanden: int) -> float:
    return round(NAAM + maand / maanden * (BREEDTE - NAAM - 12), 1)
