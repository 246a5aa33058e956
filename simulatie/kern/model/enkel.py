"""A few plans through the months, one by one, as a compiled program. NumPy spends most of the time of one plan on calls."""

from collections.abc import Callable, Collection, Mapping

import numpy as np

from simulatie.kern.gegevens.coefficienten import Coefficienten
from simulatie.kern.gegevens.reeksen import Getallen
from simulatie.kern.gegevens.toestand import Toestand
from simulatie.kern.model.maandspoor import volg_stap
from simulatie.kern.model.machinetaal import programma_van
from simulatie.kern.model.stap import Gezien, meldingen


def regels_van(
    toestand: Toestand,
    gezien: Gezien,
    doses: Mapping[str, Getallen],
    aandelen: Getallen,
    q: Coefficienten,
    maanden: int,
    laat_gebeuren: Callable[[int, Toestand], Toestand] | None,
    gebeurt: Collection[int],
) -> tuple[Toestand, Gezien]:
    """The states and what was seen of months 0..`maanden`, rows of [plan and month, deelgebied or 1], plan by plan.

    gezien: of month 0; doses: per flow [maand, plan, deelgebied or 1], of WIJKSTROMEN [maand, plan, 1]. For the rest see
    `verloop.draai`.
    """
    plannen, gebieden = len(toestand.stil), len(aandelen)
    programma = programma_van(volg_stap, q, gebieden)
    plaatsen = programma.regel.plaatsen
    regels = np.empty((plannen, maanden + 1, programma.regel.breedte))
    for naam, plek in plaatsen.items():
        regels[:, 0, plek] = gezien[naam] if naam in gezien else getattr(toestand, naam)
    per_maand = np.zeros((plannen, maanden, programma.maand.breedte))
    for naam, plek in programma.maand.plaatsen.items():
        if naam in doses:
            dosis = doses[naam][:maanden]
            per_maand[:, : len(dosis), plek] = dosis.transpose(1, 0, 2)
    loop = programma.loper(q.naast_elkaar, aandelen, per_maand, regels)
    van = 0
    for tot in [*(maand + 1 for maand in sorted(gebeurt) if maand < maanden), maanden]:
        loop(van, tot)
        if laat_gebeuren and tot > van:
            _laat_gebeuren(laat_gebeuren, tot, regels[:, tot], plaatsen)
        van = tot
    rijen = regels.reshape(-1, programma.regel.breedte)
    geweest: Gezien = {naam: rijen[:, plaatsen[naam]] for naam in gezien}
    return _als_toestand(rijen, plaatsen), geweest | {"stilgelegd": geweest["stilgelegd"] != 0.0}


def _laat_gebeuren(
    laat_gebeuren: Callable[[int, Toestand], Toestand],
    tot: int,
    regel: Getallen,
    plaatsen: Mapping[str, slice],
) -> None:
    """Changes the state at the end of the month before `tot`, [plan, ...], in place."""
    voor = _als_toestand(regel, plaatsen)
    na = laat_gebeuren(tot - 1, voor)
    if na is voor:
        return
    for naam in Toestand.__slots__:
        if getattr(na, naam) is not getattr(voor, naam):
            regel[:, plaatsen[naam]] = getattr(na, naam)
    regel[:, plaatsen["meldingen"]] = meldingen(voor.overlast, regel[:, plaatsen["meldingsbereidheid"]])


def _als_toestand(regels: Getallen, plaatsen: Mapping[str, slice]) -> Toestand:
    return Toestand(*[regels[:, plaatsen[naam]] for naam in Toestand.__slots__])
