from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images import get_image_model
from wagtail.images.blocks import ImageBlock
from wagtail.models import Site

from academy.basis.blocks.principe import smaken

TEKST_MOGELIJKHEDEN = ["h3", "bold", "italic", "ol", "ul", "link"]
GROEP_TEKST = _("Tekst")
GROEP_BEELD = _("Beeld en cijfers")
GROEP_VERWIJZING = _("Verwijzingen")
BRONSOORTEN = [
    ("wet", _("Wet")),
    ("onderzoek", _("Onderzoek")),
    ("cijfer", _("Cijfer")),
    ("makers", _("Bewering van de makers")),
    ("aanname", _("Aanname")),
]


class KopBlock(blocks.CharBlock):
    class Meta:
        label = _("Kop")
        icon = "title"
        group = GROEP_TEKST
        template = "blocks/kop.html"
        description = _("Een tussenkop. Maakt van lange tekst herkenbare delen.")
        preview_value = _("Eerst onderzoeken, dan ingrijpen")
        form_classname = "title"


class TekstBlock(blocks.RichTextBlock):
    class Meta:
        label = _("Tekst")
        icon = "pilcrow"
        group = GROEP_TEKST
        template = "blocks/tekst.html"
        description = _("Gewone tekst met lijstjes, vet, schuin en links.")
        preview_value = "<p>Bewoners merken als eersten wat er in de straat verandert.</p>"
        features = TEKST_MOGELIJKHEDEN

    def __init__(self, **kwargs: object) -> None:
        super().__init__(features=TEKST_MOGELIJKHEDEN, **kwargs)


class AfbeeldingBlock(blocks.StructBlock):
    afbeelding = ImageBlock(label=_("afbeelding"))
    bijschrift = blocks.CharBlock(label=_("bijschrift"), required=False, max_length=250)

    class Meta:
        label = _("Afbeelding")
        icon = "image"
        group = GROEP_BEELD
        template = "blocks/afbeelding.html"
        description = _("Een beeld met een beschrijving voor wie het niet ziet.")

    def get_preview_value(self) -> Any:
        """The newest picture of this site; without one the preview stays empty."""
        return self.normalize(
            {"afbeelding": get_image_model().objects.last(), "bijschrift": _("Het bijschrift staat hier.")}
        )

    @property
    def is_previewable(self) -> bool:
        return True


class CitaatBlock(blocks.StructBlock):
    tekst = blocks.TextBlock(label=_("tekst"))
    functie = blocks.CharBlock(
        label=_("functie"), required=False, max_length=160, help_text=_("Functie in plaats van naam.")
    )
    bron = blocks.CharBlock(label=_("bron"), required=False, max_length=250)

    class Meta:
        label = _("Citaat")
        icon = "openquote"
        group = GROEP_TEKST
        template = "blocks/citaat.html"
        description = _("Wat iemand zei, met functie en bron.")
        preview_value = {"tekst": "Je hebt elkaar nodig.", "functie": "Wijkagent", "bron": ""}


class VoorbeeldBlock(blocks.StructBlock):
    titel = blocks.CharBlock(label=_("titel"), max_length=160)
    tekst = blocks.RichTextBlock(label=_("tekst"), features=TEKST_MOGELIJKHEDEN)

    class Meta:
        label = _("Voorbeeld")
        icon = "clipboard-list"
        group = GROEP_TEKST
        template = "blocks/voorbeeld.html"
        description = _("Een voorbeeld uit een verzonnen wijk, los van de lopende tekst.")
        preview_value = {"titel": "Twijnstraat 58", "tekst": "<p>Een moeder met schulden.</p>"}


class BronBlock(blocks.StructBlock):
    titel = blocks.CharBlock(label=_("titel"), max_length=250)
    vindplaats = blocks.CharBlock(label=_("vindplaats"), required=False, max_length=250)
    soort = blocks.ChoiceBlock(
        label=_("soort"),
        choices=BRONSOORTEN,
    )
    adres = blocks.URLBlock(label=_("webadres"), required=False)

    class Meta:
        label = _("Bron")
        icon = "link-external"
        group = GROEP_VERWIJZING
        template = "blocks/bron.html"
        description = _("Waar een feit of bewering vandaan komt, en hoe hard die is.")
        preview_value = {"titel": "Gemeentewet, artikel 151d", "vindplaats": "", "soort": "wet", "adres": ""}

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        context = super().get_context(value, parent_context=parent_context)
        context["soort"] = dict(BRONSOORTEN).get(value["soort"], value["soort"])
        return context


class KerngetalBlock(blocks.StructBlock):
    getal = blocks.CharBlock(label=_("getal"), max_length=20)
    toelichting = blocks.CharBlock(label=_("toelichting"), max_length=200)
    bron = blocks.CharBlock(label=_("bron"), max_length=200)


class KerngetallenBlock(blocks.StructBlock):
    getallen = blocks.ListBlock(KerngetalBlock(), label=_("getallen"), min_num=1, max_num=4)

    class Meta:
        label = _("Kerngetallen")
        icon = "order"
        group = GROEP_BEELD
        template = "blocks/kerngetallen.html"
        description = _("Eén tot vier getallen, elk met een bron.")
        preview_value = {
            "getallen": [{"getal": "17%", "toelichting": "voelt zich wel eens onveilig", "bron": "CBS"}]
        }


class StapBlock(blocks.StructBlock):
    titel = blocks.CharBlock(label=_("titel"), max_length=160)
    tekst = blocks.TextBlock(label=_("tekst"))


class StappenBlock(blocks.StructBlock):
    stappen = blocks.ListBlock(StapBlock(), label=_("stappen"), min_num=2)

    class Meta:
        label = _("Stappen")
        icon = "list-ol"
        group = GROEP_TEKST
        template = "blocks/stappen.html"
        description = _("Genummerde stappen, elk met een korte uitleg.")
        preview_value = {"stappen": [{"titel": "Onderzoek", "tekst": "Tot op het adres."}]}


class PrincipesBlock(blocks.StaticBlock):
    class Meta:
        label = _("De vijf principes")
        icon = "pick"
        group = GROEP_VERWIJZING
        template = "blocks/principes.html"
        admin_text = _("Toont zoet, zuur, zout, bitter en umami met een link naar hun pagina.")
        description = _("Zoet, zuur, zout, bitter en umami met hun vorm en een link.")
        preview_value = None

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        context = super().get_context(value, parent_context=parent_context)
        context["smaken"] = smaken()
        return context


class OproepBlock(blocks.StructBlock):
    titel = blocks.CharBlock(label=_("titel"), max_length=160)
    tekst = blocks.TextBlock(label=_("tekst"), required=False)
    pagina = blocks.PageChooserBlock(label=_("pagina"))
    knop = blocks.CharBlock(label=_("tekst op de knop"), max_length=60)

    class Meta:
        label = _("Oproep")
        icon = "mail"
        group = GROEP_VERWIJZING
        template = "blocks/oproep.html"
        description = _("Nodigt uit tot een volgende stap, met één knop.")

    def get_preview_value(self) -> Any:
        """The button leads to the front page: there is always one."""
        site = Site.objects.select_related("root_page").filter(is_default_site=True).first()
        return self.normalize(
            {
                "titel": _("Leg uw situatie voor"),
                "tekst": _("U krijgt binnen drie werkdagen een reactie."),
                "pagina": site and site.root_page,
                "knop": _("Vraag een gesprek aan"),
            }
        )

    @property
    def is_previewable(self) -> bool:
        return True
