"""Looking along and looking again: who may, a remark, a request and its answer."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from academy.gebruikers.models import Gebruiker
from simulatie.acties.begeleiding import LANGSTE_OPMERKING
from simulatie.acties.nakijken import LANGSTE_TEKST
from simulatie.models import Nakijkuitkomst


class MeekijkForm(forms.Form):
    trainer = forms.ModelChoiceField(
        Gebruiker.objects.none(),
        label=_("Uw trainer"),
        empty_label=_("Kies uw trainer"),
        error_messages={
            "required": _("Kies wie mag meekijken."),
            "invalid_choice": _("Kies iemand uit de lijst."),
        },
    )


class OpmerkingForm(forms.Form):
    tekst = forms.CharField(
        label=_("Uw opmerking"),
        help_text=_("De cursist leest dit bij de uitslag, met uw naam erbij."),
        max_length=LANGSTE_OPMERKING,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": _("Schrijf eerst een opmerking.")},
    )


class NakijkForm(forms.Form):
    uitkomst = forms.ChoiceField(
        label=_("Wat besluit u?"),
        choices=Nakijkuitkomst.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies wat u besluit. Er is niets bewaard.")},
    )
    tekst = forms.CharField(
        label=_("Waarom?"),
        help_text=_("De cursist leest dit, met uw naam erbij."),
        max_length=LANGSTE_TEKST,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": _("Schrijf waarom u dit besluit. Er is niets bewaard.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs | {"auto_id": "nakijk_%s"})


class VerzoekForm(forms.Form):
    waarom = forms.CharField(
        label=_("Wat wilt u dat de trainer bekijkt?"),
        help_text=_("Schrijf geen namen of adressen uit uw werk op."),
        max_length=LANGSTE_TEKST,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": _("Schrijf wat u wilt dat de trainer bekijkt.")},
    )
