"""Another plan of a case, the best known one or one of practitioners, beside the plan that was handed in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from simulatie.kern import PRINCIPES, Casus, Plan, Planregel, plantabel, verschillen
from simulatie.models import Beoordeling
from simulatie.schermen.notatie import Feitentabel, procent


@dataclass(frozen=True)
class Principetabel:
    """One principle: what the other plan does, each beside what the own plan does of it, and the measures that only the own
    plan has."""

    sleutel: str
    naam: str
    tabel: Feitentabel
    alleen_eigen: Sequence[str]


@dataclass(frozen=True)
class PlanNaast:
    """verschillen: what the other plan does otherwise, the largest first."""

    casusnaam: str
    verschillen: Sequence[str]
    principes: Sequence[Principetabel]


def beste_plan(casus: Casus, beoordeling: Beoordeling) -> PlanNaast | None:
    """None when the stored plan cannot be read any more. ``casus``: in the version that was judged."""
    return _naast(casus, beoordeling, casus.referentieplan, _("het beste bekende plan"))


@dataclass(frozen=True)
class Vakplankeuze:
    """A plan of practitioners to choose from; ``gekozen``: the one that is shown."""

    nummer: int
    naam: str
    gekozen: bool


@dataclass(frozen=True)
class VakplanNaast:
    """A plan of practitioners beside the own one; ``naast`` is None when the own one cannot be read any more."""

    naam: str
    reden: str
    keuzes: Sequence[Vakplankeuze]
    naast: PlanNaast | None


def vakplan(casus: Casus, beoordeling: Beoordeling, nummer: int | None = None) -> VakplanNaast:
    """``nummer``: which of them, from 1; None is the one most like the own plan. Raises LookupError when there is none."""
    naaste = beoordeling.gelezen[0].naaste_vakplan
    nummer = nummer or (naaste.nummer if naaste else 1)
    if not 1 <= nummer <= len(casus.vakplannen):
        raise LookupError(f"Case {casus.sleutel} has no plan of practitioners {nummer}.")
    namen = [
        tekst.naam or _("Plan %(nummer)d") % {"nummer": plek}
        for plek, tekst in enumerate(casus.vakplanteksten, start=1)
    ]
    return VakplanNaast(
        naam=namen[nummer - 1],
        reden=casus.vakplanteksten[nummer - 1].reden,
        keuzes=[Vakplankeuze(plek, naam, plek == nummer) for plek, naam in enumerate(namen, start=1)],
        naast=_naast(casus, beoordeling, casus.vakplannen[nummer - 1], _("het plan van vakmensen")),
    )


def _naast(casus: Casus, beoordeling: Beoordeling, ander: Plan, wie: str) -> PlanNaast | None:
    eigen = beoordeling.gelezen[1].plan
    if eigen is None:
        return None
    anders, gedaan = (plantabel(casus, plan) for plan in (ander, eigen))
    return PlanNaast(
        casusnaam=casus.naam,
        verschillen=verschillen(casus, eigen, ander),
        principes=[
            _principe(sleutel, naam, wie, anders.get(sleutel, ()), gedaan.get(sleutel, ()))
            for sleutel, naam in PRINCIPES.items()
        ],
    )


def _principe(
    sleutel: str, naam: str, wie: str, ander: Sequence[Planregel], eigen: Sequence[Planregel]
) -> Principetabel:
    gedaan = {regel.kaart for regel in ander}
    return Principetabel(
        sleutel=sleutel,
        naam=naam,
        tabel=Feitentabel(
            _("%(naam)s in %(wie)s (maanden tellen vanaf het begin)") % {"naam": naam, "wie": wie},
            [_("Maatregel"), _("Waar"), _("Begint"), _("Stopt"), _("Sterkte"), _("In uw plan")],
            [
                [r.naam, r.waar, str(r.begint), str(r.stopt), _sterkte(r), _eigen(r.kaart, eigen)]
                for r in ander
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
