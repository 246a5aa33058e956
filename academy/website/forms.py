from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class ZoekForm(forms.Form):
    """What somebody looks for; sent by GET, so that a result can be shared."""

    zoek = forms.CharField(
        label=_("Waar zoekt u naar?"),
        max_length=200,
        strip=True,
        error_messages={"required": _("Typ minstens één woord om te zoeken.")},
        widget=forms.TextInput(attrs={"type": "search"}),
    )

    def clean_zoek(self) -> str:
        """Quotes have a meaning of their own in the search index of SQLite; half a pair of them is an error."""
        return " ".join(self.cleaned_data["zoek"].replace('"', " ").split())
