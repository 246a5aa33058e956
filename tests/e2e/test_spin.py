"""The spider finds what it is meant to find."""

from __future__ import annotations

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import path

from tests.e2e.spin import wandel

HTML = {
    "": '<a href="/goed/#hier">goed</a> <a href="/weg/">weg</a> <a href="/weg-weg/">weg</a>',
    "goed/": '<h1 id="hier">Goed</h1> <a href="/goed/#nergens">nergens</a> <a href="/dood/">dood</a>',
    "onveilig/": '<a href="http://elders.example/">elders</a> <a href="mailto:a@b.nl">mail</a>',
}


def pagina(html: str, beleid: str = "default-src 'self'"):
    return lambda request: HttpResponse(html, headers={"Content-Security-Policy": beleid})


def naar(adres: str):
    return lambda request: HttpResponse(status=302, headers={"Location": adres})


def handler404(request, exception):
    return HttpResponse(status=404)


urlpatterns = [
    path("", pagina(HTML[""])),
    path("goed/", pagina(HTML["goed/"])),
    path("weg/", naar("/goed/")),
    path("weg-weg/", naar("/weg-verder/")),
    path("weg-verder/", naar("/goed/")),
    path("slot/", naar("/account/login/code/?next=/slot/")),
    path("onveilig/", pagina(HTML["onveilig/"], "default-src 'self' 'unsafe-inline'")),
]


@pytest.mark.urls(__name__)
@pytest.mark.django_db
def test_de_spin_vindt_elke_dode_link_elke_omweg_en_elke_plek_die_er_niet_is(settings):
    settings.MIDDLEWARE = []
    gezien = wandel(Client(), ["/", "/slot/", "/onveilig/"])
    assert sorted(gezien.paginas) == ["/", "/goed/", "/onveilig/"]
    assert sorted(gezien.fouten) == [
        "/goed/ → /dood/: 404",
        "/goed/ → /goed/#nergens: geen #nergens op die pagina",
        "/onveilig/ → http://elders.example/: niet over https",
        "/onveilig/: beleid \"default-src 'self' 'unsafe-inline'\"",
        "een redirect van /weg-weg/ → /weg-verder/: 302",
    ]
