"""Who is coached: the person's place in time and in Telegram, and their thresholds."""

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Literal
from zoneinfo import ZoneInfo


@dataclass(frozen=True, kw_only=True)
class Athlete:
    """One athlete. `next_push_at` is UTC; `push_time` is local to `timezone` (an IANA name).

    `night_wait_min` is how long a push waits for a late night; None is what the setting says.
    """

    id: int
    name: str | None = None
    chat_id: int | None = None
    timezone: str = "UTC"
    push_time: time = time(6, 30)
    paused: bool = False
    next_push_at: datetime | None = None
    mission_digest: str | None = None
    night_wait_min: int | None = None

    def date_at(self, moment: datetime) -> date:
        """Return which local date it is for the athlete at an aware moment."""
        return moment.astimezone(ZoneInfo(self.timezone)).date()


@dataclass(frozen=True, kw_only=True)
class Thresholds:
    """What a load is measured against; taken from the mission's `[athlete]`. Watts, beats, s/km."""

    ftp_w: float | None = None
    lthr_bpm: float | None = None
    max_heart_rate_bpm: float | None = None
    resting_heart_rate_bpm: float | None = None
    threshold_pace_s_per_km: float | None = None
    sex: Literal["m", "f"] | None = None


@dataclass(frozen=True, kw_only=True)
class LoadDay:
    """One day of the curve: `ctl` and `atl` at its end, its morning's `tsb`, `ramp` over 7 days."""

    local_date: date
    load: float
    ctl: float
    atl: float
    tsb: float
    ramp: float
