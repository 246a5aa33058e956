"""A plan that breaks the law, mended: first what is missing laid under it, or else what may not be left out.

What it costs and whether it helps is for the search to find out; this only knows the rules.
"""

from collections.abc import Mapping
from dataclasses import replace
from math import ceil

from simulatie.kern.gegevens.casus import Casus
from simulatie.kern.gegevens.kaart import Rechtsgrond, Termijn, Vereiste
from simulatie.kern.gegevens.plan import Inzet, Plan
from simulatie.kern.gegevens.woorden import maanden
from simulatie.kern.model.controle import bezetting, controleer_plan
from simulatie.kern.model.doses import bereken_looptijden, ontbrekende_vereisten
from simulatie.kern.model.inzettabel import lees_inzet, maak_tabel
from simulatie.kern.model.wetsregels import tekorten

# What is laid under a plan works this strongly: no token, and no more than a ground needs. [assumption]
GROND_MATE = 0.3
# Fte-months that are rounding.
SPELING = 1e-6
# What mending may ask above that, in all; less than the search allows. [assumption]
SPELING_FTE = 0.4
# Months that a measure waits at least when its ground is not ready yet, and how often what is mended is looked at again:
# mending one thing may bring another to light.
WACHT = 2
RONDEN = 12

Regel = Rechtsgrond | Vereiste | Termijn
Breuk = tuple[Inzet, str, Regel]
"""A deployment, the card whose rule it breaks, and the rule."""


def herstellingen(casus: Casus, plan: Plan) -> list[Plan]:
    """Ways to mend the plan; none when it breaks no law. No more people are asked above what there is than it asks now,
    and no more money than there is."""
    if not _breuken(casus, plan) and not any(_riskant(casus, inzet) for inzet in plan.inzetten):
        return []
    mag = _met(plan, [inzet for inzet in plan.inzetten if not _riskant(casus, inzet)])
    return [p for p in dict.fromkeys((_gered(casus, mag), _zonder(casus, mag))) if p.inzetten]


def _riskant(casus: Casus, inzet: Inzet) -> bool:
    """A legal risk in itself, however well it is prepared."""
    return inzet.mate > 0 and casus.kaarten[inzet.kaart].rechtmatigheid > 0


def in_woorden(casus: Casus, plan: Plan, hersteld: Plan) -> str:
    """What the mending comes down to."""
    return f"Breng op orde wat volgens de wet niet kan: {verschil(casus, plan, hersteld)}"


def _breuken(casus: Casus, plan: Plan) -> list[Breuk]:
    """Everything the plan breaks: missing preconditions, grounds that are not good enough, decisions that last too long."""
    if not plan.inzetten:
        return []
    tabel = maak_tabel(casus, [plan])
    tijden = bereken_looptijden(casus, tabel)
    codes = list(casus.kaarten)
    missend = tuple(ontbrekende_vereisten(casus, tabel, tijden))
    breuken: list[tuple[int, str, Regel]] = [
        (kolom, codes[tabel.kaart[kolom]], eis) for kolom, eis, mist in missend if mist.any()
    ]
    breuken += [
        (k, t.kaart.code, t.regel) for t in tekorten(casus, tabel, tijden, missend) for k in t.per_inzet
    ]
    return [(lees_inzet(casus, tabel, 0, kolom), code, regel) for kolom, code, regel in breuken]


def _zonder(casus: Casus, plan: Plan) -> Plan:
    """The plan without what breaks the law, and without what then does."""
    while breuken := _breuken(casus, plan):
        fout = {inzet for inzet, *_ in breuken}
        plan = _met(plan, [inzet for inzet in _genormaliseerd(casus, plan) if inzet not in fout])
    return plan


def _gered(casus: Casus, plan: Plan) -> Plan:
    """The plan with as many of its unlawful measures as can be saved: each in turn with what it rests on."""
    vooraf = _overvraagd(casus, plan)
    goed = _zonder(casus, plan)
    for inzet in _genormaliseerd(casus, plan):
        if inzet in goed.inzetten:
            continue
        # Where there are no people for it, it is tried at a strength there may be people for.
        for mate in dict.fromkeys((inzet.mate, min(inzet.mate, GROND_MATE))):
            poging = _aangevuld(casus, _met(goed, [*goed.inzetten, replace(inzet, mate=mate)]))
            if (
                any(ander.kaart == inzet.kaart for ander in poging.inzetten)
                and not any(bevinding.ernst == "fout" for bevinding in controleer_plan(casus, poging))
                and _past(_overvraagd(casus, poging), vooraf)
            ):
                goed = poging
                break
    return goed


def _overvraagd(casus: Casus, plan: Plan) -> Mapping[str, float]:
    """Fte-months asked above what there is, of every holder of whom too much is asked."""
    wat = bezetting(casus, plan)
    over = {
        houder: sum(max(0.0, fte - wat.beschikbaar[houder]) for fte in reeks)
        for houder, reeks in wat.gevraagd.items()
    }
    return {houder: fte for houder, fte in over.items() if fte > SPELING}


def _past(na: Mapping[str, float], vooraf: Mapping[str, float]) -> bool:
    """No more of the same holders than a little, and of no others."""
    return na.keys() <= vooraf.keys() and sum(na.values()) <= sum(vooraf.values()) + SPELING_FTE


def _aangevuld(casus: Casus, plan: Plan) -> Plan:
    """The plan with what its measures rest on, and those no sooner and no longer than they may; what still breaks the law
    after that is left out."""
    for _ in range(RONDEN):
        breuken = _breuken(casus, plan)
        if not breuken:
            return plan
        inzetten = _genormaliseerd(casus, plan)
        for inzet, code, regel in breuken:
            if inzet in inzetten:
                inzetten = _mend(casus, inzetten, inzet, code, regel)
        plan = _met(plan, inzetten)
    return _zonder(casus, plan)


def _mend(casus: Casus, inzetten: list[Inzet], inzet: Inzet, code: str, regel: Regel) -> list[Inzet]:
    over = [ander for ander in inzetten if ander != inzet]
    aanloop = casus.aanloop(casus.kaarten[inzet.kaart])
    if isinstance(regel, Termijn):
        korter = replace(inzet, duur=min(inzet.duur, aanloop + regel.maanden))
        return [*over, korter] if korter != inzet else over
    codes = [code] if isinstance(regel, Rechtsgrond) else [c for c in regel.een_van if c in casus.kaarten]
    if not codes:
        return over
    grond = next((c for c in codes if any(i.kaart == c for i in over)), codes[0])
    kaart = casus.kaarten[grond]
    eigen = [i for i in over if i.kaart == grond]
    mate = max([GROND_MATE, *(i.mate for i in eigen)])
    einde = min(casus.programmaduur, kaart.duur[2])
    ligt = next((i for i in eigen if i.mate == mate and i.einde >= einde and i.deelgebieden is None), None)
    if ligt is None:
        return [*(i for i in inzetten if i.kaart != grond), Inzet(grond, 0, einde, mate)]
    # The ground is there as soon as it can be: the measure itself must wait for it.
    klaar = ligt.start + casus.aanloop(kaart) + ceil(regel.minstens / mate) - aanloop
    start = max(klaar, inzet.start + WACHT)
    kortst = casus.kaarten[inzet.kaart].duur[0]
    # It ends when it did, where that leaves it the time it needs: waiting is no reason to go on longer.
    duur = inzet.einde - start if inzet.einde - start >= kortst else inzet.duur
    later = replace(inzet, start=start, duur=min(duur, casus.programmaduur - start))
    return [*over, later] if later.duur >= kortst else over


def _genormaliseerd(casus: Casus, plan: Plan) -> list[Inzet]:
    """The deployments as a table gives them back, so that they can be compared."""
    tabel = maak_tabel(casus, [plan])
    return [lees_inzet(casus, tabel, 0, k) for k in range(len(tabel.kaart)) if tabel.mate[0, k] > 0]


def _met(plan: Plan, inzetten: list[Inzet]) -> Plan:
    return Plan(inzetten, dict(plan.antwoorden), plan.bronvragen)


def verschil(casus: Casus, eigen: Plan, ander: Plan) -> str:
    """What the other plan does otherwise, measure by measure."""
    delen = []
    for code, kaart in casus.kaarten.items():
        hier, daar = ({i for i in plan.inzetten if i.kaart == code} for plan in (eigen, ander))
        naam = f"{code} {kaart.kort}"
        if hier and not daar:
            delen.append(f"zonder {naam}")
        delen += [
            f"{naam} van maand {i.start} tot {i.einde} op {round(100 * i.mate)} %"
            if not hier or len(daar) > 1
            else _anders(naam, next(iter(hier)), i)
            for i in sorted(daar - hier, key=lambda i: i.start)
        ]
    return "; ".join(delen)


def _anders(naam: str, was: Inzet, wordt: Inzet) -> str:
    if (was.start, was.mate, was.deelgebieden) == (wordt.start, wordt.mate, wordt.deelgebieden):
        hoe = "langer" if wordt.duur > was.duur else "korter"
        return f"{naam} {maanden(abs(wordt.duur - was.duur))} {hoe}, tot maand {wordt.einde}"
    return f"{naam} van maand {wordt.start} tot {wordt.einde} op {round(100 * wordt.mate)} %"
