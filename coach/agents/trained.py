"""What the last days of training were: hard days in a row, rest, yesterday, variety.

Knows loads, activities and decided days; a day of which nothing is known counts as rest.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import takewhile
from math import inf, sqrt
from typing import NamedTuple

from coach.domain.activity import FATIGUE_ONLY, Activity, LoadSource, Sport
from coach.domain.athlete import LoadDay
from coach.domain.fact import FactKind
from coach.domain.morning import Yesterday
from coach.domain.recollection import PlannedDay, Recollection

REST_BELOW_LOAD = 10.0
"""A stroll is still a rest day; the shortest recovery spin is a load of 17."""
HARD_DAY_LOAD, HARD_DAY_OF_CTL = 100.0, 2.0
"""A day is hard by load alone from 100 and twice the CTL, however gently it was ridden."""
LONG_FROM_S = 150 * 60
_HARD_FROM_S = 20 * 60
_LOOKBACK_DAYS = 7
_SAME_LOAD = 0.25


class Edges(NamedTuple):
    """Intensities (1.0 is an hour at threshold): recovery is under, tempo and hard from."""

    recovery: float
    tempo: float
    hard: float


_POWER = Edges(0.60, 0.72, 0.80)
EDGES: Mapping[LoadSource | None, Edges] = {
    LoadSource.POWER: _POWER,
    LoadSource.VENDOR: _POWER,
    None: _POWER,
    LoadSource.PACE: Edges(0.74, 0.82, 0.84),  # easy running is nearer to threshold speed
    LoadSource.HEART_RATE: Edges(0.60, 0.80, 0.85),  # drift and heat raise it
    LoadSource.RPE: Edges(0.60, 0.77, 0.86),  # hard is RPE 7 and more
    LoadSource.DURATION: Edges(0.0, inf, inf),  # says nothing of how hard it was
}
_LEGS = ("leg", "squat", "deadlift", "lower")


@dataclass(frozen=True, kw_only=True)
class Trained:
    """The last days up to yesterday; None where no load is known at all.

    `days_since_rest` and `days_since_training` are 1 where it was yesterday; without any in the
    window they are one more than its days. `sessions` are newest first, without rest days.
    """

    hard_days_in_row: int | None = None
    days_since_rest: int | None = None
    days_since_training: int | None = None
    yesterday: Yesterday = field(default_factory=Yesterday)
    sessions: tuple[str, ...] = ()


def trained(recollection: Recollection) -> Trained:
    """Return what the days before `recollection.local_date` were."""
    days = _Days(recollection)
    before = [recollection.local_date - timedelta(days=ago) for ago in range(1, 1 + _LOOKBACK_DAYS)]
    sessions = tuple(name for day in before if (name := days.session(day)))
    hard_days = _leading(map(days.is_hard, before))
    if not recollection.loads:
        return Trained(hard_days_in_row=hard_days or None, sessions=sessions)
    backwards = [day.load for day in reversed(recollection.loads)]
    return Trained(
        hard_days_in_row=hard_days,
        days_since_rest=1 + _leading(load >= REST_BELOW_LOAD for load in backwards),
        days_since_training=1 + _leading(load < REST_BELOW_LOAD for load in backwards),
        yesterday=_yesterday(days, before[0], recollection.loads[-1]),
        sessions=sessions,
    )


def intensity(activity: Activity) -> float | None:
    """Return how hard it was as a fraction of an hour at threshold; by its load where need be."""
    if activity.intensity_factor is not None:
        return activity.intensity_factor
    if activity.load is None or activity.duration_s <= 0:
        return None
    return sqrt(activity.load * 36 / activity.duration_s)


def is_hard(activity: Activity) -> bool:
    """Return whether it was a hard session: 20 minutes or more from the edge of its load source."""
    if activity.sport in FATIGUE_ONLY or activity.duration_s < _HARD_FROM_S:
        return False
    return (intensity(activity) or 0.0) >= EDGES[activity.load_source].hard


def kind_of(activity: Activity) -> str:
    """Return its type: recovery, endurance, long, tempo, threshold, strength or the sport."""
    match activity.sport:
        case Sport.CYCLING | Sport.RUNNING | Sport.SWIMMING | Sport.ROWING:
            return _endurance_kind(activity)
        case Sport.STRENGTH:
            name = (activity.name or "").lower()
            return "strength_legs" if any(word in name for word in _LEGS) else "strength"
        case _:
            return activity.sport.value


def _endurance_kind(activity: Activity) -> str:
    edges, how_hard = EDGES[activity.load_source], intensity(activity) or 0.0
    if is_hard(activity):
        return "threshold"
    if activity.duration_s >= LONG_FROM_S:
        return "long"
    if how_hard >= edges.tempo:
        return "tempo"
    return "recovery" if 0 < how_hard < edges.recovery else "endurance"


class _Days:
    """The activities, loads and decided days by their date."""

    def __init__(self, recollection: Recollection) -> None:
        self.activities: dict[date, list[Activity]] = {}
        for activity in recollection.activities:
            self.activities.setdefault(activity.local_date, []).append(activity)
        self.plans = {plan.local_date: plan for plan in recollection.recent}
        self.loads = {day.local_date: day for day in recollection.loads[-_LOOKBACK_DAYS:]}
        self.done = {fact.local_date for fact in recollection.facts if fact.kind is FactKind.DONE}

    def main(self, day: date) -> Activity | None:
        """Return the day's activity of the highest load."""
        return max(self.activities.get(day, ()), key=lambda each: each.load or 0, default=None)

    def is_hard(self, day: date) -> bool:
        """Return whether a session, the day's load or a plan reported done made it hard."""
        load = self.loads.get(day)
        if load and load.load >= max(HARD_DAY_LOAD, HARD_DAY_OF_CTL * load.ctl):
            return True
        if any(map(is_hard, self.activities.get(day, ()))):
            return True
        planned = self._reported(day)
        return planned is not None and planned.intensity_factor >= _POWER.hard

    def session(self, day: date) -> str | None:
        """Return the plan's catalogue id where it was done, else the type of what was."""
        main, plan = self.main(day), self.plans.get(day)
        if plan and main and _as_planned(plan, main):
            return plan.session
        if main:
            return kind_of(main) if (main.load or 0) >= REST_BELOW_LOAD else None
        planned = self._reported(day)
        return planned.session if planned else None

    def _reported(self, day: date) -> PlannedDay | None:
        return self.plans.get(day) if day in self.done else None


def _as_planned(plan: PlannedDay, activity: Activity) -> bool:
    apart = abs((activity.load or 0.0) - plan.estimated_load)
    return plan.sport == activity.sport and apart <= _SAME_LOAD * plan.estimated_load


def _yesterday(days: _Days, yesterday: date, last: LoadDay) -> Yesterday:
    if last.local_date != yesterday:
        return Yesterday()
    kind = days.session(yesterday) or ("rest" if last.load < REST_BELOW_LOAD else None)
    return Yesterday(type=kind, load=last.load)


def _leading(truths: Iterable[bool]) -> int:
    """Count the trues before the first false."""
    return sum(takewhile(bool, truths))
