"""The result of a session, from what was stored when it was judged: a module for each thing a reader looks at.

What a judgement of an older version lacks is left out. Loops and predictions need lines that are not stored: they
come from a replay, shown only when it gives the stored line again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from simulatie.drukwerk.tijdlijn import Plantijdlijn
from simulatie.kern import Casus, Rechtmatigheid
from simulatie.models import Beoordeling, Sessie
from simulatie.schermen.gevraagd import Gevraagd, gevraagd
from simulatie.schermen.grafieken import LijnMetFeiten
from simulatie.schermen.lussen import TERUGKIJKEN, Lussen, lussen
from simulatie.schermen.notatie import Feitentabel, gebied
from simulatie.schermen.onderweg import Voorspeld, Voorval, onderweg, voorspeld
from simulatie.schermen.plantijdlijn import bewaarde_tijdlijn
from simulatie.schermen.uitslag.doelen import Doel, doelen, doelentabel
from simulatie.schermen.uitslag.lijnen import Tegelijk, tegelijk, uitkomstlijn
from simulatie.schermen.uitslag.plannen import Vakplan, plantabel, vakplan
from simulatie.schermen.uitslag.scores import Scores, scores
from simulatie.schermen.uitslag.waarde import Besluitwaarden, Bijdragen, besluiten, bijdragen
from simulatie.schermen.uitslag.wijzigingen import Vak, Wijziging, beste, vakken
from simulatie.schermen.uitslag.zeker import geluk, zekerheid
from simulatie.spel.besluiten import Lijnvoorspelling, Voorspelling
from simulatie.spel.herspeling import herspeel


@dataclass(frozen=True)
class Uitslag:
    """Everything the result page and its print show.

    gebied            what people call the place
    diagnose          what is most wrong with a plan that does no better than doing nothing, "" for one that does
    tegelijk          None in a judgement from before the same effort was laid otherwise
    beste             the two changes that bring most
    vakplan           None for a plan that passed, or that no plan of practitioners betters
    geluk             how far luck mattered, "" where that was not measured
    zekerheid         whether the comparison holds when the numbers of the model differ
    recht             the lawfulness as it was judged
    antwoorden_tegen  how many answers to events cost points
    besluiten         None where the measures were not valued
    terugkijken       months over which a feedback loop is looked for
    lussen            None when the run could not be played again
    voorspeld         None without predictions, or when the run could not be played again
    tijdlijn          the plan drawn over the months, None when it is empty
    """

    casusnaam: str
    gebied: str
    geslaagd: bool
    scores: Scores
    diagnose: str
    tegelijk: Tegelijk | None
    beste: Sequence[Wijziging]
    geluk: str
    zekerheid: Sequence[str]
    lijn: LijnMetFeiten
    doelen: Sequence[Doel]
    doelentabel: Feitentabel
    recht: Rechtmatigheid
    antwoorden_tegen: int
    vakken: Sequence[Vak]
    vakplan: Vakplan | None
    bijdragen: Bijdragen
    besluiten: Besluitwaarden | None
    lussen: Lussen | None
    terugkijken: int
    onderweg: Sequence[Voorval]
    gevraagd: Sequence[Gevraagd]
    voorspeld: Voorspeld | None
    plantabel: Feitentabel
    tijdlijn: Plantijdlijn | None


Voorspellingen = Sequence[Voorspelling | Lijnvoorspelling]


def uitslag(
    beoordeling: Beoordeling, casus: Casus | None = None, voorspellingen: Voorspellingen = ()
) -> Uitslag:
    """What a stored judgement says. ``casus``: the case in the version that was judged, if it still exists."""
    oordeel, plan = beoordeling.gelezen
    verloop = herspeel(casus, plan, oordeel) if casus else None
    voorvallen = onderweg(casus, plan, oordeel)
    return Uitslag(
        casusnaam=plan.casusnaam,
        gebied=gebied(casus),
        geslaagd=oordeel.geslaagd,
        scores=scores(oordeel, casus),
        diagnose=oordeel.diagnose,
        tegelijk=tegelijk(oordeel, casus),
        beste=beste(oordeel, casus),
        geluk=geluk(oordeel),
        zekerheid=zekerheid(oordeel),
        lijn=uitkomstlijn(oordeel, casus),
        doelen=doelen(oordeel),
        doelentabel=doelentabel(oordeel),
        recht=oordeel.rechtmatigheid,
        antwoorden_tegen=sum(voorval.telt_tegen for voorval in voorvallen),
        vakken=vakken(oordeel, casus),
        vakplan=vakplan(oordeel, plan, casus),
        bijdragen=bijdragen(oordeel),
        besluiten=besluiten(plan, oordeel.besluiten),
        lussen=lussen(casus, verloop) if casus and verloop else None,
        terugkijken=TERUGKIJKEN,
        onderweg=voorvallen,
        gevraagd=gevraagd(casus, plan),
        voorspeld=voorspeld(casus, verloop, voorspellingen),
        plantabel=plantabel(plan, casus),
        tijdlijn=bewaarde_tijdlijn(plan, casus),
    )


def uitslag_van(sessie: Sessie, *, met_voorspellingen: bool = True) -> Uitslag:
    """The result of a judged session, with its case when that version still exists. Only a test has predictions."""
    toets = sessie.soort == Sessie.Soort.TOETS
    voorspellingen = sessie.stand().voorspellingen if met_voorspellingen and toets else ()
    return uitslag(sessie.beoordeling, sessie.eigen_casus, voorspellingen)
