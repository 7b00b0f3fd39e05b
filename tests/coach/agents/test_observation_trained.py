"""What the last days were: hard, rest, of which kind."""

import pytest

from coach.agents.trained import is_hard, kind_of, trained
from coach.domain.activity import Activity, LoadSource, Sport
from coach.domain.fact import FactKind
from coach.domain.morning import Yesterday
from tests.coach.agents.observation_scenes import (
    activity,
    before,
    fact,
    load_days,
    plan,
    recollection,
)

POWER, PACE, HEART = LoadSource.POWER, LoadSource.PACE, LoadSource.HEART_RATE


@pytest.mark.parametrize(
    ("load", "minutes", "source", "hard"),
    [
        (72, 56, POWER, True),  # VO2 5x4
        (67, 90, POWER, False),  # endurance
        (74, 61, PACE, True),  # cruise intervals
        (96, 90, PACE, False),  # long easy run
        (66, 60, HEART, False),  # a warm steady ride
        (80, 60, LoadSource.RPE, True),  # RPE 7
        (70, 60, LoadSource.RPE, False),  # RPE 6
        (80, 60, LoadSource.DURATION, False),  # nobody knows how hard
        (18, 12, POWER, False),  # a sprint to the station
        (None, 60, None, False),
    ],
)
def test_a_session_is_hard_by_its_intensity(
    load: float | None, minutes: float, source: LoadSource | None, *, hard: bool
) -> None:
    assert is_hard(activity(1, load, minutes=minutes, source=source)) is hard


def test_strength_is_not_counted_among_hard_endurance_days() -> None:
    lifting = activity(1, 100, sport=Sport.STRENGTH, source=LoadSource.RPE)

    assert not is_hard(lifting)


@pytest.mark.parametrize(
    ("done", "kind"),
    [
        (activity(1, 17, minutes=40), "recovery"),
        (activity(1, 67, minutes=90), "endurance"),
        (activity(1, 172, minutes=240), "long"),
        (activity(1, 58, minutes=65), "tempo"),
        (activity(1, 83, minutes=65), "threshold"),
        (activity(1, 45, sport=Sport.RUNNING, minutes=45, source=PACE), "endurance"),
        (activity(1, 50, source=LoadSource.DURATION), "endurance"),
        (activity(1, 60, sport=Sport.STRENGTH, name="Heavy squats"), "strength_legs"),
        (activity(1, 60, sport=Sport.STRENGTH), "strength"),
        (activity(1, 20, sport=Sport.WALKING), "walking"),
    ],
)
def test_what_was_done_has_a_type(done: Activity, kind: str) -> None:
    assert kind_of(done) == kind


def test_two_hard_days_in_a_row_are_counted_up_to_yesterday() -> None:
    days = trained(
        recollection(
            loads=load_days(80, 0, 80, 80),
            activities=(activity(4, 80), activity(2, 80), activity(1, 80)),
        )
    )

    assert days.hard_days_in_row == 2


def test_a_very_long_easy_day_is_a_hard_day() -> None:
    ride = (activity(1, 172, minutes=240),)

    fit_for_it = trained(recollection(loads=load_days(172, ctl=95), activities=ride))
    not_used_to_it = trained(recollection(loads=load_days(172, ctl=60), activities=ride))

    assert (fit_for_it.hard_days_in_row, not_used_to_it.hard_days_in_row) == (0, 1)


def test_a_hard_plan_reported_done_counts_without_any_file() -> None:
    planned = plan(1, "vo2_5x4", load=72, intensity=0.88)

    reported = trained(recollection(recent=(planned,), facts=(fact(FactKind.DONE, 8, days_ago=1),)))
    silent = trained(recollection(recent=(planned,)))

    assert (reported.hard_days_in_row, reported.sessions) == (1, ("vo2_5x4",))
    assert (silent.hard_days_in_row, silent.sessions) == (None, ())


def test_rest_and_training_are_counted_in_days_ago() -> None:
    no_rest = trained(recollection(loads=load_days(50, 60, 50)))
    holiday = trained(recollection(loads=load_days(60, *[0.0] * 9)))
    rested = trained(recollection(loads=load_days(60, 4)))

    assert (no_rest.days_since_rest, no_rest.days_since_training) == (4, 1)
    assert (holiday.days_since_rest, holiday.days_since_training) == (1, 10)
    assert (rested.days_since_rest, rested.days_since_training) == (1, 2)


def test_yesterday_was_the_planned_session_where_its_load_agrees() -> None:
    days = trained(
        recollection(
            loads=load_days(60, 78),
            activities=(activity(1, 78, minutes=64),),
            recent=(plan(1, "threshold_4x8", load=80, intensity=0.86),),
        )
    )

    assert days.yesterday == Yesterday(type="threshold_4x8", load=78)


def test_yesterday_was_what_was_done_where_the_plan_was_left() -> None:
    days = trained(
        recollection(
            loads=load_days(60, 30),
            activities=(activity(1, 30, minutes=45),),
            recent=(plan(1, "threshold_4x8", load=80, intensity=0.86),),
        )
    )

    assert days.yesterday == Yesterday(type="endurance", load=30)


def test_a_day_off_is_rest_and_a_load_without_a_file_has_no_type() -> None:
    off = trained(recollection(loads=load_days(60, 0)))
    unseen = trained(recollection(loads=load_days(60, 45)))

    assert off.yesterday == Yesterday(type="rest", load=0)
    assert unseen.yesterday == Yesterday(type=None, load=45)


def test_a_curve_that_ends_earlier_says_nothing_of_yesterday() -> None:
    loads = load_days(60, 70)[:1]

    assert loads[0].local_date == before(2)
    assert trained(recollection(loads=loads)).yesterday == Yesterday()


def test_recent_sessions_come_newest_first_without_rest_days() -> None:
    days = trained(
        recollection(
            activities=(activity(5, 83, minutes=65), activity(3, 67, minutes=90), activity(2, 5)),
            loads=load_days(83, 0, 67, 5, 0),
        )
    )

    assert days.sessions == ("endurance", "threshold")


def test_the_bigger_of_two_sessions_names_the_day() -> None:
    days = trained(
        recollection(
            loads=load_days(90),
            activities=(activity(1, 20, sport=Sport.WALKING), activity(1, 67, minutes=90)),
        )
    )

    assert days.yesterday == Yesterday(type="endurance", load=90)
