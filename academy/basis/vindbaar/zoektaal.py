"""Dutch for the search: words by their stem, so that "bewoners" finds "bewoner" on every database.

PostgreSQL knows Dutch, SQLite does not, and each of Snowball's two Dutch stemmers misses what the other finds (huizen,
maatregelen). So both stems of every word are indexed as text of the page, and a word is found by either.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from threading import Lock

import snowballstemmer
from modelsearch.query import And, Or, PlainText, SearchQuery

_WOORD = re.compile(r"[^\W_]+")
_STEMMERS = tuple(snowballstemmer.stemmer(naam) for naam in ("dutch", "dutch_porter"))
# A stemmer keeps the word in itself while it works, and the site has threads.
_slot = Lock()
WOORDEN_PER_VRAAG = 12


@dataclass(frozen=True)
class Stuk:
    """A piece of an excerpt; ``raak`` when it is a word that was looked for."""

    tekst: str
    raak: bool


@lru_cache(maxsize=20_000)
def stammen_van(woord: str) -> tuple[str, ...]:
    """The stems of one word, one or two, without accents and capitals."""
    kaal = "".join(
        teken for teken in unicodedata.normalize("NFKD", woord.lower()) if not unicodedata.combining(teken)
    )
    with _slot:
        return tuple(dict.fromkeys(stemmer.stemWord(kaal) for stemmer in _STEMMERS))


def stammen(tekst: str) -> str:
    """Every stem in the text, in order: what the index holds."""
    return " ".join(stam for woord in _WOORD.findall(tekst) for stam in stammen_van(woord))


def zoekvraag(gezocht: str) -> SearchQuery | None:
    """The question to the index: every word, by any of its stems. ``None`` when there is no word in it."""
    delen: list[SearchQuery] = []
    for woord in _WOORD.findall(gezocht)[:WOORDEN_PER_VRAAG]:
        keuzes = [PlainText(stam) for stam in stammen_van(woord)]
        delen.append(keuzes[0] if len(keuzes) == 1 else Or(keuzes))
    if not delen:
        return None
    return delen[0] if len(delen) == 1 else And(delen)


def aantal_raak(tekst: str, gezocht: str) -> int:
    """How many of the words looked for stand in this text."""
    aanwezig = set(stammen(tekst).split())
    return sum(1 for woord in _WOORD.findall(gezocht) if not aanwezig.isdisjoint(stammen_van(woord)))


def uittreksel(tekst: str, gezocht: str, *, lengte: int = 220) -> list[Stuk]:
    """Around the first word that was found, at most so many characters; without one, the beginning of the text."""
    tekst = " ".join(tekst.split())
    doel = {stam for woord in _WOORD.findall(gezocht) for stam in stammen_van(woord)}
    raak = [
        gevonden.span()
        for gevonden in _WOORD.finditer(tekst)
        if not doel.isdisjoint(stammen_van(gevonden[0]))
    ]
    begin = max(0, raak[0][0] - lengte // 3) if raak else 0
    if begin:
        begin = tekst.rfind(" ", 0, begin) + 1
    einde = begin + lengte
    if einde < len(tekst):
        einde = max(tekst.rfind(" ", begin, einde), begin + 1)
    stukken = [Stuk("… ", False)] if begin else []
    plek = begin
    for van, tot in raak:
        if begin <= van and tot <= einde:
            stukken += [Stuk(tekst[plek:van], False), Stuk(tekst[van:tot], True)]
            plek = tot
    stukken.append(Stuk(tekst[plek:einde], False))
    if einde < len(tekst):
        stukken.append(Stuk(" …", False))
    return [stuk for stuk in stukken if stuk.tekst]
