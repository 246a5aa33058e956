"""Blocks of lessons: the general ones and a question."""

from academy.basis.blocks import ALGEMENE_BLOKKEN
from cursussen.blocks.vraag import VraagBlock

LES_BLOKKEN = [*ALGEMENE_BLOKKEN, ("vraag", VraagBlock())]

__all__ = ["LES_BLOKKEN", "VraagBlock"]
