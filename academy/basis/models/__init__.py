"""What every package shares: pages, pictures, site settings, work that must happen and mail that must leave."""

from academy.basis.models.afbeelding import Afbeelding, Rendition
from academy.basis.models.bericht import Bericht
from academy.basis.models.instellingen import Instellingen
from academy.basis.models.opdracht import Opdracht
from academy.basis.models.pagina import BasisPagina, menu_van, openbaar

__all__ = [
    "Afbeelding",
    "BasisPagina",
    "Bericht",
    "Instellingen",
    "Opdracht",
    "Rendition",
    "menu_van",
    "openbaar",
]
