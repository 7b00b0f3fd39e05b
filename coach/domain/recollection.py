"""What memory holds of one athlete on one morning: all that the observation is made from."""

from dataclasses import dataclass
from datetime import date

from coach.domain.activity import Activity
from coach.domain.athlete import Athlete, LoadDay
from coach.domain.briefing import DayEntry
from coach.domain.fact import Fact
from coach.domain.morning import TrainedSport
from coach.domain.night import Night
from coach.domain.summary import Summary


@dataclass(frozen=True, kw_only=True)
class PlannedDay:
    """What an earlier day was planned to be; `session` is a catalogue id or `rest`, load in TSS."""

    local_date: date
    version: int
    sport: TrainedSport
    session: str
    estimated_load: float
    intensity_factor: float


@dataclass(frozen=True, kw_only=True)
class Recollection:
    """Bounded windows, oldest first, whatever the length of the history.

    `loads` are the last 42 days of the curve up to yesterday (every calendar day; the last carries
    the running CTL and ATL); `nights` the last 61 days with today's; `activities` the last 14 days;
    `facts` what was said of the last 14 days and the next, or is still open; `history_days` counts
    from the first known load to today, 0 where nothing is known; `today` is the newest entry of
    this date if the day was decided already; `recent` are earlier decided days, newest first, at
    most 7; `last_week` is there on Mondays, once it was summed up; `training_arrives` where a
    connected source brings activities.
    """

    athlete: Athlete
    local_date: date
    mission_text: str | None = None
    loads: tuple[LoadDay, ...] = ()
    nights: tuple[Night, ...] = ()
    activities: tuple[Activity, ...] = ()
    facts: tuple[Fact, ...] = ()
    history_days: int = 0
    today: DayEntry | None = None
    recent: tuple[PlannedDay, ...] = ()
    last_week: Summary | None = None
    training_arrives: bool = False
