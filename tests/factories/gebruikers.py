from __future__ import annotations

import datetime

import factory

from academy.gebruikers.models import Gebruiker, Lidmaatschap, Organisatie


class GebruikerFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Gebruiker
        skip_postgeneration_save = True

    first_name = "Sanne"
    last_name = factory.Sequence(lambda n: f"Testpersoon{n}")
    email = factory.Sequence(lambda n: f"persoon{n}@voorbeeld.nl")

    @factory.post_generation
    def adres_bevestigd(self, create: bool, extracted: bool | None, **kwargs: object) -> None:
        """A verified address, as after the code by mail; pass ``adres_bevestigd=False`` to leave it out."""
        if create and extracted is not False:
            self.emailaddress_set.create(email=self.email, verified=True, primary=True)


class OrganisatieFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Organisatie

    naam = factory.Sequence(lambda n: f"Gemeente Leerdonk {n}")
    soort = Organisatie.Soort.GEMEENTE


class LidmaatschapFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Lidmaatschap

    gebruiker = factory.SubFactory(GebruikerFactory)
    organisatie = factory.SubFactory(OrganisatieFactory)
    van = datetime.date(2026, 1, 1)
