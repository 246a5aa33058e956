"""Start and briefing: the cases, and the sessions a person has."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from simulatie.kern import laad_casus
from simulatie.models import Sessie
from tests.factories.simulatie import KLEIN_PLAN, BeoordelingFactory, SessieFactory

START = "/simulatie/"


@pytest.fixture
def binnen(client, aisha):
    client.force_login(aisha)
    return client


@pytest.mark.parametrize("pad", [START, "/simulatie/casus/klosjesbuurt/"])
@pytest.mark.django_db
def test_signing_in_comes_first(client, pad):
    antwoord = client.get(pad)

    assert antwoord.url == f"{reverse('account_request_login_code')}?next={pad}"


def test_the_strengths_of_the_area_come_before_its_troubles(binnen):
    casus = laad_casus("klosjesbuurt")

    for pad in (START, reverse("simulatie_casus", args=["klosjesbuurt"])):
        inhoud = binnen.get(pad).content.decode()
        plekken = [inhoud.index(tekst) for tekst in (casus.krachten[0], casus.kerncijfers[0].naam)]
        assert plekken == sorted(plekken)
        assert casus.opdracht in inhoud
        assert "Dit is een leermodel, geen voorspelling." in inhoud


def test_the_briefing_has_people_partners_figures_with_source_and_mandate(binnen):
    casus = laad_casus("klosjesbuurt")

    briefing = binnen.get(reverse("simulatie_casus", args=["klosjesbuurt"])).context["briefing"]

    mensen = [*briefing.bewoners, *briefing.partners]
    assert {(m.naam, m.uitspraak) for m in mensen} == {(p.naam, p.uitspraak) for p in casus.personas}
    assert {m.rol for m in briefing.bewoners} == {"bewoner"}
    assert all(rij[3] for rij in briefing.cijfers.rijen), "every figure says where it comes from"
    budget = f"{casus.budget:,.0f}".replace(",", ".")
    assert briefing.mandaat.rijen[-1][1] == f"€\N{NO-BREAK SPACE}{budget}"
    assert len(briefing.plattegrond.vlakken) == len(casus.deelgebieden)


def test_an_unknown_case_is_404(binnen):
    assert binnen.get(reverse("simulatie_casus", args=["nergens"])).status_code == 404
    assert binnen.post(reverse("simulatie_begin", args=["nergens"])).status_code == 404


def test_one_form_begins_one_practice_session(binnen, aisha):
    (kaart,) = [
        kaart
        for kaart in binnen.get(START).context["aanbod"]
        if kaart["briefing"].casus.sleutel == "klosjesbuurt"
    ]
    velden = {"sleutel": kaart["form"]["sleutel"].value()}

    eerste = binnen.post(reverse("simulatie_begin", args=["klosjesbuurt"]), velden)
    tweede = binnen.post(reverse("simulatie_begin", args=["klosjesbuurt"]), velden)

    sessie = Sessie.objects.get()
    assert (sessie.gebruiker, sessie.soort) == (aisha, Sessie.Soort.OEFENEN)
    assert eerste.url == tweede.url == reverse("simulatie_sessie", args=[sessie.sleutel])


def test_own_sessions_can_be_resumed_or_looked_back_on(binnen, aisha, daan):
    open_sessie = SessieFactory(gebruiker=aisha, plan=KLEIN_PLAN)
    klaar = BeoordelingFactory(gebruiker=aisha)
    SessieFactory(gebruiker=daan)

    antwoord = binnen.get(START)

    assert [(r.sleutel, r.besluiten) for r in antwoord.context["sessies"].open] == [(open_sessie.sleutel, 3)]
    assert [(r.sleutel, r.beoordeling) for r in antwoord.context["sessies"].beoordeeld] == [
        (klaar.sessie.sleutel, klaar)
    ]


def test_the_list_asks_the_database_the_same_for_one_and_for_three(binnen, aisha):
    SessieFactory(gebruiker=aisha, plan=KLEIN_PLAN)
    binnen.get(START)

    with CaptureQueriesContext(connection) as bij_een:
        binnen.get(START)
    SessieFactory(gebruiker=aisha)
    BeoordelingFactory(gebruiker=aisha)
    with CaptureQueriesContext(connection) as bij_drie:
        binnen.get(START)

    assert len(bij_een) == len(bij_drie) <= 12
