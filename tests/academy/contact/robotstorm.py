"""A thousand automated posts of eleven kinds, with forty people in between; all through the front door.

Everybody opens the page with a browser of their own (cookies and CSRF check included) and posts at a moment of the
story's own clock. Nothing is known about a robot but what it sends.

Not in this storm, because nothing on the form can tell it from a person: a robot that opens a form of its own for
each message, waits, writes a text of its own without links, and does so from a network of its own.
"""

from __future__ import annotations

import base64
import json
import re
import zlib
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from html import unescape
from typing import Any, ClassVar

import time_machine
from django.test import Client

from academy.contact.models import Contactverzoek

SECONDE = timedelta(seconds=1)
MINUUT = timedelta(minutes=1)


@dataclass
class Bezoek:
    """One visitor with cookies, behind one address."""

    pagina: str
    adres: str
    client: Client = field(default_factory=lambda: Client(enforce_csrf_checks=True))
    velden: dict[str, str] = field(default_factory=dict)

    def open(self) -> Bezoek:
        html = self.client.get(self.pagina, REMOTE_ADDR=self.adres).content.decode()
        self.velden = _verborgen(html)
        return self

    def verstuur(self, **velden: str) -> Any:
        antwoord = self.client.post(self.pagina, self.velden | velden, REMOTE_ADDR=self.adres)
        if antwoord.status_code == 422:
            self.velden |= _verborgen(antwoord.content.decode())
        return antwoord


def _verborgen(html: str) -> dict[str, str]:
    gevonden = re.findall(r'name="(csrfmiddlewaretoken|bewijs)" value="([^"]*)"', html)
    return {naam: unescape(waarde) for naam, waarde in gevonden}


Daad = tuple[timedelta, Callable[[], object]]
"""When it happens, counted from the start of the storm, and what."""


@dataclass
class Storm:
    """The whole story; ``speel`` plays it and leaves the outcome in the database."""

    MENSEN: ClassVar[int] = 40
    """Thirty-five messages of people elsewhere, and five behind the address that a robot floods."""

    pagina: str
    onderwerp: str
    begin: datetime
    codes: Counter[tuple[str, int]] = field(default_factory=Counter)
    bezoeken: dict[tuple[str, int], Bezoek] = field(default_factory=dict)
    oud: dict[str, str] = field(default_factory=dict)

    def tekst(self, wie: str, **anders: str) -> dict[str, str]:
        return {
            "naam": wie,
            "email": f"{re.sub(r'[^a-z0-9]', '', wie.lower())}@post.example",
            "onderwerp": self.onderwerp,
            "bericht": f"Wij willen graag weten wat dit kost. ({wie})",
            "toestemming": "on",
        } | anders

    def speel(self) -> None:
        daden = sorted([*self.robots(), *self.mensen()], key=lambda daad: daad[0])
        for moment, daad in daden:
            with time_machine.travel(self.begin + moment, tick=False):
                daad()

    def uitkomst(self, soort: str) -> Counter[str]:
        """How the requests of robots ("Robot") or people ("Mens") stand, by status."""
        return Counter(Contactverzoek.objects.filter(naam__startswith=soort).values_list("status", flat=True))

    # --- robots

    def robots(self) -> Iterator[Daad]:
        for aantal, soort in (
            (100, self.zonder_bewijs),
            (50, self.zonder_cookie),
            (100, self.vervalste_tijd),
            (50, self.oud_bewijs),
            (150, self.in_de_val),
            (150, self.te_snel),
            (80, self.met_opmaak),
            (70, self.met_links),
            (50, self.zelfde_tekst),
        ):
            for nummer in range(aantal):
                yield from soort(nummer)
        yield from self.herhaald_bewijs(100)
        yield from self.veel_van_een_adres(100)

    def _robot(self, soort: str, bezoek: Bezoek, nummer: int, **anders: str) -> None:
        wie = f"Robot {soort} {nummer}"
        antwoord = bezoek.verstuur(**self.tekst(wie, **anders))
        self.codes[soort, antwoord.status_code] += 1

    def _eigen(self, soort: str, nummer: int) -> Bezoek:
        """The visitor of this kind with this number; the same one every time."""
        adres = self._adres(100 + len({kind for kind, _nummer in self.bezoeken}), nummer)
        return self.bezoeken.setdefault((soort, nummer), Bezoek(self.pagina, adres))

    def _adres(self, blok: int, nummer: int) -> str:
        return f"198.{blok}.{nummer // 250}.{nummer % 250 + 1}"

    def zonder_bewijs(self, nummer: int) -> Iterator[Daad]:
        bezoek = self._eigen("zonder bewijs", nummer // 50)
        if nummer % 50 == 0:
            yield nummer * 40 * SECONDE, bezoek.open
        yield (
            nummer * 40 * SECONDE + 9 * SECONDE,
            lambda: self._robot("zonder bewijs", bezoek, nummer, bewijs=""),
        )

    def zonder_cookie(self, nummer: int) -> Iterator[Daad]:
        bezoek = Bezoek(self.pagina, self._adres(2, nummer))
        yield nummer * 70 * SECONDE, lambda: self._robot("zonder cookie", bezoek, nummer)

    def vervalste_tijd(self, nummer: int) -> Iterator[Daad]:
        bezoek = self._eigen("vervalste tijd", nummer // 50)
        if nummer % 50 == 0:
            yield nummer * 37 * SECONDE, bezoek.open

        def vervals() -> None:
            vals = _verzet_de_tijd(bezoek.velden["bewijs"], nummer)
            self._robot("vervalste tijd", bezoek, nummer, bewijs=vals)

        yield nummer * 37 * SECONDE + SECONDE, vervals

    def oud_bewijs(self, nummer: int) -> Iterator[Daad]:
        bezoek = self._eigen("oud bewijs", nummer // 50)
        if nummer % 50 == 0:
            yield -30 * 60 * MINUUT, bezoek.open
            yield -SECONDE, lambda: self.oud.update(bezoek.velden)
        yield (
            nummer * 61 * SECONDE,
            lambda: self._robot("oud bewijs", bezoek, nummer, bewijs=self.oud["bewijs"]),
        )

    def in_de_val(self, nummer: int) -> Iterator[Daad]:
        bezoek = self._eigen("in de val", nummer // 10)
        if nummer % 10 == 0:
            yield nummer * 23 * SECONDE, bezoek.open
        yield (
            nummer * 23 * SECONDE + 8 * SECONDE,
            lambda: self._robot("in de val", bezoek, nummer, nadere_aanduiding="https://koop.example"),
        )

    def te_snel(self, nummer: int) -> Iterator[Daad]:
        """Ten in the first two seconds of one form."""
        bezoek = self._eigen("te snel", nummer // 10)
        begin = nummer // 10 * 240 * SECONDE
        if nummer % 10 == 0:
            yield begin, bezoek.open
        yield begin + (nummer % 10 + 1) * SECONDE / 5, lambda: self._robot("te snel", bezoek, nummer)

    def met_opmaak(self, nummer: int) -> Iterator[Daad]:
        bezoek = Bezoek(self.pagina, self._adres(7, nummer))
        opmaak = ('<a href="https://koop.example/{}">koop</a>', "[url=koop.example/{}]koop[/url]")[nummer % 2]
        yield nummer * 41 * SECONDE, bezoek.open
        yield (
            nummer * 41 * SECONDE + 12 * SECONDE,
            lambda: self._robot("met opmaak", bezoek, nummer, bericht=opmaak.format(nummer)),
        )

    def met_links(self, nummer: int) -> Iterator[Daad]:
        bezoek = Bezoek(self.pagina, self._adres(8, nummer))
        anders = (
            {"bericht": " ".join(f"https://koop{deel}.example/{nummer}" for deel in range(3))},
            {"telefoon": "www.koop.example"},
        )[nummer % 2]
        yield nummer * 47 * SECONDE, bezoek.open
        yield (
            nummer * 47 * SECONDE + 20 * SECONDE,
            lambda: self._robot("met links", bezoek, nummer, **anders),
        )

    def zelfde_tekst(self, nummer: int) -> Iterator[Daad]:
        bezoek = Bezoek(self.pagina, self._adres(9, nummer))
        yield nummer * 59 * SECONDE, bezoek.open
        yield (
            nummer * 59 * SECONDE + 15 * SECONDE,
            lambda: self._robot("zelfde tekst", bezoek, nummer, bericht="Uw website kan hoger in Google."),
        )

    def herhaald_bewijs(self, aantal: int) -> Iterator[Daad]:
        """One form, filled in properly, sent with other words from everywhere."""
        bezoek = Bezoek(self.pagina, self._adres(10, 0))
        yield MINUUT, bezoek.open

        def herhaal(nummer: int) -> Callable[[], None]:
            def doe() -> None:
                bezoek.adres = self._adres(10, nummer)
                self._robot("herhaald bewijs", bezoek, nummer)

            return doe

        for nummer in range(aantal):
            yield (2 + nummer / 3) * MINUUT, herhaal(nummer)

    def veel_van_een_adres(self, aantal: int) -> Iterator[Daad]:
        """A form of its own each time, patiently filled in, in another's municipal network."""
        for nummer in range(aantal):
            bezoek = Bezoek(self.pagina, "203.0.113.66")
            yield 10 * MINUUT + nummer * 20 * SECONDE, bezoek.open
            yield (
                10 * MINUUT + nummer * 20 * SECONDE + 6 * SECONDE,
                lambda bezoek=bezoek, nummer=nummer: self._robot("veel van een adres", bezoek, nummer),
            )

    # --- people

    def mensen(self) -> Iterator[Daad]:
        for nummer in range(12):
            yield from self.gewoon(nummer, "192.0.2.10", "gemeente")
        for nummer in range(5):
            yield from self.gewoon(nummer, f"192.0.2.{20 + nummer}", "thuis")
        for nummer in range(4):
            yield from self.gewoon(nummer, f"192.0.2.{30 + nummer}", "traag", duur=50 * MINUUT)
        for nummer in range(4):
            yield from self.verbetert(nummer)
        for nummer in range(2):
            yield from self.komt_de_volgende_dag_terug(nummer)
        for nummer in range(3):
            yield from self.verbinding_valt_weg(nummer)
        for nummer in range(3):
            yield from self.gewoon(
                nummer,
                f"192.0.2.{60 + nummer}",
                "link",
                bericht=f"Zie https://wijk{nummer}.example. Minder dan < 5 meldingen & toch angst?",
            )
        yield from self.stelt_nog_een_vraag()
        for nummer in range(5):
            yield from self.gewoon(nummer, "203.0.113.66", "naast robot")

    def _mens(self, bezoek: Bezoek, wie: str, code: int = 302, **anders: str) -> None:
        antwoord = bezoek.verstuur(**self.tekst(f"Mens {wie}", **anders))
        self.codes["mens", antwoord.status_code] += 1
        assert antwoord.status_code == code, (wie, antwoord.status_code)

    def gewoon(
        self, nummer: int, adres: str, soort: str, duur: timedelta = 90 * SECONDE, **anders: str
    ) -> Iterator[Daad]:
        bezoek = Bezoek(self.pagina, adres)
        yield nummer * 4 * MINUUT + 7 * SECONDE, bezoek.open
        yield (
            nummer * 4 * MINUUT + 7 * SECONDE + duur,
            lambda: self._mens(bezoek, f"{soort} {nummer}", **anders),
        )

    def verbetert(self, nummer: int) -> Iterator[Daad]:
        """First without an e-mail address, then with one: the second click comes within seconds."""
        bezoek = Bezoek(self.pagina, f"192.0.2.{40 + nummer}")
        begin = nummer * 9 * MINUUT
        yield begin, bezoek.open
        yield begin + 40 * SECONDE, lambda: self._mens(bezoek, f"verbetert {nummer}", code=422, email="")
        yield begin + 42 * SECONDE, lambda: self._mens(bezoek, f"verbetert {nummer}")

    def komt_de_volgende_dag_terug(self, nummer: int) -> Iterator[Daad]:
        bezoek = Bezoek(self.pagina, f"192.0.2.{50 + nummer}")
        yield -26 * 60 * MINUUT, bezoek.open
        yield 20 * MINUUT, lambda: self._mens(bezoek, f"volgende dag {nummer}", code=422)
        yield 20 * MINUUT + SECONDE, lambda: self._mens(bezoek, f"volgende dag {nummer}")

    def verbinding_valt_weg(self, nummer: int) -> Iterator[Daad]:
        bezoek = Bezoek(self.pagina, f"192.0.2.{80 + nummer}")
        yield 25 * MINUUT, bezoek.open
        for poging in range(3):
            yield (26 + poging) * MINUUT, lambda: self._mens(bezoek, f"dubbel {nummer}")

    def stelt_nog_een_vraag(self) -> Iterator[Daad]:
        bezoek = Bezoek(self.pagina, "192.0.2.90")
        yield 30 * MINUUT, bezoek.open
        yield 31 * MINUUT, lambda: self._mens(bezoek, "terug 0")
        yield (
            33 * MINUUT,
            lambda: self._mens(bezoek, "terug 0", bericht="En wat kost het voor dertig mensen?"),
        )


def _verzet_de_tijd(bewijs: str, minuten: int) -> str:
    """The same proof with its moment so many minutes and an hour earlier, under the signature it had."""
    inhoud, rest = bewijs.split(":", 1)
    gepakt = inhoud.startswith(".")
    ruw = base64.urlsafe_b64decode(inhoud.lstrip(".") + "=" * (-len(inhoud.lstrip(".")) % 4))
    gegevens = json.loads(zlib.decompress(ruw) if gepakt else ruw)
    gegevens["getoond"] -= 3600 + 60 * minuten
    return base64.urlsafe_b64encode(json.dumps(gegevens).encode()).decode().rstrip("=") + ":" + rest
