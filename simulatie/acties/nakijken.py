"""A person looks at what a program judged (art. 22 AVG): asked by the trainee, decided by a trainer."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from academy.gebruikers.models import Gebruiker
from simulatie.acties.geweigerd import Geweigerd
from simulatie.models import Beoordeling, Nakijkbesluit, Nakijkuitkomst, Nakijkverzoek, Sessie
from simulatie.rechten import mag_nakijken
from simulatie.signals import sessie_beoordeeld

LANGSTE_TEKST = 2000


@transaction.atomic
def vraag_nakijken(*, beoordeling: Beoordeling, waarom: str) -> Nakijkverzoek:
    """Ask a trainer to look at a judgement; asking again returns the first request, as it was written.

    Raises Geweigerd when the reason is missing or too long.
    """
    Sessie.objects.select_for_update().get(pk=beoordeling.sessie_id)
    if bestaand := Nakijkverzoek.objects.filter(beoordeling=beoordeling).first():
        return bestaand
    return Nakijkverzoek.objects.create(beoordeling=beoordeling, waarom=_tekst(waarom))


@transaction.atomic
def kijk_na(*, sessie: Sessie, trainer: Gebruiker, uitkomst: str, tekst: str) -> Nakijkbesluit:
    """Decide on a request, once. Who passes after all passes for the course too; the judgement itself stays.

    Raises Geweigerd when nobody asked, somebody decided already, this is no trainer or the trainee's own
    session, or the reason is missing or too long.
    """
    Sessie.objects.select_for_update().get(pk=sessie.pk)
    if not mag_nakijken(trainer, sessie):
        raise Geweigerd(_("Dit verzoek is al behandeld of is niet voor u. Er is niets bewaard."))
    if uitkomst not in Nakijkuitkomst.values:
        raise Geweigerd(_("Kies wat u besluit. Er is niets bewaard."))
    besluit = Nakijkbesluit.objects.create(
        verzoek=Nakijkverzoek.objects.get(beoordeling__sessie=sessie),
        trainer=trainer,
        uitkomst=uitkomst,
        tekst=_tekst(tekst),
    )
    if uitkomst == Nakijkuitkomst.GESLAAGD:
        sessie_beoordeeld.send(sender=Sessie, sessie=sessie)
    return besluit


def _tekst(tekst: str) -> str:
    tekst = tekst.strip()
    if not tekst or len(tekst) > LANGSTE_TEKST:
        raise Geweigerd(
            _("Schrijf waarom, in hoogstens %(tekens)d tekens. Er is niets bewaard.")
            % {"tekens": LANGSTE_TEKST}
        )
    return tekst
