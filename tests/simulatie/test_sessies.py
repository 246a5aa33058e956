"""Beginning a session, alone or with an earlier plan."""

from __future__ import annotations

import uuid

import pytest

from simulatie.acties.sessies import begin_sessie, oefen_met_plan
from simulatie.kern import CasusOnbekend, laad_casus
from simulatie.models import Besluit, Sessie
from tests.factories.simulatie import KLEIN_PLAN, OudeSessieFactory, SessieFactory


@pytest.mark.django_db
def test_a_session_keeps_the_versions_it_began_with(aisha):
    casus = laad_casus("klosjesbuurt")

    sessie = begin_sessie(gebruiker=aisha, casus="klosjesbuurt", soort="toets", zaad=7)

    sessie.refresh_from_db()
    assert (sessie.gebruiker, sessie.soort, sessie.zaad) == (aisha, Sessie.Soort.TOETS, 7)
    assert (sessie.casus_versie, sessie.model_versie) == (casus.versie, casus.modelversie)
    assert sessie.inzetten() == {}
    assert sessie.laatste_nummer() == 0


@pytest.mark.django_db
def test_an_unknown_case_begins_nothing(aisha):
    with pytest.raises(CasusOnbekend):
        begin_sessie(gebruiker=aisha, casus="nergens", soort="oefenen")

    assert Sessie.objects.count() == 0


@pytest.mark.django_db
def test_the_same_key_twice_is_one_session(aisha):
    sleutel = uuid.uuid4()

    eerste = begin_sessie(gebruiker=aisha, casus="klosjesbuurt", soort="oefenen", sleutel=sleutel)
    tweede = begin_sessie(gebruiker=aisha, casus="klosjesbuurt", soort="oefenen", sleutel=sleutel)

    assert eerste == tweede
    assert eerste.sleutel == sleutel
    assert Sessie.objects.count() == 1


@pytest.mark.django_db
def test_the_key_of_somebody_else_gives_a_session_of_ones_own(aisha, daan):
    van_daan = SessieFactory(gebruiker=daan, plan=KLEIN_PLAN)

    sessie = begin_sessie(gebruiker=aisha, casus="klosjesbuurt", soort="oefenen", sleutel=van_daan.sleutel)

    assert sessie.gebruiker == aisha
    assert sessie.sleutel != van_daan.sleutel
    assert sessie.inzetten() == {}


@pytest.mark.django_db
def test_practising_with_a_plan_copies_it_and_leaves_the_source_alone(aisha):
    bron = SessieFactory(gebruiker=aisha, soort="toets", plan=KLEIN_PLAN)
    sleutel = uuid.uuid4()

    sessie = oefen_met_plan(bron=bron, sleutel=sleutel)
    nog_eens = oefen_met_plan(bron=bron, sleutel=sleutel)

    assert sessie == nog_eens
    assert (sessie.soort, sessie.gebruiker) == (Sessie.Soort.OEFENEN, aisha)
    assert list(sessie.inzetten().values()) == list(bron.inzetten().values())
    assert {b.herkomst for b in sessie.besluiten.all()} == {Besluit.Herkomst.OVERGENOMEN}
    assert bron.laatste_nummer() == len(KLEIN_PLAN)
    assert sessie.stand().terug == ()


@pytest.mark.django_db
def test_what_the_new_version_does_not_know_is_left_out(aisha):
    bron = OudeSessieFactory(
        gebruiker=aisha,
        plan=[KLEIN_PLAN[0], {"kaart": "X99", "start": 0, "duur": 6, "mate": 0.5}, KLEIN_PLAN[2]],
    )

    sessie = oefen_met_plan(bron=bron)

    assert [inzet.kaart for inzet in sessie.inzetten().values()] == ["R2", "S1"]
    assert sessie.casus_versie == laad_casus("klosjesbuurt").versie
