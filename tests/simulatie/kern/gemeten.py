"""What is measured on the published cases, once a run: the gate, the properties and the dilemmas ask for the same."""

from __future__ import annotations

from unittest import mock

from simulatie.kern import laad_casus
from simulatie.kern.werkplaats import rijen
from simulatie.kern.werkplaats.dilemmas import Dilemmaproef, dilemmaproef
from simulatie.kern.werkplaats.maatstaf import Eigenschap, meetlat
from simulatie.kern.werkplaats.metingen import bewaarde_metingen
from tests.eens import Eens


def gemeten_rijen(eens: Eens, sleutel: str) -> list[Eigenschap]:
    """The rows that are measured at once, of the case as published."""

    def meet() -> list[Eigenschap]:
        with mock.patch.object(rijen, "dilemmaproef", return_value=gemeten_dilemmas(eens, sleutel)):
            return [*rijen.snelle_rijen(meetlat(laad_casus(sleutel)))]

    return eens(f"snelle rijen van {sleutel}", meet)


def bewaarde_rijen(eens: Eens, sleutel: str) -> list[Eigenschap] | None:
    """The rows that were kept, if the case as published plays as it did then."""
    return eens(f"bewaarde rijen van {sleutel}", lambda: bewaarde_metingen(meetlat(laad_casus(sleutel))))


def gemeten_dilemmas(eens: Eens, sleutel: str) -> Dilemmaproef:
    return eens(f"dilemmaproef van {sleutel}", lambda: dilemmaproef(laad_casus(sleutel)))
