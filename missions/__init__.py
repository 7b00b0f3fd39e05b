"""What the athlete trains for: the mission document, its phases and its countdown."""

from missions.days import PlanOfDay, plan_of_day
from missions.library import ready_missions
from missions.loading import bootstrap, parse
from missions.mission import MissionConfig, MissionError
from missions.moving import goal_day, moved
from missions.standing import Standing, standing

__all__ = [
    "MissionConfig",
    "MissionError",
    "PlanOfDay",
    "Standing",
    "bootstrap",
    "goal_day",
    "moved",
    "parse",
    "plan_of_day",
    "ready_missions",
    "standing",
]
