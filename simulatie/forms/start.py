"""Beginning a session."""

from __future__ import annotations

import uuid

from django import forms

from simulatie.models import Sessie


class BeginForm(forms.Form):
    """Begin a session; the hidden key makes sending it twice begin one session."""

    sleutel = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)


class SpeelForm(BeginForm):
    """Begin a session of a kind; one form on the page, with a button for each kind."""

    soort = forms.ChoiceField(choices=Sessie.Soort.choices, required=False)

    @property
    def gekozen(self) -> str:
        """The kind that was asked for; practice when a form does not say."""
        return self.cleaned_data.get("soort") or Sessie.Soort.OEFENEN

    @property
    def eigen_sleutel(self) -> uuid.UUID | None:
        """A key for each kind: who goes back and takes the other button begins the other session."""
        sleutel = self.cleaned_data.get("sleutel")
        return sleutel and uuid.uuid5(sleutel, self.gekozen)


class WijzigingForm(BeginForm):
    """Begin to practise with a change that a debrief advises."""

    wijziging = forms.SlugField(max_length=20)
