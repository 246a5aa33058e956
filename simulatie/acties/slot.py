"""One decision at a time: who holds the lock on a session, and when a decision is refused."""

from __future__ import annotations

from collections.abc import Callable

from django.db import transaction
from django.utils.translation import gettext as _

from simulatie.kern import Casus, PlanOngeldig
from simulatie.models import Beoordeling, Besluit, Sessie
from simulatie.spel.stand import Stand


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
    """The case has a newer version, and the one the session was begun with was not kept."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "De casus is vernieuwd nadat u begon. Uw plan is bewaard. "
                "Neem het mee naar de nieuwe versie om verder te gaan."
            )
        )


class MaatregelWeg(BesluitGeweigerd):
    """The measure is not in the plan, or there is nothing to undo."""


class MaatregelVoorbij(BesluitGeweigerd):
    """What a measure did in months that have passed cannot change."""


class NietAanZet(BesluitGeweigerd):
    """A dilemma waits for an answer, or all rounds have been played."""


def speelbare_casus(sessie: Sessie) -> Casus:
    """The case in the version a session was begun with. Raises CasusVernieuwd when only another one is there."""
    casus = sessie.eigen_casus
    if casus is None:
        raise CasusVernieuwd
    return casus


def neem_op_slot(sessie: Sessie) -> Stand:
    """Lock the row of the session until the end of the transaction and say where it stands.

    Raises SessieGesloten when the session was handed in.
    """
    Sessie.objects.select_for_update().get(pk=sessie.pk)
    if Beoordeling.objects.filter(sessie=sessie).exists():
        raise SessieGesloten
    return sessie.stand()


@transaction.atomic
def beslis(
    sessie: Sessie, verwacht_nummer: int, bedoel: Callable[[Casus, Stand], Besluit], *, antwoord: bool = False
) -> Besluit:
    """Take the decision that ``bedoel`` makes of the case and the stand, as the next one of the session.

    It must depend on those two alone: the same form sent twice is then seen to be the same decision, and is
    taken once. Raises what ``bedoel`` raises, NietAanZet (``antwoord`` says that this answers a dilemma),
    VerouderdTabblad, SessieGesloten and CasusVernieuwd.
    """
    casus = speelbare_casus(sessie)
    stand = neem_op_slot(sessie)

    def besluit_na(toen: Stand) -> Besluit:
        _eis_aan_zet(casus, toen, antwoord)
        return bedoel(casus, toen)

    if stand.nummer == verwacht_nummer:
        besluit = besluit_na(stand)
        besluit.save(force_insert=True)
        return besluit
    if stand.nummer != verwacht_nummer + 1:
        raise VerouderdTabblad
    genomen = sessie.besluiten.get(nummer=stand.nummer)
    try:
        bedoeld = besluit_na(sessie.stand(tot=verwacht_nummer))
    except (BesluitGeweigerd, PlanOngeldig):
        raise VerouderdTabblad from None
    kenmerken = ("soort", "herkomst", "inzet", "gegevens")
    if any(getattr(genomen, naam) != getattr(bedoeld, naam) for naam in kenmerken):
        raise VerouderdTabblad
    return genomen


def _eis_aan_zet(casus: Casus, stand: Stand, antwoord: bool) -> None:
    if stand.dilemma and not antwoord:
        raise NietAanZet(_("Er ligt een dilemma voor. Kies daarop eerst een antwoord, dan gaat u verder."))
    if not stand.dilemma and casus.rondes and stand.rondes_gesloten == len(casus.rondes):
        raise NietAanZet(_("Alle rondes zijn gespeeld. Dien uw plan in om de uitslag te zien."))
