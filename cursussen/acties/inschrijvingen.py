"""Enrolling."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from academy.gebruikers.models import Gebruiker
from cursussen.models import CursusPagina, CursusVersie, Inschrijving
from cursussen.models.voorwaarden import ontbrekende_voorwaarden
from cursussen.rechten import mag_inschrijven


@transaction.atomic
def schrijf_in(*, gebruiker: Gebruiker, cursus: CursusPagina) -> Inschrijving:
    """Enrol a person in the newest version of a course; while an enrolment is active, that one is returned.

    After a completed enrolment this makes the next one: "again" adds, it never resets.

    Raises:
        ValidationError: the course is not public or has no version yet (``niet_te_volgen``), or something has to
            be completed first (``voorwaarde``).
    """
    eigen = Inschrijving.objects.van(gebruiker).filter(cursus=cursus)
    if actief := eigen.actief().first():
        return actief
    versie = CursusVersie.objects.nieuwste(cursus)
    if versie is None or not mag_inschrijven(gebruiker, cursus):
        raise _waarom_niet(gebruiker, cursus)
    # Two requests at the same moment count the same number; the database lets one of them win.
    inschrijving, _nieuw = Inschrijving.objects.get_or_create(
        gebruiker=gebruiker, cursus=cursus, nummer=eigen.count() + 1, defaults={"versie": versie}
    )
    return inschrijving


def _waarom_niet(gebruiker: Gebruiker, cursus: CursusPagina) -> ValidationError:
    """What to do first, or that the course cannot be taken yet."""
    te_volgen = CursusPagina.objects.te_volgen().filter(pk=cursus.pk)
    if ontbreekt := ontbrekende_voorwaarden(gebruiker, te_volgen).get(cursus.pk):
        return ValidationError(
            _("U kunt zich nog niet inschrijven. Rond eerst dit af: %(wat)s.")
            % {"wat": ", ".join(f"‘{voorwaarde['titel']}’" for voorwaarde in ontbreekt)},
            code="voorwaarde",
        )
    return ValidationError(
        _("U kunt zich voor deze opleiding nog niet inschrijven. Kijk later nog eens."),
        code="niet_te_volgen",
    )
