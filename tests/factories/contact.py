from __future__ import annotations

import uuid
from typing import Any

import factory
import time_machine
from django.utils import timezone
from wagtail.models import Site

from academy.contact.acties.robots import kenmerk_van
from academy.contact.models import Antwoordsjabloon, ContactPagina, Contactverzoek, Onderwerp
from academy.contact.werkdagen import na_werkdagen


class ContactPaginaFactory(factory.django.DjangoModelFactory):
    """A published contact page below the root of the site."""

    class Meta:
        model = ContactPagina

    title = "Contact"
    slug = "contact"
    inleiding = "Stel uw vraag."
    bedankt_titel = "Uw bericht is bij ons"
    bedankt_tekst = "Een medewerker reageert."

    @classmethod
    def _create(cls, model_class: type, *args: Any, **kwargs: Any) -> Any:
        wortel = Site.objects.get(is_default_site=True).root_page
        return wortel.add_child(instance=model_class(*args, **kwargs))


class OnderwerpFactory(factory.django.DjangoModelFactory):
    """A topic by its name; the four of the first migration exist already."""

    class Meta:
        model = Onderwerp

    naam = "Kennismaking"

    @classmethod
    def _create(cls, model_class: type, *args: Any, **kwargs: Any) -> Onderwerp:
        return Onderwerp.objects.update_or_create(naam=kwargs.pop("naam"), defaults=kwargs)[0]


class AntwoordsjabloonFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Antwoordsjabloon

    naam = factory.Sequence(lambda n: f"Sjabloon {n}")
    onderwerp = "Over {onderwerp} ({kenmerk})"
    tekst = "Beste {naam},\n\nU schreef op {ontvangen_op}.\n\n{medewerker}"


class ContactverzoekFactory(factory.django.DjangoModelFactory):
    """A request as it came in just now; ``ontvangen_op`` puts it in the past, with the promise of its topic."""

    class Meta:
        model = Contactverzoek

    formulier_sleutel = factory.LazyFunction(uuid.uuid4)
    kenmerk = factory.LazyAttribute(lambda verzoek: kenmerk_van(verzoek.formulier_sleutel))
    naam = factory.Sequence(lambda n: f"Rosa Vrager {n}")
    email = factory.Sequence(lambda n: f"rosa{n}@gemeente.example")
    onderwerp = factory.SubFactory(OnderwerpFactory)
    bericht = factory.Sequence(lambda n: f"Past de werkwijze bij onze wijk? Vraag {n}.")
    toestemming_op = factory.LazyFunction(timezone.now)

    @classmethod
    def _create(cls, model_class: type, *args: Any, **kwargs: Any) -> Any:
        with time_machine.travel(kwargs.pop("ontvangen_op", timezone.now()), tick=False):
            kwargs["uiterlijk_op"] = na_werkdagen(timezone.localdate(), kwargs["onderwerp"].werkdagen)
            return super()._create(model_class, *args, **kwargs)
