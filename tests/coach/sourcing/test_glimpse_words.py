"""Strava's week in a line: counted by sport, with its hours, and said to count nowhere."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from coach.domain.activity import Sport
from coach.domain.glimpse import Glimpse
from coach.sourcing.glimpse_words import week_line
from tests.memories import MONDAY, glimpse

RIDE = replace(glimpse(), sport=Sport.CYCLING, local_date=MONDAY, duration_s=5000.0)
RUN = replace(RIDE, sport=Sport.RUNNING)


@pytest.mark.parametrize(
    ("seen", "words"),
    [
        ([RIDE], "1 ride, 1:23 h"),
        ([RUN, RIDE, RIDE, RIDE], "3 rides, 1 run, 5:33 h"),
        ([replace(RIDE, sport=Sport.OTHER)] * 2, "2 sessions, 2:47 h"),
    ],
)
def test_a_week_is_counted_by_sport(seen: list[Glimpse], words: str) -> None:
    line = week_line(seen, MONDAY)

    assert line == f"Strava, last 7 days: {words} (shown only, not counted)"


@pytest.mark.parametrize("day", [MONDAY - timedelta(days=7), MONDAY + timedelta(days=1)])
def test_what_lies_outside_the_week_is_not_shown(day: date) -> None:
    assert week_line([replace(RIDE, local_date=day)], MONDAY) is None


def test_a_week_without_anything_is_no_line() -> None:
    assert week_line([], MONDAY) is None
