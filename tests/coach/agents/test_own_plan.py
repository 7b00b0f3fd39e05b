"""What the athlete chose stands over the mission's plan, and under everything that bounds a day."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from coach import TourCoach
from coach.agents.mission import describe, plan_day
from coach.agents.noted import noted_lines
from coach.agents.own_mission import own_mission
from coach.agents.own_plan import own_day
from coach.domain.decision import Flag
from coach.domain.fact import Fact, FactKind
from missions import goal_day
from tests.coach.agents.answering_scenes import NOW, asks, ground, mission, remembered, said
from tests.coach.agents.observation_scenes import TODAY

TOMORROW = TODAY + timedelta(days=1)


def chosen(
    code: str, minutes: float | None = None, *, day: date = TODAY, at: datetime = NOW
) -> Fact:
    return Fact(
        kind=FactKind.PLAN, local_date=day, said_at=at, words="by button", code=code, value=minutes
    )


def moved_to(day: str, *, was: str = "2026-05-03", at: datetime = NOW) -> Fact:
    return Fact(
        kind=FactKind.GOAL, local_date=TODAY, said_at=at, words="by button", code=day, quality=was
    )


def test_a_chosen_session_is_the_day() -> None:
    there = ground(remembered(facts=(chosen("recovery_40", 40),)))

    assert there.workout.session == "recovery_40"
    assert there.workout.duration_minutes == 40
    assert "It is the session you chose" in there.decision.reason


def test_a_chosen_rest_day_is_a_rest_day() -> None:
    there = ground(remembered(facts=(chosen("rest", 0),)))

    assert there.workout.type == "rest"
    assert "You chose a rest day." in there.decision.reason


def test_a_chosen_session_never_widens_the_bounds() -> None:
    fever = said(FactKind.SYMPTOM, code="fever")

    ill = ground(remembered(facts=(fever,)))
    wishing = ground(remembered(facts=(fever, chosen("vo2_5x4", 56))))

    assert wishing.decision.envelope == ill.decision.envelope
    assert wishing.workout.duration_minutes == 0
    assert Flag.FEVER in wishing.decision.flags


def test_more_than_the_day_allows_is_cut_and_said_to_be() -> None:
    pain = said(FactKind.PAIN, 4, site="left knee")

    there = ground(remembered(facts=(pain, chosen("vo2_5x4", 56))))

    assert there.workout.session != "vo2_5x4"
    assert "You chose another session, but the bounds of the day come first" in (
        there.decision.reason
    )


def test_a_chosen_day_is_as_long_as_it_was_chosen_even_when_fresh() -> None:
    fresh = remembered(facts=(said(FactKind.ENERGY, 9), said(FactKind.SORENESS, 0)))

    there = ground(replace(fresh, facts=(*fresh.facts, chosen("endurance_60", 60))))

    assert there.workout.duration_minutes == 60


def test_the_last_word_on_a_day_counts_and_a_closed_one_does_not() -> None:
    first = chosen("recovery_40", 40)
    second = chosen("endurance_60", 60, at=NOW + timedelta(minutes=5))
    taken_back = replace(second, closed_on=TODAY)

    assert own_day(mission(), (second, first), TODAY).session == "endurance_60"
    assert own_day(mission(), (first, taken_back), TODAY).session == "recovery_40"


def test_a_race_and_a_closed_day_are_not_chosen_away() -> None:
    race = date(2026, 5, 3)
    closed = mission(minutes_a_day='240\ndays_blocked = ["2026-03-12"]')

    assert own_day(mission(), (chosen("rest", 0, day=race),), race).plan.kind == "race"
    assert own_day(closed, (chosen("vo2_5x4", day=TOMORROW),), TOMORROW).plan.blocked


def test_a_chosen_day_is_no_longer_than_the_mission_allows() -> None:
    assert own_day(mission(), (chosen("long_240", 400),), TODAY).plan.minutes == 240


def test_tomorrow_as_it_was_chosen_stands_in_answers_and_in_todays_reasons() -> None:
    there = ground(remembered(facts=(chosen("recovery_40", 40, day=TOMORROW),)))

    expected = there.expected_on(TOMORROW)
    assert expected is not None
    assert (expected.id, expected.minutes) == ("recovery_40", 40)
    assert "an easy day: Recovery spin, about 40 min" in asks("what is tomorrow?", there)
    assert plan_day(mission(), TODAY, there.recollection.facts).plan.tomorrow_kind == "easy"


def test_the_missions_week_shows_the_chosen_day() -> None:
    week = next(
        line
        for line in describe(mission(), TODAY, (chosen("rest", 0, day=TOMORROW),))
        if line.startswith("This week")
    )

    assert "Thu rest · Fri easy 45 min" in week


@pytest.mark.parametrize(
    ("fact", "line"),
    [
        (chosen("rest", 0), "Noted: today: a rest day."),
        (
            chosen("sweetspot_3x10", 60, day=TODAY + timedelta(days=3)),
            "Noted: Saturday 14 March: 60 min of sweet spot.",
        ),
        (moved_to("2026-05-10"), "Noted: your goal is on Sunday 10 May 2026."),
    ],
)
def test_choices_are_said_in_plain_words(fact: Fact, line: str) -> None:
    assert noted_lines((fact,), TODAY) == (line,)


def test_a_moved_goal_moves_the_athletes_own_mission() -> None:
    own = own_mission(mission(), (moved_to("2026-05-10"),), TODAY)

    assert goal_day(own) == "2026-05-10"
    assert (
        TourCoach(mission())
        .compose(remembered(facts=(moved_to("2026-05-10"),)), NOW)
        .briefing.morning.days_to_goal
        == 60
    )


def test_the_last_move_counts_until_it_is_taken_back() -> None:
    first = moved_to("2026-05-10")
    second = moved_to("2026-05-17", at=NOW + timedelta(minutes=5))
    taken_back = replace(second, closed_on=TODAY)

    assert goal_day(own_mission(mission(), (second, first), TODAY)) == "2026-05-17"
    assert goal_day(own_mission(mission(), (first, taken_back), TODAY)) == "2026-05-10"


def test_a_move_ends_when_the_operator_sets_another_day() -> None:
    other = mission(goal_date="2026-06-07")

    assert own_mission(other, (moved_to("2026-05-10"),), TODAY) is other


def test_a_yearly_goal_that_was_moved_comes_back_next_year_on_its_own_day() -> None:
    yearly = mission(goal_date='"05-03"')
    fact = moved_to("2026-05-10", was="05-03")

    assert goal_day(own_mission(yearly, (fact,), TODAY)) == "2026-05-10"
    assert own_mission(yearly, (fact,), date(2026, 6, 20)) is yearly


def test_a_move_that_fits_no_more_changes_nothing() -> None:
    before_start = moved_to("2025-01-01")

    assert own_mission(mission(), (before_start,), TODAY).goal_date == date(2026, 5, 3)
