"""A saved plan by a secret link: for anyone, without the author's name unless wanted, until it is withdrawn."""

from __future__ import annotations

import pytest
from django.urls import reverse

from simulatie.acties.bewaren import bewaar_plan, maak_link, trek_link_in
from simulatie.acties.geweigerd import Geweigerd
from simulatie.kern import laad_casus
from simulatie.models import BewaardPlan, Linkintrekking, Planlink
from tests.factories.simulatie import KLEIN_PLAN, SessieFactory
from tests.simulatie.versies import publiceer_volgende

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(aisha) -> BewaardPlan:
    sessie = SessieFactory(gebruiker=aisha, plan=KLEIN_PLAN)
    return bewaar_plan(sessie=sessie, verwacht_nummer=3, naam="Eerst zoet", reden="Een geheime reden")


def toon(client, token):
    return client.get(reverse("simulatie_plan_getoond", args=[token]))


def beheer(plan):
    return reverse("simulatie_plan_link", args=[plan.sleutel])


def test_anyone_sees_the_plan_and_nobody_sees_whose_it_is(client, aisha, plan):
    link = maak_link(plan=plan, gebruiker=aisha, met_naam=False)

    antwoord = toon(client, link.token)
    inhoud = antwoord.content.decode()

    assert antwoord.status_code == 200
    casus = laad_casus("klosjesbuurt")
    assert "Eerst zoet" in inhoud
    assert all(casus.kaarten[rij["kaart"]].kort in inhoud for rij in KLEIN_PLAN)
    assert antwoord.context["lijnen"]
    assert "Dit is een leermodel, geen voorspelling." in inhoud
    for eigen in (str(aisha), aisha.email, plan.reden, str(plan.sleutel)):
        assert eigen not in inhoud
    assert antwoord["X-Robots-Tag"] == "noindex, nofollow"
    assert '<meta name="robots" content="noindex, nofollow">' in inhoud
    assert antwoord["Referrer-Policy"] == "no-referrer"
    assert "no-store" in antwoord["Cache-Control"]
    assert not antwoord.cookies


def test_the_name_stands_there_only_when_it_is_wanted(client, aisha, plan):
    zonder = maak_link(plan=plan, gebruiker=aisha, met_naam=False)
    met = maak_link(plan=plan, gebruiker=aisha, met_naam=True)

    assert f"Gemaakt door {aisha}." in toon(client, met.token).content.decode()
    # One link holds: asking for the other kind withdrew the first.
    assert toon(client, zonder.token).status_code == 404
    assert plan.links.geldend().get() == met


def test_asking_twice_is_one_link_and_every_token_is_another(aisha, plan):
    een = maak_link(plan=plan, gebruiker=aisha, met_naam=False)

    assert maak_link(plan=plan, gebruiker=aisha, met_naam=False) == een
    trek_link_in(plan=plan, gebruiker=aisha)
    ander = maak_link(plan=plan, gebruiker=aisha, met_naam=False)
    assert ander.token != een.token
    assert len(een.token) >= 43


def test_a_link_that_was_withdrawn_never_opens_again(client, aisha, plan):
    link = maak_link(plan=plan, gebruiker=aisha, met_naam=True)
    trek_link_in(plan=plan, gebruiker=aisha)
    trek_link_in(plan=plan, gebruiker=aisha)

    assert toon(client, link.token).status_code == 404
    assert toon(client, "nergens").status_code == 404
    assert Linkintrekking.objects.count() == 1
    maak_link(plan=plan, gebruiker=aisha, met_naam=True)
    assert toon(client, link.token).status_code == 404


def test_an_author_who_left_shows_nothing(client, aisha, plan):
    link = maak_link(plan=plan, gebruiker=aisha, met_naam=True)
    aisha.is_active = False
    aisha.save()

    assert toon(client, link.token).status_code == 404


def test_it_shows_the_version_of_the_case_it_was_saved_in(client, aisha, plan):
    link = maak_link(plan=plan, gebruiker=aisha, met_naam=False)
    voor = toon(client, link.token)
    publiceer_volgende()

    na = toon(client, link.token)
    assert na.content == voor.content
    assert "De Nieuwe Klosjesbuurt" not in na.content.decode()


def test_of_a_version_that_was_not_kept_only_the_measures_are_left(client, aisha, plan):
    velden = {veld: getattr(plan, veld) for veld in ("gebruiker", "casus", "model_versie", "inzetten")}
    oud = BewaardPlan.objects.create(**velden, casus_versie="1999.1", naam="Oud", versie=1, reden="Toen")
    antwoord = toon(client, maak_link(plan=oud, gebruiker=aisha, met_naam=False).token)

    assert "Deze versie van de casus is niet bewaard." in antwoord.content.decode()
    assert len(antwoord.context["tabel"].rijen) == len(KLEIN_PLAN)


def test_the_owner_makes_and_withdraws_it_on_the_page_of_the_plan(client, aisha, plan):
    client.force_login(aisha)
    pagina = reverse("simulatie_plan", args=[plan.sleutel])
    assert "Maak een link" in client.get(pagina).content.decode()

    client.post(beheer(plan), {"met_naam": "on"})
    link = Planlink.objects.get()
    assert link.met_naam
    inhoud = client.get(pagina).content.decode()
    assert f"http://testserver{reverse('simulatie_plan_getoond', args=[link.token])}" in inhoud
    assert "Uw naam staat erbij." in inhoud

    client.post(beheer(plan), {"intrekken": "1"})
    assert link.token not in client.get(pagina).content.decode()
    client.post(beheer(plan))
    assert not Planlink.objects.geldend().get().met_naam
    assert client.get(beheer(plan)).url.startswith(pagina)


def test_nobody_makes_or_withdraws_a_link_of_somebody_else(client, aisha, daan, plan):
    link = maak_link(plan=plan, gebruiker=aisha, met_naam=False)
    for daad in (
        lambda: maak_link(plan=plan, gebruiker=daan, met_naam=True),
        lambda: trek_link_in(plan=plan, gebruiker=daan),
    ):
        with pytest.raises(Geweigerd):
            daad()
    assert client.post(beheer(plan), {"intrekken": "1"}).url.startswith(reverse("account_request_login_code"))

    client.force_login(daan)
    assert client.post(beheer(plan), {"intrekken": "1"}).status_code == 404
    assert toon(client, link.token).status_code == 200
