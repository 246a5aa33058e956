"""A play session: case version + model version + seed + a list of decisions, and what hangs on it."""

from simulatie.models.begeleiding import Opmerking, Opmerkingsoort
from simulatie.models.beoordeling import Beoordeling, Nakijkbesluit, Nakijkuitkomst, Nakijkverzoek
from simulatie.models.besluit import EENMALIG, Besluit, Besluitherkomst, Besluitsoort
from simulatie.models.bewaard import BewaardPlan, Plandeling
from simulatie.models.casusversie import Casusversie, casus_van_document
from simulatie.models.sessie import Sessie, Sessiesoort
from simulatie.models.stand import Planwissel, Stand, Terugweg, Vorm, Wijziging, is_zelfde_plan
from simulatie.models.stuk import Druk, Stuk, Stuksoort

__all__ = [
    "EENMALIG",
    "Beoordeling",
    "Besluit",
    "Besluitherkomst",
    "Besluitsoort",
    "BewaardPlan",
    "Casusversie",
    "Druk",
    "Nakijkbesluit",
    "Nakijkuitkomst",
    "Nakijkverzoek",
    "Opmerking",
    "Opmerkingsoort",
    "Plandeling",
    "Planwissel",
    "Sessie",
    "Sessiesoort",
    "Stand",
    "Stuk",
    "Stuksoort",
    "Terugweg",
    "Vorm",
    "Wijziging",
    "casus_van_document",
    "is_zelfde_plan",
]
