"""HRV bands, resting heart rate and sleep against the own baseline."""

from typing import Any

import pytest

from coach.science.recovery import (
    DAY_WIDTH_SD,
    WEEK_WIDTH_SD,
    Baseline,
    baseline,
    deviation,
    hrv_state,
    kiviniemi,
    recent_mean,
    usual,
)
from tests.coach.science.oracle import by_id, oracle

CASES = oracle("hrv.json")["cases"]


def agrees(found: Baseline | None, expected: dict[str, float] | None, tolerance: float) -> bool:
    if found is None or expected is None:
        return (found is None) == (expected is None)
    numbers = [found.mean, found.deviation, *found.band(WEEK_WIDTH_SD), *found.band(DAY_WIDTH_SD)]
    keys = ("mean", "sd", "lo05", "hi05", "lo075", "hi075")
    return numbers == pytest.approx([expected[key] for key in keys], abs=tolerance)


@pytest.mark.parametrize("case", by_id(CASES))
def test_each_morning_of_a_reference_series_is_classed_as_it_should_be(
    case: dict[str, Any],
) -> None:
    nights = case["inputs"]["rmssd_ms"]

    for expected in case["expected"]:
        state = hrv_state(nights[: expected["day"] + 1])

        assert state.roll7 == expected["class_roll7_vs_05sd"], expected
        assert state.day == expected["class_day_vs_075sd"], expected
        assert state.roll7_ln == (
            expected["roll7"] and pytest.approx(expected["roll7"], abs=case["tol_abs"])
        )
        assert agrees(state.baseline, expected["b60"] or expected["b28"], case["tol_abs"])


@pytest.mark.parametrize("case", by_id(CASES))
def test_kiviniemis_rule_says_what_the_reference_says(case: dict[str, Any]) -> None:
    nights = case["inputs"]["rmssd_ms"]

    verdicts = [kiviniemi(nights[: expected["day"] + 1]) for expected in case["expected"]]

    assert verdicts == [expected["kiviniemi"] for expected in case["expected"]]


def test_todays_night_is_not_part_of_its_own_baseline() -> None:
    nights: list[float | None] = [50.0, 60.0] * 15

    assert hrv_state([*nights, 20.0]).baseline == hrv_state([*nights, 90.0]).baseline


def test_equal_nights_lie_within_a_band_without_width() -> None:
    state = hrv_state([57.3] * 40)

    assert (state.roll7, state.day) == ("within", "within")


def test_a_sensors_zero_is_a_missing_night() -> None:
    state = hrv_state([*([50.0, 60.0] * 15), 0.0])

    assert state.day == "unknown"
    assert state.roll7 == "within"


def test_the_band_is_told_in_milliseconds() -> None:
    state = hrv_state([50.0, 60.0] * 15)

    assert state.band_ms is not None
    assert state.roll7_ms is not None
    low, high = state.band_ms
    assert 50 < low < 54.8 < high < 60
    assert low < state.roll7_ms < high


def test_without_a_baseline_there_is_no_band() -> None:
    assert hrv_state([50.0] * 5).band_ms is None
    assert hrv_state([]).roll7_ms is None
    assert baseline([], days=60, minimum=21) is None


def test_a_raised_resting_pulse_is_told_in_beats_over_the_usual() -> None:
    nights: list[float | None] = [*([48.0, 50.0, 49.0] * 10), 57.0]

    assert usual(nights) == 49
    assert deviation(nights) == pytest.approx(8)


@pytest.mark.parametrize(
    "nights",
    [[*[None] * 30, 50.0], [*[50.0] * 30, None], []],
    ids=["no usual value", "no value today", "nothing"],
)
def test_a_deviation_needs_both_today_and_the_usual(nights: list[float | None]) -> None:
    assert deviation(nights) is None


def test_one_late_night_moves_the_weeks_sleep_by_a_seventh() -> None:
    nights = [*[7.5] * 6, 4.0]

    assert recent_mean(nights) == pytest.approx(7.0)


def test_two_nights_are_no_weeks_mean() -> None:
    assert recent_mean([None, None, 7.0, 8.0]) is None
