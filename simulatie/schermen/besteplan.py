"""The best known plan of a case, beside the plan that was handed in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from simulatie.kern import PRINCIPES, Casus, Planregel, plantabel, verschillen
from simulatie.models import Beoordeling
from simulatie.schermen.notatie import Feitentabel, procent


@dataclass(frozen=True)
class Principetabel:
    """One principle: what the best plan does, each beside what the own plan does of it, and the measures that only the own
    plan has."""

    sleutel: str
    naam: str
    tabel: Feitentabel
    alleen_eigen: Sequence[str]


@dataclass(frozen=True)
class BestePlan:
    """verschillen: what the best plan does otherwise, the largest first."""

    casusnaam: str
    verschillen: Sequence[str]
    principes: Sequence[Principetabel]


def beste_plan(casus: Casus, beoordeling: Beoordeling) -> BestePlan | None:
    """None when the stored plan cannot be read any more. ``casus``: in the version that was judged."""
    eigen = beoordeling.gelezen[1].plan
    if eigen is None:
        return None
    beste, gedaan = (plantabel(casus, plan) for plan in (casus.referentieplan, eigen))
    return BestePlan(
        casusnaam=casus.naam,
        verschillen=verschillen(casus, eigen, casus.referentieplan),
        principes=[
            _principe(sleutel, naam, beste.get(sleutel, ()), gedaan.get(sleutel, ()))
            for sleutel, naam in PRINCIPES.items()
        ],
    )


def _principe(
    sleutel: str, naam: str, beste: Sequence[Planregel], eigen: Sequence[Planregel]
) -> Principetabel:
    gedaan = {regel.kaart for regel in beste}
    return Principetabel(
        sleutel=sleutel,
        naam=naam,
        tabel=Feitentabel(
            _("%(naam)s in het beste bekende plan (maanden tellen vanaf het begin)") % {"naam": naam},
            [_("Maatregel"), _("Waar"), _("Begint"), _("Stopt"), _("Sterkte"), _("In uw plan")],
            [
                [r.naam, r.waar, str(r.begint), str(r.stopt), _sterkte(r), _eigen(r.kaart, eigen)]
                for r in beste
            ],
        ),
        alleen_eigen=[
            _("%(naam)s: %(wanneer)s") % {"naam": r.naam, "wanneer": _wanneer(r)}
            for r in eigen
            if r.kaart not in gedaan
        ],
    )


def _sterkte(regel: Planregel) -> str:
    return _("%(woord)s, %(deel)s") % {"woord": regel.sterkte, "deel": procent(regel.mate)}


def _wanneer(regel: Planregel) -> str:
    return _("maand %(van)d tot %(tot)d, %(sterkte)s, %(waar)s") % {
        "van": regel.begint,
        "tot": regel.stopt,
        "sterkte": _sterkte(regel),
        "waar": regel.waar,
    }


def _eigen(kaart: str, eigen: Sequence[Planregel]) -> str:
    return "; ".join(_wanneer(regel) for regel in eigen if regel.kaart == kaart) or _("niet")
