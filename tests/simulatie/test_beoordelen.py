"""Handing in: judged once, stored as it was, told to who listens."""

from __future__ import annotations

import hashlib
import json

import pytest
from django.db import DatabaseError, transaction

from simulatie.acties.beoordelen import dien_in
from simulatie.acties.geweigerd import CasusVernieuwd, Geweigerd, SessieGesloten, VerouderdTabblad
from simulatie.acties.plan import voeg_toe
from simulatie.kern import Inzet, Plan, beoordeel, laad_casus
from simulatie.models import Beoordeling
from simulatie.signals import sessie_beoordeeld
from tests.factories.simulatie import KLEIN_PLAN, BeoordelingFactory, OudeSessieFactory, SessieFactory


@pytest.fixture
def gehoord():
    """What receivers of the signal got to hear, and whether a transaction was open."""
    gekregen = []

    def luister(sender, sessie, **kwargs):
        gekregen.append((sessie, sessie.beoordeling.geslaagd, transaction.get_connection().in_atomic_block))

    sessie_beoordeeld.connect(luister)
    yield gekregen
    sessie_beoordeeld.disconnect(luister)


@pytest.mark.django_db(transaction=True)
def test_handing_in_stores_plan_and_judgement_and_tells_it_inside_the_transaction(gehoord):
    sessie = SessieFactory(plan=KLEIN_PLAN)
    casus = laad_casus("klosjesbuurt")

    beoordeling = dien_in(sessie=sessie, verwacht_nummer=3)
    nog_eens = dien_in(sessie=sessie)

    assert nog_eens.pk == beoordeling.pk
    opgeslagen = Beoordeling.objects.get()
    assert opgeslagen.plan["inzetten"] == [{**inzet, "deelgebieden": None} for inzet in KLEIN_PLAN]
    assert opgeslagen.plan["kaarten"]["R2"]["naam"] == casus.kaarten["R2"].naam
    plan = Plan.uit_dict({naam: opgeslagen.plan[naam] for naam in sessie.stand().plan.als_dict()})
    assert opgeslagen.oordeel == beoordeel(casus, plan).als_dict()
    assert opgeslagen.geslaagd is opgeslagen.oordeel["geslaagd"]
    canoniek = json.dumps(
        {"plan": opgeslagen.plan, "oordeel": opgeslagen.oordeel},
        sort_keys=True,
        separators=(",", ":"),
        ensure_ascii=False,
    )
    assert opgeslagen.sha256 == hashlib.sha256(canoniek.encode()).hexdigest()
    assert gehoord == [(sessie, opgeslagen.geslaagd, True)]
    with pytest.raises(SessieGesloten):
        voeg_toe(sessie=sessie, verwacht_nummer=3, inzet=Inzet(kaart="O4", start=0, duur=24, mate=0.5))


@pytest.mark.django_db(transaction=True)
def test_when_a_receiver_fails_nothing_is_stored():
    sessie = SessieFactory(plan=KLEIN_PLAN)

    def weiger(sender, sessie, **kwargs):
        raise RuntimeError("geen plaats")

    sessie_beoordeeld.connect(weiger)
    try:
        with pytest.raises(RuntimeError, match="geen plaats"):
            dien_in(sessie=sessie)
    finally:
        sessie_beoordeeld.disconnect(weiger)

    assert Beoordeling.objects.count() == 0


@pytest.mark.django_db
def test_an_empty_plan_is_not_judged(gehoord):
    sessie = SessieFactory()

    with pytest.raises(Geweigerd, match="nog leeg"):
        dien_in(sessie=sessie)

    assert (Beoordeling.objects.count(), gehoord) == (0, [])


@pytest.mark.django_db
def test_only_the_plan_that_was_confirmed_is_judged(gehoord):
    sessie = SessieFactory(plan=KLEIN_PLAN)

    with pytest.raises(VerouderdTabblad):
        dien_in(sessie=sessie, verwacht_nummer=2)

    assert (Beoordeling.objects.count(), gehoord) == (0, [])


@pytest.mark.django_db
def test_a_decision_taken_while_judging_stops_the_judgement(monkeypatch, gehoord):
    """Another device adds a measure between the reading of the plan and the lock."""
    from simulatie.acties import beoordelen

    sessie = SessieFactory(plan=KLEIN_PLAN)

    def beoordeel_terwijl_iemand_beslist(casus, plan, zaad):
        voeg_toe(sessie=sessie, verwacht_nummer=3, inzet=Inzet(kaart="O4", start=0, duur=24, mate=0.5))
        return beoordeel(casus, plan, zaad=zaad)

    monkeypatch.setattr(beoordelen, "beoordeel", beoordeel_terwijl_iemand_beslist)

    with pytest.raises(VerouderdTabblad):
        dien_in(sessie=sessie)

    assert (Beoordeling.objects.count(), gehoord) == (0, [])


@pytest.mark.django_db
def test_a_session_of_an_older_version_cannot_be_handed_in_but_keeps_its_judgement():
    oud = OudeSessieFactory(plan=KLEIN_PLAN)
    with pytest.raises(CasusVernieuwd):
        dien_in(sessie=oud)

    beoordeling = BeoordelingFactory(sessie=oud)

    assert dien_in(sessie=oud) == beoordeling


@pytest.mark.django_db
@pytest.mark.parametrize("anders", [{"geslaagd": True}, {"oordeel": {}}, {"plan": {}}, {"sha256": "0"}])
def test_the_database_refuses_to_change_a_judgement(anders):
    beoordeling = BeoordelingFactory(geslaagd=False)

    with pytest.raises(DatabaseError), transaction.atomic():
        Beoordeling.objects.update(**anders)

    beoordeling.refresh_from_db()
    assert beoordeling.geslaagd is False
