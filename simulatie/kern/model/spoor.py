"""The arithmetic of one month, followed with symbols: what is computed from what, as a graph.

Equations are written once, for NumPy. Called with symbols in place of arrays they tell what they do, operation by
operation; a printer makes a program of that (`machinetaal`). So no equation is written twice and none can drift.

What an equation may do to be followed: operations that NumPy applies number by number, `np.where`, and the sum over the
deelgebieden of `stap.wijkgemiddelde`. A choice by `np.any` of a coefficient is made once, for the coefficients the trace
was made with, and written down (`Spoor.aangenomen`); `any` of what depends on the state only ever skips work, and is
answered with yes. Any other branch is refused.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.lib.mixins import NDArrayOperatorsMixin

from simulatie.kern.gegevens.coefficienten import NAMEN, Coefficienten

# Where an input comes from: a coefficient, a share of the deelgebieden, the state, or what is given anew every month.
COEFFICIENT, AANDEEL, STAND, MAAND = "coefficient", "aandeel", "stand", "maand"
# Operations that are no ufunc, beside `where`, GETAL and the inputs.
GETAL, SOM, EERSTE = "getal", "som", "eerste"


@dataclass(frozen=True, eq=False, slots=True)
class Knoop:
    """One value.

    doet     the name of a NumPy ufunc, `where`, GETAL, SOM (over the deelgebieden, one after the other), EERSTE (the first
             deelgebied), or where an input comes from
    bronnen  what it is computed from
    naam     of an input
    getal    of GETAL
    breed    a number per deelgebied; else one for the whole plan
    vast     the same in every month
    """

    doet: str
    bronnen: tuple["Knoop", ...] = ()
    naam: str = ""
    getal: float = 0.0
    breed: bool = False
    vast: bool = False


@dataclass(frozen=True)
class Spoor:
    """One month: from the state, what is given in the month and the coefficients to the state a month later.

    stand, maand   names of the state and of what is given every month, with whether it is a number per deelgebied
    uit            what comes out by name: the state a month later under the names of `stand`, then what was seen
    aangenomen     of which coefficients it was asked whether they are anything but zero, and the answer
    """

    stand: Mapping[str, bool]
    maand: Mapping[str, bool]
    uit: Mapping[str, Knoop]
    aangenomen: Mapping[str, bool]

    def geldt_voor(self, q: Coefficienten) -> bool:
        """The answers are the same for these coefficients."""
        return all(np.any(getattr(q, naam)) == antwoord for naam, antwoord in self.aangenomen.items())

    def op_volgorde(self) -> Iterator[Knoop]:
        """Everything that the outcomes need, each after what it is computed from."""
        gezien: set[Knoop] = set()
        stapel = [(knoop, False) for knoop in reversed([*self.uit.values()])]
        while stapel:
            knoop, klaar = stapel.pop()
            if klaar:
                yield knoop
            elif knoop not in gezien:
                gezien.add(knoop)
                stapel.append((knoop, True))
                stapel += [(bron, False) for bron in reversed(knoop.bronnen)]


class Speurder:
    """Makes the symbols of one trace. The same operation on the same values is one value."""

    def __init__(self, q: Coefficienten, gebieden: int):
        self.gebieden = gebieden
        self.aangenomen: dict[str, bool] = {}
        self._q = q
        self._knopen: dict[tuple[Any, ...], Knoop] = {}

    def coefficienten(self) -> Coefficienten:
        """A symbol for every coefficient."""
        return Coefficienten(**{naam: self.invoer(COEFFICIENT, naam, breed=False) for naam in NAMEN})

    def invoer(self, vandaan: str, naam: str, *, breed: bool) -> Any:
        """A `Symbool`, to go where an array goes. breed: a number per deelgebied, where there is more than one."""
        return Symbool(
            self,
            self.knoop(
                vandaan,
                naam=naam,
                breed=breed and self.gebieden > 1,
                vast=vandaan in (COEFFICIENT, AANDEEL),
            ),
        )

    def knoop(self, doet: str, *bronnen: Knoop, **velden: Any) -> Knoop:
        sleutel = (doet, bronnen, tuple(velden.items()))
        if sleutel not in self._knopen:
            self._knopen[sleutel] = Knoop(doet, bronnen, **velden)
        return self._knopen[sleutel]

    def bereken(self, doet: str, *invoer: Any) -> Knoop:
        """An operation, number by number."""
        bronnen = [self._als_knoop(waarde) for waarde in invoer]
        return self.knoop(
            doet,
            *bronnen,
            breed=any(b.breed for b in bronnen),
            vast=all(b.vast for b in bronnen),
        )

    def is_iets(self, knoop: Knoop) -> bool:
        """The answer to `any`."""
        if knoop.doet != COEFFICIENT:
            return True
        antwoord = bool(np.any(getattr(self._q, knoop.naam)))
        self.aangenomen[knoop.naam] = antwoord
        return antwoord

    def _als_knoop(self, waarde: Any) -> Knoop:
        if isinstance(waarde, Symbool):
            return waarde.knoop
        return self.knoop(GETAL, getal=np.asarray(waarde, dtype=float).item(), vast=True)


class Symbool(NDArrayOperatorsMixin):
    """Stands in for an array [1, deelgebied or 1]. Grows in place as an array does (`x += ...`)."""

    __hash__ = None  # type: ignore[assignment]

    def __init__(self, speurder: Speurder, knoop: Knoop):
        self.knoop = knoop
        self._speurder = speurder

    @property
    def shape(self) -> tuple[int, int]:
        return 1, self._speurder.gebieden if self.knoop.breed else 1

    def __len__(self) -> int:
        return 1

    def __bool__(self) -> bool:
        raise TypeError("Een keuze hangt af van de toestand; zo'n vergelijking is niet te volgen.")

    def any(self) -> bool:
        return self._speurder.is_iets(self.knoop)

    def __getitem__(self, deel: tuple[slice, slice]) -> "Symbool":
        if deel == (slice(None), slice(None, 1)):
            return self._met(self._speurder.knoop(EERSTE, self.knoop, vast=self.knoop.vast))
        raise TypeError(f"Dit deel van een reeks is niet te volgen: {deel}.")

    def __array_ufunc__(self, ufunc: np.ufunc, hoe: str, *invoer: Any, **opties: Any) -> Any:
        uit = opties.pop("out", None)
        if ufunc is np.add and hoe == "accumulate" and opties == {"axis": 1}:
            return _LopendeSom(self)
        if hoe != "__call__" or opties:
            raise TypeError(f"Deze bewerking is niet te volgen: {ufunc.__name__}.{hoe} met {opties}.")
        knoop = self._speurder.bereken(ufunc.__name__, *invoer)
        if uit is None:
            return self._met(knoop)
        (doel,) = uit
        if not isinstance(doel, Symbool) or (knoop.breed and not doel.knoop.breed):
            raise TypeError(f"{ufunc.__name__} past niet in wat er stond.")
        doel.knoop = knoop
        return doel

    def __array_function__(
        self, functie: Callable[..., Any], soorten: object, invoer: Any, opties: Any
    ) -> Any:
        if functie is np.any and not opties:
            return self.any()
        if functie is np.where and not opties:
            return self._met(self._speurder.bereken("where", *invoer))
        raise TypeError(f"Deze functie is niet te volgen: {functie.__name__}.")

    def _met(self, knoop: Knoop) -> "Symbool":
        return Symbool(self._speurder, knoop)

    def som(self) -> "Symbool":
        return self._met(self._speurder.knoop(SOM, self.knoop, vast=self.knoop.vast))


class _LopendeSom:
    """A running sum over the deelgebieden, of which only the last is asked."""

    def __init__(self, van: Symbool):
        self._van = van

    def __getitem__(self, deel: tuple[slice, slice]) -> Symbool:
        if deel != (slice(None), slice(-1, None)):
            raise TypeError(f"Dit deel van een lopende som is niet te volgen: {deel}.")
        return self._van.som()


def spoor_van(
    speurder: Speurder, stand: Mapping[str, bool], maand: Mapping[str, bool], uit: Mapping[str, Any]
) -> Spoor:
    """What was followed: `uit` are the symbols that came out. See `Spoor`."""
    return Spoor(stand, maand, {naam: symbool.knoop for naam, symbool in uit.items()}, speurder.aangenomen)
