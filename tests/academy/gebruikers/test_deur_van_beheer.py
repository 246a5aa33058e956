"""The door of the CMS: in for who may, a clear no for who may not, signing in for who is not known yet."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.django_db


def test_onbekend_gaat_eerst_inloggen_en_komt_dan_terug(client):
    antwoord = client.get("/beheer/reports/site-history/", follow=True)
    assert antwoord.redirect_chain == [
        ("/beheer/login/?next=/beheer/reports/site-history/", 302),
        ("/account/login/code/?next=/beheer/reports/site-history/", 302),
    ]


@pytest.mark.parametrize(("wie", "uitkomst"), [("bram", 200), ("aisha", 403)])
def test_ingelogd_is_het_ja_of_nee(client, request, wie, uitkomst):
    client.force_login(request.getfixturevalue(wie))
    antwoord = client.get("/beheer/", follow=True)
    assert (antwoord.request["PATH_INFO"], antwoord.status_code) == (
        {200: "/beheer/", 403: "/beheer/login/"}[uitkomst],
        uitkomst,
    )
    assert ("w-theme-system" in antwoord.content.decode()) is (uitkomst == 200)


def test_wie_binnen_mag_heeft_niets_te_zoeken_bij_de_deur(client, bram):
    client.force_login(bram)
    assert client.get("/beheer/login/")["Location"] == "/beheer/"
