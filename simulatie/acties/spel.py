"""Playing a test: ask a source, answer a dilemma, predict, close a round. Each is one stored decision, for good."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any, Protocol, TypeVar

from django.utils.translation import gettext as _

from simulatie.acties.slot import BesluitGeweigerd, beslis, speelbare_casus
from simulatie.kern import Bron, Bronvraag, Casus, ontbrekende_kaarten
from simulatie.models import Besluit, Sessie
from simulatie.spel.besluiten import Besluitsoort, Vorm
from simulatie.spel.stand import Stand
from simulatie.spel.verloop import (
    einde_van_ronde,
    is_uitgespeeld,
    lopende_ronde,
    speel_verder,
    te_voorspellen,
)

LANGSTE_REDEN = 200


class MetSleutel(Protocol):
    @property
    def sleutel(self) -> str: ...


T = TypeVar("T", bound=MetSleutel)


def vraag_bron(
    *, sessie: Sessie, verwacht_nummer: int, bron: str, grondslag: str, toch: bool = False
) -> Besluit:
    """Ask a source for its figures, on a legal ground. A wrong ground gives an answer too: the model punishes it.

    Raises BesluitGeweigerd: when cards that the source requires are not at work, unless ``toch``; when it was
    asked this month already; when the source or the ground does not exist. And what ``beslis`` raises.
    """

    def bedoel(casus: Casus, stand: Stand) -> Besluit:
        gekozen = _kies(casus.bronnen, bron, _("Deze bron bestaat niet in deze casus."))
        _kies(gekozen.grondslagen, grondslag, _("Kies een grondslag uit de lijst bij deze bron."))
        vraag = Bronvraag(bron, stand.maand, grondslag)
        if any((eerder.bron, eerder.maand) == (bron, stand.maand) for eerder in stand.bronvragen):
            raise BesluitGeweigerd(
                _("U hebt deze bron deze maand al bevraagd. Het antwoord komt na %(maanden)s.")
                % {"maanden": _maanden(gekozen.maanden)}
            )
        if not toch:
            _eis_vereisten(casus, stand, gekozen)
        return _feit(sessie, stand, Besluit.Soort.BRON, f"{bron}@{stand.maand}", vraag.als_dict())

    return _speel(sessie, verwacht_nummer, bedoel)


def beantwoord(*, sessie: Sessie, verwacht_nummer: int, gebeurtenis: str, keuze: str) -> Besluit:
    """Answer the dilemma that waits; then time goes on to the end of the round or to the next dilemma.

    Raises BesluitGeweigerd when another dilemma waits, or none, or the answer does not exist. And as ``beslis``.
    """

    def bedoel(casus: Casus, stand: Stand) -> Besluit:
        niet_nu = _("Dit dilemma vraagt nu geen antwoord. Hieronder staat waar u bent.")
        if stand.dilemma != gebeurtenis:
            raise BesluitGeweigerd(niet_nu)
        dilemma = _kies(casus.gebeurtenissen, gebeurtenis, niet_nu)
        _kies(dilemma.keuzes, keuze, _("Kies een antwoord uit de lijst."))
        na = replace(stand, antwoorden={**stand.antwoorden, gebeurtenis: keuze})
        gegevens = {"keuze": keuze, "maand": stand.maand, **_verder(casus, sessie, na)}
        return _feit(sessie, stand, Besluit.Soort.ANTWOORD, gebeurtenis, gegevens)

    return _speel(sessie, verwacht_nummer, bedoel, antwoord=True)


def voorspel(
    *, sessie: Sessie, verwacht_nummer: int, meldingen: str, leefbaarheid: str, reden: str
) -> Besluit:
    """Predict two lines, each a ``Vorm``, with one line of reason.

    Raises BesluitGeweigerd when no prediction is asked now, or something is missing. And as ``beslis``.
    """

    def bedoel(casus: Casus, stand: Stand) -> Besluit:
        maand = te_voorspellen(casus, stand)
        if maand is None:
            raise BesluitGeweigerd(
                _("Er wordt nu geen voorspelling gevraagd. Wat u eerder voorspelde, staat vast.")
            )
        waarom = " ".join(reden.split())
        if meldingen not in Vorm.waarden() or leefbaarheid not in Vorm.waarden():
            raise BesluitGeweigerd(
                _("Kies voor de meldingen en voor de leefbaarheid een van de vier lijnen.")
            )
        if not waarom or len(waarom) > LANGSTE_REDEN:
            raise BesluitGeweigerd(
                _("Schrijf in één regel waarom u dat denkt, in hoogstens %(tekens)d tekens.")
                % {"tekens": LANGSTE_REDEN}
            )
        gegevens = {"maand": maand, "meldingen": meldingen, "leefbaarheid": leefbaarheid, "reden": waarom}
        return _feit(sessie, stand, Besluit.Soort.VOORSPELLING, str(maand), gegevens)

    return _speel(sessie, verwacht_nummer, bedoel)


def sluit_ronde(*, sessie: Sessie, verwacht_nummer: int) -> Besluit:
    """Close the round: time goes on to its end, or to the first dilemma on the way.

    Raises BesluitGeweigerd when a prediction is due first. And as ``beslis``.
    """

    def bedoel(casus: Casus, stand: Stand) -> Besluit:
        if te_voorspellen(casus, stand) is not None:
            raise BesluitGeweigerd(_("Doe eerst uw voorspelling. Daarna kunt u de ronde sluiten."))
        gegevens = {"maand": stand.maand, **_verder(casus, sessie, stand)}
        return _feit(sessie, stand, Besluit.Soort.RONDE, str(lopende_ronde(casus, stand)), gegevens)

    return _speel(sessie, verwacht_nummer, bedoel)


def _speel(
    sessie: Sessie, verwacht_nummer: int, bedoel: Callable[[Casus, Stand], Besluit], *, antwoord: bool = False
) -> Besluit:
    if sessie.soort != Sessie.Soort.TOETS:
        raise BesluitGeweigerd(_("Dit kan alleen in een toets. In deze sessie oefent u met het hele plan."))
    return beslis(sessie, verwacht_nummer, bedoel, antwoord=antwoord)


def _feit(sessie: Sessie, stand: Stand, soort: Besluitsoort, inzet: str, gegevens: dict[str, Any]) -> Besluit:
    return Besluit(sessie=sessie, nummer=stand.nummer + 1, soort=soort, inzet=inzet, gegevens=gegevens)


def _verder(casus: Casus, sessie: Sessie, stand: Stand) -> dict[str, Any]:
    """Month that time comes to in this round, and the dilemma that stops it there."""
    einde = einde_van_ronde(casus, lopende_ronde(casus, stand))
    tot, dilemma = speel_verder(casus, sessie.zaad, stand.plan, van=stand.maand, tot=einde)
    return {"tot": tot, "dilemma": dilemma}


def _kies(lijst: Iterable[T], sleutel: str, anders: str) -> T:
    """The one with this key. Raises BesluitGeweigerd with the text ``anders`` when there is none."""
    for een in lijst:
        if een.sleutel == sleutel:
            return een
    raise BesluitGeweigerd(anders)


def _eis_vereisten(casus: Casus, stand: Stand, bron: Bron) -> None:
    if mist := ontbrekende_kaarten(casus, stand.plan, bron, stand.maand):
        raise BesluitGeweigerd(
            _(
                "%(bron)s mag u nu nog niet opvragen%(adres)s: %(kaarten)s werkt in maand %(maand)d nog niet "
                "(%(artikel)s) Zet dit eerst in uw plan en wacht tot het werkt, of vraag een bron die niets over "
                "een adres zegt. Vraagt u het toch, dan krijgt u antwoord, maar het telt tegen u."
            )
            % {
                "bron": bron.naam,
                "adres": _(" op adresniveau") if bron.niveau == "adres" else "",
                "kaarten": _(" en ").join(f"{kaart.code} {kaart.kort}" for kaart in mist),
                "maand": stand.maand,
                "artikel": " ".join(dict.fromkeys(kaart.grondslag for kaart in mist)),
            }
        )


def _maanden(aantal: int) -> str:
    return _("1 maand") if aantal == 1 else _("%(aantal)d maanden") % {"aantal": aantal}


def speel_uit(*, sessie: Sessie, meldingen: Vorm, leefbaarheid: Vorm, reden: str) -> None:
    """Play every round that is left with the plan as it stands: for the people of the demo, who have no screen.

    They predict the same every time, and answer a dilemma with what costs the fewest points of lawfulness, the
    first of equals. Raises as ``sluit_ronde``.
    """
    while not is_uitgespeeld(casus := speelbare_casus(sessie), stand := sessie.stand()):
        nu: dict[str, Any] = {"sessie": sessie, "verwacht_nummer": stand.nummer}
        if stand.dilemma:
            (keuzes,) = [g.keuzes for g in casus.gebeurtenissen if g.sleutel == stand.dilemma]
            lichtst = min(keuzes, key=lambda keuze: keuze.punten)
            beantwoord(**nu, gebeurtenis=stand.dilemma, keuze=lichtst.sleutel)
        elif te_voorspellen(casus, stand) is not None:
            voorspel(**nu, meldingen=meldingen, leefbaarheid=leefbaarheid, reden=reden)
        else:
            sluit_ronde(**nu)
