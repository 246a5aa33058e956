"""Running plans through the months, in batches."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from simulatie.kern.gegevens.coefficienten import Coefficienten
from simulatie.kern.gegevens.reeksen import Getallen, Vlaggen
from simulatie.kern.gegevens.toestand import GROOTHEDEN, Toestand, leefbaarheidsindex
from simulatie.kern.model.stap import GEEN, WIJKSTROMEN, Dosis, Gezien, meldingsbereidheid, precisie, stap

# Wider shares the cost of a call among more plans, until the arrays fall out of the cache. The fastest width measured.
BATCH = 1536


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
    neem_op: Callable[[int, Toestand, Gezien], None],
    laat_gebeuren: Callable[[int, Toestand], Toestand] | None = None,
) -> None:
    """Step `maanden` months. doses: per flow [maand, plan, deelgebied or 1]; a flow that is absent is zero.

    `laat_gebeuren(maand, toestand)` gives the state at the end of a month with the events of that month;
    `neem_op(maand, toestand, gezien)` is called for month 0 and after every step.
    """
    toestand = _kolom_voor_kolom(toestand)
    stil = np.zeros(toestand.stil.shape, dtype=bool)
    melden = meldingsbereidheid(toestand, GEEN, GEEN, q)
    begin = {"precisie": precisie(toestand, q), "meldingsbereidheid": melden, "stilgelegd": stil}
    neem_op(0, toestand, begin | {"meldingen": toestand.overlast * melden})
    doses = {s: _in_de_wijk(d, aandelen) if s in WIJKSTROMEN else d for s, d in doses.items()}
    gebruikt: dict[str, Vlaggen] = {s: np.any(d, axis=(1, 2)) for s, d in doses.items()}
    for maand in range(maanden):
        dosis = Dosis({s: d[maand] for s, d in doses.items() if gebruikt[s][maand]})
        toestand, gezien = stap(toestand, dosis, aandelen, q)
        if laat_gebeuren is not None:
            voor, toestand = toestand, laat_gebeuren(maand, toestand)
            if toestand is not voor:
                toestand = _kolom_voor_kolom(toestand)
                gezien["meldingen"] = toestand.overlast * gezien["meldingsbereidheid"]
        neem_op(maand + 1, toestand, gezien)


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
) -> tuple[Getallen, Vlaggen, Callable[[int, Toestand, Gezien], None]]:
    """Arrays for `Verloop` (waarden and stilleggingen) and the recorder that fills them, in the units people see."""
    eenheden = eenheden or {}
    # Month by month and deelgebied by deelgebied in memory, as they are recorded.
    waarden = np.empty((maanden + 1, len(GROOTHEDEN), gebieden, plannen)).transpose(3, 0, 2, 1)
    stilleggingen = np.zeros((plannen, maanden + 1), dtype=bool)

    def neem_op(maand: int, toestand: Toestand, gezien: Gezien) -> None:
        for nummer, naam in enumerate(GROOTHEDEN):
            if naam == "index":
                waarden[:, maand, :, nummer] = leefbaarheidsindex(toestand)
            else:
                waarde = gezien[naam] if naam in gezien else getattr(toestand, naam)
                waarden[:, maand, :, nummer] = waarde * eenheden[naam] if naam in eenheden else waarde
        stilleggingen[:, maand] = gezien["stilgelegd"][:, 0]

    return waarden, stilleggingen, neem_op
