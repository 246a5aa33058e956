"""Which kinds of work exist: a name in the database, a function in the package that knows how.

A higher package registers its function at import of its ``tasks`` module; this package never imports upwards.
"""

from __future__ import annotations

from collections.abc import Callable

Uitvoerder = Callable[[int], None]

_uitvoerders: dict[str, Uitvoerder] = {}


def uitvoerder(soort: str) -> Callable[[Uitvoerder], Uitvoerder]:
    """Register the decorated function for a kind of work; it gets the id of the subject.

    It must be safe to run twice, and its database changes share one transaction with the row's "klaar".

    Raises:
        ValueError: the kind is already taken.
    """

    def registreer(functie: Uitvoerder) -> Uitvoerder:
        if soort in _uitvoerders:
            raise ValueError(f"The kind of work {soort!r} is registered twice.")
        _uitvoerders[soort] = functie
        return functie

    return registreer


def uitvoerder_van(soort: str) -> Uitvoerder:
    """The function for this kind of work.

    Raises:
        LookupError: no package registered this kind.
    """
    try:
        return _uitvoerders[soort]
    except KeyError:
        raise LookupError(f"No package knows how to do {soort!r}.") from None
