"""The memory of public pages: fast for the next visitor, never old, and never somebody else's."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from typing import Any

import brotli
import pytest
from django.core.cache import cache
from django.db import connection
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import Page, PageViewRestriction, Site

from academy.basis.geheugen.paginas import bewaarbaar, onthoud, vergeet_alles
from academy.basis.models import Instellingen
from academy.gebruikers.models import Gebruiker
from academy.website.models import InhoudPagina
from tests.factories.contact import ContactPaginaFactory
from tests.factories.cursussen import CursusPaginaFactory, CursusVersieFactory
from tests.factories.website import (
    AfbeeldingFactory,
    ArtikelIndexPaginaFactory,
    ArtikelPaginaFactory,
    GetuigenisFactory,
    GetuigenissenPaginaFactory,
    InhoudPaginaFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def met_geheugen(settings: Any) -> None:
    settings.PAGINAGEHEUGEN_SECONDEN = 300


@pytest.fixture
def pagina() -> InhoudPagina:
    return InhoudPaginaFactory(title="Werkwijze", slug="werkwijze", inleiding="De eerste tekst.")


def haal(adres: str, **koppen: str) -> tuple[HttpResponse, int]:
    """What a visitor whom nobody knows gets, and how often the database was asked."""
    with CaptureQueriesContext(connection) as vragen:
        antwoord = Client(headers=koppen).get(adres)
    return antwoord, len(vragen)


def zit_in_geheugen(adres: str) -> bool:
    return haal(adres)[1] == 0


def warm(adres: str) -> str:
    """Ask for the page until it is remembered, and give its text."""
    html = haal(adres)[0].content.decode()
    assert zit_in_geheugen(adres)
    return html


def test_de_volgende_bezoeker_krijgt_hetzelfde_zonder_database(pagina: InhoudPagina) -> None:
    eerste, vragen_eerst = haal("/werkwijze/")
    tweede, vragen_daarna = haal("/werkwijze/")

    assert vragen_eerst > 0
    assert vragen_daarna == 0
    assert tweede.content == eerste.content
    assert dict(tweede.items()) == dict(eerste.items())
    assert tweede["Cache-Control"] == "no-cache"
    assert {deel.strip() for deel in tweede["Vary"].split(",")} >= {"Accept-Encoding", "Cookie"}
    assert tweede["Content-Security-Policy"]
    assert not eerste.cookies
    assert not tweede.cookies


def test_wie_de_pagina_al_heeft_krijgt_haar_niet_nog_een_keer(pagina: InhoudPagina) -> None:
    etag = haal("/werkwijze/")[0]["ETag"]

    antwoord, vragen = haal("/werkwijze/", if_none_match=etag)

    assert (antwoord.status_code, antwoord.content, vragen) == (304, b"", 0)
    assert haal("/werkwijze/", if_none_match='W/"anders"')[0].status_code == 200


@pytest.mark.parametrize(
    ("aanvaard", "codering", "pak_uit"),
    [
        ("gzip, deflate, br", "br", brotli.decompress),
        ("gzip;q=1.0, br;q=0", "gzip", gzip.decompress),
        ("identity", None, bytes),
        ("", None, bytes),
    ],
)
def test_de_pagina_komt_in_de_kleinste_vorm_die_de_browser_leest(
    pagina: InhoudPagina, aanvaard: str, codering: str | None, pak_uit: Callable[[bytes], bytes]
) -> None:
    gewoon = haal("/werkwijze/")[0].content

    for _keer in range(2):
        antwoord = haal("/werkwijze/", accept_encoding=aanvaard)[0]
        assert antwoord.headers.get("Content-Encoding") == codering
        assert antwoord["Content-Length"] == str(len(antwoord.content))
        assert pak_uit(antwoord.content) == gewoon
        vergeet_alles()


def _geef_uit_in_beheer(esther: Gebruiker, pagina: Page, **velden: str) -> None:
    """Through the CMS, the way an editor publishes."""
    client = Client()
    client.force_login(esther)
    formulier = {
        "title": pagina.title,
        "slug": pagina.slug,
        "inleiding": pagina.inleiding,
        "inhoud-count": "0",
        "comments-TOTAL_FORMS": "0",
        "comments-INITIAL_FORMS": "0",
        "seo_title": "",
        "search_description": "",
        "action-publish": "1",
    }
    antwoord = client.post(reverse("wagtailadmin_pages:edit", args=[pagina.pk]), formulier | velden)
    assert antwoord.status_code == 302


def test_wat_is_gepubliceerd_ziet_de_bezoeker_meteen(
    pagina: InhoudPagina, esther: Gebruiker, django_capture_on_commit_callbacks: Any
) -> None:
    assert "De eerste tekst." in warm("/werkwijze/")

    with django_capture_on_commit_callbacks(execute=True):
        _geef_uit_in_beheer(esther, pagina, inleiding="De tweede tekst.")
        # Not committed yet: what visitors see is still the old page, from memory.
        assert "De eerste tekst." in haal("/werkwijze/")[0].content.decode()

    html = haal("/werkwijze/")[0].content.decode()
    assert "De tweede tekst." in html
    assert "De eerste tekst." not in html


def _verplaats(pagina: InhoudPagina) -> None:
    pagina.move(InhoudPaginaFactory(slug="elders"), pos="last-child")


def _beperk(pagina: InhoudPagina) -> None:
    PageViewRestriction.objects.create(page=pagina, restriction_type="login")


@pytest.mark.parametrize(
    ("verander", "code"),
    [
        (lambda pagina: pagina.unpublish(), 404),
        (lambda pagina: pagina.delete(), 404),
        (_verplaats, 301),
        (_beperk, 302),
    ],
    ids=["van de site gehaald", "verwijderd", "verplaatst", "besloten gemaakt"],
)
def test_een_pagina_die_er_niet_meer_is_is_meteen_weg(
    pagina: InhoudPagina,
    django_capture_on_commit_callbacks: Any,
    verander: Callable[[InhoudPagina], None],
    code: int,
) -> None:
    warm("/werkwijze/")

    with django_capture_on_commit_callbacks(execute=True):
        verander(pagina)

    assert haal("/werkwijze/")[0].status_code == code


def _hernoem_site(_pagina: InhoudPagina) -> None:
    instellingen = Instellingen.for_site(Site.objects.get(is_default_site=True))
    instellingen.voettekst = "Een nieuwe voettekst."
    instellingen.save()


def _zet_in_menu(_pagina: InhoudPagina) -> None:
    InhoudPaginaFactory(title="Nieuw in het menu", show_in_menus=True)


def _verander_beeld(_pagina: InhoudPagina) -> None:
    AfbeeldingFactory()


@pytest.mark.parametrize("verander", [_hernoem_site, _zet_in_menu, _verander_beeld])
def test_een_wijziging_elders_is_overal_meteen_te_zien(
    pagina: InhoudPagina, django_capture_on_commit_callbacks: Any, verander: Callable[[InhoudPagina], None]
) -> None:
    warm("/werkwijze/")

    with django_capture_on_commit_callbacks(execute=True):
        verander(pagina)

    assert not zit_in_geheugen("/werkwijze/")


def test_een_getuigenis_zonder_toestemming_verdwijnt_meteen(django_capture_on_commit_callbacks: Any) -> None:
    getuigenis = GetuigenisFactory(tekst="Wij begonnen samen.")
    adres = GetuigenissenPaginaFactory().get_url()
    assert "Wij begonnen samen." in warm(adres)

    with django_capture_on_commit_callbacks(execute=True):
        getuigenis.toestemming = False
        getuigenis.save()

    assert "Wij begonnen samen." not in haal(adres)[0].content.decode()


def test_een_nieuwe_versie_van_een_cursus_is_meteen_te_zien(django_capture_on_commit_callbacks: Any) -> None:
    cursus = CursusPaginaFactory()
    assert "Inschrijven kan nog niet." in warm(cursus.get_url())

    with django_capture_on_commit_callbacks(execute=True):
        CursusVersieFactory(cursus=cursus)

    assert "Inschrijven kan nog niet." not in haal(cursus.get_url())[0].content.decode()


def test_een_concept_verandert_niets_en_komt_niet_in_het_geheugen(
    pagina: InhoudPagina, esther: Gebruiker, django_capture_on_commit_callbacks: Any
) -> None:
    warm("/werkwijze/")
    with django_capture_on_commit_callbacks(execute=True):
        pagina.inleiding = "Nog een concept."
        pagina.save_revision()
    assert zit_in_geheugen("/werkwijze/")

    redacteur = Client()
    redacteur.force_login(esther)
    voorbeeld = redacteur.get(reverse("wagtailadmin_pages:view_draft", args=[pagina.pk]))
    assert "Nog een concept." in voorbeeld.content.decode()
    assert "Nog een concept." not in haal("/werkwijze/")[0].content.decode()


def test_een_voorbeeld_zonder_koekje_leest_en_schrijft_het_geheugen_niet(pagina: InhoudPagina) -> None:
    concept = InhoudPagina.objects.get(pk=pagina.pk)
    concept.inleiding = "Nog een concept."

    koud = concept.make_preview_request()
    assert "Nog een concept." in koud.content.decode()
    assert "De eerste tekst." in warm("/werkwijze/")
    assert "Nog een concept." in concept.make_preview_request().content.decode()


@pytest.mark.parametrize("eerst", ["bezoeker", "aisha"])
def test_wie_is_ingelogd_krijgt_een_eigen_pagina_en_niemand_anders_krijgt_die(
    pagina: InhoudPagina, aisha: Gebruiker, eerst: str
) -> None:
    ingelogd = Client()
    ingelogd.force_login(aisha)
    if eerst == "bezoeker":
        warm("/werkwijze/")

    eigen = ingelogd.get("/werkwijze/")
    van_bezoeker = haal("/werkwijze/")[0]

    assert "Mijn academy" in eigen.content.decode()
    assert eigen["Cache-Control"] == "private, no-cache"
    assert "ETag" not in eigen.headers
    assert "Mijn academy" not in van_bezoeker.content.decode()
    assert "Inloggen" in van_bezoeker.content.decode()
    assert "Mijn academy" in ingelogd.get("/werkwijze/").content.decode()


def test_een_besloten_pagina_komt_nooit_in_het_geheugen(pagina: InhoudPagina, aisha: Gebruiker) -> None:
    PageViewRestriction.objects.create(page=pagina, restriction_type="login")
    ingelogd = Client()
    ingelogd.force_login(aisha)

    for _keer in range(2):
        assert ingelogd.get("/werkwijze/").status_code == 200
        antwoord, vragen = haal("/werkwijze/")
        assert (antwoord.status_code, vragen > 0) == (302, True)


def test_een_formulier_wordt_voor_iedere_bezoeker_nieuw_gemaakt() -> None:
    adres = ContactPaginaFactory().get_url()

    antwoorden = [haal(adres) for _keer in range(2)]

    assert all(vragen > 0 for _antwoord, vragen in antwoorden)
    assert (
        antwoorden[0][0].context["form"].initial["bewijs"]
        != antwoorden[1][0].context["form"].initial["bewijs"]
    )
    assert all("csrftoken" in antwoord.cookies for antwoord, _vragen in antwoorden)


def test_een_mededeling_blijft_bij_wie_hem_kreeg(pagina: InhoudPagina, aisha: Gebruiker) -> None:
    warm("/werkwijze/")
    client = Client()
    client.force_login(aisha)
    client.post(reverse("account_logout"))
    assert "messages" in client.cookies

    html = client.get("/werkwijze/").content.decode()

    assert 'class="berichten' in html
    assert 'class="berichten' not in haal("/werkwijze/")[0].content.decode()


def test_een_adres_met_een_vraag_erachter_wordt_niet_onthouden(pagina: InhoudPagina) -> None:
    assert [haal("/werkwijze/?a=1")[1] > 0 for _keer in range(2)] == [True, True]


def test_een_onbekende_pagina_wordt_niet_onthouden() -> None:
    assert [haal("/bestaat-niet/")[1] > 0 for _keer in range(2)] == [True, True]


def test_wat_is_gemaakt_terwijl_er_iets_veranderde_wordt_niet_nog_eens_gegeven() -> None:
    gemaakt = []

    @bewaarbaar
    def maak(_request: Any) -> HttpResponse:
        gemaakt.append(len(gemaakt))
        if len(gemaakt) == 1:
            vergeet_alles()
        return HttpResponse(f"keer {len(gemaakt)}")

    vraag = RequestFactory().get("/traag/")
    assert [onthoud(vraag, maak).content for _keer in range(3)] == [b"keer 1", b"keer 2", b"keer 2"]


def test_een_geleegde_cache_kost_alleen_tijd(pagina: InhoudPagina) -> None:
    html = warm("/werkwijze/")
    cache.clear()

    antwoord, vragen = haal("/werkwijze/")

    assert (antwoord.content.decode(), vragen > 0) == (html, True)
    assert zit_in_geheugen("/werkwijze/")


def test_lijsten_van_een_en_van_drie_kosten_even_veel(django_capture_on_commit_callbacks: Any) -> None:
    index = ArtikelIndexPaginaFactory()
    haal(index.get_url())
    aantallen = []
    for _keer in range(3):
        with django_capture_on_commit_callbacks(execute=True):
            ArtikelPaginaFactory(ouder=index)
        aantallen.append(haal(index.get_url())[1])
    assert aantallen[0] == aantallen[2]
    assert zit_in_geheugen(index.get_url())
