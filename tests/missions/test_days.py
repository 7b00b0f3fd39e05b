"""What kind of day it is: the week, races, stages, blocked days, and long days that grow."""

from datetime import date, timedelta
from itertools import pairwise

import pytest

from missions import bootstrap, plan_of_day
from tests.missions.missions_written import GOAL, STARTED, a_mission

MONDAY = date(2026, 3, 2)
WEEK = '[week]\nmonday = "key 75"\ntuesday = "rest"\nsaturday = "long"'


def test_the_week_says_kind_and_minutes() -> None:
    plan = plan_of_day(a_mission(WEEK), MONDAY)

    assert (plan.kind, plan.minutes) == ("key", 75)


def test_a_weekday_that_is_not_named_is_left_to_the_coach() -> None:
    plan = plan_of_day(a_mission(WEEK), date(2026, 3, 4))

    assert (plan.kind, plan.minutes) == (None, None)


def test_a_rest_day_has_no_minutes() -> None:
    plan = plan_of_day(a_mission(WEEK), date(2026, 3, 3))

    assert (plan.kind, plan.minutes) == ("rest", 0)


def test_a_long_day_without_minutes_takes_the_target() -> None:
    mission = a_mission("[targets]\nlong_ride_minutes = 210", WEEK)

    assert plan_of_day(mission, date(2026, 3, 7)).minutes == 210


def test_no_day_is_longer_than_the_athlete_has() -> None:
    mission = a_mission("[constraints]\nminutes_a_day = 60", WEEK)

    assert plan_of_day(mission, MONDAY).minutes == 60


def test_a_blocked_day_is_a_day_of_rest() -> None:
    mission = a_mission('[constraints]\ndays_blocked = ["monday"]', WEEK)

    plan = plan_of_day(mission, MONDAY)

    assert (plan.kind, plan.minutes, plan.blocked) == ("rest", 0, True)


def test_a_race_goes_before_a_blocked_day() -> None:
    mission = a_mission(GOAL, '[constraints]\ndays_blocked = ["sunday"]')

    plan = plan_of_day(mission, date(2026, 7, 5))

    assert (plan.kind, plan.name, plan.blocked) == ("race", "the Marmotte", False)


def test_an_event_brings_its_own_sport_and_minutes() -> None:
    event = '[[events]]\nname = "fun run"\ndate = 2026-03-02\nsport = "running"\nminutes = 50'

    plan = plan_of_day(a_mission(event), MONDAY)

    assert (plan.kind, plan.sport, plan.minutes) == ("race", "running", 50)


def test_the_more_important_of_two_races_on_a_day_counts() -> None:
    events = "".join(
        f'[[events]]\nname = "{name}"\ndate = 2026-03-02\npriority = "{name}"\n' for name in "CBA"
    )

    assert plan_of_day(a_mission(events), MONDAY).name == "A"


@pytest.mark.parametrize(
    ("day", "kind", "minutes"),
    [
        (5, "stage_flat", 60),
        (9, "stage_time_trial", 45),
        (15, "rest", 0),
        (22, "stage_mountain", 90),
    ],
)
def test_a_stage_is_ridden_by_its_kind(day: int, kind: str, minutes: float) -> None:
    plan = plan_of_day(bootstrap("tdf_sim_2025"), date(2025, 7, day))

    assert (plan.kind, plan.minutes) == (kind, minutes)


def test_a_mountain_stage_without_minutes_takes_the_target() -> None:
    mission = a_mission(
        "[targets]\nstage_climb_minutes = 80",
        '[[stages]]\ndate = 2026-03-02\nkind = "mountain"',
        '[[stages]]\ndate = 2026-03-04\nkind = "flat"',
    )

    assert plan_of_day(mission, MONDAY).minutes == 80
    assert plan_of_day(mission, MONDAY + timedelta(days=1)).kind == "rest"


GROWING = a_mission(
    STARTED, GOAL, '[targets]\nlong_ride_minutes = 300\n[week]\nsunday = "long 180"'
)


def sundays(first: date, last: date) -> list[float]:
    """Return the minutes of the long days from one Sunday to another."""
    count = (last - first).days // 7 + 1
    plans = [plan_of_day(GROWING, first + timedelta(weeks=week)) for week in range(count)]
    return [plan.minutes or 0 for plan in plans]


def test_long_days_grow_through_build_to_the_target() -> None:
    minutes = sundays(date(2026, 1, 11), date(2026, 5, 31))

    assert minutes[0] == 180
    assert minutes[-1] == pytest.approx(300, abs=10)
    assert all(later >= earlier for earlier, later in pairwise(minutes))
    assert all(each % 5 == 0 for each in minutes)


def test_long_days_shrink_in_peak_and_taper() -> None:
    peak, taper = sundays(date(2026, 6, 14), date(2026, 6, 28))[::2]

    assert (peak, taper) == (240, 180)


def test_a_week_that_is_longer_than_the_target_stays_as_it_is() -> None:
    mission = a_mission(GOAL, '[targets]\nlong_ride_minutes = 120\n[week]\nsunday = "long 180"')

    assert plan_of_day(mission, date(2026, 6, 1) - timedelta(days=1)).minutes == 180


def test_without_a_goal_long_days_reach_the_target_in_build_blocks() -> None:
    mission = a_mission(STARTED, '[targets]\nlong_ride_minutes = 150\n[week]\nsunday = "long 120"')

    assert plan_of_day(mission, date(2026, 1, 11)).minutes == 120
    assert plan_of_day(mission, date(2026, 2, 8)).minutes == 150
