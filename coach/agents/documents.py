"""A Morning from a few metrics, as the original took them; the mission fills in the rest."""

from collections.abc import Mapping
from dataclasses import fields
from datetime import date

from coach.agents.mission import plan_day
from coach.domain.morning import Morning, PlanContext
from missions import MissionConfig

OWN_PHASE = frozenset({"phase", "days_to_goal"})
"""Metrics that take the day out of the mission's plan."""


def morning_of(metrics: Mapping[str, object], mission: MissionConfig, day: date) -> Morning:
    """Return the Morning document that these keys of it make on a day of the mission."""
    planned = plan_day(mission, day)
    known = {field.name: getattr(planned, field.name) for field in fields(planned)}
    if not metrics.keys().isdisjoint(OWN_PHASE):
        known["plan"] = PlanContext(goal_name=planned.plan.goal_name)
        known["week_type"] = known["planned_today"] = None
    return Morning.model_validate({**known, **metrics})
