"""What the mission asks of one day, in the coach's own values, and how it is described."""

from datetime import date, timedelta
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.agents.mission import MissionAgent, describe, plan_day, thresholds
from coach.domain.athlete import Thresholds
from coach.domain.morning import DayKind, Morning, Phase, TrainedSport
from missions import bootstrap, parse
from missions.mission import Kind, PhaseName, Sport

ALPS = parse("""
id = "alps"
name = "Alps"
start_date = 2026-01-05
goal_event = "the Marmotte"
goal_date = 2026-07-05

[targets]
ctl_peak = 80
long_ride_minutes = 240
threshold_interval_min = 20

[constraints]
min_readiness = 60
max_rhr = 58
min_tsb = -25
minutes_a_day = 120
days_blocked = ["friday", "2026-03-16 to 2026-03-20"]
equipment = ["power_meter"]
indoor = true

[athlete]
ftp = 250
lthr = 165
max_heart_rate = 185
resting_heart_rate = 48
threshold_pace = "4:15"
age = 41
sex = "f"

[week]
monday = "rest"
tuesday = "key 75"
sunday = "long"

[[events]]
name = "a fun run"
date = 2026-04-12
sport = "running"
minutes = 50
""")
TUESDAY = date(2026, 3, 10)


def test_the_missions_words_are_the_coachs_words() -> None:
    assert get_args(Kind) == get_args(DayKind)
    assert get_args(PhaseName) == get_args(Phase)
    assert get_args(Sport) == get_args(TrainedSport)


def test_a_day_carries_the_plan_and_the_countdown() -> None:
    day = plan_day(ALPS, date(2026, 4, 21))

    assert (day.sport, day.phase, day.days_to_goal, day.week_type) == ("cycling", "Build", 75, None)
    assert day.plan.phase_words == "Build, week 2 of 8"
    assert (day.plan.next_phase, day.plan.days_to_next_phase) == ("Peak", 47)
    assert (day.plan.goal_name, day.plan.day_kind, day.plan.day_minutes) == (
        "the Marmotte",
        "key",
        75,
    )


def test_a_recovery_week_is_named() -> None:
    assert plan_day(ALPS, TUESDAY).week_type == "recovery"


def test_the_targets_travel_with_the_day() -> None:
    plan = plan_day(ALPS, TUESDAY).plan

    assert (plan.ctl_peak, plan.long_minutes, plan.threshold_interval_min) == (80, 240, 20)


def test_the_limits_travel_with_the_day() -> None:
    limits = plan_day(ALPS, TUESDAY).constraints

    assert (limits.min_readiness, limits.max_rhr, limits.min_tsb) == (60, 58, -25)
    assert (limits.time_min, limits.equipment, limits.indoor) == (120, ("power_meter",), True)
    assert limits.blocked is None


def test_tomorrow_is_known_today() -> None:
    assert plan_day(ALPS, date(2026, 3, 9)).plan.tomorrow_kind == "key"


def test_a_blocked_day_has_no_time_at_all() -> None:
    day = plan_day(ALPS, date(2026, 3, 17))

    assert (day.constraints.blocked, day.constraints.time_min) == (True, 0)
    assert day.plan.day_kind == "rest"


def test_a_race_is_not_held_to_the_minutes_of_a_day() -> None:
    day = plan_day(ALPS, date(2026, 7, 5))

    assert day.constraints.time_min is None
    assert (day.plan.day_kind, day.days_to_goal, day.phase) == ("race", 0, "Race")


def test_a_race_of_another_sport_is_trained_as_that_sport() -> None:
    day = plan_day(ALPS, date(2026, 4, 12))

    assert (day.sport, day.plan.day_minutes) == ("running", 50)


def test_a_stage_says_its_number_kind_and_finish() -> None:
    day = plan_day(bootstrap("tdf_sim_2025"), date(2025, 7, 22))

    assert day.plan.phase_words == (
        "the Tour de France 2025: stage 16 of 21, mountain: Mont Ventoux"
    )
    assert (day.plan.day_kind, day.plan.day_minutes) == ("stage_mountain", 90)
    assert day.days_to_goal is None


def test_thresholds_are_the_missions_own() -> None:
    assert thresholds(ALPS) == Thresholds(
        ftp_w=250,
        lthr_bpm=165,
        max_heart_rate_bpm=185,
        resting_heart_rate_bpm=48,
        threshold_pace_s_per_km=255,
        sex="f",
    )


def test_what_the_athlete_is_measured_by_stands_in_the_day() -> None:
    day = plan_day(ALPS, TUESDAY)

    assert (day.age, day.ftp_w, day.lthr_bpm, day.threshold_pace_s_per_km) == (41, 250, 165, 255)


def test_the_mission_is_described_in_short_lines() -> None:
    said = "\n".join(describe(ALPS, TUESDAY))

    assert (
        said
        == """\
Mission: Alps (cycling)
Goal: the Marmotte, Sun 5 July, in 117 days
C race: a fun run, Sun 12 April, in 33 days
Now: Base, week 10 of 14, recovery week · Build in 33 days
Phases: Base from Mon 5 January · Build from Sun 12 April · Peak from Sun 7 June · \
Taper from Sun 21 June
This week: Mon rest · Tue key 75 min · Wed open · Thu open · Fri blocked · Sat open · \
Sun long 120 min
Limits: readiness at least 60 · resting pulse at most 58 · TSB (form) not under −25 · \
at most 120 min a day · no training on Fridays, Mon 16 March to Fri 20 March
Measured against: FTP 250 W · threshold pulse 165 · threshold pace 4:15 per km"""
    )


def test_a_mission_without_a_goal_says_so() -> None:
    lines = describe(bootstrap("keep_fit"), TUESDAY)

    assert "Goal: none with a date; fitness for its own sake" in lines
    assert "Measured against: nothing yet; add ftp or lthr to the mission" in lines


def test_a_blocked_time_that_is_over_is_not_told_any_more() -> None:
    (limits,) = (line for line in describe(ALPS, date(2026, 3, 23)) if line.startswith("Limits"))

    assert limits.endswith("no training on Fridays")


def test_a_warning_of_the_mission_is_told() -> None:
    mission = parse(
        'id = "x"\nname = "X"\n[constraints]\nminutes_a_day = 60\n[week]\nmonday = "key 90"'
    )

    assert describe(mission, TUESDAY)[-1] == (
        "Monday's 90 minutes are cut to the 60 of minutes_a_day."
    )


@pytest.mark.parametrize(
    ("day", "goal"),
    [
        (date(2025, 7, 9), "Goal: the Tour de France 2025, under way"),
        (date(2025, 7, 4), "Goal: the Tour de France 2025, Sat 5 July, in 1 day"),
        (date(2025, 12, 1), "Goal: none with a date; fitness for its own sake"),
    ],
)
def test_the_goal_is_described_from_any_side(day: date, goal: str) -> None:
    assert goal in describe(bootstrap("tdf_sim_2025"), day)


def test_the_agent_says_the_same_as_its_parts() -> None:
    agent = MissionAgent(ALPS)

    assert agent.plan_day(TUESDAY) == plan_day(ALPS, TUESDAY)
    assert agent.thresholds() == thresholds(ALPS)
    assert agent.describe(TUESDAY) == describe(ALPS, TUESDAY)


@given(offset=st.integers(min_value=-500, max_value=1500))
def test_every_day_of_a_mission_can_be_observed(offset: int) -> None:
    day = plan_day(ALPS, TUESDAY + timedelta(days=offset))

    morning = Morning(sport=day.sport, phase=day.phase, constraints=day.constraints, plan=day.plan)

    assert morning.plan == day.plan
    assert day.days_to_goal is None or day.days_to_goal >= 0
