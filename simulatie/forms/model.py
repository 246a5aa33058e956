"""Finding coefficients of the model."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from simulatie.kern import LUSSEN


class CoefficientForm(forms.Form):
    """Which coefficients to show; empty shows all."""

    zoek = forms.CharField(label=_("Zoek een woord"), required=False, max_length=60)
    lus = forms.ChoiceField(
        label=_("Lus"),
        required=False,
        choices=[
            ("", _("alle")),
            *((letter, f"{letter}. {uitleg.partition(':')[0]}") for letter, uitleg in LUSSEN.items()),
        ],
    )
    herkomst = forms.ChoiceField(
        label=_("Herkomst"),
        required=False,
        choices=[("", _("alle")), ("bron", _("met een bron")), ("aanname", _("aanname"))],
    )
