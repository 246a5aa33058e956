"""The neighbourhood model: pure Python and NumPy, no framework.

Other packages and outside checks use only the names listed at the end of this file.
"""

from simulatie.kern.bijdragen import Bijdrage
from simulatie.kern.casus import (
    Casus,
    CasusNietGeijkt,
    CasusOnbekend,
    Deelgebied,
    Kerncijfer,
    Persona,
    laad_casus,
)
from simulatie.kern.controle import Bezettingsoverzicht, bezetting, controleer_plan
from simulatie.kern.kaart import HOUDERS, PRINCIPES, Kaart
from simulatie.kern.oordeel import Oordeel, Uitkomst, beoordeel
from simulatie.kern.parameters import LUSSEN, MODELVERSIE, Parameter
from simulatie.kern.plan import Bevinding, Inzet, Plan, PlanOngeldig
from simulatie.kern.rechtmatigheid import Rechtmatigheid
from simulatie.kern.simuleer import simuleer
from simulatie.kern.vakmanschap import Advies, Vakscore
from simulatie.kern.verloop import Verloop

__all__ = [
    "HOUDERS",
    "LUSSEN",
    "MODELVERSIE",
    "PRINCIPES",
    "Advies",
    "Bevinding",
    "Bezettingsoverzicht",
    "Bijdrage",
    "Casus",
    "CasusNietGeijkt",
    "CasusOnbekend",
    "Deelgebied",
    "Inzet",
    "Kaart",
    "Kerncijfer",
    "Oordeel",
    "Parameter",
    "Persona",
    "Plan",
    "PlanOngeldig",
    "Rechtmatigheid",
    "Uitkomst",
    "Vakscore",
    "Verloop",
    "beoordeel",
    "bezetting",
    "controleer_plan",
    "laad_casus",
    "simuleer",
]
