from __future__ import annotations

from collections.abc import Callable

import pytest

from academy.gebruikers.models import Gebruiker
from cursussen.acties.vragen import beantwoord, begin_poging
from cursussen.models import Inschrijving, Poging
from simulatie.models import Beoordeling, Sessie
from simulatie.signals import sessie_beoordeeld
from tests.factories.cursussen import InschrijvingFactory


@pytest.fixture
def inschrijving(aisha: Gebruiker) -> Inschrijving:
    """Aisha takes a course with two lessons, two questions and a simulation."""
    return InschrijvingFactory(gebruiker=aisha)


@pytest.fixture
def beantwoord_alles() -> Callable[[Inschrijving, int], Poging]:
    """Answer all questions of the course in the running or a new attempt, the first ``goed`` of them rightly."""

    def _beantwoord(inschrijving: Inschrijving, goed: int) -> Poging:
        poging = begin_poging(inschrijving=inschrijving)
        for nummer, vraag in enumerate(poging.vragen):
            keuze = next(keuze for keuze in vraag["keuzes"] if keuze["juist"] is (nummer < goed))
            beantwoord(poging=poging, vraag=vraag["sleutel"], keuze=keuze["sleutel"])
        return poging

    return _beantwoord


@pytest.fixture
def beoordeel() -> Callable[[Sessie, bool], Beoordeling]:
    """Judge a session the way ``simulatie`` reports it: a stored judgement and its signal."""

    def _beoordeel(sessie: Sessie, geslaagd: bool) -> Beoordeling:
        beoordeling = Beoordeling.objects.create(
            sessie=sessie, plan={}, oordeel={}, sha256="a" * 64, geslaagd=geslaagd
        )
        sessie_beoordeeld.send(sender=Sessie, sessie=sessie)
        return beoordeling

    return _beoordeel
