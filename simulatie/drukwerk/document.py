"""A document as plain values: headings, text, lists, tables and drawings in parts. It is printed as PDF or written as .docx."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from simulatie.drukwerk.tijdlijn import Plantijdlijn


@dataclass(frozen=True)
class Kop:
    """A heading within a part; ``principe``: the one it is about, whose form and colour it carries."""

    soort: ClassVar[str] = "kop"
    tekst: str
    principe: str = ""


@dataclass(frozen=True)
class Alinea:
    soort: ClassVar[str] = "alinea"
    tekst: str


@dataclass(frozen=True)
class Lijst:
    soort: ClassVar[str] = "lijst"
    regels: Sequence[str]


@dataclass(frozen=True)
class Tabel:
    """``kop`` is its caption; every row has a cell per column."""

    soort: ClassVar[str] = "tabel"
    kop: str
    kolommen: Sequence[str]
    rijen: Sequence[Sequence[str]]


@dataclass(frozen=True)
class Tekening:
    """The plan over the months."""

    soort: ClassVar[str] = "tekening"
    tijdlijn: Plantijdlijn


Blok = Kop | Alinea | Lijst | Tabel | Tekening
"""A template tells them apart by ``soort``."""


@dataclass(frozen=True)
class Deel:
    kop: str
    blokken: Sequence[Blok]


@dataclass(frozen=True)
class Document:
    """``merk`` says what kind of document it is, in so many words; ``op`` is the moment it tells about. It names no
    author."""

    titel: str
    ondertitel: str
    merk: str
    op: datetime
    delen: Sequence[Deel]
