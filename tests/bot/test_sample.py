"""The made-up athlete: plausible, the same for everyone, ready to train on the first morning."""

from collections.abc import Iterable
from datetime import date, timedelta
from itertools import groupby

import pytest

import missions
from bot.sample import SAMPLE_NAME, sample_harvest, sample_mission
from coach.agents.mission import plan_day
from coach.domain.activity import FATIGUE_ONLY, Activity, Origin, Provenance, Sport
from coach.ports import Harvest
from coach.science.fitness import FitnessDay, curve, every_day
from coach.science.recovery import hrv_state, usual

ZONE = "Europe/Berlin"
WEEK = [date(2026, 3, 9) + timedelta(days=offset) for offset in range(7)]


def loads(activities: Iterable[Activity]) -> dict[date, tuple[float, float]]:
    by_day: dict[date, tuple[float, float]] = {}
    for activity in activities:
        fitness, fatigue = by_day.get(activity.local_date, (0.0, 0.0))
        load = activity.load or 0.0
        counted = 0.0 if activity.sport in FATIGUE_ONLY else load
        by_day[activity.local_date] = (fitness + counted, fatigue + load)
    return by_day


def provenances(harvest: Harvest) -> list[Provenance]:
    of_activities = [activity.provenance for activity in harvest.activities]
    return of_activities + [night.provenance for night in harvest.nights]


def morning_state(harvest: Harvest, today: date) -> FitnessDay:
    by_day = loads(harvest.activities)
    *_, last = curve(every_day(by_day, min(by_day), today))
    return last


@pytest.mark.parametrize("today", WEEK, ids=lambda day: f"{day:%A}")
def test_on_any_weekday_the_first_morning_is_one_to_train_on(today: date) -> None:
    harvest = sample_harvest(today, ZONE)
    tonight = harvest.nights[-1]

    form = morning_state(harvest, today)
    hrv = hrv_state([night.hrv_ms for night in harvest.nights[-61:]])

    assert -15 <= form.tsb <= 5
    assert tonight.local_date == today
    assert tonight.readiness is not None
    assert tonight.readiness >= 75
    assert (hrv.roll7, hrv.day) == ("within", "within")


@pytest.mark.parametrize("today", WEEK, ids=lambda day: f"{day:%A}")
def test_fitness_is_that_of_a_keen_amateur(today: date) -> None:
    state = morning_state(sample_harvest(today, ZONE), today)

    assert 55 <= state.ctl <= 65


@pytest.mark.parametrize("today", WEEK, ids=lambda day: f"{day:%A}")
def test_the_sample_mission_is_good_and_has_no_rest_today(today: date) -> None:
    mission = missions.parse(sample_mission(today), environ={}, name="sample")

    assert mission.warnings == ()
    assert mission.week[today.weekday()].kind not in (None, "rest")
    assert mission.goal_date == date(2026, 5, 3)
    assert plan_day(mission, today).week_type is None
    assert plan_day(mission, today - timedelta(weeks=1)).week_type == "recovery"


def test_the_same_day_gives_the_same_year_to_everyone() -> None:
    assert sample_harvest(WEEK[2], ZONE) == sample_harvest(WEEK[2], ZONE)


def test_everything_is_marked_as_a_sample() -> None:
    harvest = sample_harvest(WEEK[2], ZONE)

    origins = {provenance.origin for provenance in provenances(harvest)}

    assert origins == {Origin.SAMPLE}
    assert "sample" in SAMPLE_NAME


def test_nothing_is_done_yet_today_and_no_record_comes_twice() -> None:
    harvest = sample_harvest(WEEK[2], ZONE)

    ids = [provenance.vendor_id for provenance in provenances(harvest)]

    assert max(activity.local_date for activity in harvest.activities) < WEEK[2]
    assert len(ids) == len(set(ids))


def test_the_year_has_rides_runs_and_strength_in_a_weekly_rhythm() -> None:
    harvest = sample_harvest(WEEK[2], ZONE)

    longest = [
        max(week, key=lambda activity: activity.duration_s).local_date.weekday()
        for _, days in groupby(harvest.activities, key=lambda a: a.local_date.isocalendar().week)
        if len(week := list(days)) > 5
    ]

    assert {a.sport for a in harvest.activities} == {Sport.CYCLING, Sport.RUNNING, Sport.STRENGTH}
    assert set(longest) == {5}


def test_a_recovery_week_comes_after_three_that_rise() -> None:
    by_day = loads(sample_harvest(WEEK[0], ZONE).activities)
    weeks = [
        sum(fatigue for _, fatigue in every_day(by_day, first, first + timedelta(days=6)))
        for first in (WEEK[0] - timedelta(weeks=back) for back in range(6, 0, -1))
    ]

    _, earlier, *rising, recovery = weeks
    assert min(rising) > 1.3 * max(earlier, recovery)
    assert rising == sorted(rising)


def test_the_ill_week_shows_in_the_nights_and_in_the_training() -> None:
    harvest = sample_harvest(WEEK[2], ZONE)
    ill = {WEEK[2] - timedelta(days=ago) for ago in range(148, 154)}

    nights = [night for night in harvest.nights if night.local_date in ill]
    usual_readiness = usual([*(night.readiness for night in harvest.nights[-40:]), None])

    assert not [activity for activity in harvest.activities if activity.local_date in ill]
    assert usual_readiness is not None
    assert all((night.readiness or 0) < usual_readiness - 10 for night in nights)
