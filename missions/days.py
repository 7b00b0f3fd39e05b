"""What the mission plans for one day: its kind and minutes, and whether it is blocked."""

from dataclasses import dataclass
from datetime import date

from missions.mission import Kind, MissionConfig, Sport
from missions.races import Race, race_on, races


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
    if planned.kind == "long" and minutes is None:
        minutes = mission.targets.long_minutes
    most = mission.constraints.minutes_a_day
    if minutes is not None and most is not None:
        minutes = min(minutes, most)
    return PlanOfDay(kind=planned.kind, minutes=0 if planned.kind == "rest" else minutes)


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
