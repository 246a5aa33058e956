"""What a trainee decides: a plan is a set of deployments of cards.

Nothing here knows a case or the model; whether a plan fits a case is the question of `controle`.
"""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

VELDEN = ("kaart", "start", "duur", "mate", "deelgebieden")
# A message repeats no more of what was sent than this.
LANGST_GETOOND = 60
GROOTST_GETOOND = 10**15


@dataclass(frozen=True)
class Bevinding:
    """One remark on a plan.

    `pad` points at the field ("inzetten[2].start", "" for the plan as a whole), `melding` says what is the
    matter, `remedie` what to do about it, `artikel` which law it rests on ("" when it is no question of law).
    A plan with a `fout` is not run; a `waarschuwing` is shown and the plan runs with its consequences.
    """

    pad: str
    ernst: Literal["fout", "waarschuwing"]
    melding: str
    remedie: str
    artikel: str = ""

    def als_dict(self) -> dict[str, str]:
        return {veld: getattr(self, veld) for veld in ("pad", "ernst", "melding", "remedie", "artikel")}


class PlanOngeldig(ValueError):
    """A plan that cannot be run; `bevindingen` lists every reason at once."""

    def __init__(self, bevindingen: Iterable[Bevinding]):
        self.bevindingen = tuple(bevindingen)
        super().__init__("; ".join(f"{b.pad or 'plan'}: {b.melding}" for b in self.bevindingen))


@dataclass(frozen=True)
class Inzet:
    """One deployment of a card.

    kaart         code of the card ("Z10")
    start         month of the decision, 0 = first month; lead time of the card comes on top
    duur          months the card is asked for, lead time included
    mate          intensity, 0..1
    deelgebieden  keys of the parts of the area it works in; None = the whole area
    """

    kaart: str
    start: int
    duur: int
    mate: float
    deelgebieden: tuple[str, ...] | None = None

    def __post_init__(self) -> None:
        if isinstance(self.deelgebieden, Iterable) and not isinstance(self.deelgebieden, str):
            object.__setattr__(self, "deelgebieden", tuple(self.deelgebieden))

    @property
    def einde(self) -> int:
        """First month in which this deployment no longer runs."""
        return self.start + self.duur

    def als_dict(self) -> dict[str, Any]:
        gebieden = None if self.deelgebieden is None else list(self.deelgebieden)
        return {
            "kaart": self.kaart,
            "start": self.start,
            "duur": self.duur,
            "mate": self.mate,
            "deelgebieden": gebieden,
        }


@dataclass(frozen=True)
class Bronvraag:
    """A source of the case asked in a month, on a ground; both by key."""

    bron: str
    maand: int
    grondslag: str

    def als_dict(self) -> dict[str, Any]:
        return dict(vars(self))


@dataclass(frozen=True)
class Plan:
    """A set of deployments, the answers given to dilemmas and the sources asked. The order in which deployments are
    listed has no meaning.

    antwoorden: (key of the event, key of the answer), sorted; a dilemma that is not in it gets the answer that
    holds when nobody decides.
    """

    inzetten: tuple[Inzet, ...]
    antwoorden: tuple[tuple[str, str], ...]
    bronvragen: tuple[Bronvraag, ...]

    def __init__(
        self,
        inzetten: Iterable[Inzet] = (),
        antwoorden: Mapping[str, str] | None = None,
        bronvragen: Iterable[Bronvraag] = (),
    ):
        object.__setattr__(self, "inzetten", tuple(inzetten))
        object.__setattr__(self, "antwoorden", tuple(sorted((antwoorden or {}).items())))
        object.__setattr__(self, "bronvragen", tuple(bronvragen))

    def als_dict(self) -> dict[str, Any]:
        """Plain JSON: {"inzetten": [{"kaart", "start", "duur", "mate", "deelgebieden"}, ...], "antwoorden": {...},
        "bronvragen": [{"bron", "maand", "grondslag"}, ...]}."""
        return {
            "inzetten": [inzet.als_dict() for inzet in self.inzetten],
            "antwoorden": dict(self.antwoorden),
            "bronvragen": [vraag.als_dict() for vraag in self.bronvragen],
        }

    @classmethod
    def uit_dict(cls, gegeven: Any) -> "Plan":
        """The inverse of `als_dict`. Raises PlanOngeldig, with all problems, when the shape is wrong."""
        if not isinstance(gegeven, Mapping) or not isinstance(gegeven.get("inzetten"), list | tuple):
            raise PlanOngeldig(
                [_fout("", "Het plan heeft geen lijst met inzetten.", "Lever een lijst 'inzetten' aan.")]
            )
        rijen, antwoorden = gegeven["inzetten"], gegeven.get("antwoorden", {})
        vragen = gegeven.get("bronvragen", [])
        fouten = _onbekend("", gegeven, ("inzetten", "antwoorden", "bronvragen"), "een plan")
        for nummer, rij in enumerate(rijen):
            fouten += _vormfouten(f"inzetten[{nummer}]", rij)
        if fouten := fouten + _antwoordfouten(antwoorden) + _vraagfouten(vragen):
            raise PlanOngeldig(fouten)
        return cls((Inzet(**rij) for rij in rijen), antwoorden, (Bronvraag(**vraag) for vraag in vragen))


def _fout(pad: str, melding: str, remedie: str) -> Bevinding:
    return Bevinding(pad, "fout", melding, remedie)


def _onbekend(pad: str, gegeven: Mapping[Any, Any], velden: tuple[str, ...], wat: str) -> list[Bevinding]:
    return [
        _fout(f"{pad}{toon(veld)}", f"'{toon(veld)}' is geen veld van {wat}.", "Haal dit veld weg.")
        for veld in gegeven
        if veld not in velden
    ]


def _vraagfouten(vragen: Any) -> list[Bevinding]:
    if not isinstance(vragen, list | tuple):
        return [_fout("bronvragen", "'bronvragen' is geen lijst.", "Lever een lijst met vragen aan.")]
    fouten = []
    for nummer, vraag in enumerate(vragen):
        pad = f"bronvragen[{nummer}]"
        if not isinstance(vraag, Mapping) or set(vraag) != {"bron", "maand", "grondslag"}:
            fouten.append(_fout(pad, "Deze vraag is niet volledig.", "Vul bron, maand en grondslag in."))
        elif not is_geheel(vraag["maand"]) or not all(
            isinstance(vraag[v], str) for v in ("bron", "grondslag")
        ):
            fouten.append(
                _fout(pad, "Deze vraag heeft een verkeerde waarde.", "Geef sleutels en een hele maand.")
            )
    return fouten


def _vormfouten(pad: str, rij: Any) -> list[Bevinding]:
    if not isinstance(rij, Mapping):
        return [_fout(pad, "Deze inzet is geen rij met velden.", "Vul kaart, start, duur en mate in.")]
    fouten = [
        _fout(f"{pad}.{veld}", f"'{veld}' ontbreekt.", f"Vul '{veld}' in.")
        for veld in VELDEN[:4]
        if veld not in rij
    ]
    fouten += _onbekend(f"{pad}.", rij, VELDEN, "een inzet")
    gebieden = rij.get("deelgebieden")
    if gebieden is not None and not isinstance(gebieden, list | tuple):
        remedie = "Geef een lijst met deelgebieden, of laat het leeg voor de hele wijk."
        fouten.append(_fout(f"{pad}.deelgebieden", "'deelgebieden' is geen lijst.", remedie))
    return fouten


def _antwoordfouten(antwoorden: Any) -> list[Bevinding]:
    remedie = "Geef per gebeurtenis de sleutel van het gekozen antwoord."
    if not isinstance(antwoorden, Mapping):
        melding = "'antwoorden' is geen lijst van gebeurtenissen met een antwoord."
        return [_fout("antwoorden", melding, remedie)]
    return [
        _fout(f"antwoorden.{toon(sleutel)}", f"'{toon(antwoord)}' is geen sleutel van een antwoord.", remedie)
        for sleutel, antwoord in antwoorden.items()
        if not isinstance(sleutel, str) or not isinstance(antwoord, str)
    ]


def is_geheel(waarde: Any) -> bool:
    return isinstance(waarde, int) and not isinstance(waarde, bool)


def is_getal(waarde: Any) -> bool:
    return is_geheel(waarde) or (isinstance(waarde, float) and math.isfinite(waarde))


def toon(waarde: Any) -> str:
    """A value as a message can repeat it: short and in one line, whatever was sent."""
    if isinstance(waarde, bool):
        return str(waarde).lower()
    if is_geheel(waarde):
        return str(waarde) if abs(waarde) < GROOTST_GETOOND else "een heel groot getal"
    if isinstance(waarde, float):
        return str(waarde).replace(".", ",")
    if isinstance(waarde, str):
        kort = "".join(teken if teken.isprintable() else "?" for teken in waarde[:LANGST_GETOOND])
        return kort if len(waarde) <= LANGST_GETOOND else f"{kort}…"
    if isinstance(waarde, Mapping):
        return "een tabel"
    return "een lijst" if isinstance(waarde, Iterable) else "niets" if waarde is None else "iets anders"
