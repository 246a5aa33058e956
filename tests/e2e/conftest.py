"""A real Chromium against a real server that holds the demo: what every browser test shares."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from threading import Thread
from typing import Any

import pytest
from django.core.management import call_command
from playwright.sync_api import Browser, BrowserContext, Page, expect
from pytest_django import DjangoDbBlocker
from pytest_django.live_server_helper import LiveServer

from academy.demo.acties.paginas import stel_adres_in
from academy.gebruikers.models import Gebruiker
from tests.databases import gedeeld, verbonden_met, voltooi, voorraad
from tests.e2e.keuring import bewaak

LANGST = 15_000
"""Milliseconds before a page that does not come is a failure."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whatever stands in this folder is a browser test."""
    for item in items:
        if "/tests/e2e/" in item.path.as_posix():
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session", autouse=True)
def _met_lettertypen(lettertypen: None) -> None:
    """Also for who reads the site without a browser."""


@pytest.fixture(scope="session")
def sjabloon(django_db_blocker: DjangoDbBlocker) -> str:
    """A database with the demo, to be copied; nobody but this fixture connects to it."""

    def vul(naam: str) -> None:
        with django_db_blocker.unblock(), verbonden_met(naam):
            voltooi()
            call_command("laad_demo", verbosity=0)

    return gedeeld(voorraad(), "demo", vul)


@pytest.fixture
def site(sjabloon: str, settings: Any, django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    """The address of a server with the demo, for one test; test and server read the same database."""
    settings.EMAIL_BACKEND = "academy.basis.post.backends.Uitbak"
    naam = voorraad().kopieer(sjabloon)
    # What is remembered in a cache belongs to one database and one folder with pictures.
    settings.CACHES = {"default": settings.CACHES["default"] | {"KEY_PREFIX": naam}}
    with django_db_blocker.unblock(), verbonden_met(naam):
        server = LiveServer("localhost")
        settings.SITE_URL = server.url
        stel_adres_in()
        yield server.url
        server.stop()
    # PostgreSQL first writes all it holds to disk, seconds of waiting that belong to no test.
    Thread(target=voorraad().verwijder, args=[naam]).start()


def _persoon(email: str) -> Any:
    @pytest.fixture
    def persoon(site: str) -> Gebruiker:
        return Gebruiker.objects.get(email=email)

    return persoon


# The cast as the demo knows it.
aisha = _persoon("aisha@leerdonk.example")
carla = _persoon("carla@leerdonk.example")
daan = _persoon("daan@elders.example")
esther = _persoon("esther@academy.example")
karel = _persoon("karel@woonspoel.example")


@pytest.fixture
def bezoek(chromium: Browser, site: str) -> Iterator[Callable[..., Page]]:
    """Opens a browser without history, with options of Playwright's ``new_context``; returns its first tab.

    A test in which a browser complained has failed, also when no page was inspected after the complaint.
    """
    contexten: list[tuple[BrowserContext, list[str]]] = []
    expect.set_options(timeout=LANGST)

    def open_browser(**opties: Any) -> Page:
        context = chromium.new_context(
            **{"base_url": site, "locale": "nl-NL", "reduced_motion": "reduce", **opties}
        )
        context.set_default_timeout(LANGST)
        javascript = opties.get("java_script_enabled", True)
        contexten.append((context, bewaak(context, oorsprong=site, javascript=javascript)))
        return context.new_page()

    yield open_browser
    for context, _klachten in contexten:
        context.close()
    assert [klacht for _context, klachten in contexten for klacht in klachten] == []


@pytest.fixture
def pagina(bezoek: Callable[..., Page]) -> Page:
    """The tab of somebody on a laptop."""
    return bezoek()
