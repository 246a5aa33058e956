"""Had you chosen otherwise: in practice the model is run with every answer to a dilemma, and says what would differ.

Never in a test: there it would be a forecast.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from simulatie.kern import Casus, Gebeurtenis, Keuze, Plan, Verloop, neem_waar, simuleer
from simulatie.schermen.notatie import eenheid, getal
from simulatie.schermen.tafereel import Tafereel, na_antwoord, persoon_van
from simulatie.schermen.verhaal import Gezicht, gezichten
from simulatie.spel.verloop import antwoorden_op_volgorde

JAAR = 12
BREEDTE, HOOGTE = 240, 56
MERKBAAR = 0.05
"""Less than this is rounded to nothing."""
# Quantity and name, in points of 100 or percent.
GROOTHEDEN = (
    ("index", gettext_lazy("de leefbaarheid")),
    ("vertrouwen", gettext_lazy("het vertrouwen")),
    ("angst", gettext_lazy("de angst")),
    ("overlast", gettext_lazy("de overlast")),
    ("criminele_greep", gettext_lazy("de greep van het netwerk")),
    ("kwetsbaar", gettext_lazy("de groep die hulp mist")),
    ("samenredzaamheid", gettext_lazy("wat mensen voor elkaar doen")),
    ("informatiebeeld", gettext_lazy("het beeld van wat er speelt")),
    ("draagkracht", gettext_lazy("de draagkracht van uw team")),
    ("juridisch_risico", gettext_lazy("het juridische risico")),
)


@dataclass(frozen=True)
class Anders:
    """Another answer: in one sentence what would differ, and the difference in the index as a small line.

    punten  "x,y x,y"; nul: where no difference stands
    """

    antwoord: str
    zin: str
    punten: str
    nul: float
    uitleg: str
    artikel: str


@dataclass(frozen=True)
class Dilemmakop:
    """A dilemma that falls in this plan, to choose from."""

    sleutel: str
    titel: str
    maand: int
    gekozen: bool


@dataclass(frozen=True)
class Oefendilemma:
    """A dilemma to practise with.

    dilemma    None when none falls in this plan
    keuze      the answer that was given, None before that; ``tafereel``, ``cijfer``, ``eigen`` and ``anders`` come with it
    schaal     the most that a small line can go up or down, in words
    """

    koppen: Sequence[Dilemmakop]
    dilemma: Gebeurtenis | None
    maand: int
    betrokkene: str
    gezichten: Sequence[Gezicht]
    keuze: Keuze | None = None
    tafereel: Tafereel | None = None
    cijfer: str = ""
    anders: Sequence[Anders] = ()
    schaal: str = ""


def oefendilemma(casus: Casus, zaad: int, plan: Plan, vraag: Mapping[str, str]) -> Oefendilemma:
    """The dilemma that is asked (``dilemma``) or the first one, with the answer that is given (``keuze``)."""
    verloop = simuleer(casus, [plan], zaad=zaad)
    gevallen = [
        (maand, een)
        for een in casus.gebeurtenissen
        if een.keuzes and (maand := _maand(verloop, een.sleutel)) is not None
    ]
    gevallen.sort(key=lambda paar: paar[0])
    if not gevallen:
        return Oefendilemma((), None, 0, "", ())
    gevraagd = vraag.get("dilemma", "")
    maand, dilemma = next((paar for paar in gevallen if paar[1].sleutel == gevraagd), gevallen[0])
    persona = persoon_van(casus, dilemma)
    koppen = [Dilemmakop(een.sleutel, een.titel, wanneer, een == dilemma) for wanneer, een in gevallen]
    kaal = Oefendilemma(
        koppen, dilemma, maand, f"{persona.naam}, {persona.rol}", gezichten(casus.sleutel, persona.sleutel)
    )
    keuze = next((een for een in dilemma.keuzes if een.sleutel == vraag.get("keuze", "")), None)
    return _beantwoord(casus, zaad, plan, kaal, dilemma, keuze) if keuze else kaal


def _beantwoord(
    casus: Casus, zaad: int, plan: Plan, kaal: Oefendilemma, dilemma: Gebeurtenis, keuze: Keuze
) -> Oefendilemma:
    antwoorden = (keuze, *(k for k in antwoorden_op_volgorde(dilemma, zaad) if k != keuze))
    plannen = [
        Plan(plan.inzetten, {**dict(plan.antwoorden), dilemma.sleutel: een.sleutel}, plan.bronvragen)
        for een in antwoorden
    ]
    verloop = simuleer(casus, plannen, zaad=zaad)
    lijnen = np.round(verloop.index() - verloop.index()[0], 9)[:, kaal.maand :]
    hoogst = max(float(np.abs(lijnen).max()), MERKBAAR)
    scene = na_antwoord(casus, simuleer(casus, plannen[:1], zaad=zaad), dilemma, keuze, kaal.maand)
    return Oefendilemma(
        koppen=kaal.koppen,
        dilemma=dilemma,
        maand=kaal.maand,
        betrokkene=kaal.betrokkene,
        gezichten=kaal.gezichten,
        keuze=keuze,
        tafereel=scene,
        cijfer=_cijfer(casus, verloop, zaad, scene, kaal.maand),
        anders=[
            Anders(
                antwoord=een.tekst,
                zin=_zin(casus, verloop, rij, kaal.maand, een.punten - keuze.punten),
                punten=_lijn(lijnen[rij], hoogst),
                nul=HOOGTE / 2,
                uitleg=een.uitleg,
                artikel=een.artikel,
            )
            for rij, een in enumerate(antwoorden)
            if rij
        ],
        schaal=_("%(punten)s punten") % {"punten": getal(hoogst, 1)},
    )


def _zin(casus: Casus, verloop: Verloop, rij: int, maand: int, punten: float) -> str:
    """What another answer would have changed: at the end of the round the two largest differences and the law, a year
    later the index."""
    ronde = next((begin for begin in casus.rondes if begin > maand), casus.programmaduur)
    later = min(maand + JAAR, casus.horizon)

    def verschil(sleutel: str, wanneer: int) -> float:
        lijn = verloop.wijk(sleutel)[:, wanneer]
        return round(float(lijn[rij] - lijn[0]), 9)

    groot = sorted(
        ((naam, verschil(sleutel, ronde)) for sleutel, naam in GROOTHEDEN), key=lambda paar: -abs(paar[1])
    )
    delen = [_deel(str(naam), bedrag) for naam, bedrag in groot[:2] if abs(bedrag) >= MERKBAAR]
    if punten:
        recht = (
            _("u verloor %(aantal)s punten rechtmatigheid meer")
            if punten > 0
            else _("u verloor %(aantal)s punten rechtmatigheid minder")
        )
        delen.append(recht % {"aantal": getal(abs(punten))})
    index = verschil("index", later)
    return _("Dan was in maand %(ronde)d %(delen)s; een jaar na het dilemma was %(index)s.") % {
        "ronde": ronde,
        "delen": _som(delen or [_("bijna alles gelijk")]),
        "index": _deel(_("de leefbaarheid"), index)
        if abs(index) >= MERKBAAR
        else _("de leefbaarheid gelijk"),
    }


def _deel(naam: str, bedrag: float) -> str:
    zin = _("%(naam)s %(bedrag)s punten hoger") if bedrag > 0 else _("%(naam)s %(bedrag)s punten lager")
    return zin % {"naam": naam, "bedrag": getal(abs(bedrag), 1)}


def _som(delen: Sequence[str]) -> str:
    return ", ".join(delen[:-1]) + _(" en ") + delen[-1] if len(delen) > 1 else delen[0]


def _cijfer(casus: Casus, verloop: Verloop, zaad: int, scene: Tafereel, maand: int) -> str:
    """The observed figure that comes nearest to the answer, a year later."""
    later = min(maand + JAAR, casus.horizon)
    beeld = neem_waar(casus, verloop, zaad)
    for sleutel in (*scene.over, *casus.indicatoren):
        indicator = casus.indicatoren.get(sleutel)
        over = int(indicator.peilmaanden(later + 1)[-1]) if indicator else -1
        if indicator and over > maand:
            return _("%(naam)s over maand %(maand)d: %(waarde)s.") % {
                "naam": indicator.naam,
                "maand": over,
                "waarde": eenheid(float(beeld.wijk(sleutel)[0, later]), indicator.eenheid),
            }
    return ""


def _lijn(verschil: np.ndarray, hoogst: float) -> str:
    stap = (BREEDTE - 8) / max(len(verschil) - 1, 1)
    return " ".join(
        f"{4 + maand * stap:.1f},{HOOGTE / 2 - waarde / hoogst * (HOOGTE / 2 - 4):.1f}"
        for maand, waarde in enumerate(verschil)
    )


def _maand(verloop: Verloop, sleutel: str) -> int | None:
    gevallen = verloop.gevallen.get(sleutel)
    return int(gevallen[0].argmax()) - 1 if gevallen is not None and gevallen[0].any() else None
