"""One decision at a time: the lock on a session, and the plan that somebody decides about."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from simulatie.acties.geweigerd import (
    CasusVernieuwd,
    Geweigerd,
    NietAanZet,
    SessieGesloten,
    VerouderdTabblad,
)
from simulatie.kern import Casus, PlanOngeldig
from simulatie.models import Beoordeling, Besluit, Sessie, gegevens_van
from simulatie.spel.besluiten import Besluitherkomst, Besluitsoort, Inhoud
from simulatie.spel.stand import Stand

KENMERKEN = ("soort", "herkomst", "inzet", "inhoud")


@dataclass(frozen=True)
class Beurt:
    """A session on the lock, and what is decided about.

    stand    where the session stood when the form was made
    genomen  the decision that was taken on that stand already: by the same form sent twice, or by another tab
    """

    sessie: Sessie
    casus: Casus
    stand: Stand
    genomen: Besluit | None

    def beslis(
        self,
        soort: Besluitsoort,
        inzet: str,
        inhoud: Inhoud,
        herkomst: Besluitherkomst = Besluitherkomst.ZELF,
    ) -> Besluit:
        """Store a decision about ``inzet``; the same one twice is stored once. Raises VerouderdTabblad."""
        besluit = Besluit(
            sessie=self.sessie,
            nummer=self.stand.nummer + 1,
            soort=soort,
            herkomst=herkomst,
            inzet=inzet,
            gegevens=gegevens_van(inhoud),
        )
        if self.genomen is None:
            besluit.save(force_insert=True)
            return besluit
        if any(getattr(self.genomen, naam) != getattr(besluit, naam) for naam in KENMERKEN):
            raise VerouderdTabblad
        return self.genomen


@contextmanager
def beurt(sessie: Sessie, verwacht_nummer: int, *, antwoord: bool = False) -> Iterator[Beurt]:
    """Lock the session for one decision on the plan as it stood after decision ``verwacht_nummer``.

    What is decided must depend on the case and that stand alone: the same form sent twice then comes to the decision
    that is there. Raises NietAanZet (``antwoord`` says that this answers a dilemma), VerouderdTabblad, SessieGesloten
    and CasusVernieuwd; also VerouderdTabblad instead of a refusal, when another tab decided on that stand.
    """
    casus = speelbare_casus(sessie)
    with transaction.atomic():
        stand = neem_op_slot(sessie)
        genomen = None
        if stand.nummer != verwacht_nummer:
            if stand.nummer != verwacht_nummer + 1:
                raise VerouderdTabblad
            genomen = sessie.besluiten.get(nummer=stand.nummer)
            stand = sessie.stand(tot=verwacht_nummer)
        try:
            _eis_aan_zet(casus, stand, antwoord)
            yield Beurt(sessie, casus, stand, genomen)
        except (Geweigerd, PlanOngeldig):
            if genomen is None:
                raise
            raise VerouderdTabblad from None


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


def _eis_aan_zet(casus: Casus, stand: Stand, antwoord: bool) -> None:
    if stand.dilemma and not antwoord:
        raise NietAanZet(_("Er ligt een dilemma voor. Kies daarop eerst een antwoord, dan gaat u verder."))
    if not stand.dilemma and casus.rondes and stand.rondes_gesloten == len(casus.rondes):
        raise NietAanZet(_("Alle rondes zijn gespeeld. Dien uw plan in om de uitslag te zien."))
