"""The server is killed while people decide: what was answered is there once, what was not can be sent again."""

from __future__ import annotations

import http.client
import json
import threading
import time
from dataclasses import dataclass, field
from urllib.parse import urlencode

import pytest

from tests.academy.basis.omgeving import draai
from tests.academy.basis.test_webserver import website

pytestmark = pytest.mark.langzaam

PROEF = "tests.academy.basis.spelproef"
GENOEG = 6
"""Decisions that were answered before the server is killed."""
SLEUTEL = "a" * 32


@dataclass
class Speler:
    """Somebody who changes the intensity of one measure again and again; every form is another decision."""

    sleutel: str
    koekje: str
    beantwoord: list[int] = field(default_factory=list)
    onbeantwoord: int | None = None

    def verstuur(self, poort: int, nummer: int) -> int:
        """Post the form that decides number ``nummer``; the status of the answer."""
        velden = {
            "csrfmiddlewaretoken": SLEUTEL,
            "verwacht_nummer": nummer - 1,
            "start": 0,
            "duur": 48,
            "mate": self.mate(nummer),
        }
        verbinding = http.client.HTTPConnection("127.0.0.1", poort, timeout=20)
        verbinding.request(
            "POST",
            f"/simulatie/{self.sleutel}/maatregel/m1/",
            urlencode(velden),
            {
                "Cookie": f"{self.koekje}; csrftoken={SLEUTEL}",
                "Content-Type": "application/x-www-form-urlencoded",
            },
        )
        status = verbinding.getresponse().status
        verbinding.close()
        return status

    def speel(self, poort: int) -> None:
        """Decide until the server is gone."""
        nummer = 2
        while True:
            self.onbeantwoord = nummer
            try:
                assert self.verstuur(poort, nummer) == 302
            except (OSError, http.client.HTTPException):
                return
            self.beantwoord.append(nummer)
            nummer += 1

    @staticmethod
    def mate(nummer: int) -> int:
        return 1 + nummer % 100


@pytest.mark.parametrize("soort", ["ingebouwd", pytest.param("diensten", marks=pytest.mark.werker)])
def test_geen_besluit_gaat_verloren_en_geen_gebeurt_twee_keer(request, soort):
    omgeving = request.getfixturevalue(soort)
    begin = json.loads(draai(omgeving, "-m", PROEF, "klaar", 2))
    spelers = [Speler(sleutel, begin["koekje"]) for sleutel in begin["sessies"]]
    with website(omgeving) as poort:
        draden = [threading.Thread(target=speler.speel, args=[poort]) for speler in spelers]
        for draad in draden:
            draad.start()
        uiterlijk = time.monotonic() + 40
        while min(len(speler.beantwoord) for speler in spelers) < GENOEG and time.monotonic() < uiterlijk:
            time.sleep(0.01)
        # Leaving the block kills the server and all its threads, in the middle of what they were doing.
    for draad in draden:
        draad.join(timeout=20)

    alles = json.loads(draai(omgeving, "-m", PROEF, "besluiten", *begin["sessies"]))
    for speler, genomen in zip(spelers, alles, strict=True):
        assert len(speler.beantwoord) >= GENOEG
        verwacht = [[1, "toevoegen", 0.5]] + [
            [nummer, "wijzigen", speler.mate(nummer) / 100] for nummer in speler.beantwoord
        ]
        # The last form got no answer: it was stored or it was not.
        laatste = [speler.onbeantwoord, "wijzigen", speler.mate(speler.onbeantwoord or 0) / 100]
        assert genomen in (verwacht, [*verwacht, laatste])

    with website(omgeving) as poort:
        # The browser sends that form again, twice; the person goes on.
        statussen = [speler.verstuur(poort, speler.onbeantwoord or 0) for speler in spelers * 2]
    assert statussen == [302] * 4
    alles = json.loads(draai(omgeving, "-m", PROEF, "speel", *begin["sessies"]))
    for speler, genomen in zip(spelers, alles, strict=True):
        laatste_nummer = (speler.onbeantwoord or 0) + 1
        assert [nummer for nummer, *_rest in genomen] == list(range(1, laatste_nummer + 1))
        assert genomen[-2:] == [
            [laatste_nummer - 1, "wijzigen", speler.mate(laatste_nummer - 1) / 100],
            [laatste_nummer, "wijzigen", 1.0],
        ]
