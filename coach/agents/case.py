"""A morning decided but not yet explained: all that the reason and the ledger are made from."""

from dataclasses import dataclass

from coach.agents.catalogue import Template
from coach.agents.lifts import Lift
from coach.domain.decision import Action, Flag, Intensity
from coach.domain.morning import Morning
from coach.domain.workout import WorkoutPlan
from coach.safety.envelope import Bounds
from coach.safety.reading import Reading


@dataclass(frozen=True, kw_only=True)
class Case:
    """One decided morning. `template` is what was planned, None for a rest day."""

    morning: Morning
    reading: Reading
    bounds: Bounds
    action: Action
    intensity: Intensity
    template: Template | None
    workout: WorkoutPlan
    lift: Lift | None
    flags: tuple[Flag, ...]
    repeats: bool = False

    @property
    def goal(self) -> str:
        """The goal's name."""
        return self.morning.plan.goal_name or "your goal"
