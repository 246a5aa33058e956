"""What somebody reads when it goes wrong: what happened, what was kept, what to do now."""

from __future__ import annotations

import re

import pytest
from django.test import Client

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.academy.basis.stuk_urls")]


def kop(antwoord) -> tuple[int, str]:
    [titel] = re.findall(r"<h1>(.*?)</h1>", antwoord.content.decode())
    return antwoord.status_code, titel


@pytest.mark.parametrize(
    ("adres", "verwacht"),
    [
        ("/%00", (400, "Dit verzoek begrijpen wij niet")),
        ("/bestaat-niet/", (404, "Hier woont niemand")),
        ("/stuk/", (500, "Er ging iets mis bij ons")),
        ("/ook-stuk/", (500, "Er ging iets mis bij ons")),
        ("/stil/", (503, "De academy is even niet bereikbaar")),
    ],
)
def test_elke_fout_heeft_haar_eigen_pagina(adres, verwacht):
    antwoord = Client(raise_request_exception=False).get(adres)
    assert kop(antwoord) == verwacht
    assert antwoord.get("Retry-After") == ("60" if verwacht[0] == 503 else None)


def test_een_verlopen_formulier_zegt_dat_de_tekst_er_nog_staat():
    antwoord = Client(enforce_csrf_checks=True).post("/account/login/code/", {"email": "a@b.nl"})
    assert kop(antwoord) == (403, "Dit formulier stond te lang open")


@pytest.mark.parametrize("adres", ["/stuk/", "/stil/"])
def test_een_storing_vraagt_de_database_niets(adres, django_assert_num_queries):
    with django_assert_num_queries(0):
        Client(raise_request_exception=False).get(adres)
