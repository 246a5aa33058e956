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


class VoorbeeldForm(forms.Form):
    """Every kind of field, for the overview of the design; it is never stored."""

    naam = forms.CharField(label=_("Naam"), max_length=80, help_text=_("Zoals die op het certificaat komt."))
    email = forms.EmailField(label=_("E-mailadres"))
    onderwerp = forms.ChoiceField(
        label=_("Onderwerp"), choices=[("", _("Kies een onderwerp")), ("gesprek", _("Een gesprek"))]
    )
    aantal = forms.IntegerField(label=_("Aantal deelnemers"), min_value=1, required=False)
    dag = forms.DateField(
        label=_("Gewenste dag"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    bericht = forms.CharField(
        label=_("Toelichting op de huisvestingsverordeningsproblematiek"),
        required=False,
        widget=forms.Textarea,
    )
    plek = forms.ChoiceField(
        label=_("Waar speelt het?"),
        choices=[("wijk", _("In een wijk")), ("park", _("Op een vakantiepark"))],
        widget=forms.RadioSelect,
    )
    akkoord = forms.BooleanField(label=_("De academy mag deze gegevens bewaren"))
    dicht = forms.CharField(label=_("Organisatie (staat vast)"), initial="Gemeente Leerdonk", disabled=True)
