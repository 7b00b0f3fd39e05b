"""What only shows when the keys of a mission are seen together: contradictions and warnings.

A contradiction refuses the file; a warning is told to the athlete and the mission is used.
"""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from missions.lines import Path
from missions.mission import MissionConfig
from missions.phases import Span, laid_back
from missions.races import races
from missions.readers import WEEKDAYS

_LONGEST_STAGE_RACE = timedelta(days=60)


def contradictions(mission: MissionConfig, top: Mapping[str, Any]) -> Iterator[tuple[Path, str]]:
    """Say what cannot be true together, each with the path of a key; `top` is what was written."""
    goal, start = mission.goal_date, mission.start_date
    if "goal_event" in top and goal is None:
        yield ("goal_event",), "goal_event needs its day: add goal_date, or leave both out"
    if isinstance(goal, date) and start and start > goal:
        yield ("start_date",), f"start_date {start} is after goal_date {goal}: correct one of them"
    yield from _stage_faults(mission)
    yield from _phase_faults(mission)


def _stage_faults(mission: MissionConfig) -> Iterator[tuple[Path, str]]:
    days, goal = [stage.date for stage in mission.stages], mission.goal_date
    if not days:
        return
    for index, (one, other) in enumerate(pairwise(days)):
        if one == other:
            yield ("stages", index + 1), f"two stages stand on {one}: give each its own day"
    if not (isinstance(goal, date) and days[0] <= goal <= days[-1]):
        said = f"goal_date must be a day of the stages, from {days[0]} to {days[-1]}"
        yield ("goal_date",), said
    if days[-1] - days[0] > _LONGEST_STAGE_RACE:
        said = "the stages spread over more than 60 days: use [[events]] for separate races"
        yield ("stages", len(days) - 1), said


def _phase_faults(mission: MissionConfig) -> Iterator[tuple[Path, str]]:
    wanted, goal = mission.phases.overrides, mission.goal_date
    if wanted and goal is None:
        said = "phases count back from a goal: add goal_date, or leave them out"
        yield ("phases", next(iter(wanted)).lower()), said
    elif not isinstance(goal, date) and any(isinstance(day, date) for day in wanted.values()):
        said = "phases with dates need a goal_date with its year: give them in weeks"
        yield ("phases",), said
    for span in _plan(mission):
        if span.first > span.end:
            after = "the goal" if span.phase == "Taper" else "the phase after it"
            said = f"begins on {span.first}, but {after} begins on {span.end} already"
            path = ("phases", span.phase.lower())
            yield path, f"{span.phase.lower()} {said}: let the phases follow each other"


def _plan(mission: MissionConfig) -> tuple[Span, ...]:
    """Return the phases before a goal with a date, as laid back, uncut."""
    if not isinstance(mission.goal_date, date):
        return ()
    goal = next(race for race in races(mission, mission.goal_date) if race.planned)
    return laid_back(mission, goal, mission.start_date)


def warnings(mission: MissionConfig) -> Iterator[str]:
    """Say what was bent to fit, in whole sentences."""
    yield from _phase_warnings(mission)
    most = mission.constraints.minutes_a_day
    for weekday, planned in zip(WEEKDAYS, mission.week, strict=True):
        if most and (planned.minutes or 0) > most:
            cut = f"{planned.minutes:g} minutes are cut to the {most:g} of minutes_a_day."
            yield f"{weekday.capitalize()}'s {cut}"
    goal, blocked = mission.goal_date, mission.constraints.days_blocked
    if isinstance(goal, date) and any(days.holds(goal) for days in blocked):
        yield f"The goal on {goal} falls on a blocked day; the race counts."
    if mission.targets.stage_climb_minutes and not any(
        stage.kind == "stage_mountain" and stage.minutes is None for stage in mission.stages
    ):
        yield "stage_climb_minutes changes nothing: no mountain stage is without its own minutes."


def _phase_warnings(mission: MissionConfig) -> Iterator[str]:
    start = mission.start_date
    plan = [span for span in _plan(mission) if span.first < span.end]
    if start is None or not plan:
        return
    for span in plan:
        if span.phase in mission.phases.overrides and span.first < start:
            fate = "it is shortened" if span.end > start else "it is left out"
            yield f"{span.phase} would begin on {span.first}, before start_date {start}: {fate}."
    if plan[0].first > start:
        gap = (plan[0].first - start).days
        last = plan[0].first - timedelta(days=1)
        yield (
            f"No phase covers the {gap} days from {start} to {last}:"
            f" they are easy days before {plan[0].phase}."
        )
