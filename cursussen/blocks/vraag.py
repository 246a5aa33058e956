from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError


class KeuzeBlock(blocks.StructBlock):
    tekst = blocks.CharBlock(label=_("antwoord"), max_length=300)
    juist = blocks.BooleanBlock(label=_("dit is het juiste antwoord"), required=False)
    uitleg = blocks.CharBlock(
        label=_("uitleg bij dit antwoord"),
        max_length=500,
        help_text=_("Ziet de cursist direct na het kiezen."),
    )

    class Meta:
        label = _("Antwoord")


class VraagBlock(blocks.StructBlock):
    """A question with one right answer and an explanation per answer."""

    stam = blocks.TextBlock(label=_("vraag"), max_length=600)
    keuzes = blocks.ListBlock(KeuzeBlock(), label=_("antwoorden"), min_num=2, max_num=6)
    uitleg = blocks.TextBlock(label=_("uitleg na het antwoord"), max_length=1200)

    class Meta:
        label = _("Vraag")
        icon = "help"
        group = _("Leren")
        template = "blocks/vraag.html"
        description = _("Een vraag met één goed antwoord. De cursist ziet meteen uitleg.")
        preview_value = {
            "stam": "Wat betekent umami?",
            "keuzes": [
                {"tekst": "Een vijfde maatregel", "juist": False, "uitleg": "Het is de samenhang."},
                {"tekst": "De vier principes in samenhang", "juist": True, "uitleg": "Precies."},
            ],
            "uitleg": "Umami gaat over volgorde, timing, mate en duur.",
        }

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        """Adds ``vraag``: what this person sees of this question, when the page gave ``vraagbeelden`` by block id.

        Without it (preview, a trainer on the page itself) the template draws the question and its explanations.
        """
        context = super().get_context(value, parent_context=parent_context)
        context["vraag"] = context.get("vraagbeelden", {}).get(context.get("id"))
        return context

    def clean(self, value: Any) -> Any:
        schoon = super().clean(value)
        aantal_juist = sum(1 for keuze in schoon["keuzes"] if keuze["juist"])
        if aantal_juist != 1:
            raise StructBlockValidationError(
                block_errors={
                    "keuzes": ValidationError(
                        _("Kies precies één juist antwoord. Nu zijn het er %(aantal)s."),
                        params={"aantal": aantal_juist},
                    )
                }
            )
        return schoon
