"""What the course teaches about a plan, as rules an advice may not go against: in words, and as a figure.

`graad` says how far a plan is from a rule, 0 = it keeps to it, in months unless noted. An advice may leave a plan where
it is, or bring it nearer; never further off.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from simulatie.kern.gegevens.casus import Casus
from simulatie.kern.gegevens.kaart import PRINCIPES
from simulatie.kern.gegevens.plan import Inzet, Plan
from simulatie.kern.model.doses import GRONDWERK, OPSTART_VENSTER
from simulatie.kern.model.dosisformules import deel_van_de_inzet

# The covenant on sharing data, and what nothing can do without once it is there: research, covenant, director. Screening and clearing are known by the flows they feed.
CONVENANT = "R2"
GROND = ("R1", CONVENANT, "R6")
VRIJMAKEN = ("zuur_woning", "ontruiming")
# What comes first and never waits: only zuur may be put off, until there is something to rest it on.
WACHT_NIET = ("onderzoek", "regie", "zoet", "zout", "bitter")
LAATSTE_JAAR = 12
# Months that a measure of a principle that has begun may wait. [assumption]
EVEN_WACHTEN = 6
# Months that research and covenant had better have worked when zuur begins to, and months of emptied homes without
# screening that undo all order. [assumption]
GROND_STAAT = 4
ZONDER_POORT = 12
# Below this a difference is rounding.
SPELING = 1e-6


@dataclass(frozen=True)
class Regel:
    """One rule: `zin` as the course says it."""

    sleutel: str
    zin: str
    graad: Callable[["Opgezet"], float]


class Opgezet:
    """A plan as the rules look at it: when each principle begins and ends to work, lead times left out."""

    def __init__(self, casus: Casus, plan: Plan):
        self.casus = casus
        self.inzetten = [i for i in plan.inzetten if i.mate > 0 and i.start < casus.programmaduur]

    def werkdag(self, inzet: Inzet) -> int:
        return inzet.start + self.casus.aanloop(self.casus.kaarten[inzet.kaart])

    def einde(self, inzet: Inzet) -> int:
        return min(inzet.einde, self.casus.programmaduur)

    def van(self, *principes: str) -> list[Inzet]:
        return [i for i in self.inzetten if self.casus.kaarten[i.kaart].principe in principes]

    def met(self, *stromen: str, principe: str) -> list[Inzet]:
        return [
            i for i in self.van(principe) if any(s in self.casus.kaarten[i.kaart].werking for s in stromen)
        ]

    def convenant(self) -> list[Inzet]:
        return [i for i in self.inzetten if i.kaart == CONVENANT]

    def eerste(self, inzetten: Sequence[Inzet]) -> int:
        """First month at work; the end of the programme when nobody works."""
        return min((self.werkdag(i) for i in inzetten), default=self.casus.programmaduur)

    def laatste(self, inzetten: Sequence[Inzet]) -> int:
        return max((self.einde(i) for i in inzetten), default=0)


def _onderzoek_eerst(plan: Opgezet) -> float:
    return float(max(0, plan.eerste(plan.van("onderzoek")) - plan.eerste(plan.van("zuur"))))


def _convenant_eerst(plan: Opgezet) -> float:
    if CONVENANT not in plan.casus.kaarten:
        return 0.0
    return float(max(0, plan.eerste(plan.convenant()) - plan.eerste(plan.van("zuur"))))


def _poort_eerst(plan: Opgezet) -> float:
    leeg = plan.met(*VRIJMAKEN, principe="zuur")
    return float(max(0, plan.eerste(plan.met("bitter", principe="bitter")) - plan.eerste(leeg)))


def zonder_poort(plan: Opgezet) -> float:
    """For what part of the ZONDER_POORT months that undo all order homes fall empty and nobody screens, 0-1."""
    return min(1.0, _poort_eerst(plan) / ZONDER_POORT)


def te_vroeg(plan: Opgezet) -> int:
    """Months that zuur begins to work before research and covenant have for GROND_STAAT. 0 where one of the three is missing."""
    zuur, onderzoek, convenant = plan.van("zuur"), plan.van("onderzoek"), plan.convenant()
    if not (zuur and onderzoek and convenant):
        return 0
    grond = max(plan.eerste(onderzoek), plan.eerste(convenant))
    return max(0, grond + GROND_STAAT - plan.eerste(zuur))


def _zoet_voor_zuur(plan: Opgezet) -> float:
    return float(max(0, plan.eerste(plan.van("zoet")) - plan.eerste(plan.van("zuur"))))


def _zuur_eerst_omlaag(plan: Opgezet) -> float:
    """Months that zuur goes on after zoet or zout stopped, and in the last year."""
    zuur = plan.laatste(plan.van("zuur"))
    blijft = min(plan.laatste(plan.van("zoet")), plan.laatste(plan.van("zout")))
    return float(max(0, zuur - blijft) + max(0, zuur - (plan.casus.programmaduur - LAATSTE_JAAR)))


def _zoet_en_zout_laatst(plan: Opgezet) -> float:
    return float(sum(plan.casus.programmaduur - plan.laatste(plan.van(p)) for p in ("zoet", "zout")))


def _niemand_ontbreekt(plan: Opgezet) -> float:
    """How many of the six are missing."""
    return float(sum(not plan.van(principe) for principe in PRINCIPES))


def _grond_blijft(plan: Opgezet) -> float:
    """How many of the cards that all rests on are missing."""
    return float(len(plan.casus.kaarten.keys() & set(GROND) - {i.kaart for i in plan.inzetten}))


def _zuur_staat_niet_alleen(plan: Opgezet) -> float:
    """Tenths of the months of zuur in which zoet, zout and bitter, as far as the plan has them, are not at work."""
    maanden = _maanden(plan, plan.van("zuur"))
    naast = [_maanden(plan, plan.van(p)) for p in ("zoet", "zout", "bitter") if plan.van(p)]
    if not maanden or not naast:
        return 0.0
    return float(10 * sum(len(maanden - andere) for andere in naast) // (len(naast) * len(maanden)))


def _maanden(plan: Opgezet, inzetten: Sequence[Inzet]) -> set[int]:
    """The months in which one of them is at work."""
    return {maand for i in inzetten for maand in range(plan.werkdag(i), plan.einde(i))}


def _lang_genoeg(plan: Opgezet) -> float:
    """Months that deployments are shorter than the shortest their card is worth starting for."""
    return float(sum(max(0, plan.casus.kaarten[i.kaart].duur[0] - i.duur) for i in plan.inzetten))


def _wacht_niet(principe: str) -> Callable[[Opgezet], float]:
    """First month at work of a principle; of bitter that of the screening, where there is any."""

    def graad(plan: Opgezet) -> float:
        screening = plan.met("bitter", principe="bitter") if principe == "bitter" else []
        return float(plan.eerste(screening or plan.van(principe)))

    return graad


def _begin_nu(plan: Opgezet) -> float:
    return float(min((i.start for i in plan.inzetten), default=0))


REGELS: Mapping[str, Regel] = {
    regel.sleutel: regel
    for regel in (
        Regel("onderzoek-eerst", "Doe eerst onderzoek, dan pas zuur.", _onderzoek_eerst),
        Regel("convenant-eerst", "Spreek eerst af hoe u gegevens deelt, dan pas zuur.", _convenant_eerst),
        Regel("poort-eerst", "Screen voordat de eerste woning leegkomt.", _poort_eerst),
        Regel("zoet-voor-zuur", "Wacht met zoet niet op zuur.", _zoet_voor_zuur),
        Regel(
            "zuur-niet-alleen",
            "Zet zuur in naast zoet, zout en bitter; niet na elkaar.",
            _zuur_staat_niet_alleen,
        ),
        Regel("zuur-eerst-omlaag", "Bouw zuur als eerste af.", _zuur_eerst_omlaag),
        Regel("zoet-en-zout-laatst", "Laat zoet en zout als laatste los.", _zoet_en_zout_laatst),
        Regel(
            "niemand-ontbreekt", "Laat geen principe weg, en ook onderzoek en regie niet.", _niemand_ontbreekt
        ),
        Regel(
            "grond-blijft",
            "Haal niet weg waar alles op rust: onderzoek, convenant en wijkregisseur.",
            _grond_blijft,
        ),
        Regel("lang-genoeg", "Begin niets dat korter duurt dan het nodig heeft.", _lang_genoeg),
        Regel("begin-nu", "Schuif niet alles voor u uit.", _begin_nu),
        *(
            Regel(f"{principe}-wacht-niet", f"Stel {principe} niet uit.", _wacht_niet(principe))
            for principe in WACHT_NIET
        ),
    )
}


def graden(casus: Casus, plan: Plan) -> dict[str, float]:
    """Per rule how far the plan is from it, 0 = it keeps to it."""
    opgezet = Opgezet(casus, plan)
    return {sleutel: regel.graad(opgezet) for sleutel, regel in REGELS.items()}


def gaat_in_tegen(voor: Mapping[str, float], na: Mapping[str, float]) -> tuple[Regel, ...]:
    """The rules a change leads further away from; both as `graden` gave them."""
    return tuple(regel for sleutel, regel in REGELS.items() if na[sleutel] > voor[sleutel] + SPELING)


def drukte(casus: Casus, plan: Plan, maand: int) -> float:
    """Full-time workers whose measures start around a month, above what can be started well; 0 where that fits."""
    q = casus.parameters.coefficienten()
    if not np.any(q.opstart_last):
        return 0.0
    return max(0.0, startwerk(casus, plan, maand) - startruimte(casus))


def startruimte(casus: Casus) -> float:
    """Full-time workers whose measures can start well around one month."""
    return float(np.mean(casus.parameters.coefficienten().opstart_ruimte))


def startwerk(casus: Casus, plan: Plan, maand: int) -> float:
    """Full-time workers whose measures start around a month; research and direction are no start that anybody waits for."""
    q = casus.parameters.coefficienten()
    rond = [
        i
        for i in plan.inzetten
        if abs(i.start - maand) <= OPSTART_VENSTER and casus.kaarten[i.kaart].principe not in GRONDWERK
    ]
    deel = deel_van_de_inzet(np.array([i.mate for i in rond]), q)
    return float(deel @ np.array([sum(casus.kaarten[i.kaart].inzet.values()) for i in rond])) if rond else 0.0


def stelt_zomaar_uit(casus: Casus, voor: Plan, na: Plan) -> bool:
    """Whether a change puts off a measure that should not wait. What starts in a month with too much at once may wait,
    where that makes the month less busy; and help, support or screening may wait a little for another of its kind, as long as
    it stands before zuur works."""
    eerst, opgezet = _eerste_starts(casus, voor), Opgezet(casus, na)
    zuur = opgezet.eerste(opgezet.van("zuur"))
    for kaart, start in _eerste_starts(casus, na).items():
        was = eerst.get(kaart, start)
        if start <= was or 0 < drukte(casus, voor, was) > drukte(casus, na, was):
            continue
        op_tijd = start + casus.aanloop(casus.kaarten[kaart]) <= zuur
        if casus.kaarten[kaart].principe in GRONDWERK or start - was > EVEN_WACHTEN or not op_tijd:
            return True
    return False


def _eerste_starts(casus: Casus, plan: Plan) -> dict[str, int]:
    """Per card that should not wait the month of its first decision."""
    uit: dict[str, int] = {}
    for inzet in plan.inzetten:
        if inzet.mate > 0 and casus.kaarten[inzet.kaart].principe in WACHT_NIET:
            uit[inzet.kaart] = min(inzet.start, uit.get(inzet.kaart, inzet.start))
    return uit
