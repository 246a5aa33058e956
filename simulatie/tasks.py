"""Thin callers: fetch by id, call one action."""

from __future__ import annotations

from academy.basis.opdrachten.uitvoerders import uitvoerder
from simulatie.acties.stukken import SOORT, maak_stuk


@uitvoerder(SOORT)
def maak_stuk_taak(stuk_id: int) -> None:
    maak_stuk(stuk_id=stuk_id)
