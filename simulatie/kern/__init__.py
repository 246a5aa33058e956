"""The neighbourhood model: pure Python and NumPy, no framework.

Other packages and outside checks use only the names listed at the end of this file.
"""

from simulatie.kern.gegevens.casus import (
    Bron,
    Casus,
    CasusNietGeijkt,
    CasusOnbekend,
    Deelgebied,
    Grondslag,
    Kerncijfer,
    Persona,
)
from simulatie.kern.gegevens.gebeurtenis import Gebeurtenis, Keuze
from simulatie.kern.gegevens.indicator import Indicator
from simulatie.kern.gegevens.kaart import HOUDERS, PRINCIPES, SOORTEN, Kaart
from simulatie.kern.gegevens.lezen import CasusOngeldig
from simulatie.kern.gegevens.parameters import LUSSEN, Parameter
from simulatie.kern.gegevens.plan import Bevinding, Bronvraag, Inzet, Plan, PlanOngeldig
from simulatie.kern.inlezen.casus_lezen import laad_casus, lees_casus
from simulatie.kern.inlezen.document import lees_document, maak_document
from simulatie.kern.inlezen.tabellen import lees_indicatoren, lees_parameters
from simulatie.kern.model.bronvragen import ontbrekende_kaarten
from simulatie.kern.model.browsermodel import browsergetallen, browsermodule, browsermodules
from simulatie.kern.model.controle import Bezettingsoverzicht, bezetting, controleer_plan, wat_past
from simulatie.kern.model.dosisformules import INZET_IN_AANLOOP
from simulatie.kern.model.rechtmatigheid import Rechtmatigheid
from simulatie.kern.model.simuleer import simuleer
from simulatie.kern.model.verloop import Verloop
from simulatie.kern.model.waarneming import RUIS, Waarneming, neem_waar, spreek
from simulatie.kern.oordeel.besluiten import Besluitwaarde
from simulatie.kern.oordeel.bijdragen import Bijdrage
from simulatie.kern.oordeel.doorrekening import Doorrekening, reken_door
from simulatie.kern.oordeel.gevoeligheid import Gevoeligheid, gevoeligheden
from simulatie.kern.oordeel.naaste import verschillen
from simulatie.kern.oordeel.onzekerheid import Band
from simulatie.kern.oordeel.oordeel import Oordeel, Uitkomst, beoordeel
from simulatie.kern.oordeel.plantabel import Planregel, plantabel
from simulatie.kern.oordeel.vakmanschap import Advies, Vakscore
from simulatie.kern.oordeel.waardering import cijfers
from simulatie.kern.xmile.beschrijving import LUSSENBEELD, Vergelijking, beschrijf_maatregel, beschrijf_model
from simulatie.kern.xmile.getallen import IJKPUNT
from simulatie.kern.xmile.voorraden import VOORRADEN
from simulatie.kern.xmile.xmile import exporteer_xmile

__all__ = [
    "HOUDERS",
    "IJKPUNT",
    "INZET_IN_AANLOOP",
    "LUSSEN",
    "LUSSENBEELD",
    "PRINCIPES",
    "RUIS",
    "SOORTEN",
    "VOORRADEN",
    "Advies",
    "Band",
    "Besluitwaarde",
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
    "Doorrekening",
    "Gebeurtenis",
    "Gevoeligheid",
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
    "Planregel",
    "Rechtmatigheid",
    "Uitkomst",
    "Vakscore",
    "Vergelijking",
    "Verloop",
    "Waarneming",
    "beoordeel",
    "beschrijf_maatregel",
    "beschrijf_model",
    "bezetting",
    "browsergetallen",
    "browsermodule",
    "browsermodules",
    "cijfers",
    "controleer_plan",
    "exporteer_xmile",
    "gevoeligheden",
    "laad_casus",
    "lees_casus",
    "lees_document",
    "lees_indicatoren",
    "lees_parameters",
    "maak_document",
    "neem_waar",
    "ontbrekende_kaarten",
    "plantabel",
    "reken_door",
    "simuleer",
    "spreek",
    "verschillen",
    "wat_past",
]
