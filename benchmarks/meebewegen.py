"""What one change costs while practising: the main thread of Chromium, the server, and what goes over the line.

``.venv/bin/python benchmarks/meebewegen.py [times]`` plays the session of ``oefenen.py`` in Chromium, on a server of its
own: a bar moves by a month (25 times when not told), which the model in the browser draws, and a button changes a measure,
which the server answers. Per kind of change the median milliseconds of the main thread (all its tasks: script, style, layout,
paint), once plain and once four times slower, as a phone is; beside that the processor time of the server for the answer, and
how long it is, as it is and compressed. Everything also as a ratio to an empty page for who is signed in, in the same run.
"""

from __future__ import annotations

import statistics
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parent), str(Path(__file__).resolve().parents[1])]
import oefenen  # noqa: E402
from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.core.servers.basehttp import (  # noqa: E402
    ThreadedWSGIServer,
    WSGIRequestHandler,
    get_internal_wsgi_application,
)
from django.test import Client  # noqa: E402
from django.urls import reverse  # noqa: E402
from playwright.sync_api import BrowserContext, CDPSession, Page, sync_playwright  # noqa: E402

from academy.gebruikers.models import Gebruiker  # noqa: E402
from simulatie.models import Sessie  # noqa: E402
from tests.chromium import CHROMIUM, VLAGGEN  # noqa: E402

RUST_MS = 1000
GOED = {"beweging": 16.0, "beweging, 4 x trager": 80.0, "server": 40.0, "kB": 20.0}
TWEE_BEELDEN = "() => new Promise(klaar => requestAnimationFrame(() => requestAnimationFrame(klaar)))"


class Stil(WSGIRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def site() -> Iterator[str]:
    """Our site on a free port, in a thread."""
    server = ThreadedWSGIServer(("127.0.0.1", 0), Stil)
    server.set_app(get_internal_wsgi_application())
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://localhost:{server.server_port}"
    server.shutdown()
    server.server_close()


def bezig(cdp: CDPSession) -> float:
    """Milliseconds of processor time the main thread has taken so far; other work on the machine does not count."""
    cijfers = {c["name"]: c["value"] for c in cdp.send("Performance.getMetrics")["metrics"]}
    return float(cijfers["TaskDuration"]) * 1000


def mediaan(cdp: CDPSession, doe: Callable[[int], None], keren: int) -> float:
    """Of what the main thread does for one time, after three to warm up."""
    tijden = []
    for keer in range(keren + 3):
        begin = bezig(cdp)
        doe(keer)
        tijden.append(bezig(cdp) - begin)
    return statistics.median(tijden[3:])


def nieuwe_pagina(context: BrowserContext, trager: int) -> tuple[Page, CDPSession]:
    pagina = context.new_page()
    cdp = context.new_cdp_session(pagina)
    cdp.send("Performance.enable", {"timeDomain": "threadTicks"})
    cdp.send("Emulation.setCPUThrottlingRate", {"rate": trager})
    return pagina, cdp


def lege_pagina(context: BrowserContext, adres: str, trager: int) -> float:
    """Everything the main thread does for an empty page."""
    pagina, cdp = nieuwe_pagina(context, trager)
    pagina.goto(f"{adres}/{oefenen.LEEG}", wait_until="networkidle")
    tijd = bezig(cdp)
    pagina.close()
    return tijd


def te_verschuiven(sessie: Sessie) -> str:
    """The key of a measure with room on both sides."""
    maanden = sessie.eigen_casus.programmaduur
    return next(
        sleutel
        for sleutel, inzet in sessie.inzetten().items()
        if inzet.start > 1 and inzet.einde < maanden - 2
    )


def in_chromium(
    context: BrowserContext, adres: str, plan: str, maatregel: str, keren: int, trager: int
) -> dict[str, float]:
    leeg = statistics.median(lege_pagina(context, adres, trager) for _keer in range(5))
    pagina, cdp = nieuwe_pagina(context, trager)

    def beweeg(keer: int) -> None:
        # Back and forth beside where it was, as in the middle of a move.
        pagina.keyboard.press("ArrowLeft" if keer % 2 else "ArrowRight")
        pagina.evaluate(TWEE_BEELDEN)

    def klik(keer: int) -> None:
        pagina.click(f"#{maatregel}_{'later' if keer % 2 == 0 else 'eerder'}")
        pagina.locator("#werkblad:not([aria-busy])").wait_for()
        pagina.evaluate(TWEE_BEELDEN)

    with pagina.expect_response("**/getallen/**"):
        pagina.goto(adres + plan)
    # The page has come to rest: the model is there and has been run.
    pagina.wait_for_timeout(RUST_MS * trager)
    pagina.locator(f"#{maatregel}_balk").focus()
    pagina.keyboard.press("ArrowRight")
    pagina.locator(".verloop.is-los").wait_for()
    # What a frame and asking for it cost by themselves.
    rust = mediaan(cdp, lambda _keer: pagina.evaluate(TWEE_BEELDEN), keren)
    uit = {"lege pagina": leeg, "een beeld zonder iets": rust, "beweging": mediaan(cdp, beweeg, keren)}
    pagina.keyboard.press("Escape")
    return uit | {"wijziging met antwoord": mediaan(cdp, klik, keren)}


def op_de_server(client: Client, sessie: Sessie, keren: int) -> dict[str, float]:
    """Milliseconds of processor time for an empty page and for a change, and the bytes of its answer."""
    eerste = sessie.inzetten()["m1"]
    wijzig = reverse("simulatie_wijzigen", args=[sessie.sleutel, "m1"])
    pers = {"HTTP_ACCEPT_ENCODING": "gzip"}
    kop = {**oefenen.HTMX, "HTTP_X_LEERMODEL": "1"}

    def verander(keer: int, **anders: str) -> int:
        velden = {"verwacht_nummer": sessie.laatste_nummer(), "mate": round(eerste.mate * 100) - keer % 50}
        velden |= {"start": eerste.start, "duur": eerste.duur}
        return len(client.post(wijzig, velden, **kop, **anders).content)

    def mediaan_van(vraag: Callable[[int], int]) -> tuple[float, int]:
        tijden, lengte = [], 0
        for keer in range(keren + 3):
            begin = time.process_time()
            lengte = vraag(keer)
            tijden.append((time.process_time() - begin) * 1000)
        return statistics.median(tijden[3:]), lengte

    leeg, _lengte = mediaan_van(lambda _keer: len(client.get(f"/{oefenen.LEEG}", **pers).content))
    tijd, geperst = mediaan_van(lambda keer: verander(keer, **pers))
    return {
        "lege pagina": leeg,
        "wijziging": tijd,
        "kB": verander(keren + 3) / 1000,
        "kB geperst": geperst / 1000,
    }


def toon(naam: str, getal: float, leeg: float | None = None, doel: float | None = None) -> None:
    verhouding = "" if leeg is None else f"{getal / leeg:6.2f} x leeg"
    oordeel = "" if doel is None else f"doel {doel:g}: {'ja' if getal <= doel else 'nee'}"
    print(f"{naam:44} {getal:8.1f} {verhouding:14} {oordeel}")


def main() -> None:
    keren = int(sys.argv[1]) if len(sys.argv) > 1 else 25
    settings.ROOT_URLCONF = "oefenen"
    for opdracht in ("migrate", "bereid_lettertypen", "bereid_model"):
        call_command(opdracht, verbosity=0)
    gebruiker = Gebruiker.objects.create_user("meting@voorbeeld.nl")
    sessie = oefenen.sessie_met_plan(gebruiker)
    client = Client(SERVER_NAME="localhost")
    client.force_login(gebruiker)
    server = op_de_server(client, sessie, keren)
    toon("server, lege pagina (ms)", server["lege pagina"])
    toon("server, een wijziging (ms)", server["wijziging"], server["lege pagina"], GOED["server"])
    toon("antwoord (kB)", server["kB"], None, GOED["kB"])
    toon("antwoord, samengeperst (kB)", server["kB geperst"])
    naam = settings.SESSION_COOKIE_NAME
    koekje = {"name": naam, "value": client.cookies[naam].value}
    waar = reverse("simulatie_sessie", args=[sessie.sleutel]), te_verschuiven(sessie)
    with site() as adres, sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=VLAGGEN)
        for trager in (1, 4):
            context = chromium.new_context(viewport={"width": 1280, "height": 800})
            context.add_cookies([{**koekje, "url": adres}])
            tijden = in_chromium(context, adres, *waar, keren, trager)
            achter = "" if trager == 1 else f", {trager} x trager"
            for wat, tijd in tijden.items():
                leeg = None if wat == "lege pagina" else tijden["lege pagina"]
                toon(f"browser, {wat}{achter} (ms)", tijd, leeg, GOED.get(f"{wat}{achter}"))
            context.close()
        chromium.close()


if __name__ == "__main__":
    main()
