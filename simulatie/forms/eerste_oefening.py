"""Eight measures, each with its start, duration and intensity: one try at a mission."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _

from simulatie.forms.plan import GeheelGetal
from simulatie.kern import Bevinding, Casus, Inzet, Plan


class MissieForm(forms.Form):
    """The hidden key makes sending it twice one try. A measure is three fields, named after its card."""

    sleutel = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, gegevens: QueryDict | None = None, *, casus: Casus, plan: Plan) -> None:
        self.casus, self.kaarten = casus, [inzet.kaart for inzet in plan.inzetten]
        waarden = {naam: waarde for inzet in plan.inzetten for naam, waarde in _waarden(inzet)}
        super().__init__(gegevens, initial={"sleutel": uuid.uuid4(), **waarden}, auto_id="%s")
        for code in self.kaarten:
            kort = casus.kaarten[code].kort
            for veld, (naam, eenheid, laag, hoog) in _grenzen(casus).items():
                label = f"{kort}: {naam} {eenheid}"
                self.fields[f"{code}_{veld}"] = GeheelGetal(label=label, laag=laag, hoog=hoog)

    @property
    def plan(self) -> Plan:
        """The measures that were typed, in their order."""
        schoon = self.cleaned_data
        return Plan(
            Inzet(code, schoon[f"{code}_start"], schoon[f"{code}_duur"], schoon[f"{code}_mate"] / 100)
            for code in self.kaarten
        )

    def velden_van(self, code: str) -> list[tuple[str, str, forms.BoundField]]:
        """The fields of one measure, each with its name and what it counts."""
        return [
            (naam, eenheid, self[f"{code}_{veld}"])
            for veld, (naam, eenheid, _laag, _hoog) in _grenzen(self.casus).items()
        ]

    def clean(self) -> dict[str, Any]:
        """A measure ends within the programme."""
        schoon = super().clean() or {}
        laatste = self.casus.programmaduur
        for code in self.kaarten:
            start, duur = (schoon.get(f"{code}_{veld}") for veld in ("start", "duur"))
            if start is not None and duur is not None and start + duur > laatste:
                self.add_error(
                    f"{code}_duur",
                    _(
                        "Het programma stopt in maand %(laatste)d. Vul hoogstens %(hoogst)d in, of begin eerder."
                    )
                    % {"laatste": laatste, "hoogst": laatste - start},
                )
        return schoon

    def weiger(self, bevindingen: Iterable[Bevinding]) -> None:
        """Show the faults the model found."""
        for bevinding in bevindingen:
            self.add_error(None, f"{bevinding.melding} {bevinding.remedie}")


def _waarden(inzet: Inzet) -> Iterator[tuple[str, int]]:
    yield f"{inzet.kaart}_start", inzet.start
    yield f"{inzet.kaart}_duur", inzet.duur
    yield f"{inzet.kaart}_mate", round(inzet.mate * 100)


def _grenzen(casus: Casus) -> dict[str, tuple[str, str, int, int]]:
    """Per field its name, what it counts, and the lowest and highest it may be."""
    laatste = casus.programmaduur
    return {
        "start": (_("start"), _("in maand"), 0, laatste - 1),
        "duur": (_("duur"), _("in maanden"), 1, laatste),
        "mate": (_("mate"), _("in procenten"), 1, 100),
    }
