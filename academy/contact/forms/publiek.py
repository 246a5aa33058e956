from __future__ import annotations

import time
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.core.validators import ProhibitNullCharactersValidator
from django.utils.translation import gettext_lazy as _

from academy.contact.models import Onderwerp

ZOUT = "academy.contact.formulier"
KORTSTE_INVULTIJD_SECONDEN = 3
LANGSTE_INVULTIJD_SECONDEN = 24 * 3600


def nieuw_bewijs(sleutel: UUID, getoond: float | None = None) -> str:
    """A signed proof of which form this is and when it was shown (seconds since 1970; now when left out)."""
    moment = time.time() if getoond is None else getoond
    return signing.dumps({"sleutel": str(sleutel), "getoond": moment}, salt=ZOUT)


def weiger_onleesbaar(waarde: str) -> None:
    """Bytes that are no UTF-8 arrive as this sign; keeping it would keep a broken name."""
    if "\ufffd" in waarde:
        raise ValidationError(
            _("Hier staat een teken dat wij niet kunnen lezen (\ufffd). Haal het weg of typ het opnieuw.")
        )


class LangeTekst(forms.CharField):
    """Without a length in the page: a browser would silently cut off what somebody pastes. We say it instead.

    Browsers send a line end as two characters; it is kept, and counted, as one.
    """

    def to_python(self, value: Any) -> str:
        return super().to_python(str(value or "").replace("\r\n", "\n")) or ""

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {naam: waarde for naam, waarde in super().widget_attrs(widget).items() if naam != "maxlength"}


class ContactForm(forms.Form):
    """The public form. Robots are noticed by the proof, the trap and the time taken; people notice nothing."""

    naam = forms.CharField(
        label=_("Naam"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    organisatie = forms.CharField(
        label=_("Organisatie"),
        max_length=160,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )
    email = forms.EmailField(
        label=_("E-mailadres"),
        help_text=_("Hierop sturen wij de bevestiging en ons antwoord."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "invalid": _("Dit is geen volledig e-mailadres. Een goed voorbeeld: naam@gemeente.nl")
        },
    )
    telefoon = forms.CharField(
        label=_("Telefoon"),
        max_length=30,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "tel", "type": "tel"}),
    )
    onderwerp = forms.ModelChoiceField(
        label=_("Onderwerp"),
        queryset=Onderwerp.objects.actief(),
        empty_label=_("Kies een onderwerp"),
        error_messages={"invalid_choice": _("Dit onderwerp bestaat niet meer. Kies een ander onderwerp.")},
    )
    bericht = LangeTekst(
        label=_("Bericht"),
        max_length=5000,
        error_messages={
            "max_length": _(
                "Uw bericht heeft %(show_value)s tekens. Wij kunnen er %(limit_value)s bewaren. Maak het korter."
            )
        },
        help_text=_("Schrijf geen namen of adressen uit een dossier."),
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    toestemming = forms.BooleanField(
        label=_("De academy mag deze gegevens bewaren om mijn vraag te beantwoorden."),
        error_messages={
            "required": _(
                "Zonder uw toestemming mogen wij uw vraag niet bewaren. Zet een vinkje om te versturen."
            )
        },
    )
    # A name that browsers do not fill in by themselves and robots cannot resist.
    nadere_aanduiding = forms.CharField(
        label=_("Laat dit veld leeg"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )
    bewijs = forms.CharField(widget=forms.HiddenInput, required=False)

    VERPLICHT = {
        "naam": _("Vul uw naam in."),
        "email": _("Vul uw e-mailadres in, anders kunnen wij niet antwoorden."),
        "onderwerp": _("Kies een onderwerp."),
        "bericht": _("Schrijf uw vraag of bericht."),
    }
    VELDEN_VOOR_MENSEN = ("naam", "organisatie", "email", "telefoon", "onderwerp", "bericht", "toestemming")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sleutel = uuid4()
        self.verdacht = False
        if not self.is_bound:
            self.initial["bewijs"] = nieuw_bewijs(self.sleutel)
        if not Onderwerp.objects.actief().exists():
            del self.fields["onderwerp"]
        for naam, veld in self.fields.items():
            if naam in self.VERPLICHT:
                veld.error_messages["required"] = self.VERPLICHT[naam]
            if isinstance(veld, forms.CharField):
                veld.validators.append(weiger_onleesbaar)
            for toets in veld.validators:
                if isinstance(toets, ProhibitNullCharactersValidator):
                    toets.message = _(
                        "Hier staat een teken dat wij niet kunnen bewaren. Typ de tekst opnieuw."
                    )

    def velden_voor_mensen(self) -> list[forms.BoundField]:
        """The fields in the order of the page, without trap and proof."""
        return [self[naam] for naam in self.VELDEN_VOOR_MENSEN if naam in self.fields]

    def verzoek(self) -> dict[str, Any]:
        """What was sent, as keyword arguments for ``ontvang_verzoek``."""
        velden = set(self.VELDEN_VOOR_MENSEN) - {"toestemming"}
        inhoud = {naam: waarde for naam, waarde in self.cleaned_data.items() if naam in velden}
        return inhoud | {"formulier_sleutel": self.sleutel, "verdacht": self.verdacht}

    def clean(self) -> dict[str, Any]:
        schoon = super().clean() or {}
        self._lees_bewijs(schoon.get("bewijs", ""))
        self.verdacht = self.verdacht or bool(self.data.get("nadere_aanduiding"))
        return schoon

    def _lees_bewijs(self, bewijs: str) -> None:
        """An old or damaged proof is replaced, so that sending once more works; nothing typed is lost."""
        try:
            inhoud = signing.loads(bewijs, salt=ZOUT)
        except signing.BadSignature:
            self._vernieuw(nieuw_bewijs(self.sleutel))
            return
        self.sleutel = UUID(inhoud["sleutel"])
        leeftijd = time.time() - inhoud["getoond"]
        if leeftijd > LANGSTE_INVULTIJD_SECONDEN:
            # This person took more than a day: the fresh proof must not call the next click too fast.
            self._vernieuw(nieuw_bewijs(self.sleutel, time.time() - KORTSTE_INVULTIJD_SECONDEN))
            return
        self.verdacht = leeftijd < KORTSTE_INVULTIJD_SECONDEN

    def _vernieuw(self, bewijs: str) -> None:
        gegevens = self.data.copy()  # type: ignore[attr-defined]
        gegevens["bewijs"] = bewijs
        self.data = gegevens
        self.add_error(
            None,
            _("Dit formulier stond te lang open. Wat u invulde, staat er nog. Verstuur het nog een keer."),
        )
