"""Working days against calendars that are known: the holidays of the Algemene termijnenwet."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from academy.contact.werkdagen import feestdagen, is_werkdag, na_werkdagen, werkdagen_tussen

DAGEN = st.dates(date(2015, 1, 1), date(2060, 12, 31))


@pytest.mark.parametrize(
    ("jaar", "verwacht"),
    [
        (2024, "01-01 03-29 04-01 04-27 05-05 05-09 05-20 12-25 12-26"),
        # 27 April 2025 is a Sunday: the King's birthday is kept a day earlier.
        (2025, "01-01 04-18 04-21 04-26 05-05 05-29 06-09 12-25 12-26"),
        (2026, "01-01 04-03 04-06 04-27 05-05 05-14 05-25 12-25 12-26"),
        # Ascension Day falls on 5 May: one day less.
        (2016, "01-01 03-25 03-28 04-27 05-05 05-16 12-25 12-26"),
    ],
)
def test_feestdagen_van_bekende_jaren(jaar: int, verwacht: str) -> None:
    assert " ".join(dag.strftime("%m-%d") for dag in sorted(feestdagen(jaar))) == verwacht


@pytest.mark.parametrize(
    ("van", "aantal", "tot"),
    [
        (date(2026, 3, 2), 3, date(2026, 3, 5)),
        (date(2026, 3, 6), 1, date(2026, 3, 9)),
        (date(2026, 3, 7), 1, date(2026, 3, 9)),
        # Maundy Thursday: Good Friday, the weekend and Easter Monday pass first.
        (date(2026, 4, 2), 1, date(2026, 4, 7)),
        (date(2026, 12, 24), 3, date(2026, 12, 30)),
        (date(2026, 12, 31), 1, date(2027, 1, 4)),
    ],
)
def test_zoveel_werkdagen_later(van: date, aantal: int, tot: date) -> None:
    assert na_werkdagen(van, aantal) == tot
    assert werkdagen_tussen(van, tot) == aantal


def test_dezelfde_dag_en_terug_in_de_tijd_zijn_nul() -> None:
    assert (
        werkdagen_tussen(date(2026, 3, 2), date(2026, 3, 2)),
        werkdagen_tussen(date(2026, 3, 5), date(2026, 3, 2)),
    ) == (0, 0)


@given(DAGEN, st.integers(1, 40))
def test_tellen_en_optellen_zijn_elkaars_omgekeerde(dag: date, aantal: int) -> None:
    einde = na_werkdagen(dag, aantal)
    assert is_werkdag(einde)
    assert werkdagen_tussen(dag, einde) == aantal
    assert werkdagen_tussen(dag, einde - timedelta(days=1)) == aantal - 1
