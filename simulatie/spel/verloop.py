"""A test as it is being played: where it stands, what has happened, and what the trainee can know.

Nothing here is stored: a case, the seed and the decisions say it all, and say the same every time.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Literal

from simulatie.kern import (
    Bron,
    Bronvraag,
    Casus,
    Gebeurtenis,
    Keuze,
    Plan,
    Verloop,
    Waarneming,
    neem_waar,
    simuleer,
    spreek,
)
from simulatie.spel.stand import Stand

Fase = Literal["onderzoek", "ronde", "dilemma", "voorspellen", "klaar"]

KEERPUNTEN = (12, 36)
"""Months from which the next round begins with a prediction, beside the first round of all."""


@dataclass(frozen=True)
class Geval:
    """An event that fell, and the answer that was chosen; None when it asks none, or still waits for it."""

    gebeurtenis: Gebeurtenis
    maand: int
    keuze: Keuze | None


@dataclass(frozen=True)
class Bekend:
    """How well an indicator is known.

    spreiding    how vague it is, as a part of the value: ± 0.10
    bron         key of the source it comes from; None = published for everybody
    gevraagd     month in which the source was asked
    peilmaand    month of the figure that may be shown; its age is the present month minus this one
    verouderd    no longer kept up to date: show it as vague, with its age
    """

    spreiding: float
    bron: str | None
    gevraagd: int
    peilmaand: int
    verouderd: bool


@dataclass(frozen=True)
class Speelstand:
    """Where a test stands.

    maand        present month; ronde: the round being played, 1 = the first; volgende: month in which it ends
    dilemma      the event that waits for an answer
    gevallen     what happened so far, in order of month
    verloop      the run up to the horizon: only months up to ``maand`` may be shown. So too `waarneming`
    uitspraken   key of a persona → what he or she says now
    bekend       key of an indicator → how well it is known; what is not in it is unknown
    """

    maand: int
    ronde: int
    rondes: int
    volgende: int
    fase: Fase
    dilemma: Gebeurtenis | None
    gevallen: tuple[Geval, ...]
    verloop: Verloop
    waarneming: Waarneming
    uitspraken: Mapping[str, str]
    bekend: Mapping[str, Bekend]


def speelstand(casus: Casus, zaad: int, stand: Stand) -> Speelstand:
    """Where a test stands after the decisions in ``stand``, with the events of its seed. Runs the model once."""
    verloop = simuleer(casus, [stand.plan], zaad=zaad)
    ronde = lopende_ronde(casus, stand)
    return Speelstand(
        maand=stand.maand,
        ronde=ronde,
        rondes=len(casus.rondes),
        volgende=einde_van_ronde(casus, ronde),
        fase=fase(casus, stand),
        dilemma=next((g for g in casus.gebeurtenissen if g.sleutel == stand.dilemma), None),
        gevallen=_gevallen(casus, stand, verloop),
        verloop=verloop,
        waarneming=neem_waar(casus, verloop, zaad),
        uitspraken=spreek(casus, verloop, 0, stand.maand),
        bekend=wat_is_bekend(casus, stand),
    )


def fase(casus: Casus, stand: Stand) -> Fase:
    """What is asked of the trainee now. Research is the first round as long as nothing has been planned."""
    if stand.dilemma:
        return "dilemma"
    if is_uitgespeeld(casus, stand):
        return "klaar"
    if te_voorspellen(casus, stand) is not None:
        return "voorspellen"
    return "onderzoek" if not stand.rondes_gesloten and not stand.inzetten else "ronde"


def is_uitgespeeld(casus: Casus, stand: Stand) -> bool:
    """Whether all rounds were played to their end."""
    return stand.rondes_gesloten == len(casus.rondes) and not stand.dilemma


def lopende_ronde(casus: Casus, stand: Stand) -> int:
    """Number of the round being played, 1 = the first; after the end the last one."""
    return stand.rondes_gesloten if stand.dilemma else min(stand.rondes_gesloten + 1, len(casus.rondes))


def einde_van_ronde(casus: Casus, ronde: int) -> int:
    """Month to which closing this round plays on: the next round, or the end of the programme."""
    return casus.rondes[ronde] if ronde < len(casus.rondes) else casus.programmaduur


def voorspelmomenten(casus: Casus) -> tuple[int, ...]:
    """Months of the rounds that begin with a prediction."""
    later = [next((maand for maand in casus.rondes if maand >= punt), None) for punt in KEERPUNTEN]
    return tuple(sorted({*casus.rondes[:1], *(maand for maand in later if maand is not None)}))


def te_voorspellen(casus: Casus, stand: Stand) -> int | None:
    """Month of the prediction that this round begins with and that was not made yet; None when there is none."""
    gedaan = [voorspelling.maand for voorspelling in stand.voorspellingen]
    aan_de_beurt = stand.maand in voorspelmomenten(casus) and stand.maand not in gedaan
    return stand.maand if aan_de_beurt and not stand.dilemma else None


def speel_verder(casus: Casus, zaad: int, plan: Plan, van: int, tot: int) -> tuple[int, str]:
    """The month that time comes to between two months, and the dilemma that stops it there, "" when none does."""
    verloop = simuleer(casus, [plan], zaad=zaad)
    beantwoord = dict(plan.antwoorden)
    dilemmas = [g.sleutel for g in casus.gebeurtenissen if g.keuzes and g.sleutel not in beantwoord]
    return min(
        (
            (maand, sleutel)
            for sleutel in dilemmas
            if (maand := _maand_van(verloop, sleutel)) is not None and van <= maand < tot
        ),
        key=lambda stop: stop[0],
        default=(tot, ""),
    )


def antwoorden_op_volgorde(dilemma: Gebeurtenis, zaad: int) -> tuple[Keuze, ...]:
    """The answers of a dilemma as the session with this seed shows them, now and ever after.

    By a hash, not by a generator: that order may not change with the version of a library, and has nothing to do with
    what else is drawn from the seed.
    """
    return tuple(
        sorted(
            dilemma.keuzes,
            key=lambda keuze: sha256(f"{zaad} {dilemma.sleutel} {keuze.sleutel}".encode()).digest(),
        )
    )


def wat_is_bekend(casus: Casus, stand: Stand) -> dict[str, Bekend]:
    """Per indicator the best of what was asked and is there, in the order of the indicators."""
    bronnen = {bron.sleutel: bron for bron in casus.bronnen}
    openbaar = {cijfer.indicator for cijfer in casus.kerncijfers if cijfer.openbaar}
    uit = {}
    for sleutel in casus.indicatoren:
        kennis = [
            _antwoord(bronnen[vraag.bron], vraag, stand.maand)
            for vraag in stand.bronvragen
            if sleutel in bronnen[vraag.bron].levert
            and vraag.maand + bronnen[vraag.bron].maanden <= stand.maand
        ]
        if sleutel in openbaar:
            kennis.append(Bekend(0.0, None, 0, stand.maand, False))
        if kennis:
            uit[sleutel] = min(kennis, key=lambda k: (k.verouderd, -k.peilmaand, k.spreiding))
    return uit


def _antwoord(bron: Bron, vraag: Bronvraag, maand: int) -> Bekend:
    laatst = vraag.maand + bron.maanden + bron.veroudert - 1
    return Bekend(bron.spreiding, bron.sleutel, vraag.maand, min(laatst, maand), maand > laatst)


def _gevallen(casus: Casus, stand: Stand, verloop: Verloop) -> tuple[Geval, ...]:
    gevallen = []
    for gebeurtenis in casus.gebeurtenissen:
        sleutel = gebeurtenis.sleutel
        maand = _maand_van(verloop, sleutel)
        getoond = sleutel == stand.dilemma or sleutel in stand.antwoorden
        if maand is not None and (maand < stand.maand or getoond):
            gekozen = stand.antwoorden.get(sleutel)
            keuze = next((k for k in gebeurtenis.keuzes if k.sleutel == gekozen), None)
            gevallen.append(Geval(gebeurtenis, maand, keuze))
    return tuple(sorted(gevallen, key=lambda geval: geval.maand))


def _maand_van(verloop: Verloop, sleutel: str) -> int | None:
    """The month in which an event fell; None when it did not."""
    if sleutel not in verloop.gevallen or not verloop.gevallen[sleutel][0].any():
        return None
    return int(verloop.gevallen[sleutel][0].argmax()) - 1
