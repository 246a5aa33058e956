"""The database itself refuses to change a fact, for every column that a model calls frozen."""

from __future__ import annotations

import datetime
import uuid
from typing import Any

import pytest
from django.db import IntegrityError, models, transaction
from django.utils import timezone

from academy.basis.feiten import modellen_met_feiten

pytestmark = pytest.mark.django_db
MODELLEN = {model._meta.label: model for model, _kolommen in modellen_met_feiten()}
BEVROREN = [(label, veld) for label, model in MODELLEN.items() for veld in model.onveranderlijk]
VANDAAG = datetime.date(2026, 3, 1)
NU = timezone.make_aware(datetime.datetime(2026, 3, 1, 12, 0))

# What the constraints of a table ask of an example row, beyond a value of the right kind.
EISEN: dict[str, dict[str, Any]] = {
    "certificaten.Certificaat": {"geldig_tot": VANDAAG + datetime.timedelta(days=400)},
    "certificaten.Certificering": {"cursus_id": 1},
    "certificaten.Cyclus": {"inschrijving_id": 1},
    "basis.Opdracht": {"status": "wacht", "klaar_op": None},
    "contact.Behandelstap": {"antwoord_aan": "", "antwoord_onderwerp": "", "antwoord_tekst": ""},
    "simulatie.Opmerking": {"tekst": ""},
}


# Per kind of field an example and another value; the first kind that fits counts.
WAARDEN: list[tuple[type[models.Field], Any, Any]] = [
    (models.ForeignKey, 1, 2),
    (models.UUIDField, uuid.UUID(int=1), uuid.UUID(int=2)),
    (models.BooleanField, False, True),
    (models.JSONField, {"een": 1}, {"twee": 2}),
    (models.BinaryField, b"een", b"twee"),
    (models.DateTimeField, NU, NU + datetime.timedelta(days=1)),
    (models.DateField, VANDAAG, VANDAAG + datetime.timedelta(days=1)),
    (models.CharField, "a", "b"),
    (models.TextField, "a", "b"),
    (models.IntegerField, 1, 2),
    (models.FloatField, 1.0, 2.0),
]


def _waarde(veld: models.Field, anders: bool) -> Any:
    if veld.choices:
        # The database knows no other than these.
        return veld.choices[-1 if anders else 0][0]
    soort = next(rij for rij in WAARDEN if isinstance(veld, rij[0]))
    return soort[1 + anders]


def voorbeeld(model: type[models.Model]) -> models.Model:
    """A stored row; what it points at need not exist, because the row is gone before the transaction ends."""
    velden = {
        veld.attname: _waarde(veld, anders=False)
        for veld in model._meta.concrete_fields
        if not veld.primary_key and not (veld.null and veld.is_relation)
    }
    [rij] = model._base_manager.bulk_create([model(**velden | EISEN.get(model._meta.label, {}))])
    # Dates of making are set by Django itself on the way in; from here on they are as stored.
    return model._base_manager.get(pk=rij.pk)


@pytest.mark.parametrize(("label", "naam"), BEVROREN)
def test_een_feit_is_niet_te_wijzigen(label, naam):
    model = MODELLEN[label]
    rij = voorbeeld(model)
    veld = model._meta.get_field(naam)
    rijen = model._base_manager.filter(pk=rij.pk)
    eerst = getattr(rij, veld.attname)
    rijen.update(**{veld.attname: eerst})
    with pytest.raises(IntegrityError, match="a fact cannot be changed, only added"), transaction.atomic():
        rijen.update(**{veld.attname: _waarde(veld, anders=True)})
    assert rijen.values_list(veld.attname, flat=True).get() == eerst
    # Deleting stays possible: erasure is a right.
    rijen._raw_delete(using=rijen.db)
    assert not model._base_manager.filter(pk=rij.pk).exists()


@pytest.mark.parametrize(
    ("label", "naam", "nieuw"),
    [("basis.Opdracht", "pogingen", 7), ("contact.Contactverzoek", "status", "afgerond")],
)
def test_wat_geen_feit_is_mag_veranderen(label, naam, nieuw):
    model = MODELLEN[label]
    rij = voorbeeld(model)
    setattr(rij, naam, nieuw)
    rij.save()
    assert model._base_manager.values_list(naam, flat=True).get() == nieuw
    model._base_manager.filter(pk=rij.pk).delete()
