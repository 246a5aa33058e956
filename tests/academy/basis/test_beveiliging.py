"""Headers on every page, and addresses that mean harm."""

from __future__ import annotations

import re

import pytest
from django.http import HttpResponse, StreamingHttpResponse
from django.test import Client, RequestFactory

from academy.basis.beveiliging import KopZonderInhoud
from academy.settings import base as productie

pytestmark = pytest.mark.django_db

STRENG = {
    "default-src": "'self'",
    "img-src": "'self' data:",
    "object-src": "'none'",
    "base-uri": "'none'",
    "frame-ancestors": "'self'",
    "form-action": "'self'",
}
IN_BEHEER = STRENG | {
    "script-src": "'self' 'unsafe-inline'",
    "style-src": "'self' 'unsafe-inline'",
    "img-src": "'self' data: blob:",
}


def beleid(antwoord) -> dict[str, str]:
    delen = (deel.strip().partition(" ") for deel in antwoord["Content-Security-Policy"].split(";"))
    return {naam: waarden for naam, _spatie, waarden in delen}


@pytest.mark.parametrize(
    "antwoord",
    [
        lambda: HttpResponse(b"twaalf bytes", headers={"Content-Length": "12"}),
        lambda: StreamingHttpResponse([b"twaalf ", b"bytes"], headers={"Content-Length": "12"}),
    ],
    ids=["heel", "in delen"],
)
def test_wie_alleen_de_kop_vraagt_krijgt_die_en_niets_meer(rf: RequestFactory, antwoord) -> None:
    deur = KopZonderInhoud(lambda request: antwoord())
    assert (b"".join(deur(rf.get("/"))), b"".join(deur(rf.head("/")))) == (b"twaalf bytes", b"")
    assert deur(rf.head("/"))["Content-Length"] == "12"


@pytest.mark.parametrize(
    ("wie", "adres", "verwacht"),
    [
        (None, "/", STRENG),
        (None, "/bestaat-niet/", STRENG),
        (None, "/account/login/code/", STRENG),
        (None, "/account/signup/", STRENG),
        ("aisha", "/mijn/", STRENG),
        ("aisha", "/account/2fa/", STRENG),
        ("aisha", "/account/2fa/totp/activate/", STRENG),
        ("aisha", "/account/2fa/webauthn/add/", STRENG),
        ("bram", "/beheer/", IN_BEHEER),
        (None, "/beheer-niet/", STRENG),
    ],
)
def test_inhoudsbeleid(client, request, wie, adres, verwacht):
    if wie:
        client.force_login(request.getfixturevalue(wie))
    assert beleid(client.get(adres)) == verwacht


@pytest.mark.parametrize("adres", ["/account/login/code/", "/account/signup/"])
def test_geen_stijl_of_script_in_de_pagina_zelf(client, adres):
    html = client.get(adres).content.decode()
    assert "<html" in html
    assert re.findall(r"<style|\sstyle=|\son\w+=|javascript:|<script(?![^>]*(?:src=|json))", html) == []


def test_koppen_van_de_productie(settings):
    settings.SECURE_HSTS_SECONDS = productie.SECURE_HSTS_SECONDS
    settings.SECURE_SSL_REDIRECT = True
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = True
    client = Client()
    antwoord = client.get("/account/login/code/", secure=True)
    assert {
        kop: antwoord[kop]
        for kop in (
            "Strict-Transport-Security",
            "X-Content-Type-Options",
            "X-Frame-Options",
            "Referrer-Policy",
            "Cross-Origin-Opener-Policy",
        )
    } == {
        "Strict-Transport-Security": "max-age=31536000; includeSubDomains; preload",
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "SAMEORIGIN",
        "Referrer-Policy": "same-origin",
        "Cross-Origin-Opener-Policy": "same-origin",
    }
    koekje = client.cookies["csrftoken"]
    assert (koekje["secure"], koekje["httponly"], koekje["samesite"]) == (True, True, "Lax")
    naar = client.get("/account/login/code/")
    assert (naar.status_code, naar["Location"]) == (301, "https://testserver/account/login/code/")


@pytest.mark.parametrize(
    "adres",
    ["/%00", "/leren/%00/", "/?q=%00", "/zoeken/?q=a%00b", "/account/login/code/?next=%00", "/?%00=1"],
)
def test_een_nulbyte_in_het_adres_is_een_fout_van_de_vrager(client, adres):
    assert client.get(adres).status_code == 400


def test_een_nulbyte_in_een_koekje_is_een_fout_van_de_vrager(client):
    client.cookies.load('sessionid="\\000"')
    assert client.get("/account/login/code/").status_code == 400


@pytest.mark.parametrize("veld", ["email", "first_name"])
def test_een_nulbyte_in_een_formulier_krijgt_een_melding(client, veld):
    formulier = {"email": "a@b.nl", "first_name": "Aisha", "last_name": "Bakker"}
    antwoord = client.post("/account/signup/", formulier | {veld: formulier[veld] + "\x00"})
    assert antwoord.status_code == 200
    assert list(antwoord.context["form"].errors) == [veld]
