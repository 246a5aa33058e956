"""What the outcome of a plan hangs on: computed one number at a time, for who played, and never during a test."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.urls import reverse

from simulatie.kern import Inzet, Plan, PlanOngeldig, gevoeligheden, laad_casus, simuleer
from simulatie.kern.oordeel.waardering import over_meetvenster
from tests.factories.simulatie import KLEIN_PLAN, SessieFactory
from tests.simulatie.bewaard_oordeel import bewaar

PLAN = Plan.uit_dict({"inzetten": list(KLEIN_PLAN)})


def met(casus, naam, waarde):
    anders = {**casus.parameters.tabel, naam: replace(casus.parameters.tabel[naam], waarde=waarde)}
    return replace(casus, parameters=replace(casus.parameters, tabel=anders))


def index_van(casus, plan):
    return over_meetvenster(casus, simuleer(casus, [plan]).wijk("index"))[0]


@pytest.mark.parametrize("sleutel", ["klosjesbuurt", "kettingwerf"])
def test_a_row_is_the_plan_with_that_one_number_changed(sleutel):
    casus = laad_casus(sleutel)
    uit = gevoeligheden(casus, PLAN)

    assert {rij.naam for rij in uit.rijen} == set(casus.parameters.tabel)
    assert uit.index == pytest.approx(index_van(casus, PLAN))
    assert uit.winst == pytest.approx(index_van(casus, PLAN) - index_van(casus, Plan()))
    for rij in (*uit.rijen[:3], uit.rijen[40], uit.rijen[-1]):
        assert rij.marge == casus.parameters.tabel[rij.naam].marge
        for plek, waarde in enumerate(rij.marge):
            anders = met(casus, rij.naam, waarde)
            assert rij.index[plek] == pytest.approx(index_van(anders, PLAN), abs=1e-6)
            assert rij.winst[plek] == pytest.approx(
                index_van(anders, PLAN) - index_van(anders, Plan()), abs=1e-6
            )


def test_what_moves_most_comes_first_and_something_moves():
    rijen = gevoeligheden(laad_casus("klosjesbuurt"), PLAN).rijen

    uitslagen = [abs(rij.index[1] - rij.index[0]) for rij in rijen]
    assert uitslagen == sorted(uitslagen, reverse=True)
    assert uitslagen[0] > 1


def test_a_plan_that_cannot_be_run_is_refused():
    with pytest.raises(PlanOngeldig):
        gevoeligheden(laad_casus("klosjesbuurt"), Plan([Inzet("R2", 0, 12, 1.5)]))


def adres(sessie):
    return reverse("simulatie_gevoeligheid", args=[sessie.sleutel])


@pytest.mark.django_db
@pytest.mark.parametrize("soort", ["toets", "oefenen"])
def test_the_debrief_leads_to_it_and_it_says_how_it_was_computed(client, aisha, soort):
    client.force_login(aisha)
    beoordeling = bewaar(aisha, soort=soort)

    uitslag = client.get(reverse("simulatie_uitslag", args=[beoordeling.sessie.sleutel])).content.decode()
    antwoord = client.get(adres(beoordeling.sessie))
    inhoud = antwoord.content.decode()

    assert f'href="{adres(beoordeling.sessie)}"' in uitslag
    beeld = antwoord.context["gevoelig"]
    uit = gevoeligheden(laad_casus("klosjesbuurt"), beoordeling.gelezen[1].plan)
    assert [rij.naam for rij in beeld.bovenaan] == [rij.naam for rij in uit.rijen[:10]]
    assert [rij[0] for rij in beeld.tabel.rijen] == [rij.naam for rij in uit.rijen]
    assert beeld.niet_beter == [rij.naam for rij in uit.rijen if min(rij.winst) <= 0]
    assert f"Uw plan is {1 + 2 * len(uit.rijen)} keer doorgerekend" in inhoud
    assert all(rij.waarin in inhoud and rij.zin in inhoud for rij in beeld.bovenaan)
    for rij in beeld.bovenaan:
        assert 0 <= float(rij.x[:-1]) <= float(rij.x[:-1]) + float(rij.breed[:-1]) <= 100.01
    assert "no-store" in antwoord["Cache-Control"]


@pytest.mark.django_db
def test_nobody_else_and_nobody_before_the_judgement(client, aisha, daan):
    lopend = SessieFactory(gebruiker=aisha, soort="toets")
    oud, klaar = bewaar(aisha, versie="1999.1").sessie, bewaar(aisha).sessie
    assert client.get(adres(klaar)).status_code == 302

    client.force_login(aisha)
    assert client.get(adres(lopend)).status_code == 404
    # Of a version that was not kept.
    assert client.get(adres(oud)).status_code == 404
    uitslag = client.get(reverse("simulatie_uitslag", args=[oud.sleutel])).content.decode()
    assert adres(oud) not in uitslag

    client.force_login(daan)
    assert client.get(adres(klaar)).status_code == 404
