from __future__ import annotations

from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy

from academy.contact.forms import ContactForm
from cursussen.models import CursusPagina, CursusVersie, Uitvoering
from simulatie.models import Sessie

HOORT_ER_NIET_BIJ = gettext_lazy(
    "Deze vraag hoort er niet bij. Uw antwoord is niet opgeslagen. Laad de pagina opnieuw."
)
KIES_SOORT = gettext_lazy("Kies oefenen of de toets. Er is niets begonnen.")


class VraagAntwoordForm(forms.Form):
    """An answer to one of ``vragen``; which one stands in the hidden field, the choices follow from it."""

    vraag = forms.CharField(
        widget=forms.HiddenInput,
        error_messages={"required": HOORT_ER_NIET_BIJ, "null_characters_not_allowed": HOORT_ER_NIET_BIJ},
    )
    keuze = forms.ChoiceField(
        widget=forms.RadioSelect,
        error_messages={
            "required": gettext_lazy("Kies eerst een antwoord. Er is nog niets opgeslagen."),
            "invalid_choice": gettext_lazy(
                "Dit antwoord hoort niet bij de vraag. Er is niets opgeslagen. Kies een van de antwoorden."
            ),
        },
    )

    def __init__(self, *args: Any, vragen: list[dict[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        sleutel = self["vraag"].value()
        self.gevraagd = next((vraag for vraag in vragen if vraag["sleutel"] == sleutel), None)
        if self.gevraagd is None:
            del self.fields["keuze"]
            return
        self.auto_id = f"id_{self.gevraagd['sleutel']}_%s"
        keuze = cast(forms.ChoiceField, self.fields["keuze"])
        keuze.label = self.gevraagd["stam"]
        keuze.choices = [(keus["sleutel"], keus["tekst"]) for keus in self.gevraagd["keuzes"]]

    def clean_vraag(self) -> str:
        if self.gevraagd is None:
            raise ValidationError(HOORT_ER_NIET_BIJ)
        return self.cleaned_data["vraag"]


class SimulatieForm(forms.Form):
    """Which kind of session to begin or resume."""

    soort = forms.ChoiceField(
        choices=Sessie.Soort.choices,
        widget=forms.HiddenInput,
        error_messages={"required": KIES_SOORT, "invalid_choice": KIES_SOORT},
    )


class VersieForm(forms.ModelForm):
    """What the trainer says about a version that is about to be published."""

    class Meta:
        model = CursusVersie
        fields = ["toelichting"]
        labels = {"toelichting": gettext_lazy("Wat is er veranderd?")}
        help_texts = {"toelichting": gettext_lazy("Alleen trainers zien dit, in de lijst met versies.")}


class BelangstellingForm(ContactForm):
    """Interest in a course: the fields and the guards of the contact form, and which date for how many people."""

    uitvoering = forms.ModelChoiceField(
        label=gettext_lazy("Datum"),
        queryset=Uitvoering.objects.none(),
        required=False,
        empty_label=gettext_lazy("Nog geen voorkeur"),
        error_messages={
            "invalid_choice": gettext_lazy("Deze datum is vol of voorbij. Kies een andere datum.")
        },
    )
    aantal = forms.IntegerField(
        label=gettext_lazy("Aantal personen"),
        min_value=1,
        max_value=200,
        initial=1,
        error_messages={
            "required": gettext_lazy("Vul in voor hoeveel personen u belangstelling hebt."),
            "invalid": gettext_lazy("Vul een heel getal in, bijvoorbeeld 4."),
            "min_value": gettext_lazy("Vul minstens 1 persoon in."),
            "max_value": gettext_lazy(
                "Meer dan 200 personen? Schrijf het in de opmerking en vul hier 200 in."
            ),
        },
    )
    opmerking = forms.CharField(
        label=gettext_lazy("Opmerking"),
        required=False,
        max_length=2000,
        help_text=gettext_lazy("Schrijf geen namen of adressen uit een dossier."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    VELDEN_VOOR_MENSEN = (  # type: ignore[assignment]  # more of them than on the contact form
        "naam",
        "organisatie",
        "email",
        "telefoon",
        "uitvoering",
        "aantal",
        "opmerking",
        "toestemming",
    )

    def __init__(self, *args: Any, cursus: CursusPagina, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Here the course is the topic, and the rest of the form is the message.
        for naam in ("onderwerp", "bericht"):
            self.fields.pop(naam, None)
        veld = cast("forms.ModelChoiceField", self.fields["uitvoering"])
        veld.queryset = cursus.uitvoeringen.te_kiezen()
