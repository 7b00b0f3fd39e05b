"""Values to look back on: a week of March 2026 with its days, rides, nights and words."""

from datetime import UTC, date, datetime, time, timedelta

from coach.domain.athlete import LoadDay
from coach.domain.briefing import Briefing, DayEntry
from coach.domain.decision import Action, Envelope, Intensity, TrainingDecision
from coach.domain.morning import Morning
from coach.domain.workout import REST_DAY, Step, WorkoutPlan

MONDAY = date(2026, 3, 2)
SUNDAY = MONDAY + timedelta(days=6)
MADE = datetime(2026, 3, 9, 1, tzinfo=UTC)


def day(number: int) -> date:
    """Return a day, Monday being 0."""
    return MONDAY + timedelta(days=number)


def decided(
    on: date,
    load: float = 50,
    *,
    action: Action = Action.MAINTAIN,
    intensity: Intensity = Intensity.LOW,
) -> DayEntry:
    """Return a day with an hour planned, or a rest day where its load is 0."""
    decision = TrainingDecision(
        action=action,
        reason="Because.",
        intensity_recommendation=intensity,
        flags=(),
        confidence=0.8,
        workout=_hour(load) if load else REST_DAY,
        envelope=Envelope(allowed_actions=(action,)),
    )
    briefing = Briefing(local_date=on, sections=(), decision=decision, morning=Morning())
    return DayEntry(
        athlete_id=1,
        local_date=on,
        briefing=briefing,
        mission_digest=None,
        made_at=datetime.combine(on, time(6), UTC),
    )


def loaded(on: date, load: float, ctl: float) -> LoadDay:
    """Return one day of the curve."""
    return LoadDay(local_date=on, load=load, ctl=ctl, atl=60, tsb=0, ramp=0)


def _hour(load: float) -> WorkoutPlan:
    step = Step(kind="steady", seconds=3600, low=0.6, high=0.6, unit="fraction_ftp")
    return WorkoutPlan(
        session="endurance_60",
        type="endurance",
        description="An easy hour.",
        duration_minutes=60,
        estimated_load=load,
        intensity_factor=0.65,
        time_in_zones={"Z2": 60},
        steps=(step,),
    )
