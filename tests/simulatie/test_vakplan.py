"""A plan of practitioners beside one's own: after a plan was handed in."""

from __future__ import annotations

import pytest
from django.urls import reverse

from simulatie.kern import laad_casus, verschillen
from simulatie.models import Sessie
from tests.factories.simulatie import KLEIN_PLAN, BeoordelingFactory, SessieFactory


def adres(sessie):
    return reverse("simulatie_vakplan", args=[sessie.sleutel])


@pytest.fixture
def binnen(client, aisha):
    client.force_login(aisha)
    return client


@pytest.mark.django_db
def test_na_een_ingediende_oefening_ligt_er_een_vakplan_naast(binnen, aisha):
    beoordeling = BeoordelingFactory(gebruiker=aisha)
    sessie, casus = beoordeling.sessie, laad_casus("klosjesbuurt")
    naaste = beoordeling.gelezen[0].naaste_vakplan

    start = binnen.get(reverse("simulatie_start")).content.decode()
    pagina = binnen.get(adres(sessie))

    assert f'href="{adres(sessie)}"' in start
    vakplan = pagina.context["vakplan"]
    assert vakplan.naam == casus.vakplanteksten[naaste.nummer - 1].naam
    assert [keuze.naam for keuze in vakplan.keuzes] == [tekst.naam for tekst in casus.vakplanteksten]
    assert [k.nummer for k in vakplan.keuzes if k.gekozen] == [naaste.nummer]
    eigen = beoordeling.gelezen[1].plan
    for nummer, plan in enumerate(casus.vakplannen, start=1):
        een = binnen.get(adres(sessie), {"plan": nummer}).context["vakplan"]
        assert tuple(een.naast.verschillen) == verschillen(casus, eigen, plan)
        rijen = sum(len(deel.tabel.rijen) for deel in een.naast.principes)
        assert rijen == len(plan.inzetten)


@pytest.mark.django_db
@pytest.mark.parametrize("plan", ["0", "7", "een"])
def test_een_nummer_dat_er_niet_is_bestaat_niet(binnen, aisha, plan):
    sessie = BeoordelingFactory(gebruiker=aisha).sessie

    assert binnen.get(adres(sessie), {"plan": plan}).status_code == 404


@pytest.mark.django_db
def test_wie_nog_iets_te_spelen_heeft_ziet_het_niet(binnen, aisha, daan):
    ingediend = BeoordelingFactory(gebruiker=aisha).sessie
    toets = BeoordelingFactory(gebruiker=aisha, soort=Sessie.Soort.TOETS, geslaagd=False).sessie
    gehaald = BeoordelingFactory(gebruiker=daan, soort=Sessie.Soort.TOETS, geslaagd=True).sessie
    open_sessie = SessieFactory(gebruiker=aisha, plan=KLEIN_PLAN)

    assert binnen.get(adres(ingediend)).status_code == 200
    for sessie in (toets, open_sessie, gehaald):
        assert binnen.get(adres(sessie)).status_code == 404
    binnen.force_login(daan)
    assert binnen.get(adres(gehaald)).status_code == 200
    assert binnen.get(adres(ingediend)).status_code == 404
