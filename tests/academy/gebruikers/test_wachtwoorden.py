"""One way in: no address of the site asks for a password or lets one in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urljoin

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from wagtail.models import Page, PageViewRestriction

from academy.gebruikers.models import Gebruiker
from tests.factories.gebruikers import GebruikerFactory

pytestmark = pytest.mark.django_db
WACHTWOORD = "een-lang-wachtwoord-van-vroeger"
WACHTWOORDVELD = re.compile(r"""<input[^>]*type=["']?password""", re.IGNORECASE)
VOORBEELDEN = {
    "int": "{pk}",
    "str": "x",
    "slug": "x",
    "uuid": "12345678-1234-5678-1234-567812345678",
    "path": "x",
}


def alle_adressen(resolver: URLResolver | None = None, voorvoegsel: str = "") -> Iterator[str]:
    """Every address of the site once, with an example filled in for what varies ({pk} for a number)."""
    for patroon in (resolver or get_resolver()).url_patterns:
        adres = voorvoegsel + str(patroon.pattern)
        if isinstance(patroon, URLResolver):
            yield from alle_adressen(patroon, adres)
        elif isinstance(patroon, URLPattern):
            yield "/" + _ingevuld(adres)


def _ingevuld(adres: str) -> str:
    adres = re.sub(r"<(?:(\w+):)?\w+>(?![^(]*\))", lambda deel: VOORBEELDEN.get(deel[1] or "str", "x"), adres)
    adres = re.sub(r"\(\?P?<\w+>[^)]*\)|\(\(\?:[^$]*", "x", adres)
    return re.sub(r"[\^$\\?*]", "", adres)


def loop_door(client: Client, adres: str, gezien: dict[str, tuple[int, bool]]) -> tuple[int, bool]:
    """Where an address leads in the end: the status there, and whether a password is asked for there.

    A page that asks to sign in first is looked at once, whatever page it would go on to.
    """
    for _omweg in range(20):
        sleutel = re.sub(r"(?<=[?&])next=[^&]*", "next=", adres)
        if sleutel in gezien:
            return gezien[sleutel]
        antwoord = client.get(adres)
        if antwoord.status_code not in (301, 302, 303, 307, 308):
            inhoud = b"" if antwoord.streaming else antwoord.content
            vraagt = bool(WACHTWOORDVELD.search(inhoud.decode(errors="replace")))
            gezien[sleutel] = antwoord.status_code, vraagt
            return gezien[sleutel]
        adres = urljoin(adres, antwoord["Location"])
    raise AssertionError(f"No end to the redirects at {adres}.")


@pytest.fixture
def oud_account() -> Gebruiker:
    """A superuser in whose column an import once put a password that Django would accept."""
    from django.contrib.auth.hashers import make_password

    gebruiker = GebruikerFactory(email="oud@academy.example", is_superuser=True, is_staff=True)
    Gebruiker.objects.filter(pk=gebruiker.pk).update(password=make_password(WACHTWOORD))
    gebruiker.refresh_from_db()
    return gebruiker


@pytest.mark.langzaam
@pytest.mark.eenmaal
@pytest.mark.parametrize("wie", ["niemand", "deelnemer", "beheer"])
def test_geen_enkel_adres_vraagt_om_een_wachtwoord(wie, oud_account, aisha):
    client = Client(raise_request_exception=False)
    if wie != "niemand":
        client.force_login({"deelnemer": aisha, "beheer": oud_account}[wie])
    adressen = sorted({adres for adres in alle_adressen() if "logout" not in adres})
    assert {"/account/reauthenticate/", "/beheer/account/", "/_util/login/"} <= set(adressen)
    gezien: dict[str, tuple[int, bool]] = {}
    einden = {adres: loop_door(client, adres.format(pk=oud_account.pk), gezien) for adres in adressen}
    assert [adres for adres, (_code, vraagt) in einden.items() if vraagt] == []
    bereikt = [code for code, _vraagt in einden.values()].count(200)
    # The walk must really have been inside: the signed-in superuser sees the screens of the CMS.
    assert bereikt > {"niemand": 20, "deelnemer": 20, "beheer": 100}[wie]


@pytest.mark.parametrize(
    "adres",
    [
        "/beheer/login/",
        "/_util/login/",
        "/account/login/",
        "/account/password/reset/",
        "/beheer/password_reset/",
    ],
)
def test_een_wachtwoord_opent_niets(client, oud_account, adres):
    antwoord = client.post(
        adres,
        {"username": oud_account.email, "login": oud_account.email, "email": oud_account.email}
        | {"password": WACHTWOORD},
    )
    assert (antwoord.status_code, antwoord["Location"].partition("?")[0]) == (302, "/account/login/code/")
    assert "_auth_user_id" not in client.session


def test_ook_de_achterdeur_van_django_is_dicht(client, oud_account):
    """Twin: the same person does get in by force_login, so the account itself works."""
    assert client.login(username=oud_account.email, password=WACHTWOORD) is False
    assert client.login(email=oud_account.email, password=WACHTWOORD) is False
    client.force_login(oud_account)
    assert client.session["_auth_user_id"] == str(oud_account.pk)


def test_een_meegegeven_wachtwoord_wordt_niet_bewaard():
    gebruiker = Gebruiker.objects.create_superuser("nieuw@academy.example", WACHTWOORD)
    assert gebruiker.password.startswith("!")
    assert (gebruiker.has_usable_password(), gebruiker.check_password(WACHTWOORD)) == (False, False)


def test_een_pagina_met_een_gedeeld_wachtwoord_kan_een_redacteur_niet_maken(client, oud_account):
    client.force_login(oud_account)
    pagina = Page.objects.get(depth=2)
    formulier = client.get(f"/beheer/pages/{pagina.pk}/privacy/").json()["html"]
    assert re.findall(r'name="restriction_type" value="(\w+)"', formulier) == ["none", "login", "groups"]
    client.post(
        f"/beheer/pages/{pagina.pk}/privacy/", {"restriction_type": "password", "password": WACHTWOORD}
    )
    assert PageViewRestriction.objects.count() == 0
