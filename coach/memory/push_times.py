"""When an athlete's next push is due: a rule of calendars and zones, without clock or database.

A wall time that a clock change leaves out moves forward by the gap; one that comes twice is taken
the first time (fold=0). The next push is that of the next local date, never 24 hours later.
"""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from coach.errors import AthleteError

_DAY = timedelta(days=1)


def zone_of(name: str) -> ZoneInfo:
    """Return the zone; raise AthleteError where there is none of that name."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise AthleteError(
            f"I know no time zone {name!r}: take a name like Europe/Berlin."
        ) from error


def push_instant(day: date, push_time: time, timezone: str) -> datetime:
    """Return the UTC moment of a local date's push."""
    wall = datetime.combine(day, push_time.replace(fold=0, tzinfo=None))
    return wall.replace(tzinfo=zone_of(timezone)).astimezone(UTC)


def push_date(due_at: datetime, push_time: time, timezone: str) -> date:
    """Return the local date whose push is due at that moment.

    It is the date on the wall, but for a time that a gap at midnight moved into the next day.
    """
    on_the_wall = due_at.astimezone(zone_of(timezone)).date()
    before = on_the_wall - _DAY
    moved = push_instant(before, push_time, timezone) == due_at
    return (
        before
        if moved and push_instant(on_the_wall, push_time, timezone) != due_at
        else (on_the_wall)
    )


def next_push(
    *, push_time: time, timezone: str, after: datetime, pushed: date | None = None
) -> datetime:
    """Return the first push strictly after a moment, of a date after the last pushed one."""
    day = after.astimezone(zone_of(timezone)).date() - _DAY
    if pushed is not None:
        day = max(day, pushed + _DAY)
    while (instant := push_instant(day, push_time, timezone)) <= after:
        day += _DAY
    return instant
