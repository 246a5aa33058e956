from __future__ import annotations

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from academy.portaal.schermen import SORTERINGEN, Filter, Leerstatus, Overzicht
from cursussen.models import CursusPagina

ONBEKEND = _("Deze keuze bestaat niet. Kies er een uit de lijst.")


class FilterForm(forms.Form):
    """What a manager wants to see; a plain GET form, so that the address can be kept and shared."""

    zoek = forms.CharField(
        label=_("Naam of e-mailadres"),
        max_length=120,
        required=False,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    status = forms.ChoiceField(
        label=_("Status"),
        choices=[("", _("Alle")), *Leerstatus.choices],
        required=False,
        error_messages={"invalid_choice": ONBEKEND},
    )
    cursus = forms.ModelChoiceField(
        label=_("Cursus"),
        queryset=CursusPagina.objects.none(),
        empty_label=_("Alle"),
        required=False,
        error_messages={"invalid_choice": ONBEKEND},
    )
    sorteer = forms.ChoiceField(
        choices=[(richting + veld, veld) for veld in SORTERINGEN for richting in ("", "-")],
        required=False,
        error_messages={
            "invalid_choice": _("Zo kan de lijst niet gesorteerd worden. Kies een kop van de lijst.")
        },
        widget=forms.HiddenInput,
    )

    def __init__(self, vraag: QueryDict, *, overzicht: Overzicht) -> None:
        super().__init__(vraag)
        self.fields["cursus"].queryset = overzicht.cursussen()  # type: ignore[attr-defined]

    def filter(self) -> Filter:
        """What was asked for; a value that makes no sense counts as not asked, and its error stays on the form."""
        self.is_valid()
        goed = self.cleaned_data
        cursus = goed.get("cursus")
        return Filter(
            zoek=goed.get("zoek", ""),
            leerstatus=goed.get("status", ""),
            cursus=cursus.pk if cursus else None,
            sorteer=goed.get("sorteer") or "naam",
        )
