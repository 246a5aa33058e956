"""Thin callers: fetch by id, call one action."""

from __future__ import annotations

from academy.basis.opdrachten.uitvoerders import uitvoerder
from certificaten.acties.afdrukken import druk_af
from certificaten.acties.uitgifte import SOORT


@uitvoerder(SOORT)
def druk_certificaat_af(certificaat_id: int) -> None:
    druk_af(certificaat_id=certificaat_id)
