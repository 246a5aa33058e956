"""What was asked of sources, on which ground, and whether that held: the findings on the research of a test."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from simulatie.kern import Bron, Bronvraag, Casus, Plan, ontbrekende_kaarten
from simulatie.spel.bewaard import BewaardPlan

GEVOLGEN = {
    "vertrouwen": gettext_lazy("vertrouwen"),
    "angst": gettext_lazy("angst"),
    "juridisch_risico": gettext_lazy("juridisch risico"),
    "samenwerking": gettext_lazy("samenwerking"),
    "informatiebeeld": gettext_lazy("informatiebeeld"),
    "draagkracht": gettext_lazy("draagkracht van het team"),
}


@dataclass(frozen=True)
class Ontbrekend:
    """A measure that had to be at work first, and its article."""

    naam: str
    artikel: str


@dataclass(frozen=True)
class Gevraagd:
    """One question to a source.

    grond    the ground that was given; uitleg: what there is to say of it
    terecht  the ground was right and nothing was missing
    beter    the right ground, "" when it was given
    mist     the measures that had to be at work first
    gevolg   what asking without a right does in the model, in words
    """

    bron: str
    maand: int
    grond: str
    terecht: bool
    uitleg: str
    beter: str
    mist: Sequence[Ontbrekend]
    gevolg: str


def gevraagd(casus: Casus | None, bewaard: BewaardPlan) -> list[Gevraagd]:
    """Every question of a stored plan, in order; nothing when its case is gone."""
    plan = bewaard.plan
    if casus is None or plan is None:
        return []
    bronnen = {bron.sleutel: bron for bron in casus.bronnen}
    return [
        _vraag(casus, plan, bronnen[vraag.bron], vraag) for vraag in plan.bronvragen if vraag.bron in bronnen
    ]


def _vraag(casus: Casus, plan: Plan, bron: Bron, vraag: Bronvraag) -> Gevraagd:
    grond = next(g for g in bron.grondslagen if g.sleutel == vraag.grondslag)
    mist = ontbrekende_kaarten(casus, plan, bron, vraag.maand)
    return Gevraagd(
        bron=bron.naam,
        maand=vraag.maand,
        grond=grond.tekst,
        terecht=grond.juist and not mist,
        uitleg=grond.uitleg,
        beter="" if grond.juist else next((g.tekst for g in bron.grondslagen if g.juist), ""),
        mist=[Ontbrekend(f"{kaart.code} {kaart.kort}", kaart.grondslag) for kaart in mist],
        gevolg=_gevolg(bron),
    )


def _gevolg(bron: Bron) -> str:
    return ", ".join(
        (_("%(naam)s omhoog") if bedrag > 0 else _("%(naam)s omlaag"))
        % {"naam": GEVOLGEN.get(naam, naam.replace("_", " "))}
        for naam, bedrag in bron.zonder.items()
    )
