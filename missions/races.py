"""The races of a mission around one day: the goal, every year's again where it has no year, events.

A stage race is one race from its first to its last stage.
"""

from dataclasses import dataclass
from datetime import date

from missions.mission import DayOfYear, Event, MissionConfig, Priority, Sport, Stage


@dataclass(frozen=True, kw_only=True)
class Race:
    """One race; `first` and `last` are equal but for a stage race. `planned` is the main goal."""

    name: str
    first: date
    last: date
    priority: Priority
    minutes: float | None = None
    sport: Sport | None = None
    stages: tuple[Stage, ...] = ()
    planned: bool = False


def races(mission: MissionConfig, today: date) -> tuple[Race, ...]:
    """Return the mission's races in order.

    A yearly goal stands in last, this and next year, but never before `start_date`, and without
    one not in the past: nobody knows whether it was raced.
    """
    found = [_event(event) for event in mission.events]
    if isinstance(mission.goal_date, DayOfYear):
        yearly, since = mission.goal_date, mission.start_date or today
        years = (today.year - 1, today.year, today.year + 1)
        dates = (date(year, yearly.month, yearly.day) for year in years)
        found += [_goal(mission, day) for day in dates if day >= since]
    elif mission.goal_date:
        found.append(_goal(mission, mission.goal_date))
    return tuple(sorted(found, key=lambda race: race.first))


def race_on(all_races: tuple[Race, ...], day: date) -> Race | None:
    """Return the race of a day, the most important where there are two."""
    there = [race for race in all_races if race.first <= day <= race.last]
    return min(there, key=lambda race: race.priority, default=None)


def _goal(mission: MissionConfig, day: date) -> Race:
    return Race(
        name=mission.goal_event or mission.name,
        first=mission.stages[0].date if mission.stages else day,
        last=mission.stages[-1].date if mission.stages else day,
        priority="A",
        stages=mission.stages,
        planned=True,
    )


def _event(event: Event) -> Race:
    return Race(
        name=event.name,
        first=event.date,
        last=event.date,
        priority=event.priority,
        minutes=event.minutes,
        sport=event.sport,
    )
