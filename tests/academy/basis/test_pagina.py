"""What every page of ours does: be found by its address, show the trail above it, keep to its restrictions."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction, Site

from academy.website.models import InhoudPagina

pytestmark = pytest.mark.django_db


@pytest.fixture
def lijn() -> list[InhoudPagina]:
    """Four pages, each under the one before: /een/, /een/twee/ and so on."""
    ouder = Site.objects.get().root_page
    paginas = []
    for naam in ("een", "twee", "drie", "vier"):
        ouder = ouder.add_child(instance=InhoudPagina(title=naam.title(), slug=naam))
        paginas.append(ouder)
    return paginas


@pytest.mark.parametrize(
    ("adres", "verwacht"),
    [
        ("/een/", "Een"),
        ("/een/twee/drie/vier/", "Vier"),
        ("/vier/", None),
        ("/een/drie/", None),
        ("/een/twee/drie/vier/vijf/", None),
    ],
)
def test_een_pagina_staat_op_haar_eigen_adres(client, lijn, adres, verwacht):
    antwoord = client.get(adres)
    gevonden = antwoord.context["page"].title if antwoord.status_code == 200 else None
    assert gevonden == verwacht


@pytest.mark.parametrize(("live", "code"), [(True, 200), (False, 404)])
def test_een_concept_is_niet_te_zien(client, lijn, live, code):
    if not live:
        lijn[3].unpublish()
    assert client.get("/een/twee/drie/vier/").status_code == code


def test_het_spoor_boven_de_pagina(client, lijn):
    kruimels = client.get("/een/twee/drie/").context["kruimels"]
    assert [(kruimel["titel"], kruimel["url"]) for kruimel in kruimels][1:] == [
        ("Een", "/een/"),
        ("Twee", "/een/twee/"),
    ]


@pytest.mark.parametrize(("wie", "code"), [(None, 302), ("daan", 200)])
@pytest.mark.parametrize("adres", ["/een/twee/", "/een/twee/drie/vier/"])
def test_een_besloten_pagina_sluit_ook_wat_eronder_staat(client, request, lijn, wie, code, adres):
    PageViewRestriction.objects.create(page=lijn[1], restriction_type="login")
    if wie:
        client.force_login(request.getfixturevalue(wie))
    assert client.get("/een/").status_code == 200
    antwoord = client.get(adres)
    assert antwoord.status_code == code
    if code == 302:
        assert antwoord["Location"] == f"/account/login/code/?next={adres}"


def test_een_alias_houdt_de_beslotenheid_van_zijn_bron(client, lijn):
    alias = lijn[2].create_alias(parent=Site.objects.get().root_page, update_slug="alias")
    adres = alias.get_url()
    assert client.get(adres).status_code == 200
    PageViewRestriction.objects.create(page=lijn[2], restriction_type="login")
    assert client.get(adres).status_code == 302


def test_een_besloten_pagina_staat_niet_in_het_menu(client, lijn):
    lijn[0].show_in_menus = True
    lijn[0].save()
    assert [item["titel"] for item in client.get("/een/").context["menu"]] == ["Een"]
    PageViewRestriction.objects.create(page=lijn[0], restriction_type="login")
    assert list(client.get("/account/login/code/").context["menu"]) == []


def test_diepte_kost_geen_vragen_aan_de_database(client, lijn):
    aantallen = []
    for adres in ("/een/twee/", "/een/twee/", "/een/twee/drie/"):
        with CaptureQueriesContext(connection) as vragen:
            client.get(adres)
        aantallen.append(len(vragen))
    assert aantallen[1] == aantallen[2]
