"""The people of the demo. Nobody has a password: they sign in with the code that the terminal shows."""

from __future__ import annotations

from allauth.account.models import EmailAddress
from django.contrib.auth.models import Group
from django.db import transaction

from academy.gebruikers.models import Gebruiker, Lidmaatschap, Organisatie
from academy.gebruikers.rechten import GROEP_ACADEMIE, GROEP_TRAINERS

LEERDONK = ("Gemeente Leerdonk", Organisatie.Soort.GEMEENTE)
WOONSPOEL = ("Woonspoel", Organisatie.Soort.CORPORATIE)

ESTHER = "esther@academy.example"
# E-mail address → first name, tussenvoegsel, last name.
MENSEN = {
    "aisha@leerdonk.example": ("Aisha", "", "Bakker"),
    "bram@academy.example": ("Bram", "de", "Wit"),
    "carla@leerdonk.example": ("Carla", "", "Visser"),
    "daan@elders.example": ("Daan", "", "Smit"),
    ESTHER: ("Esther", "", "Mulder"),
    "karel@woonspoel.example": ("Karel", "van den", "Berg"),
}
LEDEN = (
    ("aisha@leerdonk.example", LEERDONK, Lidmaatschap.Rol.MEDEWERKER),
    ("carla@leerdonk.example", LEERDONK, Lidmaatschap.Rol.BEHEERDER),
    ("karel@woonspoel.example", WOONSPOEL, Lidmaatschap.Rol.MEDEWERKER),
)
GROEPEN = {"bram@academy.example": GROEP_TRAINERS, ESTHER: GROEP_ACADEMIE}


def maak_mensen() -> bool:
    """Make the organisations and the people; ``False`` when the first of them exists already."""
    if Gebruiker.objects.filter(email=next(iter(MENSEN))).exists():
        return False
    with transaction.atomic():
        for email, (voornaam, tussenvoegsel, achternaam) in MENSEN.items():
            gebruiker = Gebruiker.objects.create_user(
                email, first_name=voornaam, tussenvoegsel=tussenvoegsel, last_name=achternaam
            )
            EmailAddress.objects.create(user=gebruiker, email=email, verified=True, primary=True)
        for email, (naam, soort), rol in LEDEN:
            organisatie, _nieuw = Organisatie.objects.get_or_create(naam=naam, defaults={"soort": soort})
            Lidmaatschap.objects.create(
                gebruiker=Gebruiker.objects.get(email=email), organisatie=organisatie, rol=rol
            )
        for email, groep in GROEPEN.items():
            Gebruiker.objects.get(email=email).groups.add(Group.objects.get(name=groep))
    return True
