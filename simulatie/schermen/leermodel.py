"""What a browser needs to run the model itself while practising. Never in a test: there it would tell what nobody asked."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, astuple, dataclass
from functools import lru_cache
from hashlib import sha256
from typing import Any

from django.contrib.staticfiles import finders
from django.templatetags.static import static
from django.urls import reverse

from simulatie.kern import Casus, browsergetallen, browsermodule
from simulatie.models import Casusversie
from simulatie.schermen.grafieken import BOVEN, LABELAFSTAND, LINKS, ONDER, RECHTS, vaste_schaal
from simulatie.schermen.werkblad import LIJNEN
from simulatie.spel.stand import Stand

MAP = "model"
"""Folder of the static files where ``bereid_model`` puts the modules."""


@dataclass(frozen=True)
class Leermodel:
    """What ``meebewegen.js`` reads.

    rekenen, formules, getallen  addresses: of the module that keeps the books of one plan, of the equations, and of the
                                 numbers of the case
    mate        how strong each measure of the plan is, 0 to 1, by its key; the rest of it stands in ``Tijdlijn``, which
                has whole percents only
    lijnen      per chart on the page, in order: the quantity, how many people see for one of it, and its scale
    maten       of the charts: how much room there is beside, under and above the lines, and between two names
    """

    rekenen: str
    formules: str
    getallen: str
    mate: Mapping[str, float]
    lijnen: Sequence[tuple[str, float, tuple[float, ...]]]
    maten: Mapping[str, int]

    def als_json(self) -> dict[str, Any]:
        return asdict(self)


def leermodel(versie: Casusversie, casus: Casus, stand: Stand) -> Leermodel | None:
    """None when the equations of today were not made into a file (``bereid_model``): then the server alone answers."""
    formules = _adres_van_formules(casus)
    if formules is None:
        return None
    inhoud = getallen(casus)
    return Leermodel(
        rekenen=static("js/leermodel.js"),
        formules=formules,
        getallen=reverse("simulatie_getallen", args=[versie.pk, merk(inhoud)]),
        mate={sleutel: inzet.mate for sleutel, inzet in stand.inzetten.items()},
        lijnen=[
            (grootheid, factor, astuple(vaste_schaal(casus, grootheid, factor, hoogst)))
            for grootheid, _titel, _eenheid, factor, hoogst in LIJNEN
        ],
        maten={
            "links": LINKS,
            "rechts": RECHTS,
            "onder": ONDER,
            "boven": BOVEN,
            "labelafstand": LABELAFSTAND,
        },
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
