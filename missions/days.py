"""What the mission plans for one day: its kind and minutes, and whether it is blocked."""

from dataclasses import dataclass
from datetime import date

from missions.mission import Kind, MissionConfig, Sport
from missions.races import Race, race_on, races
from missions.standing import Standing, standing

_GROWING_DAYS = 84
"""Long days grow over the twelve weeks before Peak."""
_SHARE_IN_PEAK = 0.5
"""Less volume in Peak (10 to 20 %), which is about half of what was grown."""


@dataclass(frozen=True, kw_only=True)
class PlanOfDay:
    """One day as the mission plans it; None where it leaves that to the coach."""

    kind: Kind | None = None
    minutes: float | None = None
    name: str | None = None
    blocked: bool = False
    sport: Sport | None = None


def plan_of_day(mission: MissionConfig, day: date) -> PlanOfDay:
    """Return the plan of a day: a race goes before a blocked day, that before the week."""
    if race := race_on(races(mission, day), day):
        return _race(mission, race, day)
    if any(blocked.holds(day) for blocked in mission.constraints.days_blocked):
        return PlanOfDay(kind="rest", minutes=0, blocked=True)
    planned = mission.week[day.weekday()]
    minutes = planned.minutes
    if planned.kind == "long":
        minutes = _long_minutes(mission, minutes, day)
    most = mission.constraints.minutes_a_day
    if minutes is not None and most is not None:
        minutes = min(minutes, most)
    return PlanOfDay(kind=planned.kind, minutes=0 if planned.kind == "rest" else minutes)


def _long_minutes(mission: MissionConfig, minutes: float | None, day: date) -> float | None:
    """Let a long day grow from the week's minutes to the target, in steps of 5 minutes."""
    target = mission.targets.long_minutes
    if minutes is None or target is None or target <= minutes:
        return target if minutes is None else minutes
    grown = minutes + (target - minutes) * _growth(standing(mission, day), day)
    return 5 * round(grown / 5)


def _growth(here: Standing, day: date) -> float:
    """Return how far on the way to the target a day is, 0 to 1: whole when Peak begins."""
    if here.days_to_goal is None:
        return 1.0 if here.phase == "Build" else 0.0
    if here.phase not in {"Base", "Build", "Peak"}:
        return 0.0
    if here.phase == "Peak":
        return _SHARE_IN_PEAK
    ends = here.ahead[-1].end
    turn = next((s.first for s in here.ahead if s.phase in {"Peak", "Taper"}), ends)
    return max(0.0, 1 - (turn - day).days / _GROWING_DAYS)


def _race(mission: MissionConfig, race: Race, day: date) -> PlanOfDay:
    if not race.stages:
        return PlanOfDay(kind="race", minutes=race.minutes, name=race.name, sport=race.sport)
    stage = next((stage for stage in race.stages if stage.date == day), None)
    if stage is None or stage.kind == "rest":
        return PlanOfDay(kind="rest", minutes=0, name=race.name)
    minutes = stage.minutes
    if minutes is None and stage.kind == "stage_mountain":
        minutes = mission.targets.stage_climb_minutes
    return PlanOfDay(kind=stage.kind, minutes=minutes, name=stage.name)
