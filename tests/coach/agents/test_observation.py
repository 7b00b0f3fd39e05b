"""What a morning looks like from memory: nights, loads and the mission in one document."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from coach.agents.observation import observe
from coach.domain.activity import Origin
from coach.domain.fact import FactKind
from coach.domain.morning import Constraints, Morning
from tests.coach.agents.observation_scenes import (
    NOW,
    activity,
    fact,
    load_days,
    mission_day,
    night,
    nights,
    provenance,
    recollection,
)


def test_a_whole_night_and_history_fill_the_morning() -> None:
    remembered = recollection(nights=nights(), loads=load_days(*[60.0, 0.0] * 21), history_days=300)

    morning = observe(remembered, mission_day(), now=NOW)

    assert (morning.readiness, morning.sleep_score, morning.sleep_h) == (78, 80, 7.5)
    assert (morning.hrv.roll7, morning.hrv.today_ms, morning.hrv.baseline_days) == (
        "within",
        55,
        60,
    )
    assert (morning.rhr_bpm, morning.rhr_delta_bpm, morning.sleep_7d_avg_h) == (49, 0, 7.5)
    assert (morning.usual.readiness, morning.usual.sleep_h) == (78, 7.5)
    assert morning.usual.readiness_from is None
    assert morning.usual.night_from == "Oura"
    assert morning.load_history_days == 300


def test_form_is_yesterdays_fitness_minus_yesterdays_fatigue() -> None:
    loads = load_days(40, 80, ctl=61.5, atl=70)

    morning = observe(recollection(loads=loads), mission_day(), now=NOW)

    assert (morning.ctl, morning.atl, morning.tsb, morning.ramp7) == (61.5, 70, -8.5, 3.5)
    assert morning.usual.ctl_7_days_ago == 58


def test_the_trend_of_fatigue_needs_a_week_of_loads() -> None:
    week = (*load_days(*[50] * 8, atl=55)[:1], *load_days(*[50] * 7, atl=70))

    whole = observe(recollection(loads=week), mission_day(), now=NOW)
    short = observe(recollection(loads=week[1:]), mission_day(), now=NOW)

    assert (whole.usual.atl_7_days_ago, short.usual.atl_7_days_ago) == (55, None)


def test_the_mission_speaks_for_itself() -> None:
    morning = observe(recollection(activities=(activity(1),)), mission_day(), now=NOW)

    assert (morning.sport, morning.phase, morning.days_to_goal) == ("cycling", "Build", 24)
    assert (morning.age, morning.ftp_w, morning.lthr_bpm) == (41, 250, 166)
    assert morning.constraints == Constraints(min_readiness=60, time_min=150)
    assert (morning.plan.goal_name, morning.plan.recent_sessions) == ("the Marmotte", ("tempo",))


def test_nothing_known_stays_unknown() -> None:
    morning = observe(recollection(), mission_day(), now=NOW)

    unknown = Morning().model_dump(exclude={"load_history_days"})
    planned = {"phase", "days_to_goal", "constraints", "plan", "age", "ftp_w", "lthr_bpm"}
    known = morning.model_dump(exclude={"load_history_days"})
    assert {key for key in known if known[key] != unknown[key]} == planned | {"hrv"}
    assert morning.hrv.baseline_days == 0
    assert morning.load_history_days == 0


def test_mondays_night_is_not_wednesdays() -> None:
    morning = observe(recollection(nights=nights(last=2)), mission_day(), now=NOW)

    assert (morning.readiness, morning.sleep_h, morning.rhr_bpm) == (None, None, None)
    assert (morning.hrv.today_ms, morning.hrv.day) == (None, "unknown")
    assert morning.usual.readiness_from == "last from Oura: Monday"
    assert morning.data_age_h == 48.5


def test_a_reading_of_last_month_is_told_with_its_date() -> None:
    old = replace(night(30), provenance=provenance(Origin.INTERVALS))

    morning = observe(recollection(nights=(old,)), mission_day(), now=NOW)

    assert morning.usual.readiness_from == "last from intervals.icu: 9 February"


def test_a_night_without_readiness_still_gives_its_sleep() -> None:
    remembered = recollection(nights=(*nights(last=1), night(0, readiness=None, hrv_ms=None)))

    morning = observe(remembered, mission_day(), now=NOW)

    assert (morning.readiness, morning.sleep_h) == (None, 7.5)
    assert morning.usual.readiness_from == "last from Oura: Tuesday"


@pytest.mark.parametrize(
    ("now", "age_h"),
    [(NOW, 0.5), (datetime(2026, 3, 11, 3, tzinfo=UTC), 0), (NOW.replace(hour=17), 12.5)],
    ids=["at breakfast", "woken before six", "in the evening"],
)
def test_the_night_ages_through_the_athletes_own_day(now: datetime, age_h: float) -> None:
    morning = observe(recollection(nights=nights()), mission_day(), now=now)

    assert morning.data_age_h == age_h


def test_an_impossible_value_of_today_is_passed_on_as_it_is() -> None:
    broken = night(0, readiness=0, hrv_ms=300, sleep_h=23, resting_heart_rate_bpm=255)

    morning = observe(recollection(nights=(*nights(last=1), broken)), mission_day(), now=NOW)

    assert (morning.readiness, morning.hrv.today_ms, morning.sleep_h) == (0, 300, 23)
    assert morning.rhr_bpm == 255


def test_an_impossible_night_long_ago_does_not_widen_the_band() -> None:
    clean, broken = nights(), (*nights(last=11), night(10, hrv_ms=900), *nights(last=0)[-10:])

    bands = [
        observe(recollection(nights=series), mission_day(), now=NOW).hrv
        for series in (clean, broken)
    ]

    assert bands[1].band_high_ms == pytest.approx(bands[0].band_high_ms, rel=0.01)
    assert bands[1].baseline_days == 59


def test_a_short_history_has_no_monotony_and_a_steady_week_has_much() -> None:
    few = observe(recollection(loads=load_days(50, 60)), mission_day(), now=NOW)
    steady = observe(recollection(loads=load_days(*[50] * 7)), mission_day(), now=NOW)

    assert few.monotony is None
    assert steady.monotony == 10


def test_a_shorter_night_than_measured_is_believed() -> None:
    said_less = recollection(nights=nights(), facts=(fact(FactKind.SLEEP, 4),))
    said_more = recollection(nights=nights(), facts=(fact(FactKind.SLEEP, 9),))

    assert observe(said_less, mission_day(), now=NOW).sleep_h == 4
    assert observe(said_more, mission_day(), now=NOW).sleep_h == 7.5


def test_without_a_ring_the_told_sleep_counts() -> None:
    morning = observe(recollection(facts=(fact(FactKind.SLEEP, 5.5),)), mission_day(), now=NOW)

    assert morning.sleep_h == 5.5


def test_todays_time_and_equipment_are_the_athletes_word() -> None:
    facts = (fact(FactKind.TIME, 40), fact(FactKind.EQUIPMENT, code="trainer"))

    morning = observe(recollection(facts=facts), mission_day(), now=NOW)

    assert morning.constraints.time_min == 40
    assert morning.constraints.equipment == ("trainer",)
    assert morning.constraints.min_readiness == 60


def test_a_power_meter_left_at_home_is_not_there_today() -> None:
    facts = (fact(FactKind.EQUIPMENT, code="no_power_meter"),)
    limits = Constraints(equipment=("bike", "power_meter"))

    morning = observe(recollection(facts=facts), mission_day(constraints=limits), now=NOW)

    assert morning.constraints.equipment == ("bike", "no_power_meter")


def test_a_blocked_day_stays_blocked_whatever_time_there_is() -> None:
    blocked = mission_day(Constraints(time_min=0, blocked=True))

    morning = observe(recollection(facts=(fact(FactKind.TIME, 90),)), blocked, now=NOW)

    assert morning.constraints.time_min == 0
