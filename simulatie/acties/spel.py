"""Playing a test: ask a source, answer a dilemma, predict, close a round. Each is one stored decision, for good."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any, Protocol, TypeVar

from django.utils.translation import gettext as _

from simulatie.acties.beurt import beurt, speelbare_casus
from simulatie.acties.geweigerd import Geweigerd, NietAanZet
from simulatie.kern import Bron, Bronvraag, Casus, ontbrekende_kaarten
from simulatie.models import Besluit, Sessie
from simulatie.spel.besluiten import Besluitsoort, Dilemmakeuze, Lijnvoorspelling, Richting, Rondeslot
from simulatie.spel.stand import Stand
from simulatie.spel.verloop import (
    einde_van_ronde,
    is_uitgespeeld,
    lopende_ronde,
    speel_verder,
    speelstand,
    te_voorspellen,
)
from simulatie.spel.voorspellen import is_mogelijk, opgaven

LANGSTE_REDEN = 200


class MetSleutel(Protocol):
    @property
    def sleutel(self) -> str: ...


T = TypeVar("T", bound=MetSleutel)


def vraag_bron(
    *, sessie: Sessie, verwacht_nummer: int, bron: str, grondslag: str, toch: bool = False
) -> Besluit:
    """Ask a source for its figures, on a legal ground. A wrong ground gives an answer too: the model punishes it.

    Raises Geweigerd: when cards that the source requires are not at work, unless ``toch``; when it was asked this month
    already; when the source or the ground does not exist. And what ``beurt`` raises.
    """
    _eis_toets(sessie)
    with beurt(sessie, verwacht_nummer) as nu:
        maand = nu.stand.maand
        gekozen = _kies(nu.casus.bronnen, bron, _("Deze bron bestaat niet in deze casus."))
        _kies(gekozen.grondslagen, grondslag, _("Kies een grondslag uit de lijst bij deze bron."))
        if any((eerder.bron, eerder.maand) == (bron, maand) for eerder in nu.stand.bronvragen):
            raise Geweigerd(
                _("U hebt deze bron deze maand al bevraagd. Het antwoord komt na %(maanden)s.")
                % {"maanden": _maanden(gekozen.maanden)}
            )
        if not toch:
            _eis_vereisten(nu.casus, nu.stand, gekozen)
        return nu.beslis(Besluitsoort.BRON, f"{bron}@{maand}", Bronvraag(bron, maand, grondslag))


def beantwoord(*, sessie: Sessie, verwacht_nummer: int, gebeurtenis: str, keuze: str) -> Besluit:
    """Answer the dilemma that waits; then time goes on to the end of the round or to the next dilemma.

    Raises Geweigerd when another dilemma waits, or none, or the answer does not exist. And as ``beurt``.
    """
    _eis_toets(sessie)
    with beurt(sessie, verwacht_nummer, antwoord=True) as nu:
        niet_nu = _("Dit dilemma vraagt nu geen antwoord. Hieronder staat waar u bent.")
        if nu.stand.dilemma != gebeurtenis:
            raise Geweigerd(niet_nu)
        dilemma = _kies(nu.casus.gebeurtenissen, gebeurtenis, niet_nu)
        _kies(dilemma.keuzes, keuze, _("Kies een antwoord uit de lijst."))
        na = replace(nu.stand, antwoorden={**nu.stand.antwoorden, gebeurtenis: keuze})
        tot, volgend = _verder(nu.casus, sessie, na)
        return nu.beslis(
            Besluitsoort.ANTWOORD, gebeurtenis, Dilemmakeuze(keuze, nu.stand.maand, tot, volgend)
        )


def voorspel(
    *,
    sessie: Sessie,
    verwacht_nummer: int,
    indicator: str,
    waarden: Sequence[tuple[int, float]],
    reden: str,
) -> Besluit:
    """Predict the line of an indicator, a value for each month that is asked, with one line of reason.

    Raises Geweigerd when no prediction is asked now, or something is missing. And as ``beurt``.
    """
    _eis_toets(sessie)
    with beurt(sessie, verwacht_nummer) as nu:
        maand = te_voorspellen(nu.casus, nu.stand)
        if maand is None:
            raise Geweigerd(_("Er wordt nu geen voorspelling gevraagd. Wat u eerder voorspelde, staat vast."))
        waarom = " ".join(reden.split())
        mogelijk = opgaven(nu.casus, nu.stand, speelstand(nu.casus, sessie.zaad, nu.stand))
        opgave = next((een for een in mogelijk if een.indicator == indicator), None)
        if opgave is None:
            raise Geweigerd(_("Dit cijfer kunt u nu niet voorspellen. Kies een cijfer dat u kunt zien."))
        if not is_mogelijk(opgave, waarden):
            raise Geweigerd(_("Geef voor elk jaar een waarde die op de as past."))
        if not waarom or len(waarom) > LANGSTE_REDEN:
            raise Geweigerd(
                _("Schrijf in één regel waarom u dat denkt, in hoogstens %(tekens)d tekens.")
                % {"tekens": LANGSTE_REDEN}
            )
        voorspelling = Lijnvoorspelling(maand, indicator, opgave.van, tuple(waarden), waarom)
        return nu.beslis(Besluitsoort.VOORSPELLING, str(maand), voorspelling)


def sluit_ronde(*, sessie: Sessie, verwacht_nummer: int) -> Besluit:
    """Close the round: time goes on to its end, or to the first dilemma on the way.

    Raises Geweigerd when a prediction is due first. And as ``beurt``.
    """
    _eis_toets(sessie)
    with beurt(sessie, verwacht_nummer) as nu:
        if te_voorspellen(nu.casus, nu.stand) is not None:
            raise Geweigerd(_("Doe eerst uw voorspelling. Daarna kunt u de ronde sluiten."))
        tot, dilemma = _verder(nu.casus, sessie, nu.stand)
        ronde = lopende_ronde(nu.casus, nu.stand)
        return nu.beslis(Besluitsoort.RONDE, str(ronde), Rondeslot(nu.stand.maand, tot, dilemma))


def _eis_toets(sessie: Sessie) -> None:
    if sessie.soort != Sessie.Soort.TOETS:
        raise NietAanZet(_("Dit kan alleen in een toets. In deze sessie oefent u met het hele plan."))


def _verder(casus: Casus, sessie: Sessie, stand: Stand) -> tuple[int, str]:
    """Month that time comes to in this round, and the dilemma that stops it there."""
    einde = einde_van_ronde(casus, lopende_ronde(casus, stand))
    return speel_verder(casus, sessie.zaad, stand.plan, van=stand.maand, tot=einde)


def _kies(lijst: Iterable[T], sleutel: str, anders: str) -> T:
    """The one with this key. Raises Geweigerd with the text ``anders`` when there is none."""
    for een in lijst:
        if een.sleutel == sleutel:
            return een
    raise Geweigerd(anders)


def _eis_vereisten(casus: Casus, stand: Stand, bron: Bron) -> None:
    if mist := ontbrekende_kaarten(casus, stand.plan, bron, stand.maand):
        raise Geweigerd(
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


def speel_uit(*, sessie: Sessie, richting: Richting, hoeveel: float = 0.0, reden: str) -> None:
    """Play every round that is left with the plan as it stands: for the people of the demo, who have no screen.

    They predict the same direction every time for the line that is asked first, and answer a dilemma with what costs the fewest points of lawfulness, the
    first of equals. Raises as ``sluit_ronde``.
    """
    while not is_uitgespeeld(casus := speelbare_casus(sessie), stand := sessie.stand()):
        nu: dict[str, Any] = {"sessie": sessie, "verwacht_nummer": stand.nummer}
        if stand.dilemma:
            (keuzes,) = [g.keuzes for g in casus.gebeurtenissen if g.sleutel == stand.dilemma]
            lichtst = min(keuzes, key=lambda keuze: keuze.punten)
            beantwoord(**nu, gebeurtenis=stand.dilemma, keuze=lichtst.sleutel)
        elif te_voorspellen(casus, stand) is not None:
            opgave = opgaven(casus, stand, speelstand(casus, sessie.zaad, stand))[0]
            waarden = opgave.naar(richting, hoeveel)
            voorspel(**nu, indicator=opgave.indicator, waarden=waarden, reden=reden)
        else:
            sluit_ronde(**nu)
