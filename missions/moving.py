"""A mission with its goal on another day: the text is changed and read again, so it can be kept."""

import re
from datetime import date
from functools import lru_cache

from missions.lines import key_lines
from missions.loading import parse
from missions.mission import DayOfYear, MissionConfig, MissionError

_VALUE = re.compile(r"=\s*(\"[^\"]*\"|'[^']*'|[^\s#]+)")
_ISO = re.compile(r"\d{4}-\d\d-\d\d")


def moved(mission: MissionConfig, to: date) -> MissionConfig:
    """Return the mission with its goal on another day, and what is dated before it moved along.

    Raises MissionError, in sentences for the athlete, where there is nothing to move or the days
    do not fit together.
    """
    if mission.goal_date is None:
        raise MissionError("Your mission has no goal with a date.")
    if mission.stages:
        raise MissionError("Your goal is a race of stages, and each stage has its own day.")
    lines = mission.text.splitlines(keepends=True)
    places = key_lines(mission.text)
    _replace(lines, places[("goal_date",)], _VALUE, f"= {to}")
    if isinstance(mission.goal_date, date):
        by = to - mission.goal_date
        for phase, first in mission.phases.overrides.items():
            if isinstance(first, date):
                _replace(lines, places[("phases", phase.lower())], _ISO, str(first + by))
    return _read("".join(lines))


def goal_day(mission: MissionConfig) -> str | None:
    """Return the goal's day as the mission has it: "2026-07-05", "06-21" for every year's."""
    match mission.goal_date:
        case DayOfYear(month=month, day=day):
            return f"{month:02d}-{day:02d}"
        case None:
            return None
        case day:
            return day.isoformat()


def _replace(lines: list[str], number: int, what: re.Pattern[str], by: str) -> None:
    lines[number - 1] = what.sub(by, lines[number - 1], count=1)


@lru_cache(maxsize=64)
def _read(text: str) -> MissionConfig:
    return parse(text)
