"""A workout: steps that add up to its duration, with zones and load computed from them."""

from typing import Literal

from coach.domain.document import Document

StepKind = Literal["warmup", "steady", "work", "recovery", "cooldown"]
StepUnit = Literal["fraction_ftp", "fraction_threshold_speed", "rpe"]


class Step(Document):
    """One stretch of a workout, from `low` at its start to `high` at its end (equal where steady).

    `unit` says what `low` and `high` are: fractions of FTP or of threshold speed, or RPE 0-10.
    A cool-down runs from `high` to `low`.
    """

    kind: StepKind
    seconds: int
    low: float
    high: float
    unit: StepUnit


class WorkoutPlan(Document):
    """The session of a day, in the original's order; a rest day has type `rest` and no steps.

    Minutes in `time_in_zones` and seconds in `steps` both sum to `duration_minutes`.
    """

    session: str
    type: str
    description: str
    duration_minutes: float
    estimated_load: float
    intensity_factor: float
    time_in_zones: dict[str, float]
    steps: tuple[Step, ...] = ()


REST_DAY = WorkoutPlan(
    session="rest", type="rest", description="Rest day", duration_minutes=0,
    estimated_load=0, intensity_factor=0, time_in_zones={},
)  # fmt: skip
