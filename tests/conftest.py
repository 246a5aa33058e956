"""The cast: Aisha takes courses, Bram writes them, Carla manages, Daan belongs nowhere."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator
from shutil import rmtree
from typing import TYPE_CHECKING

import pytest
from django.conf import settings
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command
from django.db import connections
from django.db.backends.postgresql.operations import DatabaseOperations
from pytest_django import DjangoDbBlocker

from academy.gebruikers.models import Gebruiker, Lidmaatschap, Organisatie
from academy.gebruikers.rechten import GROEP_ACADEMIE, GROEP_TRAINERS
from tests.chromium import CHROMIUM, VLAGGEN
from tests.databases import bestanden, gemigreerd, leeg_sql, ruim_op, verbonden_met, voltooi, voorraad
from tests.eens import eens  # noqa: F401 # a fixture
from tests.factories.gebruikers import GebruikerFactory, LidmaatschapFactory, OrganisatieFactory
from tests.raakt_database import leegt_database, raakt_database

if TYPE_CHECKING:
    from playwright.sync_api import Browser


GELEEGD = pytest.StashKey[bool]()
"""Whether a test emptied the database of this process. Such a test leaves no rows, also not those of migrations."""


@pytest.hookimpl(wrapper=True)
def pytest_runtest_setup(item: pytest.Item) -> Generator[None]:
    """Give a test that counts on the rows of migrations its database whole again. pytest-django puts the tests that
    empty it at the end, but a process that takes over work of another gets them in any order."""
    stand = item.session.stash
    if leegt_database(item):
        stand[GELEEGD] = True
    elif stand.get(GELEEGD, False) and raakt_database(item):
        item._request.getfixturevalue("vul_database")()  # type: ignore[attr-defined]
        stand[GELEEGD] = False
    return (yield)


@pytest.fixture(scope="session")
def vul_database(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Callable[[], None]:
    def vul() -> None:
        plek = voorraad()
        with django_db_blocker.unblock():
            connections.close_all()
            plek.vervang(connections.settings["default"]["NAME"], gemigreerd(plek))
            voltooi()

    return vul


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The test database of this process: a copy, in place of one that is migrated anew each time."""
    plek = voorraad()
    with django_db_blocker.unblock():
        naam = plek.kopieer(gemigreerd(plek))
    with pytest.MonkeyPatch.context() as omgeving, verbonden_met(naam):
        omgeving.setattr(DatabaseOperations, "sql_flush", leeg_sql)
        with django_db_blocker.unblock():
            voltooi()
        yield


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """Once, by the process that the tests were started with; by then its helpers have stopped."""
    if not hasattr(session.config, "workerinput"):
        for plek in (bestanden(), voorraad()):
            ruim_op(plek)
        rmtree(settings.MEDIA_ROOT, ignore_errors=True)


@pytest.fixture(scope="session")
def lettertypen() -> None:
    """The fonts are made at set-up and not committed; a page without them would be another page."""
    call_command("bereid_lettertypen", verbosity=0)


@pytest.fixture(scope="session")
def leermodel() -> None:
    """The model for the browser, made at set-up and not committed."""
    call_command("bereid_model", verbosity=0)


@pytest.fixture(scope="module")
def chromium(lettertypen: None, leermodel: None) -> Iterator[Browser]:
    """One browser for a module; every test opens a window of its own in it, without history.

    Playwright's loop makes Django think that this thread runs asynchronous code; the variable says that it does not.
    The loop ends with the module: the tests after it get their own connection back, and the one it had is closed.
    """
    from playwright.sync_api import sync_playwright

    if CHROMIUM is None:
        pytest.skip("needs Chromium (sudo apt-get install -y chromium)")
    with pytest.MonkeyPatch.context() as omgeving, sync_playwright() as playwright:
        omgeving.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=VLAGGEN)
        yield browser
        browser.close()
        connections.close_all()


@pytest.fixture
def leerdonk(db: None) -> Organisatie:
    return OrganisatieFactory(naam="Gemeente Leerdonk")


@pytest.fixture
def aisha(leerdonk: Organisatie) -> Gebruiker:
    """A trainee who works for Leerdonk."""
    aisha = GebruikerFactory(first_name="Aisha", last_name="Bakker", email="aisha@leerdonk.nl")
    LidmaatschapFactory(gebruiker=aisha, organisatie=leerdonk)
    return aisha


@pytest.fixture
def bram(db: None) -> Gebruiker:
    """A trainer: may enter the CMS and write courses."""
    bram = GebruikerFactory(
        first_name="Bram", tussenvoegsel="de", last_name="Wit", email="bram@academy.example"
    )
    groep, _nieuw = Group.objects.get_or_create(name=GROEP_TRAINERS)
    groep.permissions.add(Permission.objects.get(codename="access_admin"))
    bram.groups.add(groep)
    return bram


@pytest.fixture
def carla(leerdonk: Organisatie) -> Gebruiker:
    """The manager of Leerdonk."""
    carla = GebruikerFactory(first_name="Carla", last_name="Visser", email="carla@leerdonk.nl")
    LidmaatschapFactory(gebruiker=carla, organisatie=leerdonk, rol=Lidmaatschap.Rol.BEHEERDER)
    return carla


@pytest.fixture
def daan(db: None) -> Gebruiker:
    """An outsider with an account and nothing else."""
    return GebruikerFactory(first_name="Daan", last_name="Smit", email="daan@elders.nl")


@pytest.fixture
def esther(db: None) -> Gebruiker:
    """Academy staff."""
    esther = GebruikerFactory(first_name="Esther", last_name="Mulder", email="esther@academy.example")
    groep, _nieuw = Group.objects.get_or_create(name=GROEP_ACADEMIE)
    groep.permissions.add(Permission.objects.get(codename="access_admin"))
    esther.groups.add(groep)
    return esther
