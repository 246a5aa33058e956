from __future__ import annotations

from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from academy.contact.forms.publiek import LangeTekst
from academy.contact.models import Antwoordsjabloon, Contactverzoek, Onderwerp
from academy.contact.rechten import behandelaars

Status = Contactverzoek.Status


class BehandelForm(forms.Form):
    """What academy staff change about a request. A field that was not touched stays what it is now."""

    status = forms.ChoiceField(label=_("Status"), choices=Status, required=False, show_hidden_initial=True)
    eigenaar = forms.ModelChoiceField(
        label=_("Eigenaar"),
        queryset=behandelaars(),
        required=False,
        show_hidden_initial=True,
        empty_label=_("nog niemand"),
        help_text=_("Wie zorgt dat deze vraag een antwoord krijgt?"),
    )
    notitie = forms.CharField(
        label=_("Notitie"),
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Alleen medewerkers van de academy zien dit. Een notitie is later niet te wijzigen."),
    )
    reactie = forms.BooleanField(
        label=_("De afzender heeft een reactie gekregen"),
        required=False,
        help_text=_("Bijvoorbeeld omdat u belde. Daarna staat het verzoek niet meer bij te laat."),
    )

    def __init__(self, *args: Any, verzoek: Contactverzoek, **kwargs: Any) -> None:
        kwargs["initial"] = {"status": verzoek.status, "eigenaar": verzoek.eigenaar_id}
        super().__init__(*args, **kwargs)

    def wijzigingen(self) -> dict[str, Any]:
        """Keyword arguments for ``behandel``: only what this person really changed on the screen."""
        gewijzigd = {
            naam: self.cleaned_data[naam] for naam in ("status", "eigenaar") if naam in self.changed_data
        }
        return gewijzigd | {naam: self.cleaned_data[naam] for naam in ("notitie", "reactie")}


class SjabloonForm(forms.Form):
    """Which text to start from; a plain GET form."""

    sjabloon = forms.ModelChoiceField(
        label=_("Sjabloon"),
        queryset=Antwoordsjabloon.objects.all(),
        required=False,
        empty_label=_("zonder sjabloon"),
    )


class VerzoekAntwoordForm(forms.Form):
    """An answer as it will leave. The key makes two clicks on the button one answer."""

    sleutel = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    onderwerp = forms.CharField(label=_("Onderwerp"), max_length=200)
    tekst = LangeTekst(
        label=_("Tekst"),
        max_length=20000,
        widget=forms.Textarea(attrs={"rows": 16}),
        help_text=_("Zo krijgt de afzender het. Wat u verstuurt, blijft in de geschiedenis staan."),
    )
    status = forms.ChoiceField(
        label=_("Status na versturen"),
        choices=[("", _("laten zoals hij is")), *Status.choices],
        required=False,
        initial=Status.AFGEROND,
    )


class ControleForm(forms.Form):
    """Which of the messages that were set apart, and what to do with them."""

    verzoeken = forms.ModelMultipleChoiceField(
        queryset=Contactverzoek.objects.filter(status=Status.TE_CONTROLEREN),
        error_messages={
            "required": _("Kies eerst een of meer berichten. Er is niets veranderd."),
            "invalid_choice": _("Een van deze berichten is intussen al beoordeeld. Bekijk de lijst opnieuw."),
        },
    )
    status = forms.ChoiceField(choices=[(Status.NIEUW, ""), (Status.SPAM, "")])


class PersoonForm(forms.Form):
    email = forms.EmailField(
        label=_("E-mailadres"),
        help_text=_("Het adres waarmee deze persoon het contactformulier invulde."),
        error_messages={"required": _("Vul een e-mailadres in.")},
    )


class CijfersForm(forms.Form):
    """Which figures; a plain GET form."""

    maanden = forms.TypedChoiceField(
        label=_("Periode"),
        choices=[("12", _("laatste 12 maanden")), ("24", _("laatste 24 maanden")), ("0", _("alles"))],
        coerce=int,
    )
    onderwerp = forms.ModelChoiceField(
        label=_("Onderwerp"),
        queryset=Onderwerp.objects.all(),
        required=False,
        empty_label=_("alle onderwerpen"),
    )
