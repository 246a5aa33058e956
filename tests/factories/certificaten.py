from __future__ import annotations

from typing import Any

import factory

from academy.gebruikers.models import Gebruiker
from certificaten.acties.uitgifte import Naam, vraag_certificaat_aan
from certificaten.models import Certificaat, Certificering, Cyclus
from cursussen.acties.inschrijvingen import schrijf_in
from cursussen.acties.versies import leg_versie_vast
from cursussen.acties.voortgang import rond_af_wat_klaar_is, vink_les_af
from cursussen.acties.vragen import beantwoord, begin_poging
from cursussen.models import CursusPagina, Inschrijving, Simulatiepoging
from simulatie.models import Beoordeling, Sessie
from tests.factories.cursussen import CursusPaginaFactory
from tests.factories.gebruikers import GebruikerFactory


class CertificeringFactory(factory.django.DjangoModelFactory):
    """A certification with a course that has a version; the course has no simulation unless it is passed in."""

    class Meta:
        model = Certificering

    titel = "Umami in de wijk"
    geldig_maanden = 36

    @classmethod
    def _create(cls, model_class: type, *args: Any, **kwargs: Any) -> Certificering:
        cursus = kwargs.pop("cursus", None) or CursusPaginaFactory(casus="")
        if not cursus.versies.exists():
            leg_versie_vast(cursus=cursus, door=None)
        return super()._create(model_class, *args, cursus=cursus, **kwargs)


def rond_cursus_af(gebruiker: Gebruiker, cursus: CursusPagina) -> Inschrijving:
    """Enrol and complete through the real actions; only the play session is made by hand."""
    inschrijving = schrijf_in(gebruiker=gebruiker, cursus=cursus)
    if inschrijving.versie.casus:
        haal_toets(inschrijving)
    for les in inschrijving.versie.lessen:
        vink_les_af(inschrijving=inschrijving, les=les["sleutel"])
    poging = begin_poging(inschrijving=inschrijving)
    for vraag in poging.vragen:
        juist = next(keuze["sleutel"] for keuze in vraag["keuzes"] if keuze["juist"])
        beantwoord(poging=poging, vraag=vraag["sleutel"], keuze=juist)
    return Inschrijving.objects.get(pk=inschrijving.pk)


def haal_toets(inschrijving: Inschrijving) -> Sessie:
    """A judged and passed test run for this enrolment."""
    sessie = Sessie.objects.create(
        gebruiker=inschrijving.gebruiker,
        soort=Sessie.Soort.TOETS,
        casus=inschrijving.versie.casus,
        casus_versie="1.2",
        model_versie="3.4",
        zaad=7,
    )
    Simulatiepoging.objects.create(inschrijving=inschrijving, sessie=sessie)
    Beoordeling.objects.create(sessie=sessie, plan={}, oordeel={}, sha256="a" * 64, geslaagd=True)
    rond_af_wat_klaar_is(inschrijving=inschrijving)
    return sessie


class CyclusFactory(factory.django.DjangoModelFactory):
    """A turn that was earned by completing the course."""

    class Meta:
        model = Cyclus

    @classmethod
    def _create(cls, model_class: type, *args: Any, **kwargs: Any) -> Cyclus:
        gebruiker = kwargs.pop("gebruiker", None) or GebruikerFactory()
        certificering = kwargs.pop("certificering", None) or CertificeringFactory(**kwargs)
        return rond_cursus_af(gebruiker, certificering.cursus).cyclus


class CertificaatFactory(factory.django.DjangoModelFactory):
    """A certificate under the name of the account; not printed yet."""

    class Meta:
        model = Certificaat

    @classmethod
    def _create(cls, model_class: type, *args: Any, **kwargs: Any) -> Certificaat:
        cyclus = kwargs.pop("cyclus", None) or CyclusFactory(**kwargs)
        return vraag_certificaat_aan(cyclus=cyclus, naam=Naam.van(cyclus.gebruiker))
