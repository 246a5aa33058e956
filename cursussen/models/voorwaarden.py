"""What must be completed before a course can be begun: one rule, for one course and for lists."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet

from academy.gebruikers.models import Gebruiker
from cursussen.models.leren import Inschrijving
from cursussen.models.paginas import CursusPagina, CursusPaginaQuerySet
from cursussen.models.versie import CursusVersie


def ontbrekende_voorwaarden(
    gebruiker: Gebruiker, cursussen: Iterable[int] | QuerySet[CursusPagina]
) -> dict[int, list[dict[str, Any]]]:
    """Per course (id) what this person has yet to complete, as {cursus, titel}; courses that are open are left out.

    What the newest version asks counts, because that is what somebody who starts now gets.
    """
    gevraagd = CursusVersie.objects.nieuwste_voorwaarden(cursussen)
    gedaan = set(Inschrijving.objects.van(gebruiker).afgerond().values_list("cursus", flat=True))
    ontbreekt = {
        cursus: [voorwaarde for voorwaarde in voorwaarden if voorwaarde["cursus"] not in gedaan]
        for cursus, voorwaarden in gevraagd.items()
    }
    return {cursus: rest for cursus, rest in ontbreekt.items() if rest}


def open_voor(gebruiker: Gebruiker, cursussen: CursusPaginaQuerySet) -> CursusPaginaQuerySet:
    """Of these courses, those that this person can enrol for; the twin of ``rechten.mag_inschrijven``."""
    te_volgen = cursussen.te_volgen()
    return te_volgen.exclude(pk__in=ontbrekende_voorwaarden(gebruiker, te_volgen))
