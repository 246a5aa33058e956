"""What happens to a neighbourhood whatever one plans, and what it asks of who directs: events and dilemmas.

Pure data, read from the case. When an event falls is the question of `toeval`. Sizes are training assumptions.
"""

from collections.abc import Mapping
from dataclasses import dataclass

Voorwaarde = tuple[str, str, float]


@dataclass(frozen=True)
class Vervolg:
    """What an answer does on top where these conditions all hold at the end of the month; the fields mean what they
    mean at `Gebeurtenis`. So the best answer may depend on the state."""

    als: tuple[Voorwaarde, ...]
    werkt: tuple[str, ...]
    tenzij: tuple[str, ...]
    gevolg: Mapping[str, float]


@dataclass(frozen=True)
class Keuze:
    """One answer to a dilemma. gevolg: one-off change per stock, in the units people see; vervolg: more of them, where
    the state asks for it; punten: points of lawfulness lost; standaard: what happens when nobody decides."""

    sleutel: str
    tekst: str
    gevolg: Mapping[str, float]
    punten: float
    uitleg: str
    artikel: str
    standaard: bool
    vervolg: tuple[Vervolg, ...] = ()


@dataclass(frozen=True)
class Voorteken:
    """What a source (its key) tells who asks it from month `van` until the event itself: one can see it coming."""

    bron: str
    van: int
    tekst: str


@dataclass(frozen=True)
class Gebeurtenis:
    """One event.

    maand         the month it falls in, or None when it falls by chance, at most once, in months van..tot (included)
    kans          chance per month; times value / value at the start for every quantity in `drijvers`
    als           conditions that must all hold: (quantity, "<" or ">", value), in the units people see
    werkt         codes of cards of which one must be at work; () = no matter
    tenzij        codes of cards of which none may be at work
    deelgebieden  keys of the parts where the consequences fall; () = everywhere
    gevolg        one-off change per stock at the end of that month
    bezetting     fte more or less per holder, for `bezetting_maanden` months from the next on
    keuzes        the answers, when the event is a dilemma
    voorteken     for a moment at which a plan had better be changed: who could have said so before
    volgt_op      key of the event that announces this one, "" for none: what follows unless the plan is changed
    """

    sleutel: str
    titel: str
    tekst: str
    maand: int | None
    van: int
    tot: int
    kans: float
    als: tuple[Voorwaarde, ...]
    werkt: tuple[str, ...]
    tenzij: tuple[str, ...]
    drijvers: tuple[str, ...]
    deelgebieden: tuple[str, ...]
    gevolg: Mapping[str, float]
    bezetting: Mapping[str, float]
    bezetting_maanden: int
    keuzes: tuple[Keuze, ...]
    voorteken: Voorteken | None = None
    volgt_op: str = ""

    @property
    def standaard(self) -> int:
        """Position of the answer that holds when nobody decides; 0 without answers."""
        return next((nummer for nummer, keuze in enumerate(self.keuzes) if keuze.standaard), 0)
