"""Running the plans of a case: the one function everything else is built on."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from simulatie.kern.gegevens.casus import Casus
from simulatie.kern.gegevens.coefficienten import Coefficienten
from simulatie.kern.gegevens.plan import Plan
from simulatie.kern.gegevens.reeksen import Gehelen, Getallen, Vlaggen
from simulatie.kern.gegevens.toestand import GROOTHEDEN, PER_DEELGEBIED, Toestand, begin, leefbaarheidsindex
from simulatie.kern.model.controle import eis_geldig
from simulatie.kern.model.doses import Dosering, bereken_doses
from simulatie.kern.model.inzettabel import Inzettabel, maak_tabel
from simulatie.kern.model.stap import Gezien, wijkgemiddelde
from simulatie.kern.model.toeval import ALLE, GEEN_ZAAD, Toeval, extra_bezetting
from simulatie.kern.model.verloop import Verloop, delen, draai, neem_alles_op
from simulatie.kern.model.wetsregels import wettelijke_straf


def simuleer(casus: Casus, plannen: Sequence[Plan], zaad: int | None = None) -> Verloop:
    """Run the plans in one batch; waarden is [plan, maand 0..horizon, deelgebied, grootheid].

    With a seed the events of the case fall, the same numbers drawn for every plan; without one nothing happens but
    what was planned. Raises PlanOngeldig when a plan has a fault (see `controleer_plan`).
    """
    for plan in plannen:
        eis_geldig(casus, plan)
    tabel = maak_tabel(casus, plannen)
    q = casus.parameters.coefficienten()
    uit = []
    for rijen in delen(len(plannen)) or [slice(0, 0)]:
        deel = tabel.rijen(rijen)
        zaden = None if zaad is None else np.full(len(deel), zaad)
        dosering, toeval = _met_toeval(casus, deel, q, casus.horizon, zaden)
        waarden, stil, neem_op = neem_alles_op(
            len(deel), casus.horizon, len(casus.deelgebieden), casus.eenheden
        )
        draai(
            beginstand(casus, len(deel)),
            dosering.doses,
            casus.aandelen,
            q,
            casus.horizon,
            neem_op,
            _na_elkaar(toeval),
            _wanneer(toeval),
        )
        uit.append((waarden, stil, toeval[0].gevallen if toeval else None))
    met_toeval = zaad is not None and casus.gebeurtenissen
    gevallen = np.concatenate([g for *_, g in uit]) if met_toeval else None
    return Verloop(
        waarden=np.concatenate([waarden for waarden, *_ in uit]),
        grootheden=GROOTHEDEN,
        deelgebieden=tuple(d.sleutel for d in casus.deelgebieden),
        aandelen=casus.aandelen,
        stilleggingen=np.concatenate([stil for _, stil, _ in uit]),
        gevallen={}
        if gevallen is None
        else {g.sleutel: gevallen[:, :, nummer] for nummer, g in enumerate(casus.gebeurtenissen)},
    )


# fte more than any plan can ask.
MENSEN_GENOEG = 1e6


@dataclass(frozen=True)
class Lijnen:
    """Households-weighted lines of many plans, and what they ask.

    lijn         per quantity [plan, maand 0..horizon], rounded to 1e-9
    kosten       euro, [plan]
    overvraagd   fte-months asked above what the holders have, [plan]
    straf        points of lawfulness lost by what is decided, [plan]
    gevallen     per plan the events that fell: (key, month), in order
    """

    lijn: Mapping[str, Getallen]
    kosten: Getallen
    overvraagd: Getallen
    straf: Getallen
    gevallen: tuple[tuple[tuple[str, int], ...], ...]

    def rijen(self, deel: slice) -> "Lijnen":
        """Part of the plans."""
        return Lijnen(
            {naam: rij[deel] for naam, rij in self.lijn.items()},
            self.kosten[deel],
            self.overvraagd[deel],
            self.straf[deel],
            self.gevallen[deel],
        )


def lijnen(
    casus: Casus,
    tabel: Inzettabel,
    grootheden: Sequence[str] = ("index",),
    *,
    q: Coefficienten | None = None,
    horizon: int | None = None,
    zaden: Gehelen | None = None,
    ruim: Vlaggen | None = None,
) -> Lijnen:
    """Run the plans and keep only neighbourhood lines: fast, and without a check of the plans.

    Beside the names in GROOTHEDEN: `stilgelegd` (0 or 1). A coefficient of `q` may be an array [plan, 1].
    zaden: a seed per plan for its events, [plan], GEEN_ZAAD for a plan without; None = no events at all. ruim: the
    plans that run as if every holder had people enough, bool [plan]; what they ask too much is counted all the same.
    """
    horizon = horizon or casus.horizon
    q = q or casus.parameters.coefficienten()
    # Month by month in memory, as they are recorded.
    lijn = {naam: np.empty((horizon + 1, len(tabel))).T for naam in grootheden}
    kosten, overvraagd, straf = np.empty(len(tabel)), np.empty(len(tabel)), np.empty(len(tabel))
    gevallen: list[tuple[tuple[str, int], ...]] = []
    capaciteit = np.array(list(casus.capaciteit.values()))[None, :, None]
    aandelen = casus.aandelen
    for deel in delen(len(tabel)):
        q_deel = q.rijen(deel)
        rijen = tabel.rijen(deel)
        dosering, toeval = _met_toeval(
            casus,
            rijen,
            q_deel,
            horizon,
            None if zaden is None else zaden[deel],
            None if ruim is None else ruim[deel],
        )
        kosten[deel] = dosering.bezetting.kosten
        overvraagd[deel] = np.maximum(0, dosering.bezetting.gevraagd - capaciteit).sum(axis=(1, 2))

        def neem_op(welke: slice, toestand: Toestand, gezien: Gezien, deel: slice = deel) -> None:
            for naam, rij in lijn.items():
                waarde = _waarde(naam, toestand, gezien, aandelen)
                rij[deel, welke] = waarde.reshape(deel.stop - deel.start, welke.stop - welke.start)

        draai(
            beginstand(casus, len(rijen)),
            dosering.doses,
            aandelen,
            q_deel,
            horizon,
            neem_op,
            _na_elkaar(toeval),
            _wanneer(toeval),
        )
        straf[deel] = dosering.straf + wettelijke_straf(casus, rijen, dosering.tijden, dosering.missend)
        van_deel = np.full(len(rijen), None)
        for een in toeval:
            straf[deel][een.rijen] += een.punten
            van_deel[een.rijen] = een.lijst()
        gevallen += [gevallen_van_plan or () for gevallen_van_plan in van_deel.tolist()]
        # Or the doses of two parts would be in memory at once.
        del dosering, toeval
    return Lijnen(
        lijn={naam: np.round(rij * casus.eenheden.get(naam, 1.0), 9) for naam, rij in lijn.items()},
        kosten=np.round(kosten, 6),
        overvraagd=np.round(overvraagd, 9),
        straf=np.round(straf, 9),
        gevallen=tuple(gevallen),
    )


def beginstand(casus: Casus, plannen: int) -> Toestand:
    """The start of the case in the units of the model."""
    eenheid = casus.eenheden.get
    per_deelgebied = {
        n: np.array([d.start[n] for d in casus.deelgebieden]) / eenheid(n, 1.0) for n in PER_DEELGEBIED
    }
    return begin(per_deelgebied, {n: w / eenheid(n, 1.0) for n, w in casus.start.items()}, plannen)


def _met_toeval(
    casus: Casus,
    tabel: Inzettabel,
    q: Coefficienten,
    horizon: int,
    zaden: Gehelen | None,
    ruim: Vlaggen | None = None,
) -> tuple[Dosering, list[Toeval]]:
    """The doses, and what will happen beside them, if anything can: with events and without."""
    extra = None if zaden is None else extra_bezetting(casus, zaden)
    if ruim is not None:
        extra = (0.0 if extra is None else extra) + np.where(ruim, MENSEN_GENOEG, 0.0)[:, None, None]
    dosering = bereken_doses(casus, tabel, q, horizon, extra)
    toeval = []
    met = np.zeros(len(tabel), dtype=bool)
    if zaden is not None and casus.gebeurtenissen:
        met = zaden != GEEN_ZAAD
    if zaden is not None and met.any():
        rijen = ALLE if met.all() else np.flatnonzero(met)
        toeval.append(Toeval(casus, zaden[rijen], tabel, dosering.aan_het_werk, horizon, rijen))
    if tabel.vragen is not None and not met.all():
        rijen = np.flatnonzero(~met) if met.any() else ALLE
        toeval.append(Toeval(casus, None, tabel, dosering.aan_het_werk, horizon, rijen))
    return dosering, toeval


def _na_elkaar(toeval: Sequence[Toeval]) -> Callable[[int, Toestand], Toestand] | None:
    def laat_gebeuren(maand: int, toestand: Toestand) -> Toestand:
        for een in toeval:
            toestand = een.laat_gebeuren(maand, toestand)
        return toestand

    return laat_gebeuren if toeval else None


def _wanneer(toeval: Sequence[Toeval]) -> frozenset[int]:
    return frozenset().union(*(een.maanden for een in toeval))


def _waarde(naam: str, toestand: Toestand, gezien: Gezien, aandelen: Getallen) -> Getallen:
    """Mean of the neighbourhood, in the units of the model, [plan and month]."""
    if naam == "index":
        waarde = leefbaarheidsindex(toestand)
    else:
        waarde = np.asarray(gezien[naam] if naam in gezien else getattr(toestand, naam), dtype=float)
    # Column by column in memory: a sum over the deelgebieden then takes all rows at once.
    return wijkgemiddelde(np.asfortranarray(waarde), aandelen)[:, 0]
