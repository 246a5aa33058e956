"""Search finds what this person may see, and nothing else."""

from __future__ import annotations

import re
from html import unescape

import pytest
from django.test import Client

from cursussen.models import CursusPagina
from tests.factories.cursussen import CursusPaginaFactory, CursusVersieFactory, InschrijvingFactory
from tests.factories.website import InhoudPaginaFactory


def gevonden(client: Client, woord: str, **anders: str) -> list[str]:
    antwoord = client.get("/zoeken/", {"zoek": woord} | anders)
    assert antwoord.status_code == 200
    lijst = re.search(r'<ol class="zoekresultaten".*?</ol>', unescape(antwoord.content.decode()), re.DOTALL)
    return re.findall(r'<h2><a href="[^"]+">([^<]+)</a></h2>', lijst[0]) if lijst else []


@pytest.fixture
def cursus(db: None) -> CursusPagina:
    cursus = CursusPaginaFactory(title="Umami", inleiding="Over de schuifdeur.", lessen=1)
    les = cursus.lessen().get()
    les.title, les.inleiding = "Les over de schuifdeur", "De schuifdeur staat open."
    les.save()
    CursusVersieFactory(cursus=cursus)
    return cursus


@pytest.mark.parametrize(
    ("wie", "verwacht"),
    [
        ("", {"Umami"}),
        ("daan", {"Umami"}),
        ("aisha", {"Umami", "Les over de schuifdeur"}),
        ("bram", {"Umami", "Les over de schuifdeur"}),
    ],
    ids=["bezoeker", "niet ingeschreven", "ingeschreven", "trainer"],
)
def test_een_les_vindt_alleen_wie_haar_volgt(
    request: pytest.FixtureRequest, client: Client, cursus: CursusPagina, wie: str, verwacht: set[str]
) -> None:
    InschrijvingFactory(gebruiker=request.getfixturevalue("aisha"), versie=cursus.versies.get())
    if wie:
        client.force_login(request.getfixturevalue(wie))

    assert set(gevonden(client, "schuifdeur")) == verwacht


def test_een_concept_wordt_niet_gevonden(client: Client, db: None) -> None:
    InhoudPaginaFactory(title="Het convenant", inleiding="Afspraken.")
    InhoudPaginaFactory(title="Het convenant in concept", live=False)

    assert gevonden(client, "convenant") == ["Het convenant"]


def test_ook_de_tekst_van_blokken_wordt_doorzocht(client: Client, db: None) -> None:
    InhoudPaginaFactory(
        title="Werkwijze", inhoud=[{"type": "tekst", "value": "<p>Vraag naar het verwerkingsregister.</p>"}]
    )

    assert gevonden(client, "verwerkingsregister") == ["Werkwijze"]


def test_meer_dan_tien_paginas_komen_op_een_tweede_bladzijde(client: Client, db: None) -> None:
    namen = {InhoudPaginaFactory(title=f"Buurthuis {nummer}").title for nummer in range(12)}

    eerste, tweede = gevonden(client, "buurthuis"), gevonden(client, "buurthuis", pagina="2")

    assert (len(eerste), len(tweede)) == (10, 2)
    assert set(eerste) | set(tweede) == namen
    assert gevonden(client, "buurthuis", pagina="onzin") == eerste


@pytest.mark.parametrize(
    "woord", ["", "   ", '"', "*", "AND OR NOT", "a" * 500, "(", "'; --", "schuif-deur", "é€"]
)
def test_rare_zoekwoorden_geven_een_gewone_pagina(client: Client, db: None, woord: str) -> None:
    assert gevonden(client, woord) == []


def test_niets_gevonden_zegt_wat_te_doen(client: Client, db: None) -> None:
    html = client.get("/zoeken/", {"zoek": "bestaatniet"}).content.decode()

    assert "0 pagina’s gevonden voor ‘bestaatniet’." in html
    assert "Probeer een ander woord" in html


def test_een_nulteken_wordt_geweigerd(client: Client, db: None) -> None:
    assert client.get("/zoeken/?zoek=a%00b").status_code == 400
