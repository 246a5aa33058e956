"""Courses as authors write them (pages), as they were published (versions), and what people did (facts)."""

from cursussen.models.leergang import Leergangafronding, Leerganginschrijving, LeergangPagina
from cursussen.models.leren import (
    Afronding,
    Antwoord,
    Gelezen,
    Inschrijving,
    Poging,
    Simulatiepoging,
)
from cursussen.models.opleidingen import OpleidingenPagina
from cursussen.models.paginas import CursusPagina, LesPagina, ModulePagina
from cursussen.models.uitvoering import Uitvoering
from cursussen.models.versie import CursusVersie

__all__ = [
    "Afronding",
    "Antwoord",
    "CursusPagina",
    "CursusVersie",
    "Gelezen",
    "Inschrijving",
    "LeergangPagina",
    "Leergangafronding",
    "Leerganginschrijving",
    "LesPagina",
    "ModulePagina",
    "OpleidingenPagina",
    "Poging",
    "Simulatiepoging",
    "Uitvoering",
]
