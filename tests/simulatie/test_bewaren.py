"""Going back, turning over, saving and sharing: what is stored, what it leads to, and who may."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.utils import timezone

from academy.gebruikers.models import Lidmaatschap
from simulatie.acties.bewaren import (
    bewaar_plan,
    deel_plan,
    oefen_met_bewaard_plan,
    stop_delen,
    zet_terug_naar,
)
from simulatie.acties.geweigerd import Geweigerd, SessieGesloten, VerouderdTabblad
from simulatie.acties.plan import doe_opnieuw, keer_om, maak_ongedaan, verwijder, voeg_toe, wijzig
from simulatie.acties.sessies import oefen_met_plan
from simulatie.kern import Inzet
from simulatie.models import BewaardPlan, Plandeling, Sessie
from simulatie.rechten import mag_plan_zien
from tests.factories.gebruikers import GebruikerFactory, LidmaatschapFactory, OrganisatieFactory
from tests.factories.simulatie import KLEIN_PLAN, BeoordelingFactory, OudeSessieFactory, SessieFactory

pytestmark = pytest.mark.django_db


def mates(sessie: Sessie) -> dict[str, float]:
    return {sleutel: inzet.mate for sleutel, inzet in sessie.inzetten().items()}


def bewaar(sessie: Sessie, naam: str = "Eerst zoet", reden: str = "Een begin", **anders) -> BewaardPlan:
    return bewaar_plan(
        sessie=sessie, verwacht_nummer=sessie.laatste_nummer(), naam=naam, reden=reden, **anders
    )


def zet_terug(sessie: Sessie, naar: str):
    return zet_terug_naar(sessie=sessie, verwacht_nummer=sessie.laatste_nummer(), naar=naar)


def test_turning_over_takes_the_same_change_off_and_on_again():
    sessie = SessieFactory(plan=KLEIN_PLAN)
    wijzig(sessie=sessie, verwacht_nummer=3, sleutel="m1", mate=0.9)

    gezien = []
    for nummer in range(4, 9):
        keer_om(sessie=sessie, verwacht_nummer=nummer)
        gezien.append(mates(sessie)["m1"])

    assert gezien == [0.6, 0.9, 0.6, 0.9, 0.6]
    assert sessie.stand().is_uit
    assert sessie.laatste_nummer() == 9


def test_after_undoing_twice_turning_over_stays_with_the_change_undone_last():
    sessie = SessieFactory(plan=KLEIN_PLAN)
    wijzig(sessie=sessie, verwacht_nummer=3, sleutel="m1", mate=0.7)
    wijzig(sessie=sessie, verwacht_nummer=4, sleutel="m1", mate=0.8)
    maak_ongedaan(sessie=sessie, verwacht_nummer=5)
    maak_ongedaan(sessie=sessie, verwacht_nummer=6)

    gezien = [mates(sessie)["m1"]]
    for nummer in range(7, 10):
        keer_om(sessie=sessie, verwacht_nummer=nummer)
        gezien.append(mates(sessie)["m1"])

    assert gezien == [0.6, 0.7, 0.6, 0.7]


def test_turning_over_sent_twice_is_one_decision():
    sessie = SessieFactory(plan=KLEIN_PLAN)

    eerste, tweede = (keer_om(sessie=sessie, verwacht_nummer=3) for _keer in range(2))

    assert (eerste.pk, sessie.laatste_nummer()) == (tweede.pk, 4)


def test_with_an_empty_history_there_is_nothing_to_turn_over():
    sessie = SessieFactory()

    with pytest.raises(Geweigerd, match="niets om ongedaan te maken"):
        keer_om(sessie=sessie, verwacht_nummer=0)


def test_the_three_resets_go_where_they_say_each_as_one_decision_that_can_be_undone():
    geladen = oefen_met_plan(bron=SessieFactory(plan=KLEIN_PLAN))
    begin = geladen.inzetten()
    wijzig(sessie=geladen, verwacht_nummer=3, sleutel="m1", mate=0.9)
    bewaard = bewaar(geladen)
    verwijder(sessie=geladen, verwacht_nummer=4, sleutel="m2")
    nu = geladen.inzetten()
    verwacht = {"casus": [], "geladen": list(begin.values()), "bewaard": list(bewaard.maatregelen)}

    for naar, plan in verwacht.items():
        nummer = geladen.laatste_nummer()
        besluit = zet_terug(geladen, naar)
        assert (besluit.nummer, besluit.soort, besluit.inzet) == (nummer + 1, "terugzetten", naar)
        assert list(geladen.inzetten().values()) == plan

        maak_ongedaan(sessie=geladen, verwacht_nummer=nummer + 1)
        assert geladen.inzetten() == nu
        doe_opnieuw(sessie=geladen, verwacht_nummer=nummer + 2)
        assert list(geladen.inzetten().values()) == plan
        maak_ongedaan(sessie=geladen, verwacht_nummer=nummer + 3)

    assert geladen.inzetten() == nu


def test_measures_that_stay_keep_their_key_and_new_ones_get_one_of_their_own():
    sessie = SessieFactory(plan=KLEIN_PLAN)
    bewaar(sessie)
    wijzig(sessie=sessie, verwacht_nummer=3, sleutel="m1", mate=0.9)
    verwijder(sessie=sessie, verwacht_nummer=4, sleutel="m3")

    zet_terug(sessie, "bewaard")

    assert list(sessie.inzetten()) == ["m1", "m2", "m6-3"]
    wijzig(sessie=sessie, verwacht_nummer=6, sleutel="m6-3", mate=0.5)
    assert mates(sessie) == {"m1": 0.6, "m2": 0.5, "m6-3": 0.5}


def test_a_restored_version_is_the_loaded_plan_from_then_on():
    sessie = SessieFactory(plan=KLEIN_PLAN)
    een = bewaar(sessie)
    wijzig(sessie=sessie, verwacht_nummer=3, sleutel="m1", mate=0.9)
    twee = bewaar(sessie)
    assert sessie.stand().geladen == {}

    zet_terug(sessie, str(een.sleutel))
    wijzig(sessie=sessie, verwacht_nummer=5, sleutel="m1", mate=0.1)
    zet_terug(sessie, "geladen")
    assert mates(sessie)["m1"] == 0.6
    zet_terug(sessie, "bewaard")

    assert (mates(sessie)["m1"], twee.versie) == (0.9, 2)


@pytest.mark.parametrize("naar", ["casus", "geladen", "bewaard"])
def test_going_back_to_what_is_there_already_changes_nothing(naar):
    sessie = SessieFactory()
    if naar == "bewaard":
        voeg_toe(sessie=sessie, verwacht_nummer=0, inzet=Inzet(**KLEIN_PLAN[0]))
        bewaar(sessie)
    nummer = sessie.laatste_nummer()

    with pytest.raises(Geweigerd, match="zoals het nu al is"):
        zet_terug(sessie, naar)

    assert sessie.laatste_nummer() == nummer


def test_a_stale_tab_neither_goes_back_nor_saves():
    sessie = SessieFactory(plan=KLEIN_PLAN)

    with pytest.raises(VerouderdTabblad):
        zet_terug_naar(sessie=sessie, verwacht_nummer=1, naar="casus")
    with pytest.raises(VerouderdTabblad):
        bewaar_plan(sessie=sessie, verwacht_nummer=2, naam="Plan", reden="Reden")

    assert (sessie.laatste_nummer(), BewaardPlan.objects.count()) == (3, 0)


def test_a_test_and_a_judged_session_do_not_go_back_and_practice_does():
    toets = SessieFactory(soort=Sessie.Soort.TOETS, plan=KLEIN_PLAN)
    dicht = BeoordelingFactory().sessie
    oefening = SessieFactory(plan=KLEIN_PLAN)

    with pytest.raises(Geweigerd, match="alleen bij oefenen"):
        zet_terug(toets, "casus")
    with pytest.raises(Geweigerd, match="alleen bij oefenen"):
        bewaar(toets)
    with pytest.raises(SessieGesloten):
        zet_terug(dicht, "casus")
    zet_terug(oefening, "casus")

    assert [len(sessie.inzetten()) for sessie in (toets, dicht, oefening)] == [3, 3, 0]


def test_what_the_case_does_not_allow_any_more_is_left_out():
    oud = OudeSessieFactory(plan=[*KLEIN_PLAN, {"kaart": "X99", "start": 0, "duur": 12, "mate": 0.5}])
    plan = BewaardPlan.objects.create(
        gebruiker=oud.gebruiker,
        casus=oud.casus,
        casus_versie=oud.casus_versie,
        model_versie=oud.model_versie,
        naam="Oud",
        versie=1,
        reden="Uit een oude casus",
        inzetten=[inzet.als_dict() for inzet in oud.inzetten().values()],
    )
    sessie = SessieFactory(gebruiker=oud.gebruiker)

    zet_terug(sessie, str(plan.sleutel))

    assert [inzet.kaart for inzet in sessie.inzetten().values()] == ["R2", "R1", "S1"]


def test_saving_again_adds_a_version_and_keeps_the_earlier_ones(aisha):
    sessie = SessieFactory(gebruiker=aisha, plan=KLEIN_PLAN)
    een = bewaar(sessie, reden="  Een   begin ")
    wijzig(sessie=sessie, verwacht_nummer=3, sleutel="m1", mate=0.9)
    twee = bewaar(sessie, naam=" Eerst  zoet", reden="Sterker")
    ander = bewaar(sessie, naam="Anders")

    assert [(p.naam, p.versie, p.reden, p.gebruiker) for p in (een, twee, ander)] == [
        ("Eerst zoet", 1, "Een begin", aisha),
        ("Eerst zoet", 2, "Sterker", aisha),
        ("Anders", 1, "Een begin", aisha),
    ]
    assert [p.inzetten[0]["mate"] for p in twee.versies()] == [0.9, 0.6]
    assert (een.casus_versie, een.model_versie) == (sessie.casus_versie, sessie.model_versie)


def test_the_same_form_sent_twice_saves_one_version_also_when_the_plan_went_on():
    sessie = SessieFactory(plan=KLEIN_PLAN)
    sleutel = SessieFactory().sleutel
    een = bewaar(sessie, sleutel=sleutel)
    wijzig(sessie=sessie, verwacht_nummer=3, sleutel="m1", mate=0.9)

    nog_een = bewaar_plan(sessie=sessie, verwacht_nummer=3, naam="X", reden="Y", sleutel=sleutel)

    assert (nog_een.pk, BewaardPlan.objects.count()) == (een.pk, 1)


def test_a_key_of_somebody_else_still_saves_a_plan_of_ones_own(aisha, daan):
    van_aisha = bewaar(SessieFactory(gebruiker=aisha, plan=KLEIN_PLAN))

    van_daan = bewaar(SessieFactory(gebruiker=daan, plan=KLEIN_PLAN[:1]), sleutel=van_aisha.sleutel)

    assert (van_daan.gebruiker, len(van_daan.inzetten)) == (daan, 1)
    assert van_daan.sleutel != van_aisha.sleutel


def test_an_empty_plan_is_not_saved():
    with pytest.raises(Geweigerd, match="nog leeg"):
        bewaar(SessieFactory())


@pytest.mark.parametrize("anders", [{"naam": "X"}, {"reden": "X"}, {"inzetten": []}, {"versie": 9}])
def test_the_database_refuses_to_change_a_saved_plan_or_a_sharing(anders):
    plan = bewaar(SessieFactory(plan=KLEIN_PLAN))
    Plandeling.objects.create(plan=plan, organisatie=OrganisatieFactory(), gedeeld=True)

    with pytest.raises(DatabaseError), transaction.atomic():
        BewaardPlan.objects.update(**anders)
    with pytest.raises(DatabaseError), transaction.atomic():
        Plandeling.objects.update(gedeeld=False)


@pytest.mark.parametrize("anders", [{"naam": ""}, {"reden": ""}, {"versie": 0}, {"versie": 1}])
def test_the_database_refuses_a_version_without_name_or_reason_or_with_a_taken_number(anders):
    plan = bewaar(SessieFactory(plan=KLEIN_PLAN))
    velden = {veld: getattr(plan, veld) for veld in ("gebruiker", "casus", "naam", "reden", "inzetten")}

    with pytest.raises(IntegrityError), transaction.atomic():
        BewaardPlan.objects.create(**(velden | {"versie": 2} | anders))


@pytest.fixture
def gedeeld(aisha):
    """A plan of Aisha that is shared in one of her organisations, and that organisation."""
    lidmaatschap = LidmaatschapFactory(gebruiker=aisha)
    plan = bewaar(SessieFactory(gebruiker=aisha, plan=KLEIN_PLAN))
    deel_plan(plan=plan, gebruiker=aisha, organisatie=lidmaatschap.organisatie)
    return plan, lidmaatschap


def collega(organisatie, **wanneer):
    return LidmaatschapFactory(gebruiker=GebruikerFactory(), organisatie=organisatie, **wanneer).gebruiker


def ziet(gebruiker, plan) -> bool:
    in_lijst = BewaardPlan.objects.zichtbaar_voor(gebruiker).filter(pk=plan.pk).exists()
    assert in_lijst == mag_plan_zien(gebruiker, plan)
    return in_lijst


def test_a_colleague_of_today_sees_and_loads_a_shared_plan_and_nobody_else_does(gedeeld, aisha, daan):
    plan, lidmaatschap = gedeeld
    dag = timezone.localdate()
    nu = collega(lidmaatschap.organisatie)
    vroeger = collega(lidmaatschap.organisatie, van=dag - timedelta(9), tot=dag)
    straks = collega(lidmaatschap.organisatie, van=dag + timedelta(1))
    elders = collega(OrganisatieFactory())

    assert [ziet(wie, plan) for wie in (aisha, nu, vroeger, straks, elders, daan)] == [
        True, True, False, False, False, False,
    ]  # fmt: skip
    sessie = oefen_met_bewaard_plan(plan=plan, gebruiker=nu)
    assert (sessie.gebruiker, list(sessie.inzetten().values())) == (nu, list(plan.maatregelen))
    with pytest.raises(Geweigerd, match=r"niet \(meer\) met u gedeeld"):
        oefen_met_bewaard_plan(plan=plan, gebruiker=daan)
    with pytest.raises(Geweigerd, match="is er niet"):
        zet_terug(SessieFactory(gebruiker=daan), str(plan.sleutel))
    zet_terug(eigen := SessieFactory(gebruiker=nu), str(plan.sleutel))
    assert list(eigen.inzetten().values()) == list(plan.maatregelen)


def test_an_unshared_plan_is_seen_by_its_author_only(aisha):
    lidmaatschap = LidmaatschapFactory(gebruiker=aisha)
    plan = bewaar(SessieFactory(gebruiker=aisha, plan=KLEIN_PLAN))

    assert [ziet(wie, plan) for wie in (aisha, collega(lidmaatschap.organisatie))] == [True, False]


def test_sharing_stops_at_once_and_what_was_loaded_stays(gedeeld, aisha):
    plan, lidmaatschap = gedeeld
    wie = collega(lidmaatschap.organisatie)
    sessie = oefen_met_bewaard_plan(plan=plan, gebruiker=wie)

    stop_delen(plan=plan, gebruiker=aisha)

    assert (ziet(wie, plan), ziet(aisha, plan), len(sessie.inzetten())) == (False, True, 3)
    assert list(plan.delingen.values_list("gedeeld", flat=True)) == [True, False]
    deel_plan(plan=plan, gebruiker=aisha, organisatie=lidmaatschap.organisatie)
    assert ziet(wie, plan)


def test_an_author_who_leaves_takes_the_plan_along(gedeeld):
    plan, lidmaatschap = gedeeld
    wie = collega(lidmaatschap.organisatie)
    assert ziet(wie, plan)

    Lidmaatschap.objects.filter(pk=lidmaatschap.pk).update(
        van=timezone.localdate() - timedelta(9), tot=timezone.localdate()
    )

    assert not ziet(wie, plan)


def test_only_the_author_shares_and_stops_and_only_with_an_organisation_of_ones_own(gedeeld, aisha, daan):
    plan, lidmaatschap = gedeeld
    wie = collega(lidmaatschap.organisatie)

    for poging in (
        lambda: deel_plan(plan=plan, gebruiker=wie, organisatie=lidmaatschap.organisatie),
        lambda: deel_plan(plan=plan, gebruiker=aisha, organisatie=OrganisatieFactory()),
        lambda: stop_delen(plan=plan, gebruiker=daan),
        lambda: stop_delen(plan=plan, gebruiker=wie),
    ):
        with pytest.raises(Geweigerd, match="alleen"):
            poging()

    assert (ziet(wie, plan), plan.delingen.count()) == (True, 1)
