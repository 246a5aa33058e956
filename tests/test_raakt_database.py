"""What CI does a second time on the other database: all that touches one, nothing else."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Group

from academy.gebruikers.models import Gebruiker
from tests.raakt_database import raakt_database


def test_zonder_database() -> None:
    assert Group._meta.db_table == "auth_group"


def test_met_iemand_erin(aisha: Gebruiker) -> None:
    assert aisha.pk


@pytest.mark.django_db
def test_met_een_merk() -> None:
    assert Group.objects.filter(name="niemand").count() == 0


class TestKlas:
    pytestmark = pytest.mark.django_db(transaction=True)

    def test_met_vastleggen(self) -> None:
        assert Group.objects.filter(name="niemand").count() == 0


def test_wie_wordt_gekozen(request: pytest.FixtureRequest) -> None:
    module = request.node.getparent(pytest.Module)
    klas = next(deel for deel in module.collect() if isinstance(deel, pytest.Class))
    tests = [deel for deel in [*module.collect(), *klas.collect()] if isinstance(deel, pytest.Function)]

    assert {test.name: raakt_database(test) for test in tests} == {
        "test_zonder_database": False,
        "test_met_iemand_erin": True,
        "test_met_een_merk": True,
        "test_met_vastleggen": True,
        "test_wie_wordt_gekozen": False,
    }
