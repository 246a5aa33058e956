from __future__ import annotations

import unicodedata

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from academy.gebruikers.models import Gebruiker
from certificaten.acties.uitgifte import Naam
from certificaten.models import CODE_ALFABET, CODE_LENGTE, schoon_code, valideer_drukbaar


class NaamForm(forms.Form):
    """How the name will read on the certificate, in its Dutch parts."""

    voornaam = forms.CharField(
        label=gettext_lazy("Voornaam"),
        max_length=80,
        error_messages={"required": gettext_lazy("Vul uw voornaam in, of uw voorletters.")},
        help_text=gettext_lazy("Zoals u op het certificaat wilt staan. Voorletters mag ook."),
        widget=forms.TextInput(attrs={"autocomplete": "given-name"}),
    )
    tussenvoegsel = forms.CharField(
        label=gettext_lazy("Tussenvoegsel"),
        max_length=20,
        required=False,
        help_text=gettext_lazy("Bijvoorbeeld: van der"),
        widget=forms.TextInput(attrs={"autocomplete": "additional-name"}),
    )
    achternaam = forms.CharField(
        label=gettext_lazy("Achternaam"),
        max_length=120,
        error_messages={"required": gettext_lazy("Vul uw achternaam in.")},
        widget=forms.TextInput(attrs={"autocomplete": "family-name"}),
    )

    @classmethod
    def beginwaarden(cls, gebruiker: Gebruiker) -> dict[str, str]:
        return Naam.van(gebruiker)._asdict()

    @property
    def naam(self) -> Naam:
        """The name that was typed; only of a valid form."""
        return Naam(**self.cleaned_data)

    def clean_voornaam(self) -> str:
        return self._drukbaar("voornaam")

    def clean_tussenvoegsel(self) -> str:
        return self._drukbaar("tussenvoegsel")

    def clean_achternaam(self) -> str:
        return self._drukbaar("achternaam")

    def _drukbaar(self, veld: str) -> str:
        tekst = unicodedata.normalize("NFC", " ".join(self.cleaned_data[veld].split()))
        valideer_drukbaar(tekst)
        if tekst and not any(teken.isalpha() for teken in tekst):
            raise forms.ValidationError(_("Hier staat geen letter in. Vul uw naam in."), code="geen_naam")
        return tekst


class CodeForm(forms.Form):
    """The code as somebody reads it from paper: capitals or not, with spaces or dashes."""

    code = forms.CharField(
        label=gettext_lazy("Code van het certificaat"),
        max_length=120,
        error_messages={"required": gettext_lazy("Vul de code in die op het certificaat staat.")},
        help_text=gettext_lazy("De code staat onder de QR-code. Spaties en kleine letters mogen."),
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        ),
    )

    def clean_code(self) -> str:
        code = schoon_code(self.cleaned_data["code"])
        if vreemd := "".join(dict.fromkeys(teken for teken in code if teken not in CODE_ALFABET)):
            raise forms.ValidationError(
                _(
                    "Dit teken komt in geen enkele code voor: %(tekens)s. Vergelijk de code met het certificaat."
                ),
                code="vreemd_teken",
                params={"tekens": " ".join(vreemd)},
            )
        if len(code) != CODE_LENGTE:
            raise forms.ValidationError(
                _("Een code heeft %(lengte)s letters en cijfers. U vulde er %(aantal)s in."),
                code="lengte",
                params={"lengte": CODE_LENGTE, "aantal": len(code)},
            )
        return code


class IntrekForm(forms.Form):
    """Why a certificate is taken back."""

    reden = forms.CharField(
        label=gettext_lazy("Reden"),
        max_length=250,
        error_messages={
            "required": gettext_lazy("Vul een reden in. De houder van het certificaat krijgt die te lezen.")
        },
        help_text=gettext_lazy("De houder van het certificaat krijgt deze reden per e-mail."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
