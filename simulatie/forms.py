"""What people type into the simulation; the model itself judges whether a plan can be carried out."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from academy.gebruikers.models import Gebruiker, Organisatie
from simulatie.acties.spel import LANGSTE_REDEN
from simulatie.kern import PRINCIPES, Bevinding, Bron, Casus, Gebeurtenis
from simulatie.models import BewaardPlan, Sessie
from simulatie.schermen.vergelijking import MEESTE_PLANNEN
from simulatie.spel.besluiten import Terugweg, Vorm

ZWAKST, STERKST = 10, 100
"""How weak and how strong steps make a measure, in percent."""


def stapveld(stap: int) -> forms.TypedChoiceField:
    """One step back or forth, by a button."""
    keuzes = [(str(waarde), str(waarde)) for waarde in (-stap, stap)]
    return forms.TypedChoiceField(choices=keuzes, coerce=int, empty_value=None, required=False)


class BeginForm(forms.Form):
    """Begin a session; the hidden key makes sending it twice begin one session."""

    sleutel = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)


class BesluitForm(forms.Form):
    """A decision without anything to type: carries the number the page was made with."""

    verwacht_nummer = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    @property
    def nummer(self) -> int:
        return self.cleaned_data["verwacht_nummer"]


class VerschuifForm(BesluitForm):
    """One step of one kind: start a month earlier or later, last one shorter or longer, or 10 % weaker or stronger."""

    maanden = stapveld(1)
    langer = stapveld(1)
    sterker = stapveld(10)

    def clean(self) -> dict[str, Any]:
        velden = super().clean() or {}
        if sum(bool(velden.get(stap)) for stap in ("maanden", "langer", "sterker")) != 1:
            raise forms.ValidationError(gettext("Kies één stap."))
        return velden

    def na(self, inzet: Mapping[str, Any]) -> dict[str, Any]:
        """What a step in length or strength makes of a measure; empty when steps make it no weaker or stronger."""
        stappen = self.cleaned_data
        if stappen["langer"]:
            return {"duur": inzet["duur"] + stappen["langer"]}
        nu = round(inzet["mate"] * 100)
        mate = min(max(nu + stappen["sterker"], min(nu, ZWAKST)), STERKST)
        return {} if mate == nu else {"mate": mate / 100}


class Regel(forms.CharField):
    """A line of text; a browser would cut off what is too long without a word, so the form says it."""

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {naam: waarde for naam, waarde in super().widget_attrs(widget).items() if naam != "maxlength"}


class TerugzetForm(BesluitForm):
    """Back to one of the three resets, or to a saved version by its key."""

    naar = forms.CharField(
        max_length=40, error_messages={"required": _("Kies eerst een bewaard plan. Er is niets veranderd.")}
    )

    def clean_naar(self) -> str:
        naar = self.cleaned_data["naar"]
        if naar in Terugweg.waarden():
            return naar
        try:
            return str(uuid.UUID(naar))
        except ValueError as fout:
            raise forms.ValidationError(self.fields["naar"].error_messages["required"]) from fout


class BewaarForm(BesluitForm):
    """Save the plan as a version; the hidden key makes sending it twice save one."""

    sleutel = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    naam = Regel(
        label=_("Naam van het plan"),
        max_length=60,
        help_text=_("Met dezelfde naam wordt het een volgende versie. Eerdere versies blijven staan."),
        error_messages={
            "required": _("Geef het plan een naam. Het is nog niet bewaard."),
            "max_length": _("De naam heeft %(show_value)d tekens. Gebruik er hoogstens %(limit_value)d."),
        },
    )
    reden = Regel(
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
        veld.queryset = Organisatie.objects.filter(
            pk__in=gebruiker.lidmaatschappen.geldig().values("organisatie")
        ).order_by("naam")


class IndienForm(BesluitForm):
    akkoord = forms.BooleanField(
        label=_("Ik weet dat mijn plan na het indienen vaststaat."),
        error_messages={"required": _("Vink dit aan als u wilt indienen. Uw plan is nog niet ingediend.")},
    )


class GeheelGetal(forms.IntegerField):
    """A whole number in a text field, so that what was typed stays on screen when it is no number."""

    def __init__(self, *, laag: int, hoog: int, **anders: Any) -> None:
        self.laag, self.hoog = laag, hoog
        super().__init__(widget=forms.TextInput(attrs={"inputmode": "numeric", "size": 4}), **anders)
        melding = gettext("Vul een heel getal in van %(laag)d tot en met %(hoog)d.") % {
            "laag": laag,
            "hoog": hoog,
        }
        self.error_messages |= {"required": melding, "invalid": melding}
        self.validators += [MinValueValidator(laag, melding), MaxValueValidator(hoog, melding)]


class InzetForm(BesluitForm):
    """A measure in the plan: when, how long, how strongly and where. The months are those of the model."""

    start = forms.Field()
    duur = forms.Field()
    mate = forms.Field()
    deelgebieden = forms.MultipleChoiceField(
        label=_("Waar"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, casus: Casus, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.casus = casus
        self.fields["start"] = GeheelGetal(
            label=gettext("Start in maand"), laag=0, hoog=casus.programmaduur - 1
        )
        self.fields["duur"] = GeheelGetal(label=gettext("Duur in maanden"), laag=1, hoog=casus.programmaduur)
        self.fields["mate"] = GeheelGetal(label=gettext("Mate in procenten"), laag=1, hoog=100)
        gebieden: forms.MultipleChoiceField = self.fields["deelgebieden"]  # type: ignore[assignment]
        gebieden.choices = [(gebied.sleutel, gebied.naam) for gebied in casus.deelgebieden]
        gebieden.help_text = (
            gettext("Vink niets aan voor %(overal)s. In minder delen werkt een maatregel daar sterker.")
            % casus.woorden
        )
        # The value itself is filled in by the field.
        gebieden.error_messages["invalid_choice"] = gettext(
            "“%(value)s” is geen deel van %(gebied)s. Kies uit de lijst."
        ) % {"value": "%(value)s", "gebied": casus.woorden["gebied"]}

    @classmethod
    def van(cls, gegevens: Mapping[str, Any], nummer: int, casus: Casus, auto_id: str) -> InzetForm:
        """The form of a measure as it stands in the plan; ``nummer`` is that of the last decision."""
        return cls(
            casus=casus,
            auto_id=auto_id,
            initial={
                "verwacht_nummer": nummer,
                "start": gegevens["start"],
                "duur": gegevens["duur"],
                "mate": round(gegevens["mate"] * 100),
                "deelgebieden": gegevens["deelgebieden"] or [],
            },
        )

    @property
    def inzet(self) -> dict[str, Any]:
        """What was typed, in the units of the model."""
        velden = ("kaart", "start", "duur", "deelgebieden")
        ingevuld = {veld: self.cleaned_data[veld] for veld in velden if veld in self.cleaned_data}
        return ingevuld | {"mate": self.cleaned_data["mate"] / 100}

    def weiger(self, bevindingen: Iterable[Bevinding]) -> None:
        """Show the faults the model found, each at its field."""
        for bevinding in bevindingen:
            veld = bevinding.pad if bevinding.pad in self.fields else None
            self.add_error(veld, f"{bevinding.melding} {bevinding.remedie}")

    def verstuur_opnieuw(self, nummer: int, melding: str) -> None:
        """Keep what was typed and let it be sent again on top of decision ``nummer``."""
        gegevens = self.data.copy()  # type: ignore[attr-defined]
        gegevens[self.add_prefix("verwacht_nummer")] = str(nummer)
        self.data = gegevens
        self.add_error(None, f"{melding} {gettext('Wat u invulde, staat er nog.')}")


class ToevoegForm(InzetForm):
    """A new measure. Without a duration it gets the usual one of its card."""

    kaart = forms.ChoiceField(label=_("Maatregel"))
    field_order = ["verwacht_nummer", "kaart", "start", "duur", "mate", "deelgebieden"]

    def __init__(self, *args: Any, casus: Casus, **kwargs: Any) -> None:
        super().__init__(*args, casus=casus, **kwargs)
        kaart: forms.ChoiceField = self.fields["kaart"]  # type: ignore[assignment]
        kaart.choices = [("", gettext("Kies een maatregel")), *kaartkeuzes(casus)]
        kaart.error_messages |= {
            "required": gettext("Kies een maatregel uit de lijst."),
            "invalid_choice": gettext("“%(value)s” is geen maatregel in deze casus. Kies uit de lijst."),
        }
        duur = self.fields["duur"]
        duur.required = False
        duur.help_text = gettext("Met de aanloop erbij. Laat leeg voor de gebruikelijke duur.")
        self.fields["start"].help_text = gettext("0 is meteen.")
        self.fields["mate"].help_text = gettext("100 is alles wat deze maatregel kan.")

    def clean(self) -> dict[str, Any]:
        velden = super().clean() or {}
        if velden.get("duur") is None and "duur" not in self.errors and velden.get("kaart"):
            velden["duur"] = gebruikelijke_duur(self.casus, velden["kaart"], velden.get("start") or 0)
        return velden


def gebruikelijke_duur(casus: Casus, code: str, start: int) -> int:
    """Months: the usual duration of a card, cut off at the end of the programme where that leaves enough."""
    kortst, gewoon, _langst = casus.kaarten[code].duur
    return max(kortst, min(gewoon, casus.programmaduur - start))


def kaartkeuzes(casus: Casus) -> list[tuple[str, list[tuple[str, str]]]]:
    """The cards of a case per principle, for a grouped list of choices."""
    return [
        (naam, [(kaart.code, f"{kaart.code} {kaart.naam}") for kaart in kaarten])
        for principe, naam in PRINCIPES.items()
        if (kaarten := [kaart for kaart in casus.kaarten.values() if kaart.principe == principe])
    ]


class SpeelForm(BeginForm):
    """Begin a session of a kind; one form on the page, with a button for each kind."""

    soort = forms.ChoiceField(choices=Sessie.Soort.choices, required=False)

    @property
    def gekozen(self) -> str:
        """The kind that was asked for; practice when a form does not say."""
        return self.cleaned_data.get("soort") or Sessie.Soort.OEFENEN

    @property
    def eigen_sleutel(self) -> uuid.UUID | None:
        """A key for each kind: who goes back and takes the other button begins the other session."""
        sleutel = self.cleaned_data.get("sleutel")
        return sleutel and uuid.uuid5(sleutel, self.gekozen)


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


class AntwoordForm(BesluitForm):
    """The answer to a dilemma."""

    keuze = forms.ChoiceField(
        label=_("Wat doet u?"),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Kies eerst een antwoord. Er is nog niets besloten."),
            "invalid_choice": _("Kies een antwoord uit de lijst. Er is nog niets besloten."),
        },
    )

    def __init__(self, *args: Any, dilemma: Gebeurtenis, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs | {"auto_id": "antwoord_%s"})
        keuze: forms.ChoiceField = self.fields["keuze"]  # type: ignore[assignment]
        keuze.choices = [(een.sleutel, een.tekst) for een in dilemma.keuzes]


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
    reden = Regel(
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
