"""Words that explain themselves where they stand.

``{% woord "fte" %}`` writes the word with its meaning between brackets, for its first use in a sentence.
``{% woorden "fte" "mate" %}`` is a list that opens, to put under what they stand in. Keys: ``schermen/woordenlijst.toml``.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from simulatie.schermen.woorden import woordenlijst

register = template.Library()


@register.simple_tag
def woord(sleutel: str) -> SafeString:
    een = woordenlijst()[sleutel]
    return format_html('{} <span class="woord-uitleg">({})</span>', een.woord, een.kort)


@register.inclusion_tag("components/woorden.html")
def woorden(*sleutels: str) -> dict[str, Sequence[Any]]:
    return {"woorden": [woordenlijst()[sleutel] for sleutel in sleutels]}
