"""Playing a test: a source, a dilemma, a prediction."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from simulatie.acties.spel import LANGSTE_REDEN
from simulatie.forms.besluit import BesluitForm, Tekstregel
from simulatie.kern import Bron, Gebeurtenis
from simulatie.spel.besluiten import Vorm
from simulatie.spel.verloop import antwoorden_op_volgorde


class BronForm(BesluitForm):
    """Ask a source on a legal ground; ``toch`` insists after a refusal."""

    grondslag = forms.ChoiceField(
        label=_("Op welke grond vraagt u dit?"),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Kies eerst een grond. U hebt nog niets gevraagd."),
            "invalid_choice": _("Kies een grond uit de lijst bij deze bron. U hebt nog niets gevraagd."),
        },
    )
    toch = forms.BooleanField(label=_("Ik vraag het toch. Ik weet dat dit tegen mij telt."), required=False)

    def __init__(self, *args: Any, bron: Bron, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs | {"auto_id": f"{bron.sleutel}_%s"})
        grondslag: forms.ChoiceField = self.fields["grondslag"]  # type: ignore[assignment]
        grondslag.choices = [(grond.sleutel, grond.tekst) for grond in bron.grondslagen]


class DilemmaForm(BesluitForm):
    """The answer to a dilemma, in the order of the session with this seed."""

    keuze = forms.ChoiceField(
        label=_("Wat doet u?"),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Kies eerst een antwoord. Er is nog niets besloten."),
            "invalid_choice": _("Kies een antwoord uit de lijst. Er is nog niets besloten."),
        },
    )

    def __init__(self, *args: Any, dilemma: Gebeurtenis, zaad: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs | {"auto_id": "antwoord_%s"})
        antwoorden = antwoorden_op_volgorde(dilemma, zaad)
        keuze: forms.ChoiceField = self.fields["keuze"]  # type: ignore[assignment]
        keuze.choices = [(een.sleutel, een.tekst) for een in antwoorden]


class VoorspelForm(BesluitForm):
    """A shape for each of two lines, and in one line why."""

    meldingen = forms.ChoiceField(
        label=_("Meldingen per maand"),
        choices=Vorm.keuzes(),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Kies een van de vier lijnen."),
            "invalid_choice": _("Kies een van de vier lijnen."),
        },
    )
    leefbaarheid = forms.ChoiceField(
        label=_("Leefbaarheidsindex (fictief)"),
        choices=Vorm.keuzes(),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Kies een van de vier lijnen."),
            "invalid_choice": _("Kies een van de vier lijnen."),
        },
    )
    reden = Tekstregel(
        label=_("Waarom denkt u dat?"),
        max_length=LANGSTE_REDEN,
        help_text=_("Schrijf één regel. U ziet hem terug bij de uitslag."),
        error_messages={
            "required": _("Schrijf in één regel waarom u dat denkt."),
            "max_length": _("Uw reden heeft %(show_value)d tekens. Schrijf er hoogstens %(limit_value)d."),
        },
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs | {"auto_id": "voorspel_%s"})
