"""Following a programme: its courses open one after the other, and completing them completes it."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from academy.basis.models import openbaar
from academy.gebruikers.models import Gebruiker
from cursussen.acties.inschrijvingen import schrijf_in
from cursussen.models import (
    Afronding,
    CursusPagina,
    Inschrijving,
    Leergangafronding,
    Leerganginschrijving,
    LeergangPagina,
)
from cursussen.models.voorwaarden import open_voor
from cursussen.signals import leergang_afgerond


@transaction.atomic
def schrijf_in_voor_leergang(*, gebruiker: Gebruiker, leergang: LeergangPagina) -> Leerganginschrijving:
    """Enrol in a programme and in those of its courses that are open; what was completed before counts.

    Raises:
        ValidationError: the programme is not public.
    """
    if not openbaar(LeergangPagina.objects.filter(pk=leergang.pk)).exists():
        raise ValidationError(_("U kunt zich voor deze leergang niet inschrijven."), code="niet_te_volgen")
    deelname, _nieuw = Leerganginschrijving.objects.get_or_create(gebruiker=gebruiker, leergang=leergang)
    open_cursussen(deelname=deelname)
    rond_leergang_af(deelname=deelname)
    return deelname


@transaction.atomic
def open_cursussen(*, deelname: Leerganginschrijving) -> list[Inschrijving]:
    """Enrol in every course of the programme that counts, is open for this person and was never taken."""
    cursussen = open_voor(deelname.gebruiker, deelname.leergang.verplicht()).exclude(
        inschrijvingen__gebruiker=deelname.gebruiker
    )
    return [schrijf_in(gebruiker=deelname.gebruiker, cursus=cursus) for cursus in cursussen]


@transaction.atomic
def schrijf_leerganggangers_in(*, cursus: CursusPagina) -> list[Inschrijving]:
    """After a version came out: enrol who follows the programme of this course, waits for it and may begin."""
    wachtend = (
        Leerganginschrijving.objects.met_cursus(cursus)
        .actief()
        .exclude(gebruiker__inschrijvingen__cursus=cursus)
        .select_related("gebruiker", "leergang")
    )
    return [inschrijving for deelname in wachtend for inschrijving in open_cursussen(deelname=deelname)]


@transaction.atomic
def ga_verder_in_leergangen(*, inschrijving: Inschrijving) -> None:
    """After a course was completed: open what waited for it in the programmes of this person, and complete those.

    A prerequisite may stand outside the programme, so all of them are looked at.
    """
    eigen = Leerganginschrijving.objects.van(inschrijving.gebruiker).actief()
    for deelname in eigen.select_related("gebruiker", "leergang"):
        open_cursussen(deelname=deelname)
        rond_leergang_af(deelname=deelname)


@transaction.atomic
def rond_leergang_af(*, deelname: Leerganginschrijving) -> Leergangafronding | None:
    """Store that the programme is completed once every course that counts was, however long ago; else ``None``.

    A course that comes later takes nothing away. Safe to call at any time and any number of times.
    """
    deelname = (
        Leerganginschrijving.objects.select_for_update(of=("self",))
        .select_related("leergang")
        .get(pk=deelname.pk)
    )
    if bestaand := Leergangafronding.objects.filter(inschrijving=deelname).first():
        return bestaand
    verplicht = list(deelname.leergang.verplicht().values_list("pk", flat=True))
    afgerond = Afronding.objects.filter(
        onderdeel=Afronding.Onderdeel.CURSUS,
        inschrijving__gebruiker=deelname.gebruiker_id,
        inschrijving__cursus__in=verplicht,
    ).select_related("inschrijving__versie")
    per_cursus = {rij.inschrijving.cursus_id: rij for rij in afgerond.order_by("inschrijving__nummer")}
    if not verplicht or len(per_cursus) < len(verplicht):
        return None
    afronding = Leergangafronding.objects.create(
        inschrijving=deelname,
        regel=ngettext(
            "Klaar als de verplichte cursus is afgerond.",
            "Klaar als alle %(aantal)s verplichte cursussen zijn afgerond.",
            len(verplicht),
        )
        % {"aantal": len(verplicht)},
        bewijs=[_bewijs(per_cursus[sleutel]) for sleutel in verplicht],
    )
    leergang_afgerond.send(sender=Leergangafronding, afronding=afronding)
    return afronding


def _bewijs(afronding: Afronding) -> dict[str, Any]:
    """A completed course as the completion of its programme keeps it."""
    inschrijving = afronding.inschrijving
    return {
        "cursus": inschrijving.cursus_id,
        "titel": inschrijving.versie.titel,
        "versie": inschrijving.versie.nummer,
        "inschrijving": inschrijving.pk,
        "op": afronding.op.isoformat(),
        "studieduur_minuten": inschrijving.versie.studieduur_minuten,
    }
