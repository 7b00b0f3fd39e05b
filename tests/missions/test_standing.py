"""Phases and countdowns: where each day stands, in words, and never a negative number."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from missions import MissionConfig, bootstrap, standing
from missions.phases import recovery_every
from tests.missions.missions_written import GOAL, STARTED, a_mission

RACE = date(2026, 7, 5)
TOUR = bootstrap("tdf_sim_2025")


def days_before(count: int) -> date:
    """Return a day before the race."""
    return RACE - timedelta(days=count)


@pytest.mark.parametrize(
    ("before", "phase"),
    [
        (181, "Base"), (85, "Base"), (84, "Build"), (29, "Build"), (28, "Peak"), (15, "Peak"),
        (14, "Taper"), (1, "Taper"), (0, "Race"), (-1, "Transition"), (-28, "Transition"),
    ],
)  # fmt: skip
def test_phases_follow_the_weeks_to_the_goal(before: int, phase: str) -> None:
    here = standing(a_mission(STARTED, GOAL), days_before(before))

    assert here.phase == phase


def test_build_says_its_week_and_what_comes_next() -> None:
    here = standing(a_mission(STARTED, GOAL), days_before(53))

    assert here.words == "Build, week 5 of 8"
    assert (here.next_phase, here.days_to_next_phase) == ("Peak", 25)
    assert (here.days_to_goal, here.goal_name) == (53, "the Marmotte")


def test_base_without_a_beginning_counts_no_weeks() -> None:
    here = standing(a_mission(GOAL), days_before(100))

    assert here.words == "Base"


def test_the_race_itself_is_day_zero() -> None:
    here = standing(a_mission(GOAL), RACE)

    assert (here.phase, here.words, here.days_to_goal) == ("Race", "Race day: the Marmotte", 0)


def test_a_goal_that_is_past_is_said_in_words() -> None:
    here = standing(a_mission(GOAL), days_before(-12))

    assert here.words == "Transition: the Marmotte was 12 days ago"
    assert (here.days_to_goal, here.goal_name) == (None, None)


def test_the_day_after_the_goal_is_one_day_ago() -> None:
    here = standing(a_mission(GOAL), days_before(-1))

    assert here.words == "Transition: the Marmotte was 1 day ago"


def test_long_after_the_goal_training_goes_on_and_says_why() -> None:
    here = standing(TOUR, date(2026, 11, 20))

    assert here.phase in {"Base", "Build"}
    assert "the Tour de France 2025 was 481 days ago and no new goal is set" in here.words
    assert here.days_to_goal is None


def test_training_begins_anew_with_base_after_the_transition() -> None:
    here = standing(a_mission(GOAL), days_before(-29))

    assert here.words.startswith("Base, week 1 of 4, keeping fit")


def test_before_the_start_days_are_easy_and_the_wait_is_told() -> None:
    here = standing(a_mission(STARTED, GOAL), date(2025, 12, 24))

    assert (here.phase, here.words) == ("Transition", "Easy days: the mission starts in 12 days")
    assert (here.next_phase, here.days_to_next_phase) == ("Base", 12)
    assert here.days_to_goal == 193


def test_a_start_in_the_middle_of_build_shortens_it() -> None:
    mission = a_mission("start_date = 2026-05-03", GOAL)

    here = standing(mission, date(2026, 5, 3))

    assert here.words == "Build, week 1 of 5"


def test_a_phase_set_by_its_first_day_moves_the_ones_before() -> None:
    mission = a_mission(STARTED, GOAL, "[phases]\ntaper = 2026-06-28")

    assert standing(mission, date(2026, 6, 27)).phase == "Peak"
    assert standing(mission, date(2026, 6, 28)).phase == "Taper"
    assert standing(mission, date(2026, 6, 14)).phase == "Peak"
    assert standing(mission, date(2026, 6, 13)).phase == "Build"


def test_a_phase_set_in_weeks_gets_that_many() -> None:
    mission = a_mission(STARTED, GOAL, "[phases]\npeak = 3")

    assert standing(mission, date(2026, 6, 1)).words == "Peak, week 1 of 3"


def test_a_phase_of_no_weeks_is_left_out() -> None:
    mission = a_mission(STARTED, GOAL, "[phases]\npeak = 0")

    here = standing(mission, days_before(15))

    assert (here.phase, here.next_phase) == ("Build", "Taper")


def test_a_plan_of_no_phases_still_stands_somewhere() -> None:
    mission = a_mission(GOAL, "[phases]\nbase = 0\nbuild = 0\npeak = 0\ntaper = 0")

    here = standing(mission, days_before(10))

    assert (here.phase, here.days_to_goal) == ("Base", 10)


def test_days_that_no_phase_covers_are_easy() -> None:
    mission = a_mission(STARTED, GOAL, "[phases]\nbase = 4")

    here = standing(mission, date(2026, 3, 1))

    assert (here.phase, here.words) == ("Transition", "Easy days before Base")
    assert here.days_to_next_phase == 14


B_RACE = '[[events]]\nname = "the hill climb"\ndate = 2026-04-26\npriority = "B"'


@pytest.mark.parametrize(("day", "phase"), [(18, "Build"), (19, "Taper"), (25, "Taper")])
def test_a_b_race_gets_a_week_of_taper(day: int, phase: str) -> None:
    here = standing(a_mission(STARTED, GOAL, B_RACE), date(2026, 4, day))

    assert here.phase == phase


def test_in_a_short_taper_the_b_race_is_what_is_counted_to() -> None:
    here = standing(a_mission(STARTED, GOAL, B_RACE), date(2026, 4, 24))

    assert here.words == "Short taper for the hill climb"
    assert (here.days_to_goal, here.goal_name) == (2, "the hill climb")


def test_the_day_after_a_b_race_the_plan_goes_on() -> None:
    here = standing(a_mission(STARTED, GOAL, B_RACE), date(2026, 4, 27))

    assert (here.phase, here.goal_name) == ("Build", "the Marmotte")


def test_a_goals_own_taper_is_not_interrupted_by_a_b_race() -> None:
    event = '[[events]]\nname = "a tune-up"\ndate = 2026-07-01\npriority = "B"'

    here = standing(a_mission(STARTED, GOAL, event), date(2026, 6, 29))

    assert (here.words, here.goal_name) == ("Taper, week 2 of 2", "the Marmotte")


def test_a_c_race_changes_its_own_day_only() -> None:
    mission = a_mission(STARTED, GOAL, B_RACE.replace('"B"', '"C"'))

    assert standing(mission, date(2026, 4, 25)).phase == "Build"
    assert standing(mission, date(2026, 4, 26)).days_to_goal == 0
    assert standing(mission, date(2026, 4, 26)).goal_name == "the hill climb"


def test_a_second_a_race_is_trained_for_after_a_short_transition() -> None:
    autumn = '[[events]]\nname = "the autumn classic"\ndate = 2026-09-06\npriority = "A"'
    mission = a_mission(STARTED, GOAL, autumn)

    after = standing(mission, days_before(-3))
    later = standing(mission, days_before(-10))

    assert after.words == "Transition: the Marmotte was 3 days ago"
    assert after.days_to_goal == 60
    assert (later.phase, later.goal_name) == ("Build", "the autumn classic")


def test_a_stage_race_counts_its_stages_and_its_rest_days() -> None:
    first = standing(TOUR, date(2025, 7, 5))
    rest = standing(TOUR, date(2025, 7, 15))
    ventoux = standing(TOUR, date(2025, 7, 22))

    assert first.words == "the Tour de France 2025: stage 1 of 21"
    assert rest.words == "the Tour de France 2025: rest day between the stages"
    assert ventoux.words == "the Tour de France 2025: stage 16 of 21"
    assert {here.phase for here in (first, rest, ventoux)} == {"Race"}


def test_a_stage_race_is_counted_down_to_its_first_stage() -> None:
    here = standing(TOUR, date(2025, 6, 30))

    assert (here.phase, here.days_to_goal) == ("Taper", 5)


def test_without_a_goal_base_and_build_take_turns() -> None:
    mission = a_mission("start_date = 2026-01-05")
    weeks = [standing(mission, date(2026, 1, 5) + timedelta(weeks=week)) for week in range(9)]

    assert [here.phase for here in weeks] == ["Base"] * 4 + ["Build"] * 4 + ["Base"]
    assert [here.recovery_week for here in weeks] == [False, False, False, True] * 2 + [False]
    assert weeks[3].words == "Base, week 4 of 4, recovery week"
    assert all(here.days_to_goal is None for here in weeks)


def recovery_mondays(mission: MissionConfig, first: date, last: date) -> Iterator[date]:
    """Yield the Mondays of the recovery weeks."""
    day = first - timedelta(days=first.weekday())
    while day <= last:
        if standing(mission, day).recovery_week:
            yield day
        day += timedelta(days=7)


def test_every_fourth_week_is_easy_up_to_the_end_of_build() -> None:
    mondays = list(recovery_mondays(a_mission(STARTED, GOAL), date(2026, 1, 5), RACE))

    assert mondays == [
        date(2026, 2, 9), date(2026, 3, 9), date(2026, 4, 6), date(2026, 5, 4), date(2026, 6, 1),
    ]  # fmt: skip


def test_from_45_years_on_every_third_week_is_easy() -> None:
    young, master = a_mission("[athlete]\nage = 44"), a_mission("[athlete]\nage = 45")

    assert (recovery_every(young), recovery_every(master)) == (4, 3)


def test_recovery_weeks_may_be_switched_off() -> None:
    mission = a_mission(STARTED, GOAL, "[phases]\nrecovery_every = 0")

    assert not list(recovery_mondays(mission, date(2026, 1, 5), RACE))


def test_a_plan_never_begins_with_a_recovery_week() -> None:
    mission = a_mission("start_date = 2026-06-01", GOAL)

    assert not standing(mission, date(2026, 6, 1)).recovery_week


def test_a_yearly_goal_counts_to_the_next_time() -> None:
    mission = a_mission('goal_event = "the Marmotte"\ngoal_date = "07-05"')

    assert standing(mission, date(2026, 7, 6)).days_to_goal == 364


def test_a_yearly_goal_nobody_trained_for_leaves_no_transition() -> None:
    mission = a_mission('goal_date = "07-05"')

    assert standing(mission, date(2026, 7, 10)).phase == "Base"


def test_a_yearly_goal_that_was_trained_for_is_followed_by_easy_weeks() -> None:
    mission = a_mission('start_date = 2026-01-05\ngoal_date = "07-05"')

    assert standing(mission, date(2026, 7, 10)).words == "Transition: Alps was 5 days ago"


EVENTS = '[[events]]\nname = "b"\ndate = 2026-03-01\npriority = "B"\n'
MISSIONS = [
    TOUR,
    bootstrap("keep_fit"),
    bootstrap("marathon"),
    a_mission(STARTED, GOAL, EVENTS),
    a_mission(GOAL, EVENTS.replace('"B"', '"A"')),
    a_mission(STARTED, GOAL, "[phases]\nbase = 3\nbuild = 2026-03-10"),
]


@given(
    mission=st.sampled_from(MISSIONS),
    today=st.dates(min_value=date(2024, 1, 1), max_value=date(2029, 12, 31)),
)
def test_no_day_is_ever_counted_below_zero_or_left_without_words(
    mission: MissionConfig, today: date
) -> None:
    here = standing(mission, today)

    assert here.words
    assert not re.search(r"[-−]\d", here.words)
    assert here.days_to_goal is None or here.days_to_goal >= 0
    assert here.days_to_next_phase is None or here.days_to_next_phase > 0
    assert (here.next_phase is None) == (here.days_to_next_phase is None)
    assert not (here.recovery_week and here.phase not in {"Base", "Build"})


@given(
    mission=st.sampled_from(MISSIONS),
    today=st.dates(min_value=date(2024, 1, 1), max_value=date(2029, 12, 31)),
)
def test_the_next_phase_comes_on_the_day_that_was_promised(
    mission: MissionConfig, today: date
) -> None:
    here = standing(mission, today)
    if here.days_to_next_phase is None or mission.events:
        return  # a short taper may come between

    there = standing(mission, today + timedelta(days=here.days_to_next_phase))

    assert there.phase in {here.next_phase, "Race"}
