"""Saved plans: save one, compare some, share one."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from academy.gebruikers.models import Gebruiker, Organisatie
from simulatie.forms.besluit import BesluitForm, Tekstregel
from simulatie.models import BewaardPlan
from simulatie.rechten import te_delen_met
from simulatie.schermen.vergelijking import MEESTE_PLANNEN


class BewaarForm(BesluitForm):
    """Save the plan as a version; the hidden key makes sending it twice save one."""

    sleutel = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    naam = Tekstregel(
        label=_("Naam van het plan"),
        max_length=60,
        help_text=_("Met dezelfde naam wordt het een volgende versie. Eerdere versies blijven staan."),
        error_messages={
            "required": _("Geef het plan een naam. Het is nog niet bewaard."),
            "max_length": _("De naam heeft %(show_value)d tekens. Gebruik er hoogstens %(limit_value)d."),
        },
    )
    reden = Tekstregel(
        label=_("Waarom bewaart u het?"),
        max_length=200,
        help_text=_("Schrijf in één zin wat u probeerde. Zo vindt u het later terug."),
        error_messages={
            "required": _("Schrijf in één zin waarom u het bewaart. Het is nog niet bewaard."),
            "max_length": _("De reden heeft %(show_value)d tekens. Gebruik er hoogstens %(limit_value)d."),
        },
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs | {"auto_id": "bewaar_%s"})


class VergelijkForm(forms.Form):
    """Up to three saved plans of one case, by their keys and in the order asked for."""

    plan = forms.Field(
        widget=forms.SelectMultiple,
        error_messages={"required": _("Kies eerst een of meer plannen om te vergelijken.")},
    )

    def __init__(self, *args: Any, gebruiker: Gebruiker, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.gebruiker = gebruiker

    def clean_plan(self) -> list[BewaardPlan]:
        sleutels = list(dict.fromkeys(self.cleaned_data["plan"]))
        if len(sleutels) > MEESTE_PLANNEN:
            raise forms.ValidationError(
                gettext("U koos %(aantal)d plannen. Vergelijk er hoogstens drie tegelijk.")
                % {"aantal": len(sleutels)}
            )
        zichtbaar = BewaardPlan.objects.zichtbaar_voor(self.gebruiker).select_related("gebruiker")
        try:
            gevonden = {str(plan.sleutel): plan for plan in zichtbaar.filter(sleutel__in=sleutels)}
            plannen = [gevonden[sleutel] for sleutel in sleutels]
        except (KeyError, forms.ValidationError) as fout:
            raise forms.ValidationError(
                gettext("Een van deze plannen is er niet (meer) voor u. Kies uit de lijst.")
            ) from fout
        if len({plan.casus for plan in plannen}) > 1:
            raise forms.ValidationError(
                gettext("Deze plannen horen bij verschillende casussen. Kies plannen van één casus.")
            )
        return plannen


class DeelForm(forms.Form):
    """With which of the organisations one works for today a plan is shared."""

    organisatie = forms.ModelChoiceField(
        Organisatie.objects.none(),
        label=_("Deel met collega’s van"),
        empty_label=None,
        error_messages={
            "required": _("Kies met welke organisatie u het plan deelt."),
            "invalid_choice": _("U kunt alleen delen met een organisatie waar u nu werkt."),
        },
    )

    def __init__(self, *args: Any, gebruiker: Gebruiker, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs | {"auto_id": "deel_%s"})
        veld: forms.ModelChoiceField = self.fields["organisatie"]  # type: ignore[assignment]
        veld.queryset = te_delen_met(gebruiker)


class LinkForm(forms.Form):
    """Whether a link to a plan says whose it is."""

    met_naam = forms.BooleanField(
        label=_("Zet mijn naam erbij"),
        required=False,
        help_text=_("Zonder vinkje ziet niemand van wie het plan is."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs | {"auto_id": "link_%s"})
