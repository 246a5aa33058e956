"""Play sessions that belong to an enrolment."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from cursussen.acties.voortgang import rond_af_wat_klaar_is
from cursussen.models import Afronding, Inschrijving, Simulatiepoging
from simulatie.acties.sessies import begin_sessie
from simulatie.models import Sessie


@transaction.atomic
def begin_simulatie(*, inschrijving: Inschrijving, soort: str) -> Sessie:
    """The open session of this kind ("oefenen" or "toets") for this enrolment, or a new one.

    A session of an older version of its case goes on in that version; only one from before versions were kept cannot
    be played on, and a new one is begun.

    Raises:
        ValidationError: the course has no simulation, its case does not exist, or the test was passed already.
    """
    inschrijving = (
        Inschrijving.objects.vergrendeld().select_related("versie", "gebruiker").get(pk=inschrijving.pk)
    )
    if not inschrijving.versie.casus:
        raise ValidationError(_("Bij deze opleiding hoort geen simulatie."))
    eigen = inschrijving.simulatiepogingen.select_related("sessie").filter(sessie__soort=soort)
    for poging in eigen.filter(sessie__beoordeling__isnull=True):
        if poging.sessie.is_speelbaar:
            return poging.sessie
    afgerond = inschrijving.afrondingen.filter(onderdeel=Afronding.Onderdeel.SIMULATIE).exists()
    if soort == Sessie.Soort.TOETS and afgerond:
        raise ValidationError(_("U hebt de toets al gehaald. Oefenen kan altijd."))
    try:
        sessie = begin_sessie(gebruiker=inschrijving.gebruiker, casus=inschrijving.versie.casus, soort=soort)
    except LookupError as fout:
        raise ValidationError(
            _("De simulatie bij deze opleiding bestaat niet meer. Neem contact op met de academy.")
        ) from fout
    Simulatiepoging.objects.create(inschrijving=inschrijving, sessie=sessie)
    return sessie


def verwerk_beoordeling(*, sessie: Sessie) -> list[Afronding]:
    """Complete what a judged session completes; nothing for a session that belongs to no enrolment."""
    poging = Simulatiepoging.objects.filter(sessie=sessie).select_related("inschrijving").first()
    return rond_af_wat_klaar_is(inschrijving=poging.inschrijving) if poging else []
