"""Playing a test: a source, a dilemma, a prediction."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from simulatie.acties.spel import LANGSTE_REDEN
from simulatie.forms.besluit import BesluitForm, Tekstregel
from simulatie.kern import Bron, Gebeurtenis
from simulatie.spel.besluiten import Richting
from simulatie.spel.verloop import antwoorden_op_volgorde
from simulatie.spel.voorspellen import Opgave


class BronForm(BesluitForm):
    """Ask a source on a legal ground; ``toch`` insists after a refusal."""

    grondslag = forms.ChoiceField(
        label=_("Op welke grond vraagt u dit?"),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Kies eerst een grond. U hebt nog niets gevraagd."),
            "invalid_choice": _("Kies een grond uit de lijst bij deze bron. U hebt nog niets gevraagd."),
        },
    )
    toch = forms.BooleanField(label=_("Ik vraag het toch. Ik weet dat dit tegen mij telt."), required=False)

    def __init__(self, *args: Any, bron: Bron, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs | {"auto_id": f"{bron.sleutel}_%s"})
        grondslag: forms.ChoiceField = self.fields["grondslag"]  # type: ignore[assignment]
        grondslag.choices = [(grond.sleutel, grond.tekst) for grond in bron.grondslagen]


class DilemmaForm(BesluitForm):
    """The answer to a dilemma, in the order of the session with this seed."""

    keuze = forms.ChoiceField(
        label=_("Wat doet u?"),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Kies eerst een antwoord. Er is nog niets besloten."),
            "invalid_choice": _("Kies een antwoord uit de lijst. Er is nog niets besloten."),
        },
    )

    def __init__(self, *args: Any, dilemma: Gebeurtenis, zaad: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs | {"auto_id": "antwoord_%s"})
        antwoorden = antwoorden_op_volgorde(dilemma, zaad)
        keuze: forms.ChoiceField = self.fields["keuze"]  # type: ignore[assignment]
        keuze.choices = [(een.sleutel, een.tekst) for een in antwoorden]


class VoorspelForm(BesluitForm):
    """The line of one indicator: a value per year, or a direction with how much; and in one line why.

    ``waarden`` are the values that were meant, once the form is valid.
    """

    LIJN = "lijn"

    indicator = forms.CharField(widget=forms.HiddenInput)
    vorm = forms.ChoiceField(
        label=_("Hoe loopt de lijn?"),
        choices=[(LIJN, _("zoals ik haar per jaar zet")), *Richting.keuzes()],
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Zet de lijn per jaar, of kies of zij stijgt, gelijk blijft of daalt."),
            "invalid_choice": _("Kies een van de vier manieren."),
        },
    )
    hoeveel = forms.FloatField(required=False, error_messages={"invalid": _("Schrijf hoeveel als getal.")})
    reden = Tekstregel(
        label=_("Waarom denkt u dat?"),
        max_length=LANGSTE_REDEN,
        help_text=_("Schrijf één regel. U ziet hem terug bij wat er gebeurde."),
        error_messages={
            "required": _("Schrijf in één regel waarom u dat denkt."),
            "max_length": _("Uw reden heeft %(show_value)d tekens. Schrijf er hoogstens %(limit_value)d."),
        },
    )

    def __init__(self, *args: Any, opgave: Opgave, eenheid: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs | {"auto_id": "voorspel_%s"})
        self.opgave = opgave
        self.fields["indicator"].initial = opgave.indicator
        maat = {"min": 0, "max": f"{opgave.hoogste:g}", "step": f"{opgave.stap:g}"}
        hoeveel = self.fields["hoeveel"]
        hoeveel.label = _("Stijgt of daalt: hoeveel (%(eenheid)s) aan het eind?") % {"eenheid": eenheid}
        hoeveel.widget.attrs.update(maat)
        for maand in opgave.maanden:
            self.fields[f"waarde_{maand}"] = forms.FloatField(
                label=_("Maand %(maand)d") % {"maand": maand},
                required=False,
                initial=_op_stap(opgave.van, opgave.stap),
                min_value=0,
                max_value=opgave.hoogste,
                widget=forms.NumberInput(attrs=maat),
                error_messages={
                    "invalid": _("Schrijf de waarde als getal."),
                    "min_value": _("De laagste waarde is 0."),
                    "max_value": _("De hoogste waarde is %(limit_value)g."),
                },
            )

    @property
    def jaren(self) -> list[forms.BoundField]:
        """The fields of the years, in order."""
        return [self[f"waarde_{maand}"] for maand in self.opgave.maanden]

    @property
    def getypt(self) -> list[float | None]:
        """What a refused form says per year, None where that is no number on the axis; [] where no line was set."""
        if not self.is_bound or self["vorm"].value() != self.LIJN:
            return []
        self.is_valid()
        return [self.cleaned_data.get(f"waarde_{maand}") for maand in self.opgave.maanden]

    @property
    def waarden(self) -> tuple[tuple[int, float], ...]:
        vorm = self.cleaned_data["vorm"]
        if vorm != self.LIJN:
            return self.opgave.naar(Richting(vorm), self.cleaned_data["hoeveel"] or 0.0)
        return tuple((maand, self.cleaned_data[f"waarde_{maand}"]) for maand in self.opgave.maanden)

    def clean(self) -> dict[str, Any]:
        super().clean()
        gezegd: dict[str, Any] = self.cleaned_data
        if gezegd.get("indicator") != self.opgave.indicator:
            self.errors.pop("indicator", None)
            self.add_error(
                None, _("Dit cijfer kunt u nu niet voorspellen. Hieronder staat een cijfer dat u kunt zien.")
            )
        vorm = gezegd.get("vorm")
        if vorm == self.LIJN:
            for maand in self.opgave.maanden:
                veld = f"waarde_{maand}"
                if veld not in self.errors and gezegd.get(veld) is None:
                    self.add_error(veld, _("Geef voor maand %(maand)d een waarde.") % {"maand": maand})
        elif vorm in (Richting.STIJGT, Richting.DAALT) and "hoeveel" not in self.errors:
            hoeveel = gezegd.get("hoeveel")
            if hoeveel is None or not 0 < hoeveel <= self.opgave.hoogste:
                self.add_error(
                    "hoeveel",
                    _("Schrijf hoeveel: meer dan 0 en hoogstens %(top)g.") % {"top": self.opgave.hoogste},
                )
        return gezegd


def _op_stap(waarde: float, stap: float) -> float:
    """The nearest value that a slider with this step can show."""
    return round(round(waarde / stap) * stap, 2)
