"""What a browser needs to run the model itself while practising. Never in a test: there it would tell what nobody asked."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from functools import lru_cache
from hashlib import sha256
from typing import Any

from django.contrib.staticfiles import finders
from django.templatetags.static import static
from django.urls import reverse

from simulatie.kern import Casus, browsergetallen, browsermodule
from simulatie.models import Casusversie
from simulatie.schermen.werkblad import LIJNEN

MAP = "model"
"""Folder of the static files where ``bereid_model`` puts the modules."""


@dataclass(frozen=True)
class Leermodel:
    """What ``meebewegen.js`` reads.

    rekenen, formules, getallen  addresses: of the module that keeps the books of one plan, of the equations, and of the
                                 numbers of the case
    lijnen      per line on the page, in order: the quantity, and how many people see for one of it; the plan stands in
                ``Tijdlijn``
    """

    rekenen: str
    formules: str
    getallen: str
    lijnen: Sequence[tuple[str, float]]

    def als_json(self) -> dict[str, Any]:
        return asdict(self)


def leermodel(versie: Casusversie, casus: Casus) -> Leermodel | None:
    """None when the equations of today were not made into a file (``bereid_model``): then the server alone answers."""
    formules = _adres_van_formules(casus)
    if formules is None:
        return None
    inhoud = getallen(casus)
    return Leermodel(
        rekenen=static("js/leermodel.js"),
        formules=formules,
        getallen=reverse("simulatie_getallen", args=[versie.pk, merk(inhoud)]),
        lijnen=[(grootheid, factor) for grootheid, _titel, _eenheid, factor, _hoogst in LIJNEN],
    )


@lru_cache(maxsize=32)
def getallen(casus: Casus) -> str:
    """The numbers of a case as JSON."""
    return json.dumps(browsergetallen(casus), separators=(",", ":"))


def merk(inhoud: str) -> str:
    """What an address says of its content, so that it never has another."""
    return sha256(inhoud.encode()).hexdigest()[:16]


def bestandsnaam(module: str) -> str:
    """A file has the name of its content: equations that changed are never taken for the old ones."""
    return f"{merk(module)}.js"


@lru_cache(maxsize=32)
def _bestand(casus: Casus) -> str:
    return f"{MAP}/{bestandsnaam(browsermodule(casus))}"


def _adres_van_formules(casus: Casus) -> str | None:
    naam = _bestand(casus)
    try:
        adres = static(naam)
    except ValueError:
        # Static files that were collected without it.
        return None
    # Where nothing is collected, an address is no promise.
    return adres if naam not in adres or finders.find(naam) else None
