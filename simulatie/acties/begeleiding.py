"""Looking along: the trainee lets one trainer in or shuts the door again, and the trainer leaves a remark."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from academy.gebruikers.models import Gebruiker
from simulatie.acties.geweigerd import Geweigerd
from simulatie.models import Opmerking, Sessie
from simulatie.rechten import mag_meekijken, mag_toelaten, toegelaten_trainer

LANGSTE_OPMERKING = 2000


@transaction.atomic
def laat_meekijken(*, sessie: Sessie, trainer: Gebruiker) -> Opmerking:
    """The trainee lets this trainer look along, and nobody else; asking twice is one permission.

    Raises Geweigerd when the person is no trainer, or is the trainee.
    """
    _neem_op_slot(sessie)
    if not mag_toelaten(sessie, trainer):
        raise Geweigerd(_("Deze persoon is geen trainer van de academy. Kies iemand uit de lijst."))
    if toegelaten_trainer(sessie) == trainer:
        return sessie.opmerkingen.toestemmingen()[0]
    return Opmerking.objects.create(sessie=sessie, soort=Opmerking.Soort.TOEGELATEN, trainer=trainer)


@transaction.atomic
def trek_meekijken_in(*, sessie: Sessie) -> None:
    """The trainee shuts the door, at once and without a reason; remarks that were made stay with the trainee."""
    _neem_op_slot(sessie)
    # Also for somebody who is no trainer any more: the permission itself must not wait for a change of role.
    laatste = sessie.opmerkingen.toestemmingen().select_related("trainer").first()
    if laatste and laatste.soort == Opmerking.Soort.TOEGELATEN:
        Opmerking.objects.create(sessie=sessie, soort=Opmerking.Soort.INGETROKKEN, trainer=laatste.trainer)


@transaction.atomic
def maak_opmerking(*, sessie: Sessie, trainer: Gebruiker, tekst: str) -> Opmerking:
    """The trainer leaves a remark; the same form sent twice is one remark.

    Raises Geweigerd when this trainer may not look along (any more), or the text is empty or too long.
    """
    _neem_op_slot(sessie)
    if not mag_meekijken(trainer, sessie):
        raise Geweigerd(_("U kijkt niet (meer) mee met deze sessie. Er is niets bewaard."))
    tekst = tekst.strip()
    if not tekst or len(tekst) > LANGSTE_OPMERKING:
        raise Geweigerd(
            _("Schrijf een opmerking van hoogstens %(tekens)d tekens.") % {"tekens": LANGSTE_OPMERKING}
        )
    laatste = sessie.opmerkingen.van_trainer().filter(trainer=trainer).last()
    if laatste and laatste.tekst == tekst:
        return laatste
    return Opmerking.objects.create(
        sessie=sessie, soort=Opmerking.Soort.OPMERKING, trainer=trainer, tekst=tekst
    )


def _neem_op_slot(sessie: Sessie) -> None:
    """Whoever withdraws and whoever writes at the same moment wait for each other."""
    Sessie.objects.select_for_update().get(pk=sessie.pk)
