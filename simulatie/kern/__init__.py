"""The neighbourhood model: pure Python and NumPy, no framework.

Other packages and outside checks use only the names listed at the end of this file.
"""

from simulatie.kern.besluiten import Besluit
from simulatie.kern.bijdragen import Bijdrage
from simulatie.kern.bronvragen import is_terecht, ontbrekende_kaarten
from simulatie.kern.casus import (
    Bron,
    Casus,
    CasusNietGeijkt,
    CasusOnbekend,
    Deelgebied,
    Grondslag,
    Kerncijfer,
    Persona,
    laad_casus,
    lees_casus,
)
from simulatie.kern.controle import Bezettingsoverzicht, bezetting, controleer_plan, wat_past
from simulatie.kern.document import lees_document, maak_document
from simulatie.kern.gebeurtenis import Gebeurtenis, Keuze
from simulatie.kern.indicator import Indicator, lees_indicatoren
from simulatie.kern.kaart import HOUDERS, PRINCIPES, Kaart
from simulatie.kern.keur import keur_casus
from simulatie.kern.lezen import CasusOngeldig
from simulatie.kern.onzekerheid import Band
from simulatie.kern.oordeel import Oordeel, Uitkomst, beoordeel
from simulatie.kern.parameters import LUSSEN, MODELVERSIE, Parameter
from simulatie.kern.plan import Bevinding, Bronvraag, Inzet, Plan, PlanOngeldig
from simulatie.kern.rechtmatigheid import Rechtmatigheid
from simulatie.kern.simuleer import simuleer
from simulatie.kern.vakmanschap import Advies, Vakscore
from simulatie.kern.verloop import Verloop
from simulatie.kern.waarneming import Waarneming, neem_waar, spreek
from simulatie.kern.xmile import exporteer_xmile

__all__ = [
    "HOUDERS",
    "LUSSEN",
    "MODELVERSIE",
    "PRINCIPES",
    "Advies",
    "Band",
    "Besluit",
    "Bevinding",
    "Bezettingsoverzicht",
    "Bijdrage",
    "Bron",
    "Bronvraag",
    "Casus",
    "CasusNietGeijkt",
    "CasusOnbekend",
    "CasusOngeldig",
    "Deelgebied",
    "Gebeurtenis",
    "Grondslag",
    "Indicator",
    "Inzet",
    "Kaart",
    "Kerncijfer",
    "Keuze",
    "Oordeel",
    "Parameter",
    "Persona",
    "Plan",
    "PlanOngeldig",
    "Rechtmatigheid",
    "Uitkomst",
    "Vakscore",
    "Verloop",
    "Waarneming",
    "beoordeel",
    "bezetting",
    "controleer_plan",
    "exporteer_xmile",
    "is_terecht",
    "keur_casus",
    "laad_casus",
    "lees_casus",
    "lees_document",
    "lees_indicatoren",
    "maak_document",
    "neem_waar",
    "ontbrekende_kaarten",
    "simuleer",
    "spreek",
    "wat_past",
]
