"""The words a newcomer meets, as screens explain them. What a word means stands in ``woordenlijst.toml`` and nowhere else."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

BESTAND = Path(__file__).with_name("woordenlijst.toml")


@dataclass(frozen=True)
class Woord:
    """kort fits between brackets after the word; uitleg is whole sentences."""

    woord: str
    kort: str
    uitleg: str


@cache
def woordenlijst() -> Mapping[str, Woord]:
    return {
        sleutel: Woord(**velden)
        for sleutel, velden in tomllib.loads(BESTAND.read_text(encoding="utf-8")).items()
    }
