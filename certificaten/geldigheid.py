"""Until when a certificate counts, as one pure rule that anyone can predict."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, datetime
from zoneinfo import ZoneInfo

NEDERLAND = ZoneInfo("Europe/Amsterdam")


def kalenderdag(moment: datetime) -> date:
    """The day on the wall calendar in the Netherlands at a moment with a time zone.

    Raises:
        ValueError: the moment has no time zone, so it does not say which day it was.
    """
    if moment.tzinfo is None:
        raise ValueError("A moment without a time zone has no calendar day.")
    return moment.astimezone(NEDERLAND).date()


def geldig_tot(behaald: datetime, maanden: int) -> date:
    """The last day a certificate counts (inclusive).

    The same day of the month, ``maanden`` calendar months after the day in Europe/Amsterdam on which it was
    earned; a month that is too short gives its own last day (31 January plus 1 month is 28 or 29 February).
    The rule is the academy's own.

    Raises:
        ValueError: fewer than 1 month, or a moment without a time zone.
    """
    if maanden < 1:
        raise ValueError("A certificate counts for at least one month.")
    dag = kalenderdag(behaald)
    jaren, maand = divmod(dag.month - 1 + maanden, 12)
    jaar = dag.year + jaren
    return date(jaar, maand + 1, min(dag.day, monthrange(jaar, maand + 1)[1]))
