"""Running the plans of a case: the one function everything else is built on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import SimpleNamespace

import numpy as np

from simulatie.kern.casus import Casus
from simulatie.kern.controle import eis_geldig
from simulatie.kern.doses import bereken_doses
from simulatie.kern.inzettabel import Inzettabel, maak_tabel
from simulatie.kern.plan import Plan
from simulatie.kern.stap import wijkgemiddelde
from simulatie.kern.toestand import GROOTHEDEN, PER_DEELGEBIED, Toestand, begin, leefbaarheidsindex
from simulatie.kern.verloop import BATCH, Verloop, draai, neem_alles_op


def simuleer(casus: Casus, plannen: Sequence[Plan], zaad: int | None = None) -> Verloop:
    """Run the plans in one batch; waarden is [plan, maand 0..horizon, deelgebied, grootheid].

    Raises PlanOngeldig when a plan has a fault (see `controleer_plan`) and ValueError when a seed is given for
    a case without events.
    """
    if zaad is not None:
        raise ValueError(f"Casus {casus.sleutel} heeft geen gebeurtenissen: speel zonder zaad.")
    for plan in plannen:
        eis_geldig(casus, plan)
    tabel = maak_tabel(casus, plannen)
    q = casus.parameters.coefficienten()
    delen = []
    for van in range(0, max(len(plannen), 1), BATCH):
        deel = tabel.rijen(slice(van, van + BATCH))
        doses = bereken_doses(casus, deel, q, casus.horizon).doses
        waarden, stil, neem_op = neem_alles_op(len(deel), casus.horizon, len(casus.deelgebieden))
        draai(beginstand(casus, len(deel)), doses, casus.aandelen, q, casus.horizon, neem_op)
        delen.append((waarden, stil))
    return Verloop(
        waarden=np.concatenate([waarden for waarden, _ in delen]),
        grootheden=GROOTHEDEN,
        deelgebieden=tuple(d.sleutel for d in casus.deelgebieden),
        aandelen=casus.aandelen,
        stilleggingen=np.concatenate([stil for _, stil in delen]),
    )


@dataclass(frozen=True)
class Lijnen:
    """Households-weighted lines of many plans, and what they ask.

    lijn         per quantity [plan, maand 0..horizon], rounded to 1e-9
    kosten       euro, [plan]
    overvraagd   fte-months asked above what the holders have, [plan]
    straf        points of lawfulness lost by what is decided, [plan]
    """

    lijn: Mapping[str, np.ndarray]
    kosten: np.ndarray
    overvraagd: np.ndarray
    straf: np.ndarray


def lijnen(
    casus: Casus,
    tabel: Inzettabel,
    grootheden: Sequence[str] = ("index",),
    *,
    q: SimpleNamespace | None = None,
    horizon: int | None = None,
) -> Lijnen:
    """Run the plans and keep only neighbourhood lines: fast, and without a check of the plans.

    Beside the names in GROOTHEDEN: `stilgelegd` (0 or 1). A coefficient of `q` may be an array [plan, 1].
    """
    horizon = horizon or casus.horizon
    q = q or casus.parameters.coefficienten()
    lijn = {naam: np.empty((len(tabel), horizon + 1)) for naam in grootheden}
    kosten, overvraagd, straf = np.empty(len(tabel)), np.empty(len(tabel)), np.empty(len(tabel))
    capaciteit = np.array(list(casus.capaciteit.values()))[None, :, None]
    for van in range(0, len(tabel), BATCH):
        deel = slice(van, min(van + BATCH, len(tabel)))
        q_deel = SimpleNamespace(
            **{n: w[deel] if isinstance(w, np.ndarray) else w for n, w in vars(q).items()}
        )
        rijen = tabel.rijen(deel)
        dosering = bereken_doses(casus, rijen, q_deel, horizon)
        kosten[deel], straf[deel] = dosering.bezetting.kosten, dosering.straf
        overvraagd[deel] = np.maximum(0, dosering.bezetting.gevraagd - capaciteit).sum(axis=(1, 2))

        def neem_op(maand, toestand, gezien, deel=deel):
            for naam, rij in lijn.items():
                rij[deel, maand] = _wijkwaarde(naam, toestand, gezien, casus.aandelen)

        draai(beginstand(casus, len(rijen)), dosering.doses, casus.aandelen, q_deel, horizon, neem_op)
    return Lijnen(
        lijn={naam: np.round(rij, 9) for naam, rij in lijn.items()},
        kosten=np.round(kosten, 6),
        overvraagd=np.round(overvraagd, 9),
        straf=np.round(straf, 9),
    )


def beginstand(casus: Casus, plannen: int) -> Toestand:
    per_deelgebied = {n: np.array([d.start[n] for d in casus.deelgebieden]) for n in PER_DEELGEBIED}
    return begin(per_deelgebied, dict(casus.start), plannen)


def _wijkwaarde(naam: str, toestand: Toestand, gezien, aandelen: np.ndarray) -> np.ndarray:
    if naam == "index":
        waarde = leefbaarheidsindex(toestand)
    else:
        waarde = gezien[naam] if naam in gezien else getattr(toestand, naam)
    return wijkgemiddelde(waarde, aandelen)[:, 0]
