"""An athlete's own day: it is not the server's."""

from datetime import UTC, date, datetime

import pytest

from coach.domain.athlete import Athlete


@pytest.mark.parametrize(
    ("timezone", "day"),
    [
        ("Pacific/Auckland", date(2026, 3, 12)),
        ("UTC", date(2026, 3, 11)),
        ("America/Los_Angeles", date(2026, 3, 11)),
    ],
)
def test_one_moment_is_another_day_elsewhere(timezone: str, day: date) -> None:
    athlete = Athlete(id=1, timezone=timezone)

    assert athlete.date_at(datetime(2026, 3, 11, 11, 30, tzinfo=UTC)) == day
