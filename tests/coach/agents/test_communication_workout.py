"""The workout in words: folded repeats, and targets in what the athlete can read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.agents.steps import Part, Repeat, fold
from coach.agents.targets import ruler
from coach.agents.wording import lowered, tidy, whole, whole_shares
from coach.agents.workout_words import gist, name_of, workout_section, zones_line
from coach.domain.morning import Constraints
from coach.domain.workout import REST_DAY, Step, WorkoutPlan
from tests.coach.agents.mornings import (
    ENDURANCE,
    RUN,
    SWEET_SPOT,
    THIRTY_FIFTEEN,
    a_decision,
    a_morning,
    a_step,
)

LIFTING = WorkoutPlan(
    session="strength_legs",
    type="strength",
    description="Legs",
    duration_minutes=45,
    estimated_load=40,
    intensity_factor=0.7,
    time_in_zones={"Z2": 15, "Z4": 30},
    steps=(a_step("warmup", 15, 3, unit="rpe"), a_step("work", 30, 7, 8, unit="rpe")),
)

REST = "15 s easy), 3 min easy between, 12:45 min easy"
JOG = "2 min easy between, 12 min easy"
THEN = "5 min easy between, 10 min easy"
NOTHING = {"ftp_w": None, "lthr_bpm": None}
PACED = {"sport": "running", "threshold_pace_s_per_km": 255.0}
SWIMMING = {"sport": "swimming", "threshold_pace_s_per_km": 1000.0}


def workout_lines(workout: WorkoutPlan, **known: object) -> tuple[str, ...]:
    """Return the lines below the heading."""
    return workout_section(a_morning(**known), a_decision(workout=workout)).lines


@pytest.mark.parametrize(
    ("workout", "known", "steps"),
    [
        (SWEET_SPOT, {}, f"10 min building to 180 W, 3 × 10 min at 225 W, {THEN}"),
        (SWEET_SPOT, {"ftp_w": None}, f"10 min easy, 3 × 10 min at 137–155 bpm, {THEN}"),
        (SWEET_SPOT, NOTHING, f"10 min easy, 3 × 10 min brisk, {THEN}"),
        (THIRTY_FIFTEEN, {}, f"10 min building to 180 W, 3 × 13 × (30 s at 295 W, {REST}"),
        (THIRTY_FIFTEEN, {"ftp_w": None}, f"10 min easy, 3 × 13 × (30 s very hard, {REST}"),
        (RUN, PACED, f"15 min easy, 3 × 10 min at 4:23/km, {JOG}"),
        (RUN, {"sport": "running"}, f"15 min easy, 3 × 10 min at 155–173 bpm, {JOG}"),
        (RUN, SWIMMING, f"15 min easy, 3 × 10 min at 1:43/100 m, {JOG}"),
        (LIFTING, {"sport": "strength"}, "15 min easy, 30 min at effort 7–8 of 10"),
    ],
)  # fmt: skip
def test_the_steps_are_said_as_a_coach_says_them(
    workout: WorkoutPlan, known: dict[str, object], steps: str
) -> None:
    assert workout_lines(workout, **known)[-1] == steps


@pytest.mark.parametrize(
    ("workout", "known", "zones"),
    [
        (ENDURANCE, {}, "Z1 20 min (under 138 W) · Z2 30 min (138–188 W)"),
        (ENDURANCE, {"ftp_w": None}, "Z1 20 min (under 112 bpm) · Z2 30 min (112–137 bpm)"),
        (ENDURANCE, {"ftp_w": None, "lthr_bpm": None}, "Z1 20 min (easy) · Z2 30 min (steady)"),
        (RUN, {"sport": "running", "threshold_pace_s_per_km": 255.0},
         "Z1 31 min (slower than 5:31/km) · Z4 30 min (4:31–4:12/km)"),
        (LIFTING, {"sport": "strength"}, "Z2 15 min (steady) · Z4 30 min (hard)"),
    ],
)  # fmt: skip
def test_zones_are_told_in_the_athletes_own_measure(
    workout: WorkoutPlan, known: dict[str, object], zones: str
) -> None:
    assert workout_lines(workout, **known)[1] == zones


def test_the_hardest_zone_has_no_upper_end() -> None:
    all_out = ENDURANCE.model_copy(update={"time_in_zones": {"Z1": 49, "Z7": 1}})

    assert workout_lines(all_out)[1] == "Z1 49 min (under 138 W) · Z7 1 min (over 375 W)"


def test_the_pulse_says_nothing_of_sprints() -> None:
    all_out = ENDURANCE.model_copy(update={"time_in_zones": {"Z1": 49, "Z7": 1}})

    assert workout_lines(all_out, ftp_w=None)[1] == "Z1 49 min (under 112 bpm) · Z7 1 min"


def test_a_zone_of_seconds_is_not_lost() -> None:
    sprints = ENDURANCE.model_copy(update={"time_in_zones": {"Z1": 49.7, "Z7": 0.3}})

    assert workout_lines(sprints)[1] == "Z1 50 min (under 138 W) · Z7 18 s"


@pytest.mark.parametrize(
    ("equipment", "unit"),
    [
        (None, " W"),
        (("power_meter",), " W"),
        (("trainer",), " W"),
        (("hr_strap",), " bpm"),
        ((), " bpm"),
    ],
)
def test_watts_need_something_that_measures_them(
    equipment: tuple[str, ...] | None, unit: str
) -> None:
    known = {"constraints": Constraints(equipment=equipment)}

    assert f"{unit})" in workout_lines(ENDURANCE, **known)[1]


def test_a_long_description_gives_way_to_the_type() -> None:
    long = ENDURANCE.model_copy(update={"description": "A ride " * 20, "type": "long_ride"})

    assert name_of(long) == "long ride"


@pytest.mark.parametrize(
    ("description", "name"),
    [
        ("Sweet spot 3x10", "sweet spot 3×10"),
        ("3x(13x30/15)", "3×(13×30/15)"),
        ("VO2max 5x4", "VO2max 5×4"),
        ("Recovery spin.", "recovery spin"),
    ],
)
def test_a_session_is_named_as_inside_a_sentence(description: str, name: str) -> None:
    assert name_of(ENDURANCE.model_copy(update={"description": description})) == name


def test_the_gist_of_a_rest_day_is_a_rest_day() -> None:
    assert gist(a_morning(), REST_DAY) == "a rest day"
    assert gist(a_morning(), ENDURANCE) == (
        "50 min, endurance spin (10 min easy, 30 min at 162 W, 10 min easy)"
    )


def unfold(parts: tuple[Part, ...]) -> tuple[Step, ...]:
    """Return the steps that folded parts stand for."""
    steps: list[Step] = []
    for part in parts:
        if isinstance(part, Step):
            steps.append(part)
            continue
        for turn in range(part.times):
            steps.extend(unfold(part.block))
            if part.between is not None and turn < part.times - 1:
                steps.extend(unfold((part.between,)))
    return tuple(steps)


WORK, OTHER = a_step("work", 4, 1.12), a_step("work", 2, 0.92)
PAUSE, WARM = a_step("recovery", 3, 0.5), a_step("warmup", 10, 0.5, 0.7)


@given(steps=st.lists(st.sampled_from([WORK, OTHER, PAUSE, WARM]), max_size=24))
def test_folding_loses_no_minute(steps: list[Step]) -> None:
    folded = fold(tuple(steps))

    seconds = sum(step.seconds for step in unfold(folded))
    assert seconds == sum(step.seconds for step in steps)


@given(
    times=st.integers(min_value=2, max_value=12),
    block=st.sampled_from([(WORK,), (WORK, OTHER), (OTHER, WORK, OTHER)]),
)
def test_repeats_with_pauses_are_always_folded(times: int, block: tuple[Step, ...]) -> None:
    steps = (WARM, *((*block, PAUSE) * times)[:-1])

    folded = fold(steps)

    assert unfold(folded) == steps
    assert folded[0] == WARM
    assert isinstance(folded[1], Repeat)
    assert (len(folded), folded[1].times, folded[1].between) == (2, times, PAUSE)


def test_neighbours_that_ask_for_the_same_are_one() -> None:
    steady = a_step("steady", 10, 0.65)

    assert fold((steady, steady, WORK)) == (
        steady.model_copy(update={"seconds": 1200}),
        WORK,
    )


def test_two_equal_stretches_around_another_are_no_repeat_with_a_pause() -> None:
    steady = a_step("steady", 30, 0.65)

    assert fold((steady, WORK, steady)) == (steady, WORK, steady)


@given(parts=st.lists(st.floats(min_value=0, max_value=200), max_size=7))
def test_whole_minutes_add_up(parts: list[float]) -> None:
    shares = whole_shares(tuple(parts))

    assert sum(shares) == pytest.approx(sum(parts), abs=0.51)
    assert all(abs(share - part) <= 1 for share, part in zip(shares, parts, strict=True))


def test_zone_minutes_add_up_to_the_duration() -> None:
    thirds = SWEET_SPOT.model_copy(update={"time_in_zones": {"Z1": 13.4, "Z2": 16.4, "Z3": 30.2}})

    line = zones_line(thirds, ruler(a_morning(), "fraction_ftp"))

    minutes = [int(part.split()[1]) for part in line.split(" · ")]
    assert sum(minutes) == 60


@pytest.mark.parametrize(("value", "said"), [(-14.4, "−14"), (-0.2, "0"), (0.5, "0"), (71.6, "72")])
def test_whole_numbers_carry_a_true_minus(value: float, said: str) -> None:
    assert whole(value) == said


def test_decimals_are_told_where_there_are_any() -> None:
    assert [tidy(value) for value in (4.0, 3.54, -2.5)] == ["4", "3.5", "−2.5"]


def test_an_abbreviation_keeps_its_capitals() -> None:
    assert [lowered(text) for text in ("Endurance", "VO2max", "")] == ["endurance", "VO2max", ""]
