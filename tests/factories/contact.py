from __future__ import annotations

import uuid
from typing import Any

import factory
from django.utils import timezone
from wagtail.models import Site

from academy.contact.models import ContactPagina, Contactverzoek


class ContactPaginaFactory(factory.django.DjangoModelFactory):
    """A published contact page below the root of the site."""

    class Meta:
        model = ContactPagina

    title = "Contact"
    slug = "contact"
    inleiding = "Stel uw vraag."
    bedankt_titel = "Uw bericht is bij ons"
    bedankt_tekst = "Een medewerker reageert."
    beloofde_reactie_werkdagen = 4

    @classmethod
    def _create(cls, model_class: type, *args: Any, **kwargs: Any) -> Any:
        wortel = Site.objects.get(is_default_site=True).root_page
        return wortel.add_child(instance=model_class(*args, **kwargs))


class ContactverzoekFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Contactverzoek

    formulier_sleutel = factory.LazyFunction(uuid.uuid4)
    naam = factory.Sequence(lambda n: f"Rosa Vrager {n}")
    email = factory.Sequence(lambda n: f"rosa{n}@gemeente.example")
    onderwerp = Contactverzoek.Onderwerp.KENNISMAKING
    bericht = "Past de werkwijze bij onze wijk?"
    toestemming_op = factory.LazyFunction(timezone.now)
