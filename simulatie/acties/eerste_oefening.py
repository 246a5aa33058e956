"""The first practice of a case: trying a mission, skipping the rest, doing it again."""

from __future__ import annotations

import uuid

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from academy.gebruikers.models import Gebruiker
from simulatie.acties.geweigerd import Geweigerd
from simulatie.acties.sessies import oefen_met
from simulatie.kern import CasusOnbekend, Plan, PlanOngeldig, controleer_plan
from simulatie.models import Casusversie, Oefenstap, Sessie
from simulatie.spel.eerste_oefening import Oefenstand
from simulatie.spel.missies import Missie, antwoord, bezwaar, eerste_plan, meet


@transaction.atomic
def probeer_missie(
    *, gebruiker: Gebruiker, casus: str, missie: Missie, plan: Plan, sleutel: uuid.UUID | None = None
) -> Oefenstap:
    """Try the mission that is open, and keep the try whether or not it is done.

    A form carries a ``sleutel``, so that sending it twice is one try. Raises CasusOnbekend, PlanOngeldig, and Geweigerd
    when another mission is open or the measures are not those of this practice.
    """
    versie = _versie(casus)
    _neem_op_slot(gebruiker)
    if sleutel and (zelfde := Oefenstap.objects.van(gebruiker).filter(sleutel=sleutel).first()):
        return zelfde
    stand = Oefenstap.objects.van(gebruiker).stand(versie)
    begin = eerste_plan(versie.casus)
    if begin is None or [i.kaart for i in plan.inzetten] != [i.kaart for i in begin.inzetten]:
        raise Geweigerd(_("Deze maatregelen horen niet bij de eerste oefening. Er is niets bewaard."))
    if stand.missie is not missie:
        raise Geweigerd(_("Deze opdracht is niet aan de beurt. Hieronder staat waar u bent."))
    if fouten := [b for b in controleer_plan(versie.casus, plan) if b.ernst == "fout"]:
        raise PlanOngeldig(fouten)
    nu, *eerder = meet(versie.casus, plan, *(stand.gehaald[m] for m in [missie.vorige] if m))
    return _bewaar(
        sleutel,
        gebruiker=gebruiker,
        casusversie=versie,
        soort=Oefenstap.Soort.POGING.value,
        missie=missie.value,
        inzetten=[inzet.als_dict() for inzet in plan.inzetten],
        gehaald=bezwaar(missie, nu, eerder[0] if eerder else None) is None,
    )


@transaction.atomic
def sla_over(*, gebruiker: Gebruiker, casus: str) -> None:
    """Skip what is left of the first practice; skipping twice is skipping once. Raises CasusOnbekend."""
    versie = _versie(casus)
    _neem_op_slot(gebruiker)
    if not Oefenstap.objects.van(gebruiker).stand(versie).overgeslagen:
        _bewaar(
            None, gebruiker=gebruiker, casusversie=versie, soort=Oefenstap.Soort.OVERGESLAGEN.value, missie=""
        )


@transaction.atomic
def begin_opnieuw(*, gebruiker: Gebruiker, casus: str) -> None:
    """Begin the first practice again; what was done stays. Nothing where nothing was done. Raises CasusOnbekend."""
    versie = _versie(casus)
    _neem_op_slot(gebruiker)
    stand = Oefenstap.objects.van(gebruiker).stand(versie)
    if stand.is_begonnen or stand.overgeslagen:
        _bewaar(None, gebruiker=gebruiker, casusversie=versie, soort=Oefenstap.Soort.OPNIEUW.value, missie="")


def oefen_met_voorbeeld(*, gebruiker: Gebruiker, casus: str, sleutel: uuid.UUID | None = None) -> Sessie:
    """Begin a practice session with the ready example: the eight measures together. Raises CasusOnbekend, Geweigerd."""
    gegevens = _versie(casus).casus
    begin = eerste_plan(gegevens)
    plan = begin and antwoord(gegevens, Missie.TEGELIJK, begin)
    if plan is None:
        raise Geweigerd(_("Bij deze casus hoort geen voorbeeldplan."))
    return oefen_met(gebruiker=gebruiker, casus=casus, inzetten=plan.inzetten, sleutel=sleutel)


def oefen_met_eigen_plan(*, gebruiker: Gebruiker, casus: str, sleutel: uuid.UUID | None = None) -> Sessie:
    """Go on in a practice session with the plan of the last mission done. Raises CasusOnbekend, Geweigerd."""
    stand: Oefenstand = Oefenstap.objects.van(gebruiker).stand(_versie(casus))
    if not stand.gehaald:
        raise Geweigerd(_("U hebt nog geen opdracht gehaald. Begin met de eerste."))
    plan = list(stand.gehaald.values())[-1]
    return oefen_met(gebruiker=gebruiker, casus=casus, inzetten=plan.inzetten, sleutel=sleutel)


def _versie(casus: str) -> Casusversie:
    versie = Casusversie.objects.nieuwste(casus)
    if versie is None:
        raise CasusOnbekend(f"Casus '{casus}' is niet gepubliceerd.")
    return versie


def _neem_op_slot(gebruiker: Gebruiker) -> None:
    """The steps of one person come one by one."""
    Gebruiker.objects.select_for_update().get(pk=gebruiker.pk)


def _bewaar(sleutel: uuid.UUID | None, **velden: object) -> Oefenstap:
    try:
        with transaction.atomic():
            return Oefenstap.objects.create(sleutel=sleutel or uuid.uuid4(), **velden)
    except IntegrityError:
        # The key belongs to somebody else: a form that was tampered with still gets a step of its own.
        return Oefenstap.objects.create(**velden)
