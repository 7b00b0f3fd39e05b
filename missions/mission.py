"""The mission as a value: what a file says, typed and frozen; it knows no file and no clock.

Units are in the names; None means that the file is silent.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

Sport = Literal["cycling", "running", "swimming", "rowing", "strength"]
Kind = Literal[
    "rest", "easy", "endurance", "long", "key", "tempo", "strength", "race",
    "stage_flat", "stage_hilly", "stage_mountain", "stage_time_trial",
]  # fmt: skip
PhaseName = Literal["Base", "Build", "Peak", "Taper", "Race", "Transition"]
TrainingPhase = Literal["Base", "Build", "Peak", "Taper"]
Priority = Literal["A", "B", "C"]

TRAINING_PHASES: tuple[TrainingPhase, ...] = ("Base", "Build", "Peak", "Taper")


class MissionError(Exception):
    """A mission cannot be used; `faults` says each reason in one sentence."""

    def __init__(self, *faults: str) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


@dataclass(frozen=True, kw_only=True)
class Targets:
    """What the training should lead to."""

    ctl_peak: float | None = None
    long_minutes: float | None = None
    stage_climb_minutes: float | None = None
    threshold_interval_min: float | None = None


@dataclass(frozen=True, kw_only=True)
class BlockedDays:
    """Days without training: one weekday (0 is Monday) for good, or all from `first` to `last`."""

    weekday: int | None = None
    first: date | None = None
    last: date | None = None

    def holds(self, day: date) -> bool:
        """Say whether this day is blocked."""
        if self.first is None or self.last is None:
            return day.weekday() == self.weekday
        return self.first <= day <= self.last


@dataclass(frozen=True, kw_only=True)
class Limits:
    """The `[constraints]`: what no plan may cross."""

    min_readiness: float | None = None
    max_rhr: float | None = None
    min_tsb: float | None = None
    minutes_a_day: float | None = None
    days_blocked: tuple[BlockedDays, ...] = ()
    equipment: tuple[str, ...] | None = None
    indoor: bool | None = None


@dataclass(frozen=True, kw_only=True)
class Person:
    """The `[athlete]`: thresholds and what a heart-rate load needs to know."""

    ftp_w: float | None = None
    lthr_bpm: float | None = None
    max_heart_rate_bpm: float | None = None
    resting_heart_rate_bpm: float | None = None
    threshold_pace_s_per_km: float | None = None
    weight_kg: float | None = None
    age: float | None = None
    sex: Literal["m", "f"] | None = None


@dataclass(frozen=True, kw_only=True)
class PlannedDay:
    """What kind of day it is, and how long; kind None leaves it to the coach."""

    kind: Kind | None = None
    minutes: float | None = None


@dataclass(frozen=True, kw_only=True)
class PhasePlan:
    """Overrides of the computed phases: a first day, or a length in weeks (0 leaves it out)."""

    overrides: Mapping[TrainingPhase, date | int] = field(default_factory=dict)
    recovery_every: int | None = None


@dataclass(frozen=True, kw_only=True)
class Event:
    """A race beside the goal: A is a goal of its own, B gets a week of taper, C none."""

    name: str
    date: date
    priority: Priority = "C"
    minutes: float | None = None
    sport: Sport | None = None


@dataclass(frozen=True, kw_only=True)
class Stage:
    """One day of a stage race or of its simulation."""

    date: date
    kind: Kind
    name: str | None = None
    minutes: float | None = None


@dataclass(frozen=True)
class DayOfYear:
    """A goal that comes back every year: month and day."""

    month: int
    day: int


@dataclass(frozen=True, kw_only=True)
class MissionConfig:
    """A mission as loaded. `text` is its TOML with the environment filled in, so it can be kept.

    `week` holds seven days from Monday; `warnings` are sentences for the athlete.
    """

    id: str
    name: str
    sport: Sport = "cycling"
    start_date: date | None = None
    goal_event: str | None = None
    goal_date: date | DayOfYear | None = None
    targets: Targets = Targets()
    constraints: Limits = Limits()
    athlete: Person = Person()
    week: tuple[PlannedDay, ...] = (PlannedDay(),) * 7
    phases: PhasePlan = field(default_factory=PhasePlan)
    events: tuple[Event, ...] = ()
    stages: tuple[Stage, ...] = ()
    text: str = ""
    warnings: tuple[str, ...] = ()
