"""From an action to a workout: what is planned, what is held back, what fits."""

from typing import Any

import pytest

from coach.agents.planning import WorkoutPlanner
from coach.domain.decision import Action, Intensity, TrainingDecision
from coach.domain.morning import Morning
from coach.domain.workout import REST_DAY
from coach.safety.envelope import bound
from coach.safety.reading import read
from tests.agent_scenarios.generated import FRESH
from tests.agent_scenarios.judge import decided


def on(**changes: Any) -> TrainingDecision:  # noqa: ANN401  # any key of a Morning
    return decided({**FRESH, **changes})


def test_the_planner_plans_what_the_mission_meant() -> None:
    morning = Morning.model_validate(FRESH)
    reading = read(morning)

    plan = WorkoutPlanner().plan(morning, reading, Action.MAINTAIN, bound(reading))

    assert plan.session == "vo2_5x4"
    assert plan.type == "vo2max"
    assert plan.description == "VO2max intervals, 5 × 4 min"
    assert plan.time_in_zones == {"Z1": 27.2, "Z2": 8.8, "Z5": 20}
    assert plan.estimated_load == pytest.approx(72.2, abs=0.1)


@pytest.mark.parametrize(
    ("sport", "planned", "session"),
    [
        ("running", "vo2_5x4", "run_vo2_5x1000"),
        ("running", "threshold_2x20", "run_tempo_3x10"),
        ("running", "sweetspot_3x10", "run_steady_2x15"),
        ("running", "endurance_60", "run_easy_45"),
        ("swimming", "vo2_5x4", "swim_vo2_12x50"),
        ("rowing", "tempo_2x20", "row_tempo_3x12"),
        ("strength", "vo2_5x4", "strength_full"),
        ("strength", "recovery_40", "strength_light"),
        ("cycling", "strength_full", "strength_full"),
        ("cycling", "sweet spot 3x10", "sweetspot_3x10"),
        ("cycling", "endurance 75 min", "endurance_75"),
        ("cycling", "long ride", "long_240"),
        ("cycling", "Openers", "openers_45"),
    ],
)
def test_a_planned_name_finds_its_session_in_the_athletes_sport(
    sport: str, planned: str, session: str
) -> None:
    decision = on(sport=sport, planned_today=planned, monotony=None)

    assert decision.workout.session == session


@pytest.mark.parametrize("name", ["rest", "Rest day", "off", "day off"])
def test_a_planned_rest_day_is_a_rest_day(name: str) -> None:
    decision = on(planned_today=name)

    assert decision.workout == REST_DAY
    assert decision.action is Action.RECOVER
    assert "rest day" in decision.reason


@pytest.mark.parametrize(
    ("kind", "types"),
    [
        ("easy", {"recovery"}),
        ("endurance", {"endurance"}),
        ("long", {"long"}),
        ("tempo", {"tempo"}),
        ("key", {"threshold", "vo2max"}),
        ("strength", {"strength"}),
        ("race", {"race"}),
        ("stage_flat", {"endurance"}),
        ("stage_hilly", {"tempo"}),
        ("stage_mountain", {"sweet_spot"}),
        ("stage_time_trial", {"threshold"}),
    ],
)
def test_a_day_of_the_week_is_trained_as_its_kind(kind: str, types: set[str]) -> None:
    decision = on(planned_today=None, monotony=None, plan={"day_kind": kind})

    assert decision.workout.type in types


@pytest.mark.parametrize(
    ("phase", "types"),
    [
        ("Base", {"sweet_spot", "tempo"}),
        ("Build", {"threshold", "vo2max"}),
        ("Peak", {"vo2max"}),
        ("Taper", {"race_pace"}),
        ("Transition", {"endurance"}),
    ],
)
def test_a_key_day_belongs_to_its_phase(phase: str, types: set[str]) -> None:
    decision = on(planned_today=None, phase=phase, monotony=None, plan={"day_kind": "key"})

    assert decision.workout.type in types


def test_the_weeks_minutes_size_the_day() -> None:
    long = on(planned_today=None, monotony=None, plan={"day_kind": "long", "day_minutes": 150})
    aimed = on(planned_today=None, monotony=None, plan={"day_kind": "long", "long_minutes": 200})
    short = on(planned_today=None, monotony=None, plan={"day_kind": "key", "day_minutes": 45})

    assert long.workout.duration_minutes == 150
    assert aimed.workout.duration_minutes == 200
    assert short.workout.duration_minutes <= 45


def test_the_interval_length_aimed_for_chooses_among_thresholds() -> None:
    day = {"day_kind": "stage_time_trial"}

    eight = on(planned_today=None, monotony=None, plan={**day, "threshold_interval_min": 8})
    twenty = on(planned_today=None, monotony=None, plan={**day, "threshold_interval_min": 20})

    assert eight.workout.session == "threshold_4x8"
    assert twenty.workout.session == "threshold_2x20"


def test_the_key_days_of_a_block_take_turns() -> None:
    key = {"day_kind": "key"}

    after_vo2 = on(
        planned_today=None, monotony=None, plan={**key, "recent_sessions": ["vo2_5x4", "rest"]}
    )
    after_threshold = on(
        planned_today=None, monotony=None, plan={**key, "recent_sessions": ["threshold_4x8"]}
    )

    assert after_vo2.workout.type == "threshold"
    assert after_threshold.workout.type == "vo2max"


def test_yesterdays_stimulus_is_not_repeated() -> None:
    decision = on(yesterday={"type": "vo2_5x3"}, hard_days_in_row=1)

    assert decision.workout.type == "sweet_spot"
    assert "same stimulus" in decision.reason


def test_endurance_may_follow_endurance() -> None:
    decision = on(planned_today="endurance_90", yesterday={"type": "endurance_60"}, monotony=None)

    assert decision.workout.session == "endurance_90"


def test_a_push_is_one_repeat_more() -> None:
    decision = on()

    assert decision.action is Action.PUSH
    assert decision.workout.session == "vo2_6x4"
    assert decision.intensity_recommendation is Intensity.HIGH


def test_without_room_for_more_a_push_is_the_plan() -> None:
    decision = on(constraints={"time_min": 56})

    assert decision.action is Action.MAINTAIN
    assert decision.workout.session == "vo2_5x4"


def test_an_easy_day_is_easy_and_shorter() -> None:
    decision = on(soreness_0_10=8)

    assert decision.workout.type == "endurance"
    assert decision.workout.duration_minutes < 56
    assert decision.workout.intensity_factor <= 0.7


def test_a_recovering_day_is_a_short_spin() -> None:
    decision = on(energy_0_10=1)

    assert decision.action is Action.RECOVER
    assert decision.workout.type == "recovery"
    assert decision.workout.estimated_load <= 20


def test_a_runner_who_must_not_run_fast_runs_slower_still() -> None:
    decision = on(sport="running", planned_today="run_vo2_5x1000", soreness_0_10=8)

    assert decision.workout.type == "recovery"
    assert decision.workout.intensity_factor <= 0.7


def test_a_sore_calf_takes_a_runner_to_the_bike() -> None:
    pain = [{"site": "calf", "score": 4, "kind": "tight"}]

    decision = on(sport="running", planned_today="run_easy_45", pain=pain)

    assert decision.workout.type == "cross_training"


def test_a_niggling_calf_runs_but_not_fast() -> None:
    pain = [{"site": "calf", "score": 2, "kind": "tight"}]

    decision = on(sport="running", planned_today="run_hills_8x60", pain=pain)

    assert decision.intensity_recommendation is Intensity.LOW


def test_sore_legs_lift_with_the_arms() -> None:
    decision = on(sport="strength", planned_today="strength_full", soreness_0_10=6)

    assert decision.workout.session.startswith("strength_upper")
    assert "squat" not in decision.model_dump_json()


def test_a_painful_shoulder_presses_nothing() -> None:
    pain = [{"site": "shoulder", "score": 4, "kind": "on pressing"}]

    decision = on(sport="strength", planned_today="strength_upper", pain=pain)

    assert decision.workout.session == "strength_lower"
    assert "bench" not in decision.model_dump_json()
    assert "overhead" not in decision.model_dump_json()


def test_a_back_that_hurts_gets_mobility() -> None:
    pain = [{"site": "lower back", "score": 4, "kind": "dull"}]

    decision = on(sport="strength", planned_today="strength_full", pain=pain)

    assert decision.workout.type == "mobility"


@pytest.mark.parametrize(
    ("minutes", "kind"), [(35, "vo2max"), (20, "endurance"), (10, "recovery"), (5, "rest")]
)
def test_little_time_gets_what_fits_into_it(minutes: int, kind: str) -> None:
    decision = on(constraints={"time_min": minutes})

    assert decision.workout.type == kind
    assert decision.workout.duration_minutes <= minutes


def test_the_day_before_the_race_opens_the_legs() -> None:
    decision = on(phase="Taper", days_to_goal=1)

    assert decision.workout.type == "openers"
    assert decision.workout.duration_minutes <= 45


def test_race_day_is_a_warm_up_and_the_race() -> None:
    decision = on(phase="Taper", days_to_goal=0)

    assert decision.workout.type == "race"
    assert decision.workout.duration_minutes == 20
    assert "race" in decision.reason


@pytest.mark.parametrize(("sport", "minutes"), [("cycling", 10), ("running", 7)])
def test_a_long_race_is_its_own_warm_up(sport: str, minutes: int) -> None:
    race = {"phase": "Race", "days_to_goal": 0, "plan": {"day_kind": "race", "day_minutes": 240}}

    workout = on(sport=sport, **race).workout

    assert (workout.type, workout.duration_minutes) == ("race", minutes)
    assert set(workout.time_in_zones) <= {"Z1", "Z2"}


def test_a_fifteen_year_old_lifts_nothing_heavy() -> None:
    decision = on(sport="strength", planned_today="strength_heavy", age=15)

    assert decision.workout.session == "strength_full"
