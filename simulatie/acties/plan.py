"""Deciding: every change of a plan is one stored decision, and undoing is a decision too."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from simulatie.acties.slot import MaatregelWeg, VerouderdTabblad, neem_op_slot, speelbare_casus
from simulatie.kern import Bevinding, Casus, Inzet, Plan, PlanOngeldig, controleer_plan
from simulatie.models import Besluit, Sessie, Stand

MEESTE_MAATREGELEN = 60

Voorstel = tuple[str, dict[str, Any] | None]
"""Key of a measure and what it becomes; None takes it out of the plan."""


def voeg_toe(
    *,
    sessie: Sessie,
    verwacht_nummer: int,
    kaart: str,
    start: int,
    duur: int,
    mate: float,
    deelgebieden: Iterable[str] | None = None,
) -> Besluit:
    """Add a measure; start and duur in months, mate 0..1, no areas = the whole neighbourhood.

    Raises PlanOngeldig (``pad`` is the name of the field), VerouderdTabblad, SessieGesloten, CasusVernieuwd.
    """
    gegevens = Inzet(kaart, start, duur, mate, tuple(deelgebieden or ()) or None).als_dict()
    return _beslis(sessie, verwacht_nummer, lambda stand: (f"m{stand.nummer + 1}", gegevens))


def wijzig(*, sessie: Sessie, verwacht_nummer: int, inzet: str, **anders: Any) -> Besluit:
    """Change start, duur, mate or deelgebieden of a measure; what is not named stays.

    Raises MaatregelWeg when it is not in the plan, and what ``voeg_toe`` raises.
    """
    if "deelgebieden" in anders:
        anders["deelgebieden"] = list(anders["deelgebieden"] or ()) or None
    return _beslis(sessie, verwacht_nummer, lambda stand: (inzet, _maatregel(stand, inzet) | anders))


def verschuif(*, sessie: Sessie, verwacht_nummer: int, inzet: str, maanden: int) -> Besluit:
    """Start a measure some months later, or earlier when ``maanden`` is negative. Raises as ``wijzig``."""

    def verschoven(stand: Stand) -> Voorstel:
        nu = _maatregel(stand, inzet)
        return inzet, nu | {"start": nu["start"] + maanden}

    return _beslis(sessie, verwacht_nummer, verschoven)


def verwijder(*, sessie: Sessie, verwacht_nummer: int, inzet: str) -> Besluit:
    """Take a measure out of the plan. Raises MaatregelWeg, VerouderdTabblad, SessieGesloten, CasusVernieuwd."""

    def weg(stand: Stand) -> Voorstel:
        _maatregel(stand, inzet)
        return inzet, None

    return _beslis(sessie, verwacht_nummer, weg)


def maak_ongedaan(*, sessie: Sessie, verwacht_nummer: int) -> Besluit:
    """Take back the newest change that still stands; the decision itself stays in the history."""

    def terug(stand: Stand) -> Voorstel:
        if not stand.terug:
            raise MaatregelWeg(_("Er is niets om ongedaan te maken."))
        return stand.terug[-1].inzet, stand.terug[-1].voor

    return _beslis(sessie, verwacht_nummer, terug, Besluit.Herkomst.TERUG)


def doe_opnieuw(*, sessie: Sessie, verwacht_nummer: int) -> Besluit:
    """Do again what was undone last."""

    def opnieuw(stand: Stand) -> Voorstel:
        if not stand.opnieuw:
            raise MaatregelWeg(_("Er is niets om opnieuw te doen."))
        return stand.opnieuw[-1].inzet, stand.opnieuw[-1].na

    return _beslis(sessie, verwacht_nummer, opnieuw, Besluit.Herkomst.OPNIEUW)


@transaction.atomic
def _beslis(
    sessie: Sessie,
    verwacht_nummer: int,
    stel_voor: Callable[[Stand], Voorstel],
    herkomst: Besluit.Herkomst = Besluit.Herkomst.ZELF,
) -> Besluit:
    casus = speelbare_casus(sessie)
    stand = neem_op_slot(sessie)
    if stand.nummer != verwacht_nummer:
        return _al_genomen(sessie, stand, verwacht_nummer, stel_voor, herkomst)
    besluit = _besluit(sessie, stand, stel_voor(stand), herkomst)
    if besluit.soort != Besluit.Soort.VERWIJDEREN:
        _eis_uitvoerbaar(casus, {**stand.inzetten, besluit.inzet: besluit.gegevens}, besluit.inzet)
    besluit.save(force_insert=True)
    return besluit


def _besluit(sessie: Sessie, stand: Stand, voorstel: Voorstel, herkomst: Besluit.Herkomst) -> Besluit:
    inzet, gegevens = voorstel
    if gegevens is None:
        soort = Besluit.Soort.VERWIJDEREN
    elif inzet in stand.inzetten:
        soort = Besluit.Soort.WIJZIGEN
    else:
        soort = Besluit.Soort.TOEVOEGEN
    return Besluit(
        sessie=sessie,
        nummer=stand.nummer + 1,
        soort=soort,
        herkomst=herkomst,
        inzet=inzet,
        gegevens=gegevens or {},
    )


def _al_genomen(
    sessie: Sessie,
    stand: Stand,
    verwacht_nummer: int,
    stel_voor: Callable[[Stand], Voorstel],
    herkomst: Besluit.Herkomst,
) -> Besluit:
    """The same form sent twice is one decision: return it. Anything else comes from a stale tab."""
    if stand.nummer != verwacht_nummer + 1:
        raise VerouderdTabblad
    genomen = sessie.besluiten.get(nummer=stand.nummer)
    toen = sessie.stand(tot=verwacht_nummer)
    try:
        bedoeld = _besluit(sessie, toen, stel_voor(toen), herkomst)
    except MaatregelWeg:
        raise VerouderdTabblad from None
    kenmerken = ("soort", "herkomst", "inzet", "gegevens")
    if any(getattr(genomen, naam) != getattr(bedoeld, naam) for naam in kenmerken):
        raise VerouderdTabblad
    return genomen


def _maatregel(stand: Stand, inzet: str) -> dict[str, Any]:
    if inzet not in stand.inzetten:
        raise MaatregelWeg(_("Deze maatregel staat niet meer in uw plan."))
    return stand.inzetten[inzet]


def _eis_uitvoerbaar(casus: Casus, inzetten: Mapping[str, dict[str, Any]], inzet: str) -> None:
    """Raises PlanOngeldig with every fault; a fault of the measure at hand has the bare field as ``pad``."""
    if len(inzetten) > MEESTE_MAATREGELEN:
        raise PlanOngeldig(
            [
                Bevinding(
                    "",
                    "fout",
                    _("Een plan heeft hoogstens %(aantal)d maatregelen.") % {"aantal": MEESTE_MAATREGELEN},
                    _("Haal eerst een andere maatregel weg."),
                )
            ]
        )
    pad = f"inzetten[{list(inzetten).index(inzet)}]."
    bevindingen = controleer_plan(casus, Plan.uit_dict({"inzetten": list(inzetten.values())}))
    if fouten := [replace(b, pad=b.pad.removeprefix(pad)) for b in bevindingen if b.ernst == "fout"]:
        raise PlanOngeldig(fouten)
