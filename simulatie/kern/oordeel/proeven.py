"""Questions to the model, run side by side.

A batch of a few plans costs nearly as much as one of a thousand, so the parts of a judgement lay what they want to
know next to each other.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from simulatie.kern.gegevens.casus import Casus
from simulatie.kern.gegevens.coefficienten import Coefficienten, leg_onder_elkaar
from simulatie.kern.gegevens.reeksen import Gehelen
from simulatie.kern.model.inzettabel import Inzettabel, stapel
from simulatie.kern.model.simuleer import Lijnen, lijnen
from simulatie.kern.model.toeval import GEEN_ZAAD


@dataclass(frozen=True)
class Proef:
    """Plans to run, over the same columns as those of the proofs beside them.

    zaden  a seed per plan, [plan]; None = no events
    ruim   as if every holder had people enough
    q      coefficients of their own, numbers or arrays [plan, 1]; None = those of the case
    """

    tabel: Inzettabel
    zaden: Gehelen | None = None
    ruim: bool = False
    q: Coefficienten | None = None


def speel_samen(
    casus: Casus, proeven: Mapping[str, Proef], grootheden: Sequence[str] = ("index",)
) -> dict[str, Lijnen]:
    """The lines of every proof, all run in one go."""
    if not proeven:
        return {}
    lijst = list(proeven.values())
    lengtes = [len(proef.tabel) for proef in lijst]
    zaden = [
        np.full(aantal, GEEN_ZAAD) if proef.zaden is None else proef.zaden
        for proef, aantal in zip(lijst, lengtes, strict=True)
    ]
    samen = lijnen(
        casus,
        stapel(*(proef.tabel for proef in lijst)),
        grootheden,
        q=_coefficienten(casus, lijst, lengtes),
        zaden=None if all(proef.zaden is None for proef in lijst) else np.concatenate(zaden),
        ruim=np.repeat([proef.ruim for proef in lijst], lengtes),
    )
    grenzen = np.cumsum([0, *lengtes]).tolist()
    return {
        naam: samen.rijen(slice(van, tot))
        for naam, van, tot in zip(proeven, grenzen[:-1], grenzen[1:], strict=True)
    }


def _coefficienten(casus: Casus, lijst: Sequence[Proef], lengtes: Sequence[int]) -> Coefficienten:
    gewoon = casus.parameters.coefficienten()
    if all(proef.q is None for proef in lijst):
        return gewoon
    return leg_onder_elkaar(
        [(proef.q or gewoon, aantal) for proef, aantal in zip(lijst, lengtes, strict=True)]
    )
