"""What was trained: one activity with its measures, its load and where it came from."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class Sport(StrEnum):
    """What an activity was; the first five are what an athlete can train for."""

    CYCLING = "cycling"
    RUNNING = "running"
    SWIMMING = "swimming"
    ROWING = "rowing"
    STRENGTH = "strength"
    WALKING = "walking"
    SKIING = "skiing"
    YOGA = "yoga"
    TRANSITION = "transition"
    OTHER = "other"


FATIGUE_ONLY = frozenset({Sport.STRENGTH, Sport.YOGA})
"""Loads ATL but not CTL, as intervals.icu counts it."""


class LoadSource(StrEnum):
    """How a load was found; `science.md` 1 gives the order of preference."""

    POWER = "power"
    HEART_RATE = "heart_rate"
    PACE = "pace"
    RPE = "rpe"
    DURATION = "duration"
    VENDOR = "vendor"


class Origin(StrEnum):
    """Where a record came from."""

    UPLOAD = "upload"
    INTERVALS = "intervals"
    STRAVA_ARCHIVE = "strava_archive"
    STRAVA_API = "strava_api"  # only by the operator's own second switch
    OURA = "oura"
    ATHLETE = "athlete"
    SAMPLE = "sample"

    @property
    def label(self) -> str:
        """Its name to the athlete, after "from"."""
        return _ORIGIN_LABELS[self]


_ORIGIN_LABELS = {
    Origin.UPLOAD: "your files",
    Origin.INTERVALS: "intervals.icu",
    Origin.STRAVA_ARCHIVE: "your Strava archive",
    Origin.STRAVA_API: "Strava",
    Origin.OURA: "Oura",
    Origin.ATHLETE: "you",
    Origin.SAMPLE: "the sample",
}


@dataclass(frozen=True, kw_only=True)
class Provenance:
    """Source, vendor id and file: the athlete can see where a number is from."""

    origin: Origin
    fetched_at: datetime
    vendor_id: str | None = None
    file: str | None = None


@dataclass(frozen=True, kw_only=True)
class Activity:
    """One activity. Absent measures are None, never 0; `duration_s` is timer time without pauses.

    `local_date` is the athlete's calendar day at the start, which the load counts for.
    """

    sport: Sport
    start: datetime
    local_date: date
    duration_s: float
    elapsed_s: float
    distance_m: float | None = None
    average_power_w: float | None = None
    normalized_power_w: float | None = None
    average_heart_rate_bpm: float | None = None
    load: float | None = None
    load_source: LoadSource | None = None
    intensity_factor: float | None = None
    rpe_0_10: float | None = None
    name: str | None = None
    provenance: Provenance

    def __post_init__(self) -> None:
        """Refuse a naive start: a day cannot be told from it."""
        if self.start.tzinfo is None:
            raise ValueError("an activity's start needs a time zone")


@dataclass(frozen=True, kw_only=True)
class DayLoad:
    """One calendar day's loads where no activity is known for it (a wellness export's own).

    `ctl` and `atl` are the site's own values at the end of the day, where it gives them.
    """

    local_date: date
    fitness_load: float
    fatigue_load: float
    ctl: float | None = None
    atl: float | None = None
