"""Loads from heart rate, pace and feel against the reference numbers."""

from collections.abc import Callable
from typing import Any

import pytest

from coach.science.heart_rate import (
    EDWARDS,
    GOLDEN_CHEETAH,
    LUCIA,
    HeartRates,
    banister_trimp,
    heart_rate_load,
    heart_rates,
    recorded_heart_rate_load,
    reserve_squared_load,
    zonal_trimp,
)
from coach.science.pace import pace_load
from coach.science.perceived import (
    duration_load,
    perceived_load,
    perceived_load_per_hour,
    session_rpe,
)
from tests.coach.science.oracle import by_id, oracle

Inputs = dict[str, Any]


def rates_of(inputs: Inputs) -> HeartRates:
    return HeartRates(
        resting_bpm=inputs["hr_rest"],
        maximum_bpm=inputs["hr_max"],
        threshold_bpm=inputs["lthr"] if "lthr" in inputs else inputs["hr_max"],
        sex=inputs["sex"],
    )


def reserve_squared(inputs: Inputs) -> float:
    return reserve_squared_load(
        inputs["minutes"],
        inputs["hr_avg"],
        resting_bpm=inputs["hr_rest"],
        maximum_bpm=inputs["hr_max"],
        threshold_reserve=inputs["threshold_hrr"],
    )


LOADS: dict[str, Callable[[Inputs], float]] = {
    "banister_trimp": lambda i: banister_trimp(i["minutes"], i["hr_avg"], rates_of(i)),
    "hr_load_trimp_normalised": lambda i: heart_rate_load(i["minutes"], i["hr_avg"], rates_of(i)),
    "edwards_trimp": lambda i: zonal_trimp(i["minutes_in_zone"], EDWARDS),
    "gc_zonal_trimp": lambda i: zonal_trimp(i["minutes_in_zone"], GOLDEN_CHEETAH),
    "lucia_trimp": lambda i: zonal_trimp(i["minutes_in_zone"], LUCIA),
    "hr_load_hrr_squared": reserve_squared,
    "pace_load": lambda i: pace_load(
        i["minutes"], i["ngp_s_per_km"], threshold_s_per_km=i["threshold_s_per_km"]
    ),
    "session_rpe": lambda i: session_rpe(i["rpe"], i["minutes"]),
    "rpe_to_tss_friel": lambda i: perceived_load(i["rpe"], i["minutes"]),
}


@pytest.mark.parametrize("case", by_id(oracle("hr_pace_rpe.json")["cases"]))
def test_a_load_is_that_of_the_reference(case: Inputs) -> None:
    load = LOADS[case["kind"]](case["inputs"])

    assert load == pytest.approx(case["expected"], abs=case["tol_abs"])


def test_an_hour_recorded_at_threshold_is_a_load_of_100() -> None:
    rates = heart_rates(168, resting_bpm=50, maximum_bpm=190)

    assert recorded_heart_rate_load([168] * 3600, rates) == pytest.approx(100)


def test_recorded_intervals_weigh_more_than_their_average() -> None:
    rates = heart_rates(168, resting_bpm=50, maximum_bpm=190)
    intervals = [120] * 1800 + [180] * 1800

    recorded = recorded_heart_rate_load(intervals, rates)

    assert recorded > heart_rate_load(60, 150, rates)


def test_a_threshold_alone_gives_usual_rates() -> None:
    rates = heart_rates(162)

    assert rates == HeartRates(resting_bpm=50, maximum_bpm=180, threshold_bpm=162, sex="m")
    assert heart_rate_load(60, 162, rates) == pytest.approx(100)


def test_a_maximum_under_the_threshold_is_not_believed() -> None:
    assert heart_rates(162, maximum_bpm=150).maximum_bpm == pytest.approx(180)


@pytest.mark.parametrize(("rpe", "load"), [(0, 0), (6.5, 75), (10, 140), (12, 140), (-1, 0)])
def test_half_points_of_effort_lie_between_the_rows(rpe: float, load: float) -> None:
    assert perceived_load_per_hour(rpe) == pytest.approx(load)


def test_of_an_unmeasured_hour_the_duration_gives_the_load() -> None:
    assert duration_load(60) == pytest.approx(50)
    assert duration_load(30, load_per_hour=20) == pytest.approx(10)
