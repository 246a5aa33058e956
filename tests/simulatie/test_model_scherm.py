"""The open model: a page for anybody, with everything in it, that can be searched and taken along."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from simulatie.kern import LUSSEN, VOORRADEN, Plan, exporteer_xmile, laad_casus, lees_parameters
from simulatie.models import AANBOD
from simulatie.schermen.model import getal, model
from tests.factories.simulatie import BeoordelingFactory, SessieFactory

pytestmark = pytest.mark.django_db

PAGINA = "/simulatie/model/"


def test_anybody_may_read_how_the_model_computes(client):
    antwoord = client.get(PAGINA)
    inhoud = antwoord.content.decode()

    assert antwoord.status_code == 200
    assert "Dit is een leermodel, geen voorspelling." in inhoud
    assert 'name="robots"' not in inhoud
    for naam, p in lees_parameters().tabel.items():
        assert f'<th scope="row">{naam}</th><td class="getal">{getal(p.waarde)}</td>' in inhoud
    for titel, *_ in VOORRADEN.values():
        assert titel in inhoud
    for uitleg in LUSSEN.values():
        assert uitleg in inhoud


def test_the_number_of_assumptions_is_counted(client):
    tabel = lees_parameters().tabel.values()
    aannames = sum(p.bron.startswith("[assumption]") for p in tabel)

    inhoud = client.get(PAGINA).content.decode()

    assert f"Van de {len(tabel)} getallen zijn er {aannames} een aanname." in inhoud
    assert "[assumption]" not in inhoud


def test_the_picture_has_a_text_for_every_arrow(client):
    inhoud = client.get(PAGINA).content.decode()

    pijlen = re.findall(r"<title>(Meer [^<]+)</title>", model().beeld)
    assert len(pijlen) >= 50
    assert list(model().beeld_in_woorden) == pijlen
    assert inhoud.count(f"<li>{pijlen[0]}</li>") == 1


@pytest.mark.parametrize(
    ("vraag", "past"),
    [
        ({"zoek": "draagkracht GRENS"}, lambda p: p.naam == "draagkracht_grens"),
        ({"lus": "E"}, lambda p: p.lus == "E"),
        ({"herkomst": "bron"}, lambda p: not p.bron.startswith("[assumption]")),
        ({"lus": "A", "herkomst": "aanname"}, lambda p: p.lus == "A" and p.bron.startswith("[assumption]")),
    ],
)
def test_the_filter_needs_no_javascript(client, vraag, past):
    antwoord = client.get(PAGINA, vraag)

    verwacht = [naam for naam, p in lees_parameters().tabel.items() if past(p)]
    assert [rij.naam for rij in antwoord.context["coefficienten"]] == verwacht
    assert f"{len(verwacht)} van de" in antwoord.content.decode()
    assert '<meta name="robots" content="noindex">' in antwoord.content.decode()


def test_a_filter_that_is_not_there_shows_everything_and_says_so(client):
    antwoord = client.get(PAGINA, {"lus": "Q"})

    assert antwoord.status_code == 422
    assert len(antwoord.context["coefficienten"]) == len(lees_parameters().tabel)
    assert client.get(PAGINA, {"zoek": "xyzzy"}).context["coefficienten"] == []


def test_a_value_of_a_case_of_its_own_stands_with_its_reason(client):
    algemeen = lees_parameters().tabel
    for sleutel in AANBOD:
        casus = laad_casus(sleutel)
        anders = [p for p in casus.parameters.tabel.values() if p.waarde != algemeen[p.naam].waarde]
        rijen = {rij.naam: rij for rij in client.get(PAGINA).context["coefficienten"]}
        for p in anders:
            assert f"{casus.naam}: {getal(p.waarde)}. {p.reden}" in rijen[p.naam].eigen


@pytest.mark.parametrize("waarde", [0.05555555555555555, 45.0, -2.13456, 0.002, 100.0, 3])
def test_a_number_keeps_four_figures_that_count(waarde):
    tekst = getal(waarde)

    assert float(tekst.replace(",", ".").replace("−", "-")) == pytest.approx(waarde, rel=1e-3)
    assert "." not in tekst


def test_a_case_is_a_file_for_another_tool(client):
    for sleutel in AANBOD:
        antwoord = client.get(reverse("simulatie_casus_xmile", args=[sleutel]))
        casus = laad_casus(sleutel)
        assert antwoord.content.decode() == exporteer_xmile(casus, Plan())
        assert antwoord["Content-Disposition"] == f'attachment; filename="{sleutel}-{casus.versie}.xmile"'
    assert client.get(reverse("simulatie_casus_xmile", args=["nergens"])).status_code == 404
    assert client.post(PAGINA).status_code == 405


def test_the_page_is_linked_from_where_one_asks(client, aisha):
    client.force_login(aisha)
    sessie = SessieFactory(gebruiker=aisha)
    beoordeling = BeoordelingFactory(gebruiker=aisha)
    for adres in (
        reverse("simulatie_start"),
        reverse("simulatie_sessie", args=[sessie.sleutel]),
        reverse("simulatie_uitslag", args=[beoordeling.sessie.sleutel]),
    ):
        assert f'href="{PAGINA}"' in client.get(adres).content.decode()
