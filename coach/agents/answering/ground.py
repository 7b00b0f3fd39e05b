"""What answers stand on: what is remembered, today as it was decided, and the mission."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from coach.agents.answering.question import Asked
from coach.agents.catalogue import catalogue
from coach.agents.choosing import planned
from coach.agents.mission import plan_day
from coach.agents.own_plan import own_day
from coach.agents.sessions import Session, whole
from coach.domain.briefing import Briefing
from coach.domain.decision import TrainingDecision
from coach.domain.morning import Morning
from coach.domain.recollection import Recollection
from coach.domain.workout import WorkoutPlan
from missions import MissionConfig, PlanOfDay

A_DAY = timedelta(days=1)


@dataclass(frozen=True, kw_only=True)
class Ground:
    """One athlete's today; `briefing` is the one that was kept last."""

    recollection: Recollection
    briefing: Briefing
    mission: MissionConfig

    @property
    def today(self) -> date:
        """The athlete's local date."""
        return self.recollection.local_date

    @property
    def morning(self) -> Morning:
        """What was observed."""
        return self.briefing.morning

    @property
    def decision(self) -> TrainingDecision:
        """What was decided."""
        return self.briefing.decision

    @property
    def workout(self) -> WorkoutPlan:
        """Today's session."""
        return self.decision.workout

    def planned_on(self, day: date) -> PlanOfDay:
        """Return what is planned for a day, by the mission or by the athlete's own choice."""
        return own_day(self.mission, self.recollection.facts, day).plan

    @property
    def meant_today(self) -> Session | None:
        """Today's session; intervals that were cut to size as they were planned. None is rest."""
        workout = self.workout
        if workout.type == "rest":
            return None
        sizes = (whole(each, workout.duration_minutes) for each in catalogue().values())
        found = next((size for size in sizes if size.id == workout.session), None)
        choice = planned(self.morning)
        if found is not None or choice.template is None:
            return found
        return whole(choice.template, choice.minutes)

    def expected_on(self, day: date) -> Session | None:
        """Return the session that a day ahead would bring as things stand; None is a rest day."""
        there = plan_day(self.mission, day, self.recollection.facts)
        before = self.morning.plan.recent_sessions
        plan = there.plan.model_copy(update={"recent_sessions": (self.workout.session, *before)})
        morning = self.morning.model_copy(
            update={
                "sport": there.sport,
                "phase": there.phase,
                "days_to_goal": there.days_to_goal,
                "week_type": there.week_type,
                "planned_today": there.planned_today,
                "plan": plan,
            }
        )
        choice = planned(morning)
        return None if choice.template is None else whole(choice.template, choice.minutes)


Answer = Callable[[Asked, Ground], Iterator[str]]
"""What answers one question: one to four short lines."""
