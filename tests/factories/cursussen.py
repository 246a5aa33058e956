from __future__ import annotations

from datetime import timedelta
from typing import Any

import factory
from django.utils import timezone
from wagtail.models import Site

from cursussen.models import (
    CursusPagina,
    CursusVersie,
    Inschrijving,
    LeergangPagina,
    LesPagina,
    ModulePagina,
    OpleidingenPagina,
    Uitvoering,
)
from tests.factories.gebruikers import GebruikerFactory


def vraag_waarde(stam: str = "Wat is umami?") -> dict[str, Any]:
    """The value of a question block with its right answer in second place."""
    return {
        "stam": stam,
        "keuzes": [
            {"tekst": "Een vijfde maatregel", "juist": False, "uitleg": "Nee, het is de samenhang."},
            {"tekst": "De vier principes in samenhang", "juist": True, "uitleg": "Ja."},
        ],
        "uitleg": "Umami gaat over volgorde, timing, mate en duur.",
    }


def _kind_van(ouder: Any, pagina: Any) -> Any:
    return ouder.add_child(instance=pagina)


class OpleidingenPaginaFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = OpleidingenPagina

    title = "Opleidingen"
    slug = factory.Sequence(lambda n: f"opleidingen-{n}")

    @classmethod
    def _create(cls, model_class: type, *args: Any, **kwargs: Any) -> Any:
        ouder = kwargs.pop("ouder", None) or Site.objects.get(is_default_site=True).root_page
        return _kind_van(ouder, model_class(*args, **kwargs))


def _schrijf_lessen(ouder: Any, aantal: int) -> None:
    for nummer in range(1, aantal + 1):
        _kind_van(
            ouder,
            LesPagina(
                title=f"Les {nummer}",
                slug=f"les-{nummer}",
                inleiding=f"Inleiding van les {nummer}.",
                inhoud=[
                    {"type": "tekst", "value": f"<p>Tekst van les {nummer}.</p>"},
                    {"type": "vraag", "value": vraag_waarde(f"Oefenvraag {nummer}?")},
                ],
            ),
        )


class LeergangPaginaFactory(factory.django.DjangoModelFactory):
    """A programme without courses; make those with ``CursusPaginaFactory(ouder=...)``."""

    class Meta:
        model = LeergangPagina

    title = factory.Sequence(lambda n: f"Leergang {n}")
    slug = factory.Sequence(lambda n: f"leergang-{n}")

    @classmethod
    def _create(cls, model_class: type, *args: Any, **kwargs: Any) -> Any:
        return _kind_van(
            kwargs.pop("ouder", None) or OpleidingenPaginaFactory(), model_class(*args, **kwargs)
        )


class ModulePaginaFactory(factory.django.DjangoModelFactory):
    """A published module with published lessons."""

    class Meta:
        model = ModulePagina

    title = factory.Sequence(lambda n: f"Module {n}")
    slug = factory.Sequence(lambda n: f"module-{n}")

    @classmethod
    def _create(cls, model_class: type, *args: Any, **kwargs: Any) -> Any:
        cursus, lessen = kwargs.pop("cursus"), kwargs.pop("lessen", 1)
        module = _kind_van(cursus, model_class(*args, **kwargs))
        _schrijf_lessen(module, lessen)
        return module


class CursusPaginaFactory(factory.django.DjangoModelFactory):
    """A course with two published lessons and two questions; pass ``lessen=0`` or ``vragen=[]`` for less."""

    class Meta:
        model = CursusPagina

    title = factory.Sequence(lambda n: f"Umami {n}")
    slug = factory.Sequence(lambda n: f"umami-{n}")
    casus = "klosjesbuurt"
    slaaggrens = 70

    @classmethod
    def _create(cls, model_class: type, *args: Any, **kwargs: Any) -> Any:
        ouder = kwargs.pop("ouder", None) or OpleidingenPaginaFactory()
        lessen = kwargs.pop("lessen", 2)
        vragen = kwargs.pop("vragen", [vraag_waarde("Vraag een?"), vraag_waarde("Vraag twee?")])
        cursus = _kind_van(
            ouder,
            model_class(*args, vragen=[{"type": "vraag", "value": waarde} for waarde in vragen], **kwargs),
        )
        _schrijf_lessen(cursus, lessen)
        return cursus


class CursusVersieFactory(factory.django.DjangoModelFactory):
    """Publishes through the real action, so that a test sees what an author's publication makes."""

    class Meta:
        model = CursusVersie

    @classmethod
    def _create(cls, model_class: type, *args: Any, **kwargs: Any) -> Any:
        from cursussen.acties.versies import leg_versie_vast

        return leg_versie_vast(cursus=kwargs.pop("cursus", None) or CursusPaginaFactory(**kwargs), door=None)


class UitvoeringFactory(factory.django.DjangoModelFactory):
    """A date of a course, six weeks from now."""

    class Meta:
        model = Uitvoering

    cursus = factory.SubFactory(CursusPaginaFactory)
    begint_op = factory.LazyFunction(lambda: timezone.now() + timedelta(weeks=6))
    eindigt_op = factory.LazyAttribute(lambda uitvoering: uitvoering.begint_op + timedelta(hours=6))
    plaats = "Leerdonk, stadskantoor"


class InschrijvingFactory(factory.django.DjangoModelFactory):
    """Enrols through the real action."""

    class Meta:
        model = Inschrijving

    @classmethod
    def _create(cls, model_class: type, *args: Any, **kwargs: Any) -> Any:
        from cursussen.acties.inschrijvingen import schrijf_in

        gebruiker = kwargs.pop("gebruiker", None) or GebruikerFactory()
        versie = kwargs.pop("versie", None) or CursusVersieFactory(**kwargs)
        return schrijf_in(gebruiker=gebruiker, cursus=versie.cursus)


def foute_antwoorden(vraag: dict[str, Any], andere: dict[str, Any]) -> dict[str, dict[str, str]]:
    """Answers that must be refused, by what is wrong with them."""
    goed = {"vraag": vraag["sleutel"], "keuze": vraag["keuzes"][0]["sleutel"]}
    return {
        "geen keuze": {"vraag": goed["vraag"]},
        "keuze van een andere vraag": goed | {"keuze": andere["keuzes"][0]["sleutel"]},
        "onbekende keuze": goed | {"keuze": "bestaat-niet"},
        "nulteken in de keuze": goed | {"keuze": goed["keuze"] + "\x00"},
        "onbekende vraag": goed | {"vraag": "bestaat-niet"},
        "nulteken in de vraag": goed | {"vraag": "\x00"},
        "te lange vraag": goed | {"vraag": "x" * 5000},
        "niets": {},
    }


MELDINGEN = {
    "geen keuze": "Kies eerst een antwoord. Er is nog niets opgeslagen.",
    "keuze van een andere vraag": "Dit antwoord hoort niet bij de vraag. Er is niets opgeslagen.",
    "onbekende keuze": "Dit antwoord hoort niet bij de vraag. Er is niets opgeslagen.",
    "nulteken in de keuze": "Dit antwoord hoort niet bij de vraag. Er is niets opgeslagen.",
    "onbekende vraag": "Deze vraag hoort er niet bij. Uw antwoord is niet opgeslagen.",
    "nulteken in de vraag": "Deze vraag hoort er niet bij. Uw antwoord is niet opgeslagen.",
    "te lange vraag": "Deze vraag hoort er niet bij. Uw antwoord is niet opgeslagen.",
    "niets": "Deze vraag hoort er niet bij. Uw antwoord is niet opgeslagen.",
}
