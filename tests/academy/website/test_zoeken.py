"""Search finds what this person may see, and nothing else."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

import pytest
from django.test import Client

from cursussen.models import CursusPagina
from tests.factories.cursussen import CursusPaginaFactory, CursusVersieFactory, InschrijvingFactory
from tests.factories.website import ArtikelIndexPaginaFactory, ArtikelPaginaFactory, InhoudPaginaFactory


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


WOORDVORMEN = [
    ("bewoners", "De bewoner"),
    ("bewoner", "Alle bewoners"),
    ("huis", "Vijf huizen"),
    ("huizen", "Een huis"),
    ("maatregel", "De maatregelen"),
    ("Maatregelen", "Een maatregel"),
    ("meldingen", "Een melding"),
    ("bedrijf", "De bedrijven"),
    ("GEMEENTES", "De gemeente"),
    ("casuistiek", "De casuïstiek"),
    ("bewoners straten", "Een bewoner in de straat"),
]


@pytest.mark.parametrize(("woord", "titel"), WOORDVORMEN)
@pytest.mark.parametrize("waar", ["titel", "tekst"])
def test_een_andere_vorm_van_het_woord_wordt_ook_gevonden(
    client: Client, db: None, woord: str, titel: str, waar: str
) -> None:
    InhoudPaginaFactory(title="Iets heel anders", inleiding="Over de fiets.")
    if waar == "titel":
        InhoudPaginaFactory(title=titel)
    else:
        InhoudPaginaFactory(title="Werkwijze", inhoud=[{"type": "tekst", "value": f"<p>{titel}.</p>"}])

    assert gevonden(client, woord) == [titel if waar == "titel" else "Werkwijze"]


def test_alle_woorden_moeten_er_staan(client: Client, db: None) -> None:
    InhoudPaginaFactory(title="Bewoners", inleiding="Over de straat.")
    InhoudPaginaFactory(title="Een bewoner", inleiding="Over de wijk.")

    assert gevonden(client, "bewoners wijken") == ["Een bewoner"]


def test_een_woord_in_de_titel_staat_boven(client: Client, db: None) -> None:
    InhoudPaginaFactory(title="Werkwijze", inleiding="Melding, meldingen en nog een melding.")
    InhoudPaginaFactory(title="Een melding doen", inleiding="Zo gaat dat.")

    assert gevonden(client, "meldingen") == ["Een melding doen", "Werkwijze"]


def test_een_resultaat_toont_soort_en_de_tekst_rond_het_woord(client: Client, db: None) -> None:
    artikel = ArtikelPaginaFactory(
        ouder=ArtikelIndexPaginaFactory(),
        title="Zwijgen",
        inhoud=[
            {
                "type": "tekst",
                "value": f"<p>{'Eerst iets anders. ' * 20}De <b>bewoner</b> &lt;zegt&gt; niets.</p>",
            }
        ],
    )

    html = client.get("/zoeken/", {"zoek": "bewoners"}).content.decode()

    (resultaat,) = re.findall(r"<li>\s*<h2>.*?</li>", html, re.DOTALL)
    assert f'href="{artikel.get_url()}"' in resultaat
    assert '<p class="bijschrift">Artikel</p>' in resultaat
    assert "<mark>bewoner</mark> &lt;zegt&gt; niets." in resultaat
    assert resultaat.count("Eerst iets anders.") < 6
    assert "<p>… " in resultaat


def test_een_en_drie_resultaten_kosten_even_veel_vragen(
    client: Client, db: None, django_assert_num_queries: Any
) -> None:
    InhoudPaginaFactory(title="Buurthuis")
    client.get("/zoeken/", {"zoek": "buurthuis"})
    for aantal in (1, 3):
        with django_assert_num_queries(8):
            assert len(gevonden(client, "buurthuis")) == aantal
        InhoudPaginaFactory.create_batch(2, title="Buurthuis")


def test_een_nulteken_wordt_geweigerd(client: Client, db: None) -> None:
    assert client.get("/zoeken/?zoek=a%00b").status_code == 400
