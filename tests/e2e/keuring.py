"""What every page of every journey must pass, whoever looks at it and on whatever screen."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import urlsplit
from weakref import WeakKeyDictionary

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Request

REGELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
SMAL = {"width": 320, "height": 640}
# A form that is refused comes back with this status; the browser says so in the console, and so it should.
GEWEIGERD = "Failed to load resource: the server responded with a status of 422 (Unprocessable Entity)"


@dataclass
class Toezicht:
    """What is known of a browser: what it complained about, and whether axe can run in it."""

    javascript: bool
    klachten: list[str] = field(default_factory=list)


_toezicht: WeakKeyDictionary[BrowserContext, Toezicht] = WeakKeyDictionary()


def bewaak(context: BrowserContext, *, oorsprong: str, javascript: bool) -> list[str]:
    """Write down what the browser complains about and what it asks of anyone but ``oorsprong``."""
    toezicht = _toezicht[context] = Toezicht(javascript)
    klachten = toezicht.klachten

    def console(bericht: ConsoleMessage) -> None:
        if bericht.type == "error" and bericht.text != GEWEIGERD:
            klachten.append(f"{bericht.location.get('url')}: {bericht.text}")

    def verzoek(verzoek: Request) -> None:
        adres = urlsplit(verzoek.url)
        if adres.scheme not in ("data", "blob") and f"{adres.scheme}://{adres.netloc}" != oorsprong:
            klachten.append(f"Asked of another origin: {verzoek.url}")

    context.on("console", console)
    context.on("request", verzoek)
    context.on("weberror", lambda fout: klachten.append(str(fout.error)))
    return klachten


def keur(pagina: Page) -> None:
    """Fail when the browser complained, when axe finds fault or when the page scrolls sideways at 320 pixels.

    Axe looks twice: at the screen as the journey has it in light colours, and at a phone in dark ones. It is
    itself JavaScript, so where that is off only the other checks are made. The screen is put back as it was.
    """
    toezicht = _toezicht[pagina.context]
    assert not toezicht.klachten, "\n".join(toezicht.klachten)
    scherm = pagina.viewport_size
    if toezicht.javascript:
        _toets_met_axe(pagina)
    pagina.set_viewport_size(SMAL)
    te_breed = pagina.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert te_breed <= 0, f"{pagina.url} is {te_breed} px te breed op een scherm van {SMAL['width']} px."
    if toezicht.javascript:
        pagina.emulate_media(color_scheme="dark", reduced_motion="reduce")
        _toets_met_axe(pagina)
        pagina.emulate_media(color_scheme="light", reduced_motion="reduce")
    if scherm:
        pagina.set_viewport_size(scherm)


def _toets_met_axe(pagina: Page) -> None:
    opties = {
        "runOnly": {"type": "tag", "values": REGELS},
        "resultTypes": ["violations"],
        # Axe would fetch every style sheet anew for one rule, which is experimental and none of these.
        "preload": {"assets": ["media"]},
    }
    # Half a megabyte, once for a page that is looked at twice; and only what is wrong comes back.
    if not pagina.evaluate("window.axe?.run instanceof Function"):
        pagina.evaluate(AXE_SCRIPT)
    overtredingen = [
        f"{overtreding['id']}: {knoop['target']} {knoop['html']}\n    {knoop['failureSummary']}"
        for overtreding in pagina.evaluate(
            "opties => axe.run(document, opties).then(uitslag => uitslag.violations)", opties
        )
        for knoop in overtreding["nodes"]
    ]
    assert not overtredingen, "\n".join([f"{pagina.url} op {pagina.viewport_size}", *overtredingen])
