"""The model for the browser around the page: its file, its numbers, and who gets them."""

from __future__ import annotations

import gzip
import json

import pytest
from django.conf import settings
from django.core.management import call_command
from django.urls import reverse

from simulatie.acties.casusversies import leg_vast
from simulatie.kern import browsergetallen, browsermodules
from simulatie.models import Sessie
from simulatie.schermen.leermodel import MAP, bestandsnaam
from tests.factories.simulatie import KLEIN_PLAN, SessieFactory
from tests.simulatie.versies import volgende_versie

pytestmark = pytest.mark.django_db


def gegevens(pagina) -> dict[str, object]:
    """What the page hands its scripts."""
    tekst = pagina.content.decode()
    return json.loads(tekst.split('<script id="leermodel" type="application/json">')[1].split("</script>")[0])


def plan_van(client, sessie):
    return client.get(reverse("simulatie_sessie", args=[sessie.sleutel]))


@pytest.fixture
def aisha_in(client, aisha):
    client.force_login(aisha)
    return client


def test_de_opdracht_maakt_de_modules_van_nu_en_ruimt_oude_op(settings, tmp_path):
    settings.GEMAAKT_MAP = tmp_path
    (tmp_path / MAP).mkdir()
    (tmp_path / MAP / "0123456789abcdef.js").write_text("oud")

    call_command("bereid_model", verbosity=0)

    gemaakt = {pad.name: pad.read_text("utf-8") for pad in (tmp_path / MAP).iterdir()}
    assert gemaakt == {bestandsnaam(module): module for module in browsermodules()}


def test_oefenen_krijgt_het_model_met_de_getallen_van_zijn_eigen_versie(leermodel, aisha_in, aisha):
    oud = SessieFactory(gebruiker=aisha, plan=KLEIN_PLAN)
    leg_vast(casus=volgende_versie())
    nieuw = SessieFactory(gebruiker=aisha)
    adressen = set()
    for sessie in (oud, nieuw):
        model = gegevens(plan_van(aisha_in, sessie))
        antwoord = aisha_in.get(model["getallen"])
        assert antwoord.json() == json.loads(json.dumps(browsergetallen(sessie.eigen_casus)))
        assert "immutable" in antwoord["Cache-Control"]
        assert "private" in antwoord["Cache-Control"]
        adressen.add(model["getallen"])
    assert len(adressen) == 2


def test_een_adres_met_andere_getallen_bestaat_niet(leermodel, aisha_in, aisha):
    sessie = SessieFactory(gebruiker=aisha)
    adres = reverse("simulatie_getallen", args=[sessie.casusversie_id, "0123456789abcdef"])
    assert aisha_in.get(adres).status_code == 404


def test_een_toets_krijgt_geen_model_geen_zaad_en_geen_getallen(leermodel, aisha_in, aisha):
    oefening = SessieFactory(gebruiker=aisha)
    adres = gegevens(plan_van(aisha_in, oefening))["getallen"]
    Sessie.objects.filter(pk=oefening.pk).delete()
    toets = SessieFactory(gebruiker=aisha, soort=Sessie.Soort.TOETS)

    pagina = plan_van(aisha_in, toets).content.decode()

    assert all(naam not in pagina for naam in ('id="leermodel"', "leermodel.js", "getallen/"))
    assert "meebewegen" not in pagina
    assert f"/{MAP}/" not in pagina
    assert str(toets.zaad) not in pagina
    assert aisha_in.get(adres).status_code == 404


def test_zonder_het_bestand_van_nu_rekent_de_server_alleen(aisha_in, aisha, monkeypatch):
    monkeypatch.setattr("simulatie.schermen.leermodel.finders.find", lambda naam: None)
    antwoord = plan_van(aisha_in, SessieFactory(gebruiker=aisha))
    assert antwoord.status_code == 200
    assert 'id="leermodel"' not in antwoord.content.decode()


def test_een_pagina_na_inloggen_gaat_samengeperst(aisha_in, aisha):
    adres = reverse("simulatie_sessie", args=[SessieFactory(gebruiker=aisha, plan=KLEIN_PLAN).sleutel])
    gewoon = aisha_in.get(adres)
    klein = aisha_in.get(adres, headers={"accept-encoding": "gzip, deflate, br"})
    assert klein["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in klein["Vary"]
    assert len(klein.content) < len(gewoon.content) / 5
    assert b"</html>" in gzip.decompress(klein.content)
    # Against guessing by length (BREACH) two answers of one page are not of one length.
    lengtes = {len(aisha_in.get(adres, headers={"accept-encoding": "gzip"}).content) for _keer in range(8)}
    assert len(lengtes) > 1
    assert settings.MIDDLEWARE.index(
        "academy.basis.beveiliging.SamenpersMiddleware"
    ) < settings.MIDDLEWARE.index("academy.basis.geheugen.middleware.PaginageheugenMiddleware")
