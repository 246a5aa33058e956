"""Running plans through the months: many at once by NumPy, a few one by one as a compiled program."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

import numpy as np

from simulatie.kern.gegevens.coefficienten import Coefficienten
from simulatie.kern.gegevens.reeksen import Getallen, Vlaggen
from simulatie.kern.gegevens.toestand import GROOTHEDEN, Toestand, leefbaarheidsindex
from simulatie.kern.model.enkel import regels_van
from simulatie.kern.model.stap import (
    GEEN,
    WIJKSTROMEN,
    Dosis,
    Gezien,
    meldingen,
    meldingsbereidheid,
    precisie,
    stap,
)

# Up to so many plans run one by one, as a compiled program, and so many of them at a time, so that their doses and states
# stay in the cache. More run by NumPy: wider shares the cost of a call among more plans, until the arrays fall out of the
# cache. The fastest widths measured (`benchmarks/kern_snelheid.py`).
WEINIG, SMAL, BATCH = 1536, 256, 1536

# What happens at the end of a month; and keeping rows of the state, [plan and month, ...]: every plan with those months.
LaatGebeuren = Callable[[int, Toestand], Toestand]
NeemOp = Callable[[slice, Toestand, Gezien], None]


@dataclass(frozen=True)
class Verloop:
    """What happened, per plan, month, deelgebied and quantity.

    waarden        float64 [plan, maand 0..horizon, deelgebied, grootheid]; month 0 is the start. Quantities of
                   the whole neighbourhood have the same value in every deelgebied
    grootheden     names along the last axis
    deelgebieden   keys along the third axis
    aandelen       share of the homes per deelgebied
    stilleggingen  bool [plan, maand]: a court or the press stopped zuur and bitter in that month
    gevallen       per event bool [plan, maand]: it fell in the month before that state; empty without a seed
    """

    waarden: Getallen
    grootheden: tuple[str, ...]
    deelgebieden: tuple[str, ...]
    aandelen: Getallen
    stilleggingen: Vlaggen
    gevallen: Mapping[str, Vlaggen]

    def index(self) -> Getallen:
        """Leefbaarheidsindex (fictief), households-weighted, [plan, maand]."""
        return self.wijk("index")

    def per_deelgebied(self, grootheid: str) -> Getallen:
        """One quantity, [plan, maand, deelgebied]. Raises ValueError for an unknown name."""
        if grootheid not in self.grootheden:
            raise ValueError(f"Grootheid '{grootheid}' bestaat niet. Er is: {', '.join(self.grootheden)}.")
        return self.waarden[:, :, :, self.grootheden.index(grootheid)]

    def wijk(self, grootheid: str) -> Getallen:
        """One quantity, households-weighted over the deelgebieden, [plan, maand]."""
        return gewogen(self.per_deelgebied(grootheid), self.aandelen)


def gewogen(waarde: Getallen, aandelen: Getallen) -> Getallen:
    """Weighted sum over the last axis, area by area, so that the bits do not depend on the batch width."""
    som: Getallen = waarde[..., 0] * aandelen[0]
    for nummer in range(1, len(aandelen)):
        som = som + waarde[..., nummer] * aandelen[nummer]
    return som


def draai(
    toestand: Toestand,
    doses: Mapping[str, Getallen],
    aandelen: Getallen,
    q: Coefficienten,
    maanden: int,
    neem_op: NeemOp,
    laat_gebeuren: LaatGebeuren | None = None,
    gebeurt: Collection[int] = (),
) -> None:
    """Step `maanden` months. doses: per flow [maand, plan, deelgebied or 1]; a flow that is absent is zero, and so is every
    month after its last.

    `laat_gebeuren(maand, toestand)` gives the state at the end of a month with the events of that month, and does nothing
    in a month outside `gebeurt`. `neem_op(maanden, toestand, gezien)` is called for all months 0..`maanden`, each once.
    """
    begin = gezien_in_het_begin(toestand, q)
    doses = {s: _in_de_wijk(d, aandelen) if s in WIJKSTROMEN else d for s, d in doses.items()}
    if len(toestand.stil) <= SMAL:
        neem_op(
            slice(0, maanden + 1),
            *regels_van(toestand, begin, doses, aandelen, q, maanden, laat_gebeuren, gebeurt),
        )
    else:
        _draai_samen(toestand, begin, doses, aandelen, q, maanden, neem_op, laat_gebeuren)


def gezien_in_het_begin(toestand: Toestand, q: Coefficienten) -> Gezien:
    """What is seen before anything is done."""
    melden = meldingsbereidheid(toestand, GEEN, GEEN, q)
    return {
        "precisie": precisie(toestand, q),
        "meldingsbereidheid": melden,
        "meldingen": meldingen(toestand.overlast, melden),
        "stilgelegd": np.zeros(toestand.stil.shape, dtype=bool),
    }


def _draai_samen(
    toestand: Toestand,
    gezien: Gezien,
    doses: Mapping[str, Getallen],
    aandelen: Getallen,
    q: Coefficienten,
    maanden: int,
    neem_op: NeemOp,
    laat_gebeuren: LaatGebeuren | None,
) -> None:
    """All plans at once, month by month."""
    toestand = _kolom_voor_kolom(toestand)
    neem_op(slice(0, 1), toestand, gezien)
    gebruikt: dict[str, Vlaggen] = {s: np.any(d, axis=(1, 2)) for s, d in doses.items()}
    for maand in range(maanden):
        dosis = Dosis({s: d[maand] for s, d in doses.items() if gebruikt[s][maand : maand + 1].any()})
        toestand, gezien = stap(toestand, dosis, aandelen, q)
        if laat_gebeuren is not None:
            voor, toestand = toestand, laat_gebeuren(maand, toestand)
            if toestand is not voor:
                toestand = _kolom_voor_kolom(toestand)
                gezien["meldingen"] = meldingen(toestand.overlast, gezien["meldingsbereidheid"])
        neem_op(slice(maand + 1, maand + 2), toestand, gezien)


def delen(plannen: int) -> list[slice]:
    """The parts in which so many plans are run."""
    breedte = SMAL if plannen <= WEINIG else BATCH
    return [slice(van, min(van + breedte, plannen)) for van in range(0, plannen, breedte)]


def _in_de_wijk(dosis: Getallen, aandelen: Getallen) -> Getallen:
    """[maand, plan, 1] of [maand, plan, deelgebied or 1]; see `wijkgemiddelde`."""
    eerste = dosis[:, :, :1]
    return dosis if dosis.shape[2] == 1 else eerste + gewogen(dosis - eerste, aandelen)[:, :, None]


def _kolom_voor_kolom(toestand: Toestand) -> Toestand:
    """The same state with the plans of one deelgebied side by side in memory: where an array of the deelgebieden meets
    one number per plan, NumPy then takes all plans at once."""
    return Toestand(*(np.asfortranarray(getattr(toestand, veld)) for veld in Toestand.__slots__))


def neem_alles_op(
    plannen: int, maanden: int, gebieden: int, eenheden: Mapping[str, float] | None = None
) -> tuple[Getallen, Vlaggen, NeemOp]:
    """Arrays for `Verloop` (waarden and stilleggingen) and the recorder that fills them, in the units people see."""
    eenheden = eenheden or {}
    # Month by month and deelgebied by deelgebied in memory, as they are recorded.
    waarden = np.empty((maanden + 1, len(GROOTHEDEN), gebieden, plannen)).transpose(3, 0, 2, 1)
    stilleggingen = np.zeros((plannen, maanden + 1), dtype=bool)

    def neem_op(welke: slice, toestand: Toestand, gezien: Gezien) -> None:
        for nummer, naam in enumerate(GROOTHEDEN):
            if naam == "index":
                waarde = leefbaarheidsindex(toestand)
            else:
                waarde = np.asarray(gezien[naam] if naam in gezien else getattr(toestand, naam), dtype=float)
                waarde = waarde * eenheden[naam] if naam in eenheden else waarde
            waarden[:, welke, :, nummer] = waarde.reshape(plannen, welke.stop - welke.start, waarde.shape[1])
        stilleggingen[:, welke] = gezien["stilgelegd"].reshape(plannen, welke.stop - welke.start)

    return waarden, stilleggingen, neem_op
