from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from certificaten.geldigheid import geldig_tot, kalenderdag


@pytest.mark.parametrize(
    ("behaald", "maanden", "laatste_dag"),
    [
        pytest.param(datetime(2026, 3, 15, 12, tzinfo=UTC), 36, date(2029, 3, 15), id="drie-jaar"),
        pytest.param(datetime(2026, 1, 31, 12, tzinfo=UTC), 1, date(2026, 2, 28), id="maand-te-kort"),
        pytest.param(datetime(2028, 1, 31, 12, tzinfo=UTC), 1, date(2028, 2, 29), id="schrikkeljaar"),
        pytest.param(datetime(2028, 2, 29, 12, tzinfo=UTC), 12, date(2029, 2, 28), id="van-schrikkeldag"),
        pytest.param(datetime(2028, 2, 29, 12, tzinfo=UTC), 48, date(2032, 2, 29), id="schrikkeldag-terug"),
        pytest.param(datetime(2026, 10, 31, 12, tzinfo=UTC), 1, date(2026, 11, 30), id="dertig-dagen"),
        pytest.param(datetime(2026, 12, 1, 12, tzinfo=UTC), 1, date(2027, 1, 1), id="jaarwissel"),
        pytest.param(datetime(2026, 11, 30, 12, tzinfo=UTC), 13, date(2027, 12, 30), id="ruim-een-jaar"),
        pytest.param(
            datetime(2026, 12, 31, 23, 30, tzinfo=UTC), 1, date(2027, 2, 1), id="wintertijd-al-morgen"
        ),
        pytest.param(
            datetime(2026, 6, 30, 22, 30, tzinfo=UTC), 1, date(2026, 8, 1), id="zomertijd-al-morgen"
        ),
        pytest.param(
            datetime(2026, 6, 30, 21, 30, tzinfo=UTC), 1, date(2026, 7, 30), id="zomertijd-nog-vandaag"
        ),
    ],
)
def test_laatste_dag_is_dezelfde_dag_zoveel_maanden_later(
    behaald: datetime, maanden: int, laatste_dag: date
) -> None:
    assert geldig_tot(behaald, maanden) == laatste_dag


@pytest.mark.parametrize("maanden", [0, -3])
def test_minder_dan_een_maand_kan_niet(maanden: int) -> None:
    with pytest.raises(ValueError, match="at least one month"):
        geldig_tot(datetime(2026, 3, 15, tzinfo=UTC), maanden)


def test_een_moment_zonder_tijdzone_heeft_geen_kalenderdag() -> None:
    with pytest.raises(ValueError, match="time zone"):
        kalenderdag(datetime(2026, 3, 15, 12))
