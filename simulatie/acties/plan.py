"""Deciding: every change of a plan is one stored decision, and undoing is a decision too.

In a test time goes on (``stand.maand``; in practice it stays 0) and what has been cannot change: a measure that
runs can end or go on otherwise from now, and one that is still to come can change in everything.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.utils.translation import gettext as _

from simulatie.acties.slot import BesluitGeweigerd, MaatregelVoorbij, MaatregelWeg, beslis, speelbare_casus
from simulatie.kern import Bevinding, Casus, Inzet, PlanOngeldig, controleer_plan, wat_past
from simulatie.models import Besluit, Sessie
from simulatie.spel.besluiten import Besluitherkomst, Terugweg
from simulatie.spel.stand import Planwissel, Stand, is_zelfde_plan

MEESTE_MAATREGELEN = 60


@dataclass(frozen=True)
class Voorstel:
    """A measure and what it becomes, and what others become with it; None takes one out of the plan.

    plan  when it is given, this comes in place of everything, and ``inzet`` says where it comes from
    """

    inzet: str
    gegevens: dict[str, Any] | None
    naast: dict[str, dict[str, Any] | None] = field(default_factory=dict)
    plan: Mapping[str, dict[str, Any]] | None = None

    def plan_na(self, stand: Stand) -> dict[str, dict[str, Any]]:
        """The plan once this is done."""
        if self.plan is not None:
            return dict(self.plan)
        samen = {**stand.inzetten, **self.naast, self.inzet: self.gegevens}
        return {sleutel: gegevens for sleutel, gegevens in samen.items() if gegevens is not None}


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

    def nieuw(stand: Stand) -> Voorstel:
        _eis_toekomst(stand, gegevens)
        return Voorstel(_nieuwe_sleutel(stand), gegevens)

    return _beslis(sessie, verwacht_nummer, nieuw)


def wijzig(*, sessie: Sessie, verwacht_nummer: int, inzet: str, **anders: Any) -> Besluit:
    """Change start, duur, mate or deelgebieden of a measure; what is not named stays.

    A measure that runs ends now when its mate or place changes, and goes on as another one from now.
    Raises MaatregelWeg when it is not in the plan, MaatregelVoorbij, and what ``voeg_toe`` raises.
    """
    if "deelgebieden" in anders:
        anders["deelgebieden"] = list(anders["deelgebieden"] or ()) or None
    return _beslis(
        sessie, verwacht_nummer, lambda stand: _gewijzigd(stand, inzet, _maatregel(stand, inzet) | anders)
    )


def verschuif(*, sessie: Sessie, verwacht_nummer: int, inzet: str, maanden: int) -> Besluit:
    """Start a measure some months later, or earlier when ``maanden`` is negative. Raises as ``wijzig``."""

    def verschoven(stand: Stand) -> Voorstel:
        nu = _maatregel(stand, inzet)
        return _gewijzigd(stand, inzet, nu | {"start": nu["start"] + maanden})

    return _beslis(sessie, verwacht_nummer, verschoven)


def verwijder(*, sessie: Sessie, verwacht_nummer: int, inzet: str) -> Besluit:
    """Take a measure out of the plan; one that runs stops now.

    Raises MaatregelWeg, MaatregelVoorbij, VerouderdTabblad, SessieGesloten, CasusVernieuwd.
    """

    def weg(stand: Stand) -> Voorstel:
        nu = _maatregel(stand, inzet)
        if nu["start"] >= stand.maand:
            return Voorstel(inzet, None)
        if _einde(nu) <= stand.maand:
            raise _al_gestopt()
        return Voorstel(inzet, _tot(nu, stand.maand))

    return _beslis(sessie, verwacht_nummer, weg)


def maak_ongedaan(*, sessie: Sessie, verwacht_nummer: int) -> Besluit:
    """Take back the newest change that still stands; the decision itself stays in the history."""
    return _beslis(sessie, verwacht_nummer, _ongedaan, Besluit.Herkomst.TERUG)


def doe_opnieuw(*, sessie: Sessie, verwacht_nummer: int) -> Besluit:
    """Do again what was undone last."""
    return _beslis(sessie, verwacht_nummer, _opnieuw, Besluit.Herkomst.OPNIEUW)


def keer_om(*, sessie: Sessie, verwacht_nummer: int) -> Besluit:
    """Turn the last change off, or on again when it is off: the same change every time."""
    if sessie.stand(tot=verwacht_nummer).is_uit:
        return doe_opnieuw(sessie=sessie, verwacht_nummer=verwacht_nummer)
    return maak_ongedaan(sessie=sessie, verwacht_nummer=verwacht_nummer)


def zet_terug(
    *, sessie: Sessie, verwacht_nummer: int, naar: str, plan: Sequence[Mapping[str, Any]] = ()
) -> Besluit:
    """Put another plan in place of the whole: one decision, undone as one. Practice only.

    naar  CASUS (empty) or GELADEN; or with ``plan`` BEWAARD, or the key of a saved plan
    What the case does not allow is left out. Raises BesluitGeweigerd when that is the plan as it stands already,
    VerouderdTabblad, SessieGesloten, CasusVernieuwd.
    """
    if sessie.soort != Sessie.Soort.OEFENEN:
        raise BesluitGeweigerd(_("Een ander plan terugzetten kan alleen bij oefenen. Er is niets veranderd."))
    casus = speelbare_casus(sessie)

    def ander(stand: Stand) -> Voorstel:
        doel = stand.geladen.values() if naar == Terugweg.GELADEN else plan
        rijen = wat_past(casus, list(doel))
        if is_zelfde_plan(rijen, list(stand.inzetten.values())):
            raise BesluitGeweigerd(_("Dit is het plan zoals het nu al is. Er is niets veranderd."))
        return Voorstel(naar, None, plan=_met_sleutels(stand, rijen))

    return _beslis(sessie, verwacht_nummer, ander)


def _beslis(
    sessie: Sessie,
    verwacht_nummer: int,
    stel_voor: Callable[[Stand], Voorstel],
    herkomst: Besluitherkomst = Besluit.Herkomst.ZELF,
) -> Besluit:
    def bedoel(casus: Casus, stand: Stand) -> Besluit:
        voorstel = stel_voor(stand)
        if voorstel.gegevens is not None or voorstel.plan is not None:
            _eis_uitvoerbaar(casus, stand, voorstel)
        return _besluit(sessie, stand, voorstel, herkomst)

    return beslis(sessie, verwacht_nummer, bedoel)


def _besluit(sessie: Sessie, stand: Stand, voorstel: Voorstel, herkomst: Besluitherkomst) -> Besluit:
    gegevens = (voorstel.gegevens or {}) | ({"naast": voorstel.naast} if voorstel.naast else {})
    if voorstel.plan is not None:
        # As pairs: PostgreSQL does not keep the order of keys.
        soort, gegevens = Besluit.Soort.TERUGZETTEN, {"plan": [list(paar) for paar in voorstel.plan.items()]}
    elif voorstel.gegevens is None:
        soort = Besluit.Soort.VERWIJDEREN
    elif voorstel.inzet in stand.inzetten or voorstel.naast:
        soort = Besluit.Soort.WIJZIGEN
    else:
        soort = Besluit.Soort.TOEVOEGEN
    return Besluit(
        sessie=sessie,
        nummer=stand.nummer + 1,
        soort=soort,
        herkomst=herkomst,
        inzet=voorstel.inzet,
        gegevens=gegevens,
    )


def _gewijzigd(stand: Stand, inzet: str, na: dict[str, Any]) -> Voorstel:
    """The change of one measure, as far as it touches the months to come only."""
    voor = stand.inzetten[inzet]
    maand = stand.maand
    if voor["start"] >= maand:
        _eis_toekomst(stand, na)
        return Voorstel(inzet, na)
    if na["start"] != voor["start"]:
        raise MaatregelVoorbij(
            _(
                "Deze maatregel is al begonnen. De start ligt vast; de duur, de mate en de plek kunt u nog kiezen."
            )
        )
    zelfde = all(na[veld] == voor[veld] for veld in ("mate", "deelgebieden"))
    if _einde(voor) < maand or (_einde(voor) == maand and not zelfde):
        raise _al_gestopt()
    if not isinstance(na["duur"], int):
        return Voorstel(inzet, na)
    kortst = maand - na["start"] + (not zelfde)
    if na["duur"] < kortst:
        raise _voorbij("duur", maand, _("Kies een duur van %(duur)d of meer.") % {"duur": kortst})
    if zelfde:
        return Voorstel(inzet, na)
    vervolg = na | {"start": maand, "duur": na["duur"] - (maand - na["start"])}
    return Voorstel(_nieuwe_sleutel(stand), vervolg, {inzet: _tot(voor, maand)})


def _ongedaan(stand: Stand) -> Voorstel:
    """The reverse, told from a measure that is there again when there is one."""
    if not stand.terug:
        raise MaatregelWeg(_("Er is niets om ongedaan te maken."))
    laatste = stand.terug[-1]
    if isinstance(laatste, Planwissel):
        return Voorstel(laatste.naar, None, plan=laatste.voor)
    alles = {deel.inzet: deel.voor for deel in (laatste, *laatste.naast)}
    inzet = next((sleutel for sleutel, voor in alles.items() if voor is not None), laatste.inzet)
    return Voorstel(inzet, alles.pop(inzet), alles)


def _opnieuw(stand: Stand) -> Voorstel:
    if not stand.opnieuw:
        raise MaatregelWeg(_("Er is niets om opnieuw te doen."))
    laatste = stand.opnieuw[-1]
    if isinstance(laatste, Planwissel):
        return Voorstel(laatste.naar, None, plan=laatste.na)
    return Voorstel(laatste.inzet, laatste.na, {ander.inzet: ander.na for ander in laatste.naast})


def _met_sleutels(stand: Stand, rijen: Sequence[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """A measure that is in the plan keeps its key, also when it goes on at another time or strength."""
    over, sleutels = dict(stand.inzetten), [""] * len(rijen)
    for kenmerken in (("kaart", "start", "duur", "mate", "deelgebieden"), ("kaart",)):
        for plek, rij in enumerate(rijen):
            zelfde = (s for s, nu in over.items() if all(nu[naam] == rij[naam] for naam in kenmerken))
            if not sleutels[plek] and (sleutel := next(zelfde, "")):
                sleutels[plek] = sleutel
                del over[sleutel]
    nieuw = _nieuwe_sleutel(stand)
    return {
        sleutel or f"{nieuw}-{plek}": rij
        for plek, (sleutel, rij) in enumerate(zip(sleutels, rijen, strict=True), 1)
    }


def _nieuwe_sleutel(stand: Stand) -> str:
    return f"m{stand.nummer + 1}"


def _einde(inzet: Mapping[str, Any]) -> int:
    return inzet["start"] + inzet["duur"]


def _tot(inzet: dict[str, Any], maand: int) -> dict[str, Any]:
    return inzet | {"duur": maand - inzet["start"]}


def _eis_toekomst(stand: Stand, gegevens: Mapping[str, Any]) -> None:
    if stand.maand and isinstance(gegevens["start"], int) and gegevens["start"] < stand.maand:
        raise _voorbij("start", stand.maand, _("Kies maand %(maand)d of later.") % {"maand": stand.maand})


def _voorbij(veld: str, maand: int, remedie: str) -> PlanOngeldig:
    melding = _("Het is nu maand %(maand)d. Wat daarvoor ligt, staat vast.") % {"maand": maand}
    return PlanOngeldig([Bevinding(veld, "fout", melding, remedie)])


def _al_gestopt() -> MaatregelVoorbij:
    return MaatregelVoorbij(_("Deze maatregel is al afgelopen. Wat is geweest, blijft in uw plan staan."))


def _maatregel(stand: Stand, inzet: str) -> dict[str, Any]:
    if inzet not in stand.inzetten:
        raise MaatregelWeg(_("Deze maatregel staat niet meer in uw plan."))
    return stand.inzetten[inzet]


def _eis_uitvoerbaar(casus: Casus, stand: Stand, voorstel: Voorstel) -> None:
    """Raises PlanOngeldig with every fault; a fault of the measure at hand has the bare field as ``pad``."""
    inzetten = voorstel.plan_na(stand)
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
    plek = list(inzetten).index(voorstel.inzet) if voorstel.inzet in inzetten else -1
    pad = f"inzetten[{plek}]."
    bevindingen = controleer_plan(casus, replace(stand, inzetten=inzetten).plan)
    if fouten := [replace(b, pad=b.pad.removeprefix(pad)) for b in bevindingen if b.ernst == "fout"]:
        raise PlanOngeldig(fouten)
