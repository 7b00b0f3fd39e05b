"""Mornings, workouts and decisions for the tests of the message; plain values, no rules."""

from datetime import date

from coach.domain.decision import (
    Action,
    Envelope,
    Evidence,
    Flag,
    Intensity,
    TrainingDecision,
)
from coach.domain.morning import (
    HeartRateVariability,
    Morning,
    PlanContext,
    Usual,
)
from coach.domain.workout import REST_DAY, Step, StepKind, StepUnit, WorkoutPlan

A_DAY = date(2026, 3, 11)
ALL = tuple(Action)


def a_morning(**known: object) -> Morning:
    """Return the morning of the style guide, with some of it replaced."""
    usual = Usual(readiness=78, sleep_h=7.3, ctl_7_days_ago=59, atl_7_days_ago=70)
    return Morning(
        readiness=71,
        hrv=HeartRateVariability(roll7="below", roll7_ms=52, band_low_ms=55, band_high_ms=68),
        sleep_h=6.17,
        ctl=62.3,
        atl=76.4,
        tsb=-14.1,
        rhr_bpm=51,
        rhr_delta_bpm=3,
        phase="Build",
        days_to_goal=24,
        ftp_w=250,
        lthr_bpm=165,
        usual=usual,
        plan=PlanContext(
            goal_name="the Marmotte",
            phase_words="Build, week 3 of 4",
            next_phase="Peak",
            days_to_next_phase=10,
        ),
    ).model_copy(update=known)


def a_step(
    kind: StepKind,
    minutes: float,
    low: float,
    high: float | None = None,
    unit: StepUnit = "fraction_ftp",
) -> Step:
    """Return a step; steady where no `high` is given."""
    return Step(kind=kind, seconds=round(minutes * 60), low=low, high=high or low, unit=unit)


ENDURANCE = WorkoutPlan(
    session="endurance_50",
    type="endurance",
    description="Endurance spin",
    duration_minutes=50,
    estimated_load=28,
    intensity_factor=0.58,
    time_in_zones={"Z1": 20, "Z2": 30},
    steps=(
        a_step("warmup", 10, 0.5),
        a_step("steady", 30, 0.65),
        a_step("cooldown", 10, 0.5),
    ),
)
SWEET_SPOT = WorkoutPlan(
    session="sweetspot_3x10",
    type="sweetspot",
    description="Sweet spot 3x10",
    duration_minutes=60,
    estimated_load=61,
    intensity_factor=0.78,
    time_in_zones={"Z1": 13.7, "Z2": 16.3, "Z3": 30},
    steps=(
        a_step("warmup", 10, 0.45, 0.72),
        a_step("work", 10, 0.9),
        a_step("recovery", 5, 0.55),
        a_step("work", 10, 0.9),
        a_step("recovery", 5, 0.55),
        a_step("work", 10, 0.9),
        a_step("cooldown", 10, 0.4, 0.6),
    ),
)
RUN = WorkoutPlan(
    session="run_tempo_3x10",
    type="tempo",
    description="Cruise 3x10",
    duration_minutes=61,
    estimated_load=74.2,
    intensity_factor=0.86,
    time_in_zones={"Z1": 31, "Z4": 30},
    steps=(
        a_step("warmup", 15, 0.75, unit="fraction_threshold_speed"),
        a_step("work", 10, 0.97, unit="fraction_threshold_speed"),
        a_step("recovery", 2, 0.7, unit="fraction_threshold_speed"),
        a_step("work", 10, 0.97, unit="fraction_threshold_speed"),
        a_step("recovery", 2, 0.7, unit="fraction_threshold_speed"),
        a_step("work", 10, 0.97, unit="fraction_threshold_speed"),
        a_step("cooldown", 12, 0.7, unit="fraction_threshold_speed"),
    ),
)
THIRTY_FIFTEEN = WorkoutPlan(
    session="ronnestad_30_15",
    type="vo2",
    description="30/15 intervals",
    duration_minutes=58,
    estimated_load=70,
    intensity_factor=0.85,
    time_in_zones={"Z1": 32.5, "Z2": 6, "Z5": 19.5},
    steps=(
        a_step("warmup", 10, 0.45, 0.72),
        *(a_step("work", 0.5, 1.18), a_step("recovery", 0.25, 0.55)) * 13,
        a_step("recovery", 3, 0.5),
        *(a_step("work", 0.5, 1.18), a_step("recovery", 0.25, 0.55)) * 13,
        a_step("recovery", 3, 0.5),
        *(a_step("work", 0.5, 1.18), a_step("recovery", 0.25, 0.55)) * 13,
        a_step("cooldown", 12.75, 0.5),
    ),
)


def a_decision(**known: object) -> TrainingDecision:
    """Return the decision of the style guide, with some of it replaced."""
    return TrainingDecision(
        action=Action.EASE,
        reason=(
            "Your HRV has been under its band and you have two hard days behind you. An easy ride"
            " today keeps Saturday's long climb possible."
        ),
        intensity_recommendation=Intensity.LOW,
        flags=(Flag.HRV_LOW,),
        confidence=0.8,
        workout=ENDURANCE,
        envelope=Envelope(allowed_actions=(Action.RECOVER, Action.EASE), max_minutes=60),
        evidence=(
            Evidence(
                signal="HRV, 7 nights",
                value="52 ms",
                baseline="your band 55–68",
                effect="holds back intensity",
                counterfact="HRV back above 55 makes it maintain",
            ),
            Evidence(signal="TSB", value="−14", threshold="limit −30", effect="fine"),
        ),
    ).model_copy(update=known)


def a_rest(**known: object) -> TrainingDecision:
    """Return a day of rest."""
    return a_decision(action=Action.RECOVER, workout=REST_DAY, **known)
