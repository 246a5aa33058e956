"""What test_server_gedood.py asks of the database, in a process of its own.

``python -m tests.academy.basis.spelproef klaar 2`` signs somebody in and begins so many sessions with a measure in the
plan; ``… besluiten <sleutel> <sleutel>`` prints what was decided in each, and ``… speel <sleutel> <sleutel>`` the same
after deciding once more in each, through the real action.
"""

from __future__ import annotations

import json
import sys

import django

from simulatie.kern import Inzet

django.setup()

from django.conf import settings  # noqa: E402
from django.test import Client  # noqa: E402

from academy.gebruikers.models import Gebruiker  # noqa: E402
from simulatie.acties.plan import voeg_toe, wijzig  # noqa: E402
from simulatie.acties.sessies import begin_sessie  # noqa: E402
from simulatie.models import Sessie  # noqa: E402


def klaar(aantal: str) -> dict[str, object]:
    aisha = Gebruiker.objects.create_user(email="aisha@leerdonk.nl")
    client = Client()
    client.force_login(aisha)
    sessies = [
        begin_sessie(gebruiker=aisha, casus="klosjesbuurt", soort="oefenen") for _ in range(int(aantal))
    ]
    for sessie in sessies:
        voeg_toe(sessie=sessie, verwacht_nummer=0, inzet=Inzet(kaart="R2", start=0, duur=48, mate=0.5))
    return {
        "koekje": f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}",
        "sessies": [str(sessie.sleutel) for sessie in sessies],
    }


def besluiten(*sleutels: str) -> list[list[list[object]]]:
    return [
        [
            [besluit.nummer, besluit.soort, besluit.gegevens["mate"]]
            for besluit in Sessie.objects.get(sleutel=sleutel).besluiten.order_by("nummer")
        ]
        for sleutel in sleutels
    ]


def speel(*sleutels: str) -> list[list[list[object]]]:
    for sleutel in sleutels:
        sessie = Sessie.objects.get(sleutel=sleutel)
        wijzig(sessie=sessie, verwacht_nummer=sessie.laatste_nummer(), sleutel="m1", mate=1.0)
    return besluiten(*sleutels)


if __name__ == "__main__":
    wat, *argumenten = sys.argv[1:]
    print(json.dumps({"klaar": klaar, "besluiten": besluiten, "speel": speel}[wat](*argumenten)))  # noqa: T201
