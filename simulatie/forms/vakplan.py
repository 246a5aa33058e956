"""Which plan of practitioners to look at."""

from __future__ import annotations

from django import forms


class VakplanForm(forms.Form):
    """The number of a plan, from 1; without one it is the nearest."""

    plan = forms.IntegerField(min_value=1, required=False)
