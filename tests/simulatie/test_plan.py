"""Deciding: what is stored, what is refused, and what two tabs make of it."""

from __future__ import annotations

import threading

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from simulatie.acties.geweigerd import CasusVernieuwd, Geweigerd, SessieGesloten, VerouderdTabblad
from simulatie.acties.plan import (
    MEESTE_MAATREGELEN,
    doe_opnieuw,
    maak_ongedaan,
    verschuif,
    verwijder,
    voeg_toe,
    wijzig,
)
from simulatie.kern import Inzet, PlanOngeldig, laad_casus
from simulatie.models import Besluit, Casusversie
from tests.factories.simulatie import BeoordelingFactory, OudeSessieFactory, SessieFactory

CONVENANT = {"kaart": "R2", "start": 0, "duur": 48, "mate": 0.6}
ONDERZOEK = {"kaart": "R1", "start": 2, "duur": 36, "mate": 0.5}


def kaarten(sessie):
    return [inzet.kaart for inzet in sessie.inzetten().values()]


@pytest.mark.django_db
def test_every_change_is_one_numbered_decision():
    sessie = SessieFactory(plan=[CONVENANT, ONDERZOEK])

    wijzig(sessie=sessie, verwacht_nummer=2, sleutel="m1", duur=24, deelgebieden=["twijnstraat"])
    verschuif(sessie=sessie, verwacht_nummer=3, sleutel="m2", maanden=1)
    verwijder(sessie=sessie, verwacht_nummer=4, sleutel="m1")

    assert list(sessie.besluiten.values_list("nummer", "soort", "inzet", "gegevens__start")) == [
        (1, "toevoegen", "m1", 0),
        (2, "toevoegen", "m2", 2),
        (3, "wijzigen", "m1", 0),
        (4, "wijzigen", "m2", 3),
        (5, "verwijderen", "m1", None),
    ]
    assert sessie.besluiten.get(nummer=3).gegevens == {
        "kaart": "R2", "start": 0, "duur": 24, "mate": 0.6, "deelgebieden": ["twijnstraat"],
    }  # fmt: skip
    assert sessie.inzetten() == {"m2": Inzet(**(ONDERZOEK | {"start": 3}))}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("fout", "veld"),
    [
        ({"kaart": "X99"}, "kaart"),
        ({"start": -1}, "start"),
        ({"start": 96}, "start"),
        ({"start": "straks"}, "start"),
        ({"duur": 0}, "duur"),
        ({"duur": -3}, "duur"),
        ({"mate": 1.2}, "mate"),
        ({"mate": float("nan")}, "mate"),
        ({"deelgebieden": ["elders"]}, "deelgebieden"),
        ({"kaart": "R2", "start": 3}, "start"),
    ],
)
def test_a_measure_that_cannot_be_is_refused_with_its_field(fout, veld):
    sessie = SessieFactory(plan=[CONVENANT])

    with pytest.raises(PlanOngeldig) as gevangen:
        voeg_toe(sessie=sessie, verwacht_nummer=1, inzet=Inzet(**(ONDERZOEK | fout)))

    assert [bevinding.pad for bevinding in gevangen.value.bevindingen] == [veld]
    assert all(bevinding.melding and bevinding.remedie for bevinding in gevangen.value.bevindingen)
    assert kaarten(sessie) == ["R2"]


@pytest.mark.django_db
def test_a_plan_over_budget_is_refused_with_the_amounts():
    casus = laad_casus("klosjesbuurt")
    sessie = SessieFactory()
    duur_eerst = sorted(casus.kaarten.values(), key=lambda k: -(k.kosten * k.duur[2] + k.eenmalig))
    nummer = 0

    for kaart in duur_eerst:
        maatregel = {"kaart": kaart.code, "start": 0, "duur": kaart.duur[2], "mate": 1.0}
        try:
            voeg_toe(sessie=sessie, verwacht_nummer=nummer, inzet=Inzet(**maatregel))
        except PlanOngeldig as fout:
            (bevinding,) = fout.bevindingen
            break
        nummer += 1
    else:
        pytest.fail("all cards of the case together fit the budget")

    assert bevinding.pad == ""
    assert f"Het budget is € {casus.budget:,.0f}.".replace(",", ".") in bevinding.melding
    assert sessie.laatste_nummer() == nummer


@pytest.mark.django_db
def test_a_plan_has_a_largest_number_of_measures():
    sessie = OudeSessieFactory(
        casusversie=Casusversie.objects.nieuwste("klosjesbuurt"),
        plan=[{"kaart": "R2", "start": m, "duur": 1, "mate": 0.1} for m in range(MEESTE_MAATREGELEN)],
    )

    with pytest.raises(PlanOngeldig, match="hoogstens 60 maatregelen"):
        voeg_toe(sessie=sessie, verwacht_nummer=MEESTE_MAATREGELEN, inzet=Inzet(**ONDERZOEK))

    assert sessie.laatste_nummer() == MEESTE_MAATREGELEN


@pytest.mark.django_db
def test_undo_and_redo_add_decisions_and_delete_nothing():
    sessie = SessieFactory(plan=[CONVENANT])
    wijzig(sessie=sessie, verwacht_nummer=1, sleutel="m1", mate=0.9)
    verwijder(sessie=sessie, verwacht_nummer=2, sleutel="m1")

    maak_ongedaan(sessie=sessie, verwacht_nummer=3)
    assert sessie.inzetten()["m1"].mate == 0.9
    maak_ongedaan(sessie=sessie, verwacht_nummer=4)
    assert sessie.inzetten()["m1"].mate == 0.6
    doe_opnieuw(sessie=sessie, verwacht_nummer=5)
    assert sessie.inzetten()["m1"].mate == 0.9
    maak_ongedaan(sessie=sessie, verwacht_nummer=6)
    maak_ongedaan(sessie=sessie, verwacht_nummer=7)
    assert sessie.inzetten() == {}

    with pytest.raises(Geweigerd, match="niets om ongedaan te maken"):
        maak_ongedaan(sessie=sessie, verwacht_nummer=8)
    assert list(sessie.besluiten.values_list("herkomst", flat=True)) == [
        "zelf", "zelf", "zelf", "terug", "terug", "opnieuw", "terug", "terug",
    ]  # fmt: skip


@pytest.mark.django_db
def test_a_new_change_after_undo_leaves_nothing_to_redo():
    sessie = SessieFactory(plan=[CONVENANT, ONDERZOEK])
    maak_ongedaan(sessie=sessie, verwacht_nummer=2)
    wijzig(sessie=sessie, verwacht_nummer=3, sleutel="m1", mate=0.9)

    with pytest.raises(Geweigerd, match="niets om opnieuw te doen"):
        doe_opnieuw(sessie=sessie, verwacht_nummer=4)

    assert kaarten(sessie) == ["R2"]


@pytest.mark.django_db
def test_a_removed_measure_comes_back_in_its_old_place():
    sessie = SessieFactory(plan=[CONVENANT, ONDERZOEK])
    verwijder(sessie=sessie, verwacht_nummer=2, sleutel="m1")

    maak_ongedaan(sessie=sessie, verwacht_nummer=3)

    assert kaarten(sessie) == ["R2", "R1"]


@pytest.mark.django_db
def test_the_same_form_twice_is_one_decision():
    sessie = SessieFactory()

    eerste = voeg_toe(sessie=sessie, verwacht_nummer=0, inzet=Inzet(**CONVENANT))
    tweede = voeg_toe(sessie=sessie, verwacht_nummer=0, inzet=Inzet(**CONVENANT))
    verschoven = verschuif(sessie=sessie, verwacht_nummer=1, sleutel="m1", maanden=1)
    opnieuw_verschoven = verschuif(sessie=sessie, verwacht_nummer=1, sleutel="m1", maanden=1)

    assert (eerste.pk, verschoven.pk) == (tweede.pk, opnieuw_verschoven.pk)
    assert sessie.inzetten() == {"m1": Inzet(**(CONVENANT | {"start": 1}))}


@pytest.mark.django_db
@pytest.mark.parametrize(
    "later",
    [
        lambda sessie: voeg_toe(sessie=sessie, verwacht_nummer=1, inzet=Inzet(**(ONDERZOEK | {"mate": 0.4}))),
        lambda sessie: wijzig(sessie=sessie, verwacht_nummer=1, sleutel="m1", mate=0.1),
        lambda sessie: verwijder(sessie=sessie, verwacht_nummer=1, sleutel="m1"),
        lambda sessie: maak_ongedaan(sessie=sessie, verwacht_nummer=1),
        lambda sessie: voeg_toe(sessie=sessie, verwacht_nummer=0, inzet=Inzet(**CONVENANT)),
        lambda sessie: voeg_toe(sessie=sessie, verwacht_nummer=9, inzet=Inzet(**CONVENANT)),
    ],
)
def test_a_stale_tab_changes_nothing(later):
    sessie = SessieFactory(plan=[CONVENANT])
    voeg_toe(sessie=sessie, verwacht_nummer=1, inzet=Inzet(**ONDERZOEK))

    with pytest.raises(VerouderdTabblad, match="intussen veranderd"):
        later(sessie)

    assert kaarten(sessie) == ["R2", "R1"]
    assert sessie.laatste_nummer() == 2


@pytest.mark.django_db
def test_the_database_refuses_a_second_decision_with_the_same_number():
    sessie = SessieFactory(plan=[CONVENANT])

    with pytest.raises(IntegrityError), transaction.atomic():
        Besluit.objects.create(sessie=sessie, nummer=1, soort="verwijderen", inzet="m1")

    assert kaarten(sessie) == ["R2"]


@pytest.mark.django_db
@pytest.mark.parametrize("anders", [{"gegevens": {}}, {"nummer": 5}, {"herkomst": "terug"}, {"inzet": "m9"}])
def test_the_database_refuses_to_change_a_decision(anders):
    sessie = SessieFactory(plan=[CONVENANT])

    with pytest.raises(DatabaseError), transaction.atomic():
        sessie.besluiten.update(**anders)

    assert kaarten(sessie) == ["R2"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "besluit",
    [
        lambda sessie: voeg_toe(
            sessie=sessie, verwacht_nummer=3, inzet=Inzet(kaart="O4", start=0, duur=24, mate=0.5)
        ),
        lambda sessie: wijzig(sessie=sessie, verwacht_nummer=3, sleutel="m1", mate=0.1),
        lambda sessie: verschuif(sessie=sessie, verwacht_nummer=3, sleutel="m1", maanden=1),
        lambda sessie: verwijder(sessie=sessie, verwacht_nummer=3, sleutel="m1"),
        lambda sessie: maak_ongedaan(sessie=sessie, verwacht_nummer=3),
    ],
)
def test_a_judged_session_is_closed_and_an_open_one_is_not(besluit):
    dicht = BeoordelingFactory().sessie
    open_sessie = SessieFactory(
        plan=[CONVENANT, ONDERZOEK, {"kaart": "S1", "start": 3, "duur": 48, "mate": 0.4}]
    )

    besluit(open_sessie)
    with pytest.raises(SessieGesloten, match="al ingediend"):
        besluit(dicht)

    assert open_sessie.laatste_nummer() == 4
    assert dicht.laatste_nummer() == 3


@pytest.mark.django_db
@pytest.mark.parametrize("casus", ["klosjesbuurt", "verdwenen"])
def test_a_session_from_before_versions_were_kept_cannot_be_played_on(casus):
    sessie = OudeSessieFactory(plan=[CONVENANT], casus=casus)
    assert (sessie.is_speelbaar, SessieFactory().is_speelbaar) == (False, True)

    with pytest.raises(CasusVernieuwd, match="Uw plan is bewaard"):
        verwijder(sessie=sessie, verwacht_nummer=1, sleutel="m1")

    assert kaarten(sessie) == ["R2"]


@pytest.mark.werker
@pytest.mark.django_db(transaction=True)
def test_of_tabs_that_decide_at_the_same_moment_one_wins():
    sessie = SessieFactory(plan=[CONVENANT])
    start = threading.Barrier(6)
    uitkomsten: list[str] = []

    def beslis(mate: float) -> None:
        start.wait()
        try:
            wijzig(sessie=sessie, verwacht_nummer=1, sleutel="m1", mate=mate)
            uitkomsten.append("gelukt")
        except VerouderdTabblad:
            uitkomsten.append("verouderd")
        finally:
            connection.close()

    draden = [threading.Thread(target=beslis, args=[0.1 * n]) for n in range(1, 7)]
    for draad in draden:
        draad.start()
    for draad in draden:
        draad.join()

    assert sorted(uitkomsten) == ["gelukt"] + ["verouderd"] * 5
    assert sessie.laatste_nummer() == 2
