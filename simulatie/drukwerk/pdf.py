"""The papers of the simulation as PDF/UA-1, on A4 in one style."""

from __future__ import annotations

from typing import Any

from academy.basis.drukwerk import druk_af

SJABLOONVERSIE = "2026.4"
"""Raise it when a document changes: what was made stays as it was, and who asks again gets the new one."""

VORMEN = tuple(f"simulatie/vorm_{naam}.svg" for naam in ("zoet", "zuur", "zout", "bitter", "ruit"))
"""The forms of the principles, for the stylesheet; the lozenge is for research and direction."""


def maak_pdf(sjabloon: str, inhoud: dict[str, Any]) -> bytes:
    """Print a template on A4 as PDF/UA-1."""
    return druk_af(sjabloon, inhoud, stijl="simulatie/drukwerk.css", tekeningen=VORMEN)
