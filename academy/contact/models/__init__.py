"""Requests from the public, what the academy did with them, and what remains when they are deleted."""

from academy.contact.models.inrichting import Antwoordsjabloon, ContactInstellingen, Onderwerp
from academy.contact.models.pagina import ContactPagina
from academy.contact.models.verwijdering import Maandtelling, Verwijdering
from academy.contact.models.verzoek import Behandelstap, Contactverzoek

__all__ = [
    "Antwoordsjabloon",
    "Behandelstap",
    "ContactInstellingen",
    "ContactPagina",
    "Contactverzoek",
    "Maandtelling",
    "Onderwerp",
    "Verwijdering",
]
