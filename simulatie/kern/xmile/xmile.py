"""A case and a plan as one XMILE document, the exchange format of system dynamics.

The model is written out here a second time, as equations in text: what another engine makes of them is the
independent check of `stap` and `doses` (see `tests/simulatie/kern/test_xmile.py`). So no equation is taken from
those two modules; what the document shares with them is data: the case, the cards, the coefficients.

Only what every engine reads alike is used: scalar variables with ASCII names, Euler with dt = 1 as a number, MIN and
MAX of two arguments, IF in parentheses, no minus right after an operator, no arrays, DELAY, GRAPH or non_negative.
Units are words for people, no expressions for an engine to check.
A stock has one flow, its new value minus what it is, so that bounds and the pulse of a stop stand in equations.
"""

from xml.etree import ElementTree

from simulatie.kern.gegevens.casus import Casus
from simulatie.kern.gegevens.plan import Plan
from simulatie.kern.model.controle import eis_geldig
from simulatie.kern.xmile.dosering import schrijf_dosering
from simulatie.kern.xmile.getallen import schrijf_getallen
from simulatie.kern.xmile.inzetten import benoem, schrijf_inzetten
from simulatie.kern.xmile.team import schrijf_team
from simulatie.kern.xmile.uitkomsten import schrijf_uitkomsten
from simulatie.kern.xmile.variabelen import Variabelen
from simulatie.kern.xmile.werking import schrijf_werking
from simulatie.kern.xmile.wijk import schrijf_wijk

NAAMRUIMTE = "http://docs.oasis-open.org/xmile/ns/XMILE/v1.0"


def exporteer_xmile(casus: Casus, plan: Plan) -> str:
    """The case and the plan as an XMILE document, without events and noise. The same text for the same input.

    Raises PlanOngeldig when the plan has a fault (see `controleer_plan`).
    """
    eis_geldig(casus, plan)
    model = Variabelen(casus)
    model.hulp("leeswijzer", "0", _leeswijzer(casus))
    schrijf_uitkomsten(model)
    inzetten = benoem(casus, plan)
    schrijf_inzetten(model, inzetten)
    schrijf_dosering(model, inzetten)
    schrijf_werking(model)
    schrijf_wijk(model)
    schrijf_team(model)
    schrijf_getallen(model)
    return _document(model)


def _leeswijzer(casus: Casus) -> str:
    return " ".join(
        (
            f"{casus.naam}, versie {casus.versie}, model {casus.modelversie}.",
            "Dit is een leermodel, geen voorspelling. De casus is verzonnen en de meeste getallen zijn aannames.",
            "Zo leest u dit bestand. De tijd loopt in maanden; 0 is het begin.",
            "Een naam met een nummer hoort bij een deelgebied: angst_3 is de angst in deelgebied 3.",
            "Een naam zonder nummer geldt voor het hele gebied. De belangrijkste uitkomst is index.",
            "Elk getal staat in de eenheid die mensen zien, met die eenheid erbij; delen zijn procenten.",
            "Een naam met _model telt zoals de vergelijkingen tellen, van 0 tot 1 of in de maat van het model.",
            "Uw plan staat in namen als r1_1_start, r1_1_duur, r1_1_mate en r1_1_in_3:",
            "de kaart, de hoeveelste inzet van die kaart, en wat u hebt gekozen.",
            "Verander een getal en reken opnieuw om te zien wat dat uitmaakt.",
            "Toeval en gebeurtenissen staan uit. Of het plan binnen het budget past, rekent dit bestand niet na.",
            "Er is geen tekening bij: het bestand bevat alleen de vergelijkingen.",
            "Bij elk getal staat waar het vandaan komt.",
        )
    )


def _document(m: Variabelen) -> str:
    casus = m.casus
    xmile = ElementTree.Element("xmile", version="1.0", xmlns=NAAMRUIMTE)
    kop = ElementTree.SubElement(xmile, "header")
    ElementTree.SubElement(kop, "vendor").text = "Zoet Zuur Zout Bitter Academy"
    product = ElementTree.SubElement(kop, "product", version=casus.modelversie, lang="nl")
    product.text = "Wijksimulatie"
    ElementTree.SubElement(kop, "name").text = casus.naam
    ElementTree.SubElement(kop, "version").text = casus.versie
    ElementTree.SubElement(kop, "caption").text = "Dit is een leermodel, geen voorspelling."
    tijd = ElementTree.SubElement(xmile, "sim_specs", method="Euler", time_units="Maanden")
    for veld, waarde in (("start", "0"), ("stop", str(casus.horizon)), ("dt", "1")):
        ElementTree.SubElement(tijd, veld).text = waarde
    model = ElementTree.SubElement(xmile, "model")
    ElementTree.SubElement(model, "variables").extend(m.variabelen.values())
    ElementTree.indent(xmile)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{ElementTree.tostring(xmile, encoding="unicode")}\n'
