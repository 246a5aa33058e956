"""The sentences of the first practice: what a mission asks, what came of it, and why it is not done yet.

Every figure in them was measured by the model; which of two orders comes out better is never written down here.
"""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from simulatie.kern import PRINCIPES, Casus
from simulatie.schermen.notatie import getal, maanden, reeksen_van_maanden
from simulatie.spel.missies import HELFT, MARGE_WERK, SMAKEN, Bezwaar, Meting, Missie, werk


def vraag(casus: Casus, missie: Missie, eerder: Meting | None) -> str:
    if missie is Missie.NA_ELKAAR or eerder is None:
        return _(
            "Laat de vier principes na elkaar werken: eerst het ene, dan het volgende. In geen enkele maand werken er "
            "twee. Welk principe begint, kiest u. Onderzoek en regie lopen gewoon door."
        )
    if missie is Missie.TEGELIJK:
        return _(
            "Dezelfde acht maatregelen, maar nu naast elkaar: in minstens de helft van de maanden werken alle vier de "
            "principes. Doe het met hetzelfde werk: hoogstens %(werk)s fte-maanden. Langer is dus zachter."
        ) % {"werk": getal(eerder.werk * MARGE_WERK)}
    return _(
        "Zuur mag nog hoogstens %(zuur)s fte-maanden werk zijn. De vorige keer was het %(eerder)s. Kom toch weer op "
        "%(score)s van de 100, of iets meer. Wat u daarvoor sterker maakt of langer laat lopen, kiest u zelf."
    ) % {
        "zuur": getal(eerder.zuur * HELFT, 1),
        "eerder": getal(eerder.zuur, 1),
        "score": getal(eerder.score),
    }


def tip(casus: Casus, missie: Missie) -> str:
    if missie is Missie.NA_ELKAAR:
        deel = casus.programmaduur // len(SMAKEN)
        begin = [str(nummer * deel) for nummer in range(len(SMAKEN))]
        return _(
            "Vier gelijke delen van %(deel)s beginnen in maand %(eerste)s en %(laatste)s. De aanloop telt niet als "
            "werken: dan merkt nog niemand iets."
        ) % {"deel": maanden(deel), "eerste": ", ".join(begin[:-1]), "laatste": begin[-1]}
    if missie is Missie.TEGELIJK:
        return _("Begin alles in maand 0 en laat het %(duur)s lopen. Maak dan de mate kleiner.") % {
            "duur": maanden(casus.programmaduur)
        }
    return _("Halveer eerst zuur en kijk wat het scheelt. Maak daarna iets anders een beetje sterker.")


def stand_nu(nu: Meting) -> str:
    return _(
        "Zo komt de buurt op %(score)s van de 100, met %(werk)s fte-maanden werk, waarvan %(zuur)s voor zuur. 0 is niets "
        "doen, 100 is het beste plan dat wij kennen."
    ) % {"score": getal(nu.score), "werk": getal(nu.werk), "zuur": getal(nu.zuur, 1)}


def uitkomst(missie: Missie, nu: Meting, eerder: Meting | None) -> str:
    """What came of a mission that was done, beside the one before it: every figure is the model's."""
    cijfers = {"score": getal(nu.score), "werk": getal(nu.werk), "zuur": getal(nu.zuur, 1)}
    if eerder is None:
        return (
            _(
                "Na elkaar komt u op %(score)s van de 100, met %(werk)s fte-maanden werk. 0 is niets doen, 100 is het beste "
                "plan dat wij kennen."
            )
            % cijfers
        )
    cijfers |= {
        "eerder": getal(eerder.score),
        "eerder_werk": getal(eerder.werk),
        "eerder_zuur": getal(eerder.zuur, 1),
        "punten": getal(abs(round(nu.score) - round(eerder.score))),
    }
    if missie is Missie.HALVE_ZUUR:
        return (
            _(
                "Met %(zuur)s in plaats van %(eerder_zuur)s fte-maanden zuur komt u op %(score)s van de 100. Met al het zuur "
                "was dat %(eerder)s."
            )
            % cijfers
        )
    if round(nu.score) > round(eerder.score):
        slot = _("tegelijk bracht in dit leermodel %(punten)s punten meer")
    elif round(nu.score) < round(eerder.score):
        slot = _("tegelijk bracht in dit leermodel %(punten)s punten minder")
    else:
        slot = _("dat scheelt in dit leermodel niets")
    zin = _(
        "Tegelijk komt u op %(score)s van de 100, na elkaar op %(eerder)s. U vroeg %(werk)s fte-maanden werk, tegen "
        "%(eerder_werk)s na elkaar: "
    )
    return (zin + slot) % cijfers + "."


def waarom(casus: Casus, tegen: Bezwaar, nu: Meting, eerder: Meting | None) -> str:
    """Why a try did not do its mission, with what would."""
    if tegen is Bezwaar.STIL:
        kaart = casus.kaarten[nu.stil[0]]
        return _(
            "%(naam)s werkt nooit: de aanloop is %(aanloop)s. Laat elke maatregel langer duren dan zijn aanloop."
        ) % {"naam": kaart.kort, "aanloop": maanden(casus.aanloop(kaart))}
    if tegen is Bezwaar.DOOR_ELKAAR or eerder is None:
        return _door_elkaar(nu)
    if tegen is Bezwaar.NIET_SAMEN:
        bezig = sum(1 for aantal in nu.aan_het_werk if aantal)
        return _(
            "Alle vier de principes werken samen in %(samen)d van de %(bezig)s waarin er een werkt. Dat moet minstens de "
            "helft zijn. Laat ze eerder beginnen of langer duren."
        ) % {"samen": sum(a == len(SMAKEN) for a in nu.aan_het_werk), "bezig": maanden(bezig)}
    return _meer_of_minder(casus, tegen, nu, eerder)


def _meer_of_minder(casus: Casus, tegen: Bezwaar, nu: Meting, eerder: Meting) -> str:
    """What was asked too much of, or gained too little by, beside the mission before."""
    if tegen is Bezwaar.MEER_WERK:
        return _(
            "Dit vraagt %(werk)s fte-maanden werk. Na elkaar waren dat er %(eerder)s. Langer mag, maar dan zachter: maak "
            "de mate ongeveer %(keer)s keer zo klein."
        ) % {"werk": getal(nu.werk), "eerder": getal(eerder.werk), "keer": getal(_keer(casus, nu, eerder), 1)}
    if tegen is Bezwaar.MEER_ZUUR:
        return _(
            "Zuur is nu %(zuur)s fte-maanden werk. De helft van de vorige keer is %(helft)s. Maak zuur zachter of korter."
        ) % {"zuur": getal(nu.zuur, 1), "helft": getal(eerder.zuur * HELFT, 1)}
    return _(
        "U komt op %(score)s van de 100. De vorige keer was dat %(eerder)s. Maak iets anders dan zuur sterker, of laat het "
        "langer lopen."
    ) % {"score": getal(nu.score, 1), "eerder": getal(eerder.score, 1)}


def _door_elkaar(nu: Meting) -> str:
    dubbel = [maand for maand, aantal in enumerate(nu.aan_het_werk) if aantal > 1]
    wie = [PRINCIPES[smaak].lower() for smaak in SMAKEN if nu.per_maand[smaak][dubbel[0]]]
    return ngettext(
        "In maand %(maanden)s werken er nog twee of meer door elkaar, om te beginnen %(wie)s. Laat het ene stoppen voordat "
        "het volgende werkt.",
        "In de maanden %(maanden)s werken er nog twee of meer door elkaar, om te beginnen %(wie)s. Laat het ene stoppen "
        "voordat het volgende werkt.",
        len(dubbel),
    ) % {
        "maanden": reeksen_van_maanden(dubbel),
        "wie": _("%(eerste)s en %(laatste)s") % {"eerste": ", ".join(wie[:-1]), "laatste": wie[-1]},
    }


def _keer(casus: Casus, nu: Meting, eerder: Meting) -> float:
    """By how much the intensity of the four principles must shrink before the work fits; research stays."""
    smaken = [inzet for inzet in nu.plan.inzetten if casus.kaarten[inzet.kaart].principe in SMAKEN]
    te_delen = werk(casus, smaken)
    return te_delen / max(eerder.werk - (nu.werk - te_delen), 1.0)


def let_op(casus: Casus, nu: Meting) -> list[str]:
    uit = [
        _("%(houder)s heeft in %(maanden)s te weinig mensen. Alles wat die partij dan doet, werkt minder.")
        % {"houder": casus.houders[houder], "maanden": maanden(aantal)}
        for houder, aantal in nu.tekort.items()
    ]
    if not nu.rechtmatigheid.houdbaar:
        uit += [f"{b.melding} {b.remedie}" for b in nu.rechtmatigheid.bevindingen]
    return uit
