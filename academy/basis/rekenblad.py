"""Files that end up in a spreadsheet."""

from __future__ import annotations

_FORMULETEKENS = ("=", "+", "-", "@", "\t", "\r")


def zonder_formule(tekst: str) -> str:
    """The text with an apostrophe in front when a spreadsheet would run it as a formula (OWASP, CSV injection)."""
    return f"'{tekst}" if tekst.startswith(_FORMULETEKENS) else tekst
