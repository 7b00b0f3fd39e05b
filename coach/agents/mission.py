"""What the mission asks of one day, in the coach's own values; it knows no night, no training."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from coach.agents.mission_words import describe_mission
from coach.agents.own_plan import OwnDay, own_day
from coach.domain.athlete import Thresholds
from coach.domain.fact import Fact
from coach.domain.morning import Constraints, Phase, PlanContext, TrainedSport
from missions import MissionConfig, PlanOfDay, Standing, standing


@dataclass(frozen=True, kw_only=True)
class MissionDay:
    """One day of the mission. `days_to_goal` is 0 on a race day, None with no goal ahead.

    `week_type` is "recovery" in a recovery week; `planned_today` names a session where one is set.
    Watts, beats and seconds a kilometre are in the names.
    """

    sport: TrainedSport
    phase: Phase | None
    days_to_goal: int | None
    week_type: str | None
    planned_today: str | None
    constraints: Constraints
    plan: PlanContext
    age: float | None
    ftp_w: float | None
    lthr_bpm: float | None
    threshold_pace_s_per_km: float | None


def plan_day(mission: MissionConfig, today: date, facts: Iterable[Fact] = ()) -> MissionDay:
    """Return what the mission asks of a local date, and what the athlete chose instead."""
    facts, person = tuple(facts), mission.athlete
    here, own = standing(mission, today), own_day(mission, facts, today)
    plan, tomorrow = own.plan, own_day(mission, facts, today + timedelta(days=1)).plan
    return MissionDay(
        sport=plan.sport or mission.sport,
        phase=here.phase,
        days_to_goal=here.days_to_goal,
        week_type="recovery" if here.recovery_week else None,
        planned_today=own.session,
        constraints=_constraints(mission, plan),
        plan=_context(mission, here, own, tomorrow),
        age=person.age,
        ftp_w=person.ftp_w,
        lthr_bpm=person.lthr_bpm,
        threshold_pace_s_per_km=person.threshold_pace_s_per_km,
    )


def thresholds(mission: MissionConfig) -> Thresholds:
    """Return what loads are measured against."""
    person = mission.athlete
    return Thresholds(
        ftp_w=person.ftp_w,
        lthr_bpm=person.lthr_bpm,
        max_heart_rate_bpm=person.max_heart_rate_bpm,
        resting_heart_rate_bpm=person.resting_heart_rate_bpm,
        threshold_pace_s_per_km=person.threshold_pace_s_per_km,
        sex=person.sex,
    )


def describe(mission: MissionConfig, today: date, facts: Sequence[Fact] = ()) -> tuple[str, ...]:
    """Return the mission in short plain lines: goal, phases, this week, limits, warnings."""
    return tuple(describe_mission(mission, today, facts))


def _constraints(mission: MissionConfig, plan: PlanOfDay) -> Constraints:
    limits = mission.constraints
    racing = plan.kind == "race"
    return Constraints(
        time_min=0 if plan.blocked else None if racing else limits.minutes_a_day,
        equipment=limits.equipment,
        indoor=limits.indoor,
        blocked=True if plan.blocked else None,
        min_readiness=limits.min_readiness,
        max_rhr=limits.max_rhr,
        min_tsb=limits.min_tsb,
    )


def _context(
    mission: MissionConfig, here: Standing, own: OwnDay, tomorrow: PlanOfDay
) -> PlanContext:
    plan = own.plan
    return PlanContext(
        goal_name=here.goal_name,
        phase_words=_words(here, plan),
        next_phase=here.next_phase,
        days_to_next_phase=here.days_to_next_phase,
        day_kind=plan.kind,
        day_minutes=plan.minutes,
        tomorrow_kind=tomorrow.kind,
        chosen=own.chosen,
        long_minutes=mission.targets.long_minutes,
        threshold_interval_min=mission.targets.threshold_interval_min,
        ctl_peak=mission.targets.ctl_peak,
    )


def _words(here: Standing, plan: PlanOfDay) -> str:
    """Add a stage's kind and finish to the words: "stage 16 of 21, mountain: Mont Ventoux"."""
    if plan.kind is None or not plan.kind.startswith("stage_"):
        return here.words
    kind = plan.kind.removeprefix("stage_").replace("_", " ")
    return f"{here.words}, {kind}" + (f": {plan.name}" if plan.name else "")


class MissionAgent:
    """The original's name for the keeper of one mission."""

    def __init__(self, mission: MissionConfig) -> None:
        self.mission = mission

    def plan_day(self, today: date) -> MissionDay:
        """Return what the mission asks of a local date."""
        return plan_day(self.mission, today)

    def thresholds(self) -> Thresholds:
        """Return what loads are measured against."""
        return thresholds(self.mission)

    def describe(self, today: date) -> tuple[str, ...]:
        """Return the mission in short plain lines."""
        return describe(self.mission, today)
