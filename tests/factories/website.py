from __future__ import annotations

from typing import Any
from uuid import uuid4

import factory
from django.core.files.base import ContentFile
from wagtail.models import Site

from academy.basis.models import Afbeelding
from academy.website.models import (
    ArtikelIndexPagina,
    ArtikelPagina,
    Getuigenis,
    GetuigenissenPagina,
    HomePagina,
    InhoudPagina,
    PrincipePagina,
    ToepassingPagina,
)

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20"><path d="M0 0h40v20H0z"/></svg>'


class PaginaFactory(factory.django.DjangoModelFactory):
    """A published page below the root of the site, or below ``ouder``."""

    class Meta:
        abstract = True

    slug = factory.LazyFunction(lambda: f"pagina-{uuid4().hex[:8]}")

    @classmethod
    def _create(cls, model_class: type, *args: Any, **kwargs: Any) -> Any:
        ouder = kwargs.pop("ouder", None) or Site.objects.get(is_default_site=True).root_page
        return ouder.add_child(instance=model_class(*args, **kwargs))


class HomePaginaFactory(PaginaFactory):
    class Meta:
        model = HomePagina

    title = "Academy"
    kop = "Hoe wordt een straat weer van de bewoners?"


class InhoudPaginaFactory(PaginaFactory):
    class Meta:
        model = InhoudPagina

    title = factory.Sequence(lambda n: f"Inhoud {n}")


class PrincipePaginaFactory(PaginaFactory):
    class Meta:
        model = PrincipePagina

    title = "Zoet"
    principe = "zoet"
    kern = "Zoet is steun."


class ToepassingPaginaFactory(PaginaFactory):
    class Meta:
        model = ToepassingPagina

    title = factory.Sequence(lambda n: f"Plek {n}")
    omgeving = ToepassingPagina.Omgeving.WIJK


class ArtikelIndexPaginaFactory(PaginaFactory):
    class Meta:
        model = ArtikelIndexPagina

    title = "Artikelen"


class ArtikelPaginaFactory(PaginaFactory):
    class Meta:
        model = ArtikelPagina

    title = factory.Sequence(lambda n: f"Artikel {n}")
    auteur = "Redactie"


class GetuigenissenPaginaFactory(PaginaFactory):
    class Meta:
        model = GetuigenissenPagina

    title = "Getuigenissen"


class GetuigenisFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Getuigenis

    tekst = factory.Sequence(lambda n: f"Samen kom je verder, zei nummer {n}.")
    functie = "Wijkagent"
    toestemming = True
    live = True


class AfbeeldingFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Afbeelding

    title = "vormen.svg"
    description = "Vijf vormen"
    file = factory.LazyFunction(lambda: ContentFile(SVG, name="vormen.svg"))
