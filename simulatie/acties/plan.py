"""Deciding: every change of a plan is one stored decision, and undoing is a decision too.

In a test time goes on (``stand.maand``; in practice it stays 0) and what has been cannot change: a measure that
runs can end or go on otherwise from now, and one that is still to come can change in everything.

Every action takes its turn (``beurt``), makes of the plan what is asked, and stores that when it can be carried out.
All raise VerouderdTabblad, SessieGesloten, CasusVernieuwd and NietAanZet, and Geweigerd for what they say themselves.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TypedDict, Unpack

from django.utils.translation import gettext as _

from simulatie.acties.beurt import Beurt, beurt
from simulatie.acties.geweigerd import Geweigerd
from simulatie.kern import Bevinding, Inzet, PlanOngeldig, controleer_plan, wat_past
from simulatie.models import Besluit, Sessie
from simulatie.spel.besluiten import Aanpassing, Besluitherkomst, Besluitsoort, Terugweg, Vervanging
from simulatie.spel.stand import Planwissel, Stand, Wijziging, is_zelfde_plan

MEESTE_MAATREGELEN = 60
ZWAKST, STERKST = 10, 100
"""How weak and how strong steps make a measure, in percent."""


class Velden(TypedDict, total=False):
    """What can change of a measure, as in ``Inzet``."""

    start: int
    duur: int
    mate: float
    deelgebieden: tuple[str, ...] | None


def voeg_toe(*, sessie: Sessie, verwacht_nummer: int, inzet: Inzet) -> Besluit:
    """Add a measure. Raises PlanOngeldig when it cannot be; ``pad`` is the name of the field."""
    with beurt(sessie, verwacht_nummer) as nu:
        _eis_toekomst(nu.stand, inzet)
        return _wijzig(nu, Wijziging(_nieuwe_sleutel(nu.stand), None, inzet))


def wijzig(*, sessie: Sessie, verwacht_nummer: int, sleutel: str, **anders: Unpack[Velden]) -> Besluit:
    """Change a measure; what is not named stays.

    One that runs ends now when its mate or place changes, and goes on as another one from now. Raises PlanOngeldig as
    ``voeg_toe``, and Geweigerd when it is not in the plan or is past.
    """
    with beurt(sessie, verwacht_nummer) as nu:
        voor = _maatregel(nu.stand, sleutel)
        return _wijzig(nu, _vanaf_nu(nu.stand, sleutel, voor, replace(voor, **anders)))


def verschuif(
    *,
    sessie: Sessie,
    verwacht_nummer: int,
    sleutel: str,
    maanden: int = 0,
    langer: int = 0,
    sterker: int = 0,
) -> Besluit:
    """Start a measure ``maanden`` later, let it last ``langer`` months more, make it ``sterker`` by so many percent;
    negative the other way. Steps make none weaker than ZWAKST or stronger than STERKST. Raises as ``wijzig``."""
    with beurt(sessie, verwacht_nummer) as nu:
        voor = _maatregel(nu.stand, sleutel)
        na = replace(voor, start=voor.start + maanden, duur=voor.duur + langer)
        if sterker:
            procent = round(voor.mate * 100)
            straks = min(max(procent + sterker, min(procent, ZWAKST)), STERKST)
            if straks == procent:
                raise Geweigerd(_("Er is niets veranderd: de mate kan niet lager of hoger."))
            na = replace(na, mate=straks / 100)
        return _wijzig(nu, _vanaf_nu(nu.stand, sleutel, voor, na))


def verwijder(*, sessie: Sessie, verwacht_nummer: int, sleutel: str) -> Besluit:
    """Take a measure out of the plan; one that runs stops now. Raises Geweigerd as ``wijzig``."""
    with beurt(sessie, verwacht_nummer) as nu:
        voor = _maatregel(nu.stand, sleutel)
        if voor.start >= nu.stand.maand:
            return _wijzig(nu, Wijziging(sleutel, voor, None))
        if voor.einde <= nu.stand.maand:
            raise _al_gestopt()
        return _wijzig(nu, Wijziging(sleutel, voor, _tot(voor, nu.stand.maand)))


def maak_ongedaan(*, sessie: Sessie, verwacht_nummer: int) -> Besluit:
    """Take back the newest change that still stands; the decision itself stays in the history."""
    with beurt(sessie, verwacht_nummer) as nu:
        return _ongedaan(nu)


def doe_opnieuw(*, sessie: Sessie, verwacht_nummer: int) -> Besluit:
    """Do again what was undone last."""
    with beurt(sessie, verwacht_nummer) as nu:
        return _opnieuw(nu)


def keer_om(*, sessie: Sessie, verwacht_nummer: int) -> Besluit:
    """Turn the last change off, or on again when it is off: the same change every time."""
    with beurt(sessie, verwacht_nummer) as nu:
        return _opnieuw(nu) if nu.stand.is_uit else _ongedaan(nu)


def zet_terug(*, sessie: Sessie, verwacht_nummer: int, naar: str, inzetten: Iterable[Inzet] = ()) -> Besluit:
    """Put another plan in place of the whole: one decision, undone as one. Practice only.

    naar  CASUS (empty) or GELADEN; or with ``inzetten`` BEWAARD, or the key of a saved plan
    What the case does not allow is left out. Raises Geweigerd when that is the plan as it stands already.
    """
    if sessie.soort != Sessie.Soort.OEFENEN:
        raise Geweigerd(_("Een ander plan terugzetten kan alleen bij oefenen. Er is niets veranderd."))
    with beurt(sessie, verwacht_nummer) as nu:
        stand = nu.stand
        gevraagd = stand.geladen.values() if naar == Terugweg.GELADEN else inzetten
        past = wat_past(nu.casus, gevraagd)
        if is_zelfde_plan(past, stand.inzetten.values()):
            raise Geweigerd(_("Dit is het plan zoals het nu al is. Er is niets veranderd."))
        return _vervang(nu, Planwissel(naar, stand.inzetten, _met_sleutels(stand, past)))


def _wijzig(nu: Beurt, wijziging: Wijziging, herkomst: Besluitherkomst = Besluitherkomst.ZELF) -> Besluit:
    """Store what becomes of a measure. Raises PlanOngeldig when the plan after it cannot be carried out."""
    naast = {deel.sleutel: deel.na for deel in wijziging.naast}
    if wijziging.na is None:
        soort = Besluitsoort.VERWIJDEREN
    else:
        _eis_uitvoerbaar(nu, wijziging.plan_na(nu.stand.inzetten), wijziging.sleutel)
        bekend = wijziging.sleutel in nu.stand.inzetten or naast
        soort = Besluitsoort.WIJZIGEN if bekend else Besluitsoort.TOEVOEGEN
    return nu.beslis(soort, wijziging.sleutel, Aanpassing(wijziging.na, naast), herkomst)


def _vervang(nu: Beurt, wissel: Planwissel, herkomst: Besluitherkomst = Besluitherkomst.ZELF) -> Besluit:
    """Store another plan in place of the whole. Raises PlanOngeldig when it cannot be carried out."""
    _eis_uitvoerbaar(nu, wissel.na, wissel.naar)
    return nu.beslis(Besluitsoort.TERUGZETTEN, wissel.naar, Vervanging(wissel.na), herkomst)


def _ongedaan(nu: Beurt) -> Besluit:
    if not nu.stand.terug:
        raise Geweigerd(_("Er is niets om ongedaan te maken."))
    laatste = nu.stand.terug[-1]
    if isinstance(laatste, Planwissel):
        return _vervang(nu, laatste.omgekeerd(), Besluitherkomst.TERUG)
    return _wijzig(nu, laatste.omgekeerd(), Besluitherkomst.TERUG)


def _opnieuw(nu: Beurt) -> Besluit:
    if not nu.stand.opnieuw:
        raise Geweigerd(_("Er is niets om opnieuw te doen."))
    laatste = nu.stand.opnieuw[-1]
    if isinstance(laatste, Planwissel):
        return _vervang(nu, laatste, Besluitherkomst.OPNIEUW)
    return _wijzig(nu, laatste, Besluitherkomst.OPNIEUW)


def _vanaf_nu(stand: Stand, sleutel: str, voor: Inzet, na: Inzet) -> Wijziging:
    """The change of one measure, as far as it touches the months to come only."""
    maand = stand.maand
    if voor.start >= maand:
        _eis_toekomst(stand, na)
        return Wijziging(sleutel, voor, na)
    if na.start != voor.start:
        raise Geweigerd(
            _(
                "Deze maatregel is al begonnen. De start ligt vast; de duur, de mate en de plek kunt u nog kiezen."
            )
        )
    zelfde = (na.mate, na.deelgebieden) == (voor.mate, voor.deelgebieden)
    if voor.einde < maand or (voor.einde == maand and not zelfde):
        raise _al_gestopt()
    kortst = maand - na.start + (not zelfde)
    if na.duur < kortst:
        raise _voorbij("duur", maand, _("Kies een duur van %(duur)d of meer.") % {"duur": kortst})
    if zelfde:
        return Wijziging(sleutel, voor, na)
    vervolg = replace(na, start=maand, duur=na.einde - maand)
    gestopt = Wijziging(sleutel, voor, _tot(voor, maand))
    return Wijziging(_nieuwe_sleutel(stand), None, vervolg, (gestopt,))


def _met_sleutels(stand: Stand, inzetten: Iterable[Inzet]) -> dict[str, Inzet]:
    """A measure that is in the plan keeps its key, also when it goes on at another time or strength."""
    rijen, over = list(inzetten), dict(stand.inzetten)
    sleutels: dict[int, str] = {}
    for alleen_kaart in (False, True):
        for plek, rij in enumerate(rijen):
            zelfde = (s for s, nu in over.items() if nu == rij or (alleen_kaart and nu.kaart == rij.kaart))
            if plek not in sleutels and (bekend := next(zelfde, None)):
                sleutels[plek] = bekend
                del over[bekend]
    nieuw = _nieuwe_sleutel(stand)
    return {sleutels.get(plek, f"{nieuw}-{plek + 1}"): rij for plek, rij in enumerate(rijen)}


def _nieuwe_sleutel(stand: Stand) -> str:
    return f"m{stand.nummer + 1}"


def _tot(inzet: Inzet, maand: int) -> Inzet:
    return replace(inzet, duur=maand - inzet.start)


def _eis_toekomst(stand: Stand, inzet: Inzet) -> None:
    if stand.maand and inzet.start < stand.maand:
        raise _voorbij("start", stand.maand, _("Kies maand %(maand)d of later.") % {"maand": stand.maand})


def _voorbij(veld: str, maand: int, remedie: str) -> PlanOngeldig:
    melding = _("Het is nu maand %(maand)d. Wat daarvoor ligt, staat vast.") % {"maand": maand}
    return PlanOngeldig([Bevinding(veld, "fout", melding, remedie)])


def _al_gestopt() -> Geweigerd:
    return Geweigerd(_("Deze maatregel is al afgelopen. Wat is geweest, blijft in uw plan staan."))


def _maatregel(stand: Stand, sleutel: str) -> Inzet:
    if sleutel not in stand.inzetten:
        raise Geweigerd(_("Deze maatregel staat niet meer in uw plan."))
    return stand.inzetten[sleutel]


def _eis_uitvoerbaar(nu: Beurt, inzetten: Mapping[str, Inzet], sleutel: str) -> None:
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
    plek = list(inzetten).index(sleutel) if sleutel in inzetten else -1
    pad = f"inzetten[{plek}]."
    bevindingen = controleer_plan(nu.casus, replace(nu.stand, inzetten=inzetten).plan)
    if fouten := [replace(b, pad=b.pad.removeprefix(pad)) for b in bevindingen if b.ernst == "fout"]:
        raise PlanOngeldig(fouten)
