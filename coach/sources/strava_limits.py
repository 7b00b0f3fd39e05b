"""Strava's limits as its answers tell them, for the whole app: a quarter of an hour and a day.

Windows end on the quarter hour and at midnight UTC, whoever asked; calls over the short limit
count for the day. Knows headers and a clock that is handed in.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta

_HEADERS = (
    ("X-RateLimit-Limit", "X-RateLimit-Usage"),
    ("X-ReadRateLimit-Limit", "X-ReadRateLimit-Usage"),
)
_QUARTER = timedelta(minutes=15)


class StravaLimits:
    """When the app may ask again."""

    def __init__(self) -> None:
        """Begin with nothing known: the first answer tells."""
        self._free_at: datetime | None = None

    def note(self, headers: Mapping[str, str], now: datetime) -> None:
        """Take in what an answer says; `now` is UTC."""
        ends = (_quarter_end(now), _day_end(now))
        for limit, usage in _HEADERS:
            allowed, used = _pair(headers.get(limit)), _pair(headers.get(usage))
            for most, so_far, end in zip(allowed, used, ends, strict=False):
                if so_far >= most:
                    self._free_at = max(self._free_at or end, end)

    def wait_s(self, now: datetime) -> float:
        """Return how many seconds to leave Strava alone, 0 where it may be asked."""
        if self._free_at is None or self._free_at <= now:
            return 0.0
        return (self._free_at - now).total_seconds()

    def reached(self, now: datetime) -> None:
        """Note that Strava said so itself, with or without numbers: this quarter is over."""
        self._free_at = max(self._free_at or now, _quarter_end(now))


def _pair(text: str | None) -> tuple[int, ...]:
    parts = [part.strip() for part in (text or "").split(",")]
    return tuple(int(part) for part in parts) if all(part.isdecimal() for part in parts) else ()


def _quarter_end(now: datetime) -> datetime:
    start = now.replace(minute=now.minute // 15 * 15, second=0, microsecond=0)
    return start + _QUARTER


def _day_end(now: datetime) -> datetime:
    return now.replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)
