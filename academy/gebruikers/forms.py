from __future__ import annotations

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from academy.gebruikers.models import Gebruiker


class AanmeldForm(forms.Form):
    """The name beside the e-mail address when somebody makes an account; allauth adds the address itself."""

    first_name = forms.CharField(
        label=_("Voornaam"), max_length=80, widget=forms.TextInput(attrs={"autocomplete": "given-name"})
    )
    tussenvoegsel = forms.CharField(
        label=_("Tussenvoegsel"),
        max_length=20,
        required=False,
        help_text=_("Bijvoorbeeld: van der"),
        widget=forms.TextInput(attrs={"autocomplete": "additional-name"}),
    )
    last_name = forms.CharField(
        label=_("Achternaam"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "family-name"})
    )

    def signup(self, request: HttpRequest, user: Gebruiker) -> None:
        """Called by allauth once the account exists."""
        user.first_name = self.cleaned_data["first_name"]
        user.tussenvoegsel = self.cleaned_data["tussenvoegsel"]
        user.last_name = self.cleaned_data["last_name"]
        user.save(update_fields=["first_name", "tussenvoegsel", "last_name"])
