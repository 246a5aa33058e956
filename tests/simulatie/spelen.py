"""Playing a test in a browser, by mouse or by keyboard: what a person does on each page."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from academy.gebruikers.models import Gebruiker
from simulatie.models import Sessie
from simulatie.spel.stand import Stand
from tests.e2e.keuring import bewaak

REDEN = "Mensen durven weer te melden."
LANGST = 20_000


@contextmanager
def venster_van(
    chromium: Browser,
    server: str,
    gebruiker: Gebruiker | None = None,
    *,
    javascript: bool = True,
    **opties: Any,
) -> Iterator[BrowserContext]:
    """A watched window in which this person is signed in; ``opties`` are those of Playwright's ``new_context``."""
    context = chromium.new_context(base_url=server, java_script_enabled=javascript, **opties)
    context.set_default_timeout(LANGST)
    expect.set_options(timeout=LANGST)
    bewaak(context, oorsprong=server, javascript=javascript)
    if gebruiker:
        client = Client()
        client.force_login(gebruiker)
        koekje: Any = {
            "name": settings.SESSION_COOKIE_NAME,
            "value": client.cookies[settings.SESSION_COOKIE_NAME].value,
            "url": server,
        }
        context.add_cookies([koekje])
    try:
        yield context
    finally:
        context.close()


@dataclass(frozen=True)
class Speler:
    """Who plays, on one page. Without a mouse everything goes by focus and keys."""

    pagina: Page
    muis: bool = False

    def doe(self, wat: Locator, toets: str = "Enter") -> None:
        """Push, follow or choose something."""
        if self.muis:
            wat.click()
            return
        wat.focus()
        self.pagina.keyboard.press(toets)

    def kies(self, veld: str, waarde: str) -> None:
        keuze = self.pagina.locator(f"[name={veld}][value={waarde}]")
        if self.muis:
            # As people do: on the words beside the button.
            self.pagina.locator(f"label[for={keuze.get_attribute('id')}]").click()
        else:
            self.doe(keuze, "Space")

    def typ(self, veld: Locator, tekst: str) -> None:
        if self.muis:
            veld.click()
        else:
            veld.focus()
        self.pagina.keyboard.press("ControlOrMeta+a")
        self.pagina.keyboard.type(tekst)

    def knop(self, naam: str) -> Locator:
        return self.pagina.get_by_role("button", name=naam, exact=True)

    def link(self, naam: str) -> Locator:
        return self.pagina.get_by_role("link", name=naam)

    @property
    def kop(self) -> Locator:
        return self.pagina.get_by_role("heading", level=1)

    def voorspel(self) -> None:
        self.kies("vorm", "stijgt")
        self.typ(self.pagina.locator("#voorspel_hoeveel"), "10")
        self.typ(self.pagina.get_by_label("Waarom denkt u dat?"), REDEN)
        self.doe(self.pagina.locator("#voorspellen"))

    def vraag_bron(self, bron: str, grond: str) -> Locator:
        """Ask a source on the page of the research."""
        plek = self.pagina.locator(f"#{bron}")
        self.doe(plek.locator("summary").last)
        keuze = plek.locator(f"[value={grond}]")
        self.doe(keuze, "Space")
        self.doe(plek.get_by_role("button"))
        return plek

    def stap(self, stand: Stand) -> None:
        """Do what the page asks: answer with the first answer, predict, or close the round."""
        if stand.dilemma:
            self.doe(self.pagina.locator("[name=keuze]").first, "Space")
            self.doe(self.knop("Antwoord geven"))
        elif self.pagina.locator("#voorspellen").count():
            self.voorspel()
        else:
            self.doe(self.pagina.locator("#sluit"))
        self.wacht_op(stand.nummer + 1)

    def wacht_op(self, nummer: int) -> None:
        """Until a page that knows this decision is wholly there. While it loads, the browser still moves focus to the
        heading its address points at, and takes it from whoever was faster."""
        self.pagina.locator(f'#werkblad[data-nummer="{nummer}"]').wait_for(state="attached")
        self.pagina.wait_for_load_state("load")

    def sluit_rondes(self, sessie: Sessie, tot: int) -> None:
        """Close rounds until so many are closed; answer and predict where it is asked."""
        while (stand := sessie.stand()).dilemma or stand.rondes_gesloten < tot:
            self.stap(stand)
