"""The tables of rules: what each signal allows at most, and what it is called."""

from typing import Any

import pytest

from coach.domain.decision import Action, Advice, Flag, Intensity
from coach.safety.envelope import RULES, allowed, bound
from coach.safety.limits import ANYTHING, STOP, Caps, strictest
from coach.safety.symptoms import SymptomClass
from tests.coach.safety.readings import reading

RECOVER, EASE, MAINTAIN, PUSH = Action
LOW, MODERATE, HIGH = Intensity

ROWS: tuple[tuple[dict[str, Any], Action, Intensity, Flag | None], ...] = (
    ({"readiness": 30}, EASE, LOW, Flag.LOW_READINESS),
    ({"readiness": 55, "energy": 6}, EASE, LOW, Flag.LOW_READINESS),
    ({"readiness": 55, "energy": 9}, MAINTAIN, MODERATE, Flag.LOW_READINESS),
    ({"readiness": 45, "energy": 10}, EASE, LOW, Flag.LOW_READINESS),
    ({"readiness": 65}, MAINTAIN, MODERATE, Flag.LOW_READINESS),
    ({"readiness": 75}, MAINTAIN, HIGH, None),
    ({"readiness": 82, "min_readiness": 85}, EASE, LOW, Flag.LOW_READINESS),
    ({"readiness": 88, "min_readiness": 85}, MAINTAIN, HIGH, None),
    ({"hrv7": "below", "hrv_day": "below"}, EASE, LOW, Flag.HRV_LOW),
    ({"hrv_day": "below"}, MAINTAIN, MODERATE, Flag.HRV_LOW),
    ({"hrv7": "above"}, MAINTAIN, HIGH, Flag.HRV_HIGH),
    ({"hrv7": "above", "energy": 4}, EASE, LOW, Flag.OVERREACHING),
    ({"hrv7": "above", "tsb": -22}, EASE, LOW, Flag.OVERREACHING),
    ({"rhr_delta": 5}, MAINTAIN, MODERATE, Flag.RHR_HIGH),
    ({"rhr_delta": 8}, EASE, LOW, Flag.RHR_HIGH),
    ({"rhr_delta": 12}, EASE, LOW, Flag.RHR_HIGH),
    ({"rhr_bpm": 61, "max_rhr": 60}, EASE, LOW, Flag.RHR_HIGH),
    ({"sleep_h": 3.5}, EASE, LOW, Flag.POOR_SLEEP),
    ({"sleep_h": 5.0}, MAINTAIN, MODERATE, Flag.POOR_SLEEP),
    ({"sleep_7d_h": 5.8}, EASE, LOW, Flag.POOR_SLEEP),
    ({"slept_badly": True}, MAINTAIN, MODERATE, Flag.POOR_SLEEP),
    ({"energy": 1}, RECOVER, LOW, None),
    ({"energy": 3}, EASE, LOW, None),
    ({"energy": 4}, MAINTAIN, MODERATE, None),
    ({"energy": 5}, MAINTAIN, HIGH, None),
    ({"soreness": 9}, RECOVER, LOW, Flag.SORENESS),
    ({"soreness": 7}, EASE, LOW, Flag.SORENESS),
    ({"soreness": 5}, MAINTAIN, MODERATE, Flag.SORENESS),
    ({"tsb": -12}, MAINTAIN, HIGH, Flag.NEGATIVE_TSB),
    ({"tsb": -31}, EASE, LOW, Flag.LOW_TSB),
    ({"tsb": -50}, RECOVER, LOW, Flag.LOW_TSB),
    ({"tsb": -18, "ctl": 25}, EASE, LOW, Flag.LOW_TSB),
    ({"tsb": -22, "min_tsb": -20}, EASE, LOW, Flag.NEGATIVE_TSB),
    ({"ramp": 9}, EASE, LOW, Flag.RAMP_RATE),
    ({"ramp": 9, "ctl": 80}, MAINTAIN, HIGH, None),
    ({"ramp": 7, "ctl": 40}, EASE, LOW, Flag.RAMP_RATE),
    ({"hard_days": 1}, MAINTAIN, HIGH, None),
    ({"hard_days": 2}, MAINTAIN, LOW, Flag.HIGH_LOAD),
    ({"hard_days": 3, "day_kind": "stage_mountain"}, MAINTAIN, HIGH, None),
    ({"monotony": 2.3}, EASE, LOW, Flag.MONOTONY),
    ({"days_since_rest": 10}, EASE, LOW, Flag.NO_REST_DAY),
    ({"days_since_rest": 15}, RECOVER, LOW, Flag.NO_REST_DAY),
    ({"days_since_training": 10}, MAINTAIN, MODERATE, Flag.DETRAINING),
    ({"days_since_training": 25}, EASE, LOW, Flag.DETRAINING),
    ({"tsb": 28}, PUSH, HIGH, Flag.DETRAINING),
    ({"history_days": 5}, MAINTAIN, LOW, Flag.COLD_START),
    ({"history_days": 30}, MAINTAIN, HIGH, Flag.COLD_START),
    ({"week_type": "recovery"}, EASE, LOW, Flag.RECOVERY_WEEK),
    ({"week_type": "deload"}, EASE, LOW, Flag.DELOAD),
    ({"deload": True, "stalled": True}, EASE, LOW, Flag.DELOAD),
    ({"stalled": True}, MAINTAIN, HIGH, Flag.STALL),
    ({"ctl_peak": 60}, MAINTAIN, HIGH, None),
    ({"temp_c": 33}, MAINTAIN, MODERATE, Flag.HEAT),
    ({"temp_c": 36}, EASE, LOW, Flag.HEAT),
    ({"temp_c": 36, "indoor": True}, PUSH, HIGH, None),
    ({"age": 12}, MAINTAIN, LOW, Flag.MINOR_ATHLETE),
    ({"age": 15}, MAINTAIN, MODERATE, Flag.MINOR_ATHLETE),
    ({"age": 17}, MAINTAIN, HIGH, Flag.MINOR_ATHLETE),
    ({"blocked": True}, RECOVER, LOW, Flag.TIME_LIMITED),
    ({"age_h": 30}, MAINTAIN, HIGH, Flag.STALE_DATA),
    ({"age_h": 60}, MAINTAIN, MODERATE, Flag.STALE_DATA),
    ({"implausible": ("sleep_h",)}, MAINTAIN, MODERATE, Flag.DATA_QUALITY),
    ({"readiness": None}, MAINTAIN, HIGH, Flag.MISSING_DATA),
    (
        {"readiness": None, "sleep_h": None, "hrv7": "unknown", "hrv_day": "unknown"},
        MAINTAIN, MODERATE, Flag.MISSING_DATA,
    ),
    ({"legs_lifted": True}, MAINTAIN, LOW, None),
    ({"raced": True, "load_yesterday": 210}, EASE, LOW, Flag.HIGH_LOAD),
    ({"raced": True}, EASE, LOW, Flag.HIGH_LOAD),
    ({"raced": True, "load_yesterday": 60}, PUSH, HIGH, None),
    ({"raced": True, "load_yesterday": 210, "day_kind": "stage_hilly"}, PUSH, HIGH, None),
    ({"load_yesterday": 290}, EASE, LOW, Flag.HIGH_LOAD),
    ({"load_yesterday": 172}, PUSH, HIGH, None),
    ({"phase": "Taper", "days_to_goal": 5, "tsb": -9}, EASE, LOW, Flag.NEGATIVE_TSB),
    ({"phase": "Taper", "days_to_goal": 12, "tsb": -9}, MAINTAIN, HIGH, Flag.TAPER),
    ({"phase": "Taper", "days_to_goal": 12, "tsb": -24}, EASE, LOW, Flag.NEGATIVE_TSB),
)  # fmt: skip


@pytest.mark.parametrize(("changes", "action", "intensity", "flag"), ROWS, ids=str)
def test_a_signal_allows_this_much(
    changes: dict[str, Any], action: Action, intensity: Intensity, flag: Flag | None
) -> None:
    bounds = bound(reading(**changes))

    assert (bounds.caps.action, bounds.caps.intensity) == (action, intensity)
    assert flag is None or flag in bounds.flags


def test_a_morning_on_which_all_is_known_and_well_may_be_pushed() -> None:
    bounds = bound(reading())

    assert bounds.caps.action is PUSH
    assert bounds.findings == ()
    assert bounds.envelope.allowed_actions == (RECOVER, EASE, MAINTAIN, PUSH)


@pytest.mark.parametrize(("changes", "_a", "_i", "_f"), ROWS, ids=str)
def test_the_caps_alone_are_those_of_the_findings(
    changes: dict[str, Any], _a: Action, _i: Intensity, _f: Flag | None
) -> None:
    assert allowed(reading(**changes)) == bound(reading(**changes)).caps


def test_every_rule_holds_for_some_row_of_the_table() -> None:
    mornings = [reading(**changes) for changes, *_ in ROWS]
    mornings += [
        reading(soreness=4, legs_lifted=True), reading(hard_days=2), reading(days_since_rest=8),
        reading(days_since_training=5), reading(days_to_goal=0), reading(ramp=7),
        reading(readiness=1, implausible=("readiness",)), reading(monotony=None),
        reading(readiness=30, hrv7="below", rhr_delta=9),
        reading(tsb=-40, hrv7="below", energy=3),
        reading(temp_c=33, symptoms=("recent_heat_illness",)),
    ]  # fmt: skip

    idle = [rule.signal for rule in RULES if not any(rule.holds(each) for each in mornings)]

    assert idle == []


def test_three_signs_together_ask_for_rest_where_each_alone_eases() -> None:
    signs = {"readiness": 35, "hrv7": "below", "rhr_delta": 9}

    alone = {bound(reading(**{name: value})).caps.action for name, value in signs.items()}
    together = bound(reading(**signs))

    assert alone == {EASE}
    assert together.caps.action is RECOVER
    assert "readiness, HRV and resting pulse agree" in together.findings[0].words


def test_nerves_do_not_cancel_a_race() -> None:
    nervous = {"readiness": 48, "hrv7": "below", "rhr_delta": 9, "sleep_h": 3.5, "energy": 4}

    race = bound(reading(days_to_goal=0, phase="Taper", **nervous))

    assert (race.caps.action, race.caps.intensity) == (MAINTAIN, HIGH)
    assert {Flag.RACE_DAY, Flag.HRV_LOW, Flag.POOR_SLEEP} <= set(race.flags)


def test_a_short_night_keeps_the_athlete_out_of_traffic() -> None:
    assert Advice.AVOID_TRAFFIC_OR_USE_TRAINER in bound(reading(sleep_h=3)).advice


def test_the_taper_never_allows_more_as_the_goal_comes_nearer() -> None:
    days = range(15)

    minutes = [bound(reading(phase="Taper", days_to_goal=n)).caps.minutes for n in days]

    assert minutes == sorted(minutes)
    assert minutes[6] <= 75


def test_without_a_phase_the_last_two_weeks_are_a_taper_all_the_same() -> None:
    assert Flag.TAPER in bound(reading(phase=None, days_to_goal=9)).flags
    assert Flag.TAPER not in bound(reading(phase="Build", days_to_goal=9)).flags


def test_an_easier_morning_is_found_by_leaving_out_what_eases() -> None:
    bounds = bound(reading(soreness=8, phase="Taper", days_to_goal=10))

    before = bounds.without_easing(HIGH)

    assert before.action is MAINTAIN
    assert before.intensity is HIGH
    assert before.minutes == 72


def test_time_there_is_caps_minutes() -> None:
    assert bound(reading(time_min=35)).envelope.max_minutes == 35


def test_nobody_trains_many_times_what_they_are_used_to() -> None:
    assert bound(reading(ctl=20)).envelope.max_load == 120
    assert bound(reading(ctl=60)).envelope.max_load == 210


def test_the_meet_of_caps_is_the_stricter_of_each() -> None:
    one = Caps(MAINTAIN, HIGH, minutes=60, load=90)
    other = Caps(PUSH, LOW, minutes=90, load=40)

    met = strictest((one, other, ANYTHING))

    assert met == Caps(MAINTAIN, LOW, minutes=60, load=40, intensity_factor=1.1)
    assert strictest((met, STOP)) == STOP
    assert not STOP.hold(minutes=1, load=0, intensity_factor=0)


def test_only_what_holds_the_day_is_given_as_its_reason() -> None:
    feverish = bound(reading(symptoms=(SymptomClass.FEVER,), readiness=72, monotony=None))
    sore = bound(reading(soreness=7))

    assert feverish.envelope.reasons == ("you told me of fever",)
    assert sore.envelope.reasons == ("you are sore (7 of 10)",)
