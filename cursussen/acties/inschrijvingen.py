"""Enrolling."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from academy.gebruikers.models import Gebruiker
from cursussen.models import CursusPagina, CursusVersie, Inschrijving
from cursussen.rechten import mag_inschrijven


@transaction.atomic
def schrijf_in(*, gebruiker: Gebruiker, cursus: CursusPagina) -> Inschrijving:
    """Enrol a person in the newest version of a course; while an enrolment is active, that one is returned.

    After a completed enrolment this makes the next one: "again" adds, it never resets.

    Raises:
        ValidationError: the course is not public or has no version yet.
    """
    eigen = Inschrijving.objects.van(gebruiker).filter(cursus=cursus)
    if actief := eigen.actief().first():
        return actief
    versie = CursusVersie.objects.nieuwste(cursus)
    if versie is None or not mag_inschrijven(gebruiker, cursus):
        raise ValidationError(
            _("U kunt zich voor deze opleiding nog niet inschrijven. Kijk later nog eens."),
            code="niet_te_volgen",
        )
    # Two requests at the same moment count the same number; the database lets one of them win.
    inschrijving, _nieuw = Inschrijving.objects.get_or_create(
        gebruiker=gebruiker, cursus=cursus, nummer=eigen.count() + 1, defaults={"versie": versie}
    )
    return inschrijving
