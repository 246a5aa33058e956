from __future__ import annotations

from functools import cache
from typing import Any

import factory

from simulatie.acties.beoordelen import plan_zoals_beoordeeld, vingerafdruk
from simulatie.kern import Inzet, Plan, beoordeel, laad_casus
from simulatie.models import Beoordeling, Besluit, Sessie
from tests.factories.gebruikers import GebruikerFactory

KLEIN_PLAN = (
    {"kaart": "R2", "start": 0, "duur": 48, "mate": 0.6},
    {"kaart": "R1", "start": 2, "duur": 36, "mate": 0.5},
    {"kaart": "S1", "start": 3, "duur": 48, "mate": 0.4},
)


class SessieFactory(factory.django.DjangoModelFactory):
    """A session begun and decided through the real actions: ``plan=[{kaart, start, duur, mate}, …]``."""

    class Meta:
        model = Sessie

    @classmethod
    def _create(cls, model_class: type, *args: Any, **kwargs: Any) -> Any:
        from simulatie.acties.plan import voeg_toe
        from simulatie.acties.sessies import begin_sessie

        plan = kwargs.pop("plan", ())
        sessie = begin_sessie(
            gebruiker=kwargs.pop("gebruiker", None) or GebruikerFactory(),
            casus=kwargs.pop("casus", "klosjesbuurt"),
            soort=kwargs.pop("soort", Sessie.Soort.OEFENEN),
            **kwargs,
        )
        for nummer, inzet in enumerate(plan):
            voeg_toe(sessie=sessie, verwacht_nummer=nummer, inzet=Inzet(**inzet))
        return sessie


class OudeSessieFactory(factory.django.DjangoModelFactory):
    """A session that was begun when the case had another version: only rows can make it now."""

    class Meta:
        model = Sessie
        skip_postgeneration_save = True

    gebruiker = factory.SubFactory(GebruikerFactory)
    soort = Sessie.Soort.OEFENEN
    casus = "klosjesbuurt"
    casus_versie = "1999.1"
    model_versie = "1999.1"
    zaad = 1

    @factory.post_generation
    def plan(self, create: bool, extracted: Any, **kwargs: Any) -> None:
        for nummer, inzet in enumerate(extracted or (), start=1):
            Besluit.objects.create(
                sessie=self,
                nummer=nummer,
                soort=Besluit.Soort.TOEVOEGEN,
                inzet=f"m{nummer}",
                gegevens={"deelgebieden": None} | inzet,
            )


@cache
def oordeel_over_klein_plan() -> tuple[dict[str, Any], dict[str, Any]]:
    """KLEIN_PLAN and its judgement by the model, computed once per test run."""
    casus = laad_casus("klosjesbuurt")
    plan = Plan.uit_dict({"inzetten": list(KLEIN_PLAN)})
    return plan_zoals_beoordeeld(casus, plan), beoordeel(casus, plan).als_dict()


class BeoordelingFactory(factory.django.DjangoModelFactory):
    """A handed-in session with KLEIN_PLAN as stored rows; no signal. ``geslaagd`` writes another verdict."""

    class Meta:
        model = Beoordeling

    @classmethod
    def _create(cls, model_class: type, *args: Any, **kwargs: Any) -> Any:
        sessie = kwargs.pop("sessie", None) or SessieFactory(
            plan=KLEIN_PLAN, **{naam: kwargs.pop(naam) for naam in ("gebruiker", "soort") if naam in kwargs}
        )
        plan, oordeel = oordeel_over_klein_plan()
        oordeel = (
            oordeel | {"geslaagd": kwargs.pop("geslaagd", oordeel["geslaagd"])} | kwargs.pop("oordeel", {})
        )
        return Beoordeling.objects.create(
            sessie=sessie,
            plan=plan,
            oordeel=oordeel,
            sha256=vingerafdruk(plan, oordeel),
            geslaagd=oordeel["geslaagd"],
        )
