"""The blocks an author can put on any page. One block, one class, one template in ``templates/blocks/``."""

from academy.basis.blocks.inhoud import (
    AfbeeldingBlock,
    BronBlock,
    CitaatBlock,
    KerngetallenBlock,
    KopBlock,
    OproepBlock,
    PrincipesBlock,
    StappenBlock,
    TekstBlock,
    VoorbeeldBlock,
)
from academy.basis.blocks.principe import PRINCIPES, principe_keuzes

ALGEMENE_BLOKKEN = [
    ("kop", KopBlock()),
    ("tekst", TekstBlock()),
    ("afbeelding", AfbeeldingBlock()),
    ("citaat", CitaatBlock()),
    ("voorbeeld", VoorbeeldBlock()),
    ("bron", BronBlock()),
    ("kerngetallen", KerngetallenBlock()),
    ("stappen", StappenBlock()),
    ("principes", PrincipesBlock()),
    ("oproep", OproepBlock()),
]

__all__ = ["ALGEMENE_BLOKKEN", "PRINCIPES", "principe_keuzes"]
