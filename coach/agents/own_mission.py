"""The mission as one athlete has it: the operator's, with the goal where the athlete moved it."""

from collections.abc import Iterable
from datetime import date, timedelta

from coach.domain.fact import Fact, FactKind
from missions import MissionConfig, MissionError, goal_day, moved
from missions.mission import DayOfYear

_AFTERWARDS = timedelta(days=28)
"""So long after its moved day a yearly goal is this year's; then the mission's own day counts."""


def own_mission(mission: MissionConfig, facts: Iterable[Fact], today: date) -> MissionConfig:
    """Return the mission of the athlete who said these facts; its text is the derived one.

    A move counts as long as the mission's own day is the one that it was moved from.
    """
    told = [fact for fact in facts if _counts(fact, mission, today)]
    if not told:
        return mission
    to = date.fromisoformat(max(told, key=lambda fact: fact.said_at).code or "")
    if isinstance(mission.goal_date, DayOfYear) and today > to + _AFTERWARDS:
        return mission
    try:
        return moved(mission, to)
    except MissionError:
        return mission  # the file was changed since, and the days fit no more


def _counts(fact: Fact, mission: MissionConfig, today: date) -> bool:
    is_open = fact.closed_on is None or fact.closed_on > today
    return fact.kind is FactKind.GOAL and is_open and fact.quality == goal_day(mission)
