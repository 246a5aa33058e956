"""A play session: case version + model version + seed + a list of decisions, and what hangs on it."""

from simulatie.models.begeleiding import Opmerking, Opmerkingsoort
from simulatie.models.beoordeling import Beoordeling, Nakijkbesluit, Nakijkuitkomst, Nakijkverzoek
from simulatie.models.besluit import Besluit, gegevens_van
from simulatie.models.bewaard import BewaardPlan, Linkintrekking, Plandeling, Planlink
from simulatie.models.casusversie import AANBOD, Casusversie, casus_van_document, casussen, nieuwste_casus
from simulatie.models.oefenstap import Oefenstap, is_nieuweling
from simulatie.models.sessie import Sessie, Sessiesoort
from simulatie.models.stuk import Druk, Stuk, Stuksoort

__all__ = [
    "AANBOD",
    "Beoordeling",
    "Besluit",
    "BewaardPlan",
    "Casusversie",
    "Druk",
    "Linkintrekking",
    "Nakijkbesluit",
    "Nakijkuitkomst",
    "Nakijkverzoek",
    "Oefenstap",
    "Opmerking",
    "Opmerkingsoort",
    "Plandeling",
    "Planlink",
    "Sessie",
    "Sessiesoort",
    "Stuk",
    "Stuksoort",
    "casus_van_document",
    "casussen",
    "gegevens_van",
    "is_nieuweling",
    "nieuwste_casus",
]
