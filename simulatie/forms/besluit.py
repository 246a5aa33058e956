"""What the form of every decision carries, and a line of text as screens ask it."""

from __future__ import annotations

from typing import Any

from django import forms

from simulatie.acties.geweigerd import VerouderdTabblad


class BesluitForm(forms.Form):
    """A decision without anything to type: carries the number the page was made with."""

    verwacht_nummer = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    @property
    def nummer(self) -> int:
        return self.cleaned_data["verwacht_nummer"]

    def eis_nummer(self) -> None:
        """Raises VerouderdTabblad when the form does not say about which plan it decides."""
        if "verwacht_nummer" in self.errors:
            raise VerouderdTabblad

    def eis_geldig(self) -> None:
        """For a button, where nothing can be typed: raises VerouderdTabblad when its page did not send this."""
        if not self.is_valid():
            raise VerouderdTabblad


class Tekstregel(forms.CharField):
    """A line of text; a browser would cut off what is too long without a word, so the form says it."""

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {naam: waarde for naam, waarde in super().widget_attrs(widget).items() if naam != "maxlength"}
