"""Power against the reference rides, and samples as devices record them."""

from itertools import chain, repeat
from typing import Any

import pytest

from coach.science import power
from coach.science.samples import one_hertz
from tests.coach.science.oracle import by_id, oracle

RIDES = oracle("power.json")["cases"]


def watts_of(case: dict[str, Any]) -> list[float]:
    runs = case["inputs"]["power_rle"]
    return list(chain.from_iterable(repeat(float(watts), seconds) for seconds, watts in runs))


@pytest.mark.parametrize("case", by_id(RIDES))
def test_normalized_power_is_that_of_the_reference_ride(case: dict[str, Any]) -> None:
    expected = case["expected"]["np_full_window"]

    normalized = power.normalized_power(watts_of(case))

    assert normalized == (
        expected if expected is None else pytest.approx(expected, abs=case["tol"]["np_w"])
    )


@pytest.mark.parametrize("case", by_id([ride for ride in RIDES if "tss" in ride["expected"]]))
def test_intensity_and_load_are_those_of_the_reference_ride(case: dict[str, Any]) -> None:
    watts, ftp_w = watts_of(case), case["inputs"]["ftp_w"]
    expected, tolerance = case["expected"], case["tol"]

    normalized = power.normalized_power(watts)

    assert normalized is not None
    intensity = power.intensity_factor(normalized, ftp_w=ftp_w)
    load = power.training_stress_score(len(watts), normalized, ftp_w=ftp_w)
    assert intensity == pytest.approx(expected["if_"], abs=tolerance["if_"])
    assert load == pytest.approx(expected["tss"], abs=tolerance["tss"])
    assert power.average_power(watts) == pytest.approx(expected["avg_w"], abs=0.001)


@pytest.mark.parametrize("case", by_id([ride for ride in RIDES if "vi" in ride["expected"]]))
def test_variability_says_how_uneven_a_ride_was(case: dict[str, Any]) -> None:
    expected = case["expected"]["vi"]

    variability = power.variability_index(watts_of(case))

    assert variability == (expected if expected is None else pytest.approx(expected, abs=0.001))


@pytest.mark.parametrize("case", by_id(RIDES))
def test_x_power_is_that_of_the_reference_ride(case: dict[str, Any]) -> None:
    x_power = power.x_power(watts_of(case))

    assert x_power == pytest.approx(case["expected"]["xpower_goldencheetah"], abs=0.05)


def test_nothing_recorded_has_no_power_rather_than_zero() -> None:
    assert power.average_power([]) is None
    assert power.normalized_power([]) is None
    assert power.x_power([]) is None
    assert power.variability_index([]) is None


def test_a_coffee_stop_is_neither_zeros_nor_time() -> None:
    before = [(second, 200.0) for second in range(600)]
    after = [(second, 200.0) for second in range(3600, 4200)]

    watts = one_hertz(before + after)

    assert len(watts) == 1200
    assert power.normalized_power(watts) == pytest.approx(200)


def test_coasting_is_recorded_as_zeros_and_counts() -> None:
    watts = one_hertz((second, 200.0 if second < 300 else 0.0) for second in range(600))

    assert power.average_power(watts) == pytest.approx(100)


def test_smart_recording_holds_the_last_value_over_its_gaps() -> None:
    watts = one_hertz([(0, 100.0), (7, 200.0), (8, 300.0)])

    assert watts == [100.0] * 7 + [200.0, 300.0]


def test_a_clock_that_stutters_or_jumps_back_adds_no_time() -> None:
    watts = one_hertz([(0, 1.0), (1, 2.0), (1, 3.0), (0, 9.0), (2, 4.0)])

    assert watts == [1.0, 3.0, 4.0]


def test_no_samples_give_no_seconds() -> None:
    assert one_hertz([]) == []
