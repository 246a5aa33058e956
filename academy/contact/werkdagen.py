"""Working days in the Netherlands: weekends and the public holidays of the law do not count.

The holidays are those of the Algemene termijnenwet, article 3: the generally recognised ones (first paragraph,
5 May among them every year) and Good Friday, which the second paragraph puts on a par with them.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

from dateutil.easter import easter

ZONDAG = 6
ZATERDAG = 5


@cache
def feestdagen(jaar: int) -> frozenset[date]:
    """The public holidays of a year. The King's birthday is kept on 26 April when the 27th is a Sunday."""
    pasen = easter(jaar)
    koningsdag = date(jaar, 4, 27)
    return frozenset(
        {
            date(jaar, 1, 1),
            pasen - timedelta(days=2),
            pasen + timedelta(days=1),
            koningsdag - timedelta(days=koningsdag.weekday() == ZONDAG),
            date(jaar, 5, 5),
            pasen + timedelta(days=39),
            pasen + timedelta(days=50),
            date(jaar, 12, 25),
            date(jaar, 12, 26),
        }
    )


def is_werkdag(dag: date) -> bool:
    return dag.weekday() < ZATERDAG and dag not in feestdagen(dag.year)


def na_werkdagen(dag: date, aantal: int) -> date:
    """The day on which this many working days have passed; the day of departure itself never counts."""
    while aantal:
        dag += timedelta(days=1)
        aantal -= is_werkdag(dag)
    return dag


def werkdagen_tussen(van: date, tot: date) -> int:
    """How many working days lie after ``van``, up to and including ``tot``; none when ``tot`` is not later."""
    return sum(is_werkdag(van + timedelta(days=verschil)) for verschil in range(1, (tot - van).days + 1))
