"""Ticking off lessons, and completing what is done."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from cursussen.acties.leergangen import ga_verder_in_leergangen
from cursussen.models import Afronding, Gelezen, Inschrijving
from cursussen.models.voortgang import Voortgang
from cursussen.rechten import ontbreekt_voor_les
from cursussen.signals import cursus_afgerond


@transaction.atomic
def vink_les_af(*, inschrijving: Inschrijving, les: str) -> Gelezen:
    """Store that a lesson was read to the end; a second time changes nothing.

    Raises:
        ValidationError: the lesson is not in the version of this enrolment, or its module is not open yet.
    """
    if inschrijving.versie.les(les) is None:
        raise ValidationError(_("Deze les hoort niet bij uw opleiding. Er is niets veranderd."))
    eis_open_les(inschrijving=inschrijving, les=les)
    gelezen, nieuw = Gelezen.objects.get_or_create(inschrijving=inschrijving, les=les)
    if nieuw:
        rond_af_wat_klaar_is(inschrijving=inschrijving)
    return gelezen


def eis_open_les(*, inschrijving: Inschrijving, les: str) -> None:
    """Refuse a lesson whose module asks for something else first, and say what.

    Raises:
        ValidationError: with what to complete first (``voorwaarde``).
    """
    if ontbreekt := ontbreekt_voor_les(inschrijving, les):
        raise ValidationError(
            _("Deze les is nog niet open. Rond eerst dit af: %(wat)s.")
            % {"wat": ", ".join(deel.naam for deel in ontbreekt)},
            code="voorwaarde",
        )


@transaction.atomic
def rond_af_wat_klaar_is(*, inschrijving: Inschrijving) -> list[Afronding]:
    """Store a completion for every part that is done and has none yet; the course last, with its signal.

    Safe to call at any time and any number of times. Returns the completions that are new.
    """
    inschrijving = Inschrijving.objects.vergrendeld().met_voortgang().get(pk=inschrijving.pk)
    voortgang = inschrijving.voortgang
    vastgelegd = {afronding.onderdeel for afronding in inschrijving.afrondingen.all()}
    nieuw = [
        Afronding.objects.create(
            inschrijving=inschrijving,
            onderdeel=onderdeel.code,
            regel=onderdeel.regel,
            bewijs=onderdeel.bewijs,
        )
        for onderdeel in voortgang.onderdelen
        if onderdeel.gedaan and onderdeel.code not in vastgelegd
    ]
    if voortgang.alles_gedaan and Afronding.Onderdeel.CURSUS not in vastgelegd:
        nieuw.append(_rond_cursus_af(inschrijving, voortgang))
        cursus_afgerond.send(sender=Inschrijving, inschrijving=inschrijving)
        ga_verder_in_leergangen(inschrijving=inschrijving)
    return nieuw


def _rond_cursus_af(inschrijving: Inschrijving, voortgang: Voortgang) -> Afronding:
    bewijs = {onderdeel.code: onderdeel.bewijs for onderdeel in voortgang.onderdelen}
    return Afronding.objects.create(
        inschrijving=inschrijving,
        onderdeel=Afronding.Onderdeel.CURSUS,
        regel=" ".join(onderdeel.regel for onderdeel in voortgang.onderdelen),
        bewijs={"versie_id": inschrijving.versie_id, "versie": inschrijving.versie.nummer} | bewijs,
    )
