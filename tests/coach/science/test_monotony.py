"""Monotony, strain and the acute ratio against the reference weeks."""

from typing import Any

import pytest

from coach.science.monotony import acute_chronic_ratio, week_of_loads
from tests.coach.science.oracle import by_id, oracle

REFERENCE = oracle("foster_acwr.json")


def close_or_none(value: float | None, expected: float | None, tolerance: float) -> bool:
    if expected is None or value is None:
        return value is expected
    return value == pytest.approx(expected, rel=tolerance)


@pytest.mark.parametrize("case", by_id(REFERENCE["foster"]))
def test_a_week_is_as_monotonous_as_the_reference_says(case: dict[str, Any]) -> None:
    expected, tolerance = case["expected"], case["tol_rel"]

    week = week_of_loads(case["inputs"]["daily_srpe_load"])

    assert week.load == pytest.approx(expected["week_load"], rel=tolerance)
    assert close_or_none(week.monotony, expected["monotony_sample"], tolerance)
    assert close_or_none(week.strain, expected["strain_sample"], tolerance)
    assert week.is_monotonous is case["flags"]["monotony_gt_2"]


@pytest.mark.parametrize("case", by_id(REFERENCE["acwr"]))
def test_the_acute_ratio_is_that_of_the_reference(case: dict[str, Any]) -> None:
    loads, expected = case["inputs"]["daily_load_28"], case["expected"]

    coupled = acute_chronic_ratio(loads)
    uncoupled = acute_chronic_ratio(loads, coupled=False)

    assert close_or_none(coupled, expected["acwr_coupled"], case["tol_rel"])
    assert close_or_none(uncoupled, expected["acwr_uncoupled"], case["tol_rel"])


@pytest.mark.parametrize(
    ("loads", "capped"),
    [([50.0] * 7, 10), ([400.0, 420, 400, 410, 420, 400, 400], 10), ([0.0] * 7, None)],
    ids=["the same every day", "nearly the same every day", "a week off"],
)
def test_endless_sameness_is_capped_at_ten(loads: list[float], capped: float | None) -> None:
    assert week_of_loads(loads).monotony_capped == capped


def test_a_month_without_training_has_no_ratio() -> None:
    assert acute_chronic_ratio([0.0] * 28) is None
