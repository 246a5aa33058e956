"""Putting a plan back from a file or from pasted text."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from simulatie.acties.plan import MEESTE_MAATREGELEN
from simulatie.forms.besluit import BesluitForm
from simulatie.kern import Casus, Inzet, PlanOngeldig
from simulatie.schermen.planbestand import MEESTE_TEKENS, in_woorden, lees_planbestand


class PlanbestandForm(BesluitForm):
    """One of the two; ``inzetten`` in the cleaned data are measures that the case allows."""

    bestand = forms.FileField(
        label=_("Kies een bestand"),
        required=False,
        help_text=_("Een plan in JSON, zoals u het hier ophaalt."),
        widget=forms.ClearableFileInput(attrs={"accept": ".json,application/json"}),
        error_messages={"empty": _("Dit bestand is leeg.")},
    )
    tekst = forms.CharField(
        label=_("Of plak de tekst"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 8, "spellcheck": "false"}),
    )

    def __init__(self, *args: Any, casus: Casus, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs | {"auto_id": "plan_%s"})
        self.casus = casus

    def clean(self) -> dict[str, Any]:
        gegevens = super().clean() or {}
        if self.errors:
            return gegevens
        bestand, tekst = gegevens.get("bestand"), gegevens.get("tekst")
        if bool(bestand) == bool(tekst):
            raise forms.ValidationError(
                gettext("Kies een bestand of plak de tekst; een van de twee. Er is niets veranderd.")
            )
        veld = "bestand" if bestand else "tekst"
        try:
            gegevens["inzetten"] = self._lees(_tekst_van(bestand) if bestand else str(tekst))
        except PlanOngeldig as fout:
            self.add_error(veld, [in_woorden(bevinding) for bevinding in fout.bevindingen])
        except UnicodeDecodeError:
            self.add_error(veld, gettext("Dit is geen tekstbestand. Kies een plan in JSON."))
        return gegevens

    def _lees(self, tekst: str) -> tuple[Inzet, ...]:
        inzetten = lees_planbestand(tekst, self.casus)
        if len(inzetten) > MEESTE_MAATREGELEN:
            raise forms.ValidationError(
                gettext("Een plan heeft hoogstens %(aantal)d maatregelen.") % {"aantal": MEESTE_MAATREGELEN}
            )
        return inzetten


def _tekst_van(bestand: Any) -> str:
    """No more of it than a plan can be. Raises UnicodeDecodeError."""
    return bestand.read(4 * MEESTE_TEKENS + 1).decode("utf-8-sig")
