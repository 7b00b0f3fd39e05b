"""An activity as Strava's API shows it: to be looked at for a week, and for nothing else.

Strava's policy forbids more. It is no `Activity`: what counts loads, words prompts or writes
exports takes activities, so a glimpse cannot get there.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from coach.domain.activity import Sport

KEPT_FOR = timedelta(days=7)
"""How long the API's rows may be kept (API policy 6.2)."""


@dataclass(frozen=True, kw_only=True)
class Glimpse:
    """Name, sport, start, duration and distance of one activity, until `expires_at`."""

    vendor_id: str
    name: str | None
    sport: Sport
    start: datetime
    local_date: date
    duration_s: float
    distance_m: float | None
    fetched_at: datetime

    @property
    def expires_at(self) -> datetime:
        """When it must be gone."""
        return self.fetched_at + KEPT_FOR
