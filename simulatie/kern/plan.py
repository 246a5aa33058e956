"""What a trainee decides: a plan is a set of deployments of cards.

Nothing here knows a case or the model; whether a plan fits a case is the question of `controle`.
"""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

VELDEN = ("kaart", "start", "duur", "mate", "deelgebieden")


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

    def __post_init__(self):
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
class Plan:
    """A set of deployments, and the answers given to dilemmas. The order in which they are listed has no meaning.

    antwoorden: (key of the event, key of the answer), sorted; a dilemma that is not in it gets the answer that
    holds when nobody decides.
    """

    inzetten: tuple[Inzet, ...]
    antwoorden: tuple[tuple[str, str], ...]

    def __init__(self, inzetten: Iterable[Inzet] = (), antwoorden: Mapping[str, str] | None = None):
        object.__setattr__(self, "inzetten", tuple(inzetten))
        object.__setattr__(self, "antwoorden", tuple(sorted((antwoorden or {}).items())))

    def als_dict(self) -> dict[str, Any]:
        """Plain JSON: {"inzetten": [{"kaart", "start", "duur", "mate", "deelgebieden"}, ...], "antwoorden": {...}}."""
        return {
            "inzetten": [inzet.als_dict() for inzet in self.inzetten],
            "antwoorden": dict(self.antwoorden),
        }

    @classmethod
    def uit_dict(cls, gegeven: Any) -> "Plan":
        """The inverse of `als_dict`. Raises PlanOngeldig, with all problems, when the shape is wrong."""
        if not isinstance(gegeven, Mapping) or not isinstance(gegeven.get("inzetten"), list | tuple):
            raise PlanOngeldig(
                [
                    Bevinding(
                        "",
                        "fout",
                        "Het plan heeft geen lijst met inzetten.",
                        "Lever een lijst 'inzetten' aan.",
                    )
                ]
            )
        bevindingen: list[Bevinding] = []
        for nummer, rij in enumerate(gegeven["inzetten"]):
            bevindingen += _vormfouten(nummer, rij)
        antwoorden = gegeven.get("antwoorden", {})
        if not isinstance(antwoorden, Mapping) or not all(
            isinstance(tekst, str) for paar in antwoorden.items() for tekst in paar
        ):
            bevindingen.append(
                Bevinding(
                    "antwoorden",
                    "fout",
                    "'antwoorden' is geen lijst van gebeurtenissen met een antwoord.",
                    "Geef per gebeurtenis de sleutel van het gekozen antwoord.",
                )
            )
        if bevindingen:
            raise PlanOngeldig(bevindingen)
        return cls(
            (Inzet(**{veld: rij[veld] for veld in VELDEN if veld in rij}) for rij in gegeven["inzetten"]),
            antwoorden,
        )


def _vormfouten(nummer: int, rij: Any) -> list[Bevinding]:
    pad = f"inzetten[{nummer}]"
    if not isinstance(rij, Mapping):
        return [
            Bevinding(pad, "fout", "Deze inzet is geen rij met velden.", "Vul kaart, start, duur en mate in.")
        ]
    fouten = [
        Bevinding(f"{pad}.{veld}", "fout", f"'{veld}' ontbreekt.", f"Vul '{veld}' in.")
        for veld in VELDEN[:4]
        if veld not in rij
    ]
    fouten += [
        Bevinding(f"{pad}.{veld}", "fout", f"'{veld}' is geen veld van een inzet.", "Haal dit veld weg.")
        for veld in rij
        if veld not in VELDEN
    ]
    gebieden = rij.get("deelgebieden")
    if gebieden is not None and not isinstance(gebieden, list | tuple):
        fouten.append(
            Bevinding(
                f"{pad}.deelgebieden",
                "fout",
                "'deelgebieden' is geen lijst.",
                "Geef een lijst met deelgebieden, of laat het leeg voor de hele wijk.",
            )
        )
    return fouten


def is_geheel(waarde: Any) -> bool:
    return isinstance(waarde, int) and not isinstance(waarde, bool)


def is_getal(waarde: Any) -> bool:
    return isinstance(waarde, int | float) and not isinstance(waarde, bool) and math.isfinite(waarde)
