"""Deciding about a plan: a measure, a step by a button, a way back."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from simulatie.acties.plan import Velden
from simulatie.forms.besluit import BesluitForm
from simulatie.kern import PRINCIPES, Bevinding, Casus, Inzet
from simulatie.spel.besluiten import Terugweg

STAPPEN = ("maanden", "langer", "sterker")


def stapveld(stap: int) -> forms.TypedChoiceField:
    """One step back or forth, by a button."""
    keuzes = [(str(waarde), str(waarde)) for waarde in (-stap, stap)]
    return forms.TypedChoiceField(choices=keuzes, coerce=int, empty_value=None, required=False)


class VerschuifForm(BesluitForm):
    """One step of one kind: start a month earlier or later, last one shorter or longer, or 10 % weaker or stronger."""

    maanden = stapveld(1)
    langer = stapveld(1)
    sterker = stapveld(10)

    def clean(self) -> dict[str, Any]:
        velden = super().clean() or {}
        if sum(bool(velden.get(stap)) for stap in STAPPEN) != 1:
            raise forms.ValidationError(gettext("Kies één stap."))
        return velden

    @property
    def stap(self) -> dict[str, int]:
        """The step that was asked, as ``acties.plan.verschuif`` takes it."""
        return {naam: stap for naam in STAPPEN if (stap := self.cleaned_data[naam])}


class TerugzetForm(BesluitForm):
    """Back to one of the three resets, or to a saved version by its key."""

    naar = forms.CharField(
        max_length=40, error_messages={"required": _("Kies eerst een bewaard plan. Er is niets veranderd.")}
    )

    def clean_naar(self) -> str:
        naar = self.cleaned_data["naar"]
        if naar in Terugweg.waarden():
            return naar
        try:
            return str(uuid.UUID(naar))
        except ValueError as fout:
            raise forms.ValidationError(self.fields["naar"].error_messages["required"]) from fout


class GeheelGetal(forms.IntegerField):
    """A whole number in a text field, so that what was typed stays on screen when it is no number."""

    def __init__(self, *, laag: int, hoog: int, **anders: Any) -> None:
        self.laag, self.hoog = laag, hoog
        super().__init__(widget=forms.TextInput(attrs={"inputmode": "numeric", "size": 4}), **anders)
        melding = gettext("Vul een heel getal in van %(laag)d tot en met %(hoog)d.") % {
            "laag": laag,
            "hoog": hoog,
        }
        self.error_messages |= {"required": melding, "invalid": melding}
        self.validators += [MinValueValidator(laag, melding), MaxValueValidator(hoog, melding)]


class InzetForm(BesluitForm):
    """A measure in the plan: when, how long, how strongly and where. The months are those of the model."""

    start = forms.Field()
    duur = forms.Field()
    mate = forms.Field()
    deelgebieden = forms.MultipleChoiceField(
        label=_("Waar"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, casus: Casus, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.casus = casus
        self.fields["start"] = GeheelGetal(
            label=gettext("Start in maand"), laag=0, hoog=casus.programmaduur - 1
        )
        self.fields["duur"] = GeheelGetal(label=gettext("Duur in maanden"), laag=1, hoog=casus.programmaduur)
        self.fields["mate"] = GeheelGetal(label=gettext("Mate in procenten"), laag=1, hoog=100)
        gebieden: forms.MultipleChoiceField = self.fields["deelgebieden"]  # type: ignore[assignment]
        gebieden.choices = [(gebied.sleutel, gebied.naam) for gebied in casus.deelgebieden]
        gebieden.help_text = (
            gettext("Vink niets aan voor %(overal)s. In minder delen werkt een maatregel daar sterker.")
            % casus.woorden
        )
        # The value itself is filled in by the field.
        gebieden.error_messages["invalid_choice"] = gettext(
            "“%(value)s” is geen deel van %(gebied)s. Kies uit de lijst."
        ) % {"value": "%(value)s", "gebied": casus.woorden["gebied"]}

    @classmethod
    def van(cls, inzet: Inzet, nummer: int, casus: Casus, auto_id: str) -> InzetForm:
        """The form of a measure as it stands in the plan; ``nummer`` is that of the last decision."""
        return cls(
            casus=casus,
            auto_id=auto_id,
            initial={
                "verwacht_nummer": nummer,
                "start": inzet.start,
                "duur": inzet.duur,
                "mate": round(inzet.mate * 100),
                "deelgebieden": list(inzet.deelgebieden or ()),
            },
        )

    @property
    def velden(self) -> Velden:
        """What was typed, in the units of the model."""
        return {
            "start": self.cleaned_data["start"],
            "duur": self.cleaned_data["duur"],
            "mate": self.cleaned_data["mate"] / 100,
            "deelgebieden": tuple(self.cleaned_data["deelgebieden"]) or None,
        }

    def weiger(self, bevindingen: Iterable[Bevinding]) -> None:
        """Show the faults the model found, each at its field."""
        for bevinding in bevindingen:
            veld = bevinding.pad if bevinding.pad in self.fields else None
            self.add_error(veld, f"{bevinding.melding} {bevinding.remedie}")

    def verstuur_opnieuw(self, nummer: int, melding: str) -> None:
        """Keep what was typed and let it be sent again on top of decision ``nummer``."""
        gegevens = self.data.copy()  # type: ignore[attr-defined]
        gegevens[self.add_prefix("verwacht_nummer")] = str(nummer)
        self.data = gegevens
        self.add_error(None, f"{melding} {gettext('Wat u invulde, staat er nog.')}")


class ToevoegForm(InzetForm):
    """A new measure. Without a duration it gets the usual one of its card."""

    kaart = forms.ChoiceField(label=_("Maatregel"))
    field_order = ["verwacht_nummer", "kaart", "start", "duur", "mate", "deelgebieden"]

    def __init__(self, *args: Any, casus: Casus, **kwargs: Any) -> None:
        super().__init__(*args, casus=casus, **kwargs)
        kaart: forms.ChoiceField = self.fields["kaart"]  # type: ignore[assignment]
        kaart.choices = [("", gettext("Kies een maatregel")), *kaartkeuzes(casus)]
        kaart.error_messages |= {
            "required": gettext("Kies een maatregel uit de lijst."),
            "invalid_choice": gettext("“%(value)s” is geen maatregel in deze casus. Kies uit de lijst."),
        }
        duur = self.fields["duur"]
        duur.required = False
        duur.help_text = gettext("Met de aanloop erbij. Laat leeg voor de gebruikelijke duur.")
        self.fields["start"].help_text = gettext("0 is meteen.")
        self.fields["mate"].help_text = gettext("100 is alles wat deze maatregel kan.")

    @property
    def inzet(self) -> Inzet:
        """The measure that was typed."""
        return Inzet(self.cleaned_data["kaart"], **self.velden)

    def clean(self) -> dict[str, Any]:
        velden = super().clean() or {}
        if velden.get("duur") is None and "duur" not in self.errors and velden.get("kaart"):
            velden["duur"] = gebruikelijke_duur(self.casus, velden["kaart"], velden.get("start") or 0)
        return velden


def gebruikelijke_duur(casus: Casus, code: str, start: int) -> int:
    """Months: the usual duration of a card, cut off at the end of the programme where that leaves enough."""
    kortst, gewoon, _langst = casus.kaarten[code].duur
    return max(kortst, min(gewoon, casus.programmaduur - start))


def kaartkeuzes(casus: Casus) -> list[tuple[str, list[tuple[str, str]]]]:
    """The cards of a case per principle, for a grouped list of choices."""
    return [
        (naam, [(kaart.code, f"{kaart.code} {kaart.naam}") for kaart in kaarten])
        for principe, naam in PRINCIPES.items()
        if (kaarten := [kaart for kaart in casus.kaarten.values() if kaart.principe == principe])
    ]
