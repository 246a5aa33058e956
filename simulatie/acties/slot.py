"""One decision at a time: who holds the lock on a session, and when a decision is refused."""

from __future__ import annotations

from django.utils.translation import gettext as _

from simulatie.kern import Casus, laad_casus
from simulatie.models import Beoordeling, Sessie, Stand


class BesluitGeweigerd(Exception):
    """A decision that cannot be taken now; ``str()`` is the Dutch text for the trainee."""

    def __init__(self, melding: str) -> None:
        self.melding = melding
        super().__init__(melding)


class VerouderdTabblad(BesluitGeweigerd):
    """Another tab or device decided first."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "Uw plan is intussen veranderd, in een ander tabblad of op een ander apparaat. "
                "Hieronder staat het plan zoals het nu is. Kijk het na en doe het zo nodig opnieuw."
            )
        )


class SessieGesloten(BesluitGeweigerd):
    """The plan was handed in."""

    def __init__(self) -> None:
        super().__init__(
            _("U hebt dit plan al ingediend. Het staat vast en verandert niet meer. Bekijk de uitslag.")
        )


class CasusVernieuwd(BesluitGeweigerd):
    """The case or the model has a newer version than the session was begun with."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "De casus is vernieuwd nadat u begon. Uw plan is bewaard. "
                "Neem het mee naar de nieuwe versie om verder te gaan."
            )
        )


class MaatregelWeg(BesluitGeweigerd):
    """The measure is not in the plan, or there is nothing to undo."""


def speelbare_casus(sessie: Sessie) -> Casus:
    """The case a session was begun with. Raises CasusVernieuwd when only another version is there."""
    if not sessie.is_actueel:
        raise CasusVernieuwd
    return laad_casus(sessie.casus)


def neem_op_slot(sessie: Sessie) -> Stand:
    """Lock the row of the session until the end of the transaction and say where it stands.

    Raises SessieGesloten when the session was handed in.
    """
    Sessie.objects.select_for_update().get(pk=sessie.pk)
    if Beoordeling.objects.filter(sessie=sessie).exists():
        raise SessieGesloten
    return sessie.stand()
